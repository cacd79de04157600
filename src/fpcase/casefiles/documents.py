"""YAML files as plain trees: text stays text, and every value knows its line and column.

The reader walks libyaml's events once, with a stack of its own. Nothing is guessed: a plain
scalar stays the text that it is (``NO``, ``1:30``, ``0123``), except that nothing, ``~``
and ``null`` mean that there is no value. What YAML allows and a hand-written file never
wants (tags, merge keys, duplicate keys, bombs of aliases) is refused by name. Where
libyaml is absent, PyYAML's own parser gives the same trees and places, only more slowly.

Most files are sound, and then nobody asks where a value stands. So the first walk makes the
tree alone; a second one notes lines and columns as soon as something is wrong.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from fpcase.casefiles.problems import CaseError, Problem, Severity

Steps = tuple[str | int, ...]
"""Keys and indices from a document's root to a value, such as ``("claims", 1, "cause")``."""

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_NODES = 2_000_000
MAX_ALIASED_NODES = 10_000
MAX_PROBLEMS = 1_000

_NO_VALUE = frozenset({"", "~", "null"})
_LONGEST_NO_VALUE = 4


class PurePythonParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python, for where libyaml is absent."""

    def __init__(self, text: str) -> None:
        """Begin to read a text."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


_Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else PurePythonParser


