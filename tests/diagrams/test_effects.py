"""The sign calculus, bundles and the search for paths."""

from itertools import pairwise, permutations

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import cases, claim, synthetic_case

import fpcase
from fpcase.diagrams import bundles, causal_diagram, reachable_signs, total_effect
from fpcase.diagrams.effects import NO_EFFECT, Coverage, in_order, products
from fpcase.diagrams.paths import PathSearch
from fpcase.model import ExplanationId, FullClaimId, VariableId
from fpcase.statements import Bundles, Position, Scope, Statement, Voice, gather

PLUS, MINUS, UNSTATED = Position.PLUS, Position.MINUS, Position.UNSTATED
SIGNS = st.sampled_from([PLUS, MINUS, UNSTATED])


def bundles_of(*arrows: str) -> Bundles:
    """What carries chains in a map of one author."""
    return bundles(causal_diagram(synthetic_case({"doe-2001": arrows})))


def statement(pair: tuple[str, str], sign: Position, key: str) -> Statement:
    """What one claim says of a pair."""
    cause, effect = pair
    return Statement(
        id=FullClaimId(key),
        author=ExplanationId("doe"),
        matter=(VariableId(cause), VariableId(effect)),
        leaves_open=sign.leaves_open,
        voice=Voice.OWN,
        scope=Scope(),
        claim=claim("a + b"),
    )


@st.composite
def maps(draw: st.DrawFn, *, acyclic: bool, most: int = 8) -> Bundles:
    """Any small map, with parallel claims that may differ in sign."""
    nodes = "abcdefgh"[: draw(st.integers(2, most))]
    pairs = [(m, n) for m in nodes for n in nodes if (m < n if acyclic else m != n)]
    drawn = draw(st.lists(st.tuples(st.sampled_from(pairs), SIGNS), max_size=14))
    return gather(statement(pair, sign, f"doe/{i}") for i, (pair, sign) in enumerate(drawn))


def simple_paths_by_brute_force(found: Bundles, cause: str, effect: str) -> list[tuple[str, ...]]:
    """Every order of every set of variables, kept where each step is claimed."""
    inner = [node for node in found.nodes if node not in {cause, effect}]
    return [
        path
        for size in range(len(inner) + 1)
        for middle in permutations(inner, size)
        for path in [(cause, *middle, effect)]
        if all(other in found.after.get(node, {}) for node, other in pairwise(path))
    ]


def signs_by_enumeration(found: Bundles, cause: str, effect: str) -> set[Position]:
    """The signs of every simple path, multiplied one by one."""
    signs: set[Position] = set()
    for path in simple_paths_by_brute_force(found, cause, effect):
        so_far = {PLUS}
        for node, other in pairwise(path):
            so_far = {
                UNSTATED
                if UNSTATED in (s, step.position)
                else PLUS
                if s is step.position
                else MINUS
                for s in so_far
                for step in found.after[node][other]
            }
        signs |= so_far
    return signs


@settings(max_examples=40, deadline=None)
@given(found=maps(acyclic=True))
def test_without_loops_the_calculus_equals_path_enumeration(found: Bundles) -> None:
    """The fast form must give what Axelrod's definition gives, pair by pair."""
    for cause in found.nodes:
        reached = reachable_signs(found, cause)
        for effect in found.nodes:
            if cause != effect:
                expected = signs_by_enumeration(found, cause, effect)
                assert reached.get(effect, frozenset()) == expected
                assert set(total_effect(found, cause, effect).signs) == expected


@settings(max_examples=40, deadline=None)
@given(found=maps(acyclic=False, most=5))
def test_with_loops_a_total_effect_is_over_chains_and_within_that_over_walks(
    found: Bundles,
) -> None:
    """A walk may run a loop twice and so turn the sign round; a chain may not."""
    for cause in found.nodes:
        for effect in found.nodes:
            if cause != effect:
                total = total_effect(found, cause, effect)
                assert total.rule is Coverage.CHAINS
                assert set(total.signs) == signs_by_enumeration(found, cause, effect)
                assert set(total.signs) <= set(total.walks)
                walks = reachable_signs(found, cause).get(effect, frozenset())
                assert total_effect(found, cause, effect, walks=walks) == total


def test_a_total_effect_names_walks_when_there_are_too_many_chains_to_try() -> None:
    """An answer that is not over chains must say so."""
    found = bundles_of("a + b", "b + c", "c - b", "b + d")
    total = total_effect(found, "a", "d")
    assert (total.signs, total.rule, total.walks) == ((PLUS,), Coverage.CHAINS, (PLUS, MINUS))
    hurried = total_effect(found, "a", "d", budget=1)
    assert (hurried.signs, hurried.rule) == ((PLUS, MINUS), Coverage.WALKS)
    assert hurried.indeterminate


