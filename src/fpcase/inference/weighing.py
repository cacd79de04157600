"""The evidence between rival explanations: what counts, what it adds up to, what it rests on."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

import attrs
import networkx as nx

from fpcase.inference.bounds import EVEN, Told
from fpcase.inference.judgements import Item, judged_items
from fpcase.inference.searches import Prospect, expectation, kind_of_test
from fpcase.inference.totals import Tie, Total, added
from fpcase.model.cases import Case
from fpcase.model.dates import span
from fpcase.model.evidence import Contest, decibels, ratio
from fpcase.model.ids import EvidenceId, ExplanationId, VariableId
from fpcase.model.terms import ProbativeValue, Search
from fpcase.statements import tree_of

BUILT_ON = "basis of the favoured rival"
"""Said of an item that tells for a rival that was made from it: it is left out of strict."""


@attrs.frozen(kw_only=True, eq=False)
class Weights:
    """What was judged between some rivals, and what it amounts to.

    Attributes:
        case: The case.
        contest: The contest; of two explanations alone, one that the case lacks.
        pair: The two to compare; if None, those between whom most items were judged.
        rater: Whose judgements count; everybody's if None.
    """

    case: Case
    contest: Contest
    pair: tuple[str, ...] | None = None
    rater: str | None = None

    @property
    def rivals(self) -> tuple[str, ...]:
        """The rivals' ids."""
        return tuple(map(str, self.contest.rivals))

    @cached_property
    def judged(self) -> tuple[Item, ...]:
        """Everything that was judged, given or not."""
        return judged_items(self.case, self.contest, self.rater)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What counts: found or looked for in vain, and not taken for granted by all."""
        known = (one for one in self.judged if one.evidence.search is not Search.NOT_YET)
        return tuple(one for one in known if one.id not in self.contest.given)

    @cached_property
    def prior(self) -> Mapping[str, float]:
        """Rival -> its odds before the evidence, in decibels; empty where they mean nothing.

        Rivals that may hold together have no odds against one another.
        """
        stated = self.contest.prior if self.contest.exclusive else {}
        return {str(rival): decibels(odds) for rival, odds in stated.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The rivals: first the two that are compared, the leader first.

        If they are not named, the two between whom most items were judged; of pairs with equally
        many, the two whom fewest others lead: an item that was not judged between two rivals never
        counts as telling nothing.
        """

        def behind(one: str) -> int:
            return sum(self._lead(other, one)[1] > EVEN for other in self.rivals)

        ranked = sorted(self.rivals, key=behind)
        pairs = [self.pair] if self.pair else [*combinations(ranked, 2)]
        one, other = max(pairs, key=lambda pair: len(self.between(*pair)))
        first = (one, other) if self._lead(one, other)[1] > -EVEN else (other, one)
        return (*first, *(rival for rival in ranked if rival not in first))

    def _lead(self, one: str, other: str) -> Told:
        """By how much a rival is ahead of another, by the odds before and all that counts."""
        before = self.prior.get(one, 0.0) - self.prior.get(other, 0.0)
        return added(self.between(one, other).values(), before)

    def between(self, one: str, other: str) -> Mapping[EvidenceId, Told]:
        """Item -> how strongly it favours one rival over another, if somebody judged it.

        Args:
            one: A rival.
            other: Another.
        """
        return {item.id: told for item in self.items if (told := item.told(one, other))}

    @cached_property
    def told(self) -> Mapping[EvidenceId, Told]:
        """Item -> what it tells for the leader against the runner-up."""
        return self.between(*self.order[:2])

    @property
    def ranked(self) -> list[Item]:
        """Each item that counts, what tells most between the two first."""
        told = {id_: abs(round(middle, 9)) for id_, (_, middle, _) in self.told.items()}
        return sorted(self.items, key=lambda one: (-told.get(one.id, -1.0), one.id))

    @cached_property
    def all(self) -> Total:
        """Everything that counts, added up between the first two."""
        return self._total("all", self.order[1], self.items)

    @cached_property
    def strict(self) -> Total:
        """The same without what tells for a rival that was made from it."""
        kept = [one for one in self.items if BUILT_ON not in self.flags[one.id]]
        return self._total("strict", self.order[1], kept)

    @cached_property
    def others(self) -> list[Total]:
        """Everything that counts, added up between the leader and each further rival."""
        return [self._total("all", rival, self.items) for rival in self.order[2:]]

    @property
    def is_settled(self) -> bool:
        """Whether every reading of both totals leans one way."""
        return all(one.evidence and one.told[0] > 0 for one in (self.all, self.strict))

    def _total(self, name: str, rival: str, items: Sequence[Item]) -> Total:
        leader = self.order[0]
        told = {one.id: ends for one in items if (ends := one.told(leader, rival))}
        linked = nx.Graph((a, b) for a in told for b in (a, *self._knowing[a]) if b in told)
        return Total(
            name=name,
            rival=rival,
            items=told,
            unjudged=len(items) - len(told),
            bundles=tuple(tuple(sorted(part)) for part in nx.connected_components(linked)),
            ties=tuple(self._ties(told)),
            prior=self.prior.get(leader, 0.0) - self.prior.get(rival, 0.0),
        )

    def _ties(self, items: Iterable[EvidenceId]) -> Iterable[Tie]:
        """The pairs that tell in part the same, unless one was judged as knowing the other."""
        resting: dict[str, list[EvidenceId]] = {}
        for id_ in items:
            for shared in self._rests(id_):
                resting.setdefault(shared, []).append(id_)
        near = (pair for some in resting.values() for pair in combinations(some, 2))
        for pair in dict.fromkeys(near):
            # the one that depends on the other, or is the later, is to be judged anew
            other, one = sorted(pair, key=lambda id_: (len(self._rests(id_)), self._begin(id_)))
            knows = self._knowing[one], self._knowing[other]
            if other not in knows[0] and one not in knows[1]:
                known = knows[0] & knows[1]
                if both := self._rests(one, known) & self._rests(other, known):
                    yield one, other, tuple(sorted(both))

    def _rests(self, id_: EvidenceId, known: frozenset[EvidenceId] = frozenset()) -> set[str]:
        """An item, the works it cites, and all it depends on but for what is known.

        What lies behind something known tells no more, and does not count either.
        """
        known |= {*self.contest.given}
        found, waiting = {id_}, [id_]
        while waiting:
            new = {*self.case.evidence[waiting.pop()].depends_on} - found - known
            found |= new
            waiting += new
        works = (work for at in self.case.evidence[id_].at for work in at.citing)
        return {*map(str, found), *map(str, works)}

    @cached_property
    def _knowing(self) -> Mapping[EvidenceId, frozenset[EvidenceId]]:
        """Item -> all that it was judged as knowing, by a chain too."""
        graph = nx.DiGraph((one.id, id_) for one in self.items for id_ in (one.id, *one.knowing))
        return {node: frozenset(nx.descendants(graph, node)) for node in graph}

    @cached_property
    def flags(self) -> Mapping[EvidenceId, tuple[str, ...]]:
        """Item -> what to know of it before it is counted."""
        leader, runner_up = map(self.builds_on, self.order[:2])
        decided = self.case.decisions.get(self.contest.decision)
        stated = [said for *_, said in self.case.descriptions() if said.variable in self.outcomes]
        cited = {id_ for said in stated for id_ in said.evidence}
        day = span(decided and decided.date)
        found = {}
        for one in self.items:
            told = self.told.get(one.id, (0.0, 0.0, 0.0))
            is_on_the_day = {*day, *span(one.evidence.date)} == {day[0]} - {None}
            is_a_deed = is_on_the_day and decided.actor in one.evidence.actors
            made = leader if told[1] > EVEN else runner_up if told[1] < -EVEN else []
            middles = [middle for _, middle, _ in one.alone(*self.order[:2])] or [0.0]
            words = {
                "not found": one.evidence.search is Search.NOT_FOUND,
                BUILT_ON: one.id in made,
                "after the decision": (day[1] or dt.date.max) < self._begin(one.id) < dt.date.max,
                "may be the outcome itself: a description of the outcome cites this item": one.id
                in cited,
                "may be the outcome itself: the same actor on the same day": is_a_deed,
                "raters differ": min(middles) < 0 < max(middles),
            }
            knowing = (
                f"judged knowing {id_}"
                + ", but the judgement is the same" * (told == self.told.get(id_))
                for id_ in sorted(one.knowing)
            )
            found[one.id] = (*(word for word, holds in words.items() if holds), *knowing)
        return found

    @property
    def is_bare(self) -> bool:
        """Whether two explanations are weighed outside a contest."""
        return self.contest.id not in self.case.contests

    @cached_property
    def explained(self) -> Mapping[ExplanationId, set[VariableId]]:
        """Each rival that is an explanation -> what it explains, in broader terms too."""
        accounts, tree = self.case.explanations, tree_of(self.case)
        return {
            one: {way.term for term in accounts[one].explains for way in tree.line(term)}
            for one in map(ExplanationId, self.rivals)
            if one in accounts
        }

    @cached_property
    def outcomes(self) -> set[VariableId]:
        """The outcome of the contest; outside a contest, all that the two explain."""
        return set.union(*self.explained.values()) if self.is_bare else {self.contest.outcome}

    def _begin(self, id_: EvidenceId) -> dt.date:
        """When an item began; what has no date comes last."""
        return span(self.case.evidence[id_].date)[0] or dt.date.max

    def builds_on(self, rival: str) -> list[EvidenceId]:
        """The evidence that a rival was made from: what its claims cite, and what the coder says.

        Args:
            rival: The rival.
        """
        one = self.case.explanations.get(ExplanationId(rival))
        cited = [id_ for claim in one.statements for id_ in claim.evidence] if one else []
        return list(dict.fromkeys([*cited, *self.contest.built_on.get(rival, ())]))

    @cached_property
    def beliefs(self) -> Mapping[str, Told]:
        """Rival -> how likely it is among these rivals; empty where `lacking` says why.

        For one rater, or two rivals, the least and the greatest are attained; for several raters
        and more rivals they are outer bounds.
        """
        found = {}
        for one in () if self.lacking else self.rivals:
            leads = zip(*(self._lead(other, one) for other in self.rivals), strict=True)
            high, middle, low = (1 / math.fsum(map(ratio, ends)) for ends in leads)
            found[one] = (low, middle, high)
        return found

    @property
    def lacking(self) -> tuple[str, ...]:
        """Why no probabilities follow."""
        partial = any(one.unjudged for one in (self.all, *self.others))
        why = {
            "the rivals may both be true": not self.contest.exclusive,
            "no prior is stated": not self.contest.prior,
            "items depend on one another": bool(self.all.ties),
            "not every item is judged for every rival": partial,
        }
        return tuple(reason for reason, holds in why.items() if holds)

    @cached_property
    def prospects(self) -> list[Prospect]:
        """What nobody has looked for yet; what would reverse the result comes first."""
        sought = (one for one in self.judged if one.evidence.search is Search.NOT_YET)
        return sorted(map(self._prospect, sought), key=lambda one: one.rank)

    def _prospect(self, item: Item) -> Prospect:
        """What an item would count if it were found, and if it were looked for in vain."""
        counts = {}
        for way, search in (("found", Search.FOUND), ("not found", Search.NOT_FOUND)):
            known = {**self.case.evidence, item.id: attrs.evolve(item.evidence, search=search)}
            later = attrs.evolve(self, case=attrs.evolve(self.case, evidence=known))
            counts[way] = later.between(*self.order[:2])[item.id]
        now = math.inf if self.all.ties else self.all.told[1]
        chances = {rival: sum(ends) / 2 for rival, ends in item.chances.items()}
        likely = {rival: middle for rival, (_, middle, _) in self.beliefs.items()}
        return Prospect(
            evidence=item.id,
            counts=counts,
            turns=tuple(way for way, (_, middle, _) in counts.items() if now + middle < -EVEN),
            expected=expectation(chances, likely) if likely else None,
        )

    def test(self, item: Item) -> str | None:
        """The kind of test that an item makes, and of which of the two; or that it is undecided.

        Args:
            item: An item; without chances, as a bare ratio has none, it makes no test.
        """
        one, other = map(item.chances.get, self.order[:2])
        if not one or not other:
            return None
        kind = kind_of_test(one, other, self.case.inference.cut_off)
        favoured = self.order[sum(one) <= sum(other)]
        whose = f" for {favoured}" * (kind is not ProbativeValue.STRAW_IN_THE_WIND)
        return kind.value + whose if kind else "undecided"
