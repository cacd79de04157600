"""What each piece of evidence tells between two rivals: a forest of ranges."""

import attrs

from fpcase.drawing.figure import Figure
from fpcase.drawing.page import MARGIN, Entry, Words, column_width, finished, room
from fpcase.drawing.rows import BAND, LINE, Row, nothing, paged
from fpcase.drawing.scene import INK, PALE_INK, PAPER, Line, Shape, circle, polyline, rectangle
from fpcase.drawing.text import SIZE, paragraph
from fpcase.figures.arrows import Kind
from fpcase.figures.looks import GREY, LOOKS
from fpcase.figures.subjects import subtitle
from fpcase.inference import weigh
from fpcase.inference.bounds import decibels
from fpcase.inference.totals import Told
from fpcase.model.cases import Case
from fpcase.statements import View
from fpcase.statements.views import view_of

_TICKS = ((-20, "1:100"), (-10, "1:10"), (-3.0103, "1:2"), (0, "1:1"),
          (3.0103, "2:1"), (10, "10:1"), (20, "100:1"))  # fmt: skip
"""Decibels, and the ratio that they stand for."""


def draw_evidence(
    of: Case | View,
    *,
    contest: str | None = None,
    between: tuple[str, str] | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw what each piece of evidence tells between two rivals, and what it adds up to.

    A line is the range of a judgement, a dot its middle; the dot is open where an account is built
    on the item, or where it came after the outcome. A diamond is a total.

    Args:
        of: A case, or a study of one.
        contest: The contest.
        between: Or two explanations, weighed by the judgements that name no contest.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the figure is called.

    Raises:
        FpcaseError: there is no such contest or explanation.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> draw_evidence(case, contest="why-abstain").alt_text[:13]
    'Ranges of wha'
    """
    found = weigh(of, contest, between=between)
    weights, width = found.weights, column_width(columns)
    leader, runner_up = weights.order[:2]
    totals = [
        (f"{t.name} ({len(t.items)})", t.told) for t in (weights.all, weights.strict) if t.told
    ]
    ends = [end for _, told in weights.ranked for end in told]
    ends += [end for _, told in totals for end in told]
    inner, cut_off = width - 2 * MARGIN, weights.case.inference.cut_off
    plot = _Plot(
        names=0.42 * inner,
        width=inner,
        low=min([-4.0, *ends]),
        high=max([4.0, *ends]),
        band=decibels(cut_off),
    )
    given = f"Given: {', '.join(weights.given)}. " if weights.given else ""
    words = Words(
        title=title if title is not None else found.title,
        subtitle=subtitle(view_of(of)),
        caption=(
            f"Range and middle of each judgement. Shaded: less than {cut_off:g} to 1 either way. "
            f"{found.yardsticks} {given}{' '.join(found.notes)}"
        ),
        alt_text=f"Ranges of what {len(weights.told)} items tell for {leader} against {runner_up}.",
        key=[
            Entry(sample=[plot.dot(12.0, 0, filled=False)], text="built on, or after the outcome"),
            Entry(sample=[plot.diamond(12.0, 0)], text="middle of a total"),
        ],
    )
    if not weights.told:
        return finished(words, nothing("Nothing was judged between the two."), width)
    drawn = [plot.row(i.id, told, ", ".join(weights.flags[i.id])) for i, told in weights.ranked]
    drawn += [plot.row(name, told, total=True) for name, told in totals]
    head = plot.head(runner_up, leader)
    return finished(words, paged(drawn, room(words, width), head=head), width)


@attrs.frozen(kw_only=True)
class _Plot:
    """Where decibels lie.

    Attributes:
        names: How wide the names' column is.
        width: How wide all is.
        low: The least of all decibels.
        high: The greatest.
        band: Up to so many decibels either way a judgement is no strong one.
    """

    names: float
    width: float
    low: float
    high: float
    band: float

    def x(self, decibels: float) -> float:
        inside = min(max(decibels, self.low), self.high)
        share = (inside - self.low) / (self.high - self.low)
        return self.names + 6.0 + share * (self.width - self.names - 12.0)

    def head(self, left: str, right: str) -> Row:
        """The rivals at the two ends, and what the decibels say as ratios."""
        low = Line(text=f"← {left}", x=self.names, y=SIZE, size=SIZE, bold=True)
        high = Line(text=f"{right} →", x=self.width, y=SIZE, size=SIZE, bold=True, anchor="end")
        inside = ((at, text) for at, text in _TICKS if self.low <= at <= self.high)
        ratios = [
            Line(text=t, x=self.x(at), y=LINE + SIZE, size=SIZE, colour=PALE_INK, anchor="middle")
            for at, t in inside
        ]
        return Row(items=[low, high, *ratios], height=2 * LINE + 2.0)

    def row(self, name: str, told: Told, flags: str = "", *, total: bool = False) -> Row:
        """A range and its middle, beside what it is of."""
        words = paragraph(f"{name} ({flags})" if flags else name, self.names - 6.0)
        height = words.height + 4.0
        low, middle, high = map(self.x, told)
        toward = Kind.POSITIVE if told[0] >= 0 else Kind.NEGATIVE
        pen = LOOKS[toward].colour if told[0] * told[2] >= 0 and told[0] != told[2] else GREY
        at = height / 2
        mark = self.dot(middle, at, filled=not flags, colour=pen)
        zero = polyline([(self.x(0), 0), (self.x(0), height)])
        band = rectangle(self.x(-self.band), 0, self.x(self.band), height)
        items = [
            Shape(steps=band, fill=BAND),
            Shape(steps=zero, stroke=PALE_INK, width=0.6),
            *words.items(0, 2.0),
            Shape(steps=polyline([(low, at), (high, at)]), stroke=pen),
            self.diamond(middle, at) if total else mark,
        ]
        return Row(items=items, height=height)

    def dot(self, x: float, y: float, *, filled: bool, colour: str = INK) -> Shape:
        """The middle of a judgement."""
        fill = colour if filled else PAPER
        return Shape(steps=circle((x, y), 2.2), stroke=colour, fill=fill, width=0.8)

    def diamond(self, x: float, y: float) -> Shape:
        """The middle of a total."""
        corners = [(x, y - 3.2), (x + 3.2, y), (x, y + 3.2), (x - 3.2, y)]
        return Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)
