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

from fpcase.decisions.configurations import Configuration, Implicant

_SLACK, _CHUNK = 1e-7, 1000
MOST_MODELS, MOST_NODES, FEW, MOST_STEPS = 20, 2_000, 12, (500_000, 20_000)
"""How many models are listed, after how many steps the proof of the smallest number of terms gives
up, and the search for all models: of few conditions, and of more."""


@attrs.frozen(kw_only=True)
class Models:
    """The smallest sets of implicants that cover all positive configurations.

    Attributes:
        terms: How many implicants each has.
        bound: How many it takes at least, as far as that is proven.
        count: How many such models there are; so many were found, if the search was truncated.
        truncated: Whether the search for all of them gave up.
        models: The first of them.
    """

    terms: int
    bound: int
    count: int
    truncated: bool
    models: tuple[tuple[Implicant, ...], ...]


@attrs.frozen(kw_only=True, eq=False)
class Implicants:
    """Prime implicants, those that cover the same positive configurations as one class.

    Attributes:
        positive: The positive configurations.
        places: Implicant -> a configuration that it covers.
        kept: Implicant -> the conditions that it does not leave open, as bits.
        classes: Implicant -> its class.
        covers: Class, configuration -> whether it is covered.
    """

    positive: np.ndarray
    places: np.ndarray
    kept: np.ndarray
    classes: np.ndarray
    covers: np.ndarray

    def members(self, one: int) -> list[Implicant]:
        """The implicants of a class.

        Args:
            one: The class.
        """
        inside = np.flatnonzero(self.classes == one)
        rows = ((self.positive[self.places[n]], int(self.kept[n])) for n in inside)
        return sorted(
            (
                tuple(int(v) if kept >> c & 1 else None for c, v in enumerate(row))
                for row, kept in rows
            ),
            key=str,
        )

    def all(self) -> set[Implicant]:
        """Every prime implicant."""
        return {one for number in range(len(self.covers)) for one in self.members(number)}


