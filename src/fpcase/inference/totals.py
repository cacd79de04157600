"""Sums of evidence: what they make likely, which way they lean, and what would turn them."""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from fpcase.inference.bounds import Told, ratio
from fpcase.model.ids import EvidenceId

EVEN = 1e-9
"""Middles closer than this, in decibels, are even: rounding can part them so far."""


@attrs.frozen(kw_only=True)
class Tie:
    """Two items that tell in part the same, and were not judged so.

    Attributes:
        one: An item: the one that depends on the other, or is the later of the two.
        other: The other, which the first must be judged as knowing.
        shared: What they share: evidence that one or both depend on, or works that both cite.
    """

    one: EvidenceId
    other: EvidenceId
    shared: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False)
class Total:
    """What items add up to between the leader and another rival, and what would turn it.

    Attributes:
        name: ``all``, or ``strict``.
        rival: The other rival.
        items: Item -> what it tells for the leader.
        bundles: The items, those together that were judged as knowing one another.
        ties: Pairs that tell in part the same; with any, nothing is added up.
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
        if self.ties or not self.items:
            return None
        low, middle, high = (math.fsum(ends) for ends in zip(*self.items.values(), strict=True))
        return low, middle, high

    @cached_property
    def told(self) -> Told | None:
        """The same with the prior."""
        if not self.evidence:
            return None
        low, middle, high = self.evidence
        return self.prior + low, self.prior + middle, self.prior + high

    @property
    def share(self) -> float:
        """Which share of the way to their less favourable ends all must go; above 1 beyond them."""
        low, middle, _ = self.told or (0.0, 0.0, 0.0)
        return middle / (middle - low) if middle - low > EVEN else math.inf

    @property
    def without(self) -> tuple[tuple[EvidenceId, ...], ...] | None:
        """The fewest bundles without which the lean is gone; None if it rests on the prior."""
        gone, left = [], self.middle
        for bundle in sorted(self.bundles, key=lambda bundle: -self._bundled(bundle)):
            if left > EVEN and self._bundled(bundle) > 0:
                gone.append(bundle)
                left -= self._bundled(bundle)
        return tuple(gone) if left <= EVEN else None

    @cached_property
    def left_out(self) -> Mapping[EvidenceId, float]:
        """Item -> the middle without its bundle; empty if nothing may be added up."""
        kept = ((bundle, self.middle - self._bundled(bundle)) for bundle in self.bundles)
        return {one: left for bundle, left in kept for one in bundle} if self.told else {}

    @property
    def middle(self) -> float:
        """The middle with the prior, or the prior alone."""
        return self.told[1] if self.told else self.prior

    def _bundled(self, bundle: Iterable[EvidenceId]) -> float:
        return math.fsum(self.items[one][1] for one in bundle)


def beliefs(
    prior: Mapping[str, float], most: Mapping[tuple[str, str], float], middle: Mapping[str, float]
) -> dict[str, Told]:
    """How likely each rival is, of several that exclude one another and of which one is true.

    The least, the middle and the greatest. For one rater, or two rivals, the least and the
    greatest are attained; for several raters and more rivals they are outer bounds.

    Args:
        prior: Rival -> its odds before the evidence, in decibels.
        most: (one, other) -> the most that the evidence tells for one against the other.
        middle: Rival -> the middle of what it tells for it.

    >>> found = beliefs({"a": 0, "b": 0}, {("a", "b"): 10, ("b", "a"): 0}, {"a": 2.5, "b": -2.5})
    >>> [round(share, 2) for share in found["a"]]
    [0.5, 0.76, 0.91]
    """
    found = {}
    for one in prior:
        ahead = [(prior[other] - prior[one], other) for other in prior if other != one]
        found[one] = (
            _share(before + most[other, one] for before, other in ahead),
            _share(before + middle[other] - middle[one] for before, other in ahead),
            _share(before - most[one, other] for before, other in ahead),
        )
    return found


def _share(others: Iterable[float]) -> float:
    return 1 / (1 + math.fsum(ratio(other) for other in others))
