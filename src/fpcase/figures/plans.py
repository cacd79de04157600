"""The skeleton of every kind of figure: what is looked at, in which words, on which pages."""

from collections.abc import Mapping, Sequence

import attrs

from fpcase.drawing.figure import Figure
from fpcase.drawing.page import GAP, MARGIN, Entry, Panel, Words, column_width, finished, room
from fpcase.drawing.rows import Heads, Row, band, heads, nothing, paged
from fpcase.drawing.scene import INK, Group, Item, Line
from fpcase.drawing.text import SIZE, paragraph, widest
from fpcase.model.ids import ExplanationId
from fpcase.statements import View


@attrs.frozen(kw_only=True)
class Plan(Words):
    """What a figure says in words, and what it shows.

    Attributes:
        head: What stands over the rows, on every page.
        rows: From top to bottom.
        empty: What the page says where there are no rows.
        beside: How many columns of rows stand side by side.
    """

    head: Row = attrs.field(factory=Row)
    rows: Sequence[Row] = ()
    empty: str = "There is nothing to show."
    beside: int = 1

    def of(self, view: View, title: str | None) -> "Plan":
        """The plan with the case, its version, and what was filtered.

        Args:
            view: What is looked at.
            title: What the figure is called, if not as planned.
        """
        return attrs.evolve(
            self,
            title=self.title if title is None else title,
            subtitle=f"{view.case.title} ({view.case.id}), version {view.case.version}",
            caption=f"{self.caption} {view.basis}",
        )


def inside(columns: int) -> float:
    """The width between the margins of a figure that takes so many columns of a journal."""
    return column_width(columns) - 2 * MARGIN


def figure_of(view: View, plan: Plan, columns: int, title: str | None) -> Figure:
    """The figure of a plan, on as many pages as its rows need.

    Args:
        view: What is looked at.
        plan: What is shown.
        columns: How many columns of a journal it takes.
        title: What the figure is called, if not as planned.
    """
    width, words = column_width(columns), plan.of(view, title)
    if not plan.rows:
        return finished(words, nothing(plan.empty), width)
    parts = [part for (part,) in paged(plan.rows, room(words, width), head=plan.head)]
    narrow = (inside(columns) - (plan.beside - 1) * GAP) / plan.beside
    pages: list[list[Panel]] = [
        [attrs.evolve(part, width=narrow) for part in parts[first : first + plan.beside]]
        for first in range(0, len(parts), plan.beside)
    ]
    return finished(words, pages, width)


@attrs.frozen(kw_only=True)
class AuthorTable:
    """A table with a column for each author at the right of what a row says.

    Attributes:
        labels: Short names of the authors, in the order of the columns.
        heads: The columns.
    """

    labels: Mapping[ExplanationId, str]
    heads: Heads

    def row(
        self,
        text: str,
        marks: Sequence[Group | None] = (),
        *,
        shaded: bool = False,
        heading: bool = False,
        behind: Sequence[Item] = (),
    ) -> Row:
        """A row of text with a mark for each author.

        Args:
            text: What the row says.
            marks: What stands in each column, round the origin.
            shaded: Whether it lies on a band.
            heading: Whether it stands over other rows.
            behind: What lies under the marks, its origin the middle of the row's left end.
        """
        indent = 0.0 if heading else 4.0
        told = paragraph(text, self.heads.left - indent - 6.0, bold=heading)
        tall = max(told.height + 3.0, _LEAST) + (3.0 if heading else 0.0)
        middle = tall / 2 + (1.5 if heading else 0.0)
        items = band(self.heads.right, tall, shaded=shaded)
        items += told.items(indent, middle - told.height / 2)
        items.append(Group(items=behind, y=middle))
        items += [
            attrs.evolve(mark, x=x, y=middle)
            for x, mark in zip(self.heads.middles, marks, strict=False)
            if mark
        ]
        return Row(items=items, height=tall)


_LEAST = 10.4
"""The height of a row that has room for a mark."""


def author_table(view: View, texts: Sequence[str], width: float) -> AuthorTable:
    """A table with a column for each author looked at.

    Args:
        view: What is looked at.
        texts: What its rows say.
        width: How wide it may be.

    Raises:
        FpcaseError: there are more authors than there is room for.
    """
    labels = {author: view.case.label(author) for author in view.authors}
    longest = widest(texts, bold=True) + 14.0
    return AuthorTable(labels=labels, heads=heads([*labels.values()], longest, width))


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
