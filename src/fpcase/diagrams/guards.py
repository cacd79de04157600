"""Whether the claims along a chain can hold together: their conditions and periods."""

from collections.abc import Callable, Mapping
from enum import Enum

import attrs

from fpcase.statements import Scope
from fpcase.statements.bundles import Bundle
from fpcase.statements.record import ANY


class Fault(Enum):
    """What keeps the claims along a chain apart."""

    CONDITIONS = "conditions exclude each other"
    """Two claims demand different values of one condition."""
    ORDER = "effect dated before its cause"
    """The later step's period ends before the earlier step's begins."""
    GAP = "periods do not meet"
    """No day belongs to all periods. An effect may come long after its cause, so this is a
    hint to look, and no contradiction."""


_Test = Callable[[Scope, Scope], bool]


def _in_order(earlier: Scope, later: Scope) -> bool:
    return not later.is_before(earlier)


_TESTS: Mapping[Fault, _Test] = {
    Fault.CONDITIONS: Scope.agrees,
    Fault.ORDER: _in_order,
    Fault.GAP: Scope.meets,
}
"""What an earlier and a later claim must pass, from the gravest fault to the slightest."""


@attrs.frozen(kw_only=True)
class Clash:
    """Two bundles of a chain that cannot both hold.

    Attributes:
        fault: What keeps them apart.
        first: The earlier bundle's place in the chain, from 0.
        second: The later bundle's.
        claims: Their claims.
    """

    fault: Fault
    first: int
    second: int
    claims: tuple[str, ...]

    def __str__(self) -> str:
        """The fault and the claims, in words."""
        return f"{self.fault.value}: {', '.join(self.claims)}"


def guard(chain: tuple[Bundle, ...]) -> Clash | None:
    """The first fault that leaves no choice of claims along a chain, or None.

    One claim is to be chosen from each bundle so that no two demand different values of one
    condition, and no effect is dated wholly before its cause. If there is such a choice but
    none whose periods all overlap, the chain has a gap. Intersecting the periods alone would
    report every slow effect as a fault, so the gap is kept apart from the two others.

    Args:
        chain: The bundles, from the cause on.

    >>> guard(()) is None
    True
    """
    if all(any(step.scope == ANY for step in bundle) for bundle in chain):
        return None
    tests: list[_Test] = []
    for fault, fits in _TESTS.items():
        tests.append(fits)
        chosen: list[Bundle] = [()]
        for place, bundle in enumerate(chain):
            going_on = [
                (*steps, step)
                for steps in chosen
                for step in bundle
                if all(test(one.scope, step.scope) for one in steps for test in tests)
            ]
            if not going_on:
                return _clash(fault, chain, place, chosen)
            chosen = _distinct(going_on)
    return None


def holds_together(chain: tuple[Bundle, ...]) -> bool:
    """Whether there is a choice of claims along a chain without a clash of order or conditions.

    Periods that do not meet are no clash: an effect may come long after its cause. What does
    not hold together counts in no total and no relation.

    Args:
        chain: The bundles, from the cause on.

    >>> holds_together(())
    True
    """
    clash = guard(chain)
    return clash is None or clash.fault is Fault.GAP


def _distinct(choices: list[Bundle]) -> list[Bundle]:
    """Choices that the next claim can tell apart: the others go on in the same way.

    It sees the conditions demanded so far, the latest day on which a period begins and the
    earliest on which one ends; so the number of choices does not grow with every step.
    """
    found: dict[object, Bundle] = {}
    for steps in choices:
        spans = [step.scope.span for step in steps]
        latest = max((begin for begin, _ in spans if begin), default=None)
        earliest = min((end for _, end in spans if end), default=None)
        demanded = frozenset(condition for step in steps for condition in step.scope.conditions)
        found.setdefault((demanded, latest, earliest), steps)
    return list(found.values())


def _clash(fault: Fault, chain: tuple[Bundle, ...], place: int, chosen: list[Bundle]) -> Clash:
    """Name the nearest earlier bundle all of whose claims the bundle at `place` excludes."""
    fits = _TESTS[fault]
    first = place - 1
    for earlier in reversed(range(place)):
        left = {steps[earlier].id for steps in chosen}
        here = [step for step in chain[earlier] if step.id in left]
        if not any(fits(a.scope, b.scope) for a in here for b in chain[place]):
            first = earlier
            break
    claims = [step.id for at in (first, place) for step in chain[at]]
    return Clash(fault=fault, first=first, second=place, claims=tuple(claims))
