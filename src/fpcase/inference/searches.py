"""What kind of test a piece of evidence makes, and what evidence not yet sought may teach.

The four kinds are Van Evera's (1997, Guide to Methods for Students of Political Science). Where
they begin is told by two likelihood ratios and a cut-off, as the regions of Humphreys & Jacobs
(2023, Integrated Inferences, fig. 5.2) are: LR+ says how a find tells, LR− how a vain search does.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import product

import attrs

from fpcase.inference.bounds import decibels
from fpcase.model.terms import ProbativeValue

Range = tuple[float, float]
"""The least and the greatest chance of finding the evidence if a rival is right."""


def kinds_of_test(one: Range, other: Range, cut_off: float) -> tuple[ProbativeValue, ...]:
    """Every kind of test that the two ratios allow, for whichever rival the evidence favours.

    Args:
        one: The chance of finding it if one rival is right.
        other: The chance if the other is.
        cut_off: From which likelihood ratio on a test is strong; above 1.

    >>> [kind.value for kind in kinds_of_test((0.9, 0.9), (0.5, 0.5), 2)]
    ['hoop']
    >>> [kind.value for kind in kinds_of_test((0.3, 0.9), (0.1, 0.1), 2)]
    ['smoking-gun', 'doubly-decisive']
    """
    found = set()
    for more, less in ((one, other), (other, one)):
        if more[1] >= less[0]:
            finds = _strong(more, less, cut_off)
            searches = _strong(_vain(less), _vain(more), cut_off)
            found |= {_KINDS[told] for told in product(finds, searches)}
    return tuple(kind for kind in ProbativeValue if kind in found)


_KINDS = {
    (True, True): ProbativeValue.DOUBLY_DECISIVE,
    (True, False): ProbativeValue.SMOKING_GUN,
    (False, True): ProbativeValue.HOOP,
    (False, False): ProbativeValue.STRAW_IN_THE_WIND,
}
"""Whether a find is strong, and whether a vain search is -> the kind of test."""


def _strong(more: Range, less: Range, cut_off: float) -> set[bool]:
    """Whether the ratio of two chances reaches the cut-off, at its most and at its least."""
    return {more[1] >= cut_off * less[0], more[0] >= cut_off * less[1]}


def _vain(chance: Range) -> Range:
    return 1 - chance[1], 1 - chance[0]


@attrs.frozen(kw_only=True)
class Prospect:
    """What evidence that nobody has sought yet may teach.

    Attributes:
        evidence: Its id.
        chance: How likely it is to be found.
        found: What a find would tell for the leader, in decibels.
        not_found: What a vain search would.
        learning: Which share of the doubt between the rivals it is expected to take away.
    """

    evidence: str
    chance: float
    found: float
    not_found: float
    learning: float


def prospect(evidence: str, chances: Mapping[str, float], beliefs: Mapping[str, float]) -> Prospect:
    """What evidence that nobody has sought yet may teach.

    Expected learning is Humphreys & Jacobs' (2023, ch. 5, on the expected loss of their 2015,
    eq. 4): the share of Σ q(1 − q) that the search is expected to take away. They write it for
    two rivals; the sum over more is fpcase's.

    Args:
        evidence: Its id.
        chances: Rival -> the chance of finding it if that rival is right, between 0 and 1; the
            first is the leader, the second the runner-up.
        beliefs: Rival -> how likely it is before the search.

    >>> round(prospect("test", {"ill": 0.9, "well": 0.5}, {"ill": 0.5, "well": 0.5}).learning, 4)
    0.1905
    """
    leader, runner_up, *_ = chances.values()
    chance = math.fsum(beliefs[one] * chances[one] for one in chances)
    left = chance * _doubt(beliefs[one] * chances[one] / chance for one in chances)
    vain = 1 - chance
    left += vain * _doubt(beliefs[one] * (1 - chances[one]) / vain for one in chances)
    return Prospect(
        evidence=evidence,
        chance=chance,
        found=decibels(leader / runner_up),
        not_found=decibels((1 - leader) / (1 - runner_up)),
        learning=1 - left / _doubt(beliefs.values()),
    )


def _doubt(shares: Iterable[float]) -> float:
    return math.fsum(share * (1 - share) for share in shares)
