"""The page: title, panels, legend and caption, one below the other."""

import math
import warnings
from collections.abc import Sequence

import attrs

from fpcase.figures.canvas import text_width, without_glyph
from fpcase.figures.figure import Figure
from fpcase.figures.labels import wrapped
from fpcase.figures.legend import Entry, legend
from fpcase.figures.scene import INK, PALE_INK, Group, Item, Line, Scene, lines_of
from fpcase.model.errors import FpcaseError

MM = 72 / 25.4
"""A millimetre in points."""
WIDTHS = {1: 90 * MM, 2: 180 * MM}
"""The width of a figure by the number of a journal's columns that it takes."""
HEIGHT = 245 * MM
"""Of a journal's page."""
MARGIN = 4.0
_LINE = 1.3
"""The height of a line of text, in its type's size."""
SMALL = 6.5
"""The type of legend and caption, in points."""


def column_width(columns: int) -> float:
    """The width of a figure that takes so many columns of a journal.

    Raises:
        FpcaseError: journals have no such number of columns; the message says what there is.
    """
    if columns not in WIDTHS:
        message = (
            f"expected a figure one or two of a journal's columns wide (1 or 2); found {columns!r}"
        )
        raise FpcaseError(message)
    return WIDTHS[columns]


@attrs.frozen(kw_only=True)
class Panel:
    """A part of the page.

    Attributes:
        heading: What stands over it; none for a single one.
        items: What it shows.
        height: Without the heading.
    """

    heading: str | None = None
    items: tuple[Item, ...]
    height: float


def page(  # noqa: PLR0913 - the parts of a page
    panels: Sequence[Panel],
    *,
    across: int,
    width: float,
    title: str,
    subtitle: str,
    key: list[Entry],
    caption: str,
    alt_text: str,
    warn: bool = True,
) -> Figure:
    """Put the parts of a figure together.

    Args:
        panels: In reading order.
        across: How many stand side by side.
        width: Of the page, margins included.
        title: What the figure is called.
        subtitle: The case and its version.
        key: The legend's entries.
        caption: What is shown and what is left out.
        alt_text: For a reader who cannot see it.
        warn: Whether to name the characters that have no glyph.
    """
    inside = width - 2 * MARGIN
    items: list[Item] = []
    y = MARGIN
    for text, size, bold in ((title, 10.0, True), (subtitle, 7.0, False)):
        lines, tall = block(text, inside, size, bold=bold)
        items.append(Group(items=lines, x=MARGIN, y=y))
        y += tall
    y += 5.0
    pitch = (inside + GAP) / across
    for row in range(0, len(panels), across):
        beside = panels[row : row + across]
        head = HEADING if any(one.heading for one in beside) else 0.0
        for number, one in enumerate(beside):
            x = MARGIN + number * pitch
            if one.heading:
                heading = Line(text=one.heading, x=0, y=8.0, size=8.0, bold=True)
                items.append(Group(items=[heading], x=x, y=y))
            items.append(Group(items=one.items, x=x, y=y + head, role="panel"))
        y += head + max(one.height for one in beside) + GAP
    taken = len(panels) % across
    told, tall = _told(key, caption, (across - taken) * pitch - GAP)
    if taken and tall <= panels[-1].height:  # in the place that a missing panel leaves free
        below = y - GAP - panels[-1].height
        items.append(Group(items=told, x=MARGIN + taken * pitch, y=below))
        y -= GAP
    else:
        told, tall = _told(key, caption, inside)
        items.append(Group(items=told, x=MARGIN, y=y))
        y += tall
    scene = Scene(width=width, height=y + MARGIN, items=items, title=title, description=alt_text)
    if warn:
        warn_of_missing_glyphs(scene)
    return Figure(caption=caption, alt_text=alt_text, scene=scene)


def _told(key: list[Entry], caption: str, width: float) -> tuple[list[Item], float]:
    """Legend and caption, one below the other in a width, and how tall they are."""
    rows, tall = legend(key, width, SMALL)
    lines, more = block(caption, width, SMALL, colour=PALE_INK)
    return [*rows, Group(items=lines, y=tall + 2.0)], tall + 2.0 + more


def without_caption(figure: Figure) -> Figure:
    """A figure without the caption at its foot, to stand where the caption is given below it.

    Args:
        figure: The figure; one that does not end with its caption stays as it is.
    """
    whole = figure.scene
    *above, foot = whole.items
    if not (isinstance(foot, Group) and foot.items and isinstance(foot.items[-1], Group)):
        return figure
    *key, told = foot.items
    if " ".join(line.text for line in lines_of(told)).split() != figure.caption.split():
        return figure
    top = foot.y + foot.items[-1].y
    bottom = top + _LINE * SMALL * len(lines_of(told)) + MARGIN
    height = top + MARGIN if math.isclose(bottom, whole.height) else whole.height
    scene = attrs.evolve(whole, items=[*above, attrs.evolve(foot, items=key)], height=height)
    return attrs.evolve(figure, scene=scene)


GAP = 8.0
HEADING = 11.5


def block(
    text: str, width: float, size: float, *, bold: bool = False, colour: str = INK
) -> tuple[list[Item], float]:
    """Text in lines of a width, and its height.

    Args:
        text: What is said; nothing takes no room.
        width: How wide a line may be.
        size: Of the type.
        bold: Whether the type is bold.
        colour: Of the type.
    """
    if not text.strip():
        return [], 0.0
    lines = wrapped(text, width, lambda line: text_width(line, size, bold=bold), even=False)
    items: list[Item] = [
        Line(text=line, x=0, y=(1 + _LINE * number) * size, size=size, bold=bold, colour=colour)
        for number, line in enumerate(lines)
    ]
    return items, _LINE * size * len(lines)


def warn_of_missing_glyphs(scene: Scene) -> None:
    """Name the characters that the typeface cannot draw, to whoever called for the figure."""
    missing = without_glyph(scene)
    if missing:
        named = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in missing)
        warnings.warn(
            f"the figure's typeface has no glyph for {named}; PNG and PDF show a replacement",
            stacklevel=4,
        )
