"""A case from a plain table of links: author, cause, effect and sign.

Tools for causal mapping export such tables: a row for each link, with columns for the source
(or respondent), the cause and the effect, and perhaps a sign and a quotation.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from fpcase.casefiles.converter import structure
from fpcase.casefiles.slugs import distinct_slugs, slug
from fpcase.casefiles.spreadsheets import cell_problem, cell_text, condition_in, records_of
from fpcase.documents import CaseError, Problem
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, Condition, Explanation
from fpcase.model.evidence import Evidence
from fpcase.model.ids import CaseId, ClaimId, EvidenceId, ExplanationId, SourceId, VariableId
from fpcase.model.signatures import checked, refuse
from fpcase.model.sources import Locator, Source
from fpcase.model.terms import CaseKind, EvidenceKind, Sign, SourceKind, Stance
from fpcase.model.variables import Variable
from fpcase.model.wording import did_you_mean, nearest

SIGN_WORDS: Mapping[str, Sign] = {
    **{sign.value: sign for sign in Sign},
    "+": Sign.POSITIVE,
    **dict.fromkeys(("-", "−", "–"), Sign.NEGATIVE),
    **dict.fromkeys(("?", ""), Sign.UNSTATED),
}
"""How a sign may be written in a table, beside a number; an empty cell says nothing of it."""

LINK_COLUMNS: Mapping[str, str] = {
    "author": "the link's author (a person, a work or a respondent)",
    "cause": "the cause",
    "effect": "the effect",
    "sign": "the sign: positive or negative, + or -, or a number (0 means no effect)",
    "stance": "the stance: asserts (or blank), denies or reports",
    "quote": "the words quoted from the text",
    "page": "the page number",
    "mechanism": "the mechanism: how the cause affects the effect",
    "period": "the period, in ISO dates: 2014, 2014-03, 2014/2016",
    "certainty": "the certainty: plain (or blank), hedged or conjectured",
    "condition": "the condition: a variable, or 'variable is value'",
    "evidence": "the evidence that the author gives",
    "note": "the coder's note",
    "year": "the year of the author's work",
    "title": "the title of the author's work",
}
"""What a column may hold."""
_NEEDED = ("cause", "effect")
_PLAIN = {"period", "certainty", "mechanism", "note"}
"""Parts that a claim's field of the same name takes as they are."""
_STANCES = {"": Stance.ASSERTS, **{stance.value: stance for stance in Stance}}
_STANCES_EXPECTED = "asserts, denies, reports, or an empty cell"
_SIGNS_EXPECTED = (
    "a sign (positive, negative, no-effect, unstated; +, -; a number; or an empty cell); "
    "define other "
    "words with --signs"
)


def columns_of(names: Iterable[str], given: Mapping[str, str | None]) -> dict[str, str]:
    """Part of a link -> its column: as given, or a column that is called like the part.

    Args:
        names: The table's columns.
        given: Part -> column, or None where none is named.
    """
    alike = {name.casefold(): name for name in names}
    found = {part: given.get(part) or alike.get(part) for part in LINK_COLUMNS}
    taken = [name for name in given.values() if name]
    return {
        part: name
        for part, name in found.items()
        if name and (given.get(part) or name not in taken)
    }


