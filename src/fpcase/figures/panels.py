"""One author's diagram, or any other: boxes from left to right, arrows, and their signs."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import attrs
import numpy as np
import numpy.typing as npt

from fpcase.diagrams import Diagram
from fpcase.drawing.clearing import cleared
from fpcase.drawing.fonts import text_width
from fpcase.drawing.layout import MOST_ARROWS, Graphviz, Layout
from fpcase.drawing.scene import Frame, Group, Item, Point, Subject, along, flattened, length
from fpcase.drawing.text import Paragraph, longest_word, paragraph
from fpcase.figures import looks
from fpcase.figures.arrows import Arrow, Kind, Pair, arrows
from fpcase.figures.subjects import about

TYPE = 6.0
"""The smallest type that journals print, in points."""
_PADDING = 1.8
_LEADING = 1.12
"""From one line of a name to the next, in the size of the type."""
_WIDEST, _NARROWEST = 92.0, 40.0
"""Of the names in boxes."""
_RANKS = (30.0, 14.0)
"""From one rank of boxes to the next: as much as there is room for."""
_BETWEEN = 4.0


Places = npt.NDArray[np.float64]


@attrs.frozen(kw_only=True)
class Laid:
    """A diagram with a place for everything.

    Attributes:
        part: The diagram.
        arrows: What it says.
        labels: The name in each box.
        layout: Where boxes and arrows are.
    """

    part: Diagram
    arrows: Mapping[Pair, Arrow]
    labels: Mapping[str, Paragraph]
    layout: Layout

    @property
    def ways(self) -> Mapping[Pair, tuple[Point, ...]]:
        """Where arrows run, clear of the boxes that they pass."""
        if not self.layout.ranked:
            return self.layout.ways
        return {
            pair: cleared(
                way, [box for node, box in self.layout.frames.items() if node not in pair]
            )
            for pair, way in self.layout.ways.items()
        }

    def items(self) -> list[Item]:
        """The picture, from the bottom to the top."""
        place = roles(self.part)
        names = {node: name_of(self.part, node) for node in self.part}
        flat = {pair: flattened(way) for pair, way in self.ways.items()}
        denied = [
            p for p, one in self.arrows.items() if one.denied and one.kind is not Kind.NO_EFFECT
        ]
        signs, crosses = _mark_places(flat, self.layout.frames.values(), denied)
        return [
            *(arrow_group(arrow, flat[pair], names) for pair, arrow in self.arrows.items()),
            *(
                box_group(self.part, node, frame, self.labels[node], place[node])
                for node, frame in self.layout.frames.items()
            ),
            *(
                mark_group(arrow, signs[pair], names, cross=crosses.get(pair))
                for pair, arrow in self.arrows.items()
            ),
        ]


def box_group(part: Diagram, node: str, frame: Frame, label: Paragraph, role: str) -> Group:
    """A variable's box, with its name and the word of its level.

    Args:
        part: The diagram.
        node: The variable.
        frame: Where the box stands.
        label: The name in lines, as `boxes` made it.
        role: What it is here: an outcome, intervening or exogenous.
    """
    level = part.nodes[node].get("level")
    return Group(
        items=[
            *looks.box_items(role, frame, looks.FILLS[level]),
            *looks.label_items(label, level, frame, _padding(part, node)),
        ],
        role=f"variable {role}",
        tooltip=f"{name_of(part, node)} ({node}): {role}",
        subject=about(variables=(node,), classes=(f"level-{level}",) * bool(level)),
    )


def arrow_group(arrow: Arrow, flat: tuple[Point, ...], names: Mapping[str, str]) -> Group:
    """An arrow with its head, thicker the more others claim it.

    Args:
        arrow: What it says.
        flat: Where it runs, in straight pieces.
        names: What the variables are called.
    """
    items = looks.arrow_items(looks.LOOKS[arrow.kind], flat, looks.thickness(arrow.others))
    return Group(items=items, role="arrow", tooltip=tooltip(names, arrow), subject=subject(arrow))


def mark_group(
    arrow: Arrow, at: Point, names: Mapping[str, str], *, cross: Point | None = None
) -> Group:
    """The sign of an arrow, and its cross where it is denied.

    Args:
        arrow: What it says.
        at: Where the sign stands.
        names: What the variables are called.
        cross: Where the cross stands, if there is one.
    """
    items = looks.sign_items(arrow.kind, at, reported=arrow.reported)
    if cross:
        items = [*looks.cross_items(cross, looks.LOOKS[arrow.kind].colour), *items]
    return Group(items=items, role="mark", tooltip=tooltip(names, arrow), subject=subject(arrow))


def laid(
    part: Diagram, graphviz: Graphviz, wrap: float = _WIDEST, apart: float = _RANKS[0]
) -> Laid:
    """A diagram laid out from left to right, outcomes in the last rank, as wide as it must be.

    Args:
        part: What to draw.
        graphviz: Who lays it out.
        wrap: How wide names in boxes are at most.
        apart: How far it is from one rank to the next.
    """
    drawn = arrows(part)
    labels, sizes = boxes(part, wrap)
    last = [node for node, role in roles(part).items() if role == "outcome"]
    layout = graphviz.layout(sizes, drawn, (apart, _BETWEEN), last=last)
    return Laid(part=part, arrows=drawn, labels=labels, layout=layout)


def laid_within(width: float, part: Diagram, graphviz: Graphviz) -> Laid | None:
    """A diagram laid out within a width; None where it is too narrow.

    Args:
        width: What there is room for.
        part: What to draw.
        graphviz: Who lays it out.
    """
    wrap, ranks = (_WIDEST, _RANKS[0]) if width > _NARROW else (_HALF, _RANKS[1])
    for _ in range(_TRIES):
        found = laid(part, graphviz, wrap, ranks)
        if found.layout.width <= width or not found.layout.ranked:
            more = min(width / max(found.layout.width, 1.0), _MORE)
            if more < _LITTLE:
                return found
            apart = min(ranks + (width - found.layout.width) / _SHARED, _RANKS[0])
            wider = laid(part, graphviz, wrap * more**0.5, apart)
            return found if wider.layout.width > width else wider
        steps = max(round((found.layout.width + ranks) / (wrap + 2 * _PADDING + ranks)), 1)
        ranks = _RANKS[1]
        room = (width - (steps - 1) * ranks) / steps - 2 * _PADDING - 2.0
        if wrap <= _NARROWEST or room < _NARROWEST - 8.0:
            break
        wrap = max(min(room, 0.92 * wrap), _NARROWEST)
    return None


_NARROW, _HALF = 300.0, 62.0
"""Within less than this names begin narrower."""
_TRIES = 4
_MORE, _LITTLE, _SHARED = 2.0, 1.1, 8.0
"""How much wider names, and ranks farther apart, are tried where there is more than little room."""


def boxes(
    part: Diagram, wrap: float
) -> tuple[dict[str, Paragraph], dict[str, tuple[float, float]]]:
    """The names of variables in lines, and how large their boxes are."""
    labels: dict[str, Paragraph] = {}
    sizes: dict[str, tuple[float, float]] = {}
    measure = partial(text_width, size=TYPE)
    outcomes = [node for node, ends in part.nodes(data="outcome") if ends]
    low = min(max(len(outcomes) / _STACKED, 1.0), _LOWEST)
    for node, data in part.nodes(data=True):
        level = f"{_APART}{data['level']}" if data.get("level") else ""
        name = f"{name_of(part, node)} {level}"
        wide = wrap * low if data.get("outcome") else wrap
        label = paragraph(name, max(wide, longest_word(name, measure)), size=TYPE, even=True)
        last = label.lines[-1].rpartition(_APART)[0].strip() if level else label.lines[-1]
        labels[node] = attrs.evolve(label, lines=(*label.lines[:-1], last), leading=_LEADING)
        sizes[node] = (
            math.ceil(label.width + 2 * _padding(part, node)),
            math.ceil(max(len(label.lines), 1) * _LEADING * TYPE + 2 * _padding(part, node)),
        )
    widest = max((sizes[node][0] for node in outcomes), default=0)
    return labels, {**sizes, **{node: (widest, sizes[node][1]) for node in outcomes}}


_STACKED, _LOWEST = 4.0, 2.0
"""Beyond so many outcomes, which stand one below the other, their boxes grow wider and lower."""


def _padding(part: Diagram, node: str) -> float:
    """Between a box's border and its name: more where the border is double."""
    return _PADDING + 1.0 * bool(part.nodes[node].get("outcome"))


