"""Points on which authors agree or part, in the order in which a reader should meet them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

import attrs
import networkx as nx

from fpcase.comparison.author_maps import OwnChains
from fpcase.comparison.relations import Ground, Kind, Pairwise, Relation, lifted
from fpcase.model import ExplanationId, FullClaimId
from fpcase.model.fields import grouped
from fpcase.statements import Matter, Statement, Tree, Voice

GROUNDS = tuple(Ground)
TWO = 2


@attrs.frozen(kw_only=True)
class Side:
    """Those who say one thing of a matter.

    Attributes:
        leaves_open: What they leave open, said of the matter's terms.
        said: Their statements, or an author's own chains.
    """

    leaves_open: frozenset[str]
    said: tuple[Statement | OwnChains, ...]

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """Who they are."""
        return tuple(dict.fromkeys(one.author for one in self.said))


@attrs.frozen(kw_only=True, eq=False)
class Point:
    """A matter on which authors agree or differ, with the relations of one kind on it.

    Attributes:
        matter: What they speak of, in their narrowest common terms.
        kind: How they stand to each other.
        relations: The relations of each two of their statements.
        beside: What other authors answer in the variable's own values, without being part of these
            relations; in a contradiction, no answers about another time or condition.
        alike: Other matters under the same broadest terms on which authors agree likewise.
    """

    matter: Matter
    kind: Kind
    relations: tuple[Relation, ...]
    beside: tuple[Statement, ...] = ()
    alike: tuple[Matter, ...] = ()

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Who says what, those with more authors first."""
        sided = [pair for one in self.relations for pair in one.sides]
        found = grouped([*sided, *((one.leaves_open, one) for one in self.beside)])
        sides = [
            Side(leaves_open=open_, said=tuple(dict.fromkeys(said)))
            for open_, said in found.items()
        ]

        def rank(side: Side) -> tuple[object, ...]:
            return set(self.beside).issuperset(side.said), -len(side.authors), min(side.authors)

        return tuple(sorted(sides, key=rank))

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """Whom it concerns."""
        return tuple(dict.fromkeys(author for side in self.sides for author in side.authors))

    @property
    def parted(self) -> int:
        """How many authors are on one side only."""
        stands = Counter(author for side in self.sides for author in side.authors)
        return sum(number == 1 for number in stands.values())

    @property
    def in_words(self) -> bool:
        """Whether they answer in a variable's own values, which say more than yes and low."""
        return self.relations[0].left.own_values

    @property
    def claims(self) -> tuple[FullClaimId, ...]:
        """The claims that it consists of."""
        return tuple(dict.fromkeys(claim for one in self.relations for claim in one.claims))

    @property
    def ground(self) -> Ground:
        """The firmest ground that one of its relations has."""
        return min((one.ground for one in self.relations), key=GROUNDS.index)

    @property
    def firmness(self) -> int:
        """How firm its ground is, 0 the firmest; differences of emphasis are all alike."""
        return 0 if self.kind is Kind.PULL_APART else GROUNDS.index(self.ground)

    @property
    def say_both(self) -> tuple[ExplanationId, ...]:
        """The authors who contradict what they say here, in a statement about the same time."""
        return tuple(dict.fromkeys(author for one in self.relations for author in one.say_both))

    @property
    def comes_last(self) -> bool:
        """Whether it rests only on authors who say both."""
        return all(one.say_both for one in self.relations)

    @property
    def steps(self) -> int:
        """The fewest steps up to broader terms in one of its relations."""
        return min(one.steps for one in self.relations)

    @property
    def approximate(self) -> bool:
        """Whether it rests on dates that are only approximate."""
        return all(one.approximate for one in self.relations)

    @property
    def of_other_times(self) -> bool:
        """Whether some of these authors write about times that do not overlap.

        Two dates that are both approximate, as the time of writing is, do not show this.
        """
        agreeing = self.relations if self.kind is Kind.AGREE else ()
        pairs = [(one.left, one.right) for one in agreeing]
        pairs += [(one, side.left) for one in self.beside for side in self.relations]
        return any(
            not one.scope.meets(other.scope)
            and not (one.scope.approximate and other.scope.approximate)
            for one, other in pairs
        )

    @property
    def exact_speakers(self) -> frozenset[ExplanationId]:
        """The authors who write about these very terms in their own words."""
        said = (one for side in self.sides for one in side.said)
        return frozenset(
            one.author for one in said if one.voice is Voice.OWN and one.matter == self.matter
        )


def points(found: Pairwise, relations: Iterable[Relation], kind: Kind) -> tuple[Point, ...]:
    """The points of one kind, in the order in which a reader should meet them.

    Own words come before reports, forecasts and chains, but where only emphasis differs: there a
    forecast beside an account of what came is worth as much. Then come answers in a variable's own
    values, with all who answer, whatever they are to each other (but answers for different times,
    where yes and no say as much); what parts more authors, what bears on policy (an outcome, or
    what is said of the deciding state itself), what both texts say explicitly and plainly, what
    takes fewer steps, and that from which the authors argue more. Points that rest on authors alone
    who say both come last.

    Args:
        found: What authors say.
        relations: How their statements stand to each other.
        kind: The kind asked for.
    """
    every = tuple(relations)
    related = grouped((one.matter, one) for one in every if one.kind is kind)
    answers = grouped(
        (one.matter, said)
        for one in every
        for _, said in one.sides
        if isinstance(said, Statement) and said.own_values
    )

    def rank(point: Point) -> tuple[object, ...]:
        return (
            point.comes_last,
            point.firmness,
            not point.in_words and kind is not Kind.DIFFER_BY_SCOPE,
            -point.parted,
            not found.is_policy(point.matter[-1]),
            not any(one.plain for one in point.relations),
            point.steps,
            -found.argued(point.matter[-1], point.authors),
            point.matter,
        )

    made = (
        Point(
            matter=matter,
            kind=kind,
            relations=tuple(of),
            beside=tuple(
                one
                for one in dict.fromkeys(answers.get(matter, ()))
                if _stands_beside(one, kind, of)
            ),
        )
        for matter, of in related.items()
    )
    return tuple(sorted(made, key=rank))


