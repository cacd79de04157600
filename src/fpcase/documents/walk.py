"""The walk over a file's events: from YAML to a tree of dict, list, str and None.

It goes over libyaml's events with a stack of its own, so that no text can end the interpreter.
(Where libyaml is absent, PyYAML's own parser gives the same events, only more slowly. The two
differ about tabs between values, which are refused for that reason.)

Almost every file is sound and usual, and there the walk only builds the tree. Where it meets what
wants judging it begins again with an inspector, who looks at every key and value.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml
from yaml.parser import Parser as _Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from fpcase.documents.inspection import HIDDEN, MAX_DEPTH, NO_VALUE, Inspector
from fpcase.documents.lost_text import CUT_QUOTATION

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
