"""What colour, dash, head, width and border mean: the same in every figure.

Colours are of the palette of Okabe and Ito (2008), told apart by colour-blind readers, and
none of them stands alone: dash, head and mark say the same.
"""

import attrs

from fpcase.figures.arrows import Arrow, Kind
from fpcase.figures.canvas import text_width
from fpcase.figures.geometry import Point, Route, along, shortened
from fpcase.figures.scene import (
    INK,
    PALE_INK,
    PAPER,
    Item,
    Line,
    Shape,
    Step,
    circle,
    polyline,
    rectangle,
)

GHOST = "#D0D0D0"
BAND = "#F3F3F1"
WIDTHS = (0.9, 1.5, 2.1, 2.7, 3.3)
"""Of an arrow that one, two, three, four, five or more authors claim."""


@attrs.frozen(kw_only=True)
class Look:
    """How arrows of one kind are drawn.

    Attributes:
        colour: Of line, head and mark.
        dash: Lengths drawn and left out, in turn.
        head: triangle, tee or vee.
        mark: The sign written on the arrow.
        meaning: What the legend says.
    """

    colour: str
    dash: tuple[float, ...]
    head: str
    mark: str
    meaning: str


LOOKS = {
    Kind.POSITIVE: Look(
        colour="#0072B2",
        dash=(),
        head="triangle",
        mark="+",
        meaning="more of it, more of the effect",
    ),
    Kind.NEGATIVE: Look(
        colour="#D55E00",
        dash=(4.0, 2.0),
        head="tee",
        mark="−",
        meaning="more of it, less of the effect",
    ),
    Kind.UNSTATED: Look(
        colour="#666666", dash=(1.0, 1.6), head="vee", mark="?", meaning="direction not stated"
    ),
    Kind.CONTESTED: Look(
        colour="#666666",
        dash=(1.0, 1.6),
        head="vee",
        mark="±",
        meaning="claims contradict each other",
    ),
    Kind.NO_EFFECT: Look(
        colour="#666666", dash=(1.0, 1.6), head="vee", mark="", meaning="said to have no effect"
    ),
}

ROLES = {
    "outcome": "outcome: what an author explains",
    "intervening": "intervening: moved by others",
    "exogenous": "exogenous: moved by none",
    "unused": "not used by this author",
    "untouched": "no arrow of this panel",
}
"""What the border of a box says, in the order of the legend."""
PALE_ROLES = {"unused", "untouched"}


def mark(arrow: Arrow) -> str:
    """The sign written on an arrow; in brackets where authors only report it."""
    sign = LOOKS[arrow.kind].mark
    return f"({sign})" if arrow.reported and sign else sign


def mark_width(sign: str, size: float) -> float:
    """How wide a sign is, in its ring or in brackets."""
    return size if len(sign) == 1 else text_width(sign, size, bold=True)


def width(number: int) -> float:
    """The width of an arrow that so many authors claim."""
    return WIDTHS[min(max(number, 1), len(WIDTHS)) - 1]


def arrow_shapes(look: Look, route: Route, thickness: float, scale: float = 1.0) -> list[Shape]:
    """An arrow's line and head.

    Args:
        look: Its kind's look.
        route: Its way.
        thickness: Of the line.
        scale: Of the head, 1 for the usual.
    """
    reach = {"triangle": 4.0 * scale + thickness, "tee": 1.2, "vee": 0.6}[look.head]
    line = Shape(
        steps=rounded(shortened(route, reach)),
        stroke=look.colour,
        width=thickness,
        dash=tuple(length * max(thickness, 0.9) ** 0.5 for length in look.dash),
    )
    return [line, _head(look, route, thickness, scale)]


def ghost_shapes(route: Route) -> list[Shape]:
    """An arrow of other authors: there, but said by somebody else."""
    look = Look(colour=GHOST, dash=(), head="vee", mark="", meaning="")
    return [
        Shape(steps=rounded(shortened(route, 0.4)), stroke=GHOST, width=0.6),
        _head(look, route, 0.6, 0.75),
    ]


