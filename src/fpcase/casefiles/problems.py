"""What is wrong with a case folder, as records that a person and a program can read."""

from collections.abc import Sequence
from enum import Enum

import attrs

from fpcase.model.errors import FpcaseError


class Severity(Enum):
    """Whether a case with this problem loads."""

    ERROR = "error"
    """The case does not load."""
    WARNING = "warning"
    """The case loads; the coding is probably incomplete."""


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
    """

    rule: str
    severity: Severity = Severity.ERROR
    file: str
    line: int
    column: int
    where: str = ""
    what: str = ""
    expected: str = ""
    found: str = ""
    advice: str = ""

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


def place_order(problem: Problem) -> tuple[str, int, int, str, str]:
    """Sorts problems as a reader goes through the files."""
    return (problem.file, problem.line, problem.column, problem.where, str(problem))


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
        """A count, then every problem on its own line."""
        count = len(self.problems)
        head = f"{self.subject} has {count} problem{'' if count == 1 else 's'}:"
        return "\n".join([head, *(f"  {problem}" for problem in self.problems)])
