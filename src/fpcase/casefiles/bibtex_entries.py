"""The entries of a BibTeX file, with what they inherit filled in, and the names of their authors.

A reader of our own: what cannot be read is named by its line while the rest is read, which the
libraries for BibTeX do not offer.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from fpcase.documents import Problem
from fpcase.model.sources import SUFFIXES, Name


@attrs.frozen(kw_only=True)
class Entry:
    """One entry.

    Attributes:
        kind: Its type in small letters, such as ``article``.
        key: Its key.
        line: The line that it begins on.
        own: Its fields, in LaTeX; their names are in small letters.
        fields: The same, with what it inherits (``crossref``, ``xdata``).
        notes: What was taken one way.
    """

    kind: str
    key: str
    line: int
    own: Mapping[str, str]
    fields: Mapping[str, str]
    notes: tuple[str, ...] = ()


_HEAD = re.compile(r"@\s*([A-Za-z]\w*)\s*([{(])")
_HEAD_OF_LINE = re.compile(r"^[ \t]*@\s*[A-Za-z]\w*\s*[{(]", re.MULTILINE)
_SPACE = re.compile(r"(?:\s+|%[^\n]*)*")
_KEY = re.compile(r"[^,={}\"\n]*")
_NAME = re.compile(r"[^\s,={}()\"#%]+")
_FIELD_BEHIND = re.compile(r"\s*,\s*[A-Za-z]+\s*=")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r"[{}\"]")
_MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip
_UNCLOSED = "a brace or a quotation mark is not closed"
_ANCESTORS = 50
"""From how many entries one inherits, at most."""


class _Unreadable(Exception):  # noqa: N818 - never seen outside
    """An entry that cannot be read; its text says why."""


@attrs.define(eq=False)
class _Scanner:
    """A place in a text, up to where the next entry begins."""

    text: str
    words: dict[str, str]
    at: int = 0
    limit: int = 0
    notes: list[str] = attrs.field(factory=list)

    def peek(self) -> str:
        """The next sign that is no space."""
        match = _SPACE.match(self.text, self.at, self.limit)
        self.at = match.end() if match else self.at
        if self.at >= self.limit:
            raise _Unreadable(_UNCLOSED)
        return self.text[self.at]

    def take(self, pattern: re.Pattern[str], missing: str) -> str:
        """What fits a pattern here."""
        match = pattern.match(self.text, self.at, self.limit)
        if not match or not match[0].strip():
            raise _Unreadable(missing)
        self.at = match.end()
        return match[0].strip()

    def key(self, closing: str) -> str:
        """The key of an entry, which a comma or its end follows."""
        found = self.take(_KEY, "it has no key")
        if self.peek() not in {",", closing}:
            raise _Unreadable(f"no comma follows its key {found!r}")
        return found

    def enclosed(self) -> str:
        """A text in braces or quotation marks."""
        start, depth, quoted = self.at, 0, self.text[self.at] == '"'
        for sign in (_QUOTE if quoted else _BRACE).finditer(self.text, start, self.limit):
            depth += {"{": 1, "}": -1}.get(sign[0], 0)
            closes = sign[0] == '"' and sign.start() > start if quoted else sign[0] == "}"
            if closes and depth == 0:
                self.at = sign.end()
                return self.text[start + 1 : sign.start()]
        raise _Unreadable(_UNCLOSED)

    def value(self) -> str:
        """A field's value: texts, numbers and abbreviations, joined by ``#``."""
        parts = []
        while True:
            if self.peek() in '{"':
                parts.append(self.enclosed())
            else:
                word = self.take(_NAME, f"expected a value before {self.text[self.at]!r}")
                if word.isdecimal() or word.lower() in self.words:
                    parts.append(self.words.get(word.lower(), word))
                else:
                    parts.append(word)
                    self.notes.append(
                        f"the abbreviation {word!r} is not defined; it is kept as it is"
                    )
            if self.peek() != "#":
                return "".join(parts)
            self.at += 1

    def fields(self, closing: str) -> dict[str, str]:
        """The fields of an entry, up to its end."""
        found: dict[str, str] = {}
        while (sign := self.peek()) != closing:
            if sign == ",":
                self.at += 1
                continue
            name = self.take(_NAME, f"expected a field before {sign!r}").lower()
            if self.peek() != "=":
                raise _Unreadable(f"there is no '=' after {name!r}")
            self.at += 1
            value = self.value()
            if found.setdefault(name, value) != value:
                self.notes.append(f"the field {name!r} is given twice; the first is used")
        self.at += 1
        return found


