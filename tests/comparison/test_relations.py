"""How two statements stand to each other: worked by hand, and the laws that relations keep."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from saying import said, tree
from synthetic import AUTHORS, cases, claim, synthetic_case

import fpcase
from fpcase.comparison import (
    Comparison,
    Ground,
    Kind,
    compare,
    compare_cases,
    compare_on,
    consensus,
)
from fpcase.comparison.meetings import meetings
from fpcase.comparison.relations import Relation, relate
from fpcase.model import Basis, CausalClaim, Condition
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements import Filters, View


def compared(
    doe: Sequence[str | CausalClaim], roe: Sequence[str | CausalClaim], **filters: bool
) -> Comparison:
    """A comparison of two made-up authors."""
    case = synthetic_case({"doe-2001": doe, "roe-2002": roe})
    asked = Filters(
        include_inferred=filters.get("include_inferred", False),
        include_reports=filters.get("include_reports", False),
    )
    return compare(View.of(case, filters=asked))


def relation(one: str, other: str, **periods: str) -> Relation | None:
    """How two statements stand to each other, the second perhaps in another voice or tree."""
    terms = {key: periods.pop(key) for key in list(periods) if len(key) == 1}
    left = said("doe-2001", one, period=periods.get("early"))
    voice = periods.get("voice", "own")
    right = said("roe-2002", other, period=periods.get("late"), voice=voice, number=2)
    used = "".join({*left.matter, *right.matter})
    found = [relate(met) for many in meetings([left, right], tree(terms, used)) for met in many]
    return found[0] if found else None


CONTRADICT, APART, AGREE, COMPATIBLE = (
    *(Kind.CONTRADICT, Kind.PULL_APART),
    *(Kind.AGREE, Kind.COMPATIBLE),
)
WORKED: Mapping[str, tuple[str, str, Kind | None]] = {
    "opposite signs": ("a + z", "a - z", CONTRADICT),
    "claimed and denied": ("a + z", "denies a + z", CONTRADICT),
    "some effect and none": ("a ? z", "a 0 z", CONTRADICT),
    "the same sign": ("a - z", "a - z", AGREE),
    "the same denial": ("denies a - z", "denies a - z", AGREE),
    "negative and not positive": ("a - z", "denies a + z", COMPATIBLE),
    "a sign and an unstated one": ("a + z", "a ? z", COMPATIBLE),
    "another pair": ("a + z", "z + a", None),
    "an effect and a description": ("a + z", "z = high", None),
    "low and high": ("z = low", "z = high", CONTRADICT),
    "no and increase": ("z = no", "z = increase", CONTRADICT),
    "no and yes": ("z = no", "z = yes", CONTRADICT),
    "a denial and its word": ("z = high", "denies z = high", CONTRADICT),
    "low and increase": ("z = low", "z = increase", APART),
    "felt, and felt little": ("z = yes", "z = low", APART),
    "high and falling": ("z = high", "z = decrease", APART),
    "high and not high": ("z = yes", "denies z = high", APART),
    "the same word": ("z = steady", "z = steady", AGREE),
    "high is some": ("z = high", "z = yes", AGREE),
    "rising is some": ("z = yes", "z = increase", AGREE),
    "low or steady, and low": ("z = low or steady", "z = low", AGREE),
    "high and steady": ("z = high", "z = steady", COMPATIBLE),
}


@pytest.mark.parametrize(("one", "other", "kind"), WORKED.values(), ids=WORKED)
def test_every_relation_worked_by_hand(one: str, other: str, kind: Kind | None) -> None:
    """One example for each, so that the words mean what the methods say."""
    found = relation(one, other)
    assert (found.kind if found else None) is kind


def test_disjoint_periods_make_a_difference_of_scope() -> None:
    """Both can be right, so nothing is contradicted; a rough date is said to be one."""
    found = relation("z = low", "z = high", early="1991/1995", late="2014~")
    assert found
    assert (found.kind, found.approximate) == (Kind.DIFFER_BY_SCOPE, True)
    found = relation("a + z", "a - z", early="1991", late="2014")
    assert found
    assert (found.kind, found.approximate) == (Kind.DIFFER_BY_SCOPE, False)
    leaning = relation("z = yes", "z = low", early="1991", late="2014")
    assert leaning
    assert leaning.kind is Kind.COMPATIBLE, "of different times nothing pulls apart"
    calm, war = ([Condition(variable=VariableId("war"), value=value)] for value in ("no", "yes"))
    (only,) = compared(
        [claim("a + z", conditions=calm)], [claim("a - z", conditions=war)]
    ).relations
    assert only.kind is Kind.DIFFER_BY_SCOPE


def test_broader_terms_are_met_by_climbing_and_turning() -> None:
    """More distance is less closeness: two authors may agree in opposite words."""
    found = relation("d - z", "c + z", d="-c")
    assert found
    assert (found.kind, found.matter, found.steps) == (AGREE, ("c", "z"), 1)
    found = relation("d + z", "c + z", d="-c")
    assert found
    assert (found.kind, found.ground) == (CONTRADICT, Ground.OWN_WORDS)
    siblings = relation("d + z", "e - z", d="c", e="c")
    assert siblings
    assert (siblings.kind, siblings.ground) == (CONTRADICT, Ground.AKIN), "a lead, and no finding"


def test_a_denial_speaks_for_narrower_terms_and_not_for_broader_ones() -> None:
    """Who denies that the crisis did it denies it of the annexation; not the reverse."""
    found = relation("denies c + z", "d + z", d="c")
    assert found
    assert (found.kind, found.ground) == (CONTRADICT, Ground.OWN_WORDS)
    found = relation("denies d + z", "c + z", d="c")
    assert found
    assert found.ground is Ground.AKIN


def test_a_description_that_climbs_says_only_that_there_is_some() -> None:
    """High fear of Russia is some fear of neighbours, and little of it is nothing of the kind."""
    found = relation("d = high", "c = no", d="c")
    assert found
    assert (found.kind, found.matter) == (CONTRADICT, ("c",))
    found = relation("d = high", "c = high", d="c")
    assert found
    assert found.kind is AGREE
    assert relation("d = low", "c = high", d="c") is None, "there may be none of it"
    assert relation("d = high", "c = no", d="-c") is None, "only by positive steps"


def test_the_ground_says_whose_word_it_is() -> None:
    """What one only reports or forecasts is firm in another degree."""
    for voice, ground in (("reports", Ground.REPORTED), ("forecasts", Ground.FORECAST)):
        found = relation("z = low", "z = high", voice=voice)
        assert found
        assert found.ground is ground
    both = [said(a, "z = low", voice="reports", number=n) for n, a in enumerate(AUTHORS[:2])]
    assert meetings(both, tree({})) == ((), ())


def test_what_two_denials_exclude_together_contradicts_an_effect() -> None:
    """Who denies both signs leaves no effect, though neither denial says so."""
    comparison = compared(["denies a + z", "denies a - z"], ["a ? z"])
    assert {(one.kind, one.together) for one in comparison.relations} == {(CONTRADICT, True)}
    never = [claim("denies a - z", period="1991"), claim("denies a + z", period="1991")]
    later = compared(never, [claim("a ? z", period="2014/..")])
    assert {one.kind for one in later.relations} == {Kind.DIFFER_BY_SCOPE}


def test_reports_and_inferred_claims_count_as_own_words_only_when_asked_for() -> None:
    """What an author passes on, and what the coder reads into it, are no positions."""
    (reported,) = compared(["a + z"], ["reports a - z"]).relations
    assert (reported.kind, reported.ground) == (CONTRADICT, Ground.REPORTED)
    (asked,) = compared(["a + z"], ["reports a - z"], include_reports=True).relations
    assert asked.ground is Ground.OWN_WORDS
    inferred = claim("a - z", basis=Basis.INFERRED)
    assert not compared(["a + z"], [inferred]).relations
    assert len(compared(["a + z"], [inferred], include_inferred=True).relations) == 1


def test_a_report_stands_for_no_author_who_speaks_in_own_words() -> None:
    """Who passes on a view and corrects it is no party to it; who only passes it on, may be."""
    comparison = compared(["a + z"], ["reports a + z", "a + z"])
    assert [one.kind for one in comparison.relations] == [AGREE]
    assert not compared(["a + z"], ["reports a - z", "a ? z"]).contradictions


def test_a_view_that_is_passed_on_and_not_shared_stands_for_those_who_hold_it() -> None:
    """Who says the contrary in own words reports it of others, who are a party then."""
    comparison = compared(["a + z"], ["reports a - z", "a + z"])
    assert [(one.kind, one.ground) for one in comparison.relations] == [
        (CONTRADICT, Ground.REPORTED),
        (AGREE, Ground.OWN_WORDS),
    ]


def test_a_premise_on_states_in_general_is_no_finding() -> None:
    """A theory's premise and a claim on this case do not contradict each other."""
    premise = claim("a + z", general=True)
    comparison = compared([premise, "a + b"], ["a - z", claim("b - z", general=True)])
    assert not comparison.relations
    assert comparison.totals.general == 2
    assert "1 general." in compared([premise], []).totals.sentence
    others: list[fpcase.Case | View] = [
        synthetic_case({"doe-2001": [claim("a + z", general=True)]}, id="one"),
        synthetic_case({"roe-2002": ["a - z"]}, id="two"),
    ]
    assert not compare_cases(others).arrows


