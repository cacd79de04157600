"""What each author says directly of the effect of one variable on another."""

from collections.abc import Iterable, Mapping

from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements import Statement, Voice, said_in

Pair = tuple[VariableId, VariableId]
"""Cause and effect, in this order."""

Statements = Mapping[Pair, Mapping[ExplanationId, tuple[Statement, ...]]]
"""What each author says, by ordered pair of variables and author."""


def direct_statements(
    case: Case,
    authors: Iterable[str] | None = None,
    *,
    include_inferred: bool = False,
    include_reports: bool = False,
) -> Statements:
    """What each author says directly, in the author's own voice, of each pair of variables.

    Args:
        case: The case.
        authors: Ids of explanations; all if left out.
        include_inferred: Whether the coder's own readings count.
        include_reports: Whether what authors report of others counts as said by them.
    """
    chosen = set(case.explanations) if authors is None else set(authors)
    found: dict[Pair, dict[ExplanationId, list[Statement]]] = {}
    for one in said_in(case, include_inferred=include_inferred, include_reports=include_reports):
        if one.author in chosen and one.voice is Voice.OWN:
            cause, effect = one.matter
            found.setdefault((cause, effect), {}).setdefault(one.author, []).append(one)
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
        if one.leaves_open.isdisjoint(other.leaves_open)
        and one.scope.overlaps(other.scope) is same_scope
    )
