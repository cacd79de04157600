"""Sources as CSL-JSON, which Zotero, Pandoc and citation processors read and write."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fpcase.casefiles.citations import (
    WITHOUT_MARKUP,
    Container,
    ReadSources,
    container_parts,
    ids_of_keys,
    year_of,
)
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import SourceId
from fpcase.model.names import Name, name_parts
from fpcase.model.sources import Source
from fpcase.model.terms import SourceKind

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
