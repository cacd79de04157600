"""Rows of a chart on as many pages as they need."""

from collections.abc import Sequence

import attrs

from fpcase.figures.encodings import BAND
from fpcase.figures.page import Panel
from fpcase.figures.scene import Group, Item, Line, Shape, as_items, rectangle


@attrs.frozen(kw_only=True)
class Row:
    """A row of a chart, which is not broken over pages.

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
    return [Panel(items=tuple(page), height=end) for page, end in zip(pages, ends, strict=True)]


def band(width: float, height: float, *, shaded: bool) -> list[Item]:
    """What a row lies on: nothing, or a pale band, which leads the eye along it."""
    return [Shape(steps=rectangle(0, 0, width, height), fill=BAND)] if shaded else []


def nothing(why: str) -> list[Panel]:
    """The page of a chart that has nothing to show."""
    return [Panel(items=(Line(text=why, x=0, y=10.0, size=8.0),), height=14.0)]
