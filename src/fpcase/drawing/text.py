"""Paragraphs: text broken into lines that stay within a width, never cut."""

import re
from collections.abc import Callable, Sequence
from functools import partial

import attrs

from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import INK, Item, Line

SIZE = 6.5
"""Of all type but titles, unless another is asked for."""
LEADING = 1.2
"""From one line to the next, in the size of the type."""
_WORD = re.compile("[\\S\u00a0]+")
_BREAK_AFTER = re.compile(
    r"(?<=[-‐–—/])(?=[^\W\d])"  # noqa: RUF001 - dashes of names
    "|(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])(?=\\S)"  # scripts without spaces
)


def wrapped(
    text: str, width: float, measure: Callable[[str], float], *, even: bool = True
) -> tuple[str, ...]:
    """A text as lines, none wider than `width`.

    Lines break at spaces and after hyphens and slashes, and inside a word only where it
    alone is wider than a line.

    Args:
        text: The text; white space of any kind counts as a space, but one that does not break.
        width: How wide a line may be, in points.
        measure: The width of a line.
        even: Whether lines are made about equally long, as a box looks best.

    >>> wrapped("Closeness of Kazakh-Russian relations", 13, len)
    ('Closeness', 'of Kazakh-', 'Russian', 'relations')
    >>> wrapped("Closeness of Kazakh-Russian relations", 16, len)
    ('Closeness of', 'Kazakh-Russian', 'relations')
    """
    pieces = [part for piece in _pieces(text) for part in _parts(piece, width, measure)]
    if not pieces:
        return ("",)
    lines = _filled(pieces, width, measure)
    words = [f"{word} " for word in _WORD.findall(text)]
    whole = _filled(words, width, measure)
    if len(whole) <= len(lines) and all(measure(line) <= width for line in whole):
        pieces, lines = words, whole
    even = even and len(lines) <= _FEW
    while even:  # the narrowest measure that needs no more lines makes them even
        narrower = max(measure(line) for line in lines) - _STEP
        tighter = _filled(pieces, narrower, measure)
        if len(tighter) > len(lines) or max(map(measure, tighter)) > narrower:
            break
        lines = tighter
    return lines


_STEP = 1e-6
_FEW = 6
"""Lines that are made even; more of them are a paragraph."""


def longest_word(text: str, measure: Callable[[str], float]) -> float:
    """The width that a text's longest unbreakable piece needs, in points.

    >>> longest_word("Closeness of Kazakh-Russian relations", len)
    9
    """
    return max((measure(piece.strip()) for piece in _pieces(text)), default=0)


def _pieces(text: str) -> list[str]:
    """Words and parts of hyphenated words; a piece that ends a word ends in a space."""
    return [piece for word in _WORD.findall(text) for piece in _BREAK_AFTER.split(word + " ")]


def _parts(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A piece cut where it alone is wider than a line."""
    if measure(piece.strip()) <= width:
        return [piece]
    parts = [""]
    for character in piece:
        if parts[-1] and measure((parts[-1] + character).strip()) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _filled(pieces: list[str], width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and measure((line + piece).strip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return (*lines, line.strip())


@attrs.frozen(kw_only=True)
class Paragraph:
    """Text in lines of a width, and how tall it is.

    Attributes:
        lines: The lines.
        size: Of the type.
        bold: Whether the type is bold.
        colour: Of the type.
        leading: From one line to the next, in its size.
    """

    lines: tuple[str, ...]
    size: float = SIZE
    bold: bool = False
    colour: str = INK
    leading: float = LEADING

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.leading * self.size * len(self.lines)

    @property
    def width(self) -> float:
        """Of the longest line."""
        return widest(self.lines, size=self.size, bold=self.bold)

    def items(self, x: float, top: float, *, anchor: str = "start") -> list[Item]:
        """The lines, one below the other."""
        return [
            self._line(line, x, top + (0.93 + self.leading * number) * self.size, anchor=anchor)
            for number, line in enumerate(self.lines)
            if line
        ]

    def upright(self, x: float, bottom: float) -> list[Item]:
        """The lines side by side, centred on x, read from the bottom to the top."""
        step = self.leading * self.size
        first = x - (len(self.lines) - 1) * step / 2 + 0.36 * self.size
        return [
            self._line(line, first + step * number, bottom, upright=True)
            for number, line in enumerate(self.lines)
            if line
        ]

    def _line(
        self, text: str, x: float, y: float, *, anchor: str = "start", upright: bool = False
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


def paragraph(  # noqa: PLR0913 - the properties of type
    text: str,
    width: float,
    *,
    size: float = SIZE,
    bold: bool = False,
    colour: str = INK,
    even: bool = False,
) -> Paragraph:
    """Text broken into lines that fit a width; nothing for no text.

    >>> paragraph("Neutrality between great powers", 60).lines
    ('Neutrality', 'between great', 'powers')
    """
    if not text.strip():
        return Paragraph(lines=(), size=size, bold=bold, colour=colour)
    lines = wrapped(text, width, partial(text_width, size=size, bold=bold), even=even)
    return Paragraph(lines=lines, size=size, bold=bold, colour=colour)


def widest(texts: Sequence[str], *, size: float = SIZE, bold: bool = False) -> float:
    """The width of the longest of several lines."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)