def test_who_says_both_of_a_matter_contradicts_others_in_every_count() -> None:
    """The screen, the counts of two authors and consensus agree: it counts as a relation."""
    comparison = compared(["a + z", "a - z"], ["a + z"])
    assert len(comparison.contradictions) == 1
    counts = comparison.table("counts")
    assert [counts.rows[0][counts.columns.index(kind)] for kind in ("contradict", "agree")] == [
        1,
        1,
    ]
    assert "doe-2001" in consensus(comparison.view, at_least=1).arrows[0].dissenters


def test_chains_tell_how_or_contradict_and_no_chain_clashes() -> None:
    """One author's own two or three claims are held against another's direct claim."""
    (told,) = compared(["a + z"], ["a + b", "b + c", "c + z"]).by_chain
    assert (told.kind, told.ground) == (Kind.TELLS_HOW, Ground.BY_CHAIN)
    assert told.claims == ("doe-2001/c1", "roe-2002/c1", "roe-2002/c2", "roe-2002/c3")
    comparison = compared(["a + z"], ["a + b", "b - z"])
    (point,) = comparison.contradictions
    assert (point.ground, point.authors) == (Ground.BY_CHAIN, ("doe-2001", "roe-2002"))
    silent: dict[str, list[str | CausalClaim]] = {
        "of both signs": ["a + b", "b - z", "a + c", "c + z"],
        "of a sign unstated": ["a ? b", "b - z"],
        "of four claims": ["a + b", "b + c", "c + d", "d - z"],
        "of a premise": [claim("a + b", general=True), "b - z"],
        "whose effect is dated before its cause": [
            claim("a + b", period="2014"),
            claim("b - z", period="1991"),
        ],
        "that joins different times": [
            claim("a + b", period="1991"),
            claim("b - z", period="2014"),
        ],
        "that runs back in time": [
            claim("a + b", period="2014/2015"),
            claim("b - z", period="2013/2014~"),
        ],
        "beside a direct claim": ["a + b", "b - z", "a ? z"],
    }
    for name, chain in silent.items():
        assert not compared(["a + z"], chain).by_chain, name
    early = claim("a + z", period="1991")
    assert not compared([early], ["a + b", claim("b - z", period="2014")]).by_chain
    assert not compared(["denies a - z"], ["a + b", "b + z"]).by_chain, "it says nothing of it"


