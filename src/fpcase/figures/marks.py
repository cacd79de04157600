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
        radius: Of the mark, along a level line.
        height: Half of it, across a level line, if it may stand beside its line where there
            is no room on it; a cross may not.
    """

    key: Key
    share: float
    radius: float
    height: float | None = None


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
    spots = [_spots(routes, mark, head) for mark in wanted]
    lines = [_foreign(routes, mark) for mark in wanted]
    taken: list[tuple[Point, float] | None] = [None] * len(wanted)
    for _ in range(_ROUNDS):
        before = list(taken)
        for number, mark in enumerate(wanted):
            others = [one for at, one in enumerate(taken) if one and at != number]
            around = _Around(lines=lines[number], boxes=boxes, marks=others)
            taken[number] = (_best(spots[number], around, mark.radius), mark.radius)
        if taken == before:
            break
    return [one[0] for one in taken if one]


_ROUNDS = 3
"""A mark that was placed early may find a better place when all others are known."""


def _foreign(routes: Mapping[Key, Route], mark: Wanted) -> list[tuple[Point, Point]]:
    """The pieces of other arrows that come near a mark's own."""
    pieces = [piece for key, way in routes.items() if key != mark.key for piece in pairwise(way)]
    return _near(pieces, routes[mark.key], 2 * mark.radius)


def _spots(routes: Mapping[Key, Route], mark: Wanted, head: float) -> list[tuple[float, Point]]:
    """Where a mark may stand, nearest to where it belongs first, with what the distance costs."""
    route = routes[mark.key]
    whole = length(route)
    first = min(mark.radius + 0.5, whole / 2)
    last = max(whole - head - mark.radius, whole / 2)
    count = max(int((last - first) / _STEP), 1)
    ideal = first + mark.share * (last - first)
    spots = []
    for number in range(count + 1):
        place = first + (last - first) * number / count
        far = abs(place - ideal) / max(whole, 60.0)
        (x, y), (dx, dy) = along(route, place)
        spots.append((far, (x, y)))
        if mark.height is not None:
            off = _OFF + (mark.height if dx else mark.radius)
            spots += [
                (far + _BESIDE, (x - turn * dy * off, y + turn * dx * off)) for turn in (-1, 1)
            ]
    return sorted(spots, key=lambda spot: spot[0])


_OFF = 2.0
"""How far the rim of a mark beside its line keeps from the line."""
_BESIDE = 2.0
"""What it costs to stand beside the line: no distance along it is as bad, an overlap is worse."""


def _best(spots: list[tuple[float, Point]], around: "_Around", radius: float) -> Point:
    least, best = float("inf"), spots[0][1]
    for far, at in spots:
        if far >= least:  # so are all others
            break
        badness = far + around.crowding(at, radius)
        if badness < least:
            least, best = badness, at
    return best


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
        badness = (
            2.0 * max(1.25 * radius - line, 0)
            + 6.0 * max(radius - box, 0)
            + 6.0 * max(_APART * radius - mark, 0)
        ) / radius
        return badness + _WORSE * (box < radius - _TOUCH or mark < radius - _TOUCH)


_WORSE = 3.0
"""What it costs to lie on a box or another mark: more than any distance, and any line."""
_TOUCH = 0.5


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
