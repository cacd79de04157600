"""The questions that can be put to a table of decisions."""

from collections.abc import Iterable

from fpcase.decisions.claims import ClaimsOnDecisions, claims_on_decisions
from fpcase.decisions.configurations import Cuts, TruthTable, truth_table
from fpcase.decisions.matches import Pairs
from fpcase.decisions.matches import pairs as compare_pairs
from fpcase.decisions.propositions import Proposition, examine
from fpcase.decisions.solutions import Solutions
from fpcase.decisions.solutions import solve as find_solutions
from fpcase.decisions.table import DecisionTable
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked

Answer = DecisionTable | Proposition | Pairs | ClaimsOnDecisions | TruthTable | Solutions
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
    rows: Iterable[str] | None = None,
    solve: Iterable[str] | None = None,
    expects: Iterable[tuple[str, str]] = (),
) -> Answer:
    """Put at most one question to a table of decisions.

    Args:
        table: The decisions.
        necessary: Is this necessary for the outcome?
        sufficient: Is this sufficient for it?
        cut: From which consistency on that holds.
        pairs: Compare decisions two by two.
        claims: Hold the authors' claims against the decisions.
        rows: Put the decisions together by their configuration of these conditions.
        solve: Find which combinations of these conditions go with the outcome.
        expects: Conditions, each with the value at which it is expected to help.

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
        "rows": rows is not None,
        "solve": solve is not None,
    }
    if sum(asked.values()) > 1:
        found = " and ".join(name for name, is_put in asked.items() if is_put)
        message = f"expected one question, found {found}"
        raise FpcaseError(message)
    if necessary is not None:
        return examine(table, necessary, "necessary", cut)
    if sufficient is not None:
        return examine(table, sufficient, "sufficient", cut)
    cuts = Cuts(cut=cut, lower=cut)
    if rows is not None:
        return truth_table(table, rows, cuts)
    if solve is not None:
        return find_solutions(table, solve, cuts, expects=expects)
    if pairs:
        return compare_pairs(table)
    return claims_on_decisions(table) if claims else table
