"""What a claim excludes, and what contradicts what.

A claim's *position* on an ordered pair of variables is the sign that it leaves open.
Asserting and denying are compared by what they exclude, not by their words: "asserts
negative" and "denies positive" are compatible (Axelrod, ed., Structure of Decision, 1976,
for the signs; the exclusions are fpcase's).
"""

from enum import Enum

from fpcase.model.terms import Sign, Stance


class Position(Enum):
    """What a claim says of the effect of one variable on another."""

    PLUS = "+"
    MINUS = "−"
    UNSTATED = "?"
    ZERO = "0"
    NOT_PLUS = "not +"
    NOT_MINUS = "not −"


_ASSERTED = {
    Sign.POSITIVE: Position.PLUS,
    Sign.NEGATIVE: Position.MINUS,
    Sign.UNSTATED: Position.UNSTATED,
    Sign.NO_EFFECT: Position.ZERO,
}
_DENIED = {
    Sign.POSITIVE: Position.NOT_PLUS,
    Sign.NEGATIVE: Position.NOT_MINUS,
    Sign.UNSTATED: Position.ZERO,
}

_EXCLUDES: dict[Position, frozenset[Position]] = {
    Position.PLUS: frozenset({Position.MINUS, Position.ZERO, Position.NOT_PLUS}),
    Position.MINUS: frozenset({Position.PLUS, Position.ZERO, Position.NOT_MINUS}),
    Position.UNSTATED: frozenset({Position.ZERO}),
    Position.ZERO: frozenset({Position.PLUS, Position.MINUS, Position.UNSTATED}),
    Position.NOT_PLUS: frozenset({Position.PLUS}),
    Position.NOT_MINUS: frozenset({Position.MINUS}),
}

ARROWS = frozenset({Position.PLUS, Position.MINUS, Position.UNSTATED})
"""Positions that carry a chain, because there is an effect."""


def position(sign: Sign, stance: Stance) -> Position | None:
    """What a claim with this sign and stance says; None for a report, which takes no position.

    >>> position(Sign.UNSTATED, Stance.DENIES)
    <Position.ZERO: '0'>

    Raises:
        ValueError: the claim denies an absence of effect, which says nothing definite.
    """
    if stance is Stance.REPORTS:
        return None
    if stance is Stance.ASSERTS:
        return _ASSERTED[sign]
    if sign is Sign.NO_EFFECT:
        message = "a denied absence of effect has no position; state the effect that is asserted"
        raise ValueError(message)
    return _DENIED[sign]


def contradict(one: Position, other: Position) -> bool:
    """Whether two positions exclude each other.

    >>> contradict(Position.PLUS, Position.NOT_PLUS), contradict(Position.MINUS, Position.NOT_PLUS)
    (True, False)
    """
    return other in _EXCLUDES[one]


_FLIPPED = {
    Position.PLUS: Position.MINUS,
    Position.MINUS: Position.PLUS,
    Position.NOT_PLUS: Position.NOT_MINUS,
    Position.NOT_MINUS: Position.NOT_PLUS,
}


def flipped(one: Position) -> Position:
    """The position after one of the two variables is replaced by its opposite.

    >>> flipped(Position.NOT_PLUS)
    <Position.NOT_MINUS: 'not −'>
    """
    return _FLIPPED.get(one, one)