def test_a_direct_claim_and_the_author_s_own_chain_stand_side_by_side() -> None:
    """The chain may be how it comes about, or another way: neither is taken away."""
    comparison = compared(["a + z", "a + b", "b + z"], [])
    (told,) = comparison.by_chain
    assert told.kind is Kind.TOLD_AT_LENGTH
    assert not compared(["a + z", "a + b", "b - z"], []).by_chain, "two ways, of two signs"


def test_self_contradictions_are_found_directly_and_through_chains() -> None:
    """An author who denies what their own chain amounts to contradicts themself."""
    comparison = compared(
        ["a + b", claim("a - b", period="2014"), "denies c + e", "c + d", "d + e"],
        [claim("a + b", period="1991"), claim("a - b", period="2014")],
    )
    direct, chained = comparison.self_contradictions
    assert (direct.author, direct.matter, direct.through_chains) == ("doe-2001", ("a", "b"), False)
    assert direct.claims == ("doe-2001/c1", "doe-2001/c2")
    assert (chained.author, chained.matter) == ("doe-2001", ("c", "e"))
    assert chained.through_chains
    assert chained.claims == ("doe-2001/c3", "doe-2001/c4", "doe-2001/c5")
    assert not any(one.left.author == one.right.author for one in _contradicting(comparison))
    then_not_now = [claim("a + b", period="1991"), claim("denies a + b", period="2014")]
    never = ["a ? b", "denies a + b", "denies a - b"]
    (only,) = compared(then_not_now, never).self_contradictions
    assert (only.author, only.through_chains) == ("roe-2002", False)
    assert len(only.claims) == 3
    then, now = claim("a ? b", period="1991"), claim("denies a - b", period="2014")
    scattered: list[str | CausalClaim] = [then, "denies a + b", now]
    assert not compared(scattered, []).self_contradictions, "it holds of no one time"


