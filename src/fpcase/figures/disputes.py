"""Where two authors cannot both be right: a row for each matter, a side for each answer."""

from collections.abc import Iterable, Sequence

import attrs

from fpcase.comparison.across_authors import Comparison
from fpcase.comparison.author_maps import OwnChains
from fpcase.comparison.points import Point
from fpcase.comparison.relations import Ground, Kind
from fpcase.comparison.sentences import Sentences
from fpcase.drawing.figure import Figure
from fpcase.drawing.rows import Row, band, stacked
from fpcase.drawing.scene import INK, PALE_INK, Group, Item, Shape, polyline
from fpcase.drawing.text import Paragraph, paragraph
from fpcase.figures import looks
from fpcase.figures.plans import Plan, figure_of, inside
from fpcase.figures.subjects import about
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import FullClaimId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import Certainty
from fpcase.model.wording import counted
from fpcase.statements import Statement, View
from fpcase.statements.views import view_of

Pair = tuple[VariableId, VariableId]


@attrs.frozen(kw_only=True)
class Side:
    """One answer to a question on which authors part.

    Attributes:
        says: The answer, in a word or two.
        authors: Short names of those who give it.
        why: How it works, by the first who says how.
        where: Where in the text it stands, and how sure the author sounds.
        claims: Full ids of the claims.
    """

    says: str
    authors: tuple[str, ...]
    why: str
    where: str
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Dispute:
    """A matter on which two authors cannot both be right.

    Attributes:
        matter: What it is about.
        sides: The answers.
        note: What is to be said of it besides.
        is_by_chain: Whether one of them follows from a chain only.
    """

    matter: str
    sides: tuple[Side, ...]
    note: str = ""
    is_by_chain: bool = False


@checked
def draw_disputes(
    of: Case | View, *, limit: int | None = None, columns: int = 2, title: str | None = None
) -> Figure:
    """Draw where two authors cannot both be right, the sharpest disagreements first.

    A row for each matter; in it each answer, with the names of those who give it, how it works,
    and where in the text it stands. What follows from a chain only comes last, in grey.

    Args:
        of: A case, or a study of one.
        limit: How many matters to show at most; the caption counts the others.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> draw_disputes(case).scene.title
    'Where can two authors not both be right?'
    """
    view = view_of(of)
    found = disputes(view)
    shown = found[:limit]
    rest = len(found) - len(shown)
    caption = (
        f"{counted(len(found), 'matter')} on which nothing that one says is left open by another."
    ) + f" Left out: {counted(rest, 'matter')}." * bool(rest)
    question = "Where can two authors not both be right?"
    return figure_of(view, _listed(shown, question, caption, columns), columns, title)


def dispute_rows(found: Sequence[Dispute], width: float, most: int) -> Row:
    """The sharpest disagreements, to stand above the arguments; nothing where there are none.

    Args:
        found: The disagreements, the sharpest first.
        width: Of the rows.
        most: How many there may be.
    """
    if not found:
        return Row()
    rest = f" ({len(found)} in all)" if len(found) > most else ""
    head = paragraph(f"Where two authors cannot both be right{rest}", width, size=7.5, bold=True)
    top = Row(items=head.items(0, 0), height=head.height + 2.0)
    return stacked([top, *_rows(found[:most], width)])


def disputes(view: View) -> list[Dispute]:
    """The disagreements of a case, in the order in which the comparison puts them."""
    return _told_of(view, Comparison(view=view).contradictions)


def contested_pairs(view: View) -> set[Pair]:
    """Pairs of cause and effect, as coded, on which two authors exclude each other."""
    return {
        (one.left.matter[0], one.left.matter[1])
        for point in Comparison(view=view).contradictions
        for one in point.relations
        if one.left.matter == one.right.matter and len(one.left.matter) == _TWO
        if one.ground is not Ground.BY_CHAIN
    }


def _told_of(view: View, points: Iterable[Point]) -> list[Dispute]:
    """Points on which authors part, in words."""
    words = Sentences(case=view.case)
    return [
        Dispute(
            matter=words.matter(point.matter),
            sides=tuple(
                Side(
                    says=words.content(side.leaves_open, side.said[0]),
                    authors=tuple(view.case.label(author) for author in side.authors),
                    why=_why(side.said, words),
                    where=_where(side.said),
                    claims=tuple(id_ for one in side.said for id_ in _claims(one)),
                )
                for side in point.sides
            ),
            note=_NOTES[point.kind] if point.ground is Ground.OWN_WORDS else point.ground.value,
            is_by_chain=point.ground is Ground.BY_CHAIN,
        )
        for point in points
    ]


Said = Sequence[Statement | OwnChains]


def _claims(one: Statement | OwnChains) -> tuple[FullClaimId, ...]:
    return (one.id,) if isinstance(one, Statement) else one.claims


def _why(said: Said, words: Sentences) -> str:
    """How it works, by the first who says how, or through what a chain leads."""
    for one in said:
        if isinstance(one, OwnChains):
            through = " → ".join(words.name(node) for node in one.chains[0][1:-1])
            return f"By the author's own chain through {through}."
        if mechanism := getattr(one.claim, "mechanism", None):
            return str(mechanism)
    return ""


def _where(said: Said) -> str:
    """Where in the text it stands, and how sure the author sounds."""
    claims = [one.claim for one in said if isinstance(one, Statement)]
    if not claims:
        return ""
    places = [locator.place for locator in claims[0].at[:1]]
    certainty = getattr(claims[0], "certainty", Certainty.PLAIN)
    sure = [] if certainty is Certainty.PLAIN else [certainty.value]
    return "; ".join([*places, *sure])


