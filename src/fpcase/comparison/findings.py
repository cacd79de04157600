"""What is found where several authors are compared, computed when it is first asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs
import networkx as nx

from fpcase.comparison.author_maps import AuthorMap, author_maps, claims_and_chains
from fpcase.comparison.causes import (
    Divergence,
    Said,
    SoleConsequences,
    divergences,
    sole_consequences,
)
from fpcase.comparison.centrality import Role, roles
from fpcase.comparison.meetings import Meeting, meetings
from fpcase.comparison.points import Bearing, Point, agreements, bearing_of, points
from fpcase.comparison.relations import (
    Kind,
    Relation,
    SelfContradiction,
    relate,
    relate_chains,
    self_contradictions,
    taken_together,
)
from fpcase.comparison.theory_points import TheoryPoint, theory_points
from fpcase.model import Basis, Case, ExplanationId, FullClaimId
from fpcase.model.wording import counted
from fpcase.statements import Matter, Statement, Tree, View, Voice, tree_of


@attrs.frozen(kw_only=True)
class Totals:
    """The claims of a case's authors; what they are made of adds up to those that are coded.

    Attributes:
        coded: Causal and descriptive claims, all of them.
        own: Those compared that the authors make in their own words.
        reported: Those compared that the authors report of others.
        inferred: The coder's own readings, left out.
        general: Premises on states in general, left out.
        filtered: What filters leave out.
        descriptions: How many of those coded say what was so.
        forecasts: Predictions that are compared beside the claims.
    """

    coded: int
    own: int
    reported: int
    inferred: int
    general: int
    filtered: int
    descriptions: int
    forecasts: int

    @property
    def sentence(self) -> str:
        """The sum in one sentence."""
        counts = {
            "own": self.own,
            "reported": self.reported,
            "inferred": self.inferred,
            "general": self.general,
            "left out by filters": self.filtered,
        }
        parts = [f"{number} {what}" for what, number in counts.items() if number]
        kinds = f": {', '.join(parts)}" if self.own != self.coded else ""
        forecast = f"; {counted(self.forecasts, 'forecast')}" if self.forecasts else ""
        return f"{counted(self.coded, 'claim')}{kinds}{forecast}."


def totals(view: View) -> Totals:
    """How many claims there are, and how many of them are compared.

    Args:
        view: What is looked at.

    >>> import fpcase
    >>> found = totals(View.of(fpcase.load_case(fpcase.bundled_case("kazakhstan"))))
    >>> parts = found.own + found.reported + found.inferred + found.general + found.filtered
    >>> parts == found.coded
    True
    """
    said = {str(one.id): one for one in view.statements}
    counts: Counter[str] = Counter()
    chosen = [view.whole.explanations[author] for author in view.authors]
    for author in chosen:
        bases = {id_: claim.basis for id_, claim in author.claims.items()}
        bases |= {id_: claim.basis for id_, claim in author.descriptions.items()}
        for id_, basis in bases.items():
            one = said.get(f"{author.id}/{id_}")
            if basis is Basis.INFERRED and not view.include_inferred:
                counts["inferred"] += 1
            elif one is None:
                counts["filtered"] += 1
            else:
                counts["general" if one.is_general else one.voice.value] += 1
    return Totals(
        coded=counts.total(),
        own=counts["own"],
        reported=counts["reports"],
        inferred=counts["inferred"],
        general=counts["general"],
        filtered=counts["filtered"],
        descriptions=sum(len(author.descriptions) for author in chosen),
        forecasts=sum(one.voice is Voice.FORECASTS for one in said.values()),
    )


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Findings:
    """All that is found where several authors are compared; nothing is written out here.

    What takes long is computed when it is first asked for, and kept; so the screen, the tables,
    the report and the figures count the same.

    Attributes:
        view: The case as it was looked at.
    """

    view: View

    @property
    def case(self) -> Case:
        """The case, as the filters left it."""
        return self.view.case

    @property
    def authors(self) -> tuple[ExplanationId, ...]:
        """The authors compared."""
        return self.view.authors

    @cached_property
    def totals(self) -> Totals:
        """How many claims there are, and how many of them are compared."""
        return totals(self.view)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the authors say of this case in particular, in every voice."""
        return self.view.particular

    @cached_property
    def own(self) -> tuple[Statement, ...]:
        """What the authors say of this case in their own words."""
        return tuple(one for one in self.statements if one.voice is Voice.OWN)

    @cached_property
    def maps(self) -> Mapping[ExplanationId, AuthorMap]:
        """Every author's causal claims, to ask what they amount to between two variables."""
        return author_maps(self.view)

    @cached_property
    def tree(self) -> Tree:
        """The broader terms, with the terms in use."""
        return tree_of(self.case, {term for one in self.statements for term in one.matter})

    @cached_property
    def bearing(self) -> Bearing:
        """What terms have to do with the policy that the case explains."""
        return bearing_of(self.case, self.tree, self.own)

    @cached_property
    def _meetings(self) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
        return meetings(self.statements, self.tree)

    @cached_property
    def _every_by_chain(self) -> tuple[Relation, ...]:
        found = (relate_chains(*two) for two in claims_and_chains(self.maps))
        return tuple(relation for relation in found if relation)

    @cached_property
    def self_contradictions(self) -> tuple[SelfContradiction, ...]:
        """Authors who exclude their own claims."""
        return self_contradictions(self.own, self._every_by_chain)

    @cached_property
    def _excluded(self) -> frozenset[tuple[FullClaimId, Matter]]:
        """What authors say of a matter and exclude themselves, for one time, in own words."""
        made = (one for one in self.self_contradictions if not one.through_chains)
        return frozenset((claim, one.matter) for one in made for claim in one.claims)

    def _marked(self, relations: Iterable[Relation]) -> tuple[Relation, ...]:
        """Relations, with the authors named who say both of the matter."""
        return tuple(
            attrs.evolve(
                one,
                say_both=tuple(
                    side.author
                    for side in (one.left, one.right)
                    if isinstance(side, Statement) and (side.id, side.matter) in self._excluded
                ),
            )
            for one in relations
        )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """How every two statements on the same matter stand to each other."""
        return self._marked(taken_together(map(relate, self._meetings[0])))

    @cached_property
    def leads(self) -> tuple[Relation, ...]:
        """How statements on kindred matters stand to each other: leads, and no findings."""
        return self._marked(map(relate, self._meetings[1]))

    @cached_property
    def lead_points(self) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
        """The kindred matters on which authors oppose each other, and on which they are alike."""
        opposite = (
            point
            for kind in (Kind.CONTRADICT, Kind.DIFFER_BY_SCOPE)
            for point in points(self.leads, kind, self.bearing)
        )
        return tuple(opposite), points(self.leads, Kind.AGREE, self.bearing)

    @cached_property
    def by_chain(self) -> tuple[Relation, ...]:
        """How authors' own chains stand to direct claims: others', or their own told at length.

        Who denies what the own chains amount to stands among `self_contradictions`.
        """
        return self._marked(
            one
            for one in self._every_by_chain
            if one.kind is not Kind.CONTRADICT or one.left.author != one.right.author
        )

    @cached_property
    def between_two(self) -> tuple[Relation, ...]:
        """How authors stand to each other on the same matter, directly or by a chain."""
        every = (*self.relations, *self.by_chain)
        return tuple(one for one in every if one.left.author != one.right.author)

    @cached_property
    def contradictions(self) -> tuple[Point, ...]:
        """The points on which authors contradict each other."""
        return points(self.between_two, Kind.CONTRADICT, self.bearing)

    @cached_property
    def pulling_apart(self) -> tuple[Point, ...]:
        """The points on which descriptions that can both be right lean opposite ways."""
        return points(self.between_two, Kind.PULL_APART, self.bearing)

    @cached_property
    def by_scope(self) -> tuple[Point, ...]:
        """The points on which authors differ, but of different times or conditions."""
        return points(self.between_two, Kind.DIFFER_BY_SCOPE, self.bearing)

    @cached_property
    def agreements(self) -> tuple[Point, ...]:
        """The points on which authors agree."""
        return agreements(self.relations, self.leads, self.bearing)

    @cached_property
    def same_effect(self) -> tuple[Divergence, ...]:
        """The effects that authors explain by different causes."""
        return divergences(self.view.causal, self._said)

    @cached_property
    def same_cause(self) -> tuple[Divergence, ...]:
        """The causes to which authors ascribe different consequences."""
        return divergences(self.view.causal, self._said, mirror=True)

    @cached_property
    def sole_consequences(self) -> tuple[SoleConsequences, ...]:
        """What single authors say to follow from what several discuss."""
        return sole_consequences(self.statements, self.bearing)

    @cached_property
    def _said(self) -> Said:
        return Said(
            bearing=self.bearing,
            contradictions=tuple(one for p in self.contradictions for one in p.relations),
            maps=self.maps,
            set_aside={
                author: frozenset(one.variable for one in explanation.sets_aside)
                for author, explanation in self.case.explanations.items()
            },
        )

    @cached_property
    def theories(self) -> tuple[TheoryPoint, ...]:
        """Where theories divide the authors."""
        return theory_points(self.view, self.maps)

    def reversing(self, matter: Matter) -> tuple[ExplanationId, ...]:
        """The authors who claim that the effect moves the cause.

        Args:
            matter: Cause and effect.

        >>> import fpcase
        >>> compared = fpcase.study("kazakhstan").compare()
        >>> compared.reversing(("regime-bargaining", "russian-imposition"))
        ('aitiev-2015',)
        """
        cause, effect = matter[-1], matter[0]
        return tuple(
            a for a, one in self.maps.items() if effect in one.bundles.after.get(cause, ())
        )

    @cached_property
    def roles(self) -> dict[ExplanationId, dict[str, Role]]:
        """Each variable's role in each author's diagram."""
        return {
            author: roles(nx.MultiDiGraph(one.bundles.arrows)) for author, one in self.maps.items()
        }
