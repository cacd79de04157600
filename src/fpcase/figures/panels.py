"""One panel: lanes, boxes, arrows and their marks."""

from collections.abc import Collection, Mapping

import attrs

from fpcase.diagrams import Diagram
from fpcase.figures import encodings
from fpcase.figures.arrows import Arrow, Pair
from fpcase.figures.geometry import Route
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.marks import placed_marks
from fpcase.figures.scene import PALE_INK, Group, Item, Line, Shape, rectangle
from fpcase.figures.spacing import Spacing


@attrs.frozen(kw_only=True)
class Ground:
    """What all panels of a figure share.

    Attributes:
        grid: Where the boxes stand.
        routes: The way of each arrow.
        names: What the box of each variable says.
        spacing: The measures of the grid.
        width: Of a panel.
    """

    grid: Grid
    routes: Mapping[Pair, Route]
    names: Mapping[str, str]
    spacing: Spacing
    width: float


def panel(
    ground: Ground,
    arrows: Mapping[Pair, Arrow],
    roles: Mapping[str, str],
    ghosts: Collection[Pair] = (),
) -> tuple[Item, ...]:
    """The shapes of a panel, from the bottom to the top.

    Args:
        ground: What all panels share.
        arrows: What this panel says.
        roles: The role of each variable, here.
        ghosts: Pairs of other authors, drawn pale.
    """
    pale = [pair for pair in ghosts if pair not in arrows]
    return (
        *_bands(ground),
        *(Group(items=encodings.ghost_shapes(ground.routes[pair]), role="ghost") for pair in pale),
        *(_arrow(ground, arrow) for arrow in arrows.values()),
        *(_box(ground, node, box, roles[node]) for node, box in ground.grid.boxes.items()),
        *_marks(ground, arrows),
    )


def roles(part: Diagram, whole: Diagram) -> dict[str, str]:
    """The role that each variable of a part plays in the whole.

    Leaving variables out of a picture must not turn an intervening variable into an
    exogenous one, so roles are read off the whole diagram.

    Args:
        part: The diagram drawn.
        whole: All claims of the authors drawn.
    """
    outcomes = _outcomes(part, whole)
    return {node: _role(node, outcomes, whole) for node in part}


def _outcomes(part: Diagram, whole: Diagram) -> set[str]:
    """What the authors drawn explain; a diagram made by hand marks its nodes instead."""
    explains = whole.graph.get("explains")
    if explains is None:
        return {node for node, marked in part.nodes(data="outcome") if marked}
    return {outcome for author in whole.graph["authors"] for outcome in explains[author]}


def _role(node: str, outcomes: set[str], whole: Diagram) -> str:
    if node not in whole or not whole.degree(node):
        return "unused"
    if node in outcomes:
        return "outcome"
    moved = any(cause != node for cause, _ in whole.in_edges(node))
    return "intervening" if moved else "exogenous"


def _bands(ground: Ground) -> list[Item]:
    items: list[Item] = []
    for number, lane in enumerate(ground.grid.lanes):
        if number % 2 == 0:
            band = rectangle(0, lane.top, ground.width, lane.bottom)
            items.append(Shape(steps=band, fill=encodings.BAND))
        size = ground.spacing.font_size
        items.append(
            Line(
                text=lane.level,
                x=0.5 * ground.spacing.gutter + 0.3 * size,
                y=(lane.top + lane.bottom) / 2,
                size=size,
                anchor="middle",
                upright=True,
                colour=PALE_INK,
            )
        )
    return items


def _box(ground: Ground, node: str, box: Box, role: str) -> Group:
    border = ground.spacing.border
    shapes = encodings.box_shapes(role, box.frame, border)
    label = encodings.label_lines(
        box.lines,
        (box.x, box.y),
        ground.spacing.font_size,
        ground.spacing.line_height,
        pale=role == "unused",
    )
    tooltip = f"{ground.names[node]} ({node}): {role}"
    return Group(items=[*shapes, *label], role=f"variable {role}", tooltip=tooltip)


def _arrow(ground: Ground, arrow: Arrow) -> Group:
    look = encodings.LOOKS[arrow.kind]
    thickness = ground.spacing.border * encodings.width(len(arrow.authors))
    route = ground.routes[arrow.pair]
    shapes = encodings.arrow_shapes(look, route, thickness, ground.spacing.border)
    return Group(items=shapes, role="arrow", tooltip=tooltip(ground.names, arrow))


def tooltip(names: Mapping[str, str], arrow: Arrow) -> str:
    """What an arrow says when pointed at: both ends, the sign, and every claim with its place."""
    denied = ", denied" if arrow.denied else ""
    reported = ", reported" if arrow.reported else ""
    head = f"{names[arrow.cause]} → {names[arrow.effect]}: {arrow.kind.value}{denied}{reported}"
    return "\n".join([head, *arrow.sayings])


def _marks(ground: Ground, arrows: Mapping[Pair, Arrow]) -> list[Item]:
    size = ground.spacing.mark_size
    radius = 0.5 * size
    routes = {pair: ground.routes[pair] for pair in arrows}
    wanted = [(pair, 1.0) for pair, arrow in arrows.items() if encodings.mark(arrow)]
    signs = len(wanted)
    wanted += [(pair, 0.5) for pair, arrow in arrows.items() if arrow.denied]
    frames = [box.frame for box in ground.grid.boxes.values()]
    places = placed_marks(routes, wanted, frames, radius, 6.0 * ground.spacing.border)
    items: list[Item] = []
    for number, ((pair, _), at) in enumerate(zip(wanted, places, strict=True)):
        look = encodings.LOOKS[arrows[pair].kind]
        if number < signs:
            items += encodings.mark_items(encodings.mark(arrows[pair]), at, look.colour, size)
        else:
            items += encodings.cross_shapes(at, look.colour, 0.36 * size)
    return items


def loop_route(box: Box, reach: float) -> Route:
    """The way of an arrow from a variable to itself, round the upper right corner of its box."""
    return (
        (box.right - reach, box.top),
        (box.right - reach, box.top - reach),
        (box.right + reach, box.top - reach),
        (box.right + reach, box.top + reach),
        (box.right, box.top + reach),
    )
