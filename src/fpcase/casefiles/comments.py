"""Comments above the keys of a case file: what goes there, from the records' docstrings."""

import textwrap
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from fpcase.casefiles.layout import CASE_FILES, FILE_OF, HEAD_FILE
from fpcase.documents import Document, Steps, parse_text
from fpcase.model.cases import CaseHead
from fpcase.model.dates import Edtf
from fpcase.model.explanations import Explanation
from fpcase.model.fields import Field, Form, Shape, fields_of, summary, word_meanings

_WIDTH = 96
_OUTERMOST = 2


class Commenter:
    r"""Explains each key of each record once, where it first stands in the files of a case.

    >>> print(Commenter().commented("id: borduria\ncountry: Borduria\n", "case.yaml"), end="")
    # How the case is called. Required.
    id: borduria
    <BLANKLINE>
    # The country. Required.
    country: Borduria
    """

    def __init__(self) -> None:
        """Nothing has been explained yet."""
        self._explained: set[object] = set()
        self._above: dict[int, list[str]] = {}

    def commented(self, text: str, file: str) -> str:
        """A file's text with comments.

        Args:
            text: The text, each key that is to be explained on a line of its own.
            file: The file's name in a case folder.
        """
        document = parse_text(text, file)
        self._above = {}
        if file in CASE_FILES:
            for number, (key, kind) in enumerate(CASE_FILES[file].items()):
                if number:
                    self._note(document, (key,), [""])
                self._items(document, (key,), kind)
        else:
            self._record(document, (), CaseHead if file == HEAD_FILE else Explanation)
        lines = text.splitlines()
        return "".join(
            f"{one}\n"
            for number, line in enumerate(lines, start=1)
            for one in (*self._above.get(number, ()), line)
        )

    def _note(self, document: Document, steps: Steps, lines: list[str]) -> None:
        line, _ = document.position(steps, of_key=True)
        self._above.setdefault(line, []).extend(lines)

    def _items(self, document: Document, steps: Steps, kind: type) -> None:
        for index, tree in enumerate(_at(document, steps)):
            if not isinstance(tree, Mapping):  # a short form
                continue
            first: Steps = (*steps, index, next(iter(tree)))
            margin = _margin(document, first) - 2
            if index and margin == _OUTERMOST:
                self._note(document, first, [""])
            if self._is_new(kind):
                pad = " " * margin + "#"
                self._note(document, first, [*_comment(summary(kind), margin), pad])
            self._record(document, (*steps, index), kind, in_list=True)

    def _record(
        self, document: Document, steps: Steps, kind: type, *, in_list: bool = False
    ) -> None:
        fields = {field.name: field for field in fields_of(kind)}
        for index, name in enumerate(_at(document, steps)):
            here = (*steps, name)
            if self._is_new((kind, name)):
                margin = _margin(document, here) - (2 if in_list and not index else 0)
                gap = [""] if index else []
                self._note(document, here, [*gap, *self._explain(fields[name], margin)])
            self._value(document, here, fields[name].shape)

    def _value(self, document: Document, steps: Steps, shape: Shape) -> None:
        value, leaf = _at(document, steps), shape.innermost
        if leaf.form is not Form.RECORD:
            return
        if isinstance(value, list):
            self._items(document, steps, leaf.kind)
        elif isinstance(value, Mapping) and shape.form is Form.MAPPING:
            for key in value:
                self._value(document, (*steps, key), shape.inner)
        elif isinstance(value, Mapping):
            self._record(document, steps, leaf.kind)

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


def _at(document: Document, steps: Steps) -> Any:  # noqa: ANN401 - a tree
    tree = document.data
    for step in steps:
        tree = tree[step]
    return tree


def _margin(document: Document, steps: Steps) -> int:
    return document.position(steps, of_key=True)[1] - 1


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
