"""What a terminal shows: lines and tables that fit it, and no control character raw."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from fpcase.model.wording import counted, in_one_line, wrap_line
from fpcase.report.names import with_names

if TYPE_CHECKING:
    from rich.table import Table as Drawn

    from fpcase.comparison import Result, Table
    from fpcase.model.cases import Case

_EDGES, _NAME, _SENTENCE, _BELOW, _FEWEST = 3, 16, 26, 8, 3
"""What a column takes beside its text; how wide it must be for names and for sentences; how many
lines stand around a table on a screen, and how many rows are shown at least."""


class Terminal(io.TextIOBase):
    """A stream to a terminal: long lines are wrapped, control characters are spelled out.

    Args:
        stream: The terminal.
        wraps: Whether to wrap lines; what another program reads is left as it is.
    """

    def __init__(self, stream: TextIO, *, wraps: bool) -> None:
        """Take the stream; nothing is written before a line is whole."""
        self.stream, self.wraps = stream, wraps
        self._begun = ""

    def isatty(self) -> bool:
        """Whether it is a terminal: it is."""
        return True

    def write(self, text: str) -> int:
        """Write the lines that are whole, and keep the rest."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self.stream.write(self._shown(line) + "\n")
        return len(text)

    def flush(self) -> None:
        """Write what is left of a line."""
        self.stream.write(self._shown(self._begun))
        self._begun = ""
        self.stream.flush()

    def _shown(self, line: str) -> str:
        plain = spelled(line)
        width = get_terminal_size().columns
        if not self.wraps or len(plain) <= width:
            return plain
        return "\n".join(wrap_line(plain, width))


def spelled(line: str) -> str:
    r"""A line in which what cannot be seen, or turns writing round, is spelled out.

    >>> spelled("red \x1b[31m \u202e")
    'red \\x1b[31m \\u202e'
    """
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)


def is_terminal(stream: object) -> bool:
    """Whether a stream leads to a terminal; what stands in for one may not know the question.

    >>> is_terminal(None)
    False
    """
    return bool(getattr(stream, "isatty", bool)())


_PATIENCE = 1.0
"""After so many seconds a terminal says that the work goes on."""


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Say on a terminal that work goes on, if it takes long.

    Args:
        what: What goes on.
    """
    said = threading.Timer(_PATIENCE, print, [f"{what} ..."], {"file": sys.stderr, "flush": True})
    said.daemon = True
    if is_terminal(sys.stderr):
        said.start()
    try:
        yield
    finally:
        said.cancel()


@contextmanager
def for_terminals(*, wraps: bool) -> Iterator[None]:
    """Let whatever is printed to a terminal fit it.

    Args:
        wraps: Whether to wrap long lines.
    """
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        Terminal(stream, wraps=wraps) if is_terminal(stream) else stream for stream in before
    )
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, Terminal):
                stream.flush()
        sys.stdout, sys.stderr = before


def show_tables(result: Result, case: Case, chosen: str | None) -> None:
    """Show the chief table of a result as far as the screen holds it, and how to see the rest.

    Args:
        result: The result.
        case: The case, for names.
        chosen: The name of one of its tables, to be shown with all rows.
    """
    from rich.console import Console  # noqa: PLC0415 - slow to import, and for terminals only

    from fpcase.comparison.tables import text_of  # noqa: PLC0415 - loaded with the result

    stream = sys.stdout.stream if isinstance(sys.stdout, Terminal) else sys.stdout
    size = get_terminal_size()
    console = Console(file=stream, width=size.columns, force_terminal=True, highlight=False)
    table = result.table(chosen) if chosen else result.tables[0]
    rows = [
        [
            in_one_line(with_names(case, column, text_of(cell)), 10_000)
            for column, cell in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]
    columns = _columns(table.columns, rows, size.columns)
    shown = len(rows) if chosen else min(len(rows), max(size.lines - _BELOW, _FEWEST))
    while not chosen and shown > _FEWEST:
        lines = console.render_lines(_drawn(table, columns, rows[:shown]))
        if len(lines) <= size.lines - _BELOW:
            break
        shown -= 1
    sys.stdout.flush()
    if rows:
        console.print(_drawn(table, columns, rows[:shown]))
    for line in _notes(result, table, columns, shown):
        print(line)


def _columns(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> dict[int, int]:
    """The columns that there is room for, but for empty ones: place -> least width."""
    from rich.cells import cell_len  # noqa: PLC0415 - the same

    found: dict[int, int] = {}
    for place, name in enumerate(names):
        cells = [row[place] for row in rows]
        if rows and not any(cells):
            continue
        words = [word for text in (name, *cells) for word in text.split()]
        longest = max(map(cell_len, cells), default=0)
        room = _NAME if longest <= 2 * _NAME else _SENTENCE
        needed = min(max(min(longest, room), *map(cell_len, words)), _SENTENCE)
        if not found or sum(found.values()) + needed + _EDGES * (len(found) + 1) <= width:
            found[place] = needed
    return found


def _drawn(table: Table, columns: Mapping[int, int], rows: Sequence[Sequence[str]]) -> Drawn:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - the same
    from rich.table import Table as Drawn  # noqa: PLC0415 - the same
    from rich.text import Text  # noqa: PLC0415 - the same

    drawn = Drawn(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for place, width in columns.items():
        drawn.add_column(Text(table.columns[place]), overflow="fold", min_width=width)
    for row in rows:
        drawn.add_row(*(Text(row[place]) for place in columns))
    return drawn


def _notes(result: Result, table: Table, columns: Mapping[int, int], shown: int) -> Iterator[str]:
    """The caption, and how to see what is not shown."""
    yield table.caption
    if shown < len(table.rows):
        rows = counted(len(table.rows), "row")
        yield f"{shown} of {rows} shown; all of them: --table {table.name}"
    left = [name for place, name in enumerate(table.columns) if place not in columns]
    if left:
        yield f"Columns not shown: {', '.join(left)}; for the whole table: --format csv or --json"
    others = [one.name for one in result.tables if one.name != table.name]
    if others:
        yield f"Other tables (--table): {', '.join(others)}"
