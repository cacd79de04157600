"""The columns of the lane grid: causal depth, folded to the width of a page."""

from collections import Counter
from collections.abc import Mapping

import attrs
import networkx as nx

from fpcase.diagrams import Diagram
from fpcase.figures.depth import Weights, causal_depth, pair_weights

_ROW = 1.0
"""What one more row of boxes costs; the costs below are in the same measure."""
_SPAN = 0.12
"""What an arrow costs for each column that it passes over."""
_LEVEL = 0.5
"""What an arrow within one column costs."""
_BACK = 0.8
"""What an arrow costs that points back."""


def columns(diagram: Diagram, lane_of: Mapping[str, str], count: int) -> dict[str, int]:
    """The column of each variable, from 0 at the left; outcomes have the last ones alone.

    Causal depth gives the order. Where depths outnumber the columns of the page, and where
    boxes would pile up in one cell, variables shift to neighbouring columns so that the rows
    are few and the arrows short; but an arrow outside every loop never points left.

    Args:
        diagram: The union of all that will be drawn.
        lane_of: The lane of each node.
        count: How many columns there may be.
    """
    outcomes = {node for node, ends in diagram.nodes(data="outcome") if ends}
    depth = causal_depth(diagram)
    best: tuple[float, dict[str, int]] | None = None
    for last in range(1, max(count, 2)) if 0 < len(outcomes) < len(depth) else [0]:
        span = max(count - last, 1)
        ranges = {
            node: (span, span + last - 1) if node in outcomes and last else (0, span - 1)
            for node in depth
        }
        found = _settled(_Search.on(diagram, lane_of, ranges), _folded(depth, ranges))
        if best is None or found[0] < best[0] - 1e-9:
            best = found
    return _without_gaps(best[1] if best else {})


@attrs.frozen(kw_only=True)
class _Search:
    """What the search for columns weighs."""

    lane_of: Mapping[str, str]
    ranges: Mapping[str, tuple[int, int]]
    weights: Weights
    onward: frozenset[tuple[str, str]]
    """Pairs outside every loop: they must not point left."""
    touching: Mapping[str, tuple[tuple[str, str], ...]]

    @classmethod
    def on(
        cls, diagram: Diagram, lane_of: Mapping[str, str], ranges: Mapping[str, tuple[int, int]]
    ) -> "_Search":
        weights = pair_weights(diagram)
        knot = {
            node: number
            for number, nodes in enumerate(nx.strongly_connected_components(diagram))
            for node in nodes
        }
        return cls(
            lane_of=lane_of,
            ranges=ranges,
            weights=weights,
            onward=frozenset(
                (cause, effect)
                for cause, effect in weights
                if knot[cause] != knot[effect] and ranges[cause][0] <= ranges[effect][1]
            ),
            touching={
                node: tuple(sorted(pair for pair in weights if node in pair)) for node in knot
            },
        )

    def pull(self, node: str, column: Mapping[str, int]) -> float:
        """What the arrows at a node cost; infinite where one must not point left and does."""
        cost = 0.0
        for pair in self.touching[node]:
            step = column[pair[1]] - column[pair[0]]
            if step < 0 and pair in self.onward:
                return float("inf")
            if step < 0:
                cost += _BACK - _SPAN * step
            elif step == 0:
                cost += _LEVEL
            else:
                cost += _SPAN * (step - 1)
        return cost

    def rows(self, column: Mapping[str, int]) -> float:
        """What the height costs: the tallest cell of each lane, and a little for all tall cells."""
        cells = Counter((self.lane_of[node], at) for node, at in column.items())
        tallest: dict[str, int] = {}
        for (lane, _), number in cells.items():
            tallest[lane] = max(tallest.get(lane, 0), number)
        crowding = sum(number * number for number in cells.values())
        return _ROW * (2 * sum(tallest.values()) + 0.05 * crowding)


def _settled(search: _Search, column: dict[str, int]) -> tuple[float, dict[str, int]]:
    """Move one variable at a time while that lowers the cost."""
    rows = search.rows(column)
    improved = True
    while improved:
        improved = False
        for node in sorted(column):
            here = column[node]
            pull = search.pull(node, column)
            best = (rows + pull, here, rows)
            low, high = search.ranges[node]
            for there in range(low, high + 1):
                if there == here:
                    continue
                column[node] = there
                moved_rows = search.rows(column)
                cost = moved_rows + search.pull(node, column)
                if cost < best[0] - 1e-9:
                    best = (cost, there, moved_rows)
            column[node] = best[1]
            if best[1] != here:
                improved, rows = True, best[2]
    arrows = sum(search.pull(node, column) for node in sorted(column)) / 2
    return rows + arrows, column


def _folded(depth: Mapping[str, int], ranges: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Depths spread evenly over the columns that each variable may stand in."""
    folded = {}
    for span in sorted(set(ranges.values())):
        nodes = [node for node in sorted(depth) if ranges[node] == span]
        levels = sorted({depth[node] for node in nodes})
        low, high = span
        for node in nodes:
            folded[node] = low + levels.index(depth[node]) * (high - low + 1) // len(levels)
    return folded


def _without_gaps(column: Mapping[str, int]) -> dict[str, int]:
    used = sorted(set(column.values()))
    return {node: used.index(at) for node, at in column.items()}
