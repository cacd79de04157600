"""Made-up authors who part: every verb, figure, caption and export gives one answer."""

import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from synthetic import cases, claim, record, synthetic_case

import fpcase
from fpcase.comparison import Answer, Ground, Kind
from fpcase.comparison.across_cases import Travel
from fpcase.comparison.overlap import shared_arrows
from fpcase.diagrams import EXPORTERS
from fpcase.figures import FIGURES
from fpcase.model import (
    Broader,
    Contest,
    PathPattern,
    Pattern,
    Proposition,
    Selector,
    Sign,
    Theory,
    TheoryFamily,
    Variable,
)
from fpcase.model.ids import CaseId, TheoryId, VariableId
from fpcase.statements import Position

WHY = {
    "why": record(
        Contest,
        id="why",
        question="Why peace?",
        outcome="peace",
        rivals={"doe-2001": "War brings peace.", "roe-2002": "War ends it."},
    )
}
CASE = synthetic_case(
    {
        "doe-2001": [claim("war + peace", period="1991/1999")],
        "roe-2002": [claim("war - peace", period="2014/2020")],
    },
    contests=WHY,
)
STUDY = fpcase.study(CASE)
NEEDED = {
    "chains": {"cause": "war", "effect": "peace"},
    "around": {"variable": "war"},
    "evidence": {"contest": "why"},
}
CONTRADICTION = ("contradict each other", "contradict one another", "exclude each other for the")


def test_the_comparison_says_that_they_differ_by_scope() -> None:
    """They speak of different times, and neither excludes what the other says."""
    comparison = STUDY.compare()
    assert not comparison.table("contradictions").rows
    assert len(comparison.table("scope").rows) == 1


@pytest.mark.parametrize("kind", FIGURES)
def test_no_figure_says_that_they_contradict_each_other(kind: str) -> None:
    """Neither the picture, nor its words for those who cannot see it, nor its caption."""
    figure = STUDY.draw(kind=kind, **NEEDED.get(kind, {}))  # type: ignore[arg-type] # its own options
    for said in (figure.caption, figure.alt_text, figure.svg):
        assert not [word for word in CONTRADICTION if word in said]


@pytest.mark.parametrize("format_", EXPORTERS)
def test_every_export_holds_both_claims(format_: str) -> None:
    """Neither is dropped for the other's sake."""
    text = STUDY.export(format_).text
    assert "war" in text.lower()
    diagram = STUDY.diagram()
    assert sorted(data["sign"] for *_, data in diagram.edges(data=True)) == ["negative", "positive"]


