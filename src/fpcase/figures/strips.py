"""Boxes and arrows of a few variables, placed one by one: what chains and loops are drawn of.

Nothing is routed here: who places the boxes knows the ways of the arrows. What is the same in
both figures comes from here: boxes, arrows, their signs, and the numbers that tell the authors.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs

from fpcase.diagrams import Diagram, causal_diagram
from fpcase.diagrams.chains import Chain
from fpcase.diagrams.exchange import claims_left_out
from fpcase.figures import encodings
from fpcase.figures.arrows import Arrow, Key, arrows, author_label
from fpcase.figures.canvas import text_width
from fpcase.figures.geometry import Point, Route
from fpcase.figures.labels import wrapped
from fpcase.figures.lanes import Box
from fpcase.figures.legend import Entry, entries
from fpcase.figures.marks import Wanted, placed_marks
from fpcase.figures.packing import NO_LEVEL
from fpcase.figures.page import SMALL
from fpcase.figures.panels import arrow_group, box_group, mark_group, roles
from fpcase.figures.scene import INK, Group, Item, Shape, polyline
from fpcase.figures.sheets import one_panel
from fpcase.figures.spacing import Spacing
from fpcase.statements.views import View

INDENT = 18.0
"""Room at the left, for arrows that go on in the next line."""
_ACROSS = {1: 2, 2: 4}
"""How many boxes stand side by side, by a journal's columns."""
_GAPS = {1: 40.0, 2: 34.0}
_PLATE = 6.5
"""How tall the plate of an author's number is."""
_PITCH = 7.4
"""From one row of plates to the next."""
_AIR = 1.0
_MOST_NUMBERS = 8
"""So many numbers are told one by one; of more, the last plate says how many follow."""


@attrs.frozen(kw_only=True)
class Stage:
    """What all boxes and arrows of a figure share.

    Attributes:
        diagram: What carries chains, of all authors looked at.
        names: Of the variables.
        roles: Of the variables, in the whole diagram.
        numbers: By which an author is told, by the author's id; none for one author alone.
        spacing: The measures of type and lines.
        page_width: Of the page, margins included.
        width: Inside the margins.
        height: How tall the figure may be on a page, without title, legend and caption.
        across: How many boxes stand side by side.
        gap: Between them.
    """

    diagram: Diagram
    names: Mapping[str, str]
    roles: Mapping[str, str]
    numbers: Mapping[str, str]
    spacing: Spacing
    page_width: float
    width: float
    height: float
    across: int
    gap: float

    @property
    def box_width(self) -> float:
        """From border to border."""
        return (self.width - INDENT - (self.across - 1) * self.gap) / self.across

    def span(self, count: float) -> float:
        """How wide so many boxes are, side by side."""
        return count * self.box_width + (count - 1) * self.gap

    def author(self, author: str) -> str:
        """An author's short name."""
        return author_label(self.diagram, author)

    def box(self, node: str, x: float, y: float) -> Box:
        """A variable's box round a point."""
        room = self.box_width - 2 * self.spacing.padding
        size = self.spacing.font_size
        lines = wrapped(self.names[node], room, lambda line: text_width(line, size))
        tall = len(lines) * self.spacing.line_height + 2 * self.spacing.padding
        return Box(x=x, y=y, width=self.box_width, height=tall, lines=lines)

    def box_item(self, node: str, box: Box) -> Group:
        """A variable's box as a picture."""
        level = self.diagram.nodes[node].get("level") or NO_LEVEL
        return box_group(node, box, self.roles[node], (self.names[node], level), self.spacing)

    def arrow_item(self, arrow: Arrow, route: Route) -> Group:
        """An arrow as a picture."""
        return arrow_group(arrow, route, self.names, self.spacing)

    def signs(
        self, drawn: Mapping[Key, Arrow], routes: Mapping[Key, Route], boxes: Iterable[Box]
    ) -> list[Group]:
        """The signs of arrows, each on its own line, near the head.

        Args:
            drawn: The arrows.
            routes: Their ways.
            boxes: What the signs must keep clear of.
        """
        size = self.spacing.mark_size
        wanted = [
            Wanted(
                key=key,
                share=1.0,
                radius=encodings.mark_width(encodings.mark(arrow), size) / 2,
                height=0.5 * size,
            )
            for key, arrow in drawn.items()
        ]
        frames = [box.frame for box in boxes]
        places = placed_marks(routes, wanted, frames, 6.0 * self.spacing.border)
        return [
            mark_group(arrow, _sign(arrow, size), at, self.names)
            for arrow, at in zip(drawn.values(), places, strict=True)
        ]

    def rows(self, arrow: Arrow, room: float) -> list[list[str]]:
        """The numbers of an arrow's authors, in rows no wider than the room, but for one plate."""
        numbers = [self.numbers[author] for author in arrow.authors if author in self.numbers]
        if len(numbers) > _MOST_NUMBERS:
            rest = len(numbers) - _MOST_NUMBERS + 1
            numbers = [*numbers[: _MOST_NUMBERS - 1], f"+{rest}"]
        found: list[list[str]] = []
        for number in numbers:
            if not found or _wide([*found[-1], number]) > room:
                found.append([])
            found[-1].append(number)
        return found

    def reach(self, arrow: Arrow) -> float:
        """How far the numbers over a level arrow reach above its line."""
        rows = len(self.rows(arrow, self.gap))
        return 0.5 * self.spacing.mark_size + _AIR + rows * _PITCH

    def plates_above(self, arrow: Arrow, route: Route) -> list[Group]:
        """The numbers of an arrow's authors, above a level arrow between two boxes."""
        (x1, y), (x2, _) = route
        top = y - self.reach(arrow)
        return [
            self._plate(arrow, number, ((x1 + x2) / 2 + aside, top + (line + 0.5) * _PITCH))
            for line, row in enumerate(self.rows(arrow, self.gap))
            for number, aside in _spread(row)
        ]

    def depth(self, arrow: Arrow) -> float:
        """How much of an upright arrow the numbers beside it take."""
        return len(self.rows(arrow, self._aside)) * _PITCH

    def plates_beside(self, arrow: Arrow, top: Point, turn: int) -> list[Group]:
        """The numbers of an arrow's authors, beside an upright arrow.

        Args:
            arrow: The arrow.
            top: From where on they stand.
            turn: 1 for the right of the line, -1 for the left.
        """
        x, y = top
        near = 0.5 * self.spacing.mark_size + _AIR
        return [
            self._plate(
                arrow, number, (x + turn * (near + _wide(row) / 2) + aside, y + line * _PITCH)
            )
            for line, row in enumerate(self.rows(arrow, self._aside))
            for number, aside in _spread(row)
        ]

    def plates_on(self, arrow: Arrow, at: Point) -> list[Group]:
        """The numbers of an arrow's authors in a row, on a long level piece round a point."""
        return [
            self._plate(arrow, number, (at[0] + aside, at[1]))
            for row in self.rows(arrow, self.width)
            for number, aside in _spread(row)
        ]

    @property
    def _aside(self) -> float:
        """The room for numbers beside an upright arrow."""
        return 0.25 * self.box_width

    def _plate(self, arrow: Arrow, number: str, at: Point) -> Group:
        return mark_group(arrow, encodings.number_items(number, _PLATE), at, self.names)

    def legend(self, drawn: Sequence[Arrow], boxed: Iterable[str]) -> list[Entry]:
        """What must be explained of these arrows and boxes.

        Args:
            drawn: The arrows.
            boxed: The variables.
        """
        told = {author for arrow in drawn for author in arrow.authors}
        return entries(
            drawn,
            {self.roles[node] for node in boxed},
            pooled=True,
            size=SMALL,
            numbers={
                number: self.author(author)
                for author, number in self.numbers.items()
                if author in told
            },
        )


