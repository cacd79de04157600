"""A case's sources out to bibliographies, and sources in from them; BibTeX is here.

Reading BibTeX takes the extra ``bibliography``: pylatexenc turns LaTeX's accents and signs into
letters.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from fpcase.casefiles.bibtex_entries import Entry, entry_problem, people_of, read_entries
from fpcase.casefiles.csl import (
    NO_MARKUP,
    TYPES,
    WITHOUT_MARKUP,
    Bibliography,
    ReadSources,
    container_parts,
    from_csl_json,
    ids_of_keys,
    source_of,
    to_csl_json,
)
from fpcase.casefiles.record_trees import to_record
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import CaseError
from fpcase.files import as_text, read_regular
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError, import_extra
from fpcase.model.signatures import checked
from fpcase.model.sources import Name, Source, name_parts
from fpcase.model.terms import ActorKind, SourceKind
from fpcase.model.wording import LATEX, hint, in_latex

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
_SUBTYPES: Mapping[str, SourceKind] = {
    **{kind.value: kind for kind in _SUBTYPED},
    **dict.fromkeys(("newspaper", "magazine"), SourceKind.NEWS_ARTICLE),
}
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
    | {"issue", "url", "doi", "language", "entrysubtype"}
)
_STAND_INS = {
    latex: (chr(0xFDD0 + number), letter)
    for number, (letter, latex) in enumerate(LATEX.items())
    if latex.endswith(("{}", "$"))
}
"""Escape -> what stands for it while the rest is decoded (no letter), and what it means."""


def to_bibtex(sources: Sequence[Source], bodies: Collection[str] = ()) -> str:
    """Sources as BibTeX in UTF-8; titles keep their capitals.

    Args:
        sources: The sources.
        bodies: Authors that are organisations, whose names have no parts.
    """
    return "\n".join(_entry(source, bodies) for source in sources)


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
    """A part of a name, in braces where a sign within it could be taken for its end."""
    escaped = _escaped(text)
    return escaped if escaped == text and not set(";=") & set(text) else f"{{{escaped}}}"


def _escaped(text: str) -> str:
    """Text that LaTeX prints as it stands."""
    return in_latex(text.replace("\n", " "))


def _verbatim(text: str) -> str:
    """An address: braces and backslashes would end the field, the rest must stay as it is."""
    return "".join(f"%{ord(c):02X}" if c in "{}\\" or c.isspace() else c for c in text)


def from_bibtex(text: str, name: str = "file") -> ReadSources:
    """Sources from BibTeX, or biblatex.

    Args:
        text: The text of the file.
        name: What messages call it.

    Raises:
        FpcaseError: the extra ``bibliography`` is not installed, or the text holds no entry.
        CaseError: no entry can be read; all are listed, with their lines.
    """
    decoded = _decoder()
    entries, problems = read_entries(text, name)
    if text.strip() and not entries and not problems:
        message = f"{name} holds no entry of BibTeX, such as '@book{{...}}'; export it again"
        raise FpcaseError(message)
    ids, notes = ids_of_keys([entry.key for entry in entries])
    sources: list[Source] = []
    for entry in entries:
        try:
            said = list(entry.notes)
            sources.append(source_of(_item(entry, decoded, said), ids[entry.key], notes, said))
        except Exception:  # noqa: BLE001 - whatever pylatexenc stumbles over, it cannot read it
            what = f"{entry.key}: the LaTeX in one of its fields cannot be read"
            problems.append(entry_problem(name, entry.line, what))
    problems.sort(key=lambda problem: problem.line)
    if problems and not sources:
        raise CaseError(problems, name)
    return ReadSources(sources=sources, notes=notes, problems=problems)


def _decoder() -> Callable[[str], str]:
    """What turns LaTeX into text on one line."""
    latex2text = import_extra("pylatexenc.latex2text", "bibliography", "reading BibTeX")
    plain = latex2text.LatexNodes2Text(keep_comments=True).latex_to_text

    def decoded(latex: str) -> str:
        if not _COMMAND.search(latex):  # pylatexenc is slow
            return " ".join(_SIGN.sub(lambda sign: sign[1] or _SIGNS[sign[0]], latex).split())
        for escape, (stand_in, _) in _STAND_INS.items():
            latex = latex.replace(escape, stand_in)
        text = str(plain(re.sub(r"(?<!\\)%", r"\\%", latex)))
        for stand_in, letter in _STAND_INS.values():
            text = text.replace(stand_in, letter)
        return " ".join(text.split())

    return decoded


_COMMAND = re.compile(r"\\(?![&%$#_])|(?<!\\)\$")
_SIGNS = {
    "---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡",
    "~": " ", "{": "", "}": "",
}  # fmt: skip
_SIGN = re.compile(r"\\([&%$#_])|---?|``|''|[?!]`|[~{}]")

_MARKUP = re.compile(
    r"\\(emph|mkbibemph|mkbibquote|enquote|text(it|bf|sl|sc|superscript|subscript)|it|bf|em|sc)\b"
)


def _item(entry: Entry, decoded: Callable[[str], str], notes: list[str]) -> dict[str, Any]:
    """An entry as an item of CSL-JSON."""
    raw = dict(entry.fields)
    people = people_of(raw.pop("author", ""), decoded, notes)
    editors = [] if people else people_of(raw.pop("editor", ""), decoded, notes)
    addresses = {key: _address(raw[key]) for key in _VERBATIM if key in raw}
    texts = {key: _without_links(raw[key]) for key in raw if key in _TAKEN and key not in addresses}
    if any(_MARKUP.search(texts.get(key, "")) for key in ("title", "subtitle")):
        notes.append(WITHOUT_MARKUP)
    for key in ("year", "date"):  # where a tilde is no space but a doubt
        texts[key] = texts.get(key, "").replace("~", r"\textasciitilde{}")
    _take_address(texts, addresses)
    fields = {key: decoded(text) for key, text in texts.items()}
    kind = _SUBTYPES.get(fields.get("entrysubtype", "")) or _KINDS.get(entry.kind)
    first = _TYPES[kind or SourceKind.REPORT][1]
    places = [key for key in (first, *_CONTAINERS) if fields.get(key)]
    left = {key for key, value in entry.own.items() if value and key in raw and key not in _TAKEN}
    told = {fields.get("title"), *(fields[key] for key in places[:1])}
    left |= {key for key in places if fields[key] not in told and key in entry.own}
    return {
        **dict.fromkeys(left - {"crossref", "xdata"}, "left"),
        "type": TYPES[kind] if kind else f"@{entry.kind}",
        "title": ": ".join(fields[key] for key in ("title", "subtitle") if fields.get(key)),
        "custom": NO_MARKUP,
        "author": people,
        "editor": editors,
        "issued": fields.get("year") or fields.get("date", ""),
        "container-title": fields[places[0]] if places else "",
        "volume": fields.get("volume"),
        "issue": fields.get("number") or fields.get("issue"),
        "page": fields.get("pages"),
        "URL": addresses.get("url"),
        "DOI": re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", addresses.get("doi", "")),
        "language": fields.get("language"),
    }


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


BIBLIOGRAPHIES: Mapping[str, Callable[[Sequence[Source], Collection[str]], str]] = {
    "bibtex": to_bibtex,
    "csl-json": to_csl_json,
}
"""Formats that a case's sources can be written in."""

