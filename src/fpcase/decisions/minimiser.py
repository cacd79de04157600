"""The exact minimiser: prime implicants of configurations, and all smallest models of them.

A configuration is a tuple of levels, one for each condition; an implicant is one with None in the
place of each condition that it leaves open.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_

import attrs
import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from fpcase.decisions.configurations import Configuration, Implicant, Models

_SLACK, _DEPTH = 1e-7, 4
MOST_MODELS, MOST_STEPS = 20, 300_000
"""How many models are listed, and after how many steps the search for them gives up."""
Found = tuple[int, list[tuple[int, ...]]]
"""How many choices of implicants there are, and the first of them."""


@attrs.frozen(eq=False)
class Implicants:
    """Prime implicants.

    Attributes:
        terms: Implicant, condition -> the level that it demands; -1 if it leaves that open.
        covers: Implicant, positive configuration -> whether it is covered.
    """

    terms: np.ndarray
    covers: np.ndarray

    def term(self, place: int) -> Implicant:
        """An implicant by its number.

        Args:
            place: The number.
        """
        return tuple(None if level < 0 else level for level in self.terms[place].tolist())


def parsimonious(
    positive: Sequence[Configuration], negative: Sequence[Configuration]
) -> Implicants:
    """The shortest terms that hold of some positive configuration and of no negative one.

    Args:
        positive: The positive configurations.
        negative: The negative ones; all others may be counted in.

    >>> parsimonious([(1, 1), (1, 0)], [(0, 0)]).terms.tolist()
    [[1, -1], [-1, 1]]
    """
    return _primes(positive, negative, np.zeros(1 << len(positive[0]), dtype=np.int64))


def within(
    positive: Sequence[Configuration],
    levels: Sequence[int],
    assumed: Sequence[Configuration] = (),
) -> Implicants:
    """The shortest terms that hold of no configuration but positive ones, and of some of them.

    Args:
        positive: The positive configurations.
        levels: How many levels each condition has.
        assumed: Others that may be counted in.

    >>> within([(1, 1), (1, 0), (0, 0)], [2, 2]).terms.tolist()
    [[1, -1], [-1, 0]]
    """
    whole = np.ones(1, dtype=np.int64)
    for one in levels:  # how many configurations a term has that leaves these conditions open
        whole = np.concatenate([whole * one, whole])
    return _primes(positive, [*positive, *assumed], whole)


def _primes(
    positive: Sequence[Configuration], others: Sequence[Configuration], wanted: np.ndarray
) -> Implicants:
    """The smallest terms that hold of as many others as is wanted of a term on these conditions.

    A term is a positive configuration on a set of conditions; sets are numbers, a bit a condition.
    """
    rows = np.array(positive)
    against = np.array(others).reshape(-1, rows.shape[1])
    terms, covers = [], []
    for place, row in enumerate(rows):
        number = np.bincount(_bits(against == row), minlength=len(wanted)).astype(np.int32)
        for cube in _cubes(number):
            cube[:, 0] += cube[:, 1]
        least = number == wanted
        for cube, known in zip(_cubes(least), _cubes(least.copy()), strict=True):
            cube[:, 1] &= ~known[:, 0]
        subsets = np.flatnonzero(least)[:, None]
        covered = subsets & ~_bits(rows == row) == 0
        new = ~covered[:, :place].any(axis=1)
        terms.append(np.where(subsets[new] >> np.arange(len(row)) & 1, row, -1))
        covers.append(covered[new])
    return Implicants(np.concatenate(terms), np.concatenate(covers))


def _cubes(values: np.ndarray) -> Iterator[np.ndarray]:
    """For each condition, the values of sets without it beside those with it."""
    for one in range(len(values).bit_length() - 1):
        yield values.reshape(-1, 2, 1 << one)


def _bits(same: np.ndarray) -> np.ndarray:
    """Rows of yes and no as numbers, the first column the lowest bit."""
    return same.astype(np.int64) @ (1 << np.arange(same.shape[1], dtype=np.int64))


def models(of: Implicants, *, cap: int = MOST_MODELS, steps: int = MOST_STEPS) -> Models:
    """All smallest models: their number, and the first of them.

    How many terms they have is proven by an integer programme.

    Args:
        of: The prime implicants; together they cover all positive configurations.
        cap: How many models to list at most; with 1, no others are sought.
        steps: After how many steps the programme, and the search for others, give up.

    >>> found = models(parsimonious([(1, 1), (1, 0)], [(0, 0)]))
    >>> found.terms, found.count, found.models
    (1, 1, (((1, None),),))
    """
    _, some = np.unique(np.packbits(of.covers, axis=1), axis=0, return_index=True)
    costs, each = np.ones(len(some)), csc_array(of.covers[some].T.astype(float))
    solved = milp(
        costs,
        constraints=LinearConstraint(each, lb=1),
        integrality=costs,
        bounds=(0, 1),
        options={"node_limit": steps},
    )
    choice = some[solved.x > 1 / 2]
    bound = int(np.ceil(solved.mip_dual_bound - _SLACK))
    number, listed, search = 1, [tuple(choice)], _Search(of.covers, cap, steps)
    if cap > 1 and bound == len(choice):
        number, every = search.choices(len(choice))
        listed = every or listed
    return Models(
        terms=len(choice),
        bound=bound,
        count=max(number, 1),
        truncated=search.left <= 0 or bound < len(choice),
        models=tuple(tuple(map(of.term, places)) for places in listed),
    )


def _numbers(covers: np.ndarray) -> list[int]:
    """Each row of yes and no as one number, the first the lowest bit."""
    packed = np.packbits(covers, axis=1, bitorder="little")
    return [int.from_bytes(one.tobytes(), "little") for one in packed]


@attrs.define(eq=False)
class _Search:
    """The search for all smallest choices of implicants that cover all rows.

    Attributes:
        covers: Implicant, row -> whether it is covered.
        cap: How many choices to list.
        left: How many steps it may still take.
        rows_of: Implicant -> the rows that it covers, as bits.
        implicants_of: Row -> the implicants that cover it, as bits.
        known: What was found before for the same open rows, free implicants and number.
    """

    covers: np.ndarray
    cap: int
    left: int
    rows_of: list[int] = attrs.Factory(lambda self: _numbers(self.covers), takes_self=True)
    implicants_of: list[int] = attrs.Factory(lambda self: _numbers(self.covers.T), takes_self=True)
    known: dict[tuple[int, int, int], Found] = attrs.Factory(dict)

    def choices(self, size: int) -> Found:
        """How many choices of so many implicants cover all rows, and the first of them.

        Args:
            size: How many implicants; with fewer, it cannot be done.
        """
        number, rows = self.covers.shape
        return self._choices((1 << rows) - 1, (1 << number) - 1, size, [0.0] * rows)

    def _choices(
        self, open_: int, free: int, most: int, weights: Sequence[float], depth: int = 0
    ) -> Found:
        """The same for rows that are open and implicants that are free.

        Free implicants cover no rows that weigh more than 1 together, so that what is open needs
        as many as it weighs. Of the row with the fewest implicants each is tried, then banned.
        """
        rows = [*_ones(open_)]
        if sum(weights[row] for row in rows) > most + _SLACK:
            return 0, []
        if most == 1:
            last = [*_ones(reduce(and_, (self.implicants_of[row] for row in rows), free))]
            return len(last), [(one,) for one in last[: self.cap]]
        free &= reduce(or_, (self.implicants_of[row] for row in rows))
        key = (open_, free, most)
        if key in self.known or self.left <= 0:
            return self.known.get(key, (0, []))
        self.left -= 1
        if depth < _DEPTH:
            weights, free = self._weighed(rows, free, most)
        by_rest: dict[int, list[int]] = {}
        for one in _ones(min((self.implicants_of[row] & free for row in rows), key=int.bit_count)):
            by_rest.setdefault(open_ & ~self.rows_of[one], []).append(one)
        number, found = 0, list[tuple[int, ...]]()
        for rest, some in by_rest.items():
            free &= ~sum(1 << one for one in some)
            more, others = self._choices(rest, free, most - 1, weights, depth + 1)
            number += len(some) * more
            found += [(one, *other) for one in some for other in others][: self.cap - len(found)]
        self.known[key] = number, found
        return number, found

    def _weighed(self, rows: list[int], free: int, most: int) -> tuple[list[float], int]:
        """The greatest weights that there are, and the implicants that do not waste too much."""
        implicants, weights = [*_ones(free)], np.zeros(self.covers.shape[1])
        some = self.covers[np.ix_(implicants, rows)].astype(float)
        weights[rows] = linprog(-np.ones(len(rows)), csc_array(some), np.ones(len(implicants))).x
        useful = 1 - some @ weights[rows] <= most - weights[rows].sum() + _SLACK
        kept = (one for one, is_useful in zip(implicants, useful, strict=True) if is_useful)
        return weights.tolist(), sum(1 << one for one in kept)


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
