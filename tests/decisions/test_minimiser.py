"""The minimiser against every term and every choice of terms."""

import sys
from collections.abc import Sequence
from itertools import combinations, product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

np = pytest.importorskip("numpy", reason="numpy and scipy are in the extra 'analysis'")
minimiser = pytest.importorskip("fpcase.decisions.minimiser")

Configuration = tuple[int, ...]
Implicant = tuple[int | None, ...]


def covers(term: Implicant, one: Configuration) -> bool:
    """Whether a configuration has all that a term demands."""
    return all(level is None or level == own for level, own in zip(term, one, strict=True))


def shorter(term: Implicant) -> list[Implicant]:
    """A term without one of its demands."""
    return [
        tuple(None if place == gone else level for place, level in enumerate(term))
        for gone, demand in enumerate(term)
        if demand is not None
    ]


@st.composite
def truth_tables(
    draw: st.DrawFn, levels: Sequence[int] = (2, 2, 3)
) -> tuple[Sequence[int], list[Configuration], list[Configuration]]:
    """Levels of conditions, with positive and negative configurations; others are remainders."""
    every = list(product(*(range(number) for number in levels)))
    codes = draw(st.lists(st.sampled_from("10?"), min_size=len(every), max_size=len(every)))
    told = list(zip(every, codes, strict=True))
    positive = [one for one, code in told if code == "1"]
    negative = [one for one, code in told if code == "0"]
    return levels, positive or every[:1], [one for one in negative if one not in every[:1]]


TABLES = st.one_of(truth_tables(), truth_tables((2, 2, 2, 2)))


@settings(max_examples=120)
@given(table=TABLES)
def test_parsimonious_implicants_are_all_shortest_terms_without_a_negative(
    table: tuple[Sequence[int], list[Configuration], list[Configuration]],
) -> None:
    """No term that holds of no negative configuration is missed, and none can be shortened."""
    levels, positive, negative = table

    def fits(term: Implicant) -> bool:
        return not any(covers(term, one) for one in negative)

    every = product(*([None, *range(number)] for number in levels))
    expected = {
        term
        for term in every
        if fits(term)
        and any(covers(term, one) for one in positive)
        and not any(map(fits, shorter(term)))
    }
    assert minimiser.parsimonious(positive, negative).all() == expected


@settings(max_examples=120)
@given(table=TABLES, data=st.data())
def test_complex_implicants_are_all_shortest_terms_within_the_positive(
    table: tuple[Sequence[int], list[Configuration], list[Configuration]], data: st.DataObject
) -> None:
    """They hold of no configuration but positive ones, and those that may be counted in."""
    levels, positive, negative = table
    every = list(product(*(range(number) for number in levels)))
    spare = [one for one in every if one not in {*positive, *negative}]
    assumed = data.draw(st.lists(st.sampled_from(spare), unique=True)) if spare else []
    allowed = {*positive, *assumed}

    def fits(term: Implicant) -> bool:
        return all(one in allowed for one in every if covers(term, one))

    expected = {
        term
        for term in product(*([None, *range(number)] for number in levels))
        if fits(term)
        and any(covers(term, one) for one in positive)
        and not any(map(fits, shorter(term)))
    }
    assert minimiser.within(positive, levels, assumed).all() == expected


@settings(max_examples=80)
@given(table=TABLES)
def test_models_are_all_smallest_choices_of_implicants(
    table: tuple[Sequence[int], list[Configuration], list[Configuration]],
) -> None:
    """Their number is exact, each is listed once, and no smaller choice covers all."""
    levels, positive, negative = table
    for implicants in (
        minimiser.parsimonious(positive, negative),
        minimiser.within(positive, levels),
    ):
        terms = sorted(implicants.all(), key=str)
        expected: set[frozenset[Implicant]] = set()
        for size in range(1, len(positive) + 1):
            expected = {
                frozenset(some)
                for some in combinations(terms, size)
                if all(any(covers(term, one) for term in some) for one in positive)
            }
            if expected:
                break
        found = minimiser.models(implicants, cap=1000)
        assert (found.terms, found.bound, found.count) == (size, size, len(expected))
        assert not found.truncated
        assert {frozenset(model) for model in found.models} == expected
        assert len(found.models) == len(expected)
        one = minimiser.models(implicants, steps=0)
        assert (one.terms, frozenset(one.models[0]) in expected) == (size, True)


def test_a_search_that_gives_up_says_so_and_lists_the_proven_model() -> None:
    """The number is what was found so far."""
    every = list(product((0, 1), repeat=4))
    positive = [one for one in every if sum(one) in {1, 2}]
    negative = [one for one in every if sum(one) not in {1, 2}]
    implicants = minimiser.parsimonious(positive, negative)
    whole = minimiser.models(implicants)
    part = minimiser.models(implicants, steps=3)
    assert part.truncated
    assert part.count <= whole.count
    assert part.terms == whole.terms
    assert len(minimiser.models(implicants, cap=1).models) == 1


def random_table(conditions: int, rows: int) -> tuple[list[Configuration], list[Configuration]]:
    """Configurations that chance made positive or negative."""
    chance = np.random.default_rng(1)
    every = list({tuple(map(int, row)) for row in chance.integers(0, 2, (rows, conditions))})
    codes = chance.integers(0, 2, len(every))
    return (
        [one for one, code in zip(every, codes, strict=True) if code],
        [one for one, code in zip(every, codes, strict=True) if not code],
    )


def test_all_models_of_twelve_conditions_are_counted() -> None:
    """More conditions than that no question is asked of."""
    found = minimiser.models(minimiser.parsimonious(*random_table(12, 40)))
    assert not found.truncated
    assert found.count >= len(found.models)
    assert found.terms == found.bound


def test_the_smallest_number_of_terms_is_proven_at_eighteen_conditions_and_a_hundred_rows() -> None:
    """In two and a half seconds of processor time."""
    table = random_table(18, 100)
    begin = process_time()
    found = minimiser.models(minimiser.parsimonious(*table))
    took = process_time() - begin
    assert found.terms == found.bound
    assert took < (2.5 if sys.gettrace() is None else 60)  # a tracer slows every line
