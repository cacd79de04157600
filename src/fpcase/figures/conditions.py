"""Decisions by their conditions and outcome, and what follows of each condition."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from fpcase.decisions import Cell, DecisionTable, decision_table, examine, literals
from fpcase.decisions.shares import SLACK, Bounds
from fpcase.drawing.axis import Axis
from fpcase.drawing.rows import Row, Told, paged, table_of
from fpcase.drawing.scene import INK, PAPER, Group, Item, Line, Shape, circle, polyline
from fpcase.drawing.text import SIZE, paragraph, widest
from fpcase.figures.arrows import Kind
from fpcase.figures.dated import dated, days
from fpcase.figures.looks import LOOKS
from fpcase.figures.plans import Page, Plan, occurring, sample, sentences, written
from fpcase.model.signatures import OptionError
from fpcase.model.wording import counted
from fpcase.statements import View

_RADIUS = 3.0
_NONE = "No outcome is present in some decisions and absent in others."
_ONE = "The outcome is coded for only one decision."
_EMPTY = Plan(title="Decisions", caption=_NONE, alt_text=_NONE, empty="Nothing to compare.")
Relation = Literal["necessary", "sufficient"]
_BARS: tuple[tuple[Relation, str, str, float], ...] = (
    ("necessary", LOOKS[Kind.POSITIVE].colour, "upper", -2.2),
    ("sufficient", LOOKS[Kind.NEGATIVE].colour, "lower", 2.2),
)
"""The bars of a row: what each tells, its colour, its place in words, and from the middle."""


def plan_conditions(page: Page, *, outcome: str | None = None) -> Plan:
    """Show what the texts say about each decision, by date, with a dot for each condition present.

    A full disc is a yes, a ring a no, a half disc a cell on which works differ; a blank is
    silence. Other values are written out. The outcome is in the last column; below, each column's
    yes and no are counted.

    Args:
        page: What is looked at, and how wide.
        outcome: The outcome; by default the one that is coded for the most decisions.

    Raises:
        FpcaseError: no decision has such an outcome.
    """
    table = _table(page.view, outcome)
    if table is None or len(table.rows) == 1:
        return _EMPTY if table is None else attrs.evolve(_EMPTY, caption=_ONE)
    case = table.case
    told_of = [one for one in table.conditions if any(row.cells[one].told for row in table.rows)]
    named, silent = [*told_of, *table.outcome.variables], len(table.conditions) - len(told_of)
    by_date = sorted(table.rows, key=lambda row: days(row.decision.date))
    texts = [f"{dated(row.decision.date)} {row.decision.title}" for row in by_date]
    names = [case.variables[one].name for one in named]
    grid = table_of(names, widest(texts) + 14.0, page.inside)
    cells = [(one, row.cells[one]) for row in table.rows for one in named]
    given = {"yes": "yes", "no": "no", "": "works differ"}
    told = Counter((one, _value(cell)) for one, cell in cells)
    rows = grid.rows(
        Told(text, [_mark(row.cells[one]) for one in named])
        for text, row in zip(texts, by_date, strict=True)
    )
    for value, said in given.items():
        sums = [Group(items=[written(f"{told[one, value]}", bold=False)]) for one in named]
        if any(told[one, value] for one in named):
            rows.append(grid.row(f"{said}, in all", sums))
    states = Counter(cell.state for _, cell in cells)
    ways = {"told": "told", "silent": "silent", "contested": "contested", "uncoded": "not asked"}
    counts = ", ".join(f"{states[state]} {said}" for state, said in ways.items())
    said = f"{counted(len(table.rows), 'decision')}; cells: {counts}"
    others = counted(table.left_out, "other decision")
    left = f"; it is not coded for {others}" * bool(table.left_out)
    dropped = f" Left out: {counted(silent, 'condition')} on which the texts are silent."
    plan = Plan(
        title=f"{table.outcome.named(case)}: what the texts say about each decision",
        caption=f"{said}. The outcome is in the last column{left}.{dropped * bool(silent)}",
        alt_text=f"{said}; by date, at the right {table.outcome.named(case)}.",
        key=[
            *occurring(
                (_disc(one), said, one in {value for _, value in told})
                for one, said in given.items()
            ),
            *[sample([], "blank: the texts are silent")] * bool(states["silent"]),
        ],
        head=grid.head,
        rows=rows,
    )
    if page.columns == 1 and len(paged(rows, page.room(plan), head=grid.head)) > 1:
        message = (
            f"{counted(len(rows), 'row')} by {counted(len(named), 'column')} do not fit a page of "
            "90 mm: draw the figure two columns wide (180 mm), with columns=2, or --columns 2 on "
            "the command line"
        )
        raise OptionError("columns", message)
    return plan


def _value(cell: Cell) -> str | None:
    """What is told; empty where works differ, None where they are silent."""
    return (cell.told[0] if len(cell.told) == 1 else "") if cell.told else None


def _table(view: View, outcome: str | None) -> DecisionTable | None:
    """The decisions by an outcome; none where no outcome was asked of several."""
    asked = Counter(one for decision in view.whole.decisions.values() for one in decision.outcomes)
    if outcome is None and asked:
        outcome = str(literals(view.whole, asked.most_common(1)[0][0])[-1])
    return None if outcome is None else decision_table(view.whole, outcome)


def _mark(cell: Cell) -> Group | None:
    """The sign of a cell; nothing where the texts are silent."""
    value = _value(cell)
    if value is None:
        return None
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


def plan_consistency(page: Page, *, outcome: str | None = None) -> Plan:
    """Show bounds on how far each condition is necessary and sufficient for an outcome.

    A bar goes from the least to the greatest consistency over all completions of the silent cells;
    a dot is a consistency that no silent cell can change.

    Args:
        page: What is looked at, and how wide.
        outcome: The outcome; by default the one that is coded for the most decisions.

    Raises:
        FpcaseError: no decision has such an outcome.
    """
    table = _table(page.view, outcome)
    if table is None or len({*table.outcomes.values()}) == 1:
        return _EMPTY
    bars = []
    for one in (one for name in table.conditions for one in literals(table.case, name)):
        asked = [examine(table, str(one), relation) for relation, *_ in _BARS]
        ends = {each.relation: each.bounds("consistency") for each in asked}
        bars.append((one.named(table.case), [each.exposure for each in asked], ends))
    known = [bar for bar in bars if any(end and end[1] - end[0] < 1 for end in bar[2].values())]
    known.sort(key=lambda bar: tuple(-end for end in bar[2]["necessary"] or (0.0, 0.0)))
    left = min(widest([shown for shown, *_ in known]) + 12.0 + 2 * _NUMBER, page.inside / 2)
    ticks = tuple((share / 4, f"{share / 4:g}") for share in range(5))
    axis = Axis(low=0.0, high=1.0, left=left, right=page.inside - 8.0, ticks=ticks)
    heads = (
        Line(text=word, x=x, y=SIZE, size=SIZE, anchor="end")
        for word, x in zip(("nec.", "suff."), _numbers_at(axis), strict=True)
    )
    others = counted(table.left_out, "other decision")
    said = {
        f"{counted(len(table.rows), 'decision')} compared"
        f"{f'; the outcome is not coded for {others}' * bool(table.left_out)}. Bars: "
        f"the lowest and highest consistency that the silent cells allow. Numbers: the decisions "
        f"known well enough to test whether the condition is necessary, or sufficient.": True,
        f"Left out: {len(bars) - len(known)} of {counted(len(bars), 'condition')}, for which the "
        f"silent cells allow any consistency from 0 to 1.": len(known) < len(bars),
    }
    return Plan(
        title=f"{table.outcome.named(table.case)}: what is necessary, and what sufficient?",
        caption=sentences(said),
        alt_text="; ".join(_in_words(shown, ends) for shown, _, ends in known),
        key=[
            sample([_line(-8.0, 8.0, y, colour)], f"{relation} for it, the {place} bar")
            for relation, colour, place, y in _BARS
        ],
        head=Row(items=[*axis.head.items, *heads], height=axis.head.height),
        rows=[_bar(axis, *bar) for bar in known],
        empty="The silent cells allow any consistency.",
    )


_NUMBER = 20.0
"""The width of a column of numbers."""


def _numbers_at(axis: Axis) -> tuple[float, float]:
    """Where the numbers of decisions end that could contradict a condition."""
    return axis.left - 8.0 - _NUMBER, axis.left - 8.0


def _in_words(shown: str, ends: Mapping[str, Bounds]) -> str:
    told = (f"{relation} {e[0]:.2f} to {e[1]:.2f}" for relation, e in ends.items() if e)
    return f"{shown}: {', '.join(told)}"


def _bar(axis: Axis, shown: str, numbers: Sequence[int], ends: Mapping[str, Bounds]) -> Row:
    """A condition with two numbers and a bar for each relation; a dot where both ends are one."""
    text = paragraph(shown, _numbers_at(axis)[0] - _NUMBER)
    height = max(text.height, 9.0) + 4.0
    items = text.items(0.0, 2.0)
    items += [
        Line(text=str(number), x=x, y=height / 2 + 0.36 * SIZE, size=SIZE, anchor="end")
        for number, x in zip(numbers, _numbers_at(axis), strict=True)
    ]
    for relation, colour, _, down in _BARS:
        end, y = ends[relation], height / 2 + down
        if end and end[1] - end[0] < SLACK:
            items.append(Shape(steps=circle((axis.x(end[0]), y), 1.6), fill=colour))
        elif end:
            items.append(_line(axis.x(end[0]), axis.x(end[1]), y, colour))
    whole = Group(items=items, role="condition", tooltip=_in_words(shown, ends))
    return Row(items=[*axis.grid(height), whole], height=height)


def _line(left: float, right: float, y: float, colour: str) -> Shape:
    return Shape(steps=polyline([(left, y), (right, y)]), stroke=colour, width=2.4)
