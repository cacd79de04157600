"""Evidence weighed between rivals, as a reader meets it: one screen, tables, JSON."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from fpcase.comparison.tables import CellValue, Result, Table, screen, sheet
from fpcase.inference.bounds import EVEN, Told
from fpcase.inference.judgements import Item
from fpcase.inference.searches import Prospect
from fpcase.inference.totals import Total
from fpcase.inference.weighing import Weights
from fpcase.model.cases import Case
from fpcase.model.evidence import Contest, ratio
from fpcase.model.ids import ContestId, ExplanationId, RivalId
from fpcase.model.signatures import OptionError, one_of, refuse, words
from fpcase.model.wording import counted, first_few, in_one_line
from fpcase.statements import View, view_of

_NAME, _FEW, _PAIR = 40, 3, 2
_HEAD = f"{'dB: 10 log10 of how many times likelier':<{_NAME}}{'low':>6}{'mid':>6}{'high':>6}"
_NOTHING = (None, None, None)
_COLUMNS = {
    "items": "evidence low middle high all-without test flags raters search",
    "totals": "raters total leader rival items unjudged low middle high prior-dB ties",
    "rivals": "rival says prior-dB least middle greatest",
    "prospects": "evidence found-low found-middle found-high vain-low vain-middle vain-high "
    "turns chance learning",
    "notes": "note",
}


def shown(decibels: float) -> str:
    """Decibels with their sign, to one place; what rounds to nothing has none.

    >>> shown(3.27), shown(-0.04), shown(-1.58)
    ('+3.3', '0.0', '−1.6')
    """
    rounded = round(decibels, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Weighing(Weights, Result):
    """The evidence weighed between rival explanations: what it amounts to, in words and tables."""

    @property
    def title(self) -> str:
        """The question, or the two explanations."""
        return self.contest.question

    @property
    def conclusions(self) -> tuple[str, ...]:
        """Which way the evidence leans, what would reverse this, and what is missing."""
        return (*_leans(self), *_follows(self), *_unsought(self))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know before trusting a total, a sentence each."""
        case, items, pair = self.case, self.items, self.order[:2]
        common = set.intersection(self.outcomes, *self.explained.values() if self.is_bare else ())
        works = [{at.source for at in one.evidence.at} for one in items]
        alone = {work: works.count({work}) for work in case.sources}
        judged = {*self.contest.given, *(one.evidence for one in case.appraisals)}
        said: dict[str, Sequence[str]] = {
            f"Explanations that do not set out to explain {'a common' if self.is_bare else 'the'} "
            f"outcome": [one for one, terms in self.explained.items() if not terms & common],
            "Explanations judged only within a contest (name the contest)": pair
            * (self.is_bare and not items),
            "Rivals without evidence named as their basis, so that 'strict' leaves nothing "
            "out for them": [
                one for one in pair if one not in self.explained and not self.builds_on(one)
            ],
            "Items that rest on a single work": [
                f"{n} of {len(items)} on {work}" for work, n in alone.items() if n > 1
            ],
        }
        for one in self.rivals:
            unseen = [id_ for id_ in self.builds_on(one) if id_ not in judged]
            said[f"Evidence that {one} uses but that nobody has judged"] = unseen
        return tuple(f"{what}: {first_few(ids, _FEW)}." for what, ids in said.items() if ids)

    @property
    def text(self) -> str:
        """The weighing on one screen, in plain words.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").weigh(between=("hananya-2019", "ramani-2016"))
        >>> print(found.text.splitlines()[0])
        hananya-2019 (+) against ramani-2016 (−)
        """
        names = "{} (+) against {} (−)".format(*self.order)
        rows = [
            _row(i.id, self.told.get(i.id, ()), ", ".join(self.flags[i.id])) for i in self.ranked
        ]
        totals = map(added_up, (self.all, self.strict))
        notes = (f"! {note}" for note in self.notes)
        return screen([names, _HEAD, *rows], [*totals, *self.conclusions, *notes])

    @property
    def tables(self) -> tuple[Table, ...]:
        """The items, the totals, the rivals, what is not yet sought, and the notes."""
        why = f" cannot be given: {'; '.join(self.lacking)}" * bool(self.lacking)
        told = "The weight of each item for {} against {}, in decibels".format(*self.order)
        found: dict[str, tuple[str, Iterable[tuple[CellValue, ...]]]] = {
            "items": (told, map(self._item, self.items)),
            "totals": ("Total weight of the items for the leader, in decibels", self._totals()),
            "rivals": (f"Probabilities among the rivals{why}", map(self._rival, self.order)),
            "prospects": (
                "Evidence that nobody has looked for yet",
                map(_prospect, self.prospects),
            ),
            "notes": ("In words", ((said,) for said in (*self.conclusions, *self.notes))),
        }
        basis = f"Case {self.case.id}, version {self.case.version}"
        return tuple(
            sheet(name, f"{said}. {basis}.", _COLUMNS[name], rows)
            for name, (said, rows) in found.items()
        )

    def _item(self, item: Item) -> tuple[CellValue, ...]:
        raters = tuple(filter(None, item.raters))
        told = (*self.told.get(item.id, _NOTHING), self.all.left_out.get(item.id))
        known = (self.flags[item.id], raters, item.evidence.search.value)
        return (item.id, *told, self.test(item), *known)

    def _rival(self, rival: str) -> tuple[CellValue, ...]:
        likely = (self.prior.get(rival), *self.beliefs.get(rival, _NOTHING))
        return (rival, self.contest.rivals[RivalId(rival)], *likely)

    def _totals(self) -> Iterator[tuple[CellValue, ...]]:
        """The totals of all raters together, and of each where there are several."""
        raters = dict.fromkeys(by for item in self.items for by in item.raters)
        alone = {by or "unnamed": attrs.evolve(self, rater=by) for by in raters}
        for by, weights in {"all": self, **(alone if len(alone) > 1 else {})}.items():
            for total in (weights.all, weights.strict, *weights.others):
                ties = tuple(f"{one} with {other}" for one, other, _ in total.ties)
                counts = (len(total.items), total.unjudged, *(total.evidence or _NOTHING))
                yield (by, total.name, weights.order[0], total.rival, *counts, total.prior, ties)


