"""Verdicts: the order of precedence, the claims that make them, and the laws they keep."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from synthetic import AUTHORS, VARIABLES, cases, claim, looked_at, synthetic_case

import fpcase
from fpcase.comparison import VerdictKind, compare, compare_on
from fpcase.comparison.author_maps import AuthorMap, Stand, author_maps
from fpcase.comparison.comparing import Comparison
from fpcase.comparison.positions import direct_statements
from fpcase.comparison.verdicts import Verdict, verdict, verdict_kind
from fpcase.model import Basis, CausalClaim, Condition
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements import View


def compared(
    doe: Sequence[str | CausalClaim],
    roe: Sequence[str | CausalClaim],
    **filters: Any,  # noqa: ANN401 - of any filter
) -> Comparison:
    """A comparison of two made-up authors."""
    return compare(looked_at(synthetic_case({"doe-2001": doe, "roe-2002": roe}), **filters))


def on(comparison: Comparison, cause: str, effect: str) -> Verdict:
    """The verdict of the two on one pair."""
    return comparison.verdict("doe-2001", "roe-2002", cause, effect)


WORKED: Mapping[str, tuple[list[str], list[str], VerdictKind]] = {
    "opposite signs": (["a + z"], ["a - z"], VerdictKind.CONTRADICT_DIRECTLY),
    "claimed and denied": (["a + z"], ["denies a + z"], VerdictKind.CONTRADICT_DIRECTLY),
    "some effect and none": (["a ? z"], ["a 0 z"], VerdictKind.CONTRADICT_DIRECTLY),
    "both signs denied": (
        ["denies a + z", "denies a - z"],
        ["a ? z"],
        VerdictKind.CONTRADICT_DIRECTLY,
    ),
    "direct against a chain": (
        ["a + z"],
        ["a + b", "b - z"],
        VerdictKind.CONTRADICT_THROUGH_CHAINS,
    ),
    "chain against chain": (
        ["a + b", "b + z"],
        ["a - c", "c + z"],
        VerdictKind.CONTRADICT_THROUGH_CHAINS,
    ),
    "denial against a chain": (
        ["denies a ? z"],
        ["a ? b", "b + z"],
        VerdictKind.CONTRADICT_THROUGH_CHAINS,
    ),
    "the same sign": (["a - z"], ["a - z"], VerdictKind.AGREE),
    "the same denial": (["denies a - z"], ["denies a - z"], VerdictKind.AGREE),
    "the same, though chains differ": (["a + z", "a + b", "b - z"], ["a + z"], VerdictKind.AGREE),
    "direct, and how": (["a - z"], ["a + b", "b - z"], VerdictKind.ELABORATE),
    "denied what own chain amounts to": (
        ["a 0 z", "a + c", "c + z"],
        ["a + b", "b + z"],
        VerdictKind.INDETERMINATE,
    ),
    "denied what own chain is not": (
        ["denies a + z", "a + c", "c - z"],
        ["a + b", "b - z"],
        VerdictKind.AGREE_THROUGH_CHAINS,
    ),
    "two ways to the same": (
        ["a + b", "b - z"],
        ["a - c", "c + z"],
        VerdictKind.AGREE_THROUGH_CHAINS,
    ),
    "chains at odds": (["a + z"], ["a + b", "b - z", "a + c", "c + z"], VerdictKind.INDETERMINATE),
    "negative and not positive": (["a - z"], ["denies a + z"], VerdictKind.COMPATIBLE),
    "a sign and an unstated one": (["a + z"], ["a ? b", "b + z"], VerdictKind.COMPATIBLE),
    "one silent": (["a + z"], ["b + c"], VerdictKind.ONE_SILENT),
    "a report is silence": (["a + z"], ["reports a - z"], VerdictKind.ONE_SILENT),
    "both silent": (["a + b"], ["z + a"], VerdictKind.BOTH_SILENT),
}


@pytest.mark.parametrize(("doe", "roe", "kind"), WORKED.values(), ids=WORKED)
def test_every_verdict_worked_by_hand(doe: list[str], roe: list[str], kind: VerdictKind) -> None:
    """One example for each verdict, so that the words mean what the methods say."""
    given_verdict = on(compared(doe, roe), "a", "z")
    assert given_verdict.kind is kind


def test_disjoint_periods_or_conditions_make_a_difference_of_scope() -> None:
    """Both can be right, so nothing is contradicted, even where only one claims an effect."""
    early, late = claim("a + z", period="1991/1995"), claim("a - z", period="2014/..")
    assert on(compared([early], [late]), "a", "z").kind is VerdictKind.DIFFER_BY_SCOPE
    never = [claim("denies a - z", period="1991"), claim("denies a + z", period="1991")]
    later = claim("a ? z", period="2014/..")
    assert on(compared(never, [later]), "a", "z").kind is VerdictKind.DIFFER_BY_SCOPE
    denial = claim("denies a + z", period="2014/..")
    assert on(compared([early], [denial]), "a", "z").kind is VerdictKind.DIFFER_BY_SCOPE
    calm, war = ([Condition(variable=VariableId("war"), value=value)] for value in ("no", "yes"))
    comparison = compared([claim("a + z", conditions=calm)], [claim("a - z", conditions=war)])
    assert on(comparison, "a", "z").kind is VerdictKind.DIFFER_BY_SCOPE


def test_a_verdict_lists_the_claims_that_make_it() -> None:
    """Each verdict can be walked back to the texts: chains by a shortest one for each sign."""
    chains = ["a + b", "b - z", "a + c", "c + d", "d + z", "a + e", "a + bb", "bb - z"]
    comparison = compared(["a + z"], chains)
    found = on(comparison, "a", "z")
    assert found.left_claims == ("doe-2001/c1",)
    assert found.right_claims == tuple(f"roe-2002/c{number}" for number in range(1, 6))
    assert found.claims == found.left_claims + found.right_claims
    assert (found.left_direct, found.right_direct) == (True, False)
    assert (found.left_says, found.right_says) == (("+",), ())
    assert (found.left_total, found.right_total) == (("+",), ("+", "−"))


def test_reports_and_inferred_claims_count_only_when_asked_for() -> None:
    """What an author passes on, and what the coder reads into it, are no positions."""
    reported = compared(["a + z"], ["reports a - z"], include_reports=True)
    assert on(reported, "a", "z").kind is VerdictKind.CONTRADICT_DIRECTLY
    inferred = claim("a - z", basis=Basis.INFERRED)
    assert on(compared(["a + z"], [inferred]), "a", "z").kind is VerdictKind.ONE_SILENT
    asked = compared(["a + z"], [inferred], include_inferred=True)
    assert on(asked, "a", "z").kind is VerdictKind.CONTRADICT_DIRECTLY
    chained = compared(["a + z"], ["reports a + b", "b - z"], include_reports=True)
    assert on(chained, "a", "z").kind is VerdictKind.CONTRADICT_THROUGH_CHAINS


def test_a_reversal_is_flagged_even_where_one_is_silent() -> None:
    """Who moves whom is a disagreement that signs do not show."""
    comparison = compared(["a + z"], ["z + a"])
    assert [(v.pair, v.kind, v.reverse) for v in comparison.verdicts] == [
        (("a", "z"), VerdictKind.ONE_SILENT, True),
        (("z", "a"), VerdictKind.ONE_SILENT, True),
    ]
    assert not on(compared(["a + a"], ["a + a"]), "a", "a").reverse
    assert not on(compared(["a + z"], ["z 0 a"]), "a", "z").reverse


def test_self_contradictions_are_found_directly_and_through_chains() -> None:
    """An author who denies what their own chain amounts to contradicts themself."""
    comparison = compared(
        ["a + b", claim("a - b", period="2014"), "denies c + e", "c + d", "d + e"],
        [claim("a + b", period="1991"), claim("a - b", period="2014")],
    )
    direct, chained = comparison.self_contradictions
    assert (direct.author, direct.pair, direct.through_chains) == ("doe-2001", ("a", "b"), False)
    assert direct.claims == ("doe-2001/c1", "doe-2001/c2")
    assert (chained.author, chained.pair, chained.through_chains) == ("doe-2001", ("c", "e"), True)
    assert chained.claims == ("doe-2001/c3", "doe-2001/c4", "doe-2001/c5")
    then_not_now = [claim("a + b", period="1991"), claim("denies a + b", period="2014")]
    never = ["a ? b", "denies a + b", "denies a - b"]
    (only,) = compared(then_not_now, never).self_contradictions
    assert (only.author, only.through_chains) == ("roe-2002", False)
    assert len(only.claims) == 3
    assert not any(found.author == "roe-2002" for found in comparison.self_contradictions)


def maps_of(case: fpcase.Case) -> list[AuthorMap]:
    """The authors' maps of a made-up case."""
    return list(author_maps(View.of(case)).values())


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_a_verdict_is_the_same_whoever_is_named_first(case: fpcase.Case) -> None:
    """Agreement and contradiction are mutual."""
    for left, right in combinations(maps_of(case), 2):
        for cause in VARIABLES:
            for effect in VARIABLES:
                pair = (VariableId(cause), VariableId(effect))
                one, other = verdict(left, right, pair), verdict(right, left, pair)
                assert (one.kind, one.reverse) == (other.kind, other.reverse)
                assert set(one.claims) == set(other.claims)


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_all_verdicts_are_those_of_single_pairs_and_silences_add_up(case: fpcase.Case) -> None:
    """The short cut for many pairs must give what asking one by one gives."""
    comparison = compare(case)
    listed = {(v.left, v.right, v.pair): v for v in comparison.verdicts}
    for left, right in combinations(case.explanations, 2):
        silences = 0
        for cause in case.variables:
            for effect in case.variables:
                single = comparison.verdict(left, right, cause, effect)
                silences += single.kind is VerdictKind.ONE_SILENT
                silent = {VerdictKind.ONE_SILENT, VerdictKind.BOTH_SILENT}
                if single.kind not in silent or single.reverse:
                    assert listed.pop((left, right, single.pair)) == single
        assert comparison.found.silent[left, right] == silences
    assert not listed


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_removing_an_author_never_changes_a_verdict_of_the_others(case: fpcase.Case) -> None:
    """Two authors agree or not whatever a third one says."""
    whole = compare(case)
    for absent in case.explanations:
        left = [author for author in case.explanations if author != absent]
        fewer = {v for v in whole.verdicts if absent not in {v.left, v.right}}
        assert set(compare(View.of(case, left)).verdicts) == fewer


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_without_chains_only_direct_claims_and_reversals_are_judged(case: fpcase.Case) -> None:
    """The quick comparison is a part of the whole one."""
    quick = compare(case, through_chains=False)
    whole = compare(case).verdicts
    assert all(v.reverse or (v.left_direct and v.right_direct) for v in quick.verdicts)
    assert set(quick.verdicts) <= set(whole)
    assert "directly." in quick.table("counts").caption


