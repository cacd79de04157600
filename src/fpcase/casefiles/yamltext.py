"""Trees as YAML that a person could have written; the same tree gives the same text.

Lists and mappings stand in blocks, indented under their key; what is short and flat stays on
a line. Text stands plain where no reader of YAML could take it for anything else, folded
where it is long, in quotes otherwise.
"""

import re
import textwrap
from collections.abc import Collection, Iterator
from typing import Any

from fpcase.model.errors import FpcaseError

_WIDTH = 100
_SHORT = 80
_INDENT = 2

_PLAIN = re.compile(
    r"(?![-?:] |[-?:]$|---|\.\.\.)[^\s\-?:,\[\]{}#&*!|>'\"%@`<=~][^\n\r\t]*|-[^\s\-0-9.][^\n\r\t]*"
)
_ODD = re.compile(r": |:$| #| $")
_ODD_IN_FLOW = re.compile(r"[,\[\]{}?:]| #| $|^[“„«]")
_GUESSED = re.compile(
    r"null|true|false|yes|no|on|off|y|n|[-+]?\.?[0-9][0-9a-fx_,:.+\-TZ ]*|\.(inf|nan)|0o[0-7]+",
    re.IGNORECASE,
)
"""What some reader of YAML takes for a number, a date, a truth value or nothing."""

_FOLDABLE = re.compile(r"[^\s]+( [^\s]+)*")
_PRINTABLE = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_BLOCK_LINES = re.compile(rf"[{_PRINTABLE}]+(\n+[{_PRINTABLE}]+)*\n?")
_ONE_LINE = re.compile(rf"[{_PRINTABLE}]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


_HALVES = range(0xD800, 0xE000)


def to_yaml(tree: Any) -> str:  # noqa: ANN401 - a tree
    """A tree as YAML.

    Args:
        tree: Mappings, lists, texts, numbers, truth values and None.

    >>> print(to_yaml({"id": "war", "name": "War", "values": ["no", "yes"]}), end="")
    id: war
    name: War
    values: ["no", "yes"]
    """
    return "".join(f"{line}\n" for line in _lines(tree, 0))


def _lines(tree: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 - a tree
    """The lines of a list or a mapping in block style; of anything else, its one line."""
    margin = " " * indent
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield from _entry(f"{margin}{_scalar(key, flow=False)}:", value, indent)
    elif isinstance(tree, list) and tree:
        for value in tree:
            inside = indent + _INDENT
            block = _is_block(value)
            first, *rest = _lines(value, inside) if block else _value(value, inside, inside)
            yield f"{margin}- {first.lstrip(' ')}"
            yield from rest
    else:
        first, *rest = _value(tree, indent)
        yield margin + first
        yield from rest


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401 - a tree
    if _is_block(value):
        yield head
        yield from _lines(value, indent + _INDENT)
    else:
        first, *rest = _value(value, indent + _INDENT, len(head) + 1)
        yield f"{head} {first}"
        yield from rest


def _value(value: Any, indent: int, used: int = 0) -> list[str]:  # noqa: ANN401 - a tree
    """The lines of what stands after a key or a dash; `used` columns are taken already."""
    if not isinstance(value, str):
        return [_flow(value)]
    margin = " " * indent
    line = _scalar(value, flow=False)
    *most, last = value.split("\n")
    even = all(one == one.strip() for one in (*most, last))
    if most and even and _BLOCK_LINES.fullmatch(value):
        kept = [margin + one if one else "" for one in [*most, *filter(None, [last])]]
        return ["|-" if last else "|", *kept]
    fits = used + len(line) <= _WIDTH
    foldable = " " in value and _ONE_LINE.fullmatch(value) and _FOLDABLE.fullmatch(value)
    if fits or not foldable:
        return [line]
    folded = textwrap.wrap(
        value, max(1, _WIDTH - indent), break_long_words=False, break_on_hyphens=False
    )
    return [">-", *(margin + text for text in folded)]


def _is_block(value: Any) -> bool:  # noqa: ANN401 - a tree
    """Whether a value takes lines of its own: a list or a mapping that is long or not flat."""
    if isinstance(value, dict):
        return bool(value) and ("id" in value or not _is_short(value.values(), value))
    return isinstance(value, list) and bool(value) and not _is_short(value)


def _is_short(values: Collection[Any], keys: Collection[str] = ()) -> bool:
    """Whether values are flat and few enough to stand on one line."""
    flat = all(value is None or isinstance(value, str | int | float) for value in values)
    return flat and sum(len(str(one)) + 2 for one in (*values, *keys)) <= _SHORT


def _flow(value: Any) -> str:  # noqa: ANN401 - a tree
    if isinstance(value, dict):
        pairs = (f"{_scalar(key, flow=True)}: {_flow(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return _scalar(value, flow=True) if isinstance(value, str) else str(value)


def _scalar(text: str, *, flow: bool) -> str:
    """A text on one line: plain if nothing could take it for anything else, or quoted."""
    odd = _ODD_IN_FLOW if flow else _ODD
    if (
        _PLAIN.fullmatch(text)
        and _ONE_LINE.fullmatch(text)
        and not odd.search(text)
        and not _GUESSED.fullmatch(text)
    ):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _ONE_LINE.fullmatch(character):
        return character
    code = ord(character)
    if code in _HALVES:
        message = f"the text cannot be written: U+{code:04X} is an incomplete character; replace it"
        raise FpcaseError(message)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - two digits of hexadecimal
