"""A time axis, and dates on it: exact ones, imprecise ones, open ends and uncertain ends."""

import datetime as dt
from collections.abc import Iterable

import attrs

from fpcase.figures.charts.lettering import SIZE, width_of
from fpcase.figures.encodings import GHOST
from fpcase.figures.geometry import Point
from fpcase.figures.scene import INK, PALE_INK, Item, Line, Shape, polyline
from fpcase.model.dates import span

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_BETWEEN = 8.0
_LEAST = 3.4
"""The length of the shortest bar."""
_ARROW = 4.0
"""What an axis keeps free at both ends for the tips of what goes on."""


@attrs.frozen(kw_only=True)
class Stretch:
    """The days that a date or an interval covers.

    Attributes:
        first: Its first day; None if it began before anybody counted.
        last: Its last day; None if it goes on.
        interval: Whether it lasts from one to the other, and is not some time between them.
        doubtful_first: Whether the source is uncertain of the beginning.
        doubtful_last: Whether it is uncertain of the end.
    """

    first: dt.date | None
    last: dt.date | None
    interval: bool
    doubtful_first: bool
    doubtful_last: bool

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.first == self.last and self.first is not None

    @property
    def is_open(self) -> bool:
        """Whether one side has no end."""
        return self.first is None or self.last is None

    @property
    def is_doubtful(self) -> bool:
        """Whether the source is uncertain of one side."""
        return self.doubtful_first or self.doubtful_last


def stretch(text: str) -> Stretch:
    """A date or an interval as an axis shows it.

    >>> stretch("2014~/..").doubtful_first, stretch("2014~/..").last
    (True, None)
    """
    first, last = span(text)
    begin, slash, end = text.partition("/")
    doubt = frozenset("?~%")
    return Stretch(
        first=first,
        last=last,
        interval=bool(slash),
        doubtful_first=bool(doubt & set(begin)),
        doubtful_last=bool(doubt & set(end if slash else begin)),
    )


@attrs.frozen(kw_only=True)
class TimeAxis:
    """Years from left to right.

    Attributes:
        first: The first year.
        last: The last one, shown whole.
        left: Where the first begins.
        right: Where the last ends.
    """

    first: int
    last: int
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        start, end = _ordinal(self.first), _ordinal(self.last + 1)
        return self.left + (self.right - self.left) * (day.toordinal() - start) / (end - start)

    def ends(self, of: Stretch) -> tuple[float, float]:
        """Where a stretch is drawn: never too short to be seen, and up to the edge where open."""
        left = self.x(of.first) if of.first else self.left - _ARROW
        right = self.x(of.last + dt.timedelta(days=1)) if of.last else self.right + _ARROW
        short = max(_LEAST - (right - left), 0.0) / 2
        return left - short, right + short

    def years(self) -> list[int]:
        """The years that are written: as many as there is room for."""
        room = width_of("8888") + _BETWEEN
        year = (self.right - self.left) / (self.last + 1 - self.first)
        step = next((step for step in _STEPS if step * year >= room), _STEPS[-1])
        return [one for one in range(self.first, self.last + 1) if one % step == 0]

    def head(self) -> tuple[list[Item], float]:
        """The written years over a rule, and how tall they are."""
        items: list[Item] = [
            Line(text=str(year), x=self.x(_new_year(year)), y=SIZE, size=SIZE, anchor="middle")
            for year in self.years()
        ]
        bottom = SIZE + 5.0
        rule = polyline([(self.left, bottom), (self.right, bottom)])
        items.append(Shape(steps=rule, stroke=PALE_INK, width=0.6))
        for year in self.years():
            x = self.x(_new_year(year))
            tick = polyline([(x, bottom - 2.5), (x, bottom)])
            items.append(Shape(steps=tick, stroke=PALE_INK, width=0.6))
        return items, bottom + 2.0

    def grid(self, height: float) -> list[Item]:
        """The written years as pale lines through a row."""
        return [
            Shape(steps=polyline([(x, 0), (x, height)]), stroke=GHOST, width=0.4)
            for x in (self.x(_new_year(year)) for year in self.years())
        ]


def _new_year(year: int) -> dt.date:
    return dt.date(max(year, 1), 1, 1)


def _ordinal(year: int) -> int:
    """The first day of a year, of the year 10000 too."""
    return dt.date(year, 1, 1).toordinal() if year <= dt.MAXYEAR else dt.date.max.toordinal() + 1


def time_axis(stretches: Iterable[Stretch], left: float, right: float) -> TimeAxis | None:
    """An axis that holds all days named; None where none is."""
    days = [day for one in stretches for day in (one.first, one.last) if day]
    if not days:
        return None
    return TimeAxis(
        first=min(days).year,
        last=max(days).year,
        left=left + _ARROW + _LEAST,
        right=right - _ARROW - _LEAST,
    )


def bar_items(
    axis: TimeAxis, of: Stretch, y: float, thickness: float, fill: str | None
) -> list[Item]:
    """A stretch of time as a bar.

    An open side ends in an arrow's head, an uncertain side is dashed along its outline.

    Args:
        axis: The axis.
        of: The stretch.
        y: The bar's middle.
        thickness: Of the bar.
        fill: Of the bar; None for an outline alone.
    """
    left, right = axis.ends(of)
    half = thickness / 2
    tip = min(_ARROW, right - left)
    corners: list[Point] = []
    if of.first:
        corners += [(left, y + half), (left, y - half)]
    else:
        corners += [(left + tip, y + half), (left, y), (left + tip, y - half)]
    if of.last:
        corners += [(right, y - half), (right, y + half)]
    else:
        corners += [(right - tip, y - half), (right, y), (right - tip, y + half)]
    dash = (1.4, 1.2) if of.is_doubtful else ()
    return [
        Shape(
            steps=(*polyline(corners), ("Z", ())),
            fill=fill,
            stroke=INK,
            width=0.6,
            dash=dash,
        )
    ]


def diamond(axis: TimeAxis, day: dt.date, y: float, radius: float) -> list[Item]:
    """A day."""
    x = axis.x(day)
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    return [Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)]
