"""Decisions in time, over the periods of which the authors' claims speak."""

import datetime as dt
from collections.abc import Iterable

import attrs

from fpcase.drawing.axis import Axis
from fpcase.drawing.page import Entry
from fpcase.drawing.rows import LINE, Row, band
from fpcase.drawing.scene import INK, PALE_INK, PAPER, Group, Item, Line, diamond
from fpcase.drawing.text import SIZE, paragraph
from fpcase.figures.dated import (
    Stretch,
    bar_items,
    dated,
    days,
    ends,
    is_before,
    stretch,
    years_axis,
)
from fpcase.figures.looks import BAR
from fpcase.figures.plans import Page, Plan, sample, sentences
from fpcase.figures.subjects import about
from fpcase.model.dates import span
from fpcase.model.decisions import Decision, DecisionCell, values_in
from fpcase.model.ids import ExplanationId, FullClaimId
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.record import spans_overlap

_SHADES = (
    (BAR, "at least 5 claims", 5),
    ("#A9BCCC", "2 to 4 claims", 2),
    ("#E3EAF0", "period of 1 claim", 1),
)
"""What fills the bar of a period, what the legend says of it, and from how many claims on."""
_BAR, _THIN, _TRACK = 5.0, 2.0, 2.7
"""The heights of bars of decisions and of authors, and from one of an author's to the next."""
_LEAST, _SHARES = 3, 3
"""Tenths of a wide page: the axis takes from one to so many more than the first. On a narrow page
it takes all, under the words."""


def plan_decisions(page: Page) -> Plan:
    """Show a case's decisions on a time axis, above the periods of the authors' claims.

    A day is a diamond. A month or a year of which no day is known is a hollow bar: at some time
    within it. A stretch of time is a full bar. What goes on has an arrow's head, and
    what the source is uncertain of a dashed outline. The periods of each author's claims
    stand below; the darker a bar, the more claims speak of this very period. A decision of which
    only the end is known has a short bar that ends there. Where many years
    pass that no date names, the axis begins after them, and anything earlier is placed at its
    left end.

    Args:
        page: What is looked at, and how wide.

    Raises:
        FpcaseError: something asked for is unknown.
    """
    view = page.view
    shown = _shown(view)
    names = [*map(_titled, shown.decisions), *map(view.case.label, view.authors)]
    said = "; ".join(f"{dated(one.date)} {one.title}" for one in shown.decisions)
    number = f"{counted(len(shown.decisions), 'decision')}{f': {said}' * bool(said)}"

    def plan(share: int) -> Plan:
        """The axis at the right of the words, as wide as that many tenths and a few."""
        cap = page.inside * (10 - _LEAST - share) / 10 if page.columns > 1 else page.inside
        wide = max([paragraph(name, cap).width for name in names], default=0.0) + 4.0
        axis = years_axis(shown.stretches, wide + 4.0 if page.columns > 1 else 0.0, page.inside)
        return Plan(
            title="When was each decision made, and which periods do authors discuss?",
            caption=_caption(shown, axis),
            alt_text=f"Timeline of {number}. Below: the periods of each author's claims.",
            key=_key(shown, axis) if axis else (),
            head=axis.head if axis else Row(),
            rows=_rows(shown, wide, axis, page.inside) if axis else (),
            empty="Neither decisions nor claims are dated.",
        )

    return page.fitted(plan, _SHARES)


Periods = dict[str, list[FullClaimId]]
"""A period as it is coded -> the claims that speak of it."""


@attrs.frozen(kw_only=True)
class _Shown:
    """What is drawn.

    Attributes:
        view: What is looked at.
        decisions: In the order of their dates.
        left_out: How many decisions lie outside the period asked for.
        periods: By author, in the order of their beginnings.
        undated: How many claims have no period.
    """

    view: View
    decisions: list[Decision]
    left_out: int
    periods: dict[ExplanationId, Periods]
    undated: int

    @property
    def stretches(self) -> list[Stretch]:
        """Every date and period."""
        dates = [one.date for one in self.decisions]
        return [
            stretch(one) for one in (*dates, *(t for one in self.periods.values() for t in one))
        ]

    @property
    def numbers(self) -> list[int]:
        """How many claims speak of each period of each author."""
        return [len(claims) for one in self.periods.values() for claims in one.values()]