@attrs.frozen(kw_only=True, eq=False)
class Document:
    """One YAML file: its data, and the place of everything in it.

    Attributes:
        name: The file's name as messages give it.
        data: The tree of dict, list, str and None.
        problems: What is wrong with the file as YAML.
        text: The file's text.
    """

    name: str
    data: Any
    problems: tuple[Problem, ...] = ()
    text: str = attrs.field(default="", repr=False)

    def position(self, path: Steps, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of the nearest thing above it.

        Args:
            path: Keys and indices from the root, such as ``("claims", 1, "cause")``.
            of_key: Whether to give the place of the last key instead of its value.
        """
        line, column = _place(self._places, path, of_key=of_key)
        return line + 1, column + 1

    def problem(
        self,
        rule: str,
        path: Steps,
        *,
        of_key: bool = False,
        **text: Any,  # noqa: ANN401 - as Problem types them
    ) -> Problem:
        """A problem with the value (or the key) at `path`."""
        line, column = self.position(path, of_key=of_key)
        return Problem(
            rule=rule,
            file=self.name,
            line=line,
            column=column,
            where=spell(path),
            source_line=self._lines[line - 1] if line <= len(self._lines) else "",
            **text,
        )

    def without_data(self) -> "Document":
        """This document for its places alone, so that the tree need not stay in memory."""
        return Document(name=self.name, data=None, problems=self.problems, text=self.text)

    @cached_property
    def _places(self) -> Any:  # noqa: ANN401 - a tree of places
        builder = _Builder(self.name, self.text)
        builder.build()
        return builder.places

    @cached_property
    def _lines(self) -> list[str]:
        return _lines(self.text)


_PLAIN_KEY = re.compile(r"[\w-]+")


def spell(path: Steps) -> str:
    """A path of keys as a person writes it.

    >>> spell(("claims", 1, "cause"))
    'claims[1].cause'
    """
    parts = [
        f".{step}" if isinstance(step, str) and _PLAIN_KEY.fullmatch(step) else f"[{step!r}]"
        for step in path
    ]
    return "".join(parts).removeprefix(".")


def describe(value: object) -> str:
    """A value as a message shows it: short, and plainly text, list or nothing."""
    longest = 60
    match value:
        case None:
            return "nothing"
        case dict():
            keys = ", ".join(_short(key, longest // 3) for key in list(value)[:4])
            return f"a mapping ({keys})" if keys else "an empty mapping"
        case list():
            return f"a list of {len(value)}"
        case _:
            return _short(value, longest)


def _short(value: object, longest: int) -> str:
    text = str(value)
    return repr(text[: longest - 3] + "..." if len(text) > longest else text)


def read_document(path: Path | str, name: str | None = None) -> Document:
    r"""Read one YAML file.

    Args:
        path: The file.
        name: How messages call it; by default the path as given.

    Returns:
        The tree of mappings, lists, texts and None, with the place of everything in it.

    Raises:
        CaseError: the file cannot be read as YAML, or uses what is refused here.

    >>> from pathlib import Path
    >>> _ = Path("doe.yaml").write_text("claims:\n  - id: c1\n    term: NO\n")
    >>> document = read_document("doe.yaml")
    >>> document.data
    {'claims': [{'id': 'c1', 'term': 'NO'}]}
    >>> document.position(("claims", 0, "term"))
    (3, 11)
    """
    document = parse(Path(path), name or str(path))
    errors = [one for one in document.problems if one.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, document.name)
    return document


def parse(path: Path, name: str, folder: Path | None = None) -> Document:
    """Read one YAML file and keep what is wrong with it beside what could be read.

    Args:
        path: The file.
        name: How messages call it.
        folder: The folder that links may not lead out of, if any.
    """
    try:
        return parse_text(_read(path, folder), name)
    except _RefusedError as error:
        problem = Problem(
            rule=error.rule,
            file=name,
            line=error.line,
            column=error.column,
            what=error.what,
            advice=error.advice,
            source_line=error.source_line,
        )
        return Document(name=name, data=None, problems=(problem,))


@attrs.frozen(kw_only=True)
class _RefusedError(Exception):
    """A file is refused before it is read as YAML."""

    what: str
    advice: str
    rule: str = "not-readable"
    line: int = 1
    column: int = 1
    source_line: str = ""


def _read(path: Path, folder: Path | None) -> str:
    if folder is not None:
        home = os.path.realpath(folder)
        if os.path.commonpath([home, os.path.realpath(path)]) != home:
            raise _RefusedError(
                what="the file is a link that leads out of its folder",
                advice="put the file itself there",
            )
    try:
        data = _bytes(path)
    except OSError as error:
        raise _RefusedError(
            what=f"the file cannot be read ({error.strerror})",
            advice="check its name, its folder and its permissions",
        ) from None
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = _line_and_column(before, len(before))
        raise _RefusedError(
            rule="not-utf-8",
            what=f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8",
            advice="save the file in the encoding UTF-8",
            line=line,
            column=column,
            source_line=_lines(before)[-1],
        ) from None


def _bytes(path: Path) -> bytes:
    # Not to wait for somebody to write into a pipe, and on Windows not to change line ends.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _RefusedError(
            what="this is no regular file", advice="put a file of text in its place"
        )
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _RefusedError(
            rule="too-large",
            what=f"the file has more than {MAX_BYTES} bytes",
            advice="split it into several files",
        )
    return data


def parse_text(text: str, name: str) -> Document:
    """Read YAML from a text and keep what is wrong with it beside what could be read."""
    problems = [*_strange_characters(name, text), *_directives(name, text)]
    if problems:
        return Document(name=name, data=None, problems=tuple(problems), text=text)
    if not _is_unusual(text):
        data = _quick(text)
        if data is not None:
            return Document(name=name, data=data, text=text)
    builder = _Builder(name, text)
    data = builder.build()
    problems = builder.problems
    if data is None and not any(one.severity is Severity.ERROR for one in problems):
        problems.append(
            Problem(
                rule="empty-file",
                file=name,
                line=1,
                column=1,
                what="the file is empty",
                advice="write its keys, or delete the file",
            )
        )
    return Document(name=name, data=data, problems=tuple(problems), text=text)


_LINE_END = re.compile(r"\r\n|\r|\n")


def _lines(text: str) -> list[str]:
    return _LINE_END.split(text)


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    before = _lines(text[:index])
    return len(before), len(before[-1]) + 1


_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_STRANGE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that may stand nowhere in a file: controls, and line ends that only some see."""

_HIDDEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Characters that a reader cannot see, and a key may not hold."""

_ESCAPED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a text may not hold even where they are written as an escape."""

_HASH = re.compile(r"[ \t]#[^\s#]")


def _strange_characters(name: str, text: str) -> Iterator[Problem]:
    if not text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY):
        return
    first = _STRANGE.search(text)
    if not first:
        return
    line, column = _line_and_column(text, first.start())
    more = sum(1 for _ in _STRANGE.finditer(text)) - 1
    yield Problem(
        rule="strange-character",
        file=name,
        line=line,
        column=column,
        what=f"the character U+{ord(first.group()):04X} may not stand in a file"
        + (f"; there are {more} more of this sort" if more else ""),
        advice="delete it (copied text often carries invisible characters)",
        source_line=_lines(text)[line - 1],
    )


