"""Every kind of figure in one table, each made in the same way from what is looked at.

To add a kind: write a function that takes a case or a study of one, then its own options by
name, and returns a figure; and give it an entry in `FIGURES`. The command line lists it, and
reads its options, by itself.
"""

from collections.abc import Callable, Mapping
from inspect import Parameter, getdoc, signature

import attrs

from fpcase.drawing import Figure, set_in
from fpcase.figures.arguments import draw_arguments, draw_around
from fpcase.figures.chains import draw_chains, draw_loops
from fpcase.figures.conditions import draw_conditions, draw_consistency
from fpcase.figures.congruence import draw_congruence
from fpcase.figures.decisions import draw_decisions
from fpcase.figures.disputes import draw_differences, draw_disputes
from fpcase.figures.evidence import draw_evidence
from fpcase.figures.levels import draw_levels
from fpcase.figures.matrix import draw_matrix
from fpcase.figures.shared import draw_shared_claims
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.options import OptionError, text, unknown_word
from fpcase.model.signatures import checked
from fpcase.statements import View


@attrs.frozen(kw_only=True)
class FigureKind:
    """A kind of figure.

    Attributes:
        make: Makes it of a case, or a study of one, and options by name.
    """

    make: Callable[..., Figure]

    @property
    def shows(self) -> str:
        """What it shows, in a line: what the first line of its docstring says that it draws."""
        return (getdoc(self.make) or "").partition("\n")[0].removeprefix("Draw ").rstrip(".")

    @property
    def options(self) -> tuple[str, ...]:
        """The options that it takes, by name."""
        return (*(one.name for one in self._parameters), "font")

    @property
    def required(self) -> tuple[str, ...]:
        """The options that it cannot do without."""
        return tuple(one.name for one in self._parameters if one.default is Parameter.empty)

    @property
    def _parameters(self) -> list[Parameter]:
        parameters = signature(self.make).parameters.values()
        return [one for one in parameters if one.kind is Parameter.KEYWORD_ONLY]


@checked
def make_figure(
    of: Case | View,
    kind: str | None = None,
    options: Mapping[str, object] | None = None,
    *,
    font: str | None = None,
) -> Figure:
    """Make a figure of any kind, by its name in `FIGURES`.

    Args:
        of: What is looked at: a case, or a study of one.
        kind: The name of the kind; by default ``arguments``.
        options: What this kind of figure takes, by name; see `FigureKind.options`.
        font: A font of the system to set it in, such as ``Noto Sans CJK JP``; by default the
            built-in one, and for letters that it lacks whichever font has them.

    Raises:
        FpcaseError: there is no such kind, it does not take an option or cannot do without
            another, or what an option says does not fit the case.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> fpcase.figures.make_figure(case, "levels", {"by": "effects"}).scene.title
    'At which level is what each author explains?'
    """
    options = dict(options or {})
    asked = options.pop("font", font)
    kind = "arguments" if kind is None else kind
    if kind not in FIGURES:
        message = f"kind: {unknown_word(kind, list(FIGURES), 'a kind of figure:')}"
        raise FpcaseError(message)
    chosen = FIGURES[kind]
    for option in options:
        if option not in chosen.options:
            takes = ", ".join(chosen.options)
            message = f"a figure of the kind {kind!r} does not take it; it takes {takes}"
            raise OptionError(option, message)
    missing = [option for option in chosen.required if option not in options]
    if missing:
        message = f"a figure of the kind {kind!r} needs the option {missing[0]!r}"
        raise FpcaseError(message)
    if options.get("core") == "all":
        options["core"] = None
    with set_in(None if asked is None else text("font", asked, "the name of a font")):
        return chosen.make(of, **options)


FIGURES: Mapping[str, FigureKind] = {
    "arguments": FigureKind(make=draw_arguments),
    "disputes": FigureKind(make=draw_disputes),
    "matrix": FigureKind(make=draw_matrix),
    "chains": FigureKind(make=draw_chains),
    "loops": FigureKind(make=draw_loops),
    "around": FigureKind(make=draw_around),
    "differences": FigureKind(make=draw_differences),
    "congruence": FigureKind(make=draw_congruence),
    "levels": FigureKind(make=draw_levels),
    "shared": FigureKind(make=draw_shared_claims),
    "decisions": FigureKind(make=draw_decisions),
    "conditions": FigureKind(make=draw_conditions),
    "consistency": FigureKind(make=draw_consistency),
    "evidence": FigureKind(make=draw_evidence),
}
"""Every kind of figure, by its name: what the command line and the gallery list."""
