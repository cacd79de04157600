"""What several authors assert alike, with who contradicts it."""

from collections.abc import Iterator
from itertools import chain

import attrs

from fpcase.comparison.author_maps import Pair, said_of_pairs
from fpcase.comparison.findings import Findings
from fpcase.comparison.relations import Ground, Kind
from fpcase.comparison.tables import Table, ViewResult, attributes
from fpcase.diagrams.causal import Diagram, causal_diagram, of_claims
from fpcase.model import Case, ExplanationId, FullClaimId
from fpcase.model.options import refuse, whole_number
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Matter, Position, View, view_of
from fpcase.statements.signs import ARROWS


@attrs.frozen(kw_only=True)
class SharedArrow:
    """A signed arrow, or its denial, with all authors who claim it.

    Attributes:
        pair: Cause and effect.
        sign: What they say of it.
        authors: Who says so.
        dissenters: Who contradicts it in own words, on the pair or on a broader or narrower one.
        claims: The claims of those who say so.
    """

    pair: Pair
    sign: Position
    authors: tuple[ExplanationId, ...]
    dissenters: tuple[ExplanationId, ...]
    claims: tuple[FullClaimId, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Consensus(ViewResult):
    """The arrows that at least so many authors assert with the same sign.

    Attributes:
        view: The case as it was looked at.
        at_least: How many authors it takes; two (or all, where there are fewer) if left out.
        arrows: The arrows, those of most authors first.
    """

    what = "Consensus"
    at_least: int
    arrows: tuple[SharedArrow, ...]

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
        table = self._table(
            "consensus",
            f"{counted(len(self.arrows), 'signed arrow')} asserted by at least {self.at_least} of "
            f"{len(self.view.authors)} authors; {contested} contradicted by another author, on the "
            "same pair or on a broader or narrower one.",
            self.arrows,
            {
                "cause": lambda arrow: arrow.pair[0],
                "effect": lambda arrow: arrow.pair[1],
                **attributes("sign, authors"),
                "contradicted by": lambda arrow: arrow.dissenters,
                "claims": lambda arrow: arrow.claims,
            },
        )
        return (table,)


@checked
def consensus(of: Case | View, *, at_least: int | None = None) -> Consensus:
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
    found = [
        one
        for one in shared_arrows(Findings(view=view))
        if one.sign in ARROWS and len(one.authors) >= at_least
    ]
    found.sort(key=lambda arrow: -len(arrow.authors))
    return Consensus(view=view, at_least=at_least, arrows=tuple(found))


def shared_arrows(found: Findings) -> Iterator[SharedArrow]:
    """Every arrow that somebody claims in own words, by cause, effect and what is said of it.

    Args:
        found: What is found where the authors are compared.
    """
    dissent: dict[tuple[FullClaimId, Matter], set[ExplanationId]] = {}
    for one in found.relations:
        if (one.kind, one.ground) == (Kind.CONTRADICT, Ground.OWN_WORDS):
            both = (one.left, one.right)
            for said, claim, other in zip(both, one.claims, both[::-1], strict=True):
                dissent.setdefault((claim, said.matter), set()).add(other.author)
    for pair, by_author in sorted(said_of_pairs(found.maps).items()):
        direct = tuple(chain.from_iterable(by_author.values()))
        for sign in (sign for sign in Position if any(one.position is sign for one in direct)):
            alike = [one for one in direct if one.position is sign]
            against = set().union(*(dissent.get((one.id, pair), ()) for one in alike))
            yield SharedArrow(
                pair=pair,
                sign=sign,
                authors=tuple(dict.fromkeys(one.author for one in alike)),
                dissenters=tuple(author for author in found.authors if author in against),
                claims=tuple(dict.fromkeys(one.id for one in alike)),
            )
