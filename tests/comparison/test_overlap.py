"""Maps as wholes: overlap, distance with its null, levels, centrality, consensus."""

import math
import sys
from itertools import combinations, permutations

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import VARIABLES, cases, claim, synthetic_case

import fpcase
from fpcase.comparison import MEASURES, centralities, consensus, find_overlap
from fpcase.comparison.author_maps import AuthorMap, author_maps
from fpcase.comparison.centrality import betweenness, central_scores, measured
from fpcase.comparison.overlap import CONCEPTS, SIGNED, Measure, jaccard, map_distance
from fpcase.diagrams import bundles
from fpcase.model import LevelOfAnalysis
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements import Statement, View, gather

FEW = settings(max_examples=30, deadline=None)


def maps_of(case: fpcase.Case) -> dict[ExplanationId, AuthorMap]:
    """The authors' maps of a made-up case."""
    return author_maps(View.of(case))


def test_the_map_distance_worked_by_hand() -> None:
    """Four shared variables, twelve ordered pairs: one alike, one opposed, two one-sided."""
    case = synthetic_case(
        {
            "doe-2001": ["a + b", "b + c", "c + d", "x + a"],
            "roe-2002": ["a + b", "b - c", "d - a", "y + d"],
        }
    )
    found = map_distance(*maps_of(case).values())
    assert (found.shared, found.left_out) == (4, 0)
    assert found.value == pytest.approx((0 + 2 + 1 + 1) / 24)
    assert found.draws == math.factorial(4)
    assert find_overlap(case).jaccard("doe-2001", "roe-2002") == pytest.approx(4 / 6)
    assert find_overlap(case).jaccard("doe-2001", "roe-2002", SIGNED) == pytest.approx(1 / 7)


def test_what_is_not_one_plain_sign_is_left_out_of_sum_and_number() -> None:
    """Saying less must not bring two maps closer together."""
    case = synthetic_case(
        {
            "doe-2001": ["a + b", "b ? c", "c + a"],
            "roe-2002": ["a - b", "b + c", "denies c + a", "c + b"],
        }
    )
    found = map_distance(*maps_of(case).values())
    assert (found.shared, found.left_out) == (3, 2)
    assert found.value == pytest.approx((2 + 1) / (2 * 4))


def test_a_distance_needs_two_shared_variables_and_a_pair_to_count() -> None:
    """Unknown stays unknown."""
    one = synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["b + c"]})
    found = map_distance(*maps_of(one).values())
    assert (found.value, found.shared, found.null_share, found.draws) == (None, 1, None, 0)
    vague = synthetic_case({"doe-2001": ["a ? b", "b ? a"], "roe-2002": ["a + b", "b + a"]})
    assert map_distance(*maps_of(vague).values()).value is None
    half = synthetic_case({"doe-2001": ["a ? b"], "roe-2002": ["a ? b"]})
    found = map_distance(*maps_of(half).values())
    assert (found.value, found.null_share) == (0.0, 1.0)


def test_the_null_counts_the_orders_that_are_at_least_as_close() -> None:
    """Worked by hand over all six orders of three labels: only the true one is as close."""
    case = synthetic_case({"doe-2001": ["a + b", "b - c"], "roe-2002": ["a + b", "b - c"]})
    found = map_distance(*maps_of(case).values())
    assert (found.value, found.draws) == (0.0, 6)
    assert found.null_share == pytest.approx(1 / 6)


def test_the_null_is_seeded() -> None:
    """The same seed gives the same share; few draws make another seed differ."""
    arrows = [f"{m} + {n}" for m, n in combinations("abcdefgh", 2)][::2]
    case = synthetic_case(
        {"doe-2001": arrows, "roe-2002": [*arrows[:2], "h + a", "g + c", "f + b"]}
    )
    left, right = maps_of(case).values()
    shares = [map_distance(left, right, draws=40, seed=seed).null_share for seed in range(8)]
    assert len(set(shares)) > 1, shares
    assert map_distance(left, right, draws=40, seed=3).null_share == shares[3]
    assert map_distance(left, right, draws=40).draws == 40


