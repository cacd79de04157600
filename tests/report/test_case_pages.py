"""The pages of a case: everything is there, and each thing leads to where it comes from."""

import re
from pathlib import Path

import attrs
import pytest
from casefolders import SOUND, broken, write_case_folder
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.model import (
    Actor,
    ActorKind,
    Anchor,
    Basis,
    Certainty,
    Condition,
    Decision,
    DecisionKind,
    EveryPathPattern,
    Evidence,
    EvidenceKind,
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
    Theory,
    TheoryFamily,
    Variable,
)
from fpcase.model.ids import SourceId, VariableId
from fpcase.report.case_pages import case_pages
from fpcase.report.phrases import demand, prepared, standing, written_arrow


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the sound case."""
    folder = write_case_folder(tmp_path_factory.mktemp("sound"))
    return case_pages(fpcase.load_case(folder))


def test_every_record_has_its_place_on_a_page(kazakhstan: fpcase.Case) -> None:
    """A link to any record of the bundled case leads somewhere."""
    written = case_pages(kazakhstan)
    text = "\n".join(written.values())
    described = re.findall(r"^\.\. fpcase:([a-z]+):: kazakhstan:(\S+)$", text, re.MULTILINE)
    found = set(described)
    assert len(found) == len(described), "a record is described twice"
    wanted = {("case", "kazakhstan")}
    wanted |= {("claim", str(full_id)) for full_id, _, _ in kazakhstan.claims()}
    wanted |= {("claim", str(full_id)) for full_id, _, _ in kazakhstan.descriptions()}
    kinds = {"author": "explanations", "theory": "theories", "evidence": "evidence"}
    kinds |= {kind: f"{kind}s" for kind in ("variable", "actor", "source", "decision")}
    for kind, catalogue in kinds.items():
        wanted |= {(kind, str(id_)) for id_ in getattr(kazakhstan.in_use(), catalogue)}
    wanted |= {
        ("prediction", f"{author}/{one.id}")
        for author, explanation in kazakhstan.explanations.items()
        for one in explanation.predictions
    }
    assert found == wanted
    linked = set(re.findall(r":fpcase:([a-z]+):`[^`]* <kazakhstan:([^>]+)>`", text))
    assert linked <= wanted


def test_a_claim_says_all_that_was_coded_of_it() -> None:
    """From the claim one walks to its source, its evidence and its actors."""
    case = synthetic_case(
        {
            "doe-2001": [
                claim(
                    "denies war + neutrality",
                    intervening=[VariableId("trade")],
                    conditions=[Condition(variable=VariableId("oil"), value="dear")],
                    period="1914/1918",
                    modality=Modality.NECESSARY,
                    basis=Basis.INFERRED,
                    certainty=Certainty.HEDGED,
                    term="the guns",
                    stated_role="cause",
                    note="Our reading.",
                    at=[
                        Locator(
                            section="Argument",
                            anchor=Anchor(start="When the", end="war began"),
                            citing=[SourceId("roe-2002")],
                        ),
                        Locator(page="4", quote="The whole sentence."),
                    ],
                )
            ],
            "roe-2002": [],
        }
    )
    text = case_pages(case)["explanations/doe-2001"]
    for words in (
        (
            "*denies* :fpcase:variable:`War <ruritania:war>` —(+)→ "
            ":fpcase:variable:`Neutrality <ruritania:neutrality>` "
            "(positive sign; the author denies it; necessary; inferred; hedged)"
        ),
        ":Through: :fpcase:variable:`Trade <ruritania:trade>`",
        ":If: :fpcase:variable:`Oil <ruritania:oil>` is dear",
        ":When: 1914/1918",
        ":Author's term: the guns",
        ":Role, in the author's term: cause",
        ":Note: Our reading.",
        "Argument: “When the … war began”; leans on :fpcase:source:`Roe 2002 <ruritania:roe-2002>`",
        "p\\. 4: “The whole sentence.”",
    ):
        assert words in text, words


def test_a_claim_without_mechanism_or_place_says_so() -> None:
    """What is missing shows: a claim without a locator cannot be followed to its source."""
    case = synthetic_case({"doe-2001": [claim("war + peace", mechanism=None, at=[])]})
    text = case_pages(case)["explanations/doe-2001"]
    assert ":Where: no place given" in text
    assert "One leads to the other" not in text


def test_joint_causes_of_different_signs_keep_each_its_own() -> None:
    """One sign on the arrow would be wrong for the other cause."""
    joint = claim(
        "war & trade + peace",
        causes=[JointCause(variable=VariableId("war")),
                JointCause(variable=VariableId("trade"), sign=Sign.NEGATIVE)],
    )  # fmt: skip
    assert written_arrow(joint, str) == "war (+) and trade (−) → peace"
    assert standing(joint) == "positive and negative sign; the author asserts it"
    assert written_arrow(claim("war & trade ? peace"), str) == "war and trade —(?)→ peace"


def test_a_variable_lists_the_claims_on_it_and_the_authors_words(pages: dict[str, str]) -> None:
    """A reader who starts from a variable finds who says what of it."""
    war = pages["variables/regional"]
    assert "**Moves**" in war
    assert ":fpcase:claim:`Doe 2001, c1 <ruritania:doe-2001/c1>`: " in war
    assert ":Condition in: :fpcase:decision:`Declaration of neutrality" in war
    state = pages["variables/state"]
    assert "**Moved by**" in state
    assert ":Explained by: :fpcase:author:`Doe 2001 <ruritania:doe-2001>`, " in state
    assert ":Predicted by: :fpcase:prediction:`Doe 2001, p1 <ruritania:doe-2001/p1>`" in state
    assert ":Outcome of: :fpcase:decision:`Declaration of neutrality" in state


def test_broader_opposite_and_working_between_are_told_from_both_ends() -> None:
    """A tie between two variables shows on both."""
    named = {
        VariableId(name): Variable(
            id=VariableId(name), name=name, definition="So.", opposite=opposite, broader=broader
        )
        for name, opposite, broader in (
            ("peace", VariableId("war"), None),
            ("war", None, None),
            ("border-war", None, VariableId("war")),
        )
    }  # fmt: skip
    case = synthetic_case(
        {"doe-2001": [claim("oil + gas", intervening=[VariableId("war")], term="strife"),
                      claim("war - peace", term="strife")]},
        variables=named,
        levels={"war": None},
    )  # fmt: skip
    text = case_pages(case)["variables/no-level"]
    assert text.startswith("Variables, no level\n")
    assert ":Kinds of it: :fpcase:variable:`border-war" in text
    assert ":A kind of: :fpcase:variable:`war" in text
    assert text.count(":Opposite:") == 2
    assert "**Works between**" in text
    assert ":In the words of: :fpcase:author:`Doe 2001 <ruritania:doe-2001>`: “strife”" in text


def test_an_actor_shows_offices_and_memberships_with_their_years(pages: dict[str, str]) -> None:
    """An open end of a spell is left open."""
    text = pages["actors"]
    assert (
        ":Offices: King of :fpcase:actor:`Ruritania <ruritania:ruritania>` (1894 to 1894)" in text
    )
    assert ":Member of: :fpcase:actor:`The League <ruritania:league>` (1920 to 1935-04)" in text
    assert ":Members: :fpcase:actor:`Ruritania <ruritania:ruritania>`" in text
    assert ":Decided: :fpcase:decision:`Declaration of neutrality" in text


@pytest.mark.parametrize(
    ("spell", "shown"),
    [("since: 1920", "(since 1920)"), ("until: 1935", "(until 1935)"),
     ("capacity: guest", ", guest")],
)  # fmt: skip
def test_a_spell_may_be_open(tmp_path: Path, spell: str, shown: str) -> None:
    """Nothing is made up for a year that is not known."""
    old = "        since: 1920\n        until: 1935-04\n"
    folder = write_case_folder(tmp_path, broken("actors.yaml", old, f"        {spell}\n"))
    text = case_pages(fpcase.load_case(folder))["actors"]
    assert (
        f":fpcase:actor:`The League <ruritania:league>`{shown if ',' in shown else ' ' + shown}"
        in text
    )


def test_a_decision_tells_conditions_and_silence_apart(pages: dict[str, str]) -> None:
    """Silence of the texts is not the value "no"."""
    text = pages["decisions"]
    assert "*silent*" in text
    assert ":The texts are silent on: :fpcase:variable:`Trade <ruritania:trade>`" in text
    assert (
        "`War <ruritania:war>`: yes (:fpcase:source:`Doe 2001 <ruritania:doe-2001>`, p\\. 12)"
        in text
    )


def test_a_condition_that_was_not_asked_of_a_decision_is_no_silence(tmp_path: Path) -> None:
    """Another decision has it; of this one nobody looked."""
    more = SOUND["decisions.yaml"] + (
        "  - id: second\n    title: Second\n    date: 1915\n    actor: ruritania\n"
        "    kind: refusal\n    at: [{source: doe-2001, page: '2'}]\n"
    )
    case = fpcase.load_case(write_case_folder(tmp_path, {"decisions.yaml": more}))
    assert "     - –\n" in case_pages(case)["decisions"]


def test_evidence_shows_claims_predictions_and_judgements(pages: dict[str, str]) -> None:
    """The coder's judgement stands apart from what authors say."""
    text = pages["evidence"]
    assert "**A coder's judgement**" in text
    assert "1.5 to 3 times likelier; Only one of the two expects it." in text
    assert ":Predictions judged by it: :fpcase:prediction:`doe-2001/p1" in text


