"""Results as tables: for a program, a page, a paper or a notebook."""

import csv
import io
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from html import escape
from operator import attrgetter
from typing import Any, ClassVar, TypeVar

import attrs

from fpcase.casefiles.spreadsheets import disarmed
from fpcase.model.fields import tupled
from fpcase.model.notebook import folded, rows_table
from fpcase.model.wording import counted, in_latex, in_one_line, unknown, wrap_line
from fpcase.statements import View

R = TypeVar("R")
CellValue = str | int | float | bool | None | tuple[str, ...]
"""What a cell holds; a tuple lists ids."""


@attrs.frozen(kw_only=True, repr=False)
class Table:
    """A result, with a caption that says what was counted.

    Attributes:
        name: Its key in a result that has several tables.
        caption: What was counted, on which claims of which version.
        columns: Column names.
        rows: The rows, each as long as the columns.

    >>> table = Table(name="signs", caption="Two signs.", columns=["cause", "claims"],
    ...               rows=[("oil", ("a/1", "b/2"))])
    >>> print(table.to_markdown())
    **Two signs.**
    <BLANKLINE>
    | cause | claims   |
    |-------|----------|
    | oil   | a/1, b/2 |
    >>> table.to_records()
    [{'cause': 'oil', 'claims': ['a/1', 'b/2']}]
    """

    name: str
    caption: str
    columns: tuple[str, ...] = attrs.field(converter=tupled)
    rows: tuple[tuple[CellValue, ...], ...] = attrs.field(converter=tupled)

    @classmethod
    def of(
        cls,
        name: str,
        caption: str,
        records: Iterable[R],
        columns: Mapping[str, Callable[[R], CellValue | Enum]],
    ) -> "Table":
        """A table with a row for each record: what a column is called, and what its cells say.

        Args:
            name: Its key.
            caption: What was counted.
            records: What the rows are on.
            columns: Each column's name, with what gives its cell for a record.

        >>> Table.of("names", "Two.", ["oil", "gas"], {"name": str, "letters": len}).rows
        (('oil', 3), ('gas', 3))
        """
        rows = [tuple(_cell(said(one)) for said in columns.values()) for one in records]
        return cls(name=name, caption=caption, columns=columns, rows=rows)

    def __repr__(self) -> str:
        """Name, size and columns; the rows would fill pages, and `to_markdown` shows them.

        >>> Table(name="signs", caption="Two signs.", columns=["cause"], rows=[("oil",)])
        <Table signs: 1 row of cause>
        """
        columns = in_one_line(", ".join(self.columns), 200)
        return f"<Table {self.name}: {counted(len(self.rows), 'row')} of {columns}>"

    def to_records(self) -> list[dict[str, object]]:
        """One mapping for each row, which every frame library takes.

        >>> table = Table(name="signs", caption="Two.", columns=["cause"], rows=[("oil",)])
        >>> table.to_records()
        [{'cause': 'oil'}]
        """
        return [
            {
                column: list(cell) if isinstance(cell, tuple) else cell
                for column, cell in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]

    def to_json(self) -> str:
        """Name, caption and records as JSON.

        >>> table = Table(name="signs", caption="Two.", columns=["cause"], rows=[("oil",)])
        >>> json.loads(table.to_json())["rows"]
        [{'cause': 'oil'}]
        """
        tree = {"name": self.name, "caption": self.caption, "rows": self.to_records()}
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self) -> str:
        """A table in GitHub's Markdown under its caption; what a cell holds shows as text.

        A table without rows says so instead.

        >>> print(Table(name="signs", caption="Two.", columns=["cause"], rows=[]).to_markdown())
        **Two.**
        <BLANKLINE>
        None.
        """
        if not self.rows:
            return f"**{_escape_markdown(self.caption)}**\n\nNone."
        grid = [[_escape_markdown(text) for text in line] for line in self._lines()]
        widths = [max(len(line[column]) for line in grid) for column in range(len(self.columns))]
        lines = [
            "| " + " | ".join(text.ljust(w) for text, w in zip(line, widths, strict=True)) + " |"
            for line in grid
        ]
        lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        return "\n".join([f"**{_escape_markdown(self.caption)}**", "", *lines])

    def to_csv(self) -> str:
        """Comma-separated values.

        Text that a spreadsheet would run as a formula is put after an apostrophe; numbers
        and lone signs are left as they are.

        >>> table = Table(name="signs", caption="Two.", columns=["sign"], rows=[("-",), ("=1+1",)])
        >>> table.to_csv().splitlines()
        ['sign', '-', "'=1+1"]
        """
        out = io.StringIO()
        rows = [[_disarmed(cell) for cell in row] for row in (self.columns, *self.rows)]
        csv.writer(out, lineterminator="\n").writerows(rows)
        return out.getvalue()

    def to_latex(self) -> str:
        r"""A `booktabs` table; the document needs ``\usepackage{booktabs}``.

        >>> table = Table(name="signs", caption="Two.", columns=["cause"], rows=[("oil",)])
        >>> print(table.to_latex().splitlines()[-4])
        oil \\
        """
        head, *body = (" & ".join(_latex(text) for text in line) + r" \\" for line in self._lines())
        return "\n".join(
            [
                r"\begin{table}",
                rf"\caption{{{_latex(self.caption)}}}",
                rf"\begin{{tabular}}{{{'l' * len(self.columns)}}}",
                r"\toprule",
                head,
                r"\midrule",
                *body,
                r"\bottomrule",
                r"\end{tabular}",
                r"\end{table}",
                "",
            ]
        )

    def to_html(self) -> str:
        """An HTML table, for a page or a notebook.

        >>> table = Table(name="signs", caption="Two.", columns=["cause"], rows=[("oil",)])
        >>> table.to_html().endswith("<tr><td>oil</td></tr></tbody></table>")
        True
        """
        columns, *rows = self._lines()
        return rows_table(self.caption, columns, rows)

    _repr_html_ = to_html

    def written(self, form: str) -> str:
        r"""The table in the format of this name.

        Args:
            form: One of `FORMATS`.

        >>> table = Table(name="signs", caption="Two.", columns=["cause"], rows=[("oil",)])
        >>> table.written("csv")
        'cause\noil\n'
        """
        return FORMATS[form](self)

    def _lines(self) -> list[list[str]]:
        return [list(self.columns), *([text_of(cell) for cell in row] for row in self.rows)]


