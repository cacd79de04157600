"""Whatever has an id is described: by what it holds, and by where others name it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import attrs
import pytest
from casefolders import broken, write_case_folder
from hypothesis import given
from synthetic import cases, claim, record, synthetic_case

from fpcase import Case, FpcaseError, load_case, new_case
from fpcase.casefiles import to_record
from fpcase.model import (
    Actor,
    ActorKind,
    Anchor,
    Basis,
    Certainty,
    Condition,
    EveryPathPattern,
    Evidence,
    EvidenceKind,
    Explanation,
    JointCause,
    LevelOfAnalysis,
    Locator,
    LoopPattern,
    Modality,
    NoPathPattern,
    PathPattern,
    Pattern,
    Prediction,
    Rejection,
    Selector,
    SharePattern,
    Sign,
    Source,
    SourceKind,
    SourceText,
    Theory,
    TheoryFamily,
    Variable,
)
from fpcase.model.fields import fields_of
from fpcase.model.ids import ExplanationId, SourceId, TheoryId, VariableId
from fpcase.model.notebook import cell
from fpcase.passages import index_text
from fpcase.report import describe, find_subject
from fpcase.report.demands import demand
from fpcase.report.descriptions import LABELS, Descriptions
from fpcase.report.linked_text import Link, plainly
from fpcase.report.uses import INSIDE, entries

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


def said(case: Case, subject: str | None = None) -> str:
    """What is said of a record, however the lines are broken."""
    return " ".join(describe(case, subject).split())


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sound case."""
    return load_case(write_case_folder(tmp_path_factory.mktemp("sound")))


def test_a_case_says_who_explains_what_and_how_much_it_holds() -> None:
    """Which works, which theories, which outcomes: what one wants to know first."""
    assert describe(CASE) == (
        "Ruritania between the powers (case ruritania)\n"
        "  Why neutral?\n"
        "  Country: Ruritania\n"
        "  Version: 1.0\n"
        "  Authors:\n"
        "    Doe and Roe n.d. (doe-2001): 3 claims; Realism; explains Neutrality\n"
        "    Roe 2002 (roe-2002): 1 claim; no theory declared; explains Neutrality\n"
        "  Holds: 2 explanations, 4 claims, 5 variables, 1 actor, 2 theories, 0 decisions, 1 piece "
        "of\n    evidence, 3 sources\n"
    )
    assert "?" not in describe(attrs.evolve(CASE, question=None))


def test_a_case_in_its_first_hour_says_what_comes_next() -> None:
    """A count of nought authors helps nobody."""
    assert "Authors: none yet; 'fpcase new-author' creates the file for an author" in said(
        synthetic_case({})
    )


def test_an_author_is_described_by_argument_and_claims() -> None:
    """Theory, outcome, what is turned down and what is foretold, then every claim."""
    assert describe(CASE, "doe-2001") == (
        "Doe and Roe n.d. (author doe-2001)\n"
        "  A. Doe, B. Roe (n.d.). Work.\n"
        "  War makes neutral.\n"
        "  Source: Doe and Roe n.d. (doe-2001)\n"
        "  Theories: Realism (realism)\n"
        "  Question: Why does it not take sides?\n"
        "  Explains: Neutrality (neutrality)\n"
        "  Rejects: Liberalism (liberalism): Too hopeful.\n"
        "  Claims:\n"
        "    doe-2001/c1: War —(+)→ Neutrality\n"
        "    doe-2001/c2: denies: Oil —(+)→ Neutrality\n"
        "    doe-2001/c3: reports: Trade —(−)→ Neutrality\n"
        "  Predictions:\n"
        "    doe-2001/p1: It stays so.\n"
        "    doe-2001/p2: It says so.\n"
    )


def test_an_author_without_claims_has_none() -> None:
    """A new author's file is empty at first."""
    empty = record(Explanation, id="roe-2002", source="roe-2002")
    case = attrs.evolve(CASE, explanations={empty.id: empty})
    assert "Claims" not in describe(case, "roe-2002")


