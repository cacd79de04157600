"""Filters, and concepts taken more broadly, as opposites, or as one."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import cases, claim, synthetic_case

import fpcase
from fpcase import Case
from fpcase.model import (
    Basis,
    Broader,
    CausalClaim,
    ClaimId,
    DescriptiveClaim,
    Edtf,
    ExplanationId,
    JointCause,
    LevelOfAnalysis,
    Modality,
    Prediction,
    PredictionId,
    Sign,
    Stance,
    Variable,
    VariableId,
)
from fpcase.statements import Filters, View, tree_of
from fpcase.statements.concepts import combine_opposites, merge, split_by_author, zoom_to


def variable(name: str, **given: Any) -> Variable:  # noqa: ANN401 - as the record's fields type them
    """A variable."""
    return Variable(
        id=VariableId(name), name=name, definition=name, **{"level": LevelOfAnalysis.STATE, **given}
    )


def with_terms(case: Case, **terms: dict[str, Any]) -> Case:
    """The case with other facts about some variables."""
    named = {VariableId(name): variable(name, **facts) for name, facts in terms.items()}
    return attrs.evolve(case, variables={**case.variables, **named})


def arrows(case: Case) -> list[str]:
    """What a case claims, in short."""
    return [
        f"{' & '.join(f'{v}{s.value[0]}' for v, s in c.signed_causes)} {c.effect}"
        for _, _, c in case.claims()
    ]


def described(
    case: Case,
    said: Sequence[tuple[str, str, str | None]],
    *,
    denied: tuple[str, str],
    expected: tuple[str, str, str],
) -> Case:
    """The case with descriptions and a forecast by its first author."""
    claims = [
        DescriptiveClaim(
            id=ClaimId(f"d{number}"),
            variable=VariableId(about),
            value=word,
            period=Edtf(period) if period else None,
        )
        for number, (about, word, period) in enumerate(said)
    ]
    claims.append(
        DescriptiveClaim(
            id=ClaimId("d9"),
            variable=VariableId(denied[0]),
            value=denied[1],
            stance=Stance.DENIES,
        )
    )
    forecast = Prediction(
        id=PredictionId("p1"),
        text="...",
        variable=VariableId(expected[0]),
        value=expected[1],
        due=Edtf(expected[2]),
    )
    first, *others = case.explanations.values()
    first = attrs.evolve(
        first, descriptions={one.id: one for one in claims}, predictions=[forecast]
    )
    return attrs.evolve(case, explanations={one.id: one for one in (first, *others)})


RICH = with_terms(
    synthetic_case(
        {
            "doe-2001": [
                claim("crimea + fear", period="2014"),
                claim("boom + ties", period="1995", modality=Modality.SUFFICIENT),
                claim("slump - fear", basis=Basis.INFERRED),
                "reports crimea - ties",
                "crimea + crisis",
                "boom - slump",
            ],
            "roe-2002": ["crisis + fear", claim("slump & crimea - boom"), "fear + boom"],
        }
    ),
    crimea={"broader": VariableId("crisis"), "level": LevelOfAnalysis.SYSTEM},
    crisis={"broader": VariableId("conflict"), "level": LevelOfAnalysis.SYSTEM},
    conflict={"level": LevelOfAnalysis.SYSTEM},
    slump={"opposite": VariableId("boom")},
    boom={"opposite": VariableId("slump")},
)
ASKED: dict[str, Any] = {
    "include_inferred": True,
    "include_reports": True,
    "period": "2000/..",
    "opposites": True,
    "zoom": "crisis",
    "merges": [("ties", "fear")],
    "levels": ["state", "system"],
}


def asked(names: Sequence[str]) -> Filters:
    """Some filters, in this order."""
    return Filters(**{name: ASKED[name] for name in names})


def test_filters_are_applied_in_one_order_whatever_order_they_are_asked_in() -> None:
    """The same filters must give the same claims, and say what each did."""
    assert tuple(ASKED) == tuple(one.name for one in attrs.fields(Filters))
    expected = View.of(RICH, filters=asked(list(ASKED)))
    for order in list(permutations(ASKED))[::500]:
        view = View.of(RICH, filters=asked(order))
        assert (view.case, view.applied) == (expected.case, expected.applied)
    assert [said.split()[0] for said in expected.applied] == [
        "period",
        "opposites",
        "crisis",
        "ties",
        "both",
    ]


def test_a_view_leaves_out_inferred_claims_and_reports_unless_asked_for() -> None:
    """What authors say comes first; the caption says which claims count."""
    plain = View.of(RICH)
    assert len(arrows(plain.case)) == 7
    assert plain.basis.startswith("2 authors, without inferred claims; reports are not counted ")
    both = View.of(RICH, filters=Filters(include_inferred=True, include_reports=True))
    assert arrows(both.case) == arrows(RICH)
    assert "with inferred claims; reports are counted as the authors' own claims." in both.basis
    assert plain.whole == RICH


def test_a_period_keeps_undated_claims_and_counts_them() -> None:
    """A claim without a date speaks of any time."""
    view = View.of(RICH, filters=Filters(period="2010/2020"))
    assert "boomp ties" not in arrows(view.case)
    assert view.applied == ("period 2010/2020, 5 undated claims kept (1 claim left out)",)
    with pytest.raises(fpcase.FpcaseError, match="period: 'lately' is not a date"):
        View.of(RICH, filters=Filters(period="lately"))


def test_levels_keep_claims_with_both_ends_there() -> None:
    """A level is asked for by its word; another word is refused with those that there are."""
    view = View.of(RICH, filters=Filters(levels="system"))
    assert arrows(view.case) == ["crimeap crisis"]
    assert view.applied == ("both ends at the system level (6 claims left out)",)
    with pytest.raises(fpcase.FpcaseError, match="levels: expected one of individual, domestic"):
        View.of(RICH, filters=Filters(levels=["global"]))


def test_zooming_puts_a_term_in_the_place_of_all_under_it_and_counts_what_falls_within() -> None:
    """Crimea is part of the crisis, and the crisis of the conflict."""
    assert above(RICH, "crimea") == ["crimea", "crisis", "conflict"]
    once, said = zoom_to(RICH, ["crisis"])
    assert "crisisp fear" in arrows(once)
    assert "(1 variable; " in said
    twice, said = zoom_to(RICH, ["crisis", "conflict"])
    assert "conflictp fear" in arrows(twice)
    assert said.startswith("crisis, conflict in place of narrower terms (2 variables; 1 claim left")
    assert zoom_to(RICH, [])[0] == RICH
    with pytest.raises(fpcase.FpcaseError, match="no variable 'crysis'; did you mean 'crisis'"):
        View.of(RICH, filters=Filters(zoom="crysis"))
    with pytest.raises(fpcase.FpcaseError, match="zoom: expected ids of broader terms"):
        Filters(zoom=1)  # type: ignore[arg-type]  # what the test is about
    loop = with_terms(RICH, conflict={"broader": VariableId("crimea")})
    assert above(loop, "crimea") == ["crimea", "crisis", "conflict"]
    less = Broader(variable=VariableId("conflict"), sign=Sign.NEGATIVE)
    turned = with_terms(RICH, crisis={"broader": less, "level": LevelOfAnalysis.SYSTEM})
    assert arrows(zoom_to(turned, ["conflict"])[0]) != arrows(twice)


def above(case: Case, term: str) -> list[str]:
    """A term and its broader terms."""
    return [way.term for way in tree_of(case).line(VariableId(term))]


def says(case: Case) -> list[str]:
    """What a case's descriptions and forecasts say, in short."""
    described = [
        f"{'not ' * (one.stance is Stance.DENIES)}{one.variable} {' or '.join(one.value)}"
        for _, _, one in case.descriptions()
    ]
    return described + [
        f"{one.variable} {' or '.join(one.value)}?"
        for author in case.explanations.values()
        for one in author.predictions
    ]


