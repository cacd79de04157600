"""At which levels of analysis each author argues."""

import math
from collections import Counter
from collections.abc import Callable, Mapping

import attrs

from fpcase.diagrams import causal_diagram
from fpcase.drawing.figure import Figure
from fpcase.drawing.fonts import text_width
from fpcase.drawing.page import MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import BAND, Row, nothing, paged
from fpcase.drawing.scene import (
    INK,
    PALE_INK,
    Group,
    Item,
    Line,
    Shape,
    polyline,
    rectangle,
)
from fpcase.drawing.text import SIZE, Paragraph, paragraph
from fpcase.figures.looks import BAR
from fpcase.figures.subjects import about, subtitle
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import VariableId
from fpcase.model.signatures import checked
from fpcase.model.terms import LevelOfAnalysis
from fpcase.statements import View
from fpcase.statements.views import view_of

Counts = Mapping[LevelOfAnalysis | None, int]

_NARROWEST = 68.0
"""What one author's bars need, with their numbers."""
_ROW = 12.0
_GAP = 8.0
_NO_LEVEL = "no level"


def _causes(view: View, author: str) -> list[str]:
    return [cause for cause, _ in _arrows(view, author)]


def _effects(view: View, author: str) -> list[str]:
    return [effect for _, effect in _arrows(view, author)]


def _variables(view: View, author: str) -> list[str]:
    return sorted({end for arrow in _arrows(view, author) for end in arrow})


def _arrows(view: View, author: str) -> list[tuple[str, str]]:
    return list(causal_diagram(view, [author]).edges())


COUNTED: dict[str, tuple[str, str, Callable[[View, str], list[str]]]] = {
    "causes": (
        "At which level does each author find the causes?",
        "claims, by the level of the cause",
        _causes,
    ),
    "effects": (
        "At which level is what each author explains?",
        "claims, by the level of the effect",
        _effects,
    ),
    "variables": (
        "At which levels does each author argue?",
        "variables, by their level",
        _variables,
    ),
}
"""What may be counted: the chart's title, what a bar counts, and how."""


@checked
def draw_levels(
    of: Case | View,
    *,
    by: str = "causes",
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw each author's profile over the levels of analysis (Singer 1961).

    A bar shows which share of an author's asserted effects has its cause at a level; the
    numbers count claims. A stroke across the bars is the share over all authors together.

    Args:
        of: A case, or a study of one.
        by: Count claims by their ``causes`` or ``effects``, or distinct ``variables``.
        columns: How many journal columns it may fill: 1 or 2.
        title: What the chart is called.

    Raises:
        FpcaseError: something asked for is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> two = fpcase.statements.View.of(case, ["cai-2022", "hananya-2019"])
    >>> draw_levels(two).alt_text.startswith("Bars")
    True
    """
    if by not in COUNTED:
        message = f"by: expected {', '.join(COUNTED)}; found {by!r}"
        raise FpcaseError(message)
    named, counting, count = COUNTED[by]
    view = view_of(of)
    width = column_width(columns)
    level = {variable.id: variable.level for variable in view.case.variables.values()}
    profiles = [
        _Profile(
            author=author,
            name=view.case.label(author),
            counts=Counter(level[VariableId(variable)] for variable in count(view, author)),
        )
        for author in view.authors
    ]
    words = Words(
        title=title if title is not None else named,
        subtitle=subtitle(view),
        caption=(
            f"Number and share of each author's {counting}. Asserted effects alone are counted"
            f"{'' if by == 'variables' else ', and each of several joint causes'}. "
            f"{view.basis}"
        ),
        alt_text=_alt_text(profiles, counting),
        key=_key(profiles),
    )
    return finished(words, _panels(profiles, width - 2 * MARGIN, room(words, width)), width)


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


def _panels(profiles: list[_Profile], width: float, height: float) -> list[list[Panel]]:
    levels = _levels(profiles)
    everybody = _everybody(profiles)
    if not everybody.total:
        return nothing("There is nothing to count.")
    most = max(profile.share(level) for profile in profiles for level in levels)
    names = max(text_width(_word(level), SIZE) for level in levels) + 6.0
    across = max(min(int((width - names + _GAP) / (_NARROWEST + _GAP)), len(profiles)), 1)
    across = math.ceil(len(profiles) / math.ceil(len(profiles) / across))
    bars = _Bars(
        levels=levels,
        names=names,
        width=(width - names + _GAP) / across - _GAP,
        most=most,
        numbers=max(text_width(p.said(level), SIZE) for p in profiles for level in levels),
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
        heads = [paragraph(profile.name, self.width, bold=True) for profile in profiles]
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

    def _head(self, profile: _Profile, head: Paragraph, left: float, top: float) -> list[Item]:
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
            items.append(Shape(steps=rectangle(left, top + 2.2, end, top + _ROW - 2.2), fill=BAR))
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
            subject=about(
                authors=(profile.author,), classes=(f"level-{_word(level).replace(' ', '-')}",)
            ),
        )


def _word(level: LevelOfAnalysis | None) -> str:
    return level.value if level else _NO_LEVEL


def _key(profiles: list[_Profile]) -> list[Entry]:
    everybody = _everybody(profiles)
    if not everybody.total:
        return []
    y = -0.3 * SIZE
    bar = Shape(steps=rectangle(2, y - 3, 22, y + 3), fill=BAR)
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
