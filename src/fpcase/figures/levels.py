"""At which levels of analysis each author argues: a row for each author, a bar for each level."""

from collections import Counter
from collections.abc import Callable

import attrs

from fpcase.diagrams import causal_diagram
from fpcase.drawing.figure import Figure
from fpcase.drawing.rows import LINE, Heads, Row, band, heads
from fpcase.drawing.scene import Group, Line, Shape, rectangle
from fpcase.drawing.text import SIZE, paragraph, widest
from fpcase.figures.looks import BAR
from fpcase.figures.plans import Plan, figure_of, inside
from fpcase.figures.subjects import about
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.options import one_of
from fpcase.model.signatures import checked
from fpcase.model.terms import LevelOfAnalysis
from fpcase.statements import View
from fpcase.statements.views import view_of

Pairs = list[tuple[str, str]]
_NO_LEVEL = "no level"

COUNTED: dict[str, tuple[str, str, Callable[[Pairs], list[str]]]] = {
    "causes": (
        "At which level does each author find the causes?",
        "claims, by the level of the cause",
        lambda pairs: [cause for cause, _ in pairs],
    ),
    "effects": (
        "At which level is what each author explains?",
        "claims, by the level of the effect",
        lambda pairs: [effect for _, effect in pairs],
    ),
    "variables": (
        "At which levels does each author argue?",
        "variables, by their level",
        lambda pairs: sorted({end for pair in pairs for end in pair}),
    ),
}
"""What may be counted: the figure's title, what a bar counts, and how."""


@checked
def draw_levels(
    of: Case | View,
    *,
    by: str = "causes",
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw each author's profile over the levels of analysis (Singer 1961).

    A bar shows which share of an author's asserted effects has its cause at a level; the
    numbers count claims. The last row is of all authors together.

    Args:
        of: A case, or a study of one.
        by: Count claims by their ``causes`` or ``effects``, or distinct ``variables``.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.

    Raises:
        FpcaseError: something asked for is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> two = fpcase.statements.View.of(case, ["cai-2022", "hananya-2019"])
    >>> draw_levels(two).alt_text.startswith("Bars")
    True
    """
    named, counting, count = COUNTED[one_of("by", by, COUNTED)]
    view = view_of(of)
    profiles = [_profile(view, author, count) for author in view.authors]
    if len(profiles) > 1:
        every = sum((Counter(one.counts) for one in profiles), Counter[str]())
        profiles.append(_Profile(author="", name="all together", counts=every))
    levels = [level.value for level in reversed(LevelOfAnalysis)]
    levels += [_NO_LEVEL] * any(one.counts[_NO_LEVEL] for one in profiles)
    most = max((one.share(level) for one in profiles for level in levels), default=0.0)
    width = inside(columns)
    names = widest([one.told for one in profiles], bold=True) + 8.0
    at = heads(levels, min(names, _NAMES * width), width)
    told = "; ".join(
        f"{one.name}: {', '.join(f'{level} {one.counts[level]}' for level in levels)}"
        for one in profiles
    )
    plan = Plan(
        title=named,
        caption=(
            f"Number and share of each author's {counting}. Asserted effects alone are counted"
            f"{'' if by == 'variables' else ', and each of several joint causes'}."
        ),
        alt_text=f"Bars of each author's {counting}. {told or 'No authors'}.",
        head=at.row,
        rows=[
            _row(one, levels, at, most, shaded=place % 2 == 0)
            for place, one in enumerate(profiles if most else [])
        ],
        empty="There is nothing to count.",
    )
    return figure_of(view, plan, columns, title)


@attrs.frozen(kw_only=True)
class _Profile:
    """How much of what an author says lies at each level.

    Attributes:
        author: The author's id.
        name: The author's short name.
        counts: Level -> number.
    """

    author: str
    name: str
    counts: Counter[str]

    @property
    def told(self) -> str:
        """The name, and how many there are in all."""
        return f"{self.name} (n = {self.counts.total()})"

    def share(self, level: str) -> float:
        return self.counts[level] / max(self.counts.total(), 1)


def _profile(view: View, author: ExplanationId, count: Callable[[Pairs], list[str]]) -> _Profile:
    """What is counted of one author."""
    found = count(list(causal_diagram(view, [author]).edges()))
    levels = (view.case.variables[VariableId(variable)].level for variable in found)
    return _Profile(
        author=author,
        name=view.case.label(author),
        counts=Counter(level.value if level else _NO_LEVEL for level in levels),
    )


def _row(one: _Profile, levels: list[str], at: Heads, most: float, *, shaded: bool) -> Row:
    """A name, and under each level a number over a bar."""
    name = paragraph(one.told, at.left - 6.0, bold=True)
    tall = max(name.height, _TALL) + 4.0
    items = [*band(at.right, tall, shaded=shaded), *name.items(2.0, (tall - name.height) / 2)]
    for level, middle in zip(levels, at.middles, strict=True):
        share, left = one.share(level), middle - at.pitch / 2 + 3.0
        number = one.counts[level]
        told = f"{100 * share:.0f} %" if number else "0"
        if number and at.pitch > _WIDE:
            told = f"{number} · {told}"
        bar = rectangle(left, 0.0, left + share / most * (at.pitch - 8.0), _BAR)
        y = (tall - LINE - _BAR) / 2
        items.append(
            Group(
                items=[
                    Line(text=told, x=left, y=y + SIZE, size=SIZE),
                    Group(items=[Shape(steps=bar, fill=BAR)] * bool(number), y=y + LINE + 1.0),
                ],
                role="bar",
                tooltip=f"{one.name}, {level}: {number} of {one.counts.total()}",
                subject=about(
                    authors=(one.author,) * bool(one.author),
                    classes=(f"level-{level.replace(' ', '-')}",),
                ),
            )
        )
    return Row(items=items, height=tall)


_BAR = 5.0
_TALL = LINE + _BAR + 3.0
_NAMES = 0.35
"""The share of the width that names take at most."""
_WIDE = 46.0
"""Columns wider than this have room for a number beside the share."""
