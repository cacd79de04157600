"""The lane grid: where each variable's box stands.

A row is a level of analysis, the system on top; a column is a causal depth, the outcomes
at the right end. The grid is computed once, on the union of the authors shown, so that
every panel has the same positions.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

import attrs

from fpcase.diagrams import Diagram
from fpcase.figures.columns import columns
from fpcase.figures.geometry import Frame
from fpcase.figures.labels import Measure, longest_word, wrapped
from fpcase.figures.packing import NO_LEVEL, Cells, Lane, in_barycentre_order, packed
from fpcase.figures.spacing import UNIT, Room, Spacing, down, up


@attrs.frozen(kw_only=True)
class Box:
    """A variable's place.

    Attributes:
        x: The middle, from the left.
        y: The middle, from the top.
        width: From border to border.
        height: From border to border.
        lines: The label.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def frame(self) -> Frame:
        """Left, top, right, bottom."""
        return (self.left, self.top, self.right, self.bottom)

    @property
    def left(self) -> float:
        """Its left border."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """Its right border."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """Its upper border."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Its lower border."""
        return self.y + self.height / 2


@attrs.frozen(kw_only=True)
class Grid:
    """Every variable's place, and the lanes behind them.

    Attributes:
        boxes: By the id of the node.
        cells: For each lane and column the nodes that stand there, from the top.
        lanes: From the top.
        gutter: Room for the lanes' names, at the left.
        width: Of the whole.
        height: Of the whole.
    """

    boxes: Mapping[str, Box]
    cells: Cells
    lanes: tuple[Lane, ...]
    gutter: float
    width: float
    height: float


def lane_grid(  # noqa: PLR0913 - what a grid depends on
    diagram: Diagram,
    cells: Cells,
    width: float,
    spacing: Spacing,
    measure: Measure,
    *,
    room: Room | None = None,
) -> Grid:
    """Place every variable of a diagram.

    Args:
        diagram: The union of all that will be drawn on the grid; it has a variable at least.
        cells: For each lane and column the nodes that stand there, as `cells_of` finds them.
        width: The width of the whole.
        spacing: The measures.
        measure: The width of a line of a label, in points.
        room: What arrows need between boxes. Where it is not known yet, each cell is put in
            barycentre order; where it is, the order stays.
    """
    used = 1 + max(column for _, column in cells)
    box_width = spacing.fitted(width, used)
    if room is not None:
        words = max(longest_word(str(name), measure) for _, name in diagram.nodes(data="name"))
        box_width = min(box_width, _narrowed(width, used, spacing, room, words))
    lines = {
        node: wrapped(str(name or node), box_width - 2 * spacing.padding, measure)
        for node, name in diagram.nodes(data="name")
    }
    pairs = set(diagram.edges())
    height = {
        node: up(
            max(len(text) * spacing.line_height, _ends(node, pairs) * spacing.track)
            + 2 * spacing.padding,
            UNIT,
        )
        for node, text in lines.items()
    }
    if room is None:
        room = Room()
        cells = in_barycentre_order(diagram, cells, height, spacing)
    lanes, middle = packed(cells, height, spacing, room)
    left = _lefts(width - spacing.gutter - used * box_width, used, box_width, spacing, room)
    boxes = {
        node: Box(
            x=left[column] + box_width / 2,
            y=middle[node],
            width=box_width,
            height=height[node],
            lines=lines[node],
        )
        for (_, column), nodes in cells.items()
        for node in nodes
    }
    return Grid(
        boxes={node: boxes[node] for node in sorted(diagram)},  # arrows are routed in this order
        cells=cells,
        lanes=lanes,
        gutter=spacing.gutter,
        width=down(width, UNIT),
        height=lanes[-1].bottom,
    )


def _ends(node: str, pairs: Collection[tuple[str, str]]) -> float:
    """How many arrows begin or end at each of a box's sides, left and right."""
    return sum(node in pair for pair in pairs) / 2


def cells_of(diagram: Diagram, count: int) -> Cells:
    """For each lane and column the variables that stand there, in the order of their ids.

    Args:
        diagram: The union of all that will be drawn.
        count: How many columns there may be.
    """
    lane_of = {node: data.get("level") or NO_LEVEL for node, data in diagram.nodes(data=True)}
    column_of = columns(diagram, lane_of, count)
    cells: dict[tuple[str, int], list[str]] = defaultdict(list)
    for node in sorted(diagram):
        cells[lane_of[node], column_of[node]].append(node)
    return {cell: tuple(cells[cell]) for cell in sorted(cells, key=lambda cell: (cell[1], cell[0]))}


def _narrowed(width: float, used: int, spacing: Spacing, room: Room, words: float) -> float:
    """As wide as channels leave room for, but not narrower than the longest word needs."""
    free = (width - spacing.gutter - sum(_needed(used, spacing, room))) / used
    return max(down(free, UNIT), up(words + 2 * spacing.padding, UNIT))


_OUTER = 0.4
"""The channels outside the first and last column need less than those inside."""
_WIDEST = 3.0
"""A channel grows no wider than so many least gaps, unless arrows need it."""


def _lefts(free: float, used: int, box_width: float, spacing: Spacing, room: Room) -> list[float]:
    """The left border of each column: channels as wide as their arrows need, then evenly wider."""
    least = _needed(used, spacing, Room())
    needed = _needed(used, spacing, room)
    surplus = free - sum(needed)
    if surplus < 0:
        share = max(free - sum(least), 0.0) / max(sum(needed) - sum(least), 1e-9)
        needed = [low + share * (high - low) for low, high in zip(least, needed, strict=True)]
    else:
        extra = surplus / max(used - 1, 1)
        for channel in range(1, used):
            needed[channel] += min(extra, max(_WIDEST * spacing.gap_x - needed[channel], 0.0))
    lefts = []
    left = spacing.gutter
    for channel in range(used):
        left = up(left + needed[channel] - UNIT, UNIT)
        lefts.append(left)
        left += box_width
    return lefts


def _needed(used: int, spacing: Spacing, room: Room) -> list[float]:
    """The width that each channel needs, from the one left of the first column."""
    return [
        max(
            spacing.gap_x * (_OUTER if channel in {0, used} else 0.5),
            room.channels.get(channel, 0.0),
        )
        for channel in range(used + 1)
    ]
