"""Every kind of figure in one table, each made in the same way from a case.

To add a kind: write a function that takes a case or a study of one, then its own options by name,
and returns something with a caption that can be saved; and give it an entry in `FIGURES`. The
command line lists it, and reads its options, by itself.
"""

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, signature
from pathlib import Path
from typing import Protocol

import attrs

from fpcase.diagrams import causal_diagram
from fpcase.diagrams.exchange import claims_left_out
from fpcase.figures.chain_rows import draw_chains
from fpcase.figures.charts import (
    draw_congruence,
    draw_decisions,
    draw_levels,
    draw_matrix,
    draw_shared_claims,
)
from fpcase.figures.drawing import draw, draw_authors
from fpcase.figures.figure import Figure
from fpcase.figures.fitting import Core
from fpcase.figures.loop_rings import draw_loops
from fpcase.figures.two_authors import draw_difference, draw_overlay
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.statements.views import View, view_of


class Picture(Protocol):
    """What every kind of figure gives: a picture that can be saved, with its caption."""

    @property
    def caption(self) -> str:
        """What is shown, by what rule, and what is left out."""

    def save(self, path: str | Path) -> object:
        """Write the picture to a file; the ending of the name says which kind of file."""


@attrs.frozen(kw_only=True)
class FigureKind:
    """A kind of figure.

    Attributes:
        make: Makes it from a case, or a study of one, and options by name.
        shows: What it shows, in a line.
    """

    make: Callable[..., Picture]
    shows: str

    @property
    def options(self) -> tuple[str, ...]:
        """The options that it takes, by name."""
        parameters = signature(self.make).parameters.values()
        return tuple(one.name for one in parameters if one.kind is Parameter.KEYWORD_ONLY)

    @property
    def required(self) -> tuple[str, ...]:
        """The options that it cannot do without."""
        parameters = signature(self.make).parameters.values()
        return tuple(
            one.name
            for one in parameters
            if one.kind is Parameter.KEYWORD_ONLY and one.default is Parameter.empty
        )


def make_figure(
    of: Case | View,
    kind: str | None = None,
    options: Mapping[str, object] | None = None,
) -> Picture:
    """Make a figure of any kind, by its name in `FIGURES`.

    Args:
        of: What is looked at: a case, or a study of one.
        kind: The name of the kind; by default the authors side by side, or one author's diagram.
        options: What this kind of figure takes, by name; see `FigureKind.options`.

    Raises:
        FpcaseError: there is no such kind, it does not take an option or cannot do without
            another, or what an option says does not fit the case.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.figures.make_figure(View.of(case, ["ramani-2016"]), "pooled", {"core": 7})
    >>> figure.caption.startswith("Shown: 7 of ")
    True
    """
    options = dict(options or {})
    if kind is None:
        kind = "pooled" if len(view_of(of).authors) == 1 else "authors"
    if kind not in FIGURES:
        message = f"there is no kind of figure {kind!r}; there is {', '.join(FIGURES)}"
        raise FpcaseError(message)
    chosen = FIGURES[kind]
    for option in options:
        if option not in chosen.options:
            message = (
                f"a figure of the kind {kind!r} takes no option {option!r}; "
                f"it takes {', '.join(chosen.options)}"
            )
            raise FpcaseError(message)
    missing = [option for option in chosen.required if option not in options]
    if missing:
        message = f"a figure of the kind {kind!r} needs the option {missing[0]!r}"
        raise FpcaseError(message)
    if options.get("core") == "all":
        options["core"] = None
    return chosen.make(of, **options)


def _painted(paint: Callable[..., Figure], stances: Iterable[str]) -> Callable[..., Figure]:
    """How a figure of a case is made by what paints diagrams.

    Args:
        paint: Draws a diagram.
        stances: The claims that it draws if no others are asked for.
    """

    def make(  # noqa: PLR0913 - options, by name
        of: Case | View,
        *,
        core: Core = "auto",
        columns: int | None = None,
        around: str | None = None,
        title: str | None = None,
        stances: Iterable[str] = stances,
    ) -> Figure:
        view = view_of(of)
        diagram = causal_diagram(view, stances=stances)
        diagram.graph["filters"] = view.applied
        diagram.graph["undrawn"] = claims_left_out(view.case, diagram)
        width = {} if columns is None else {"columns": columns}
        return paint(diagram, core=core, around=around, title=title, **width)

    return make


FIGURES: Mapping[str, FigureKind] = {
    "authors": FigureKind(
        make=_painted(draw_authors, ("asserts",)),
        shows="each author's causal diagram, all on one grid, and what they share",
    ),
    "pooled": FigureKind(
        make=_painted(draw, ("asserts",)),
        shows="one causal diagram: one author's, or several pooled",
    ),
    "overlay": FigureKind(
        make=_painted(draw_overlay, ("asserts", "denies")),
        shows="two authors' diagrams over each other",
    ),
    "difference": FigureKind(
        make=_painted(draw_difference, ("asserts", "denies")),
        shows="what two authors say alike, and where they part, in four panels",
    ),
    "chains": FigureKind(
        make=draw_chains, shows="the chains from one variable to another, with their seams"
    ),
    "loops": FigureKind(make=draw_loops, shows="feedback loops (R1, B1, ...), and who closes them"),
    "matrix": FigureKind(
        make=draw_matrix, shows="causes and effects, with what each author says of every pair"
    ),
    "shared": FigureKind(
        make=draw_shared_claims, shows="which claims, or variables, which sets of authors share"
    ),
    "decisions": FigureKind(
        make=draw_decisions, shows="decisions in time, over the periods of which authors speak"
    ),
    "congruence": FigureKind(
        make=draw_congruence, shows="theories against explanations: who argues as a theory says"
    ),
    "levels": FigureKind(make=draw_levels, shows="at which levels of analysis each author argues"),
}
"""Every kind of figure, by its name: what the command line and the gallery list."""
