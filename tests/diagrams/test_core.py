"""The core: which variables a figure has room for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import cases, synthetic_case

import fpcase
from fpcase.diagrams import causal_diagram
from fpcase.diagrams.core import core_diagram, core_variables, surroundings
from fpcase.model.errors import FpcaseError

STANCES = ("asserts", "denies", "reports")


def test_a_variable_that_two_authors_use_comes_before_one_that_one_author_uses_often() -> None:
    """The core is common ground, not the most talkative author's favourite."""
    case = synthetic_case(
        {
            "doe-2001": ["war + neutrality", "oil + neutrality", "oil + budget", "oil - trade"],
            "roe-2002": ["war + neutrality"],
        },
        explains={"doe-2001": ["neutrality"], "roe-2002": ["neutrality"]},
    )
    assert core_variables(causal_diagram(case), size=2) == ("neutrality", "war")


def test_claims_and_then_ids_decide_between_equally_shared_variables() -> None:
    """Without a rule for ties the same case would give two figures."""
    case = synthetic_case(
        {"doe-2001": ["war + end", "oil + end", "oil + war", "budget + end", "army + end"]},
        explains={"doe-2001": ["end"]},
    )
    assert core_variables(causal_diagram(case), size=5) == ("end", "oil", "war", "army", "budget")


def test_outcomes_leave_two_thirds_of_the_places_to_their_causes() -> None:
    """Fifteen outcomes without a cause explain nothing."""
    case = synthetic_case(
        {
            "doe-2001": [f"cause{number} + outcome{number}" for number in range(6)],
            "roe-2002": ["cause0 + outcome9"],
        },
        explains={"doe-2001": [f"outcome{n}" for n in range(6)], "roe-2002": ["outcome9"]},
    )
    chosen = core_variables(causal_diagram(case), size=6)
    assert [one for one in chosen if one.startswith("outcome")] == ["outcome0", "outcome9"]


def test_outcomes_fill_the_places_that_no_other_variable_claims() -> None:
    """The share is for the causes' sake; where there are none, nothing is left out."""
    case = synthetic_case(
        {"doe-2001": ["war + a", "war + b", "war + c"]}, explains={"doe-2001": ["a", "b", "c"]}
    )
    assert core_variables(causal_diagram(case), size=4) == ("a", "b", "c", "war")


def test_a_variable_that_no_claim_joins_to_the_core_waits_for_one_that_is_joined() -> None:
    """A box without an arrow shows that somebody used a word, and nothing that was claimed."""
    case = synthetic_case(
        {
            "doe-2001": ["war + end", "oil + war", "trade + peace"],
            "roe-2002": ["trade + peace", "oil + war"],
        },
        explains={"doe-2001": ["end"], "roe-2002": ["end"]},
    )
    diagram = causal_diagram(case)
    assert core_variables(diagram, size=3) == ("end", "war", "oil")
    assert core_variables(diagram, size=5) == ("end", "war", "oil", "peace", "trade")


@given(case=cases(), size=st.integers(2, 8))
@settings(deadline=None)
def test_a_core_joins_what_it_can(case: fpcase.Case, size: int) -> None:
    """After the outcomes and their causes, a variable comes alone only if nothing is joined."""
    diagram = causal_diagram(case, stances=STANCES)
    chosen = core_variables(diagram, size)
    ties = {frozenset(pair) for pair in diagram.edges()}
    others = {node for node, outcome in diagram.nodes(data="outcome") if not outcome}

    def joined(node: str, core: tuple[str, ...]) -> bool:
        return any(frozenset((node, other)) in ties for other in core)

    for place, node in enumerate(chosen):
        if node in others and not joined(node, chosen[:place]):
            waiting = others.difference(chosen[:place])
            assert not any(joined(other, chosen[:place]) for other in waiting)


@given(case=cases(), size=st.integers(1, 8))
@settings(deadline=None)
def test_the_core_is_as_large_as_asked_and_holds_every_claim_between_its_variables(
    case: fpcase.Case, size: int
) -> None:
    """What is left out is left out for its variables alone, so that it can be counted."""
    diagram = causal_diagram(case, stances=STANCES)
    before = sorted(diagram.edges(keys=True))
    core = core_diagram(diagram, size)
    assert set(core) == set(core_variables(diagram, size))
    assert len(core) == min(size, len(diagram))
    assert sorted(core.edges(keys=True)) == [
        edge for edge in before if edge[0] in core and edge[1] in core
    ]
    assert sorted(diagram.edges(keys=True)) == before


def test_an_outcome_that_only_outcomes_move_brings_no_cause() -> None:
    """There is nothing to bring: its causes are chosen as outcomes already, or not at all."""
    case = synthetic_case(
        {"doe-2001": ["war + trade", "trade + peace"]}, explains={"doe-2001": ["trade", "peace"]}
    )
    assert set(core_variables(causal_diagram(case), size=3)) == {"trade", "peace", "war"}


@given(case=cases())
@settings(deadline=None)
def test_the_surroundings_of_a_variable_are_what_a_claim_joins_to_it(case: fpcase.Case) -> None:
    """Told anew from the claims: no neighbour is left out, and no claim between neighbours."""
    diagram = causal_diagram(case, stances=STANCES)
    for variable in diagram:
        part = surroundings(diagram, variable)
        joined = {
            end for pair in diagram.edges() if variable in pair for end in (*pair, variable)
        } | {variable}
        assert set(part) == joined
        assert sorted(part.edges(keys=True)) == sorted(
            (one, other, key)
            for one, other, key in diagram.edges(keys=True)
            if {one, other} <= joined
        )


def test_a_variable_that_no_claim_names_is_refused_with_the_nearest() -> None:
    """A slip in an id is found at once; a variable that is not drawn has no surroundings."""
    diagram = causal_diagram(synthetic_case({"doe-2001": ["war + neutrality"]}))
    with pytest.raises(FpcaseError, match=r"'neutralty'; did you mean 'neutrality'\?"):
        surroundings(diagram, "neutralty")
    with pytest.raises(FpcaseError, match="'oil'; choose one that is drawn"):
        surroundings(diagram, "oil")


def test_variables_that_come_first_are_in_every_core() -> None:
    """A figure around a variable must not leave that variable out."""
    diagram = causal_diagram(synthetic_case({"doe-2001": ["war + end", "oil + end"]}))
    assert core_variables(diagram, 1, first=["oil", "unknown"]) == ("oil",)
    assert core_variables(diagram, 0) == ()
