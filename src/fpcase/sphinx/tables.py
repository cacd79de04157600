"""The directives ``fpcase-claims`` and ``fpcase-comparison``: tables with links."""

import re
from abc import ABC
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from docutils import nodes
from sphinx.addnodes import tabular_col_spec
from sphinx.application import Sphinx

from fpcase.comparison import Result, Table
from fpcase.comparison.tables import CellValue, text_of
from fpcase.model import (
    Case,
    CausalClaim,
    Explanation,
    ExplanationId,
    FpcaseError,
    Sign,
    Stance,
)
from fpcase.model.wording import counted, unknown
from fpcase.report.descriptions import SIGNS
from fpcase.report.names import COLUMNS, name_of
from fpcase.sphinx.case_directive import CaseDirective, words
from fpcase.sphinx.domain import domain_of, link_to
from fpcase.sphinx.project import DocumentedCase
from fpcase.statements import known_variable
from fpcase.verbs import options, returned, takes_filters, verbs

RESULTS: Mapping[str, Callable[..., Result]] = {
    name.replace("_", "-"): verb  # type: ignore[misc] # what it returns says so
    for name, verb in verbs().items()
    if takes_filters(name)
    and not any(option.takes_rest and name != "authors" for name, option in options(verb).items())
    and any(issubclass(kind, Result) for kind in returned(verb))
}
"""What ``fpcase-comparison`` can show, by the value of its option ``result``."""

FORMS = ("table", "list")
"""How it can show it: a table, or a list in which each row is an item."""


class TableDirective(CaseDirective, ABC):
    """A directive that makes a table whose cells lead to what they name."""

    def cell(self, documented: DocumentedCase, column: str, cell: CellValue) -> list[nodes.Node]:
        """What stands in a cell, each id that it holds a link with a name."""
        parts = cell if isinstance(cell, tuple) else text_of(cell).split(" → ")
        shown: list[nodes.Node] = []
        for part in parts:
            named = _named(documented.case, column, part)
            if named:
                shown.append(link_to(self.env, documented.name, named[0], part, named[1]))
            else:
                shown.append(nodes.Text(part))
        return joined(shown, ", " if isinstance(cell, tuple) else " → ")


class ComparisonDirective(TableDirective):
    """A table of a comparison of authors, whose cells lead to what they name."""

    own: ClassVar[tuple[str, ...]] = ("result", "table", "columns", "caption", "format", "rows")

    def made(self) -> list[nodes.Node]:
        """The table."""
        documented = self.documented()
        authors = self.authors(documented)
        tables = self._tables(documented, authors)
        table = tables[self.one_of("table", tables, next(iter(tables)))]
        form = self.one_of("format", FORMS, FORMS[0])
        chosen = self._columns(table)
        domain_of(self.env).note_files(documented, authors)
        most = self._most(len(table.rows))
        rows = [
            [self.cell(documented, table.columns[place], row[place]) for place in chosen]
            for row in _in_words(documented.case, table)[:most]
        ]
        heads = [self._head(documented, table.columns[place]) for place in chosen]
        caption = self.options.get("caption") or table.caption
        if most < len(table.rows):
            caption += f" The first {most} of {len(table.rows)} rows are shown here."
        if not rows:
            return [nodes.paragraph("", f"{caption} There is nothing to list.")]
        if form == "list":
            return [nodes.paragraph("", caption), _as_list(heads, rows)]
        return [table_of(caption, heads, rows)]

    def _tables(
        self, documented: DocumentedCase, authors: tuple[str, ...] | None
    ) -> Mapping[str, Table]:
        """The tables of a result, by name; made once for a build."""
        name = self.one_of("result", RESULTS, "compare")
        verb = RESULTS[name]
        given, looks = self.options_for(verb)
        for option in options(verb).values():
            if option.is_required and option.name not in given:
                message = f"{name} needs the option {option.name!r}: {option.meaning}"
                raise FpcaseError(message)
        made = domain_of(self.env).tables
        key = (documented.name, name, authors, tuple(sorted({**given, **looks}.items())))
        if key not in made:
            study = domain_of(self.env).study_of(documented.name, authors, looks.items())
            made[key] = {table.name: table for table in verb(study, **given).tables}
        return made[key]

    def _most(self, there: int) -> int:
        text = self.options.get("rows", str(there))
        if not text.isdecimal():
            message = f"option 'rows': expected the greatest number of rows to show; found {text!r}"
            raise FpcaseError(message)
        return min(int(text), there)

    def _columns(self, table: Table) -> list[int]:
        if "columns" not in self.options:
            return list(range(len(table.columns)))
        chosen = [" ".join(name.split()) for name in self.options["columns"].split(",")]
        for name in chosen:
            if name not in table.columns:
                raise FpcaseError(unknown("column", name, table.columns))
        return [table.columns.index(name) for name in chosen]

    def _head(self, documented: DocumentedCase, column: str) -> str:
        author = column in documented.case.explanations
        return documented.case.label(ExplanationId(column)) if author else column


