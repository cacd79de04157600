"""One panel: lanes, boxes, arrows and their marks."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from fpcase.diagrams import Diagram
from fpcase.figures import encodings
from fpcase.figures.arrows import Arrow, Key
from fpcase.figures.geometry import Point, Route, grown
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.marks import Wanted, placed_marks
from fpcase.figures.packing import NO_LEVEL
from fpcase.figures.scene import PALE_INK, Group, Item, Line, Shape, Subject, rectangle
from fpcase.figures.spacing import Spacing


@attrs.frozen(kw_only=True)
class Ground:
    """What all panels of a figure share.

    Attributes:
        grid: Where the boxes stand.
        routes: The way of each arrow, by its key.
        names: What the box of each variable says.
        spacing: The measures of the grid.
        width: Of a panel.
    """

    grid: Grid
    routes: Mapping[Key, Route]
    names: Mapping[str, str]
    spacing: Spacing
    width: float


def panel(
    ground: Ground,
    arrows: Iterable[Arrow],
    roles: Mapping[str, str],
    ghosts: Iterable[Arrow] = (),
    numbers: Mapping[str, str] | None = None,
) -> tuple[Item, ...]:
    """The shapes of a panel, from the bottom to the top.

    Args:
        ground: What all panels share.
        arrows: What this panel says.
        roles: The role of each variable, here.
        ghosts: Other authors' arrows, drawn pale.
        numbers: The number that stands on an author's arrows, where numbers tell authors.
    """
    drawn = {arrow.key: arrow for arrow in arrows}
    pale = [arrow for arrow in ghosts if arrow.key not in drawn]
    levels = {node: lane for (lane, _), nodes in ground.grid.cells.items() for node in nodes}
    return (
        *_bands(ground),
        *(_ghost(ground, arrow) for arrow in pale),
        *(
            arrow_group(arrow, ground.routes[key], ground.names, ground.spacing)
            for key, arrow in drawn.items()
        ),
        *(
            box_group(node, box, roles[node], (ground.names[node], levels[node]), ground.spacing)
            for node, box in ground.grid.boxes.items()
        ),
        *_marks(ground, drawn, numbers or {}),
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


def box_group(node: str, box: Box, role: str, told: tuple[str, str], spacing: Spacing) -> Group:
    """A variable's box with its label.

    Args:
        node: The variable.
        box: Its place.
        role: What it is: an outcome, intervening, exogenous, unused or untouched.
        told: Its name and its level of analysis.
        spacing: The measures.
    """
    name, level = told
    label = encodings.label_lines(
        box.lines,
        (box.x, box.y),
        spacing.font_size,
        spacing.line_height,
        pale=role in encodings.PALE_ROLES,
    )
    return Group(
        items=[*encodings.box_shapes(role, box.frame, spacing.border), *label],
        role=f"variable {role}",
        tooltip=f"{name} ({node}): {role}",
        subject=Subject(variables=(node,), traits=(f"level-{level}",) * (level != NO_LEVEL)),
    )


def _ghost(ground: Ground, arrow: Arrow) -> Group:
    shapes = encodings.ghost_shapes(ground.routes[arrow.key])
    return Group(
        items=shapes, role="ghost", tooltip=tooltip(ground.names, arrow), subject=subject(arrow)
    )


def arrow_group(arrow: Arrow, route: Route, names: Mapping[str, str], spacing: Spacing) -> Group:
    """An arrow with its head, as wide as it has authors.

    Args:
        arrow: What it says.
        route: Its way.
        names: What the variables are called.
        spacing: The measures.
    """
    thickness = spacing.border * encodings.width(len(arrow.authors))
    shapes = encodings.arrow_shapes(encodings.LOOKS[arrow.kind], route, thickness, spacing.border)
    return Group(items=shapes, role="arrow", tooltip=tooltip(names, arrow), subject=subject(arrow))


def mark_group(arrow: Arrow, items: Iterable[Item], at: Point, names: Mapping[str, str]) -> Group:
    """A mark on an arrow, which says what the arrow says.

    Args:
        arrow: The arrow.
        items: The mark, round the origin.
        at: Where it stands.
        names: What the variables are called.
    """
    x, y = at
    told = tooltip(names, arrow)
    return Group(items=items, x=x, y=y, role="mark", tooltip=told, subject=subject(arrow))


def subject(arrow: Arrow) -> Subject:
    """What an arrow shows, for style sheets, scripts and links."""
    return Subject(
        variables=arrow.pair,
        claims=arrow.claims,
        authors=arrow.authors,
        traits=(arrow.kind.name.lower().replace("_", "-"), *arrow.stances),
    )


def tooltip(names: Mapping[str, str], arrow: Arrow) -> str:
    """What an arrow says when pointed at: both ends, the sign, and every claim with its place."""
    denied = ", denied" if arrow.denied else ""
    reported = ", reported" if arrow.reported else ""
    head = f"{names[arrow.cause]} → {names[arrow.effect]}: {arrow.kind.value}{denied}{reported}"
    return "\n".join([head, *arrow.sayings])


def _marks(ground: Ground, arrows: Mapping[Key, Arrow], numbers: Mapping[str, str]) -> list[Item]:
    size = ground.spacing.mark_size
    routes = {key: ground.routes[key] for key in arrows}
    wanted: list[Wanted] = []
    shapes: list[Sequence[Item]] = []
    for key, arrow in arrows.items():
        colour = encodings.LOOKS[arrow.kind].colour
        if sign := encodings.mark(arrow):
            half = encodings.mark_width(sign, size) / 2
            wanted.append(Wanted(key=key, share=1.0, radius=half, height=0.5 * size))
            shapes.append(encodings.mark_items(sign, (0.0, 0.0), colour, size))
    for key, arrow in arrows.items():
        if arrow.denied:
            colour = encodings.LOOKS[arrow.kind].colour
            wanted.append(Wanted(key=key, share=0.5, radius=0.5 * size))
            shapes.append(encodings.cross_shapes((0.0, 0.0), colour, 0.36 * size))
    for key, arrow in arrows.items():
        for number in (numbers[one] for one in arrow.authors if one in numbers):  # 1 2, not 12
            half = encodings.number_width(number, size) / 2
            wanted.append(Wanted(key=key, share=0.2, radius=half, height=0.5 * size))
            shapes.append(encodings.number_items(number, size))
    rim = 0.75 * ground.spacing.border  # an outcome's border reaches so far out of its frame
    frames = [grown(box.frame, rim) for box in ground.grid.boxes.values()]
    places = placed_marks(routes, wanted, frames, 6.0 * ground.spacing.border)
    return [
        mark_group(arrows[mark.key], items, at, ground.names)
        for mark, items, at in zip(wanted, shapes, places, strict=True)
    ]


def loop_route(box: Box, reach: float) -> Route:
    """The way of an arrow from a variable to itself, round the upper right corner of its box."""
    return (
        (box.right - reach, box.top),
        (box.right - reach, box.top - reach),
        (box.right + reach, box.top - reach),
        (box.right + reach, box.top + reach),
        (box.right, box.top + reach),
    )