def test_a_claim_is_described_with_everything_that_is_coded_of_it() -> None:
    """Whatever the record holds can be read without opening the YAML."""
    assert describe(CASE, "doe-2001/c1") == (
        "Doe and Roe n.d., c1 (claim doe-2001/c1)\n"
        "  War (war) —(+)→ Neutrality (neutrality)\n"
        "  How: Fear of losses.\n"
        "  Through: Fear (fear)\n"
        "  If: Trade (trade) is high\n"
        "  When: 2014/..\n"
        "  Strength: necessary\n"
        "  Basis: implicit\n"
        "  Certainty: hedged\n"
        "  Actors: Ruritania (ruritania)\n"
        "  Evidence: A vote (vote)\n"
        "  Author’s term: the war effect\n"
        "  Role in the author’s words: intervening variable\n"
        "  Where:\n"
        "    Argument, paragraph 1: “The war … neutral”; citing Poe 1999 (poe-1999)\n"
        "    Poe 1999 (poe-1999), p. 7: “War makes neutral.”\n"
        "  Note: The text errs.\n"
    )


def test_a_plain_claim_is_described_without_what_goes_without_saying() -> None:
    """Explicit and plain are the rule; naming them each time would hide the exceptions."""
    assert describe(CASE, "roe-2002/c1") == (
        "Roe 2002, c1 (claim roe-2002/c1)\n"
        "  War (war) —(0)→ Neutrality (neutrality)\n"
        "  How: One leads to the other.\n"
        "  Where: Argument, paragraph 1\n"
    )


def test_every_field_of_every_record_is_described_unless_a_line_says_it(
    kazakhstan: Case, sound: Case
) -> None:
    """A field that somebody adds to a record is shown without a word of code."""
    for case in (kazakhstan, sound):
        descriptions = Descriptions(case=case)
        for entry in entries(case):
            labels = [part.label for part in descriptions.of(entry).parts]
            assert len(labels) == len(set(labels)), entry.id
            for field in fields_of(entry.record.__class__):
                value, default = getattr(entry.record, field.name), field.default
                key = next(
                    (k for k in ((entry.kind, field.name), ("", field.name)) if k in LABELS), None
                )
                label = LABELS[key] if key else field.name.replace("_", " ").capitalize()
                if label and cell(value) and value != default:
                    assert label in labels, (entry.id, field.name)


