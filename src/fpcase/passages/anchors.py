"""An anchor's first and last words, found again in a text."""

from enum import Enum

import attrs

from fpcase.model.sources import Locator
from fpcase.passages.folding import folded_words
from fpcase.passages.texts import IndexedText

REACH = 1500
"""How many characters after its start, at most, a passage ends."""


class Grade(Enum):
    """How well a locator's passage was found."""

    EXACT = "exact"
    """The words stand there, white space aside."""
    NORMALISED = "normalised"
    """They stand there, apart from case, punctuation, accents and the like."""
    AMBIGUOUS = "ambiguous"
    """They stand in several places."""
    LOST = "lost"
    """They do not stand where the locator says."""
    NO_TEXT = "no-text"
    """The source's text is not at hand."""


@attrs.frozen(kw_only=True)
class Match:
    """What became of a locator.

    Attributes:
        grade: How well its passage was found.
        start: Where the passage begins in the text as given, in characters.
        end: Where it ends.
        places: If ambiguous: every place, as (start, end).
        reason: If not found: why, and what to do.
    """

    grade: Grade
    start: int | None = None
    end: int | None = None
    places: tuple[tuple[int, int], ...] = ()
    reason: str = ""


def find_anchor(locator: Locator, text: IndexedText) -> Match:
    """Find the passage that a locator points at.

    The anchor's start is sought in the paragraph (or section) that the locator names, and
    its end is the first match after that, within 1,500 characters. A locator without an
    anchor points at its whole paragraph.

    >>> from fpcase import Anchor, SourceText
    >>> from fpcase.passages import index_text
    >>> text = index_text("Results\\n\\nOil prices fell. Exports fell too.",
    ...                   SourceText(file="a.txt", sha256="", headings=["Results"]))
    >>> find_anchor(Locator(section="results", paragraph=1,
    ...             anchor=Anchor(start="Exports", end="fell too.")), text)
    Match(grade=<Grade.EXACT: 'exact'>, start=26, end=43, places=(), reason='')
    """
    scope = text.within(locator.section, locator.paragraph)
    if not scope:
        return Match(grade=Grade.LOST, reason=_no_scope(locator, text))
    if locator.anchor is None:
        if locator.paragraph is None:
            return Match(grade=Grade.LOST, reason="there is no anchor to look for; add one")
        spans = [text.paragraphs[index].spans for index in scope]
        return _match(Grade.EXACT, [(span[0][0], span[-1][1]) for span in spans])
    for grade, normalise in ((Grade.EXACT, False), (Grade.NORMALISED, True)):
        places = _places(locator, text, scope, normalise=normalise)
        if places:
            return _match(grade, places)
    return Match(grade=Grade.LOST, reason=_elsewhere(locator, text))


def _match(grade: Grade, places: list[tuple[int, int]]) -> Match:
    if len(places) > 1:
        reason = "the words stand in several places; choose others, or name the paragraph"
        return Match(grade=Grade.AMBIGUOUS, places=tuple(places), reason=reason)
    ((start, end),) = places
    return Match(grade=grade, start=start, end=end)


def _places(
    locator: Locator, text: IndexedText, scope: list[int], *, normalise: bool
) -> list[tuple[int, int]]:
    """Start and end, in the text as given, of every passage that fits the anchor."""
    anchor = locator.anchor
    if anchor is None:
        return []
    folded = text.folded(normalise=normalise)
    first = folded_words(anchor.start, normalise=normalise)
    last = folded_words(anchor.end, normalise=normalise)
    starts = text.starts[normalise]
    places = []
    for index in scope:
        for start in folded.find(first, starts[index], starts[index + 1]):
            origin = folded.origins[start]
            for found in folded.find(last, start, min(start + REACH, len(folded.text))):
                end = folded.origins[found + len(last) - 1] + 1
                if found + len(last) >= start + len(first) and end - origin <= REACH:
                    places.append((origin, end))
                    break
    return places


def _no_scope(locator: Locator, text: IndexedText) -> str:
    section = text.within(locator.section, None)
    if not section:
        return f"no heading of the text is {locator.section!r}; correct the section"
    return f"that section has {len(section)} paragraphs; correct the paragraph's number"


def _elsewhere(locator: Locator, text: IndexedText) -> str:
    everywhere = list(range(len(text.paragraphs)))
    for normalise in (False, True):
        places = _places(locator, text, everywhere, normalise=normalise)
        if places:
            at = places[0][0]
            index = max(
                i for i, paragraph in enumerate(text.paragraphs) if paragraph.spans[0][0] <= at
            )
            found = text.paragraphs[index]
            where = f"section {found.section!r}, paragraph {found.number}"
            return f"the words stand in {where}; correct the section or the paragraph"
    return "the words do not stand in the text, or the end not within reach of the start"
