"""When and under which conditions a statement holds."""

import datetime as dt
from functools import lru_cache

import attrs

from fpcase.model.claims import Condition
from fpcase.model.dates import span

Span = tuple[dt.date | None, dt.date | None]
"""First and last day; None on an open side."""


@attrs.frozen(kw_only=True)
class Scope:
    """The time and the conditions that a statement speaks of.

    A statement without a period speaks of any time, one without conditions of any situation.

    Attributes:
        span: First and last day of its period; None on an open side.
        conditions: What must hold.
        approximate: Whether the period is only about right (``2014~``).
    """

    span: Span = (None, None)
    conditions: tuple[Condition, ...] = ()
    approximate: bool = False

    def overlaps(self, other: "Scope") -> bool:
        """Whether two statements can both speak of the same situation.

        They cannot if their periods are disjoint, or if they demand different values of the
        same condition.

        Args:
            other: The other statement's scope.

        >>> scope_of("2014").overlaps(scope_of("2015/..")), scope_of("2014").overlaps(Scope())
        (False, True)
        """
        return self.meets(other) and self.agrees(other)

    def meets(self, other: "Scope") -> bool:
        """Whether the two periods have a day in common.

        Args:
            other: The other statement's scope.

        >>> scope_of("2014").meets(scope_of("2014-12/.."))
        True
        """
        return spans_overlap(self.span, other.span)

    def is_before(self, other: "Scope") -> bool:
        """Whether the period ends before the other's begins.

        Args:
            other: The other statement's scope.

        >>> scope_of("2014").is_before(scope_of("2015")), Scope().is_before(scope_of("2015"))
        (True, False)
        """
        return _ends_before(self.span, other.span)

    def is_earlier(self, other: "Scope") -> bool:
        """Whether the period both begins and ends in an earlier year than the other.

        Args:
            other: The other statement's scope.

        >>> scope_of("2013/2014").is_earlier(scope_of("2014/2015"))
        True
        >>> scope_of("2014").is_earlier(scope_of("2014-03/2015")), Scope().is_earlier(Scope())
        (False, False)
        """
        return all(
            mine is not None and others is not None and mine.year < others.year
            for mine, others in zip(self.span, other.span, strict=True)
        )

    def agrees(self, other: "Scope") -> bool:
        """Whether the two demand no different values of one condition.

        Args:
            other: The other statement's scope.

        >>> Scope().agrees(Scope())
        True
        """
        if not self.conditions or not other.conditions:
            return True
        demanded = {one.variable: one.value for one in self.conditions}
        return all(demanded.get(one.variable, one.value) == one.value for one in other.conditions)


ANY = Scope()
"""Any time, any situation."""


@lru_cache(maxsize=20_000)
def scope_of(period: str | None, conditions: tuple[Condition, ...] = ()) -> Scope:
    """The scope of what is said of a period, under conditions.

    Args:
        period: A date or an interval; any time if left out.
        conditions: What must hold.

    >>> scope_of("2014~").approximate
    True
    """
    if not period:
        return Scope(conditions=conditions)
    approximate = any(mark in period for mark in "~?%")
    return Scope(span=span(period), conditions=conditions, approximate=approximate)


def spans_overlap(one: Span, other: Span) -> bool:
    """Whether two spans of time have a day in common; None is an open side.

    >>> from fpcase.model.dates import span
    >>> spans_overlap(span("2014"), span("2014-12/.."))
    True
    """
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Span, other: Span) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]
