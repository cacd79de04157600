"""At which levels of analysis each author argues."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

from fpcase.comparison.author_maps import AuthorMap
from fpcase.comparison.comparing import Comparison
from fpcase.comparison.distances import concepts
from fpcase.figures.charts.asked import compared, subtitle
from fpcase.figures.charts.chart import Chart
from fpcase.figures.charts.lettering import SIZE, Label, label, width_of
from fpcase.figures.charts.marks import FILL
from fpcase.figures.charts.paging import Row, nothing, paged
from fpcase.figures.charts.sheet import Words, finished, room, sheet
from fpcase.figures.encodings import BAND
from fpcase.figures.legend import Entry
from fpcase.figures.page import SMALL, Panel
from fpcase.figures.scene import (
    INK,
    PALE_INK,
    Group,
    Item,
    Line,
    Shape,
    Subject,
    polyline,
    rectangle,
)
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import VariableId
from fpcase.model.terms import LevelOfAnalysis
from fpcase.statements.views import View

if TYPE_CHECKING:
    from fpcase.figures.canvas import Axes

Counts = Mapping[LevelOfAnalysis | None, int]

_NARROWEST = 68.0
"""What one author's bars need, with their numbers."""
_ROW = 12.0
_GAP = 8.0
_NO_LEVEL = "no level"


def _causes(one: AuthorMap) -> list[str]:
    return [
        cause
        for cause, nexts in one.bundles.after.items()
        for bundle in nexts.values()
        for _ in bundle
    ]


def _effects(one: AuthorMap) -> list[str]:
    return [
        effect
        for nexts in one.bundles.after.values()
        for effect, bundle in nexts.items()
        for _ in bundle
    ]


def _variables(one: AuthorMap) -> list[str]:
    return sorted(concepts(one))


COUNTED: dict[str, tuple[str, str, Callable[[AuthorMap], list[str]]]] = {
    "causes": ("Where each author finds the causes", "claims, by the level of the cause", _causes),
    "effects": ("What each author explains", "claims, by the level of the effect", _effects),
    "variables": ("At which levels each author argues", "variables, by their level", _variables),
}
"""What may be counted: the chart's title, what a bar counts, and how."""


def draw_levels(
    of: Case | View | Comparison,
    *,
    by: str = "causes",
    columns: int = 2,
    title: str | None = None,
    ax: "Axes | None" = None,
) -> Chart:
    """Draw each author's profile over the levels of analysis (Singer 1961).

    A bar shows which share of an author's asserted effects has its cause at a level; the
    numbers count claims. A stroke across the bars is the share over all authors together.

    Args:
        of: A case, a study of one, or a comparison.
        by: Count claims by their ``causes`` or ``effects``, or distinct ``variables``.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.
        ax: The scholar's own axes to draw on.

    Raises:
        FpcaseError: something asked for is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> view = View.of(case, ["cai-2022", "hananya-2019"])
    >>> fpcase.figures.draw_levels(view).alt_text.startswith("Bars")
    True
    """
    if by not in COUNTED:
        message = f"by: expected {', '.join(COUNTED)}; found {by!r}"
        raise FpcaseError(message)
    named, counting, count = COUNTED[by]
    comparison = compared(of)
    on = sheet(columns, ax)
    level = {variable.id: variable.level for variable in comparison.case.variables.values()}
    profiles = [
        _Profile(
            author=author,
            name=comparison.case.label(author),
            counts=Counter(level[VariableId(variable)] for variable in count(one)),
        )
        for author, one in comparison.maps.items()
    ]
    words = Words(
        title=title if title is not None else named,
        subtitle=subtitle(comparison.view),
        caption=(
            f"Number and share of each author's {counting}. Asserted effects alone are counted"
            f"{'' if by == 'variables' else ', and each of several joint causes'}. "
            f"{comparison.view.basis}"
        ),
        alt_text=_alt_text(profiles, counting),
        key=_key(profiles),
    )
    return finished(on, words, _panels(profiles, on.inside, room(on, words)))


@attrs.frozen(kw_only=True)
class _Profile:
    """How much of what an author says lies at each level.

    Attributes:
        author: The author's id.
        name: The author's short name.
        counts: Level -> number; None for what has no level.
    """

    author: str
    name: str
    counts: Counts

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def share(self, level: LevelOfAnalysis | None) -> float:
        return self.counts.get(level, 0) / self.total if self.total else 0.0

    def said(self, level: LevelOfAnalysis | None) -> str:
        """Number and share in figures."""
        number = self.counts.get(level, 0)
        return f"{number} · {100 * self.share(level):.0f} %" if number else "0"


def _levels(profiles: list[_Profile]) -> list[LevelOfAnalysis | None]:
    """The system on top; what has no level comes last, if there is any."""
    without = any(profile.counts.get(None) for profile in profiles)
    return [*reversed(LevelOfAnalysis), *([None] if without else [])]


def _everybody(profiles: list[_Profile]) -> _Profile:
    """All authors together."""
    counts: Counter[LevelOfAnalysis | None] = Counter()
    for profile in profiles:
        counts.update(profile.counts)
    return _Profile(author="", name="", counts=counts)


