"""What a causal claim leaves open, and so what contradicts what.

The effect of one variable on another is +, − or 0. A claim leaves some of the three open, and
a *position* is the name of what it leaves open. Asserting and denying are compared by that, not
by their words: "asserts negative" and "denies positive" are compatible (Axelrod, ed., Structure
of Decision, 1976, for the signs; the exclusions are fpcase's).

What was so is told in the words of a descriptive claim, and each word leaves open some of seven
situations in the same way.
"""

from collections.abc import Sequence
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


def turned(leaves_open: frozenset[str], *, turns: bool = True) -> frozenset[str]:
    """What is left open after one of the two variables is replaced by its opposite.

    Args:
        leaves_open: Some of +, − and 0.
        turns: Whether it is; else nothing changes.

    >>> sorted(turned(frozenset("−0")))
    ['+', '0']
    """
    return frozenset(effect.translate(_TURNED) for effect in leaves_open) if turns else leaves_open


ABSENT = "absent"
_LOW = frozenset({"low and falling", "low and steady", "low and rising"})
_HIGH = frozenset({"high and falling", "high and steady", "high and rising"})
_FALLING, _STEADY, _RISING = (
    frozenset({f"low and {how}", f"high and {how}"}) for how in ("falling", "steady", "rising")
)

SITUATIONS = frozenset({ABSENT}) | _LOW | _HIGH
"""What a variable without values of its own can be like in a period."""

WORDS = {
    "no": frozenset({ABSENT}),
    "yes": _LOW | _HIGH,
    "low": _LOW | {ABSENT},
    "high": _HIGH,
    "decrease": _FALLING,
    "steady": _STEADY,
    "increase": _RISING,
}
"""The seven words, and what each leaves open. So *low* and *high* contradict each other, *no*
and *increase* too, and *low* and *increase* do not."""

_LEANS = {"yes": 1, "high": 1, "increase": 1, "no": -1, "low": -1, "decrease": -1}
_OPPOSITES = {"high": "low", "low": "high", "increase": "decrease", "decrease": "increase"}


def has_values(values: Sequence[str]) -> bool:
    """Whether a variable's own values replace the seven words.

    Args:
        values: The variable's `values`.

    >>> has_values(["neutral", "allied"]), has_values(["low", "high"]), has_values([])
    (True, False, False)
    """
    return not WORDS.keys() >= set(values)


def left_open(words: Sequence[str], values: Sequence[str], *, denied: bool) -> frozenset[str]:
    """What one or several words leave open of a variable; a denial leaves open the rest.

    Args:
        words: What was so: any of these.
        values: The variable's own `values`.
        denied: Whether the author denies it.

    >>> sorted(left_open(["low"], [], denied=False) & left_open(["increase"], [], denied=False))
    ['low and rising']
    >>> sorted(left_open(["allied"], ["neutral", "allied"], denied=True))
    ['neutral']
    """
    if has_values(values):
        found, possible = frozenset(words), frozenset(values)
    else:
        found, possible = frozenset().union(*(WORDS[word] for word in words)), SITUATIONS
    return possible - found if denied else found


def leaning(words: Sequence[str], values: Sequence[str], *, denied: bool) -> int:
    """Which way words lean: 1 up, -1 down, 0 neither; a denial leans the other way.

    Several words lean only if all of them lean the same way.

    Args:
        words: What was so: any of these.
        values: The variable's own `values`.
        denied: Whether the author denies it.

    >>> leaning(["yes"], [], denied=False), leaning(["high"], [], denied=True)
    (1, -1)
    """
    ways = {0 if has_values(values) else _LEANS.get(word, 0) for word in words}
    way = ways.pop() if len(ways) == 1 else 0
    return -way if denied else way


def opposite_words(words: Sequence[str]) -> tuple[str, ...] | None:
    """What words mean of the variable's opposite; None where one of them says nothing of it.

    Args:
        words: What was so: any of these.

    >>> opposite_words(["high", "increase"]), opposite_words(["yes"])
    (('low', 'decrease'), None)
    """
    if any(word not in _OPPOSITES for word in words):
        return None
    return tuple(_OPPOSITES[word] for word in words)
