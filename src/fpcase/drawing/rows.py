"""Tables: rows on as many pages as they need, and columns with heads."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

import attrs

from fpcase.drawing.fonts import text_width
from fpcase.drawing.page import Panel
from fpcase.drawing.scene import PALE_INK, Group, Item, Shape, as_items, polyline, rectangle
from fpcase.drawing.text import LEADING, SIZE, Paragraph, longest_word, paragraph
from fpcase.model.errors import FpcaseError

BAND = "#F3F3F1"
LINE = LEADING * SIZE
"""From one line of a paragraph to the next."""


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table, which is not broken over pages.

    Attributes:
        items: What it shows.
        height: How tall it is.
        again: What stands over it where it comes first on a page.
    """

    items: tuple[Item, ...] = attrs.field(default=(), converter=as_items)
    height: float = 0.0
    again: "Row | None" = None

    def under(self, head: "Row") -> "Row":
        """The row with a head that stays with it."""
        items = [*head.items, Group(items=self.items, y=head.height)]
        return Row(items=items, height=head.height + self.height)


def paged(rows: Sequence[Row], height: float, *, head: Row | None = None) -> list[Panel]:
    """Rows one below the other, each page under the same head.

    Args:
        rows: From top to bottom.
        height: Of a page, at most, unless one row alone is taller.
        head: What stands on top of every page.
    """
    top = head or Row()
    pages: list[list[Item]] = [[*top.items]]
    ends = [top.height]
    for row in rows:
        placed = row
        if ends[-1] > top.height and ends[-1] + row.height > height:
            pages.append([*top.items])
            ends.append(top.height)
            placed = row.under(row.again) if row.again else row
        pages[-1].append(Group(items=placed.items, y=ends[-1]))
        ends[-1] += placed.height
    return [Panel(items=page, height=end) for page, end in zip(pages, ends, strict=True)]


def stacked(rows: Sequence[Row]) -> Row:
    """Rows one below the other as one."""
    items: list[Item] = []
    y = 0.0
    for row in rows:
        items.append(Group(items=row.items, y=y))
        y += row.height
    return Row(items=items, height=y)


def band(width: float, height: float, *, shaded: bool) -> list[Item]:
    """What a row lies on: nothing, or a pale band, which leads the eye along it."""
    return [Shape(steps=rectangle(0, 0, width, height), fill=BAND)] if shaded else []


def nothing(why: str, width: float) -> list[list[Panel]]:
    """The page of a picture that has nothing to show."""
    told = paragraph(why, width, size=8.0)
    return [[Panel(items=told.items(0.0, 2.6), height=told.height + 4.4)]]


_SHARE = 0.6
"""What the columns may take of the width."""
_UPRIGHT = 76.0
"""The height of upright names, unless a longer one needs more."""
_NARROWEST = LINE + 1.0
"""The narrowest column that has room for one upright line."""
_WIDEST = 96.0
"""A column needs no more."""


class Told(NamedTuple):
    """What a row says, the marks in its columns, and what lies under these."""

    text: str
    marks: Sequence[Group | None]
    behind: Sequence[Item] = ()


