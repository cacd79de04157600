"""Evidence weighed between rivals, as a reader meets it: one screen, tables, JSON."""

import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from fpcase.comparison.tables import Cell, Result, Table
from fpcase.inference.bounds import ratio
from fpcase.inference.judgements import Item
from fpcase.inference.totals import EVEN, Total
from fpcase.inference.weighing import Weights
from fpcase.model.cases import Case
from fpcase.model.dates import span
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ContestId, ExplanationId, RivalId, VariableId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.wording import counted, in_one_line
from fpcase.statements.broader import tree_of
from fpcase.statements.views import View, known_author, view_of

_LINES, _NAME, _FEW = 45, 40, 3
_NOTHING = (None, None, None)
_COLUMNS = {
    "items": "evidence low middle high all-without test flags knowing raters search",
    "totals": "raters total items unjudged leader runner-up low middle high prior-dB ties",
    "rivals": "rival says prior-dB evidence-dB least middle greatest",
    "prospects": "evidence found-low found-middle found-high vain-low vain-middle vain-high "
    "leader-if-found leader-if-not chance learning",
    "notes": "note",
}
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
    def conclusions(self) -> tuple[str, ...]:
        """Which way the evidence leans, what would turn it, what is missing: a sentence each."""
        return tuple(_conclusions(self.weights))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know before trusting a total, a sentence each."""
        return tuple(_notes(self.weights))

    @property
    def yardsticks(self) -> str:
        """The code book and the cut-off by which judgements were read."""
        by = self.weights.case.inference
        return f"Code book {by.code_book.value}, cut-off {by.cut_off:g}."

    @property
    def text(self) -> str:
        """The weighing on one screen, in plain words.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").weigh(between=("hananya-2019", "ramani-2016"))
        >>> print(found.text.splitlines()[0])
        hananya-2019 (+) against ramani-2016 (−)   low   mid  high  dB
        """
        weights = self.weights
        head = textwrap.wrap("{} (+) against {} (−)".format(*weights.order), _NAME)
        head[-1] = f"{head[-1]:<{_NAME}}{'low':>6}{'mid':>6}{'high':>6}  dB"
        wrap = textwrap.TextWrapper(80, subsequent_indent="  ", break_on_hyphens=False).wrap
        totals = [added_up(one) for one in (weights.all, weights.strict)]
        if weights.prior and weights.all.told:
            totals.append(_row("prior odds", [weights.all.prior] * 3, ""))
            totals.append(_row("all with the prior", weights.all.told, ""))
        below = (*totals, *self.conclusions, *(f"! {note}" for note in self.notes))
        foot = [line for text in below for line in wrap(text)]
        rows = [
            _row(i.mark + i.id, told, ", ".join(weights.flags[i.id])) for i, told in weights.ranked
        ]
        most = max(_LINES - len(head) - len(foot) - 1, _FEW)
        if len(rows) > most:
            rows[most:] = [f"... and {counted(len(rows) - most, 'item')} more: --table items"]
        return "\n".join([*head, *rows, *foot]) + "\n"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The items, the totals, the rivals, what is not yet sought, and the notes."""
        weights = self.weights
        why = f" do not follow: {'; '.join(weights.lacking)}" if weights.lacking else ""
        captions = {
            "items": "What each item tells for {} against {}, in decibels".format(*weights.order),
            "totals": "What the items add up to, in decibels",
            "rivals": f"The rivals; probabilities among them{why}",
            "prospects": "What nobody has sought yet, first what would change the leader",
            "notes": "What to know first",
        }
        rows: dict[str, Iterable[tuple[Cell, ...]]] = {
            "items": map(self._item, weights.items),
            "totals": self._totals(),
            "rivals": map(self._rival, weights.order),
            "prospects": (
                (one.evidence, *one.found, *one.not_found, *attrs.astuple(one)[3:])
                for one in weights.prospects
            ),
            "notes": ((note,) for note in self.notes),
        }
        basis = f"Case {weights.case.id}, version {weights.case.version}. {self.yardsticks}"
        return tuple(
            Table(name=n, caption=f"{said}. {basis}", columns=_COLUMNS[n].split(), rows=rows[n])
            for n, said in captions.items()
        )

    def _item(self, item: Item) -> tuple[Cell, ...]:
        weights = self.weights
        told = (*(weights.told.get(item.id) or _NOTHING), weights.all.left_out.get(item.id))
        by = (tuple(sorted(item.knowing)), tuple(filter(None, item.raters)))
        return (
            item.id,
            *told,
            weights.test(item),
            weights.flags[item.id],
            *by,
            item.evidence.search.value,
        )

    def _rival(self, rival: str) -> tuple[Cell, ...]:
        weights = self.weights
        says = weights.contest.rivals[RivalId(rival)] if weights.contest else None
        told = (weights.prior.get(rival), weights.evidence_for[rival])
        return (rival, says, *told, *weights.beliefs.get(rival, _NOTHING))

    def _totals(self) -> Iterator[tuple[Cell, ...]]:
        """The totals of all raters together, and of each where there are several."""
        raters = self.weights.raters if len(self.weights.raters) > 1 else ()
        alone = {r or "unnamed": attrs.evolve(self.weights, rater=r) for r in raters}
        for rater, weights in {"all": self.weights, **alone}.items():
            for total in (weights.all, weights.strict):
                ties = tuple(f"{tie.one} with {tie.other}" for tie in total.ties)
                told = (*weights.order[:2], *(total.evidence or _NOTHING), total.prior, ties)
                yield (rater, total.name, len(total.items), total.unjudged, *told)

    def facts(self) -> dict[str, object]:
        """The case, the yardsticks, the rivals in order, and what is given."""
        weights, case = self.weights, self.weights.case
        by = {"code_book": case.inference.code_book.value, "cut_off": case.inference.cut_off}
        about = {"rivals": list(weights.order), "given": list(weights.given)}
        return {"case": case.id, "version": case.version, **by, **about}