def test_verdicts_on_one_pair_are_between_those_who_speak() -> None:
    """Asking about one pair must not list everybody else's silence."""
    case = synthetic_case({"doe-2001": ["a + z"], "roe-2002": ["a - z"], "poe-2003": ["b + c"]})
    (only,) = compare(case).verdicts_on("a", "z")
    assert (only.left, only.right) == ("doe-2001", "roe-2002")
    with pytest.raises(fpcase.FpcaseError, match="no variable 'zz'"):
        compare(case).verdicts_on("a", "zz")
    with pytest.raises(fpcase.FpcaseError, match="no author 'moe'; there is doe-2001, roe-2002"):
        compare(case).verdict("moe", "doe-2001", "a", "z")


def test_one_pair_shows_what_each_author_says_and_who_is_silent() -> None:
    """Worked by hand: doe directly and by a detour, roe by a chain, poe not at all."""
    case = synthetic_case(
        {
            "doe-2001": ["a + z", "a + b", "b - z"],
            "roe-2002": ["a + b", "b + z"],
            "poe-2003": ["b + z"],
        }
    )
    found = compare_on(case, "a", "z")
    assert found.table("authors").rows == (
        (
            *("doe-2001", "+", "+ −", "chains", ("doe-2001/c1",)),
            ("doe-2001/c1", "doe-2001/c2", "doe-2001/c3"),
        ),
        ("roe-2002", None, "+", "chains", (), ("roe-2002/c1", "roe-2002/c2")),
    )
    assert found.silent == ("poe-2003",)
    assert "(1 indeterminate)" in found.table("verdicts").caption
    assert found.title == "a → z"
    assert found.facts()["silent"] == ["poe-2003"]
    assert "(no two do)" in compare_on(case, "z", "a").table("verdicts").caption
    with pytest.raises(fpcase.FpcaseError, match="no variable 'y'"):
        compare_on(case, "a", "y")


