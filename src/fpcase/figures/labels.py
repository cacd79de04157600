"""Labels: broken into lines that fit a box, never cut."""

import re
from collections.abc import Callable

Measure = Callable[[str], float]
"""The width of a line of text, in points."""

_BREAK_AFTER = re.compile(r"(?<=[-‐–—/])(?=\w)")  # noqa: RUF001 - dashes of names


def wrapped(label: str, width: float, measure: Measure, *, even: bool = True) -> tuple[str, ...]:
    """A label as lines, none wider than `width`.

    Lines break at spaces and after hyphens and slashes, and inside a word only where it
    alone is wider than a line.

    Args:
        label: The text; white space of any kind counts as a space.
        width: How wide a line may be, in points.
        measure: The width of a line.
        even: Whether lines are made about equally long, as a box looks best.

    >>> wrapped("Closeness of Kazakh-Russian relations", 13, len)
    ('Closeness', 'of Kazakh-', 'Russian', 'relations')
    >>> wrapped("Closeness of Kazakh-Russian relations", 16, len)
    ('Closeness of', 'Kazakh-Russian', 'relations')
    """
    pieces = [part for piece in _pieces(label) for part in _parts(piece, width, measure)]
    if not pieces:
        return ("",)
    lines = _filled(pieces, width, measure)
    words = [f"{word} " for word in label.split()]
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


def longest_word(label: str, measure: Measure) -> float:
    """The width that a label's longest unbreakable piece needs, in points.

    >>> longest_word("Closeness of Kazakh-Russian relations", len)
    9
    """
    return max((measure(piece.strip()) for piece in _pieces(label)), default=0)


def _pieces(label: str) -> list[str]:
    """Words and parts of hyphenated words; a piece that ends a word ends in a space."""
    return [piece for word in label.split() for piece in _BREAK_AFTER.split(word + " ")]


def _parts(piece: str, width: float, measure: Measure) -> list[str]:
    """A piece cut where it alone is wider than a line."""
    if measure(piece.strip()) <= width:
        return [piece]
    parts = [""]
    for character in piece:
        if parts[-1] and measure((parts[-1] + character).strip()) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _filled(pieces: list[str], width: float, measure: Measure) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and measure((line + piece).strip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return (*lines, line.strip())
