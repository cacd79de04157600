"""The bundled cases keep the codebook's rules, so far as a machine can tell."""

import re
import statistics
from collections import Counter
from pathlib import Path

import pytest

import fpcase
from fpcase.model import (
    Basis,
    CausalClaim,
    DescriptiveClaim,
    Explanation,
    FullClaimId,
    VariableId,
    span,
)

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(head.parent for head in (ROOT / "cases").glob("*/case.yaml"))
OUTCOMES = [
    VariableId(name)
    for name in (
        *("support-for-russia", "refusal-towards-russia", "regime-bargaining"),
        *("diversification-of-partners", "distancing-from-russia"),
    )
]
"""What is compared with each decision of a country."""

PAGES = [ROOT / "docs/explanation/codebook.md", ROOT / "docs/explanation/five-on-kazakhstan.md"]

INFERRED = re.compile(r"\bour reading\b", re.IGNORECASE)
READ_INTO = re.compile(
    r"\b(?:is|are|was) read\b|\bwe (?:read|use|take)\b|\bread as\b|\bcoded as\b|nearest variable"
    r"|seems? to be meant|\b(?:is|are) meant\b|in all likelihood"
)
"""Words with which a note says that an end of the claim was chosen rather than found."""


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: str(folder.name))
def case(request: pytest.FixtureRequest) -> fpcase.Case:
    """A bundled case."""
    return fpcase.load_case(Path(request.param))


def _said(
    case: fpcase.Case,
) -> list[tuple[FullClaimId, Explanation, CausalClaim | DescriptiveClaim]]:
    """What the authors say moved what, and what they say was so."""
    said: list[tuple[FullClaimId, Explanation, CausalClaim | DescriptiveClaim]] = []
    said += case.claims()
    said += case.descriptions()
    return said


def test_a_claim_is_inferred_exactly_if_its_note_calls_it_our_reading(case: fpcase.Case) -> None:
    """A reader must be told what goes beyond the text, and verdicts must leave it out."""
    notes = {full_id: (claim.note or "", claim.basis) for full_id, _, claim in _said(case)}
    wrong = [
        full_id
        for full_id, (note, basis) in notes.items()
        if bool(INFERRED.search(note)) is not (basis is Basis.INFERRED)
    ]
    assert wrong == []


def test_no_claim_is_explicit_whose_note_says_that_an_end_was_read_into_it(
    case: fpcase.Case,
) -> None:
    """What the text does not name, it does not state: such a claim is implicit or inferred."""
    wrong = [
        full_id
        for full_id, _, claim in _said(case)
        if claim.basis is Basis.EXPLICIT and READ_INTO.search(claim.note or "")
    ]
    assert wrong == []


def test_a_description_of_much_or_little_gives_the_authors_word_of_degree(
    case: fpcase.Case,
) -> None:
    """Without such a word it was so, and no reader can tell how much."""
    wrong = [
        full_id
        for full_id, _, claim in case.descriptions()
        if {"high", "low"} & set(claim.value) and not claim.term
    ]
    assert wrong == []


def test_a_description_ends_with_the_year_of_its_work(case: fpcase.Case) -> None:
    """Nobody can say how things were after writing; what is to come is a prediction."""
    wrong = []
    for full_id, explanation, claim in case.descriptions():
        last = span(claim.period)[1] if claim.period else None
        year = case.sources[explanation.source].year
        assert year is not None
        if claim.period and (last is None or last.year > year):
            wrong.append(f"{full_id}: {claim.period}")
    assert wrong == []


def test_passages_are_sentences_and_not_pages(case: fpcase.Case, texts_folder: Path) -> None:
    """A locator that takes in a page shows a reader nothing."""
    passages = fpcase.passages.find_passages(case, fpcase.passages.read_texts(case, texts_folder))
    lengths = [
        p.match.end - p.match.start
        for p in passages
        if p.match.start is not None and p.match.end is not None
    ]
    assert len(lengths) == len(passages)
    assert statistics.median(lengths) < 450
    assert max(lengths) <= 1500


def test_a_work_says_the_same_in_every_case() -> None:
    """Two cases coded from one work must not have it say two things of one arrow."""
    said: dict[tuple[object, ...], dict[str, set[tuple[object, ...]]]] = {}
    for folder in FOLDERS:
        case = fpcase.load_case(folder)
        for _, explanation, claim in case.claims():
            arrow = (explanation.source, claim.cause, claim.causes, claim.effect)
            how = (claim.sign, claim.stance, claim.basis, claim.certainty, claim.period)
            said.setdefault(arrow, {}).setdefault(case.id, set()).add(how)
    shared = {arrow: list(cases.values()) for arrow, cases in said.items() if len(cases) > 1}
    assert shared
    assert [arrow for arrow, (first, *others) in shared.items() if others != [first]] == []


