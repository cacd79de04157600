"""A scale from left to right: where a number stands, its ticks, and the lines through rows."""

import attrs

from fpcase.drawing.rows import Row
from fpcase.drawing.scene import PALE, PALE_INK, Item, Line, Shape, polyline
from fpcase.drawing.text import SIZE


@attrs.frozen(kw_only=True)
class Axis:
    """Numbers from left to right.

    Attributes:
        low: The least number.
        high: The greatest, more than the least.
        left: Where the least stands.
        right: Where the greatest stands.
        ticks: Numbers that are written, each with its words.

    >>> axis = Axis(low=0, high=10, left=100, right=200, ticks=((0, "none"), (5, "half")))
    >>> axis.x(5), axis.x(12)
    (150.0, 200.0)
    """

    low: float
    high: float
    left: float
    right: float
    ticks: tuple[tuple[float, str], ...] = ()

    def x(self, number: float) -> float:
        """Where a number stands; one beyond an end stands at that end."""
        share = (min(max(number, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    @property
    def head(self) -> Row:
        """The words of the ticks over a rule."""
        bottom = SIZE + 5.0
        rule = Shape(
            steps=polyline([(self.left, bottom), (self.right, bottom)]), stroke=PALE_INK, width=0.6
        )
        items: list[Item] = [rule]
        for number, text in self.ticks:
            x = self.x(number)
            items.append(Line(text=text, x=x, y=SIZE, size=SIZE, anchor="middle"))
            tick = polyline([(x, bottom - 2.5), (x, bottom)])
            items.append(Shape(steps=tick, stroke=PALE_INK, width=0.6))
        return Row(items=items, height=bottom + 2.0)

    def grid(self, height: float) -> list[Item]:
        """The ticks as pale lines through a row."""
        places = [self.x(number) for number, _ in self.ticks]
        return [
            Shape(steps=polyline([(x, 0), (x, height)]), stroke=PALE, width=0.4) for x in places
        ]
