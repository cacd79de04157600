"""How much room arrows need between boxes: counted on a first routing, granted in a second."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import TypeVar

from fpcase.figures.geometry import Point, Route
from fpcase.figures.lanes import Grid
from fpcase.figures.spacing import Room, Spacing

Span = tuple[float, float]
Key = TypeVar("Key", bound=tuple[str, ...])


def room_needed(
    grid: Grid,
    routes: Mapping[Key, Route],
    loops: Collection[str],
    spacing: Spacing,
    more: Mapping[tuple[str, str], int] | None = None,
) -> Room:
    """The widths of channels and the gaps of lanes that the arrows on a grid need.

    Args:
        grid: Where the boxes stand.
        routes: The arrows' ways on that grid.
        loops: Nodes with an arrow to themselves.
        spacing: The measures.
        more: How many marks the arrows of a cause and an effect bear besides the usual ones.
    """
    clear, track = spacing.clear, spacing.track
    pieces = [piece for route in routes.values() for piece in pairwise(route)]
    above, below = _gaps(grid, pieces, clear, track)
    shortest = _shortest(routes, spacing, more or {})
    for key, route in routes.items():
        (x1, y1), (x2, y2) = route[0], route[-1]
        if len(route) == _STRAIGHT and x1 == x2:
            lower = key[1] if y2 > y1 else key[0]
            above[lower] = max(above.get(lower, 0.0), shortest[key])
    channels = _channels(grid, pieces, clear, track)
    for key, route in routes.items():
        inside = _channel_of(grid, key[0], key[1], route)
        if inside is not None:
            channels[inside] = max(channels.get(inside, 0.0), shortest[key])
    for (_, column), nodes in grid.cells.items():
        for node in nodes:
            if node in loops:
                above[node] = max(above.get(node, 0.0), 2 * spacing.loop)
                channels[column + 1] = max(channels.get(column + 1, 0.0), 2 * spacing.loop)
    return Room(channels=channels, above=above, below=below)


def _shortest(
    routes: Collection[Key], spacing: Spacing, more: Mapping[tuple[str, str], int]
) -> dict[Key, float]:
    """How long each arrow must be; those between the same two boxes, either way, run together."""
    marks: Counter[frozenset[str]] = Counter()
    ways: dict[frozenset[str], set[tuple[str, str]]] = defaultdict(set)
    for key in routes:
        pair, ends = (key[0], key[1]), frozenset(key[:2])
        marks[ends] += spacing.marks + more.get(pair, 0)
        ways[ends].add(pair)
    return {
        key: spacing.shortest(marks[ends], len(ways[ends]))
        for key in routes
        for ends in [frozenset(key[:2])]
    }


_STRAIGHT = 2
"""Corners of a way that never turns."""


def _channel_of(grid: Grid, cause: str, effect: str, route: Route) -> int | None:
    """The channel that an arrow from one column to the next runs in, if it does not leave it."""
    xs = [x for x, _ in route]
    if {xs[0], xs[-1]} != {min(xs), max(xs)} or xs[0] == xs[-1]:
        return None
    column = {node: at for (_, at), nodes in grid.cells.items() for node in nodes}
    left, right = sorted((column[cause], column[effect]))
    return right if right == left + 1 else None


def _channels(
    grid: Grid, pieces: list[tuple[Point, Point]], clear: float, track: float
) -> dict[int, float]:
    edges = {
        column: (grid.boxes[node].left, grid.boxes[node].right)
        for (_, column), nodes in grid.cells.items()
        for node in nodes
    }
    count = len(edges)
    needed = {}
    for channel in range(count + 1):
        low = edges[channel - 1][1] if channel else float("-inf")
        high = edges[channel][0] if channel < count else float("inf")
        spans = [
            (min(y1, y2), max(y1, y2))
            for (x1, y1), (x2, y2) in pieces
            if x1 == x2 and low < x1 < high
        ]
        if spans:
            needed[channel] = 2 * clear + track * (_deepest(spans) - 1)
    return needed


def _gaps(
    grid: Grid, pieces: list[tuple[Point, Point]], clear: float, track: float
) -> tuple[dict[str, float], dict[int, float]]:
    """The gap that each box needs above it, and each column below its last box."""
    stacks: dict[int, list[str]] = defaultdict(list)
    for (_, column), nodes in grid.cells.items():
        stacks[column] += nodes
    above: dict[str, float] = {}
    below: dict[int, float] = {}
    for column, stack in stacks.items():
        stack.sort(key=lambda node: grid.boxes[node].y)
        box = grid.boxes[stack[0]]
        level = [
            y1
            for (x1, y1), (x2, y2) in pieces
            if y1 == y2 and min(x1, x2) < box.right and max(x1, x2) > box.left
        ]
        upper = float("-inf")
        for node in stack:
            passing = sum(upper < y < grid.boxes[node].top for y in level)
            if passing:
                sides = 1 if node == stack[0] else 2
                above[node] = sides * clear + track * (passing - 1)
            upper = grid.boxes[node].bottom
        passing = sum(y > upper for y in level)
        if passing:
            below[column] = clear + track * passing
    return above, below


def _deepest(spans: list[Span]) -> int:
    """How many spans overlap where most do."""
    turns = sorted([(low, 1) for low, _ in spans] + [(high, -1) for _, high in spans])
    most = now = 0
    for _, turn in turns:
        now += turn
        most = max(most, now)
    return most
