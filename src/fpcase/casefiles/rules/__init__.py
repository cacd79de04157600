"""What no type of a field can say of a sound case.

A rule is a function, marked with how much it weighs, that yields a problem for every place that
breaks it. It looks at one record after the other, or else at the draft of a case. Its name is the
rule's, and its docstring says what it demands. To add a rule, add the function to a module here;
`fpcase.casefiles.loading` finds it, and the documentation lists it. What one value can get wrong
by itself, such as a date that is none, is refused by its type (`fpcase.model.dates`): a rule is
for what two fields or two records say together.
"""

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
        kinds: The kinds of records that it checks one by one; none if it checks the whole draft.
        severity: Whether a case that breaks it loads.
        of_links: Whether it also applies to a case made from a table of links.
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
