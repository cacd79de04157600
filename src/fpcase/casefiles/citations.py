"""What bibliographies know of a work apart from our one line: parts of names and of containers."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import attrs

from fpcase.casefiles.slugs import distinct_slugs
from fpcase.documents import Problem
from fpcase.model.catalogue import tupled
from fpcase.model.ids import ID_PATTERN
from fpcase.model.notebook import Shown
from fpcase.model.sources import Source


@attrs.frozen(kw_only=True)
class Container:
    """Where a work appeared, in parts.

    Attributes:
        title: The journal, book, publisher, institution or site.
        volume: For a journal: the volume.
        issue: The issue.
        pages: The pages.
    """

    title: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""

    @property
    def text(self) -> str:
        """The parts in one line, as a source's `container` has them."""
        volume = f" {self.volume}" if self.volume else ""
        issue = f" ({self.issue})" if self.issue else ""
        if not self.pages:
            return f"{self.title}{volume}{issue}"
        return f"{self.title}{volume}{issue}{':' if volume or issue else ','} {self.pages}"


_IN_VOLUME = re.compile(r"(.+?) ([^\s(),:]*[0-9][^\s(),:]*)(?: \(([^()]+)\))?(?:: ([^\s,:()]+))?")
_IN_BOOK = re.compile(r"(.+), ([0-9]+(?:-[0-9]+)?)")


def container_parts(text: str, *, journal: bool) -> Container:
    """The parts of a container's line; what has no such form is all title.

    >>> container_parts("World Politics 51 (1): 144-172", journal=True).pages
    '144-172'
    """
    match = _IN_VOLUME.fullmatch(text) if journal else None
    if match and (match[3] or match[4]):
        title, volume, issue, pages = (group or "" for group in match.groups())
        return Container(title=title, volume=volume, issue=issue, pages=pages)
    match = _IN_BOOK.fullmatch(text)
    return Container(title=match[1], pages=match[2]) if match else Container(title=text)


@attrs.frozen(kw_only=True)
class Bibliography(Shown):
    """Sources in the format of another program.

    Attributes:
        text: The file's text.
        lost: What the format cannot carry, in words.
    """

    text: str
    lost: tuple[str, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True)
class ReadSources:
    """Sources read from another program's file.

    Attributes:
        sources: The sources, in the file's order.
        notes: What was left out or had to be decided, entry by entry.
        problems: Entries that cannot be read, with their lines.
    """

    sources: tuple[Source, ...] = attrs.field(converter=tupled)
    notes: tuple[str, ...] = attrs.field(default=(), converter=tupled)
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=tupled)


def ids_of_keys(keys: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Key of a work elsewhere -> its id here, and what is to be said of the keys.

    Keys that are ids already stay as they are.

    >>> ids_of_keys(["Rose:1998", "rose-1998"])[0]
    {'rose-1998': 'rose-1998', 'Rose:1998': 'rose-1998-2'}
    """
    ids = distinct_slugs(sorted(keys, key=lambda key: not ID_PATTERN.fullmatch(key)), "work")
    notes = [f"{own}: the key was {key!r}" for key, own in ids.items() if own != key]
    notes += [
        f"{ids[key]}: {times} works have this key; give them ids of their own"
        for key, times in Counter(keys).items()
        if times > 1
    ]
    return ids, notes


_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_UNTIL = re.compile(
    r"(?<![0-9])[0-9]{4}(?:(?:-[0-9]{1,2}){0,2}\s*(?:[/\u2010-\u2014]|--?)\s*([0-9]{4})"
    r"|\s*(?:[/\u2010-\u2014]|--?)\s*(1[3-9]|[2-9][0-9]))(?![0-9])"
)
_REST_OF_DATE = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)[a-z]*"
    r"|(?<=[0-9])T[0-9:.]+Z?$|[0-9]+(st|nd|rd|th)?|[\s,.-]|(?<=[0-9])/(?=[0-9])",
    re.IGNORECASE,
)


def year_of(stated: str) -> tuple[int | None, str]:
    """The year of a date as bibliographies write it, and what to say of it if it is not plain.

    Args:
        stated: The date: ``2014``, ``2014-05``, ``May 2014``, ``2012/2014``, ``1923~``.

    >>> year_of("May 2014"), year_of("1991-92")
    ((2014, ''), (1991, "'1991-92' is a range; its first year is used"))
    """
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in stated).strip()
    if re.fullmatch(r"-?[0-9]{1,4}", text):
        return int(text), ""
    years = _YEAR.findall(text)
    if not years:
        return None, f"no year can be read from {stated!r}"
    until = _UNTIL.search(text)
    if until and until[1] != years[0]:
        return int(years[0]), f"{stated!r} is a range; its first year is used"
    if len(set(years)) > 1:
        return int(years[0]), f"{stated!r} names several years; the first is used"
    if _REST_OF_DATE.sub("", text):
        return int(years[0]), f"{stated!r} is not clearly a year; {years[0]} is used"
    return int(years[0]), ""


WITHOUT_MARKUP = "the title is imported without its markup (italics and the like)"
"""What is noted of a title whose marks of italics are left behind."""
