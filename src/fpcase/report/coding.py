"""How a case was coded: on what basis, in whose words, and what was passed over."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property

import attrs
import networkx as nx

from fpcase.comparison import Result, Table
from fpcase.comparison.tables import CellValue
from fpcase.diagrams import causal_diagram
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, Explanation
from fpcase.model.dates import Edtf, span
from fpcase.model.decisions import values_in
from fpcase.model.ids import ExplanationId, SourceId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import Basis, LevelOfAnalysis, Stance
from fpcase.passages import Grade, IndexedText, Passage, find_passages

_FIRST_WORDS = 5


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Coding(Result):
    """How a case was coded.

    Attributes:
        case: The case.
        texts: The sources' texts that were at hand.
    """

    case: Case
    texts: Mapping[SourceId, IndexedText]

    @property
    def title(self) -> str:
        """The case."""
        return f"Coding of {self.case.title}"

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Claims by stance, basis and level; passages; terms; what came later or was passed over.

        In this order: claims by stance, by basis and by level of analysis; passages by grade;
        variables that one author alone uses; authors' terms by variable; evidence later than
        the outcome that it is to explain; paragraphs that no claim touches.
        """
        case, passages = self.case, find_passages(self.case, self.texts)
        by_level = "Causes in claims by level of analysis; joint causes are counted one by one."

        def level_of_causes(claim: CausalClaim) -> Iterable[Enum | None]:
            return [case.variables[cause].level for cause, _ in claim.signed_causes]

        return (
            _counts(case, "stances", "Claims by stance.", Stance, lambda claim: [claim.stance]),
            _counts(case, "bases", "Claims by basis.", Basis, lambda claim: [claim.basis]),
            _counts(case, "levels", by_level, [*LevelOfAnalysis, None], level_of_causes),
            _grades(self.case, passages),
            _used_by_one(self.case),
            _terms(self.case),
            later_evidence(self.case),
            _untouched(self.case, self.texts, passages),
        )


@checked
def report_coding(case: Case, texts: Mapping[SourceId, IndexedText] | None = None) -> Coding:
    """Report how a case was coded, for the coder's check and a paper's appendix.

    Args:
        case: The case.
        texts: The sources' texts, as `read_texts` gives them; without them no passage is graded
            and no paragraph listed.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> report_coding(case).to_markdown().splitlines()[0]
    "# Coding of Kazakhstan's foreign policy between the powers"
    """
    return Coding(case=case, texts=texts or {})


def _version(case: Case) -> str:
    return f"Case {case.id}, version {case.version}."


def _counts(
    case: Case,
    name: str,
    caption: str,
    words: Iterable[Enum | None],
    values: Callable[[CausalClaim], Iterable[Enum | None]],
) -> Table:
    """Claims by author and a property of theirs."""
    words = list(words)
    rows: list[tuple[CellValue, ...]] = []
    for author, explanation in case.explanations.items():
        counts = Counter(value for claim in explanation.claims.values() for value in values(claim))
        rows.append((author, *(counts[word] for word in words), counts.total()))
    columns = ("author", *(str(word.value) if word else "not given" for word in words), "all")
    return Table(name=name, caption=f"{caption} {_version(case)}", columns=columns, rows=rows)


