"""What each piece of evidence tells between two rivals: a forest of ranges."""

from fpcase.drawing.axis import Axis
from fpcase.drawing.rows import BAND, Row
from fpcase.drawing.scene import INK, PAPER, Group, Shape, circle, diamond, polyline, rectangle
from fpcase.drawing.text import paragraph
from fpcase.figures.arrows import Kind
from fpcase.figures.looks import GREY, LOOKS
from fpcase.figures.plans import Page, Plan, sample
from fpcase.inference import weigh
from fpcase.inference.bounds import Told
from fpcase.inference.result import added_up, in_decibels
from fpcase.model.evidence import decibels

_RATIOS = {"1:100": 0.01, "1:10": 0.1, "1:2": 0.5, "1:1": 1, "2:1": 2, "10:1": 10, "100:1": 100}
_NAMES = 0.42
"""The share of the width that names of items take."""
_LEAST = 4.0
"""Decibels that the axis shows either way, however little was judged."""
_BEYOND = 0.5
"""Decibels beyond the longest range, so that no range looks cut off."""
_DOT, _RING, _TOTAL = "item", "see the words in brackets", "middle of a total"


def plan_evidence(
    page: Page, *, contest: str | None = None, between: tuple[str, str] | None = None
) -> Plan:
    """Show how strongly each piece of evidence favours one rival, and what it adds up to.

    A line is the range of a judgement, a dot its middle; the dot is open where there is something
    to know of the item, which stands in words beside it. A diamond is a total of the evidence.

    Args:
        page: What is looked at, and how wide.
        contest: The contest.
        between: The two of its rivals to compare; without a contest, two explanations, weighed by
            the judgements that name no contest.

    Raises:
        FpcaseError: there is no such contest or explanation.
    """
    found = weigh(page.view, contest, between=between)
    case, width = found.case, page.inside
    leader, runner_up = map(case.rival_label, found.order[:2])
    totals = (found.all, found.strict)
    ranges = [*found.told.values(), *(one.evidence for one in totals if one.evidence)]
    low = min([-_LEAST, *(ends[0] for ends in ranges)]) - _BEYOND
    high = max([_LEAST, *(ends[2] for ends in ranges)]) + _BEYOND
    ticks = tuple((x, said) for said, of in _RATIOS.items() if low <= (x := decibels(of)) <= high)
    axis = Axis(low=low, high=high, left=_NAMES * width + 6.0, right=width - 6.0, ticks=ticks)
    left = paragraph(f"← (−) {runner_up}", (width - axis.left) / 2, bold=True)
    right = paragraph(f"→ (+) {leader}", (width - axis.left) / 2, bold=True)
    ends = [*left.items(axis.left - 6.0, 0.0), *right.items(width, 0.0, anchor="end")]
    head = Row(items=ends, height=max(left.height, right.height) + 1.0)
    cut_off, rows = case.inference.cut_off, list[Row]()
    for item in found.ranked:
        if told := found.told.get(item.id):
            flags = found.flags[item.id]
            name = f"{item.evidence.description} ({', '.join((item.id, *flags))})"
            rows.append(_row(name, told, _RING if flags else _DOT, axis, decibels(cut_off)))
    for one in totals if rows else ():
        name = f"{one.name} ({len(one.items)})" if one.evidence else added_up(one)
        rows.append(_row(name, one.evidence, _TOTAL, axis, decibels(cut_off)))
    what = f"Range and middle of each judgement. Shaded: less than {cut_off:g} to 1 either way."
    return Plan(
        title=found.title,
        caption=" ".join([what, *found.conclusions]),
        alt_text=f"Ranges: how strongly {len(found.told)} items favour {leader} over {runner_up}.",
        key=[sample([_mark(kind, INK)], kind) for kind in (_RING, _TOTAL)],
        head=axis.head.under(head),
        rows=rows,
        empty="Nothing was judged between the two.",
    )


def _row(name: str, told: Told | None, kind: str, axis: Axis, band: float) -> Row:
    """A range and its middle, beside what it is of; or words alone."""
    words = paragraph(name, axis.left - 12.0 if told else axis.right)
    height = words.height + 4.0
    if not told:
        return Row(items=words.items(0, 2.0), height=height)
    left, zero, right, low, middle, high = map(axis.x, (-band, 0.0, band, *told))
    toward = LOOKS[Kind.POSITIVE if told[0] >= 0 else Kind.NEGATIVE].colour
    pen = toward if told[0] * told[2] >= 0 and told[0] != told[2] else GREY
    range_ = Shape(steps=polyline([(low, height / 2), (high, height / 2)]), stroke=pen)
    mark = Group(items=[_mark(kind, pen)], x=middle, y=height / 2)
    whole = Group(
        items=[*words.items(0, 2.0), range_, mark],
        role="total" if kind == _TOTAL else "item",
        tooltip=f"{name}: {in_decibels(told)}",
    )
    ground = Shape(steps=rectangle(left, 0, right, height), fill=BAND)
    line = Shape(steps=polyline([(zero, 0), (zero, height)]), stroke=GREY, width=0.6)
    return Row(items=[ground, line, whole], height=height)


def _mark(kind: str, colour: str) -> Shape:
    """The middle of a judgement, or of a total."""
    if kind == _TOTAL:
        return diamond((0.0, 0.0), 3.2)
    fill = PAPER if kind == _RING else colour
    return Shape(steps=circle((0.0, 0.0), 2.2), stroke=colour, fill=fill, width=0.8)
