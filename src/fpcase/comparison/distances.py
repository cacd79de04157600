"""How alike two maps are: what they share, and how far they are apart."""

import math
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Any

import attrs

from fpcase.comparison.author_maps import AuthorMap
from fpcase.comparison.caps import DRAWS
from fpcase.model import VariableId
from fpcase.statements import Position


def jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float | None:
    """The share of what either has that both have (Jaccard 1912); None if both are empty.

    >>> jaccard({"oil", "trade"}, {"trade", "war"})
    0.3333333333333333
    """
    either = left | right
    return len(left & right) / len(either) if either else None


def concept_overlap(left: AuthorMap, right: AuthorMap) -> float | None:
    """Jaccard coefficient of the variables of two authors' claims, denials too.

    Langfield-Smith and Wirth (1992), J. Operational Research Society 43, compare maps first
    by the concepts that they share.
    """
    return jaccard(left.concepts, right.concepts)


def arrow_overlap(left: AuthorMap, right: AuthorMap) -> float | None:
    """Jaccard coefficient of the arrows (cause, effect, sign) that two authors assert.

    Signs count: an arrow with another sign is another arrow (Langfield-Smith and Wirth 1992).
    """
    return jaccard(left.signed_arrows, right.signed_arrows)


Measure = Callable[[AuthorMap, AuthorMap], float | None]
"""How alike two authors' maps are; None without a base."""

CONCEPTS, ARROWS = "concept overlap", "arrow overlap"
MEASURES: Mapping[str, Measure] = {CONCEPTS: concept_overlap, ARROWS: arrow_overlap}
"""Measures of how alike two maps are; symmetric, 1 for equal ones, None without a base."""


if TYPE_CHECKING:
    import numpy as np

    _Orders = np.ndarray[Any, np.dtype[np.int64]]

_Cell = tuple[int, int]
_VALUES = {frozenset({Position.PLUS}): 1, frozenset({Position.MINUS}): -1}


@attrs.frozen(kw_only=True)
class MapDistance:
    """The distance between two authors' maps on the variables that both use.

    Attributes:
        value: From 0 (the same) to 1 (every pair of variables with opposite signs); None with
            fewer than two shared variables, or none of whose pairs can be counted.
        shared: How many variables both use.
        left_out: Ordered pairs on which one of the two says something other than one plain
            sign (?, both signs, a denial): they are left out of the distance.
        null_share: The share of shuffled maps that are at least as close; None without a value,
            or without a shuffled map that can be compared.
        draws: How many shuffles that share is of; all orders of the labels where these are
            fewer than the draws asked for. Shuffles without comparable pairs do not count.
    """

    value: float | None
    shared: int
    left_out: int
    null_share: float | None = None
    draws: int = 0


def map_distance(
    left: AuthorMap, right: AuthorMap, *, draws: int = DRAWS, seed: int = 0
) -> MapDistance:
    """The distance between two cause maps, with a permutation null.

    The formula of Langfield-Smith and Wirth (1992, J. Operational Research Society 43), in the
    form of Markóczy and Goldberg (1995, J. Management 21: 305-333) with alpha = 1, beta = 1,
    gamma = delta = 0 and epsilon = 2, on the shared vocabulary: the sum over ordered pairs of
    ``|a - b|``, with a and b in {-1, 0, 1}, over twice the number of pairs. Pairs that are left out
    are taken from that number too; if only the sum left them out, saying less would bring maps
    closer together.

    On sparse maps the distance lies near its floor and can reverse an order. So it is never to
    be shown without the Jaccard coefficients and the null: the share of maps at least as close
    when the second author's labels are shuffled.

    Args:
        left: One author's map.
        right: The other's.
        draws: How many shuffles; if there are no more orders than that, each is tried once.
        seed: Where the shuffles begin. Which author is named first makes no difference.
    """
    left, right = sorted((left, right), key=lambda one: one.author)
    shared = sorted(left.concepts & right.concepts)
    place = {variable: at for at, variable in enumerate(shared)}
    ours, our_gaps = _cells(left, place)
    theirs, their_gaps = _cells(right, place)
    size = len(shared)
    out = len(our_gaps | their_gaps)
    if size * (size - 1) - out < 1:
        return MapDistance(value=None, shared=size, left_out=out)

    far = _distances(ours, our_gaps, theirs, their_gaps, _orders(size, draws, seed))
    shuffled = far[1:][far[1:] >= 0]
    return MapDistance(
        value=float(far[0]),
        shared=size,
        left_out=out,
        null_share=float((shuffled <= far[0]).mean()) if len(shuffled) else None,
        draws=len(shuffled),
    )


def _distances(
    ours: Mapping[_Cell, int],
    our_gaps: Iterable[_Cell],
    theirs: Mapping[_Cell, int],
    their_gaps: Iterable[_Cell],
    orders: "_Orders",
) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """The distance for every order of the second author's labels, all at once.

    It is less than nothing where no pair can be compared.
    """
    import numpy as np  # noqa: PLC0415 - what reads a case needs no arithmetic

    size = orders.shape[1]
    known, gap = np.zeros(size * size, dtype=np.int64), np.zeros(size * size, dtype=bool)
    for (i, j), sign in ours.items():
        known[i * size + j] = sign
    for i, j in our_gaps:
        gap[i * size + j] = True

    def moved(cells: Iterable[_Cell]) -> "_Orders":
        ends = np.array(list(cells), dtype=np.int64).reshape(-1, 2)
        found: _Orders = orders[:, ends[:, 0]] * size + orders[:, ends[:, 1]]
        return found

    gaps, cells = moved(their_gaps), moved(theirs)
    signs = np.array(list(theirs.values()), dtype=np.int64)
    here = known[cells]
    apart = np.where(gap[cells], 0, np.abs(here - signs) - np.abs(here)).sum(axis=1)
    total = len(ours) - np.abs(known[gaps]).sum(axis=1) + apart
    left = size * (size - 1) - int(gap.sum()) - (~gap[gaps]).sum(axis=1)
    far: np.ndarray[Any, np.dtype[np.float64]] = np.full(len(orders), -1.0)
    np.divide(total, 2 * left, out=far, where=left > 0)
    return far


def _cells(one: AuthorMap, place: Mapping[VariableId, int]) -> tuple[dict[_Cell, int], set[_Cell]]:
    """The signs on pairs of shared variables, and the pairs without one plain sign."""
    signs: dict[_Cell, int] = {}
    gaps: set[_Cell] = set()
    for (cause, effect), said in one.statements.items():
        if cause != effect and cause in place and effect in place:
            cell = (place[cause], place[effect])
            value = _VALUES.get(frozenset(statement.position for statement in said))
            if value is None:
                gaps.add(cell)
            else:
                signs[cell] = value
    return signs, gaps


@lru_cache(maxsize=256)
def _orders(size: int, draws: int, seed: int) -> "_Orders":
    """The labels as they are, then shuffled; all orders where these are no more than the draws.

    The stream of `RandomState` is the same in every version of NumPy.
    """
    import numpy as np  # noqa: PLC0415 - what reads a case needs no arithmetic

    if math.factorial(min(size, 20)) <= draws:
        shuffled = np.array(list(permutations(range(size))), dtype=np.int64)
    else:
        shuffled = np.random.RandomState(seed % 2**32).random_sample((draws, size)).argsort(axis=1)
    return np.vstack([np.arange(size), shuffled])