def stage_for(view: View, columns: int) -> Stage:
    """What all boxes and arrows of a figure share.

    Args:
        view: The case as it is looked at.
        columns: How many columns of a journal the figure takes.
    """
    diagram = causal_diagram(view)
    diagram.graph["filters"] = view.applied
    diagram.graph["undrawn"] = claims_left_out(view.case, diagram)
    sheet = one_panel(columns)[0]
    numbers = {str(author): str(number) for number, author in enumerate(view.authors, start=1)}
    return Stage(
        diagram=diagram,
        names={node: str(name or node) for node, name in diagram.nodes(data="name")},
        roles=roles(diagram, diagram),
        numbers=numbers if len(numbers) > 1 else {},
        spacing=sheet.spacing,
        page_width=sheet.page_width,
        width=sheet.width,
        height=sheet.height,
        across=_ACROSS[columns],
        gap=_GAPS[columns],
    )


def arrows_of(diagram: Diagram, chain: Chain) -> tuple[Arrow, ...]:
    """An arrow for each step of a chain, of the claims that make the step.

    Args:
        diagram: The diagram that the chain was found in.
        chain: The chain.
    """
    part: Diagram = type(diagram)(**diagram.graph)
    pairs = list(pairwise(chain.nodes))
    for pair, bundle in zip(pairs, chain.bundles, strict=True):
        for step in bundle:
            part.add_edge(*pair, key=step.id, **diagram.edges[(*pair, step.id)])
    found = arrows(part)
    return tuple(found[pair] for pair in pairs)


SEAM = "seam: one author's claims end here, another's begin"


def seam_shape(at: Point) -> Shape:
    """The mark of a seam: a filled lozenge."""
    x, y = at
    corners = [(x - _SEAM, y), (x, y - _SEAM), (x + _SEAM, y), (x, y + _SEAM)]
    return Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)


_SEAM = 3.0


def seam_entry() -> Entry:
    """What a seam looks like."""
    return Entry(sample=[seam_shape((12.0, -0.3 * SMALL))], text=SEAM)


def _sign(arrow: Arrow, size: float) -> list[Item]:
    colour = encodings.LOOKS[arrow.kind].colour
    return encodings.mark_items(encodings.mark(arrow), (0.0, 0.0), colour, size)


def _wide(row: Sequence[str]) -> float:
    """How wide a row of plates is."""
    return sum(encodings.number_width(number, _PLATE) + _AIR for number in row) - _AIR


def _spread(row: Sequence[str]) -> list[tuple[str, float]]:
    """Each number with the place of its plate, from the middle of the row."""
    found = []
    left = -_wide(row) / 2
    for number in row:
        width = encodings.number_width(number, _PLATE)
        found.append((number, left + width / 2))
        left += width + _AIR
    return found