def test_a_total_over_walks_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verdict that rests on loops run through must say so."""
    monkeypatch.setattr(
        "fpcase.diagrams.effects.total_effect.__kwdefaults__", {"walks": None, "budget": 1}
    )
    comparison = compared(["a + b", "b + c", "c - b", "b + d"], ["a + d"])
    found = on(comparison, "a", "d")
    assert found.over_walks
    assert found.kind is VerdictKind.INDETERMINATE
    assert "In 1 of them a total is over walks" in comparison.table("verdicts").caption


def test_statements_can_be_asked_for_by_author_without_a_view() -> None:
    """A figure needs what is said on each pair, and no more."""
    inferred = claim("a - z", basis=Basis.INFERRED)
    case = synthetic_case({"doe-2001": ["a + z", "reports b + z", inferred], "roe-2002": ["a + z"]})
    (said,) = direct_statements(case, ["doe-2001"]).values()
    assert [statement.position.value for statement in said[ExplanationId("doe-2001")]] == ["+"]
    asked = direct_statements(case, include_inferred=True, include_reports=True)
    assert sum(len(s) for by_author in asked.values() for s in by_author.values()) == 4


def test_silence_is_no_stand() -> None:
    """The default stand says nothing, and leaves everything open."""
    assert not Stand().speaks
    assert len(Stand().open_effects) == 3
    assert verdict_kind(Stand(), Stand()) is VerdictKind.BOTH_SILENT


def test_an_author_without_claims_is_silent() -> None:
    """An empty file is an author with nothing to compare, not an error."""
    case = synthetic_case({"doe-2001": ["a + b"], "roe-2002": []})
    comparison = compare(case)
    assert comparison.verdicts == ()
    assert comparison.found.silent == {("doe-2001", "roe-2002"): 1}
    assert comparison.maps[ExplanationId("roe-2002")].bundles.nodes == ()


@given(case=cases(authors=AUTHORS[:1]))
def test_one_author_alone_has_no_verdicts(case: fpcase.Case) -> None:
    """It takes two."""
    comparison = compare(case)
    assert comparison.verdicts == ()
    assert "1 author," in comparison.tables[0].caption
