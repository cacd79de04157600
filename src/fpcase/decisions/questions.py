"""The questions that can be put to a table of decisions."""

from fpcase.decisions.claims import ClaimsOnDecisions, claims_on_decisions
from fpcase.decisions.matches import Pairs
from fpcase.decisions.matches import pairs as compare_pairs
from fpcase.decisions.propositions import Proposition, examine
from fpcase.decisions.table import DecisionTable
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked

Answer = DecisionTable | Proposition | Pairs | ClaimsOnDecisions
"""What answers a question; the table itself where none is put."""


@checked
def ask(  # noqa: PLR0913 - every question by its name
    table: DecisionTable,
    *,
    necessary: str | None = None,
    sufficient: str | None = None,
    cut: float = 1.0,
    pairs: bool = False,
    claims: bool = False,
) -> Answer:
    """Put at most one question to a table of decisions.

    Args:
        table: The decisions.
        necessary: Is this necessary for the outcome?
        sufficient: Is this sufficient for it?
        cut: From which consistency on that holds.
        pairs: Compare decisions two by two.
        claims: Hold the authors' claims against the decisions.

    Raises:
        FpcaseError: two questions are put at once, or one cannot be answered.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> ask(table, pairs=True)
    <Pairs: Pairs of decisions: distancing-from-russia in decisions of Kazakhstan's foreign p...>
    """
    asked = {
        "necessary": necessary is not None,
        "sufficient": sufficient is not None,
        "pairs": pairs,
        "claims": claims,
    }
    if sum(asked.values()) > 1:
        found = " and ".join(name for name, is_put in asked.items() if is_put)
        message = f"expected one question, found {found}"
        raise FpcaseError(message)
    if necessary is not None:
        return examine(table, necessary, "necessary", cut)
    if sufficient is not None:
        return examine(table, sufficient, "sufficient", cut)
    if pairs:
        return compare_pairs(table)
    return claims_on_decisions(table.case, table.outcome.variable) if claims else table
