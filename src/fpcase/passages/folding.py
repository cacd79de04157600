"""Text made comparable, with the way back to every character of the text as given.

Two ways of folding: *exact* only closes up white space and words broken over lines;
*normalised* keeps letters and digits alone (with a blank between numbers), without case,
accents, ligatures and raised footnote marks. Vowel signs are letters: they make other words.
"""

import re
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
    before = " "
    for piece, at in _pieces(text, list(spans), normalise=normalise):
        if before == " " == piece or (normalise and piece == " "):
            before = " "
            continue
        if normalise and before == " " and piece[0].isdigit() and out and out[-1][-1].isdigit():
            out.append(" ")  # 1.5 is not 15, but well-known is wellknown
            origins.append(at)
            edges.append(1)
        edges.append(before == " " or _is_edge(before, piece[0]))
        before = piece[-1]
        kept = piece.rstrip(" ") if normalise else piece
        edges += bytes(len(kept) - 1)
        edges[-1] |= kept[-1] == " "
        out.append(kept)
        origins.extend(range(at, at + len(kept)))
    edges.append(1)
    return Folded(text="".join(out), origins=origins, edges=bytes(edges))


_PIECE = re.compile(r"[0-9A-Za-z]+ ?|\s+|.", re.DOTALL)


def _pieces(
    text: str, spans: list[tuple[int, int]], *, normalise: bool
) -> Iterator[tuple[str, int]]:
    """What counts of the spans, with its offset: one character, or an ASCII word with its blank.

    White space is " ".
    """
    rest = 0  # where the word goes on that a hyphen breaks
    for (start, end), following in zip_longest(spans, spans[1:]):
        if not rest:
            yield " ", start
        at = rest or start
        rest = 0
        while at < end and (match := _PIECE.match(text, at, end)):
            piece = match[0]
            if piece in _HYPHENS and (rest := _after_break(text, at, end, following)):
                at = rest
                continue
            if piece.isspace():
                yield " ", at
            elif piece.isascii() and piece[0].isalnum():
                yield (piece.lower() if normalise else piece), at
            else:
                for letter in _normalised(piece) if normalise else piece:
                    yield letter, at
            at = match.end()


@lru_cache(maxsize=4096)
def folded_words(words: str, *, normalise: bool) -> str:
    """A few words, folded as a text is."""
    return fold(words, [(0, len(words))], normalise=normalise).text.strip()


def _is_edge(before: str, after: str) -> bool:
    """Whether a word can end or begin between two characters."""
    if before.isascii() and after.isascii():
        return not (before.isalnum() and after.isalnum())
    return _is_edge_elsewhere(before, after)


@lru_cache(maxsize=1 << 16)
def _is_edge_elsewhere(before: str, after: str) -> bool:
    """The same where one of the two is not ASCII."""
    marks = _MARKS.get(unicodedata.category(after)), _MARKS.get(unicodedata.category(before))
    if not ((before.isalnum() or marks[1]) and (after.isalnum() or marks[0])):
        return True
    if marks[0] or after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    return _is_unspaced(before) or _is_unspaced(after)


_MARKS = dict.fromkeys(("Mn", "Mc", "Me", "Cf"), True)
_NEVER_FIRST = frozenset("ーゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶะาำๅๆฯະາຳຽໆຯ")
"""Letters that no word begins with: lengthening marks, small kana, vowels after a consonant."""
_NEVER_LAST = frozenset("เแโใไເແໂໃໄ\u1039\u17d2")
"""Letters that no word ends with: vowels before a consonant, signs that stack the next one."""
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


LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HYPHENS = frozenset("-\u00ad\u2010")


def _after_break(text: str, at: int, end: int, following: tuple[int, int] | None) -> int:
    """Where a word goes on that a hyphen breaks over the line at `at`; 0 if none does.

    It may go on in the following span, when lines of furniture lie between.
    """
    if not at or not text[at - 1].isalpha():
        return 0
    after = _after_blank(text, at + 1, end)
    if after < end:
        broken = bool(LINE_END.search(text, at + 1, after))
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
        if piece == _STRETCH or _ACCENTS.match(piece):
            continue
        is_letter = piece.isalnum() or unicodedata.category(piece) in _MARKS
        pieces.append(str(unicodedata.decimal(piece, piece)) if is_letter else " ")
    return "".join(pieces).translate(_PLAIN)


_STRETCH = "\u0640"
"""Arabic's stretching."""
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711"
    "\u0730-\u074a\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000e0100-\U000e01ef]"
)
"""Marks without which a word is the same: accents, and points of Hebrew and Arabic."""
_PLAIN = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "\u0131": "i",
        "đ": "d",
        "ħ": "h",
        "ŧ": "t",
        "ð": "d",
    }
)
"""Letters that have no accent to take off, and are typed without it all the same."""
