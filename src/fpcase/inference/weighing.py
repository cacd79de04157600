"""The evidence between rival explanations: what counts, what it adds up to, what it rests on."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations, permutations

import attrs
import networkx as nx

from fpcase.inference.bounds import decibels
from fpcase.inference.judgements import Item, judged_items
from fpcase.inference.searches import Prospect, expectation, kind_of_test
from fpcase.inference.totals import EVEN, Tie, Told, Total, beliefs
from fpcase.model.cases import Case
from fpcase.model.dates import span
from fpcase.model.evidence import Contest
from fpcase.model.ids import EvidenceId, ExplanationId
from fpcase.model.terms import ProbativeValue, Search

BUILT_ON, AFTER = "built on", "after"
"""What keeps an item out of the strict total: a claim cites it, or it came after the outcome."""


@attrs.frozen(kw_only=True, eq=False)
class Weights:
    """What was judged between some rivals, and what it amounts to.

    Attributes:
        case: The case.
        rivals: The rivals' ids.
        contest: The contest, if they are weighed in one.
        rater: Whose judgements count; everybody's if None.
    """

    case: Case
    rivals: tuple[str, ...]
    contest: Contest | None = None
    rater: str | None = None

    @cached_property
    def judged(self) -> tuple[Item, ...]:
        """Everything that was judged, given or not."""
        return judged_items(self.case, self.rivals, self.contest, self.rater)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What counts: found or looked for in vain, and not taken for granted by all."""
        known = (one for one in self.judged if one.evidence.search is not Search.NOT_YET)
        return tuple(one for one in known if one.id not in self.given)

    @property
    def given(self) -> tuple[EvidenceId, ...]:
        """What all rivals take for granted, and so does not count."""
        return self.contest.given if self.contest else ()

    @property
    def raters(self) -> tuple[str, ...]:
        """Who judged what counts, in order; an unnamed rater is the empty text."""
        return tuple(dict.fromkeys(rater for item in self.items for rater in item.raters))

    @cached_property
    def prior(self) -> Mapping[str, float]:
        """Rival -> its odds before the evidence, in decibels; empty where they mean nothing.

        Rivals that may hold together have no odds against one another.
        """
        stated = self.contest.prior if self.contest and self.contest.exclusive else {}
        return {str(rival): decibels(odds) for rival, odds in stated.items()}

    @cached_property
    def evidence_for(self) -> Mapping[str, float | None]:
        """Rival -> what the evidence tells for it against the leader, in decibels.

        None for a rival if an item was not judged between the two.
        """
        found: dict[str, float | None] = {self.order[0]: 0.0}
        for rival, told in self.against.items():
            whole = len(told) == len(self.items)
            found[rival] = -math.fsum(middle for _, middle, _ in told.values()) if whole else None
        return found

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The rivals: first the two between whom most items were judged, the leader first.

        Of pairs with equally many, the two highest by prior and by the items judged for all: an
        item that was not judged for a rival never counts as telling nothing.
        """
        told = {
            one: self.prior.get(one, 0.0) + math.fsum(item.above_all(one) for item in self._whole)
            for one in self.rivals
        }
        ranked = sorted(self.rivals, key=lambda rival: -round(told[rival], 9))
        pairs = {pair: self.between(*pair) for pair in combinations(ranked, 2)}
        first, second = max(pairs, key=lambda pair: len(pairs[pair]))
        ahead = self.prior.get(first, 0.0) - self.prior.get(second, 0.0)
        ahead += math.fsum(middle for _, middle, _ in pairs[first, second].values())
        leading = (first, second) if ahead > -EVEN else (second, first)
        return (*leading, *(one for one in ranked if one not in leading))

    @cached_property
    def _whole(self) -> list[Item]:
        """What counts and was judged for every rival."""
        one, *others = self.rivals
        return [item for item in self.items if all(item.interval(one, rival) for rival in others)]

    def between(self, one: str, other: str) -> Mapping[EvidenceId, Told]:
        """Item -> what it tells for one rival against another, if somebody judged it.

        Args:
            one: A rival.
            other: Another.
        """
        ends = {item: found for item in self.items if (found := item.interval(one, other))}
        return {i.id: (low, i.middle(one, other), high) for i, (low, high) in ends.items()}

    @cached_property
    def against(self) -> Mapping[str, Mapping[EvidenceId, Told]]:
        """Rival -> item -> what it tells for the leader against that rival, if it was judged."""
        leader, *others = self.order
        return {rival: self.between(leader, rival) for rival in others}

    @property
    def told(self) -> Mapping[EvidenceId, Told]:
        """Item -> what it tells for the leader against the runner-up."""
        return self.against[self.order[1]]

    @property
    def ranked(self) -> list[tuple[Item, Told]]:
        """Each item that counts between the two, and what it tells, what tells most first."""
        found = [(item, self.told[item.id]) for item in self.items if item.id in self.told]
        return sorted(found, key=lambda one: (-abs(round(one[1][1], 9)), one[0].id))

    @cached_property
    def all(self) -> Total:
        """Everything that counts, added up."""
        return self._total("all", self.items)

    @cached_property
    def strict(self) -> Total:
        """The same without what an explanation is built on, and what came after the outcome."""
        return self._total("strict", [item for item in self.items if not self.flags[item.id]])

    def _total(self, name: str, items: Sequence[Item]) -> Total:
        told = {item.id: self.told[item.id] for item in items if item.id in self.told}
        both = ((a, b) for a in told for b in self._knowing[a] if b in told)
        linked: nx.Graph[EvidenceId] = nx.Graph(list(both))
        linked.add_nodes_from(told)
        leader, runner_up = self.order[:2]
        return Total(
            name=name,
            items=told,
            unjudged=len(items) - len(told),
            bundles=tuple(tuple(sorted(part)) for part in nx.connected_components(linked)),
            ties=tuple(self._ties(told)),
            prior=self.prior[leader] - self.prior[runner_up] if self.prior else 0.0,
        )

    def _ties(self, items: Iterable[EvidenceId]) -> Iterable[Tie]:
        """The pairs that tell in part the same, unless one was judged as knowing the other."""
        resting: dict[str, list[EvidenceId]] = {}
        for id_ in items:
            for shared in self._rests(id_, frozenset()):
                resting.setdefault(shared, []).append(id_)
        near = (pair for some in resting.values() for pair in combinations(some, 2))
        for pair in dict.fromkeys(near):
            one, other = pair if self._is_second(*pair) else pair[::-1]
            if other not in self._knowing[one] and one not in self._knowing[other]:
                known = self._knowing[one] & self._knowing[other]
                if both := self._rests(one, known) & self._rests(other, known):
                    yield Tie(one=one, other=other, shared=tuple(sorted(both)))

    def _is_second(self, one: EvidenceId, other: EvidenceId) -> bool:
        """Whether an item depends on another; or else, whether it is the later one."""
        if (behind := other in self._rests(one, frozenset())) != (
            one in self._rests(other, frozenset())
        ):
            return behind
        begins = [self._dates[id_][0] or dt.date.max for id_ in (one, other)]
        return begins[0] > begins[1]

    def _rests(self, id_: EvidenceId, known: frozenset[EvidenceId]) -> set[str]:
        """An item, the works it cites, and all it depends on but for what is known.

        What lies behind something known tells no more, and does not count either.
        """
        found, waiting = {id_}, [id_]
        while waiting:
            new = {*self.case.evidence[waiting.pop()].depends_on} - found - known - {*self.given}
            found |= new
            waiting += new
        works = (work for at in self.case.evidence[id_].at for work in at.citing)
        return {*map(str, found), *map(str, works)}

    @cached_property
    def _knowing(self) -> Mapping[EvidenceId, frozenset[EvidenceId]]:
        """Item -> all that it was judged as knowing, by a chain too."""
        knowing = ((item.id, known) for item in self.items for known in item.knowing)
        graph: nx.DiGraph[EvidenceId] = nx.DiGraph(list(knowing))
        graph.add_nodes_from(item.id for item in self.items)
        return {node: frozenset(nx.descendants(graph, node)) for node in graph}

    @cached_property
    def flags(self) -> Mapping[EvidenceId, tuple[str, ...]]:
        """Item -> what keeps it out of the strict total, and which side builds on it."""
        leader, runner_up = (self.builds_on(rival) for rival in self.order[:2])
        found = {}
        for id_, (begin, _) in self._dates.items():
            sides = "+" * (id_ in leader) + "−" * (id_ in runner_up)
            flags = [f"{BUILT_ON} ({sides})"] * bool(sides) + [AFTER] * self._is_late(begin)
            found[id_] = tuple(flags)
        return found

    @property
    def undated(self) -> list[EvidenceId]:
        """Items whose dates are too coarse to say whether they came after the outcome."""
        found = [one.id for one in self.items if one.evidence.search is Search.FOUND]
        ends = {id_: self._dates[id_][1] for id_ in found if AFTER not in self.flags[id_]}
        return [id_ for id_, end in ends.items() if self._is_late(end or dt.date.max)]

    @cached_property
    def _dates(self) -> Mapping[EvidenceId, tuple[dt.date | None, dt.date | None]]:
        dates = {one.id: one.evidence.date for one in self.items}
        return {id_: span(date) if date else (None, None) for id_, date in dates.items()}

    def _is_late(self, day: dt.date | None) -> bool:
        """Whether a day comes after the outcome's last day."""
        decision = self.contest.decision if self.contest else None
        last = span(self.case.decisions[decision].date)[1] if decision else None
        return day is not None and last is not None and day > last

    def builds_on(self, rival: str) -> list[EvidenceId]:
        """The evidence that an explanation's claims rest on; none for a rival that is no such."""
        one = self.case.explanations.get(ExplanationId(rival))
        said = one.statements if one else ()
        return list(dict.fromkeys(evidence for claim in said for evidence in claim.evidence))

    @cached_property
    def beliefs(self) -> Mapping[str, Told]:
        """Rival -> how likely it is among these rivals; empty where `lacking` says why."""
        if self.lacking:
            return {}
        middles = {rival: told or 0.0 for rival, told in self.evidence_for.items()}
        most = {
            pair: math.fsum((item.interval(*pair) or (0, 0))[1] for item in self.items)
            for pair in permutations(self.rivals, 2)
        }
        return beliefs(self.prior, most, middles)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Why no probabilities follow."""
        why = {
            "the rivals may hold together": not (self.contest and self.contest.exclusive),
            "no prior is stated": not (self.contest and self.contest.prior),
            "items are tied": bool(self.all.ties),
            "not every item is judged for every rival": len(self._whole) < len(self.items),
        }
        return tuple(reason for reason, holds in why.items() if holds)

    @cached_property
    def prospects(self) -> tuple[Prospect, ...]:
        """What was judged and nobody has looked for yet: what would change the leader first."""
        sought = (item for item in self.judged if item.evidence.search is Search.NOT_YET)
        leader = self.order[0]
        return tuple(
            sorted(
                map(self._prospect, sought),
                key=lambda one: (
                    {one.leader_if_found, one.leader_if_not} <= {leader, None},
                    -(one.learning or 0.0),
                    -abs(one.found[1] - one.not_found[1]),
                    one.evidence,
                ),
            )
        )

    def _prospect(self, item: Item) -> Prospect:
        """What an item would count if it were found, and if it were looked for in vain."""
        known, told, leaders = self.case.evidence, [], []
        for search in (Search.FOUND, Search.NOT_FOUND):
            evidence = {**known, item.id: attrs.evolve(item.evidence, search=search)}
            later = attrs.evolve(self, case=attrs.evolve(self.case, evidence=evidence))
            told.append(later.between(*self.order[:2])[item.id])
            leaders.append(later.order[0] if later.all.told else None)
        chances = {rival: sum(ends) / 2 for rival, ends in item.chances.items()}
        likely = {rival: middle for rival, (_, middle, _) in self.beliefs.items()}
        chance, learning = expectation(chances, likely) if likely else (None, None)
        return Prospect(
            evidence=item.id,
            found=told[0],
            not_found=told[1],
            leader_if_found=leaders[0],
            leader_if_not=leaders[1],
            chance=chance,
            learning=learning,
        )

    def test(self, item: Item) -> str | None:
        """The kind of test that an item makes, and of which of the two; or that it is undecided.

        Args:
            item: An item; without chances, as a bare ratio has none, it makes no test.
        """
        leader, runner_up = self.order[:2]
        if not {leader, runner_up} <= item.chances.keys():
            return None
        one, other = item.chances[leader], item.chances[runner_up]
        kind = kind_of_test(one, other, self.case.inference.cut_off)
        if kind is None:
            return "undecided"
        favoured = leader if sum(one) > sum(other) else runner_up
        return kind.value + f" for {favoured}" * (kind is not ProbativeValue.STRAW_IN_THE_WIND)
