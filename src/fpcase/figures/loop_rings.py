"""Feedback loops, each as a ring of its own: reinforcing, balancing, contested."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import attrs

from fpcase.comparison.looping import MAX_STEPS, Loops, find_loops
from fpcase.diagrams.loops import Loop, Polarity
from fpcase.figures.arrows import Arrow
from fpcase.figures.captions import filters_of, subtitle_of
from fpcase.figures.chain_rows import telling_of
from fpcase.figures.drawing import nothing
from fpcase.figures.figure import Figure
from fpcase.figures.geometry import Point, Route
from fpcase.figures.lanes import Box
from fpcase.figures.legend import Entry
from fpcase.figures.page import SMALL, Panel, block, page
from fpcase.figures.panels import loop_route
from fpcase.figures.scene import INK, Group, Item, Line, Shape, Subject, polyline
from fpcase.figures.sheets import check_columns
from fpcase.figures.strips import Stage, arrows_of, seam_entry, seam_shape, stage_for
from fpcase.model.cases import Case
from fpcase.model.options import whole_numbers
from fpcase.model.wording import counted
from fpcase.statements.views import View


def draw_loops(
    of: Case | View,
    *,
    max_steps: int = MAX_STEPS,
    most: int | None = None,
    columns: int = 2,
    title: str | None = None,
) -> Figure:
    """Draw the feedback loops, each as a ring with its name in the middle, the shortest first.

    R1, R2, ... are reinforcing loops, B1, B2, ... balancing ones; C stands for contested loops,
    U for those in which a direction is not said. The names are those of `Loops.names`: they do
    not change with the number of loops drawn. Over every ring stands who tells the whole loop,
    or that only the pool closes it; then lozenges show the seams, and the numbers on an arrow
    are the authors who claim that step.

    Args:
        of: What is looked at: a case, or a study of one.
        max_steps: How many claims long a loop may be.
        most: How many loops to draw at most, be the figure as tall as it will; if left out, as
            many as a page has room for. The caption counts the others.
        columns: How wide the figure is: one column of a journal (90 mm) or two (180 mm).
        title: What the figure is called.

    Raises:
        FpcaseError: a number is below
            1, or a journal has no such number of columns.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> figure = fpcase.figures.draw_loops(View.of(case, ["aitiev-2015"]), max_steps=2)
    >>> figure.alt_text.partition(". ")[2][:34]
    'R1, reinforcing, told whole by Ait'
    """
    check_columns(columns)
    if most is not None:
        whole_numbers(most=most)
    found = find_loops(of, max_steps=max_steps)
    stage = stage_for(found.view, columns)
    title = title if title is not None else "Feedback loops"
    if not found.loops:
        return nothing(title, stage.diagram, columns, _none(found, stage))
    rings, height, endless = _placed(found, stage, most)
    shown = list(zip(found.names, found.loops, strict=True))[: len(rings)]
    key = stage.legend(
        [arrow for ring in rings for arrow in ring.arrows],
        {node for _, loop in shown for node in loop.chain.nodes},
    )
    if any(loop.seams for _, loop in shown):
        key.append(seam_entry())
    kinds = {loop.polarity for _, loop in shown}
    key += [_badge_entry(kind) for kind in Polarity if kind in kinds]
    return page(
        [Panel(items=tuple(ring.group for ring in rings), height=height)],
        across=1,
        width=stage.page_width,
        title=title,
        subtitle=subtitle_of(stage.diagram),
        key=key,
        caption=_caption(found, stage, len(rings), endless=endless),
        alt_text=_alt_text(title, shown, stage),
    )


@attrs.frozen(kw_only=True)
class _Ring:
    """One loop as it is drawn.

    Attributes:
        group: The picture, from the upper left corner.
        width: Of the whole.
        height: Of the whole.
        arrows: Its arrows.
    """

    group: Group
    width: float
    height: float
    arrows: tuple[Arrow, ...]


_BETWEEN = (20.0, 14.0)
"""Between rings, across and down."""
_LEAST_WIDTH = 1.55
"""A ring's heading takes so many boxes' width at least."""
_LONE_WIDTH = 2.0
"""So does a variable that moves itself, for the arrow and its numbers."""


def _placed(found: Loops, stage: Stage, most: int | None) -> tuple[list[_Ring], float, bool]:
    """As many rings as are wanted, or fit a page, side by side; their height; is it too much."""
    rings: list[_Ring] = []
    x = top = bottom = 0.0
    for name, loop in zip(found.names[:most], found.loops, strict=False):
        ring = _ring(stage, loop, name)
        if x and x + ring.width > stage.width:
            x, top = 0.0, bottom + _BETWEEN[1]
        if most is None and rings and top + ring.height > stage.height:
            break
        rings.append(attrs.evolve(ring, group=attrs.evolve(ring.group, x=x, y=top)))
        x += ring.width + _BETWEEN[0]
        bottom = max(bottom, top + ring.height)
    return rings, bottom, bottom > stage.height


def _ring(stage: Stage, loop: Loop, name: str) -> _Ring:
    nodes = loop.chain.nodes[:-1]
    steps = arrows_of(stage.diagram, loop.chain)
    places = ring_places(len(nodes), stage.across)
    across = 1 + max(column for column, _ in places)
    lone = len(nodes) == 1
    width = max(stage.span(across), (_LONE_WIDTH if lone else _LEAST_WIDTH) * stage.box_width)
    left = (width - stage.span(across)) / 2
    head, first = block(_called(loop, name), width, SMALL, bold=True)
    told, second = block(_telling(stage, loop), width, SMALL)
    top = first + second + 4.0 + _EDGE + lone * _EDGE
    middles = _levels(stage, nodes, steps, places, top)
    boxes = [
        stage.box(node, left + stage.span(column + 1) - stage.box_width / 2, middles[row])
        for node, (column, row) in zip(nodes, places, strict=True)
    ]
    ways = [_way(one, other, lone=across == 1) for one, other in pairwise([*boxes, boxes[0]])]
    routes = {step.key: way for step, way in zip(steps, ways, strict=True)}
    frames = [box.frame for box in boxes]
    heart = (
        (min(frame[0] for frame in frames) + max(frame[2] for frame in frames)) / 2,
        _heart(boxes, places),
    )
    items: list[Item] = [
        *head,
        Group(items=told, y=first),
        *(stage.arrow_item(step, way) for step, way in zip(steps, ways, strict=True)),
        *(stage.box_item(node, box) for node, box in zip(nodes, boxes, strict=True)),
        *(
            plate
            for step, way in zip(steps, ways, strict=True)
            for plate in _plates(stage, step, way, heart[0])
        ),
        *stage.signs({step.key: step for step in steps}, routes, boxes),
        *badge(name, heart),
    ]
    last = max(row for _, row in places)
    items += [
        seam_shape(_outside(box, place, across, last))
        for node, box, place in zip(nodes, boxes, places, strict=True)
        if node in loop.seams
    ]
    subject = Subject(
        variables=(name,),
        claims=loop.chain.claims,
        authors=loop.chain.told_whole_by,
        traits=(loop.polarity.value, "whole" if loop.chain.told_whole_by else "pooled"),
    )
    return _Ring(
        group=Group(items=items, role="loop", subject=subject),
        width=width,
        height=max(box.bottom for box in boxes) + _EDGE + lone * _WITHIN,
        arrows=steps,
    )


_EDGE = 8.0
"""Over the upper boxes and under the lower ones: room for a seam."""
_WITHIN = 34.0
"""Between a ring's upper and lower boxes, at least: room for its name."""