@FEW
@given(case=cases())
def test_a_distance_is_symmetric_between_0_and_1_and_0_to_oneself(case: fpcase.Case) -> None:
    """Which author is named first makes no difference, not even to the shuffles."""
    maps = list(maps_of(case).values())
    for left, right in combinations(maps, 2):
        found = map_distance(left, right, draws=20)
        assert found == map_distance(right, left, draws=20)
        assert found.value is None or 0 <= found.value <= 1
        assert found.null_share is None or 0 <= found.null_share <= 1
    for one in maps:
        assert map_distance(one, one, draws=1).value in {None, 0.0}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_measure_is_symmetric_and_one_to_itself(
    measure: Measure, kazakhstan: fpcase.Case
) -> None:
    """Agreement is mutual."""
    maps = maps_of(kazakhstan).values()
    for left, right in permutations(maps, 2):
        assert measure(left, right) == measure(right, left)
    assert all(measure(one, one) == 1 for one in maps)
    assert jaccard(set(), set()) is None


def test_the_overlap_tables_stand_beside_each_other() -> None:
    """A distance is never shown without Jaccard and the null."""
    case = synthetic_case(
        {"doe-2001": ["war + a", "a & b + z"], "roe-2002": ["a + z"], "poe-2003": []},
        levels={"war": LevelOfAnalysis.SYSTEM, "b": None},
    )
    overlap = find_overlap(case, seed=7)
    columns = overlap.table("overlap").columns
    assert {CONCEPTS, SIGNED, "map distance", "null at least as close"} <= set(columns)
    assert "seed 7" in overlap.table("overlap").caption
    levels = {row[:2]: row[2:] for row in overlap.table("levels").rows}
    assert levels["doe-2001", "variables"] == (0, 0, 2, 0, 0, 1, 1)
    assert levels["doe-2001", "claims by cause"] == (0, 0, 1, 0, 0, 1, 1)
    alone = {row[0]: row[1:] for row in overlap.table("alone").rows}
    assert alone["doe-2001"] == (2, 4, 2, 3, ("b", "war"))
    assert alone["poe-2003"] == (0, 0, 0, 0, ())
    assert overlap.facts() == {"draws": 1000, "seed": 7}
    assert overlap.title.startswith("Overlap of maps")
    assert overlap.jaccard("poe-2003", "poe-2003") is None
    with pytest.raises(fpcase.FpcaseError, match="no author 'moe'"):
        overlap.jaccard("moe", "doe-2001")
    with pytest.raises(fpcase.FpcaseError, match="draws: expected a whole number above 0, found 0"):
        find_overlap(case, draws=0)


def test_a_measure_that_is_not_there_is_told_with_those_that_are() -> None:
    """Names of measures are typed by hand."""
    found = find_overlap(synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["a + b"]}))
    expected = "measure: expected one of concept overlap, arrow overlap; found 'concepts'"
    with pytest.raises(fpcase.FpcaseError, match=expected):
        found.jaccard("doe-2001", "roe-2002", "concepts")


def test_centralities_worked_by_hand() -> None:
    """Two authors say a moves b, one says b moves c, and c moves itself."""
    case = synthetic_case({"doe-2001": ["a + b", "b + c", "c + c"], "roe-2002": ["a + b"]})
    found = {one.variable: one for one in centralities(case).variables}
    assert list(found) == ["b", "a", "c"]
    b = found["b"]
    assert (b.claims_in, b.claims_out, b.authors_in, b.authors_out) == (2, 1, 2, 1)
    assert (b.driver, b.outcome, b.driver_by_authors, b.outcome_by_authors) == (-3, 0, -3, 0)
    assert (b.domain, b.central_score, b.betweenness) == (2, 2.0, 0.5)
    assert (found["a"].central_score, found["c"].domain) == (1.5, 1)
    table = centralities(case).table("centrality")
    assert "pooled from several authors" in table.caption
    assert "the simple directed graph" in table.caption
    assert "of one author" in centralities(View.of(case, ["roe-2002"])).table("centrality").caption
    assert centralities(synthetic_case({})).variables == ()
    assert centralities(case).title.startswith("Centrality")


