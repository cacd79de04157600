"""Text made comparable, with the way back to every character of the text as given.

Two ways of folding: *exact* only closes up white space and words broken over lines;
*normalised* keeps letters and digits alone (with a blank between numbers), without case,
accents, ligatures and raised footnote marks.
"""

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import zip_longest

import attrs


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Folded:
    """A folded text.

    Attributes:
        text: The folded text.
        origins: For each of its characters, the offset in the text as given.
        edges: For each of its characters, and for the end: whether a word can begin or end
            there.
    """

    text: str
    origins: "array[int]"
    edges: bytes

    def find(self, words: str, start: int, end: int) -> list[int]:
        """Offsets in the folded text at which `words` stand as whole words, from start to end.

        An occurrence counts if it begins in the range; it may run over its end.
        """
        found = []
        last = end + len(words) - 1
        at = self.text.find(words, start, last) if words else -1
        while at >= 0:
            if self.edges[at] and self.edges[at + len(words)]:
                found.append(at)
            at = self.text.find(words, at + 1, last)
        return found

    def out_of_reach(self, start: int, reach: int) -> int:
        """The first offset whose character stands `reach` or more after the one at `start`."""
        return bisect_left(self.origins, self.origins[start] + reach)


def fold(text: str, spans: Iterable[tuple[int, int]], *, normalise: bool) -> Folded:
    """Fold the given spans of a text into one.

    Args:
        text: The text as given.
        spans: Start and end of the parts that count, in order; between two of them is white space.
        normalise: Whether to keep letters and digits alone, without case, accents and the like.
    """
    out: list[str] = []
    origins = array("Q")
    edges = bytearray()

    def add(piece: str, at: int, *, edge: bool) -> None:
        out.append(piece)
        origins.append(at)
        edges.append(edge)

    before = " "
    for piece, at in _pieces(text, list(spans), normalise=normalise):
        if piece == " ":
            if before != " " and not normalise:
                add(" ", at, edge=True)
        else:
            if normalise and before == " " and _parts_digits(out, piece):
                add(" ", at, edge=True)
            add(piece, at, edge=_is_edge(before, piece))
        before = piece
    edges.append(True)
    return Folded(text="".join(out), origins=origins, edges=bytes(edges))


def _pieces(
    text: str, spans: list[tuple[int, int]], *, normalise: bool
) -> Iterator[tuple[str, int]]:
    """What counts of the spans, one character at a time, with its offset; white space is " "."""
    rest = 0  # where the word goes on that a hyphen breaks
    for (start, end), following in zip_longest(spans, spans[1:]):
        if not rest:
            yield " ", start
        at = rest or start
        while at < end:
            character = text[at]
            rest = _after_break(text, at, end, following) if character in _HYPHENS else 0
            if rest:
                at = rest
                continue
            for piece in _normalised(character) if normalise else character:
                yield (" " if piece.isspace() else piece), at
            at += 1


def _parts_digits(out: list[str], piece: str) -> bool:
    """Whether a blank before `piece` matters: 1.5 is not 15, but well-known is wellknown."""
    return piece.isdigit() and bool(out) and out[-1].isdigit()


@lru_cache(maxsize=4096)
def folded_words(words: str, *, normalise: bool) -> str:
    """A few words, folded as a text is."""
    return fold(words, [(0, len(words))], normalise=normalise).text.strip()


def _is_edge(before: str, after: str) -> bool:
    """Whether a word can end or begin between two characters."""
    if before.isascii() and after.isascii():
        return not (before.isalnum() and after.isalnum())
    if before.isalnum() and after.isalnum():
        return _is_unspaced(before) or _is_unspaced(after)
    return True


_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x312F),  # Chinese, Japanese
    (0x31A0, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Scripts that put no spaces between words."""


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return code >= _UNSPACED[0][0] and any(first <= code <= last for first, last in _UNSPACED)


_HYPHENS = frozenset("-\u00ad\u2010")


def _after_break(text: str, at: int, end: int, following: tuple[int, int] | None) -> int:
    """Where a word goes on that a hyphen breaks over the line at `at`; 0 if none does.

    It may go on in the following span, when lines of furniture lie between.
    """
    if not at or not text[at - 1].isalpha():
        return 0
    after = _after_blank(text, at + 1, end)
    if after < end:
        broken = "\n" in text[at + 1 : after]
    elif following:
        after, end = _after_blank(text, *following), following[1]
        broken = after < end
    else:
        broken = False
    return after if broken and text[after].islower() else 0


def _after_blank(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


@cache
def _normalised(character: str) -> str:
    """A character's letters and digits; a blank for a mark that parts words; or nothing."""
    kind = unicodedata.category(character)
    if kind in {"No", "Cf"}:  # a raised footnote mark, a soft hyphen, a mark without width
        return ""
    pieces = []
    for piece in unicodedata.normalize("NFKD", character).casefold():
        if unicodedata.combining(piece):
            continue
        pieces.append(piece if piece.isalnum() else " ")
    return "".join(pieces)
