"""The marks of a rule about sound cases: how much it weighs, and of which records it speaks."""

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs

from fpcase.documents import Problem, Severity

Check = Callable[..., Iterator[Problem]]
"""Yields a problem for every place that breaks a rule.

Given is a record and its place, for each record of the rule's kinds; or the draft.
"""


@attrs.frozen
class Rule:
    """A rule about sound cases.

    Attributes:
        check: What finds the places that break it; its docstring says what the rule demands.
        kinds: The kinds of records that are each looked at by themselves; none for the draft.
        severity: Whether a case that breaks it loads.
        of_links: Whether it holds for a case made from a table of links too.
    """

    check: Check
    kinds: tuple[type[Any], ...]
    severity: Severity
    of_links: bool = True

    @property
    def meaning(self) -> str:
        """What the rule demands, in a sentence or two."""
        return " ".join((inspect.getdoc(self.check) or "").split())


Mark = Callable[[Check], Rule]
"""Makes a rule of what checks it."""


def error(*kinds: type[Any]) -> Mark:
    """A rule without which a case does not load."""
    return partial(Rule, kinds=kinds, severity=Severity.ERROR)


def warning(*kinds: type[Any], of_links: bool = True) -> Mark:
    """A rule that a sound coding keeps."""
    return partial(Rule, kinds=kinds, severity=Severity.WARNING, of_links=of_links)


coding = partial(warning, of_links=False)
"""The same, where it is not asked of a case made from a table of links."""
