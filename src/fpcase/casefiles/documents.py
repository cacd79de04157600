"""YAML files as plain trees: text stays text, and every value knows its line and column.

The reader walks libyaml's events with a stack of its own. Nothing is guessed: a plain
scalar stays the text that it is (``NO``, ``1:30``, ``0123``), except that nothing, ``~``
and ``null`` mean that there is no value. What YAML allows and a hand-written file never
wants (tags, merge keys, duplicate keys, bombs of aliases) is refused by name.
"""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import yaml

from fpcase.casefiles.problems import CaseError, Problem

_Parser: Any = yaml.SafeLoader  # any loader parses; libyaml's is the fast one
if yaml.__with_libyaml__:
    _Parser = yaml.CSafeLoader

Steps = tuple[str | int, ...]
"""Keys and indices from a document's root to a value, such as ``("claims", 1, "cause")``."""

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 64
MAX_ALIASED_NODES = 10_000

_NO_VALUE = frozenset({"", "~", "null"})
_LINE_SHIFT = 32
_COLUMN_MASK = (1 << _LINE_SHIFT) - 1


@attrs.frozen(kw_only=True, eq=False)
class Document:
    """One YAML file: its data, and the place of everything in it.

    Attributes:
        name: The file's name as messages give it.
        data: The tree.
        problems: What is wrong with the file as YAML.
    """

    name: str
    data: Any
    problems: tuple[Problem, ...] = ()
    _start: int = 0
    _marks: dict[int, "array[int]"] = attrs.field(factory=dict, repr=False)

    def position(self, path: Steps, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of the nearest thing above it.

        Args:
            path: Keys and indices from the root, such as ``("claims", 1, "cause")``.
            of_key: Whether to give the place of the last key instead of its value.
        """
        node = self.data
        mark = self._start
        for depth, step in enumerate(path, start=1):
            marks = self._marks.get(id(node))
            if isinstance(node, dict) and step in node and marks is not None:
                index = list(node).index(step)
                last_key = of_key and depth == len(path)
                mark = marks[2 * index + (0 if last_key else 1)]
                node = node[step]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node) and marks:
                mark = marks[step]
                node = node[step]
            else:
                break
        return (mark >> _LINE_SHIFT) + 1, (mark & _COLUMN_MASK) + 1

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
            rule=rule, file=self.name, line=line, column=column, where=spell(path), **text
        )


def spell(path: Steps) -> str:
    """A path of keys as a person writes it.

    >>> spell(("claims", 1, "cause"))
    'claims[1].cause'
    """
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(parts).removeprefix(".")


def describe(value: object) -> str:
    """A value as a message shows it: short, and plainly text, list or nothing."""
    longest = 60
    match value:
        case None:
            return "nothing"
        case dict():
            keys = ", ".join(list(value)[:4])
            return f"a mapping ({keys})" if keys else "an empty mapping"
        case list():
            return f"a list of {len(value)}"
        case str() if len(value) > longest:
            return repr(value[: longest - 3] + "...")
        case _:
            return repr(value)


def read_document(path: Path | str, name: str | None = None) -> Document:
    """Read one YAML file.

    Args:
        path: The file.
        name: How messages call it; by default the path as given.

    Returns:
        The tree of mappings, lists, texts and None, with the place of everything in it.

    Raises:
        CaseError: the file cannot be read as YAML, or uses what is refused here.
    """
    document = parse(Path(path), name or str(path))
    if document.problems:
        raise CaseError(document.problems, document.name)
    return document


def parse(path: Path, name: str) -> Document:
    """Read one YAML file and keep what is wrong with it beside what could be read."""

    def refused(what: str, advice: str) -> Document:
        problem = Problem(
            rule="not-readable", file=name, line=1, column=1, what=what, advice=advice
        )
        return Document(name=name, data=None, problems=(problem,))

    if not path.is_file():
        return refused("there is no such regular file", "check the name and the folder")
    size = path.stat().st_size
    if size > MAX_BYTES:
        return refused(
            f"the file has {size} bytes; {MAX_BYTES} are the most", "split it into several files"
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return refused(f"byte {error.start} is not UTF-8", "save the file in the encoding UTF-8")
    except OSError as error:
        return refused(f"the file cannot be read ({error.strerror})", "check its permissions")
    return _Builder(name, text).document()


class _Builder:
    """Turns events into a tree without recursion."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self.marks: dict[int, array[int]] = {}
        self.keep: list[Any] = []  # containers that are dropped stay alive: ids must not recur
        self.anchors: dict[str, Any] = {}
        self.sizes: dict[str, int] = {}
        self.nodes = 0
        self.aliased = 0

    def document(self) -> Document:
        data: Any = None
        start = 0
        try:
            data, start = self.build(self.events())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            context = f" {error.context}" if error.context else ""
            self.refuse(
                "not-yaml",
                (mark.line << _LINE_SHIFT | mark.column) if mark else 0,
                f"this is not YAML: {error.problem}{context}",
                "check the indentation, and quote text that holds ': ', ' #' or begins with "
                "one of [ ] { } & * ! | > ' \" % @ `",
            )
        except yaml.reader.ReaderError as error:
            line, column = self.place(error)
            self.refuse(
                "not-yaml",
                line << _LINE_SHIFT | column,
                f"the character U+{_ordinal(error.character):04X} may not stand in YAML",
                "delete it (copied text often carries invisible characters)",
            )
        if data is None and not self.problems:
            self.refuse("empty-file", 0, "the file is empty", "write its keys, or delete the file")
        return Document(
            name=self.name, data=data, problems=tuple(self.problems), start=start, marks=self.marks
        )

    def events(self) -> Iterator[Any]:
        parser = _Parser(self.text)
        try:
            while (event := parser.get_event()) is not None:
                yield event
        finally:
            parser.dispose()

    def place(self, error: yaml.reader.ReaderError) -> tuple[int, int]:
        index = self.text.find(chr(_ordinal(error.character)))
        before = self.text[: max(index, 0)]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def refuse(self, rule: str, mark: int, what: str, advice: str) -> None:
        self.problems.append(
            Problem(
                rule=rule,
                file=self.name,
                line=(mark >> _LINE_SHIFT) + 1,
                column=(mark & _COLUMN_MASK) + 1,
                what=what,
                advice=advice,
            )
        )

    def build(self, events: Iterator[Any]) -> tuple[Any, int]:  # noqa: C901, PLR0912, PLR0915 - one state machine, in one place
        stack: list[tuple[Any, Any, str | None, int]] = []  # container, next key, anchor, size
        container: Any = None
        key: Any = _UNSET
        anchor_of_container: str | None = None
        size_at_start = 0
        root: Any = _UNSET
        root_mark = 0
        documents = 0
        for event in events:
            kind = type(event)
            start = event.start_mark
            mark = start.line << _LINE_SHIFT | start.column
            if kind is yaml.ScalarEvent:
                self.nodes += 1
                value: Any = event.value
                plain = not event.style
                if container.__class__ is dict and key is _UNSET:
                    key = self.key(container, value, mark, plain=plain)
                    if event.tag is not None or event.anchor is not None:
                        self.refuse_extras(event, mark)
                    continue
                if plain and value in _NO_VALUE:
                    value = None
                if event.tag is not None and not self.tag_is_fine(event):
                    self.refuse_extras(event, mark)
                if event.anchor is not None:
                    self.anchors[event.anchor] = value
                    self.sizes[event.anchor] = 1
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.nodes += 1
                if event.tag is not None:
                    self.refuse_extras(event, mark)
                if len(stack) >= MAX_DEPTH:
                    self.refuse(
                        "too-deep",
                        mark,
                        f"more than {MAX_DEPTH} levels are nested here",
                        "close the brackets, or write a flatter structure",
                    )
                    return (None if root is _UNSET else root), root_mark
                value = {} if kind is yaml.MappingStartEvent else []
                self.marks[id(value)] = array("Q")
                next_key: Any = _UNSET
                if container.__class__ is dict and key is _UNSET:
                    self.refuse(
                        "key-not-text", mark, "a key must be text", "write a word before the ':'"
                    )
                    key = next_key = _DROPPED
                stack.append((container, next_key, anchor_of_container, size_at_start))
                self.attach(container, key, value, mark)
                if root is _UNSET:
                    root, root_mark = value, mark
                container, key = value, _UNSET
                anchor_of_container, size_at_start = event.anchor, self.nodes + self.aliased
                if event.anchor is not None:
                    self.anchors[event.anchor] = _OPEN
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                if anchor_of_container is not None:
                    self.anchors[anchor_of_container] = container
                    self.sizes[anchor_of_container] = self.nodes + self.aliased - size_at_start + 1
                container, key, anchor_of_container, size_at_start = stack.pop()
                continue
            elif kind is yaml.AliasEvent:
                value = self.alias(event.anchor, mark)
                if container.__class__ is dict and key is _UNSET:
                    self.refuse(
                        "key-not-text", mark, "a key may not be an alias", "write the key out"
                    )
                    key = _DROPPED
                    continue
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse(
                        "second-document",
                        mark,
                        "a second document begins here",
                        "delete the line '---', or put what follows into a file of its own",
                    )
                    return root, root_mark
                continue
            else:
                continue
            self.attach(container, key, value, mark)
            key = _UNSET
            if root is _UNSET:
                root, root_mark = value, mark
        return (None if root is _UNSET else root), root_mark

    def key(self, container: dict[str, Any], text: str, mark: int, *, plain: bool) -> Any:  # noqa: ANN401 - a key or a sentinel
        if plain and text == "<<":
            self.refuse("merge-key", mark, "merge keys ('<<') are not read", "write the keys out")
            return _DROPPED
        if text in container:
            marks = self.marks[id(container)]
            first = marks[2 * list(container).index(text)]
            self.refuse(
                "duplicate-key",
                mark,
                f"the key {text!r} stands here a second time; first in line "
                f"{(first >> _LINE_SHIFT) + 1}",
                "keep one of the two",
            )
            return _DROPPED
        self.marks[id(container)].append(mark)
        return text

    def attach(self, container: Any, key: Any, value: Any, mark: int) -> None:  # noqa: ANN401 - any node
        if container.__class__ is dict and key is not _DROPPED:
            container[key] = value
            self.marks[id(container)].append(mark)
        elif container.__class__ is list:
            container.append(value)
            self.marks[id(container)].append(mark)
        elif container is not None:
            self.keep.append(value)

    def alias(self, name: str, mark: int) -> Any:  # noqa: ANN401 - any node
        value = self.anchors.get(name, _UNSET)
        if value is _UNSET:
            what = f"there is no anchor '&{name}' above this"
            self.refuse("alias", mark, what, f"quote the text if '*{name}' is meant")
            return None
        if value is _OPEN:
            self.refuse(
                "alias", mark, f"the alias '*{name}' stands inside what it repeats", "write it out"
            )
            return None
        self.aliased += self.sizes[name]
        if self.aliased > MAX_ALIASED_NODES:
            self.refuse(
                "alias",
                mark,
                f"aliases repeat more than {MAX_ALIASED_NODES} values in this file",
                "write the values out, or split the file",
            )
            return None
        return value

    @staticmethod
    def tag_is_fine(event: Any) -> bool:  # noqa: ANN401 - PyYAML's events have no types
        """The tag '!' on quoted text says only that it is text."""
        return event.tag == "!" and bool(event.style)

    def refuse_extras(self, event: Any, mark: int) -> None:  # noqa: ANN401 - PyYAML's events have no types
        if event.tag is not None:
            what = f"tags are not read, found {event.tag!r}"
            self.refuse("tag", mark, what, "delete the tag, or quote the text if '!' is meant")
        else:
            self.refuse(
                "alias", mark, "a key may not have an anchor", "delete the '&' and its name"
            )


class _Sentinel:
    """Marks a state that no value of a file can have."""


_UNSET = _Sentinel()
_DROPPED = _Sentinel()
_OPEN = _Sentinel()


def _ordinal(character: Any) -> int:  # noqa: ANN401 - PyYAML gives a number or a character
    return character if isinstance(character, int) else ord(str(character)[:1] or "\0")