def test_a_test_of_evidence_is_named(tmp_path: Path) -> None:
    """Hoop, smoking gun and the like, where the coder says so."""
    changes = broken(
        "appraisals.yaml", "likelihood_ratio: {low: 1.5, high: 3}", "test: smoking-gun"
    )
    text = case_pages(fpcase.load_case(write_case_folder(tmp_path, changes)))["evidence"]
    assert "smoking gun; Only one" in text


def test_a_source_lists_the_places_that_records_rest_on(pages: dict[str, str]) -> None:
    """From a page of the work one finds what was coded from it."""
    text = pages["sources"]
    assert "- Argument, paragraph 2: :fpcase:claim:`doe-2001/c1 <ruritania:doe-2001/c1>`" in text
    assert "- p\\. 12: :fpcase:decision:`declaration-1914" in text
    assert ":Key work of: :fpcase:theory:`Commercial liberalism" in text
    assert "Rick Roe (n\\.d.)." in text


def test_a_work_that_others_lean_on_says_who_does() -> None:
    """Cited works have no page of claims, and are found from here."""
    cited = Source(
        id=SourceId("poe-1999"), authors=(), year=1999, title="Old", kind=SourceKind.BOOK,
        container="Press", url="https://example.org/x", doi="10.1/x", language="en",
    )  # fmt: skip
    leaning = claim("war + peace", at=[Locator(page="1", citing=[SourceId("poe-1999")])])
    case = synthetic_case({"doe-2001": [leaning]}, sources={SourceId("poe-1999"): cited})
    text = case_pages(case)["sources"]
    assert "Works that they lean on" in text
    assert ":Leaned on by: :fpcase:claim:`doe-2001/c1 <ruritania:doe-2001/c1>`" in text
    assert ":DOI: `https\\://doi.org/10.1/x <https://doi.org/10.1/x>`__" in text
    assert "No author named (1999). *Old*. Press." in text


