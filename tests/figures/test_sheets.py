"""The sheets that diagrams are drawn on: no type under six points, no page that no journal has."""

import pytest

from fpcase.figures.page import HEIGHT, MM, WIDTHS
from fpcase.figures.sheets import DENSE, ROOMY, check_columns, many_panels, one_panel
from fpcase.model.errors import FpcaseError


@pytest.mark.parametrize("columns", [None, 1, 2])
def test_one_column_two_or_a_page_of_its_own_are_widths(columns: int | None) -> None:
    """A figure of many panels may take a whole page of A4 or A3."""
    check_columns(columns)


@pytest.mark.parametrize("columns", [0, 3, -1])
def test_other_widths_are_refused_with_those_that_there_are(columns: int) -> None:
    """The message says what was found and what was expected."""
    expected = rf"expected a figure one or two of a journal's columns wide .*; found {columns}"
    with pytest.raises(FpcaseError, match=expected):
        check_columns(columns)
    with pytest.raises(FpcaseError, match=expected):
        one_panel(columns)


@pytest.mark.parametrize("columns", [1, 2])
def test_one_panel_fits_a_journals_page_with_room_for_words(columns: int) -> None:
    """The title stands over it, legend and caption below."""
    (sheet,) = one_panel(columns, marks=2)
    assert sheet.page_width == WIDTHS[columns]
    assert sheet.width < sheet.page_width
    assert 300 < sheet.height < HEIGHT - 100
    assert sheet.spacing.marks == 2
    assert sheet.spacing.font_size == {1: DENSE.font_size, 2: ROOMY.font_size}[columns]


@pytest.mark.parametrize("columns", [1, 2])
def test_panels_of_a_figure_share_the_width_of_its_columns(columns: int) -> None:
    """Side by side and below one another, they are no wider or taller than the page."""
    (sheet,) = many_panels(columns, across=2, rows=3)
    assert sheet.page_width == WIDTHS[columns]
    assert 2 * sheet.width < sheet.page_width
    assert 3 * sheet.height < HEIGHT


def test_without_columns_a_figure_tries_a4_and_then_a3() -> None:
    """The larger page has room for wider panels, which have more boxes side by side."""
    small, large = many_panels(None, across=2, rows=3)
    assert [round(sheet.page_width / MM) for sheet in (small, large)] == [190, 277]
    assert small.width < large.width
    assert small.height < large.height
    (wide,) = many_panels(2, across=1, rows=1)
    assert max(wide.counts) > max(many_panels(1, across=2, rows=1)[0].counts)


def test_a_panel_of_one_column_has_room_for_half_as_many_arrows() -> None:
    """Beyond that, lines in ninety millimetres cannot be followed by eye."""
    (narrow,), (wide,) = one_panel(1), one_panel(2)
    assert (narrow.most_arrows, wide.most_arrows) == (30, 60)
    assert {sheet.most_arrows for sheet in many_panels(None, across=2, rows=3)} == {60}


def test_no_type_is_smaller_than_journals_print() -> None:
    """Six points are the least."""
    assert min(DENSE.font_size, ROOMY.font_size) >= 6.0
