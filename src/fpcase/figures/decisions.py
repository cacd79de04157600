"""Decisions in time, over the periods of which the authors' claims speak."""

import datetime as dt
from collections.abc import Sequence

import attrs

from fpcase.drawing.figure import Figure
from fpcase.drawing.page import MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import LINE, Row, band, nothing, paged
from fpcase.drawing.scene import INK, PALE_INK, PAPER, Group, Item, Line
from fpcase.drawing.text import SIZE, paragraph, widest
from fpcase.figures.looks import BAR
from fpcase.figures.subjects import about, subtitle
from fpcase.figures.time_axis import (
    Stretch,
    TimeAxis,
    bar_items,
    cut,
    diamond,
    stretch,
    time_axis,
)
from fpcase.model.cases import Case
from fpcase.model.dates import span
from fpcase.model.decisions import Decision, DecisionCell, values_in
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import View
from fpcase.statements.scopes import spans_overlap
from fpcase.statements.views import view_of

_SHADES = ((5, BAR), (2, "#A9BCCC"), (1, "#E3EAF0"))
"""What fills the bar of so many claims or more."""
_BAR = 5.0
_THIN = 4.0
_TRACK = 5.0
"""From one bar of an author to the next."""
_NARROW = 300.0
"""On pages narrower than this, dates stand over titles."""
_TITLES = {True: 0.48, False: 0.4}
"""The share of the width that titles take at most, on a narrow page and on others."""


