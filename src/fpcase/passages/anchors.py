"""An anchor's first and last words, or a quotation, found again in a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Self

import attrs

from fpcase.model.sources import Anchor, Locator
from fpcase.model.wording import did_you_mean, first_few, nearest
from fpcase.passages.folding import Folded, folded_words
from fpcase.passages.likeness import Likeness, closest_passages
from fpcase.passages.texts import IndexedText, Paragraph

REACH = 1500
"""How many characters after its start, at most, a passage ends."""

_LISTED = 5
"""How many paragraphs a reason names, at most."""


class Grade(Enum):
    """How well a locator's passage was found."""

    EXACT = "exact"
    """The words stand there, white space aside."""
    NORMALISED = "normalised"
    """They stand there, apart from case, punctuation, accents and the like."""
    FUZZY = "fuzzy"
    """Words much like them stand there; the score says how much, the reason what they are."""
    AMBIGUOUS = "ambiguous"
    """They stand in several places."""
    LOST = "lost"
    """They do not stand where the locator says."""
    NO_TEXT = "no-text"
    """The source's text is not at hand."""


@attrs.frozen(kw_only=True)
class Match:
    """What was found for a locator.

    Attributes:
        grade: How well its passage was found.
        start: Where the passage begins in the text as given, in characters.
        end: Where it ends.
        score: How similar the words there are to the anchor, from 0 to 1; none if not found.
        places: If ambiguous: every place, as (start, end).
        reason: If not plainly found: why, and what to do.
    """

    grade: Grade
    start: int | None = None
    end: int | None = None
    score: float | None = None
    places: tuple[tuple[int, int], ...] = ()
    reason: str = ""


def find_anchor(locator: Locator, text: IndexedText) -> Match:
    r"""Find the passage that a locator points at.

    The anchor's start is sought in the paragraph (or section) that the locator names, and
    its end is the first match after that, within 1,500 characters. A locator without an
    anchor points at its quotation, if it has one: what stands there between its ellipses and
    brackets, in that order. With neither it points at its whole paragraph. If the words are not
    there, the most similar words are sought there (`fpcase.passages.likeness`).

    Args:
        locator: Where it is said to stand.
        text: The source's text.

    >>> from fpcase.model import Anchor, SourceText
    >>> from fpcase.passages import index_text
    >>> text = index_text("Results\n\nOil prices fell. Exports fell too.",
    ...                   SourceText(file="a.txt", sha256="", headings=["Results"]))
    >>> find_anchor(Locator(section="results", paragraph=1,
    ...             anchor=Anchor(start="Exports", end="fell too.")), text)
    Match(grade=<Grade.EXACT: 'exact'>, start=26, end=43, score=1.0, places=(), reason='')
    """
    scope = text.within(locator.section, locator.paragraph)
    if not scope:
        return Match(grade=Grade.LOST, reason=_no_scope(locator, text))
    if locator.anchor is None and locator.quote is None:
        return _whole_paragraph(locator, text, scope)
    words = _Words.of(locator)
    for grade, normalise in ((Grade.EXACT, False), (Grade.NORMALISED, True)):
        places = _places(words, text, scope, normalise=normalise)
        if places:
            return _match(grade, places, text)
    elsewhere = _elsewhere(words, text)
    if elsewhere is None and words.parts:
        reach = REACH + (len(locator.quote or "") if words.quoted else 0)
        ends = Anchor(start=words.parts[0], end=words.parts[-1])
        likenesses = closest_passages(ends, text, scope, reach)
        if likenesses:
            return _fuzzy(text, likenesses)
    return Match(grade=Grade.LOST, reason=elsewhere or _why_nowhere(words, text))


@attrs.frozen(kw_only=True)
class _Words:
    """What is looked for: parts that follow each other."""

    parts: tuple[str, ...]
    quoted: bool = False

    @classmethod
    def of(cls, locator: Locator) -> Self:
        """An anchor's two ends, which may overlap, or the parts of a quotation."""
        if locator.anchor is not None:
            return cls(parts=(locator.anchor.start, locator.anchor.end))
        quote = _CAPITAL.sub(r"\1", (locator.quote or "").strip())
        parts = (part.strip(_AROUND) for part in _LEFT_OUT.split(quote))
        return cls(parts=tuple(p for p in parts if folded_words(p, normalise=True)), quoted=True)


