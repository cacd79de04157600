"""Which statements of two authors speak of the same matter, or of kindred ones."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

import attrs

from fpcase.model import ExplanationId
from fpcase.model.fields import grouped
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
    pairs = list(_pairs(_batches(_heard(statements)), tree))
    near: _Best = {}
    same = _nearest((pair for pair in pairs if not pair.akin), near)
    kindred = [
        pair
        for pair in _nearest(pairs, {})
        if (pair.left, pair.right.speaker) not in near
        and (pair.right, pair.left.speaker) not in near
    ]
    return _meetings(same), _meetings(kindred)


def _heard(statements: Iterable[Statement]) -> Iterator[Statement]:
    """All but reports of what their authors say in own words, or do not exclude by them."""
    every = tuple(statements)
    spoken = grouped(((one.author, one.matter), one) for one in every if one.voice is Voice.OWN)
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
    own_values: bool
    climbs: bool
    statements: list[Statement] = attrs.field(factory=list)

    def says_of(self, way: Way) -> bool:
        """Whether they say something of the term that a way up leads to."""
        plain = way.plain or len(self.matter) > 1
        return not way.climbs or (self.climbs and plain)


class _Pair(NamedTuple):
    """Two batches that meet."""

    left: _Batch
    right: _Batch
    ends: tuple[CommonTerm, ...]
    akin: bool


_Best = dict[tuple[_Batch, _Speaker], int]
"""Batch, and another author in one voice -> the fewest steps between the two."""


def _batches(statements: Iterable[Statement]) -> list[_Batch]:
    found: dict[tuple[object, ...], _Batch] = {}
    for one in statements:
        climbs = "0" not in one.leaves_open
        if not one.is_causal:
            climbs = not (one.own_values or ABSENT in one.leaves_open or one.leans < 0)
        key = (one.matter, one.author, one.voice, one.own_values, climbs)
        if key not in found:
            found[key] = _Batch(
                matter=one.matter,
                speaker=(one.author, one.voice),
                own_values=one.own_values,
                climbs=climbs,
            )
        found[key].statements.append(one)
    return list(found.values())


def _pairs(batches: Iterable[_Batch], tree: Tree) -> Iterator[_Pair]:
    """Every two batches with a common term at each end; descriptions only if in line."""
    under = grouped((tuple(tree.top(term).term for term in one.matter), one) for one in batches)
    for together in under.values():
        for left, right in combinations(together, 2):
            if not _may_meet(left, right):
                continue
            ends = tuple(end for end in map(tree.meet, left.matter, right.matter) if end)
            akin = not all(
                end.in_line and left.says_of(end.left) and right.says_of(end.right) for end in ends
            )
            causal = len(ends) > 1
            # Within one term nothing moves anything.
            if ends[0].term != ends[-1].term if causal else not akin:
                yield _Pair(left, right, ends, akin)


def _may_meet(left: _Batch, right: _Batch) -> bool:
    """Two authors, one of them in own words, and words of one kind."""
    return (
        left.speaker[0] != right.speaker[0]
        and Voice.OWN in (left.speaker[1], right.speaker[1])
        and left.own_values is right.own_values
    )


def _nearest(pairs: Iterable[_Pair], best: _Best) -> list[_Pair]:
    """Pairs neither side of which has anything nearer at the other's author."""
    found = []
    for pair in pairs:
        steps = sum(end.steps for end in pair.ends)
        keys = ((pair.left, pair.right.speaker), (pair.right, pair.left.speaker))
        for key in keys:
            best[key] = min(best.get(key, steps), steps)
        found.append((pair, steps, keys))
    return [pair for pair, steps, keys in found if all(best[key] == steps for key in keys)]


def _meetings(pairs: Iterable[_Pair]) -> tuple[Meeting, ...]:
    found = []
    for one, other, ends, akin in pairs:
        turn = one.speaker[0] > other.speaker[0]
        here, there = (other, one) if turn else (one, other)
        ways = tuple(CommonTerm(end.right, end.left) for end in ends) if turn else ends
        found += [
            Meeting(left=left, right=right, ends=ways, akin=akin)
            for left in here.statements
            for right in there.statements
        ]
    return tuple(found)
