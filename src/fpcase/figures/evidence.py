"""What each piece of evidence tells between two rivals: a forest of ranges."""

import attrs

from fpcase.drawing.figure import Figure
from fpcase.drawing.page import MARGIN, Entry, Words, column_width, finished, room
from fpcase.drawing.rows import BAND, LINE, Row, nothing, paged
from fpcase.drawing.scene import (
    INK,
    PALE_INK,
    PAPER,
    Item,
    Line,
    Shape,
    circle,
    polyline,
    rectangle,
)  # fmt: skip
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
    rows = [(str(i.id), told, ", ".join(weights.flags[i.id])) for i, told in weights.ranked]
    totals = [
        (f"{total.name} ({len(total.items)})", total.told)
        for total in (weights.all, weights.strict)
        if total.told
    ]
    ends = [end for _, told, _ in rows for end in told]
    ends += [end for _, told in totals for end in told]
    said = [f"Given: {', '.join(weights.given)}."] if weights.given else []
    said += [f"{note}" for note in found.notes]
    plot = _Plot(
        names=0.42 * (width - 2 * MARGIN),
        width=width - 2 * MARGIN,
        low=min([-4.0, *ends]),
        high=max([4.0, *ends]),
        band=decibels(weights.case.inference.cut_off),
    )
    words = Words(
        title=title if title is not None else found.title,
        subtitle=subtitle(view_of(of)),
        caption=(
            f"Range and middle of each judgement. Shaded: less than "
            f"{weights.case.inference.cut_off:g} to 1 either way. {' '.join(said)}"
        ),
        alt_text=f"Ranges of what {len(rows)} items tell for {leader} against {runner_up}.",
        key=[
            Entry(sample=[plot.dot(12.0, 0, filled=False)], text="built on, or after the outcome"),
            Entry(sample=[plot.diamond(12.0, 0)], text="middle of a total"),
        ],
    )
    if not rows:
        return finished(words, nothing("Nothing was judged between the two."), width)
    drawn = [
        *(plot.row(*row) for row in rows),
        *(plot.row(name, told, "", INK) for name, told in totals),
    ]
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
        left, right = self.names + 6.0, self.width - 6.0
        inside = min(max(decibels, self.low), self.high)
        return left + (inside - self.low) / (self.high - self.low) * (right - left)

    def head(self, left: str, right: str) -> Row:
        """The rivals at the two ends, and what the decibels say as ratios."""
        rivals = [
            Line(text=f"← {left}", x=self.names, y=SIZE, size=SIZE, bold=True),
            Line(text=f"{right} →", x=self.width, y=SIZE, size=SIZE, bold=True, anchor="end"),
        ]
        y = LINE + SIZE
        ratios = [
            Line(text=text, x=self.x(at), y=y, size=SIZE, colour=PALE_INK, anchor="middle")
            for at, text in _TICKS
            if self.low <= at <= self.high
        ]
        return Row(items=[*rivals, *ratios], height=2 * LINE + 2.0)

    def row(self, name: str, told: Told, flags: str, colour: str = "") -> Row:
        """A range and its middle, beside what it is of."""
        words = paragraph(f"{name} ({flags})" if flags else name, self.names - 6.0)
        height = words.height + 4.0
        low, middle, high = map(self.x, told)
        toward = Kind.POSITIVE if told[0] >= 0 else Kind.NEGATIVE
        pen = LOOKS[toward].colour if told[0] * told[2] >= 0 and told[0] != told[2] else GREY
        range_ = Shape(steps=polyline([(low, height / 2), (high, height / 2)]), stroke=pen)
        mark = self.dot(middle, height / 2, filled=not flags, colour=pen)
        if colour:
            mark = self.diamond(middle, height / 2)
        return Row(items=[*self._ground(height), *words.items(0, 2.0), range_, mark], height=height)

    def _ground(self, height: float) -> list[Item]:
        left, zero, right = self.x(-self.band), self.x(0), self.x(self.band)
        line = Shape(steps=polyline([(zero, 0), (zero, height)]), stroke=PALE_INK, width=0.6)
        return [Shape(steps=rectangle(left, 0, right, height), fill=BAND), line]

    def dot(self, x: float, y: float, *, filled: bool, colour: str = INK) -> Shape:
        """The middle of a judgement."""
        fill = colour if filled else PAPER
        return Shape(steps=circle((x, y), 2.2), stroke=colour, fill=fill, width=0.8)

    def diamond(self, x: float, y: float) -> Shape:
        """The middle of a total."""
        corners = [(x, y - 3.2), (x + 3.2, y), (x, y + 3.2), (x - 3.2, y)]
        return Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)
