"""A chain of claims as boxes in a line, or in as many as it takes."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import attrs

from fpcase.comparison.chains import Chain
from fpcase.diagrams import Diagram
from fpcase.diagrams.causal import of_claims
from fpcase.drawing.page import Entry
from fpcase.drawing.rows import Row, band
from fpcase.drawing.scene import Frame, Group, Item, Point, diamond
from fpcase.drawing.text import paragraph
from fpcase.figures import looks, panels
from fpcase.figures.arrows import Arrow, arrows
from fpcase.figures.legend import diagram_key
from fpcase.figures.plans import sample
from fpcase.figures.subjects import about

_INDENT = 22.0
"""Room at the left, for the number, and for arrows that come from another line."""
_ON, _BACK = 13.0, 20.0
"""How far before a box an arrow turns that comes from the line above, or closes a loop."""
_NARROW = 300.0
_ACROSS = {False: 3, True: 5}
"""How many boxes stand side by side, on a narrow page and on others."""
_GAP = 26.0
_EDGE = 4.0
_TURN = 9.0
"""How far below the boxes an arrow runs that goes on in the next line."""
_PLATES = 7.0
"""How far over an arrow the numbers of its authors stand."""


@attrs.frozen(kw_only=True)
class Strip:
    """A chain as it is to be drawn.

    Attributes:
        chain: The chain; of a loop its first variable comes once more at the end.
        heading: What is said of it.
        name: Its number, or the name of a loop.
        seams: Variables at which the claims of one author end and those of another begin.
        is_loop: Whether its end is its beginning.
    """

    chain: Chain
    heading: str
    name: str
    seams: tuple[str, ...]
    is_loop: bool = False

    @property
    def edges(self) -> list[tuple[str, str, str]]:
        """Cause, effect and key of each claim that makes a step."""
        steps = zip(pairwise(self.chain.nodes), self.chain.bundles, strict=True)
        return [(*pair, step.id) for pair, bundle in steps for step in bundle]


@attrs.frozen(kw_only=True)
class Stage:
    """What all chains of a figure share.

    Attributes:
        labels: Short names of the authors whose claims make the chains.
        diagram: What carries chains, of all authors looked at.
        width: Inside the margins.
    """

    labels: Mapping[str, str]
    diagram: Diagram
    width: float

    @property
    def numbers(self) -> Mapping[str, str]:
        """By which number each author is told; none for one author alone."""
        return {one: str(n) for n, one in enumerate(self.labels, 1) if len(self.labels) > 1}

    def key(self, strips: Iterable[Strip]) -> list[Entry]:
        """What must be explained."""
        every = list(strips)
        drawn = [arrow for strip in every for arrow in self.arrows(strip)]
        parts = [self.part(strip) for strip in every]
        told = {author for arrow in drawn for author in arrow.authors}
        seam = "one author's claims end here, another's begin"
        return [
            *diagram_key([drawn], parts),
            *(
                sample(looks.badge_items(number, (0.0, 0.0)), self.labels[author])
                for author, number in self.numbers.items()
                if author in told
            ),
            *[sample([diamond((0.0, 0.0), _SEAM)], seam)] * any(one.seams for one in every),
        ]

    def in_words(self, chain: Chain) -> str:
        """The variables of a chain."""
        return " → ".join(panels.name_of(self.diagram, node) for node in chain.nodes)

    def part(self, strip: Strip) -> Diagram:
        """The claims of a chain; an outcome is what one of their authors explains."""
        part = of_claims(self.diagram, strip.edges)
        who = {str(data["author"]) for *_, data in part.edges(data=True)}
        explained = {node for one in who for node in part.graph["explains"][one]}
        for node, data in part.nodes(data=True):
            data["outcome"] = node in explained
        return part

    def arrows(self, strip: Strip) -> list[Arrow]:
        """An arrow for each step, of the claims that make the step."""
        found = arrows(self.part(strip))
        return [attrs.evolve(found[pair], also=()) for pair in pairwise(strip.chain.nodes)]

    def row(self, strip: Strip, *, shaded: bool) -> Row:
        """A chain with its heading, in as many lines as it takes."""
        head = paragraph(strip.heading, self.width - _INDENT - 14.0)
        name = paragraph(strip.name, 40.0, bold=True)
        items: list[Item] = [
            *name.items(2.0, _EDGE),
            *head.items(max(_INDENT, name.width + 6.0), _EDGE),
        ]
        part = self.part(strip)
        place = panels.roles(part)
        nodes = strip.chain.nodes[:-1] if strip.is_loop else strip.chain.nodes
        across = _ACROSS[self.width > _NARROW]
        wide = (self.width - _INDENT - (across - 1) * _GAP) / across
        labels, sizes = panels.boxes(part, wide - 8.0)
        y = _EDGE + head.height + 2.0
        frames: list[Frame] = []
        bottoms: list[float] = []
        for first in range(0, len(nodes), across):
            line = nodes[first : first + across]
            half = max(sizes[node][1] for node in line) / 2
            middle = y + max(half, 2 * _PLATES)
            for column, node in enumerate(line):
                left = _INDENT + column * (wide + _GAP)
                tall = sizes[node][1] / 2
                frames.append((left, middle - tall, left + wide, middle + tall))
            bottoms.append(middle + half + _TURN)
            y = middle + half + _TURN + 2 * _EDGE
        steps = self.arrows(strip)
        names = {node: panels.name_of(part, node) for node in part}
        ways = [_way(frames, at, bottoms[at // across]) for at in range(len(steps))]
        items += [panels.arrow_group(one, way, names) for one, way in zip(steps, ways, strict=True)]
        items += [
            panels.box_group(part, node, frame, labels[node], place[node])
            for node, frame in zip(nodes, frames, strict=True)
        ]
        for one, way in zip(steps, ways, strict=True):
            sign = (way[-1][0] - 10.0, way[-1][1])
            items += [panels.mark_group(one, sign, names), *self._plates(one, way, names)]
        items += [
            diamond((frame[0], frame[1]), _SEAM)
            for node, frame in zip(nodes, frames, strict=True)
            if node in strip.seams
        ]
        tall = y - _EDGE - (0.0 if strip.is_loop else _TURN) + 1.0
        whole = Group(
            items=items,
            role="chain",
            subject=about(
                variables=(nodes[0], nodes[-1]),
                claims=strip.chain.claims,
                authors=strip.chain.told_whole_by,
                classes=("told-whole" if strip.chain.told_whole_by else "pooled",),
            ),
        )
        return Row(items=[*band(self.width, tall, shaded=shaded), whole], height=tall)

    def _plates(self, arrow: Arrow, way: tuple[Point, ...], names: Mapping[str, str]) -> list[Item]:
        """The numbers of an arrow's authors, on a plate over it."""
        numbers = [self.numbers[author] for author in arrow.authors if author in self.numbers]
        if not numbers:
            return []
        rest = len(numbers) - _MOST_NUMBERS
        told = " ".join([*numbers[:_MOST_NUMBERS], *([f"+{rest}"] if rest > 0 else [])])
        x, y = (way[0][0] + way[-1][0]) / 2, way[0][1] - _PLATES
        if len(way) > len(("from", "to")):
            x, y = way[2][0] + looks.badge_width(told) / 2 + 12.0, way[2][1]
        items = looks.badge_items(told, (x, y))
        told_by = panels.tooltip(names, arrow)
        return [Group(items=items, role="mark", tooltip=told_by, subject=panels.subject(arrow))]


_MOST_NUMBERS = 3
"""So many authors of a step are named by their numbers; the others are counted."""
_SEAM = 3.0
"""How large the lozenge is where one author's claims end and another's begin."""


def _way(frames: Sequence[Frame], at: int, down: float) -> tuple[Point, ...]:
    """From one box to the next; to another line, or back to the beginning, round below."""
    one, other = frames[at], frames[(at + 1) % len(frames)]
    start, end = (one[2], (one[1] + one[3]) / 2), (other[0], (other[1] + other[3]) / 2)
    if start[0] < end[0]:
        return start, end
    middle, left = (one[0] + one[2]) / 2, end[0] - (_ON if frames[at + 1 :] else _BACK)
    return (middle, one[3]), (middle, down), (left, down), (left, end[1]), end
