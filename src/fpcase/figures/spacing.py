"""The measures of a lane grid, and the room that arrows ask for."""

import math
from collections.abc import Mapping

import attrs

UNIT = 72 / 32
"""Every border and measure of a grid is a multiple of this many points: 1/32 of an inch, so
that it is the same number, without rounding, in points and in inches. Borders are level with
each other or well apart: Graphviz stumbles over slivers of less than a point."""


@attrs.frozen(kw_only=True)
class Spacing:
    """The measures of a grid, in points.

    Attributes:
        font_size: Of the labels.
        box_width: How wide a box is at most.
        gap_x: Between columns, at least.
        gap_y: Between boxes of one column, at least.
        padding: Between a box's border and its label.
        gutter: Room for the lanes' names, at the left: a multiple of `UNIT`.
        border: The width of a plain box's border and of one author's arrow, 1 for the usual.
        mark_size: Of the signs on arrows.
        clear: Between a box and the nearest arrow that passes it: room for an arrow's head.
        track: Between two arrows that run side by side.
        marks: How many signs and numbers the shortest arrow must have room for.
    """

    font_size: float
    box_width: float
    gap_x: float
    gap_y: float
    padding: float = 4.0
    gutter: float = 5 * UNIT
    border: float = 1.0
    mark_size: float = 7.0
    clear: float = 7.0
    track: float = 3.2
    marks: int = 1

    @property
    def line_height(self) -> float:
        """From one line of a label to the next."""
        return 1.17 * self.font_size

    def shortest(self, marks: int, heads: int = 1) -> float:
        """How long an arrow must be to show its line, its marks and its head.

        Args:
            marks: How many it bears, with those of arrows that run beside it: there they stand
                one after the other.
            heads: At how many of its ends there is one.
        """
        return marks * (self.mark_size + 1.0) - 1.0 + 8.0 * heads * self.border

    @property
    def loop(self) -> float:
        """How far an arrow from a variable to itself reaches beyond its box."""
        return 0.9 * self.mark_size

    def name_height(self, level: str) -> float:
        """How tall a lane must be to hold its name, set upright."""
        return 0.56 * self.font_size * len(level) + 0.6 * self.font_size

    def label_width(self, width: float, count: int) -> float:
        """How wide a label's line may be where so many columns share a width."""
        return self.fitted(width, count) - 2 * self.padding

    def fitted(self, width: float, count: int) -> float:
        """How wide a box is where so many columns share a width: a multiple of `UNIT`."""
        return down(min((width - self.gutter) / count - self.gap_x, self.box_width), UNIT)


@attrs.frozen(kw_only=True)
class Room:
    """What arrows need between boxes, found by routing them once.

    Attributes:
        channels: The width that each channel needs; channel 0 is left of the first column.
        above: The gap that each box needs above it.
        below: The gap that each column needs below its last box.
    """

    channels: Mapping[int, float] = attrs.field(factory=dict)
    above: Mapping[str, float] = attrs.field(factory=dict)
    below: Mapping[int, float] = attrs.field(factory=dict)


def down(measure: float, unit: float) -> float:
    """A measure, rounded down to a multiple of a unit."""
    return unit * math.floor(measure / unit + 1e-9)


def up(measure: float, unit: float) -> float:
    """A measure, rounded up to a multiple of a unit."""
    return unit * math.ceil(measure / unit - 1e-9)