def _in_words(case: Case, table: Table) -> list[Sequence[CellValue]]:
    """The rows of a table, with what a proposition says in the place of its id."""
    if not {"theory", "proposition"} <= set(table.columns):
        return list(table.rows)
    texts: dict[tuple[CellValue, CellValue], str] = {
        (t.id, one.id): one.text for t in case.theories.values() for one in t.propositions
    }
    place, theory = table.columns.index("proposition"), table.columns.index("theory")
    return [(*row[:place], texts[row[theory], row[place]], *row[place + 1 :]) for row in table.rows]


def _named(case: Case, column: str, id_: str) -> tuple[str, str] | None:
    """The kind and the name of what a cell names, if it names a record; it may hold other words."""
    kind = COLUMNS.get(column)
    author, _, own = id_.partition("/")
    if not kind or (kind in {"claim", "prediction"} and not own):
        return None
    try:
        name = name_of(case, kind, id_)
    except KeyError:
        return None
    if own:
        predictions = case.explanations[ExplanationId(author)].predictions
        kind = "prediction" if own in {one.id for one in predictions} else "claim"
    return kind, name


def _as_list(heads: list[str], rows: list[list[list[nodes.Node]]]) -> nodes.bullet_list:
    items = []
    for row in rows:
        line = nodes.paragraph()
        for head, cell in zip(heads, row, strict=True):
            if cell and "".join(part.astext() for part in cell):
                line += [nodes.Text("; ")] if len(line) else []
                line += [nodes.emphasis(text=head), nodes.Text(" "), *cell]
        items.append(nodes.list_item("", line))
    return nodes.bullet_list("", *items)


class ClaimsDirective(TableDirective):
    """A table of claims, chosen by author, variable, stance and sign."""

    own: ClassVar[tuple[str, ...]] = ("authors", "variable", "stance", "sign", "caption")

    def made(self) -> list[nodes.Node]:
        """The table, and how many claims there are."""
        documented = self.documented()
        authors = self.authors(documented)
        for option in self.options:
            if option not in self.own:
                raise FpcaseError(unknown("option", option, self.own))
        named = words(self.options.get("variable", ""))
        variables = {known_variable(documented.case, name) for name in named}
        stances = self._terms("stance", [stance.value for stance in Stance])
        signs = self._terms("sign", [sign.value for sign in Sign])
        domain_of(self.env).note_files(documented, authors)
        told = [
            (explanation, claim)
            for _, explanation, claim in documented.case.claims()
            if (authors is None or explanation.id in authors)
            and (not variables or variables & set(claim.variables))
            and (not stances or claim.stance.value in stances)
            and (not signs or signs & {sign.value for _, sign in claim.signed_causes})
        ]
        case = documented.case
        caption = self.options.get("caption") or (
            f"{counted(len(told), 'claim')}. Case {case.id}, version {case.version}."
        )
        if not told:
            return [nodes.paragraph("", caption)]
        return [table_of(caption, _HEADS, [self._row(documented, *one) for one in told])]

    def _row(
        self, documented: DocumentedCase, explanation: Explanation, claim: CausalClaim
    ) -> list[list[nodes.Node]]:
        cells: tuple[CellValue, ...] = (
            explanation.full_id(claim),
            tuple(cause for cause, _ in claim.signed_causes),
            " and ".join(dict.fromkeys(SIGNS[sign] for _, sign in claim.signed_causes)),
            claim.effect,
            claim.stance.value,
        )
        places = [(one.source or explanation.source, one.place) for one in claim.at]
        where = (link_to(self.env, documented.name, "source", *one) for one in places)
        return [
            *(self.cell(documented, *one) for one in zip(_HEADS, cells, strict=False)),
            joined([*where], "; "),
        ]

    def _terms(self, option: str, known: list[str]) -> set[str]:
        wanted = words(self.options.get(option, ""))
        for word in wanted:
            if word not in known:
                message = f"option {option!r}: expected any of {', '.join(known)}; found {word!r}"
                raise FpcaseError(message)
        return set(wanted)


