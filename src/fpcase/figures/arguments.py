"""Each author's own argument: the outcomes, and what leads to them."""

import math
from collections.abc import Iterable, Mapping, Sequence

import attrs
import networkx as nx

from fpcase.diagrams import Diagram, causal_diagram, claims_left_out
from fpcase.diagrams.causal import of_claims, surroundings
from fpcase.drawing.figure import Figure
from fpcase.drawing.layout import Graphviz
from fpcase.drawing.page import GAP, MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import nothing
from fpcase.figures.arrows import Arrow, arrows, author_label, authors
from fpcase.figures.choice import outcomes_of
from fpcase.figures.disputes import dispute_rows, disputes
from fpcase.figures.legend import diagram_key
from fpcase.figures.panels import Laid, name_of
from fpcase.figures.sheet import Core, Sheet
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId
from fpcase.model.options import refuse
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.views import view_of

MOST_AUTHORS = 6
"""How many arguments stand side by side."""


@checked
def draw(
    diagram: Diagram,
    *,
    core: Core = "auto",
    columns: int = 2,
    around: str | None = None,
    title: str | None = None,
) -> Figure:
    """Draw what a diagram holds as one panel: one author, or several pooled.

    Causes stand at the left, outcomes at the right end. Where there is not room for all, it
    shows the outcomes and what leads to them; see `fpcase.figures.choice`.

    Args:
        diagram: A causal diagram.
        core: How many variables to draw. By default as many as a page holds, and 25 at most. None
            draws everything, readable or not.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        around: A variable: draw it and what a claim joins to it.
        title: What the figure is called; by default the authors.

    Raises:
        FpcaseError: this is no diagram, the core is to have no variable, a journal has no such
            number of columns, or the diagram no such variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["ramani-2016"]), core=8)
    >>> figure.caption.startswith("Shown: 8 of ")
    True
    """
    _check(diagram, core)
    looked_at = diagram if around is None else surroundings(diagram, around)
    who = "; ".join(author_label(diagram, one) for one in authors(diagram))
    words = Words(
        title=title if title is not None else who or "Causal diagram",
        subtitle=subtitle_of(diagram),
        caption="",
        alt_text="",
    )
    width = column_width(columns)
    if not looked_at.number_of_edges():
        return _bare(words, width, " ".join(_filters(diagram)))
    with Graphviz() as graphviz:
        sheet = Sheet(
            diagrams={"": looked_at},
            heads={"": ("", "")},
            graphviz=graphviz,
            width=width - 2 * MARGIN,
            first=(around,) if around else (),
        )
        shown = sheet.filled(_PAGE, core)[""]
    panel = Panel(items=shown.items(), width=shown.width, height=shown.height)
    return _drawn(words, [panel], {"": shown}, width, _caption(diagram, shown))


