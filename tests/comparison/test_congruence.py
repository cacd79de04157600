"""Theories against explanations, and the ledger of predictions."""

from collections.abc import Sequence
from typing import Any

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase import Case
from fpcase.comparison import Answer, congruence, prediction_ledger
from fpcase.comparison.patterns import Decided
from fpcase.model import (
    Basis,
    CausalClaim,
    Condition,
    EveryPathPattern,
    LevelOfAnalysis,
    Locator,
    LoopPattern,
    NoPathPattern,
    PathPattern,
    Pattern,
    Prediction,
    PredictionOutcome,
    PredictionStatus,
    Proposition,
    Rejection,
    Selector,
    SharePattern,
    Sign,
    Theory,
    TheoryFamily,
    Variable,
)
from fpcase.model.ids import (
    ExplanationId,
    FullPredictionId,
    PredictionId,
    PropositionId,
    SourceId,
    TheoryId,
    VariableId,
)
from fpcase.statements import Filters, View

SYSTEM = Selector(level=[LevelOfAnalysis.SYSTEM])
DOMESTIC = Selector(level=[LevelOfAnalysis.DOMESTIC])
OUTCOME = Selector(outcome=True)
ELITE = Selector(tags=["elite"])
LEVELS = {
    "war": LevelOfAnalysis.SYSTEM,
    "regime": LevelOfAnalysis.DOMESTIC,
    "fear": LevelOfAnalysis.INDIVIDUAL,
    "fog": None,
}


def theory_case(
    claims: Sequence[str | CausalClaim],
    *patterns: Pattern | None,
    **given: Any,  # noqa: ANN401 - any field
) -> Case:
    """A case with one author, who explains z, and one theory with these patterns."""
    case = synthetic_case({"doe-2001": claims}, explains={"doe-2001": ["z"]}, levels=LEVELS)
    theory = Theory(
        id=TheoryId("school"),
        name="School",
        family=TheoryFamily.REALISM,
        propositions=[
            Proposition(id=PropositionId(f"p{number}"), text="...", expects=pattern)
            for number, pattern in enumerate(patterns)
        ],
    )
    explanation = attrs.evolve(case.explanations[ExplanationId("doe-2001")], **given)
    fear = {
        VariableId(name): attrs.evolve(case.variables[VariableId(name)], tags=["elite"])
        for name in ("fear",)
        if name in case.variables
    }
    return attrs.evolve(
        case,
        variables={**case.variables, **fear},
        theories={theory.id: theory},
        explanations={explanation.id: explanation},
    )


def decided(claims: Sequence[str | CausalClaim], pattern: Pattern, **options: Any) -> Decided:  # noqa: ANN401 - passed on
    """What the only author's diagram answers to a pattern."""
    counts = ("include_inferred", "include_reports")
    filters = Filters(**{name: options.pop(name, False) for name in counts})
    view = View.of(theory_case(claims, pattern), filters=filters)
    return congruence(view, **options).findings[0].decided


SOME = Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME))
SOME_THROUGH = Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME, through=ELITE))
EVERY = Pattern(every_path=EveryPathPattern(cause=SYSTEM, effect=OUTCOME, through=ELITE))
NO = Pattern(no_path=NoPathPattern(cause=DOMESTIC, effect=OUTCOME))
LOOP = Pattern(loop=LoopPattern(through=ELITE))
RAISES = Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME, sign=Sign.POSITIVE))
LOWERS = Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME, sign=Sign.NEGATIVE))
SHARE = Pattern(outcome_cause_share=SharePattern(level=[LevelOfAnalysis.SYSTEM], at_least=0.5))

