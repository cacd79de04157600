"""The marks of a rule about sound cases: how much it weighs, and of which cases it is asked."""

import inspect
from collections.abc import Callable, Iterator

import attrs

from fpcase.casefiles.drafts import Draft
from fpcase.documents import Problem, Severity

Check = Callable[[Draft], Iterator[Problem]]
"""Yields a problem for every place that breaks a rule."""


@attrs.frozen
class Rule:
    """A rule about sound cases.

    Attributes:
        broken_by: What finds the places that break it; its docstring says what the rule demands.
        severity: Whether a case that breaks it loads.
        of_links: Whether it holds for a case made from a table of links too.
    """

    broken_by: Check
    severity: Severity
    of_links: bool = attrs.field(default=True, kw_only=True)

    @property
    def meaning(self) -> str:
        """What the rule demands, in a sentence or two."""
        return " ".join((inspect.getdoc(self.broken_by) or "").split())


def error(check: Check) -> Rule:
    """A rule without which a case does not load."""
    return Rule(check, Severity.ERROR)


def warning(check: Check) -> Rule:
    """A rule that a sound coding keeps."""
    return Rule(check, Severity.WARNING)


def coding(check: Check) -> Rule:
    """The same, where it is not asked of a case made from a table of links."""
    return Rule(check, Severity.WARNING, of_links=False)
