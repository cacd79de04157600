"""Decisions by their conditions and outcome, and what follows of each condition."""

from collections import Counter
from collections.abc import Sequence

import attrs

from fpcase.decisions import Cell, DecisionTable, decision_table, examine, literals
from fpcase.drawing.axis import Axis
from fpcase.drawing.rows import Row, heads
from fpcase.drawing.scene import INK, PAPER, Group, Item, Shape, circle, polyline
from fpcase.drawing.text import paragraph, widest
from fpcase.figures.arrows import Kind
from fpcase.figures.looks import LOOKS
from fpcase.figures.plans import AuthorTable, Page, Plan, sample, written
from fpcase.model.options import OptionError
from fpcase.model.wording import counted
from fpcase.statements import View

_RADIUS = 3.0
_NONE = "No decision has an outcome that was asked of several."
_RELATIONS = {"necessary": Kind.POSITIVE, "sufficient": Kind.NEGATIVE}
"""Relation -> whose colour its bar has."""


def plan_conditions(
    page: Page,
    *,
    outcome: str | None = None,
) -> Plan:
    """Show what the texts tell of each decision, in time: a dot for a condition that held.

    A full disc is a yes, a ring a no, a half disc a cell on which works differ; a blank is
    silence. Other values are written out. The outcome stands at the right; below, each column's
    yes and no are counted.

    Args:
        page: What is looked at, and how wide.
        outcome: The outcome; by default the one that was asked of most decisions.

    Raises:
        FpcaseError: no decision has such an outcome.
    """
    view = page.view
    table = _table(view, outcome)
    if table is None:
        return Plan(title="Decisions", caption=_NONE, alt_text=_NONE, empty=_NONE)
    case, named = view.whole, (*table.conditions, *table.outcome.variables)
    texts = [f"{row.decision.date} {row.decision.title}" for row in table.rows]
    names = [case.variables[one].name for one in named]
    grid = AuthorTable(labels={}, heads=heads(names, widest(texts) + 14.0, page.inside))
    told = {one: Counter(v for row in table.rows for v in row.cells[one].told) for one in named}
    sums = {
        value: [Group(items=[written(f"{told[one][value]}", bold=False)]) for one in named]
        for value in ("yes", "no")
    }
    rows = [
        grid.row(text, [_mark(row.cells[one]) for one in named], shaded=number % 2 == 0)
        for number, (text, row) in enumerate(zip(texts, table.rows, strict=True))
    ]
    states = Counter(row.cells[one].state for row in table.rows for one in named)
    ways = {"told": "told", "silent": "silent", "contested": "contested", "uncoded": "not asked"}
    counts = ", ".join(f"{states[state]} {said}" for state, said in ways.items())
    said = f"{counted(len(table.rows), 'decision')}; cells: {counts}"
    return Plan(
        title=f"{table.outcome.named(case)}: what the texts tell of each decision",
        caption=(
            f"{said}. The outcome stands at the right; it was not asked of "
            f"{counted(table.left_out, 'other decision')}."
        ),
        alt_text=f"{said}; by date, at the right {table.outcome.named(case)}.",
        key=[sample(_disc(value), value or "works differ") for value in ("yes", "no", "")],
        head=grid.heads.row,
        rows=[*rows, *(grid.row(f"{value}, in all", some) for value, some in sums.items())],
    )


def _table(view: View, outcome: str | None) -> DecisionTable | None:
    """The decisions by an outcome; none where no outcome was asked of several."""
    asked = Counter(one for decision in view.whole.decisions.values() for one in decision.outcomes)
    if outcome is None and not asked:
        return None
    if outcome is None:
        outcome = str(literals(view.whole, asked.most_common(1)[0][0])[-1])
    return decision_table(view.whole, outcome)


def _mark(cell: Cell) -> Group | None:
    """The sign of a cell; nothing where the texts are silent."""
    if not cell.told:
        return None
    value = cell.told[0] if len(cell.told) == 1 else ""
    items: Sequence[Item] = _disc(value)
    if value not in {"yes", "no", ""}:
        items = [written(value, bold=False)]
    said = f"{' or '.join(cell.told)}: {', '.join(sorted(cell.sources))}"
    return Group(items=items, role="cell", tooltip=said)