@checked
def draw_decisions(
    of: Case | View,
    *,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw a case's decisions in time, over the periods of which the authors' claims speak.

    A day is a diamond. A month or a year of which no day is known is a hollow bar: at some
    time within it. A stretch of time is a full bar. What goes on has an arrow's head, and
    what the source is uncertain of a dashed outline. The periods of each author's claims
    stand below; the darker a bar, the more claims speak of this very period. Where many years
    pass that no date names, the axis is cut, and the caption says which.

    Args:
        of: A case, or a study of one.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.

    Raises:
        FpcaseError: something asked for is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> study = fpcase.statements.View.of(case, ["hananya-2019"])
    >>> chart = draw_decisions(study.only(period="2016/2018"))
    >>> "Abstention on draft S/2018/355" in chart.svg
    True
    """
    view = view_of(of)
    shown = _shown(view)
    width = column_width(columns)
    columned = _columned(shown, width - 2 * MARGIN)
    words = Words(
        title=title if title is not None else "When was it decided, and of when do authors speak?",
        subtitle=subtitle(view),
        caption=_caption(shown, columned.axis),
        alt_text=_alt_text(shown),
        key=_key(shown, columned.axis),
    )
    return finished(words, _panels(shown, columned, room(words, width)), width)


@attrs.frozen(kw_only=True)
class _Period:
    """A period, and the claims that speak of it.

    Attributes:
        text: As it is coded.
        claims: The claims.
    """

    text: str
    claims: tuple[FullClaimId, ...]

    @property
    def stretch(self) -> Stretch:
        return stretch(self.text)


@attrs.frozen(kw_only=True)
class _Shown:
    """What is drawn.

    Attributes:
        of: A case, or a study of one.
        decisions: In the order of their dates.
        left_out: How many decisions lie outside the period asked for.
        periods: By author, in the order of their beginnings.
        undated: How many claims have no period.
    """

    view: View
    decisions: list[Decision]
    left_out: int
    periods: dict[ExplanationId, list[_Period]]
    undated: int

    @property
    def stretches(self) -> list[Stretch]:
        return [
            *(stretch(decision.date) for decision in self.decisions),
            *(period.stretch for periods in self.periods.values() for period in periods),
        ]


def _shown(view: View) -> _Shown:
    every = list(view.case.decisions.values())
    within = view.filters.period
    kept = [one for one in every if not within or spans_overlap(span(one.date), span(within))]
    found: dict[ExplanationId, dict[str, list[FullClaimId]]] = {a: {} for a in view.authors}
    undated = 0
    for full_id, author, claim in view.case.claims():
        if claim.period:
            found[author.id].setdefault(claim.period, []).append(full_id)
        else:
            undated += 1
    return _Shown(
        view=view,
        decisions=sorted(kept, key=lambda one: (_when(one.date), one.id)),
        left_out=len(every) - len(kept),
        periods={
            author: [
                _Period(text=text, claims=tuple(periods[text]))
                for text in sorted(periods, key=lambda text: (_when(text), text))
            ]
            for author, periods in found.items()
        },
        undated=undated,
    )


def _when(text: str) -> tuple[dt.date, dt.date]:
    first, last = span(text)
    return first or dt.date.min, last or dt.date.max


@attrs.frozen(kw_only=True)
class _Columns:
    """Where the parts of a row stand.

    Attributes:
        titles: Where titles begin; 0 where dates stand over them.
        right: Where titles end.
        axis: The years; None where nothing is dated.
    """

    titles: float
    right: float
    axis: TimeAxis | None


def _columned(shown: _Shown, width: float) -> _Columns:
    narrow = width < _NARROW
    dates = (
        0.0 if narrow or not shown.decisions else widest([d.date for d in shown.decisions]) + 6.0
    )
    names = [shown.view.case.label(author) for author in shown.view.authors]
    texts = [_titled(one) for one in shown.decisions] + names
    left = dates + min(widest(texts) + 8.0, _TITLES[narrow] * width)
    return _Columns(titles=dates, right=left - 4.0, axis=time_axis(shown.stretches, left, width))


def _panels(shown: _Shown, at: _Columns, height: float) -> list[list[Panel]]:
    axis = at.axis
    if axis is None:
        return nothing("Neither decisions nor claims are dated.")
    rows = [
        _decision_row(shown, one, axis, at, shaded=number % 2 == 0)
        for number, one in enumerate(shown.decisions)
    ]
    lanes = [
        _lane(shown, author, axis, at, shaded=number % 2 == 0)
        for number, author in enumerate(shown.view.authors)
    ]
    if lanes:
        heading = Line(text="Periods of claims", x=0.0, y=5.0 + SIZE, size=SIZE, bold=True)
        head = Row(items=[*axis.grid(LINE + 8.0), heading], height=LINE + 8.0)
        lanes[0] = lanes[0].under(head)
    years, tall = axis.head()
    return paged([*rows, *lanes], height, head=Row(items=years, height=tall))


def _titled(decision: Decision) -> str:
    kind = decision.kind.value.replace("-", " ").replace("non ", "non-")
    return f"{decision.title} ({kind})"


def _decision_row(
    shown: _Shown, decision: Decision, axis: TimeAxis, at: _Columns, *, shaded: bool
) -> Row:
    text = paragraph(_titled(decision), at.right - at.titles)
    over = 0.0 if at.titles else LINE
    tall = over + text.height + 2.6
    middle = tall / 2
    items = band(axis.edge, tall, shaded=shaded)
    items += axis.grid(tall)
    when = stretch(decision.date)
    if when.is_day and when.first and not when.is_doubtful:
        mark = diamond(axis, when.first, middle, 3.0)
    else:
        fill = INK if when.interval else PAPER
        mark = bar_items(axis, when, middle, _BAR, fill)
    date = Line(text=decision.date, x=0.0, y=1.3 + 0.93 * SIZE, size=SIZE, colour=PALE_INK)
    items.append(
        Group(
            items=[date, *text.items(at.titles, 1.3 + over), *mark],
            role="decision",
            tooltip=_tooltip(shown, decision),
            subject=about(classes=(decision.kind.value,)),
        )
    )
    return Row(items=items, height=tall)


def _told(cell: DecisionCell) -> str:
    return " or ".join(values_in(cell)) or "the texts are silent"


def _tooltip(shown: _Shown, decision: Decision) -> str:
    case = shown.view.case
    actor = case.actors[decision.actor].name if decision.actor in case.actors else decision.actor
    lines = [decision.title, f"{decision.date}, {decision.kind.value}, {actor}"]

    def name(variable: VariableId) -> str:
        return case.variables[variable].name if variable in case.variables else variable

    lines += [f"outcome: {name(v)}: {_told(cell)}" for v, cell in decision.outcomes.items()]
    lines += [f"condition: {name(v)}: {_told(cell)}" for v, cell in decision.conditions.items()]
    for at in decision.at:
        work = case.sources[at.source].short if at.source and at.source in case.sources else "place"
        lines.append(f"{work}: {at.place}")
    return "\n".join(lines)


def _lane(
    shown: _Shown, author: ExplanationId, axis: TimeAxis, at: _Columns, *, shaded: bool
) -> Row:
    """One author's periods, as many beside each other as do not touch."""
    name = paragraph(shown.view.case.label(author), at.right)
    tracks: list[float] = []
    bars: list[Item] = []
    for period in shown.periods[author]:
        left, right = axis.ends(period.stretch)
        track = next((one for one, end in enumerate(tracks) if end + 1.5 < left), len(tracks))
        tracks[track : track + 1] = [right]
        number = len(period.claims)
        shade = _shade(number)
        claims = ", ".join(period.claims)
        bars.append(
            Group(
                items=bar_items(axis, period.stretch, 3.0 + (track + 0.5) * _TRACK, _THIN, shade),
                role="period",
                tooltip=f"{period.text}: {counted(number, 'claim')}\n{claims}",
                subject=about(authors=(author,), claims=period.claims),
            )
        )
    dated = sum(len(period.claims) for period in shown.periods[author])
    note = paragraph(counted(dated, "dated claim"), at.right, colour=PALE_INK)
    tall = max(len(tracks) * _TRACK, name.height + note.height) + 6.0
    items = band(axis.edge, tall, shaded=shaded)
    items += [*axis.grid(tall), *name.items(0.0, 3.0), *note.items(0.0, 3.0 + name.height), *bars]
    return Row(items=items, height=tall)


_SAMPLE = TimeAxis(first=2001, last=2001, left=5.0, right=19.0)
"""A legend's year."""


def _sample(text: str, fill: str | None) -> Sequence[Item]:
    return bar_items(_SAMPLE, stretch(text), -0.3 * SIZE, _BAR, fill)


def _key(shown: _Shown, axis: TimeAxis | None) -> list[Entry]:
    whens = [stretch(decision.date) for decision in shown.decisions]
    key: list[Entry] = []
    if any(when.is_day and not when.is_doubtful for when in whens):
        sample = diamond(_SAMPLE, dt.date(2001, 7, 1), -0.3 * SIZE, 3.0)
        key.append(Entry(sample=sample, text="on this day"))
    if any(not when.is_day and not when.interval for when in whens):
        key.append(Entry(sample=_sample("2001", PAPER), text="at some time within"))
    if any(when.interval for when in whens):
        key.append(Entry(sample=_sample("2001/2001", INK), text="throughout"))
    if any(one.last is None for one in shown.stretches):
        key.append(Entry(sample=_sample("2001/..", PAPER), text="without a stated end"))
    if any(one.first is None for one in shown.stretches):
        key.append(Entry(sample=_sample("../2001", PAPER), text="without a stated beginning"))
    if any(one.is_doubtful for one in shown.stretches):
        key.append(Entry(sample=_sample("2001?", PAPER), text="date uncertain or approximate"))
    numbers = [len(period.claims) for periods in shown.periods.values() for period in periods]
    meanings = {1: "period of 1 claim", 2: "of 2 to 4", 5: "of 5 or more"}
    for least, fill in reversed(_SHADES):
        if any(_shade(number) == fill for number in numbers):
            key.append(Entry(sample=_sample("2001", fill), text=meanings[least]))
    if axis and axis.pauses:
        key.append(Entry(sample=cut((12.0, -0.3 * SIZE), 3.3), text="years left out"))
    return key


def _shade(number: int) -> str:
    return next(fill for least, fill in _SHADES if number >= least)


def _caption(shown: _Shown, axis: TimeAxis | None) -> str:
    text = counted(len(shown.decisions), "decision")
    if shown.left_out:
        text += f" within the period ({shown.left_out} others left out)"
    periods = sum(len(periods) for periods in shown.periods.values())
    dated = sum(len(p.claims) for periods in shown.periods.values() for p in periods)
    return (
        f"{text}; {counted(periods, 'period')} of {counted(dated, 'claim')}. "
        f"{counted(shown.undated, 'claim')} without a period "
        f"{'is' if shown.undated == 1 else 'are'} not drawn. Dates as the works give them. "
        f"{_pauses_told(axis)}{shown.view.basis}"
    )


def _pauses_told(axis: TimeAxis | None) -> str:
    if axis is None or not axis.pauses:
        return ""
    years = " and ".join(f"{first} to {last}" for first, last in axis.pauses)
    return f"The axis leaves out the years {years}, which no date names. "


def _alt_text(shown: _Shown) -> str:
    said = "; ".join(f"{one.date} {one.title}" for one in shown.decisions)
    return (
        f"Timeline of {counted(len(shown.decisions), 'decision')}"
        f"{': ' + said if said else ''}. Below it, the periods of each author's claims."
    )
