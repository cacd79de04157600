"""Same effect, different causes; the mirror; and consequences that one author alone names."""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import chain, combinations, product

import attrs

from fpcase.comparison.relations import Kind, Pairwise
from fpcase.model import ExplanationId, FullClaimId, VariableId
from fpcase.model.fields import grouped
from fpcase.statements import Statement
from fpcase.statements.concepts import CommonTerm
from fpcase.statements.signs import turned


class Standing(Enum):
    """How a cause that one author names stands to what another names for the same effect."""

    SHARED = "shared"
    """Both speak of the same matter, at both ends, and leave a sign of it open."""
    RIVAL = "rival"
    """The two contradict each other on it, or one of them sets it aside."""
    NESTED = "nested"
    """It leads to one that the other names, or the reverse: a deeper or a nearer cause."""
    SIDE_BY_SIDE = "side by side"
    """Nothing of this. Silence is not denial: most rivals do not exclude each other (Zaks 2017,
    Political Analysis 25)."""


@attrs.frozen(kw_only=True)
class Named:
    """What an author names as a cause of an effect, or as a consequence of a cause.

    Attributes:
        variable: The variable.
        ends: The kinds of the shared term that the claims speak of -> which signs they leave open,
            said of the shared term.
        claims: The claims.
    """

    variable: VariableId
    ends: Mapping[VariableId, frozenset[str]]
    claims: tuple[FullClaimId, ...]

    @property
    def leaves_open(self) -> frozenset[str]:
        """Which signs the author's claims leave open, said of the shared term."""
        return frozenset().union(*self.ends.values())


Mention = tuple[Named, tuple[ExplanationId, ...]]
"""One thing that is named, as the first names it; and all who name it in the same way."""
_Naming = tuple[ExplanationId, VariableId]


