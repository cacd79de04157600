"""The two plain pictures: one panel for a diagram, or one for each author on the same grid."""

import math

import networkx as nx

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import surroundings
from fpcase.figures.arrows import Arrow, arrows, author_label, authors
from fpcase.figures.captions import alt_text_of, caption_of, subtitle_of, title_of
from fpcase.figures.figure import Figure
from fpcase.figures.fitting import Core, Wish, fitted
from fpcase.figures.legend import entries
from fpcase.figures.page import MARGIN, SMALL, WIDTHS, Panel, block, page
from fpcase.figures.panels import panel, roles
from fpcase.figures.sheets import check_columns, many_panels, one_panel
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import counted


def draw(
    diagram: Diagram,
    *,
    core: Core = "auto",
    columns: int = 2,
    around: str | None = None,
    title: str | None = None,
) -> Figure:
    """Draw a diagram as one panel: one author, or several pooled.

    Rows are levels of analysis, columns causal depth, with the outcomes at the right end.
    Of several authors, an arrow's width shows how many claim it.

    Args:
        diagram: A causal diagram.
        core: How many variables to draw at most: the outcomes and what most authors use.
            By default all, if they are 25 at most, or else 20. The core is made smaller where
            it has more than 60 arrows (30 in one column), or is taller than a page; the caption
            says so. None
            draws everything, readable or not.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        around: A variable: draw it and what a claim joins to it.
        title: What the figure is called; by default the authors.

    Raises:
        FpcaseError: this is no diagram, the core is to have no variable, a journal has no such
            number of columns, or the diagram no such variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["ramani-2016"]))
    >>> figure.caption.startswith("Shown: 20 of ")
    True
    """
    check(diagram, core)
    check_columns(columns)
    title = title if title is not None else title_of(diagram)
    if not diagram.number_of_edges():
        return nothing(title, diagram, columns)
    chosen = fitted(
        diagram if around is None else surroundings(diagram, around),
        Wish(
            core=core,
            most_arrows=lambda part: len(arrows(part)),
            first=(around,) if around else (),
        ),
        one_panel(columns),
    )
    drawn = arrows(chosen.part).values()
    place = roles(chosen.part, diagram)
    pooled = len(authors(diagram)) > 1
    caption = caption_of(diagram, chosen, len(drawn), around=around)
    if pooled:
        caption += (
            f" Pooled from {len(authors(diagram))} authors: a chain of arrows of different "
            "authors is told by none of them."
        )
    return page(
        [Panel(items=panel(chosen.ground, drawn, place), height=chosen.ground.grid.height)],
        across=1,
        width=chosen.sheet.page_width,
        title=title,
        subtitle=subtitle_of(diagram),
        key=entries(drawn, set(place.values()), pooled=pooled, size=SMALL),
        caption=caption,
        alt_text=alt_text_of(title, diagram, chosen, drawn),
    )


def draw_authors(
    diagram: Diagram,
    *,
    core: Core = "auto",
    columns: int | None = None,
    around: str | None = None,
    title: str | None = None,
) -> Figure:
    """Draw each author's claims as a panel of its own, all on the same grid.

    A variable stands at the same place in every panel, and the arrows of the other authors
    are there as pale ghosts, so that silence can be told from disagreement. One more panel
    shows what two or more authors claim.

    Args:
        diagram: A causal diagram of several authors.
        core: How many variables to draw at most: the outcomes and what most authors use.
            By default all, if they are 25 at most, or else 20. Where they do not fit with type
            of six points, or a panel has more than 60 arrows (30 in one column), the core is
            made smaller, and the caption says so. None draws everything, readable or not.
        columns: How wide the figure is: one column of a journal (90 mm), with the panels below
            one another, or two (180 mm). If left out, the figure takes a page of A4, or one of
            A3 if the core needs it.
        around: A variable: draw it and what a claim joins to it.
        title: What the figure is called.

    Raises:
        FpcaseError: this is no diagram, the core is to have no variable, a journal has no such
            number of columns, or the diagram no such variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.figures.draw_authors(fpcase.causal_diagram(case))
    >>> "Shared: claimed by two or more authors" in figure.svg
    True
    """
    check(diagram, core)
    check_columns(columns)
    title = title if title is not None else "Causal diagrams, author by author"
    if not diagram.number_of_edges():
        return nothing(title, diagram, columns or 2)
    who = authors(diagram)
    several = len(who) > 1
    across = 2 if several and columns != 1 else 1
    chosen = fitted(
        diagram if around is None else surroundings(diagram, around),
        Wish(
            core=core,
            most_arrows=lambda part: max(len(arrows(part, author)) for author in who),
            first=(around,) if around else (),
        ),
        many_panels(columns, across, math.ceil((len(who) + several) / across)),
    )
    everybody = arrows(chosen.part)
    told = [
        (author_label(diagram, author), arrows(chosen.part, author), _of(diagram, author))
        for author in who
    ]
    if several:
        shared = {pair: arrow for pair, arrow in everybody.items() if len(arrow.authors) > 1}
        told.append(("Shared: claimed by two or more authors", shared, diagram))
    panels = []
    drawn: list[Arrow] = []
    played: set[str] = set()
    for heading, own, whole in told:
        place = roles(chosen.part, whole)
        drawn += own.values()
        played |= set(place.values())
        panels.append(
            Panel(
                heading=f"{heading} ({counted(len(own), 'arrow')})",
                items=panel(chosen.ground, own.values(), place, ghosts=everybody.values()),
                height=chosen.ground.grid.height,
            )
        )
    most = max(len(own) for _, own, _ in told)
    return page(
        panels,
        across=across,
        width=chosen.sheet.page_width,
        title=title,
        subtitle=subtitle_of(diagram),
        key=entries(
            drawn, played, pooled=several, size=SMALL, ghosts=several * "claimed by others only"
        ),
        caption=caption_of(diagram, chosen, len(everybody), most=most, around=around),
        alt_text=alt_text_of(title, diagram, chosen, everybody.values()),
    )


def check(diagram: object, core: Core) -> None:
    """Refuse what is no diagram, and a core without a variable.

    Raises:
        FpcaseError: it is one of these; the message says what to do.
    """
    if not isinstance(diagram, nx.MultiDiGraph):
        message = (
            f"expected a causal diagram, found {type(diagram).__name__}; "
            "call causal_diagram(case) first"
        )
        raise FpcaseError(message)
    if isinstance(core, int) and core < 1:
        message = f"expected a core of at least one variable; found {core}"
        raise FpcaseError(message)


def _of(diagram: Diagram, author: str) -> Diagram:
    """One author's claims, without the variables that they do not name."""
    part: Diagram = type(diagram)(**(diagram.graph | {"authors": (author,)}))
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        if data["author"] == author:
            part.add_edge(cause, effect, key=key, **data)
    return part


NO_CLAIMS = "There are no claims to draw."


def nothing(title: str, diagram: Diagram, columns: int, words: str = NO_CLAIMS) -> Figure:
    """The figure of a diagram with nothing to draw: a fact about the case, and no failure.

    Args:
        title: What the figure is called.
        diagram: The diagram; its case and version are named.
        columns: How many columns of a journal the figure takes.
        words: What is said instead of a picture.
    """
    lines, height = block(words, WIDTHS[columns] - 2 * MARGIN, 8.0)
    return page(
        [Panel(items=tuple(lines), height=height)],
        across=1,
        width=WIDTHS[columns],
        title=title,
        subtitle=subtitle_of(diagram),
        key=[],
        caption=words,
        alt_text=f"{title}. {words}",
    )