DESCRIBED = described(
    RICH,
    [("crimea", "high", None), ("crimea", "low", "1995"), ("boom", "yes", None)],
    denied=("crimea", "no"),
    expected=("slump", "increase", "1991"),
)


def test_filters_and_changes_of_concepts_take_descriptions_along() -> None:
    """What was so is looked at as what moved what is."""
    assert says(View.of(DESCRIBED, filters=Filters(period="2014")).case) == [
        "crimea high",
        "boom yes",
        "not crimea no",
    ]
    at = View.of(DESCRIBED, filters=Filters(levels="state")).case
    assert says(at) == ["boom yes", "slump increase?"]
    zoomed, said = zoom_to(DESCRIBED, ["crisis"])
    assert says(zoomed) == ["crisis yes", "boom yes", "crisis yes", "slump increase?"]
    assert "2 claims left out" in said, "one within the term, and little of it may be none"
    merged, _ = merge(DESCRIBED, "crimea", "fear")
    assert says(merged)[:2] == ["fear high", "fear low"]
    opposite, _ = combine_opposites(DESCRIBED)
    first = next(v for v in DESCRIBED.variables if v in {"boom", "slump"})
    expected = {"boom": "boom decrease?", "slump": "boom yes"}[first]
    assert expected in says(opposite)
    own = with_terms(DESCRIBED, fear={"values": ["some", "none"]})
    assert says(merge(own, "crimea", "fear")[0])[:1] == ["fear high"]