@checked
def case_from_links(  # noqa: PLR0913 - one argument for each column and each fact of the case
    rows: object,
    *,
    author: str | None = None,
    cause: str | None = None,
    effect: str | None = None,
    sign: str | None = None,
    stance: str | None = None,
    quote: str | None = None,
    page: str | None = None,
    mechanism: str | None = None,
    period: str | None = None,
    certainty: str | None = None,
    condition: str | None = None,
    evidence: str | None = None,
    note: str | None = None,
    year: str | None = None,
    title: str | None = None,
    by: str | None = None,
    signs: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    case_id: str = "links",
    case_title: str = "A table of links",
    country: str = "not given",
    source_kind: SourceKind = SourceKind.REPORT,
    table: str = "table of links",
    first_row: int = 1,
) -> Case:
    """Make a case from rows of causal links, each with its author.

    Each author becomes an explanation, each label a variable, each row a claim; a link that
    is repeated stays a claim of its own, since how often it is made may matter. Labels that differ,
    even only in a capital letter, become different variables; ``Economy; Prices`` is a kind of
    ``Economy``, and ``~Prices`` the opposite of ``Prices``. The case is of the kind ``links``:
    `check_case` does not ask it for mechanisms, places, levels and outcomes, which such a table
    lacks.

    If an argument is left out, the column of the same name is used, if there is one.

    Args:
        rows: The rows: column to cell, lists below a list of names, or a data frame. Rows that
            are empty throughout are passed over.
        author: The column that says who makes the link.
        cause: The column of the cause's label.
        effect: The column of the effect's label.
        sign: The column of the sign: words (``positive``), ``+`` and ``-``, or numbers by their
            sign, where 0 asserts that there is no effect. An empty cell means that the sign is not
            stated.
        stance: The column that says what the author does with the link: asserts, denies or
            reports it. An empty cell means that the link is asserted.
        quote: The column of the words that the link was read from.
        page: The column of the page that they stand on.
        mechanism: The column that says how the cause affects the effect.
        period: The column that says when it does so, as ISO dates.
        certainty: The column that says how sure the author sounds.
        condition: The column that says what must hold: ``war is yes``, or a label alone.
        evidence: The column of the evidence that the author gives for the link; it is coded as a
            statement.
        note: The column of the coder's remarks.
        year: The column of the work's year.
        title: The column of the work's title.
        by: The author of all links, if no column names authors.
        signs: What other words for signs mean: ``{"P": "positive"}``.
        labels: Labels of the causes and effects that the table gives by number or short name.
        case_id: The case's id.
        case_title: The case's title.
        country: The case's country.
        source_kind: What kind of works they are.
        table: What messages call the table.
        first_row: The number of the first row in messages and in the ids of claims; 2 where
            the columns' names are row 1.

    Raises:
        FpcaseError: the rows are not a table.
        CaseError: a column is missing, a required cell is blank, a sign is unknown, or two rows
            disagree about a work; everything that was found is listed by row and column.

    >>> case = case_from_links([{"who": "Doe 2001", "from": "War", "to": "Trade", "how": "-"}],
    ...                        author="who", cause="from", effect="to", sign="how")
    >>> case.claim("doe-2001/r1").sign
    <Sign.NEGATIVE: 'negative'>
    """
    given = {part: column for part, column in locals().items() if part in LINK_COLUMNS}
    records = records_of(rows)
    columns = columns_of(records[0] if records else (), given)
    needed = {part: part for part in (*_NEEDED, *(() if by else ("author",)))}
    names = {cell_text(short): cell_text(label) for short, label in (labels or {}).items()}
    reader = _Reader(table, {**needed, **columns}, by, _sign_words(signs), names)
    links = list(reader.links(records, first_row))
    if reader.problems:
        raise CaseError(reader.problems, table)
    authors = distinct_slugs([link.author for link in links], "author")
    ids = _variable_ids(links)
    observed = distinct_slugs([link["evidence"] for link in links if link["evidence"]], "evidence")
    by_author: dict[str, list[_Link]] = {name: [] for name in authors}
    for link in links:
        by_author[link.author].append(link)
    return Case(
        id=CaseId(slug(case_id, "links")),
        title=case_title,
        country=country,
        version="0.1.0",
        kind=CaseKind.LINKS,
        sources={
            made: _source(made, by_author[name], source_kind) for name, made in authors.items()
        },
        variables={made: _variable(label, ids) for label, made in ids.items()},
        evidence={
            made: Evidence(id=EvidenceId(made), description=text, kind=EvidenceKind.STATEMENT)
            for text, made in observed.items()
        },
        explanations={
            ExplanationId(made): Explanation(
                id=ExplanationId(made),
                source=SourceId(made),
                claims={one.claim: _claim(one, ids, observed) for one in by_author[name]},
            )
            for name, made in authors.items()
        },
    )


@attrs.frozen(kw_only=True)
class _Link:
    """One row, as far as it could be read."""

    row: int
    author: str
    sign: Sign
    cells: Mapping[str, str]

    def __getitem__(self, part: str) -> str:
        return self.cells[part]

    @property
    def claim(self) -> ClaimId:
        """The id of the claim that it becomes."""
        return ClaimId(f"r{self.row}")

    @property
    def condition(self) -> tuple[str, str]:
        """The label of the variable that must have a value, and the value."""
        return condition_in(self["condition"])