def _prospect(one: Prospect) -> tuple[CellValue, ...]:
    ends = (end for told in one.counts.values() for end in told)
    return (one.evidence, *ends, one.turns, *(one.expected or _NOTHING[:2]))


def _row(name: str, told: Iterable[float], words: str) -> str:
    numbers = "".join(f"{shown(value):>6}" for value in told) or f"{'not judged':>18}"
    return f"{in_one_line(name, _NAME):<{_NAME}}{numbers}  {words}".rstrip()


def in_decibels(told: Told) -> str:
    """The middle in decibels, and between which ends it lies.

    >>> in_decibels((-1, 2.5, 6))
    '+2.5 dB (−1.0 to +6.0)'
    """
    return "{1} dB ({0} to {2})".format(*map(shown, told))


def added_up(total: Total) -> str:
    """A total in a row, or why there is none.

    Args:
        total: The total.
    """
    if total.ties:
        (one, other, shared), more = total.ties[0], len(total.ties) - 1
        also = f" ({counted(more, 'more pair')}: --table totals)" * bool(more)
        return (
            f"{total.name}: no total: {one} and {other} share {first_few(shared, _FEW)}; judge "
            f"{one} anew, by what it adds once {other} is known, with 'knowing: [{other}]'{also}."
        )
    if not total.evidence:
        return f"{total.name}: no item left"
    odds = ratio(abs(total.evidence[1]))
    words = f"{odds:.1f} : 1" if total.evidence[1] > -EVEN else f"1 : {odds:.1f}"
    of = f" of {len(total.items) + total.unjudged}" * bool(total.unjudged)
    return _row(f"{total.name} {len(total.items)}{of}", total.evidence, words)