def ring_places(count: int, across: int) -> list[tuple[float, int]]:
    """The column and row of each box of a ring, clockwise from the upper left corner.

    Args:
        count: How many boxes there are.
        across: How many may stand side by side, two at least.

    >>> ring_places(5, 4)
    [(0.0, 0), (1.0, 0), (2.0, 0), (1.5, 1), (0.5, 1)]
    """
    top = min(across, math.ceil(count / 2))
    right = math.ceil((count - 2 * top) / 2) if count > 2 * top else 0
    left = max(count - 2 * top, 0) - right
    bottom = count - top - right - left
    aside = (top - bottom) / 2
    return [
        *((float(column), 0) for column in range(top)),
        *((float(top - 1), row) for row in range(1, right + 1)),
        *((top - 1 - aside - number, right + 1) for number in range(bottom)),
        *((0.0, right - number) for number in range(left)),
    ]


def _levels(
    stage: Stage,
    nodes: Sequence[str],
    steps: Sequence[Arrow],
    places: Sequence[tuple[float, int]],
    top: float,
) -> list[float]:
    """The middle of each row, with room for the numbers over and beside the arrows."""
    middles: list[float] = []
    y = top
    around = [*places, places[0]]
    beside = [
        stage.depth(step) + _PLATE_HALF
        for step, (one, other) in zip(steps, pairwise(around), strict=True)
        if one[1] != other[1]
    ]
    for row in range(1 + max(row for _, row in places)):
        level = [
            stage.reach(step)
            for step, (one, other) in zip(steps, pairwise(around), strict=True)
            if one[1] == other[1] == row
        ]
        halves = [
            stage.box(node, 0, 0).height / 2
            for node, place in zip(nodes, places, strict=True)
            if place[1] == row
        ]
        half = max([*level, *halves]) if len(nodes) > 1 else halves[0]
        middles.append(y + half)
        y += 2 * half + max([_WITHIN, *beside])
    return middles