def test_a_worked_example_of_the_calculus() -> None:
    """War lowers trade, trade raises growth, war raises arms, arms raise growth."""
    found = bundles_of("war - trade", "trade + growth", "war + arms", "arms + growth")
    assert total_effect(found, "war", "growth").signs == (PLUS, MINUS)
    assert total_effect(found, "trade", "growth").signs == (PLUS,)
    assert total_effect(found, "growth", "war") == NO_EFFECT
    assert total_effect(found, "war", "war") == NO_EFFECT


def test_an_unstated_sign_absorbs_and_no_effect_ends_a_chain() -> None:
    """A direction that is not said cannot be recovered further on."""
    found = bundles_of("a - b", "b ? c", "c - d", "b 0 e", "e + d")
    assert total_effect(found, "a", "d").signs == (UNSTATED,)
    assert total_effect(found, "a", "e") == NO_EFFECT
    assert products([]) == {PLUS}
    assert in_order([UNSTATED, PLUS]) == (PLUS, UNSTATED)


def test_denials_never_carry_a_chain_and_reports_only_when_asked_for() -> None:
    """Pooling what somebody only passes on would put words in their mouth."""
    case = synthetic_case({"doe-2001": ["a + b", "denies b + c", "reports b - c", "reports b 0 d"]})
    diagram = causal_diagram(case, stances=["asserts", "denies", "reports"])
    assert bundles(diagram).nodes == ("a", "b")
    asked = bundles(diagram, include_reports=True)
    assert total_effect(asked, "a", "c").signs == (MINUS,)
    assert total_effect(asked, "a", "d") == NO_EFFECT


@settings(max_examples=40, deadline=None)
@given(found=maps(acyclic=False, most=6))
def test_a_path_search_finds_every_simple_path_shortest_first(found: Bundles) -> None:
    """Pruning must lose nothing, and the order must not depend on chance."""
    for cause in found.nodes:
        for effect in found.nodes:
            if cause != effect:
                paths = list(PathSearch(found, cause, effect))
                expected = simple_paths_by_brute_force(found, cause, effect)
                assert paths == sorted(expected, key=lambda path: (len(path), path))
                short = [path for path in paths if len(path) <= 3]
                assert list(PathSearch(found, cause, effect, max_steps=2)) == short


def test_a_path_search_says_when_it_gave_up() -> None:
    """With loops, steps can be in vain; the search must end and say that it was cut short."""
    nodes = "abcdefgh"
    found = bundles_of(*(f"{m} + {n}" for m in nodes for n in nodes if m != n))
    search = PathSearch(found, "a", "h", budget=50)
    assert len(list(search)) < 50
    assert search.exhausted
    patient = PathSearch(found, "a", "h", max_steps=2)
    assert len(list(patient)) == 7
    assert not patient.exhausted


def test_a_path_search_keeps_off_barred_variables() -> None:
    """Removing what a theory says that everything passes is how a theory is tested."""
    found = bundles_of("a + b", "b + d", "a + c", "c + e", "e + d")
    assert list(PathSearch(found, "a", "d", barred=frozenset("b"))) == [("a", "c", "e", "d")]
    assert list(PathSearch(found, "a", "d", barred=frozenset("bc"))) == []
    assert list(PathSearch(found, "nowhere", "d")) == []


def test_bundles_count_a_claim_once_on_a_pair_and_give_one_author_alone() -> None:
    """Parallel claims by two authors are one bundle; each keeps their own."""
    case = synthetic_case({"doe-2001": ["a + b", "b + c"], "roe-2002": ["a - b"]})
    found = bundles(causal_diagram(case))
    assert [step.id for step in found.after["a"]["b"]] == ["doe-2001/c1", "roe-2002/c1"]
    assert found.of_author("roe-2002").nodes == ("a", "b")
    assert found.before == {"b": ("a",), "c": ("b",)}


@settings(max_examples=40, deadline=None)
@given(case=cases())
def test_reversing_all_arrows_reverses_every_total_effect(case: fpcase.Case) -> None:
    """A chain has the same sign read backwards."""
    forward = bundles(causal_diagram(case))
    back = gather(
        attrs.evolve(step, matter=(VariableId(other), VariableId(node)))
        for node, nexts in forward.after.items()
        for other, bundle in nexts.items()
        for step in bundle
    )
    for cause in forward.nodes:
        for effect in forward.nodes:
            there = total_effect(forward, cause, effect)
            assert there.signs == total_effect(back, effect, cause).signs
