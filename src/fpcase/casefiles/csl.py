"""Sources as CSL-JSON, which Zotero, Pandoc and citation processors read and write.

What bibliographies know of a work apart from our one line, such as the parts of a container, is
here too: BibTeX is read by way of it.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import attrs

from fpcase.casefiles.slugs import distinct_slugs
from fpcase.documents import Problem
from fpcase.model.errors import FpcaseError
from fpcase.model.fields import tupled
from fpcase.model.ids import ID_PATTERN, SourceId
from fpcase.model.notebook import Shown
from fpcase.model.sources import Name, Source, name_parts
from fpcase.model.terms import SourceKind


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


TYPES: Mapping[SourceKind, str] = {
    SourceKind.JOURNAL_ARTICLE: "article-journal",
    SourceKind.BOOK: "book",
    SourceKind.CHAPTER: "chapter",
    SourceKind.THESIS: "thesis",
    SourceKind.CONFERENCE_PAPER: "paper-conference",
    SourceKind.REPORT: "report",
    SourceKind.NEWS_ARTICLE: "article-newspaper",
    SourceKind.WEB_PAGE: "webpage",
    SourceKind.SPEECH: "speech",
    SourceKind.OFFICIAL_DOCUMENT: "document",
}
_KINDS: Mapping[str, SourceKind] = {
    **{type_: kind for kind, type_ in TYPES.items()},
    "article": SourceKind.JOURNAL_ARTICLE,
    "article-magazine": SourceKind.NEWS_ARTICLE,
    "legislation": SourceKind.OFFICIAL_DOCUMENT,
    "post": SourceKind.WEB_PAGE,
    "post-weblog": SourceKind.WEB_PAGE,
    "regulation": SourceKind.OFFICIAL_DOCUMENT,
    "treaty": SourceKind.OFFICIAL_DOCUMENT,
}
_PUBLISHED = frozenset({SourceKind.BOOK, SourceKind.THESIS, SourceKind.REPORT})
"""Kinds whose container is a publisher or an institution."""
_TAKEN = frozenset(
    {"id", "type", "title", "author", "issued", "container-title", "publisher", "volume", "issue"}
    | {"custom", "page", "URL", "DOI", "language"}
)


def to_csl_json(sources: Sequence[Source], bodies: Collection[str] = ()) -> str:
    """Sources as CSL-JSON.

    Args:
        sources: The sources.
        bodies: Authors that are organisations, whose names have no parts.
    """
    items = [_item(source, bodies) for source in sources]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(source: Source, bodies: Collection[str]) -> dict[str, Any]:
    journal = source.kind is SourceKind.JOURNAL_ARTICLE
    place = container_parts(source.container or "", journal=journal)
    item = {
        "id": source.id,
        "type": TYPES[source.kind],
        "title": source.title,
        "author": [_author(name_parts(author, bodies)) for author in source.authors],
        "issued": {"date-parts": [[source.year]]} if source.year is not None else None,
        "publisher" if source.kind in _PUBLISHED else "container-title": place.title,
        "volume": place.volume,
        "issue": place.issue,
        "page": place.pages,
        "URL": source.url,
        "DOI": source.doi,
        "language": source.language,
        "custom": NO_MARKUP if _MARKUP.search(f"{source.title} {source.container}") else None,
    }
    return {key: value for key, value in item.items() if value}


def _author(name: Name) -> dict[str, str]:
    if not name.given and not name.particle:
        return {"literal": name.text}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def from_csl_json(text: str, name: str = "file") -> ReadSources:
    """Sources from CSL-JSON.

    Args:
        text: The text of the file.
        name: What messages call it.

    Raises:
        FpcaseError: the text is no list of CSL items.
    """
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FpcaseError(
            f"{name} is not valid JSON ({error}); export it again as CSL-JSON"
        ) from None
    if isinstance(items, dict) and isinstance(items.get("items"), list):  # as Zotero's server sends
        items = items["items"]
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FpcaseError(f"{name} holds no list of works; export it again as CSL-JSON")
    keys = [_line(item.get("id")) or _line(item.get("title")) for item in items]
    ids, notes = ids_of_keys(keys)
    sources = [source_of(item, ids[key], notes) for item, key in zip(items, keys, strict=True)]
    return ReadSources(sources=sources, notes=notes)


def source_of(
    item: Mapping[str, Any], own: str, all_notes: list[str], said: Sequence[str] = ()
) -> Source:
    """A CSL item as a source; what is left behind or not plain is noted.

    Args:
        item: The item. BibTeX is read by way of it too.
        own: The source's id.
        all_notes: What has to be said of it goes here.
        said: What is to be said of it already.
    """
    notes = list(said)
    stated = _line(item.get("type"))
    kind = _KINDS.get(stated)
    if kind is None:
        notes.append(f"the type {stated!r} matches no kind of source; 'report' is used")
        kind = SourceKind.REPORT
    plain = _line if item.get("custom") == NO_MARKUP else _plain
    title = plain(item.get("title"))
    if title != _line(item.get("title")):
        notes.append(WITHOUT_MARKUP)
    if not title:
        notes.append("it has no title; its key is used instead")
    authors = _authors(item.get("author"), notes)
    taken = set(_TAKEN)
    if not authors and item.get("editor"):
        notes.append("it has no author; its editors are used instead")
        authors = _authors(item["editor"], notes)
        taken.add("editor")
    left = [key for key, value in item.items() if key not in taken and value]
    published = plain(item.get("publisher"))
    within = plain(item.get("container-title"))
    first, second = (published, within) if kind in _PUBLISHED else (within, published)
    if first and second:
        left.append("publisher" if first == within else "container-title")
    if left:
        notes.append(f"not imported: {', '.join(sorted(left))}")
    place = Container(
        title=first or second,
        volume=_line(item.get("volume")),
        issue=_line(item.get("issue")),
        pages=_line(item.get("page")).replace("–", "-"),
    )
    year, remark = year_of(_date(item["issued"])) if item.get("issued") else (None, "")
    notes += [remark] if remark else []
    all_notes += [f"{own}: {sentence}" for sentence in notes]
    return Source(
        id=SourceId(own),
        authors=authors,
        year=year,
        title=title or own,
        kind=kind,
        container=place.text or None,
        url=_line(item.get("URL")) or None,
        doi=_line(item.get("DOI")) or None,
        language=_line(item.get("language")) or None,
    )


def _authors(stated: object, notes: list[str]) -> list[str]:
    listed = [_name(author) for author in (stated if isinstance(stated, list) else [stated])]
    names = [name.text for name in listed if name.text]
    if stated and len(names) < len(listed):
        notes.append(f"{len(listed) - len(names)} of its authors cannot be read")
    first = [name.text for name in listed if name.family_first and " " in name.text]
    if first:
        notes.append(f"the family name comes first in {', '.join(first)}")
    if names and names[-1] in {"others", "et al."}:
        notes.append("further authors are not named ('and others')")
        names.pop()
    return names


def _name(author: object) -> Name:
    if not isinstance(author, dict):
        return Name(family=_line(author))
    if author.get("literal"):
        return Name(family=_line(author["literal"]))
    particles = (author.get("dropping-particle"), author.get("non-dropping-particle"))
    return Name(
        given=_line(author.get("given")),
        particle=" ".join(_line(particle) for particle in particles if particle),
        family=_line(author.get("family")),
        suffix=_line(author.get("suffix")),
        family_first=author.get("static-ordering") in (True, 1, "true", "1"),
    )


def _date(issued: object) -> str:
    """When a work came out, as one text: ``2012-05/2014~``."""
    fields = issued if isinstance(issued, dict) else {"raw": issued}
    parts = ["-".join(map(_line, _list(part))) for part in _list(fields.get("date-parts"))]
    told = "/".join(part for part in parts if part)
    told = told or next((_line(fields[key]) for key in _TOLD if _line(fields.get(key))), "")
    return f"{told}~" if told and fields.get("circa") else told


_TOLD = ("edtf", "raw", "literal")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


_MARKUP = re.compile(r"</?(?:i|b|sc|sub|sup)>|<span (?:class|style)=[^<>]*>|</span>")
"""The marks that a title may have in CSL-JSON."""
NO_MARKUP = {"markup": "none"}
"""What we say of a work whose words only look like marks."""


def _plain(value: object) -> str:
    """Text on one line without the marks of italics and the like, which no source here has."""
    return _line(_MARKUP.sub("", _line(value)))


def _line(value: object) -> str:
    """Text on one line; numbers are text too, anything else is nothing."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
