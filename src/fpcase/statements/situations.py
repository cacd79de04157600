"""What was so: the words of a descriptive claim, and the situations that each leaves open."""

from collections.abc import Sequence

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
