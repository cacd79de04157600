"""Where Graphviz finds no way for an arrow, the figure finds one itself."""

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fpcase.figures.detours import detours
from fpcase.figures.geometry import crosses
from fpcase.figures.lanes import Box, Grid


def grid_of(boxes: Mapping[str, tuple[float, float]], *, width: float = 400.0) -> Grid:
    """Boxes of one size at given middles."""
    return Grid(
        boxes={
            name: Box(x=x, y=y, width=40.0, height=20.0, lines=()) for name, (x, y) in boxes.items()
        },
        cells={},
        lanes=(),
        gutter=0.0,
        width=width,
        height=300.0,
    )


def test_a_detour_goes_straight_where_nothing_is_between() -> None:
    """The shortest way with the fewest turns reads best."""
    grid = grid_of({"a": (50, 50), "b": (200, 50)})
    assert detours(grid, [("a", "b")]) == {("a", "b"): ((70.0, 50.0), (180.0, 50.0))}


def test_a_detour_goes_round_a_box_that_is_in_the_way() -> None:
    """An arrow through a foreign box would say that it concerns that variable."""
    grid = grid_of({"a": (50, 50), "wall": (120, 50), "b": (200, 50)})
    way = detours(grid, [("a", "b")])["a", "b"]
    assert not crosses(way, grid.boxes["wall"].frame)
    assert len(way) > 2


def test_a_box_that_is_shut_in_has_no_way() -> None:
    """What cannot be drawn is left out of the answer, so that the caller can say so."""
    shut = Grid(
        boxes={
            "a": Box(x=20.0, y=150.0, width=40.0, height=300.0, lines=()),
            "b": Box(x=200.0, y=150.0, width=40.0, height=20.0, lines=()),
            "wall": Box(x=100.0, y=150.0, width=40.0, height=320.0, lines=()),
        },
        cells={},
        lanes=(),
        gutter=0.0,
        width=400.0,
        height=300.0,
    )
    assert detours(shut, [("a", "b")]) == {}
    walled = Grid(
        boxes={
            "a": Box(x=50.0, y=150.0, width=100.0, height=300.0, lines=()),
            "b": shut.boxes["b"],
        },
        cells={},
        lanes=(),
        gutter=0.0,
        width=101.0,
        height=300.0,
    )
    assert detours(walled, [("a", "b")]) == {}


@settings(deadline=None, max_examples=30)
@given(
    places=st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 6)), min_size=2, max_size=12, unique=True
    )
)
def test_a_detour_is_level_and_upright_and_keeps_out_of_every_other_box(
    places: list[tuple[int, int]],
) -> None:
    """Whatever stands where, the way can be read."""
    grid = grid_of({f"n{i}": (40 + 60 * x, 20 + 40 * y) for i, (x, y) in enumerate(places)})
    way = detours(grid, [("n0", "n1")])["n0", "n1"]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(way))
    foreign = [box.frame for name, box in grid.boxes.items() if name not in {"n0", "n1"}]
    assert not any(crosses(way, frame) for frame in foreign)