def _row(name: str, told: Iterable[float], words: str) -> str:
    numbers = "".join(f"{shown(value):>6}" for value in told)
    return f"{in_one_line(name, _NAME):<{_NAME}}{numbers}  {words}".rstrip()


def _some(ids: Sequence[str], between: str = ", ") -> str:
    """The first few of some ids."""
    more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    return f"{between.join(ids[:_FEW])}{more}"


def _conclusions(weights: Weights) -> Iterator[str]:
    """Which way the evidence leans, what turns it, and how likely each rival is."""
    if weights.all.told:
        yield from _verdict(weights, *weights.all.told[:2])
    if weights.given:
        yield f"Given: {_some(weights.given)}."
    likely = "{} {:.0%} ({:.0%} to {:.0%})"
    told = (likely.format(one, m, low, high) for one, (low, m, high) in weights.beliefs.items())
    if weights.beliefs:
        yield f"Among these rivals: {', '.join(told)}."
    elif weights.contest:
        yield f"No probabilities: {'; '.join(weights.lacking)}."
    for one in weights.prospects[:_FEW]:
        ways = []
        for counts, leader, how in (
            (one.found, one.leader_if_found, "if found"),
            (one.not_found, one.leader_if_not, "if not"),
        ):
            turned = f" ({leader} would lead)" if leader not in {None, weights.order[0]} else ""
            ways.append("{1} dB ({0} to {2}) ".format(*map(shown, counts)) + how + turned)
        if one.chance is not None and one.learning is not None:
            ways.append(
                f"found with a chance of {one.chance:.0%}; the search is expected to take away "
                f"{one.learning:.0%} of the doubt between the rivals"
            )
        yield f"Not yet sought: {one.evidence}: {'; '.join(ways)}."


def added_up(total: Total) -> str:
    """A total in a row, or why there is none.

    Args:
        total: The total.
    """
    if total.ties:
        tie, more = total.ties[0], len(total.ties) - 1
        also = f" ({counted(more, 'more pair')}: --table totals)" if more else ""
        return (
            f"{total.name}: no total: {tie.one} and {tie.other} share {_some(tie.shared)}; "
            f"judge {tie.one} anew, by what it adds once {tie.other} is known, with "
            f"'knowing: [{tie.other}]'{also}."
        )
    if not total.evidence:
        return _row(total.name, (), "no item left")
    odds = ratio(abs(total.evidence[1]))
    words = f"{odds:.1f} : 1" if total.evidence[1] > -EVEN else f"1 : {odds:.1f}"
    of = f" of {len(total.items) + total.unjudged}" if total.unjudged else ""
    return _row(f"{total.name} {len(total.items)}{of}", total.evidence, words)


