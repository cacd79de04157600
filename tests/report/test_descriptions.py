"""A case, an author, a variable or a claim is told in words."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from synthetic import cases, claim, record, synthetic_case

from fpcase import Case, FpcaseError, load_case, new_case
from fpcase.model import (
    Actor,
    ActorKind,
    Anchor,
    Basis,
    Certainty,
    Condition,
    Evidence,
    EvidenceKind,
    Explanation,
    JointCause,
    LevelOfAnalysis,
    Locator,
    Modality,
    Prediction,
    Rejection,
    Sign,
    Source,
    SourceKind,
    SourceText,
    Theory,
    TheoryFamily,
    Variable,
)
from fpcase.model.ids import ExplanationId, SourceId, TheoryId, VariableId
from fpcase.passages import index_text
from fpcase.report import describe, find_subject

WORK = record(
    Source,
    id="doe-2001",
    authors=["A. Doe", "B. Roe"],
    year=None,
    title="Work",
    kind=SourceKind.BOOK,
)
CITED = record(
    Source, id="poe-1999", authors=["C. Poe"], year=1999, title="Cited", kind=SourceKind.BOOK
)
RICH = claim(
    "war + neutrality",
    mechanism="Fear of losses.",
    intervening=["fear"],
    conditions=[record(Condition, variable="trade", value="high")],
    period="2014/..",
    modality=Modality.NECESSARY,
    basis=Basis.IMPLICIT,
    certainty=Certainty.HEDGED,
    actors=["ruritania"],
    evidence=["vote"],
    term="the war effect",
    stated_role="intervening variable",
    note="The text errs.",
    at=[
        Locator(
            section="Argument",
            paragraph=1,
            anchor=Anchor(start="The war", end="neutral"),
            citing=[SourceId("poe-1999")],
        ),
        record(Locator, source="poe-1999", quote="War makes neutral.", page="7"),
    ],
)
TEXT = index_text(
    "Argument\n\nThe   war made\nthem neutral.",
    SourceText(file="doe.txt", sha256="", headings=["Argument"]),
)


def rich_case() -> Case:
    """A case that has something of everything that can be told."""
    case = synthetic_case(
        {
            "doe-2001": [RICH, "denies oil + neutrality", "reports trade - neutrality"],
            "roe-2002": ["war 0 neutrality"],
        },
        levels={"oil": None, "war": LevelOfAnalysis.SYSTEM},
        question="Why neutral?",
        sources={WORK.id: WORK, CITED.id: CITED},
        actors={"ruritania": record(Actor, id="ruritania", name="Ruritania", kind=ActorKind.STATE)},
        evidence={
            "vote": record(Evidence, id="vote", description="A vote.", kind=EvidenceKind.VOTE)
        },
        theories={
            "realism": record(Theory, id="realism", name="Realism", family=TheoryFamily.REALISM),
            "liberalism": record(
                Theory, id="liberalism", name="Liberalism", family=TheoryFamily.LIBERALISM
            ),
        },
        variables={
            "neutrality": record(
                Variable,
                id="neutrality",
                name="Neutrality",
                definition="Takes no side.",
                level=LevelOfAnalysis.STATE,
                broader="war",
                opposite="oil",
                about=["ruritania"],
                values=["low", "high"],
                tags=["stance"],
            )
        },
    )
    doe = case.explanations[ExplanationId("doe-2001")]
    explanation = attrs.evolve(
        doe,
        theories=[TheoryId("realism")],
        question="Why does it not take sides?",
        summary="War makes neutral.",
        explains=[VariableId("neutrality")],
        rejects=[record(Rejection, theory="liberalism", because="Too hopeful.")],
        predictions=[
            record(Prediction, id="p1", text="It stays so.", due="2030"),
            record(Prediction, id="p2", text="It says so."),
        ],
    )
    return attrs.evolve(case, explanations={**case.explanations, doe.id: explanation})


CASE = rich_case()


def test_a_case_in_its_first_hour_says_what_comes_next() -> None:
    """A count of nought authors helps nobody."""
    told = describe(synthetic_case({}))
    assert "\nNo authors yet; 'fpcase new-author' begins the file of one.\n" in told


def test_a_case_is_told_by_its_authors_and_counts() -> None:
    """Which works, which theories, which outcomes: what one wants to know first."""
    assert describe(CASE) == (
        "Ruritania between the powers (case ruritania, version 1.0)\n"
        "  Why neutral?\n"
        "\n"
        "2 authors:\n"
        "  doe-2001: Doe and Roe n.d., 3 claims, realism\n"
        "      explains Neutrality (neutrality)\n"
        "  roe-2002: Roe 2002, 1 claim, no theory declared\n"
        "      explains Neutrality (neutrality)\n"
        "\n"
        "5 variables, 1 actor, 2 theories, 0 decisions, 1 piece of evidence, 3 sources\n"
    )
    assert "?" not in describe(attrs.evolve(CASE, question=None))


def test_an_author_is_told_by_argument_and_claims() -> None:
    """Theory, outcome, what is turned down and what is foretold, then every claim."""
    assert describe(CASE, "doe-2001") == (
        "A. Doe, B. Roe (n.d.): Work\n"
        "  Theory: Realism\n"
        "  Question: Why does it not take sides?\n"
        "  Explains: Neutrality (neutrality)\n"
        "  Argument: War makes neutral.\n"
        "  Rejects Liberalism: Too hopeful.\n"
        "  Predicts p1 (due 2030): It stays so.\n"
        "  Predicts p2: It says so.\n"
        "Claims: 1 asserts, 1 denies, 1 reports\n"
        "  c1: War --(+)--> Neutrality\n"
        "  c2: Oil --(+)--> Neutrality [denies]\n"
        "  c3: Trade --(−)--> Neutrality [reports]\n"
    )


def test_an_author_without_claims_has_none() -> None:
    """A new author's file is empty at first."""
    empty = record(Explanation, id="roe-2002", source="roe-2002")
    case = attrs.evolve(CASE, explanations={empty.id: empty})
    assert describe(case, "roe-2002") == "A. Roe (2002): Work 2\nClaims: none\n"


