"""The page: panels in rows, the legend, the caption that can be left off, several pages."""

import pytest
from pictured import off_the_page, overprinted, words

from fpcase.drawing.page import (
    GAP,
    HEADING,
    HEIGHT,
    LINE_HEIGHT,
    Entry,
    Panel,
    Words,
    column_width,
    finished,
    packed,
    room,
)
from fpcase.drawing.scene import Line
from fpcase.model.errors import FpcaseError

WORDS = Words(
    title="Who explains it?",
    subtitle="Ruritania, version 1.0",
    caption="What is shown, and what is left out. " * 4,
    alt_text="A picture.",
    key=[Entry(sample=[], text=f"a long meaning of sign {number}") for number in range(9)],
)


def panel(width: float, height: float, heading: str = "", note: str = "") -> Panel:
    """A panel with a word in it."""
    told = Line(text="in", x=0, y=8, size=6)
    return Panel(items=[told], width=width, height=height, heading=heading, note=note)


def test_panels_of_unequal_size_stand_in_rows() -> None:
    """As many side by side as there is room for, each row as tall as its tallest."""
    rows, tall = packed([panel(100, 50), panel(90, 80, "A"), panel(200, 30)], 200)
    assert [[x for _, x in row] for row in rows] == [[0.0, 100 + GAP], [0.0]]
    assert tall == HEADING + 80 + GAP + 30


def test_a_note_stands_below_its_heading() -> None:
    """Two headings must not run into each other."""
    figure = finished(
        WORDS,
        [[panel(80, 20, "Chukubayev 2023", "neoclassical realism"), panel(80, 20, "Roe")]],
        180,
    )
    assert not overprinted(figure.scene)
    assert not off_the_page(figure.scene)


@pytest.mark.parametrize("columns", [1, 2])
def test_everything_stands_on_the_page_and_nothing_on_another(columns: int) -> None:
    """Title, panels, legend and caption, at either width."""
    width = column_width(columns)
    tall = room(WORDS, width) - HEADING - LINE_HEIGHT
    figure = finished(WORDS, [[panel(width, tall, "Heading", "a note")]], width)
    assert figure.scene.height <= HEIGHT + 0.01
    assert not off_the_page(figure.scene)
    assert not overprinted(figure.scene)


def test_the_caption_can_be_left_off_where_it_is_given_below_the_picture() -> None:
    """A page that prints it must not print it twice."""
    figure = finished(WORDS, [[panel(80, 20)], [panel(80, 20)]], 180)
    bare = figure.without_caption()
    assert "What is shown" in " ".join(words(figure.pages[0].scene))
    assert all("What is shown" not in " ".join(words(one.scene)) for one in bare.pages)
    assert bare.without_caption().scene == bare.scene


def test_several_pages_are_numbered_and_stand_below_one_another() -> None:
    """On screen; as PDF each is a page."""
    figure = finished(WORDS, [[panel(80, 20)], [panel(80, 20)]], 180)
    assert [page.scene.title for page in figure.pages] == [
        "Who explains it? (page 1 of 2)",
        "Who explains it? (page 2 of 2)",
    ]
    assert figure.size[1] > sum(page.size[1] for page in figure.pages)
    assert figure.caption.endswith("2 pages.")


@pytest.mark.parametrize("columns", [0, 3, True, "two", 1.5])
def test_a_width_that_no_journal_has_is_refused(columns: object) -> None:
    """The message says which there are."""
    with pytest.raises(FpcaseError, match=r"columns: expected 1 or 2, the width in a journal"):
        column_width(columns)
