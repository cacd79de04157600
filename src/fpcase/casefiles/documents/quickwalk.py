"""The quick walk: the tree of a text in which nothing is unusual, which is almost every text.

It judges nothing. As soon as something wants judging it gives up, and `judge` walks instead.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from fpcase.casefiles.documents import limits, parsers
from fpcase.casefiles.documents.characters import HIDDEN
from fpcase.casefiles.documents.hints import UNCLOSED
from fpcase.casefiles.documents.walked import Walked

NO_VALUE = frozenset({"", "~", "null"})
"""Plain scalars which say that there is no value."""

_LONGEST_NO_VALUE = 4

_UNUSUAL = re.compile(r"\t|!|&\S|\*\S|#(?<=[ ]#)[^\s#]|\\[0abefvxuU_NLP]|" + UNCLOSED)
"""What this walk cannot judge: tabs, tags, anchors, aliases, odd comments, escapes and quotes."""

_UNUSUAL_SIGNS = "\t!&*#\\“„«"


def is_unusual(text: str) -> bool:
    """Whether a text holds what the quick walk cannot judge."""
    return any(sign in text for sign in _UNUSUAL_SIGNS) and _UNUSUAL.search(text) is not None


def quick_walk(text: str) -> Walked | None:
    """The tree and the marks of a text in which nothing is unusual; None if something is.

    Raises:
        parsers.TooManyValuesError: the text holds more values than a file may.
    """
    parser = parsers.Parser(text)
    marks: list[Any] = []
    try:
        return Walked(data=_walk(parsers.events(parser), marks.append), marks=marks)
    except (yaml.MarkedYAMLError, _UnusualError):
        return None
    except StopIteration:
        raise parsers.TooManyValuesError from None
    finally:
        parser.dispose()


class _UnusualError(Exception):
    """The walk has met something that wants judging."""


def _walk(get: Callable[[], Any], note: Callable[[Any], None]) -> Any:  # noqa: ANN401, C901, PLR0912, PLR0915 - one loop, for speed
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    max_depth = limits.MAX_DEPTH
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
                note(event.start_mark)
                key = known.get(event.value)
                if key is None:
                    key = known[event.value] = _usual_key(event.value)
                if key in container:
                    raise _UnusualError
                event = get()
                kind = event.__class__
                if kind is scalar:
                    note(event.start_mark)
                    value = event.value
                    if len(value) <= _LONGEST_NO_VALUE and value in NO_VALUE and not event.style:
                        value = None
                    container[key] = value
                    continue
            elif kind is mapping_end:
                container, in_mapping = stack.pop()
                continue
            else:
                raise _UnusualError
        elif kind is scalar:
            note(event.start_mark)
            value = event.value
            if len(value) <= _LONGEST_NO_VALUE and value in NO_VALUE and not event.style:
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
        elif kind is yaml.StreamEndEvent:
            break
        else:  # the stream or its document begins or ends
            continue
        note(event.start_mark)
        if in_mapping:
            container[key] = inner
        else:
            container.append(inner)
        stack.append((container, in_mapping))
        container, in_mapping = inner, kind is mapping
        if len(stack) > max_depth:
            raise _UnusualError
    if len(root) != 1:
        raise _UnusualError
    return root[0]


def _usual_key(text: str) -> str:
    if text == "<<" or HIDDEN.search(text):
        raise _UnusualError
    return text