_HEADS = ("claim", "cause", "sign", "effect", "stance", "where")

TABLE = "fpcase-table"
"""The class of our tables, on generated pages and from directives."""

WIDEST = 40
"""A text longer than this is broken into lines, and asks for no more room."""


def set_columns(_app: Sphinx, page: nodes.document) -> None:
    """Give each of our tables on a page columns as wide as what stands in them asks for."""
    for table in list(page.findall(nodes.table)):
        if TABLE in table["classes"]:
            rows = [[cell.astext() for cell in row.children] for row in table.findall(nodes.row)]
            place = table.parent.index(table)
            table.parent.insert(place, tabular_col_spec(spec=printed_columns(rows)))


RAGGED = r">{\def\sphinxAtStartPar{\raggedright\leavevmode\nobreak\hskip0pt }\footnotesize}"
"""Small type, and no gaps between words: a cell's paragraphs set themselves, so each is told."""

MARGIN = 6
"""The room beside a column, in letters."""


def printed_columns(rows: Sequence[Sequence[str]]) -> str:
    r"""The columns of a table in LaTeX, together as wide as the text.

    >>> printed_columns([["a", "b"], ["c1", "the end"]]).replace(RAGGED, "")
    '\\X{8}{21}\\X{13}{21}'
    """
    shares = column_shares(rows)
    return "".join(rf"{RAGGED}\X{{{share}}}{{{sum(shares)}}}" for share in shares)


def column_shares(rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column should be, in letters: no word is cut, and none takes all the room.

    >>> column_shares([["claim", "where"], ["c1", "Introduction, " * 9]])
    [11, 46]
    """
    return [
        MARGIN
        + max(
            *(min(WIDEST, len(cell)) for cell in column),
            *(len(word) for cell in column for word in re.split(r"[\s-]", cell)),
        )
        for column in zip(*rows, strict=True)
    ]


def joined(shown: Sequence[nodes.Node], between: str) -> list[nodes.Node]:
    """Parts of a cell, with text between them."""
    parts = (part for one in shown for part in (nodes.Text(between), one))
    return list(parts)[1:]


def table_of(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]]
) -> nodes.Node:
    """A table that can be scrolled where it is wider than the page.

    Args:
        caption: What is counted.
        columns: The heads of the columns.
        rows: Rows of cells; each cell is a run of text and links.
    """
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=1) for _ in columns]
    group += nodes.thead("", _row([[nodes.Text(column)] for column in columns]))
    group += nodes.tbody("", *map(_row, rows))
    classes = [TABLE, "longtable", "colwidths-auto"]
    table = nodes.table("", nodes.title(text=caption), group, classes=classes)
    return nodes.container("", table, classes=["fpcase-scroll"])


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        text = nodes.paragraph("", "", *cell)
        is_long = len(text.astext()) > 3 * WIDEST
        row += nodes.entry("", text, classes=["fpcase-long"] if is_long else [])
    return row