def test_a_claim_is_told_with_everything_that_is_coded_of_it() -> None:
    """Whatever the record holds can be read without opening the YAML."""
    assert describe(CASE, "doe-2001/c1") == (
        "doe-2001/c1 (Doe and Roe n.d.)\n"
        "  War --(+)--> Neutrality\n"
        "  How: Fear of losses.\n"
        "  Through: Fear\n"
        "  Strength: necessary\n"
        "  Role, in the author's term: intervening variable\n"
        "  If: Trade is high\n"
        "  When: 2014/..\n"
        "  Basis: implicit\n"
        "  Certainty: hedged\n"
        "  Author's term: the war effect\n"
        "  Actors: Ruritania\n"
        "  Evidence: A vote. (vote)\n"
        "  Note: The text errs.\n"
        "  At: Doe and Roe n.d., Argument, paragraph 1; leans on Poe 1999\n"
        "      “The war ... neutral”\n"
        "  At: Poe 1999, p. 7\n"
        "      “War makes neutral.”\n"
    )


def test_a_plain_claim_is_told_without_what_goes_without_saying() -> None:
    """Explicit and plain are the rule; telling them each time would hide the exceptions."""
    assert describe(CASE, "roe-2002/c1") == (
        "roe-2002/c1 (Roe 2002)\n"
        "  War --(0)--> Neutrality\n"
        "  How: One leads to the other.\n"
        "  At: Roe 2002, Argument, paragraph 1\n"
    )


def test_a_claim_is_told_with_its_passage_where_the_text_is_at_hand() -> None:
    """The arrow leads back to the sentence, its line ends closed up."""
    said = describe(CASE, "doe-2001/c1", {WORK.id: TEXT})
    assert "      “The war made them neutral”\n" in said


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("THE WAR", "“The war made them neutral” [normalised]"),
        ("The peace", "[lost: the start 'The peace' does not stand in the text; "),
    ],
)
def test_a_passage_that_is_not_plainly_found_is_told_with_its_grade(start: str, shown: str) -> None:
    """A reader must not take a near match for the passage."""
    anchor = Anchor(start=start, end="neutral")
    case = synthetic_case(
        {"doe-2001": [claim("war + neutrality", at=[Locator(anchor=anchor)])]},
        sources={WORK.id: WORK},
    )
    assert shown in describe(case, "doe-2001/c1", {WORK.id: TEXT})