def _verdict(weights: Weights, low: float, middle: float) -> Iterator[str]:
    """Which way the evidence leans, and what would turn it."""
    total, (leader, runner_up, *_) = weights.all, weights.order
    prior = ", the prior included" if weights.prior else ""
    if middle < EVEN:
        yield f"Even between {leader} and {runner_up}{prior}."
        return
    strength = next((word for most, word in _STRENGTHS if middle < most), "decisively")
    open_ = f"Open; the middle leans to {leader}"
    lean = f"Leans to {leader} on every reading" if low > 0 else open_
    ways = [f"if one judgement moves {middle:.1f} dB", f"if each moves {total.each:.1f}"]
    if total.share <= 1:
        ways.append(f"if each goes {total.share:.0%} of the way to its less favourable end")
    if total.without:
        gone = [one + f" (with {', '.join(also)})" * bool(also) for one, *also in total.without]
        ways.insert(0, f"without {_some(gone, ' and ')}")
    yield f"{lean}, {strength}{prior}. Turns {'; '.join(ways[:-1])}; or {ways[-1]}."
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
    if own := [rival for rival in weights.order[:2] if rival not in explained]:
        yield f"Strict leaves out nothing for {' or '.join(own)}, whose claims nobody coded."
    if not contest and not items:
        both = [id_ for id_, one in case.contests.items() if {leader, runner_up} <= {*one.rivals}]
        where = f"; weigh the contest {' or '.join(both)}" * bool(both)
        yield f"Nothing was judged between the two outside a contest{where}."
    if not outcomes:
        yield f"{leader} and {runner_up} explain no outcome in common."
    if weights.strict.told and weights.strict.told[1] < -EVEN:
        yield f"The strict total leans the other way, to {runner_up}."
    middles = {one.id: one.middles(leader, runner_up) for one in items}
    knowing = {one.id: one.knowing for one in items}
    works = ({str(at.source) for at in one.evidence.at} for one in items)
    alone = Counter(work for some in works if len(some) == 1 for work in some)
    judged = {*weights.given, *(one.evidence for one in case.appraisals)}
    ignored = [one for one in weights.judged if one.id in weights.given]
    moved = outcomes or {term for rival in explained for term in case.explanations[rival].explains}
    said: dict[str, Iterable[str]] = {
        "May be the outcome itself, and then belongs under 'given'": (
            one.id for one in items if _may_be_outcome(weights, one, moved)
        ),
        **{
            f"Not judged between {leader} and {rival}": [
                one.id for one in items if one.id not in told
            ]
            for rival, told in weights.against.items()
        },
        "Given, and its judgement not counted": (
            f"{one.id}, {shown(one.middle(leader, runner_up))} dB" for one in ignored
        ),
        "Judged as knowing another": (
            f"{one.id} ({', '.join(sorted(one.knowing))})" for one in items if one.knowing
        ),
        "Judged as knowing an item that tells just the same; was it judged anew?": (
            id_
            for id_, told in weights.told.items()
            if told in [weights.told.get(known) for known in knowing[id_]]
        ),
        "Raters differ on which of the two it favours": (
            one for one, some in middles.items() if some and min(some) < 0 < max(some)
        ),
        "Dated too coarsely to say whether it came after the outcome, and so kept in strict": (
            weights.undated
        ),
        "Items that rest on one work alone": (
            f"{n} of {len(items)} on {work}" for work, n in sorted(alone.items()) if n > 1
        ),
    }
    for account in weights.rivals:
        unjudged = [one for one in weights.builds_on(account) if one not in judged]
        said[f"{account} builds on what nobody judged"] = unjudged
    yield from (f"{what}: {_some(ids)}." for what, some in said.items() if (ids := list(some)))


def _may_be_outcome(weights: Weights, item: Item, outcomes: Collection[VariableId]) -> bool:
    """Whether a description of the outcome cites an item, or its actor was in it on that day."""
    case, contest, evidence = weights.case, weights.contest, item.evidence
    described = (one for by in case.explanations.values() for one in by.descriptions.values())
    if any(one.variable in outcomes and item.id in one.evidence for one in described):
        return True
    decided = case.decisions.get(contest.decision) if contest and contest.decision else None
    day, last = span(decided.date) if decided else (None, None)
    same = day == last and evidence.date is not None and span(evidence.date) == (day, day)
    return decided is not None and same and decided.actor in evidence.actors


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