def test_half_of_each_authors_claims_touch_a_variable_that_another_uses() -> None:
    """Five maps without common places could not be compared at all."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    used = {
        author: {variable for claim in one.claims.values() for variable in claim.variables}
        for author, one in case.explanations.items()
    }
    for author, one in case.explanations.items():
        others = set().union(*(used[other] for other in used if other != author))
        touching = sum(bool(others & set(claim.variables)) for claim in one.claims.values())
        assert 2 * touching >= len(one.claims), author


def test_nearly_half_of_the_variables_are_common_ground() -> None:
    """A variable that one author uses, and that meets nothing of another's, compares nothing."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    users: dict[str, set[str]] = {}
    for _, explanation, claim in _said(case):
        for variable in claim.variables:
            users.setdefault(variable, set()).add(explanation.id)
    met = {
        term
        for relation in fpcase.compare(case).relations
        for statement in (relation.left, relation.right)
        for term in statement.matter
    }
    common = [one for one, authors in users.items() if len(authors) > 1 or one in met]
    assert len(common) >= 0.47 * len(users)


def test_every_variable_that_two_authors_share_has_its_place_in_the_codebook() -> None:
    """A merge without a reason may have been made to reach a figure, and nobody could tell."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    users: dict[str, set[str]] = {}
    for _, explanation, claim in _said(case):
        for variable in claim.variables:
            users.setdefault(case.variables[variable].name, set()).add(explanation.id)
    shared = {name.casefold() for name, authors in users.items() if len(authors) > 1}
    page = PAGES[0].read_text(encoding="utf-8").casefold()
    _, _, rules = page.partition("## one variable or two?")
    merges, _, rest = rules.partition("the other variables that two authors share")
    listed, _, _ = rest.partition("kept apart")
    reasons = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", merges, re.MULTILINE)
    items = re.findall(r"^- \*[^*]+\*: ([^;.]+)[;.]", listed, re.MULTILINE)
    named = {" ".join(name.split()) for item in items for name in item.split(",")}
    assert shared - set(reasons) - named == set()
    assert set(reasons) & named == set()
    assert (set(reasons) | named) - shared == {
        "variable",
        "transformation of the kazakh-russian regime",
    }


def test_every_top_term_has_its_reason_in_the_codebook() -> None:
    """A term that lumps without a reason would make leads of anything."""
    variables = {
        variable.id: variable
        for folder in reversed(FOLDERS)  # what both have, Kazakhstan hangs up in the tree
        for variable in fpcase.load_case(folder).variables.values()
    }
    under = Counter(v.broader.variable for v in variables.values() if v.broader)
    tops = {variables[one].name.casefold() for one in under if not variables[one].broader}
    _, _, rules = PAGES[0].read_text(encoding="utf-8").casefold().partition("## broader terms")
    section, _, _ = rules.partition("\n## ")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", section, re.MULTILINE)
    assert set(rows) - {"broader term"} == tops
    assert max(under.values()) <= 12


def test_every_decision_answers_the_same_questions(case: fpcase.Case) -> None:
    """A truth table has no holes: present, absent or not stated, for every decision of an actor."""
    decisions = case.decisions.values()
    asked = {(decision.actor, *decision.conditions) for decision in decisions}
    assert len(asked) == len({decision.actor for decision in decisions})
    for decision in decisions:
        for condition in decision.conditions.values():
            assert all(one.value in {"yes", "no"} and one.at for one in condition or ())
        if str(decision.actor) == case.id:  # the country's own decisions are asked five outcomes
            assert set(OUTCOMES) <= set(decision.outcomes)
            assert all(one.at for name in OUTCOMES for one in decision.outcomes[name] or ())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.stem))
def test_a_page_names_only_claims_that_exist(page: Path) -> None:
    """The codebook's tables send the reader to claims by their ids."""
    known: set[str] = set()
    for folder in FOLDERS:
        case = fpcase.load_case(folder)
        known |= {full_id for full_id, _, _ in case.claims()}
        known |= {f"evidence/{one}" for one in case.evidence}
        known |= {f"decisions/{one}" for one in case.decisions}
        known |= {
            f"{author}/{prediction.id}"
            for author, explanation in case.explanations.items()
            for prediction in explanation.predictions
        }
    named = re.findall(
        r"`([a-z]+-\d{4}/[a-z]+\d+|evidence/[\w-]+|decisions/[\w-]+)`", page.read_text()
    )
    assert [name for name in named if name not in known] == []
