"""What colour, dash, head, width, border and fill mean: the same in every figure.

Colours are of the palette of Okabe and Ito (2008), told apart by colour-blind readers, and
none of them stands alone: dash, head and mark say the same; the fill of a level of analysis
differs in grey too, and the level's word stands in the box.
"""

import math
from itertools import accumulate, pairwise

import attrs

from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import (
    INK,
    PAPER,
    Item,
    Line,
    Point,
    Shape,
    Step,
    along,
    circle,
    cross,
    length,
    polyline,
    rectangle,
)
from fpcase.drawing.text import Paragraph, paragraph
from fpcase.figures.arrows import Kind
from fpcase.model.terms import LevelOfAnalysis

GREY = "#666666"
BAR = "#5B7C99"
"""The fill of bars that count."""
FILLS: dict[str | None, str] = {
    LevelOfAnalysis.INDIVIDUAL.value: "#FFFAE6",
    LevelOfAnalysis.DOMESTIC.value: "#FBEBD0",
    LevelOfAnalysis.STATE.value: "#F0DFD6",
    LevelOfAnalysis.DYADIC.value: "#E0DAE8",
    LevelOfAnalysis.REGIONAL.value: "#C9D5E3",
    LevelOfAnalysis.SYSTEM.value: "#B5CCD0",
    None: PAPER,
}
"""The fill of a box by its level of analysis: the farther from the person, the darker."""


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

    colour: str = GREY
    dash: tuple[float, ...] = (1.0, 1.6)
    head: str = "vee"
    mark: str
    meaning: str


LOOKS = {
    Kind.POSITIVE: Look(colour="#0072B2", dash=(), head="triangle", mark="+", meaning="raises it"),
    Kind.NEGATIVE: Look(
        colour="#D55E00", dash=(4.0, 2.0), head="tee", mark="−", meaning="lowers it"
    ),
    Kind.UNSTATED: Look(mark="?", meaning="affects it, direction not stated"),
    Kind.CONTESTED: Look(mark="±", meaning="both signs are claimed"),
    Kind.VARYING: Look(mark="↕", meaning="raises or lowers it, depending on time or condition"),
    Kind.NO_EFFECT: Look(mark="0", meaning="said to have no effect"),
}
DENIED = "denied by the author"
REPORTED = "in brackets: only reported"
ROLES = {
    "centre": "the variable in question",
    "outcome": "outcome: what is explained",
    "intervening": "affected by others",
    "exogenous": "no cause is shown",
}
"""What the border of a box says, in the order of the legend."""


MOST_OTHERS = 4
"""An arrow that more authors claim is no thicker."""


def thickness(others: int) -> float:
    """How thick an arrow is that so many other authors claim too."""
    return 0.8 + 0.7 * min(others, MOST_OTHERS)


def arrow_items(look: Look, flat: tuple[Point, ...], thick: float) -> list[Item]:
    """An arrow's line and head.

    Args:
        look: Its kind's look.
        flat: Where it runs, in straight pieces.
        thick: How thick the line is.
    """
    whole = length(flat)
    reach = min({"triangle": 3.6 + thick, "tee": 0.8, "vee": 0.5}[look.head], 0.5 * whole)
    tip, _ = along(flat, whole)
    base, _ = along(flat, whole - reach)
    back = ((tip[0] - base[0]) / reach, (tip[1] - base[1]) / reach) if reach else (1.0, 0.0)
    steps = polyline(_until(flat, whole - 0.8 * reach))  # not to stick out beside the head's point
    line = Shape(steps=steps, stroke=look.colour, width=thick, dash=look.dash)
    return [line, _head(look, tip, back, thick)]


def _until(flat: tuple[Point, ...], distance: float) -> list[Point]:
    """The first part of a way of straight pieces."""
    gone = accumulate(math.dist(one, other) for one, other in pairwise(flat))
    before = [point for point, far in zip(flat[1:], gone, strict=True) if far < distance]
    return [flat[0], *before, along(flat, distance)[0]]