def read_entries(text: str, name: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a text, and what is wrong with those that cannot be read.

    An entry ends where the next one begins a line, whatever is still open.

    Args:
        text: The text of the file.
        name: What messages call it.

    >>> entries, problems = read_entries("@book{a, title = {x}} @book{b, title = {x}", "w.bib")
    >>> [entry.key for entry in entries], str(problems[0]).partition(";")[0]
    (['a'], 'w.bib:1:1: b: the entry cannot be read: a brace or a quotation mark is not closed')
    """
    heads = [match.start() for match in _HEAD_OF_LINE.finditer(text)] + [len(text)]
    scanner = _Scanner(text, dict(_MONTHS))
    entries: list[Entry] = []
    problems: list[Problem] = []
    line, counted, next_head = 1, 0, 0
    while head := _HEAD.search(text, scanner.at):
        while heads[next_head] < head.end() and next_head + 1 < len(heads):
            next_head += 1
        scanner.at, scanner.limit, scanner.notes = head.end(), heads[next_head], []
        line += text.count("\n", counted, head.start())
        counted = head.start()
        kind, closing = head[1].lower(), ")" if head[2] == "(" else "}"
        key = ""
        try:
            if kind == "string":
                scanner.words |= scanner.fields(closing)
            elif kind not in {"comment", "preamble"}:
                key = scanner.key(closing)
                own = scanner.fields(closing)
                if _FIELD_BEHIND.match(text, scanner.at, scanner.limit):
                    scanner.notes.append(
                        "a brace ends the entry too early; what follows is not read"
                    )
                notes = tuple(scanner.notes)
                entries.append(
                    Entry(kind=kind, key=key, line=line, own=own, fields=own, notes=notes)
                )
        except _Unreadable as error:
            which = f"{key}: " if key else ""
            problems.append(entry_problem(name, line, f"{which}the entry cannot be read: {error}"))
            scanner.at = scanner.limit
    return list(_with_inherited(entries)), problems


def entry_problem(name: str, line: int, what: str) -> Problem:
    """What is wrong with an entry."""
    advice = "correct it, or export the file again"
    return Problem(rule="bibtex", file=name, line=line, what=what, advice=advice)


_KEPT = frozenset(
    {"title", "subtitle", "titleaddon", "booktitle", "crossref", "xdata", "ids", "xref"}
    | {"entrysubtype", "keywords", "abstract", "doi", "url", "pages", "note"}
)
"""Fields that say something of a parent alone."""
_DATES = frozenset({"year", "date"})


def _with_inherited(entries: list[Entry]) -> Iterator[Entry]:
    """Every entry that is a work, with what it inherits."""
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    for entry in entries:
        if entry.kind != "xdata":
            notes = list(entry.notes)
            fields = dict(entry.own)
            for parent, whole in _ancestors(entry, by_key, notes):
                for name, value in _handed_down(parent, entry.kind, whole=whole):
                    if not (name in _DATES and _DATES & fields.keys()):
                        fields.setdefault(name, value)
            yield attrs.evolve(entry, fields=fields, notes=tuple(notes))


def _ancestors(
    entry: Entry, by_key: Mapping[str, Entry], notes: list[str]
) -> Iterator[tuple[Mapping[str, str], bool]]:
    """The fields that an entry inherits from, nearest first; and whether it takes them all."""
    waiting, seen = [(entry, True)], {entry.key.lower()}
    for one, whole in waiting:
        named = [(key, whole) for key in one.own.get("xdata", "").split(",")]
        for written, is_whole in [*named, (one.own.get("crossref", ""), False)]:
            key = written.strip().lower()
            if key and key not in by_key:
                notes.append(f"it inherits from {written.strip()!r}, which is not in the file")
            if key not in by_key or key in seen:
                continue
            if len(seen) > _ANCESTORS:
                notes.append(
                    f"it inherits from more than {_ANCESTORS} entries; the rest are ignored"
                )
                return
            seen.add(key)
            waiting.append((by_key[key], is_whole))
            yield by_key[key].own, is_whole


def _handed_down(parent: Mapping[str, str], kind: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    if whole:
        yield from parent.items()
        return
    title = parent.get("booktitle") or parent.get("title")
    if title and "book" not in {kind, kind.removeprefix("mv")}:
        yield ("journaltitle" if kind == "article" else "booktitle"), title
    for name, value in parent.items():
        if name not in _KEPT:
            yield name, value


_SIGN = re.compile(r"\\(?:[A-Za-z]+\s*|.)|[{}]|(?<=\s)and(?=\s)|;", re.IGNORECASE | re.DOTALL)
_FIRST_GROUP, _LAST_GROUP = 0xE000, 0xF8FF
"""Signs of no script: each stands for a group in braces while a name is taken apart."""
_EXTENDED = re.compile(r"(family|given|prefix|suffix)(-i)?\s*=")
_INITIALS = r"([^\W\d_]{1,2}(\.[\s-]*|[\s-]+))*[^\W\d_]{1,2}\.?"
_ENDS_IN_INITIALS = re.compile(rf"(?P<family>.*\w\w\w.*?)\s+(?P<given>{_INITIALS})")


def people_of(latex: str, decoded: Callable[[str], str], notes: list[str]) -> list[str]:
    """The names in a field, as works give them.

    Args:
        latex: The field.
        decoded: How LaTeX reads.
        notes: What has to be said of them goes here.

    >>> people_of("Ash, Ann and {World Bank}", lambda text: text.strip("{}"), [])
    ['Ann Ash', 'World Bank']
    """
    people: list[str] = []
    by_commas = False
    for piece in _pieces(latex, notes):
        text, groups = _with_groups(piece, decoded)
        names = _names(text)
        found = [name.translate(groups) for name in names]
        if names[-1] in {"others", "et al."}:
            notes.append("further authors are not named ('and others')")
            found.pop()
        if len(names) == 1 and "," in names[0]:
            notes.append(
                f"its names cannot be told apart in {found[0]!r}; separate them with 'and'"
            )
        by_commas |= len(names) > 1
        people += found
    if by_commas:
        notes.append(
            f"its names are separated by commas, not by 'and'; they are read as {'; '.join(people)}"
        )
    return people


def _pieces(latex: str, notes: list[str]) -> Iterator[str]:
    """What stands between one ``and`` and the next; between semicolons, if there is none."""
    cuts: dict[str, list[tuple[int, int]]] = {"and": [], ";": []}
    depth = 0
    for sign in _SIGN.finditer(latex):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0].lower() in cuts:
            cuts[sign[0].lower()].append(sign.span())
    if cuts[";"] and not cuts["and"]:
        notes.append("its names are separated by semicolons, not by 'and'")
    start = 0
    for left, right in [*(cuts["and"] or cuts[";"]), (len(latex), len(latex))]:
        if latex[start:left].strip(" \t\n,"):
            yield latex[start:left].strip()
        start = right


def _with_groups(latex: str, decoded: Callable[[str], str]) -> tuple[str, dict[int, str]]:
    """A name decoded, with a sign for each group in braces; and what the signs stand for."""
    groups: dict[int, str] = {}
    parts: list[str] = []
    start = depth = opened = 0
    after_command = -1
    for sign in _SIGN.finditer(latex):
        if sign[0] == "{":
            if depth == 0:  # after a command, it is what the command takes: an accent's letter
                opened = -1 if sign.start() == after_command else sign.end()
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth == 0 and opened > 0 and _FIRST_GROUP + len(groups) <= _LAST_GROUP:
                stand_in = _FIRST_GROUP + len(groups)
                groups[stand_in] = decoded(latex[opened : sign.start()])
                parts += [latex[start : opened - 1], chr(stand_in)]
                start = sign.end()
        after_command = sign.end() if sign[0].startswith("\\") else -1
    return decoded("".join([*parts, latex[start:]])), groups


def _names(text: str) -> list[str]:
    """The names in what stands between two ``and``; one that keeps its commas is not clear."""
    if _EXTENDED.match(text):
        given = dict(part.partition("=")[::2] for part in text.split(","))
        fields = {key.strip(): value.strip() for key, value in given.items()}
        family, prefix = fields.get("family", ""), fields.get("prefix", "")
        return [_name(family, fields.get("given", ""), fields.get("suffix", ""), prefix)]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - no comma within
        return parts
    family, rest = parts[0], parts[1:]
    suffixes = [part for part in rest if part in SUFFIXES]
    others = [part for part in rest if part not in SUFFIXES]
    full = all(" " in part for part in parts)
    if len(others) == 1 and len(suffixes) <= 1 and not (full and text.endswith(",")):
        return [_name(family, *others, *suffixes)]
    if len(parts) % 2 == 0 and all(re.fullmatch(_INITIALS, part) for part in parts[1::2]):
        return [_name(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    if full and not suffixes:
        return [_turned(part) for part in parts]
    return [text]


def _turned(name: str) -> str:
    """A full name, with initials at its end put in front."""
    match = _ENDS_IN_INITIALS.fullmatch(name)
    if match and (match["given"].isupper() or match["given"].endswith(".")):
        return _name(match["family"], match["given"])
    return name


def _name(family: str, given: str = "", suffix: str = "", particle: str = "") -> str:
    return Name(family=family, given=given, suffix=suffix, particle=particle).text