def _contradicting(comparison: Comparison) -> list[Relation]:
    return [one for point in comparison.contradictions for one in point.relations]


def test_who_gives_two_values_for_one_time_is_named_beside_the_pair_which_comes_last() -> None:
    """One half of what such an author says agrees with the other side; neither half is lost."""
    comparison = compared(["a + z", "a - z", "b + z"], ["a + z", "b - z"])
    assert [point.matter for point in comparison.contradictions] == [("b", "z"), ("a", "z")]
    text = comparison.whole_text
    assert "\n A → Z: lowers Doe c2 | raises Roe c1 [Doe says both]\n" in text
    assert "\n A → Z: raises Doe c1, Roe c1 [Doe says both]\n" in text
    both = comparison.table("relations").columns.index("says both")
    assert [row[both] for row in comparison.table("relations").rows] == [
        *(("doe-2001",), (), ("doe-2001",)),
    ]
    assert "THEY CONTRADICT THEMSELVES (1 matter)" in text
    assert "A → Z: raises Doe c1 | lowers Doe c2 [others: raises Roe c1]" in text


def test_of_other_times_and_against_own_chains_an_author_speaks_like_any_other() -> None:
    """Only two own values for one time are named as both; a chain takes no claim away."""
    doe = [claim(f"a {sign} z", period=year) for sign, year in (("+", "2014"), ("-", "2014"))]
    comparison = compared([*doe, claim("a + z", period="1995")], [claim("a - z", period="1995")])
    (point,) = comparison.contradictions
    assert (point.claims, point.say_both) == (("doe-2001/c3", "roe-2002/c1"), ())
    denying = compared(["denies a + c", "a + b", "b + c"], ["a + c"])
    (point,) = denying.contradictions
    assert (point.claims, point.say_both) == (("doe-2001/c1", "roe-2002/c1"), ())
    assert "A → C: does not raise Doe c1 | the contrary by a chain" in denying.whole_text