def test_a_theory_says_who_declares_and_who_rejects_it(pages: dict[str, str]) -> None:
    """With the author's reason and its place."""
    text = pages["theories"]
    assert ":Declared by: :fpcase:author:`Roe n.d. <ruritania:roe-2002>`" in text
    assert "It forgets the king. (:fpcase:source:`Roe n.d. <ruritania:roe-2002>`, p\\. 5)" in text
    assert "Trade moves policy. (*trade-moves-policy*) Expects a path from" in text


def test_a_proposition_that_no_diagram_can_decide_says_so(tmp_path: Path) -> None:
    """Its silence in the tables of congruence is explained."""
    expects = "\n        expects: {some_path: {cause: {tags: [interdependence]}, effect: outcome}}"
    folder = write_case_folder(tmp_path, broken("theories.yaml", expects, ""))
    assert "No diagram can decide it." in case_pages(fpcase.load_case(folder))["theories"]


SYSTEM = Selector(level=[LevelOfAnalysis.SYSTEM])
WAR = Selector(variables=[VariableId("war")])
OUTCOME = Selector(outcome=True)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (
            Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME)),
            "Expects a path from variables at system level to the outcomes.",
        ),
        (
            Pattern(some_path=PathPattern(cause=SYSTEM, effect=OUTCOME, through=WAR)),
            (
                "Expects a path from variables at system level to the outcomes through "
                ":fpcase:variable:`War <ruritania:war>`."
            ),
        ),
        (
            Pattern(every_path=EveryPathPattern(cause=Selector(), effect=OUTCOME, through=WAR)),
            (
                "Expects that every path from any variable to the outcomes passes "
                ":fpcase:variable:`War <ruritania:war>`."
            ),
        ),
        (
            Pattern(no_path=NoPathPattern(cause=SYSTEM, effect=OUTCOME)),
            "Expects no path from variables at system level to the outcomes.",
        ),
        (
            Pattern(
                loop=LoopPattern(through=Selector(level=[LevelOfAnalysis.STATE], tags=["a", "b"]))
            ),
            (
                "Expects a loop through variables at state level that are also variables with the "
                "tag “a” or “b”."
            ),
        ),
        (
            Pattern(outcome_cause_share=SharePattern(level=[LevelOfAnalysis.SYSTEM], at_least=0.5)),
            "Expects that at least 50% of what directly moves the outcomes lies at system level.",
        ),
        (Pattern(), "Expects no shape."),
    ],
)
def test_every_pattern_has_its_sentence(pattern: Pattern, words: str) -> None:
    """A scholar reads what a theory demands without knowing the keys of the file."""
    case = synthetic_case({"doe-2001": ["war + peace"]})
    assert demand(prepared(case, "ruritania"), pattern) == words


