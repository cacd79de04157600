"""Sources as BibTeX; reading it takes the extra ``bibliography``.

bibtexparser finds the entries, pylatexenc turns LaTeX's accents and signs into letters.
"""

import logging
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from fpcase.casefiles.citing import (
    Bibliography,
    Container,
    Name,
    ReadSources,
    container_parts,
    ids_of_keys,
    lost_texts,
    name_parts,
)
from fpcase.documents import CaseError, Problem
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import SourceId
from fpcase.model.sources import Source
from fpcase.model.terms import SourceKind

_TYPES: Mapping[SourceKind, tuple[str, str]] = {
    SourceKind.JOURNAL_ARTICLE: ("article", "journal"),
    SourceKind.BOOK: ("book", "publisher"),
    SourceKind.CHAPTER: ("incollection", "booktitle"),
    SourceKind.THESIS: ("phdthesis", "school"),
    SourceKind.CONFERENCE_PAPER: ("inproceedings", "booktitle"),
    SourceKind.REPORT: ("techreport", "institution"),
    SourceKind.NEWS_ARTICLE: ("article", "journal"),
    SourceKind.WEB_PAGE: ("misc", "howpublished"),
    SourceKind.SPEECH: ("misc", "howpublished"),
    SourceKind.OFFICIAL_DOCUMENT: ("misc", "howpublished"),
}
"""Kind -> type of entry, and the field that its container goes to."""
_SUBTYPED = frozenset(
    {SourceKind.NEWS_ARTICLE, SourceKind.WEB_PAGE, SourceKind.SPEECH, SourceKind.OFFICIAL_DOCUMENT}
)
"""Kinds that the type of entry does not tell; the field ``entrysubtype`` does."""
_KINDS: Mapping[str, SourceKind] = {
    **{type_: kind for kind, (type_, _) in _TYPES.items() if kind not in _SUBTYPED},
    "collection": SourceKind.BOOK,
    "conference": SourceKind.CONFERENCE_PAPER,
    "inbook": SourceKind.CHAPTER,
    "manual": SourceKind.REPORT,
    "mastersthesis": SourceKind.THESIS,
    "mvbook": SourceKind.BOOK,
    "online": SourceKind.WEB_PAGE,
    "proceedings": SourceKind.BOOK,
    "report": SourceKind.REPORT,
    "thesis": SourceKind.THESIS,
}
_CONTAINERS = (
    "journal", "journaltitle", "booktitle", "school", "institution", "organization", "publisher",
    "howpublished",
)  # fmt: skip
_TAKEN = frozenset(
    {*_CONTAINERS, "author", "title", "subtitle", "year", "date", "volume", "number", "pages"}
    | {"url", "doi", "language", "entrysubtype"}
)
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    **{character: "\\" + character for character in "&%$#_"},
}
_STAND_INS = {
    latex: (chr(0xFDD0 + number), letter)
    for number, (letter, latex) in enumerate(_ESCAPES.items())
    if latex.endswith("{}")
}
"""Escape -> what stands for it while the rest is decoded (no letter), and what it means."""
_LIGATURE = re.compile(r"(?<=-)-|(?<=')'|(?<=`)`|(?<=[?!])`")


def to_bibtex(sources: Sequence[Source], bodies: Collection[str] = ()) -> Bibliography:
    """Sources as BibTeX in UTF-8; titles keep their capitals.

    Args:
        sources: The sources.
        bodies: Authors that are organisations, whose names have no parts.
    """
    text = "\n".join(_entry(source, bodies) for source in sources)
    return Bibliography(text=text, lost=lost_texts(sources))


def _entry(source: Source, bodies: Collection[str]) -> str:
    type_, field = _TYPES[source.kind]
    journal = source.kind is SourceKind.JOURNAL_ARTICLE
    place = container_parts(source.container or "", journal=journal)
    fields = {
        "author": " and ".join(_author(name_parts(author, bodies)) for author in source.authors),
        "title": f"{{{_escaped(source.title)}}}",
        "year": "" if source.year is None else str(source.year),
        field: _escaped(place.title),
        "volume": _escaped(place.volume),
        "number": _escaped(place.issue),
        "pages": _escaped(place.pages).replace("-", "--"),
        "doi": _verbatim(source.doi or ""),
        "url": _verbatim(source.url or ""),
        "language": _escaped(source.language or ""),
        "entrysubtype": source.kind.value if source.kind in _SUBTYPED else "",
    }
    lines = [f"  {key} = {{{value}}},\n" for key, value in fields.items() if value]
    return f"@{type_}{{{source.id},\n{''.join(lines)}}}\n"


