"""Comma-separated values, in and out: the one place where they are written and read.

A spreadsheet program runs a cell that begins like a formula. On the way out such text gets an
apostrophe in front, as spreadsheets write it themselves; on the way in it is taken off again.
Nothing else is changed either way but the ends of lines: ``NA`` and ``007`` are text.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from fpcase.documents import Problem
from fpcase.files import LARGEST, as_text, read_regular
from fpcase.model.errors import FpcaseError, import_extra
from fpcase.model.signatures import checked, one_of, refuse

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")  # noqa: RUF001 - spreadsheets take the wide forms too
_SEPARATORS = (",", ";", "\t")

Row = dict[str, str]
"""Column -> text."""


@checked
def to_csv(lines: Iterable[Sequence[str]], *, separator: str = ",") -> str:
    r"""Lines of text as comma-separated values; no cell can run as a formula.

    Args:
        lines: The lines, each a sequence of cells; the first holds the columns' names.
        separator: What separates cells: a comma, a semicolon or a tab.

    Raises:
        FpcaseError: there is no such separator.

    >>> to_csv([["cause", "sign"], ["=1+1", "-"]])
    "cause,sign\n'=1+1,-\n"
    """
    delimiter = one_of("separator", separator, _SEPARATORS)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    every = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    others = [sign for sign in _SEPARATORS if sign != delimiter]  # they part cells elsewhere
    for line in lines:
        cells = [disarmed(text) for text in line]
        parting = any(sign in cell for cell in cells for sign in others)
        (every if parting else writer).writerow(cells)
    return out.getvalue()


@checked
def read_spreadsheet(path: Path | str) -> list[Row]:
    r"""Read a table of comma-, semicolon- or tab-separated values, or of Excel.

    Every cell of a text file stays text.

    Args:
        path: The file. Its first line names the columns; a line ``sep=;`` before it says what
            separates cells. Of a workbook (.xlsx, which needs the extra ``spreadsheets``) the
            first sheet is read.

    Returns:
        The rows, each with every column; cells missing at the end of a line are empty. Row 0 is
        what a spreadsheet shows as row 2.

    Raises:
        FpcaseError: the file cannot be read as such a table.

    >>> import fpcase
    >>> from pathlib import Path
    >>> Path("links.csv").write_text("who,from,to\nDoe,War,Trade\n", encoding="utf-8") > 0
    True
    >>> fpcase.casefiles.read_spreadsheet("links.csv")
    [{'who': 'Doe', 'from': 'War', 'to': 'Trade'}]
    """
    path = Path(path)
    raw = read_regular(path, "table")
    if raw.startswith(b"PK\x03\x04"):
        lines = _sheet(raw, path)
    else:
        lines = _separated(as_text(raw, path, "table", _SAVE), path)
    columns, *rest = lines or [[]]
    columns = [name.strip() for name in columns]
    _check_columns(columns, path)
    return [_row(columns, line, number, path) for number, line in enumerate(rest, start=2)]


def _separated(text: str, path: Path) -> list[list[str]]:
    """The lines of a text; a blank line stands for one that says how cells are separated."""
    kind = kind_of(text)
    if kind:
        message = (
            f"{path.name} is not a table but {kind}; {_REMEDIES.get(kind, 'export it as CSV')}"
        )
        raise FpcaseError(message)
    said = _SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    first_line = text.partition("\n")[0]
    bare = re.sub(r'"[^"]*"', "", first_line)  # a separator in a quoted name separates nothing
    separator = said[1] if said else max(_SEPARATORS, key=bare.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [[_armed(cell) for cell in line] for line in reader]
    except csv.Error as error:
        raise FpcaseError(
            f"{path.name}:{reader.line_num}: the table cannot be read ({error}); "
            "check the quotation marks around cells"
        ) from None


_SAVE = "save it as CSV in UTF-8 ('CSV UTF-8' in a spreadsheet program)"
_SEPARATOR = re.compile(r"\s*\"?sep=([,;\t|])\"?[ ]*\r?\n", re.IGNORECASE)
_KINDS = (
    (re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<graphml\b", re.DOTALL), "GraphML"),
    (re.compile(r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<gexf\b", re.DOTALL), "GEXF"),
    (re.compile(r"\s*(<!doctype html|<html\b)", re.IGNORECASE), "a web page"),
    (re.compile(r"\s*<"), "XML"),
    (re.compile(r"\s*[\[{]\s*[\]}\"\[{]"), "JSON"),
    (re.compile(r"\s*(dag|pdag|mag|pag)\s*(\"[^\"]*\"\s*)?\{", re.IGNORECASE), "DAGitty's text"),
    (re.compile(r"\s*(strict\s+)?(di)?graph\b[^\n,;]*\{"), "a Graphviz graph"),
    (re.compile(r"\s*(Creator[^\n]*\s+)?graph\s*\["), "GML"),
    (re.compile(r"%PDF-"), "a PDF"),
    (re.compile(r"\s*@\w+\s*\{"), "BibTeX"),
)
_REMEDIES = {
    **dict.fromkeys(
        ("GraphML", "GEXF", "GML", "JSON", "DAGitty's text"),
        "read it with 'fpcase import-graph', or export it as CSV",
    ),
    "BibTeX": "read it with 'fpcase import-sources'",
}


def kind_of(text: str) -> str:
    """What kind of file a text is that is no table; empty if nothing tells.

    >>> kind_of("dag { E -> D }"), kind_of("who,from,to")
    ("DAGitty's text", '')
    """
    head = text[:2000].lstrip("\ufeff")
    return next((kind for pattern, kind in _KINDS if pattern.match(head)), "")


def _sheet(raw: bytes, path: Path) -> list[list[str]]:
    """The lines of a workbook's first sheet."""
    openpyxl = import_extra("openpyxl", "spreadsheets", "reading a workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            reason = _no_workbook(packed)
        if not reason:
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            rows = book.worksheets[0].iter_rows(values_only=True)
            return [[_of_sheet(value) for value in line] for line in rows]
    except Exception as error:  # noqa: BLE001 - whatever a broken workbook makes openpyxl raise
        reason = f"cannot be read ({error}); save the sheet as CSV"
    raise FpcaseError(f"{path.name} {reason}")


def _no_workbook(packed: zipfile.ZipFile) -> str:
    """Why packed files are no workbook that can be read; empty if they are one."""
    names = packed.namelist()
    if any(name.endswith(".qde") for name in names):
        return "is not a table but a REFI-QDA project; read it with 'fpcase import-project'"
    if "xl/workbook.xml" not in names:
        return "is not a table but a ZIP archive; save it as CSV"
    if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
        return f"unpacks to more than {LARGEST:,} bytes; save the sheet as CSV"
    return ""


def _of_sheet(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().removesuffix("T00:00:00")
    return "" if value is None else str(value)


def _check_columns(columns: list[str], path: Path) -> None:
    twice = [name for name in columns if columns.count(name) > 1 and name]
    if twice or not any(columns):
        what = f"the column {twice[0]!r} is named twice" if twice else "no column is named"
        raise FpcaseError(f"{path.name}:1: {what}; the first line must name each column once")


def _row(columns: list[str], line: list[str], number: int, path: Path) -> Row:
    if any(cell.strip() for cell in line[len(columns) :]):
        raise FpcaseError(
            f"{path.name}: row {number} has {len(line)} cells for {len(columns)} columns; "
            "put a cell that holds the separator in quotation marks"
        )
    padded = [*line, *[""] * (len(columns) - len(line))]
    return {name: cell for name, cell in zip(columns, padded, strict=False) if name}


def disarmed(text: str) -> str:
    """A cell's text that no spreadsheet runs; signs alone, such as ``+``, are no formula."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if _runs(text) else text


def _armed(text: str) -> str:
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text


def _runs(text: str) -> bool:
    return bool(_FORMULA.match(text)) and any(character.isalnum() for character in text)


def records_of(rows: object) -> list[Mapping[str, object]]:
    """Rows as mappings of column to cell, whatever holds them.

    Args:
        rows: Mappings, lists under a list of names, or a data frame of pandas or polars.

    >>> records_of([["who", "from"], ["Doe", "War"]])
    [{'who': 'Doe', 'from': 'War'}]
    """
    if hasattr(rows, "to_dicts"):  # polars
        rows = rows.to_dicts()
    elif hasattr(rows, "to_dict") and hasattr(rows, "columns"):  # pandas
        rows = rows.to_dict("records")
    listed: list[Any] = list(rows) if isinstance(rows, Iterable) else [rows]
    if listed and all(isinstance(row, list | tuple) for row in listed):
        names = [str(name) for name in listed[0]]
        listed = [dict(zip(names, row, strict=False)) for row in listed[1:]]
    if isinstance(rows, str | Mapping) or not all(isinstance(row, Mapping) for row in listed):
        refuse("rows", "rows as mappings, as lists under a list of names, or as a data frame", rows)
    return [{str(name): cell for name, cell in row.items()} for row in listed]


def cell_problem(
    rule: str,
    table: str,
    row: int,
    columns: Sequence[str],
    name: str,
    **text: Any,  # noqa: ANN401 - as Problem types them
) -> Problem:
    """What is wrong with the cell of a row and a column, or with the whole row.

    Args:
        rule: The rule that is broken.
        table: What messages call the table.
        row: The row's number.
        columns: The table's columns.
        name: The cell's column; one that the table has not, or none, is the row's beginning.
        text: What is wrong, as `Problem` holds it.
    """
    column = columns.index(name) + 1 if name in columns else 1
    return Problem(rule=rule, file=table, line=row, column=column, where=name, **text)


_MISSING = {"NA", "N/A", "NaN", "<NA>", "NULL", "None"}
"""What programs write for a cell without a value."""


def cell_text(cell: object) -> str:
    """A cell as text on one line; nothing, and what programs write for it, are blank."""
    try:
        blank = cell is None or bool(cell != cell)  # noqa: PLR0124 - so NaN, a blank cell, is known
    except TypeError:  # pandas' NA, which will not even say whether it is itself
        blank = True
    text = "" if blank else " ".join(unicodedata.normalize("NFC", str(cell)).split())
    return "" if text in _MISSING else text


def condition_in(text: str) -> tuple[str, str]:
    """The variable that a cell makes a condition, and the value that it must have.

    >>> condition_in("war is over"), condition_in("war")
    (('war', 'over'), ('war', 'yes'))
    """
    variable, _, value = text.partition(" is ")
    return variable.strip(), value.strip() or "yes"