_READERS: Mapping[str, Callable[[str, str], ReadSources]] = {
    ".bib": from_bibtex,
    ".json": from_csl_json,
}


@checked
def to_bibliography(case: Case, form: str) -> Bibliography:
    """The sources that a case uses, for a reference manager, a paper or a page.

    An author that is an actor of the case, but no person, is an organisation: its name is
    kept whole.

    Args:
        case: The case.
        form: ``bibtex`` or ``csl-json``.

    Raises:
        FpcaseError: there is no such format.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> "@phdthesis{hananya-2019," in fpcase.casefiles.to_bibliography(case, "bibtex").text
    True
    """
    if form not in BIBLIOGRAPHIES:
        said = hint(form, BIBLIOGRAPHIES, f"the formats are {' and '.join(BIBLIOGRAPHIES)}")
        raise FpcaseError(f"there is no bibliography format {form!r}{said}")
    bodies = {a.name for a in case.actors.values() if a.kind is not ActorKind.PERSON}
    sources = list(case.in_use().sources.values())
    described = ", ".join(source.id for source in sources if source.text)
    lost = [f"not exported: the key 'text' of {described}"] if described else ()
    return Bibliography(text=BIBLIOGRAPHIES[form](sources, bodies), lost=lost)


@checked
def read_sources(path: Path | str) -> ReadSources:
    """Read sources from a BibTeX (.bib) or CSL-JSON (.json) file.

    Args:
        path: The file. BibTeX needs the extra ``bibliography``.

    Returns:
        The sources, and in words what was left behind.

    Raises:
        FpcaseError: the file cannot be read.

    >>> import fpcase
    >>> from pathlib import Path
    >>> entry = '[{"id": "doe-2001", "type": "book", "title": "Grain"}]'
    >>> Path("library.json").write_text(entry, encoding="utf-8") > 0
    True
    >>> fpcase.casefiles.read_sources("library.json").sources[0].title
    'Grain'
    """
    path = Path(path)
    if path.suffix.lower() not in _READERS:
        message = (
            f"{path.name!r} is not a bibliography that can be read; its name must end in "
            ".bib or .json"
        )
        raise FpcaseError(message)
    text = as_text(read_regular(path, "file"), path, "file")
    return _READERS[path.suffix.lower()](text, path.name)


@checked
def source_entries(sources: Sequence[Source]) -> str:
    """Sources as the lines to paste under ``sources:`` in ``sources.yaml``.

    Args:
        sources: The sources, in the order in which they are to stand.

    >>> from fpcase.model import Source, SourceKind
    >>> print(source_entries([Source(id="doe-2001", authors=["Jane Doe"], year=2001,
    ...                              title="On War", kind=SourceKind.BOOK)]), end="")
      - id: doe-2001
        authors: [Jane Doe]
        year: 2001
        title: On War
        kind: book
    """
    listed = to_yaml({"sources": [to_record(source) for source in sources]})
    return listed.partition("\n")[2]