def _stands_beside(answer: Statement, kind: Kind, relations: Iterable[Relation]) -> bool:
    """Whether another author's answer belongs beside relations.

    Who contradict each other exclude nothing that is said of another time or condition: unless it
    is the same as an answer of theirs, it belongs to what is said of different times alone. There,
    in turn, no answer belongs that is of one time with another answer.

    Args:
        answer: The answer, in a variable's own values.
        kind: The relations' kind.
        relations: The relations.
    """
    said = [side for one in relations for _, side in one.sides]
    words = {one.leaves_open for one in said}
    opposed = any(
        one.leaves_open != answer.leaves_open and one.scope.overlaps(answer.scope) for one in said
    )
    fits = {
        Kind.CONTRADICT: opposed or answer.leaves_open in words,
        Kind.DIFFER_BY_SCOPE: not opposed,
    }
    return answer.author not in {one.author for one in said} and fits.get(kind, True)


def agreements(found: Pairwise) -> tuple[Point, ...]:
    """The points of agreement: one for each pair of broadest terms, and the sign between them.

    Of descriptions there is one for each set that all agree with each other. Under the same
    broadest terms the matter on which most authors agree stands for the others.
    What more than two authors say of the very terms in their own words comes first; of that,
    effects before descriptions, since to agree why is more than to agree what; then what bears on
    policy, more such authors, more authors in any voice, more who agree on kindred matters, that
    from which they argue more, and fewer steps.

    Args:
        found: What authors say, and how their statements stand to each other.
    """
    tree = found.tree
    by_top: dict[object, dict[Matter, list[Relation]]] = {}
    agreeing = [one for one in found.relations if one.kind is Kind.AGREE]
    for place, together in enumerate(_agreeing(one for one in agreeing if len(one.matter) == 1)):
        by_top[place] = {together[0].matter: together}
    for one in agreeing:
        if len(one.matter) > 1:
            by_top.setdefault(_top(one, tree), {}).setdefault(one.matter, []).append(one)
    kindred = grouped(
        (_top(one, tree), author)
        for one in found.leads
        if one.kind is Kind.AGREE
        for author in one.authors
    )

    def rank(top: object, point: Point) -> tuple[object, ...]:
        return (
            point.comes_last,
            len(firm := point.exact_speakers) <= TWO,
            -len(point.matter),
            not found.is_policy(point.matter[-1]),
            -len(firm),
            -len(point.authors),
            -len({*kindred.get(top, ()), *point.authors}),
            -found.argued(point.matter[-1], point.authors),
            point.steps,
            point.matter,
        )

    ranked = []
    for top, by_matter in by_top.items():
        made = (
            Point(matter=matter, kind=Kind.AGREE, relations=tuple(of))
            for matter, of in by_matter.items()
        )
        (_, first), *others = sorted((rank(top, one), one) for one in made)
        point = attrs.evolve(first, alike=tuple(one.matter for _, one in others))
        ranked.append((rank(top, point), point))
    return tuple(point for _, point in sorted(ranked, key=lambda pair: pair[0]))


def _agreeing(relations: Iterable[Relation]) -> Iterator[list[Relation]]:
    """Descriptions of one matter that all agree with each other, in sets as large as can be.

    *Increase* and *steady* agree with *yes*, and not with each other: these are two sets.
    """
    for found in grouped((one.matter, one) for one in relations).values():
        said = [
            (_content(one.left, one.left_open), _content(one.right, one.right_open))
            for one in found
        ]
        every = list(dict.fromkeys(content for two in said for content in two))
        alike = (
            (one, other)
            for one, other in combinations(every, 2)
            if one[0] == other[0] and not (one[1] == other[1] and one[2].isdisjoint(other[2]))
        )
        graph: nx.Graph[_Content] = nx.Graph([*said, *alike])
        sets = sorted(nx.find_cliques(graph), key=lambda some: sorted(map(every.index, some)))
        pairs = [*zip(found, said, strict=True)]
        together = ([one for one, two in pairs if set(two).issubset(some)] for some in sets)
        yield from filter(None, together)  # contents that are merely alike relate no two authors


_Content = tuple[frozenset[str], Matter, frozenset[str]]


def _content(said: Statement | OwnChains, leaves_open: frozenset[str]) -> _Content:
    """What somebody says of a matter; of what is said of narrower terms also what it is there."""
    return leaves_open, said.matter, said.leaves_open


def _top(relation: Relation, tree: Tree) -> object:
    """The broadest terms over a matter, and what is left open between them."""
    tops = [tree.top(term) for term in relation.matter]
    return (*(top.term for top in tops), lifted(relation.left_open, tops))
