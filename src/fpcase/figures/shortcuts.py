"""Ways with fewer turns: Graphviz now and then takes an arrow up and down stairs, or round a block.

Graphviz lays one arrow after another, and looks neither at crossings nor back. Here each way
with more turns than most need is compared with those of two turns or fewer, and with itself
without its stairs; the cheapest is taken. Length, turns and crossings are counted in points.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

import attrs
import numpy as np

from fpcase.figures.geometry import Frame, Point, Route, length, simplified

Pair = tuple[str, str]
Piece = tuple[Point, Point]

_TURN = 25.0
"""What a turn costs, in points of way."""
_CROSSING = 12.0
"""What it costs to cross another arrow."""
_OVER = 40.0
"""What it costs to run over another arrow, or too near to it to slip between later."""
_APART = 1.0
"""How far apart two pieces beside each other must be, so that they can be told apart."""
_MOST = 1
"""Ways with no more turns than this are left alone."""
_SWEEPS = 2
"""A shorter way of one arrow makes room for another's."""
_GAIN = 1.0
"""What a change must save, in points of way."""
_NEAR = 0.05
"""A piece that is no farther inside a box than this runs along its border."""

_CORNER = 4.0
"""How far from a box's corner a straight arrow may begin or end, at least."""


def straightened(
    routes: Mapping[Pair, Route], frames: Mapping[str, Frame], page: Frame
) -> dict[Pair, Route]:
    """The same arrows, each on its cheapest way, the most winding first.

    Args:
        routes: The way of each arrow, of level and upright pieces, from border to border.
        frames: The boxes, by the id of the node.
        page: The rectangle that no arrow leaves.
    """
    found = dict(routes)
    boxes = _Rims.of(((left, top), (right, bottom)) for left, top, right, bottom in frames.values())
    for _ in range(_SWEEPS):
        winding = [pair for pair in sorted(found) if len(found[pair]) - 2 > _MOST]
        winding.sort(key=lambda pair: -len(found[pair]))
        before = dict(found)
        for pair in winding:
            others = {other: way for other, way in found.items() if other != pair}
            pieces = [piece for way in others.values() for piece in pairwise(way)]
            around = _Around(
                pieces=pieces,
                rims=_Rims.of(pieces),
                frames=list(frames.values()),
                boxes=boxes,
                page=page,
            )
            cause, effect = (_End(frame=frames[node], taken=_ports(node, others)) for node in pair)
            found[pair] = _best(found[pair], cause, effect, around)
        if found == before:
            break
    return found


def _ports(node: str, routes: Mapping[Pair, Route]) -> list[Point]:
    """Where arrows leave and reach a box."""
    return [
        point
        for (cause, effect), route in routes.items()
        for point, at in ((route[0], cause), (route[-1], effect))
        if at == node
    ]


def _best(route: Route, cause: "_End", effect: "_End", around: "_Around") -> Route:
    """The cheapest of a way, the way without its stairs, and those with few turns."""
    best, least = route, around.cost(route, float("inf"))
    shorter = True
    while shorter:
        shorter = False
        for way in _without_stairs(best):
            cost = around.cost(way, least)
            if cost < least:
                best, least, shorter = way, cost, True
    ways = [(_plain_cost(way), way) for way in _plain(cause, effect, around, least)]
    for plain_cost, way in sorted(ways):
        if plain_cost > least - _GAIN:  # so are all that follow
            break
        cost = around.cost(way, least)
        if cost < least:
            best, least = way, cost
    return best


def _plain_cost(route: Route) -> float:
    """What a way costs where it meets nothing."""
    return length(route) + _TURN * (len(route) - 2)


@attrs.frozen(kw_only=True)
class _Rims:
    """Many rectangles, or straight pieces, to be asked all at once."""

    left: np.ndarray[Any, Any]
    top: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]
    bottom: np.ndarray[Any, Any]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> "_Rims":
        """Rectangles from two opposite corners each."""
        corners = np.array([*pieces], dtype=float).reshape(-1, 2, 2)
        (left, top), (right, bottom) = corners.min(axis=1).T, corners.max(axis=1).T
        return cls(left=left, top=top, right=right, bottom=bottom)

    @property
    def level(self) -> np.ndarray[Any, Any]:
        """Which of them are level pieces."""
        return np.asarray(self.top == self.bottom)

    def meeting(self, other: "_Rims", by: float) -> np.ndarray[Any, Any]:
        """For each of the other rectangles which of these it touches, or misses by less."""
        found: np.ndarray[Any, Any] = (
            (self.left < other.right[:, None] + by)
            & (self.right > other.left[:, None] - by)
            & (self.top < other.bottom[:, None] + by)
            & (self.bottom > other.top[:, None] - by)
        )
        return found


