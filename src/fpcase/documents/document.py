"""A YAML file as a plain tree, with the place of everything in it.

Text stays text: a plain scalar is never guessed at (``NO``, ``1:30``, ``0123``), except that
nothing, ``~`` and ``null`` mean that there is no value. One walk over a parser's events makes the
tree, alone where nothing is unusual, with an inspector where something wants judging.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import yaml
from yaml.parser import Parser as _Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from fpcase.documents.inspection import HIDDEN, MAX_DEPTH, NO_VALUE, Inspector, TooDeepError
from fpcase.documents.problems import CaseError, Problem, Severity, Steps, spell
from fpcase.documents.text import CUT_QUOTATION, SPLIT, Lines, Refusal, file_text, refusals
from fpcase.model.signatures import checked

MAX_VALUES = 300_000
"""How many values a file may hold, keys among them; each list and each mapping counts twice."""


class PurePythonParser(Reader, Scanner, _Parser):
    """PyYAML's parser in Python, for where libyaml is absent."""

    def __init__(self, text: str) -> None:
        """Begin to read a text."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _Parser.__init__(self)


Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else PurePythonParser


class UnusualError(Exception):
    """A walk without an inspector has met something that wants judging."""


class TooManyValuesError(Exception):
    """A text holds more values than a file may."""


def usual_tree(text: str) -> Any:  # noqa: ANN401 - a tree
    """The tree of a text in which nothing is unusual.

    Raises:
        UnusualError: something is, and an inspector should look.
        TooManyValuesError: the text holds more values than a file may.
    """
    if any(sign in text and unusual.search(text) for sign, unusual in _UNUSUAL):
        raise UnusualError
    try:
        roots = walk(text, None)
    except yaml.MarkedYAMLError:
        raise UnusualError from None
    if len(roots) != 1 or roots[0] is None:
        raise UnusualError
    return roots[0]


_UNUSUAL = (
    ("\t", re.compile("\t")),
    ("#", re.compile(r"#(?<=[ ]#)[^\s#]")),
    ("\\", re.compile(r"\\[0abefvxuU_NLP]")),
    ("!", re.compile(r"!(?<![^\s\[{,:]!)")),
    ("&", re.compile(r"&(?<![^\s\[{,:]&)\S")),
    ("*", re.compile(r"\*(?<![^\s\[{,:]\*)\S")),
    *((mark, re.compile(CUT_QUOTATION)) for mark in "“„«"),
)
"""What wants judging: tabs, odd comments, escapes, tags, anchors, aliases and quotation marks.