@attrs.frozen(kw_only=True)
class Table:
    """Columns with names on top: level where they fit, upright elsewhere.

    Attributes:
        names: The names.
        left: Where the first column begins.
        pitch: From one column to the next.
        is_upright: Whether the names are read from the bottom to the top.
    """

    names: tuple[Paragraph, ...]
    left: float
    pitch: float
    is_upright: bool

    @property
    def middles(self) -> tuple[float, ...]:
        """The middle of each column."""
        return tuple(self.left + (number + 0.5) * self.pitch for number in range(len(self.names)))

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + len(self.names) * self.pitch

    @property
    def head(self) -> Row:
        """The names, and a rule under them."""
        if not self.names:
            return Row()
        tall = max(one.width if self.is_upright else one.height for one in self.names) + 4.0
        found: list[Item] = []
        for one, x in zip(self.names, self.middles, strict=True):
            if self.is_upright:
                found += one.upright(x, tall - 4.0)
            else:
                found += one.items(x, tall - 4.0 - one.height, anchor="middle")
        rule = polyline([(0, tall - 1.0), (self.right, tall - 1.0)])
        return Row(items=[*found, Shape(steps=rule, stroke=PALE_INK, width=0.5)], height=tall)

    def row(  # noqa: PLR0913 - what a row may have
        self,
        text: str,
        marks: Sequence[Group | None] = (),
        *,
        shaded: bool = False,
        heading: bool = False,
        behind: Sequence[Item] = (),
        least: float = LINE + 2.6,
    ) -> Row:
        """A row of text with a mark in each column.

        Args:
            text: What the row says.
            marks: What stands in each column, round the origin.
            shaded: Whether it lies on a band.
            heading: Whether it stands over other rows.
            behind: What lies under the marks, its origin the middle of the row's left end.
            least: How tall it is at least, to have room for its marks.
        """
        indent = 0.0 if heading else 4.0
        told = paragraph(text, self.left - indent - 6.0, bold=heading)
        tall = max(told.height + 3.0, least) + (3.0 if heading else 0.0)
        middle = tall / 2 + (1.5 if heading else 0.0)
        items = band(self.right, tall, shaded=shaded)
        items += told.items(indent, middle - told.height / 2)
        items.append(Group(items=behind, y=middle))
        items += [
            attrs.evolve(mark, x=x, y=middle)
            for x, mark in zip(self.middles, marks, strict=False)
            if mark
        ]
        return Row(items=items, height=tall)

    def rows(self, told: Iterable[Told], under: str = "", least: float = LINE + 2.6) -> list[Row]:
        """Rows on a pale band in turn.

        Args:
            told: What each row says and shows.
            under: The heading that stands over them, and again where they go on on a new page.
            least: How tall a row is at least.
        """
        rows = [
            self.row(text, marks, shaded=place % 2 == 0, behind=behind, least=least)
            for place, (text, marks, behind) in enumerate(told)
        ]
        if not under or not rows:
            return rows
        again = self.row(continued(under), heading=True)
        first, *others = rows
        return [
            first.under(self.row(under, heading=True)),
            *(attrs.evolve(row, again=again) for row in others),
        ]


def continued(heading: str) -> str:
    """A heading where its rows go on on a new page."""
    return f"{heading}, continued"


def table_of(names: Sequence[str], wanted: float, width: float) -> Table:
    """Columns at the right of what a row says.

    Args:
        names: What stands over them.
        wanted: How wide what a row says would like to be.
        width: Of both together.

    Raises:
        FpcaseError: there are more columns than there is room for.
    """
    if not names:
        return Table(names=(), left=min(wanted, width), pitch=0.0, is_upright=False)
    count = len(names)
    longest = max(longest_word(name, partial(text_width, size=SIZE, bold=True)) for name in names)
    if wanted + count * (longest + 6.0) <= width:
        pitch = min((width - wanted) / count, _WIDEST)
        level = tuple(paragraph(name, pitch - 4.0, bold=True) for name in names)
        return Table(names=level, left=wanted, pitch=pitch, is_upright=False)
    two_lines = 2 * LINE + 2.0
    pitch = min(two_lines, _SHARE * width / count)
    if pitch < _NARROWEST:
        message = (
            f"{count} authors side by side: expected at most {int(_SHARE * width / _NARROWEST)} at "
            "this width; name fewer with `authors`, or fill more columns with `columns`"
        )
        raise FpcaseError(message)
    left = min(wanted, width - count * pitch)
    pitch = min((width - left) / count, _WIDEST)
    lines = 2 if pitch >= two_lines - 3.0 else 1
    tall = _UPRIGHT
    while any(len(paragraph(name, tall, bold=True).lines) > lines for name in names):
        tall += LINE
    turned = tuple(paragraph(name, tall, bold=True) for name in names)
    return Table(names=turned, left=left, pitch=pitch, is_upright=True)
