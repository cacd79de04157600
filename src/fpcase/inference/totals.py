"""Sums of evidence: what they make likely, which way they lean, and what would reverse them."""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from fpcase.inference.bounds import EVEN, Told
from fpcase.model.ids import EvidenceId

Tie = tuple[EvidenceId, EvidenceId, tuple[str, ...]]
"""Two items that tell in part the same, and were not judged so: one that depends on the other or is
the later, the other, which it must be judged as knowing, and what they share: evidence that one or
both depend on, or works that both cite."""


@attrs.frozen(kw_only=True, eq=False)
class Total:
    """What items add up to between the leader and another rival, and what would reverse it.

    Attributes:
        name: ``all``, or ``strict``.
        rival: The other rival.
        items: Item -> what it tells for the leader.
        bundles: The items, those together that were judged as knowing one another.
        ties: Pairs that partly say the same; if there are any, nothing is added up.
        unjudged: How many items more would count, but were not judged between the two.
        prior: By how many decibels the leader is ahead before the evidence.

    >>> told = {"a": (0, 2, 3), "b": (-1, 1, 2), "c": (-3, 1, 2)}
    >>> total = Total(name="all", rival="doe", items=told,
    ...               bundles=(("a",), ("b", "c")), ties=())
    >>> total.told, total.share, total.without
    ((-4.0, 4.0, 7.0), 0.5, (('a',), ('b', 'c')))
    """

    name: str
    rival: str
    items: Mapping[EvidenceId, Told]
    bundles: tuple[tuple[EvidenceId, ...], ...]
    ties: tuple[Tie, ...]
    unjudged: int = 0
    prior: float = 0.0

    @cached_property
    def evidence(self) -> Told | None:
        """Low end, middle and high end of the evidence; None if nothing may be added up."""
        return None if self.ties or not self.items else added(self.items.values())

    @cached_property
    def told(self) -> Told:
        """The same with the prior; the prior alone, if nothing may be added up."""
        return added(self.items.values() if self.evidence else (), self.prior)

    @property
    def share(self) -> float:
        """How far all must move to their less favourable ends, as a share; above 1, beyond."""
        low, middle, _ = self.told
        return middle / (middle - low) if middle - low > EVEN else math.inf

    @property
    def without(self) -> tuple[tuple[EvidenceId, ...], ...] | None:
        """The fewest bundles that carry the lean; None if it rests on the prior."""
        gone, left = [], self.told[1]
        for told, bundle in self._bundled:
            if left > EVEN and told > 0:
                gone.append(bundle)
                left -= told
        return tuple(gone) if left <= EVEN else None

    @cached_property
    def left_out(self) -> Mapping[EvidenceId, float]:
        """Item -> the middle without its bundle."""
        return {one: self.told[1] - told for told, bundle in self._bundled for one in bundle}

    @property
    def _bundled(self) -> list[tuple[float, tuple[EvidenceId, ...]]]:
        """The bundles, each after what it tells, the greatest first; none where nothing adds up."""
        told = {one: middle for one, (_, middle, _) in self.items.items()}
        every = [(math.fsum(told[i] for i in one), one) for one in self.bundles if self.evidence]
        return sorted(every, key=lambda one: -one[0])


def added(ends: Iterable[Told], before: float = 0.0) -> Told:
    """What several things tell together.

    Args:
        ends: What each tells.
        before: What they are added to.

    >>> added([(0, 1, 2), (-3, 1, 3)], 1)
    (-2.0, 3.0, 6.0)
    """
    low, middle, high = (math.fsum(some) for some in zip((before,) * 3, *ends, strict=True))
    return low, middle, high
