"""At which levels of analysis each author argues: a row for each author, a bar for each level."""

from collections import Counter
from collections.abc import Callable

import attrs

from fpcase.diagrams import causal_diagram
from fpcase.drawing.rows import LINE, table_of
from fpcase.drawing.scene import Group, Line, Shape, rectangle
from fpcase.drawing.text import SIZE, widest
from fpcase.figures.looks import BAR
from fpcase.figures.plans import Page, Plan
from fpcase.figures.subjects import about
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.options import one_of
from fpcase.model.terms import LevelOfAnalysis
from fpcase.statements import View

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


def plan_levels(page: Page, *, by: str = "causes") -> Plan:
    """Show each author's profile over the levels of analysis (Singer 1961).

    A bar shows which share of an author's asserted effects has its cause at a level; the
    numbers count claims. The last row is of all authors together.

    Args:
        page: What is looked at, and how wide.
        by: Count claims by their ``causes`` or ``effects``, or distinct ``variables``.

    Raises:
        FpcaseError: something asked for is unknown.
    """
    named, counting, count = COUNTED[one_of("by", by, COUNTED)]
    view = page.view
    profiles = [_profile(view, author, count) for author in view.authors]
    if len(profiles) > 1:
        every = sum((Counter(one.counts) for one in profiles), Counter[str]())
        profiles.append(_Profile(author="", name="all together", counts=every))
    levels = [level.value for level in reversed(LevelOfAnalysis)]
    levels += [_NO_LEVEL] * any(one.counts[_NO_LEVEL] for one in profiles)
    most = max((one.share(level) for one in profiles for level in levels), default=0.0)
    width = page.inside
    names = widest([one.told for one in profiles], bold=True) + 8.0
    table = table_of(levels, min(names, _NAMES * width), width)
    told = "; ".join(
        f"{one.name}: {', '.join(f'{level} {one.counts[level]}' for level in levels)}"
        for one in profiles
    )
    return Plan(
        title=named,
        caption=(
            f"Number and share of each author's {counting}. Asserted effects alone are counted"
            f"{'' if by == 'variables' else ', and each of several joint causes'}."
        ),
        alt_text=f"Bars of each author's {counting}. {told or 'No authors'}.",
        head=table.head,
        rows=[
            table.row(
                one.told,
                [_bar(one, level, table.pitch, most) for level in levels],
                shaded=place % 2 == 0,
                least=LINE + _BAR + 7.0,
            )
            for place, one in enumerate(profiles if most else [])
        ],
        empty="There is nothing to count.",
    )


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
        return f"{self.name} (n={self.counts.total()})"

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


def _bar(one: _Profile, level: str, pitch: float, most: float) -> Group:
    """A number over a bar."""
    number, share, left = one.counts[level], one.share(level), 3.0 - pitch / 2
    told = f"{100 * share:.0f} %" if number else "0"
    if number and pitch > _WIDE:
        told = f"{number} · {told}"
    bar = rectangle(left, 1.5, left + share / most * (pitch - 8.0), 1.5 + _BAR)
    return Group(
        items=[
            Line(text=told, x=left, y=-1.0, size=SIZE),
            *[Group(items=[Shape(steps=bar, fill=BAR)])] * bool(number),
        ],
        role="bar",
        tooltip=f"{one.name}, {level}: {number} of {one.counts.total()}",
        subject=about(
            authors=(one.author,) * bool(one.author), classes=(f"level-{level.replace(' ', '-')}",)
        ),
    )


_BAR = 5.0
_NAMES = 0.35
"""The share of the width that names take at most."""
_WIDE = 46.0
"""Columns wider than this have room for a number beside the share."""
