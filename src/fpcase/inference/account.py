"""What an author's account needs: the variables that every chain to an outcome passes."""

import attrs
import networkx as nx

from fpcase.comparison.tables import CellValue, Result, Table, screen, sheet, text_of
from fpcase.diagrams.causal import causal_diagram
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId
from fpcase.statements import View, known_author, view_of

_WHY = (
    "Without the variable, these causes would not work as the author says: all their chains pass "
    "through it."
)
_NONE = "No variable is needed: there is no chain, or the chains have no variable in common."


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Needs(Result):
    """What one author's account needs.

    Attributes:
        view: The case as it was looked at.
        author: The author.
        rows: Outcome, variable that is needed for it, for how many causes, these causes, who else
            speaks of the variable, the evidence on it; first what most causes need.
    """

    view: View
    author: ExplanationId
    rows: tuple[tuple[CellValue, ...], ...]

    @property
    def title(self) -> str:
        """Whose account it is."""
        return f"Variables that the account of {self.view.case.label(self.author)} needs"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each outcome and variable that is needed for it."""
        columns = "outcome variable needed-for causes others evidence"
        return (sheet("needs", f"{_WHY} {self.view.basis}", columns, self.rows),)

    @property
    def text(self) -> str:
        """What is needed on one screen, first what most causes need."""
        lines = [
            f"{share} causes reach {outcome} only through {variable}; also in: {text_of(others)}; "
            f"evidence of it: {text_of(evidence)}"
            for outcome, variable, share, _, others, evidence in self.rows
        ]
        return screen([self.title, _WHY if lines else _NONE, *lines])


def needs(of: Case | View, author: str) -> Needs:
    """What one author's account needs: where to look for evidence of it.

    A variable is needed for a cause if no chain from the cause to the outcome is left without
    it. Loops make no difference. Intervening variables count, in whichever claim they stand.

    Args:
        of: What is looked at: a case, or a study of one.
        author: The author's id.

    Raises:
        FpcaseError: there is no such author.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> needs(case, "hananya-2019").to_records()[0]["needed-for"]
    '6 of 22'
    """
    view = view_of(of)
    case, known = view.case, known_author(view.case, author)
    diagram = causal_diagram(view, [known], expand=True)
    back = nx.DiGraph(diagram).reverse(copy=False)
    nodes: dict[str, set[str]] = {}
    for node in diagram:
        nodes.setdefault(diagram.nodes[node]["variable"], set()).add(node)
    rows: list[tuple[CellValue, ...]] = []
    for outcome in filter(back.has_node, case.explanations[known].explains):
        causes = nx.descendants(back, outcome) & nodes.keys()
        lost = {
            one: causes - nx.descendants(nx.restricted_view(back, own, []), outcome) - {one}
            for one, own in nodes.items()
            if one != outcome
        }
        for one in sorted(filter(lost.get, lost), key=lambda one: (-len(lost[one]), one)):
            said = {
                id_: [said for said in by.statements if one in said.variables]
                for id_, by in case.explanations.items()
            }
            others = tuple(case.label(by) for by in said if said[by] and by != known)
            coded = tuple(dict.fromkeys(id_ for on in said[known] for id_ in on.evidence))
            share = f"{len(lost[one])} of {len(causes - {one})}"
            by = (tuple(sorted(lost[one])), others or "nobody else", coded or "none coded")
            rows.append((outcome, one, share, *by))
    return Needs(view=view, author=known, rows=tuple(rows))