def _sign_words(own: Mapping[str, str] | None) -> dict[str, Sign]:
    words = dict(SIGN_WORDS)
    for word, sign in (own or {}).items():
        meant = SIGN_WORDS.get(sign.strip().casefold())
        if meant is None:
            refuse("signs", f"one of {', '.join(s.value for s in Sign)} for {word!r}", sign)
        words[word.casefold()] = meant
    return words


def _broader(label: str) -> str:
    """The label that one is a kind of: what stands before the last semicolon."""
    return label.rpartition(";")[0].strip()


def _opposite(label: str) -> str:
    return label.removeprefix("~").strip() if label.startswith("~") else ""


def _variable_ids(links: Sequence[_Link]) -> dict[str, str]:
    """Label -> id, for all that links name and what these are kinds or opposites of."""
    labels: dict[str, None] = {}
    for link in links:
        named = [link["cause"], link["effect"]]
        if link["condition"]:
            named.append(link.condition[0])
        while named:
            label = named.pop(0)
            if label and label not in labels:
                labels[label] = None
                named += [_broader(label), _opposite(label)]
    return distinct_slugs(list(labels), "variable")


def _source(made: str, links: Sequence[_Link], kind: SourceKind) -> Source:
    """The work behind an author's links; without a title of its own it is called by its label."""
    first = links[0]
    return Source(
        id=SourceId(made),
        authors=(first.author,) if first["title"] else (),
        year=int(first["year"].removesuffix(".0")) if first["year"] else None,
        title=first["title"] or first.author,
        kind=kind,
    )


def _variable(label: str, ids: Mapping[str, str]) -> Variable:
    broader, opposite = ids.get(_broader(label)), ids.get(_opposite(label))
    return Variable(
        id=VariableId(ids[label]),
        name=label,
        definition=f"Named in the table of links as: {label}",
        broader=VariableId(broader) if broader and not opposite else None,
        opposite=VariableId(opposite) if opposite else None,
    )


def _claim(link: _Link, ids: Mapping[str, str], observed: Mapping[str, str]) -> CausalClaim:
    label, value = link.condition
    place = Locator(quote=link["quote"] or None, page=link["page"] or None)
    plain: dict[str, Any] = {part: link[part] for part in _PLAIN if link[part]}
    fields: dict[str, Any] = {
        "id": link.claim,
        "cause": VariableId(ids[link["cause"]]),
        "effect": VariableId(ids[link["effect"]]),
        "sign": link.sign,
        "stance": _STANCES[link["stance"].casefold()],
        "conditions": (Condition(variable=VariableId(ids[label]), value=value),) if label else (),
        "evidence": (EvidenceId(observed[link["evidence"]]),) if link["evidence"] else (),
        "at": (place,) if place != Locator() else (),
    }
    return CausalClaim(**fields, **plain)


_Fault = tuple[str, dict[str, str]]
"""The part of a link that does not fit, and what a problem says of it."""


def _faults(given: Mapping[str, str], needed: Iterable[str]) -> Iterator[_Fault]:
    """What does not fit in a row's cells, whatever the other rows say."""
    for part in needed:
        if not given[part]:
            advice = f"write the {part}, or delete the row"
            yield part, {"what": "the cell is empty or contains NA", "advice": advice}
    for part, text in given.items():
        hidden = next((c for c in text if unicodedata.category(c) in {"Cc", "Cs"}), None)
        if hidden:
            what = (
                f"the cell contains the character U+{ord(hidden):04X}, which is not "
                "allowed in a file"
            )
            yield part, {"what": what, "advice": "delete it"}
    if given["stance"].casefold() not in _STANCES:
        yield "stance", {"expected": _STANCES_EXPECTED, "found": repr(given["stance"])}
    if not _YEAR.fullmatch(given["year"]):
        yield (
            "year",
            {"expected": "a year in digits, or an empty cell", "found": repr(given["year"])},
        )
    tree = {part: given[part] for part in _PLAIN if given[part]}
    _, misfits = structure({**_FITTING, **tree}, CausalClaim)
    for misfit in misfits:
        yield str(misfit.steps[0]), misfit.said


