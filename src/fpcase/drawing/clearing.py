"""Arrows that keep clear of the boxes which they only pass.

`dot` leads an arrow through channels that it takes to be up to four points wider than they are, so
that where boxes stand close the arrow would run behind one of them, and seem to end there.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fpcase.drawing.scene import Frame, Point

CLEAR = 1.4
"""How far an arrow keeps from a box."""
_ROUNDS = 12
_GENTLY = 0.2
"""The less, the farther go handles that count little."""
_T = np.linspace(0.0, 1.0, 13)[:, None]
_SAMPLES = np.hstack([(1 - _T) ** 3, 3 * (1 - _T) ** 2 * _T, 3 * (1 - _T) * _T**2, _T**3])
"""What the four points of a cubic curve count at each sample of it."""
_FIRST = np.array([[8, 0, 0, 0], [4, 4, 0, 0], [2, 4, 2, 0], [1, 3, 3, 1]]) / 8
_HALVES = np.vstack([_FIRST, _FIRST[2::-1, ::-1]])
"""What they count at each point of its two halves, which can bend where the whole cannot."""

Numbers = npt.NDArray[np.float64]


def cleared(way: Sequence[Point], boxes: Sequence[Frame]) -> tuple[Point, ...]:
    """A way of cubic curves, bent out of boxes; its ends stay where they are.

    Args:
        way: A point, then three for each curve.
        boxes: What it passes.

    >>> way = [(0, 0), (10, 0), (20, 0), (30, 0)]
    >>> max(y for x, y in cleared(way, [(14, -20, 16, 0.5)])) > 1
    True
    """
    rims = np.add(np.reshape([*boxes], (-1, 4)), (-CLEAR, -CLEAR, CLEAR, CLEAR))
    points = _composed(_HALVES, len(way) // 3, 6) @ np.array(way, dtype=float)
    smooth = _smooth(points)
    samples = _composed(_SAMPLES, len(points) // 3, len(_SAMPLES)) @ smooth
    if not _push(samples @ points, rims).any():
        return tuple(way)
    for _ in range(_ROUNDS):
        push = _push(samples @ points, rims)
        pushed = push.any(axis=1)
        points[1:-1] += np.linalg.lstsq(samples[pushed, 1:-1], push[pushed], rcond=_GENTLY)[0]
    return tuple((x, y) for x, y in (smooth @ points).tolist())


def _composed(block: Numbers, pieces: int, step: int) -> Numbers:
    """What all points of a way count, where a block tells it for one curve."""
    whole = np.zeros(((pieces - 1) * step + len(block), 3 * pieces + 1))
    for piece in range(pieces):
        whole[piece * step : piece * step + len(block), 3 * piece : 3 * piece + 4] = block
    return whole


def _smooth(points: Numbers) -> Numbers:
    """The points where curves meet as shares of the handles beside them."""
    whole = np.eye(len(points))
    for joint in range(3, len(points) - 1, 3):
        before, after = (np.linalg.norm(points[joint] - points[joint + k]) for k in (-1, 1))
        share = before / ((before + after) or 1.0)
        whole[joint, joint - 1 : joint + 2] = (1 - share, 0.0, share)
    return whole


def _push(at: Numbers, rims: Numbers) -> Numbers:
    """How far each sample must go to be out of all boxes, each box left at its nearest side."""
    x, y = at[:, :1], at[:, 1:]
    ways_out = np.stack([rims[:, 0] - x, rims[:, 2] - x, rims[:, 1] - y, rims[:, 3] - y])
    inside = (ways_out[::2] < 0).all(axis=0) & (ways_out[1::2] > 0).all(axis=0)
    ways_out = np.where(inside, ways_out, 0.0)
    nearest = np.abs(ways_out).max(axis=1).argmin(axis=0)
    chosen = np.where(nearest == np.arange(4)[:, None, None], ways_out, 0.0).sum(axis=2)
    return np.stack([chosen[0] + chosen[1], chosen[2] + chosen[3]], axis=1)
