"""What tables are made of: rows on pages, columns, paragraphs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import off_the_page, parts, words

from fpcase.drawing.fonts import text_width
from fpcase.drawing.rows import LINE, Row, paged, table_of
from fpcase.drawing.scene import Group, Line, Scene
from fpcase.drawing.text import SIZE, paragraph, widest

ROWS = st.lists(st.floats(1, 60), max_size=40)


@settings(deadline=None)
@given(heights=ROWS, height=st.floats(80, 200), head=st.floats(0, 15))
def test_no_row_is_lost_and_no_page_too_tall(
    heights: list[float], height: float, head: float
) -> None:
    """Rows come in their order, each whole on one page, under the head of the page."""
    again = Row(items=[_text("again")], height=5.0)
    rows = [
        Row(items=[_text(f"row {number}")], height=tall, again=again if number % 2 else None)
        for number, tall in enumerate(heights)
    ]
    pages = paged(rows, height, head=Row(items=[_text("head")], height=head))
    said = [words(Group(items=page.items)) for page in pages]
    assert all(page[0] == "head" for page in said)
    written = [word for page in said for word in page if word.startswith("row")]
    assert written == [f"row {number}" for number in range(len(rows))]
    assert all(page.height <= height for page in pages)
    for page in said[1:]:
        number = int(page[-1 if len(page) == 2 else 2 if page[1] == "again" else 1].split()[1])
        assert (page[1] == "again") is bool(number % 2)


def test_a_row_taller_than_a_page_gets_a_page_of_its_own() -> None:
    """It is not cut, and it does not push its neighbours off."""
    rows = [Row(items=[_text(name)], height=tall) for name, tall in (("a", 9), ("b", 99), ("c", 9))]
    assert [words(Group(items=page.items)) for page in paged(rows, 50.0)] == [
        ["a"],
        ["b"],
        ["c"],
    ]


def _text(text: str) -> Line:
    return Line(text=text, x=0.0, y=5.0, size=SIZE)


@settings(deadline=None)
@given(text=st.text(max_size=60), width=st.floats(20, 200), bold=st.booleans())
def test_a_label_keeps_within_its_width_and_height(text: str, width: float, *, bold: bool) -> None:
    """Level or upright, no letter of it is lost."""
    made = paragraph(text, width, bold=bold)
    assert "".join("".join(made.lines).split()) == "".join(text.split())
    assert made.width <= width
    assert made.height == pytest.approx(LINE * len(made.lines))
    page = Scene(
        width=max(made.width, 20.0) + 1.0,
        height=made.height + 1.0,
        items=made.items(0.0, 0.0),
        title="",
        description="",
    )
    assert not off_the_page(page)
    upright = Group(items=made.upright(100.0, 300.0))
    for part in parts(upright):
        if isinstance(part.item, Line):
            assert part.frame[3] <= 300.0
            assert part.frame[1] >= 300.0 - width


def test_the_widest_of_no_texts_is_nought() -> None:
    """A chart without rows has no column for their names."""
    assert widest([]) == 0.0
    assert widest(["a", "abc", "ab"]) == text_width("abc", SIZE)


@settings(deadline=None)
@given(
    names=st.lists(st.text("abc -", min_size=1, max_size=40), max_size=12),
    wanted=st.floats(0, 600),
)
def test_columns_of_authors_end_where_the_page_does(names: list[str], wanted: float) -> None:
    """Beside one another, and no name wider or taller than its place."""
    made = table_of(names, wanted, 480.0)
    assert made.right <= 480.0 + 1e-6
    assert bool(made.head.items) is bool(names)
    assert list(made.middles) == sorted(made.middles)
    for one in made.names:
        if made.is_upright:
            assert one.height <= made.pitch + 1e-6
            assert one.width <= made.head.height
        else:
            assert one.width <= made.pitch