def sheet(name: str, caption: str, columns: str, rows: Iterable[tuple[CellValue, ...]]) -> Table:
    """A table whose columns are one word each.

    Args:
        name: Its name.
        caption: What it shows.
        columns: The columns' names, with spaces between them.
        rows: The rows.
    """
    return Table(name=name, caption=caption, columns=columns.split(), rows=rows)


LINES = 45
"""How many lines a terminal shows at once."""


def screen(lines: Iterable[str], foot: Iterable[str] = ()) -> str:
    """Lines as a terminal shows them at once; what is set in stays so where it is wrapped.

    Args:
        lines: The lines, of any width; there may be too many.
        foot: Lines below them that are always shown.
    """
    shown, below = (
        [part for line in some for part in wrap_line(line) or [""]] for some in (lines, foot)
    )
    room = max(LINES - len(below), 1)
    if len(shown) > room:
        shown[room - 1 :] = [f"... {len(shown) - room + 1} more lines: --format markdown"]
    return "\n".join([*shown, *below]) + "\n"


def text_of(cell: CellValue) -> str:
    """What a cell shows."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:z.2f}"
        case tuple():
            return ", ".join(cell)
        case _:
            return str(cell)


def attributes(names: str) -> dict[str, Callable[[Any], CellValue | Enum]]:
    """Columns that are called as the attributes of their records are, with spaces.

    Args:
        names: The columns' names, with commas between them.

    >>> list(attributes("author, through chains"))
    ['author', 'through chains']
    """
    return {name: attrgetter(name.replace(" ", "_")) for name in names.split(", ")}


ENDS: Mapping[str, Callable[[Any], str | None]] = {
    "cause": lambda one: one.matter[0] if len(one.matter) > 1 else None,
    "effect": lambda one: one.matter[-1],
}
"""The columns of a matter; a description has no cause."""


def _escape_markdown(text: str) -> str:
    text = "".join("\\" + character if character in _MARKDOWN else character for character in text)
    return " ".join(text.split())


def _latex(text: str) -> str:
    """Text of a cell; a star or a bracket at its beginning would be an option of the row before."""
    return in_latex(" ".join(text.split())).replace("[", "{[}").replace("*", "{*}")


_MARKDOWN = frozenset("\\|*_`<>[]&~$")


def _disarmed(cell: CellValue) -> str:
    return text_of(cell) if isinstance(cell, int | float) else disarmed(text_of(cell))


def _cell(said: CellValue | Enum) -> CellValue:
    return str(said.value) if isinstance(said, Enum) else said


def join_markdown(tables: Sequence[Table], title: str) -> str:
    """Several tables under one title."""
    head = f"# {_escape_markdown(title)}"
    return "\n\n".join([head, *(table.to_markdown() for table in tables)]) + "\n"


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "markdown": Table.to_markdown,
    "csv": Table.to_csv,
    "latex": Table.to_latex,
    "html": Table.to_html,
    "json": Table.to_json,
}
"""How a table can be written, by the name that the command line knows."""


class Result(ABC):
    """A result with tables; a base for records that have `title` and `tables`."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What the result is, for the head of a page."""

    @property
    @abstractmethod
    def tables(self) -> tuple[Table, ...]:
        """The result as tables, the chief one first."""

    @property
    def basis(self) -> str:
        """On what it rests: the end of every caption."""
        return ""

    def _table(
        self,
        name: str,
        caption: str,
        records: Iterable[R],
        columns: Mapping[str, Callable[[R], CellValue | Enum]],
    ) -> Table:
        """A table with a row for each record."""
        return Table.of(name, f"{caption} {self.basis}", records, columns)

    def _rows(
        self, name: str, caption: str, columns: Iterable[str], rows: Iterable[tuple[CellValue, ...]]
    ) -> Table:
        """A table of rows that are made."""
        return Table(name=name, caption=f"{caption} {self.basis}", columns=columns, rows=rows)

    @property
    def text(self) -> str:
        """What a reader should meet first, in plain words; empty where the tables say it."""
        return ""

    def table(self, name: str) -> Table:
        """The table of this name.

        Args:
            name: The table's key, such as ``relations``.

        Raises:
            KeyError: there is none; the message names those that there are.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> fpcase.comparison.find_loops(case, max_steps=3).table("loops").columns[:2]
        ('name', 'polarity')
        """
        found = {table.name: table for table in self.tables}
        if name not in found:
            raise KeyError(unknown("table", name, found))
        return found[name]

    def to_records(self) -> list[dict[str, object]]:
        """The rows of the chief table, one mapping each.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> fpcase.comparison.prediction_ledger(case).to_records()
        []
        """
        return self.tables[0].to_records()

    def to_markdown(self) -> str:
        """All tables as a Markdown page.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> print(fpcase.study(case).only("cai-2022").compare().to_markdown().splitlines()[0])
        # Ukraine between Russia and the West: Cai et al. 2022
        """
        return join_markdown(self.tables, self.title)

    def to_json(self) -> str:
        """All tables as JSON.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> import json
        >>> json.loads(fpcase.compare(case).to_json())["case"]
        'ukraine'
        """
        tables = {t.name: {"caption": t.caption, "rows": t.to_records()} for t in self.tables}
        tree = {"title": self.title, **self.facts(), "tables": tables}
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"

    def facts(self) -> dict[str, object]:
        """What JSON says beside the tables.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> fpcase.study(case).only("cai-2022").compare().facts()["authors"]
        ['cai-2022']
        """
        return {}

    def __repr__(self) -> str:
        """What the result is; its tables would fill pages."""
        return f"<{type(self).__name__}: {in_one_line(self.title)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the chief table, and the others behind their names."""
        chief, *others = self.tables
        return "".join(
            [
                f"<p><strong>{escape(self.title)}</strong></p>",
                chief.to_html(),
                *(
                    folded(f"{one.name}: {counted(len(one.rows), 'row')}", one.to_html())
                    for one in others
                ),
            ]
        )


@attrs.frozen(kw_only=True, repr=False, eq=False, slots=False)
class ViewResult(Result):
    """A result on a case as it is looked at: every caption ends in what was counted.

    Attributes:
        view: The case as it was looked at.
        what: What the result is, before the case's title.
    """

    view: View
    what: ClassVar[str] = ""

    @property
    def title(self) -> str:
        """What it is, and of which case."""
        return f"{self.what}: {self.view.case.title}"

    @property
    def basis(self) -> str:
        """On which claims of which version, with which filters."""
        return self.view.basis