def _author(name: Name) -> str:
    if not name.given and not name.particle:
        return f"{{{_escaped(name.text)}}}"
    family = " ".join(_part(part) for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, _part(name.suffix), _part(name.given)) if part)


def _part(text: str) -> str:
    """A part of a name, in braces where a command within it could be taken for its end."""
    escaped = _escaped(text)
    return escaped if escaped == text else f"{{{escaped}}}"


def _escaped(text: str) -> str:
    """Text that LaTeX prints as it stands."""
    text = text.replace("\n", " ")
    return _LIGATURE.sub(r"{}\g<0>", "".join(_ESCAPES.get(letter, letter) for letter in text))


def _verbatim(text: str) -> str:
    """An address: braces and backslashes would end the field, the rest must stay as it is."""
    return "".join(f"%{ord(c):02X}" if c in "{}\\" or c.isspace() else c for c in text)


def from_bibtex(text: str, name: str = "file") -> ReadSources:
    """Sources from BibTeX.

    Args:
        text: The text of the file.
        name: How messages call it.

    Raises:
        FpcaseError: the extra ``bibliography`` is not installed, or the text holds no entry.
        CaseError: some entries cannot be read; all are listed, with their lines.
    """
    try:
        from bibtexparser import middlewares  # noqa: PLC0415 - an extra, imported when first used
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - the same
        from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - the same
    except ImportError:
        message = "reading BibTeX needs two more packages: pip install 'fpcase[bibliography]'"
        raise FpcaseError(message) from None
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # we say it ourselves
    library = parse_string(text, parse_stack=[middlewares.ResolveStringReferencesMiddleware()])
    _refuse_other_text(text, library, name)
    problems = [_unread(block, name) for block in library.failed_blocks]
    problems += [
        _problem(name, entry.start_line, f"{entry.key}: the field {field.key!r} joins texts by '#'")
        for entry in library.entries
        for field in entry.fields
        if not _is_one_text(str(field.value))
    ]
    if problems:
        raise CaseError(problems, name)
    for middleware in (
        middlewares.NormalizeFieldKeys(),
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
    ):
        library = middleware.transform(library)
    plain = LatexNodes2Text(keep_comments=True).latex_to_text

    def decoded(latex: str) -> str:
        for escape, (stand_in, _) in _STAND_INS.items():
            latex = latex.replace(escape, stand_in)
        text = str(plain(re.sub(r"(?<!\\)%", r"\\%", latex)))
        for stand_in, letter in _STAND_INS.values():
            text = text.replace(stand_in, letter)
        return " ".join(text.split())

    ids = ids_of_keys([str(entry.key) for entry in library.entries])
    notes: list[str] = []
    sources: list[Source] = []
    for entry in library.entries:
        try:
            sources.append(_source(entry, ids[entry.key], decoded, notes))
        except Exception:  # noqa: BLE001 - whatever pylatexenc stumbles over, it cannot read it
            what = f"{entry.key}: the LaTeX in one of its fields cannot be read"
            problems.append(_problem(name, entry.start_line, what))
    if problems:
        raise CaseError(problems, name)
    return ReadSources(sources=sources, notes=notes)


def _refuse_other_text(text: str, library: Any, name: str) -> None:  # noqa: ANN401 - bibtexparser's library
    if text.strip() and not library.entries and not library.failed_blocks:
        message = f"{name} holds no entry of BibTeX, such as '@book{{...}}'; export it again"
        raise FpcaseError(message)


def _unread(block: Any, name: str) -> Problem:  # noqa: ANN401 - bibtexparser's block
    reason = str(block.error).partition(" Note: ")[0]  # a note for programmers
    reason = " ".join(reason.split()).rstrip(".") or "a brace or a quotation mark is not closed"
    return _problem(name, block.start_line, f"the entry cannot be read: {reason}")


def _problem(name: str, line: int | None, what: str) -> Problem:
    return Problem(
        rule="bibtex",
        file=name,
        line=(line or 0) + 1,
        column=1,
        what=what,
        advice="correct it, or export the file again",
    )


def _is_one_text(value: str) -> bool:
    """Whether a field's value is one text in braces or quotation marks, or a bare word."""
    value = value.strip()
    if not value.startswith(("{", '"')):
        return "#" not in value
    closing = "}" if value[0] == "{" else '"'
    depth = 0
    for position, character in enumerate(value):
        depth += (character == "{") - (character == "}")
        if position and character == closing and depth == 0:
            return position == len(value) - 1
    return False  # pragma: no cover - the parser has found the end of the value