@attrs.frozen(kw_only=True)
class _Around:
    """What the way of an arrow must mind.

    Attributes:
        pieces: All other arrows'.
        rims: The same as rectangles without width or height.
        frames: The boxes.
        boxes: The same.
        page: The rectangle that no arrow leaves.
    """

    pieces: list[Piece]
    rims: _Rims
    frames: list[Frame]
    boxes: _Rims
    page: Frame

    def cost(self, route: Route, least: float) -> float:
        """What a way costs; endless if it passes a box, or is not clearly cheaper than `least`."""
        cost = _plain_cost(route)
        if cost > least - _GAIN:
            return float("inf")
        own = _Rims.of(pairwise(route))
        if self.boxes.meeting(own, -_NEAR).any():
            return float("inf")
        met = self.rims.meeting(own, _APART)
        crossed = int(np.count_nonzero(met & (self.rims.level != own.level[:, None])))
        cost += _CROSSING * crossed + _OVER * (int(np.count_nonzero(met)) - crossed)
        return cost if cost < least - _GAIN else float("inf")

    @cached_property
    def tracks(self) -> tuple[list[float], list[float]]:
        """Across each axis, the places between the borders of boxes and other arrows."""
        found = []
        for axis in (0, 1):
            edges = {self.page[axis], self.page[2 + axis]}
            for frame in self.frames:
                edges |= {frame[axis], frame[2 + axis]}
            edges |= {one[axis] for one, other in self.pieces if one[axis] == other[axis]}
            between = pairwise(sorted(edges))
            found.append([(low + high) / 2 for low, high in between if high - low > 2 * _APART])
        return found[0], found[1]

    def doors(self, end: "_End") -> Iterator["_Door"]:
        """One door in the middle of the widest free stretch of each side of a box."""
        for axis in (0, 1):
            for border, outward in ((end.frame[axis], -1), (end.frame[2 + axis], 1)):
                low, high = end.frame[1 - axis], end.frame[3 - axis]
                at = _middle(low, high, end.ports(axis, border))
                far = self._reach(axis, border, at, outward)
                yield _Door(
                    at=_point(axis, border, at),
                    axis=axis,
                    low=min(border, far),
                    high=max(border, far),
                )

    def _reach(self, axis: int, border: float, at: float, outward: int) -> float:
        """How far one can go straight on from a door, before there is a box or the page's edge."""
        far = self.page[axis if outward < 0 else 2 + axis]
        for frame in self.frames:
            if frame[1 - axis] < at < frame[3 - axis]:
                edge = frame[axis if outward > 0 else 2 + axis]
                if (edge - border) * outward >= -_NEAR:
                    far = min(far, edge) if outward > 0 else max(far, edge)
        return far


@attrs.frozen(kw_only=True)
class _End:
    """A box that an arrow leaves or reaches.

    Attributes:
        frame: The box.
        taken: Where other arrows leave or reach it.
    """

    frame: Frame
    taken: list[Point]

    def ports(self, axis: int, border: float) -> set[float]:
        """The places taken on a side, which lies across an axis."""
        return {point[1 - axis] for point in self.taken if abs(point[axis] - border) < _APART}


@attrs.frozen(kw_only=True)
class _Door:
    """Where an arrow may leave or reach a box.

    Attributes:
        at: The place on the border.
        axis: Along which one leaves: 0 level, 1 upright.
        low: One can go straight on from the border to here ...
        high: ... or to here, whichever lies outside.
    """

    at: Point
    axis: int
    low: float
    high: float


def _point(axis: int, along: float, across: float) -> Point:
    return (along, across) if axis == 0 else (across, along)


def _middle(low: float, high: float, taken: set[float]) -> float:
    """The middle of the widest stretch between places taken."""
    edges = sorted({low, high} | {place for place in taken if low < place < high})
    first, last = max(pairwise(edges), key=lambda ends: round(ends[1] - ends[0], 3))
    return (first + last) / 2


def _plain(cause: _End, effect: _End, around: _Around, least: float) -> Iterator[Route]:
    """Ways of two turns or fewer, from each side of the cause to each of the effect."""
    yield from _straight(cause, effect)
    arrivals = list(around.doors(effect))
    for leave in around.doors(cause):
        for arrive in arrivals:
            start, end, axis = leave.at, arrive.at, leave.axis
            if axis != arrive.axis:
                if leave.low <= end[axis] <= leave.high and (
                    arrive.low <= start[1 - axis] <= arrive.high
                ):
                    yield simplified((start, _point(axis, end[axis], start[1 - axis]), end))
                continue
            bound = least - _GAIN - 2 * _TURN - abs(end[1 - axis] - start[1 - axis])
            low, high = max(leave.low, arrive.low), min(leave.high, arrive.high)
            tracks = around.tracks[axis]
            for track in tracks[bisect_left(tracks, low) : bisect_right(tracks, high)]:
                if abs(track - start[axis]) + abs(end[axis] - track) < bound:
                    turns = (_point(axis, track, at[1 - axis]) for at in (start, end))
                    yield simplified((start, *turns, end))


def _straight(cause: _End, effect: _End) -> Iterator[Route]:
    """Ways without a turn, between two boxes that face each other."""
    for axis in (0, 1):
        low = max(cause.frame[1 - axis], effect.frame[1 - axis]) + _CORNER
        high = min(cause.frame[3 - axis], effect.frame[3 - axis]) - _CORNER
        if low < high:
            onward = cause.frame[axis] < effect.frame[axis]
            leave = cause.frame[2 + axis if onward else axis]
            arrive = effect.frame[axis if onward else 2 + axis]
            taken = cause.ports(axis, leave) | effect.ports(axis, arrive)
            at = _middle(low, high, taken)
            yield _point(axis, leave, at), _point(axis, arrive, at)


def _without_stairs(route: Route) -> Iterator[Route]:
    """The way with two of its pieces drawn out until they meet."""
    pieces = list(pairwise(route))
    for first, (a, b) in enumerate(pieces):
        for last in range(len(pieces) - 1, first + 2, -1):
            c, d = pieces[last]
            if (a[1] == b[1]) != (c[1] == d[1]):
                corner = (c[0], a[1]) if a[1] == b[1] else (a[0], c[1])
                yield simplified((*route[: first + 1], corner, *route[last + 1 :]))
