"""A way for each arrow where Graphviz finds none: along the borders of boxes, with few turns.

The ways run on the lines that pass the boxes at a small distance, or through their middles;
Dijkstra's algorithm finds the shortest, where each turn costs as much as a stretch of way.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import networkx as nx

from fpcase.figures.geometry import Frame, Point, Route, crosses, simplified
from fpcase.figures.lanes import Box, Grid

Pair = tuple[str, str]
_State = tuple[Point, int]
"""A point, and along which axis one passes it: 0 level, 1 upright."""

_CLEAR = 2.0
"""How far from a box the lines pass, in points."""
_TURN = 25.0
"""What a turn costs, in points of way."""


def detours(grid: Grid, pairs: Iterable[Pair]) -> dict[Pair, Route]:
    """A way for each arrow, from border to border, around all other boxes.

    Args:
        grid: Where the boxes stand; no two of them may touch.
        pairs: Cause and effect of each arrow, two different nodes.

    Returns:
        For each pair the corners of its way; nothing for a pair that has none.
    """
    found = {}
    ground = _ground(grid)
    for cause, effect in sorted(set(pairs)):
        way = _way(ground, grid.boxes, cause, effect)
        if way:
            found[cause, effect] = way
    return found


def _ground(grid: Grid) -> "nx.Graph[_State]":
    """Every crossing of the lines that lies outside all boxes, with the pieces between them."""
    frames = [box.frame for box in grid.boxes.values()]
    across = _lines([(f[0], f[2]) for f in frames], grid.gutter, grid.width)
    down = _lines([(f[1], f[3]) for f in frames], 0.0, grid.height)
    graph: nx.Graph[_State] = nx.Graph()
    for y in down:
        for x, next_x in pairwise(across):
            _join(graph, (x, y), (next_x, y), 0, frames)
    for x in across:
        for y, next_y in pairwise(down):
            _join(graph, (x, y), (x, next_y), 1, frames)
    points = {point for point, _ in graph}
    graph.add_edges_from((((p, 0), (p, 1)) for p in sorted(points)), weight=_TURN)
    return graph


def _lines(extents: list[tuple[float, float]], least: float, most: float) -> list[float]:
    """Where lines pass: beside each box, through its middle, and along the edge of the page."""
    places = {least, most}
    for start, end in extents:
        places |= {start - _CLEAR, (start + end) / 2, end + _CLEAR}
    return sorted(place for place in places if least <= place <= most)


def _join(
    graph: "nx.Graph[_State]", one: Point, other: Point, axis: int, frames: list[Frame]
) -> None:
    if not any(crosses((one, other), frame) for frame in frames):
        step = abs(one[0] - other[0]) + abs(one[1] - other[1])
        graph.add_edge((one, axis), (other, axis), weight=step)


def _way(
    ground: "nx.Graph[_State]", boxes: Mapping[str, Box], cause: str, effect: str
) -> Route | None:
    leave, arrive = _doors(ground, boxes[cause]), _doors(ground, boxes[effect])
    if not leave or not arrive:
        return None
    sources = {state for _, state in leave}
    costs: dict[_State, float] = nx.multi_source_dijkstra_path_length(ground, sources)
    paths: dict[_State, list[_State]] = nx.multi_source_dijkstra_path(ground, sources)
    reached = [(costs[state], door, state) for door, state in arrive if state in costs]
    if not reached:
        return None
    _, last, end = min(reached)
    first = next(door for door, state in leave if state == paths[end][0])
    return simplified([first, *(point for point, _ in paths[end]), last])


def _doors(ground: "nx.Graph[_State]", box: Box) -> list[tuple[Point, _State]]:
    """The middle of each border, with the crossing outside it."""
    sides: list[tuple[Point, _State]] = [
        ((box.right, box.y), ((box.right + _CLEAR, box.y), 0)),
        ((box.left, box.y), ((box.left - _CLEAR, box.y), 0)),
        ((box.x, box.bottom), ((box.x, box.bottom + _CLEAR), 1)),
        ((box.x, box.top), ((box.x, box.top - _CLEAR), 1)),
    ]
    return [(door, state) for door, state in sides if state in ground]