def _way(one: Box, other: Box, *, lone: bool) -> Route:
    """The way of an arrow, clockwise round the ring."""
    if one == other:
        return loop_route(one, 0.35 * _WITHIN)
    if one.y == other.y:
        if one.x < other.x:
            return ((one.right, one.y), (other.left, other.y))
        return ((one.left, one.y), (other.right, other.y))
    down = one.y < other.y
    aside = (one.width / 4 if down else -one.width / 4) if lone else 0.0
    if one.x == other.x:
        begin, end = (one.bottom, other.top) if down else (one.top, other.bottom)
        return ((one.x + aside, begin), (one.x + aside, end))
    if down:
        return ((one.x, one.bottom), (one.x, other.y), (other.right, other.y))
    return ((one.left, one.y), (other.x, one.y), (other.x, other.bottom))


def _plates(stage: Stage, step: Arrow, way: Route, middle: float) -> list[Group]:
    """The numbers of a step's authors: over a level arrow, outside an upright one."""
    if way[0][1] == way[-1][1]:
        left, right = sorted((way[0], way[-1]))
        return stage.plates_above(step, (left, right))
    upright = [piece for piece in pairwise(way) if piece[0][0] == piece[1][0]]
    (x, y1), (_, y2) = max(upright, key=lambda piece: abs(piece[0][0] - middle))
    return stage.plates_beside(step, (x, min(y1, y2) + _PLATE_HALF), 1 if x > middle else -1)


_PLATE_HALF = 4.6


def _heart(boxes: Sequence[Box], places: Sequence[tuple[float, int]]) -> float:
    """The height of a ring's middle, clear of its boxes; below a box that is alone."""
    last = max(row for _, row in places)
    if not last:
        return boxes[0].bottom + 0.5 * _WITHIN
    upper = max(box.bottom for box, (_, row) in zip(boxes, places, strict=True) if row == 0)
    lower = min(box.top for box, (_, row) in zip(boxes, places, strict=True) if row == last)
    return (upper + lower) / 2


def _outside(box: Box, place: tuple[float, int], across: float, last: int) -> Point:
    """Where a box's seam stands: outside the ring."""
    column, row = place
    if row == 0:
        return box.x, box.top - _SEAM
    if row == last:
        return box.x, box.bottom + _SEAM
    return (box.right + _SEAM, box.y) if column == across - 1 else (box.left - _SEAM, box.y)


_SEAM = 4.2