_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)


def _directives(name: str, text: str) -> Iterator[Problem]:
    first = _DIRECTIVE.search(text) if "%" in text else None
    if first:
        line, _ = _line_and_column(text, first.start())
        yield Problem(
            rule="directive",
            file=name,
            line=line,
            column=1,
            what="a line that begins with '%' is a directive to YAML, which is not read",
            advice="delete the line, or quote the text",
            source_line=_lines(text)[line - 1],
        )


@attrs.define(kw_only=True, eq=False)
class _Places:
    """Where a list or a mapping stands: itself, its keys if it has some, and what it holds.

    Attributes:
        mark: Its own line and column, from 0.
        keys: Those of its keys.
        inside: Those of its values, or `_Places` of their own.
    """

    mark: tuple[int, int]
    keys: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    inside: Any

    def put(self, key: Any, place: Any) -> None:  # noqa: ANN401 - a key, a place
        """Note the place of a value."""
        if isinstance(self.inside, list):
            self.inside.append(place)
        else:
            self.inside[key] = place

    def has(self, step: str | int) -> bool:
        """Whether there is such a key or such an index."""
        if isinstance(self.inside, list):
            return isinstance(step, int) and step < len(self.inside)
        return step in self.inside


def _place(places: Any, path: Steps, *, of_key: bool) -> tuple[int, int]:  # noqa: ANN401 - a tree of places
    node = places
    for depth, step in enumerate(path, start=1):
        if not isinstance(node, _Places) or not node.has(step):
            break
        if of_key and depth == len(path) and isinstance(step, str):
            return node.keys[step]
        node = node.inside[step]
    mark: tuple[int, int] = node.mark if isinstance(node, _Places) else node
    return mark


_UNUSUAL = re.compile(r"\t|!|&\S|\*\S|#(?<=[ ]#)[^\s#]|\\[0abefvxuU_NLP]")
"""What the quick walk cannot judge: tabs, tags, anchors, aliases, odd comments and escapes."""


def _is_unusual(text: str) -> bool:
    return any(sign in text for sign in "\t!&*#\\") and _UNUSUAL.search(text) is not None


def _quick(text: str) -> Any:  # noqa: ANN401 - a tree
    """The tree of a text in which nothing is unusual; None if something is."""
    if _may_exceed(text):
        return None
    parser = _Parser(text)
    try:
        return _quick_walk(parser.get_event)
    except (yaml.MarkedYAMLError, _UnusualError):
        return None
    finally:
        parser.dispose()


class _UnusualError(Exception):
    """The quick walk has met something that wants judging."""


