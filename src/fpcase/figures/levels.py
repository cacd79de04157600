"""At which levels of analysis each author argues: a row for each author, a bar for each level."""

from collections import Counter
from collections.abc import Callable

from fpcase.diagrams import causal_diagram
from fpcase.drawing.rows import LINE, Told, table_of
from fpcase.drawing.scene import Group, Line, Shape, rectangle
from fpcase.drawing.text import SIZE, widest
from fpcase.figures.looks import BAR
from fpcase.figures.plans import Page, Plan
from fpcase.figures.subjects import about
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.signatures import one_of
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
        "At which level are the effects that each author names?",
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
    ids = {view.case.label(author): author for author in view.authors}
    profiles = {name: _profile(view, author, count) for name, author in ids.items()}
    if len(profiles) > 1:
        profiles["all together"] = sum(profiles.values(), Counter[str]())
    levels = [level.value for level in reversed(LevelOfAnalysis)]
    levels += [_NO_LEVEL] * any(one[_NO_LEVEL] for one in profiles.values())
    most = max((_share(one, level) for one in profiles.values() for level in levels), default=0.0)
    names = {name: f"{name} (n={one.total()})" for name, one in profiles.items()}
    wide = widest([*names.values()], bold=True) + 8.0
    table = table_of(levels, min(wide, _NAMES * page.inside), page.inside)
    told = "; ".join(
        f"{name}: {', '.join(f'{level} {one[level]}' for level in levels)}"
        for name, one in profiles.items()
    )

    def bar(name: str, level: str) -> Group:
        """A number over a bar."""
        profile, left = profiles[name], 3.0 - table.pitch / 2
        number, share = profile[level], _share(profile, level)
        said = f"{int(100 * share + 0.5)}%" if number else "0"
        if number and table.pitch > _WIDE:
            said = f"{number} · {said}"
        long = share / most * (table.pitch - 8.0)
        shape = Shape(steps=rectangle(left, 1.5, left + long, 1.5 + _BAR), fill=BAR)
        return Group(
            items=[Line(text=said, x=left, y=-1.0, size=SIZE), *[shape] * bool(number)],
            role="bar",
            tooltip=f"{name}, {level}: {number} of {profile.total()}",
            subject=about(
                authors=(ids[name],) if name in ids else (),
                classes=(f"level-{level.replace(' ', '-')}",),
            ),
        )

    rows = [
        Told(names[name], [bar(name, level) for level in levels])
        for name in (profiles if most else ())
    ]
    return Plan(
        title=named,
        caption=(
            f"{'Number and share' if table.pitch > _WIDE else 'Share'} of each author's {counting}."
            f" Only asserted effects are counted"
            f"{'' if by == 'variables' else ', and joint causes are counted one by one'}. "
            f"Shares are rounded; the longest bar represents {int(100 * most + 0.5)}%."
        ),
        alt_text=f"Bars of each author's {counting}. {told or 'No authors'}.",
        head=table.head,
        rows=table.rows(rows, least=LINE + _BAR + 7.0),
        empty="There is nothing to count.",
    )


def _profile(
    view: View, author: ExplanationId, count: Callable[[Pairs], list[str]]
) -> Counter[str]:
    """How much of what an author says lies at each level."""
    found = count(list(causal_diagram(view, [author]).edges()))
    levels = (view.case.variables[VariableId(variable)].level for variable in found)
    return Counter(level.value if level else _NO_LEVEL for level in levels)


def _share(profile: Counter[str], level: str) -> float:
    return profile[level] / max(profile.total(), 1)


_BAR = 5.0
_NAMES = 0.35
"""The share of the width that names take at most."""
_WIDE = 46.0
"""Columns wider than this have room for a number beside the share."""