def named_in(tree: object) -> Iterator[str]:
    """Every text in a record's tree that may be an id, its keys too; not its own, nor places."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key not in {"id", "at", "family", "tags", "values", "value", *INSIDE}:
                yield key
                yield from named_in(value)
    elif isinstance(tree, list):
        for one in tree:
            yield from named_in(one)
    elif isinstance(tree, str):
        yield tree


def test_whoever_names_a_record_is_listed_with_it(kazakhstan: Case, sound: Case) -> None:
    """A decision with its contests, evidence with the rival that is built on it: all of them."""
    for case in (kazakhstan, sound):
        descriptions = Descriptions(case=case)
        times = Counter(entry.id for entry in entries(case))
        listed = {
            entry.id: {
                one.id
                for _, items in descriptions.of(entry).parts
                for one in chain(*items)
                if isinstance(one, Link)
            }
            for entry in entries(case)
            if times[entry.id] == 1
        }
        for entry in entries(case):
            for id_ in {*named_in(to_record(entry.record))} & listed.keys():
                assert entry.id in listed[id_], id_


def test_what_a_judgement_takes_as_known_says_so(kazakhstan: Case) -> None:
    """A judgement has no id of its own: it is listed as the evidence that it judges."""
    assert "Taken as known when judging: Umarov says that only" in said(
        kazakhstan, "umarov-last-resort-2018"
    )
    assert "Evidence judged in this contest: " in said(kazakhstan, "why-abstain")


def test_a_claim_without_a_place_and_a_forecast_that_nobody_judged_say_so() -> None:
    """What is left out could be taken for what is not shown."""
    case = synthetic_case({"doe": [claim("war + peace", at=[])]})
    assert "Where: no place given" in said(case, "doe/c1")
    assert "Where: no place given How it turned out: not judged" in said(CASE, "doe-2001/p1")


def test_evidence_is_known_by_its_first_sentence() -> None:
    """The rest of a description stands below, and not in every link."""
    long = "The U.S. envoy warns St Petersburg. The text gives no date."
    seen = record(Evidence, id="vote", description=long, kind=EvidenceKind.EVENT)
    case = attrs.evolve(CASE, evidence={seen.id: seen})
    assert describe(case, "vote").splitlines()[:2] == [
        "The U.S. envoy warns St Petersburg (evidence vote)",
        f"  {long}",
    ]


def test_a_claim_is_told_with_its_passage_where_the_text_is_at_hand() -> None:
    """The arrow leads back to the sentence, its line ends closed up."""
    shown = describe(CASE, "doe-2001/c1", {WORK.id: TEXT})
    assert "    Argument, paragraph 1: “The war made them neutral”; citing" in shown


@pytest.mark.parametrize(
    ("start", "shown"),
    [
        ("THE WAR", "“The war made them neutral” [normalised]"),
        ("The peace", "[lost: the start 'The peace' does not occur in the text; "),
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
    ("arrow", "shown"),
    [
        ("war ? peace", "War —(?)→ Peace"),
        ("war & oil - peace", "War and Oil —(−)→ Peace"),
    ],
)
def test_every_sign_has_an_arrow(arrow: str, shown: str) -> None:
    """A direction that is not said is not a positive one."""
    assert shown in describe(synthetic_case({"doe": [arrow]}), "doe")


def test_joint_causes_of_different_signs_keep_each_its_own() -> None:
    """One sign on the arrow would be wrong for the other cause."""
    oil = record(JointCause, variable="oil", sign=Sign.NEGATIVE)
    mixed = claim("war & oil + peace", causes=[record(JointCause, variable="war"), oil])
    case = synthetic_case({"doe": [mixed]})
    assert "War (+) and Oil (−) → Peace" in describe(case, "doe")
    assert "doe/c1: War (+)" in describe(case, "oil")


def test_a_variable_is_described_by_its_causes_and_its_effects() -> None:
    """All authors' claims on one variable side by side: the comparison in small."""
    assert describe(CASE, "neutrality") == (
        "Neutrality (variable neutrality)\n"
        "  Takes no side.\n"
        "  Level: state\n"
        "  A kind of: War (war)\n"
        "  Opposite: Oil (oil)\n"
        "  About: Ruritania (ruritania)\n"
        "  Values: low, high\n"
        "  Tags: stance\n"
        "  Authors' terms: Doe and Roe n.d. (doe-2001): “the war effect”\n"
        "  Causes:\n"
        "    doe-2001/c1: War —(+)→ Neutrality\n"
        "    doe-2001/c2: denies: Oil —(+)→ Neutrality\n"
        "    doe-2001/c3: reports: Trade —(−)→ Neutrality\n"
        "    roe-2002/c1: War —(0)→ Neutrality\n"
        "  Explained by: Doe and Roe n.d. (doe-2001), Roe 2002 (roe-2002)\n"
    )
    war = said(CASE, "war")
    assert "Effects: doe-2001/c1: War —(+)→ Neutrality roe-2002/c1: War" in war
    assert "Kinds of it: Neutrality (neutrality)" in war
    assert "Opposite of: Neutrality (neutrality)" in said(CASE, "oil")
    assert "Level" not in describe(CASE, "oil")
    assert "Works between: doe-2001/c1: War" in said(CASE, "fear")
    assert "Condition of: doe-2001/c1: War" in said(CASE, "trade")


def test_a_work_that_others_lean_on_says_who_does() -> None:
    """Cited works have no claims of their own, and are found from here."""
    assert "Cited by: doe-2001/c1" in said(CASE, "poe-1999")
    assert "C. Poe (1999). Cited." in said(CASE, "poe-1999")
    work = record(
        Source, id="poe-1999", authors=[], year=1999, title="Old", kind=SourceKind.BOOK,
        container="Press", doi="10.1/x",
    )  # fmt: skip
    case = attrs.evolve(CASE, sources={**CASE.sources, work.id: work})
    cited = said(case, "poe-1999")
    assert "No author named (1999). Old. Press. https://doi.org/10.1/x" in cited
    assert "Places: p. 7: doe-2001/c1" in cited or "p. 7: doe-2001/c1" in cited