def _quick_walk(get: Callable[[], Any]) -> Any:  # noqa: ANN401, C901, PLR0912, PLR0915 - one loop, for speed
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    known: dict[str, str] = {}
    stack: list[tuple[Any, bool]] = []
    root: list[Any] = []
    container: Any = root
    in_mapping = False
    key: Any = None
    while True:
        event = get()
        kind = event.__class__
        if in_mapping:
            if kind is scalar:
                key = known.get(event.value)
                if key is None:
                    key = known[event.value] = _usual_key(event.value)
                if key in container:
                    raise _UnusualError
                event = get()
                kind = event.__class__
                if kind is scalar:
                    value = event.value
                    if len(value) <= _LONGEST_NO_VALUE and value in _NO_VALUE and not event.style:
                        value = None
                    container[key] = value
                    continue
            elif kind is mapping_end:
                container, in_mapping = stack.pop()
                continue
            else:
                raise _UnusualError
        elif kind is scalar:
            value = event.value
            if len(value) <= _LONGEST_NO_VALUE and value in _NO_VALUE and not event.style:
                value = None
            container.append(value)
            continue
        if kind is mapping:
            inner: Any = {}
        elif kind is sequence:
            inner = []
        elif kind is sequence_end:
            container, in_mapping = stack.pop()
            continue
        elif kind is yaml.StreamEndEvent or event is None:
            break
        else:  # the stream or its document begins or ends
            continue
        if in_mapping:
            container[key] = inner
        else:
            container.append(inner)
        stack.append((container, in_mapping))
        container, in_mapping = inner, kind is mapping
        if len(stack) > MAX_DEPTH:
            raise _UnusualError
    if len(root) != 1:
        raise _UnusualError
    return root[0]


def _usual_key(text: str) -> str:
    if text == "<<" or _HIDDEN.search(text):
        raise _UnusualError
    return text


_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_STARTS = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_NODES = _STARTS | {yaml.ScalarEvent, yaml.AliasEvent}