def _head(look: Look, route: Route, thickness: float, scale: float) -> Shape:
    tip, (dx, dy) = along(route, float("inf"))
    long, half = {
        "triangle": (5.0 * scale + thickness, 2.0 * scale + 0.7 * thickness),
        "tee": (0.7, 2.8 * scale + 0.6 * thickness),
        "vee": (3.4 * scale + 0.5 * thickness, 1.9 * scale + 0.5 * thickness),
    }[look.head]

    def at(back: float, aside: float) -> Point:
        return tip[0] - dx * back - dy * aside, tip[1] - dy * back + dx * aside

    if look.head == "triangle":
        outline: tuple[Step, ...] = (
            *polyline([at(long, half), at(0, 0), at(long, -half)]),
            ("Z", ()),
        )
        return Shape(steps=outline, fill=look.colour)
    if look.head == "tee":
        steps = polyline([at(long, half), at(long, -half)])
        return Shape(steps=steps, stroke=look.colour, width=1.3 + 0.3 * thickness)
    steps = polyline([at(long, half), at(0.3, 0), at(long, -half)])
    return Shape(steps=steps, stroke=look.colour, width=max(0.8 * thickness, 0.6))


def mark_items(sign: str, at: Point, colour: str, size: float) -> list[Item]:
    """A sign in a ring, so that a minus is not taken for a dash; in brackets without a ring."""
    x, y = at
    text = Line(
        text=sign,
        x=x,
        y=y + 0.36 * size,
        size=size,
        bold=True,
        anchor="middle",
        colour=colour,
        halo=1.0 if len(sign) > 1 else 0.0,
    )
    if len(sign) > 1:
        return [text]
    return [Shape(steps=circle(at, 0.5 * size), stroke=colour, width=0.6, fill=PAPER), text]


def number_width(number: str, size: float) -> float:
    """How wide the plate of a number is."""
    return (0.6 + 0.56 * len(number)) * size


def number_items(number: str, size: float) -> list[Item]:
    """An author's number on black, at the origin: no sign looks like it."""
    half = number_width(number, size) / 2
    plate = rectangle(-half, -0.5 * size, half, 0.5 * size, 0.5 * size)
    text = Line(
        text=number,
        x=0.0,
        y=0.365 * size,
        size=size,
        bold=True,
        anchor="middle",
        colour=PAPER,
    )
    return [Shape(steps=plate, stroke=PAPER, width=0.8, fill=INK), text]


def cross_shapes(at: Point, colour: str, size: float) -> list[Shape]:
    """The cross of a denied claim."""
    x, y = at
    strokes = [
        polyline([(x - size, y - size), (x + size, y + size)]),
        polyline([(x - size, y + size), (x + size, y - size)]),
    ]
    rims = [Shape(steps=stroke, stroke=PAPER, width=3.0, round_caps=True) for stroke in strokes]
    return rims + [Shape(steps=stroke, stroke=colour, width=1.4) for stroke in strokes]


_RADIUS = 2.5


def rounded(route: Route) -> tuple[Step, ...]:
    """The outline of a way with its corners rounded."""
    steps: list[Step] = [("M", (route[0],))]
    for before, corner, after in zip(route, route[1:], route[2:], strict=False):
        steps.append(("L", (_toward(corner, before),)))
        steps.append(("Q", (corner, _toward(corner, after))))
    steps.append(("L", (route[-1],)))
    return tuple(steps)


def _toward(corner: Point, other: Point) -> Point:
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    step = abs(dx) + abs(dy)
    share = min(_RADIUS / step, 0.5) if step else 0.0
    return corner[0] + share * dx, corner[1] + share * dy


def box_shapes(role: str, frame: tuple[float, float, float, float], border: float) -> list[Item]:
    """A variable's border: double for an outcome, round where it intervenes, pale if unused."""
    left, top, right, bottom = frame
    if role == "outcome":
        inner = 1.3 + border
        return [
            Shape(steps=rectangle(*frame), stroke="#1A1A1A", width=1.5 * border, fill=PAPER),
            Shape(
                steps=rectangle(left + inner, top + inner, right - inner, bottom - inner),
                stroke="#1A1A1A",
                width=0.6 * border,
            ),
        ]
    colour, pen = (GHOST, 0.6) if role in PALE_ROLES else ("#1A1A1A", 0.8 * border)
    radius = 5.0 if role == "intervening" else 0.0
    return [Shape(steps=rectangle(*frame, radius), stroke=colour, width=pen, fill=PAPER)]


def label_lines(
    lines: tuple[str, ...], middle: Point, size: float, line_height: float, *, pale: bool
) -> list[Item]:
    """A label, centred on a point."""
    first = middle[1] - (len(lines) - 1) / 2 * line_height + 0.36 * size
    colour = PALE_INK if pale else "#1A1A1A"
    return [
        Line(
            text=line,
            x=middle[0],
            y=first + number * line_height,
            size=size,
            anchor="middle",
            colour=colour,
        )
        for number, line in enumerate(lines)
        if line
    ]
