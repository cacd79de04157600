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

from fpcase.model.errors import FpcaseError

CERTAINTY = ""
"""The likelihood 1, which chances are measured from; no rival has an empty id."""
Told = tuple[float, float, float]
"""The low end, the middle and the high end of what evidence tells, in decibels."""
EVEN = 1e-9
"""What is closer than this, in decibels, is even: rounding can part it so far."""
Judgement = tuple[str, str, float, float, str]
"""A rival, and another or `CERTAINTY`; at least and at most so many decibels lie between them; how
the coder would recognise the judgement."""
Bounds = Mapping[tuple[str, str], float]
"""(one, other) -> the least upper bound on the log-likelihood of one rival above another's, in
decibels; infinite if nothing was judged that bounds it."""


def told(most: Bounds, one: str, other: str) -> Told | None:
    """What the evidence tells for one rival against another; None if nobody judged it.

    The least, the middle, the most. Each rival serves in turn as the reference from which the
    others' middles are taken, and the middles are averaged: for two rivals this is the middle
    of the interval, and for more the middles of three pairs never contradict one another.

    Args:
        most: What the judgements on it amount to.
        one: A rival.
        other: Another.

    >>> told(bounds(["a", "b"], [("a", "b", 1.0, 3.0, "a/b")]), "a", "b")
    (1.0, 2.0, 3.0)
    """
    if most[one, other] + most[other, one] == math.inf:
        return None
    rivals = {rival for rival, _ in most} - {CERTAINTY}
    known = [third for third in rivals if most[one, third] + most[third, one] < math.inf]
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

    >>> judged = [("a", "b", 1.0, 3.0, "a/b"), ("b", "c", 0.0, 2.0, "b/c")]
    >>> bounds(["a", "b", "c"], judged)["a", "c"]
    5.0
    """
    clash = tuple(judgements)
    if (most := _shortest(rivals, clash)) is None:
        for one in clash:  # what is left when no more can be spared is one cycle of judgements
            rest = tuple(other for other in clash if other is not one)
            clash = clash if _shortest(rivals, rest) else rest
        named = ", ".join(said for *_, said in clash)
        message = f"{what}these judgements contradict one another: {named}; mend one of them"
        raise FpcaseError(message)
    return most


def _shortest(rivals: Sequence[str], judgements: Iterable[Judgement]) -> Bounds | None:
    """The shortest path between any two ends of judgements; None if they contradict one another."""
    nodes = (*rivals, CERTAINTY)
    most = {(one, other): 0.0 if one == other else math.inf for one in nodes for other in nodes}
    for above, below, low, high, _ in judgements:
        most[above, below] = min(most[above, below], high)
        most[below, above] = min(most[below, above], -low)
    for by, above, below in product(nodes, repeat=3):
        most[above, below] = min(most[above, below], most[above, by] + most[by, below])
    return most if all(most[one, one] >= -EVEN for one in nodes) else None
