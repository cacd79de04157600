"""Points on which authors agree or part: the relations on one matter, side by side."""

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from fpcase.comparison.author_maps import OwnChains
from fpcase.comparison.relations import Ground, Kind, Relation
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.statements import Matter, Statement
from fpcase.statements.broader import Tree
from fpcase.statements.signs import turned

GROUNDS = tuple(Ground)


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
    """A matter on which authors agree or part, with the relations of one kind on it.

    Attributes:
        matter: What they speak of, in their narrowest common terms.
        kind: How they stand to each other.
        relations: The relations of each two of their statements.
        twice: Authors who give two values for one time; such a point comes last.
        alike: Other matters under the same broadest terms on which authors agree likewise.
    """

    matter: Matter
    kind: Kind
    relations: tuple[Relation, ...]
    twice: tuple[ExplanationId, ...] = ()
    alike: tuple[Matter, ...] = ()

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """Who says what, those with more authors first."""
        found: dict[frozenset[str], dict[Statement | OwnChains, None]] = {}
        for one in self.relations:
            found.setdefault(one.left_open, {})[one.left] = None
            found.setdefault(one.right_open, {})[one.right] = None
        sides = [Side(leaves_open=open_, said=tuple(said)) for open_, said in found.items()]
        return tuple(sorted(sides, key=lambda side: (-len(side.authors), min(side.authors))))

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """Whom it concerns."""
        return tuple(dict.fromkeys(author for side in self.sides for author in side.authors))

    @property
    def claims(self) -> tuple[FullClaimId, ...]:
        """The claims that make it."""
        return tuple(dict.fromkeys(claim for one in self.relations for claim in one.claims))

    @property
    def ground(self) -> Ground:
        """The firmest ground that one of its relations has."""
        return min((one.ground for one in self.relations), key=GROUNDS.index)

    @property
    def steps(self) -> int:
        """The fewest steps up to broader terms in one of its relations."""
        return min(one.steps for one in self.relations)

    @property
    def approximate(self) -> bool:
        """Whether it rests on dates that are only about right."""
        return all(one.approximate for one in self.relations)

    @property
    def rank(self) -> tuple[object, ...]:
        """Its place among points of its kind: what a reader can rely on most comes first."""
        return (
            bool(self.twice),
            GROUNDS.index(self.ground),
            -len(self.authors),
            not any(one.plain for one in self.relations),
            self.steps,
            self.matter,
        )


def points(
    relations: Iterable[Relation], kind: Kind, twice: Mapping[Matter, tuple[ExplanationId, ...]]
) -> tuple[Point, ...]:
    """The points of one kind, in the order in which a reader should meet them.

    Own words come before reports, forecasts and chains, then more authors, what both texts say
    explicitly and plainly, and fewer steps. Where an author gives two values for one time, the
    point comes last.

    Args:
        relations: How statements stand to each other.
        kind: The kind asked for.
        twice: Matter -> the authors who give two values of it for one time.
    """
    found: dict[Matter, list[Relation]] = {}
    for one in relations:
        if one.kind is kind:
            found.setdefault(one.matter, []).append(one)
    made = [
        Point(
            matter=matter,
            kind=kind,
            relations=tuple(made),
            twice=tuple(
                dict.fromkeys(
                    side.author
                    for one in made
                    for side in (one.left, one.right)
                    if side.author in twice.get(side.matter, ())
                )
            ),
        )
        for matter, made in found.items()
    ]
    return tuple(sorted(made, key=lambda point: point.rank))


def agreements(
    relations: Iterable[Relation],
    akin: Iterable[Relation],
    tree: Tree,
    policies: Iterable[VariableId],
) -> tuple[Point, ...]:
    """The points of agreement: one for each pair of broadest terms, and the sign between them.

    Under the same broadest terms the matter on which most authors agree stands for the others.
    More authors on one matter come first, then more who agree on kindred ones, then what the
    case explains, then fewer steps.

    Args:
        relations: How statements stand to each other.
        akin: The same for kindred matters.
        tree: The broader terms.
        policies: The outcomes of explanations and decisions.
    """
    grouped: dict[object, dict[Matter, list[Relation]]] = {}
    agreeing = [one for one in relations if one.kind is Kind.AGREE]
    for place, together in enumerate(_joined(one for one in agreeing if len(one.matter) == 1)):
        grouped[place] = {together[0].matter: together}
    for one in agreeing:
        if len(one.matter) > 1:
            grouped.setdefault(_top(one, tree), {}).setdefault(one.matter, []).append(one)
    kindred: dict[object, set[ExplanationId]] = {}
    for one in akin:
        if one.kind is Kind.AGREE:
            kindred.setdefault(_top(one, tree), set()).update(one.authors)
    outcomes = tuple(policies)
    ranked = []
    for top, by_matter in grouped.items():
        found = [
            Point(matter=matter, kind=Kind.AGREE, relations=tuple(made))
            for matter, made in by_matter.items()
        ]
        first, *others = sorted(found, key=lambda one: (-len(one.authors), one.rank))
        point = attrs.evolve(first, alike=tuple(one.matter for one in others))
        everybody = kindred.get(top, set()) | {a for one in found for a in one.authors}
        policy = any(tree.in_line(point.matter[-1], outcome) for outcome in outcomes)
        ranked.append(
            ((-len(point.authors), -len(everybody), not policy, point.steps, point.matter), point)
        )
    return tuple(point for _, point in sorted(ranked, key=lambda pair: pair[0]))


def _joined(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Descriptions that agree with each other, one by one: *no* and *yes* of two times do not."""
    found: list[tuple[Matter, set[FullClaimId], list[Relation]]] = []
    for one in relations:
        claims = set(one.claims)
        meeting = [group for group in found if group[0] == one.matter and group[1] & claims]
        found = [group for group in found if group not in meeting]
        joined = [relation for group in meeting for relation in group[2]]
        found.append((one.matter, claims.union(*(group[1] for group in meeting)), [*joined, one]))
    return [relations_ for _, _, relations_ in found]


def _top(relation: Relation, tree: Tree) -> object:
    """The broadest terms over a matter, and what is left open between them."""
    tops = [tree.top(term) for term in relation.matter]
    turns = sum(top.turned for top in tops) % 2
    open_ = turned(relation.left_open) if turns else relation.left_open
    return (*(top.term for top in tops), open_)