def _shown(view: View) -> _Shown:
    every = list(view.case.decisions.values())
    within = view.filters.period
    kept = [one for one in every if not within or spans_overlap(span(one.date), span(within))]
    found: dict[ExplanationId, Periods] = {author: {} for author in view.authors}
    undated = 0
    for full_id, author, claim in view.case.claims():
        if claim.period:
            found[author.id].setdefault(claim.period, []).append(full_id)
        else:
            undated += 1
    return _Shown(
        view=view,
        decisions=sorted(kept, key=lambda one: (days(one.date), one.id)),
        left_out=len(every) - len(kept),
        periods={
            author: {text: one[text] for text in sorted(one, key=lambda text: (days(text), text))}
            for author, one in found.items()
        },
        undated=undated,
    )


def _rows(shown: _Shown, left: float, axis: Axis, width: float) -> list[Row]:
    """A row for each decision, and one for each author's periods."""

    def striped(rows: Iterable[Row]) -> list[Row]:
        return [
            attrs.evolve(row, items=[*band(width, row.height, shaded=not place % 2), *row.items])
            for place, row in enumerate(rows)
        ]

    tall = LINE + 8.0
    heading = Line(text="Periods of claims", x=0.0, y=5.0 + SIZE, size=SIZE, bold=True)
    head = Row(items=[*axis.grid(tall), heading], height=tall)
    lanes = striped(_lane(shown, author, axis, left) for author in shown.view.authors)
    return [
        *striped(_decision_row(shown, one, axis, left) for one in shown.decisions),
        *(row.under(head) for row in lanes[:1]),
        *lanes[1:],
    ]


def _titled(decision: Decision) -> str:
    kind = decision.kind.value.replace("-", " ").replace("non ", "non-")
    return f"{dated(decision.date)} {decision.title} ({kind})"


def _decision_row(shown: _Shown, decision: Decision, axis: Axis, left: float) -> Row:
    text = paragraph(_titled(decision), left)
    top = text.height if axis.left < left else 0.0
    tall = text.height + (_BAR + 3.0 if top else 1.0)
    y = (top + tall) / 2
    when = stretch(decision.date)
    if when.first is None:
        mark = bar_items(_before(axis, when), when, y, _BAR, PAPER)
    elif when.is_day and not when.is_doubtful and not is_before(axis, when):
        mark = [diamond((axis.x(when.first.toordinal()), y), 3.0)]
    else:
        mark = bar_items(axis, when, y, _BAR, INK if when.interval else PAPER)
    whole = Group(
        items=[*text.items(0.0, 0.5), *mark],
        role="decision",
        tooltip=_tooltip(shown, decision),
        subject=about(classes=(decision.kind.value,)),
    )
    return Row(items=[Group(items=axis.grid(tall - top), y=top), whole], height=tall)


def _before(axis: Axis, when: Stretch) -> Axis:
    """A short axis that ends where a stretch does: nobody says since when it is."""
    last = when.last.toordinal() if when.last else axis.high
    end = axis.x(last + 1)
    return Axis(low=last, high=last + 1, left=end - _SHORT, right=end)


_SHORT = 8.0


def _told(cell: DecisionCell) -> str:
    return " or ".join(values_in(cell)) or "the texts are silent"


def _tooltip(shown: _Shown, decision: Decision) -> str:
    case = shown.view.case
    actor = case.actors[decision.actor].name if decision.actor in case.actors else decision.actor
    lines = [decision.title, f"{dated(decision.date)}, {decision.kind.value}, {actor}"]
    names: dict[str, str] = {one.id: one.name for one in case.variables.values()}
    lines += [f"outcome: {names.get(v, v)}: {_told(at)}" for v, at in decision.outcomes.items()]
    lines += [f"condition: {names.get(v, v)}: {_told(at)}" for v, at in decision.conditions.items()]
    for at in decision.at:
        work = case.sources[at.source].short if at.source and at.source in case.sources else "place"
        lines.append(f"{work}: {at.place}")
    return "\n".join(lines)


