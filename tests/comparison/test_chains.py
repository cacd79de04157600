"""Chains: who states them in full, where they are pieced together, and whether they can hold."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import cases, claim, synthetic_case

import fpcase
from fpcase.comparison.chains import Chain, Telling, chains_between
from fpcase.diagrams import bundles, causal_diagram
from fpcase.diagrams.effects import Fault, guard
from fpcase.model import CausalClaim, Condition
from fpcase.model.dates import span
from fpcase.model.ids import VariableId
from fpcase.statements import Bundles, Position, scope_of
from fpcase.statements.record import spans_overlap


def when(variable: str, value: str) -> Condition:
    """A condition."""
    return Condition(variable=VariableId(variable), value=value)


def found_in(
    authors: Mapping[str, Iterable[str | CausalClaim]],
    ends: tuple[str, str],
    telling: Telling = Telling.POOLED,
    **bounds: Any,  # noqa: ANN401 - passed on
) -> tuple[tuple[Chain, ...], str]:
    """The chains between two variables of a made-up case."""
    diagram = causal_diagram(synthetic_case(authors))
    drawn = diagram.graph["authors"]
    return chains_between(bundles(diagram), drawn, *ends, telling=telling, **bounds)


def drawn(case: fpcase.Case) -> tuple[Bundles, tuple[str, ...]]:
    """What carries chains in a case, and its authors."""
    return bundles(causal_diagram(case)), tuple(case.explanations)


def test_a_pooled_chain_says_who_tells_it_whole_and_where_its_seams_are() -> None:
    """Worked by hand: doe tells a-b-c, roe c-d-e, poe only the middle."""
    authors = {
        "doe-2001": ["a + b", "b - c"],
        "poe-2003": ["b - c", "c + d"],
        "roe-2002": ["c + d", "d - e"],
    }
    ((chain,), _) = found_in(authors, ("a", "e"))
    assert chain.nodes == ("a", "b", "c", "d", "e")
    assert len(chain) == 4
    assert chain.signs == (Position.PLUS,)
    assert chain.told_whole_by == ()
    assert [(s.author, s.nodes) for s in chain.stretches] == [
        ("doe-2001", ("a", "b", "c")),
        ("roe-2002", ("c", "d", "e")),
    ]
    assert chain.seams == ("c",)
    assert chain.claims[0] == "doe-2001/c1"
    assert chain.clash is None


def test_the_three_tellings_are_never_mixed() -> None:
    """What nobody argues whole must not pass for what somebody argues."""
    authors = {"doe-2001": ["a + b", "b + z"], "roe-2002": ["a + c", "b - z", "c + z"]}
    pooled, _ = found_in(authors, ("a", "z"), Telling.POOLED)
    union, _ = found_in(authors, ("a", "z"), Telling.UNION_OF_WITHINS)
    assert [chain.nodes for chain in pooled] == [("a", "b", "z"), ("a", "c", "z")]
    assert [chain.told_whole_by for chain in union] == [("doe-2001",), ("roe-2002",)]
    assert pooled[0].signs == (Position.PLUS, Position.MINUS)
    assert union[0].signs == (Position.PLUS,)


@settings(max_examples=40, deadline=None)
@given(case=cases())
def test_the_union_of_withins_is_the_pooled_chains_that_somebody_tells_whole(
    case: fpcase.Case,
) -> None:
    """Two ways to the same chains; and a chain has one stretch only if it is stated in full."""
    found, authors = drawn(case)
    for ends in (("a", "b"), ("c", "f")):
        pooled, _ = chains_between(found, authors, *ends)
        union, _ = chains_between(found, authors, *ends, telling=Telling.UNION_OF_WITHINS)
        whole = [chain for chain in pooled if chain.told_whole_by]
        assert [c.nodes for c in union] == [c.nodes for c in whole]
        assert [c.told_whole_by for c in union] == [c.told_whole_by for c in whole]
        for chain in pooled:
            assert (len(chain.stretches) == 1) is bool(chain.told_whole_by)
            joined = chain.nodes[:1] + tuple(n for s in chain.stretches for n in s.nodes[1:])
            assert joined == chain.nodes


def test_a_cap_is_named_and_chains_come_shortest_first() -> None:
    """What is left out must be said, and must not depend on chance."""
    authors = {"doe-2001": ["a + z", "a + b", "b + z", "a + c", "c + z"]}
    found, because = found_in(authors, ("a", "z"), limit=2)
    assert [chain.nodes for chain in found] == [("a", "z"), ("a", "b", "z")]
    assert because == "its limit of 2 chains"
    assert not found_in(authors, ("a", "z"), limit=3)[1]
    _, hurried = found_in(authors, ("a", "z"), budget=2)
    assert hurried == "its limit of 2 steps"
    union = {**authors, "roe-2002": ["a + d", "d + z", "a + e", "e + z"]}
    both, because = found_in(union, ("a", "z"), Telling.UNION_OF_WITHINS, limit=3)
    assert (len(both), because) == (3, "its limit of 3 chains")


def in_order(*claims: CausalClaim) -> Chain:
    """A chain of one claim a step."""
    case = synthetic_case({"doe-2001": claims})
    found, authors = drawn(case)
    ends = (str(claims[0].cause), str(claims[-1].effect))
    return chains_between(found, authors, *ends)[0][0]


def test_a_guard_reports_conditions_that_exclude_each_other() -> None:
    """Two halves that hold in different worlds make no chain."""
    calm = [when("war", "no")]
    war = [when("war", "yes")]
    chain = in_order(
        claim("a + b", conditions=calm), claim("b + c"), claim("c + d", conditions=war)
    )
    assert chain.clash is not None
    assert (chain.clash.fault, chain.clash.first, chain.clash.second) == (Fault.CONDITIONS, 0, 2)
    assert str(chain.clash) == "conditions exclude each other: doe-2001/c1, doe-2001/c3"


def test_a_guard_reports_an_effect_dated_before_its_cause() -> None:
    """Nothing moves what came before it."""
    chain = in_order(claim("a + b", period="2014"), claim("b + c", period="2008/2010"))
    assert chain.clash is not None
    assert chain.clash.fault is Fault.ORDER


def test_a_late_effect_is_a_gap_and_not_a_contradiction() -> None:
    """Intersecting periods alone would forbid every slow effect."""
    chain = in_order(claim("a + b", period="1991"), claim("b + c", period="2014/.."))
    assert chain.clash is not None
    assert chain.clash.fault is Fault.GAP
    assert in_order(claim("a + b", period="1991"), claim("b + c")).clash is None
    assert in_order(claim("a + b", period="1991/.."), claim("b + c", period="2014")).clash is None


def test_a_guard_takes_another_claim_of_the_bundle_where_one_does_not_fit() -> None:
    """A chain holds if some choice of claims does."""
    late, early = claim("a + b", period="2014"), claim("a + b", period="1991")
    case = synthetic_case({"doe-2001": [late, early, claim("b + c", period="1991/1995")]})
    found, authors = drawn(case)
    assert chains_between(found, authors, "a", "c")[0][0].clash is None
    assert guard(()) is None


def test_a_guard_names_the_neighbour_where_only_the_whole_does_not_fit() -> None:
    """Where no single earlier bundle is to blame, the one before stands for all."""
    one = claim("a + b", conditions=[when("w", "1")])
    free = claim("a + b")
    left = claim("b + c", conditions=[when("w", "1")], period="2000")
    right = claim("b + c", conditions=[when("v", "1")])
    last = claim(
        "c + d",
        conditions=[when("w", "2"), when("v", "2")],
    )
    found, authors = drawn(synthetic_case({"doe-2001": [one, free, left, right, last]}))
    clash = chains_between(found, authors, "a", "d")[0][0].clash
    assert clash is not None
    assert (clash.first, clash.second) == (1, 2)
    last = claim("c + d", conditions=[when("w", "2")])
    one = claim("a + b", conditions=[when("w", "1")])
    other = claim("a + b", conditions=[when("v", "1")])
    right = claim("b + c", conditions=[when("v", "2")])
    left = claim("b + c", conditions=[when("w", "1")])
    found, authors = drawn(synthetic_case({"doe-2001": [one, other, left, right, last]}))
    clash = chains_between(found, authors, "a", "d")[0][0].clash
    assert clash is not None
    assert clash.fault is Fault.CONDITIONS
    assert (clash.first, clash.second) == (1, 2)


PERIODS = st.sampled_from([None, "1991", "2014", "1990/2000", "2000/..", "../1995"])
CONDITIONS = st.sampled_from([(), (when("w", "yes"),)])


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_scopes_overlap_whoever_is_named_first(data: st.DataObject) -> None:
    """Speaking of the same situation is mutual."""
    one, other = (
        claim("a + b", period=data.draw(PERIODS), conditions=data.draw(CONDITIONS))
        for _ in range(2)
    )
    here, there = (scope_of(claim_.period, claim_.conditions) for claim_ in (one, other))
    assert here.overlaps(there) is there.overlaps(here)
    assert here.overlaps(here)
    if one.period and other.period and not one.conditions:
        assert here.overlaps(there) is spans_overlap(span(one.period), span(other.period))


@pytest.mark.parametrize("effect", ["b", "nowhere"])
def test_no_chain_is_an_empty_answer(effect: str) -> None:
    """Asking about what nobody speaks of is no mistake here; the callers check ids."""
    assert found_in({"doe-2001": ["b + a"]}, ("a", effect)) == ((), "")


def test_the_guard_weighs_many_dated_claims_without_trying_every_choice() -> None:
    """Ten differently dated claims on each of ten steps have ten thousand million choices."""
    authors = {
        f"doe-{1990 + author}": [
            claim(f"v{step} + v{step + 1}", period=f"{1950 + 4 * author + step}/2020")
            for step in range(10)
        ]
        for author in range(10)
    }
    found = fpcase.comparison.find_chains(synthetic_case(authors), "v0", "v10", max_steps=10)
    assert len(found.table("chains").rows) == 1
