"""Evidence weighed between rivals, as a reader meets it: one screen, tables, JSON."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from fpcase.comparison.results import Result
from fpcase.comparison.tables import Cell, Table
from fpcase.inference.bounds import ratio
from fpcase.inference.judgements import Item
from fpcase.inference.totals import EVEN, Total
from fpcase.inference.weighing import Weights
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ContestId, ExplanationId, RivalId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.wording import counted, in_one_line
from fpcase.statements.broader import tree_of
from fpcase.statements.views import View, known_author, view_of

_LINES, _COLUMNS, _NAME, _FEW = 45, 80, 44, 3
_NOTHING = (None, None, None)
_ITEM = "evidence low middle high all-without tests flags knowing raters search"
_TOTAL = "raters total items leader runner-up low middle high ties"
_RIVAL = "rival says prior-dB evidence-dB least middle greatest"
_PROSPECT = "evidence chance dB-if-found dB-if-not learning"
_STRENGTHS = ((5, "barely"), (10, "substantially"), (15, "strongly"), (20, "very strongly"))
"""Up to so many decibels evidence is worth so much (Jeffreys 1961, Theory of Probability)."""


def shown(decibels: float) -> str:
    """Decibels with their sign, to one place; what rounds to nothing has none.

    >>> shown(3.27), shown(-0.04), shown(-1.58)
    ('+3.3', '0.0', '−1.6')
    """
    rounded = round(decibels, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Weighing(Result):
    """The evidence weighed between rival explanations.

    Attributes:
        weights: What was judged, and what it amounts to.
    """

    weights: Weights

    @property
    def title(self) -> str:
        """The question, or the two explanations."""
        contest = self.weights.contest
        return contest.question if contest else " or ".join(self.weights.rivals)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know before trusting a total, a sentence each."""
        return tuple(_notes(self.weights))

    @property
    def text(self) -> str:
        """The weighing on one screen, in plain words.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").weigh(between=("hananya-2019", "ramani-2016"))
        >>> print(found.text.splitlines()[0])
        hananya-2019 (+) against ramani-2016 (−), dB   low   mid  high
        """
        weights = self.weights
        head = textwrap.wrap("{} (+) against {} (−), dB".format(*weights.order), _NAME)
        head[-1] = f"{head[-1]:<{_NAME}}{'low':>6}{'mid':>6}{'high':>6}"
        below = (*_conclusions(weights), *(f"! {note}" for note in self.notes))
        foot = [line for text in below for line in _wrapped(text)]
        rows = [_row(i.id, told, ", ".join(weights.flags[i.id])) for i, told in weights.ranked]
        most = max(_LINES - len(head) - len(foot) - 1, _FEW)
        if len(rows) > most:
            rows[most:] = [f"... and {counted(len(rows) - most, 'item')} more: --table items"]
        return "\n".join([*head, *rows, *foot]) + "\n"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The items, the totals, the rivals, what is not yet sought, and the notes."""
        weights = self.weights
        why = f" do not follow: {'; '.join(weights.lacking)}" if weights.lacking else ""
        items = "What each item tells for {} against {}, in decibels".format(*weights.order)
        made: tuple[tuple[str, str, str, Iterable[tuple[Cell, ...]]], ...] = (
            ("items", items, _ITEM, map(self._item, weights.items)),
            ("totals", "What the items add up to, in decibels", _TOTAL, self._totals()),
            (
                *("rivals", f"The rivals; probabilities among them{why}", _RIVAL),
                map(self._rival, weights.order),
            ),
            (
                *("prospects", "What nobody has sought yet, the most instructive first"),
                *(_PROSPECT, map(attrs.astuple, weights.prospects)),
            ),
            ("notes", "What to know first", "note", ((note,) for note in self.notes)),
        )
        basis = "Case {case}, version {version}; code book {code_book}, cut-off {cut_off:g}."
        return tuple(
            Table(
                name=name,
                caption=f"{caption}. {basis.format(**self.facts())}",
                columns=columns.split(),
                rows=rows,
            )
            for name, caption, columns, rows in made
        )

    def _item(self, item: Item) -> tuple[Cell, ...]:
        weights = self.weights
        told = (*(weights.told.get(item.id) or _NOTHING), weights.all.left_out.get(item.id))
        tests = tuple(test.value for test in weights.tests(item))
        by = (tuple(sorted(item.knowing)), tuple(filter(None, item.raters)))
        return (item.id, *told, tests, weights.flags[item.id], *by, item.evidence.search.value)

    def _rival(self, rival: str) -> tuple[Cell, ...]:
        weights = self.weights
        says = weights.contest.rivals[RivalId(rival)] if weights.contest else None
        told = (weights.prior.get(rival), weights.evidence_for[rival])
        return (rival, says, *told, *weights.beliefs.get(rival, _NOTHING))

    def _totals(self) -> Iterator[tuple[Cell, ...]]:
        """The totals of all raters together, and of each where there are several."""
        raters = self.weights.raters if len(self.weights.raters) > 1 else ()
        alone = {rater: attrs.evolve(self.weights, rater=rater) for rater in raters}
        for rater, weights in [(None, self.weights), *alone.items()]:
            for total in (weights.all, weights.strict):
                ties = tuple(f"{tie.one} with {tie.other}" for tie in total.ties)
                told = (*weights.order[:2], *(total.told or _NOTHING), ties)
                yield ("all" if rater is None else rater, total.name, len(total.items), *told)

    def facts(self) -> dict[str, object]:
        """The case, the yardsticks, the rivals in order, and what is given."""
        case, order, given = self.weights.case, self.weights.order, self.weights.given
        book, cut_off = case.inference.code_book.value, case.inference.cut_off
        by = {"case": case.id, "version": case.version, "code_book": book, "cut_off": cut_off}
        return {**by, "rivals": list(order), "given": list(given)}


def _row(name: str, told: Iterable[float], words: str) -> str:
    numbers = "".join(f"{shown(value):>6}" for value in told)
    return f"{in_one_line(name, _NAME):<{_NAME}}{numbers}  {words}".rstrip()


def _wrapped(text: str) -> list[str]:
    """A sentence in lines; a row that fits stays as it is."""
    if len(text) <= _COLUMNS:
        return [text]
    return textwrap.wrap(text, _COLUMNS, subsequent_indent="  ", break_on_hyphens=False)


def _some(ids: Sequence[str], between: str = ", ") -> str:
    """The first few of some ids."""
    more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    return f"{between.join(ids[:_FEW])}{more}"


def _conclusions(weights: Weights) -> Iterator[str]:
    """Totals, which way they lean, what turns it, and how likely each rival is."""
    yield from map(_added_up, (weights.all, weights.strict))
    if weights.all.told:
        yield from _verdict(weights, *weights.all.told)
    if weights.given:
        yield f"Given: {_some(weights.given)}."
    likely = "{} {:.0%} ({:.0%} to {:.0%})"
    told = (likely.format(one, m, low, high) for one, (low, m, high) in weights.beliefs.items())
    if weights.beliefs:
        yield f"Among these rivals: {', '.join(told)}."
    elif weights.contest:
        yield f"No probabilities: {'; '.join(weights.lacking)}."
    for one in weights.prospects[:_FEW]:
        yield (
            f"Not yet sought: {one.evidence}, found with a chance of {one.chance:.0%}; "
            f"{shown(one.found)} dB if found, {shown(one.not_found)} if not; expected "
            f"learning {one.learning:.0%}."
        )


def _added_up(total: Total) -> str:
    """A total in a row, or why there is none."""
    if total.ties:
        tie, more = total.ties[0], len(total.ties) - 1
        also = f" ({counted(more, 'more pair')}: --table totals)" if more else ""
        return (
            f"{total.name}: no total: {tie.one} and {tie.other} share {_some(tie.shared)}; "
            f"judge the first anew, with 'knowing: [{tie.other}]'{also}."
        )
    if not total.told:
        return _row(total.name, (), "no item left")
    odds = ratio(abs(total.told[1]))
    words = f"{odds:.1f} : 1" if total.told[1] > -EVEN else f"1 : {odds:.1f}"
    return _row(f"{total.name} {len(total.items)}", total.told, words)


def _verdict(weights: Weights, low: float, middle: float, _high: float) -> Iterator[str]:
    """Which way the evidence leans, and what would turn it."""
    total, (leader, runner_up, *_) = weights.all, weights.order
    prior = ", the prior included" if weights.prior else ""
    if middle < EVEN:
        yield f"Even between {leader} and {runner_up}{prior}."
        return
    strength = next((word for most, word in _STRENGTHS if middle < most), "decisively")
    lean = (
        f"Leans to {leader} on every reading" if low > 0 else f"Open; the middle leans to {leader}"
    )
    ways = f"one judgement moves {middle:.1f} dB, all move {total.each:.1f} each"
    if total.share <= 1:
        ways += f", all go {total.share:.0%} of the way to their less favourable ends"
    if total.without:
        ways += f", or without {_some(list(map(' with '.join, total.without)), ' and ')}"
    yield f"{lean.format(leader)}, {strength}{prior}. Turns if {ways}."
    if not weights.prior:
        yield f"A reader who held {runner_up} {ratio(middle):.1f} times likelier before ends even."


def _notes(weights: Weights) -> Iterator[str]:
    case, contest, items = weights.case, weights.contest, weights.items
    leader, runner_up = weights.order[:2]
    tree = tree_of(case)
    explained = {
        rival: {way.term for term in one.explains for way in tree.line(term)}
        for rival in map(ExplanationId, weights.rivals)
        if (one := case.explanations.get(rival))
    }
    outcomes = {contest.outcome} if contest else set.intersection(*explained.values())
    for rival, terms in explained.items():
        if contest and contest.outcome not in terms:
            yield f"{rival} does not explain {contest.outcome}."
    if not outcomes:
        yield f"{leader} and {runner_up} explain no outcome in common."
    if weights.strict.told and weights.strict.told[1] < -EVEN:
        yield f"The strict total leans the other way, to {runner_up}."
    middles = {one.id: one.middles(leader, runner_up) for one in items}
    parted = [one for one, some in middles.items() if some and min(some) < 0 < max(some)]
    own = outcomes or {term for rival in explained for term in case.explanations[rival].explains}
    described = (one for by in case.explanations.values() for one in by.descriptions.values())
    outcome = {shown for one in described if one.variable in own for shown in one.evidence}
    works = ({str(at.source) for at in one.evidence.at} for one in items)
    alone = Counter(work for some in works if len(some) == 1 for work in some)
    judged = {*weights.given, *(one.id for one in weights.judged)}
    said: dict[str, Sequence[str]] = {
        "May be the outcome itself, and then belongs under 'given'": [
            one for one in middles if one in outcome
        ],
        f"Not judged between {leader} and {runner_up}": [
            o for o, some in middles.items() if not some
        ],
        "Raters differ on which of the two it favours": parted,
        "Dated too coarsely to say whether it came after the outcome": weights.undated,
        "Items that rest on one work alone": [
            f"{number} of {len(items)} on {work}"
            for work, number in sorted(alone.items())
            if number > 1
        ],
        **{
            f"{rival} builds on what nobody judged": [
                one for one in weights.builds_on(rival) if one not in judged
            ]
            for rival in weights.rivals
        },
    }
    yield from (f"{what}: {_some(ids)}." for what, ids in said.items() if ids)


def weigh(
    of: Case | View, contest: str | None = None, *, between: Sequence[str] | None = None
) -> Weighing:
    """Weigh the evidence between rival explanations.

    Args:
        of: What is looked at: a case, or a study of one.
        contest: The id of a contest.
        between: Or else the ids of two explanations, to be weighed by the judgements that name
            no contest.

    Raises:
        FpcaseError: there is no such contest or explanation, or judgements contradict one
            another.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> weigh(case, between=("hananya-2019", "ramani-2016")).weights.order[0]
    'hananya-2019'
    """
    case = view_of(of).whole
    if (contest is None) is (between is None):
        known = ", ".join(case.contests) or "the case has none"
        message = f"weigh: expected a contest ({known}), or two explanations to weigh between"
        raise FpcaseError(message)
    if contest is not None:
        one = case.contests[ContestId(one_of("contest", contest, case.contests, "a contest:"))]
        return Weighing(weights=Weights(case=case, rivals=tuple(one.rivals), contest=one))
    wanted, two = "the ids of two explanations", 2
    rivals = tuple(known_author(case, one) for one in words("between", between, wanted))
    if len(rivals) != two:
        refuse("between", wanted, between)
    return Weighing(weights=Weights(case=case, rivals=rivals))