_APART = "¦"
"""Stands between a name and the word of its level, where they are broken into lines as one."""


def name_of(diagram: Diagram, node: str) -> str:
    """What a variable is called."""
    return str(diagram.nodes[node].get("name") or node)


def roles(part: Diagram) -> dict[str, str]:
    """The role that each variable plays in what is drawn."""
    moved = {effect for cause, effect in part.edges() if cause != effect}
    others = ("exogenous", "intervening")
    return {
        node: data.get("role") or ("outcome" if data.get("outcome") else others[node in moved])
        for node, data in part.nodes(data=True)
    }


def subject(arrow: Arrow) -> Subject:
    """What an arrow shows, for style sheets, scripts and links."""
    kind = arrow.kind.name.lower().replace("_", "-")
    return about(
        variables=arrow.pair,
        claims=arrow.claims,
        authors=arrow.authors,
        classes=(kind, *arrow.stances),
    )


def tooltip(names: Mapping[str, str], arrow: Arrow) -> str:
    """What an arrow says when pointed at: both ends, the sign, and every claim with its place."""
    denied = ", denied" if arrow.denied else ""
    reported = ", reported" if arrow.reported else ""
    head = f"{names[arrow.cause]} → {names[arrow.effect]}: {arrow.kind.value}{denied}{reported}"
    also = [f"claimed by {', '.join(arrow.also)} too"] if arrow.also else []
    return "\n".join([head, *arrow.sayings, *also])


