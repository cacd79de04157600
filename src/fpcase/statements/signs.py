"""What a causal claim leaves open, and so what contradicts what.

The effect of one variable on another is +, − or 0. A claim leaves some of the three open, and
a *position* is the name of what it leaves open. Asserting and denying are compared by that, not
by their words: "asserts negative" and "denies positive" are compatible (Axelrod, ed., Structure
of Decision, 1976, for the signs; the exclusions are fpcase's).
"""

from enum import Enum

from fpcase.model.terms import Sign

EFFECTS = frozenset("+−0")
"""What the effect of one variable on another can be."""

_TURNED = str.maketrans("+−", "−+")


class Position(Enum):
    """What a claim says of the effect of one variable on another."""

    PLUS = "+"
    MINUS = "−"
    UNSTATED = "?"
    ZERO = "0"
    NOT_PLUS = "not +"
    NOT_MINUS = "not −"

    @property
    def leaves_open(self) -> frozenset[str]:
        """Which effects (+, −, 0) it leaves open; two positions that share none contradict.

        >>> sorted(Position.NOT_PLUS.leaves_open)
        ['0', '−']
        """
        return _OPEN[self]


_OPEN = {
    Position.PLUS: frozenset("+"),
    Position.MINUS: frozenset("−"),
    Position.UNSTATED: frozenset("+−"),
    Position.ZERO: frozenset("0"),
    Position.NOT_PLUS: frozenset("−0"),
    Position.NOT_MINUS: frozenset("+0"),
}
_NAMED = {open_: position for position, open_ in _OPEN.items()}

ARROWS = frozenset({Position.PLUS, Position.MINUS, Position.UNSTATED})
"""Positions that carry a chain, because there is an effect."""

_ASSERTED = {
    Sign.POSITIVE: Position.PLUS,
    Sign.NEGATIVE: Position.MINUS,
    Sign.UNSTATED: Position.UNSTATED,
    Sign.NO_EFFECT: Position.ZERO,
}


def named(leaves_open: frozenset[str]) -> Position:
    """The position that leaves just this open.

    Args:
        leaves_open: One or two of +, − and 0.

    >>> named(frozenset("−0"))
    <Position.NOT_PLUS: 'not +'>
    """
    return _NAMED[leaves_open]


def position(sign: Sign, *, denied: bool = False) -> Position:
    """What somebody says who asserts a claim with this sign, or denies it.

    A denial leaves open all that it does not deny.

    >>> position(Sign.UNSTATED, denied=True)
    <Position.ZERO: '0'>
    """
    asserted = _ASSERTED[sign]
    return named(EFFECTS - asserted.leaves_open) if denied else asserted


def contradict(one: Position, other: Position) -> bool:
    """Whether two positions exclude each other.

    >>> contradict(Position.PLUS, Position.NOT_PLUS), contradict(Position.MINUS, Position.NOT_PLUS)
    (True, False)
    """
    return one.leaves_open.isdisjoint(other.leaves_open)


def turned(leaves_open: frozenset[str]) -> frozenset[str]:
    """What is left open after one of the two variables is replaced by its opposite.

    Args:
        leaves_open: Some of +, − and 0.

    >>> sorted(turned(frozenset("−0")))
    ['+', '0']
    """
    return frozenset(effect.translate(_TURNED) for effect in leaves_open)
