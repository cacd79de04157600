"""When and under which conditions a claim speaks."""

import datetime as dt

from fpcase.model.claims import CausalClaim
from fpcase.model.dates import span

Span = tuple[dt.date | None, dt.date | None]
"""First and last day; None on an open side."""


def scopes_overlap(one: CausalClaim, other: CausalClaim) -> bool:
    """Whether two claims can both speak of the same situation.

    They cannot if their periods are disjoint, or if they demand different values of the
    same condition. A claim without period or condition speaks of any.
    """
    return periods_overlap(one, other) and conditions_agree(one, other)


def periods_overlap(one: CausalClaim, other: CausalClaim) -> bool:
    """Whether two claims' periods have a day in common; an undated claim has all days."""
    return not (is_before(one, other) or is_before(other, one))


def is_before(one: CausalClaim, other: CausalClaim) -> bool:
    """Whether the first claim's period ends before the second's begins."""
    if not one.period or not other.period:
        return False
    return _ends_before(span(one.period), span(other.period))


def spans_overlap(one: Span, other: Span) -> bool:
    """Whether two spans of time have a day in common; None is an open side.

    >>> from fpcase.model.dates import span
    >>> spans_overlap(span("2014"), span("2014-12/.."))
    True
    """
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Span, other: Span) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def conditions_agree(one: CausalClaim, other: CausalClaim) -> bool:
    """Whether two claims demand no different values of one condition."""
    demanded = {condition.variable: condition.value for condition in one.conditions}
    return all(
        demanded.get(condition.variable, condition.value) == condition.value
        for condition in other.conditions
    )
