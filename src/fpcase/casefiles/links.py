"""A case from a plain table of links: who says that what causes what.

Tools for causal mapping export such tables: a row for each link, with columns for the source
(or respondent), the cause and the effect, and perhaps a sign and a quotation.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from fpcase.casefiles.slugs import distinct_slugs, slug
from fpcase.documents import CaseError, Problem
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.explanations import Explanation
from fpcase.model.ids import CaseId, ClaimId, ExplanationId, SourceId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.sources import Locator, Source
from fpcase.model.spelling import did_you_mean, nearest
from fpcase.model.terms import CaseKind, Sign, SourceKind, Stance
from fpcase.model.variables import Variable

SIGN_WORDS: Mapping[str, Sign] = {
    **{sign.value: sign for sign in Sign},
    **dict.fromkeys(("+", "1", "+1", "1.0", "+1.0"), Sign.POSITIVE),
    **dict.fromkeys(("-", "−", "–", "-1", "−1", "-1.0", "−1.0"), Sign.NEGATIVE),
    **dict.fromkeys(("0", "0.0"), Sign.NO_EFFECT),
    **dict.fromkeys(("?", ""), Sign.UNSTATED),
}
"""How a sign may be written in a table; an empty cell says nothing of the direction."""

_STANCES = {"": Stance.ASSERTS, **{stance.value: stance for stance in Stance}}
_STANCES_EXPECTED = "a stance (asserts, denies, reports; or nothing)"
_SIGNS_EXPECTED = "a sign (positive, negative, no-effect, unstated; +, -, 0; 1, -1, 0; or nothing)"


@attrs.frozen(kw_only=True)
class _Link:
    """One row, as far as it could be read."""

    row: int
    author: str
    cause: str
    effect: str
    sign: Sign
    stance: Stance
    quote: str
    year: str
    title: str


@checked
def case_from_links(  # noqa: PLR0913 - one argument for each column and each fact of the case
    rows: Iterable[Mapping[str, object]],
    *,
    author: str,
    cause: str,
    effect: str,
    sign: str | None = None,
    stance: str | None = None,
    quote: str | None = None,
    year: str | None = None,
    title: str | None = None,
    case_id: str = "links",
    case_title: str = "A table of links",
    country: str = "not given",
    source_kind: SourceKind = SourceKind.REPORT,
    table: str = "table of links",
    first_row: int = 1,
) -> Case:
    """Make a case from rows that say who holds that what causes what.

    Each author becomes an explanation, each label a variable, each row a claim; a link that
    is repeated stays a claim of its own, since how often it is made may matter. Labels that
    differ, if only in a capital, stay apart. The case is of the kind ``links``: `check_case`
    does not ask it for mechanisms, places, levels and outcomes, which such a table lacks.

    Args:
        rows: The rows: column to cell. Rows that are empty throughout are passed over.
        author: The column that says who makes the link.
        cause: The column of the cause's label.
        effect: The column of the effect's label.
        sign: The column of the sign: words (``positive``), ``+`` and ``-``, or 1, 0 and -1,
            where 0 asserts that there is no effect. Nothing means that it is not stated.
        stance: The column that says what the author does with the link: asserts, denies or
            reports it. Nothing means that it is asserted.
        quote: The column of the words that the link was read from.
        year: The column of the work's year.
        title: The column of the work's title.
        case_id: The case's id.
        case_title: The case's title.
        country: The case's country.
        source_kind: What kind of works they are.
        table: How messages call the table.
        first_row: The number of the first row in messages and in the ids of claims; 2 where
            the columns' names are row 1.

    Raises:
        CaseError: a column is missing, a needed cell is blank, a sign is none, a row says
            something else of a work than an earlier one; all that was found is listed, with
            rows for lines and columns counted from the left.

    >>> case = case_from_links([{"who": "Doe 2001", "from": "War", "to": "Trade", "how": "-"}],
    ...                        author="who", cause="from", effect="to", sign="how")
    >>> case.claim("doe-2001/r1").sign
    <Sign.NEGATIVE: 'negative'>
    """
    columns = {"author": author, "cause": cause, "effect": effect}
    optional = {"sign": sign, "stance": stance, "quote": quote, "year": year, "title": title}
    columns |= {part: name for part, name in optional.items() if name is not None}
    reader = _Reader(table, columns)
    links = list(reader.links(rows, first_row))
    if reader.problems:
        raise CaseError(reader.problems, table)
    authors = distinct_slugs([link.author for link in links], "author")
    labels = [label for link in links for label in (link.cause, link.effect)]
    variables = distinct_slugs(labels, "variable")
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
        variables={made: _variable(made, label) for label, made in variables.items()},
        explanations={
            made: _explanation(made, by_author[name], variables) for name, made in authors.items()
        },
    )


def _source(made: str, links: Sequence[_Link], kind: SourceKind) -> Source:
    """The work behind an author's links; without a title of its own it is called by its label."""
    first = links[0]
    return Source(
        id=SourceId(made),
        authors=(first.author,) if first.title else (),
        year=int(first.year) if first.year else None,
        title=first.title or first.author,
        kind=kind,
    )


def _variable(made: str, label: str) -> Variable:
    definition = f"As the table of links calls it: {label}"
    return Variable(id=VariableId(made), name=label, definition=definition)


def _explanation(made: str, links: Sequence[_Link], variables: Mapping[str, str]) -> Explanation:
    claims = [
        CausalClaim(
            id=ClaimId(f"r{link.row}"),
            cause=VariableId(variables[link.cause]),
            effect=VariableId(variables[link.effect]),
            sign=link.sign,
            stance=link.stance,
            at=(Locator(quote=link.quote),) if link.quote else (),
        )
        for link in links
    ]
    return Explanation(
        id=ExplanationId(made),
        source=SourceId(made),
        claims={claim.id: claim for claim in claims},
    )