@attrs.frozen(kw_only=True, eq=False)
class Divergence:
    """One effect that several authors explain by different causes, or the reverse.

    Attributes:
        term: The effect, or a broader term over what they explain; in the mirror, the cause.
        mirror: Whether it is one cause with different consequences.
        named: Author -> the causes that the author names, or the consequences.
        found: What authors say, and how their statements stand to each other.
    """

    term: VariableId
    mirror: bool
    named: Mapping[ExplanationId, Mapping[VariableId, Named]]
    found: Pairwise = attrs.field(repr=False)

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """Who explains it."""
        return tuple(self.named)

    def _kindred(
        self, left: ExplanationId, right: ExplanationId
    ) -> Iterator[tuple[Named, Named, CommonTerm]]:
        """What two authors name under one common term, with that term."""
        for one, other in product(self.named[left].values(), self.named[right].values()):
            if met := self.found.tree.meet(one.variable, other.variable):
                yield one, other, met

    @cached_property
    def shared(self) -> Mapping[tuple[ExplanationId, ExplanationId], frozenset[_Naming]]:
        """Two authors -> the causes that they share, as each of them names it."""
        found = {}
        for left, right in combinations(self.named, 2):
            common: set[_Naming] = set()
            for one, other, met in self._kindred(left, right):
                if met.in_line and any(
                    here & turned(there, turns=met.turned)
                    for end, here in one.ends.items()
                    for other_end, there in other.ends.items()
                    if self.found.tree.in_line(end, other_end)
                ):
                    common |= {(left, one.variable), (right, other.variable)}
            found[left, right] = frozenset(common)
        return found

    @property
    def sharing(self) -> int:
        """How many pairs of authors share a cause."""
        return sum(bool(common) for common in self.shared.values())

    @property
    def differs(self) -> bool:
        """Whether an author names what another does not; otherwise only signs differ."""
        return len({frozenset(named) for named in self.named.values()}) > 1

    @cached_property
    def one_thing(self) -> bool:
        """Whether two authors at least speak of the same effect, or of effects in line.

        Else they explain different things, which only a broader term joins (van Fraassen 1980,
        on contrasts).
        """
        kinds = [frozenset().union(*(n.ends for n in by.values())) for by in self.named.values()]
        above = [{way.term for end in ends for way in self.found.tree.line(end)} for ends in kinds]
        return any(
            kinds[one] & above[other] or kinds[other] & above[one]
            for one, other in combinations(range(len(kinds)), 2)
        )

    @cached_property
    def opposed(self) -> frozenset[_Naming]:
        """What authors name that weighs against what another names, under one common term.

        One cause raises the effect where a kindred one lowers it; or of one cause follows more of
        a thing by one author, and less of it by another.
        """
        found: set[_Naming] = set()
        for left, right in combinations(self.named, 2):
            for one, other, met in self._kindred(left, right):
                if one.leaves_open.isdisjoint(turned(other.leaves_open, turns=met.turned)):
                    found |= {(left, one.variable), (right, other.variable)}
        return frozenset(found)

    def naming(self, author: ExplanationId) -> tuple[Named, ...]:
        """What an author names, the most telling first.

        First comes what conflicts with what another author names; then what no other author names;
        then what concerns policy, and what rests on more claims.

        Args:
            author: One of the authors.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> one = fpcase.compare(case).same_effect[0]
        >>> bool(one.naming(one.authors[0]))
        True
        """
        shared = frozenset().union(*(c for two, c in self.shared.items() if author in two))

        def rank(one: Named) -> tuple[object, ...]:
            key = (author, one.variable)
            policy = self.found.is_policy(one.variable)
            return key not in self.opposed, key in shared, not policy, -len(one.claims)

        return tuple(sorted(self.named[author].values(), key=rank))

    @property
    def mentions(self) -> Iterator[Mention]:
        """What is named, and by whom: first the fewest things that include one of every author.

        What several authors name is listed once; what is most telling of an author comes first.
        """
        found: dict[tuple[VariableId, frozenset[str]], Mention] = {}
        for author in self.named:
            for one in self.naming(author):
                named, authors = found.get((one.variable, one.leaves_open), (one, ()))
                found[one.variable, one.leaves_open] = named, (*authors, author)
        waiting = set(self.named)
        while waiting:
            key = max(found, key=lambda key: len(waiting.intersection(found[key][1])))
            waiting.difference_update(found[key][1])
            yield found.pop(key)
        yield from found.values()

    @property
    def so(self) -> tuple[Statement, ...]:
        """Who says that the term itself was so; for an effect, only who names no cause."""
        every = self.found.occurring.get(self.term, ())
        return tuple(one for one in every if self.mirror or one.author not in self.named)

    @property
    def exact(self) -> int:
        """How many authors write about this very term, and not only about kinds of it."""
        return sum(any(self.term in one.ends for one in by.values()) for by in self.named.values())

    def standing(
        self, author: ExplanationId, variable: VariableId, other: ExplanationId
    ) -> Standing:
        """How what one author names relates to what another names; the first answer that applies.

        Args:
            author: One author.
            variable: What the author names.
            other: The other author.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> one = fpcase.compare(case).same_effect[0]
        >>> author, other = one.authors[:2]
        >>> one.standing(author, one.naming(author)[0].variable, other) in Standing
        True
        """
        two = (author, other) if (author, other) in self.shared else (other, author)
        if (author, variable) in self.shared[two]:
            return Standing.SHARED
        if self._sets_aside(other, variable) or self._is_contradicted(two, variable):
            return Standing.RIVAL
        if any(self._lead(two, variable, named) for named in self.named[other]):
            return Standing.NESTED
        return Standing.SIDE_BY_SIDE

    def _sets_aside(self, author: ExplanationId, variable: VariableId) -> bool:
        every = self.found.case.explanations[author].sets_aside
        return variable in {one.variable for one in every}

    def _is_contradicted(
        self, two: tuple[ExplanationId, ExplanationId], variable: VariableId
    ) -> bool:
        near, far = (0, 1) if self.mirror else (1, 0)
        return any(
            side.matter[far] == variable and self.found.tree.way(side.matter[near], self.term)
            for one in self.found.between_two
            if one.kind is Kind.CONTRADICT and len(one.matter) > 1 and set(one.authors) == set(two)
            for side in (one.left, one.right)
        )

    def _lead(
        self, two: tuple[ExplanationId, ExplanationId], one: VariableId, other: VariableId
    ) -> bool:
        """Whether an arrow or a chain of either author leads from one cause to the other."""
        kinds = {way.term for way in self.found.tree.line(self.term)} - {self.term}

        def avoids(path: tuple[VariableId, ...]) -> bool:
            return not any(
                node in kinds or self.found.tree.way(node, self.term) for node in path[1:-1]
            )

        return any(
            self.found.maps[author].leads(*ends, avoids)
            for author in two
            for ends in ((one, other), (other, one))
        )


FEWEST = 3
"""So many authors must discuss a thing before it is worth a row for that alone."""


