"""Where an arrow's marks stand: on its own line, near the head, clear of everything else."""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs

from fpcase.figures.arrows import Key
from fpcase.figures.geometry import (
    Frame,
    Point,
    Route,
    along,
    distance_to_frame,
    distance_to_piece,
    length,
)

_STEP = 1.5
_APART = 1.1
"""How far marks stay apart, in parts of the sum of their radii."""


@attrs.frozen(kw_only=True)
class Wanted:
    """A mark that is to stand on an arrow.

    Attributes:
        key: The arrow's.
        share: The share of the way at which the mark belongs, 1 for the head.
        radius: Of the mark.
    """

    key: Key
    share: float
    radius: float


def placed_marks(
    routes: Mapping[Key, Route],
    wanted: Sequence[Wanted],
    frames: Iterable[Frame],
    head: float,
) -> list[Point]:
    """A place for each wanted mark.

    A mark stands on its arrow's line where other lines, boxes and marks are farthest, up to
    what it needs; among equally free places nearest to where it belongs.

    Args:
        routes: The ways of all arrows drawn, by their keys.
        wanted: The marks, those first that choose first.
        frames: The boxes.
        head: The length of an arrow's head, which a mark must not cover.
    """
    boxes = list(frames)
    taken: list[tuple[Point, float]] = []
    for mark in wanted:
        key, share, radius = mark.key, mark.share, mark.radius
        route = routes[key]
        lines = [piece for other, way in routes.items() if other != key for piece in pairwise(way)]
        around = _Around(lines=_near(lines, route, 2 * radius), boxes=boxes, marks=taken)
        whole = length(route)
        first, last = min(radius + 0.5, whole / 2), max(whole - head - radius, whole / 2)
        count = max(int((last - first) / _STEP), 1)
        places = [first + (last - first) * number / count for number in range(count + 1)]
        ideal = first + share * (last - first)
        least, best = float("inf"), ideal
        for place in sorted(places, key=lambda place: abs(place - ideal)):
            far = abs(place - ideal) / max(whole, 60.0)
            if far >= least:  # so are all others
                break
            badness = far + around.crowding(along(route, place)[0], radius)
            if badness < least:
                least, best = badness, place
        taken.append((along(route, best)[0], radius))
    return [at for at, _ in taken]


@attrs.frozen(kw_only=True)
class _Around:
    """What a mark must keep clear of."""

    lines: list[tuple[Point, Point]]
    boxes: list[Frame]
    marks: list[tuple[Point, float]]

    def crowding(self, at: Point, radius: float) -> float:
        """How bad a place is for a mark: nought where nothing comes near."""
        far = 9 * radius
        line = min((distance_to_piece(at, *piece) for piece in self.lines), default=far)
        box = min((distance_to_frame(at, frame) for frame in self.boxes), default=far)
        mark = min(
            (math.dist(at, other) - _APART * wide for other, wide in self.marks), default=far
        )
        return (
            2.0 * max(1.25 * radius - line, 0)
            + 6.0 * max(radius - box, 0)
            + 6.0 * max(_APART * radius - mark, 0)
        ) / radius


def _near(
    pieces: list[tuple[Point, Point]], route: Route, reach: float
) -> list[tuple[Point, Point]]:
    """The pieces that come near a way's bounding frame."""
    left, right = min(x for x, _ in route) - reach, max(x for x, _ in route) + reach
    top, bottom = min(y for _, y in route) - reach, max(y for _, y in route) + reach
    return [
        ((x1, y1), (x2, y2))
        for (x1, y1), (x2, y2) in pieces
        if min(x1, x2) < right and max(x1, x2) > left and min(y1, y2) < bottom and max(y1, y2) > top
    ]