def test_a_place_that_names_no_work_is_listed_under_none() -> None:
    """Outside an author's file a locator must say which work it means; it is not guessed."""
    at = [Locator(section="Argument", paragraph=7)]
    seen = record(Evidence, id="vote", description="Seen.", kind=EvidenceKind.EVENT, at=at)
    case = attrs.evolve(CASE, evidence={seen.id: seen})
    assert "Where: Argument, paragraph 7" in said(case, "vote")
    assert not any("paragraph 7" in said(case, source) for source in ("poe-1999", "doe-2001"))


def test_the_sound_case_names_each_record_from_both_ends(sound: Case) -> None:
    """A tie between two records shows on both, with what the one says of the other."""
    for subject, words in (
        ("rudolf", "Offices: King of Ruritania (ruritania) (1894 to 1894)"),
        ("ruritania", "Member of: The League (league) (1920 to 1935-04)"),
        ("league", "Members: Ruritania (ruritania)"),
        ("ruritania", "Decided: Declaration of neutrality"),
        ("war", "Condition in: Declaration of neutrality (declaration-1914) (yes)"),
        ("neutrality", "Outcome of: Declaration of neutrality"),
        ("neutrality", "Explained by: Doe 2001 (doe-2001), "),
        ("neutrality", "Predicted by: doe-2001/p1"),
        ("declaration-1914", "the texts are silent on Trade (trade)"),
        ("declaration-1914", "War (war): yes (Doe 2001, p. 12)"),
        ("telegram-1914", "against Roe n.d. (roe-2002): 1.5 to 3 times likelier; Only one"),
        ("telegram-1914", "Predictions judged by this evidence: doe-2001/p1"),
        (
            "doe-2001/p1",
            "How it turned out: borne out: It did. (Roe n.d. (roe-2002), p. 3) Evidence: The king",
        ),
        ("commercial-liberalism", "Declared by: Roe n.d. (roe-2002)"),
        ("commercial-liberalism", "Rejected by: Roe n.d. (roe-2002): It forgets the king. (p. 5)"),
        ("commercial-liberalism", "Trade moves policy. Expects a path from"),
    ):
        assert words in said(sound, subject), subject


@pytest.mark.parametrize(
    ("spell", "shown"),
    [("since: 1920", "(since 1920)"), ("until: 1935", "(until 1935)"),
     ("capacity: guest", ", guest")],
)  # fmt: skip
def test_a_spell_may_be_open(tmp_path: Path, spell: str, shown: str) -> None:
    """Nothing is made up for a year that is not known."""
    old = "        since: 1920\n        until: 1935-04\n"
    folder = write_case_folder(tmp_path, broken("actors.yaml", old, f"        {spell}\n"))
    assert shown in said(load_case(folder), "ruritania")


@pytest.mark.parametrize(
    ("given", "shown"),
    [("test: smoking-gun", "smoking gun; "), ("decibels: {low: 2, high: 3}", "2 to 3 dB; ")],
)
def test_how_evidence_tells_is_said_as_the_coder_gives_it(
    tmp_path: Path, given: str, shown: str
) -> None:
    """Hoop, smoking gun and the like, or decibels."""
    changes = broken("appraisals.yaml", "likelihood_ratio: {low: 1.5, high: 3}", given)
    assert shown in said(load_case(write_case_folder(tmp_path, changes)), "telegram-1914")


