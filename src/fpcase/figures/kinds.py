"""Every kind of figure in one table, each made in the same way from what is looked at.

To add a kind: write a function that takes a `Page` and its own options by name, and returns a
`Plan`; and give it an entry in `FIGURES`. The command line lists it, and reads its options, by
itself.
"""

from collections.abc import Callable, Mapping
from inspect import Parameter, getdoc, signature
from typing import Any

import attrs

from fpcase.drawing import Figure, set_in
from fpcase.figures.arguments import plan_arguments, plan_around
from fpcase.figures.chains import plan_chains, plan_loops
from fpcase.figures.conditions import plan_conditions, plan_consistency
from fpcase.figures.congruence import plan_congruence
from fpcase.figures.decisions import plan_decisions
from fpcase.figures.disputes import plan_differences, plan_disputes
from fpcase.figures.evidence import plan_evidence
from fpcase.figures.levels import plan_levels
from fpcase.figures.matrix import plan_matrix
from fpcase.figures.plans import Plan, figure_of, page_of
from fpcase.figures.shared import plan_shared
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import OptionError, checked, text, unknown_word
from fpcase.statements import View


@attrs.frozen(kw_only=True)
class FigureKind:
    """A kind of figure.

    Attributes:
        plan: Plans it, for a page and options by name.
    """

    plan: Callable[..., Plan]

    @property
    def shows(self) -> str:
        """What it shows, in a line: what the first line of its docstring says."""
        return (getdoc(self.plan) or "").partition("\n")[0].removeprefix("Show ").rstrip(".")

    @property
    def options(self) -> tuple[str, ...]:
        """The options that it takes, by name."""
        return (*(one.name for one in self._parameters), *_PAGE_OPTIONS, "font")

    @property
    def required(self) -> tuple[str, ...]:
        """The options that it requires."""
        return tuple(one.name for one in self._parameters if one.default is Parameter.empty)

    @property
    def _parameters(self) -> list[Parameter]:
        return list(signature(self.plan).parameters.values())[1:]


_PAGE_OPTIONS = tuple(signature(page_of).parameters)[1:]


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
        options: What this kind of figure takes, by name; see `FigureKind.options`. Every kind
            takes ``columns``: how wide it is, one column of a journal (90 mm) or two (180 mm);
            and ``title``: what it is called, if not by the question that it answers.
        font: A font of the system to set it in, such as ``Noto Sans CJK JP``; by default the
            built-in one, and for letters that it lacks whichever font has them.

    Raises:
        FpcaseError: there is no such kind, it does not take an option or cannot do without
            another, or the value of an option does not fit the case.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> fpcase.figures.make_figure(case, "levels", {"by": "effects"}).scene.title
    'At which level are the effects that each author names?'
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
            found = f"a figure of the kind {kind!r} does not take this option"
            message = f"{found}; its options are {takes}"
            raise OptionError(option, message)
    missing = [option for option in chosen.required if option not in options]
    if missing:
        raise OptionError(missing[0], f"a figure of the kind {kind!r} needs this option")
    if options.get("core") == "all":
        options["core"] = None
    paged: dict[str, Any] = {name: options.pop(name) for name in _PAGE_OPTIONS if name in options}
    page = page_of(of, **paged)
    with set_in(None if asked is None else text("font", asked, "the name of a font")):
        plan = checked(chosen.plan)(page, **options)
        return figure_of(page.worded(plan), page.width)


FIGURES: Mapping[str, FigureKind] = {
    "arguments": FigureKind(plan=plan_arguments),
    "disputes": FigureKind(plan=plan_disputes),
    "matrix": FigureKind(plan=plan_matrix),
    "chains": FigureKind(plan=plan_chains),
    "loops": FigureKind(plan=plan_loops),
    "around": FigureKind(plan=plan_around),
    "differences": FigureKind(plan=plan_differences),
    "congruence": FigureKind(plan=plan_congruence),
    "levels": FigureKind(plan=plan_levels),
    "shared": FigureKind(plan=plan_shared),
    "decisions": FigureKind(plan=plan_decisions),
    "conditions": FigureKind(plan=plan_conditions),
    "consistency": FigureKind(plan=plan_consistency),
    "evidence": FigureKind(plan=plan_evidence),
}
"""Every kind of figure, by its name: what the command line and the gallery list."""