def _head(look: Look, tip: Point, toward: Point, thick: float) -> Shape:
    dx, dy = toward
    long, half = {
        "triangle": (4.2 + thick, 1.7 + 0.6 * thick),
        "tee": (0.5, 2.6 + 0.5 * thick),
        "vee": (3.2 + 0.5 * thick, 1.7 + 0.5 * thick),
    }[look.head]

    def at(back: float, aside: float) -> Point:
        return tip[0] - dx * back - dy * aside, tip[1] - dy * back + dx * aside

    if look.head == "triangle":
        outline: tuple[Step, ...] = (*polyline([at(long, half), tip, at(long, -half)]), ("Z", ()))
        return Shape(steps=outline, fill=look.colour)
    if look.head == "tee":
        bar = polyline([at(long, half), at(long, -half)])
        return Shape(steps=bar, stroke=look.colour, width=1.1 + 0.3 * thick)
    arms = polyline([at(long, half), at(0.3, 0), at(long, -half)])
    return Shape(steps=arms, stroke=look.colour, width=max(0.8 * thick, 0.6))


def sign_items(kind: Kind, at: Point, *, reported: bool = False, size: float = 6.0) -> list[Item]:
    """A sign in a ring, so that a minus is not taken for a dash; in brackets without a ring."""
    look = LOOKS[kind]
    text = Line(
        text=f"({look.mark})" if reported else look.mark,
        x=at[0],
        y=at[1] + 0.36 * size,
        size=size,
        bold=True,
        anchor="middle",
        colour=look.colour,
        halo=1.0 if reported else 0.0,
    )
    if reported:
        return [text]
    return [Shape(steps=circle(at, 0.48 * size), stroke=look.colour, width=0.5, fill=PAPER), text]


def cross_items(at: Point, colour: str, half: float = 2.4) -> list[Item]:
    """The cross of a denied claim."""
    rims = [Shape(steps=one, stroke=PAPER, width=2.8, round_caps=True) for one in cross(at, half)]
    return [*rims, *(Shape(steps=one, stroke=colour, width=1.4) for one in cross(at, half))]


def badge_width(text: str, size: float = 6.0) -> float:
    """How wide a badge is."""
    return text_width(text, size) + 0.8 * size


def badge_items(text: str, at: Point, size: float = 6.0) -> list[Item]:
    """A word on black, round a point: no sign looks like it."""
    half, x, y = badge_width(text, size) / 2, *at
    plate = rectangle(x - half, y - 0.6 * size, x + half, y + 0.6 * size, 0.6 * size)
    told = Line(text=text, x=x, y=y + 0.36 * size, size=size, anchor="middle", colour=PAPER)
    return [Shape(steps=plate, fill=INK), told]


def box_items(role: str, frame: tuple[float, float, float, float], fill: str) -> list[Item]:
    """A variable's border: double for an outcome, thick in the middle, round if affected."""
    left, top, right, bottom = frame
    if role == "outcome":
        inner = rectangle(left + 1.5, top + 1.5, right - 1.5, bottom - 1.5)
        return [
            Shape(steps=rectangle(*frame), stroke=INK, width=1.1, fill=fill),
            Shape(steps=inner, stroke=INK, width=0.5),
        ]
    radius = 4.5 if role == "intervening" else 0.0
    pen = 2.0 if role == "centre" else 0.6
    return [Shape(steps=rectangle(*frame, radius), stroke=INK, width=pen, fill=fill)]


def label_items(
    label: Paragraph, level: str | None, frame: tuple[float, float, float, float], padding: float
) -> list[Item]:
    """A variable's name, and the word of its level after it, or below it, at the right."""
    left, top, right, bottom = frame
    word = paragraph(level or "", right - left, size=label.size, colour="#505050")
    below = bottom - padding - 1.2 * label.size + 0.5
    return [
        *label.items(left + padding, top + padding - 0.5),
        *word.items(right - padding, below, anchor="end"),
    ]
