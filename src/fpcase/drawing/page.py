"""The skeleton of every picture: title, what is shown, legend and caption, one below the other."""

import warnings
from collections.abc import Sequence
from itertools import accumulate

import attrs

from fpcase.drawing import fonts
from fpcase.drawing.figure import Figure
from fpcase.drawing.scene import PALE_INK, Group, Item, Line, Scene, as_items, lost_letters
from fpcase.drawing.text import SIZE, Paragraph, paragraph
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import counted

MM = 72 / 25.4
"""A millimetre in points."""
WIDTHS = {1: 90 * MM, 2: 180 * MM}
"""The width of a figure by the number of a journal's columns that it takes."""
HEIGHT = 240 * MM
"""Of a journal's page."""
MARGIN = 4.0
GAP = 5.0
"""Between panels."""
HEADING = 11.0
"""The height of a panel's heading."""
_BETWEEN_PAGES = 12.0
_SAMPLE, _AFTER_SAMPLE, _BETWEEN = 24.0, 4.0, 14.0
"""Widths in the legend."""


def column_width(columns: object) -> float:
    """The width of a figure that takes so many columns of a journal.

    Raises:
        FpcaseError: journals have no such number of columns; the message says what there is.
    """
    if columns not in (1, 2) or isinstance(columns, bool):
        message = f"columns: expected 1 or 2, the width in a journal's columns; found {columns!r}"
        raise FpcaseError(message)
    return WIDTHS[columns]


@attrs.frozen(kw_only=True)
class Entry:
    """One line of the legend.

    Attributes:
        sample: What it looks like, at the origin, as tall as the type, 24 points wide.
        text: What it means.
    """

    sample: tuple[Item, ...] = attrs.field(converter=as_items)
    text: str


@attrs.frozen(kw_only=True)
class Panel:
    """A part of the page.

    Attributes:
        items: What it shows, from its upper left corner.
        width: How wide it is; the whole page if left out.
        height: Without the heading.
        heading: What stands over it.
        note: What stands below the heading, pale.
    """

    items: tuple[Item, ...] = attrs.field(default=(), converter=as_items)
    width: float = float("inf")
    height: float = 0.0
    heading: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class Words:
    """What a picture says in words.

    Attributes:
        title: What it is called.
        subtitle: The case and its version.
        caption: What is shown and what is left out.
        alt_text: What the picture shows, for a reader who cannot see it.
        key: The legend's entries.
    """

    title: str
    subtitle: str = ""
    caption: str
    alt_text: str
    key: Sequence[Entry] = ()


def finished(words: Words, pages: Sequence[Sequence[Panel]], width: float) -> Figure:
    """A figure of one page, or of several.

    Args:
        words: What it says in words.
        pages: The panels of each page.
        width: Of a page, margins included.
    """
    made = [
        _page(_numbered(words, number, len(pages)), panels, width)
        for number, panels in enumerate(pages, start=1)
    ]
    figure = made[0] if len(made) == 1 else _stacked(words, made)
    _warn_of_lost_letters(figure.scene)
    return figure


def room(words: Words, width: float) -> float:
    """How tall what is drawn may be, under the title and over legend and caption."""
    return HEIGHT - _page(_numbered(words, 99, 99), (), width).size[1] - GAP


def packed(panels: Sequence[Panel], width: float) -> tuple[list[list[tuple[Panel, float]]], float]:
    """Panels in rows, each in the first that has room; and how tall all rows are."""
    rows: list[list[tuple[Panel, float]]] = []
    ends: list[float] = []
    for panel in panels:
        wide = min(max(panel.width, fonts.text_width(panel.heading, _HEAD, bold=True)), width)
        places = (number for number, end in enumerate(ends) if end + wide <= width + 0.01)
        place = next(places, len(rows))
        if place == len(rows):
            rows.append([])
            ends.append(0.0)
        rows[place].append((panel, ends[place]))
        ends[place] += wide + GAP
    return rows, sum(map(_row_height, rows)) + GAP * max(len(rows) - 1, 0)


def _row_height(row: Sequence[tuple[Panel, float]]) -> float:
    return _head_height(row) + max(panel.height for panel, _ in row)


