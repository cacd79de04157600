"""Lanes filled from the top: which box stands above which, and how far apart."""

from collections import defaultdict
from collections.abc import Mapping

import attrs

from fpcase.diagrams import Diagram
from fpcase.figures.spacing import UNIT, Room, Spacing, down, up
from fpcase.model.terms import LevelOfAnalysis

NO_LEVEL = "no level"
LEVELS = (*(level.value for level in reversed(LevelOfAnalysis)), NO_LEVEL)
"""The lanes, from the top."""


Cells = Mapping[tuple[str, int], tuple[str, ...]]
"""For each lane and column the nodes that stand there, from the top."""


@attrs.frozen(kw_only=True)
class Lane:
    """A band of the grid: one level of analysis.

    Attributes:
        level: Its name.
        top: Its upper edge.
        bottom: Its lower edge.
    """

    level: str
    top: float
    bottom: float


def packed(
    cells: Cells, height: Mapping[str, float], spacing: Spacing, room: Room
) -> tuple[tuple[Lane, ...], dict[str, float]]:
    """The lanes, and the middle of each box: as low as the gaps allow, then spread."""
    lanes: list[Lane] = []
    middle: dict[str, float] = {}
    filled: dict[int, float] = defaultdict(float)  # how far down each column is taken
    top = 0.0
    edge = spacing.gap_y / 2
    for level in LEVELS:
        here = {column: nodes for (lane, column), nodes in cells.items() if lane == level}
        if not here:
            continue
        tops = {}
        ends = {}
        for column, nodes in here.items():
            end = top + edge - spacing.gap_y
            last = filled[column]
            for node in nodes:
                start = max(end + spacing.gap_y, last + room.above.get(node, 0.0))
                tops[node] = up(start, UNIT)
                end = last = tops[node] + height[node]
            ends[column] = end
        bottom = max(*(end + edge for end in ends.values()), top + spacing.name_height(level))
        for column, nodes in here.items():
            slack = bottom - edge - ends[column]
            for number, node in enumerate(nodes, start=1):
                shift = down(slack * number / (len(nodes) + 1), UNIT)
                middle[node] = tops[node] + shift + height[node] / 2
                filled[column] = tops[node] + shift + height[node]
        lanes.append(Lane(level=level, top=top, bottom=up(bottom, UNIT)))
        top = lanes[-1].bottom
    lowest = max(end + room.below.get(column, 0.0) for column, end in filled.items())
    lanes[-1] = attrs.evolve(lanes[-1], bottom=up(max(top, lowest), UNIT))
    return tuple(lanes), middle


_SWEEPS = 12


def in_barycentre_order(
    diagram: Diagram, cells: Cells, height: Mapping[str, float], spacing: Spacing
) -> Cells:
    """Each cell ordered by the mean height of what its variables are tied to."""
    neighbours: dict[str, set[str]] = {node: set() for node in diagram}
    for cause, effect in diagram.edges():
        if cause != effect:
            neighbours[cause].add(effect)
            neighbours[effect].add(cause)
    for _ in range(_SWEEPS):
        _, middle = packed(cells, height, spacing, Room())
        pull = {
            node: sum(middle[other] for other in tied) / len(tied) if tied else middle[node]
            for node, tied in neighbours.items()
        }
        ordered = {
            cell: tuple(sorted(nodes, key=lambda node: (round(pull[node], 3), node)))
            for cell, nodes in cells.items()
        }
        if ordered == cells:
            break
        cells = ordered
    return cells