@pytest.mark.parametrize(
    ("arrow", "told"),
    [
        ("war ? peace", "War --(?)--> Peace"),
        ("war & oil - peace", "War and Oil --(−)--> Peace"),
    ],
)
def test_every_sign_has_an_arrow(arrow: str, told: str) -> None:
    """A direction that is not said is not a positive one."""
    assert told in describe(synthetic_case({"doe": [arrow]}), "doe")


def test_joint_causes_of_different_signs_are_called_mixed() -> None:
    """One arrow with one sign would be wrong for one of them."""
    oil = record(JointCause, variable="oil", sign=Sign.NEGATIVE)
    mixed = claim("war & oil + peace", causes=[record(JointCause, variable="war"), oil])
    assert "War and Oil --(mixed)--> Peace" in describe(synthetic_case({"doe": [mixed]}), "doe")


def test_a_variable_is_told_by_what_moves_it_and_what_it_moves() -> None:
    """All authors' claims on one variable side by side: the comparison in small."""
    assert describe(CASE, "neutrality") == (
        "Neutrality (variable neutrality, level: state)\n"
        "  Takes no side.\n"
        "  A kind of: War\n"
        "  Opposite: Oil\n"
        "  About: Ruritania\n"
        "  Values: low, high\n"
        "  Tags: stance\n"
        "Causes:\n"
        "  doe-2001/c1: War --(+)--> Neutrality\n"
        "  doe-2001/c2: Oil --(+)--> Neutrality [denies]\n"
        "  doe-2001/c3: Trade --(−)--> Neutrality [reports]\n"
        "  roe-2002/c1: War --(0)--> Neutrality\n"
    )
    assert describe(CASE, "war").endswith(
        "Effects:\n  doe-2001/c1: War --(+)--> Neutrality\n  roe-2002/c1: War --(0)--> Neutrality\n"
    )
    assert describe(CASE, "oil").startswith("Oil (variable oil, level: not given)\n")


def test_a_variable_is_told_where_it_intervenes_or_is_a_condition() -> None:
    """A variable that no arrow touches still plays a part."""
    assert describe(CASE, "fear").endswith(
        "What works through it:\n  doe-2001/c1: War --(+)--> Neutrality\n"
    )
    assert "What holds on condition of it:\n  doe-2001/c1: " in describe(CASE, "trade")


def test_a_subject_is_the_record_itself() -> None:
    """A script gets the record where the command line prints it."""
    assert find_subject(CASE) is CASE
    assert find_subject(CASE, "roe-2002") is CASE.explanations[ExplanationId("roe-2002")]
    assert find_subject(CASE, "war") is CASE.variables[VariableId("war")]
    assert find_subject(CASE, "roe-2002/c1") is CASE.claim("roe-2002/c1")


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("neutralty", "the case has no record 'neutralty'; did you mean"),
        ("doe-2001/c9", "'doe-2001/c9'; did you mean 'doe-2001/c"),
        ("c1", "a claim is called with its author; is 'c1' doe-2001/c1 or roe-2002/c1[?]"),
        ("zzzzzz", "the case has no record 'zzzzzz'"),
    ],
)
def test_an_unknown_subject_is_named_with_the_nearest(subject: str, message: str) -> None:
    """Ids are typed by hand."""
    with pytest.raises(FpcaseError, match=message):
        describe(CASE, subject)