_CROSSES = (0.55, 0.45, 0.65, 0.35, 0.25, 0.8)
"""Which share of an arrow's length, from its head, lies before its cross, the best first."""
_LONG = 34.0
"""On arrows no longer than this the cross stands behind the sign."""
_RADIUS = 3.2
_ASIDE = 3.0
"""How far beside its line a sign may stand, whose ring then still touches it."""
_SPOTS = (8.5, 11.5, 14.5, 18.0, 22.0, 27.0, 33.0, 40.0, 50.0, 62.0, 5.5)
"""How far behind the head a sign may stand, the best first."""
_STEP = 3.0
"""How far apart the points of lines are that signs keep clear of."""


def _mark_places(
    ways: Mapping[Pair, tuple[Point, ...]], frames: Iterable[Frame], denied: Sequence[Pair]
) -> tuple[dict[Pair, Point], dict[Pair, Point]]:
    """A place for each sign near its arrow's head, and for each cross near its middle.

    Each stands where lines, boxes and other marks are farthest.
    """
    dots = {
        pair: [along(way, _STEP * step)[0] for step in range(int(length(way) // _STEP) + 1)]
        for pair, way in ways.items()
        if len(ways) <= MOST_ARROWS  # among more there is no room that is worth the search
    }
    rims = np.add([*frames], (-_RADIUS, -_RADIUS, _RADIUS, _RADIUS))
    marks: list[Point] = []

    def place(pair: Pair, spots: Sequence[float], asides: Sequence[float]) -> Point:
        """The best place, so far behind the head or so, on the line or beside it."""
        way = ways[pair]
        at = np.array(
            [
                (x - aside * dy, y + aside * dx)
                for (x, y), (dx, dy) in (along(way, length(way) - spot) for spot in spots)
                for aside in asides
            ]
        )
        lines = [dot for other, some in dots.items() if other != pair for dot in some]
        inside = np.all((rims[:, :2] < at[:, None]) & (at[:, None] < rims[:, 2:]), axis=(2,))
        crowding = np.maximum.reduce(
            [
                9.0 * np.any(inside, axis=(1,)),
                _RADIUS + 1 - _nearest(at, lines),
                4 * (2 * _RADIUS - _nearest(at, marks)),
            ]
        )
        cost = crowding.clip(min=0) + [
            0.25 * number + 0.4 * abs(aside) for number in range(len(spots)) for aside in asides
        ]
        x, y = at[cost.argmin()].tolist()
        marks.append((x, y))
        return x, y

    signs, crosses = {}, {}
    shortest = sorted((length(way), pair) for pair, way in ways.items())
    for whole, pair in shortest:
        if pair in denied:
            shares = _CROSSES if whole > _LONG else _CROSSES[::-3]
            crosses[pair] = place(pair, [share * whole for share in shares], (0.0,))
    for whole, pair in shortest:
        spots = [spot for spot in _SPOTS if spot < whole - _RADIUS] or [whole / 2]
        signs[pair] = place(pair, spots, (0.0, _ASIDE, -_ASIDE))
    return signs, crosses


def _nearest(at: Places, others: Sequence[Point]) -> Places:
    """How far each place is from the nearest of some points."""
    apart = at[:, None] - np.array([(math.inf, math.inf), *others])
    return np.asarray(np.hypot(apart[..., 0], apart[..., 1]).min(axis=1))