def _disc(value: str) -> list[Item]:
    ring = circle((0.0, 0.0), _RADIUS)
    fill = INK if value == "yes" else PAPER
    half = [Shape(steps=(*ring[:3], ("Z", ())), fill=INK)]
    return [Shape(steps=ring, fill=fill, stroke=INK, width=0.9), *([] if value else half)]


def plan_consistency(
    page: Page,
    *,
    outcome: str | None = None,
) -> Plan:
    """Show how far each condition is necessary and sufficient for an outcome, as bounds.

    A bar goes from the least to the greatest consistency over all completions of the silent cells;
    a dot is a consistency that no silent cell can change.

    Args:
        page: What is looked at, and how wide.
        outcome: The outcome; by default the one that was asked of most decisions.

    Raises:
        FpcaseError: no decision has such an outcome.
    """
    view = page.view
    table = _table(view, outcome)
    bars = _bars(table) if table else []
    case, width = view.whole, page.inside
    left = min(widest([f"{bar.said} (00, 00)" for bar in bars] or [""]) + 12.0, width / 2)
    ticks = tuple((share / 4, f"{share / 4:g}") for share in range(5))
    axis = Axis(low=0.0, high=1.0, left=left, right=width - 8.0, ticks=ticks)
    what = table.outcome.named(case) if table else "The outcome"
    return Plan(
        title=f"{what}: what is necessary, and what sufficient?",
        caption=(
            "Least and greatest consistency, whatever the silent cells hold; after the name, how "
            "many decisions could have contradicted that it is necessary, and sufficient."
        ),
        alt_text="; ".join(bar.in_words for bar in bars) or "There are no decisions to compare.",
        key=[
            sample([_line(-8.0, 8.0, y, LOOKS[kind].colour)], f"{relation} for it, {place}")
            for (relation, kind), place, y in zip(
                _RELATIONS.items(), ("the upper bar", "the lower bar"), (-2.2, 2.2), strict=True
            )
        ],
        head=axis.head,
        rows=[bar.row(axis) for bar in bars],
        empty=_NONE,
    )


@attrs.frozen(kw_only=True)
class _Bar:
    """A condition with its bounds.

    Attributes:
        said: The condition.
        ends: Relation -> the least and the greatest consistency.
        exposed: How many decisions could have contradicted each relation.
    """

    said: str
    ends: dict[str, tuple[float, float] | None]
    exposed: tuple[int, ...]

    @property
    def in_words(self) -> str:
        told = (f"{what} {e[0]:.2f} to {e[1]:.2f}" for what, e in self.ends.items() if e)
        return f"{self.said}: {', '.join(told)}"

    def row(self, axis: Axis) -> Row:
        text = paragraph(f"{self.said} ({', '.join(map(str, self.exposed))})", axis.left - 8.0)
        height = max(text.height, 9.0) + 4.0
        bars: list[Item] = []
        for place, (relation, ends) in enumerate(self.ends.items()):
            colour, y = LOOKS[_RELATIONS[relation]].colour, height / 2 + (place - 0.5) * 4.4
            if ends and ends[1] - ends[0] < _POINT:
                dot = circle((axis.x(ends[0]), y), 1.6)
                bars.append(Shape(steps=dot, fill=colour))
            elif ends:
                bars.append(_line(axis.x(ends[0]), axis.x(ends[1]), y, colour))
        whole = Group(items=[*text.items(0.0, 2.0), *bars], role="condition", tooltip=self.in_words)
        return Row(items=[*axis.grid(height), whole], height=height)


_POINT = 1e-9


def _line(left: float, right: float, y: float, colour: str) -> Shape:
    return Shape(steps=polyline([(left, y), (right, y)]), stroke=colour, width=2.4)


def _bars(table: DecisionTable) -> list[_Bar]:
    """Every level of every condition, those first that are surely most nearly necessary."""
    try:
        table.refuse_constant()
    except OptionError:
        return []
    found = []
    for one in (str(one) for name in table.conditions for one in literals(table.case, name)):
        asked = [examine(table, one, "necessary"), examine(table, one, "sufficient")]
        ends = {each.relation: each.bounds("consistency") for each in asked}
        found.append(_Bar(said=one, ends=ends, exposed=tuple(each.exposure for each in asked)))
    return sorted(found, key=lambda bar: tuple(-e for e in bar.ends["necessary"] or (0.0, 0.0)))
