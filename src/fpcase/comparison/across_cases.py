"""Several countries side by side: which arrows hold in more than one, with what sign."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from itertools import chain

import attrs
import networkx as nx

from fpcase.comparison.author_maps import Pair
from fpcase.comparison.meetings import meetings
from fpcase.comparison.relations import Kind, relate
from fpcase.comparison.tables import Result, Table
from fpcase.model import Case, CaseId, ExplanationId, FpcaseError, FullClaimId, SourceId, VariableId
from fpcase.model.fields import grouped
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Position, Statement, Tree, View, tree_of, view_of
from fpcase.statements.signs import named


class Travel(Enum):
    """Whether an arrow travels from one case to others."""

    SAME = "same sign"
    """Some author says the same in every case that speaks of it."""
    OPPOSED = "other sign"
    """What is said in one case excludes what is said in another of the same time and conditions.
    These are different countries, so it is a difference between them, and no contradiction."""
    MIXED = "not the same"
    """Neither the same everywhere nor excluding each other."""


@attrs.frozen(kw_only=True)
class CasePositions:
    """What the authors of one case say of a pair directly.

    Attributes:
        positions: Their positions, in the order of the authors.
        authors: Who says so.
        works: The works that they are coded from.
        claims: Their claims, with the case's id in front.
    """

    positions: tuple[Position, ...]
    authors: tuple[ExplanationId, ...]
    works: tuple[SourceId, ...]
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class TravellingArrow:
    """An ordered pair of terms of which several cases speak.

    Attributes:
        pair: Cause and effect, in the narrowest terms common to the cases.
        said: What is said in each case that speaks of it.
        travel: Whether the sign is the same.
        steps: How many steps up to broader terms lie between the cases.
        akin: Whether only a third term joins them: a lead to follow, and no finding.
    """

    pair: Pair
    said: dict[CaseId, CasePositions]
    travel: Travel
    steps: int = 0
    akin: bool = False

    @property
    def terms(self) -> str:
        """In which terms the cases meet."""
        if self.akin:
            return "only under a broader term (a lead)"
        return f"in line, {counted(self.steps, 'step')}" if self.steps else "the same"

    @property
    def works(self) -> tuple[SourceId, ...]:
        """The works that speak of it; a single one, coded in each case, is one voice."""
        return tuple(dict.fromkeys(work for said in self.said.values() for work in said.works))


@attrs.frozen(kw_only=True, repr=False, eq=False)
class CaseComparison(Result):
    """Several cases on the variables that they share.

    Attributes:
        views: The cases as they were looked at.
        arrows: The pairs of variables of which several cases speak directly.
        shared: The variables used in several cases, with the cases.
        apart: The variables that the cases put under different broader terms, none of which is
            used.
    """

    views: tuple[View, ...]
    arrows: tuple[TravellingArrow, ...]
    shared: dict[VariableId, tuple[CaseId, ...]]
    apart: tuple[VariableId, ...] = ()

    @property
    def title(self) -> str:
        """The cases."""
        return " and ".join(view.case.title for view in self.views) or "no cases"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The arrows that several cases speak of, and the variables that they share."""
        return (self._arrows_table(), self._variables_table())

    @property
    def basis(self) -> str:
        """On which claims of which versions."""
        return " ".join(view.basis for view in self.views)

    def _arrows_table(self) -> Table:
        ids = [view.case.id for view in self.views]
        alone = sum(len(arrow.works) == 1 for arrow in self.arrows)
        apart = ", ".join(self.apart)
        note = f"The cases give different broader terms for {apart}, so none of them is used. "
        return self._table(
            "arrows",
            f"Ordered pairs of variables discussed directly in several cases ({len(self.arrows)}), "
            "in their narrowest common terms, with the positions and the number of authors. "
            "'Travels' says whether the sign is the same in each case. Pairs related only through "
            f"a broader term are leads, not findings. Pairs discussed by a single work that is "
            f"coded in each case: {alone}. {note if apart else ''}",
            self.arrows,
            {
                "cause": lambda arrow: arrow.pair[0],
                "effect": lambda arrow: arrow.pair[1],
                "travels": lambda arrow: arrow.travel,
                **{id_: partial(_short, id_) for id_ in ids},
                "works": lambda arrow: len(arrow.works),
                "claims": lambda arrow: tuple(
                    claim for said in arrow.said.values() for claim in said.claims
                ),
                "terms": lambda arrow: arrow.terms,
            },
        )

    def _variables_table(self) -> Table:
        cases = {view.case.id: view.case for view in self.views}

        def same(variable: VariableId) -> bool:
            ids = self.shared[variable]
            return len({cases[id_].variables[variable].definition for id_ in ids}) == 1

        return self._table(
            "variables",
            f"Variables used in several cases ({len(self.shared)}). Where the definitions differ, "
            "one id may mean two things.",
            self.shared,
            {"variable": str, "cases": self.shared.__getitem__, "same definition": same},
        )


