"""Each author's own argument: the outcomes, and what leads to them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Literal

import attrs
import networkx as nx

from fpcase.diagrams import Diagram, causal_diagram, claims_left_out
from fpcase.diagrams.causal import of_claims, restricted, surroundings
from fpcase.drawing.figure import Figure
from fpcase.drawing.layout import Graphviz
from fpcase.drawing.page import (
    GAP,
    MARGIN,
    Entry,
    Panel,
    Words,
    column_width,
    finished,
    packed,
    room,
)
from fpcase.drawing.rows import nothing
from fpcase.figures.arrows import Arrow, arrows, author_label, authors
from fpcase.figures.choice import Choice, choice, outcomes_of
from fpcase.figures.disputes import dispute_rows, disputes
from fpcase.figures.legend import diagram_key
from fpcase.figures.panels import Laid, Measures, laid, laid_within, name_of
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId
from fpcase.model.options import refuse
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.views import view_of

Core = int | Literal["auto"] | None
"""How many variables to draw; None for all, readable or not; "auto" for what a page holds."""

MOST_VARIABLES = 25
"""How many variables a reader can take in at once."""
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
        core: How many variables to draw at most. By default as many as a page holds, and 25 at
            most. None draws everything, readable or not.
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
    width = column_width(columns)
    looked_at = diagram if around is None else surroundings(diagram, around)
    who = [author_label(diagram, one) for one in authors(diagram)]
    words = Words(
        title=title if title is not None else "; ".join(who) or "Causal diagram",
        subtitle=subtitle_of(diagram),
        caption="",
        alt_text="",
    )
    if not looked_at.number_of_edges():
        told = " ".join(["Nothing to draw: no claims were selected.", *_filters(diagram)])
        words = attrs.evolve(words, caption=told, alt_text=f"{words.title}. {told}")
        return finished(words, nothing("No claims were selected."), width)
    first = (around,) if around else ()
    order = choice(looked_at, first).order
    with Graphviz() as graphviz:
        shown = _fitted(looked_at, order, graphviz, core, width)
    words = attrs.evolve(
        words,
        caption=_caption(diagram, shown),
        alt_text=_alt_text(words.title, {"": shown}),
        key=diagram_key(shown.arrows.values(), shown.part),
    )
    wide = max(width, shown.width + 2 * MARGIN)
    return finished(words, [[_panel(shown)]], wide)


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
    every: dict[ExplanationId, Diagram] = {a: _own(view, a) for a in view.authors}
    telling = {author: one for author, one in every.items() if one.number_of_edges()}
    shown = dict(list(telling.items())[:MOST_AUTHORS])
    _check(next(iter(every.values()), nx.MultiDiGraph()), core)
    inside = width - 2 * MARGIN
    words = Words(
        title=title if title is not None else "How does each author explain it?",
        subtitle=f"{view.case.title}, version {view.case.version}",
        caption=" ".join([_captions(view, telling, shown), view.basis]),
        alt_text="",
        key=_key([(arrows(one).values(), one) for one in shown.values()]),
    )
    if not shown:
        told = f"Nothing to draw: no claims were selected. {view.basis}"
        words = attrs.evolve(words, caption=told, alt_text=told, key=())
        return finished(words, nothing("No claims were selected."), width)
    space = room(words, width)
    with Graphviz() as graphviz:
        notes = {author: _note(view, author, one, one) for author, one in shown.items()}
        heads = {author: (view.case.label(author), note) for author, note in notes.items()}
        sheet = _Sheet(diagrams=shown, heads=heads, graphviz=graphviz, width=inside)
        found = disputes(view)
        tops = [dispute_rows(found, inside, n) for n in range(_MOST_DISPUTES[columns], 0, -1)]
        needed = sheet.needed() if core == "auto" else math.inf  # arguments need their room
        above = next((one for one in tops if one.height + GAP + needed <= space), tops[-1])
        placed = sheet.filled(space - above.height - GAP, core)
    headed = [
        attrs.evolve(
            _panel(one),
            width=sheet.slot(one),
            heading=view.case.label(author),
            note=_note(view, author, telling[author], one.part),
        )
        for author, one in placed.items()
    ]
    top = [Panel(items=above.items, height=above.height)] if above.items else []
    words = attrs.evolve(
        words,
        caption=" ".join([_captions(view, telling, placed), view.basis]),
        alt_text=_alt_text(words.title, {view.case.label(a): one for a, one in placed.items()}),
        key=_key([(one.arrows.values(), one.part) for one in placed.values()]),
    )
    wide = max([width, *(one.width + 2 * MARGIN for one in placed.values())])
    return finished(words, [[*top, *headed]], wide)


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


@attrs.frozen(kw_only=True)
class _Sheet:
    """Several diagrams on one page.

    Attributes:
        diagrams: By author.
        heads: What stands over each: a heading and a note.
        graphviz: Who lays them out.
        width: Of the page, inside its margins.
        tried: What has been laid out.
        measures: What was right for each author, at each width.
    """

    diagrams: Mapping[ExplanationId, Diagram]
    heads: Mapping[ExplanationId, tuple[str, str]]
    graphviz: Graphviz
    width: float
    tried: dict[tuple[ExplanationId, int, float], Laid | None] = attrs.field(factory=dict)
    measures: dict[tuple[ExplanationId, float], Measures] = attrs.field(factory=dict)

    @cached_property
    def choices(self) -> Mapping[ExplanationId, Choice]:
        """The order in which each author's variables are taken."""
        return {author: choice(one) for author, one in self.diagrams.items()}

    def needed(self) -> float:
        """How tall the page must be for what is enough of each argument."""
        return self._placed(self._measured(_WHOLE))[1]

    def _measured(self, measure: int) -> dict[ExplanationId, int]:
        """How many variables of each author make a part of what is enough."""
        return {
            author: max(min(one.enough * measure // _WHOLE, MOST_VARIABLES), _LEAST)
            for author, one in self.choices.items()
        }

    def filled(self, height: float, core: Core) -> dict[ExplanationId, Laid]:
        """Each author's diagram, as large as the page holds of all.

        First each tells as much as is enough of the argument; where there is room for more, or
        not for this, all grow, or shrink, in the same measure, and then one after the other.
        """
        if core != "auto":
            every = {author: core or len(one.order) for author, one in self.choices.items()}
            return self._placed(every)[0]

        def fits(measure: int) -> bool:
            return self._placed(self._measured(measure))[1] <= height

        low, step = _WHOLE, 1
        while low > _WHOLE // 5 and not fits(low):
            low -= 2
        while low >= _WHOLE and low < 2 * _WHOLE and fits(low + step):
            low, step = low + step, 2 * step
        sizes = self._measured(low)
        for author in sorted(sizes, key=lambda one: sizes[one] / self.choices[one].enough):
            while sizes[author] < self.choices[author].enough:
                more = sizes | {author: sizes[author] + 1}
                if self._placed(more)[1] > height:
                    break
                sizes = more
        return self._placed(sizes)[0]

    def _placed(
        self, sizes: Mapping[ExplanationId, int]
    ) -> tuple[dict[ExplanationId, Laid], float]:
        """So many variables of each author, in the rows that take least height."""
        half = (self.width - GAP) / 2
        options = {}
        for author, size in sizes.items():
            nodes = self.choices[author].order[:size]
            tried = [self._laid(author, nodes, width) for width in (self.width, half)]
            options[author] = [one for one in tried if one]
            if not options[author]:
                options[author] = [laid(_joined(self.diagrams[author], nodes), self.graphviz)]
        return self._lowest(options)

    def slot(self, one: Laid) -> float:
        """The width that a diagram and its heading have: half the page, or all of it."""
        half = (self.width - GAP) / 2
        return half if one.width <= half else max(self.width, one.width)

    def _lowest(
        self, options: Mapping[ExplanationId, list[Laid]]
    ) -> tuple[dict[ExplanationId, Laid], float]:
        """One layout for each author, so that all rows together are lowest."""
        found: dict[ExplanationId, Laid] = {}
        lowest = math.inf
        for ways in product(*options.values()):
            chosen = dict(zip(options, ways, strict=True))
            panels = [
                Panel(width=self.slot(one), height=one.height, heading=heading, note=note)
                for author, one in chosen.items()
                for heading, note in [self.heads[author]]
            ]
            _, height = packed(panels, self.width)
            if height < lowest:
                found, lowest = chosen, height
        return found, lowest

    def _laid(self, author: ExplanationId, nodes: tuple[str, ...], width: float) -> Laid | None:
        key = (author, len(nodes), width)
        if key not in self.tried:
            part = _joined(self.diagrams[author], nodes)
            found = laid_within(width, part, self.graphviz, self.measures.get((author, width)))
            self.tried[key] = found
            if found:
                self.measures[author, width] = found.measures
        return self.tried[key]


_WHOLE = 20
"""What is enough of an argument, in the parts in which it grows and shrinks."""
_LEAST = 3
"""A diagram is not made smaller than this: the page grows instead."""


def _joined(diagram: Diagram, wanted: Iterable[str]) -> Diagram:
    """The diagram of some variables, without those that nothing joins to the others.

    An outcome that has causes is not shown without any.
    """
    part = restricted(diagram, wanted)
    while True:
        bare = [
            node
            for node, ends in part.nodes(data="outcome")
            if not part.degree(node)
            or (ends and set(diagram.pred[node]) - {node} and not set(part.pred[node]) - {node})
        ]
        if not bare or len(bare) == len(part):
            return part
        part.remove_nodes_from(bare)


def _fitted(
    diagram: Diagram, order: tuple[str, ...], graphviz: Graphviz, core: Core, width: float
) -> Laid:
    """As many variables as are wanted, or as fit a page."""
    inside = width - 2 * MARGIN
    if core is None:
        return laid(diagram, graphviz)
    most = min(MOST_VARIABLES if core == "auto" else core, len(order))
    low, high, best = 1, most, None
    size = most
    while low <= high:
        found = laid_within(inside, _joined(diagram, order[:size]), graphviz)
        if found and found.height <= _PAGE:
            best, low = found, size + 1
        else:
            high = size - 1
        size = (low + high + 1) // 2
    return best or laid(_joined(diagram, order[:2]), graphviz)


_PAGE = 560.0
"""How tall a single diagram may be."""


def _panel(one: Laid) -> Panel:
    return Panel(items=one.items(), width=one.width, height=one.height)


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
    variables, claims = (
        _share(len(part), len(whole), "variable"),
        _share(_claims(part), _claims(whole), "claim"),
    )
    sentences = [f"Shown: {variables} and {counted(len(shown.arrows), 'arrow')}, for {claims}."]
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


def _captions(view: View, every: Mapping[ExplanationId, Diagram], shown: Iterable[str]) -> str:
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


def _share(part: int, whole: int, noun: str) -> str:
    if part < whole:
        return f"{part} of {counted(whole, noun)}"
    return counted(whole, noun) if whole == 1 else f"all {counted(whole, noun)}"


def _check(diagram: Diagram, core: Core) -> None:
    if any("author" not in data for _, _, data in diagram.edges(data=True)):
        message = (
            "expected a causal diagram, found a graph whose arrows have no author; "
            "call causal_diagram(case) first"
        )
        raise FpcaseError(message)
    if isinstance(core, int) and core < 1:
        refuse("core", "a number of variables above 0, 'auto' or None", core)
