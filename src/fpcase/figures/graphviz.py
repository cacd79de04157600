"""The one module that imports pygraphviz: Graphviz finds each arrow a way around the boxes.

Graphviz sees boxes and arrows, and no text: labels cannot be taken for its markup, and it
needs no fonts. Its orthogonal router gives every arrow a track and a place on the border of
its own, reciprocal arrows too.
"""

import threading
from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise

import pygraphviz

from fpcase.figures.geometry import Point, Route, distance_to_frame, simplified
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.spacing import UNIT
from fpcase.model.errors import FpcaseError

POINTS_PER_INCH = 72
_SCALES = (0.75, 1.0, 0.5, 2.0)
"""Graphviz works on a smaller copy. It puts one arrow on each point of a passage's width and no
more, so on ours arrows are farther apart and narrow passages do not fill up; smaller still,
and arrows go long ways round. It rounds to whole points, and may put an arrow a point into a
box: `nudging.nudged` mends that. Once in some hundred crowded pictures its ways do not begin at
their boxes; then another size helps."""
_LOCK = threading.Lock()
"""Graphviz keeps its state in global variables."""


def routes(grid: Grid, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Route]:
    """A way for each arrow, from border to border, around all other boxes.

    Args:
        grid: Where the boxes stand. Its measures must be multiples of `spacing.UNIT`: Graphviz
            looks its channels up by their exact coordinates, and ends the whole interpreter
            where rounding has moved one.
        pairs: Cause and effect of each arrow, two different nodes.

    Returns:
        For each pair the corners of its way, from the cause to the effect. It keeps clear of
        other boxes but for a point; `nudging.nudged` must follow.

    Raises:
        FpcaseError: two boxes touch, or Graphviz gave up.
    """
    wanted = sorted(set(pairs))
    if not wanted:
        return {}
    boxes = grid.boxes
    _check_apart(boxes)
    names = {node: f"n{number}" for number, node in enumerate(boxes)}
    everything = dict(boxes) | _walls(grid)
    for scale in _SCALES:
        with _LOCK:
            laid_out = _laid_out(everything, wanted, names, scale)
            found = {pair: _corners(laid_out, pair, boxes, names, scale) for pair in wanted}
        if all(found.values()):
            return found
    lost = next(pair for pair, route in found.items() if not route)
    message = (
        f"Graphviz found no way round the boxes for the arrow from {lost[0]!r} to {lost[1]!r}; "
        "draw fewer variables"
    )
    raise FpcaseError(message)


def _walls(grid: Grid) -> dict[str, Box]:
    """Boxes all round the grid that keep arrows inside: left, right, above and below."""
    left, right = UNIT * round(grid.gutter / UNIT), UNIT * round(grid.width / UNIT)
    top, bottom = 0.0, UNIT * round(grid.height / UNIT)
    thick = 4 * UNIT

    def wall(left: float, top: float, right: float, bottom: float) -> Box:
        x, y = (left + right) / 2, (top + bottom) / 2
        return Box(x=x, y=y, width=right - left, height=bottom - top, lines=())

    return {
        "left": wall(left - thick, top, left, bottom),
        "right": wall(right, top, right + thick, bottom),
        "above": wall(left - thick, top - 2 * thick, right + thick, top - thick),
        "below": wall(left - thick, bottom + thick, right + thick, bottom + 2 * thick),
    }


def _laid_out(
    boxes: Mapping[str, Box],
    pairs: list[tuple[str, str]],
    names: Mapping[str, str],
    scale: float,
) -> pygraphviz.AGraph:
    graph = pygraphviz.AGraph(strict=False, directed=True)
    graph.graph_attr.update(splines="ortho", inputscale=str(POINTS_PER_INCH))
    graph.node_attr.update(shape="box", label="", fixedsize="true")
    graph.edge_attr.update(arrowhead="none", headclip="false", tailclip="false")
    for node, box in boxes.items():
        graph.add_node(
            names.get(node, node),
            width=repr(scale * box.width / POINTS_PER_INCH),
            height=repr(scale * box.height / POINTS_PER_INCH),
            pos=f"{scale * box.x!r},{-scale * box.y!r}!",
        )
    for cause, effect in pairs:
        graph.add_edge(names[cause], names[effect])
    graph.layout(prog="neato")
    return graph


def _corners(
    graph: pygraphviz.AGraph,
    pair: tuple[str, str],
    boxes: Mapping[str, Box],
    names: Mapping[str, str],
    scale: float,
) -> Route:
    """A way in our coordinates: Graphviz moves the whole, and counts upward; () if it is none."""
    cause, effect = (names[node] for node in pair)
    left, up = _point(graph.get_node(cause).attr["pos"])
    spline = graph.get_edge(cause, effect).attr["pos"] or ""
    controls = [_point(word) for word in spline.replace("\\\n", "").split()]
    knots = controls[::3]  # straight pieces, each written as a cubic Bézier curve
    box = boxes[pair[0]]
    found = simplified([(box.x + (x - left) / scale, box.y - (y - up) / scale) for x, y in knots])
    return _between(found, box, boxes[pair[1]])


def _between(route: Route, cause: Box, effect: Box) -> Route:
    """A way from border to border, made of one from middle to middle; () if it is none."""
    level = [min(abs(x2 - x1), abs(y2 - y1)) < _TOLERANCE for (x1, y1), (x2, y2) in pairwise(route)]
    if not level or not all(level):
        return ()
    if not _begins_at(route, cause) or not _begins_at(route[::-1], effect):
        return ()
    return _from_border(_from_border(route, cause)[::-1], effect)[::-1]


_TOLERANCE = 0.1
_ROUNDED = 2.5
"""How far Graphviz's rounding may put the beginning of a way off its box."""


def _begins_at(route: Route, box: Box) -> bool:
    return distance_to_frame(route[0], box.frame) < _ROUNDED


def _from_border(route: Route, box: Box) -> Route:
    (x, y), (next_x, next_y), *rest = route
    if y == next_y:
        y = min(max(y, box.top), box.bottom)
        return ((box.right if next_x > box.x else box.left), y), (next_x, y), *rest
    x = min(max(x, box.left), box.right)
    return (x, (box.bottom if next_y > box.y else box.top)), (x, next_y), *rest


def _point(text: str) -> Point:
    x, y = text.rstrip("!").split(",")
    return float(x), float(y)


def _check_apart(boxes: Mapping[str, Box]) -> None:
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        if abs(a.x - b.x) <= (a.width + b.width) / 2 and (
            abs(a.y - b.y) <= (a.height + b.height) / 2
        ):
            message = f"the boxes of {one!r} and {other!r} touch; no arrow can pass between them"
            raise FpcaseError(message)
