"""Links over a picture in print: where they lie, and that the picture covers them."""

import re

import pytest

from fpcase.drawing.scene import Group, Line, Scene, Shape, polyline, rectangle
from fpcase.figures import Figure
from fpcase.figures.subjects import about
from fpcase.sphinx.pictures import REACH, link_places, linked_picture

BOX = Group(
    items=[Shape(steps=rectangle(10, 20, 40, 30), stroke="#000000", fill="#FFFFFF")],
    role="variable",
    subject=about(variables=("war",)),
)
ARROW = Group(
    items=[Shape(steps=polyline([(0, 0), (20, 0), (20, 10)]), stroke="#000000")],
    role="arrow",
    subject=about(variables=("war", "peace"), claims=("doe-2001/c1", "roe-2002/c1")),
)


def scene(*items: Group | Line | Shape) -> Scene:
    """A picture of 100 by 50 points."""
    return Scene(width=100, height=50, items=items, title="T", description="D")


def test_a_box_is_covered_whole_and_measured_from_the_bottom() -> None:
    """LaTeX counts upward from the lower left corner."""
    assert list(link_places(scene(BOX))) == [("war", (10, 20, 30, 10))]


def test_what_stands_in_a_moved_group_is_moved_with_it() -> None:
    """Panels are groups, moved to their places."""
    moved = Group(items=[Group(items=[BOX], x=5, y=1)], x=100, y=2)
    assert list(link_places(scene(moved))) == [("war", (115, 17, 30, 10))]


def test_an_arrow_is_followed_by_squares_that_lead_to_its_first_claim() -> None:
    """A rectangle round the whole arrow would lie over its neighbours."""
    found = list(link_places(scene(ARROW)))
    assert {id_ for id_, _ in found} == {"doe-2001/c1"}
    assert len(found) == 30 / REACH
    middles = [(left + across / 2, 50 - bottom - up / 2) for _, (left, bottom, across, up) in found]
    assert all(y == pytest.approx(0) or x == pytest.approx(20) for x, y in middles)


def test_the_shortest_arrow_has_a_place_too() -> None:
    """Two boxes may almost touch."""
    short = Group(
        items=[Shape(steps=polyline([(0, 0), (1, 0)]), stroke="#000000")],
        subject=about(variables=("war", "peace"), claims=("doe-2001/c1",)),
    )
    assert len(list(link_places(scene(short)))) == 1


def test_what_speaks_of_no_record_leads_nowhere() -> None:
    """A ghost is an arrow of somebody else; a legend, a line and a shape are about nothing."""
    ghost = Group(items=ARROW.items, subject=about(variables=("war", "peace")))
    words = Group(items=[Line(text="x", x=0, y=0, size=8)], subject=about(variables=("war",)))
    legend = Group(items=BOX.items)
    line = Line(text="x", x=0, y=0, size=8)
    shape = Shape(steps=polyline([(0, 0), (1, 0)]), stroke="#000000")
    assert list(link_places(scene(ghost, words, legend, line, shape))) == []


def test_the_picture_lies_over_its_links_and_fits_the_page() -> None:
    """The ink that gives a link its extent must not be seen."""
    figure = Figure(caption="C", alt_text="A", scene=scene(BOX, BOX, ARROW))
    text = linked_picture(
        figure, "p.pdf", lambda id_: rf"{{\hyperref[{id_}]{{" if id_ == "war" else None
    )
    lines = text.splitlines()
    assert [line for line in lines if r"\put" in line] == [
        (
            r"\put(10.00,20.00){\hyperref[war]{\color{white}"
            r"\rule{30.00\unitlength}{10.00\unitlength}}}%"
        ),
        r"\put(0,0){\includegraphics[width=100.00\unitlength]{p.pdf}}%",
    ]
    assert lines[1] == (
        r"\ifdim100.00\unitlength>\linewidth\setlength{\unitlength}"
        r"{\dimexpr\linewidth/100\relax}\fi"
    )
    assert text.count("{") == text.count("}")
    assert re.fullmatch(r"\\end\{picture\}\\endgroup", lines[-1])