SYSTEM = Selector(level=[LevelOfAnalysis.SYSTEM])
WAR = Selector(variables=[VariableId("war")])
OUTCOME = Selector(outcome=True)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (None, "A diagram cannot test this."),
        (
            Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME)),
            "Expects a path from variables at the system level to the outcomes.",
        ),
        (
            Pattern(
                some_path=PathPattern(cause=SYSTEM, effect=OUTCOME, through=WAR, sign=Sign.POSITIVE)
            ),
            (
                "Expects a positive path from variables at the system level to the outcomes "
                "through War."
            ),
        ),
        (
            Pattern(every_path=EveryPathPattern(cause=Selector(), effect=OUTCOME, through=WAR)),
            "Expects that every path from any variable to the outcomes passes through War.",
        ),
        (
            Pattern(no_path=NoPathPattern(cause=SYSTEM, effect=Selector(policy=True))),
            (
                "Expects no path from variables at the system level to any variable that is an "
                "outcome for an author or in a decision."
            ),
        ),
        (
            Pattern(
                loop=LoopPattern(through=Selector(level=[LevelOfAnalysis.STATE], tags=["a", "b"]))
            ),
            (
                "Expects a loop through variables at the state level that are also variables with "
                "the tag “a” or “b”."
            ),
        ),
        (
            Pattern(outcome_cause_share=SharePattern(level=[LevelOfAnalysis.SYSTEM], at_least=0.5)),
            (
                "Expects that at least 50% of the direct causes of the outcomes are at the system "
                "level."
            ),
        ),
    ],
)
def test_every_pattern_has_its_sentence(pattern: Pattern | None, words: str) -> None:
    """A scholar reads what a theory demands without knowing the keys of the file."""
    named = Descriptions(case=CASE).link
    assert plainly(demand(pattern, named)) == words


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
        ("c1", "put the author before a claim's id; does 'c1' mean doe-2001/c1 or roe-2002/c1[?]"),
        ("zzzzzz", "the case has no record 'zzzzzz'"),
    ],
)
def test_an_unknown_subject_is_named_with_the_nearest(subject: str, message: str) -> None:
    """Ids are typed by hand."""
    with pytest.raises(FpcaseError, match=message):
        describe(CASE, subject)


def test_whatever_kazakhstan_holds_can_be_asked_about(kazakhstan: Case) -> None:
    """With the names of what it names, and the ids to ask about next."""
    treaty = said(kazakhstan, "treaty-of-friendship-1992")
    assert "Date: 1992 Actor: Kazakhstan (kazakhstan) Kind: treaty" in treaty
    assert "Claims that rest on this evidence: aitiev-2015/d60, hananya-2019/h35, " in said(
        kazakhstan, "vote-68-262"
    )
    contest = said(kazakhstan, "why-abstain")
    assert "Hananya 2019 (hananya-2019): Kazakhstan, too weak" in contest
    assert "principle: Kazakhstan rejects force" in contest
    assert "(contest why-abstain): Why" not in contest
    assert "unlikely if charter is right; " in said(kazakhstan, "vote-68-262")
    prediction = said(kazakhstan, "ramani-2016/p2")
    assert "Support for Russia on Syria (support-for-russia-on-syria): yes Due: " in prediction
    assert "Set aside by: Hananya 2019 (hananya-2019): Of the five dimensions" in said(
        kazakhstan, "foreign-policy-apparatus"
    )


@given(cases())
def test_whatever_a_case_holds_can_be_described(case: Case) -> None:
    """No combination of signs, stances and joint causes is without words."""
    for entry in entries(case):
        shown = describe(case, entry.id)
        assert "None" not in shown
        assert shown.endswith("\n")
    assert find_subject(case) is case


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


def test_what_was_so_is_described_of_author_claim_and_variable(tmp_path: Path) -> None:
    """A description is found by the id that a comparison prints, and by what it is about."""
    case = load_case(new_case(tmp_path / "it"))
    author = said(case, "example-2001")
    assert "Sets aside: Great powers' pressure (example-pressure): The work leaves" in author
    assert "Descriptions: example-2001/d1: Leaders' worry: high, 2000~/2001" in author
    assert "Leaders' worry (example-worry): high, 2000~/2001 If: Great powers' pressure" in said(
        case, "example-2001/d1"
    )
    assert "About states in general: yes" in said(case, "example-2001/c2")
    worry = said(case, "example-worry")
    assert "What it was: example-2001/d1: Leaders' worry: high, 2000~/2001" in worry
    assert "example-2005/d1: Leaders' worry: low or decrease" in worry
    assert "A kind of: Openness (example-openness) (inverse)" in said(case, "example-closure")
