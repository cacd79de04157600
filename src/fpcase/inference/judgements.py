"""What coders judged on the evidence between some rivals, item by item."""

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs

from fpcase.inference.bounds import CERTAINTY, Bounds, Judgement, Told, bounds, decibels, told
from fpcase.model.cases import Case
from fpcase.model.evidence import Appraisal, Contest, Evidence
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

    @property
    def mark(self) -> str:
        """What stands before its name: whether it was looked for in vain."""
        return "not found: " * (self.evidence.search is Search.NOT_FOUND)

    def told(self, one: str, other: str) -> Told | None:
        """What it tells for one rival against another; None if nobody judged between them.

        The least and the most that any rater allows, and the mean of the raters' middles.
        Averaging logarithms is the logarithmic opinion pool (Genest & Zidek 1986).

        Args:
            one: The rival that it tells for.
            other: The rival that it tells against.
        """
        ends = [found for by in self.raters.values() if (found := told(by, one, other))]
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
    return tuple(_item(case, one, [*contest.rivals], counted[one.id]) for one in known)


def _item(
    case: Case, evidence: Evidence, rivals: Sequence[str], judged: Sequence[Appraisal]
) -> Item:
    raters: dict[str, list[Judgement]] = {}
    given: dict[str, list[float]] = {}
    for one in judged:
        chances = {str(r): c.ends(case.inference.code_book) for r, c in one.chances.items()}
        raters.setdefault(one.rater or "", []).extend(_judgements(one, evidence, chances))
        for rival, ends in chances.items():
            given.setdefault(rival, []).extend(ends)
    what = f"appraisals of {evidence.id}"
    named = {by: f"{what}, rater {by}: " if by else f"{what}: " for by in raters}
    return Item(
        evidence=evidence,
        raters={by: bounds(rivals, said, named[by]) for by, said in raters.items()},
        chances={rival: (min(some), max(some)) for rival, some in given.items()},
        knowing=frozenset.intersection(*(frozenset(one.knowing) for one in judged)),
    )


def _judgements(
    appraisal: Appraisal, evidence: Evidence, chances: Mapping[str, tuple[float, float]]
) -> Iterator[Judgement]:
    """What an appraisal says; what was looked for in vain tells by the chance of that."""
    if ends := appraisal.told:
        one, other = str(appraisal.explanation), str(appraisal.rival)
        said = "{} against {}, {:.1f} to {:.1f} dB".format(one, other, *ends)
        yield one, other, *ends, said
    for rival, (low, high) in chances.items():
        vain = evidence.search is Search.NOT_FOUND
        least, most = (1 - high, 1 - low) if vain else (low, high)
        said = f"the chance under {rival}, {low:g} to {high:g}"
        yield rival, CERTAINTY, decibels(least), decibels(most), said