WORKED: dict[str, tuple[list[str], Pattern, Answer, tuple[str, ...]]] = {
    "a path": (["war + a", "a + z"], SOME, Answer.MET, ("war", "a", "z")),
    "no path": (["war + a", "b + z"], SOME, Answer.NOT_ADDRESSED, ()),
    "no such cause": (["a + z"], SOME, Answer.NOT_ADDRESSED, ()),
    "no such effect": (["war + a"], SOME, Answer.NOT_ADDRESSED, ()),
    "through": (
        ["war + z", "war + fear", "fear + z"],
        SOME_THROUGH,
        Answer.MET,
        ("war", "fear", "z"),
    ),
    "not through": (["war + z", "fear + z"], SOME_THROUGH, Answer.NOT_MET, ("war", "z")),
    "through, unconnected": (["war + a", "fear + z"], SOME_THROUGH, Answer.NOT_ADDRESSED, ()),
    "every": (["war + fear", "fear + z"], EVERY, Answer.MET, ("war", "fear", "z")),
    "not every": (
        ["war + fear", "fear + z", "war + a", "a + z"],
        EVERY,
        Answer.IN_PART,
        ("war", "a", "z"),
    ),
    "every, and none": (["war + a", "a + z", "fear + z"], EVERY, Answer.NOT_MET, ("war", "a", "z")),
    "of the sign": (["war + a", "a + z"], RAISES, Answer.MET, ("war", "a", "z")),
    "of two negative signs": (["war - a", "a - z"], RAISES, Answer.MET, ("war", "a", "z")),
    "of the other sign": (["war + a", "a + z"], LOWERS, Answer.NOT_MET, ("war", "a", "z")),
    "of no stated sign": (["war ? a", "a + z"], LOWERS, Answer.NOT_ADDRESSED, ()),
    "directly of the other sign": (
        ["war + z", "war + a", "a - z"],
        LOWERS,
        Answer.NOT_MET,
        ("war", "z"),
    ),
    "three claims long": (
        ["war + a", "a + b", "b + z"],
        SOME,
        Answer.MET,
        ("war", "a", "b", "z"),
    ),
    "four claims long": (["war + a", "a + b", "b + c", "c + z"], SOME, Answer.NOT_ADDRESSED, ()),
    "every, unconnected": (["war + a", "a + fear", "b + z"], EVERY, Answer.NOT_ADDRESSED, ()),
    "every, no cause": (["a + z"], EVERY, Answer.NOT_ADDRESSED, ()),
    "none": (["regime + a", "b + z"], NO, Answer.MET, ()),
    "one too many": (["regime + z"], NO, Answer.NOT_MET, ("regime", "z")),
    "none to be had": (["a + z"], NO, Answer.NOT_ADDRESSED, ()),
    "loop": (["fear + a", "a + fear", "fear + z"], LOOP, Answer.MET, ("fear", "a", "fear")),
    "no loop": (["fear + z"], LOOP, Answer.NOT_MET, ()),
    "nothing to loop": (["a + z"], LOOP, Answer.NOT_ADDRESSED, ()),
    "half": (["war + z", "a + z"], SHARE, Answer.MET, ()),
    "less than half": (["war + z", "a + z", "fog + z"], SHARE, Answer.NOT_MET, ()),
    "no causes": (["war + a", "z + z"], SHARE, Answer.NOT_ADDRESSED, ()),
}


@pytest.mark.parametrize(("claims", "pattern", "answer", "path"), WORKED.values(), ids=WORKED)
def test_every_pattern_worked_by_hand(
    claims: list[str], pattern: Pattern, answer: Answer, path: tuple[str, ...]
) -> None:
    """One example for each way in which a pattern is met, broken or not spoken of."""
    found = decided(claims, pattern)
    assert (found.answer, found.path) == (answer, path)