_AROUND = " \t\n\"'“”„«»\u2039\u203a\u2018\u2019\u201a「」『』"
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
"""A first letter that a quotation changes: ``[T]he``."""
_LEFT_OUT = re.compile(
    r"[\w-]*\[[^][]*\][\w-]*|\(\s*(?:\.\s*){2,}\)|\(\s*…\s*\)|…\.?|\.\s?\.(?:\s?\.)+"
)
"""What a quotation leaves out or puts in; a word that brackets change is left out."""


def _whole_paragraph(locator: Locator, text: IndexedText, scope: Iterable[int]) -> Match:
    if locator.paragraph is None:
        return Match(grade=Grade.LOST, reason="there is no anchor to look for; add one")
    spans = [text.paragraphs[index].spans for index in scope]
    places = [(span[0][0], span[-1][1]) for span in spans]
    if len(places) > 1:
        reason = f"{len(places)} sections have a paragraph {locator.paragraph}; name the section"
        return Match(grade=Grade.AMBIGUOUS, places=tuple(places), reason=reason)
    return _match(Grade.EXACT, places, text)


def _fuzzy(text: IndexedText, likenesses: list[Likeness]) -> Match:
    if len(likenesses) > 1:
        places = [(likeness.start, likeness.end) for likeness in likenesses]
        return _match(Grade.FUZZY, places, text)
    (likeness,) = likenesses
    first, last = (" ".join(text.text[slice(*part)].split()) for part in likeness.parts)
    return Match(
        grade=Grade.FUZZY,
        start=likeness.start,
        end=likeness.end,
        score=likeness.score,
        reason=f"a similar passage is {first!r} ... {last!r} (score {likeness.score:.2f}); "
        "correct the anchor if this is the passage",
    )


def _match(grade: Grade, places: list[tuple[int, int]], text: IndexedText) -> Match:
    if len(places) > 1:
        like = "similar words" if grade is Grade.FUZZY else "the words"
        paragraphs = list(dict.fromkeys(_paragraph_at(start, text) for start, _ in places))
        where = first_few(paragraphs, _LISTED, "; ")
        remedy = "choose others" + (", or name the paragraph" if len(paragraphs) > 1 else "")
        reason = f"{like} occur in {len(places)} places ({where}); {remedy}"
        return Match(grade=Grade.AMBIGUOUS, places=tuple(places), reason=reason)
    ((start, end),) = places
    return Match(grade=grade, start=start, end=end, score=1.0)


def _places(
    words: _Words, text: IndexedText, scope: Iterable[int], *, normalise: bool
) -> list[tuple[int, int]]:
    """Start and end, in the text as given, of every passage that fits the words."""
    folded = text.normalised if normalise else text.exact
    parts = [folded_words(part, normalise=normalise) for part in words.parts]
    starts = text.starts[normalise]
    places = []
    for index in scope if parts else ():
        for start in folded.find(parts[0], starts[index], starts[index + 1]):
            origin = folded.origins[start]
            end = _end(folded, parts, start, quoted=words.quoted)
            if end and (words.quoted or end - origin <= REACH):
                places.append((origin, end))
    return places


def _end(folded: Folded, parts: Sequence[str], start: int, *, quoted: bool) -> int | None:
    """Where a passage ends that begins at a place, if its further parts follow."""
    at = start + len(parts[0])
    for part in parts[1:]:
        low = at if quoted else start
        followers = folded.find(part, low, folded.out_of_reach(max(low - 1, start), REACH))
        ends = (found + len(part) for found in followers)
        found = next((end for end in ends if end >= at), None)
        if found is None:
            return None
        at = found
    return folded.origins[at - 1] + 1


