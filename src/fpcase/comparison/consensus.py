"""What several authors assert alike, with who contradicts it."""

from collections.abc import Iterable
from typing import Unpack

import attrs

from fpcase.comparison.author_maps import author_maps
from fpcase.comparison.positions import Pair, clashes
from fpcase.comparison.results import Result
from fpcase.comparison.tables import Table
from fpcase.comparison.views import Filters, View, at_least_one, view_case
from fpcase.diagrams.causal import Diagram
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, FullClaimId
from fpcase.statements import Position, Statement


@attrs.frozen(kw_only=True)
class SharedArrow:
    """A signed arrow that several authors assert.

    Attributes:
        pair: Cause and effect.
        sign: The sign that they assert.
        authors: Who asserts it.
        dissenters: Who claims what excludes it, for a scope that may be the same.
        claims: The claims of those who assert it.
    """

    pair: Pair
    sign: Position
    authors: tuple[ExplanationId, ...]
    dissenters: tuple[ExplanationId, ...]
    claims: tuple[FullClaimId, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Consensus(Result):
    """The arrows that at least so many authors assert with the same sign.

    Attributes:
        view: The case as it was looked at.
        at_least: How many authors it takes; two (or all, where there are fewer) if left out.
        arrows: The arrows, those of most authors first.
    """

    view: View
    at_least: int
    arrows: tuple[SharedArrow, ...]

    @property
    def title(self) -> str:
        """The case."""
        return f"Consensus: {self.view.case.title}"

    @property
    def diagram(self) -> Diagram:
        """The causal diagram of those claims alone."""
        kept = {(*arrow.pair, claim) for arrow in self.arrows for claim in arrow.claims}
        diagram = self.view.diagram()
        diagram.remove_edges_from(
            [edge for edge in diagram.edges(keys=True) if (edge[0], edge[1], edge[2]) not in kept]
        )
        diagram.remove_nodes_from([node for node in list(diagram) if not diagram.degree(node)])
        return diagram

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each arrow."""
        contested = sum(bool(arrow.dissenters) for arrow in self.arrows)
        number = len(self.arrows)
        table = Table(
            name="consensus",
            caption=f"{number} signed arrow{'' if number == 1 else 's'} asserted by at least "
            f"{self.at_least} of {len(self.view.authors)} authors; {contested} contradicted by "
            f"another. {self.view.basis}",
            columns=("cause", "effect", "sign", "authors", "contradicted by", "claims"),
            rows=[
                (*arrow.pair, arrow.sign.value, arrow.authors, arrow.dissenters, arrow.claims)
                for arrow in self.arrows
            ],
        )
        return (table,)


def consensus(
    case: Case,
    authors: Iterable[str] | None = None,
    *,
    at_least: int | None = None,
    **filters: Unpack[Filters],
) -> Consensus:
    """Draw what at least so many authors assert with the same sign and say who does not.

    Averaging maps hides dissent (Bougon 1992, J. Management Studies 29, on congregate maps), so
    each arrow names those who contradict it.

    Args:
        case: The case.
        authors: Ids of explanations; all if left out.
        at_least: How many authors it takes; two (or all, where there are fewer) if left out.
        filters: What of the case to look at; see `Filters`.

    Raises:
        FpcaseError: an id is unknown, or more authors are asked for than there are.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> fpcase.consensus(case, at_least=3).arrows[0].pair
    ('limited-national-capability', 'neutrality-between-powers')
    """
    view = view_case(case, authors, filters)
    if at_least is None:
        at_least = min(2, max(len(view.authors), 1))
    at_least_one(at_least=at_least)
    if at_least > max(len(view.authors), 1):
        message = f"at_least: expected at most {len(view.authors)} authors, found {at_least}"
        raise FpcaseError(message)
    by_pair: dict[Pair, dict[ExplanationId, tuple[Statement, ...]]] = {}
    for author, one in author_maps(view).items():
        for pair, said in one.statements.items():
            by_pair.setdefault(pair, {})[author] = said
    found = []
    for pair in sorted(by_pair):
        by_author = by_pair[pair]
        for sign in (Position.PLUS, Position.MINUS, Position.UNSTATED):
            alike = {a: [s for s in made if s.position is sign] for a, made in by_author.items()}
            holders = tuple(author for author, made in alike.items() if made)
            if len(holders) < at_least:
                continue
            claims = [s for author in holders for s in alike[author]]
            found.append(
                SharedArrow(
                    pair=pair,
                    sign=sign,
                    authors=holders,
                    dissenters=tuple(
                        author
                        for author, made in by_author.items()
                        if clashes(claims, made, same_scope=True)
                    ),
                    claims=tuple(dict.fromkeys(s.id for s in claims)),
                )
            )
    found.sort(key=lambda arrow: -len(arrow.authors))
    return Consensus(view=view, at_least=at_least, arrows=tuple(found))