def test_shares_are_compared_as_fractions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven of twenty-five are 0.28 of them, whatever binary numbers make of it."""
    for number in range(7):
        monkeypatch.setitem(LEVELS, f"v{number}", LevelOfAnalysis.SYSTEM)
    pattern = SharePattern(level=[LevelOfAnalysis.SYSTEM], at_least=0.28)
    claims = [f"v{number} + z" for number in range(25)]
    assert decided(claims, Pattern(outcome_cause_share=pattern)).answer is Answer.MET


def test_what_an_author_denies_is_another_answer_than_silence() -> None:
    """An author who names a cause and says that it does nothing has taken a stand."""
    found = decided(["denies war + z", "a + z"], RAISES)
    assert (found.answer, found.path) == (Answer.DENIED, ("war", "z"))
    assert found.claims == ("doe-2001/c1",)
    assert decided(["war 0 z"], SOME).answer is Answer.DENIED
    assert decided(["denies war + z", "a + z"], LOWERS).answer is Answer.NOT_ADDRESSED


def test_a_proposition_with_a_sign_is_not_met_by_its_opposite_and_is_denied_by_a_denial() -> None:
    """Fault 30: balancers, bandwagoners and deniers gave one answer, "met" or "not addressed"."""
    answers = [
        decided([said], RAISES).answer
        for said in ("war + z", "war - z", "denies war + z", "war 0 z")
    ]
    assert answers == [Answer.MET, Answer.NOT_MET, Answer.DENIED, Answer.DENIED]
    assert decided(["denies war + z"], SOME).answer is Answer.NOT_ADDRESSED, "it may lower z"


def test_met_says_for_how_many_of_the_causes_it_holds() -> None:
    """A theory that an author follows throughout differs from one followed once."""
    either = Selector(level=[LevelOfAnalysis.SYSTEM, LevelOfAnalysis.DOMESTIC])
    by_either = Pattern(some_path=PathPattern(cause=either, effect=OUTCOME))
    case = theory_case(["war + z", "war + a", "regime - b"], SOME, by_either)
    assert [one.decided.short for one in congruence(case).findings] == [
        "met, 1 of 1 cause",
        "met, 1 of 2 causes",
    ]


def test_a_denial_beside_a_path_is_noted() -> None:
    """The author may deny one thing of a cause and claim another."""
    found = decided(["denies war ? z", "war + a", "a + z"], SOME)
    assert (found.answer, found.path) == (Answer.MET, ("war", "a", "z"))
    assert found.note == "the author also denies such an effect: doe-2001/c1"


def test_a_denial_says_nothing_of_the_way_that_a_path_takes() -> None:
    """Whoever has war move z past fear argues otherwise than through fear."""
    found = decided(["war + z", "denies war - z", "fear + z"], SOME_THROUGH)
    assert (found.answer, found.path) == (Answer.NOT_MET, ("war", "z"))


def test_a_way_is_denied_only_by_a_denial_that_names_it() -> None:
    """Who denies that war moves z does not deny that it would do so by way of fear."""
    effect = decided(["denies war ? z", "fear + z"], SOME_THROUGH)
    assert effect.answer is Answer.NOT_ADDRESSED
    assert effect.note.startswith("the author denies the effect, without saying how it would work")
    way = claim("denies war ? z", intervening=["fear"])
    found = decided([way, "fear + z"], SOME_THROUGH)
    assert (found.answer, found.claims) == (Answer.DENIED, ("doe-2001/c1",))


def test_a_path_that_is_denied_is_none() -> None:
    """The strongest way to keep a cause out is to say that it does nothing."""
    found = decided(["denies regime + z", "a + z"], NO)
    assert (found.answer, found.claims) == (Answer.MET, ("doe-2001/c1",))
    assert found.note == "the author says so explicitly"


def test_what_is_said_in_general_or_of_others_is_no_argument_about_the_case() -> None:
    """A theory announced in a chapter of its own may never be put to work."""
    general = decided([claim("war + z", general=True), "a + z"], SOME)
    assert general.answer is Answer.NOT_ADDRESSED
    assert general.note == "stated only in general: doe-2001/c1"
    told = ["reports war + z", "reports war - z", "a + z"]
    reported = decided(told, SOME)
    assert reported.answer is Answer.NOT_ADDRESSED
    assert reported.note == "only reported: doe-2001/c1, doe-2001/c2"
    assert decided(told, SOME, include_reports=True).answer is Answer.MET
    inferred = claim("denies war ? z", basis=Basis.INFERRED)
    assert decided([inferred, "a + z"], SOME).answer is Answer.NOT_ADDRESSED
    assert decided([inferred, "a + z"], SOME, include_inferred=True).answer is Answer.DENIED


def test_a_loop_whose_conditions_exclude_each_other_is_none() -> None:
    """The verb that finds loops leaves it out too."""
    apart = [
        claim(arrow, conditions=[record(Condition, variable="x", value=value)])
        for arrow, value in (("fear + a", "yes"), ("a + fear", "no"))
    ]
    assert decided(apart, LOOP).answer is Answer.NOT_MET


def test_a_chain_whose_claims_cannot_hold_together_shows_nothing() -> None:
    """An effect before its cause is no argument."""
    late = [claim("war + a", period="2014"), claim("a + z", period="2008")]
    found = decided(late, SOME)
    assert found.answer is Answer.NOT_ADDRESSED
    assert found.note.endswith("connect them by a chain of at most 3 claims that can hold together")
    assert (
        decided(["denies war - a", "b + z"], SOME).note
        == "the author's arrows include no such cause"
    )
    later = [claim("war + a", period="2008"), claim("a + z", period="2014")]
    assert decided(later, SOME).answer is Answer.MET


def test_policy_is_what_anybody_in_the_case_explains() -> None:
    """An author may argue as a theory says about what another author explains."""
    pattern = Pattern(some_path=PathPattern(cause=SYSTEM, effect=Selector(policy=True)))
    case = theory_case(["war + y", "a + z"], pattern)
    assert congruence(case).findings[0].decided.answer is Answer.NOT_ADDRESSED
    (doe,) = case.explanations.values()
    roe = attrs.evolve(doe, id=ExplanationId("roe-2002"), explains=["y"], claims={})
    case = attrs.evolve(case, explanations={**case.explanations, roe.id: roe})
    assert congruence(View.of(case, ["doe-2001"])).findings[0].decided.answer is Answer.MET


NODES = ["war", "fear", "a", "b", "z"]


@given(
    arrows=st.lists(
        st.tuples(st.sampled_from(NODES), st.sampled_from(NODES[1:])).filter(
            lambda pair: pair[0] != pair[1]
        ),
        unique=True,
        max_size=9,
    )
)
def test_how_many_causes_pass_is_what_looking_at_every_path_finds(
    arrows: list[tuple[str, str]],
) -> None:
    """By brute force: all paths of at most three arrows from the only cause."""
    graph = nx.DiGraph(arrows)
    joined = {"war", "z"} <= set(graph)
    paths = list(nx.all_simple_paths(graph, "war", "z", cutoff=3)) if joined else []
    passing = ["fear" in path for path in paths]
    claims = [f"{one} + {other}" for one, other in arrows]
    found = decided(claims, EVERY)
    counts = (found.causes, found.passing, found.passing_only)
    assert counts == (any(paths), any(passing), bool(paths) and all(passing))
    assert len(decided(claims, SOME).path) == min(map(len, paths), default=0)


def test_an_intervening_variable_is_passed_but_neither_begins_nor_ends_a_path() -> None:
    """A claim through fear passes fear; but nobody claims what fear alone does."""
    through = claim("war + z", intervening=[VariableId("fear")])
    found = decided([through], EVERY)
    assert (found.answer, found.path) == (Answer.MET, ("war", "fear", "z"))
    assert found.claims == ("doe-2001/c1",)
    from_fear = Pattern(some_path=PathPattern(cause=ELITE, effect=OUTCOME))
    assert decided([through], from_fear).answer is Answer.NOT_ADDRESSED


def test_a_path_whose_ends_are_among_the_variables_demanded_is_met_trivially() -> None:
    """Where the outcome itself is what everything must pass, meeting the pattern says little."""
    case = theory_case(
        ["war + fear", "fear + a"],
        Pattern(every_path=EveryPathPattern(cause=SYSTEM, effect=OUTCOME, through=ELITE)),
        explains=["fear"],
    )
    (finding,) = congruence(case).findings
    assert finding.decided.answer is Answer.MET
    assert finding.decided.note.startswith("trivially")


def test_a_search_that_is_given_up_leaves_the_answer_undecided() -> None:
    """Not having found a path in time is not the same as there being none."""
    dense = [f"{m} + {n}" for m in ("war", *"abcd", "z") for n in ("war", *"abcd", "z") if m != n]
    found = decided([*dense, "a + fear"], SOME_THROUGH, budget=5)
    assert found.answer is Answer.UNDECIDED
    assert "a search of 5 steps" in found.note
    assert decided([*dense, "a + fear"], EVERY, budget=5).answer is Answer.UNDECIDED
    around = ["regime + a", "a + b", "b + a", "b + c", "z + a"]
    assert decided(around, NO, budget=2).answer is Answer.UNDECIDED
    assert decided(["fear + a", "a + b", "b + fear"], LOOP, budget=1).answer is Answer.UNDECIDED
    assert decided(around, NO).answer is Answer.MET


def test_two_ends_that_are_one_variable_need_a_path_between_others() -> None:
    """A variable that is cause and effect at once does not reach itself."""
    both = Pattern(
        some_path=PathPattern(
            cause=Selector(variables=[VariableId("z")]), effect=OUTCOME, through=ELITE
        )
    )
    assert decided(["z + fear", "fear + z"], both).answer is Answer.NOT_ADDRESSED
    mixed = Pattern(
        some_path=PathPattern(
            cause=Selector(variables=[VariableId("z"), VariableId("war")]),
            effect=OUTCOME,
            through=ELITE,
        )
    )
    assert decided(["war + fear", "fear + z", "z + a"], mixed).path == ("war", "fear", "z")


def test_declared_and_rejected_theories_are_marked_and_counted() -> None:
    """Whether an author claims a theory's name is one thing, arguing by it another."""
    declared = theory_case(["war + z"], SOME, NO, None, theories=[TheoryId("school")])
    found = congruence(declared)
    assert found.table("theories").rows == (("School", 2, "1 of 1 (declared)"),)
    assert [row[3:] for row in found.table("steps").rows] == [
        ("met, 1 of 1 cause", "war → z"),
        ("not addressed", "the author's arrows include no such cause"),
        ("a diagram cannot test this", None),
    ]
    assert "a diagram cannot test are left out" in found.table("theories").caption
    assert found.table("propositions").rows[0] == ("school", "p0", "met, 1 of 1 cause (declared)")
    rejected = theory_case(
        ["war + z"], SOME, rejects=[Rejection(theory=TheoryId("school"), because="...")]
    )
    assert congruence(rejected).table("propositions").rows[0][2] == "met, 1 of 1 cause (rejected)"
    neither = congruence(theory_case(["war + z"], SOME))
    assert neither.table("findings").rows[0][3:7] == (None, "met", "1 of 1 cause", "war → z")
    assert neither.table("theories").rows == (("School", 1, "1 of 1"),)


