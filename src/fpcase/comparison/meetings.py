"""Which statements of two authors speak of the same matter, or of kindred ones."""

from collections.abc import Iterable, Iterator
from itertools import combinations, combinations_with_replacement, product

import attrs

from fpcase.model import ExplanationId, VariableId
from fpcase.statements import Matter, Statement, Tree, Voice
from fpcase.statements.concepts import CommonTerm, Way
from fpcase.statements.signs import ABSENT


@attrs.frozen(kw_only=True)
class Meeting:
    """Two statements by different authors that meet at narrowest common terms.

    Attributes:
        left: The one.
        right: The other.
        ends: Where they meet: at the cause and at the effect, or at the variable.
        akin: Whether only third terms join them, or a denial had to climb. Else they speak of
            the same matter.
    """

    left: Statement
    right: Statement
    ends: tuple[CommonTerm, ...]
    akin: bool

    @property
    def matter(self) -> Matter:
        """The narrowest common terms."""
        return tuple(end.term for end in self.ends)

    @property
    def steps(self) -> int:
        """How many steps both climb."""
        return sum(end.steps for end in self.ends)


def meetings(
    statements: Iterable[Statement], tree: Tree
) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
    """Every two statements by different authors that meet: on the same matter, and akin.

    Two causal claims meet where both ends have a common term, and the two terms differ. They
    speak of the *same matter* if at each end one term is the other, or above it; they are
    *akin* if a third term joins them, or if a denial had to climb: a denial speaks for its own
    terms and narrower ones. Two descriptions meet on one variable, or in line by positive steps;
    one that climbs says only that there is some of it, and does not climb if there may be none or
    it leans down.

    A pair counts if no other statement of either author, in the same voice, is nearer to the
    other (same matter before akin, then fewer steps). Of two statements one at least is in its
    author's own words. Where an author speaks of the very terms in own words, a report of the
    author's is heard only if those words exclude it: then it is the view of those reported alone.

    Args:
        statements: What authors say.
        tree: The broader terms, with the terms in use.
    """
    batches = _batches(_heard(statements))
    near: _Best = {}
    same = _nearest(_on_one_matter(batches, tree), near)
    kindred = [
        (left, right, ends)
        for left, right, ends in _nearest(_on_kindred_matters(batches, tree), {})
        if (left, right.speaker) not in near and (right, left.speaker) not in near
    ]
    return _meetings(same, akin=False), _meetings(kindred, akin=True)


def _heard(statements: Iterable[Statement]) -> Iterator[Statement]:
    """All but reports of what their authors say in own words, or do not exclude by them."""
    every = tuple(statements)
    spoken: dict[tuple[ExplanationId, Matter], list[Statement]] = {}
    for one in every:
        if one.voice is Voice.OWN:
            spoken.setdefault((one.author, one.matter), []).append(one)
    for one in every:
        own = spoken.get((one.author, one.matter), ())
        if one.voice is not Voice.REPORTS or not own or any(map(one.excludes, own)):
            yield one


_Speaker = tuple[ExplanationId, Voice]


@attrs.frozen(kw_only=True, eq=False)
class _Batch:
    """The statements of one author, in one voice, that meet others alike."""

    matter: Matter
    speaker: _Speaker
    denies: bool
    own_values: bool
    climbs: bool
    statements: list[Statement] = attrs.field(factory=list)


_Pair = tuple[_Batch, _Batch, tuple[CommonTerm, ...]]
_Best = dict[tuple[_Batch, _Speaker], int]
"""Batch, and another author in one voice -> the fewest steps between the two."""


def _batches(statements: Iterable[Statement]) -> list[_Batch]:
    found: dict[tuple[object, ...], _Batch] = {}
    for one in statements:
        causal = len(one.matter) > 1
        denies = causal and "0" in one.leaves_open
        climbs = causal or not (one.own_values or ABSENT in one.leaves_open or one.leans < 0)
        key = (one.matter, one.author, one.voice, denies, one.own_values, climbs)
        if key not in found:
            found[key] = _Batch(
                matter=one.matter,
                speaker=(one.author, one.voice),
                denies=denies,
                own_values=one.own_values,
                climbs=climbs,
            )
        found[key].statements.append(one)
    return list(found.values())


