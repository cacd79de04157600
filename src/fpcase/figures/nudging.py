"""Arrows spread evenly over the room that they have, without changing which way they go.

Each level or upright piece of a way is moved to the middle between its neighbours: other
arrows that run beside it, and boxes. Pieces never change places, so no crossing is added, and
a piece that ends at a box stays on that side of it.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import TypeVar

import attrs

from fpcase.figures.geometry import Frame, Route, crosses, simplified
from fpcase.model.errors import FpcaseError

_SWEEPS = 3
"""Moving upright pieces changes how long level ones are, and the other way round."""
_PASSES = 30
"""A crowd of pieces needs time to spread."""
_TOUCH = 0.01
_BESIDE = 1.0
"""Pieces run beside each other if they overlap, or miss each other by less than this."""

Key = TypeVar("Key", bound=tuple[str, ...])
"""Cause and effect, and whatever else tells two arrows on one pair apart."""


def nudged(
    routes: Mapping[Key, Route], frames: Mapping[str, Frame], page: Frame, clear: float
) -> dict[Key, Route]:
    """The same ways, with arrows as far from one another and from boxes as their room allows.

    Args:
        routes: The way of each arrow, of level and upright pieces.
        frames: The boxes, by the id of the node.
        page: The rectangle that no arrow leaves.
        clear: What an arrow should keep from a box that it passes.

    Raises:
        FpcaseError: an arrow still passes through a box that is neither its cause nor its
            effect.
    """
    points = {pair: [list(corner) for corner in route] for pair, route in sorted(routes.items())}
    for sweep in range(2 * _SWEEPS):
        _spread(points, frames, page, clear, sweep % 2)
    spread = {pair: simplified([(x, y) for x, y in corners]) for pair, corners in points.items()}
    for pair, route in spread.items():
        for node, frame in frames.items():
            if node not in pair[:2] and crosses(route, frame):
                message = (
                    f"the arrow from {pair[0]!r} to {pair[1]!r} cannot pass {node!r}; "
                    "draw fewer variables"
                )
                raise FpcaseError(message)
    return spread


@attrs.frozen(kw_only=True)
class _Piece:
    """A straight piece: its corners, its extent along its direction, and how far it may move."""

    corners: tuple[list[float], list[float]]
    low: float
    high: float
    first: float
    last: float
    """The range that it must stay in: the sides of the boxes at its ends, or the page."""


def _spread(
    points: Mapping[Key, list[list[float]]],
    frames: Mapping[str, Frame],
    page: Frame,
    clear: float,
    across: int,
) -> None:
    """Move every piece that runs along the other axis than `across` (0 for x, 1 for y)."""
    pieces = [
        piece
        for pair, corners in points.items()
        for piece in _pieces(pair, corners, frames, page, across)
    ]
    pieces.sort(key=lambda piece: piece.corners[0][across])
    places = [piece.corners[0][across] for piece in pieces]
    before = [
        [i for i in range(number) if _beside(pieces[i], piece)]
        for number, piece in enumerate(pieces)
    ]
    after: list[list[int]] = [[] for _ in pieces]
    for number, earlier in enumerate(before):
        for one in earlier:
            after[one].append(number)
    bounds = [
        _bounds(piece, place, frames, across) for piece, place in zip(pieces, places, strict=True)
    ]
    margins = []
    for number, (low, high) in enumerate(bounds):
        within = sum(low <= places[i] <= high for i in before[number] + after[number])
        margins.append(_margin(high - low, 1 + within, clear))
    order = list(range(len(pieces)))
    for _ in range(_PASSES):
        for number in order:
            low, high = bounds[number]
            nearest = max((places[i] for i in before[number]), default=low)
            beyond = min((places[i] for i in after[number]), default=high)
            nearest = max(nearest, low + margins[number])
            beyond = min(beyond, high - margins[number])
            places[number] = min(max((nearest + beyond) / 2, low), high)
        order.reverse()
    for piece, place in zip(pieces, places, strict=True):
        for corner in piece.corners:
            corner[across] = place


def _beside(one: _Piece, other: _Piece) -> bool:
    return one.low < other.high + _BESIDE and one.high > other.low - _BESIDE


def _bounds(
    piece: _Piece, place: float, frames: Mapping[str, Frame], across: int
) -> tuple[float, float]:
    """How far a piece may move to either side before it meets a box, or leaves its own."""
    low, high = piece.first, piece.last
    for frame in frames.values():
        if frame[1 - across] < piece.high - _TOUCH and frame[3 - across] > piece.low + _TOUCH:
            if place > (frame[across] + frame[2 + across]) / 2:
                low = max(low, frame[2 + across])
            else:
                high = min(high, frame[across])
    return low, high


def _margin(room: float, number: int, clear: float) -> float:
    """What to add to the even spacing of so many pieces to keep clear of what bounds them."""
    if number < 2:  # noqa: PLR2004 - one piece stands in the middle
        return 0.0
    spacing = (room - 2 * clear) / (number - 1)
    return max(clear - spacing, 0.0) if spacing > _TIGHT * clear else 0.0


_TIGHT = 0.3
"""Pieces are not pressed together more than this, in parts of the clearance."""


def _pieces(
    pair: tuple[str, ...],
    corners: list[list[float]],
    frames: Mapping[str, Frame],
    page: Frame,
    across: int,
) -> list[_Piece]:
    found = []
    along = 1 - across
    for number, (one, other) in enumerate(pairwise(corners)):
        if one[across] != other[across] or one[along] == other[along]:
            continue
        first, last = page[across], page[2 + across]
        ends = [pair[0]] * (number == 0) + [pair[1]] * (number == len(corners) - 2)
        for node in ends:
            near, far = frames[node][across], frames[node][2 + across]
            first, last = max(first, near), min(last, far)
        low, high = sorted((one[along], other[along]))
        found.append(_Piece(corners=(one, other), low=low, high=high, first=first, last=last))
    return found
