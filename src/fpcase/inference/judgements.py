"""What coders judged on the evidence between some rivals, item by item."""

import math
from collections.abc import Mapping

import attrs

from fpcase.inference.bounds import CERTAINTY, Bounds, Judgement, Told, bounds, told
from fpcase.model.cases import Case
from fpcase.model.evidence import Appraisal, Contest, Evidence, decibels
from fpcase.model.ids import EvidenceId
from fpcase.model.terms import Search


@attrs.frozen(kw_only=True, eq=False)
class Item:
    """What was judged on one piece of evidence.

    Attributes:
        evidence: The evidence.
        raters: Rater -> what that rater's judgements amount to.
        chances: Rival -> the least and the greatest chance of finding it that any rater gives.
        knowing: Other evidence that all judgements on it take as known.
    """

    evidence: Evidence
    raters: Mapping[str, Bounds]
    chances: Mapping[str, tuple[float, float]]
    knowing: frozenset[EvidenceId]

    @property
    def id(self) -> EvidenceId:
        """The evidence's id."""
        return self.evidence.id

    def alone(self, one: str, other: str) -> list[Told]:
        """How strongly it favours one rival over another, by each rater who judged between them.

        Args:
            one: The rival that it favours.
            other: The other rival.
        """
        return [found for by in self.raters.values() if (found := told(by, one, other))]

    def told(self, one: str, other: str) -> Told | None:
        """How strongly it favours one rival over another; None if nobody judged between them.

        The least and the most that any rater allows, and the mean of the raters' middles.
        Averaging logarithms is the logarithmic opinion pool (Genest & Zidek 1986).

        Args:
            one: The rival that it favours.
            other: The other rival.
        """
        ends = self.alone(one, other)
        if not ends:
            return None
        lows, middles, highs = zip(*ends, strict=True)
        return min(lows), math.fsum(middles) / len(middles), max(highs)


def judged_items(case: Case, contest: Contest, rater: str | None = None) -> tuple[Item, ...]:
    """Every piece of evidence that was judged between these rivals, in the order of the case.

    Args:
        case: The case.
        contest: The contest, with the rivals; judgements count that name it or none.
        rater: Whose judgements count; everybody's if left out.

    Raises:
        FpcaseError: judgements contradict one another.
    """
    counted: dict[EvidenceId, list[Appraisal]] = {}
    for one in case.appraisals:
        named = one.contest == contest.id
        bare = one.contest is None and {one.explanation, one.rival} <= {*contest.rivals}
        if (named or bare) and rater in {None, one.rater or ""}:
            counted.setdefault(one.evidence, []).append(one)
    known = (one for id_, one in case.evidence.items() if id_ in counted)
    return tuple(_item(case, contest, one, counted[one.id]) for one in known)


def _item(case: Case, contest: Contest, evidence: Evidence, judged: list[Appraisal]) -> Item:
    raters: dict[str, list[Judgement]] = {}
    chances: dict[str, list[float]] = {}
    for one in judged:
        said = raters.setdefault(one.rater or "", [])
        if ends := one.told:
            pair = str(one.explanation), str(one.rival)
            words = "{} against {}, {:.1f} to {:.1f} dB".format(*pair, *ends)
            said.append((*pair, *ends, words))
        for rival, chance in one.chances.items():
            low, high = chance.ends(case.inference.code_book)
            words = f"the chance under {rival}, {low:g} to {high:g}"
            chances.setdefault(rival, []).extend((low, high))
            if evidence.search is Search.NOT_FOUND:  # it tells by the chance of that
                low, high = 1 - high, 1 - low
            said.append((rival, CERTAINTY, decibels(low), decibels(high), words))
    what = f"appraisals of {evidence.id}"
    named = {by: f"{what}, rater {by}: " if by else f"{what}: " for by in raters}
    return Item(
        evidence=evidence,
        raters={by: bounds([*contest.rivals], said, named[by]) for by, said in raters.items()},
        chances={rival: (min(some), max(some)) for rival, some in chances.items()},
        knowing=frozenset.intersection(*(frozenset(one.knowing) for one in judged)),
    )
