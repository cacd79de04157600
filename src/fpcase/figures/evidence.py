"""What each piece of evidence tells between two rivals: a forest of ranges."""

from collections.abc import Iterator

import attrs

from fpcase.drawing.axis import Axis
from fpcase.drawing.rows import BAND, Row
from fpcase.drawing.scene import (
    INK,
    PAPER,
    Group,
    Item,
    Shape,
    circle,
    diamond,
    polyline,
    rectangle,
)
from fpcase.drawing.text import paragraph
from fpcase.figures.arrows import Kind
from fpcase.figures.looks import GREY, LOOKS
from fpcase.figures.plans import Page, Plan, sample
from fpcase.inference import Item as Judged
from fpcase.inference import Weights, weigh
from fpcase.inference.bounds import decibels
from fpcase.inference.result import added_up, shown
from fpcase.inference.totals import Told
from fpcase.model.ids import ExplanationId

_RATIOS = ("1:100", "1:10", "1:2", "1:1", "2:1", "10:1", "100:1")
_NAMES = 0.42
"""The share of the width that names of items take."""
_LEAST = 4.0
"""Decibels that the axis shows either way, however little was judged."""
_BEYOND = 0.5
"""Decibels beyond the longest range, so that no range looks cut off."""


def plan_evidence(
    page: Page,
    *,
    contest: str | None = None,
    between: tuple[str, str] | None = None,
) -> Plan:
    """Show what each piece of evidence tells between two rivals, and what it adds up to.

    A line is the range of a judgement, a dot its middle; the dot is open where an account is built
    on the item, or where it came after the outcome. A diamond is a total of the
    evidence alone.

    Args:
        page: What is looked at, and how wide.
        contest: The contest.
        between: Or two explanations, weighed by the judgements that name no contest.

    Raises:
        FpcaseError: there is no such contest or explanation.
    """
    found = weigh(page.view, contest, between=between)
    weights, case = found.weights, found.weights.case
    leader, runner_up = (
        case.label(ExplanationId(one)) if one in case.explanations else one.replace("-", " ")
        for one in weights.order[:2]
    )
    totals = (weights.all, weights.strict)
    every = [told for _, told in weights.ranked] + [one.evidence for one in totals if one.evidence]
    width = page.inside
    low = min([-_LEAST, *(one[0] for one in every)]) - _BEYOND
    high = max([_LEAST, *(one[2] for one in every)]) + _BEYOND
    ticks = ((decibels(int(a) / int(b)), f"{a}:{b}") for a, b in (r.split(":") for r in _RATIOS))
    axis = Axis(
        low=low,
        high=high,
        left=_NAMES * width + 6.0,
        right=width - 6.0,
        ticks=tuple(tick for tick in ticks if low <= tick[0] <= high),
    )
    forest = _Forest(axis=axis, width=width, band=decibels(case.inference.cut_off))
    rows = [
        forest.row(
            f"{item.mark}{item.evidence.description} ({', '.join(_words(weights, item))})",
            told,
            is_open=bool(weights.flags[item.id]),
        )
        for item, told in weights.ranked
    ]
    if rows:
        rows += [
            forest.row(f"{one.name} ({len(one.items)})", one.evidence, is_total=True)
            if one.evidence
            else forest.words(added_up(one))
            for one in totals
        ]
    before = [f"The prior, {shown(weights.all.prior)} dB, is not drawn."] * bool(weights.prior)
    return Plan(
        title=found.title,
        caption=(
            "Range and middle of each judgement. Shaded: less than "
            f"{case.inference.cut_off:g} to 1 either way. "
            f"{' '.join([found.yardsticks, *before, *found.conclusions, *found.notes])}"
        ),
        alt_text=(
            f"Ranges of what {len(weights.ranked)} items tell for {leader} against {runner_up}."
        ),
        key=[
            sample([_dot(0.0, 0.0, filled=False)], "built on, or after the outcome"),
            sample([diamond((0.0, 0.0), 3.2)], "middle of a total"),
        ],
        head=forest.head(runner_up, leader),
        rows=rows,
        empty="Nothing was judged between the two.",
    )


def _words(weights: Weights, judged: Judged) -> Iterator[str]:
    """The id of an item, and what to know of it."""
    yield judged.id
    yield from (f"knowing {known}" for known in sorted(judged.knowing))
    yield from weights.flags[judged.id]


@attrs.frozen(kw_only=True)
class _Forest:
    """The measures of all rows.

    Attributes:
        axis: Where decibels lie.
        width: Of a row.
        band: Up to so many decibels either way a judgement is no strong one.
    """

    axis: Axis
    width: float
    band: float

    def head(self, left: str, right: str) -> Row:
        """The rivals at the two ends, over what the decibels say as ratios."""
        low, high = (
            paragraph(text, (self.width - self.axis.left) / 2, bold=True)
            for text in (f"← (−) {left}", f"→ (+) {right}")
        )
        rivals = [*low.items(self.axis.left - 6.0, 0.0), *high.items(self.width, 0.0, anchor="end")]
        return self.axis.head.under(Row(items=rivals, height=max(low.height, high.height) + 1.0))

    def words(self, text: str) -> Row:
        """What stands in place of a total that may not be added up."""
        words = paragraph(text, self.width)
        return Row(items=[*words.items(0, 2.0)], height=words.height + 4.0)

    def row(self, name: str, told: Told, *, is_open: bool = False, is_total: bool = False) -> Row:
        """A range and its middle, beside what it is of."""
        words = paragraph(name, self.axis.left - 12.0)
        height = words.height + 4.0
        low, middle, high = map(self.axis.x, told)
        toward = Kind.POSITIVE if told[0] >= 0 else Kind.NEGATIVE
        pen = LOOKS[toward].colour if told[0] * told[2] >= 0 and told[0] != told[2] else GREY
        y = height / 2
        range_ = Shape(steps=polyline([(low, y), (high, y)]), stroke=pen)
        mark = _dot(middle, y, filled=not is_open, colour=pen)
        if is_total:
            mark = diamond((middle, y), 3.2)
        whole = Group(
            items=[*words.items(0, 2.0), range_, mark],
            role="total" if is_total else "item",
            tooltip=f"{name}: {told[0]:+.1f} to {told[2]:+.1f} dB, middle {told[1]:+.1f}",
        )
        return Row(items=[*self._ground(height), whole], height=height)

    def _ground(self, height: float) -> list[Item]:
        left, zero, right = map(self.axis.x, (-self.band, 0.0, self.band))
        line = Shape(steps=polyline([(zero, 0), (zero, height)]), stroke=GREY, width=0.6)
        return [Shape(steps=rectangle(left, 0, right, height), fill=BAND), line]


def _dot(x: float, y: float, *, filled: bool, colour: str = INK) -> Shape:
    """The middle of a judgement."""
    fill = colour if filled else PAPER
    return Shape(steps=circle((x, y), 2.2), stroke=colour, fill=fill, width=0.8)