Each is a sign, sought first as that is fast, and how it looks where it is one.
"""

_LONGEST_NO_VALUE = max(map(len, NO_VALUE))


def walk(text: str, inspector: Inspector | None) -> list[Any]:
    """The root values of a text: one, unless it is empty or holds several documents.

    Raises:
        yaml.MarkedYAMLError: the text is not YAML.
        UnusualError: something wants judging, and there is no inspector.
        TooManyValuesError: the text holds more values than a file may.
    """
    parser = Parser(text)
    try:
        return _roots(islice(iter(parser.get_event, None), MAX_VALUES), inspector)
    except StopIteration:
        raise TooManyValuesError from None
    finally:
        parser.dispose()


def _roots(events: Iterator[Any], inspector: Inspector | None) -> list[Any]:  # noqa: C901, PLR0912, PLR0915 - one loop, for speed
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    max_depth, longest_no_value = MAX_DEPTH, _LONGEST_NO_VALUE
    known: dict[str, str] = {}
    stack: list[tuple[Any, bool]] = []
    roots: list[Any] = []
    container: Any = roots
    in_mapping = wants_key = False
    key: Any = None
    value: Any
    for event in events:
        kind = event.__class__
        if wants_key:
            if kind is scalar and inspector is None:
                key = known.get(event.value)
                if key is None:
                    key = known[event.value] = _usual_key(event.value)
                if key in container:
                    raise UnusualError
                wants_key = False
            elif kind is mapping_end:
                if inspector is not None:
                    inspector.end_mapping(container, at_top=len(stack) == 1)
                container, in_mapping = stack.pop()
                wants_key = in_mapping
            elif inspector is not None:
                key = inspector.key(event, container, events)
                wants_key = False
            else:
                raise UnusualError
            continue
        if kind is scalar:
            if inspector is None:
                value = event.value
                if len(value) <= longest_no_value and value in NO_VALUE and not event.style:
                    value = None
                if in_mapping:
                    container[key] = value
                    wants_key = True
                else:
                    container.append(value)
                continue
            value = inspector.scalar(event)
        elif kind is mapping:
            value = {}
        elif kind is sequence:
            value = []
        elif kind is sequence_end:
            container, in_mapping = stack.pop()
            wants_key = in_mapping
            continue
        elif kind is yaml.AliasEvent and inspector is not None:  # else the text is unusual
            around = [container, *(one for one, _ in stack)]
            value = inspector.alias(event, around, key if in_mapping else None)
        elif kind is yaml.StreamEndEvent:
            return roots
        elif kind is yaml.DocumentStartEvent and roots and inspector is not None:
            inspector.second_document(event)
            return roots
        else:  # the stream or its document begins or ends
            continue
        if inspector is not None:
            inspector.value(event, container, key if in_mapping else len(container), value)
        if in_mapping:
            container[key] = value
            wants_key = True
        else:
            container.append(value)
        if kind is mapping or kind is sequence:
            if len(stack) == max_depth:
                if inspector is None:
                    raise UnusualError
                inspector.too_deep(event)
            stack.append((container, in_mapping))
            container = value
            in_mapping = wants_key = kind is mapping
    raise TooManyValuesError


def _usual_key(text: str) -> str:
    if text == "<<" or HIDDEN.search(text):
        raise UnusualError
    return text


@attrs.frozen(kw_only=True, eq=False)
class Document:
    """One YAML file: its data, and the place of everything in it.

    Attributes:
        name: The file's name as messages give it.
        data: The tree of dict, list, str and None.
        lines: Its lines.
        walked: The careful walk over it, with the tree that it made; it is gone when somebody asks
            first where something stands.
        problems: What is wrong with the file as YAML.
        incomplete: Whether a key at the top of the file is not in the tree.
    """

    name: str
    data: Any
    lines: Lines = attrs.field(repr=False)
    walked: Callable[[], tuple[Inspector, Any]] = attrs.field(repr=False)
    problems: tuple[Problem, ...] = ()
    incomplete: bool = False

    @property
    def text(self) -> str:
        """The file's text."""
        return self.lines.text

    def position(self, path: Steps, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of the nearest thing above it.

        Args:
            path: Keys and indices from the root, such as ``("claims", 1, "cause")``.
            of_key: Whether to give the place of the last key instead of its value.

        >>> from fpcase.documents import parse_text
        >>> parse_text("claims: [{cause: war}]", "doe-2001.yaml").position(("claims", 0, "cause"))
        (1, 18)
        """
        inspector, tree = self.walked()
        return inspector.place(tree, path, of_key=of_key)


class Place(NamedTuple):
    """Where in a document a value stands.

    Attributes:
        document: The file.
        steps: Keys and indices from the file's root.
        of_key: Whether the last key is meant, not its value.
    """

    document: Document
    steps: Steps = ()
    of_key: bool = False

    def below(self, *steps: str | int) -> "Place":
        """A place inside this one."""
        return Place(self.document, (*self.steps, *steps))

    @property
    def line(self) -> int:
        """The number of its line."""
        return self.document.position(self.steps)[0]

    def problem(self, rule: str = "", *, of_key: bool = False, **text: Any) -> Problem:  # noqa: ANN401 - as Problem types them
        """A problem at this place.

        Args:
            rule: The rule that is broken; the check adds the name of a rule about sound cases.
            of_key: Whether it is the key that is wrong, not its value.
            text: What is wrong, as `Problem` holds it: ``what``, ``expected`` and so on.

        >>> from fpcase.documents import parse_text
        >>> document = parse_text("claims: [{cause: wra}]", "doe-2001.yaml")
        >>> place = Place(document, ("claims", 0, "cause"))
        >>> print(place.problem("unknown-id", advice="did you mean 'war'?"))
        doe-2001.yaml:1:18: claims[0].cause: did you mean 'war'?
        """
        line, column = self.document.position(self.steps, of_key=of_key or self.of_key)
        return Problem(
            rule=rule,
            file=self.document.name,
            line=line,
            column=column,
            where=spell(self.steps),
            source_line=self.document.lines.line(line),
            **text,
        )


@checked
def read_document(path: Path | str, name: str | None = None) -> Document:
    r"""Read one YAML file.

    Args:
        path: The file.
        name: What messages call it; by default the path as given.

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
    document = parse_file(Path(path), name or str(path))
    errors = [one for one in document.problems if one.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, document.name)
    return document


@checked
def parse_file(path: Path, name: str, folder: Path | None = None) -> Document:
    """Read one YAML file and keep what is wrong with it beside what could be read.

    Args:
        path: The file.
        name: What messages call it.
        folder: The folder that links may not lead out of, if any.
    """
    try:
        return parse_text(file_text(path, name, folder), name)
    except CaseError as error:
        return attrs.evolve(parse_text("", name), problems=error.problems)


@checked
def parse_text(text: str, name: str) -> Document:
    """Read YAML from a text and keep what is wrong with it beside what could be read."""
    lines = Lines(text)
    inspector = Inspector(name, lines)
    for refusal in refusals(text):
        inspector.refuse(*refusal)
    data = None
    try:
        if not inspector.problems:
            data, walked = usual_tree(text), cache(lambda: _walked(Inspector(name, lines)))
            return Document(name=name, data=data, lines=lines, walked=walked)
    except UnusualError:
        _, data = _walked(inspector)
    except TooManyValuesError:
        inspector.refuse(*_too_many_values())
    if data is None and not any(p.severity is Severity.ERROR for p in inspector.problems):
        inspector.refuse("empty-file", 0, "the file is empty", "write its keys, or delete the file")
    return Document(
        name=name,
        data=data,
        lines=lines,
        walked=lambda: (inspector, data),
        problems=tuple(inspector.problems),
        incomplete=inspector.incomplete,
    )


def _walked(inspector: Inspector) -> tuple[Inspector, Any]:
    """An inspector after its walk, and the tree; None where it is not YAML or too deep."""
    try:
        roots = walk(inspector.lines.text, inspector)
    except yaml.MarkedYAMLError as error:
        inspector.not_yaml(error)
    except TooDeepError:
        pass
    except TooManyValuesError:
        inspector.problems.clear()
        inspector.refuse(*_too_many_values())
    else:
        inspector.end()
        return inspector, roots[0] if roots else None
    return inspector, None


def _too_many_values() -> Refusal:
    what = f"the file contains more than {MAX_VALUES} values (keys count too; lists "
    return "too-large", 0, what + "and mappings count twice)", SPLIT
