"""Dates on an axis of years: exact ones, imprecise ones, open ends and uncertain ends."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import attrs

from fpcase.drawing.axis import Axis
from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import INK, Item, Shape, polyline
from fpcase.drawing.text import SIZE
from fpcase.model.dates import period_in_words, span

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_LEAST = 3.4
"""The length of the shortest bar."""
TIP = 4.0
"""The length of the tip of what goes on, for which an axis has room at both ends."""
_LONG = 40
"""So many years without a date are left out, where they are half of all or more."""


@attrs.frozen(kw_only=True)
class Stretch:
    """The days that a date or an interval covers.

    Attributes:
        first: Its first day; None if it began before anybody counted.
        last: Its last day; None if it goes on.
        interval: Whether it lasts from one to the other, and is not some time between them.
        is_doubtful: Whether the source is uncertain of one side.
    """

    first: dt.date | None
    last: dt.date | None
    interval: bool
    is_doubtful: bool

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.first == self.last and self.first is not None


def stretch(text: str) -> Stretch:
    """A date or an interval as an axis shows it.

    >>> stretch("2014~/..").is_doubtful, stretch("2014~/..").last
    (True, None)
    """
    first, last = span(text)
    return Stretch(
        first=first, last=last, interval="/" in text, is_doubtful=not set("?~%").isdisjoint(text)
    )


def days(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a date, to sort by; for a beginning not stated the end."""
    first, last = span(text)
    return first or last or dt.date.min, last or dt.date.max


def dated(date: str) -> str:
    """When a decision was made, in words.

    >>> dated("../2022"), dated("2008")
    ('by 2022', '2008')
    """
    return f"by {date[3:]}" if date.startswith("../") else period_in_words(date)


def years_axis(stretches: Iterable[Stretch], left: float, right: float) -> Axis | None:
    """An axis of whole years for all days named; None where none is.

    Where many years pass without a date after the earliest ones, it begins after them.

    >>> axis = years_axis(map(stretch, ("1654", "1990", "2022/..")), 0.0, 200.0)
    >>> axis.ticks[0]
    (726468, '1990')
    """
    years = sorted({day.year for one in stretches for day in (one.first, one.last) if day})
    if not years:
        return None
    first = years[0]
    for before, after in pairwise(years):
        if after - before > _LONG and 2 * (after - before) > years[-1] - before:
            first = after
    low, high = _new_year(first), _new_year(years[-1] + 1)
    room = text_width("8888", SIZE) + 8.0
    year = (right - left - 2 * TIP) / (years[-1] + 1 - first)
    step = next((step for step in _STEPS if step * year >= room), _STEPS[-1])
    return Axis(
        low=low,
        high=high,
        left=left + TIP + _LEAST,
        right=right - TIP - _LEAST,
        ticks=tuple(
            (_new_year(one), str(one))
            for one in range(first, years[-1] + 1)
            if one % step == 0 or (one == first and -first % step * year >= room)
        ),
    )


def _new_year(year: int) -> int:
    """The first day of a year, counted from the first of the year 1; of the year 10000 too."""
    return dt.date(year, 1, 1).toordinal() if year <= dt.MAXYEAR else dt.date.max.toordinal() + 1


def is_before(axis: Axis, of: Stretch) -> bool:
    """Whether something began before an axis does."""
    return of.first is not None and of.first.toordinal() < axis.low


def ends(axis: Axis, of: Stretch) -> tuple[float, float]:
    """Where a stretch is drawn: never too short to be seen, and with room for a tip where open.

    Args:
        axis: The axis.
        of: The stretch.
    """
    begins = of.first and not is_before(axis, of)
    left = axis.x(of.first.toordinal()) if begins and of.first else axis.left - TIP
    right = axis.x(of.last.toordinal() + 1) if of.last else axis.right + TIP
    short = max(_LEAST - (right - left), 0.0) / 2
    return left - short, right + short


def bar_items(axis: Axis, of: Stretch, y: float, thickness: float, fill: str) -> list[Item]:
    """A stretch of time as a bar.

    An open side, and one before the axis, ends in a tip; an uncertain date has a dashed outline.

    Args:
        axis: The axis.
        of: The stretch.
        y: The bar's middle.
        thickness: Of the bar.
        fill: Of the bar.
    """
    left, right = ends(axis, of)
    half, tip = thickness / 2, min(TIP, right - left)
    begins = [(left, y + half), (left, y - half)]
    if of.first is None or is_before(axis, of):
        begins = [(left + tip, y + half), (left, y), (left + tip, y - half)]
    stops = [(right, y - half), (right, y + half)]
    if of.last is None:
        stops = [(right - tip, y - half), (right, y), (right - tip, y + half)]
    outline = (*polyline([*begins, *stops]), ("Z", ()))
    dash = (1.4, 1.2) if of.is_doubtful else ()
    return [Shape(steps=outline, fill=fill, stroke=INK, width=0.6, dash=dash)]
