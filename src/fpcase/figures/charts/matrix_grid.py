"""The matrix as a grid: causes down, effects across."""

import math

import attrs

from fpcase.figures.charts.lettering import LINE, Label, label, widest
from fpcase.figures.charts.matrix_cells import author_key, cell, numbers, size
from fpcase.figures.charts.paging import Row, band, paged
from fpcase.figures.charts.told import Told
from fpcase.figures.encodings import GHOST
from fpcase.figures.page import Panel
from fpcase.figures.scene import PALE_INK, Group, Item, Shape, polyline, rectangle
from fpcase.model.errors import FpcaseError

_GAP = 3.0
"""Between cells."""
_NAMES = 0.36
"""The share of the width that names of causes take at most."""
_HEADS = (60.0, 84.0, 108.0, 132.0)
"""Heights to try for the names of effects."""


@attrs.frozen(kw_only=True)
class _Grid:
    """The measures of a grid.

    Attributes:
        told: What is shown.
        across: How many slots stand side by side in a cell.
        names: The width of the names of causes.
        cell: Width and height of a cell, with the gap after it.
        width: Of a page.
    """

    told: Told
    across: int
    names: float
    cell: tuple[float, float]
    width: float

    @property
    def most(self) -> int:
        """How many effects a page has room for."""
        return int((self.width - self.names - _GAP) / self.cell[0])

    def row(self, cause: str) -> Label:
        """The name of a cause."""
        return label(self.told.name(cause), self.names - _GAP)

    def row_height(self, cause: str) -> float:
        """How tall the row of a cause is."""
        return max(self.cell[1], self.row(cause).height + 2.0)

    def head(self, effects: list[str]) -> tuple[list[Label], float]:
        """The names of effects, upright, and how tall they are."""
        room = max(int(self.cell[0] / LINE), 1)
        names = [self.told.name(effect) for effect in effects]
        tried = (
            [
                label(name, height, bold=self.told.is_outcome(effect))
                for name, effect in zip(names, effects, strict=True)
            ]
            for height in (*_HEADS, widest(names, bold=True))  # one line has room everywhere
        )
        labels = next(made for made in tried if max(len(one.lines) for one in made) <= room)
        return labels, max(one.width for one in labels) + 4.0


def grid_pages(told: Told, width: float, height: float) -> list[Panel]:
    """The pages of the grid: a block of effects after the other, each with its causes.

    Args:
        told: What is shown.
        width: Of a page.
        height: Of a page, at most.

    Raises:
        FpcaseError: not even one cell fits the width.
    """
    grid = _grid(told, width)
    if grid.most < 1:
        message = (
            f"a cell with slots for {len(told.authors)} authors is {grid.cell[0]:.0f} points wide, "
            f"and beside the names there are {width - grid.names:.0f}; name fewer with `authors`, "
            "or fill more columns with `columns`"
        )
        raise FpcaseError(message)
    effects = told.effects()
    return [
        panel
        for first in range(0, len(effects), grid.most)
        for panel in _block(grid, effects[first : first + grid.most], height)
    ]


def fits_one_page(told: Told, width: float, height: float) -> bool:
    """Whether one page holds the whole grid."""
    grid = _grid(told, width)
    effects = told.effects()
    return len(effects) <= grid.most and len(_block(grid, effects, height)) == 1


def _grid(told: Told, width: float) -> _Grid:
    across = math.ceil(math.sqrt(len(told.authors)))
    wide, tall = size(len(told.authors), across)
    names = min(
        _NAMES * width,
        widest([told.name(cause) for cause, _ in told.cells]) + _GAP,
    )
    return _Grid(
        told=told,
        across=across,
        names=names,
        cell=(max(wide + _GAP, 1.5 * LINE), tall + _GAP),
        width=width,
    )


def _block(grid: _Grid, effects: list[str], height: float) -> list[Panel]:
    """The pages of some effects, with their causes alone."""
    key, key_height = _key(grid)
    heads, tall = _heads(grid, effects)
    head = Row(items=[*key, Group(items=heads, y=key_height)], height=key_height + tall)
    rows = [
        _row(grid, cause, effects, shaded=place % 2 == 0)
        for place, cause in enumerate(grid.told.causes(effects))
    ]
    return paged(rows, height, head=head)


def _key(grid: _Grid) -> tuple[list[Item], float]:
    """A cell with the numbers of its slots, and whose they are."""
    wide, tall = size(len(grid.told.authors), grid.across)
    if len(grid.told.authors) == 1:
        return [], 0.0
    frame = Shape(steps=rectangle(0, 0, wide, tall), stroke=PALE_INK, width=0.5)
    words, height = author_key(grid.told, wide + 6.0, 1.0, grid.width - wide - 6.0)
    items = [frame, *numbers(grid.told, 0.0, 0.0, grid.across), *words]
    return items, max(tall, height + 1.0) + 6.0


def _heads(grid: _Grid, effects: list[str]) -> tuple[list[Item], float]:
    labels, tall = grid.head(effects)
    return [
        item
        for number, one in enumerate(labels)
        for item in one.upright(grid.names + (number + 0.5) * grid.cell[0], tall - 3.0)
    ], tall


def _row(grid: _Grid, cause: str, effects: list[str], *, shaded: bool) -> Row:
    tall = grid.row_height(cause)
    edges = [grid.names + number * grid.cell[0] for number in range(len(effects) + 1)]
    items = band(edges[-1], tall, shaded=shaded)
    items += [Shape(steps=polyline([(x, 0), (x, tall)]), stroke=GHOST, width=0.5) for x in edges]
    name = grid.row(cause)
    items += name.items(0.0, (tall - name.height) / 2)
    wide, high = size(len(grid.told.authors), grid.across)
    for x, effect in zip(edges, effects, strict=False):
        if (cause, effect) in grid.told.cells:
            left = x + (grid.cell[0] - wide) / 2
            items += cell(grid.told, (cause, effect), left, (tall - high) / 2, grid.across)
    return Row(items=items, height=tall)
