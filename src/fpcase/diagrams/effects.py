"""What chains amount to: whether their claims hold together, and the total effect of all of them.

Signs multiply along a chain and gather over chains (Axelrod, ed., Structure of Decision,
1976). "?" absorbs, and an asserted absence of effect ends a chain.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum
from itertools import pairwise

import attrs

from fpcase.diagrams.paths import PathSearch
from fpcase.statements import Bundle, Bundles, Position, Scope
from fpcase.statements.record import ANY


class Fault(Enum):
    """What keeps the claims along a chain apart."""

    CONDITIONS = "conditions exclude each other"
    """Two claims demand different values of one condition."""
    ORDER = "effect dated before its cause"
    """A later step's period ends before an earlier one's, or begins and ends in earlier years."""
    GAP = "periods do not overlap"
    """No day belongs to all periods. An effect may come long after its cause, so this is a
    hint to look, and no contradiction."""


_Test = Callable[[Scope, Scope], bool]


def _in_order(earlier: Scope, later: Scope) -> bool:
    return not later.is_earlier(earlier)


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
    condition, and no effect is dated before its cause. If there is such a choice but
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
        chosen, reached = _choices(chain, tests)
        if reached < len(chain):
            return _clash(fault, chain, reached, chosen)
    return None


IN_A_LOOP = (Fault.CONDITIONS,)
"""What keeps the claims of a loop apart: it has no first step, so no order binds them."""


def _choices(chain: tuple[Bundle, ...], tests: Iterable[_Test]) -> tuple[list[Bundle], int]:
    """Claims along a chain that pass all tests, and how many bundles they lead along."""
    chosen: list[Bundle] = [()]
    for place, bundle in enumerate(chain):
        going_on = [
            (*steps, step)
            for steps in chosen
            for step in bundle
            if all(test(one.scope, step.scope) for one in steps for test in tests)
        ]
        if not going_on:
            return chosen, place
        chosen = _distinct(going_on)
    return chosen, len(chain)


def held_signs(
    chain: tuple[Bundle, ...], *, faults: Collection[Fault] = (Fault.CONDITIONS, Fault.ORDER)
) -> frozenset[Position]:
    """The signs of a chain over the choices of claims without a clash of order or conditions.

    Periods that do not meet are no clash: an effect may come long after its cause. A chain
    without such a choice has no sign, and counts in no total and no relation.

    Args:
        chain: The bundles, from the cause on.
        faults: What no two claims may have.

    >>> held_signs(())
    frozenset({<Position.PLUS: '+'>})
    """
    if all(step.scope == ANY for bundle in chain for step in bundle):
        return products({step.position for step in bundle} for bundle in chain)
    tests = [_TESTS[fault] for fault in faults]
    chosen, reached = _choices(chain, tests)
    whole = chosen if reached == len(chain) else []
    return frozenset(sign for steps in whole for sign in products([s.position] for s in steps))


def _distinct(choices: list[Bundle]) -> list[Bundle]:
    """Choices that the next claim can tell apart: the others go on in the same way.

    It sees the sign and the conditions so far, the latest day on which a period begins and the
    earliest on which one ends, and the periods that none begins and ends after; so the number of
    choices hardly grows with the steps.
    """
    found: dict[object, Bundle] = {}
    for steps in choices:
        spans = [step.scope.span for step in steps]
        latest = max((begin for begin, _ in spans if begin), default=None)
        earliest = min((end for _, end in spans if end), default=None)
        demanded = frozenset(condition for step in steps for condition in step.scope.conditions)
        years = {(begin.year, end.year) for begin, end in spans if begin and end}
        last = frozenset(
            (begin, end)
            for begin, end in years
            if not any(begin <= b and end <= e for b, e in years - {(begin, end)})
        )
        sign = products([step.position] for step in steps)
        found.setdefault((sign, demanded, latest, earliest, last), steps)
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


_PLUS, _MINUS, _UNSTATED = Position.PLUS, Position.MINUS, Position.UNSTATED
_ORDER = (_PLUS, _MINUS, _UNSTATED)
BUDGET = 20_000
"""How many steps a search for the chains behind a total effect takes at most."""


_PRODUCTS = {
    (one, other): _UNSTATED if _UNSTATED in (one, other) else _PLUS if one is other else _MINUS
    for one in _ORDER
    for other in _ORDER
}


def products(signs: Iterable[Iterable[Position]]) -> frozenset[Position]:
    """The signs of a chain whose steps may each have several.

    >>> products([{Position.MINUS}, {Position.MINUS}])
    frozenset({<Position.PLUS: '+'>})
    """
    found = frozenset({_PLUS})
    for step in signs:
        found = frozenset(_PRODUCTS[so_far, sign] for so_far in found for sign in step)
    return found


def in_order(signs: Iterable[Position]) -> tuple[Position, ...]:
    """Signs in the order +, −, ?."""
    given = set(signs)
    return tuple(sign for sign in _ORDER if sign in given)


class Coverage(Enum):
    """What a total effect was taken over."""

    CHAINS = "chains"
    """Every chain; no variable twice."""
    WALKS = "walks"
    """Every walk, loops run through any number of times: there were too many chains to try."""


@attrs.frozen(kw_only=True)
class TotalEffect:
    """The effect of one variable on another over all chains between them.

    Attributes:
        signs: The signs that occur, in the order +, −, ?; none if no chain connects the two.
        rule: Whether they were taken over chains or over walks.
        walks: The signs over all walks; the same on a map without loops, if none of its chains
            clashes.
        clashing: How many chains are left out because their order or conditions clash.
    """

    signs: tuple[Position, ...]
    rule: Coverage = Coverage.CHAINS
    walks: tuple[Position, ...] = ()
    clashing: int = 0

    @property
    def indeterminate(self) -> bool:
        """Whether the ways between the two differ in sign."""
        return len(self.signs) > 1


NO_EFFECT = TotalEffect(signs=())
"""What a total effect is where no chain leads from one variable to the other."""


def reachable_signs(bundles: Bundles, cause: str) -> Mapping[str, frozenset[Position]]:
    """The signs of all walks of one step or more from a variable to every other.

    The search visits each variable at most once for each sign, and so takes linear time. It is
    exact where there are no loops; with loops it describes walks (Axelrod 1976).

    Args:
        bundles: What carries chains.
        cause: Where the walks begin.

    >>> import fpcase
    >>> from fpcase.diagrams import bundles
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = reachable_signs(bundles(fpcase.causal_diagram(case, ["cai-2022"])), "anarchy")
    >>> found["power-seeking"]
    frozenset({<Position.PLUS: '+'>})
    """
    table = bundles.sign_bits
    found: dict[str, int] = {}
    waiting = [(cause, 1)]
    for node, so_far in waiting:
        for other, bits in table.get(node, ()):
            known = found.get(other, 0)
            new = _PRODUCT_BITS[so_far][bits] & ~known
            if new:
                found[other] = known | new
                waiting.append((other, new))
    return {node: _SIGNS_OF[bits] for node, bits in found.items()}


def _bits_of(signs: Iterable[Position]) -> int:
    return sum(1 << _ORDER.index(sign) for sign in set(signs))


_SIGNS_OF = [
    frozenset(sign for place, sign in enumerate(_ORDER) if bits & 1 << place) for bits in range(8)
]
"""Sets of signs by their bits, in the order of `Bundles.sign_bits`."""
_PRODUCT_BITS = [
    [_bits_of(_PRODUCTS[one, other] for one in left for other in right) for right in _SIGNS_OF]
    for left in _SIGNS_OF
]
"""The signs of two steps in a row, by the bits of each."""


def total_effect(
    bundles: Bundles,
    cause: str,
    effect: str,
    *,
    walks: frozenset[Position] | None = None,
    budget: int = BUDGET,
) -> TotalEffect:
    """The total effect of one variable on another (Axelrod, ed., 1976): {+, −} is indeterminate.

    Taken over the chains that hold together: those whose order or conditions clash are left
    out, and counted. Where no claim has a period or conditions, walks and chains differ only if
    a loop lies on the way and the walks differ in sign: then chains are tried, shortest first,
    until every sign is found or all are tried. If that takes more steps than `budget`, the
    answer over walks is given and its rule says so.

    Args:
        bundles: What carries chains.
        cause: Where the chains begin.
        effect: Where they end; a variable has no total effect on itself.
        walks: The result of `reachable_signs` for the two, if it is known.
        budget: How many steps the search may take.

    >>> import fpcase
    >>> from fpcase.diagrams import bundles
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = bundles(fpcase.causal_diagram(case, ["ramani-2016"]))
    >>> total_effect(found, "terrorism-spillover", "mediation-of-syria-talks").signs
    ()
    """
    if cause == effect:
        return NO_EFFECT
    if walks is None:
        walks = reachable_signs(bundles, cause).get(effect, frozenset())
    over_walks = in_order(walks)
    guarded = bundles.has_scopes
    if not walks or (len(walks) == 1 and not guarded):
        return TotalEffect(signs=over_walks, walks=over_walks)
    found: set[Position] = set()
    clashing = 0
    search = PathSearch(bundles, cause, effect, budget=budget)
    for nodes in search:
        steps = (bundles.signs[one][other] for one, other in pairwise(nodes))
        signs = held_signs(bundles.along(nodes)) if guarded else products(steps)
        clashing += not signs
        found |= signs
        if found == walks and not guarded:
            break
    if search.exhausted:
        rule, total = Coverage.WALKS, over_walks
    else:
        rule, total = Coverage.CHAINS, in_order(found)
    return TotalEffect(signs=total, rule=rule, walks=over_walks, clashing=clashing)