def test_one_theory_may_be_asked_about_by_name() -> None:
    """And an unknown one is refused with those that there are."""
    case = theory_case(["war + z"], SOME)
    assert congruence(case, theories="school").theories == ("school",)
    assert congruence(case, theories=[]).findings == ()
    with pytest.raises(fpcase.FpcaseError, match="no theory 'academy'; available: school"):
        congruence(case, theories=["academy"])
    bare = congruence(synthetic_case({"doe-2001": ["a + b"]}))
    assert (bare.findings, bare.title) == (
        (),
        "Congruence with theories: Ruritania between the powers",
    )


def test_a_pattern_without_content_is_not_addressed() -> None:
    """The loader refuses it; a script that makes one gets an answer, not a crash."""
    found = decided(["war + z"], Pattern())
    assert found == Decided(answer=Answer.NOT_ADDRESSED, note="a diagram cannot test this")


def test_the_bundled_theories_answer_for_every_author(kazakhstan: Case) -> None:
    """Each decidable proposition has one finding for each author, with claims of that author."""
    found = congruence(kazakhstan)
    decidable = [p for t in kazakhstan.theories.values() for p in t.propositions if p.expects]
    assert len(found.findings) == len(decidable) * len(kazakhstan.explanations)
    for finding in found.findings:
        assert all(claim.startswith(f"{finding.author}/") for claim in finding.decided.claims)


