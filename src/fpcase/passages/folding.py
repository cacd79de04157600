"""Text made comparable, with the way back to every character of the text as given.

Two ways of folding: *exact* only closes up white space and words broken over lines;
*normalised* also sets aside case, punctuation, dashes, ligatures, accents and raised
footnote marks.
"""

import unicodedata
from array import array
from collections.abc import Iterable

import attrs


@attrs.frozen(kw_only=True, eq=False)
class Folded:
    """A folded text.

    Attributes:
        text: The folded text.
        origins: For each of its characters, the offset in the text as given.
    """

    text: str
    origins: "array[int]"

    def find(self, words: str, start: int, end: int) -> list[int]:
        """Offsets in the folded text at which `words` stand as whole words, from start to end.

        An occurrence counts if it begins in the range; it may run over its end.
        """
        found = []
        at = self.text.find(words, start) if words else -1
        while 0 <= at < end:
            before = self.text[at - 1] if at else " "
            after = self.text[at + len(words)] if at + len(words) < len(self.text) else " "
            inside_left = before.isalnum() and words[0].isalnum()
            inside_right = after.isalnum() and words[-1].isalnum()
            if not inside_left and not inside_right:
                found.append(at)
            at = self.text.find(words, at + 1)
        return found


def fold(text: str, spans: Iterable[tuple[int, int]], *, normalise: bool) -> Folded:
    """Fold the given spans of a text into one.

    Args:
        text: The text as given.
        spans: Start and end of the parts that count, in order; between two of them is white space.
        normalise: Whether to set aside case, punctuation and the like too.
    """
    out: list[str] = []
    origins = array("Q")
    for start, end in spans:
        if out and out[-1] != " ":
            out.append(" ")
            origins.append(start)
        at = start
        while at < end:
            character = text[at]
            if character.isspace():
                if out and out[-1] != " ":
                    out.append(" ")
                    origins.append(at)
                at += 1
                continue
            after = _after_break(text, at, end)
            if after:
                at = after
                continue
            for piece in _normalised(character) if normalise else character:
                if piece == " " and (not out or out[-1] == " "):
                    continue
                out.append(piece)
                origins.append(at)
            at += 1
    return Folded(text="".join(out), origins=origins)


def folded_words(words: str, *, normalise: bool) -> str:
    """A few words, folded as a text is."""
    return fold(words, [(0, len(words))], normalise=normalise).text.strip()


def _after_break(text: str, at: int, end: int) -> int:
    """Where a word goes on that a hyphen breaks over the line at `at`; 0 if none does."""
    if text[at] not in "-\u00ad\u2010" or not at or not text[at - 1].isalpha():
        return 0
    after = at + 1
    while after < end and text[after] in " \t":
        after += 1
    if after >= end or text[after] != "\n":
        return 0
    while after < end and text[after].isspace():
        after += 1
    return after if after < end and text[after].islower() else 0


def _normalised(character: str) -> str:
    if unicodedata.category(character) == "No":  # a raised footnote mark
        return ""
    pieces = []
    for piece in unicodedata.normalize("NFKD", character).casefold():
        if unicodedata.combining(piece):
            continue
        pieces.append(piece if piece.isalnum() else " ")
    return "".join(pieces)
