"""The exact minimiser: prime implicants of configurations, and all smallest models of them.

A configuration is a tuple of levels, one for each condition; an implicant is one with None in the
place of each condition that it leaves open.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import compress, islice, product
from math import ceil
from operator import and_, or_

import attrs
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

from fpcase.decisions.configurations import Configuration, Implicant, Models

_SLACK, _CHUNK, _DEPTH, _STEPS_OF_WEIGHING, _IMPLICANTS_A_STEP = 1e-7, 1000, 4, 50, 500
MOST_MODELS, MOST_STEPS = 20, 500_000
"""How many models are listed, and after how many steps all searches for them give up.

A step counts once more for every 500 implicants that it has to look through.
"""
Found = tuple[int, list[tuple[int, ...]]]


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
    size = len(positive[0])
    against = np.array(negative).reshape(-1, size)

    def allowed(row: np.ndarray) -> np.ndarray:
        """The subsets of conditions on which a row agrees with no negative one."""
        agreeing = np.bincount(_bits(against == row), minlength=1 << size) > 0
        return ~np.asarray(_over_supersets(agreeing, np.logical_or))

    return _primes(np.array(positive), len(positive), allowed)


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
    rows, whole = np.array([*positive, *assumed]), np.ones(1, dtype=np.int64)
    for one in levels:  # how many configurations a term has that leaves these conditions open
        whole = np.concatenate([whole * one, whole])

    def allowed(row: np.ndarray) -> np.ndarray:
        """The subsets of conditions on which all that agrees with a row is positive."""
        agreeing = np.bincount(_bits(rows == row), minlength=len(whole))
        return np.asarray(_over_supersets(agreeing, np.add) == whole)

    return _primes(rows, len(positive), allowed)


def _over_supersets(values: np.ndarray, join: np.ufunc) -> np.ndarray:
    """Of each set of conditions, the values of all sets that contain it, joined."""
    for one in range(len(values).bit_length() - 1):
        cube = values.reshape(-1, 2, 1 << one)
        join(cube[:, 0], cube[:, 1], out=cube[:, 0])
    return values


def _bits(same: np.ndarray) -> np.ndarray:
    """Rows of yes and no as numbers, the first column the lowest bit."""
    return same.astype(np.int64) @ (1 << np.arange(same.shape[1], dtype=np.int64))


def _primes(
    rows: np.ndarray, positive: int, allowed: Callable[[np.ndarray], np.ndarray]
) -> Implicants:
    """The smallest subsets of conditions that are allowed, of each row; each implicant once."""
    terms, covers = [], []
    for place, row in enumerate(rows[:positive]):
        least = allowed(row)
        valid = least.copy()
        for one in range(len(row)):
            cube, known = (each.reshape(-1, 2, 1 << one) for each in (least, valid))
            cube[:, 1] &= ~known[:, 0]
        subsets = np.flatnonzero(least)[:, None]
        covered = subsets & ~_bits(rows[:positive] == row) == 0
        new = ~covered[:, :place].any(axis=1)
        terms.append(np.where(subsets[new] >> np.arange(len(row)) & 1, row, -1))
        covers.append(covered[new])
    return Implicants(np.concatenate(terms), np.concatenate(covers))


def models(of: Implicants, *, cap: int = MOST_MODELS, steps: int = MOST_STEPS) -> Models:
    """All smallest models: their number, and the first of them.

    Args:
        of: The prime implicants; together they cover all positive configurations.
        cap: How many models to list at most; with 1, no others are sought.
        steps: After how many steps in all the searches give up.

    >>> found = models(parsimonious([(1, 1), (1, 0)], [(0, 0)]))
    >>> found.terms, found.count, found.models
    (1, 1, (((1, None),),))
    """
    best = _undominated(of.covers)
    choice = np.unique(of.covers[best].argmax(axis=0)).tolist()  # one implicant for each row
    search = _Search(of.covers[best], 1, steps)
    bound = search.fewest()
    while bound < len(choice):
        _, smaller = search.covers_of(len(choice) - 1)
        if smaller:
            choice = [next(_ones(some)) for some in smaller[0]]
        elif search.left > 0:
            bound = len(choice)
        else:
            break
    number, found = 1, [tuple(1 << int(best[place]) for place in choice)]
    if cap > 1:
        search = _Search(of.covers, cap, search.left)
        number, every = search.covers_of(len(choice))
        found = every or found
    listed = (places for one in found for places in product(*map(_ones, one)))
    return Models(
        terms=len(choice),
        bound=bound,
        count=max(number, 1),
        truncated=search.left <= 0,
        models=tuple(tuple(map(of.term, places)) for places in islice(listed, cap)),
    )


def _undominated(covers: np.ndarray) -> np.ndarray:
    """One of those implicants that cover the same, where no other covers more."""
    _, first = np.unique(np.packbits(covers, axis=1), axis=0, return_index=True)
    some = covers[first]
    size, whole = some.sum(axis=1), some.astype(np.float32)
    parts = (slice(n, n + _CHUNK) for n in range(0, len(some), _CHUNK))
    less = [((whole[o] @ whole.T == size[o, None]) & (size > size[o, None])).any(1) for o in parts]
    return np.asarray(first[~np.concatenate(less)])


def _numbers(covers: np.ndarray) -> list[int]:
    """Each row of yes and no as one number, the first the lowest bit."""
    packed = np.packbits(covers, axis=1, bitorder="little")
    return [int.from_bytes(one.tobytes(), "little") for one in packed]


@attrs.define(eq=False)
class _Search:
    """The search for choices of implicants that cover all rows.

    Attributes:
        covers: Implicant, row -> whether it is covered.
        cap: How many choices to list; with 1, the search ends at the first.
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

    def covers_of(self, size: int) -> Found:
        """How many choices of so many implicants cover all rows, and the first of them.

        Each choice is listed as bits: any one of the implicants that each number names.

        Args:
            size: How many implicants; with fewer, it cannot be done.
        """
        number, rows = self.covers.shape
        return self._smallest((1 << rows) - 1, (1 << number) - 1, size, [0.0] * rows)

    def fewest(self) -> int:
        """As many implicants as the rows weigh together: fewer cannot cover them."""
        number, rows = self.covers.shape
        weights, _ = self._weighed([*range(rows)], (1 << number) - 1, rows)
        return ceil(sum(weights) - _SLACK)

    def _smallest(
        self, open_: int, free: int, most: int, weights: Sequence[float], depth: int = 0
    ) -> Found:
        """The same for rows that are open and implicants that are free.

        Free implicants cover no rows that weigh more than 1 together, so that what is open needs
        as many as it weighs. Of the row with the fewest implicants each is tried, then banned.
        """
        rows = [*_ones(open_)]
        if not rows or sum(weights[row] for row in rows) > most + _SLACK:
            return (0, []) if rows else (1, [()])
        if most == 1:
            last = reduce(and_, (self.implicants_of[row] for row in rows), free)
            return last.bit_count(), [(last,)] * bool(last)
        free &= reduce(or_, (self.implicants_of[row] for row in rows))
        key = (open_, free, most)
        if key in self.known or self.left <= 0:
            return self.known.get(key, (0, []))
        self.left -= 1 + len(self.rows_of) // _IMPLICANTS_A_STEP
        if depth < _DEPTH:
            weights, free = self._weighed(rows, free, most)
        by_rest: dict[int, int] = {}
        for one in _ones(min((self.implicants_of[row] & free for row in rows), key=int.bit_count)):
            rest = open_ & ~self.rows_of[one]
            by_rest[rest] = by_rest.get(rest, 0) | 1 << one
        number, found = 0, list[tuple[int, ...]]()
        left = {rest: sum(weights[row] for row in _ones(rest)) for rest in by_rest}
        for rest, some in sorted(by_rest.items(), key=lambda one: left[one[0]]):
            free &= ~some
            more, others = self._smallest(rest, free, most - 1, weights, depth + 1)
            number += some.bit_count() * more
            found += [(some, *one) for one in others[: self.cap - len(found)]]
            if len(found) == self.cap == 1:
                break
        self.known[key] = number, found
        return number, found

    def _weighed(self, rows: list[int], free: int, most: int) -> tuple[list[float], int]:
        """The greatest weights that there are, and the implicants that do not waste too much."""
        self.left -= _STEPS_OF_WEIGHING
        implicants, weights = [*_ones(free)], np.full(self.covers.shape[1], most + 1.0)
        some = self.covers[implicants][:, rows].astype(float)
        weights[rows] = linprog(-np.ones(len(rows)), csc_array(some), np.ones(len(implicants))).x
        useful = 1 - some @ weights[rows] <= most - weights[rows].sum() + _SLACK
        return weights.tolist(), sum(1 << one for one in compress(implicants, useful))


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