_Fault = tuple[str, dict[str, str]]
"""The part of a link that does not fit, and what a problem says of it."""

_PARTS = ("author", "cause", "effect", "sign", "stance", "quote", "year", "title")


def _faults(given: Mapping[str, str]) -> Iterator[_Fault]:
    """What does not fit in a row's cells, whatever the other rows say."""
    for part in ("author", "cause", "effect"):
        if not given[part]:
            advice = f"write the {part}, or delete the row"
            yield part, {"what": "the cell is blank", "advice": advice}
    for part, text in given.items():
        hidden = next((c for c in text if unicodedata.category(c) in {"Cc", "Cs"}), None)
        if hidden:
            what = f"the cell holds the character U+{ord(hidden):04X}, which no file can keep"
            yield part, {"what": what, "advice": "delete it"}
    sign, stance = _sign_word(given["sign"]), given["stance"].casefold()
    if sign not in SIGN_WORDS:
        yield "sign", {"expected": _SIGNS_EXPECTED, "found": repr(given["sign"])}
    if stance not in _STANCES:
        yield "stance", {"expected": _STANCES_EXPECTED, "found": repr(given["stance"])}
    elif stance == Stance.DENIES.value and SIGN_WORDS.get(sign) is Sign.NO_EFFECT:
        what = "a denied absence of effect says neither that nor how one moves the other"
        yield "stance", {"what": what, "advice": "write the effect that the author asserts"}
    if not _YEAR.fullmatch(given["year"]):
        yield "year", {"expected": "a year in digits, or nothing", "found": repr(given["year"])}


def _sign_word(text: str) -> str:
    """A sign as `SIGN_WORDS` spells it: ``No effect`` and ``no_effect`` are ``no-effect``."""
    return re.sub(r"(?<=\w)[ _](?=\w)", "-", text.casefold())


_YEAR = re.compile(r"([0-9]{1,4}(\.0)?)?")  # a spreadsheet may hold it as a number


class _Reader:
    """Reads rows and keeps what is wrong with them."""

    def __init__(self, table: str, columns: Mapping[str, str]) -> None:
        self.table = table
        self.columns = columns
        self.problems: list[Problem] = []
        self.told: dict[tuple[str, str], tuple[str, int]] = {}

    def links(self, rows: Iterable[Mapping[str, object]], first_row: int) -> Iterator[_Link]:
        """Every row that fits."""
        filled = False
        for number, row in enumerate(rows, start=1):
            if number == 1:
                self.find_columns(row)
                if self.problems:
                    return
            cells = {name: _text(cell) for name, cell in row.items()}
            if any(cells.values()):
                filled = True
                before = len(self.problems)
                link = self.link(cells, list(row), number - 1 + first_row)
                if len(self.problems) == before:
                    yield link
        if not filled:
            self.problem(1, 1, what="the table has no rows", advice="give one row for each link")

    def find_columns(self, row: Mapping[str, object]) -> None:
        """Note each column that the table does not have."""
        for part, name in self.columns.items():
            if name not in row:
                near = nearest(name, list(row))
                self.problem(
                    1,
                    1,
                    what=f"there is no column {name!r} for the {part}",
                    expected=f"one of {', '.join(map(repr, row))}",
                    advice=did_you_mean(near, "spell it as the table does"),
                )
        for name, times in Counter(self.columns.values()).items():
            if times > 1:
                what = f"the column {name!r} cannot be two things at once"
                self.problem(1, 1, what=what, advice="name a column for each")

    def link(self, cells: Mapping[str, str], order: Sequence[str], row: int) -> _Link:
        """One row; what does not fit is noted."""
        given = dict.fromkeys(_PARTS, "")
        given |= {part: cells.get(name, "") for part, name in self.columns.items()}
        for part, text in (*_faults(given), *self.changes(given, row)):
            name = self.columns[part]
            self.problem(row, order.index(name) + 1 if name in order else 1, name, **text)
        return _Link(
            row=row,
            author=given["author"],
            cause=given["cause"],
            effect=given["effect"],
            sign=SIGN_WORDS.get(_sign_word(given["sign"]), Sign.UNSTATED),
            stance=_STANCES.get(given["stance"].casefold(), Stance.ASSERTS),
            quote=given["quote"],
            year=given["year"].removesuffix(".0"),
            title=given["title"],
        )

    def changes(self, given: Mapping[str, str], row: int) -> Iterator[_Fault]:
        """What a row says of a work otherwise than an earlier row."""
        author = given["author"]
        for part in ("year", "title"):
            said, since = self.told.setdefault((author, part), (given[part], row))
            if author and said != given[part]:
                what = f"row {since} gives another {part} for {author!r} ({said!r})"
                advice = "correct one, or tell the works apart in the author's column"
                yield part, {"what": what, "found": repr(given[part]), "advice": advice}

    def problem(self, row: int, column: int, where: str = "", **text: Any) -> None:  # noqa: ANN401 - as Problem types them
        """Note what is wrong."""
        problem = Problem(
            rule="links", file=self.table, line=row, column=column, where=where, **text
        )
        self.problems.append(problem)


def _text(cell: object) -> str:
    """A cell as text on one line; nothing, and a number that is none, are blank."""
    try:
        blank = cell is None or bool(cell != cell)  # noqa: PLR0124 - so NaN, a blank cell, is known
    except TypeError:  # pandas' NA, which will not even say whether it is itself
        blank = True
    return "" if blank else " ".join(unicodedata.normalize("NFC", str(cell)).split())