def badge(name: str, middle: Point, size: float = 9.0) -> list[Item]:
    """A loop's name inside an arrow that turns clockwise.

    Args:
        name: Such as R1.
        middle: Where it stands.
        size: Of the type.
    """
    x, y = middle
    r = 0.62 * size + 0.31 * size * max(len(name) - 1, 1)
    k = 0.5523 * r
    turn = Shape(
        steps=(
            ("M", ((x - r, y),)),
            ("C", ((x - r, y - k), (x - k, y - r), (x, y - r))),
            ("C", ((x + k, y - r), (x + r, y - k), (x + r, y))),
            ("C", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ),
        stroke=INK,
        width=0.8,
        fill=None,
    )
    head = polyline([(x + 0.3 * size, y + r - 0.24 * size), (x, y + r)])
    tail = polyline([(x, y + r), (x + 0.3 * size, y + r + 0.24 * size)])
    text = Line(text=name, x=x, y=y + 0.36 * size, size=size, bold=True, anchor="middle")
    return [
        turn,
        Shape(steps=head, stroke=INK, width=0.8),
        Shape(steps=tail, stroke=INK, width=0.8),
        text,
    ]


MEANINGS = {
    Polarity.REINFORCING: "reinforcing: a change comes back with the same sign",
    Polarity.BALANCING: "balancing: a change comes back with the opposite sign",
    Polarity.CONTESTED: "contested: claims on a step differ in sign, and so does the loop",
    Polarity.UNSTATED: "unstated: the direction of a step is not said",
}
"""What the letters of loops mean."""


def _badge_entry(kind: Polarity) -> Entry:
    letter = Line(
        text=kind.letter, x=12.0, y=0.0, size=SMALL, bold=True, anchor="middle", colour=INK
    )
    return Entry(sample=[letter], text=MEANINGS[kind])


def _called(loop: Loop, name: str) -> str:
    return f"{name}, {loop.polarity.value}"


def _telling(stage: Stage, loop: Loop) -> str:
    if loop.chain.told_whole_by:
        return telling_of(stage, loop.chain, 0)
    return f"closed only by the pool: {counted(len(loop.seams), 'seam')}"


def _caption(found: Loops, stage: Stage, shown: int, *, endless: bool) -> str:
    every = len(found.loops)
    kinds = Counter(loop.polarity for loop in found.loops)
    whole = sum(bool(loop.chain.told_whole_by) for loop in found.loops)
    share = f"{shown} of {every}" if shown < every else f"all {every}" if every > 1 else "the one"
    loops = f"feedback loop{'s' * (every > 1)} of at most {counted(found.max_steps, 'claim')}"
    told = ", ".join(f"{kinds[kind]} {kind.value}" for kind in Polarity if kinds[kind])
    pooled = f", {every - whole} closed only by the pool: nobody describes these"
    pooled *= whole < every
    sentences = [
        f"Shown: {share} {loops}, the shortest first.",
        f"Of those found: {told}; {whole} told whole by somebody{pooled}.",
    ]
    if shown < every:
        sentences.append(
            f"Left out: {counted(every - shown, 'loop')}; fewer authors or steps leave fewer, and "
            "a table of loops lists them all."
        )
    if found.truncated:
        sentences.append(f"The search ended at {found.found.because}; there may be more.")
    if endless:
        sentences.append("Taller than a page: fewer loops would fit one.")
    return " ".join([*sentences, *filters_of(stage.diagram)])


def _none(found: Loops, stage: Stage) -> str:
    what = f"feedback loop of at most {counted(found.max_steps, 'claim')}"
    said = f"There is no {what}."
    if found.truncated:
        said = f"No {what} was found before the search ended at {found.found.because}."
    return " ".join([said, *filters_of(stage.diagram)])


def _alt_text(title: str, shown: Sequence[tuple[str, Loop]], stage: Stage) -> str:
    told = [
        f"{_called(loop, name)}, {_telling(stage, loop)}: "
        f"{' → '.join(stage.names[node] for node in loop.chain.nodes)}."
        for name, loop in shown
    ]
    return f"{title}. {' '.join(told)} {subtitle_of(stage.diagram)}."
