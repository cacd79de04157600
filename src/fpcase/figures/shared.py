"""Which claims, or variables, which sets of authors share."""

from collections import defaultdict
from itertools import product

import attrs

from fpcase.diagrams import causal_diagram
from fpcase.drawing.figure import Figure
from fpcase.drawing.fonts import text_width
from fpcase.drawing.page import MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import NARROWEST, Heads, Row, band, heads, nothing, paged
from fpcase.drawing.scene import (
    INK,
    PALE,
    PALE_INK,
    PAPER,
    Group,
    Item,
    Line,
    Shape,
    circle,
    hatch,
    polyline,
    rectangle,
)
from fpcase.drawing.text import SIZE, paragraph
from fpcase.figures.looks import BAR
from fpcase.figures.subjects import about, subtitle
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.options import whole_numbers
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Position, Statement, View, Voice, said_in
from fpcase.statements.views import view_of

_BAR = 6.4
"""The height of a bar."""
_TALLEST = 34.0
"""The height of the longest of the authors' own bars."""
_MOST_SETS = 60
"""How many sets of authors are drawn, unless asked for otherwise."""
_MOST_NAMED = 12
"""So many items of a set are named beside its bar; the tooltip names all."""


@checked
def draw_shared_claims(
    of: Case | View,
    *,
    unit: str = "arrows",
    limit: int = _MOST_SETS,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw which signed arrows, or which variables, each set of authors has in common.

    An UpSet chart (Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014, IEEE Transactions on
    Visualization and Computer Graphics 20: 1983-1992), turned so that there is room to name
    what is shared. Every arrow is counted once, with the very set of authors who claim it with
    this sign. The hatched part of a bar is contradicted: another author claims of the same pair,
    for the same scope, what excludes it.

    Args:
        of: A case, or a study of one.
        unit: Count signed ``arrows``, denials among them, or ``variables`` at either end of
            asserted effects.
        limit: How many sets of authors to draw; the caption counts those left out.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.

    Raises:
        FpcaseError: something asked for is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> two = fpcase.statements.View.of(case, ["cai-2022", "hananya-2019"])
    >>> chart = draw_shared_claims(two, unit="variables")
    >>> chart.caption.startswith("Each variable is counted once")
    True
    """
    if unit not in _UNITS:
        message = f"unit: expected {' or '.join(_UNITS)}; found {unit!r}"
        raise FpcaseError(message)
    whole_numbers(limit=limit)
    view = view_of(of)
    width = column_width(columns)
    sets = _sets(_arrows(view) if unit == "arrows" else _variables(view))
    shown = _Shown(view=view, unit=unit, sets=sets[:limit], left_out=sets[limit:])
    words = Words(
        title=title if title is not None else f"Which {_UNITS[unit]} do authors have in common?",
        subtitle=subtitle(view),
        caption=_caption(shown),
        alt_text=_alt_text(shown),
        key=_key(shown),
    )
    return finished(words, _panels(shown, width - 2 * MARGIN, room(words, width)), width)


_UNITS = {"arrows": "claims", "variables": "variables"}
"""What may be counted, and what the title calls it."""


@attrs.frozen(kw_only=True)
class _Item:
    """A signed arrow, or a variable.

    Attributes:
        name: What it is called.
        authors: Who claims or uses it.
        claims: The claims that do.
        contradicted: Whether somebody's claim excludes it.
    """

    name: str
    authors: tuple[ExplanationId, ...]
    claims: tuple[FullClaimId, ...] = ()
    contradicted: bool = False


@attrs.frozen(kw_only=True)
class _Set:
    """What one set of authors has in common, and nobody else has.

    Attributes:
        authors: The set.
        items: What it has in common: first what is contradicted.
    """

    authors: tuple[ExplanationId, ...]
    items: tuple[_Item, ...]

    @property
    def contradicted(self) -> int:
        return sum(item.contradicted for item in self.items)


@attrs.frozen(kw_only=True)
class _Shown:
    """What is drawn.

    Attributes:
        view: The case as it is looked at.
        unit: What is counted.
        sets: The sets drawn.
        left_out: The others.
    """

    view: View
    unit: str
    sets: list[_Set]
    left_out: list[_Set]

    def label(self, author: ExplanationId) -> str:
        return self.view.case.label(author)

    def of(self, author: ExplanationId) -> tuple[int, int]:
        """How many items an author has in all, and how many of them are contradicted."""
        own = [one for one in (*self.sets, *self.left_out) if author in one.authors]
        return sum(len(one.items) for one in own), sum(one.contradicted for one in own)


def _arrows(view: View) -> list[_Item]:
    said: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in said_in(view.case, include_inferred=True, include_reports=view.include_reports):
        if one.voice is Voice.OWN and len(one.matter) > 1:
            said[one.matter].append(one)
    return [item for matter in sorted(said) for item in _on(view.case, said[matter])]


def _on(case: Case, said: list[Statement]) -> list[_Item]:
    """The signed arrows of one pair."""
    cause, effect = (case.variables[variable].name for variable in said[0].matter)
    found = []
    for position in Position:
        alike = [one for one in said if one.position is position]
        if alike:
            found.append(
                _Item(
                    name=f"{cause} → {effect} ({position.value})",
                    authors=tuple(
                        a for a in case.explanations if a in {one.author for one in alike}
                    ),
                    claims=tuple(dict.fromkeys(one.id for one in alike)),
                    contradicted=any(_exclude(*two) for two in product(alike, said)),
                )
            )
    return found


def _exclude(one: Statement, other: Statement) -> bool:
    """Whether another author's statement excludes one, for the same scope."""
    apart = one.leaves_open.isdisjoint(other.leaves_open)
    return apart and one.author != other.author and one.scope.overlaps(other.scope)


def _variables(view: View) -> list[_Item]:
    users: dict[str, list[ExplanationId]] = defaultdict(list)
    for author in view.authors:
        for variable in causal_diagram(view, [author]):
            users[variable].append(author)
    return [
        _Item(name=view.case.variables[VariableId(v)].name, authors=tuple(users[v]))
        for v in sorted(users)
    ]


def _sets(items: list[_Item]) -> list[_Set]:
    """The sets of authors: the largest first, then those that share most."""
    found: dict[tuple[ExplanationId, ...], list[_Item]] = defaultdict(list)
    for item in items:
        found[item.authors].append(item)
    return [
        _Set(
            authors=authors,
            items=tuple(sorted(found[authors], key=lambda item: not item.contradicted)),
        )
        for authors in sorted(found, key=lambda who: (-len(who), -len(found[who]), who))
    ]


def _panels(shown: _Shown, width: float, height: float) -> list[list[Panel]]:
    if not shown.sets:
        return nothing(f"There are no {_UNITS[shown.unit]} to share.")
    authors = shown.view.authors
    labels = [shown.label(author) for author in authors]
    dots = max(_DOTS * width, min(NARROWEST * len(labels), _MOST_DOTS * width))
    columns = heads(labels, 0.0, dots, upright=True)
    numbers = max(map(_number_width, shown.sets))
    bars = _Bars(
        left=columns.right + 6.0,
        width=min(_BARS * width, width - columns.right - numbers - 12.0),
        right=width,
        most=max(len(one.items) for one in shown.sets),
    )
    totals = _totals(shown, columns)
    names = columns.row
    head = Row(
        items=[*names.items, Group(items=totals.items, y=names.height)],
        height=names.height + totals.height,
    )
    rows = [
        _row(shown, one, columns, bars, shaded=place % 2 == 0)
        for place, one in enumerate(shown.sets)
    ]
    return paged(rows, height, head=head)


_DOTS, _MOST_DOTS, _BARS = 0.3, 0.5, 0.3
"""What dots take of the width, and at most for many authors, and what bars take."""


@attrs.frozen(kw_only=True)
class _Bars:
    """The measures of the bars.

    Attributes:
        left: Where they begin.
        width: Of the longest.
        right: Where names must end.
        most: What the longest counts.
    """

    left: float
    width: float
    right: float
    most: int

    def end(self, count: int) -> float:
        """Where the bar of a number ends."""
        return self.left + self.width * count / self.most


def _totals(shown: _Shown, columns: Heads) -> Row:
    """Each author's own number, as a bar that stands under the name."""
    numbers = [shown.of(author) for author in shown.view.authors]
    most = max(total for total, _ in numbers)
    bottom = SIZE + 3.0 + _TALLEST
    half = min(0.5 * columns.pitch - 1.5, 6.0)
    items: list[Item] = []
    for author, x, (total, contradicted) in zip(
        shown.view.authors, columns.middles, numbers, strict=True
    ):
        top = bottom - _TALLEST * total / most
        bar: list[Item] = [Shape(steps=rectangle(x - half, top, x + half, bottom), fill=BAR)]
        cut = bottom - _TALLEST * contradicted / most
        bar += _hatched(x - half, cut, x + half, bottom) if contradicted else []
        text = Line(text=str(total), x=x, y=top - 2.0, size=SIZE, anchor="middle")
        items.append(
            Group(
                items=[*bar, text],
                role="bar",
                tooltip=f"{shown.label(author)}: {total}, {contradicted} contradicted",
                subject=about(authors=(author,)),
            )
        )
    rule = polyline([(0, bottom), (columns.right, bottom)])
    items.append(Shape(steps=rule, stroke=PALE_INK, width=0.5))
    return Row(items=items, height=bottom + 4.0)


def _hatched(left: float, top: float, right: float, bottom: float) -> list[Item]:
    frame = (left, top, right, bottom)
    ground = Shape(steps=rectangle(*frame), fill=PAPER, stroke=INK, width=0.6)
    return [ground, *hatch(frame, INK)]


def _row(shown: _Shown, one: _Set, columns: Heads, bars: _Bars, *, shaded: bool) -> Row:
    end, cut = bars.end(len(one.items)), bars.end(one.contradicted)
    number = _number(one)
    left = end + 3.0 + _number_width(one) + 6.0
    named = _named(one) if len(one.authors) > 1 or len(one.items) <= _FEW else ""
    beside = bars.right - left >= _NARROWEST
    text = paragraph(named, bars.right - (left if beside else bars.left), colour=PALE_INK)
    low = _BAR + 4.0
    tall = max(text.height + 3.0, low) if beside or not named else low + text.height + 1.5
    y = 0.5 * tall if beside and len(text.lines) == 1 else 0.5 * low
    items = band(bars.right, tall, shaded=shaded)
    marks: list[Item] = _dots(shown, one, columns, y)
    frame = (bars.left, y - 0.5 * _BAR, end, y + 0.5 * _BAR)
    marks.append(Shape(steps=rectangle(*frame), fill=BAR))
    if one.contradicted:
        marks += _hatched(frame[0], frame[1], cut, frame[3])
    marks.append(Line(text=number, x=end + 3.0, y=y + 0.36 * SIZE, size=SIZE))
    if one.contradicted:
        right = end + 3.0 + _number_width(one)
        marks += _hatched(right - _SWATCH, frame[1], right, frame[3])
    if beside:
        marks += text.items(left, y - 0.6 * SIZE)
    else:
        marks += text.items(bars.left, low)
    claims = dict.fromkeys(claim for item in one.items for claim in item.claims)
    items.append(
        Group(
            items=marks,
            role="set",
            tooltip=_tooltip(shown, one),
            subject=about(authors=one.authors, claims=tuple(claims)),
        )
    )
    return Row(items=items, height=tall)


_NARROWEST = 80.0
"""Names that have less room beside their bar stand under it."""
_FEW = 2
"""So few items of a single author are named too."""


def _number_width(one: _Set) -> float:
    """How wide the number is, with the sample of hatching after it, if there is one."""
    swatch = 3.0 + _SWATCH if one.contradicted else 0.0
    return text_width(_number(one), SIZE) + swatch


_SWATCH = 10.0
"""A hatched part may be too narrow to be seen: the words have a sample beside them."""


def _number(one: _Set) -> str:
    contradicted = f" ({one.contradicted} contradicted)" if one.contradicted else ""
    return f"{len(one.items)}{contradicted}"


def _named(one: _Set) -> str:
    names = [item.name for item in one.items[:_MOST_NAMED]]
    more = len(one.items) - len(names)
    return "; ".join([*names, *([f"and {more} more"] if more else [])])


def _tooltip(shown: _Shown, one: _Set) -> str:
    who = ", ".join(shown.label(author) for author in one.authors)
    lines = [
        f"{item.name}{', contradicted' if item.contradicted else ''}"
        + (f": {', '.join(item.claims)}" if item.claims else "")
        for item in one.items
    ]
    return "\n".join([f"{who}: {_number(one)}", *lines])


def _dots(shown: _Shown, one: _Set, columns: Heads, y: float) -> list[Item]:
    """Who is in the set: full dots, joined by a line."""
    inside = [
        x
        for author, x in zip(shown.view.authors, columns.middles, strict=True)
        if author in one.authors
    ]
    radius = min(2.7, 0.5 * columns.pitch - 1.0)
    items: list[Item] = [
        Shape(steps=circle((x, y), radius), fill=INK if x in inside else PALE)
        for x in columns.middles
    ]
    if len(inside) > 1:
        items.append(
            Shape(steps=polyline([(inside[0], y), (inside[-1], y)]), stroke=INK, width=1.2)
        )
    return items


def _key(shown: _Shown) -> list[Entry]:
    y = -0.3 * SIZE
    key = [
        Entry(
            sample=[Shape(steps=circle((12.0, y), 2.7), fill=INK)],
            text="claimed by this author" if shown.unit == "arrows" else "used by this author",
        )
    ]
    if any(one.contradicted for one in shown.sets):
        key.append(Entry(sample=_hatched(2, y - 3.2, 22, y + 3.2), text="contradicted"))
    return key if shown.sets else []


def _caption(shown: _Shown) -> str:
    sets = [*shown.sets, *shown.left_out]
    items = sum(len(one.items) for one in sets)
    several = sum(len(one.items) for one in sets if len(one.authors) > 1)
    thing = "signed arrow" if shown.unit == "arrows" else "variable"
    text = (
        f"Each {thing} is counted once, with the very set of authors who have it: "
        f"{counted(items, thing)}, {several} of two or more authors."
    )
    if any(one.contradicted for one in sets):
        text += " Contradicted: claims on the same pair, for the same scope, exclude it."
    if shown.left_out:
        number = sum(len(one.items) for one in shown.left_out)
        text += (
            f" Left out: {counted(len(shown.left_out), 'further set')} of authors, with "
            f"{counted(number, thing)}."
        )
    return f"{text} {shown.view.basis}"


def _alt_text(shown: _Shown) -> str:
    said = "; ".join(
        f"{' and '.join(shown.label(author) for author in one.authors)}: {_number(one)}"
        for one in shown.sets
    )
    return f"How many {shown.unit} each set of authors has in common. {said or 'None'}."
