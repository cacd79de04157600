"""Shares of decisions that a statement holds of, as bounds, and how each decision stands to it.

Every number is a pair of bounds: the least and the greatest over all completions of the silent
cells (Manski 2003, Partial Identification of Probability Distributions; Imieliński & Lipski 1984,
Journal of the ACM 31). They are worst cases, and no confidence intervals.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

Pair = tuple[float, float]
"""How far a decision is in the set, and how far it has the outcome."""
Bounds = tuple[float, float] | None
"""The least and the greatest of a share; none where it is a share of nothing."""
SLACK = 1e-9
"""What two numbers may differ by, and be the same."""
SHARES: Mapping[str, Mapping[str, Callable[[float, float], Pair]]] = {
    "sufficient": {
        "consistency": lambda x, y: (min(x, y), x),
        "PRI": lambda x, y: (min(x, y) - min(x, y, 1 - y), x - min(x, y, 1 - y)),
        "coverage": lambda x, y: (min(x, y), y),
    },
    "necessary": {
        "consistency": lambda x, y: (min(x, y), y),
        "coverage": lambda x, y: (min(x, y), x),
        "relevance": lambda x, y: (1 - x, 1 - min(x, y)),
    },
}
"""Relation -> share -> its part and its whole, of one decision (Ragin 2006; Schneider & Wagemann
2012 on the proportional reduction in inconsistency, PRI, and on the relevance of necessity)."""


def bounds(reached: Iterable[Iterable[Pair]], share: str, relation: str = "sufficient") -> Bounds:
    """The least and the greatest of a share over all completions in which it is one of something.

    As decisions are completed independently, the best choice for a guess of the share can be made
    decision by decision, and the share of that choice is the next guess (Dinkelbach 1967,
    Management Science 13); it ends at the bound.

    Args:
        reached: For each decision, the pairs that its completions reach.
        share: The share.
        relation: ``necessary`` or ``sufficient``.

    >>> bounds([{(1, 1)}, {(1, 0), (0, 0)}], "consistency")
    (0.5, 1.0)
    """
    parts = SHARES[relation][share]
    told = [{parts(*pair) for pair in pairs} for pairs in reached]

    def last(sign: int) -> float:
        some = [max(ways, key=lambda way: way[1]) for ways in told]
        while True:
            guess = sum(part for part, _ in some) / sum(whole for _, whole in some)
            better = [max(ways, key=lambda way: sign * (way[0] - guess * way[1])) for ways in told]
            if sign * sum(part - guess * whole for part, whole in better) <= SLACK:
                return guess
            some = better

    if sum(max(whole for _, whole in ways) for ways in told) <= SLACK:
        return None
    return last(-1), last(1)


def in_words(ends: Bounds) -> str:
    """Bounds on a screen.

    Args:
        ends: The bounds.
    """
    return "{:.2f} to {:.2f}".format(*ends) if ends else "of nothing"


STANDINGS = {
    "confirms": "confirm it",
    "deviates": "deviate",
    "may deviate": "may deviate",
    "cannot deviate": "cannot deviate",
    "outside": "lie outside it",
    "graded": "are graded",
}
"""How a decision may stand to a statement, and what is said of those that do."""


_TOLD: Mapping[str, Mapping[Pair, str]] = {
    "sufficient": {(1, 1): "confirms", (1, 0): "deviates"},
    "necessary": {(1, 1): "confirms", (0, 1): "deviates"},
    "moves": {(1, 1): "confirms", (0, 0): "confirms", (1, 0): "deviates", (0, 1): "deviates"},
}
"""Relation -> what each pair tells; any other is outside."""


def standing(pairs: Collection[Pair], relation: str) -> str:
    """How a decision stands to a statement that a set is necessary, sufficient, or moves it.

    Args:
        pairs: What its completions reach.
        relation: ``necessary`` or ``sufficient``; or ``moves``: set and outcome go together.

    >>> standing({(1, 1)}, "sufficient"), standing({(1, 0), (0, 0)}, "sufficient")
    ('confirms', 'may deviate')
    """
    if any(0 < end < 1 for pair in pairs for end in pair):
        return "graded"
    told = {_TOLD[relation].get(pair, "outside") for pair in pairs}
    if len(told) == 1:
        return min(told)
    return "may deviate" if "deviates" in told else "cannot deviate"