def test_predictions_show_how_they_turned_out(pages: dict[str, str]) -> None:
    """With the evidence, and where later works say so."""
    text = pages["explanations/doe-2001"]
    assert "*borne out*: It did.; :fpcase:evidence:`The king tells" in text
    assert ":About: :fpcase:variable:`Neutrality <ruritania:neutrality>`" in text


def test_a_prediction_that_nobody_judged_says_so() -> None:
    """Not judged is not open."""
    case = synthetic_case({"doe-2001": ["war + peace"]})
    author = case.explanations["doe-2001"]  # type: ignore[index] # ids are text
    foretold = Prediction(id="p1", text="It rains.", expected="more", due="1915")  # type: ignore[arg-type] # ids are text
    author = attrs.evolve(
        author, predictions=[foretold], question="Why?", summary="So.",
        rejects=[Rejection(theory="realism", because="No.")],  # type: ignore[arg-type] # ids are text
    )  # fmt: skip
    theory = Theory(id="realism", name="Realism", family=TheoryFamily.REALISM)  # type: ignore[arg-type] # ids are text
    case = attrs.evolve(case, explanations={author.id: author}, theories={theory.id: theory})
    pages = case_pages(case)
    text = pages["explanations/doe-2001"]
    assert "* *not judged*" in text or "- *not judged*" in text
    assert ":Where: no place given" in text
    assert ":fpcase:theory:`Realism <ruritania:realism>`: No\\. (no place given)" in text
    assert "Congruence with theories" not in text, "no theory here has a proposition"
    assert "No\\. (no place given)" in pages["theories"]


def test_one_author_alone_is_not_compared() -> None:
    """A comparison needs two; the picture is then the author's own."""
    pages = case_pages(synthetic_case({"doe-2001": ["war + peace"]}))
    assert "comparison" not in pages
    assert ".. fpcase-diagram:: ruritania\n   :kind: arguments" in pages["index"]


def test_a_case_without_authors_or_records_has_an_index() -> None:
    """A folder that is just begun is documented too."""
    case = synthetic_case({}, question="Why?", period="1914")
    pages = case_pages(case, "elsewhere")
    assert list(pages) == ["index"]
    assert ".. fpcase:case:: elsewhere:ruritania" in pages["index"]
    assert "fpcase-diagram" not in pages["index"]
    assert ":Period: 1914" in pages["index"]


def test_an_author_without_claims_has_a_page_that_says_what_there_is() -> None:
    """An author whose coding has just begun."""
    case = synthetic_case({"doe-2001": [], "roe-2002": ["war + peace"]})
    text = case_pages(case)["explanations/doe-2001"]
    assert "Claims one by one" not in text
    assert "nothing named" in case_pages(case)["index"]


def test_decisions_of_which_nothing_was_asked_have_no_table() -> None:
    """A table of nothing but names would say that every text is silent."""
    vote = record(
        Decision,
        id="vote",
        title="A vote",
        date="2014",
        actor="ruritania",
        kind=DecisionKind.VOTE,
    )
    ruritania = record(Actor, id="ruritania", name="Ruritania", kind=ActorKind.STATE)
    case = synthetic_case(
        {"doe": ["war + peace"]}, decisions={"vote": vote}, actors={"ruritania": ruritania}
    )
    page = case_pages(case)
    assert "A vote" in page["decisions"]
    assert "Conditions of each decision" not in page["decisions"]


def test_a_place_that_names_no_source_is_listed_under_none() -> None:
    """Outside an author's file a locator must say which work it means; it is not guessed."""
    piece = record(
        Evidence,
        id="speech",
        description="A speech.",
        kind=EvidenceKind.STATEMENT,
        at=[Locator(section="Argument", paragraph=7)],
    )
    page = case_pages(synthetic_case({"doe": ["war + peace"]}, evidence={"speech": piece}))
    assert "A speech." in page["evidence"]
    assert "paragraph 7" not in page["sources"]
