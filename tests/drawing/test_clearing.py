"""Arrows bent out of the boxes that they pass."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fpcase.drawing.clearing import CLEAR, cleared
from fpcase.drawing.scene import Frame, Point, flattened

BOXES = st.builds(
    lambda x, y, is_over: (x, y - 40.0, x + 40.0, y) if is_over else (x, y, x + 40.0, y + 40.0),
    st.floats(30, 200),
    st.floats(-2, 2),
    st.booleans(),
)
WAY: tuple[Point, ...] = tuple((25.0 * place, 0.0) for place in range(13))


def inside(way: tuple[Point, ...], box: Frame, near: float) -> bool:
    """Whether a way runs behind a box, or too near it."""
    left, top, right, bottom = box
    dots = flattened(way, 40)
    return any(left - near < x < right + near and top - near < y < bottom + near for x, y in dots)


@settings(deadline=None, max_examples=30)
@given(box=BOXES)
def test_an_arrow_keeps_clear_of_a_box_and_keeps_its_ends(box: Frame) -> None:
    """Whatever it passes, it joins the same two boxes."""
    found = cleared(WAY, [box])
    assert not inside(found, box, CLEAR / 2)
    assert (found[0], found[-1]) == (WAY[0], WAY[-1])


def test_an_arrow_that_is_clear_stays_as_it_was() -> None:
    """To the letter: pictures must not change for nothing."""
    assert cleared(WAY, []) == WAY
    assert cleared(WAY, [(0.0, 5.0, 200.0, 9.0)]) == WAY


def test_an_arrow_finds_its_way_between_two_boxes() -> None:
    """The room between them is as narrow as Graphviz leaves it."""
    above, below = (80.0, -30.0, 120.0, 1.0), (140.0, -1.0, 180.0, 30.0)
    found = cleared(WAY, [above, below])
    assert not inside(found, above, 0.0)
    assert not inside(found, below, 0.0)
