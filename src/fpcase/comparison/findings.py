"""What is found where several authors are compared, computed when it is first asked for."""

from collections import Counter
from functools import cached_property

import attrs
import networkx as nx

from fpcase.comparison.causes import (
    Divergence,
    SoleConsequences,
    divergences,
    sole_consequences,
)
from fpcase.comparison.centrality import Role, roles
from fpcase.comparison.points import Point, agreements, points
from fpcase.comparison.relations import Kind, Pairwise
from fpcase.comparison.theory_points import TheoryPoint, theory_points
from fpcase.model import Basis, CausalClaim, DescriptiveClaim, ExplanationId
from fpcase.model.wording import counted
from fpcase.statements import Voice


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


@attrs.frozen(kw_only=True, repr=False, eq=False, slots=False)
class Findings(Pairwise):
    """All that is found where several authors are compared; nothing is written out here.

    What takes long is computed when it is first asked for, and kept; so the screen, the tables,
    the report and the figures count the same.

    Attributes:
        view: The case as it was looked at.
    """

    @cached_property
    def totals(self) -> Totals:
        """How many claims there are, and how many of them are compared.

        >>> import fpcase
        >>> found = fpcase.study("kazakhstan").compare().totals
        >>> parts = found.own + found.reported + found.inferred + found.general + found.filtered
        >>> parts == found.coded
        True
        """
        view = self.view
        said = {str(one.id): one for one in view.statements}
        chosen = [view.whole.explanations[author] for author in view.authors]
        counts: Counter[str] = Counter()
        for author in chosen:
            claims: list[CausalClaim | DescriptiveClaim] = [*author.claims.values()]
            for claim in (*claims, *author.descriptions.values()):
                one = said.get(f"{author.id}/{claim.id}")
                if claim.basis is Basis.INFERRED and not view.include_inferred:
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

    @cached_property
    def lead_points(self) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
        """The kindred matters on which authors oppose each other, and on which they are alike."""
        opposite = (
            point
            for kind in (Kind.CONTRADICT, Kind.DIFFER_BY_SCOPE)
            for point in points(self, self.leads, kind)
        )
        return tuple(opposite), points(self, self.leads, Kind.AGREE)

    @cached_property
    def contradictions(self) -> tuple[Point, ...]:
        """The points on which authors contradict each other."""
        return points(self, self.between_two, Kind.CONTRADICT)

    @cached_property
    def pulling_apart(self) -> tuple[Point, ...]:
        """The points on which descriptions that can both be right lean opposite ways."""
        return points(self, self.between_two, Kind.PULL_APART)

    @cached_property
    def by_scope(self) -> tuple[Point, ...]:
        """The points on which authors differ, but of different times or conditions."""
        return points(self, self.between_two, Kind.DIFFER_BY_SCOPE)

    @cached_property
    def agreements(self) -> tuple[Point, ...]:
        """The points on which authors agree."""
        return agreements(self)

    @cached_property
    def same_effect(self) -> tuple[Divergence, ...]:
        """The effects that authors explain by different causes."""
        return divergences(self)

    @cached_property
    def same_cause(self) -> tuple[Divergence, ...]:
        """The causes to which authors ascribe different consequences."""
        return divergences(self, mirror=True)

    @cached_property
    def sole_consequences(self) -> tuple[SoleConsequences, ...]:
        """What single authors say to follow from what several discuss."""
        return sole_consequences(self)

    @cached_property
    def theories(self) -> tuple[TheoryPoint, ...]:
        """Where theories divide the authors."""
        return theory_points(self)

    @cached_property
    def roles(self) -> dict[ExplanationId, dict[str, Role]]:
        """Each variable's role in each author's diagram."""
        return {
            author: roles(nx.MultiDiGraph(one.bundles.arrows)) for author, one in self.maps.items()
        }