def _no_scope(locator: Locator, text: IndexedText) -> str:
    number = locator.paragraph
    if not text.paragraphs:
        return "the text is empty; put the words of the source into its file"
    if locator.section is None:
        return f"no section of the text has {number} paragraphs; correct the paragraph's number"
    heading = text.heading(locator.section)
    if heading is None:
        near = nearest(locator.section, list(text.headings))
        said = f"{did_you_mean(near)} If not, " if near else "correct the section, or "
        remedy = f"{said}list it among the text's headings in sources.yaml"
        return f"{locator.section!r} is not among the headings listed for the text; {remedy}"
    count = text.headings[heading]
    if count is None:
        return (
            f"the heading {heading!r} does not occur between blank lines in the text; "
            "correct it in sources.yaml, or correct the text"
        )
    if count == 0:
        return f"there is no paragraph directly under {heading!r}; name the heading that follows it"
    return (
        f"{heading!r} has {count} paragraph{'' if count == 1 else 's'}, not {number}; "
        "correct the paragraph's number"
    )


def _elsewhere(words: _Words, text: IndexedText) -> str | None:
    """Where else the words stand, if anywhere."""
    everywhere = range(len(text.paragraphs))
    for normalise in (False, True):
        places = _places(words, text, everywhere, normalise=normalise)
        if places:
            where = _paragraph_at(places[0][0], text)
            return f"the words occur elsewhere ({where}); correct the section or the paragraph"
    return None


def _paragraph_at(start: int, text: IndexedText) -> str:
    """The section and paragraph that a place in the text lies in."""
    found = _paragraph_of(start, text)
    section = f"section {found.section!r}" if found.section else "before the first heading"
    return f"{section}, paragraph {found.number}"


def _paragraph_of(start: int, text: IndexedText) -> Paragraph:
    after = bisect_right(text.paragraphs, start, key=lambda paragraph: paragraph.spans[0][0])
    return text.paragraphs[after - 1]


def _why_nowhere(words: _Words, text: IndexedText) -> str:
    """Why they stand nowhere: some do not, or they are too far apart."""
    folded = text.normalised
    names = [""] * len(words.parts) if words.quoted else ["the start ", "the end "]
    missing = [
        f"{name}{part if len(part) <= _SHOWN else part[:_SHOWN] + '...'!r}"
        for name, part in zip(names, words.parts, strict=True)
        if not folded.find(folded_words(part, normalise=True), 0, len(folded.text))
    ]
    if not words.parts:
        return "the quotation contains no words; quote some words, or give an anchor"
    if missing:
        verb = "does" if len(missing) == 1 else "do"
        return f"{' and '.join(missing)} {verb} not occur in the text; copy the words from it"
    if words.quoted:
        return (
            f"the parts of the quotation do not occur in sequence within {REACH:,} characters; "
            "quote one passage, with its words in the order of the text"
        )
    return (
        f"the end {words.parts[-1]!r} does not occur within {REACH:,} characters of the start; "
        "choose words that are closer together"
    )


def locator_at(start: int, end: int, text: IndexedText) -> Locator:
    r"""The locator of a passage: its section, its paragraph, and its first and last words.

    Args:
        start: Where the passage begins in the text as given, in characters.
        end: Where it ends.
        text: The text.

    >>> from fpcase.model import SourceText
    >>> from fpcase.passages import index_text
    >>> text = index_text("Oil prices fell again.", SourceText(file="a.txt", sha256=""))
    >>> locator_at(4, 22, text).anchor
    Anchor(start='prices fell again.', end='prices fell again.')
    """
    paragraph = _paragraph_of(start, text)
    words = text.exact.text[
        bisect_left(text.exact.origins, start) : bisect_left(text.exact.origins, end)
    ].split()
    return Locator(
        section=paragraph.section or None,
        paragraph=paragraph.number,
        anchor=Anchor(start=" ".join(words[:_MOST]), end=" ".join(words[-_MOST:])),
    )


_MOST = 5
"""How many words an end of an anchor has, at most."""
_SHOWN = 60
"""How many characters of a quotation a reason shows."""
