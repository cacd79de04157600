"""Dates as historians write them: the part of EDTF that case files use.

EDTF (ISO 8601-2) at level 0, with the qualifiers and open intervals of level 1:
``2014``, ``2014-03``, ``2014-03-18``, ``2014~`` (about), ``2014?`` (uncertain),
``2014%`` (both), ``2008/2014``, ``2014/..`` (still going on).
"""

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NewType

Edtf = NewType("Edtf", str)
"""A date or an interval, as text that `span` accepts."""

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")
_DECEMBER = 12


def span(text: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day that a date or interval covers; None on an open side, or without a date.

    Raises:
        ValueError: the text is no such date, or the interval ends before it begins.

    >>> span("2014-03")
    (datetime.date(2014, 3, 1), datetime.date(2014, 3, 31))
    >>> span("2014/..")
    (datetime.date(2014, 1, 1), None)
    """
    if text is None:
        return None, None
    if text.count("/") > 1 or text == "../..":
        raise ValueError(_expected(text))
    begin, slash, end = text.partition("/")
    if not slash:
        return _point(text, text)
    first = None if begin == ".." else _point(begin, text)[0]
    last = None if end == ".." else _point(end, text)[1]
    if first and last and last < first:
        raise ValueError(f"the interval {text!r} ends before it begins")
    return first, last


@lru_cache(maxsize=8192)
def date_fault(text: str) -> str:
    """What is wrong with a date or interval; empty if nothing is.

    >>> date_fault("2014/2008")
    "the interval '2014/2008' ends before it begins"
    """
    try:
        span(text)
    except ValueError as error:
        return str(error)
    return ""


def _point(point: str, text: str) -> tuple[dt.date, dt.date]:
    match = _POINT.fullmatch(point)
    if not match:
        raise ValueError(_expected(text))
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"there is no such date as {point!r}") from None
    if day:
        return first, first
    first_of_last = first.replace(month=int(month or _DECEMBER))
    _, days = calendar.monthrange(first_of_last.year, first_of_last.month)
    return first, first_of_last.replace(day=days)


def _expected(text: str) -> str:
    return f"{text!r} is not a date like 2014, 2014-03, 2014-03-18, 2014~, 2008/2014 or 2014/.."


def period_in_words(period: str) -> str:
    """A date or a period in words.

    >>> period_in_words("2014/.."), period_in_words("2015/2018~")
    ('since 2014', '2015 to about 2018')
    """
    begin, slash, end = (re.sub("(.+)[~?%]$", r"about \1", one) for one in period.partition("/"))
    if not slash:
        return begin
    if begin in {"", ".."}:
        return f"until {end}"
    return f"since {begin}" if end in {"", ".."} else f"{begin} to {end}"
