"""An anchor's first and last words, found again in a text."""

from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum

import attrs

from fpcase.model.catalogue import nearest
from fpcase.model.sources import Anchor, Locator
from fpcase.passages.folding import folded_words
from fpcase.passages.likeness import Likeness, closest_passages
from fpcase.passages.texts import IndexedText

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
    """What became of a locator.

    Attributes:
        grade: How well its passage was found.
        start: Where the passage begins in the text as given, in characters.
        end: Where it ends.
        score: How like the anchor the words there are, from 0 to 1; none if not found.
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
    anchor points at its whole paragraph. Where the words do not stand, the best likeness of
    them is sought there (`fpcase.passages.likeness`).

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
    if locator.anchor is None:
        return _whole_paragraph(locator, text, scope)
    for grade, normalise in ((Grade.EXACT, False), (Grade.NORMALISED, True)):
        places = _places(locator.anchor, text, scope, normalise=normalise)
        if places:
            return _match(grade, places, text)
    elsewhere = _elsewhere(locator.anchor, text)
    if elsewhere is None:
        likenesses = closest_passages(locator.anchor, text, scope, REACH)
        if likenesses:
            return _fuzzy(text, likenesses)
    return Match(grade=Grade.LOST, reason=elsewhere or _why_nowhere(locator.anchor, text))


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
        reason=f"like it stands there {first!r} ... {last!r} (score {likeness.score:.2f}); "
        "correct the anchor, if that is the passage",
    )


def _match(grade: Grade, places: list[tuple[int, int]], text: IndexedText) -> Match:
    if len(places) > 1:
        like = "words like these" if grade is Grade.FUZZY else "the words"
        paragraphs = list(dict.fromkeys(_paragraph_at(start, text) for start, _ in places))
        where = "; ".join(paragraphs[:_LISTED])
        if len(paragraphs) > _LISTED:
            where += f" and {len(paragraphs) - _LISTED} more"
        remedy = "choose others" + (", or name the paragraph" if len(paragraphs) > 1 else "")
        reason = f"{like} stand in {len(places)} places ({where}); {remedy}"
        return Match(grade=Grade.AMBIGUOUS, places=tuple(places), reason=reason)
    ((start, end),) = places
    return Match(grade=grade, start=start, end=end, score=1.0)


def _places(
    anchor: Anchor, text: IndexedText, scope: Iterable[int], *, normalise: bool
) -> list[tuple[int, int]]:
    """Start and end, in the text as given, of every passage that fits the anchor."""
    folded = text.folded(normalise=normalise)
    first = folded_words(anchor.start, normalise=normalise)
    last = folded_words(anchor.end, normalise=normalise)
    starts = text.starts[normalise]
    places = []
    for index in scope:
        for start in folded.find(first, starts[index], starts[index + 1]):
            origin = folded.origins[start]
            for found in folded.find(last, start, folded.out_of_reach(start, REACH)):
                end = folded.origins[found + len(last) - 1] + 1
                if found + len(last) >= start + len(first) and end - origin <= REACH:
                    places.append((origin, end))
                    break
    return places


def _no_scope(locator: Locator, text: IndexedText) -> str:
    number = locator.paragraph
    if locator.section is None:
        return f"no section of the text has {number} paragraphs; correct the paragraph's number"
    heading = text.heading(locator.section)
    if heading is None:
        near = nearest(locator.section, list(text.headings))
        hint = f"did you mean {near!r}? If not, " if near else "correct the section, or "
        remedy = f"{hint}list it among the text's headings in sources.yaml"
        return f"no heading listed for the text is {locator.section!r}; {remedy}"
    count = text.headings[heading]
    if count is None:
        return (
            f"the heading {heading!r} does not stand in the text between blank lines; "
            "correct it in sources.yaml, or the text"
        )
    if count == 0:
        return f"no paragraph stands right under {heading!r}; name the heading that follows it"
    return (
        f"{heading!r} has {count} paragraph{'' if count == 1 else 's'}, not {number}; "
        "correct the paragraph's number"
    )


def _elsewhere(anchor: Anchor, text: IndexedText) -> str | None:
    """Where else an anchor stands, if anywhere."""
    everywhere = range(len(text.paragraphs))
    for normalise in (False, True):
        places = _places(anchor, text, everywhere, normalise=normalise)
        if places:
            where = _paragraph_at(places[0][0], text)
            return f"the words stand elsewhere ({where}); correct the section or the paragraph"
    return None


def _paragraph_at(start: int, text: IndexedText) -> str:
    """The section and paragraph that a place in the text lies in."""
    after = bisect_right(text.paragraphs, start, key=lambda paragraph: paragraph.spans[0][0])
    found = text.paragraphs[after - 1]
    section = f"section {found.section!r}" if found.section else "before the first heading"
    return f"{section}, paragraph {found.number}"


def _why_nowhere(anchor: Anchor, text: IndexedText) -> str:
    """Why an anchor stands nowhere: its words do not, or too far apart."""
    folded = text.normalised
    missing = [
        f"the {name} {words!r}"
        for name, words in (("start", anchor.start), ("end", anchor.end))
        if not folded.find(folded_words(words, normalise=True), 0, len(folded.text))
    ]
    if missing:
        verb = "does" if len(missing) == 1 else "do"
        return f"{' and '.join(missing)} {verb} not stand in the text; copy the words from it"
    return (
        f"the end {anchor.end!r} does not stand within {REACH:,} characters after the start; "
        "choose words that are nearer to each other"
    )