def test_every_record_is_told_by_each_of_its_fields(kazakhstan: Case) -> None:
    """Whatever has an id can be asked about, with the names of what it names."""
    told = describe(kazakhstan, "treaty-of-friendship-1992")
    assert told.startswith("Treaty on friendship and mutual security with Russia (decision ")
    assert "  Actor: Kazakhstan\n" in told
    assert "Domestic unrest: silent" in told
    assert "  Claims: hananya-2019/h35\n  A coder's judgement: " in describe(
        kazakhstan, "vote-68-262"
    )
    for kind in ("actors", "contests", "decisions", "evidence", "sources"):
        for id_, one in getattr(kazakhstan, kind).items():
            coded = kind == "sources" and id_ in kazakhstan.explanations
            assert coded or f"({type(one).__name__.lower()} {id_})" in describe(kazakhstan, id_)


def test_a_prediction_and_a_theory_are_told_too(kazakhstan: Case) -> None:
    """Whatever a row of a comparison names can be opened."""
    told = describe(kazakhstan, "ramani-2016/p2")
    assert told.startswith("ramani-2016/p2 (Ramani 2016 expects)\n  Support for Russia on Syria: ")
    assert "Due: " in told
    assert "At: Ramani 2016, " in told
    assert find_subject(kazakhstan, "aitiev-2015/p8") in (
        kazakhstan.explanations[ExplanationId("aitiev-2015")].predictions
    )
    assert "Expects: Putin will have to" in describe(kazakhstan, "aitiev-2015/p8")
    realism = describe(kazakhstan, "realism")
    assert realism.startswith("Realism (theory realism)\n  Aitiev 2015 rejects it: ")
    assert "  Cai et al. 2022 declares it.\n" in realism
    assert "anarchy-moves-policy: Anarchy makes" in realism
    aside = describe(kazakhstan, "foreign-policy-apparatus")
    assert "Hananya 2019 sets it aside: Of the five dimensions" in aside


@given(cases())
def test_whatever_a_case_holds_can_be_described(case: Case) -> None:
    """No combination of signs, stances and joint causes is without words."""
    subjects = [*case.explanations, *case.variables, *(full_id for full_id, _, _ in case.claims())]
    for subject in subjects:
        said = describe(case, subject)
        assert "None" not in said
        assert said.endswith("\n")
    assert describe(case).count("\n      explains ") == sum(
        len(explanation.explains) for explanation in case.explanations.values()
    )


def test_an_id_is_never_cut_by_a_line_end() -> None:
    """An id is there to be copied into the next command."""
    long_id = "a-very-long-id-" * 7 + "x"
    evidence = record(Evidence, id=long_id, description="Seen.", kind=EvidenceKind.EVENT)
    case = synthetic_case(
        {"doe": [claim("war + peace", evidence=[long_id])]}, evidence={long_id: evidence}
    )
    assert f"({long_id})" in describe(case, "doe/c1")


def test_lines_are_short_enough_to_read(kazakhstan: Case) -> None:
    """Text is wrapped; only ids and arrows may be longer."""
    said = describe(kazakhstan, "hananya-2019/h12").splitlines()
    assert max(map(len, said)) <= 100


def test_what_was_so_is_told_of_author_claim_and_variable(tmp_path: Path) -> None:
    """A description is found by the id that a comparison prints, and by what it is about."""
    case = load_case(new_case(tmp_path / "it"))
    author = describe(case, "example-2001")
    assert "  Sets aside Great powers' pressure: The work leaves" in author
    assert "Says was so: 2 descriptions\n  d1: Leaders' worry: high, 2000~/2001\n" in author
    assert describe(case, "example-2001/d1").splitlines()[:4] == [
        "example-2001/d1 (Example 2001)",
        "  Leaders' worry: high, 2000~/2001",
        "  If: Great powers' pressure is low",
        "  When: 2000~/2001",
    ]
    assert "  Of: states in general\n" in describe(case, "example-2001/c2")
    worry = describe(case, "example-worry")
    assert "Value:\n  example-2001/d1: Leaders' worry: high, 2000~/2001\n" in worry
    assert "  example-2005/d1: Leaders' worry: low or decrease\n" in worry
    closure = describe(case, "example-closure")
    assert "  A kind of: Openness (inverse)\n" in closure