def _panels(profiles: list[_Profile], width: float, height: float) -> list[Panel]:
    levels = _levels(profiles)
    everybody = _everybody(profiles)
    if not everybody.total:
        return nothing("There is nothing to count.")
    most = max(profile.share(level) for profile in profiles for level in levels)
    names = max(width_of(_word(level)) for level in levels) + 6.0
    across = max(min(int((width - names + _GAP) / (_NARROWEST + _GAP)), len(profiles)), 1)
    across = math.ceil(len(profiles) / math.ceil(len(profiles) / across))
    bars = _Bars(
        levels=levels,
        names=names,
        width=(width - names + _GAP) / across - _GAP,
        most=most,
        numbers=max(width_of(p.said(level)) for p in profiles for level in levels),
        everybody=everybody,
    )
    rows = [bars.row(profiles[first : first + across]) for first in range(0, len(profiles), across)]
    return paged(rows, height)


@attrs.frozen(kw_only=True)
class _Bars:
    """The measures of all bars.

    Attributes:
        levels: From top to bottom.
        names: The width of their names.
        width: Of one author's bars.
        most: The largest share.
        numbers: The width of the longest number beside a bar.
        everybody: All authors together.
    """

    levels: list[LevelOfAnalysis | None]
    names: float
    width: float
    most: float
    numbers: float
    everybody: _Profile

    @property
    def unit(self) -> float:
        """The length of a bar for a share of one: the longest leaves room for its numbers."""
        return (self.width - self.numbers - 5.0) / self.most

    def row(self, profiles: list[_Profile]) -> Row:
        """Some authors side by side."""
        heads = [label(profile.name, self.width, bold=True) for profile in profiles]
        top = max(head.height for head in heads) + 1.0 + 1.2 * SIZE + 3.0
        bottom = top + len(self.levels) * _ROW
        items: list[Item] = []
        for number, level in enumerate(self.levels):
            y = top + number * _ROW
            if number % 2 == 0:
                right = self.names + len(profiles) * (self.width + _GAP) - _GAP
                items.append(Shape(steps=rectangle(0, y, right, y + _ROW), fill=BAND))
            items.append(Line(text=_word(level), x=2.0, y=y + 8.4, size=SIZE))
        for number, (profile, head) in enumerate(zip(profiles, heads, strict=True)):
            left = self.names + number * (self.width + _GAP)
            items += self._head(profile, head, left, top)
            axis = polyline([(left, top), (left, bottom)])
            items.append(Shape(steps=axis, stroke=PALE_INK, width=0.6))
            for place, level in enumerate(self.levels):
                items.append(self._bar(profile, level, left, top + place * _ROW))
        return Row(items=items, height=bottom + 8.0)

    def _head(self, profile: _Profile, head: Label, left: float, top: float) -> list[Item]:
        y = top - 3.0 - 1.2 * SIZE
        total = Line(text=f"n = {profile.total}", x=left, y=y + SIZE, size=SIZE, colour=PALE_INK)
        return [*head.items(left, y - head.height - 1.0), total]

    def _bar(
        self, profile: _Profile, level: LevelOfAnalysis | None, left: float, top: float
    ) -> Group:
        share, number = profile.share(level), profile.counts.get(level, 0)
        end = left + share * self.unit
        pool = left + self.everybody.share(level) * self.unit
        items: list[Item] = []
        if number:
            items.append(Shape(steps=rectangle(left, top + 2.2, end, top + _ROW - 2.2), fill=FILL))
        if profile.total < self.everybody.total:
            stroke = polyline([(pool, top + 0.8), (pool, top + _ROW - 0.8)])
            items.append(Shape(steps=stroke, stroke=INK, width=1.0))
        text = profile.said(level)
        items.append(Line(text=text, x=max(end, pool) + 3.0, y=top + 8.4, size=SIZE))
        return Group(
            items=items,
            role="bar",
            tooltip=f"{profile.name}, {_word(level)}: {number} of {profile.total}; all authors "
            f"together: {self.everybody.counts.get(level, 0)} of {self.everybody.total}",
            subject=Subject(
                authors=(profile.author,), traits=(f"level-{_word(level).replace(' ', '-')}",)
            ),
        )


def _word(level: LevelOfAnalysis | None) -> str:
    return level.value if level else _NO_LEVEL


def _key(profiles: list[_Profile]) -> list[Entry]:
    everybody = _everybody(profiles)
    if not everybody.total:
        return []
    y = -0.3 * SMALL
    bar = Shape(steps=rectangle(2, y - 3, 22, y + 3), fill=FILL)
    own = Entry(sample=[bar], text="number and share of the author's own")
    if all(profile.total == everybody.total for profile in profiles):
        return [own]
    stroke = Shape(steps=polyline([(12, y - 4.5), (12, y + 4.5)]), stroke=INK, width=1.0)
    return [own, Entry(sample=[stroke], text="share over all authors together")]


def _alt_text(profiles: list[_Profile], counting: str) -> str:
    levels = _levels(profiles)
    said = "; ".join(
        f"{profile.name}: "
        + ", ".join(f"{_word(level)} {profile.counts.get(level, 0)}" for level in levels)
        for profile in profiles
    )
    return f"Bars of each author's {counting}. {said or 'No authors'}."
