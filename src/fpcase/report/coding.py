"""How a case was coded: on what basis, in whose words, and what was passed over."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum

from fpcase.comparison import Table
from fpcase.comparison.tables import Cell, join_markdown
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.ids import ExplanationId, SourceId, VariableId
from fpcase.model.terms import Basis, LevelOfAnalysis, Stance
from fpcase.passages import Grade, IndexedText, Passage, find_passages
from fpcase.report.afterthoughts import later_evidence

_FIRST_WORDS = 5


def coding_report(case: Case, texts: Mapping[SourceId, IndexedText] | None = None) -> str:
    """How a case was coded, as a Markdown page: for the coder's check and a paper's appendix.

    Args:
        case: The case.
        texts: The sources' texts, as `read_texts` gives them; without them no passage is graded
            and no paragraph listed.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> coding_report(case).splitlines()[0]
    "# Coding of Kazakhstan's foreign policy between the powers"
    """
    return join_markdown(coding_tables(case, texts), f"Coding of {case.title}")


def coding_tables(
    case: Case, texts: Mapping[SourceId, IndexedText] | None = None
) -> tuple[Table, ...]:
    """How a case was coded, as tables.

    Args:
        case: The case.
        texts: The sources' texts, as `read_texts` gives them.

    Returns:
        Claims by stance, by basis and by level of analysis; passages by grade; variables that
        one author alone uses; authors' terms by variable; evidence later than the outcome
        that it is to explain; paragraphs that no claim touches.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
    >>> [table.name for table in fpcase.report.coding_tables(case)][:2]
    ['stances', 'bases']
    """
    texts = texts or {}
    passages = find_passages(case, texts)
    return (
        _claims_by(case, "stances", "stance", Stance, lambda claim: [claim.stance]),
        _claims_by(case, "bases", "basis", Basis, lambda claim: [claim.basis]),
        _levels(case),
        _grades(case, passages),
        _used_by_one(case),
        _terms(case),
        later_evidence(case),
        _untouched(case, texts, passages),
    )


def _version(case: Case) -> str:
    return f"Case {case.id}, version {case.version}."


def _claims_by(
    case: Case,
    name: str,
    words: str,
    vocabulary: type[Enum],
    values: Callable[[CausalClaim], Iterable[Enum]],
) -> Table:
    """Claims by author and a property of theirs."""
    rows: list[tuple[Cell, ...]] = []
    for author, explanation in case.explanations.items():
        counts = Counter(value for claim in explanation.claims.values() for value in values(claim))
        rows.append((author, *(counts[word] for word in vocabulary), len(explanation.claims)))
    return Table(
        name=name,
        caption=f"Claims by {words}. {_version(case)}",
        columns=("author", *(str(word.value) for word in vocabulary), "all"),
        rows=rows,
    )


def _levels(case: Case) -> Table:
    levels: list[LevelOfAnalysis | None] = [*LevelOfAnalysis, None]
    rows: list[tuple[Cell, ...]] = []
    for author, explanation in case.explanations.items():
        counts = Counter(
            case.variables[cause].level
            for claim in explanation.claims.values()
            for cause, _ in claim.signed_causes
        )
        rows.append((author, *(counts[level] for level in levels), counts.total()))
    return Table(
        name="levels",
        caption="Causes of claims by the cause's level of analysis; joint causes count one each. "
        f"{_version(case)}",
        columns=("author", *(level.value if level else "not given" for level in levels), "all"),
        rows=rows,
    )


def _grades(case: Case, passages: Iterable[Passage]) -> Table:
    counts = Counter((passage.claim.partition("/")[0], passage.match.grade) for passage in passages)
    groups = {str(author): str(author) for author in case.explanations} | {
        "evidence": "evidence",
        "prediction_outcomes": "outcomes of predictions",
        "decisions": "decisions",
    }
    rows: list[tuple[Cell, ...]] = []
    for group, name in groups.items():
        numbers = [counts[group, grade] for grade in Grade]
        rows.append((name, *numbers, sum(numbers)))
    return Table(
        name="passages",
        caption="Locators by how well their passage was found in the source's text. "
        f"{_version(case)}",
        columns=("coded in", *(grade.value for grade in Grade), "all"),
        rows=rows,
    )


def _used_by_one(case: Case) -> Table:
    claims: dict[VariableId, dict[ExplanationId, int]] = {}
    for _, explanation, claim in case.claims():
        for variable in claim.variables:
            by_author = claims.setdefault(variable, {})
            by_author[explanation.id] = by_author.get(explanation.id, 0) + 1
    rows: list[tuple[Cell, ...]] = [
        (*by_author, variable, case.variables[variable].name, *by_author.values())
        for variable, by_author in claims.items()
        if len(by_author) == 1
    ]
    order = {str(author): place for place, author in enumerate(case.explanations)}
    rows.sort(key=lambda row: (order[str(row[0])], str(row[1])))
    return Table(
        name="used-by-one",
        caption=f"Variables that one author alone uses: {len(rows)} of the {len(claims)} that "
        f"claims name. Two of one meaning would hide an agreement. {_version(case)}",
        columns=("author", "variable", "name", "claims"),
        rows=rows,
    )


def _terms(case: Case) -> Table:
    terms: dict[tuple[VariableId, ExplanationId], dict[str, None]] = {}
    without = 0
    for _, explanation, claim in case.claims():
        if claim.term is None:
            without += 1
            continue
        for variable in dict.fromkeys([*dict(claim.signed_causes), claim.effect]):
            terms.setdefault((variable, explanation.id), {})[claim.term] = None
    order = {author: place for place, author in enumerate(case.explanations)}
    none = f"{without} {'claim has' if without == 1 else 'claims have'} none"
    return Table(
        name="terms",
        caption="Authors' terms by variable. A claim's term is the author's word for its cause or "
        f"its effect, and is listed with both; {none}. {_version(case)}",
        columns=("variable", "author", "terms"),
        rows=[
            (variable, author, "; ".join(words))
            for (variable, author), words in sorted(
                terms.items(), key=lambda item: (item[0][0], order[item[0][1]])
            )
        ],
    )


def _untouched(
    case: Case, texts: Mapping[SourceId, IndexedText], passages: Iterable[Passage]
) -> Table:
    owners = {str(full_id) for full_id, _, _ in case.claims()}
    found = [passage for passage in passages if passage.match.start is not None]
    rows: list[tuple[Cell, ...]] = []
    total = 0
    for source, text in texts.items():
        own = [passage for passage in found if passage.source == source]
        total += len(text.paragraphs)
        for index, paragraph in enumerate(text.paragraphs):
            touching = list(dict.fromkeys(_touching(text, index, own)))
            if not any(owner in owners for owner in touching):
                words = " ".join(text.text[slice(*span)] for span in paragraph.spans).split()
                begins = " ".join(words[:_FIRST_WORDS])
                rows.append((source, paragraph.section, paragraph.number, begins, tuple(touching)))
    at_hand = f"of {total} in the texts at hand" if texts else "(no text is at hand)"
    return Table(
        name="untouched-paragraphs",
        caption=f"Paragraphs that no claim's passage touches: {len(rows)} {at_hand}, each with its "
        f"first words and what else rests on it. Passages that are lost or ambiguous touch none. "
        f"{_version(case)}",
        columns=("source", "section", "paragraph", "begins", "used by"),
        rows=rows,
    )


def _touching(text: IndexedText, index: int, passages: Iterable[Passage]) -> Iterator[str]:
    """What has a passage that overlaps a paragraph."""
    spans = text.paragraphs[index].spans
    first, last = spans[0][0], spans[-1][1]
    for passage in passages:
        start, end = passage.match.start, passage.match.end
        if start is not None and end is not None and start < last and first < end:
            yield passage.claim
