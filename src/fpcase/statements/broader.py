"""The tree of broader terms, and where two terms meet in it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import attrs

from fpcase.model.cases import Case
from fpcase.model.ids import VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import Sign


class Way(NamedTuple):
    """The way from a term up to itself or to one of its broader terms.

    Attributes:
        term: Where it leads.
        climbs: Whether that is another term.
        steps: How many terms in use it reaches. A term that nobody uses is no step, so that
            adding one brings no two statements nearer to each other or farther apart.
        turned: Whether more of the narrower term is less of the broader one.
        plain: Whether every step on it is positive.
    """

    term: VariableId
    climbs: bool
    steps: int
    turned: bool
    plain: bool


class CommonTerm(NamedTuple):
    """The narrowest common term of two, with the ways up to it.

    Attributes:
        left: The way from the first.
        right: The way from the second.
    """

    left: Way
    right: Way

    @property
    def term(self) -> VariableId:
        """The narrowest common term."""
        return self.left.term

    @property
    def steps(self) -> int:
        """How many steps the two climb together."""
        return self.left.steps + self.right.steps

    @property
    def turned(self) -> bool:
        """Whether more of the one is less of the other."""
        return self.left.turned is not self.right.turned

    @property
    def in_line(self) -> bool:
        """Whether one is the other, or above it; else only a third term joins them."""
        return not (self.left.climbs and self.right.climbs)


@attrs.frozen(kw_only=True, eq=False)
class Tree:
    """Terms under their broader terms: one each, so two terms meet at one place at most.

    Attributes:
        broader: Term -> its broader term, and whether the step turns the sign round.
        used: The terms that some statement uses.
    """

    broader: Mapping[VariableId, tuple[VariableId, bool]]
    used: frozenset[VariableId]
    _lines: dict[VariableId, tuple[Way, ...]] = attrs.field(factory=dict, init=False)
    _met: dict[tuple[VariableId, VariableId], CommonTerm | None] = attrs.field(
        factory=dict, init=False
    )

    def line(self, term: VariableId) -> tuple[Way, ...]:
        """The ways from a term to itself and to each of its broader terms, the nearest first.

        Args:
            term: A term.

        >>> tree = Tree(broader={"annexation": ("crisis", False)}, used=frozenset())
        >>> [way.term for way in tree.line("annexation")]
        ['annexation', 'crisis']
        """
        if term not in self._lines:
            found = [Way(term, climbs=False, steps=0, turned=False, plain=True)]
            seen = {term}
            while (above := self.broader.get(found[-1].term)) and above[0] not in seen:
                below = found[-1]
                seen.add(above[0])
                found.append(
                    Way(
                        above[0],
                        climbs=True,
                        steps=below.steps + (above[0] in self.used),
                        turned=below.turned is not above[1],
                        plain=below.plain and not above[1],
                    )
                )
            self._lines[term] = tuple(found)
        return self._lines[term]

    def top(self, term: VariableId) -> Way:
        """The way from a term to the broadest term above it.

        Args:
            term: A term.
        """
        return self.line(term)[-1]

    def way(self, term: VariableId, up_to: VariableId) -> Way | None:
        """The way from a term up to another; None if that is not above it.

        Args:
            term: A term.
            up_to: Another, or the same.
        """
        return next((way for way in self.line(term) if way.term == up_to), None)

    def meet(self, one: VariableId, other: VariableId) -> CommonTerm | None:
        """Where two terms meet; None if no term is common to them.

        Args:
            one: A term.
            other: Another, or the same.

        >>> tree = Tree(
        ...     broader={"annexation": ("crisis", False), "peace": ("crisis", True)},
        ...     used=frozenset(["crisis"]),
        ... )
        >>> met = tree.meet("annexation", "peace")
        >>> met.term, met.steps, met.turned, met.in_line
        ('crisis', 2, True, False)
        """
        key = (one, other)
        if key not in self._met:
            above = {way.term: way for way in self.line(one)}
            self._met[key] = next(
                (CommonTerm(above[w.term], w) for w in self.line(other) if w.term in above), None
            )
        return self._met[key]

    def in_line(self, one: VariableId, other: VariableId) -> bool:
        """Whether one term is the other, or above it.

        Args:
            one: A term.
            other: Another, or the same.
        """
        met = self.meet(one, other)
        return met is not None and met.in_line


@checked
def tree_of(case: Case, used: Iterable[VariableId] = ()) -> Tree:
    """The tree of a case's terms.

    Args:
        case: The case.
        used: The terms that some statement uses.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> [way.term for way in tree_of(case).line("annexation-of-crimea")][:2]
    ['annexation-of-crimea', 'ukraine-crisis-2014']
    """
    broader = {
        v.id: (v.broader.variable, v.broader.sign is Sign.NEGATIVE)
        for v in case.variables.values()
        if v.broader
    }
    return Tree(broader=broader, used=frozenset(used))