def _grades(case: Case, passages: Iterable[Passage]) -> Table:
    counts = Counter((passage.claim.partition("/")[0], passage.match.grade) for passage in passages)
    groups = {str(author): str(author) for author in case.explanations} | {
        "evidence": "evidence",
        "prediction_outcomes": "outcomes of predictions",
        "decisions": "decisions",
    }
    rows: list[tuple[CellValue, ...]] = []
    for group, name in groups.items():
        numbers = [counts[group, grade] for grade in Grade]
        rows.append((name, *numbers, sum(numbers)))
    return Table(
        name="passages",
        caption="How well the passages behind locators were found in the sources' texts. "
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
    rows: list[tuple[CellValue, ...]] = [
        (*by_author, variable, case.variables[variable].name, *by_author.values())
        for variable, by_author in claims.items()
        if len(by_author) == 1
    ]
    order = {str(author): place for place, author in enumerate(case.explanations)}
    rows.sort(key=lambda row: (order[str(row[0])], str(row[1])))
    return Table(
        name="used-by-one",
        caption=f"Variables that only one author uses: {len(rows)} of the {len(claims)} that "
        "claims name. If two of these have the same meaning, they hide an agreement. "
        f"{_version(case)}",
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
        caption="Authors' terms by variable. A claim's term is the author's word for the claim's "
        f"cause or effect, and is listed under both; {none}. {_version(case)}",
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
    found = [
        (one.source, one.match.start, one.match.end, one.claim)
        for one in passages
        if one.match.start is not None and one.match.end is not None
    ]
    rows: list[tuple[CellValue, ...]] = []
    total = 0
    for source, text in texts.items():
        total += len(text.paragraphs)
        for paragraph in text.paragraphs:
            first, last = paragraph.spans[0][0], paragraph.spans[-1][1]
            touching = dict.fromkeys(
                claim
                for work, start, end, claim in found
                if work == source and start < last and first < end
            )
            if not any(owner in owners for owner in touching):
                words = " ".join(text.text[slice(*span)] for span in paragraph.spans).split()
                begins = " ".join(words[:_FIRST_WORDS])
                rows.append((source, paragraph.section, paragraph.number, begins, tuple(touching)))
    at_hand = f"of {total} in the available texts" if texts else "(no text is available)"
    return Table(
        name="untouched-paragraphs",
        caption=f"Paragraphs that no claim cites: {len(rows)} {at_hand}, each with its "
        "first words and the other records that cite it. Lost or ambiguous passages are not "
        "counted. "
        f"{_version(case)}",
        columns=("source", "section", "paragraph", "begins", "used by"),
        rows=rows,
    )


def later_evidence(case: Case) -> Table:
    """Evidence dated after the outcome that an author rests on it to explain.

    What was said after a vote cannot have moved it; at most it shows what was thought before.
    An outcome is dated by the decisions that have it and rest on the author's own work, and by
    the periods of the author's claims on it: the last of these counts, and one that is still
    going on has no evidence that is late. A claim bears on an outcome if the author's claims
    lead from its effect to it. What has no date, or may still be earlier, is not listed.

    Args:
        case: The case.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> rows = later_evidence(case).to_records()
    >>> [row["dated"] for row in rows if row["claim"] == "hananya-2019/h49"]
    ['2018-10']
    """
    rows: list[tuple[CellValue, ...]] = []
    for author, explanation in case.explanations.items():
        diagram = causal_diagram(case, [author])
        for outcome in explanation.explains:
            last = _last(_dated(case, explanation, outcome))
            if last is None:
                continue
            leading = {outcome} | (nx.ancestors(diagram, outcome) if outcome in diagram else set())
            for claim in explanation.claims.values():
                for name in claim.evidence if claim.effect in leading else ():
                    date = case.evidence[name].date
                    begins = span(date)[0]
                    if begins and begins > last[0]:
                        rows.append((f"{author}/{claim.id}", name, date, outcome, *last[1:]))
    return Table(
        name="later-evidence",
        caption="Evidence that an author uses to explain an outcome although it is dated later, "
        "with the decision or claim that dates the outcome. Evidence that may be "
        f"earlier than the outcome is left out. Case {case.id}, version {case.version}.",
        columns=("claim", "evidence", "dated", "outcome", "outcome dated", "by"),
        rows=rows,
    )


def _dated(case: Case, explanation: Explanation, outcome: VariableId) -> Iterator[tuple[Edtf, str]]:
    """The dates that an author's work gives an outcome, each with what gives it."""
    for decision in case.decisions.values():
        own = any(locator.source == explanation.source for locator in decision.at)
        if own and "yes" in values_in(decision.outcomes.get(outcome)):
            yield decision.date, f"decisions/{decision.id}"
    for claim in explanation.claims.values():
        if claim.period and claim.effect == outcome:
            yield claim.period, f"{explanation.id}/{claim.id}"


def _last(dated: Iterable[tuple[Edtf, str]]) -> tuple[dt.date, Edtf, str] | None:
    """The last of some dates and the day that it ends; None if one is still going on."""
    last = None
    for date, by in dated:
        end = span(date)[1]
        if end is None:
            return None
        if last is None or end > last[0]:
            last = (end, date, by)
    return last