@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_contradictions_are_all_relations_that_exclude(case: fpcase.Case) -> None:
    """Nothing is lost on the way from relations to points."""
    comparison = compare(case)
    found = (*comparison.relations, *comparison.by_chain)
    expected = {one.claims for one in found if one.kind is CONTRADICT}
    assert {one.claims for one in _contradicting(comparison)} == expected


@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_what_one_author_alone_says_is_what_looking_through_all_claims_finds(
    case: fpcase.Case,
) -> None:
    """Worked by its definition: three discuss the cause, and one alone speaks of the effect."""
    comparison = compare(case)
    said = comparison.statements
    expected = {
        (one.matter[0], one.id)
        for one in said
        if one.carries_chain
        and len({s.author for s in said if one.matter[0] in s.matter}) > 2
        and {s.author for s in said if one.matter[1] in s.matter} == {one.author}
    }
    found = {(one.term, claim.id) for one in comparison.sole_consequences for claim in one.claims}
    assert found == expected


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_removing_an_author_never_changes_a_relation_of_the_others(case: fpcase.Case) -> None:
    """Two authors agree or not whatever a third one says."""
    whole = compare(case)
    for absent in case.explanations:
        left = [author for author in case.explanations if author != absent]
        fewer = {
            (one.kind, one.claims)
            for one in (*whole.relations, *whole.by_chain)
            if absent not in one.authors
        }
        rest = compare(View.of(case, left))
        assert {(one.kind, one.claims) for one in (*rest.relations, *rest.by_chain)} == fewer


def test_one_pair_shows_what_each_author_says_and_who_is_silent() -> None:
    """Worked by hand: doe directly and by a detour, roe by a chain, poe not at all."""
    late = [claim("a + c", period="2014"), claim("c - z", period="1991")]
    case = synthetic_case(
        {
            "doe-2001": ["a + z", "a + b", "b - z"],
            "roe-2002": ["a + b", "b + z", *late],
            "poe-2003": ["b + z", "z + a"],
        }
    )
    found = compare_on(case, "a", "z")
    assert found.table("authors").rows == (
        (
            *("doe-2001", "+", "+ −", "chains", 0, ("doe-2001/c1",)),
            ("doe-2001/c1", "doe-2001/c2", "doe-2001/c3"),
        ),
        ("roe-2002", None, "+", "chains", 1, (), ("roe-2002/c1", "roe-2002/c2")),
    )
    assert found.silent == ("poe-2003",)
    assert "(1 tells how)" in found.table("relations").caption
    assert "Authors who claim the reverse effect: poe-2003." in found.table("authors").caption
    assert found.title == "a → z"
    assert found.facts()["reverse"] == ["poe-2003"]
    assert "(no two authors discuss it)" in compare_on(case, "c", "a").table("relations").caption
    with pytest.raises(fpcase.FpcaseError, match="no variable 'y'"):
        compare_on(case, "a", "y")


def test_an_author_without_claims_is_silent() -> None:
    """An empty file is an author with nothing to compare, not an error."""
    case = synthetic_case({"doe-2001": ["a + b"], "roe-2002": []})
    comparison = compare(case)
    assert comparison.relations == ()
    assert comparison.table("counts").rows[0][-1] == 1, "one is silent on one pair"
    assert comparison.maps[ExplanationId("roe-2002")].bundles.nodes == ()


@given(case=cases(authors=AUTHORS[:1]))
def test_one_author_alone_has_no_relations(case: fpcase.Case) -> None:
    """It takes two."""
    comparison = compare(case)
    assert comparison.relations == ()
    assert "1 author," in comparison.tables[0].caption


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_the_table_of_two_authors_counts_matters(case: fpcase.Case) -> None:
    """Every count can be had again from the points that the first screen has."""
    comparison = compare(case)
    rows = {row[:2]: row for row in comparison.table("counts").rows}
    for left, right in combinations(comparison.authors, 2):
        matters = {
            point.matter
            for point in comparison.contradictions
            if any(set(one.authors) == {left, right} for one in point.relations)
        }
        assert rows[left, right][2] == len(matters)
