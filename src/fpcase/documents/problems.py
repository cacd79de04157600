"""What is wrong with a file, as records that a person and a program can read.

Messages spell the paths of keys, and the values that they find, short and plainly.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from operator import attrgetter

import attrs

from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked
from fpcase.model.wording import counted

SHOWN = 20
"""How many problems a report gives in full before it counts the rest."""

_EXCERPT_WIDTH = 96


class Severity(Enum):
    """Whether a case with this problem loads."""

    ERROR = "error"
    """The case does not load."""
    WARNING = "warning"
    """The case loads; the coding is probably incomplete."""


_LONGEST = 1_000


def _cut(text: str) -> str:
    """A part of a message, shortened if a file has put a text of pages into it."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} ... {text[-100:]}"


@attrs.frozen(kw_only=True, order=False)
class Problem:
    """One thing that is wrong, with its place and its remedy.

    Attributes:
        rule: The name of the rule that is broken, as the documentation lists it.
        severity: Whether the case loads all the same.
        file: The file, seen from the case folder.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        where: The path of keys to the value, such as ``claims[1].cause``.
        what: What is wrong, if `expected` and `found` do not say it.
        expected: What should stand there.
        found: What stands there.
        advice: What to do.
        source_line: The line of the file, if it could be read.
    """

    rule: str
    severity: Severity = Severity.ERROR
    file: str
    line: int = 1
    column: int = 1
    where: str = ""
    what: str = attrs.field(default="", converter=_cut)
    expected: str = attrs.field(default="", converter=_cut)
    found: str = attrs.field(default="", converter=_cut)
    advice: str = attrs.field(default="", converter=_cut)
    source_line: str = attrs.field(default="", repr=False)

    def __str__(self) -> str:
        """One line, as a compiler writes it.

        >>> print(Problem(rule="value", file="variables.yaml", line=17, column=12,
        ...               where="variables[1].level", expected="a level of analysis",
        ...               found="'global'"))
        variables.yaml:17:12: variables[1].level: expected a level of analysis, found 'global'
        """
        expectation = ", ".join(
            f"{word} {text}"
            for word, text in (("expected", self.expected), ("found", self.found))
            if text
        )
        says = "; ".join(part for part in (self.what, expectation, self.advice) if part)
        place = f"{self.file}:{self.line}:{self.column}: "
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return place + kind + (f"{self.where}: " if self.where else "") + says

    @property
    def excerpt(self) -> str:
        """The line of the file with a caret under the place; nothing if there is no line.

        >>> print(Problem(rule="value", file="variables.yaml", line=17, column=12,
        ...               source_line="    level: global").excerpt)
            level: global
                   ^
        """
        if not self.source_line.strip():
            return ""
        at = min(self.column - 1, len(self.source_line))
        first = max(0, at - _EXCERPT_WIDTH * 3 // 4) if at > _EXCERPT_WIDTH else 0
        last = first + _EXCERPT_WIDTH
        line = self.source_line
        before = ("..." if first else "") + _shown(line[first:at])
        after = _shown(line[at:last]) + ("..." if len(line) > last else "")
        return f"{before}{after}\n{' ' * _columns(before)}^"


def _shown(text: str) -> str:
    """Text as a terminal can show it: what could move its cursor becomes a question mark."""
    return "".join(
        " " if c == "\t" else c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )


def _columns(text: str) -> int:
    """How many columns of a terminal a text fills; Chinese characters fill two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


place_order = attrgetter("file", "line", "column", "where", "rule", "what", "found")
"""Sorts problems as a reader goes through the files."""


@checked
def report_problems(
    problems: Sequence[Problem], shown: int | None = SHOWN, *, excerpts: bool = True
) -> str:
    """Problems as text for a person: errors before warnings, the first in full, the rest counted.

    Args:
        problems: The problems.
        shown: How many to give in full; None for all.
        excerpts: Whether to quote the line of the file, with a caret under the place.

    Returns:
        Lines of text; nothing if there are no problems.

    >>> print(report_problems([Problem(rule="value", file="variables.yaml", line=17, column=12,
    ...     expected="a level of analysis", found="'global'",
    ...     source_line="    level: global")] * 3, shown=1))
    variables.yaml:17:12: expected a level of analysis, found 'global'
            level: global
                   ^
    ... and 2 errors more: 2 in variables.yaml
    """
    ordered = sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)
    limit = len(ordered) if shown is None else shown
    lines: list[str] = []
    for problem in ordered[:limit]:
        lines.append(str(problem))
        if excerpts:
            lines += [f"    {line}" for line in problem.excerpt.splitlines()]
    rest = ordered[limit:]
    if rest:
        files = Counter(problem.file for problem in rest)
        where = ", ".join(f"{count} in {name}" for name, count in files.items())
        lines.append(f"... and {count_problems(rest)} more: {where}")
    return "\n".join(lines)


@checked
def count_problems(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words.

    >>> count_problems([])
    'no errors, no warnings'
    """
    counts = Counter(problem.severity for problem in problems)
    if not problems:
        return "no errors, no warnings"
    return ", ".join(counted(counts[one], one.value) for one in Severity if counts[one])


class CaseError(FpcaseError):
    """A case folder, or a file of it, cannot be loaded.

    Attributes:
        problems: Everything that was found wrong, in the order of the files.
    """

    def __init__(self, problems: Sequence[Problem], subject: str = "the case") -> None:
        """Keep the problems; `subject` says what could not be loaded."""
        self.problems = tuple(problems)
        self.subject = subject
        super().__init__(self.problems, subject)

    def __str__(self) -> str:
        """A count, then the first problems in full and how many more there are."""
        head = f"{self.subject} has {counted(len(self.problems), 'problem')}:"
        report = report_problems(self.problems, excerpts=False)
        return "\n".join([head, *(f"  {line}" for line in report.splitlines())])


Steps = tuple[str | int, ...]
"""Keys and indices from a document's root to a value, such as ``("claims", 1, "cause")``."""

_PLAIN_KEY = re.compile(r"[\w-]{1,60}")
_LONGEST_STEP = 60


def spell(path: Steps) -> str:
    """A path of keys as a person writes it.

    >>> spell(("claims", 1, "cause"))
    'claims[1].cause'
    """
    return "".join(map(_spell_step, path)).removeprefix(".")


@lru_cache(maxsize=4096)
def _spell_step(step: str | int) -> str:
    if isinstance(step, str) and _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    return f"[{short(step, _LONGEST_STEP) if isinstance(step, str) else step}]"


def describe(value: object) -> str:
    """A value as a message shows it: short, and plainly text, list or nothing."""
    longest = 60
    match value:
        case None:
            return "nothing"
        case dict():
            keys = ", ".join(short(key, longest // 3) for key in list(value)[:4])
            return f"a mapping ({keys})" if keys else "an empty mapping"
        case list():
            return f"a list of {len(value)}"
        case _:
            return short(value, longest)


def short(value: object, longest: int) -> str:
    """A text in quotation marks, cut off if it is long."""
    text = str(value)
    return repr(text[: longest - 3] + "..." if len(text) > longest else text)