def _source(
    entry: Any,  # noqa: ANN401 - bibtexparser's entry
    own: str,
    decoded: Callable[[str], str],
    notes: list[str],
) -> Source:
    raw = {str(field.key): field.value for field in entry.fields}
    people = [_name(person, decoded) for person in raw.pop("author", [])]
    if people[-1:] == ["others"]:
        notes.append(f"{own}: more authors are not named ('and others')")
        people.pop()
    addresses = {key: _address(str(raw[key])) for key in _VERBATIM if key in raw}
    texts = {key: _without_links(str(raw[key])) for key in raw if key not in _VERBATIM}
    _take_address(texts, addresses)
    fields = {key: decoded(text) for key, text in texts.items()}
    if own != entry.key:
        notes.append(f"{own}: the key was {entry.key!r}")
    left = sorted(key for key, value in raw.items() if key not in _TAKEN and value)
    places = [key for key in _CONTAINERS if fields.get(key)]
    left += places[1:]
    if left:
        notes.append(f"{own}: not taken over: {', '.join(left)}")
    place = Container(
        title=fields[places[0]] if places else "",
        volume=fields.get("volume", ""),
        issue=fields.get("number", ""),
        pages=fields.get("pages", "").replace("–", "-"),
    )
    titles = [fields[key] for key in ("title", "subtitle") if fields.get(key)]
    if not titles:
        notes.append(f"{own}: it has no title; its key stands in")
    return Source(
        id=SourceId(own),
        authors=people,
        year=_year(fields.get("year") or fields.get("date", ""), own, notes),
        title=": ".join(titles) or own,
        kind=_kind(str(entry.entry_type).lower(), fields.get("entrysubtype", ""), own, notes),
        container=place.text or None,
        url=addresses.get("url") or None,
        doi=re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", addresses.get("doi", "")) or None,
        language=fields.get("language") or None,
    )


_VERBATIM = ("url", "doi")


_URL = re.compile(r"\\url\s*\{((?:\\.|[^{}\\])*)\}")
_HREF = re.compile(r"\\href\s*\{((?:\\.|[^{}\\])*)\}\s*\{((?:\\.|[^{}\\])*)\}")
_BARE_ADDRESS = re.compile(r"\s*(https?://\S+)\s*")


def _address(latex: str) -> str:
    """An address as it is; many programs escape its signs all the same."""
    latex = _URL.sub(r"\1", latex)
    return re.sub(r"\\([&%$#_~{}])", r"\1", latex).strip()


def _without_links(latex: str) -> str:
    """A text with the address written out behind what links to it."""
    return _HREF.sub(r"\2 \\url{\1}", latex)


def _take_address(texts: dict[str, str], addresses: dict[str, str]) -> None:
    """Move the address of a work that says how it was published to where addresses go."""
    told = texts.get("howpublished", "")
    found = _URL.search(told) or _BARE_ADDRESS.fullmatch(told)
    if found and addresses.setdefault("url", _address(found[1])) == _address(found[1]):
        texts["howpublished"] = told.replace(found[0], "").strip(" :,;.")
    for key, text in texts.items():
        texts[key] = _URL.sub(lambda url: url[1], text)


def _name(person: Any, decoded: Callable[[str], str]) -> str:  # noqa: ANN401 - bibtexparser's name
    return Name(
        given=decoded(" ".join(person.first)),
        particle=decoded(" ".join(person.von)),
        family=decoded(" ".join(person.last)),
        suffix=decoded(" ".join(person.jr)),
    ).text


def _year(stated: str, own: str, notes: list[str]) -> int | None:
    match = re.fullmatch(r"([0-9]{4})(-[0-9-]*)?", stated)
    if match:
        return int(match[1])
    if stated:
        notes.append(f"{own}: no year can be read from {stated!r}")
    return None


def _kind(type_: str, subtype: str, own: str, notes: list[str]) -> SourceKind:
    subtypes = {kind.value: kind for kind in _SUBTYPED}
    subtypes |= dict.fromkeys(("newspaper", "magazine"), SourceKind.NEWS_ARTICLE)
    kind = subtypes.get(subtype) or _KINDS.get(type_)
    if kind is None:
        notes.append(f"{own}: the type @{type_} names none of our kinds; taken as 'report'")
    return kind or SourceKind.REPORT