def predicting(*outcomes: PredictionOutcome) -> Case:
    """Two authors who predict one variable, and one of them something else too."""
    case = synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["a + b"], "poe-2003": []})
    predictions: dict[str, list[tuple[str, str | None, str | None]]] = {
        "doe-2001": [("p1", "c", None), ("p2", "b", "increase"), ("p3", None, "decrease")],
        "roe-2002": [("p1", "b", "decrease")],
    }
    explanations = dict(case.explanations)
    for author, listed in predictions.items():
        explanations[ExplanationId(author)] = attrs.evolve(
            explanations[ExplanationId(author)],
            predictions=[
                Prediction(
                    id=PredictionId(name),
                    text=f"{about} will change.",
                    variable=VariableId(about) if about else None,
                    expected=expected,
                )
                for name, about, expected in listed
            ],
        )
    c = Variable(id=VariableId("c"), name="C", definition="...")
    return attrs.evolve(
        case,
        variables={**case.variables, c.id: c},
        explanations=explanations,
        prediction_outcomes=outcomes,
    )


def test_predictions_of_one_variable_stand_side_by_side_with_what_came() -> None:
    """Two authors who expect opposite things can be told apart by what later works say."""
    later = PredictionOutcome(
        prediction=FullPredictionId("doe-2001/p2"),
        status=PredictionStatus.BORNE_OUT,
        because="It grew.",
        at=[Locator(source=SourceId("roe-2002")), Locator()],
    )
    ledger = prediction_ledger(predicting(later))
    rows = ledger.table("predictions").rows
    assert [(row[0], row[1], row[3], row[5]) for row in rows] == [
        ("b", "doe-2001", "increase", "borne-out"),
        ("b", "roe-2002", "decrease", "not judged"),
        ("c", "doe-2001", None, "not judged"),
        (None, "doe-2001", "decrease", "not judged"),
    ]
    assert rows[0][7] == ("roe-2002",)
    assert "4 predictions" in ledger.tables[0].caption
    assert "Not yet judged against later works: 3." in ledger.tables[0].caption
    assert ledger.table("counts").rows == (
        ("doe-2001", 1, 2),
        ("roe-2002", 0, 1),
        ("poe-2003", 0, 0),
    )
    assert ledger.title.startswith("Predictions: ")