def test_a_joint_cause_makes_no_second_claim() -> None:
    """Claims are counted, not arrows: two causes of one claim move its effect once."""
    case = synthetic_case({"doe-2001": ["a & b + c", "c + d"]})
    found = {one.variable: one for one in centralities(case).variables}
    assert (found["c"].claims_in, found["c"].claims_out, found["a"].claims_out) == (1, 1, 1)
    assert found["c"].domain == 3


def test_an_author_who_only_denies_has_concepts() -> None:
    """A denial speaks of its variables, as an assertion does; it asserts no arrow."""
    case = synthetic_case({"doe-2001": ["a + b", "b + c"], "roe-2002": ["denies a + b"]})
    found = find_overlap(case, draws=3)
    assert found.jaccard("doe-2001", "roe-2002") == pytest.approx(2 / 3)
    assert found.jaccard("doe-2001", "roe-2002", "arrow overlap") == 0


def test_shuffles_without_pairs_to_compare_say_nothing_of_chance() -> None:
    """They would count as maps that are as close as can be."""
    case = synthetic_case({"doe-2001": ["a + b", "denies b + a"], "roe-2002": ["denies b + a"]})
    (found,) = [find_overlap(case, draws=9).distance("doe-2001", "roe-2002")]
    assert (found.value, found.null_share, found.draws) == (0.5, 1.0, 1)
    gone = synthetic_case({"doe-2001": ["a ? b", "b + a"], "roe-2002": ["b ? a", "a + b"]})
    assert find_overlap(gone, draws=9).distance("doe-2001", "roe-2002").value is None


@FEW
@given(case=cases())
def test_reversing_all_arrows_swaps_drivers_and_outcomes(case: fpcase.Case) -> None:
    """Driver and outcome are one measure seen from two ends."""
    forward = bundles(fpcase.causal_diagram(case))
    back = gather(
        attrs.evolve(step, matter=(VariableId(effect), VariableId(cause)))
        for cause, nexts in forward.after.items()
        for effect, bundle in nexts.items()
        for step in bundle
    )
    there = {one.variable: one for one in measured(forward)}
    here = {one.variable: one for one in measured(back)}
    for variable, one in there.items():
        other = here[variable]
        assert (one.driver, one.outcome) == (other.outcome, other.driver)
        assert one.driver_by_authors == other.outcome_by_authors
        assert (one.domain, one.central_score) == (other.domain, other.central_score)
        assert one.betweenness == pytest.approx(other.betweenness)


def test_a_variable_that_meets_nobody_has_no_central_score() -> None:
    """A loop to itself leads nowhere."""
    assert central_scores({"a": frozenset()}) == {"a": 0.0}


ARROW_SETS = st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))


@FEW
@given(pairs=ARROW_SETS)
def test_central_scores_are_those_of_a_search_from_each_variable(
    pairs: set[tuple[str, str]],
) -> None:
    """All walk at once for speed; one at a time is what Eden defines."""
    graph = nx.Graph([(one, other) for one, other in sorted(pairs) if one != other])
    steps = dict(nx.all_pairs_shortest_path_length(graph))
    expected = {n: sum(1 / s for s in steps[n].values() if s) for n in graph}
    assert central_scores({n: set(graph[n]) for n in graph}) == pytest.approx(expected)


@FEW
@given(pairs=ARROW_SETS)
def test_betweenness_is_the_same_with_and_without_the_extra(pairs: set[tuple[str, str]]) -> None:
    """Whether rustworkx is installed must change the time, and nothing in a table."""
    arrows = sorted((one, other) for one, other in pairs if one != other)
    fast = betweenness(list("abcdefgh"), arrows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "rustworkx", None)
        assert betweenness(list("abcdefgh"), arrows) == fast


