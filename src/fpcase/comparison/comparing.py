"""The comparison of several authors: what they share, and where they part."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations

import attrs

from fpcase.comparison import comparison_tables as made
from fpcase.comparison.alone import Alone, said_alone
from fpcase.comparison.author_maps import (
    AuthorMap,
    Pair,
    ShortChains,
    author_maps,
    short_chains,
    told_by,
)
from fpcase.comparison.bearing import Bearing, bearing_of
from fpcase.comparison.causes import Divergence, Said, divergences
from fpcase.comparison.centrality import Role, roles
from fpcase.comparison.distances import MEASURES
from fpcase.comparison.meetings import Meeting, meetings
from fpcase.comparison.points import Point, agreements, points
from fpcase.comparison.relations import Kind, Relation, relate, relate_chains, taken_together
from fpcase.comparison.schools import TheoryPoint, theory_points
from fpcase.comparison.screen import first_screen, whole_text
from fpcase.comparison.tables import Result, Table
from fpcase.comparison.themselves import SelfContradiction, self_contradictions
from fpcase.comparison.totals import Totals, totals
from fpcase.diagrams.causal import causal_diagram
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted, in_one_line
from fpcase.statements import Matter, Statement, Voice
from fpcase.statements.broader import Tree, tree_of
from fpcase.statements.views import View, view_of


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Comparison(Result):
    """What several authors share, and where they part.

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

    @property
    def title(self) -> str:
        """The case and its authors."""
        labels = ", ".join(self.case.label(author) for author in self.authors)
        return f"{self.case.title}: {labels or 'no authors'}"

    @cached_property
    def totals(self) -> Totals:
        """How many claims there are, and how many of them are compared."""
        return totals(self.view)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the authors say of this case, in every voice; general premises are left out."""
        return tuple(one for one in self.view.statements if not one.is_general)

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
    def _chains(self) -> Mapping[ExplanationId, ShortChains]:
        return short_chains(self.maps)

    @cached_property
    def _meetings(self) -> tuple[tuple[Meeting, ...], tuple[Meeting, ...]]:
        return meetings(self._heard, self.tree)

    @property
    def _heard(self) -> Iterable[Statement]:
        """What is compared: a report stands for its author only where no own word does."""
        spoken = {(one.author, one.matter) for one in self.own}
        return (
            one
            for one in self.statements
            if one.voice is not Voice.REPORTS or (one.author, one.matter) not in spoken
        )

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """How every two statements on the same matter stand to each other."""
        return tuple(taken_together(map(relate, self._meetings[0])))

    @cached_property
    def leads(self) -> tuple[Relation, ...]:
        """How statements on kindred matters stand to each other: leads, and no findings."""
        return tuple(map(relate, self._meetings[1]))

    @cached_property
    def by_chain(self) -> tuple[Relation, ...]:
        """How authors' own chains stand to direct claims, their own and others'."""
        found = (relate_chains(*told) for told in told_by(self.maps, self._chains))
        return tuple(relation for relation in found if relation)

    @cached_property
    def self_contradictions(self) -> tuple[SelfContradiction, ...]:
        """Authors who exclude their own claims."""
        return self_contradictions(self.own, self.by_chain)

    @cached_property
    def _opposing(self) -> tuple[Relation, ...]:
        """How authors stand to each other, but for those who are of two minds on the matter."""
        of_two_minds = {(one.author, one.matter) for one in self.self_contradictions}
        every = (*self.relations, *self.by_chain)
        return tuple(
            one
            for one in every
            if one.left.author != one.right.author
            and (one.left.author, one.left.matter) not in of_two_minds
            and (one.right.author, one.right.matter) not in of_two_minds
        )

    @cached_property
    def contradictions(self) -> tuple[Point, ...]:
        """The points on which authors contradict each other.

        An author who says both of a matter is party to no contradiction on it: see
        `self_contradictions`.
        """
        return points(self._opposing, Kind.CONTRADICT, self.bearing)

    @cached_property
    def pulling_apart(self) -> tuple[Point, ...]:
        """The points on which descriptions that can both be right lean opposite ways."""
        return points(self._opposing, Kind.PULL_APART, self.bearing)

    @cached_property
    def by_scope(self) -> tuple[Point, ...]:
        """The points on which authors differ, but of different times or conditions."""
        return points(self._opposing, Kind.DIFFER_BY_SCOPE, self.bearing)

    @cached_property
    def agreements(self) -> tuple[Point, ...]:
        """The points on which authors agree."""
        return agreements(self.relations, self.leads, self.bearing)

    @cached_property
    def same_effect(self) -> tuple[Divergence, ...]:
        """The effects that authors explain by different causes."""
        return divergences(self._causal, self._said)

    @cached_property
    def same_cause(self) -> tuple[Divergence, ...]:
        """The causes to which authors ascribe different consequences."""
        return divergences(self._causal, self._said, mirror=True)

    @cached_property
    def alone(self) -> tuple[Alone, ...]:
        """What single authors say to follow from what several discuss."""
        return said_alone(self.statements, self.bearing)

    @property
    def _causal(self) -> Iterable[Statement]:
        return (one for one in self.own if one.is_causal)

    @cached_property
    def _said(self) -> Said:
        return Said(
            bearing=self.bearing,
            contradictions=tuple(one for p in self.contradictions for one in p.relations),
            chains=self._chains,
            set_aside={
                author: frozenset(one.variable for one in explanation.sets_aside)
                for author, explanation in self.case.explanations.items()
            },
        )

    @cached_property
    def theories(self) -> tuple[TheoryPoint, ...]:
        """Where theories part the authors."""
        return theory_points(self.view, self.maps)

    def reversing(self, matter: Matter) -> tuple[ExplanationId, ...]:
        """The authors who claim that the effect moves the cause.

        Args:
            matter: Cause and effect.

        >>> import fpcase
        >>> comparison = compare(fpcase.load_case(fpcase.bundled_case("kazakhstan")))
        >>> comparison.reversing(("power-seeking", "anarchy"))
        ('cai-2022',)
        """
        back: Pair = (matter[-1], matter[0])
        return tuple(author for author, one in self.maps.items() if one.moves(back))

    @cached_property
    def roles(self) -> dict[ExplanationId, dict[str, Role]]:
        """Each variable's role in each author's diagram."""
        return {author: roles(causal_diagram(self.view, [author])) for author in self.authors}

    @cached_property
    def overlap(self) -> dict[tuple[ExplanationId, ExplanationId], dict[str, float | None]]:
        """How alike every two authors' diagrams are, by each measure."""
        diagrams = {author: causal_diagram(self.view, [author]) for author in self.authors}
        return {
            (left, right): {
                name: measure(diagrams[left], diagrams[right]) for name, measure in MEASURES.items()
            }
            for left, right in combinations(self.authors, 2)
        }

    @property
    def text(self) -> str:
        """The comparison on one screen, in plain words: what a reader should meet first.

        >>> import fpcase
        >>> comparison = compare(fpcase.load_case(fpcase.bundled_case("kazakhstan")))
        >>> len(comparison.text.splitlines()) <= 45
        True
        """
        return first_screen(self)

    @property
    def whole_text(self) -> str:
        """The same with every row."""
        return whole_text(self)

    def __repr__(self) -> str:
        """The counts that one looks for first."""
        return (
            f"<Comparison of {counted(len(self.authors), 'author')} in {self.case.id} "
            f"{in_one_line(self.case.version)}: "
            f"{counted(len(self.contradictions), 'contradiction')}, "
            f"{counted(len(self.agreements), 'agreement')}>"
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every result as a table, contradictions first."""
        return tuple(make(self) for make in made.TABLES)

    def to_records(self) -> list[dict[str, object]]:
        """How every two statements on the same matter stand to each other, one mapping each.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> sorted(fpcase.compare(case).to_records()[0])[:3]
        ['cause', 'dates approximate', 'effect']
        """
        return made.relations_table(self).to_records()

    def facts(self) -> dict[str, object]:
        """Case, version, authors and filters, and how many findings there are of each kind."""
        return {
            "case": self.case.id,
            "version": self.case.version,
            "authors": list(self.authors),
            "include_inferred": self.view.include_inferred,
            "include_reports": self.view.include_reports,
            "filters": list(self.view.applied),
            "claims": attrs.asdict(self.totals),
            "contradictions": len(self.contradictions),
            "agreements": len(self.agreements),
        }


@checked
def compare(of: Case | View) -> Comparison:
    """Compare what authors say: where they contradict each other, where they agree, and so on.

    Args:
        of: What is looked at: a case, or a study of one.

    Raises:
        FpcaseError: it is neither a case nor a study of one.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> comparison = compare(View.of(case, ["aitiev-2015", "hananya-2019"]))
    >>> comparison.contradictions[0].authors
    ('aitiev-2015', 'hananya-2019')
    """
    return Comparison(view=view_of(of))
