"""Type in charts: paragraphs that stay within their width."""

from collections.abc import Sequence

import attrs

from fpcase.figures.canvas import text_width
from fpcase.figures.labels import wrapped
from fpcase.figures.scene import INK, Item, Line

SIZE = 6.5
"""Of all type in charts but titles."""
LINE = 1.2 * SIZE
"""From one line of a label to the next."""


def width_of(text: str, *, size: float = SIZE, bold: bool = False) -> float:
    """The width of a line."""
    return text_width(text, size, bold=bold)


@attrs.frozen(kw_only=True)
class Label:
    """Text in lines of a width, and how tall it is.

    Attributes:
        lines: The lines.
        size: Of the type.
        bold: Whether the type is bold.
        colour: Of the type.
    """

    lines: tuple[str, ...]
    size: float = SIZE
    bold: bool = False
    colour: str = INK

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return 1.2 * self.size * len(self.lines)

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(width_of(line, size=self.size, bold=self.bold) for line in self.lines)

    def items(self, x: float, top: float, *, anchor: str = "start") -> list[Item]:
        """The lines, one below the other."""
        return [
            self._line(line, x=x, y=top + (0.93 + 1.2 * number) * self.size, anchor=anchor)
            for number, line in enumerate(self.lines)
            if line
        ]

    def upright(self, x: float, bottom: float) -> list[Item]:
        """The lines side by side, centred on x, read from the bottom to the top."""
        first = x - (len(self.lines) - 1) * 0.6 * self.size + 0.36 * self.size
        return [
            self._line(line, x=first + 1.2 * number * self.size, y=bottom, upright=True)
            for number, line in enumerate(self.lines)
            if line
        ]

    def _line(
        self, text: str, *, x: float, y: float, anchor: str = "start", upright: bool = False
    ) -> Line:
        return Line(
            text=text,
            x=x,
            y=y,
            size=self.size,
            bold=self.bold,
            colour=self.colour,
            anchor=anchor,
            upright=upright,
        )


def label(
    text: str, width: float, *, bold: bool = False, colour: str = INK, size: float = SIZE
) -> Label:
    """Text broken into lines that fit a width; no word is cut unless it alone is wider."""
    lines = wrapped(text, width, lambda line: width_of(line, size=size, bold=bold), even=False)
    return Label(lines=tuple(lines), size=size, bold=bold, colour=colour)


def widest(texts: Sequence[str], *, bold: bool = False) -> float:
    """The width of the longest of several lines."""
    return max((width_of(text, bold=bold) for text in texts), default=0.0)