def test_no_verb_counts_a_contradiction(tmp_path: Path) -> None:
    """Consensus, sensitivity, chains and a pair alone read the one comparison."""
    (arrow, *_) = STUDY.consensus(at_least=1).arrows
    assert arrow.dissenters == ()
    assert STUDY.compare(on=("war", "peace")).to_json().count('"contradict"') == 0
    written = STUDY.tables(tmp_path / "rows")
    assert len((written / "claims.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert json.loads(STUDY.chains("war", "peace").to_json())["total_effect"] == ["+", "−"]


def parting(case: fpcase.Case, kind: Kind) -> dict[str, set[tuple[object, ...]]]:
    """The pairs of variables on which each verb says that two authors stand so to each other."""
    study = fpcase.study(case)
    comparison = study.compare()
    pairs = {one.matter for one in comparison.view.causal}
    counts = comparison.table("counts")
    points = comparison.contradictions if kind is Kind.CONTRADICT else comparison.agreements
    found: dict[str, set[tuple[object, ...]]] = {
        "compare": {matter for one in points for matter in (one.matter, *one.alike)},
        "table": {row[2:4] for row in comparison.table("relations").rows if row[0] == kind.value}
        | {row[2:4] for row in comparison.table("by-chain").rows if row[0] == kind.value},
        "--on a pair": {
            pair
            for pair in pairs
            if any(one.kind is kind for one in study.compare(on=pair).relations)
        },
        "--on a variable": {
            one.matter
            for variable in {term for pair in pairs for term in pair}
            for one in study.compare(on=variable).relations
            if one.kind is kind
        },
        "sensitivity": {
            flip.matter
            for variable in {pair[1] for pair in pairs}
            for flip in study.sensitivity(if_split=variable).flips
            if kind.value in flip.before
        },
    }
    assert any(row[counts.columns.index(kind.value)] for row in counts.rows) is bool(points)
    shared = study.draw(kind="shared").caption
    if kind is Kind.CONTRADICT:
        own = {one.matter for one in points if one.ground.value == "own words"}
        assert {a.pair for a in study.consensus(at_least=1).arrows if a.dissenters} == own
        assert ("Contradicted" in shared) is bool(own)
    else:
        found["consensus"] = {one.pair for one in study.consensus(at_least=2).arrows}
        assert f", {len(found['compare'])} of two or more authors" in shared
    return found


WAR_PEACE = ("war", "peace")
PREMISE = claim("war + peace", general=True)
BACKWARD: list[str | fpcase.model.CausalClaim] = [
    claim("war + trade", period="2014/2015"),
    claim("trade - peace", period="2013/2014~"),
]
Said = dict[str, list[str | fpcase.model.CausalClaim]]
WORLDS: dict[str, tuple[Said, set[Kind]]] = {
    "opposite": ({"doe-2001": ["war + peace"], "roe-2002": ["war - peace"]}, {Kind.CONTRADICT}),
    "alike": ({"doe-2001": ["war + peace"], "roe-2002": ["war + peace"]}, {Kind.AGREE}),
    "of both minds": (
        {"doe-2001": ["war + peace", "war - peace"], "roe-2002": ["war + peace"]},
        {Kind.AGREE, Kind.CONTRADICT},
    ),
    "a premise denied": ({"doe-2001": [PREMISE], "roe-2002": ["war - peace"]}, set()),
    "a premise shared": ({"doe-2001": [PREMISE], "roe-2002": ["war + peace"]}, set()),
    "by a chain": (
        {"doe-2001": ["war + peace"], "roe-2002": ["war + trade", "trade - peace"]},
        {Kind.CONTRADICT},
    ),
    "by a chain back in time": ({"doe-2001": ["war + peace"], "roe-2002": BACKWARD}, set()),
    "by a chain with a premise": (
        {
            "doe-2001": ["war + peace"],
            "roe-2002": [claim("war + trade", general=True), "trade - peace"],
        },
        set(),
    ),
}


@pytest.mark.parametrize(("said", "kinds"), WORLDS.values(), ids=WORLDS)
def test_every_verb_counts_the_same_contradictions_and_agreements(
    said: Said, kinds: set[Kind]
) -> None:
    """Worked by hand: what one verb calls impossible, or a premise, no other verb counts."""
    case = synthetic_case(said)
    for kind in (Kind.CONTRADICT, Kind.AGREE):
        for verb, found in parting(case, kind).items():
            assert found == ({WAR_PEACE} if kind in kinds else set()), (verb, kind)


EXPECTED = Theory(
    id=TheoryId("realism"),
    name="Realism",
    family=TheoryFamily.REALISM,
    propositions=[
        record(
            Proposition,
            id="war-ends-peace",
            text="War ends peace.",
            expects=Pattern(
                some_path=PathPattern(
                    cause=Selector(variables=["war"]), effect=Selector(variables=["peace"])
                )
            ),
        )
    ],
)


@pytest.mark.parametrize("world", ["by a chain back in time", "by a chain with a premise"])
def test_a_chain_that_counts_nowhere_counts_in_no_verb(world: str) -> None:
    """Neither in a total, nor for a theory, nor across cases, nor as a deeper cause."""
    case = synthetic_case(WORLDS[world][0], theories={EXPECTED.id: EXPECTED})
    study = fpcase.study(case).only("roe-2002")
    assert study.chains(*WAR_PEACE).total.signs == ()  # type: ignore[union-attr]  # it is pooled
    assert study.compare(on=WAR_PEACE).table("authors").rows == ()
    (finding,) = study.congruence().findings
    assert finding.decided.answer is Answer.NOT_ADDRESSED
    whole = fpcase.study(case)
    assert not whole.compare().by_chain
    assert whole.chains(*WAR_PEACE).total.signs == (Position.PLUS,)  # type: ignore[union-attr]
    other = attrs.evolve(case, id=CaseId("other"))
    assert {arrow.travel for arrow in whole.across(other).arrows} == {Travel.SAME}


def test_a_premise_is_in_no_table_of_what_is_said_of_the_case() -> None:
    """It stands among the totals, and in the author's own pages."""
    case = synthetic_case(WORLDS["a premise shared"][0])
    study = fpcase.study(case)
    comparison = study.compare()
    assert comparison.totals.general == 1
    assert not comparison.table("variables").rows
    assert not comparison.table("arrows").rows
    assert comparison.reversing((VariableId("peace"), VariableId("war"))) == ("roe-2002",)
    assert study.overlap().jaccard("doe-2001", "roe-2002") == 0
    assert not study.only("doe-2001").centrality().variables
    assert study.only("roe-2002").across(attrs.evolve(case, id=CaseId("other"))).arrows


def under(case: fpcase.Case, **broader: Broader) -> fpcase.Case:
    """The case, some of its terms under broader ones."""
    added = {
        VariableId(v): record(Variable, id=v, name=v.capitalize(), definition=f"How much {v}.")
        for v in {*broader, *(one.variable for one in broader.values())}
    }
    variables = {**added, **case.variables}
    hung = {v: attrs.evolve(one, broader=broader.get(v)) for v, one in variables.items()}
    return attrs.evolve(case, variables=hung)


def test_who_denies_an_effect_of_the_broader_term_is_named_by_every_verb() -> None:
    """The denial speaks for the narrower term too: a dissenter, and not silent."""
    said = {"doe-2001": ["denies crisis ? threat"], "roe-2002": ["annexation + threat"]}
    case = under(synthetic_case(said), annexation=record(Broader, variable="crisis"))
    study = fpcase.study(case)
    assert len(study.compare().contradictions) == 1
    assert [(one.authors, one.dissenters) for one in study.consensus(at_least=1).arrows] == [
        (("roe-2002",), ("doe-2001",))
    ]
    assert "1 contradicted by another" in study.consensus(at_least=1).tables[0].caption
    assert study.draw(kind="shared").caption.count("Contradicted")
    for cause in ("crisis", "annexation"):
        found = study.compare(on=(cause, "threat"))
        assert found.facts()["silent"] == []
        assert [one.kind for one in found.relations] == [Kind.CONTRADICT]
    assert study.compare(on=("threat", "crisis")).facts()["silent"] == list(said)


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ({"annexation": "crisis"}, {"annexation": "war"}, ("annexation",)),
        ({"annexation": "crisis"}, {"crisis": "annexation"}, ("annexation", "crisis")),
        ({"annexation": "crisis"}, {"crisis": "war"}, ()),
    ],
)
def test_cases_compare_alike_in_either_order(
    here: dict[str, str], there: dict[str, str], apart: tuple[str, ...]
) -> None:
    """Where two cases hang a variable under different terms, neither counts, and a note says so."""
    terms = ({v: record(Broader, variable=up) for v, up in hung.items()} for hung in (here, there))
    one = under(synthetic_case({"doe-2001": ["annexation + threat"]}), **next(terms))
    two = under(synthetic_case({"roe-2002": ["crisis - threat"]}), **next(terms))
    two = attrs.evolve(two, id=CaseId("two"))
    found, again = (fpcase.study(a).across(b) for a, b in ((one, two), (two, one)))
    assert found.apart == again.apart == apart
    assert ("give different broader terms" in found.tables[0].caption) is bool(apart)
    travels = [[(arrow.pair, arrow.travel) for arrow in made.arrows] for made in (found, again)]
    assert travels[0] == travels[1] == ([] if apart else [(("crisis", "threat"), Travel.OPPOSED)])


@settings(max_examples=30, deadline=None)
@given(case=cases(most=5))
def test_arrows_shared_and_denied_are_the_relations_in_own_words(case: fpcase.Case) -> None:
    """The law behind the examples: two ways to count come to one."""
    turned = record(Broader, variable="d", sign=Sign.NEGATIVE)
    comparison = fpcase.compare(under(case, a=record(Broader, variable="b"), c=turned))
    own = [one for one in comparison.relations if one.ground is Ground.OWN_WORDS]
    arrows = list(shared_arrows(comparison))
    alike = (one for one in own if one.kind is Kind.AGREE and one.left.matter == one.right.matter)
    assert {one.left.matter for one in alike} == {
        arrow.pair for arrow in arrows if len(arrow.authors) > 1
    }
    opposed = (one for one in own if one.kind is Kind.CONTRADICT)
    assert {side.matter for one in opposed for side in (one.left, one.right)} == {
        arrow.pair for arrow in arrows if arrow.dissenters
    }