class _Builder:
    """Walks a text's events and judges everything: makes its tree, its places, its problems."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self.places: Any = (0, 0)
        self.anchors: dict[str, tuple[Any, Any]] = {}
        self.unused_anchors: dict[str, Any] = {}
        self.aliased = 0
        self.quoted: list[tuple[int, int]] = []
        self.stack: list[tuple[Any, Any]] = []

    def build(self) -> Any:  # noqa: ANN401 - a tree
        """The tree, or None where the text is not YAML."""
        if _may_exceed(self.text) and _count_nodes(self.text) > MAX_NODES:
            self.refuse(
                "too-large",
                None,
                f"the file has more than {MAX_NODES} values",
                "split it into several files",
            )
            return None
        parser = _Parser(self.text)
        root = _Places(mark=(0, 0), inside=[])
        values: list[Any] = []
        try:
            self.walk(parser.get_event, values, root)
        except yaml.MarkedYAMLError as error:
            self.not_yaml(error)
            return None
        except _UnusualError:  # it is nested too deep
            return None
        finally:
            parser.dispose()
        if root.inside:
            self.places = root.inside[0]
        self.look_at_anchors()
        self.look_at_tabs()
        return values[0] if values else None

    def walk(self, get: Callable[[], Any], values: list[Any], root: _Places) -> None:  # noqa: C901 - one state machine, in one place
        """Fill the list of root values, and their places."""
        container: Any = values
        places = root
        documents = 0
        while True:
            event = get()
            kind = event.__class__
            key: Any = None
            if kind in _ENDS:
                container, places = self.stack.pop()
                continue
            if kind is yaml.StreamEndEvent or event is None:
                return
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse(
                        "second-document",
                        event.start_mark,
                        "a second document begins here",
                        "delete the line '---', or put what follows into a file of its own",
                    )
                    return
            if kind not in _NODES:
                continue
            if isinstance(container, dict):
                key = self.key(event, get, container, places)
                event = get()
            value, place = self.value(event, container)
            if isinstance(container, list):
                container.append(value)
                places.put(None, place)
            elif key is not _DROPPED:
                container[key] = value
                places.put(key, place)
            if event.__class__ in _STARTS:
                self.stack.append((container, places))
                container, places = value, place

    def value(self, event: Any, container: Any) -> tuple[Any, Any]:  # noqa: ANN401 - PyYAML's events have no types
        """A value and its place; what opens here is still empty."""
        mark = event.start_mark
        value: Any
        place: Any = (mark.line, mark.column)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, container)
        if isinstance(event, yaml.ScalarEvent):
            value = self.scalar(event)
        else:
            if len(self.stack) >= MAX_DEPTH:
                self.refuse(
                    "too-deep",
                    mark,
                    f"more than {MAX_DEPTH} levels are nested here",
                    "close the brackets, or write a flatter structure",
                )
                raise _UnusualError
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
            place = _Places(mark=place, inside=value.copy())
        if event.tag is not None:
            self.refuse_tag(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, place)
            self.unused_anchors[event.anchor] = event
        return value, place

    def scalar(self, event: Any) -> str | None:  # noqa: ANN401 - PyYAML's events have no types
        """The text of a scalar, or None where it says that there is none."""
        text: str = event.value
        if event.style:
            self.quoted.append((event.start_mark.index, event.end_mark.index))
            self.look_at_escapes(event)
            return text
        lost = _LOST.match(self.text, event.end_mark.index)
        if lost:
            kept = f"the text ends after {_short(text, 40)}" if text else "no text is left"
            self.refuse(
                "lost-text",
                event.start_mark,
                f"YAML takes {_short(lost.group(1), 40)} for a comment, and {kept}",
                "quote the text if the '#' belongs to it, or put a space after the '#'",
                Severity.WARNING,
            )
        return None if text in _NO_VALUE else text

    def refuse(
        self,
        rule: str,
        mark: Any,  # noqa: ANN401 - PyYAML's marks have no types
        what: str,
        advice: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem, unless there are too many already."""
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if len(self.problems) == MAX_PROBLEMS:
            rule, severity = "too-many-problems", Severity.ERROR
            what = f"more than {MAX_PROBLEMS} problems are in this file; the rest is not listed"
            advice = "mend some, and check again"
        elif len(self.problems) > MAX_PROBLEMS:
            return
        self.problems.append(
            Problem(
                rule=rule,
                severity=severity,
                file=self.name,
                line=line + 1,
                column=column + 1,
                what=what,
                advice=advice,
                source_line=self.lines[line] if line < len(self.lines) else "",
            )
        )

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines."""
        return _lines(self.text)

    def key(
        self,
        event: Any,  # noqa: ANN401 - PyYAML's events have no types
        get: Callable[[], Any],
        container: dict[str, Any],
        places: _Places,
    ) -> Any:  # noqa: ANN401 - a key or a sentinel
        """A key, or that it is dropped; notes its place."""
        mark: Any = event.start_mark
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                "key-not-text",
                mark,
                "a key must be text",
                "write a word before the ':' (and quote text that begins with {, [ or *)",
            )
            _skip(event, get)
            return _DROPPED
        text: str = event.value
        end: Any = event.end_mark
        if event.style:
            self.quoted.append((mark.index, end.index))
        if event.tag is not None:
            self.refuse_tag(event)
        if event.anchor is not None:
            what = "a key may not have an anchor"
            self.refuse("alias", mark, what, "delete the '&' and its name")
        if text == "<<" and not event.style:
            self.refuse("merge-key", mark, "merge keys ('<<') are not read", "write the keys out")
            return _DROPPED
        if text in container:
            first = places.keys[text][0] + 1
            self.refuse(
                "duplicate-key",
                mark,
                f"the key {_short(text, 60)} stands here a second time; first in line {first}",
                "keep one of the two",
            )
            return _DROPPED
        hidden = _HIDDEN.search(text)
        if hidden:
            self.refuse(
                "hidden-character",
                mark,
                f"the key {_short(text, 60)} holds the character U+{ord(hidden.group()):04X}, "
                "which cannot be seen",
                "type the key anew",
            )
            return _DROPPED
        places.keys[text] = (mark.line, mark.column)
        return text

    def look_at_escapes(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        """Refuse control characters, which no table, picture or page could hold."""
        control = _ESCAPED.search(event.value)
        if control:
            self.refuse(
                "strange-character",
                event.start_mark,
                f"the escaped character U+{ord(control.group()):04X} may not stand in a text",
                "delete it, or double the backslash if a backslash is meant",
            )

    def refuse_tag(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
        what = f"tags are not read, found {_short(event.tag, 60)}"
        advice = "delete the tag, or quote the text if the '!' belongs to it"
        self.refuse("tag", event.start_mark, what, advice)

    def alias(self, event: Any, container: Any) -> tuple[Any, Any]:  # noqa: ANN401 - any node
        """What an alias repeats; None where it is refused."""
        name, mark = event.anchor, event.start_mark
        place = (mark.line, mark.column)
        self.unused_anchors.pop(name, None)
        if name not in self.anchors:
            what = f"there is no anchor '&{name}' above this"
            self.refuse("alias", mark, what, f"quote the text if '*{name}' is meant")
            return None, place
        value, places = self.anchors[name]
        if any(value is one for one in (container, *(one for one, _ in self.stack))):
            what = f"the alias '*{name}' stands inside what it repeats"
            self.refuse("alias", mark, what, "write it out")
            return None, place
        if not self.affordable(value, name, mark):
            return None, place
        if isinstance(places, _Places):
            return value, attrs.evolve(places, mark=place)
        return value, place

    def affordable(self, value: Any, name: str, mark: Any) -> bool:  # noqa: ANN401 - any node
        """Whether a value may be repeated once more; a refusal is noted once."""
        if self.aliased > MAX_ALIASED_NODES:
            return False
        nodes, depth = _extent(value, MAX_ALIASED_NODES - self.aliased)
        self.aliased += nodes
        if self.aliased > MAX_ALIASED_NODES:
            what = f"aliases repeat more than {MAX_ALIASED_NODES} values in this file"
            self.refuse("alias", mark, what, "write the values out, or split the file")
        elif len(self.stack) + depth > MAX_DEPTH:
            what = f"with the alias '*{name}' more than {MAX_DEPTH} levels are nested"
            self.refuse("too-deep", mark, what, "write a flatter structure")
        else:
            return True
        return False

    def look_at_anchors(self) -> None:
        """Hint at text that YAML takes for an anchor."""
        for anchor, event in self.unused_anchors.items():
            self.refuse(
                "lost-text",
                event.start_mark,
                f"YAML reads '&{anchor}' as the name of an anchor, which nothing repeats",
                "quote the text if the '&' belongs to it, or delete the anchor",
                Severity.WARNING,
            )

    def look_at_tabs(self) -> None:
        """Refuse tabs between values, which parsers of YAML do not agree about."""
        before = 0
        bad: list[int] = []
        for start, end in [*self.quoted, (len(self.text), 0)]:
            between = _TAB_OR_COMMENT.finditer(self.text, before, start)
            bad += [match.start() for match in between if match.group() == "\t"]
            before = end
        if bad:
            line, column = _line_and_column(self.text, bad[0])
            more = f"; there are {len(bad) - 1} more" if len(bad) > 1 else ""
            self.refuse(
                "tab",
                _Mark(line=line - 1, column=column - 1),
                f"a tab stands here, and YAML is indented and spaced with spaces alone{more}",
                _TAB_ADVICE,
            )

    def not_yaml(self, error: yaml.MarkedYAMLError) -> None:
        """Say in plain words what the parser stumbled over."""
        mark: Any = error.problem_mark or error.context_mark
        says = f"{error.problem}{f' {error.context}' if error.context else ''}"
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        indentation = line[: len(line) - len(line.lstrip())]
        if "\t" in indentation or line[mark.column : mark.column + 1] == "\t":
            at = indentation.find("\t") if "\t" in indentation else mark.column
            self.refuse(
                "tab",
                _Mark(line=mark.line, column=at),
                "a tab stands here, and YAML is indented and spaced with spaces alone",
                _TAB_ADVICE,
            )
            return
        known = (stumble for stumble in _STUMBLES if stumble[0].search(says))
        _, at_context, what, advice = next(known, (None, False, f"{says}", _INDENTATION))
        if at_context and error.context_mark:
            mark = error.context_mark
        above = self.lines[mark.line - 1] if mark.line else ""
        if _HASH.search(above):
            advice += "; in the line above, ' #' begins a comment and ends the text"
        self.refuse("not-yaml", mark, f"this is not YAML: {what}", advice)


@attrs.frozen(kw_only=True)
class _Mark:
    """A place that no event gives."""

    line: int
    column: int


class _Sentinel:
    """Marks a key that is not read."""


_DROPPED: Any = _Sentinel()

_LOST = re.compile(r"[ \t]+(#[^\s#]\S*)")
_TAB_OR_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*|\t")
_TAB_ADVICE = "replace tabs with spaces (most editors can do so for a whole file)"
_INDENTATION = (
    "check the indentation here and in the lines above, and quote text that holds ': ' or ' #' "
    "or begins with one of [ ] { } & * ! | > ' \" % @ `"
)

_STUMBLES: tuple[tuple[re.Pattern[str], bool, str, str], ...] = tuple(
    (re.compile(pattern), at_context, what, advice)
    for pattern, at_context, what, advice in (
        (
            "mapping values are not allowed",
            False,
            "this ':' is one too many, or the line is indented too far",
            "quote the whole text if the ':' belongs to it, or align the key with those above",
        ),
        (
            "unexpected end of stream.*quoted|document indicator.*quoted",
            True,
            "the quotation mark that opens here is not closed",
            "add the mark that closes it (within '...' write '' for an apostrophe)",
        ),
        (
            "unknown escape character|hexdecimal|hexadecimal|Unicode character",
            False,
            'the backslash in a text in "..." begins an escape that YAML does not know',
            "double the backslash, or quote with '...'",
        ),
        (
            r"expected ',' or '[\]}]'",
            True,
            "the bracket that opens here is not closed",
            "close it, put a ',' between items, and quote items that hold brackets or quotes",
        ),
        (
            "expected ':'",
            True,
            "a key without a ':' and a space after it",
            "write 'key: value', and indent a text that goes on over several lines",
        ),
        (
            "cannot start any token",
            False,
            "a text may not begin with this character",
            "quote the text",
        ),
        (
            "alphabetic or numeric character|alphanumeric",
            False,
            "a text that begins with '&' or '*' is read as an anchor or an alias",
            "quote the text",
        ),
        (
            "expected key|expected <block end>|expected '-' indicator",
            False,
            "this line fits neither the lines above nor their indentation",
            "align it with the keys or dashes above; let no text follow a closing quotation mark",
        ),
        (
            "comment or (a )?line break",
            False,
            "a text that begins with '>' or '|' begins in the next line",
            "begin it there, or quote it if the sign belongs to it",
        ),
        (
            "sequence entries are not allowed|block collections are not allowed",
            False,
            "a list may not begin here",
            "begin it in the next line, or quote the text if the '-' belongs to it",
        ),
    )
)
"""What a parser says -> whether its cause lies where the construct begins, what to say, advice."""


def _extent(value: Any, budget: int) -> tuple[int, int]:  # noqa: ANN401 - a tree
    """How many values a tree has, counted until the budget is spent, and how deep it is."""
    nodes = depth = 0
    waiting = [(value, 0)]
    while waiting and nodes <= budget:
        node, level = waiting.pop()
        nodes += 1
        if isinstance(node, dict | list):
            depth = max(depth, level + 1)
            inside = node.values() if isinstance(node, dict) else node
            waiting.extend((one, level + 1) for one in inside)
    return nodes, depth


def _skip(event: Any, get: Callable[[], Any]) -> None:  # noqa: ANN401 - PyYAML's events have no types
    """Pass over a list or a mapping, whose first event is given."""
    depth = 0
    while True:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 0:
            return
        event = get()


def _may_exceed(text: str) -> bool:
    """Whether the text has so many indicators that it could hold too many values."""
    return len(text) > MAX_NODES and sum(map(text.count, "-:?,[{")) > MAX_NODES


def _count_nodes(text: str) -> int:
    """How many values a text holds, counted until they are too many."""
    parser = _Parser(text)
    nodes = 0
    try:
        while nodes <= MAX_NODES and (event := parser.get_event()) is not None:
            nodes += isinstance(event, yaml.NodeEvent)
    except yaml.MarkedYAMLError:
        pass  # who builds the tree will say so
    finally:
        parser.dispose()
    return nodes
