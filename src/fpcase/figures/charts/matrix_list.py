"""The matrix as a list: its pairs with claims, effect by effect."""

from functools import cached_property

import attrs

from fpcase.figures.arrows import Pair
from fpcase.figures.charts.lettering import Label, label
from fpcase.figures.charts.matrix_cells import LINE_PITCH, PITCH, author_key, cell, numbers
from fpcase.figures.charts.told import Told
from fpcase.figures.encodings import BAND
from fpcase.figures.page import Panel
from fpcase.figures.scene import PALE_INK, Group, Item, Shape, polyline, rectangle
from fpcase.model.errors import FpcaseError

_GUTTER = 12.0
_INDENT = 6.0
_LEAST_LABEL = 84.0
"""The width that names of causes need, at least."""
_GOOD_LABEL = 120.0
"""The width at which most names take one line."""
_ROW = LINE_PITCH + 0.6
_RULE = LINE_PITCH + 1.0
_HEAD = LINE_PITCH + 3.0
_ABOVE = 4.0
"""Over the name of an effect."""
_BELOW = 2.0
"""Below the key to the authors."""


@attrs.frozen(kw_only=True)
class _Row:
    """One line of the list: an effect, or a cause of it.

    Attributes:
        label: The name.
        pair: Cause and effect; None for an effect alone.
        shaded: Whether it lies on a band.
    """

    label: Label
    pair: Pair | None = None
    shaded: bool = False

    @property
    def height(self) -> float:
        if self.pair is None:
            return _ABOVE + self.label.height + 1.0
        return max(_ROW, self.label.height + 2.0)


def list_pages(told: Told, width: float, height: float) -> list[Panel]:
    """The pages of the list.

    Args:
        told: What is shown.
        width: Of a page.
        height: Of a page, at most.

    Raises:
        FpcaseError: the authors' slots leave no room for names.
    """
    key, key_height = author_key(told, 0.0, 0.0, width)
    slots = len(told.authors) * PITCH
    half = (width - _GUTTER) / 2
    across, wide = (2, half) if half - slots - _INDENT >= _GOOD_LABEL else (1, width)
    most = most_authors(width)
    if len(told.authors) > most:
        message = (
            f"{len(told.authors)} authors in one row: expected at most {most} at this width; name "
            "fewer with `authors`, or fill more columns with `columns`"
        )
        raise FpcaseError(message)
    rows = _Rows(told=told, width=wide - slots - _INDENT)
    stacks = _balanced(rows, across, max(height - key_height - _HEAD - _BELOW, 4 * _ROW))
    panels = []
    for first in range(0, len(stacks), across):
        beside = stacks[first : first + across]
        items: list[Item] = [*key]
        for number, stack in enumerate(beside):
            items.append(
                Group(
                    items=_column(told, stack, wide),
                    x=number * (wide + _GUTTER),
                    y=key_height + _BELOW,
                )
            )
        tall = max(map(_height, beside))
        panels.append(Panel(items=tuple(items), height=key_height + _HEAD + tall + _BELOW))
    return panels


def most_authors(width: float) -> int:
    """How many authors' slots leave room for names, on a page of a width."""
    return int((width - _INDENT - _LEAST_LABEL) / PITCH)


@attrs.frozen(kw_only=True)
class _Rows:
    """The rows of the list.

    Attributes:
        told: What is shown.
        width: Of the names of causes.
    """

    told: Told
    width: float

    def stacks(self, space: float) -> list[list[_Row]]:
        """The rows in columns of a height; an effect is named again where its causes go on."""
        found: list[list[_Row]] = [[]]
        used = 0.0
        for head, again, causes in self.groups:
            for number, row in enumerate(causes):
                new = [row] if number else [head, row]
                if found[-1] and used + _height(new) > space:
                    new = [again if number else head, row]
                    found.append([])
                    used = 0.0
                found[-1] += new
                used += _height(new)
        return found

    @cached_property
    def groups(self) -> list[tuple[_Row, _Row, list[_Row]]]:
        """For each effect its heading, the heading where it goes on, and its causes."""
        return [
            (
                self._head(effect, ""),
                self._head(effect, ", continued"),
                [
                    _Row(
                        label=label(self.told.name(cause), self.width),
                        pair=(cause, effect),
                        shaded=number % 2 == 0,
                    )
                    for number, cause in enumerate(self.told.causes([effect]))
                ],
            )
            for effect in self.told.effects()
        ]

    def _head(self, effect: str, more: str) -> _Row:
        outcome = " (outcome)" if self.told.is_outcome(effect) else ""
        text = f"→ {self.told.name(effect)}{outcome}{more}"
        return _Row(label=label(text, self.width + _INDENT, bold=True))


def _height(rows: list[_Row]) -> float:
    return sum(row.height for row in rows)


def _balanced(rows: _Rows, across: int, space: float) -> list[list[_Row]]:
    """The rows in columns; where one page has room for all, in columns about equally long."""
    whole = sum(_height([head, *causes]) for head, _, causes in rows.groups)
    low = whole / across
    while low < space:
        stacks = rows.stacks(low)
        if len(stacks) <= across:
            return stacks
        low += _ROW
    return rows.stacks(space)


def _column(told: Told, rows: list[_Row], width: float) -> list[Item]:
    slots = len(told.authors) * PITCH
    left = width - slots
    items: list[Item] = [
        *numbers(told, left, 0.0, len(told.authors)),
        Shape(steps=polyline([(0, _RULE), (width, _RULE)]), stroke=PALE_INK, width=0.5),
    ]
    y = _HEAD
    for row in rows:
        if row.pair is None:
            items += row.label.items(0.0, y + _ABOVE)
        else:
            if row.shaded:
                band = rectangle(0, y, width, y + row.height)
                items.append(Shape(steps=band, fill=BAND))
            items += row.label.items(_INDENT, y + (row.height - row.label.height) / 2)
            items += cell(
                told, row.pair, left, y + (row.height - LINE_PITCH) / 2, len(told.authors)
            )
        y += row.height
    return items
