"""The two pictures: one panel for a diagram, or one for each author on the same grid."""

import math

import networkx as nx

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import DEFAULT_SIZE
from fpcase.figures.arrows import Arrow, arrows, author_label, authors
from fpcase.figures.captions import alt_text_of, caption_of, subtitle_of, title_of
from fpcase.figures.figure import Figure
from fpcase.figures.fitting import Sheet, fitted
from fpcase.figures.legend import entries
from fpcase.figures.page import GAP, HEADING, MARGIN, SMALL, Panel, page
from fpcase.figures.panels import panel, roles
from fpcase.figures.scene import Line
from fpcase.figures.spacing import UNIT, Spacing
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import counted

_MM = 72 / 25.4
_JOURNAL_WIDTH = 180 * _MM
"""Two columns of a journal."""
_JOURNAL_HEIGHT = 245 * _MM
_PAGES = ((190 * _MM, 283 * _MM), (277 * _MM, 406 * _MM))
"""A4 and A3, upright, less margins of ten and seven millimetres."""
_FURNITURE = 98.0
"""The height of title, legend and caption, where there is much to explain."""

_ONE = Spacing(font_size=7.5, box_width=96.0, gap_x=20.0, gap_y=11.0)
_MANY = Spacing(
    font_size=6.0,
    box_width=80.0,
    gap_x=11.0,
    gap_y=5.5,
    padding=3.2,
    gutter=4 * UNIT,
    border=0.75,
    mark_size=6.0,
    clear=4.5,
    track=2.4,
)


def draw(diagram: Diagram, *, core: int | None = DEFAULT_SIZE, title: str | None = None) -> Figure:
    """Draw a diagram as one panel: one author, or several pooled.

    Rows are levels of analysis, columns causal depth, with the outcomes at the right end.
    Of several authors, an arrow's width shows how many claim it.

    Args:
        diagram: A causal diagram.
        core: How many variables to draw at most: the outcomes and what most authors use.
            The core is made smaller where it has more arrows than can be read, or is taller
            than a page; the caption says so. None draws everything, readable or not.
        title: What the figure is called; by default the authors.

    Raises:
        FpcaseError: this is no diagram, or the core is to have no variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["ramani-2016"]))
    >>> figure.caption.startswith("Shown: 20 of ")
    True
    """
    _check(diagram, core)
    title = title if title is not None else title_of(diagram)
    if not diagram.number_of_edges():
        return _nothing(title, diagram)
    sheet = Sheet(
        page_width=_JOURNAL_WIDTH,
        width=_JOURNAL_WIDTH - 2 * MARGIN,
        height=_JOURNAL_HEIGHT - _FURNITURE,
        spacing=_ONE,
        counts=(5,),
    )
    chosen = fitted(diagram, core, [sheet], lambda part: len(arrows(part)))
    drawn = arrows(chosen.part)
    place = roles(chosen.part, diagram)
    pooled = len(authors(diagram)) > 1
    caption = caption_of(diagram, chosen, len(drawn))
    if pooled:
        caption += (
            f" Pooled from {len(authors(diagram))} authors: a chain of arrows of different "
            "authors is told by none of them."
        )
    return page(
        [Panel(items=panel(chosen.ground, drawn, place), height=chosen.ground.grid.height)],
        across=1,
        width=_JOURNAL_WIDTH,
        title=title,
        subtitle=subtitle_of(diagram),
        key=entries(drawn.values(), set(place.values()), ghosts=False, pooled=pooled, size=SMALL),
        caption=caption,
        alt_text=alt_text_of(title, diagram, chosen, drawn),
    )


def draw_authors(
    diagram: Diagram, *, core: int | None = DEFAULT_SIZE, title: str | None = None
) -> Figure:
    """Draw each author's claims as a panel of its own, all on the same grid.

    A variable stands at the same place in every panel, and the arrows of the other authors
    are there as pale ghosts, so that silence can be told from disagreement. One more panel
    shows what two or more authors claim.

    Args:
        diagram: A causal diagram of several authors.
        core: How many variables to draw at most: the outcomes and what most authors use.
            The figure takes a page of A4, or one of A3 if the core needs it. Where it fits
            neither with type of six points, the core is made smaller, and the caption says
            so. None draws everything, readable or not.
        title: What the figure is called.

    Raises:
        FpcaseError: this is no diagram, or the core is to have no variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.draw_authors(fpcase.causal_diagram(case))
    >>> "Shared: claimed by two or more authors" in figure.svg
    True
    """
    _check(diagram, core)
    title = title if title is not None else "Causal diagrams, author by author"
    if not diagram.number_of_edges():
        return _nothing(title, diagram)
    who = authors(diagram)
    several = len(who) > 1
    across = 2 if several else 1
    rows = math.ceil((len(who) + several) / across)
    sheets = [
        Sheet(
            page_width=width,
            width=(width - 2 * MARGIN - (across - 1) * GAP) / across,
            height=(height - _FURNITURE) / rows - HEADING - GAP,
            spacing=_MANY,
            counts=(3, 4, 5),
        )
        for width, height in _PAGES
    ]
    chosen = fitted(
        diagram, core, sheets, lambda part: max(len(arrows(part, author)) for author in who)
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
                items=panel(chosen.ground, own, place, ghosts=everybody),
                height=chosen.ground.grid.height,
            )
        )
    return page(
        panels,
        across=across,
        width=chosen.sheet.page_width,
        title=title,
        subtitle=subtitle_of(diagram),
        key=entries(drawn, played, ghosts=several, pooled=several, size=SMALL),
        caption=caption_of(diagram, chosen, len(everybody)),
        alt_text=alt_text_of(title, diagram, chosen, everybody),
    )


def _check(diagram: object, core: int | None) -> None:
    if not isinstance(diagram, nx.MultiDiGraph):
        message = (
            f"expected a causal diagram, found {type(diagram).__name__}; "
            "call causal_diagram(case) first"
        )
        raise FpcaseError(message)
    if core is not None and core < 1:
        message = f"expected a core of at least one variable; found {core}"
        raise FpcaseError(message)


def _of(diagram: Diagram, author: str) -> Diagram:
    """One author's claims, without the variables that they do not name."""
    part: Diagram = type(diagram)(**(diagram.graph | {"authors": (author,)}))
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        if data["author"] == author:
            part.add_edge(cause, effect, key=key, **data)
    return part


def _nothing(title: str, diagram: Diagram) -> Figure:
    words = "There are no claims to draw."
    return page(
        [Panel(items=(Line(text=words, x=0, y=10.0, size=8.0),), height=14.0)],
        across=1,
        width=_JOURNAL_WIDTH,
        title=title,
        subtitle=subtitle_of(diagram),
        key=[],
        caption=words,
        alt_text=f"{title}. {words}",
    )