_FITTING = {"id": "r1", "cause": "a", "effect": "b", "sign": "positive", "stance": "asserts"}
_YEAR = re.compile(r"([0-9]{1,4}(\.0)?)?")  # a spreadsheet may hold it as a number


def _sign(text: str, words: Mapping[str, Sign]) -> Sign | None:
    """What a cell says of the sign; None if it cannot be read."""
    word = re.sub(r"(?<=\w)[ _](?=\w)", "-", text.casefold())  # "No effect" is no-effect
    if word in words or text.casefold() in words:
        return words.get(text.casefold()) or words[word]
    try:
        number = float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return Sign.NO_EFFECT if not number else Sign.POSITIVE if number > 0 else Sign.NEGATIVE


@attrs.define(eq=False)
class _Reader:
    """Reads rows and keeps what is wrong with them."""

    table: str
    columns: Mapping[str, str]
    by: str | None
    signs: Mapping[str, Sign]
    labels: Mapping[str, str]
    problems: list[Problem] = attrs.field(factory=list)
    told: dict[tuple[str, str], tuple[str, int]] = attrs.field(factory=dict)

    def links(self, rows: Iterable[Mapping[str, object]], first_row: int) -> Iterator[_Link]:
        """Every row that fits."""
        filled = False
        for number, row in enumerate(rows, start=1):
            if number == 1:
                self.find_columns(row)
                if self.problems:
                    return
            cells = {name: cell_text(cell) for name, cell in row.items()}
            if any(cells.values()):
                filled = True
                before = len(self.problems)
                link = self.link(cells, list(row), number - 1 + first_row)
                if len(self.problems) == before:
                    yield link
        if not filled:
            self.refuse(1, what="the table has no filled rows", advice="give one row for each link")

    def find_columns(self, row: Mapping[str, object]) -> None:
        """Note each column that the table does not have."""
        for part, name in self.columns.items():
            if name not in row:
                near = nearest(name, list(row))
                self.refuse(
                    1,
                    what=f"there is no column {name!r} for the {part}",
                    expected=f"one of {', '.join(map(repr, row))}",
                    advice=did_you_mean(near, "spell it as the table does"),
                )
        for name, times in Counter(self.columns.values()).items():
            if times > 1:
                what = f"the column {name!r} is chosen for two parts of a link"
                self.refuse(1, what=what, advice="choose a different column for each")

    def link(self, cells: Mapping[str, str], order: Sequence[str], row: int) -> _Link:
        """One row; what does not fit is noted."""
        given = dict.fromkeys(LINK_COLUMNS, "")
        given |= {part: cells.get(name, "") for part, name in self.columns.items()}
        if self.by:
            given["author"] = given["author"] or cell_text(self.by)
        for part in _NEEDED:
            given[part] = self.labels.get(given[part], given[part])
        sign = _sign(given["sign"], self.signs)
        faults = [*_faults(given, ("author", *_NEEDED)), *self.changes(given, row)]
        if sign is None:
            faults.append(("sign", {"expected": _SIGNS_EXPECTED, "found": repr(given["sign"])}))
        elif sign is Sign.NO_EFFECT and given["stance"].casefold() == Stance.DENIES.value:
            what = "a denial of 'no effect' leaves open which effect there is"
            advice = "write the effect that the author asserts"
            faults.append(("stance", {"what": what, "advice": advice}))
        for part, text in faults:
            name = self.columns.get(part, part)
            self.refuse(row, name, order, **text)
        return _Link(row=row, author=given["author"], sign=sign or Sign.UNSTATED, cells=given)

    def changes(self, given: Mapping[str, str], row: int) -> Iterator[_Fault]:
        """What a row says of a work otherwise than an earlier row."""
        author = given["author"]
        for part in ("year", "title"):
            said, since = self.told.setdefault((author, part), (given[part], row))
            if author and said != given[part]:
                what = f"row {since} gives a different {part} for {author!r} ({said!r})"
                advice = "correct one of them, or distinguish the works in the author's column"
                yield part, {"what": what, "found": repr(given[part]), "advice": advice}

    def refuse(self, row: int, name: str = "", order: Sequence[str] = (), **text: str) -> None:
        """Note what is wrong in a row, or in the cell of one of its columns."""
        self.problems.append(cell_problem("links", self.table, row, order, name, **text))
