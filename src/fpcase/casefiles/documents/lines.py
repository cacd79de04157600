"""The lines of a text, and in which of them a character stands."""

import re
from bisect import bisect_right
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\r|\n")

_LONG = 1_000
"""A line longer than this is kept: a thousand problems in one share it."""


class Lines:
    r"""A text by its lines; they are counted when somebody asks first.

    >>> lines = Lines("claims:\n  - id: c1\n")
    >>> lines.place(10)
    (2, 3)
    >>> lines.line(2)
    '  - id: c1'
    """

    def __init__(self, text: str) -> None:
        """Take a text."""
        self.text = text
        self._long: dict[int, str] = {}

    @cached_property
    def starts(self) -> list[int]:
        """The index of each line's first character."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of a character."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line, without its end."""
        first = self.starts[number - 1]
        last = self.starts[number] if number < len(self.starts) else len(self.text)
        if last - first < _LONG:
            return self.text[first:last].rstrip("\r\n")
        if number not in self._long:
            self._long[number] = self.text[first:last].rstrip("\r\n")
        return self._long[number]
