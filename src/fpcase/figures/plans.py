"""The skeleton of every kind of figure: what is looked at, in which words, on which pages."""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

import attrs

from fpcase.drawing.figure import Figure
from fpcase.drawing.page import GAP, MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import Row, Table, nothing, paged, table_of
from fpcase.drawing.scene import INK, Group, Item, Line
from fpcase.drawing.text import SIZE, widest
from fpcase.model.cases import Case
from fpcase.model.signatures import checked
from fpcase.statements import View, view_of


@attrs.frozen(kw_only=True)
class Plan(Words):
    """What a figure says in words, and what it shows: rows of a table, or panels.

    Attributes:
        head: What stands over the rows, on every page.
        rows: From top to bottom.
        panels: The parts of one page.
        empty: What the page says where there are neither.
        beside: How many columns of rows stand side by side.
    """

    head: Row = attrs.field(factory=Row)
    rows: Sequence[Row] = ()
    panels: Sequence[Panel] = ()
    empty: str = "There is nothing to show."
    beside: int = 1


@attrs.frozen(kw_only=True)
class Page:
    """What a figure is made of, and for.

    Attributes:
        view: What is looked at.
        columns: How many columns of a journal it takes.
        title: What it is called, if not as planned.
    """

    view: View
    columns: int
    title: str | None

    @property
    def width(self) -> float:
        """Of the whole page."""
        return column_width(self.columns)

    @property
    def inside(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def worded(self, plan: Plan) -> Plan:
        """A plan with its title, the case and its version, and what was filtered."""
        title = plan.title if self.title is None else self.title
        told = plan.alt_text or plan.empty
        return attrs.evolve(
            plan,
            title=title,
            subtitle=f"{self.view.case.title}, version {self.view.case.version}",
            caption=f"{plan.caption} {self.view.basis}",
            alt_text=f"{title if title.endswith('?') else f'{title}.'} {told}",
        )

    def room(self, plan: Plan) -> float:
        """How tall what a plan shows may be on one page."""
        return room(self.worded(plan), self.width)

    def fitted(self, plan: Callable[[int], Plan], number: int) -> Plan:
        """The plan of as many parts as one page holds, one at least.

        Args:
            plan: Plans the first so many parts.
            number: How many there are.
        """

        def is_long(parts: int) -> bool:
            one = plan(parts)
            return len(paged(one.rows, self.room(one), head=one.head)) > one.beside

        some = range(1, min(number, _MOST_PARTS) + 1)
        return plan(max(bisect_left(some, x=True, key=is_long), min(number, 1)))


_MOST_PARTS = 60
"""No page holds more."""


@checked
def page_of(of: Case | View, *, columns: int = 2, title: str | None = None) -> Page:
    """What a figure is made of, and for.

    Args:
        of: What is looked at: a case, or a study of one.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What it is called; by default the question that it answers.
    """
    column_width(columns)
    return Page(view=view_of(of), columns=columns, title=title)


def figure_of(plan: Plan, width: float) -> Figure:
    """The figure of a plan, on as many pages as its rows need.

    Args:
        plan: What is shown, in which words.
        width: Of a page; panels that are wider have their way.
    """
    if plan.panels:
        wide = [one.width + 2 * MARGIN for one in plan.panels if one.width < math.inf]
        return finished(plan, [plan.panels], max([width, *wide]))
    if not plan.rows:
        return finished(attrs.evolve(plan, key=()), nothing(plan.empty, width - 2 * MARGIN), width)
    parts = paged(plan.rows, room(plan, width), head=plan.head)
    if len(parts) <= plan.beside:  # one page: its columns are made about equally tall
        heights = (sum(row.height for row in plan.rows) / plan.beside + 9.0 * k for k in count())
        tries = (paged(plan.rows, tall + plan.head.height, head=plan.head) for tall in heights)
        parts = next(few for few in tries if len(few) <= plan.beside)
    narrow = (width - 2 * MARGIN - (plan.beside - 1) * GAP) / plan.beside
    pages = [
        [attrs.evolve(part, width=narrow) for part in parts[first : first + plan.beside]]
        for first in range(0, len(parts), plan.beside)
    ]
    return finished(plan, pages, width)


def sentences(said: Mapping[str, object]) -> str:
    """A caption of those sentences that hold.

    Args:
        said: Each sentence, and whether it holds.
    """
    return " ".join(sentence for sentence, holds in said.items() if holds)


def author_table(view: View, texts: Sequence[str], width: float) -> Table:
    """A table with a column for each author looked at.

    Args:
        view: What is looked at.
        texts: What its rows say.
        width: How wide it may be.

    Raises:
        FpcaseError: there are more authors than there is room for.
    """
    labels = [view.case.label(author) for author in view.authors]
    return table_of(labels, widest(texts, bold=True) + 14.0, width)


def written(text: str, *, bold: bool = True, colour: str = INK, size: float = SIZE) -> Line:
    """A word in the middle of a mark."""
    return Line(
        text=text, x=0.0, y=0.36 * size, size=size, bold=bold, colour=colour, anchor="middle"
    )


def sample(items: Sequence[Item], text: str) -> Entry:
    """An entry of the legend for what is drawn round the origin.

    Args:
        items: What it looks like.
        text: What it means.
    """
    return Entry(sample=[Group(items=items, x=12.0, y=-0.3 * SIZE)], text=text)


def occurring(entries: Iterable[tuple[Sequence[Item], str, bool]]) -> list[Entry]:
    """The legend of what occurs.

    Args:
        entries: What it looks like, round the origin; what it means; and whether it occurs.
    """
    return [sample(items, text) for items, text, occurs in entries if occurs]
