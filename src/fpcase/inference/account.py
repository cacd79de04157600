"""What an author's account needs: the variables that every chain to an outcome passes."""

import textwrap
from collections.abc import Mapping

import attrs
import networkx as nx

from fpcase.comparison.tables import Cell, Result, Table
from fpcase.diagrams.causal import causal_diagram
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId
from fpcase.statements.views import View, known_author, view_of


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Needs(Result):
    """What one author's account needs.

    Attributes:
        view: The case as it was looked at.
        author: The author.
        needed: Outcome -> variable -> the causes that reach the outcome through it only, first
            what most causes need.
        reach: Outcome -> all causes that reach it.
    """

    view: View
    author: ExplanationId
    needed: Mapping[str, Mapping[str, frozenset[str]]]
    reach: Mapping[str, frozenset[str]]

    @property
    def title(self) -> str:
        """Whose account it is."""
        return f"What the account of {self.view.case.label(self.author)} needs"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each outcome and variable that is needed for it."""
        case = self.view.case
        said: dict[str, dict[ExplanationId, list[str]]] = {}
        for id_, explanation in case.explanations.items():
            for one in explanation.statements:
                for named in one.variables:
                    said.setdefault(named, {}).setdefault(id_, []).extend(one.evidence)
        rows: list[tuple[Cell, ...]] = []
        for outcome, needed in self.needed.items():
            for variable, causes in needed.items():
                share = f"{len(causes)} of {len(self.reach[outcome] - {variable})}"
                others = tuple(case.label(one) for one in said[variable] if one != self.author)
                coded = tuple(dict.fromkeys(said[variable][self.author]))
                by = (tuple(sorted(causes)), others or "nobody else", coded or "none coded")
                rows.append((outcome, variable, share, *by))
        caption = (
            "Where to look for evidence: if the variable were absent, these causes would not work "
            f"as {case.label(self.author)} says, for every chain from them to the outcome passes "
            f"it. {self.view.basis}"
        )
        columns = ("outcome", "variable", "needed for", "causes", "others", "evidence")
        return (Table(name="needs", caption=caption, columns=columns, rows=rows),)

    @property
    def text(self) -> str:
        """What is needed on one screen, first what most causes need."""
        why = "Were a variable absent, so many causes would not work as told."
        lines = [self.title, why if self.tables[0].rows else "No variable: no chain, or several."]
        for outcome, variable, number, _, others, evidence in self.tables[0].rows:
            who, what = (", ".join(c) if isinstance(c, tuple) else c for c in (others, evidence))
            said = (
                f"{number} causes reach {outcome} only through {variable}; "
                f"also in: {who}; evidence of it: {what}"
            )
            lines += textwrap.wrap(said, 80, subsequent_indent="  ", break_on_hyphens=False)
        most = 44
        rest = [f"... {len(lines) - most} lines more: --table needs"] if len(lines) > most else []
        return "\n".join([*lines[:most], *rest]) + "\n"

    def facts(self) -> dict[str, object]:
        """The case, its version and the author."""
        case = self.view.case
        return {"case": case.id, "version": case.version, "author": self.author}


def needs(of: Case | View, author: str) -> Needs:
    """What one author's account needs: where to look for evidence of it.

    A variable is needed for a cause if no chain from the cause to the outcome is left without
    it. Loops do no harm. Intervening variables count, in whichever claim they stand.

    Args:
        of: What is looked at: a case, or a study of one.
        author: The author's id.

    Raises:
        FpcaseError: there is no such author.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = needs(case, "hananya-2019").needed["abstention-s-2018-355"]
    >>> "perceived-islamist-threat" in found["view-of-syrian-war"]
    True
    """
    view = view_of(of)
    known = known_author(view.case, author)
    diagram = causal_diagram(view, [known], expand=True)
    back = nx.DiGraph(diagram).reverse(copy=False)
    reach, needed = {}, {}
    for outcome in view.case.explanations[known].explains:
        found = nx.descendants(back, outcome) if outcome in back else set()
        nodes: dict[str, set[str]] = {}
        for node in found:
            nodes.setdefault(diagram.nodes[node]["variable"], set()).add(node)
        nodes.pop(outcome, None)
        causes = frozenset(nodes.keys() & found)
        lost = {
            one: causes - nx.descendants(nx.restricted_view(back, own, []), outcome) - {one}
            for one, own in nodes.items()
        }
        first = sorted(lost, key=lambda one: (-len(lost[one]), one))
        reach[str(outcome)] = causes
        needed[str(outcome)] = {one: lost[one] for one in first if lost[one]}
    return Needs(view=view, author=known, needed=needed, reach=reach)
