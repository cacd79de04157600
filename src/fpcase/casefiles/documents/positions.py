"""Where everything in a file stands: nothing is worked out before somebody asks.

Most files are sound, and then nobody asks. So a walk only keeps the marks of the nodes in the
order of the file, and the tree itself says, when it is gone through, which mark is whose.
"""

from array import array
from collections.abc import Callable
from typing import Any

from fpcase.casefiles.documents.lines import Lines
from fpcase.casefiles.documents.spelling import Steps
from fpcase.casefiles.documents.walked import Walked


class Positions:
    """Where the nodes of one file stand.

    Attributes:
        lines: The file's lines.
    """

    def __init__(self, text: str, walked: Walked | None, walk: Callable[[str], Walked]) -> None:
        """Take a text, what a walk over it has left, and how to walk it again."""
        self.lines = Lines(text)
        self._walked = walked
        self._walk = walk
        self._index: _Index | None = None

    def forget(self) -> None:
        """Let the tree and the marks go: the file is walked again if somebody asks yet."""
        self._walked = None

    def find(self, path: Steps, *, of_key: bool) -> tuple[int, int]:
        """Line and column, from 1, of the value (or the key) at a path, or what is nearest."""
        if self._index is None:
            self._index = _Index(self._walked or self._walk(self.lines.text))
            self._walked = None
        return self.lines.place(self._index.find(path, of_key=of_key))


class _Index:
    """Finds the first character of a node by its path."""

    def __init__(self, walked: Walked) -> None:
        self.data = walked.data
        self.starts: array[int] = array("I", [mark.index for mark in walked.marks] or [0])
        self.repeats = walked.repeats
        self.gaps = walked.gaps
        self.tables: dict[int, dict[str | int, int]] = {}

    def find(self, path: Steps, *, of_key: bool) -> int:
        """The index of the character at which the node at a path begins."""
        node, number = self.data, 0
        last = len(path) - 1
        for depth, step in enumerate(path):
            if isinstance(node, dict):
                if step not in node:
                    break
                number = self.inside(node, number)[step]
                if of_key and depth == last:
                    return self.starts[number - 1]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                number = self.inside(node, number)[step]
            else:
                break
            node = node[step]
        return self.starts[number]

    def inside(self, node: Any, number: int) -> dict[str | int, int]:  # noqa: ANN401 - a dict or a list
        """The numbers of the values that a list or a mapping holds, by index or by key."""
        number = self.repeats.get(number, number)
        table = self.tables.get(number)
        if table is None:
            table = self.tables[number] = {}
            at = number + 1
            in_mapping = isinstance(node, dict)
            for step, inner in node.items() if in_mapping else enumerate(node):
                if in_mapping:
                    at = self.beyond_gaps(at) + 1
                table[step] = at
                at = self.after(inner, at)
        return table

    def after(self, node: Any, number: int) -> int:  # noqa: ANN401 - a tree
        """The number of what follows a node and all that it holds."""
        if not self.repeats and not self.gaps:
            return number + _size(node)
        at = number + 1
        if number in self.repeats:
            return at
        if isinstance(node, dict):
            for inner in node.values():
                at = self.beyond_gaps(at) + 1
                at = self.after(inner, at)
            return self.beyond_gaps(at)
        if isinstance(node, list):
            for inner in node:
                at = self.after(inner, at)
        return at

    def beyond_gaps(self, number: int) -> int:
        """The number of the next node that is in the tree."""
        while number in self.gaps:
            number = self.gaps[number]
        return number


def _size(node: Any) -> int:  # noqa: ANN401 - a tree
    """How many nodes a tree has in which nothing is repeated and nothing left out."""
    kind = node.__class__
    if kind is dict:
        size = 1 + 2 * len(node)
        inside = node.values()
    elif kind is list:
        size = 1 + len(node)
        inside = node
    else:
        return 1
    for inner in inside:
        if inner.__class__ is dict or inner.__class__ is list:
            size += _size(inner) - 1
    return size
