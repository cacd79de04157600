"""How far two maps are apart on the variables that they share, and what chance would give."""

import math
import random
from collections.abc import Iterator, Mapping
from itertools import permutations

import attrs

from fpcase.comparison.author_maps import AuthorMap
from fpcase.statements.signs import Position

DRAWS = 1000
"""How many times labels are shuffled, unless asked for otherwise."""

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
        null_share: The share of shuffled maps that are at least as close; None without a value.
        draws: How many shuffles that share is of; all orders of the labels where these are
            fewer than the draws asked for.
    """

    value: float | None
    shared: int
    left_out: int
    null_share: float | None = None
    draws: int = 0


def concepts(one: AuthorMap) -> frozenset[str]:
    """The variables of an author's asserted effects."""
    return frozenset(one.bundles.nodes)


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
    shared = sorted(concepts(left) & concepts(right))
    place = {variable: at for at, variable in enumerate(shared)}
    ours, our_gaps = _cells(left, place)
    theirs, their_gaps = _cells(right, place)
    size = len(shared)
    out = len(our_gaps | their_gaps)
    if size * (size - 1) - out < 1:
        return MapDistance(value=None, shared=size, left_out=out)

    def distance(order: tuple[int, ...]) -> float:
        moved_gaps = {(order[i], order[j]) for i, j in their_gaps}
        gaps = our_gaps | moved_gaps
        total = sum(cell not in moved_gaps for cell in ours)
        for (i, j), sign in theirs.items():
            cell = (order[i], order[j])
            if cell not in gaps:
                known = ours.get(cell, 0)
                total += abs(known - sign) - abs(known)
        pairs = size * (size - 1) - len(gaps)
        return total / (2 * pairs) if pairs else 0.0

    value = distance(tuple(range(size)))
    orders = list(_orders(size, draws, f"{seed}/{left.author}/{right.author}"))
    close = sum(distance(order) <= value for order in orders)
    return MapDistance(
        value=value,
        shared=size,
        left_out=out,
        null_share=close / len(orders),
        draws=len(orders),
    )


def _cells(one: AuthorMap, place: Mapping[str, int]) -> tuple[dict[_Cell, int], set[_Cell]]:
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


def _orders(size: int, draws: int, seed: str) -> Iterator[tuple[int, ...]]:
    if math.factorial(min(size, 20)) <= draws:
        yield from permutations(range(size))
        return
    shuffling = random.Random(seed)  # noqa: S311 - a reproducible null, no secret
    order = list(range(size))
    for _ in range(draws):
        shuffling.shuffle(order)
        yield tuple(order)
