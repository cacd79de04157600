"""The minimiser against every term and every choice of terms, and against faults put into it."""

import random
import sys
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="numpy and scipy are in the extra 'analysis'")
optimize = pytest.importorskip("scipy.optimize", reason="numpy and scipy are in that extra")
minimiser = pytest.importorskip("fpcase.decisions.minimiser")

Configuration = tuple[int, ...]
Implicant = tuple[int | None, ...]
Table = tuple[Sequence[int], list[Configuration], list[Configuration]]


def random_table(seed: int, levels: Sequence[int], rows: int) -> Table:
    """Levels of conditions, and configurations that chance made positive or negative."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    drawn = [tuple(map(chance.randrange, levels)) for _ in range(rows)]
    codes = {one: chance.random() < 1 / 2 for one in drawn} | {drawn[0]: True}
    positive = [one for one, code in codes.items() if code]
    return levels, positive, [one for one, code in codes.items() if not code]


def covers(term: Implicant, one: Configuration) -> bool:
    """Whether a configuration has all that a term demands."""
    return all(level is None or level == own for level, own in zip(term, one, strict=True))


def primes(table: Table, fits: Any) -> list[Implicant]:  # noqa: ANN401 - what terms may be
    """Every shortest term that fits and holds of a positive configuration, by trying all."""
    found: set[Implicant] = set()
    places = range(len(table[0]))
    for row in table[1]:
        for size in range(len(places) + 1):
            for kept in combinations(places, size):
                term = tuple(row[n] if n in kept else None for n in places)
                if not any(all(o in (None, t) for o, t in zip(one, term, strict=True))
                           for one in found) and fits(term):  # fmt: skip
                    found.add(term)
    return sorted(found, key=str)


def check(tool: ModuleType, table: Table, *, complex_too: bool = True) -> None:
    """Implicants and models of a table are those that trying all of them finds."""
    levels, positive, negative = table
    every = list(product(*map(range, levels))) if complex_too else []
    spare = [one for one in every if one not in {*positive, *negative}]
    assumed = spare[::3]
    allowed = {*positive, *assumed}
    cases = [
        (
            tool.parsimonious(positive, negative),
            lambda term: not any(covers(term, one) for one in negative),
        ),
        (
            tool.within(positive, levels, assumed) if complex_too else None,
            lambda term: all(one in allowed for one in every if covers(term, one)),
        ),
    ]
    for implicants, fits in cases[: 1 + complex_too]:
        terms = primes(table, fits)
        assert sorted(map(implicants.term, range(len(implicants.terms))), key=str) == terms
        size, expected = next(
            (size, found)
            for size in range(1, len(positive) + 1)
            if (found := smallest(terms, positive, size))
        )
        models = tool.models(implicants, cap=100_000)
        assert (models.terms, models.bound, models.count) == (size, size, len(expected))
        assert not models.truncated
        assert sorted(map(sorted_terms, models.models)) == sorted(map(sorted_terms, expected))
        one = tool.models(implicants, cap=1)
        assert sorted_terms(one.models[0]) in list(map(sorted_terms, expected))


def check_all(tool: ModuleType) -> None:
    """A minimiser does right on tables of three or four conditions, some of three values."""
    for levels, number in (((2, 2, 3), 10), ((3, 2, 3), 10), ((2, 2, 2, 2), 20)):
        for n in range(number):
            check(tool, random_table(n % 6, levels, 4 + n // 2))


def smallest(terms: list[Implicant], rows: list[Configuration], size: int) -> list[Any]:
    """Every choice of so many terms that covers all rows."""
    bits = {term: sum(1 << n for n, one in enumerate(rows) if covers(term, one)) for term in terms}
    classes: dict[int, list[Implicant]] = {}
    for term, covered in bits.items():
        classes.setdefault(covered, []).append(term)
    whole, found = (1 << len(rows)) - 1, []
    for some in combinations(classes, size):
        joined = 0
        for one in some:
            joined |= one
        if joined == whole:
            found += list(product(*(classes[one] for one in some)))
    return found


def sorted_terms(model: Sequence[Implicant]) -> list[str]:
    """The terms of a model in order."""
    return sorted(map(str, model))


def test_implicants_and_models_are_those_that_trying_all_finds() -> None:
    """None is missed, none can be shortened, and their number is exact."""
    check_all(minimiser)


def counted(covers: Any) -> tuple[int, int]:  # noqa: ANN401 - an array of yes and no
    """How many implicants cover all rows, and in how many ways: from every set of rows."""
    bits = covers.astype(int) @ (1 << np.arange(covers.shape[1]))
    ways = np.zeros((1 << covers.shape[1], covers.shape[1] + 1), dtype=int)
    ways[0, 0] = 1
    rows = np.arange(len(ways))
    for one in bits:
        more = np.zeros_like(ways)
        np.add.at(more, rows | one, ways)
        ways[:, 1:] += more[:, :-1]
    size = int(np.flatnonzero(ways[-1])[0])
    return size, int(ways[-1, size])


@pytest.mark.parametrize("seeds", [8, pytest.param(300, marks=pytest.mark.long)])
def test_the_number_of_models_is_exact_where_there_are_many(seeds: int) -> None:
    """What is left open is met again by many ways; it is counted once, and for each of them."""
    for seed in range(seeds):
        _, positive, negative = random_table(seed, [2] * (5 + seed % 3), 50 if seed % 2 else 22)
        implicants = minimiser.parsimonious(positive[: 14 if seed % 2 else 11], negative)
        found = minimiser.models(implicants)
        assert (found.terms, found.count, found.truncated) == (*counted(implicants.covers), False)


@pytest.mark.parametrize("seeds", [3, pytest.param(60, marks=pytest.mark.long)])
def test_an_integer_programme_finds_no_smaller_model(seeds: int) -> None:
    """The proof does not rest on our search alone."""
    for seed in range(seeds):
        _, positive, negative = random_table(seed, [2] * 12, 50)
        implicants = minimiser.parsimonious(positive, negative)
        costs = np.ones(len(implicants.covers))
        each = optimize.LinearConstraint(implicants.covers.T.astype(float), lb=1)
        solved = optimize.milp(costs, constraints=each, integrality=costs, bounds=(0, 1))
        found = minimiser.models(implicants, cap=1)
        assert (found.terms, found.bound) == (round(solved.fun), round(solved.fun))


def test_all_models_of_up_to_twelve_conditions_are_found() -> None:
    """More conditions than that no question is asked of."""
    for conditions in (8, 12):
        check(minimiser, random_table(conditions, [2] * conditions, 7), complex_too=False)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("cube[:, 0] += cube[:, 1]", "pass"),
        ("cube[:, 1] &= ~known[:, 0]", "pass"),
        ("new = ~covered[:, :place].any(axis=1)", "new = np.ones(len(covered), dtype=bool)"),
        ("free &= ~sum(1 << one for one in some)", "pass"),
        ("free, most - 1", "free, most"),
        ("len(some) * more", "more"),
    ],
)
def test_a_fault_in_the_minimiser_is_found(right: str, wrong: str) -> None:
    """A check that passes whatever the minimiser does would be no check."""
    source = Path(minimiser.__file__).read_text(encoding="utf-8")
    assert right in source
    faulty = ModuleType("faulty")
    exec(source.replace(right, wrong), vars(faulty))  # noqa: S102 - our own code
    with pytest.raises((AssertionError, TypeError)):
        check_all(faulty)


def test_a_search_that_gives_up_says_so_and_says_what_is_proven() -> None:
    """The number is what was found so far, and a model is listed all the same."""
    every = list(product((0, 1), repeat=4))
    positive = [one for one in every if sum(one) in {1, 2}]
    negative = [one for one in every if sum(one) not in {1, 2}]
    implicants = minimiser.parsimonious(positive, negative)
    whole = minimiser.models(implicants)
    for steps in (1, 3):
        part = minimiser.models(implicants, steps=steps)
        assert part.truncated
        assert part.count <= whole.count
        assert part.bound <= whole.terms <= part.terms
        assert all(any(covers(term, one) for term in part.models[0]) for one in positive)


def test_the_smallest_number_of_terms_is_proven_at_eighteen_conditions_and_a_hundred_rows() -> None:
    """In two and a half seconds of processor time."""
    _, positive, negative = random_table(3, [2] * 18, 100)
    begin = process_time()
    found = minimiser.models(minimiser.parsimonious(positive, negative), cap=1)
    took = process_time() - begin
    assert found.terms == found.bound
    assert took < (2.5 if sys.gettrace() is None else 60)  # a tracer slows every line
