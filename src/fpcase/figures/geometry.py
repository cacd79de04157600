"""Plane geometry of arrows: corners, lengths, distances. Points are (x, y), y downward."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Route = tuple[Point, ...]
"""The corners of a way, from its first point to its last."""
Frame = tuple[float, float, float, float]
"""A rectangle: left, top, right, bottom."""

_NEAR = 0.05
"""Two points nearer than this, in points of type, are one."""


def simplified(points: Iterable[Point]) -> Route:
    """A way without corners at which it does not turn, straightened to the axes.

    >>> simplified([(0, 0), (5, 0.001), (5, 0.001), (9, 0), (9, 4)])
    ((0, 0), (9, 0), (9, 4))
    """
    kept: list[Point] = []
    for point in points:
        corner = _aligned(point, kept[-1]) if kept else point
        if kept and corner == kept[-1]:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], corner):
            kept.pop()
        kept.append(corner)
    return tuple(kept)


def _aligned(point: Point, last: Point) -> Point:
    x, y = (new if abs(new - old) >= _NEAR else old for new, old in zip(point, last, strict=True))
    return x, y


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]


def length(route: Route) -> float:
    """How long a way is."""
    return sum(math.dist(one, other) for one, other in pairwise(route))


def along(route: Route, distance: float) -> tuple[Point, Point]:
    """The point so far along a way, and the direction there (of length one).

    >>> along(((0, 0), (10, 0), (10, 10)), 14)
    ((10.0, 4.0), (0.0, 1.0))
    """
    for start, end in pairwise(route):
        step = math.dist(start, end)
        if step and (distance <= step or end == route[-1]):
            share = min(max(distance / step, 0.0), 1.0)
            direction = ((end[0] - start[0]) / step, (end[1] - start[1]) / step)
            at = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            return at, direction
        distance -= step
    return route[0], (1.0, 0.0)


def shortened(route: Route, by: float) -> Route:
    """A way that ends earlier, within its last straight piece."""
    (x1, y1), (x2, y2) = route[-2:]
    step = math.dist((x1, y1), (x2, y2))
    share = max(step - by, 0.0) / step if step else 0.0
    return (*route[:-1], (x1 + share * (x2 - x1), y1 + share * (y2 - y1)))


def distance_to_piece(at: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight piece.

    >>> distance_to_piece((5, 3), (0, 0), (10, 0))
    3.0
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    square = dx * dx + dy * dy
    share = ((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / square if square else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.dist(at, (start[0] + share * dx, start[1] + share * dy))


def distance_to_frame(at: Point, frame: Frame) -> float:
    """How far a point is from a rectangle; nought inside it."""
    left, top, right, bottom = frame
    return math.hypot(max(left - at[0], 0.0, at[0] - right), max(top - at[1], 0.0, at[1] - bottom))


def grown(frame: Frame, by: float) -> Frame:
    """A rectangle, larger to each side.

    >>> grown((4, 4, 8, 8), 1)
    (3, 3, 9, 9)
    """
    left, top, right, bottom = frame
    return (left - by, top - by, right + by, bottom + by)


def crosses(route: Sequence[Point], frame: Frame) -> bool:
    """Whether a way of upright and level pieces passes through a rectangle's inside.

    >>> crosses([(0, 5), (20, 5)], (4, 4, 8, 8)), crosses([(0, 4), (20, 4)], (4, 4, 8, 8))
    (True, False)
    """
    left, top, right, bottom = frame
    return any(
        max(min(x1, x2), left + _NEAR) <= min(max(x1, x2), right - _NEAR)
        and max(min(y1, y2), top + _NEAR) <= min(max(y1, y2), bottom - _NEAR)
        for (x1, y1), (x2, y2) in pairwise(route)
    )
