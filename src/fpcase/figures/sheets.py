"""What a diagram is drawn on: pages of a journal, with the measures of the grid on each."""

import attrs

from fpcase.figures.fitting import Sheet
from fpcase.figures.page import GAP, HEADING, HEIGHT, MARGIN, MM, WIDTHS, column_width
from fpcase.figures.spacing import UNIT, Spacing

_PAGES = ((190 * MM, 283 * MM), (277 * MM, 406 * MM))
"""A4 and A3, upright, less margins of ten and seven millimetres."""
_FURNITURE = {1: 190.0, 2: 112.0}
"""The height of title, legend and caption, where there is much to explain."""

ROOMY = Spacing(font_size=7.5, box_width=96.0, gap_x=20.0, gap_y=11.0)
"""For one panel across two columns."""
DENSE = Spacing(
    font_size=6.0,
    box_width=80.0,
    gap_x=11.0,
    gap_y=5.5,
    padding=3.2,
    gutter=4 * UNIT,
    border=0.75,
    mark_size=6.0,
    clear=4.5,
    track=2.4,
)
"""For narrow panels: type of six points, the smallest that journals print."""


def check_columns(columns: int | None) -> None:
    """Refuse a figure that is neither one nor two of a journal's columns wide.

    Raises:
        FpcaseError: it is; the message says what there is.
    """
    if columns is not None:
        column_width(columns)


def one_panel(columns: int, marks: int = 1) -> list[Sheet]:
    """The sheet of a figure of one panel.

    Args:
        columns: How many columns of a journal it takes.
        marks: How many marks the shortest arrow must have room for.
    """
    width = column_width(columns)
    wide = columns > 1
    return [
        Sheet(
            page_width=width,
            width=width - 2 * MARGIN,
            height=HEIGHT - _FURNITURE[columns],
            spacing=attrs.evolve(ROOMY if wide else DENSE, marks=marks),
            counts=(5,) if wide else (2, 3),
        )
    ]


def many_panels(columns: int | None, across: int, rows: int, marks: int = 1) -> list[Sheet]:
    """The sheets of a figure of several panels, smallest first.

    Args:
        columns: How many columns of a journal it takes; a page of A4 or A3 if left out.
        across: How many panels stand side by side.
        rows: How many stand one below the other.
        marks: How many marks the shortest arrow must have room for.
    """
    pages = _PAGES if columns is None else ((WIDTHS[columns], HEIGHT),)
    furniture = _FURNITURE[columns or 2]
    sheets = []
    for page_width, page_height in pages:
        width = (page_width - 2 * MARGIN - (across - 1) * GAP) / across
        sheets.append(
            Sheet(
                page_width=page_width,
                width=width,
                height=(page_height - furniture) / rows - HEADING - GAP,
                spacing=attrs.evolve(DENSE, marks=marks),
                counts=(3, 4, 5) if width > WIDTHS[1] else (2, 3),
            )
        )
    return sheets
