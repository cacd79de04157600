"""Where one author contradicts another: a row for each matter, a side for each answer."""

from collections.abc import Sequence

import attrs

from fpcase.comparison.across_authors import compare
from fpcase.comparison.author_maps import OwnChains
from fpcase.comparison.points import Point, Side
from fpcase.comparison.relations import Ground, Kind
from fpcase.comparison.sentences import Sentences
from fpcase.drawing.rows import Row, band, stacked
from fpcase.drawing.scene import INK, PALE_INK, Group, Item, Shape, polyline
from fpcase.drawing.text import Paragraph, paragraph
from fpcase.figures import looks
from fpcase.figures.plans import Page, Plan
from fpcase.figures.subjects import about
from fpcase.model.dates import period_in_words
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import VariableId
from fpcase.model.terms import Certainty
from fpcase.model.wording import counted
from fpcase.statements import Statement, View, Voice

Pair = tuple[VariableId, VariableId]


def plan_disputes(page: Page, *, limit: int | None = None) -> Plan:
    """Show where one author contradicts another, the sharpest disagreements first.

    A row for each matter; in it each answer, with the names of those who give it, how it works or
    in which words, and where in the text it stands. What follows from a chain only comes last, in
    grey.

    Args:
        page: What is looked at, and how wide.
        limit: How many matters to show at most, on as many pages as they need; if left out, as
            many as one page holds. The caption counts the others.
    """
    found = compare(page.view).contradictions
    number = counted(len(found), "matter") if found else "There is no matter"

    def plan(most: int) -> Plan:
        rest = len(found) - len(found[:most])
        caption = f"{number} on which what one author says rules out what another says."
        caption += f" Left out: {counted(rest, 'matter')}." * bool(rest)
        return _listed(page, found[:most], "Where does one author contradict another?", caption)

    return page.fitted(plan, len(found)) if limit is None else plan(limit)


def dispute_rows(view: View, found: Sequence[Point], width: float) -> list[Row]:
    """The sharpest disagreements, to stand above the arguments: as many as are wanted, and fewer.

    Args:
        view: What is looked at.
        found: The disagreements.
        width: Of the rows.
    """
    rows = _rows(view, found[:_MOST_ABOVE], width)
    made = []
    for most in range(len(rows), 0, -1):
        rest = f" ({len(found)} in all)" * (len(found) > most)
        told = f"Where one author contradicts another{rest}"
        head = paragraph(told, width, size=7.5, bold=True)
        made.append(stacked([Row(items=head.items(0, 0), height=head.height + 2.0), *rows[:most]]))
    return made or [Row()]


_MOST_ABOVE = 4


def contested_pairs(view: View) -> set[Pair]:
    """Pairs of cause and effect, as coded, on which two authors contradict each other."""
    return {
        (one.left.matter[0], one.left.matter[1])
        for point in compare(view).contradictions
        for one in point.relations
        if one.left.matter == one.right.matter and len(one.left.matter) == _TWO
        if one.ground is not Ground.BY_CHAIN
    }


def plan_differences(page: Page) -> Plan:
    """Show the matters on which two authors differ: what each says, how it works, and where.

    First those on which they cannot both be right, then differences of emphasis, then those on
    which they speak of different times or conditions. Pairs of cause and effect of which only
    one of them speaks are counted, not shown.

    Args:
        page: What is looked at, and how wide.

    Raises:
        FpcaseError: there are not two authors.
    """
    view = page.view
    if len(view.authors) != _TWO:
        named = f": {', '.join(view.authors)}" if view.authors else ""
        message = (
            f"authors: expected two, found {len(view.authors)}{named}; name two "
            "(on the command line with --authors)"
        )
        raise FpcaseError(message)
    labels = [view.case.label(author) for author in view.authors]
    compared = compare(view)
    found = [*compared.contradictions, *compared.pulling_apart, *compared.by_scope]
    pairs = [
        {(cause, claim.effect) for claim in one.claims.values() for cause, _ in claim.signed_causes}
        for one in view.case.explanations.values()
    ]
    both = len(pairs[0] & pairs[1])
    first, second = (len(one) - both for one in pairs)
    number = counted(len(found), "matter") if found else "There is no matter"
    caption = (
        f"{number} on which the two differ. Not shown: {counted(first, 'pair')} of cause and "
        f"effect found only in {labels[0]}, {second} only in {labels[1]}, and {both} in both."
    )
    return _listed(page, found, f"On what do {labels[0]} and {labels[1]} differ?", caption)


_TWO = 2


def _listed(page: Page, found: Sequence[Point], question: str, caption: str) -> Plan:
    """Matters, a row each."""
    words = Sentences(case=page.view.case)
    who = [one for point in found for side in point.sides for one in _who(words, side)]
    reports = any(one.endswith(_VOICES[Voice.REPORTS]) for one in who)
    return Plan(
        title=question,
        caption=caption + _WORDS * bool(found) + _REPORTS * reports,
        alt_text=" ".join(_told(words, one) for one in found),
        rows=_rows(page.view, found, page.inside),
        empty="No such matter was found.",
    )


_REPORTS = " Claims that an author only reports are marked."
_WORDS = " Words in quotation marks are the author's own; other words are a paraphrase."


def _told(words: Sentences, point: Point) -> str:
    sides = (f"{_says(words, side)}: {', '.join(_who(words, side))}" for side in point.sides)
    return f"{words.matter(point.matter)}: {'; '.join(sides)}."