_NOTES = {
    Kind.CONTRADICT: "",
    Kind.DIFFER_BY_SCOPE: "for different times or conditions",
    Kind.PULL_APART: "a difference of emphasis: both can be right",
}


@checked
def draw_differences(of: Case | View, *, columns: int = 2, title: str | None = None) -> Figure:
    """Draw the matters on which two authors differ: what each says, how it works, and where.

    First those on which they cannot both be right, then differences of emphasis, then those on
    which they speak of different times or conditions. Pairs of cause and effect of which only
    one of them speaks are counted, not shown.

    Args:
        of: A case of two authors, or a study of two.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: there are not two authors, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> two = fpcase.statements.View.of(case, ["hananya-2019", "aitiev-2015"])
    >>> draw_differences(two).scene.title
    'On what do Hananya 2019 and Aitiev 2015 differ?'
    """
    view = view_of(of)
    if len(view.authors) != _TWO:
        named = f": {', '.join(view.authors)}" if view.authors else ""
        message = f"authors: expected two, found {len(view.authors)}{named}; name two"
        raise FpcaseError(message)
    labels = [view.case.label(author) for author in view.authors]
    compared = Comparison(view=view)
    parted = (compared.contradictions, compared.pulling_apart, compared.by_scope)
    found = [one for points in parted for one in _told_of(view, points)]
    pairs = [
        {(cause, claim.effect) for claim in one.claims.values() for cause, _ in claim.signed_causes}
        for one in view.case.explanations.values()
    ]
    both = len(pairs[0] & pairs[1])
    first, second = (len(one) - both for one in pairs)
    caption = (
        f"Shown: {counted(len(found), 'matter')} on which both speak and differ. Not shown: "
        f"{counted(first, 'pair')} of cause and effect of which only {labels[0]} speaks, and "
        f"{second} of which only {labels[1]} does; {both} of which both do."
    )
    question = f"On what do {labels[0]} and {labels[1]} differ?"
    return figure_of(view, _listed(found, question, caption, columns), columns, title)


_TWO = 2


def _listed(found: Sequence[Dispute], question: str, caption: str, columns: int) -> Plan:
    """Matters, a row each."""
    return Plan(
        title=question,
        caption=caption,
        alt_text=" ".join([question, *map(_told, found)]),
        rows=_rows(found, inside(columns)),
        empty="There is no such matter.",
    )


def _rows(found: Sequence[Dispute], width: float) -> list[Row]:
    return [_row(one, width, shaded=place % 2 == 0) for place, one in enumerate(found)]


def _row(one: Dispute, width: float, *, shaded: bool) -> Row:
    """A disagreement as a row: what it is about, and its sides beside each other."""
    narrow = width < _NARROW
    left = 0.0 if narrow else _MATTER * width
    across = 1 if narrow else 2
    slot = (width - left) / across
    named = (width if narrow else left) - 6.0
    matter = _small(one.matter, named, bold=True)
    note = _small(one.note, named, colour=PALE_INK)
    sides = [_side_row(side, slot - 5.0, grey=one.is_by_chain) for side in one.sides]
    head = matter.height + note.height
    items: list[Item] = [*matter.items(2.0, 2.0), *note.items(2.0, 2.0 + matter.height)]
    y = head if narrow else 0.0
    for first in range(0, len(sides), across):
        beside = sides[first : first + across]
        items += [
            Group(items=row.items, x=left + place * slot + 2.0, y=y + 2.0)
            for place, row in enumerate(beside)
        ]
        y += max(row.height for row in beside)
    tall = max(y, head) + 3.0
    rule = Shape(steps=polyline([(0, tall), (width, tall)]), stroke="#B0B0B0", width=0.4)
    return Row(items=[*band(width, tall, shaded=shaded), *items, rule], height=tall)


_NARROW = 330.0
_MATTER = 0.2
"""The share of the width that says what a disagreement is about."""
_TYPE = 6.0


def _small(text: str, width: float, *, bold: bool = False, colour: str = INK) -> Paragraph:
    """Text in the smallest type, its lines as close as in boxes."""
    return attrs.evolve(paragraph(text, width, size=_TYPE, bold=bold, colour=colour), leading=1.12)


def _side_row(side: Side, width: float, *, grey: bool) -> Row:
    """An answer with its authors, and below it how it works, where it stands, and how sure."""
    ink = PALE_INK if grey else INK
    says = _small(side.says, width, bold=True, colour=ink)
    items: list[Item] = says.items(0.0, 0.0)
    x, y = says.width + 3.5, says.height - 0.6 * _TYPE
    for name in side.authors:
        wide = looks.badge_width(name)
        if x + wide > width:
            x, y = 0.0, y + 1.4 * _TYPE
        items += looks.badge_items(name, (x + wide / 2, y))
        x += wide + 2.5
    where = f"({side.where})" if side.why and side.where else side.where
    below = _small(f"{side.why} {where}", width, colour=ink)
    top = y + 0.75 * _TYPE
    whole = Group(
        items=[*items, *below.items(0.0, top)],
        role="answer",
        tooltip=f"{', '.join(side.authors)}: {side.says}\n{', '.join(side.claims)}",
        subject=about(claims=side.claims),
    )
    return Row(items=[whole], height=top + below.height)


def _told(one: Dispute) -> str:
    sides = "; ".join(f"{side.says}: {', '.join(side.authors)}" for side in one.sides)
    return f"{one.matter}: {sides}."
