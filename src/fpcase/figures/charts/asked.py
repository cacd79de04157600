"""What a chart is asked to show: a case, or a result of the comparison."""

from fpcase.comparison.comparing import Comparison, compare
from fpcase.diagrams import Diagram
from fpcase.model.cases import Case
from fpcase.statements.views import View


def compared(of: Case | View | Comparison) -> Comparison:
    """A comparison as it is, or that of a case."""
    return of if isinstance(of, Comparison) else compare(of)


def subtitle(view: View) -> str:
    """The case, its id and the version of its coding."""
    return _subtitle(view.case.title, view.case.id, view.case.version)


def subtitle_of(diagram: Diagram) -> str:
    """The case that a diagram is drawn from; nothing for one that was made by hand."""
    return _subtitle(*(diagram.graph.get(name) for name in ("title", "case", "version")))


def _subtitle(title: str | None, case: str | None, version: str | None) -> str:
    named = f"{title} ({case})" if title and case else title or case
    return ", ".join([*([named] if named else []), *([f"version {version}"] if version else [])])