def divergences(said: Pairwise, *, mirror: bool = False) -> tuple[Divergence, ...]:
    """Every effect in line with an outcome that authors explain by different causes.

    An effect is a variable or a broader term, and all that lies under it counts as one of its
    kinds. Of terms in line that concern the same authors only the narrowest is shown, and none
    where every two authors share a cause. The mirror, for consequences, is shown of causes that
    are in line with an outcome, or one of whose consequences is, or from which three authors argue.

    What more authors speak of, and say to be so, comes first: what many make something different
    of tells more than what two do. Then come outcomes, those of which fewer pairs of authors share
    a cause, and fewer causes. Of the mirror causes that are no outcome come before all others.

    Args:
        said: What authors say, and how their statements stand to each other.
        mirror: Whether to look for one cause with different consequences.
    """
    explains = said.explains
    found = {
        term: by_author
        for term, by_author in _named(said, mirror=mirror).items()
        if len(by_author) > 1
        and (
            explains(term)
            or (mirror and len(by_author) >= FEWEST)
            or (mirror and any(map(explains, frozenset().union(*by_author.values()))))
        )
    }
    broader: set[VariableId] = set()
    for term, by_author in found.items():
        for way in said.tree.line(term)[1:]:
            if way.term in found and found[way.term].keys() == by_author.keys():
                broader.add(way.term)
    made = [
        Divergence(term=term, mirror=mirror, named=by_author, found=said)
        for term, by_author in found.items()
        if term not in broader
    ]

    def rank(one: Divergence) -> tuple[object, ...]:
        causes = sum(map(len, one.named.values()))
        return (
            mirror and explains(one.term),
            -one.exact,
            -len(one.named),
            -len({said.author for said in one.so}),
            one.term not in said.outcomes,
            one.sharing,
            causes,
            one.term,
        )

    shown = (one for one in made if one.sharing < len(one.shared) and one.differs)
    return tuple(sorted(shown, key=rank))


def _named(
    said: Pairwise, *, mirror: bool
) -> dict[VariableId, dict[ExplanationId, dict[VariableId, Named]]]:
    """Term -> author -> what the author names as a cause of it and its kinds."""
    near, far = (0, 1) if mirror else (1, 0)
    found: dict[VariableId, dict[ExplanationId, dict[VariableId, Named]]] = {}
    tree = said.tree
    for one in said.view.causal:
        if not one.carries_chain:
            continue
        end, variable = one.matter[near], one.matter[far]
        for way in tree.line(end):
            if tree.in_line(variable, way.term):
                continue
            named = found.setdefault(way.term, {}).setdefault(one.author, {})
            known = named.get(variable) or Named(variable=variable, ends={}, claims=())
            open_ = turned(one.leaves_open, turns=way.turned) | known.ends.get(end, frozenset())
            named[variable] = Named(
                variable=variable, ends={**known.ends, end: open_}, claims=(*known.claims, one.id)
            )
    return found


@attrs.frozen(kw_only=True)
class SoleConsequences:
    """What single authors say to follow from a thing that several discuss.

    Attributes:
        term: The thing.
        authors: Who discusses it.
        claims: The claims on consequences of which no other author speaks.
    """

    term: VariableId
    authors: tuple[ExplanationId, ...]
    claims: tuple[Statement, ...]


def sole_consequences(said: Pairwise, fewest: int = FEWEST) -> tuple[SoleConsequences, ...]:
    """What single authors say to follow from what several discuss.

    No other author speaks of the consequence, of a kind of it, or of a term above it: the others
    are silent, which is not denial. More authors who discuss the thing come first, then policy.

    Args:
        said: What authors say, in every voice.
        fewest: How many authors must discuss a thing.
    """
    every, line = said.statements, said.tree.line
    speaking = grouped((term, one.author) for one in every for term in one.matter)
    discussing = {term: tuple(dict.fromkeys(authors)) for term, authors in speaking.items()}
    below = grouped(
        (way.term, author)
        for term, authors in discussing.items()
        for way in line(term)
        for author in authors
    )

    def is_alone(author: ExplanationId, term: VariableId) -> bool:
        above = (discussing.get(way.term, ()) for way in line(term))
        return {author}.issuperset(chain(below[term], *above))

    found = grouped(
        (one.matter[0], one)
        for one in every
        if one.carries_chain
        and len(discussing[one.matter[0]]) >= fewest
        and is_alone(one.author, one.matter[-1])
    )
    made = (
        SoleConsequences(
            term=term,
            authors=discussing[term],
            claims=tuple(claims),
        )
        for term, claims in found.items()
    )
    return tuple(
        sorted(made, key=lambda one: (-len(one.authors), not said.is_policy(one.term), one.term))
    )
