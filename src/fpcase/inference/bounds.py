"""What judgements on one piece of evidence amount to, in decibels.

A judgement says how far the log-likelihoods of two rivals may lie apart, or how far one lies
below certainty; so judgements are difference constraints, and what follows from all of them
together are shortest paths (Dechter, Meiri & Pearl 1991, Artificial Intelligence 49). A decibel
is 10·log10 of a ratio (Good 1950, Probability and the Weighing of Evidence; Fairfield & Charman
2017, doi 10.1017/pan.2017.14).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

import attrs
import networkx as nx

from fpcase.model.errors import FpcaseError

CERTAINTY = ""
"""The likelihood 1, which chances are measured from; no rival has an empty id."""
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


@attrs.frozen(kw_only=True)
class Constraint:
    """One end of a judgement: the log-likelihood of one rival above another's, at most.

    Attributes:
        above: A rival, or `CERTAINTY`.
        below: Another.
        most: At most so many decibels lie between the two.
        judgement: How the coder would recognise the judgement.
    """

    above: str
    below: str
    most: float
    judgement: str


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

    def interval(self, one: str, other: str) -> tuple[float, float] | None:
        """The least and the most that the evidence tells for one rival against another.

        Args:
            one: A rival.
            other: Another; the answer is None if nobody judged between the two.

        >>> Bounds(rivals=("a", "b"), most={("a", "b"): 3.0, ("b", "a"): -1.0}).interval("a", "b")
        (1.0, 3.0)
        """
        low, high = -self.most[other, one], self.most[one, other]
        return None if math.isinf(low) or math.isinf(high) else (low, high)

    def middle(self, one: str, other: str) -> float | None:
        """The middle of what the evidence tells for one rival against another, in decibels.

        Each rival serves in turn as the reference from which the others' middles are taken,
        and the middles are averaged: for two rivals this is the middle of the interval, and
        for more the middles of three pairs never contradict one another.

        Args:
            one: A rival.
            other: Another; the answer is None if nobody judged between the two.

        >>> Bounds(rivals=("a", "b"), most={("a", "b"): 3.0, ("b", "a"): -1.0}).middle("a", "b")
        2.0
        """
        if self.interval(one, other) is None:
            return None
        known = [third for third in self.rivals if third == one or self.interval(one, third)]
        above = (self._above(one, third) - self._above(other, third) for third in known)
        return math.fsum(above) / len(known)

    def _above(self, one: str, reference: str) -> float:
        if one == reference:
            return 0.0
        return (self.most[one, reference] - self.most[reference, one]) / 2


def bounds(rivals: Sequence[str], constraints: Iterable[Constraint]) -> Bounds:
    """What constraints on one piece of evidence amount to.

    Args:
        rivals: The rivals.
        constraints: What was judged.

    Raises:
        FpcaseError: the judgements contradict one another; the message names them.

    >>> told = [Constraint(above="a", below="b", most=3.0, judgement="a/b"),
    ...         Constraint(above="b", below="c", most=2.0, judgement="b/c")]
    >>> bounds(["a", "b", "c"], told).most["a", "c"]
    5.0
    """
    nodes, constraints = (*rivals, CERTAINTY), tuple(constraints)
    most = {(one, other): 0.0 if one == other else math.inf for one in nodes for other in nodes}
    for one in constraints:
        pair = (one.above, one.below)
        most[pair] = min(most[pair], one.most)
    used = {end for one in constraints for end in (one.above, one.below)}
    for by, above, below in product([node for node in nodes if node in used], repeat=3):
        most[above, below] = min(most[above, below], most[above, by] + most[by, below])
    if any(most[node, node] < -_SLACK for node in nodes):
        message = f"these judgements contradict one another: {', '.join(_cycle(constraints))}"
        raise FpcaseError(message)
    return Bounds(rivals=tuple(rivals), most=most)


def _cycle(constraints: tuple[Constraint, ...]) -> list[str]:
    """The judgements on a cycle that adds up to less than nothing, in their order."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in sorted(constraints, key=lambda c: -c.most):  # the tightest on a pair comes last
        graph.add_edge(one.above, one.below, weight=one.most, judgement=one.judgement)
    hub = "*"  # where the search begins; no rival is called so
    graph.add_weighted_edges_from([(hub, node, 0.0) for node in list(graph)])
    named = {
        graph[one][other]["judgement"]
        for one, other in pairwise(nx.find_negative_cycle(graph, hub))
    }
    return list(dict.fromkeys(one.judgement for one in constraints if one.judgement in named))
