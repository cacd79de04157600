"""What judgements on one piece of evidence amount to, in decibels.

A judgement says how far the log-likelihoods of two rivals may lie apart, or how far one lies
below certainty; so judgements are difference constraints, and what follows from all of them
together are shortest paths (Dechter, Meiri & Pearl 1991, Artificial Intelligence 49). The log of
a ratio of likelihoods is Good's weight of evidence (1950, Probability and the Weighing of
Evidence), and Fairfield & Charman's (2017, doi 10.1017/pan.2017.14); a decibel is 10·log10 of it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import attrs

from fpcase.model.errors import FpcaseError

CERTAINTY = ""
"""The likelihood 1, which chances are measured from; no rival has an empty id."""
Told = tuple[float, float, float]
"""The low end, the middle and the high end of what evidence tells, in decibels."""
_SLACK = 1e-9
"""Decibels that rounding may take from a cycle of judgements that agree with one another."""


def decibels(ratio: float) -> float:
    """A ratio, above 0, in decibels.

    >>> round(decibels(2), 2), decibels(0.1)
    (3.01, -10.0)
    """
    return 10 * math.log10(ratio)


def ratio(decibels: float) -> float:
    """What a number of decibels says as a ratio.

    >>> ratio(20)
    100.0
    """
    return float(10 ** (decibels / 10))


Judgement = tuple[str, str, float, float, str]
"""A rival, and another or `CERTAINTY`; at least and at most so many decibels lie between them; how
the coder would recognise the judgement."""


@attrs.frozen(kw_only=True)
class Bounds:
    """How far the log-likelihoods of rivals may lie apart, in decibels.

    Attributes:
        rivals: The rivals.
        most: (one, other) -> the least upper bound on the first above the second; infinite if
            nothing was judged that bounds it.
    """

    rivals: tuple[str, ...]
    most: Mapping[tuple[str, str], float]

    def told(self, one: str, other: str) -> Told | None:
        """What the evidence tells for one rival against another; None if nobody judged it.

        The least, the middle, the most. Each rival serves in turn as the reference from which the
        others' middles are taken, and the middles are averaged: for two rivals this is the middle
        of the interval, and for more the middles of three pairs never contradict one another.

        Args:
            one: A rival.
            other: Another.

        >>> Bounds(rivals=("a", "b"), most={("a", "a"): 0.0, ("a", "b"): 3.0, ("b", "a"): -1.0,
        ...                                 ("b", "b"): 0.0}).told("a", "b")
        (1.0, 2.0, 3.0)
        """
        most = self.most
        if most[one, other] + most[other, one] == math.inf:
            return None
        known = [third for third in self.rivals if most[one, third] + most[third, one] < math.inf]
        ends = (most[one, to] - most[to, one] - most[other, to] + most[to, other] for to in known)
        return -most[other, one], math.fsum(ends) / 2 / len(known), most[one, other]


def bounds(rivals: Sequence[str], judgements: Iterable[Judgement], what: str = "") -> Bounds:
    """What judgements on one piece of evidence amount to.

    Args:
        rivals: The rivals.
        judgements: The judgements.
        what: What they are of, for a message.

    Raises:
        FpcaseError: the judgements contradict one another; the message names them.

    >>> told = [("a", "b", 1.0, 3.0, "a/b"), ("b", "c", 0.0, 2.0, "b/c")]
    >>> bounds(["a", "b", "c"], told).most["a", "c"]
    5.0
    """
    told = tuple(judgements)
    if (most := _shortest(rivals, told)) is None:
        for one in told:  # what is left when no more can be spared is one cycle of judgements
            rest = tuple(other for other in told if other is not one)
            told = told if _shortest(rivals, rest) else rest
        named = ", ".join(said for *_, said in told)
        message = f"{what}these judgements contradict one another: {named}; mend one of them"
        raise FpcaseError(message)
    return Bounds(rivals=tuple(rivals), most=most)


def _shortest(
    rivals: Sequence[str], told: Iterable[Judgement]
) -> dict[tuple[str, str], float] | None:
    """The shortest path between any two ends of judgements; None if they contradict one another."""
    nodes, used = (*rivals, CERTAINTY), set[str]()
    most = {(one, other): 0.0 if one == other else math.inf for one in nodes for other in nodes}
    for above, below, low, high, _ in told:
        most[above, below] = min(most[above, below], high)
        most[below, above] = min(most[below, above], -low)
        used |= {above, below}
    for by, above, below in product([node for node in nodes if node in used], repeat=3):
        most[above, below] = min(most[above, below], most[above, by] + most[by, below])
    return most if all(most[one, one] >= -_SLACK for one in nodes) else None
