"""What coders judged on the evidence between some rivals, item by item."""

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs

from fpcase.inference.bounds import CERTAINTY, Bounds, Constraint, bounds, decibels
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.evidence import Appraisal, Contest, Evidence
from fpcase.model.ids import EvidenceId
from fpcase.model.terms import Search


@attrs.frozen(kw_only=True, eq=False)
class Item:
    """What was judged on one piece of evidence.

    Attributes:
        evidence: The evidence.
        rivals: The rivals between whom it was judged.
        raters: Rater -> what that rater's judgements amount to.
        chances: Rival -> the least and the greatest chance of finding it that any rater gives.
        knowing: Other evidence that all judgements on it take as known.
    """

    evidence: Evidence
    rivals: tuple[str, ...]
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

    def interval(self, one: str, other: str) -> tuple[float, float] | None:
        """The least and the most, in decibels, that any rater lets it tell for one rival.

        Args:
            one: The rival that it tells for.
            other: The rival that it tells against; the answer is None if nobody judged it.
        """
        judged = [told for by in self.raters.values() if (told := by.interval(one, other))]
        return (min(judged)[0], max(high for _, high in judged)) if judged else None

    def middles(self, one: str, other: str) -> list[float]:
        """Each rater's middle, in decibels; of those who judged between the two.

        Args:
            one: The rival that it tells for.
            other: The rival that it tells against.
        """
        told = (by.middle(one, other) for by in self.raters.values())
        return [middle for middle in told if middle is not None]

    def middle(self, one: str, other: str) -> float:
        """The mean of the raters' middles, in decibels; 0 where nobody judged it.

        Averaging logarithms is the logarithmic opinion pool (Genest & Zidek 1986, Statistical
        Science 1).

        Args:
            one: The rival that it tells for.
            other: The rival that it tells against.
        """
        told = self.middles(one, other)
        return math.fsum(told) / len(told) if told else 0.0

    def above_all(self, one: str) -> float:
        """By how much it tells for a rival, against the mean of all rivals."""
        others = (self.middle(one, other) for other in self.rivals if other != one)
        return math.fsum(others) / len(self.rivals)


def judged_items(
    case: Case, rivals: Sequence[str], contest: Contest | None, rater: str | None = None
) -> tuple[Item, ...]:
    """Every piece of evidence that was judged between these rivals, in the order of the case.

    Args:
        case: The case.
        rivals: The rivals' ids.
        contest: The contest, if they are weighed in one; without one, only judgements count
            that name none.
        rater: Whose judgements count; everybody's if left out.

    Raises:
        FpcaseError: judgements contradict one another.
    """
    counted: dict[EvidenceId, list[Appraisal]] = {}
    for one in case.appraisals:
        named = contest is not None and one.contest == contest.id
        bare = one.contest is None and {one.explanation, one.rival} <= set(rivals)
        if (named or bare) and rater in {None, one.rater or ""}:
            counted.setdefault(one.evidence, []).append(one)
    known = (one for id_, one in case.evidence.items() if id_ in counted)
    return tuple(_item(case, one, tuple(rivals), counted[one.id]) for one in known)


def _item(
    case: Case, evidence: Evidence, rivals: tuple[str, ...], judged: Sequence[Appraisal]
) -> Item:
    raters: dict[str, list[Constraint]] = {}
    given: dict[str, list[float]] = {}
    for one in judged:
        chances = {str(r): c.ends(case.inference.code_book) for r, c in one.chances.items()}
        raters.setdefault(one.rater or "", []).extend(_constraints(one, evidence, chances))
        for rival, ends in chances.items():
            given.setdefault(rival, []).extend(ends)
    return Item(
        evidence=evidence,
        rivals=rivals,
        raters={r: _bounds(evidence, rivals, r, told) for r, told in raters.items()},
        chances={rival: (min(some), max(some)) for rival, some in given.items()},
        knowing=frozenset.intersection(*(frozenset(one.knowing) for one in judged)),
    )


def _bounds(
    evidence: Evidence, rivals: tuple[str, ...], rater: str, told: Sequence[Constraint]
) -> Bounds:
    try:
        return bounds(rivals, told)
    except FpcaseError as error:
        whose = f", rater {rater}" if rater else ""
        message = f"appraisals of {evidence.id}{whose}: {error}; mend one of them"
        raise FpcaseError(message) from None


def _constraints(
    appraisal: Appraisal, evidence: Evidence, chances: Mapping[str, tuple[float, float]]
) -> Iterator[Constraint]:
    """Both ends of each judgement; what was looked for in vain tells by the chance of that."""
    pair = (str(appraisal.explanation), str(appraisal.rival))
    told = []
    if ends := appraisal.told:
        said = "{} against {}, {:.1f} to {:.1f} dB"
        told.append((*pair, *ends, said.format(*pair, *ends)))
    for rival, (least, greatest) in chances.items():
        vain = evidence.search is Search.NOT_FOUND
        ends = (1 - greatest, 1 - least) if vain else (least, greatest)
        said = f"the chance under {rival}, {least:g} to {greatest:g}"
        told.append((rival, CERTAINTY, decibels(ends[0]), decibels(ends[1]), said))
    for above, below, low, high, said in told:
        yield Constraint(above=above, below=below, most=high, judgement=said)
        yield Constraint(above=below, below=above, most=-low, judgement=said)