def _ways(batch: _Batch, tree: Tree) -> Iterator[tuple[Way, ...]]:
    """The ways up that a statement may take, at all its ends."""
    lines = [tree.line(term) for term in batch.matter]
    if len(lines) == 1:
        lines = [tuple(w for w in lines[0] if not w.climbs or (batch.climbs and w.plain))]
    return product(*lines)


def _on_one_matter(batches: Iterable[_Batch], tree: Tree) -> Iterator[_Pair]:
    """Pairs at each end of which one is the other, or above it, found by their common terms."""
    at: dict[Matter, dict[tuple[bool, ...], list[tuple[_Batch, tuple[Way, ...]]]]] = {}
    for batch in batches:
        for ways in _ways(batch, tree):
            climbs = tuple(way.climbs for way in ways)
            if not (batch.denies and any(climbs)):
                terms = tuple(way.term for way in ways)
                at.setdefault(terms, {}).setdefault(climbs, []).append((batch, ways))
    for terms, by_climb in at.items():
        for one, other in combinations_with_replacement(by_climb, 2) if _differ(terms) else ():
            here, there = by_climb[one], by_climb[other]
            pairs = combinations(here, 2) if one == other else product(here, there)
            if not any(left and right for left, right in zip(one, other, strict=True)):
                yield from (
                    (left, right, tuple(map(CommonTerm, up, other_up)))
                    for (left, up), (right, other_up) in pairs
                    if _may_meet(left, right)
                )


def _differ(matter: Matter) -> bool:
    """Whether cause and effect are two terms: within one term nothing moves anything."""
    return len(set(matter)) == len(matter)


def _may_meet(left: _Batch, right: _Batch) -> bool:
    """Two authors, one of them in own words, and words of one kind."""
    return (
        left.speaker[0] != right.speaker[0]
        and Voice.OWN in (left.speaker[1], right.speaker[1])
        and left.own_values is right.own_values
    )


def _on_kindred_matters(batches: Iterable[_Batch], tree: Tree) -> Iterator[_Pair]:
    """Pairs of causal claims with a common term at both ends."""
    under: dict[tuple[VariableId, ...], list[_Batch]] = {}
    for batch in batches:
        if len(batch.matter) > 1:
            under.setdefault(tuple(tree.top(term).term for term in batch.matter), []).append(batch)
    for kindred in under.values():
        for left, right in combinations(kindred, 2):
            if _may_meet(left, right):
                ends = tuple(map(tree.meet, left.matter, right.matter))
                met = tuple(end for end in ends if end)
                if met[0].term != met[1].term:
                    yield left, right, met


def _nearest(pairs: Iterable[_Pair], best: _Best) -> list[_Pair]:
    """Pairs neither side of which has anything nearer at the other's author."""
    found = []
    for left, right, ends in pairs:
        steps = sum(end.steps for end in ends)
        there = best.get((left, right.speaker), steps)
        back = best.get((right, left.speaker), steps)
        best[left, right.speaker] = min(there, steps)
        best[right, left.speaker] = min(back, steps)
        if steps <= there and steps <= back:
            found.append((left, right, ends, steps))
    return [
        (left, right, ends)
        for left, right, ends, steps in found
        if steps == best[left, right.speaker] == best[right, left.speaker]
    ]


def _meetings(pairs: Iterable[_Pair], *, akin: bool) -> tuple[Meeting, ...]:
    found = []
    for one, other, ends in pairs:
        turn = one.speaker[0] > other.speaker[0]
        here, there = (other, one) if turn else (one, other)
        ways = tuple(CommonTerm(end.right, end.left) for end in ends) if turn else ends
        found += [
            Meeting(left=left, right=right, ends=ways, akin=akin)
            for left in here.statements
            for right in there.statements
        ]
    return tuple(found)
