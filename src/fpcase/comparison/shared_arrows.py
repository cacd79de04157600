"""What several authors assert alike, with who contradicts it."""

import attrs

from fpcase.comparison.author_maps import Pair, author_maps
from fpcase.comparison.tables import Result, Table
from fpcase.diagrams.causal import Diagram, causal_diagram, of_claims
from fpcase.model import Case, ExplanationId, FullClaimId
from fpcase.model.options import refuse, whole_number
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Position, Statement, View
from fpcase.statements.record import clashes
from fpcase.statements.views import view_of


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
        diagram = causal_diagram(self.view)
        return of_claims(diagram, (edge for edge in diagram.edges(keys=True) if edge in kept))

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each arrow."""
        contested = sum(bool(arrow.dissenters) for arrow in self.arrows)
        table = Table.of(
            "consensus",
            f"{counted(len(self.arrows), 'signed arrow')} asserted by at least {self.at_least} of "
            f"{len(self.view.authors)} authors; {contested} contradicted by another. "
            f"{self.view.basis}",
            self.arrows,
            {
                "cause": lambda arrow: arrow.pair[0],
                "effect": lambda arrow: arrow.pair[1],
                "sign": lambda arrow: arrow.sign,
                "authors": lambda arrow: arrow.authors,
                "contradicted by": lambda arrow: arrow.dissenters,
                "claims": lambda arrow: arrow.claims,
            },
        )
        return (table,)


@checked
def consensus(
    of: Case | View,
    *,
    at_least: int | None = None,
) -> Consensus:
    """Draw what at least so many authors assert with the same sign and say who does not.

    Averaging maps hides dissent (Bougon 1992, J. Management Studies 29, on congregate maps), so
    each arrow names those who contradict it.

    Args:
        of: What is looked at: a case, or a study of one.
        at_least: How many authors it takes; two (or all, where there are fewer) if left out.

    Raises:
        FpcaseError: more authors are asked for than there are.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> consensus(case, at_least=3).arrows[0].pair
    ('limited-national-capability', 'neutrality-between-powers')
    """
    view = view_of(of)
    if at_least is None:
        at_least = min(2, max(len(view.authors), 1))
    whole_number("at_least", at_least)
    if at_least > max(len(view.authors), 1):
        refuse("at_least", f"at most {len(view.authors)} authors", at_least)
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
                        if author not in holders and clashes(claims, made, same_scope=True)
                    ),
                    claims=tuple(dict.fromkeys(s.id for s in claims)),
                )
            )
    found.sort(key=lambda arrow: -len(arrow.authors))
    return Consensus(view=view, at_least=at_least, arrows=tuple(found))