def _leans(weights: Weights) -> Iterator[str]:
    """Which way the evidence leans, and what would reverse this."""
    total, (leader, runner_up, *_) = weights.all, weights.order
    low, middle, _ = total.told
    if not total.evidence:
        return
    if weights.prior:
        odds = shown(total.prior)
        yield f"With the prior odds ({odds} dB), the weight is {in_decibels(total.told)}."
    if middle < EVEN:
        yield f"The evidence is even between {leader} and {runner_up}."
        return
    lean = f"Undecided; the middle value favours {leader}."
    if low > 0:
        of = " of all items (though not of the strict total)" * (not weights.is_settled)
        lean = f"Every reading{of} favours {leader}."
    each = middle / len(total.items)
    ways = [f"if one judgement changed by {middle:.1f} dB, or each by {each:.1f}"]
    if total.share <= 1:
        ways.append(f"if each moved {total.share:.0%} of the way to its less favourable end")
    if total.without:
        gone = [one + f" (with {', '.join(also)})" * bool(also) for one, *also in total.without]
        ways.insert(0, f"without {first_few(gone, _FEW, ' and ')}")
    yield f"{lean} That would change {'; or '.join(ways)}."
    if not weights.prior:
        held = f"began by thinking {runner_up} {ratio(middle):.1f} times as likely as {leader}"
        yield f"A reader who {held} would end undecided."


def _follows(weights: Weights) -> Iterator[str]:
    """How the leader stands to other rivals, what is given, the yardsticks, and probabilities."""
    by = weights.case.inference
    for total in weights.others:
        if told := total.evidence:
            items = f"{len(total.items)} of {counted(len(weights.items), 'item')}"
            yield f"{weights.order[0]} against {total.rival}: {in_decibels(told)}, by {items}."
    judged = {one.id for one in weights.judged}
    given = [f"{id_}{' (judged, not counted)' * (id_ in judged)}" for id_ in weights.contest.given]
    if given:
        yield f"Taken as given: {first_few(given, _FEW)}."
    cut_off = f"kinds of tests are distinguished at a likelihood ratio of {by.cut_off:g} to 1"
    yield f"Likelihood scale: {by.code_book.value}; {cut_off}."
    likely = "{} {:.0%} ({:.0%} to {:.0%})"
    beliefs = [likely.format(one, m, low, high) for one, (low, m, high) in weights.beliefs.items()]
    head = "Among these rivals" if beliefs else "No probabilities"
    yield f"{head}: {'; '.join(beliefs or weights.lacking)}."


def _unsought(weights: Weights) -> Iterator[str]:
    """What nobody has looked for yet, and what it would count."""
    for one in weights.prospects[:_FEW]:
        ways = [
            f"{in_decibels(told)} if {way}{', which would reverse it' * (way in one.turns)}"
            for way, told in one.counts.items()
        ]
        if one.expected:
            chance, gain = one.expected
            ways.append(
                f"the chance of finding it is {chance:.0%}; the search is expected to remove "
                f"{gain:.0%} of the doubt"
            )
        yield f"Still to be looked for: {one.evidence}: {'; '.join(ways)}."


def weigh(
    of: Case | View, contest: str | None = None, *, between: Sequence[str] | None = None
) -> Weighing:
    """Weigh the evidence between rival explanations.

    Args:
        of: What is looked at: a case, or a study of one.
        contest: The id of a contest.
        between: The two rivals to compare; without a contest, two explanations, weighed by the
            judgements that name no contest.

    Raises:
        FpcaseError: there is no such contest or explanation, or judgements contradict one
            another.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> weigh(case, between=("hananya-2019", "ramani-2016")).order[0]
    'hananya-2019'
    """
    case, pair = view_of(of).whole, None
    if not case.contests and between is None:
        message = (
            "the case has no contest of rivals: write one in appraisals.yaml, or name two "
            "explanations with 'between'"
        )
        raise OptionError("contest", message)
    if is_one := contest is not None or between is None:
        one = case.contests[ContestId(one_of("contest", contest, case.contests, "a contest:"))]
    if between is not None:
        known = [*map(str, one.rivals if is_one else case.explanations)]
        pair = words("between", between, wanted := f"two of {', '.join(known)}")
        if len(pair) != _PAIR or not {*pair} <= {*known}:
            refuse("between", wanted, between)
    if pair and not is_one:
        rivals = {one: case.label(ExplanationId(one)) for one in pair}
        name: Any = "-or-".join(pair)  # no contest and no variable of the case
        one = Contest(id=name, question=" or ".join(rivals.values()), outcome=name, rivals=rivals)
    return Weighing(case=case, contest=one, pair=pair)
