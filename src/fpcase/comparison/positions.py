"""What each author says directly of the effect of one variable on another."""

from collections.abc import Iterable, Mapping

import attrs

from fpcase.diagrams.scopes import scopes_overlap
from fpcase.diagrams.signs import Position, contradict, position
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.terms import Basis, Stance

Pair = tuple[VariableId, VariableId]
"""Cause and effect, in this order."""


@attrs.frozen(kw_only=True)
class Statement:
    """One claim's position on an ordered pair of variables.

    Attributes:
        position: What it says of the effect.
        claim: The claim.
        full_id: The claim's full id.
    """

    position: Position
    claim: CausalClaim = attrs.field(repr=False)
    full_id: FullClaimId


Statements = Mapping[Pair, Mapping[ExplanationId, tuple[Statement, ...]]]
"""What each author says, by ordered pair of variables and author."""


def direct_statements(
    case: Case,
    authors: Iterable[str] | None = None,
    *,
    include_inferred: bool = False,
    include_reports: bool = False,
) -> Statements:
    """What each author says directly of each ordered pair of variables.

    Reports take no position unless asked for; then they count as assertions. Claims that are
    the coder's own reading are left out unless asked for.

    Args:
        case: The case.
        authors: Ids of explanations; all if left out.
        include_inferred: Whether the coder's own readings count.
        include_reports: Whether what authors report of others counts as said by them.
    """
    chosen = set(case.explanations) if authors is None else set(authors)
    found: dict[Pair, dict[ExplanationId, list[Statement]]] = {}
    for full_id, explanation, claim in case.claims():
        if explanation.id not in chosen:
            continue
        if claim.basis is Basis.INFERRED and not include_inferred:
            continue
        for cause, sign in claim.signed_causes:
            reported = claim.stance is Stance.REPORTS and include_reports
            said = position(sign, Stance.ASSERTS if reported else claim.stance)
            if said is not None:
                by_author = found.setdefault((cause, claim.effect), {})
                statement = Statement(position=said, claim=claim, full_id=full_id)
                by_author.setdefault(explanation.id, []).append(statement)
    return {
        pair: {author: tuple(said) for author, said in by_author.items()}
        for pair, by_author in found.items()
    }


def clashes(
    left: Iterable[Statement], right: Iterable[Statement], *, same_scope: bool
) -> tuple[tuple[Statement, Statement], ...]:
    """The pairs of statements that exclude each other.

    Args:
        left: One side's statements.
        right: The other's.
        same_scope: Whether to give those whose scopes may overlap, or those whose scopes do not.
    """
    right = tuple(right)
    return tuple(
        (one, other)
        for one in left
        for other in right
        if contradict(one.position, other.position)
        and scopes_overlap(one.claim, other.claim) is same_scope
    )