def _head_height(row: Sequence[tuple[Panel, float]]) -> float:
    """A heading takes one line, and its note as many as it needs below."""
    tall = max(_note(panel).height for panel, _ in row)
    return HEADING + tall if any(panel.heading for panel, _ in row) else 0.0


def _note(panel: Panel) -> Paragraph:
    wide = max(panel.width, fonts.text_width(panel.heading, _HEAD, bold=True))
    return paragraph(panel.note, wide, colour=PALE_INK)


def _numbered(words: Words, number: int, of: int) -> Words:
    if of == 1:
        return words
    which = f" (page {number} of {of})"
    return attrs.evolve(words, title=words.title + which, alt_text=words.alt_text + which)


def _page(words: Words, panels: Sequence[Panel], width: float) -> Figure:
    inside = width - 2 * MARGIN
    items: list[Item] = []
    y = MARGIN
    title = paragraph(words.title, inside, size=9.0, bold=True)
    subtitle = paragraph(words.subtitle, inside, colour=PALE_INK)
    for told in (title, subtitle):
        items += told.items(MARGIN, y)
        y += told.height
    y += 4.0
    rows, _ = packed(panels, inside)
    for row in rows:
        head = _head_height(row)
        for panel, x in row:
            items += _heading(panel, MARGIN + x, y)
            items.append(Group(items=panel.items, x=MARGIN + x, y=y + head, role="panel"))
        y += _row_height(row) + GAP
    entries, tall = _legend(words.key, inside)
    items.append(Group(items=entries, x=MARGIN, y=y, role="legend"))
    y += tall

    def scene(items: list[Item], height: float) -> Scene:
        return Scene(
            width=width, height=height, items=items, title=words.title, description=words.alt_text
        )

    bare = scene(items, y + MARGIN)
    caption = paragraph(words.caption, inside, colour=PALE_INK)
    whole = scene([*items, *caption.items(MARGIN, y + 2.0)], y + 2.0 + caption.height + MARGIN)
    return Figure(caption=words.caption, alt_text=words.alt_text, scene=whole, bare=bare)


def _heading(panel: Panel, x: float, y: float) -> list[Item]:
    if not panel.heading:
        return []
    head = Line(text=panel.heading, x=x, y=y + 7.5, size=_HEAD, bold=True)
    return [head, *_note(panel).items(x, y + 9.5)]


_HEAD = 7.5


def _legend(key: Sequence[Entry], width: float) -> tuple[list[Item], float]:
    """The legend in as many rows as it needs, and its height."""
    pitch = 1.6 * SIZE
    items: list[Item] = []
    x = y = 0.0
    for entry in key:
        wide = _SAMPLE + _AFTER_SAMPLE + fonts.text_width(entry.text, SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + pitch
        text = paragraph(entry.text, width - _SAMPLE - _AFTER_SAMPLE)
        told = text.items(_SAMPLE + _AFTER_SAMPLE, -0.93 * SIZE)
        items.append(Group(items=[*entry.sample, *told], x=x, y=y + 1.2 * SIZE))
        x += wide + _BETWEEN
        y += text.height - LINE_HEIGHT
    return items, (y + pitch if key else 0.0)


LINE_HEIGHT = 1.2 * SIZE


def _stacked(words: Words, made: Sequence[Figure]) -> Figure:
    """All pages, one below the other."""
    heights = [figure.size[1] + _BETWEEN_PAGES for figure in made]
    tops = list(accumulate(heights, initial=0.0))
    scene = Scene(
        width=made[0].scene.width,
        height=tops[-1] - _BETWEEN_PAGES,
        items=[
            Group(items=figure.scene.items, y=top, role="page")
            for figure, top in zip(made, tops, strict=False)
        ],
        title=words.title,
        description=words.alt_text,
    )
    return Figure(
        caption=f"{words.caption} {counted(len(made), 'page')}.",
        alt_text=words.alt_text,
        scene=scene,
        parts=tuple(made),
    )


def _warn_of_lost_letters(scene: Scene) -> None:
    """Name the letters that no font can draw, to whoever called for the figure."""
    if lost := lost_letters(scene):
        named = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in lost)
        warnings.warn(
            f"no font on this system has {named}; PNG and PDF files show a replacement character; "
            f"install a font that includes what is missing, and name it with `font`",
            stacklevel=4,
        )
