"""What a chart is drawn on: a page one or two journal columns wide, or a scholar's own axes."""

import warnings
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs

from fpcase.figures import canvas
from fpcase.figures.charts.chart import Chart
from fpcase.figures.charts.scaling import scaled
from fpcase.figures.legend import Entry
from fpcase.figures.page import (
    HEIGHT,
    MARGIN,
    Panel,
    column_width,
    page,
    warn_of_missing_glyphs,
)
from fpcase.figures.scene import Group, Scene, lines_of
from fpcase.model.wording import counted

if TYPE_CHECKING:
    from fpcase.figures.canvas import Axes

_NARROWEST = 200.0
"""What a chart needs to be laid out; on narrower axes it is drawn smaller."""
_LEAST_TYPE = 6.0
_BETWEEN_PAGES = 12.0


@attrs.frozen(kw_only=True)
class Sheet:
    """What a chart is drawn on.

    Attributes:
        width: Of the page, margins included.
        height: What the page holds at most; without end on a scholar's own axes.
        ax: Those axes, if there are any.
    """

    width: float
    height: float = HEIGHT
    ax: Any = None

    @property
    def inside(self) -> float:
        """The width without margins."""
        return self.width - 2 * MARGIN


def sheet(columns: int, ax: "Axes | None") -> Sheet:
    """The page of so many journal columns, or what the axes have room for.

    Raises:
        FpcaseError: journals have no such number of columns.
    """
    page_width = column_width(columns)
    if ax is None:
        return Sheet(width=page_width)
    width, _ = canvas.size_of(ax)
    return Sheet(width=max(width, _NARROWEST), height=float("inf"), ax=ax)


@attrs.frozen(kw_only=True)
class Words:
    """What a chart says in words.

    Attributes:
        title: What it is called.
        subtitle: The case and its version.
        caption: What is shown and what is left out.
        alt_text: What the chart shows, for a reader who cannot see it.
        key: The legend's entries.
    """

    title: str
    subtitle: str
    caption: str
    alt_text: str
    key: Sequence[Entry]


def room(on: Sheet, words: Words) -> float:
    """How tall what is drawn may be, under the title and over legend and caption."""
    empty = _page(on, words, Panel(items=(), height=0.0), number=999, of=999)
    return on.height - empty.size[1]


def finished(on: Sheet, words: Words, panels: Sequence[Panel]) -> Chart:
    """A chart of one page, or of several.

    Args:
        on: What it is drawn on.
        words: What it says in words.
        panels: What each page shows.
    """
    parts = [
        _page(on, words, panel, number=number, of=len(panels))
        for number, panel in enumerate(panels, start=1)
    ]
    whole = parts[0] if len(parts) == 1 else _stacked(on, words, parts)
    warn_of_missing_glyphs(whole.scene)
    if on.ax is None:
        return whole
    _draw_on(on.ax, whole.scene)
    return attrs.evolve(whole, drawn_on=on.ax)


def _page(on: Sheet, words: Words, panel: Panel, *, number: int, of: int) -> Chart:
    which = f" (page {number} of {of})" if of > 1 else ""
    drawn = page(
        [panel],
        across=1,
        width=on.width,
        title=words.title + which,
        subtitle=words.subtitle,
        key=[*words.key],
        caption=words.caption,
        alt_text=words.alt_text + which,
        warn=False,
    )
    return Chart(caption=drawn.caption, alt_text=drawn.alt_text, scene=drawn.scene)


def _stacked(on: Sheet, words: Words, parts: Sequence[Chart]) -> Chart:
    """All pages, one below the other."""
    heights = [part.size[1] + _BETWEEN_PAGES for part in parts]
    tops = accumulate(heights, initial=0.0)
    scene = Scene(
        width=on.width,
        height=sum(heights) - _BETWEEN_PAGES,
        items=[
            Group(items=part.scene.items, y=top, role="page")
            for part, top in zip(parts, tops, strict=False)
        ],
        title=words.title,
        description=words.alt_text,
    )
    return Chart(
        caption=f"{words.caption} {counted(len(parts), 'page')}.",
        alt_text=words.alt_text,
        scene=scene,
        parts=tuple(parts),
    )


def _draw_on(ax: "Axes", scene: Scene) -> None:
    """Paint a chart on axes, smaller if they have no room for it, which is said."""
    width, height = canvas.size_of(ax)
    share = min(1.0, width / scene.width, height / scene.height)
    if share < 1.0:
        smallest = share * min((line.size for line in lines_of(scene)), default=0.0)
        legible = "" if smallest >= _LEAST_TYPE else f", with type of {smallest:.1f} points"
        warnings.warn(
            f"the axes are {width / 72:.1f} × {height / 72:.1f} inches, and the chart needs "
            f"{scene.width / 72:.1f} × {scene.height / 72:.1f}: it is drawn smaller{legible}; "
            "make the axes larger, or show less",
            stacklevel=4,
        )
    canvas.paint_on(ax, scaled(scene, share))
