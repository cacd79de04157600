"""Ways with fewer turns: what is gained, and what must not be lost on the way."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fpcase.figures.geometry import Frame, Route, crosses, distance_to_frame
from fpcase.figures.graphviz import Router
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.shortcuts import straightened
from fpcase.figures.spacing import UNIT

PAGE: Frame = (0.0, 0.0, 200.0, 200.0)
BOXES: dict[str, Frame] = {"a": (10, 10, 30, 20), "b": (150, 150, 180, 170), "c": (80, 60, 110, 90)}


def turns(route: Route) -> int:
    """How often a way turns."""
    return len(route) - 2


def test_stairs_become_one_corner() -> None:
    """A reader's eye loses an arrow at every turn."""
    stairs = ((30, 15), (60, 15), (60, 40), (120, 40), (120, 100), (165, 100), (165, 150))
    found = straightened({("a", "b"): stairs}, BOXES, PAGE)
    assert turns(found["a", "b"]) == 1
    assert not any(crosses(found["a", "b"], frame) for frame in BOXES.values())


def test_stairs_that_lead_round_a_box_keep_the_turns_that_they_need() -> None:
    """A shorter way through a box would be a false one."""
    wall = {"a": (10, 80, 30, 90), "b": (170, 80, 190, 90), "c": (80, 0, 110, 190)}
    around = ((30, 85), (50, 85), (50, 195), (150, 195), (150, 85), (170, 85))
    found = straightened({("a", "b"): around}, wall, PAGE)["a", "b"]
    assert turns(found) == 2
    assert max(y for _, y in found) > 190


def test_an_arrow_does_not_go_round_a_block_to_the_far_side() -> None:
    """Graphviz leaves by the wrong side where the right one was crowded for a moment."""
    around = ((10, 15), (5, 15), (5, 180), (190, 180), (190, 160), (180, 160))
    found = straightened({("a", "b"): around}, BOXES, PAGE)["a", "b"]
    assert turns(found) == 1


def test_an_arrow_of_one_turn_is_left_alone() -> None:
    """Nothing is gained by moving what is plain already."""
    plain = {("a", "b"): ((20, 20), (20, 160), (150, 160))}
    assert straightened(plain, BOXES, PAGE) == plain


def test_an_arrow_makes_way_for_others() -> None:
    """A crossing costs a reader more than a few points of way."""
    posts: Route = ((55, 0), (55, 100))
    over = ((30, 15), (60, 15), (60, 120), (20, 120), (20, 150), (150, 150))
    boxes = BOXES | {"top": (50, -10, 60, 0), "post": (50, 100, 60, 110)}
    alone = straightened({("a", "b"): over}, BOXES, PAGE)["a", "b"]
    beside = straightened({("a", "b"): over, ("top", "post"): posts}, boxes, PAGE)["a", "b"]
    assert turns(alone) == turns(beside) == 1
    assert beside[1][0] == 20


def test_doors_are_shared_out_along_a_side() -> None:
    """Two arrows that leave by one door look like one."""
    winding = ((10, 15), (5, 15), (5, 180), (190, 180), (190, 160), (180, 160))
    straight = ((20, 20), (20, 65), (80, 65))
    boxes = BOXES | {"d": (160, 100, 170, 110)}
    found = straightened({("a", "b"): winding, ("a", "c"): straight}, boxes, PAGE)
    assert abs(found["a", "b"][0][0] - 20) > 1 or found["a", "b"][0][1] != 20


ROWS, COLUMNS = 4, 4


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Grid, list[tuple[str, str]]]:
    """Boxes on a grid, some places empty, and arrows between them."""
    places = [(row, column) for row in range(ROWS) for column in range(COLUMNS)]
    taken = draw(st.lists(st.sampled_from(places), min_size=2, max_size=12, unique=True))
    boxes = {
        f"n{number}": Box(
            x=UNIT * (14 + 24 * column), y=UNIT * (10 + 16 * row), width=UNIT * 16,
            height=UNIT * draw(st.sampled_from([6, 8, 10])), lines=(),
        )
        for number, (row, column) in enumerate(sorted(taken))
    }  # fmt: skip
    ends = st.sampled_from(sorted(boxes))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=20, unique=True))
    grid = Grid(
        boxes=boxes,
        cells={},
        lanes=(),
        gutter=UNIT,
        width=UNIT * 24 * (COLUMNS + 1),
        height=UNIT * 16 * (ROWS + 1),
    )
    return grid, [(cause, effect) for cause, effect in pairs if cause != effect]


@given(task=tasks())
@settings(deadline=None, max_examples=10)
def test_every_way_leads_from_border_to_border_round_every_box(
    task: tuple[Grid, list[tuple[str, str]]],
) -> None:
    """What is shortened must still be the arrow that was asked for."""
    grid, pairs = task
    with Router() as router:
        found = router.routes(grid, pairs)
    assert set(found) == set(pairs)
    for (cause, effect), route in found.items():
        for end, node in ((route[0], cause), (route[-1], effect)):
            assert distance_to_frame(end, grid.boxes[node].frame) == 0
        for (x1, y1), (x2, y2) in pairwise(route):
            assert (x1 == x2) != (y1 == y2)
            assert 0 <= min(x1, x2) <= max(x1, x2) <= grid.width
            assert 0 <= min(y1, y2) <= max(y1, y2) <= grid.height
        for box in grid.boxes.values():
            left, top, right, bottom = box.frame
            assert not crosses(route, (left + 2, top + 2, right - 2, bottom - 2))