def _lane(shown: _Shown, author: ExplanationId, axis: Axis, left: float) -> Row:
    """One author's periods, as many beside each other as do not touch."""
    number = counted(sum(map(len, shown.periods[author].values())), "dated claim")
    name = paragraph(shown.view.case.label(author), left)
    note = paragraph(number, left, colour=PALE_INK)
    words = name.height + note.height
    over = words + 3.0 if axis.left < left else 0.0
    top = over + (2.0 if over else 3.0)
    tracks: list[float] = []
    bars: list[Item] = []
    for text, claims in shown.periods[author].items():
        start, end = ends(axis, stretch(text))
        track = next((one for one, last in enumerate(tracks) if last + 1.5 < start), len(tracks))
        tracks[track : track + 1] = [end]
        y = top + (track + 0.5) * _TRACK
        bars.append(
            Group(
                items=bar_items(axis, stretch(text), y, _THIN, _shade(len(claims))),
                role="period",
                tooltip=f"{text}: {counted(len(claims), 'claim')}\n{', '.join(claims)}",
                subject=about(authors=(author,), claims=tuple(claims)),
            )
        )
    tall = max(top + len(tracks) * _TRACK, 3.0 + words) + 3.0
    items = [*name.items(0.0, 3.0), *note.items(0.0, 3.0 + name.height), *bars]
    return Row(items=[Group(items=axis.grid(tall - over), y=over), *items], height=tall)


_SAMPLE = Axis(
    low=dt.date(2001, 1, 1).toordinal(), high=dt.date(2002, 1, 1).toordinal(), left=-7.0, right=7.0
)
"""A legend's year."""


def _key(shown: _Shown, axis: Axis) -> list[Entry]:
    whens = [stretch(decision.date) for decision in shown.decisions]
    old = [one for one in shown.stretches if one.last and one.last.toordinal() < axis.low]
    is_open = any(
        one.first is None or is_before(axis, one) for one in shown.stretches if one not in old
    )
    every, shades = shown.stretches, {_shade(number) for number in shown.numbers}
    found = [sample([diamond((0.0, 0.0), 3.0)], "on this day")] * any(
        one.is_day and not one.is_doubtful for one in whens
    )
    bars = [
        ("2001", PAPER, "exact day unknown", not all(o.is_day or o.interval for o in whens)),
        ("2001/2001", INK, "throughout", any(one.interval and one.first for one in whens)),
        ("2001/..", PAPER, "without a stated end", any(one.last is None for one in every)),
        ("../2001", PAPER, "beginning earlier, or not stated", is_open),
        ("1654", PAPER, "before the years shown", bool(old)),
        ("2001?", PAPER, "date uncertain or approximate", any(one.is_doubtful for one in every)),
        *(("2001", fill, text, fill in shades) for fill, text, _ in reversed(_SHADES)),
    ]
    return found + [
        sample(bar_items(_SAMPLE, stretch(date), 0.0, _BAR, fill), text)
        for date, fill, text, is_there in bars
        if is_there
    ]


def _shade(number: int) -> str:
    return next(fill for fill, _, least in _SHADES if number >= least)


def _caption(shown: _Shown, axis: Axis | None) -> str:
    number = counted(len(shown.decisions), "decision")
    number += f" within the period ({shown.left_out} others left out)" * bool(shown.left_out)
    periods = counted(len(shown.numbers), "period")
    undated = f"{counted(shown.undated, 'claim')} without a period"
    begins = dt.date.fromordinal(int(axis.low)).year if axis else 0
    said = {
        f"{number}; {periods} of {counted(sum(shown.numbers), 'claim')}.": True,
        f"{undated} {'is' if shown.undated == 1 else 'are'} not drawn.": True,
        "Dates as coded in the case.": True,
        f"The axis begins in {begins}; anything earlier is placed at the left end.": axis
        and any(is_before(axis, one) for one in shown.stretches),
    }
    return sentences(said)
