"""Case files with a comment above every key: what goes there, from the records' docstrings."""

import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from fpcase.casefiles.layout import FILE_OF
from fpcase.casefiles.yamltext import to_yaml
from fpcase.model.dates import Edtf
from fpcase.model.fields import Field, Form, Shape, fields_of, summary, word_meanings

_WIDTH = 96
_OUTERMOST = 2
_END = "\n"


class Teacher:
    """Writes records as YAML and explains each key of each record once, where it first stands.

    >>> from fpcase.model import Condition
    >>> print(Teacher().record({"variable": "war", "value": "long"}, Condition), end="")
    # The variable. Required; an id of variables.yaml.
    variable: war
    <BLANKLINE>
    # The value that it must have. Required.
    value: long
    """

    def __init__(self) -> None:
        """Nothing has been explained yet."""
        self._explained: set[object] = set()

    def listed(self, key: str, trees: list[Any], kind: type) -> str:
        """Records under a key, as a file such as ``sources.yaml`` holds them."""
        return _joined([f"{key}:", *self._items(trees, kind, 2)])

    def record(self, tree: Mapping[str, Any], kind: type) -> str:
        """One record, as a file such as ``case.yaml`` holds it."""
        return _joined(self._record(tree, kind, 0))

    def _items(self, trees: list[Any], kind: type, margin: int) -> Iterator[str]:
        for index, tree in enumerate(trees):
            if index and margin == _OUTERMOST:
                yield ""
            if not isinstance(tree, Mapping):  # a short form
                yield f"{' ' * margin}- {to_yaml(tree).partition(_END)[0]}"
                continue
            if self._is_new(kind):
                yield from _comment(summary(kind), margin)
                yield " " * margin + "#"
            lines = list(self._record(tree, kind, margin + 2))
            first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (line[2:] for line in lines[:first])
            yield " " * margin + "- " + lines[first][margin + 2 :]
            yield from lines[first + 1 :]

    def _record(self, tree: Mapping[str, Any], kind: type, margin: int) -> Iterator[str]:
        fields = {field.name: field for field in fields_of(kind)}
        for index, (name, value) in enumerate(tree.items()):
            if self._is_new((kind, name)):
                if index:
                    yield ""
                yield from self._explain(fields[name], margin)
            yield from self._entry(name, value, fields[name].shape, margin)

    def _entry(self, name: str, value: Any, shape: Shape, margin: int) -> Iterator[str]:  # noqa: ANN401 - a tree
        leaf = shape.innermost
        in_full = value if isinstance(value, Mapping) else _mappings(value)
        if not in_full or leaf.form is not Form.RECORD:
            yield from _plain({name: value}, margin)
            return
        yield f"{' ' * margin}{name}:"
        if isinstance(value, list):
            yield from self._items(value, leaf.kind, margin + 2)
        elif shape.form is Form.MAPPING:
            for key, item in value.items():
                yield from self._entry(key, item, shape.inner, margin + 2)
        else:
            yield from self._record(value, leaf.kind, margin + 2)

    def _explain(self, field: Field, margin: int) -> Iterator[str]:
        of_list = field.shape.form is Form.LIST
        leaf = field.shape.inner if of_list else field.shape
        takes = ["required"] if field.required else []
        if leaf.kind in FILE_OF and field.name != "id":
            file = FILE_OF[leaf.kind].format(author="AUTHOR")
            takes.append(f"{'ids' if of_list else 'an id'} of {file}")
        elif leaf.kind is Edtf:
            takes.append("a date or interval, such as 2014, 2014-03-18, 2014~ or 2008/2014")
        yield from _comment(f"{field.meaning} {_sentence(takes)}".strip(), margin)
        if leaf.is_vocabulary:
            yield from self._explain_words(leaf.kind, margin)

    def _explain_words(self, vocabulary: type[Enum], margin: int) -> Iterator[str]:
        words = [str(member.value) for member in vocabulary]
        meanings = word_meanings(vocabulary)
        if not meanings or not self._is_new(vocabulary):
            yield from _comment(f"One of: {', '.join(words)}.", margin)
            return
        yield from _comment("One of:", margin)
        for word in words:
            yield from _comment(f"  {word}: {meanings[word]}", margin)

    def _is_new(self, thing: object) -> bool:
        new = thing not in self._explained
        self._explained.add(thing)
        return new


def _mappings(value: Any) -> list[Any]:  # noqa: ANN401 - a tree
    """The records of a list that are not written short."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _comment(text: str, margin: int) -> list[str]:
    pad = " " * margin + "# "
    indent = " " * (len(text) - len(text.lstrip()))
    hanging = f"{indent}  " if indent else ""
    return textwrap.wrap(
        text.strip(), _WIDTH, initial_indent=pad + indent, subsequent_indent=pad + hanging
    )


def _plain(tree: Mapping[str, Any], margin: int) -> list[str]:
    lines = to_yaml({"id": "", **tree}).splitlines()  # an id makes it stand in block style
    return [" " * margin + line for line in lines[0 if "id" in tree else 1 :]]


def _joined(lines: list[str] | Iterator[str]) -> str:
    return "\n".join(lines) + "\n"
