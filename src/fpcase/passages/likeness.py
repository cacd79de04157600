"""The passage that is most like an anchor whose words do not stand in the text."""

from collections.abc import Iterable
from itertools import product

import attrs

from fpcase.model.sources import Anchor
from fpcase.passages.folding import Folded, folded_words
from fpcase.passages.texts import IndexedText

LEAST = 0.8
"""How like the anchor's words a passage's must be, at least."""

_TOO_SHORT = 8
"""Fewer letters than this resemble too much: `trade` is four fifths of `grade`."""


@attrs.frozen(kw_only=True)
class Likeness:
    """A passage that resembles an anchor.

    Attributes:
        start: Where it begins in the text as given, in characters.
        end: Where it ends.
        score: The similarity of its first or its last words to the anchor's, whichever is
            lower: 1 if they are the same.
        parts: Start and end of its first and of its last words.
    """

    start: int
    end: int
    score: float
    parts: tuple[tuple[int, int], tuple[int, int]]


def closest_passages(
    anchor: Anchor, text: IndexedText, scope: Iterable[int], reach: int
) -> list[Likeness]:
    """The passage in some paragraphs that is most like the anchor; several if they are as like.

    Each end of the anchor is aligned with the normalised text so that the share of characters
    that differ (by insertion or deletion, normalised) is least, and the alignment then moved to
    whole words (rapidfuzz's `partial_ratio_alignment` and `ratio`). Ends of fewer than eight
    letters must stand there as they are.

    Args:
        anchor: The anchor.
        text: The text.
        scope: The paragraphs, by index, in which the passage may begin.
        reach: How many characters after its start, at most, it ends.
    """
    folded = text.normalised
    starts = text.starts[True]
    first = folded_words(anchor.start, normalise=True)
    last = folded_words(anchor.end, normalise=True)
    found: list[Likeness] = []
    for index in scope:
        begin = _align(first, folded, starts[index], starts[index + 1])
        if begin is None:
            continue
        finish = _align(
            last,
            folded,
            begin[0],
            folded.out_of_reach(begin[0], reach),
            not_before=begin[1],
        )
        if finish is None:
            continue
        parts = (_as_given(folded, begin), _as_given(folded, finish))
        found.append(
            Likeness(
                start=parts[0][0],
                end=max(parts[0][1], parts[1][1]),
                score=min(begin[2], finish[2]),
                parts=parts,
            )
        )
    best = max((likeness.score for likeness in found), default=0)
    return [likeness for likeness in found if likeness.score == best]


def _align(
    words: str, folded: Folded, start: int, end: int, *, not_before: int = 0
) -> tuple[int, int, float] | None:
    """Start, end (in the folded text, not before a place) and score of what is most like words."""
    exact = folded.find(words, max(start, not_before - len(words)), end - len(words) + 1)
    if exact:
        return exact[0], exact[0] + len(words), 1.0
    if len(words) < _TOO_SHORT:
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow to import, and seldom needed

    found = fuzz.partial_ratio_alignment(words, folded.text[start:end], score_cutoff=100 * LEAST)
    if found is None:
        return None
    edges = [
        _edges_around(folded, start + found.dest_start),
        _edges_around(folded, start + found.dest_end),
    ]
    left, right = max(
        product(*edges), key=lambda span: fuzz.ratio(words, folded.text[slice(*span)])
    )
    score = fuzz.ratio(words, folded.text[left:right]) / 100
    return (left, right, score) if score >= LEAST and right >= not_before else None


def _edges_around(folded: Folded, at: int) -> tuple[int, int]:
    """The last place at or before `at`, and the first at or after it, where a word can end."""
    before = after = at
    while not folded.edges[before]:
        before -= 1
    while not folded.edges[after]:
        after += 1
    return before, after


def _as_given(folded: Folded, span: tuple[int, int, float]) -> tuple[int, int]:
    return folded.origins[span[0]], folded.origins[span[1] - 1] + 1