@checked
def draw_arguments(
    of: Case | View,
    *,
    core: Core = "auto",
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw each author's own argument, side by side, under their sharpest disagreements.

    Args:
        of: A case, or a study of one.
        core: How many variables of each author to draw at most. By default as many as one page
            holds. None draws everything, on a page as large as it takes.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: the core is to have no variable, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
    >>> "Hidden" in draw_arguments(case).caption
    False
    """
    view = view_of(of)
    width = column_width(columns)
    every = {author: _own(view, author) for author in view.authors}
    telling = {author: one for author, one in every.items() if one.number_of_edges()}
    shown = dict(list(telling.items())[:MOST_AUTHORS])
    _check(next(iter(every.values()), nx.MultiDiGraph()), core)
    words = Words(
        title=title if title is not None else "How does each author explain it?",
        subtitle=f"{view.case.title}, version {view.case.version}",
        caption=f"{_left_out(view, telling, shown)} {view.basis}",
        alt_text="",
        key=_key([(arrows(one).values(), one) for one in shown.values()]),
    )
    if not shown:
        return _bare(words, width, view.basis)
    inside, space = width - 2 * MARGIN, room(words, width)
    labels = {author: view.case.label(author) for author in shown}
    with Graphviz() as graphviz:
        heads = {
            author: (labels[author], _note(view, author, one, one)) for author, one in shown.items()
        }
        sheet = Sheet(diagrams=shown, heads=heads, graphviz=graphviz, width=inside)
        found = disputes(view)
        tops = [dispute_rows(found, inside, n) for n in range(_MOST_DISPUTES[columns], 0, -1)]
        needed = sheet.needed() if core == "auto" else math.inf  # arguments need their room
        above = next((one for one in tops if one.height + GAP + needed <= space), tops[-1])
        placed = sheet.filled(space - above.height - GAP, core)
    panels = [Panel(items=above.items, height=above.height)] * bool(above.items)
    panels += [
        Panel(
            items=placed[author].items(),
            width=sheet.slot(placed[author]),
            height=placed[author].height,
            heading=label,
            note=_note(view, author, telling[author], placed[author].part),
        )
        for author, label in sorted(labels.items(), key=lambda one: [*placed].index(one[0]))
    ]
    named = {labels[author]: placed[author] for author in labels}
    return _drawn(words, panels, named, width, words.caption)


@checked
def draw_around(
    of: Case | View, *, variable: str, columns: int = 2, title: str | None = None
) -> Figure:
    """Draw one variable with all that any author says moves it, and that follows from it.

    An arrow is the thicker the more authors claim it.

    Args:
        of: A case, or a study of one.
        variable: The variable.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: no claim names the variable, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> draw_around(case, variable="hedging").scene.title
    'What moves Hedging, and what follows from it?'
    """
    view = view_of(of)
    whole = causal_diagram(view, stances=["asserts", "denies"])
    star = of_claims(
        surroundings(whole, variable),
        (edge for edge in whole.edges(keys=True) if variable in edge[:2]),
    )
    name = name_of(star, variable)
    default = f"What moves {name}, and what follows from it?"
    return draw(
        star, columns=columns, around=variable, title=title if title is not None else default
    )


def _bare(words: Words, width: float, why: str) -> Figure:
    """A figure without claims."""
    told = f"Nothing to draw: no claims were selected. {why}".rstrip()
    words = attrs.evolve(words, caption=told, alt_text=f"{words.title} {told}", key=())
    return finished(words, nothing("No claims were selected."), width)


def _drawn(
    words: Words,
    panels: Sequence[Panel],
    shown: Mapping[str, Laid],
    width: float,
    caption: str,
) -> Figure:
    """A page with some diagrams, as wide as it must be."""
    words = attrs.evolve(
        words,
        caption=caption,
        alt_text=_alt_text(words.title, shown),
        key=_key([(one.arrows.values(), one.part) for one in shown.values()]),
    )
    wide = max([width, *(one.width + 2 * MARGIN for one in shown.values())])
    return finished(words, [panels], wide)


def _key(drawn: Sequence[tuple[Iterable[Arrow], Diagram]]) -> list[Entry]:
    """The legend of several diagrams."""
    whole = nx.compose_all([part for _, part in drawn]) if drawn else nx.MultiDiGraph()
    return diagram_key([arrow for told, _ in drawn for arrow in told], whole)


_MOST_DISPUTES = {1: 3, 2: 4}


def _own(view: View, author: ExplanationId) -> Diagram:
    """What an author asserts and denies, and reports where that is asked for."""
    own = causal_diagram(view, [author], stances=["asserts", "denies"])
    own.graph["undrawn"] = claims_left_out(view.case, own)
    return own


_PAGE = 560.0
"""How tall a single diagram may be."""


def _note(view: View, author: ExplanationId, whole: Diagram, part: Diagram) -> str:
    """The author's theories, and how much of the argument is shown."""
    explanation = view.case.explanations[author]
    theories = [
        theory.name
        for theory in (view.case.theories[one] for one in explanation.theories)
        if explanation.source not in theory.key_works  # the author's own is no school
    ]
    return (
        f"{', '.join(theories) or 'no theory stated'}; {_claims(part)} of {_claims(whole)} claims"
    )


def subtitle_of(diagram: Diagram) -> str:
    """The case and the version of its coding."""
    name = diagram.graph.get("title") or diagram.graph.get("case") or ""
    version = diagram.graph.get("version")
    return f"{name}, version {version}" if version else str(name)


def _filters(diagram: Diagram) -> list[str]:
    applied = diagram.graph.get("filters")
    filters = [f"Filters: {'; '.join(applied)}."] if applied else []
    return [*diagram.graph.get("undrawn", ()), *filters]


def _claims(diagram: Diagram) -> int:
    return len({key for _, _, key in diagram.edges(keys=True)})


def _caption(whole: Diagram, shown: Laid) -> str:
    part = shown.part
    variables, claims = counted(len(whole), "variable"), counted(_claims(whole), "claim")
    number = counted(len(shown.arrows), "arrow")
    sentences = [
        f"Shown: {len(part)} of {variables} and {number}, for {_claims(part)} of {claims}."
    ]
    if len(part) < len(whole):
        left_out = sum(1 for node in outcomes_of(whole) if node not in part)
        outcomes = f" ({left_out} of them outcomes)" if left_out else ""
        sentences.append(
            f"Left out: {counted(len(whole) - len(part), 'variable')}{outcomes} and "
            f"{counted(_claims(whole) - _claims(part), 'claim')}. {_RULE}"
        )
    if len(authors(whole)) > 1:
        sentences.append(
            f"Pooled from {len(authors(whole))} authors: a chain of arrows of different authors "
            "is told by none of them."
        )
    if not shown.layout.ranked:
        sentences.append(
            "Too large for causes to stand before effects: boxes stand near what they are tied to, "
            "outcomes anywhere."
        )
    return " ".join([*sentences, *_filters(whole)])


_RULE = (
    "Shown first are the outcomes, a direct cause and two chains for each, then what most claims "
    "on chains into them go through."
)


def _left_out(view: View, every: Iterable[ExplanationId], shown: Iterable[str]) -> str:
    """By what rule the rest is left out, and whose argument is."""
    left_out = [view.case.label(one) for one in every if one not in set(shown)]
    if not left_out:
        return _RULE
    return (
        f"{_RULE} Left out: {', '.join(left_out)}; name at most {MOST_AUTHORS} authors to choose."
    )


def _alt_text(title: str, shown: Mapping[str, Laid]) -> str:
    """What the picture shows, for a reader who cannot see it."""
    sentences = [title if title.endswith("?") else f"{title}."]
    for author, one in shown.items():
        names = {node: name_of(one.part, node) for node in one.part}
        told = "; ".join(
            f"{names[cause]} → {names[effect]}, {arrow.kind.value}{', denied' * arrow.denied}"
            for (cause, effect), arrow in one.arrows.items()
        )
        sentences.append(f"{author + ': ' if author else ''}{told}.")
    return " ".join(sentences)


def _check(diagram: Diagram, core: Core) -> None:
    if any("author" not in data for _, _, data in diagram.edges(data=True)):
        message = (
            "expected a causal diagram, found a graph whose arrows have no author; "
            "call causal_diagram(case) first"
        )
        raise FpcaseError(message)
    if isinstance(core, int) and core < 1:
        refuse("core", "a number of variables above 0, 'auto' or None", core)
