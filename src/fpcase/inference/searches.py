"""What kind of test a piece of evidence makes, and what evidence not yet sought may teach.

The four kinds are Van Evera's (1997, Guide to Methods for Students of Political Science). Where
they begin is told by two likelihood ratios and a cut-off, as the regions of Humphreys & Jacobs
(2023, Integrated Inferences, fig. 5.2) are: LR+ says how a find tells, LR− how a vain search does.
"""

import math
from collections.abc import Iterable, Mapping

import attrs

from fpcase.inference.bounds import Told
from fpcase.model.terms import ProbativeValue

Range = tuple[float, float]
"""The least and the greatest chance of finding the evidence if a rival is right."""


def kind_of_test(one: Range, other: Range, cut_off: float) -> ProbativeValue | None:
    """The firmest kind of test that the whole of both ranges supports, if they support any.

    Args:
        one: The chance of finding it if one rival is right.
        other: The chance if the other is.
        cut_off: From which likelihood ratio on a test is strong; above 1.

    >>> kind_of_test((0.9, 0.9), (0.5, 0.5), 2).value
    'hoop'
    >>> kind_of_test((0.3, 0.9), (0.1, 0.1), 2).value  # at .9 it would be doubly decisive
    'smoking-gun'
    >>> kind_of_test((0.3, 0.9), (0.2, 0.2), 2)
    """
    straw = ProbativeValue.STRAW_IN_THE_WIND
    ends = (one[0], other[1]), (other[0], one[1]), (one[1], other[0]), (other[1], one[0])
    kinds = [_KINDS[2 * (a >= cut_off * b) + (1 - b >= cut_off * (1 - a))] for a, b in ends]
    firm = [kind for kind in kinds[:2] if kind is not straw]
    return firm[0] if firm else straw if {*kinds} == {straw} else None


_KINDS = (*map(ProbativeValue, ("straw-in-the-wind", "hoop", "smoking-gun", "doubly-decisive")),)
"""Two for a find that is strong, and one for a vain search that is -> the kind of test."""


@attrs.frozen(kw_only=True)
class Prospect:
    """What evidence that nobody has sought yet may teach.

    Attributes:
        evidence: Its id.
        counts: What it would count for the leader, in decibels: found, not found.
        turns: Which of the two would reverse the result.
        expected: How likely a find is, and the share of the doubt between the rivals that the
            search is expected to take away; where probabilities follow.
    """

    evidence: str
    counts: Mapping[str, Told]
    turns: tuple[str, ...]
    expected: tuple[float, float] | None

    @property
    def rank(self) -> tuple[bool, float, str]:
        """Its place: what would reverse the result comes first, then what may teach most."""
        found, vain = (middle for _, middle, _ in self.counts.values())
        learning = self.expected[1] if self.expected else abs(found - vain)
        return not self.turns, -learning, self.evidence


def expectation(chances: Mapping[str, float], beliefs: Mapping[str, float]) -> tuple[float, float]:
    """How likely evidence is to be found, and how much the search for it is expected to teach.

    Expected learning is Humphreys & Jacobs' (2023, ch. 5, on the expected loss of their 2015,
    eq. 4): the share of Σ q(1 − q) that the search is expected to take away. They write it for
    two rivals; the sum over more is fpcase's.

    Args:
        chances: Rival -> the chance of finding it if that rival is right, between 0 and 1.
        beliefs: Rival -> how likely it is before the search.

    >>> round(expectation({"ill": 0.9, "well": 0.5}, {"ill": 0.5, "well": 0.5})[1], 4)
    0.1905
    """
    chance = math.fsum(beliefs[one] * chances[one] for one in chances)
    left = chance * _doubt(beliefs[one] * chances[one] / chance for one in chances)
    vain = 1 - chance
    left += vain * _doubt(beliefs[one] * (1 - chances[one]) / vain for one in chances)
    return chance, 1 - left / _doubt(beliefs.values())


def _doubt(shares: Iterable[float]) -> float:
    return math.fsum(share * (1 - share) for share in shares)