def parsimonious(
    positive: Sequence[Configuration], negative: Sequence[Configuration]
) -> Implicants:
    """The shortest terms that hold of some positive configuration and of no negative one.

    Args:
        positive: The positive configurations.
        negative: The negative ones; all others may be counted in.

    >>> parsimonious([(1, 1), (1, 0)], [(0, 0)]).all() == {(1, None), (None, 1)}
    True
    """
    size = len(positive[0])
    rows, against = np.array(positive), np.array(negative).reshape(-1, size)

    def allowed(row: np.ndarray) -> np.ndarray:
        """The subsets of conditions on which a row agrees with no negative one."""
        blocked = np.zeros(1 << size, dtype=bool)
        blocked[_bits(against == row)] = True
        for one in range(size):
            cube = blocked.reshape(-1, 2, 1 << one)
            cube[:, 0] |= cube[:, 1]
        return ~blocked

    return _primes(rows, allowed)


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

    >>> within([(1, 1), (1, 0), (0, 0)], [2, 2]).all() == {(1, None), (None, 0)}
    True
    """
    rows = np.array([*positive, *assumed])
    whole = np.ones(1, dtype=np.int64)
    for one in levels:  # how many configurations a term has that leaves these conditions open
        whole = np.concatenate([whole * one, whole])

    def allowed(row: np.ndarray) -> np.ndarray:
        """The subsets of conditions on which all that agrees with a row is positive."""
        agreeing = np.bincount(_bits(rows == row), minlength=len(whole))
        for one in range(len(levels)):
            cube = agreeing.reshape(-1, 2, 1 << one)
            cube[:, 0] += cube[:, 1]
        return np.asarray(agreeing == whole)

    return _primes(rows[: len(positive)], allowed)


def _bits(same: np.ndarray) -> np.ndarray:
    """Rows of yes and no as numbers, the first column the lowest bit."""
    return same.astype(np.int64) @ (1 << np.arange(same.shape[1], dtype=np.int64))


def _primes(rows: np.ndarray, allowed: Callable[[np.ndarray], np.ndarray]) -> Implicants:
    """The smallest subsets of conditions that are allowed, of each row; each implicant once."""
    places, kept, covers = [], [], []
    for place, row in enumerate(rows):
        valid = allowed(row)
        least = valid.copy()
        for one in range(rows.shape[1]):
            cube = least.reshape(-1, 2, 1 << one)
            cube[:, 1] &= ~valid.reshape(-1, 2, 1 << one)[:, 0]
        subsets = np.flatnonzero(least)
        covered = subsets[:, None] & ~_bits(rows == row) == 0
        new = ~covered[:, :place].any(axis=1)
        places.append(np.full(new.sum(), place))
        kept.append(subsets[new])
        covers.append(np.packbits(covered[new], axis=1))
    found, classes = np.unique(np.concatenate(covers), axis=0, return_inverse=True)
    return Implicants(
        positive=rows,
        places=np.concatenate(places),
        kept=np.concatenate(kept),
        classes=classes.reshape(-1),
        covers=np.unpackbits(found, axis=1, count=len(rows)).astype(bool),
    )


def models(of: Implicants, *, cap: int = MOST_MODELS, steps: int | None = None) -> Models:
    """All smallest models, or the first of them with their number.

    Their size is proven by an integer programme; then a search takes the configuration that the
    fewest classes cover, tries each of these in turn, and bans those that were tried.

    Args:
        of: The prime implicants; together they cover all positive configurations.
        cap: How many models to list at most.
        steps: After how many steps the search gives up; with none, only one model is sought.

    >>> found = models(parsimonious([(1, 1), (1, 0)], [(0, 0)]))
    >>> found.terms, found.count, found.models
    (1, 1, (((1, None),),))
    """
    best = of.covers[~_dominated(of.covers)]
    one_each = LinearConstraint(csc_array(best.T.astype(float)), lb=1)
    limits = {"node_limit": MOST_NODES, "mip_rel_gap": 0}
    costs = np.ones(len(best))
    solved = milp(costs, constraints=one_each, integrality=costs, bounds=(0, 1), options=limits)
    chosen, bound = best[solved.x > 1 / 2], ceil(solved.mip_dual_bound - 1e-6)
    if steps == 0:
        members = ((of.covers == one).all(axis=1).argmax() for one in chosen)
        model = tuple(of.members(int(one))[0] for one in members)
        return Models(terms=len(chosen), bound=bound, count=1, truncated=True, models=(model,))
    weights = linprog(-np.ones(best.shape[1]), A_ub=best.astype(float), b_ub=costs).x
    spare = len(chosen) - weights.sum() + _SLACK
    useful = np.flatnonzero(1 - of.covers @ weights <= spare)  # others waste too much of the rows
    covers = of.covers[useful]
    search = _Search(
        covers=[_number(one) for one in covers],
        by_row=[_number(one) for one in covers.T],
        weights=[float(one) for one in weights],
        left=MOST_STEPS[of.positive.shape[1] > FEW] if steps is None else steps,
    )
    sizes = np.bincount(of.classes)[useful]
    known = (int(np.flatnonzero((of.covers == one).all(axis=1))[0]) for one in chosen)
    found, count = {tuple(sorted(known)): None}, 0
    rows, free = _number(np.ones(best.shape[1])), _number(np.ones(len(useful)))
    for some in search.smallest(rows, free, len(chosen)):
        count += prod(int(sizes[one]) for one in some)
        if len(found) < cap:
            found[tuple(sorted(int(useful[one]) for one in some))] = None
    listed = (model for some in found for model in product(*map(of.members, some)))
    return Models(
        terms=len(chosen),
        bound=bound,
        count=max(count, 1),
        truncated=search.left <= 0,
        models=tuple(islice(listed, cap)),
    )


def _dominated(covers: np.ndarray) -> np.ndarray:
    """Which classes cover less than another does."""
    size, whole = covers.sum(axis=1), covers.astype(np.float32)
    return np.concatenate(
        [
            ((whole[n : n + _CHUNK] @ whole.T == size[n : n + _CHUNK, None])
             & (size > size[n : n + _CHUNK, None])).any(axis=1)
            for n in range(0, len(covers), _CHUNK)
        ]
    )  # fmt: skip


def _number(bits: np.ndarray) -> int:
    """A row of yes and no as one number, the first the lowest bit."""
    return int.from_bytes(np.packbits(bits.astype(bool), bitorder="little").tobytes(), "little")


@attrs.define(kw_only=True)
class _Search:
    """The search for all smallest models.

    Attributes:
        covers: Class -> the configurations that it covers, as bits.
        by_row: Configuration -> the classes that cover it, as bits.
        weights: Configuration -> its weight; no class covers configurations of more than 1
            together, so that what is open needs as many classes as it weighs.
        left: How many steps it may still take.
    """

    covers: list[int]
    by_row: list[int]
    weights: list[float]
    left: int

    def smallest(self, open_: int, free: int, most: int) -> Iterator[tuple[int, ...]]:
        """Every choice of at most so many free classes that covers what is open."""
        self.left -= 1
        if not open_:
            yield ()
        elif self.left > 0 and (choices := self._fewest(open_, free, most)) is not None:
            for one in _ones(choices):
                free &= ~(1 << one)
                for others in self.smallest(open_ & ~self.covers[one], free, most - 1):
                    yield (one, *others)

    def _fewest(self, open_: int, free: int, most: int) -> int | None:
        """The classes of the row that the fewest cover; None if more than `most` are needed.

        Rows no two of which share a class need one each, too.
        """
        if sum(self.weights[row] for row in _ones(open_)) > most + _SLACK:
            return None
        rows = sorted((self.by_row[row] & free for row in _ones(open_)), key=int.bit_count)
        apart = used = 0
        for classes in rows:
            if not classes & used:
                apart += 1
                used |= classes
        return None if apart > most else rows[0]


def _ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
