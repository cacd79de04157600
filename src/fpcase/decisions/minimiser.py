"""The exact minimiser: prime implicants of configurations, and all smallest models of them.

A configuration is a tuple of levels, one for each condition; an implicant is one with None in the
place of each condition that it leaves open.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from math import ceil, prod

import attrs
import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from fpcase.decisions.configurations import Configuration, Implicant, Models

_SLACK, _CHUNK, _DEPTH = 1e-7, 1000, 3
MOST_MODELS, MOST_NODES, FEW, MOST_STEPS = 20, 2_000, 12, (500_000, 10_000)
"""How many models are listed, after how many steps the proof of the smallest number of terms gives
up, and the search for all models: of few conditions, and of more."""


@attrs.frozen(kw_only=True, eq=False)
class Implicants:
    """Prime implicants.

    Attributes:
        terms: Implicant, condition -> the level that it demands; -1 if it leaves that open.
        covers: Implicant, positive configuration -> whether it is covered.
    """

    terms: np.ndarray
    covers: np.ndarray

    def of(self, places: np.ndarray) -> list[Implicant]:
        """Some implicants, in order.

        Args:
            places: Their numbers.
        """
        rows = self.terms[places].tolist()
        return sorted((tuple(None if v < 0 else v for v in row) for row in rows), key=str)


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
    return Implicants(terms=np.concatenate(terms), covers=np.concatenate(covers))


def models(of: Implicants, *, cap: int = MOST_MODELS, steps: int | None = None) -> Models:
    """All smallest models, or the first of them with their number.

    Their size is proven by an integer programme; then a search takes the configuration that the
    fewest implicants cover, tries each of these in turn, and bans those that were tried.
    Implicants that cover the same count as one class.

    Args:
        of: The prime implicants; together they cover all positive configurations.
        cap: How many models to list at most.
        steps: After how many steps the search gives up; with none, only one model is sought.

    >>> found = models(parsimonious([(1, 1), (1, 0)], [(0, 0)]))
    >>> found.terms, found.count, found.models
    (1, 1, (((1, None),),))
    """
    packed, classes = np.unique(np.packbits(of.covers, axis=1), axis=0, return_inverse=True)
    covers = np.unpackbits(packed, axis=1, count=of.covers.shape[1]).astype(bool)
    best = np.flatnonzero(~_dominated(covers))
    one_each = LinearConstraint(csc_array(covers[best].T.astype(float)), lb=1)
    limits = {"node_limit": MOST_NODES, "mip_rel_gap": 0}
    costs = np.ones(len(best))
    solved = milp(costs, constraints=one_each, integrality=costs, bounds=(0, 1), options=limits)
    chosen = tuple(map(int, best[solved.x > 1 / 2]))
    found, count, left = {chosen: None}, 0, 0
    if steps != 0:
        limit = MOST_STEPS[of.terms.shape[1] > FEW] if steps is None else steps
        rows_of, classes_of = (list(map(_number, each)) for each in (covers, covers.T))
        search, every = _Search(covers, rows_of, classes_of, limit), (1 << len(covers)) - 1
        sizes = np.bincount(classes.reshape(-1))
        for some in search.smallest((1 << covers.shape[1]) - 1, every, len(chosen)):
            count += prod(int(sizes[one]) for one in some)
            if len(found) < cap:
                found[tuple(sorted(some))] = None
        left = search.left
    members = (map(of.of, (np.flatnonzero(classes.reshape(-1) == one) for one in some))
               for some in found)  # fmt: skip
    listed = (model for some in members for model in product(*some))
    return Models(
        terms=len(chosen),
        bound=ceil(solved.mip_dual_bound - 1e-6),
        count=max(count, 1),
        truncated=left <= 0,
        models=tuple(islice(listed, cap)),
    )


def _dominated(covers: np.ndarray) -> np.ndarray:
    """Which classes cover less than another does."""
    size, whole = covers.sum(axis=1), covers.astype(np.float32)
    parts = range(0, len(covers), _CHUNK)
    shared = ((whole[n : n + _CHUNK] @ whole.T, size[n : n + _CHUNK, None]) for n in parts)
    return np.concatenate([((some == own) & (size > own)).any(axis=1) for some, own in shared])


def _number(bits: np.ndarray) -> int:
    """A row of yes and no as one number, the first the lowest bit."""
    return int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")


@attrs.define
class _Search:
    """The search for all smallest models.

    Attributes:
        covers: Class, configuration -> whether it is covered.
        rows_of: Class -> the configurations that it covers, as bits.
        classes_of: Configuration -> the classes that cover it, as bits.
        left: How many steps it may still take.
    """

    covers: np.ndarray
    rows_of: list[int]
    classes_of: list[int]
    left: int

    def smallest(
        self, open_: int, free: int, most: int, weights: Sequence[float] = (), depth: int = 0
    ) -> Iterator[tuple[int, ...]]:
        """Every choice of at most so many free classes that covers what is open.

        Args:
            open_: The configurations, as bits.
            free: The classes, as bits.
            most: How many classes it may take.
            weights: Configuration -> its weight; no free class covers configurations of more than
                1 together, so that what is open needs as many classes as it weighs.
            depth: How many classes were chosen before.
        """
        self.left -= 1
        if not open_:
            yield ()
            return
        if depth < _DEPTH:
            weights, free = self._weighed(open_, free, most)
        if min(self.left, most) > 0 and sum(weights[row] for row in _ones(open_)) <= most + _SLACK:
            choices = (self.classes_of[row] & free for row in _ones(open_))
            for one in _ones(min(choices, key=int.bit_count)):
                free &= ~(1 << one)
                rest = open_ & ~self.rows_of[one]
                for others in self.smallest(rest, free, most - 1, weights, depth + 1):
                    yield (one, *others)

    def _weighed(self, open_: int, free: int, most: int) -> tuple[list[float], int]:
        """The greatest weights that there are, and the classes that do not waste too much.

        Some free class covers each row: of the row with the fewest, one is always chosen.
        """
        rows, classes = (np.array(list(_ones(bits)), dtype=int) for bits in (open_, free))
        self.left -= 200 + 2 * len(classes)
        weights = np.full(self.covers.shape[1], most + 1.0)
        some = self.covers[classes][:, rows].astype(float)
        weights[rows] = linprog(-np.ones(len(rows)), A_ub=some, b_ub=np.ones(len(classes))).x
        useful = 1 - some @ weights[rows] <= most - weights[rows].sum() + _SLACK
        return weights.tolist(), sum(1 << int(one) for one in classes[useful])


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
