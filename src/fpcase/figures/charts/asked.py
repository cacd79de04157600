"""What a chart is asked to show: a case, or a result of the comparison."""

from collections.abc import Iterable
from typing import TypeVar

from fpcase.comparison.comparing import Comparison, compare
from fpcase.comparison.views import Filters, View
from fpcase.diagrams import Diagram
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError

R = TypeVar("R")


def result_of(
    of: object, kind: type[R], called: str, authors: Iterable[str] | None, filters: Filters
) -> R:
    """The result that a chart is made of, where it is not made of a case.

    Raises:
        FpcaseError: it is of another kind, or is to be made of other authors or claims than
            it was.
    """
    if not isinstance(of, kind):
        message = f"expected a case, or {called}; found {type(of).__name__}"
        raise FpcaseError(message)
    again = [*(["authors"] if authors is not None else []), *filters]
    if again:
        message = (
            f"{', '.join(again)}: expected with a case only; {called} has its authors and claims "
            "already"
        )
        raise FpcaseError(message)
    return of


def compared(of: Case | Comparison, authors: Iterable[str] | None, filters: Filters) -> Comparison:
    """A comparison as it is, or that of a case."""
    if isinstance(of, Case):
        return compare(of, authors, through_chains=False, **filters)
    return result_of(of, Comparison, "a comparison", authors, filters)


def subtitle(view: View) -> str:
    """The case, its id and the version of its coding."""
    return _subtitle(view.case.title, view.case.id, view.case.version)


def subtitle_of(diagram: Diagram) -> str:
    """The case that a diagram is drawn from; nothing for one that was made by hand."""
    return _subtitle(*(diagram.graph.get(name) for name in ("title", "case", "version")))


def _subtitle(title: str | None, case: str | None, version: str | None) -> str:
    named = f"{title} ({case})" if title and case else title or case
    return ", ".join([*([named] if named else []), *([f"version {version}"] if version else [])])
