"""What each piece of evidence tells between two rivals: a forest of ranges."""

import re

from fpcase.drawing.axis import Axis
from fpcase.drawing.rows import BAND, Row
from fpcase.drawing.scene import PAPER, Group, Shape, circle, diamond, polyline, rectangle
from fpcase.drawing.text import paragraph
from fpcase.figures.arrows import Kind
from fpcase.figures.looks import GREY, LOOKS
from fpcase.figures.plans import Page, Plan, sample, sentences
from fpcase.inference import weigh
from fpcase.inference.bounds import Told
from fpcase.inference.result import in_decibels
from fpcase.inference.totals import Total
from fpcase.model.evidence import decibels, ratio
from fpcase.model.ids import RivalId
from fpcase.model.wording import counted

_RATIOS = {"1:100": 0.01, "1:10": 0.1, "1:2": 0.5, "1:1": 1, "2:1": 2, "10:1": 10, "100:1": 100}
_NAMES = 0.42
"""The share of the width that names of items take."""
_LEAST = 4.0
"""Decibels that the axis shows either way, however little was judged."""
_BEYOND = 0.5
"""Decibels beyond the longest range, so that no range looks cut off."""
_DOT = "middle of a judgement's range"
_RING = "judgement with a reservation (in brackets)"
_TOTAL = "middle of a total's range"
_TOTALS = ("All items", "Without items on which either explanation is built")


def plan_evidence(
    page: Page, *, contest: str | None = None, between: tuple[str, str] | None = None
) -> Plan:
    """Show how strongly each piece of evidence, and all of it together, favours one rival.

    A line is the range of a judgement, a dot its middle; the dot is open where there is something
    to know of the item, which stands in words beside it. A diamond is a total of the evidence.

    Args:
        page: What is looked at, and how wide.
        contest: The contest.
        between: The two rivals to compare; without a contest, two explanations, weighed by the
            judgements that name no contest.

    Raises:
        FpcaseError: there is no such contest or explanation.
    """
    found = weigh(page.view, contest, between=between)
    case, width = found.case, page.inside
    pair = {  # an account of nobody's own is named by its id
        one: case.rival_label(one) if one in case.explanations else one.replace("-", " ")
        for one in found.order[:2]
    }
    leader, runner_up = pair.values()
    totals = (found.all, found.strict)
    ranges = [*found.told.values(), *(one.evidence for one in totals if one.evidence)]
    low = min([-_LEAST, *(ends[0] for ends in ranges)]) - _BEYOND
    high = max([_LEAST, *(ends[2] for ends in ranges)]) + _BEYOND
    ticks = tuple((x, said) for said, of in _RATIOS.items() if low <= (x := decibels(of)) <= high)
    begin = _NAMES * width if page.columns > 1 else 0.0  # on a narrow page words stand above
    axis = Axis(low=low, high=high, left=begin + 8.0, right=width - 8.0, ticks=ticks)
    left = paragraph(f"← (−) {runner_up}", (width - axis.left) / 2, bold=True)
    right = paragraph(f"→ (+) {leader}", (width - axis.left) / 2, bold=True)
    ends = [*left.items(axis.left - 6.0, 0.0), *right.items(width, 0.0, anchor="end")]
    head = Row(items=ends, height=max(left.height, right.height) + 1.0)
    cut_off, rows = case.inference.cut_off, list[Row]()
    for item in found.ranked:
        if told := found.told.get(item.id):
            flags = re.sub(
                "knowing [^ ,]+", "knowing another item", ", ".join(found.flags[item.id])
            )
            name = item.evidence.description + f" ({flags})" * bool(flags)
            rows.append(_row(name, told, _RING if flags else _DOT, axis, decibels(cut_off)))
    for one, said in zip(totals, _TOTALS, strict=True) if rows else ():
        name = f"{said} ({len(one.items)}), {_odds(one)}"
        rows.append(_row(name, one.evidence, _TOTAL, axis, decibels(cut_off)))
    said_of = {pair[one]: found.contest.rivals[RivalId(one)] for one in pair}
    caption: dict[str, object] = {
        "Range and middle of each judgement, as odds of finding the evidence under one explanation "
        f"rather than the other. Shaded: odds of less than {cut_off:g} to 1 either way.": True,
        **{f"“{name}”: {what}": name != what for name, what in said_of.items()},
        f"Given, not weighed: {counted(len(found.contest.given), 'item')}.": found.contest.given,
        "The totals leave out the prior odds.": found.prior,
        f"Every reading favours {leader}.": found.is_settled,
        "The totals are not decisive.": not found.is_settled,
    }
    return Plan(
        title=found.title,
        caption=sentences(caption) * bool(rows),
        alt_text=f"Ranges: how strongly {len(found.told)} items favour {leader} over {runner_up}.",
        key=[sample([_mark(kind, GREY)], kind) for kind in (_DOT, _RING, _TOTAL)],
        head=axis.head.under(head),
        rows=rows,
        empty="No evidence has been judged for this pair.",
    )


def _odds(total: Total) -> str:
    """The middle of a total's range, or why there is none."""
    if not total.evidence:
        return "no total" + ", because some of the items overlap" * bool(total.ties)
    odds = f"{ratio(abs(total.evidence[1])):.1f}"
    return f"odds {odds}:1" if total.evidence[1] > 0 else f"odds 1:{odds}"


def _row(name: str, told: Told | None, kind: str, axis: Axis, band: float) -> Row:
    """A range and its middle, beside what it is of; or words alone."""
    is_above = axis.left < axis.right / 3
    words = paragraph(name, axis.right if is_above or not told else axis.left - 14.0)
    height = words.height + (11.0 if is_above and told else 4.0)
    if not told:
        return Row(items=words.items(0, 2.0), height=height)
    left, zero, right, low, middle, high = map(axis.x, (-band, 0.0, band, *told))
    toward = LOOKS[Kind.POSITIVE if told[0] >= 0 else Kind.NEGATIVE].colour
    pen = toward if told[0] * told[2] >= 0 and told[0] != told[2] else GREY
    top = words.height + 2.0 if is_above else 0.0
    y = (top + height) / 2
    range_ = Shape(steps=polyline([(low, y), (high, y)]), stroke=pen)
    whole = Group(
        items=[*words.items(0, 2.0), range_, Group(items=[_mark(kind, pen)], x=middle, y=y)],
        role="total" if kind == _TOTAL else "item",
        tooltip=f"{name}: {in_decibels(told)}",
    )
    ground = Shape(steps=rectangle(left, top, right, height), fill=BAND)
    line = Shape(steps=polyline([(zero, top), (zero, height)]), stroke=GREY, width=0.6)
    return Row(items=[ground, line, whole], height=height)


def _mark(kind: str, colour: str) -> Shape:
    """The middle of a judgement's range, or of a total."""
    if kind == _TOTAL:
        return diamond((0.0, 0.0), 3.2)
    fill = PAPER if kind == _RING else colour
    return Shape(steps=circle((0.0, 0.0), 2.2), stroke=colour, fill=fill, width=0.8)