def test_a_case_without_predictions_has_an_empty_ledger() -> None:
    """Nobody has to predict."""
    assert prediction_ledger(synthetic_case({"doe-2001": ["a + b"]})).entries == ()


def test_the_text_tells_who_takes_the_steps_announced() -> None:
    """Plain words, in lines that a terminal holds; claims by their own ids."""
    general = claim("regime + z", id="c9", general=True)
    around = Pattern(some_path=PathPattern(cause=DOMESTIC, effect=OUTCOME))
    case = theory_case(
        ["war + z", "war + fear", "fear + z", general],
        SOME,
        EVERY,
        around,
        None,
        theories=[TheoryId("school")],
    )
    (doe,) = case.explanations.values()
    roe = attrs.evolve(doe, id=ExplanationId("roe-2002"), theories=[])
    case = attrs.evolve(case, explanations={doe.id: doe, roe.id: roe})
    assert congruence(case).text.splitlines()[1:] == [
        "Doe 2001",
        " School: 1 of 3 steps taken (from 1 of 1 cause), 1 that a diagram cannot test",
        "   met, 1 of 1 cause: ...",
        "   in part (1 of 1 cause passes through it, none exclusively): ... [War → Z: c1]",
        "   not addressed: ... [stated only in general: c9]",
        "Doe 2001",
        " declares none of these theories",
        "Other authors (propositions met, out of those addressed):",
        " School: Doe 2001 1 of 2",
    ]
    silent = congruence(theory_case(["a + z"], SOME, theories=[TheoryId("school")])).text
    assert silent.splitlines()[-2:] == [
        " School: 0 of 1 step taken",
        "   not addressed: 1 step whose cause or effect is in none of the author's arrows",
    ]