def _short(case: CaseId, arrow: TravellingArrow) -> str | None:
    said = arrow.said.get(case)
    if said is None:
        return None
    positions = " ".join(position.value for position in said.positions)
    return f"{positions} ({counted(len(said.authors), 'author')})"


@checked
def compare_cases(cases: Sequence[Case | View]) -> CaseComparison:
    """Find the arrows that hold in several cases, in their narrowest common terms.

    A claim that holds in one country travels, or it does not (Sartori 1970 on concepts that
    travel). Only direct claims are compared: chains would mix what one country's authors say
    with what they leave out.

    Args:
        cases: The cases, from different folders, or studies of them.

    Raises:
        FpcaseError: two cases have the same id.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> fpcase.comparison.compare_cases([case]).arrows
    ()
    """
    views = tuple(view_of(case) for case in cases)
    ids = [view.case.id for view in views]
    for id_ in ids:
        if ids.count(id_) > 1:
            message = f"two cases are called {id_!r}; give each case its own id"
            raise FpcaseError(message)
    said = [one for view in views for one in _spoken(view)]
    speaking = grouped((variable, CaseId(one.author)) for one in said for variable in one.matter)
    users = {variable: tuple(dict.fromkeys(speaking[variable])) for variable in sorted(speaking)}
    broader = _broader_terms(views)
    apart = _apart(broader)
    kept = {term: next(iter(above)) for term, above in broader.items() if term not in apart}
    return CaseComparison(
        views=views,
        arrows=tuple(_arrows(views, said, Tree(broader=kept, used=frozenset(users)))),
        shared={variable: ids for variable, ids in users.items() if len(ids) > 1},
        apart=apart,
    )


def _spoken(view: View) -> Iterator[Statement]:
    """What the authors of a case say, as if the case were one author."""
    for one in view.causal:
        full_id = FullClaimId(f"{view.case.id}/{one.id}")
        yield attrs.evolve(one, author=ExplanationId(view.case.id), id=full_id)


_Broader = Mapping[VariableId, set[tuple[VariableId, bool]]]
"""Term -> its broader terms in all cases, and whether the step turns the sign round."""


def _broader_terms(views: Sequence[View]) -> _Broader:
    found: dict[VariableId, set[tuple[VariableId, bool]]] = {}
    for view in views:
        for term, above in tree_of(view.case).broader.items():
            found.setdefault(term, set()).add(above)
    return found


def _apart(broader: _Broader) -> tuple[VariableId, ...]:
    """The terms that cases hang under different terms, or under each other in a circle."""
    arrows = nx.DiGraph((term, above) for term, every in broader.items() for above, _ in every)
    circles = (part for part in nx.strongly_connected_components(arrows) if len(part) > 1)
    turning = set().union(*circles)
    return tuple(term for term in sorted(broader) if len(broader[term]) > 1 or term in turning)


def _arrows(views: Sequence[View], said: list[Statement], tree: Tree) -> Iterator[TravellingArrow]:
    """The matters of which several cases speak, in narrowest common terms."""
    every = chain.from_iterable(meetings(said, tree))
    found = grouped(((met.akin, met.matter), (met, relate(met))) for met in every)
    order = {one: place for place, one in enumerate(said)}
    for akin, matter in sorted(found):
        made: dict[Statement, Position] = {}
        for met, relation in found[akin, matter]:
            made[met.left] = named(relation.left_open)
            made[met.right] = named(relation.right_open)
        by_case = grouped((str(one.author), one) for one in sorted(made, key=order.__getitem__))
        told = {
            view.case.id: _positions(view, {one: made[one] for one in by_case[view.case.id]})
            for view in views
            if view.case.id in by_case
        }
        opposed = any(relation.kind is Kind.CONTRADICT for _, relation in found[akin, matter])
        yield TravellingArrow(
            pair=(matter[0], matter[1]),
            said=told,
            travel=_travel(told, opposed=opposed),
            steps=min(met.steps for met, _ in found[akin, matter]),
            akin=akin,
        )


def _positions(view: View, made: Mapping[Statement, Position]) -> CasePositions:
    authors = dict.fromkeys(ExplanationId(one.id.split("/")[1]) for one in made)
    return CasePositions(
        positions=tuple(dict.fromkeys(made.values())),
        authors=tuple(authors),
        works=tuple(dict.fromkeys(view.case.explanations[author].source for author in authors)),
        claims=tuple(dict.fromkeys(str(one.id) for one in made)),
    )


def _travel(said: dict[CaseId, CasePositions], *, opposed: bool) -> Travel:
    if opposed:
        return Travel.OPPOSED
    common = set.intersection(*(set(one.positions) for one in said.values()))
    return Travel.SAME if common else Travel.MIXED