_NOTES = {
    Kind.DIFFER_BY_SCOPE: "for different times or conditions",
    Kind.PULL_APART: "a difference of emphasis: both can be right",
}


def _rows(view: View, found: Sequence[Point], width: float) -> list[Row]:
    words = Sentences(case=view.case)
    return [_row(words, one, width, shaded=place % 2 == 0) for place, one in enumerate(found)]


def _row(words: Sentences, point: Point, width: float, *, shaded: bool) -> Row:
    """A disagreement as a row: what it is about, and its sides beside each other."""
    narrow = width < _NARROW
    left = 0.0 if narrow else _MATTER * width
    widest = 5.0 + max(looks.badge_width(who) for one in point.sides for who in _who(words, one))
    across = 1 if narrow else min(max(len(point.sides), 2), 3, max(1, int((width - left) / widest)))
    slot = (width - left) / across
    named = (width if narrow else left) - 6.0
    matter = _small(words.matter(point.matter), named, bold=True)
    note = _small(_NOTES.get(point.kind, ""), named, colour=PALE_INK)
    sides = [_side_row(words, point, side, slot - 5.0) for side in point.sides]
    head = matter.height + note.height
    items: list[Item] = [*matter.items(2.0, 2.0), *note.items(2.0, 2.0 + matter.height)]
    y = head + 2.0 if narrow else 0.0
    for first in range(0, len(sides), across):
        beside = sides[first : first + across]
        items += [
            Group(items=row.items, x=left + place * slot + 2.0, y=y + 2.0)
            for place, row in enumerate(beside)
        ]
        y += max(row.height for row in beside) + 2.0
    tall = max(y - 2.0, head) + 3.0
    rule = Shape(steps=polyline([(0, tall), (width, tall)]), stroke="#B0B0B0", width=0.4)
    return Row(items=[*band(width, tall, shaded=shaded), *items, rule], height=tall)


_NARROW = 330.0
_MATTER = 0.2
"""The share of the width that says what a disagreement is about."""
_TYPE = 6.0


def _small(text: str, width: float, *, bold: bool = False, colour: str = INK) -> Paragraph:
    """Text in the smallest type, its lines as close as in boxes."""
    return attrs.evolve(paragraph(text, width, size=_TYPE, bold=bold, colour=colour), leading=1.12)


def _side_row(words: Sentences, point: Point, side: Side, width: float) -> Row:
    """An answer with its authors, and below it how it works, where it stands, and how sure."""
    ink = PALE_INK if point.ground is Ground.BY_CHAIN else INK
    content, who = _says(words, side), _who(words, side)
    says = _small(content, width, bold=True, colour=ink)
    items: list[Item] = says.items(0.0, 0.0)
    x, y = says.width + 3.5, says.height - 0.6 * _TYPE
    for name in who:
        wide = looks.badge_width(name)
        if x + wide > width:
            x, y = 0.0, y + 1.4 * _TYPE
        items += looks.badge_items(name, (x + wide / 2, y))
        x += wide + 2.5
    below = _small(_why(words, point, side), width, colour=ink)
    top = y + 0.75 * _TYPE
    claims = tuple(id_ for one in side.said for id_ in one.claims)
    whole = Group(
        items=[*items, *below.items(0.0, top)],
        role="answer",
        tooltip=f"{', '.join(who)}: {content}\n{', '.join(claims)}",
        subject=about(claims=claims),
    )
    return Row(items=[whole], height=top + below.height)


def _says(words: Sentences, side: Side) -> str:
    """The answer, in a word or two."""
    return words.content(side.leaves_open, side.said[0]).replace("-", " ")


def _who(words: Sentences, side: Side) -> list[str]:
    """Who gives it; those who only report or expect it are marked."""
    voices = {words.case.label(one.author): one.voice for one in reversed(side.said)}
    return [f"{one} {_VOICES[voices[one]]}".strip() for one in reversed(voices)]


_VOICES = {Voice.OWN: "", Voice.REPORTS: "(reports it)", Voice.FORECASTS: "(expects it)"}


def _why(words: Sentences, point: Point, side: Side) -> str:
    """How it works or in which words, by the first who says; if wanted when, and where."""
    one = next((one for one in side.said if _how(words, one)), side.said[0])
    where = []
    if isinstance(one, Statement):
        sure = getattr(one.claim, "certainty", Certainty.PLAIN)
        if point.kind is Kind.DIFFER_BY_SCOPE and one.period:
            where.append(period_in_words(one.period))
        where += [locator.place for locator in one.claim.at[:1]]
        where += [sure.value] * (sure is not Certainty.PLAIN)
    told = "; ".join(where)
    return f"{_how(words, one)} {f'[{told}]' * bool(told)}"


def _how(words: Sentences, one: Statement | OwnChains) -> str:
    """How it works, or the author's own word for it; of what is not so how the passage begins."""
    if isinstance(one, OwnChains):
        through = " → ".join(map(words.name, one.chains[0][1:-1]))
        return f"By the author's own chain through {through}."
    mechanism, term = (getattr(one.claim, field, None) for field in ("mechanism", "term"))
    if not term or getattr(one.claim, "value", ()) == ("no",):
        anchor = next((at.anchor for at in one.claim.at if at.anchor), None)
        term = anchor and f"{anchor.start} … {anchor.end}"
    return str(mechanism or f"“{term}”" * bool(term))
