"""The matrix of causes and effects: exactly what each author says of every pair."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import networkx as nx

from fpcase.diagrams import Diagram, causal_diagram
from fpcase.figures.arrows import Kind
from fpcase.figures.charts.asked import subtitle_of
from fpcase.figures.charts.chart import Chart
from fpcase.figures.charts.marks import SIGNS, is_denial, sign_items, silence
from fpcase.figures.charts.matrix_grid import fits_one_page, grid_pages
from fpcase.figures.charts.matrix_list import list_pages, most_authors
from fpcase.figures.charts.paging import nothing
from fpcase.figures.charts.sheet import Sheet, Words, finished, room, sheet
from fpcase.figures.charts.told import Told, narrowed, told
from fpcase.figures.legend import Entry
from fpcase.figures.page import SMALL, Panel
from fpcase.figures.scene import INK, Shape, rectangle
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.terms import Stance
from fpcase.model.wording import counted
from fpcase.statements.views import View, view_of

if TYPE_CHECKING:
    from fpcase.figures.canvas import Axes

FORMS = {"grid": grid_pages, "list": list_pages}
"""How a matrix may be laid out."""


def draw_matrix(  # noqa: PLR0913 - what to show of it, and how
    of: Case | View | Diagram,
    *,
    effects: Sequence[str] | None = None,
    core: int | None = None,
    form: str | None = None,
    columns: int = 2,
    title: str | None = None,
    ax: "Axes | None" = None,
) -> Chart:
    """Draw the matrix of causes and effects, with one slot for each author in every cell.

    It answers for all of it: no claim is left out. A slot shows the sign by colour and by
    letter, a denial by a cross; it stays empty where the author is silent. A bold frame marks
    the cells on which two authors exclude each other for the same scope.

    A grid that fits its page is drawn as one. A larger matrix, which is empty nearly
    everywhere, is written as a list: its pairs with claims, effect by effect, on as many
    pages as they need.

    Args:
        of: A case, a study of one, or a causal diagram, whose claims are
            shown as they are. Reports are shown in brackets.
        effects: Show the causes of these variables only.
        core: How many variables to show at most: outcomes and what most authors use.
        form: ``grid`` or ``list``; by default the grid if it fits one page.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.
        ax: The scholar's own axes to draw on.

    Raises:
        FpcaseError: something asked for is unknown, or there are more authors than a row holds.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> chart = fpcase.figures.draw_matrix(case, effects=["neutrality-on-syria"])
    >>> len(chart.pages), chart.caption.startswith("Shown: ")
    (1, True)
    """
    if form is not None and form not in FORMS:
        message = f"form: expected {' or '.join(FORMS)}; found {form!r}"
        raise FpcaseError(message)
    whole, basis = _diagram(of)
    shown = told(narrowed(whole, effects, core))
    on = sheet(columns, ax)
    words = Words(
        title=title if title is not None else _title(shown),
        subtitle=subtitle_of(whole),
        caption=f"{_caption(whole, shown)}{_rule(whole, effects, core)} {basis}".strip(),
        alt_text=_alt_text(shown),
        key=_key(shown),
    )
    height = room(on, words)
    panels = _panels(shown, on, height, form)
    return finished(on, words, panels)


def _title(shown: Told) -> str:
    who = f": {shown.labels[0]}" if len(shown.labels) == 1 else ", author by author"
    return f"Causes and effects{who}"


def _diagram(
    of: Case | View | Diagram,
) -> tuple[Diagram, str]:
    """The claims to show, and on what they rest."""
    if isinstance(of, nx.MultiDiGraph):
        return of, ""
    view = view_of(of)
    return causal_diagram(view, stances=[Stance.ASSERTS, Stance.DENIES]), view.basis


def _panels(shown: Told, on: Sheet, height: float, form: str | None) -> list[Panel]:
    if not shown.cells:
        return nothing("There are no claims to draw.")
    if form is None:
        one_page = len(shown.effects()) >= _SOME and fits_one_page(shown, on.inside, height)
        form = "grid" if one_page or len(shown.authors) > most_authors(on.inside) else "list"
    return FORMS[form](shown, on.inside, height)


_SOME = 3
"""Fewer effects make no grid."""


def _caption(whole: Diagram, shown: Told) -> str:
    every = len({key for _, _, key in whole.edges(keys=True)})
    pairs = counted(len(shown.cells), "pair")
    share = f"{shown.claims} of {counted(every, 'claim')}"
    claims = counted(every, "claim") if shown.claims == every else share
    several = sum(len(said) > 1 for said in shown.cells.values())
    text = (
        f"Shown: {pairs} of cause and effect, with {claims} by "
        f"{counted(len(shown.authors), 'author')}"
    )
    if len(shown.authors) > 1:
        text += f"; {several} of them with claims by two or more"
    if shown.contested:
        number = len(shown.contested)
        text += f", {number} on which authors exclude each other for the same scope (bold frame)"
    return f"{text}."


def _rule(whole: Diagram, effects: Sequence[str] | None, core: int | None) -> str:
    """By what rule the rest is left out."""
    rule = ""
    if core is not None and core < len(whole):
        rule = f" {core} of {len(whole)} variables: the outcomes, and those that most authors use."
    if effects is not None:
        wanted = [effects] if isinstance(effects, str) else effects
        named = "; ".join(str(whole.nodes[effect].get("name") or effect) for effect in wanted)
        rule += f" Causes of these alone: {named}."
    return rule


def _alt_text(shown: Told) -> str:
    counts = [
        f"{sum(arrow.kind is kind for said in shown.cells.values() for arrow in said.values())} "
        f"{kind.value}"
        for kind in Kind
        if any(arrow.kind is kind for said in shown.cells.values() for arrow in said.values())
    ]
    return (
        f"Matrix of {counted(len({c for c, _ in shown.cells}), 'cause')} and "
        f"{counted(len({e for _, e in shown.cells}), 'effect')}, with what each of "
        f"{', '.join(shown.labels) or 'no author'} says of every pair: "
        f"{', '.join(counts) or 'nothing'}. {subtitle_of(shown.diagram)}."
    )


_MEANINGS = {
    Kind.POSITIVE: "more of the cause, more of the effect",
    Kind.NEGATIVE: "more of the cause, less of the effect",
    Kind.UNSTATED: "direction not stated",
    Kind.NO_EFFECT: "said to have no effect",
    Kind.CONTESTED: "the author's claims exclude each other, or differ by scope",
}


def _key(shown: Told) -> list[Entry]:
    said = [arrow for by_author in shown.cells.values() for arrow in by_author.values()]
    at = (12.0, -0.3 * SMALL)
    found = [
        Entry(sample=sign_items(kind, at), text=_MEANINGS[kind])
        for kind in SIGNS
        if any(a.kind is kind and not a.denied and not a.reported for a in said)
        or (kind in _OWN_DENIALS and any(a.kind is kind and not a.reported for a in said))
    ]
    if any(is_denial(arrow) for arrow in said):
        sample = [
            *sign_items(Kind.POSITIVE, (6.0, at[1]), denied=True),
            *sign_items(Kind.NEGATIVE, (18.0, at[1]), denied=True),
        ]
        found.append(Entry(sample=sample, text="denied: not so, says the author"))
    if any(arrow.reported for arrow in said):
        sample = sign_items(Kind.POSITIVE, at, reported=True)
        found.append(Entry(sample=sample, text="only reported"))
    if any(len(by_author) < len(shown.authors) for by_author in shown.cells.values()):
        found.append(Entry(sample=[silence(at)], text="silent"))
    if shown.contested:
        frame = rectangle(4.0, at[1] - 5.0, 20.0, at[1] + 5.0)
        sample = [Shape(steps=frame, stroke=INK, width=1.2)]
        found.append(Entry(sample=sample, text="authors exclude each other"))
    return found


_OWN_DENIALS = {Kind.NO_EFFECT, Kind.CONTESTED}
