"""A time axis, and dates on it: exact ones, imprecise ones, open ends and uncertain ends."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import attrs

from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import (
    INK,
    PALE,
    PALE_INK,
    PAPER,
    Item,
    Line,
    Point,
    Shape,
    polyline,
    rectangle,
)
from fpcase.drawing.text import SIZE
from fpcase.model.dates import span

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_BETWEEN = 8.0
_LEAST = 3.4
"""The length of the shortest bar."""
_ARROW = 4.0
"""The length of the tip of what goes on."""
_BESIDE = _ARROW + _LEAST
"""What an axis keeps free at both ends for tips."""
_LONG = 40
"""So many years are left out at least, or none."""
_PAUSE = 10.0
"""What is left of years left out."""
_STROKE = 1.3
"""From the middle of a cut to its strokes."""


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
        pauses: First and last year of every run of years that is left out.
    """

    first: int
    last: int
    left: float
    right: float
    pauses: tuple[tuple[int, int], ...] = ()

    @property
    def edge(self) -> float:
        """Where rows end, beyond the tips of what goes on."""
        return self.right + _BESIDE

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        return self._at(day.toordinal())

    def _at(self, day: int) -> float:
        """Where a day begins that is counted from the first of the year 1."""
        passed = day - _new_year(self.first)
        gaps = 0.0
        for first, last in self.pauses:
            days = _new_year(last + 1) - _new_year(first)
            skipped = min(max(day - _new_year(first), 0), days)
            passed -= skipped
            gaps += _PAUSE * skipped / days
        return self.left + gaps + self._day * passed

    @property
    def _day(self) -> float:
        """How long a day is."""
        days = _new_year(self.last + 1) - _new_year(self.first)
        days -= sum(_new_year(last + 1) - _new_year(first) for first, last in self.pauses)
        return (self.right - self.left - _PAUSE * len(self.pauses)) / days

    def _new_years(self, years: Iterable[int]) -> list[float]:
        return [self._at(_new_year(year)) for year in years]

    @property
    def cuts(self) -> list[float]:
        """The middle of what is left of each pause."""
        return [(left + right) / 2 for left, right in map(self._sides, self.pauses)]

    def _sides(self, pause: tuple[int, int]) -> tuple[float, float]:
        first, last = pause
        return self._at(_new_year(first)), self._at(_new_year(last + 1))

    def ends(self, of: Stretch) -> tuple[float, float]:
        """Where a stretch is drawn: never too short to be seen, and up to the edge where open."""
        left = self.x(of.first) if of.first else self.left - _ARROW
        right = self._at(of.last.toordinal() + 1) if of.last else self.right + _ARROW
        short = max(_LEAST - (right - left), 0.0) / 2
        return left - short, right + short

    def years(self) -> list[int]:
        """The years that are written: as many as there is room for.

        Where years are left out, the first one after them is written too.
        """
        room = text_width("8888", SIZE) + _BETWEEN
        year = 365.2425 * self._day
        step = next((step for step in _STEPS if step * year >= room), _STEPS[-1])
        begins = [self.first, *(last + 1 for _, last in self.pauses)] if self.pauses else []
        rounds = [
            one
            for one in range(self.first, self.last + 1)
            if one % step == 0 and not any(first <= one <= last for first, last in self.pauses)
        ]
        written: list[int] = []
        for one in (*begins, *rounds):
            (x,) = self._new_years([one])
            if all(abs(x - other) >= room for other in self._new_years(written)):
                written.append(one)
        return sorted(written)

    def head(self) -> tuple[list[Item], float]:
        """The written years over a rule, and how tall they are."""
        years = self.years()
        places = self._new_years(years)
        bottom = SIZE + 5.0
        rule = polyline([(self.left, bottom), (self.right, bottom)])
        return [
            *(
                Line(text=str(year), x=x, y=SIZE, size=SIZE, anchor="middle")
                for year, x in zip(years, places, strict=True)
            ),
            Shape(steps=rule, stroke=PALE_INK, width=0.6),
            *(
                Shape(steps=polyline([(x, bottom - 2.5), (x, bottom)]), stroke=PALE_INK, width=0.6)
                for x in places
            ),
            *(item for x in self.cuts for item in cut((x, bottom), 2.6)),
        ], bottom + 2.0

    def grid(self, height: float) -> list[Item]:
        """The written years as pale lines through a row, and a gap where years are left out."""
        gaps = [
            Shape(steps=rectangle(left, 0, right, height), fill=PAPER)
            for left, right in map(self._sides, self.pauses)
        ]
        places = self._new_years(self.years())
        lines = [
            Shape(steps=polyline([(x, 0), (x, height)]), stroke=PALE, width=0.4) for x in places
        ]
        return [*gaps, *lines]


def _new_year(year: int) -> int:
    """The first day of a year, counted from the first of the year 1; of the year 10000 too."""
    return dt.date(year, 1, 1).toordinal() if year <= dt.MAXYEAR else dt.date.max.toordinal() + 1


def time_axis(stretches: Iterable[Stretch], left: float, right: float) -> TimeAxis | None:
    """An axis that holds all days named; None where none is.

    Years that no date names are left out where they would take more than half of it.
    """
    years = {day.year for one in stretches for day in (one.first, one.last) if day}
    if not years:
        return None
    return TimeAxis(
        first=min(years),
        last=max(years),
        left=left + _BESIDE,
        right=right - _BESIDE,
        pauses=_pauses(sorted(years)),
    )


def _pauses(years: list[int]) -> tuple[tuple[int, int], ...]:
    """Runs of years to leave out, longest first until what is left can be read."""
    shown = years[-1] - years[0] + 1
    gaps = sorted(pairwise(years), key=lambda gap: gap[0] - gap[1])
    found = []
    for before, after in gaps:
        length = after - before - 1
        if length < _LONG or 2 * length < shown:
            break
        found.append((before + 1, after - 1))
        shown -= length
    return tuple(sorted(found))


def cut(middle: Point, half: float) -> list[Item]:
    """The mark of a place where something is cut: two slanting strokes with nothing between."""
    x, y = middle
    slant = 0.4 * half
    sides = [
        [(x + side - slant, y + half), (x + side + slant, y - half)] for side in (-_STROKE, _STROKE)
    ]
    between = (*polyline([*sides[0], *reversed(sides[1])]), ("Z", ()))
    strokes = [Shape(steps=polyline(side), stroke=INK, width=0.6) for side in sides]
    return [Shape(steps=between, fill=PAPER), *strokes]


def bar_items(
    axis: TimeAxis, of: Stretch, y: float, thickness: float, fill: str | None
) -> list[Item]:
    """A stretch of time as a bar.

    An open side ends in an arrow's head, an uncertain date has a dashed outline, and a bar is
    cut where years are left out.

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
    outline = (*polyline(corners), ("Z", ()))
    return [
        Shape(steps=outline, fill=fill, stroke=INK, width=0.6, dash=dash),
        *(item for x in axis.cuts if left < x < right for item in cut((x, y), half + 0.8)),
    ]


def diamond(axis: TimeAxis, day: dt.date, y: float, radius: float) -> list[Item]:
    """A day."""
    x = axis.x(day)
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    return [Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)]