@FEW
@given(case=cases())
def test_the_null_is_what_one_shuffle_after_the_other_gives(case: fpcase.Case) -> None:
    """All shuffles are taken at once for speed; the formula is applied to each."""
    for left, right in combinations(sorted(maps_of(case).values(), key=lambda m: m.author), 2):
        found = map_distance(left, right, draws=math.factorial(5))
        shared = sorted(left.concepts & right.concepts)
        if found.value is None or len(shared) > 5:
            continue
        far = [
            by_hand(left, right, dict(zip(shared, order, strict=True)))
            for order in permutations(shared)
        ]
        comparable = [one for one in far if one is not None]
        assert found.value == pytest.approx(far[0])
        close = sum(one <= found.value + 1e-12 for one in comparable)
        assert found.null_share == pytest.approx(close / len(comparable))
        assert found.draws == len(comparable)


def by_hand(left: AuthorMap, right: AuthorMap, renamed: dict[str, str]) -> float | None:
    """The distance after the second author's variables are renamed, pair by pair."""
    total = number = 0
    back = {new: old for old, new in renamed.items()}
    for one in renamed:
        for other in renamed:
            ours = {s.position.value for s in said(left, one, other)}
            theirs = {s.position.value for s in said(right, back[one], back[other])}
            if one == other or not all(s in ({"+"}, {"−"}, set()) for s in (ours, theirs)):
                continue
            number += 1
            values = [{"+": 1, "−": -1}.get("".join(s), 0) for s in (ours, theirs)]
            total += abs(values[0] - values[1])
    return total / (2 * number) if number else None


def said(one: AuthorMap, cause: str, effect: str) -> tuple[Statement, ...]:
    """What an author says of a pair."""
    return one.statements.get((VariableId(cause), VariableId(effect)), ())


def test_a_consensus_names_who_contradicts_it() -> None:
    """Averaging maps hides dissent; here it is shown, unless the scope differs."""
    case = synthetic_case(
        {
            "doe-2001": ["a + b", "a + b", "b - c", claim("c + d", period="1991")],
            "roe-2002": ["a + b", "b - c", claim("c + d", period="1991")],
            "poe-2003": ["denies a + b", "b - c", claim("c - d", period="2014")],
        }
    )
    found = consensus(case)
    assert [(a.pair, a.sign.value, a.authors, a.dissenters) for a in found.arrows] == [
        (("b", "c"), "−", ("doe-2001", "roe-2002", "poe-2003"), ()),
        (("a", "b"), "+", ("doe-2001", "roe-2002"), ("poe-2003",)),
        (("c", "d"), "+", ("doe-2001", "roe-2002"), ()),
    ]
    assert found.arrows[1].claims == ("doe-2001/c1", "doe-2001/c2", "roe-2002/c1")
    assert "at least 2 of 3 authors; 1 contradicted" in found.tables[0].caption
    assert sorted(found.diagram) == ["a", "b", "c", "d"]
    assert found.diagram.number_of_edges() == 8
    assert sorted(consensus(case, at_least=3).diagram) == ["b", "c"]
    assert found.title.startswith("Consensus")
    with pytest.raises(fpcase.FpcaseError, match="at most 3 authors, found 4"):
        consensus(case, at_least=4)
    with pytest.raises(fpcase.FpcaseError, match="above 0, found 0"):
        consensus(case, at_least=0)
    assert consensus(synthetic_case({}), at_least=1).arrows == ()


@FEW
@given(case=cases())
def test_removing_an_author_never_adds_to_the_consensus_of_the_others(case: fpcase.Case) -> None:
    """What fewer people say, no more people agree on."""
    whole = {(a.pair, a.sign): set(a.authors) for a in consensus(case, at_least=1).arrows}
    for absent in case.explanations:
        left = [author for author in case.explanations if author != absent]
        for arrow in consensus(View.of(case, left), at_least=1).arrows:
            assert whole[arrow.pair, arrow.sign] - {absent} == set(arrow.authors)
    assert set(VARIABLES) >= {v for pair, _ in whole for v in pair}