def test_opposites_become_one_with_the_sign_turned_round() -> None:
    """A boom that brings ties closer is a slump that loosens them."""
    combined, said = combine_opposites(RICH)
    assert "boomp ties" in arrows(combined)
    assert "boomp fear" in arrows(combined)
    assert "boomn slump" not in arrows(combined)
    assert said == "opposites combined (slump as its opposite boom; 1 claim left out)"
    other = with_terms(
        synthetic_case({"doe-2001": [claim("a + z", modality=Modality.NECESSARY), "b + z"]}),
        b={"opposite": VariableId("a")},
        z={"opposite": VariableId("y")},
        y={},
    )
    turned, _ = combine_opposites(other)
    assert arrows(turned) == ["ap z", "an z"]
    assert combine_opposites(synthetic_case({}))[1].startswith("opposites combined (there are none")
    itself = with_terms(RICH, slump={"opposite": VariableId("slump")}, boom={})
    assert combine_opposites(itself)[0] == itself


def test_joint_causes_are_replaced_one_by_one() -> None:
    """Two joint causes may become one; if their signs then differ, the sign is unstated."""
    joint = CausalClaim(
        id=claim("x + y").id,
        causes=[
            JointCause(variable=VariableId("a")),
            JointCause(variable=VariableId("b"), sign=Sign.NEGATIVE),
            JointCause(variable=VariableId("c")),
        ],
        effect=VariableId("z"),
        sign=Sign.POSITIVE,
        stance=Stance.ASSERTS,
    )
    case = synthetic_case({"doe-2001": [joint]})
    merged, _ = merge(case, "b", "a")
    assert arrows(merged) == ["au & cp z"]
    fewer, _ = merge(case, "c", "z")
    assert arrows(fewer) == ["ap & bn z"]
    single, _ = merge(merge(case, "b", "a")[0], "c", "a")
    assert arrows(single) == ["au z"]


def test_merging_takes_two_known_and_different_variables() -> None:
    """A slip of the pen in a variable's name is named, with the nearest that exists."""
    merged, said = merge(RICH, "crisis", "crimea")
    assert said == "crisis treated as crimea (1 claim between the two left out)"
    assert "crisisp fear" not in arrows(merged)
    with pytest.raises(fpcase.FpcaseError, match="no variable 'crysis'; did you mean 'crisis'"):
        merge(RICH, "crysis", "crimea")
    with pytest.raises(fpcase.FpcaseError, match="found 'crisis' twice"):
        merge(RICH, "crisis", "crisis")


def test_splitting_gives_each_author_a_variable_of_their_own() -> None:
    """Two authors may use one word and mean two things."""
    taken = with_terms(RICH, **{"fear-of-doe-2001": {}})
    split, own = split_by_author(taken, "fear")
    assert own == {"doe-2001": "fear-of-doe-2001-alone", "roe-2002": "fear-of-roe-2002"}
    assert split.variables[own[ExplanationId("roe-2002")]].name == "Fear (roe-2002)"
    assert "crisisp fear-of-roe-2002" in arrows(split)
    assert not any("fear" in split.explanations[a].explains for a in split.explanations)


def test_intervening_variables_are_replaced_too() -> None:
    """The way that a claim takes is told in the same concepts as its ends."""
    way = claim("a + z", intervening=[VariableId("b")])
    merged, _ = merge(synthetic_case({"doe-2001": [way, "b + c"]}), "b", "c")
    assert merged.claim("doe-2001/c1").intervening == ("c",)


@given(case=cases(), data=st.data())
def test_combining_opposites_twice_changes_nothing_more(case: Case, data: st.DataObject) -> None:
    """After combining, no variable is left whose opposite is used."""
    names = sorted(case.variables)
    if len(names) > 1:
        one, other = data.draw(st.permutations(names))[:2]
        case = with_terms(
            case,
            **{one: {"opposite": VariableId(other)}, other: {"opposite": VariableId(one)}},
        )
    once, _ = combine_opposites(case)
    assert combine_opposites(once)[0] == once


def test_a_view_draws_what_counts() -> None:
    """Reports of no effect are drawn by nobody's chains."""
    case = synthetic_case({"doe-2001": ["reports a 0 b", "reports b + c"], "roe-2002": ["c + d"]})
    view = View.of(case, filters=Filters(include_reports=True))
    assert sorted(fpcase.causal_diagram(view)) == ["b", "c", "d"]
    assert sorted(fpcase.causal_diagram(view, "roe-2002")) == ["c", "d"]
    assert isinstance(view, View)


def test_authors_come_in_the_order_asked_for_and_unknown_ones_are_refused() -> None:
    """One name alone may stand without a list."""
    assert View.of(RICH, ["roe-2002", "doe-2001"]).authors == ("roe-2002", "doe-2001")
    assert View.of(RICH, "roe-2002").authors == ("roe-2002",)
    with pytest.raises(fpcase.FpcaseError, match="no author 'moe'; available: doe-2001, roe-2002"):
        View.of(RICH, ["moe"])
