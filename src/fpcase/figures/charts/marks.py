"""Marks of charts: signs, answers and hatching, told apart without colour.

A positive sign is filled, a negative one is framed, all others are grey; the sign itself is
written on each. A denied claim carries the arms of a cross in the corners of its sign.
"""

import math

from fpcase.figures.arrows import Arrow, Kind
from fpcase.figures.encodings import GHOST, LOOKS
from fpcase.figures.geometry import Frame, Point
from fpcase.figures.scene import INK, PAPER, Item, Line, Shape, circle, polyline, rectangle

FILL = "#5B7C99"
"""Of bars that count."""
SIGNS = {
    Kind.POSITIVE: "+",
    Kind.NEGATIVE: "−",
    Kind.UNSTATED: "?",
    Kind.NO_EFFECT: "0",
    Kind.CONTESTED: "±",
}
"""What is written for each kind of arrow."""
SLOT = 9.0
"""The side of a sign's square."""


def is_denial(arrow: Arrow) -> bool:
    """Whether an author denies a sign, and does not say that there is no effect at all."""
    return arrow.denied and arrow.kind not in {Kind.NO_EFFECT, Kind.CONTESTED}


def sign_items(
    kind: Kind, middle: Point, *, denied: bool = False, reported: bool = False
) -> list[Item]:
    """The mark of what one author says of one pair of variables."""
    x, y = middle
    half = 0.5 * SLOT - 0.7
    frame = rectangle(x - half, y - half, x + half, y + half)
    colour = LOOKS[kind].colour
    filled = kind is Kind.POSITIVE and not denied and not reported
    pen = 0.9 if kind in {Kind.POSITIVE, Kind.NEGATIVE} else 0.6
    items: list[Item] = []
    if filled:
        items.append(Shape(steps=frame, fill=colour))
    elif denied:
        items += _arms(middle, half)
    elif not reported:
        items.append(Shape(steps=frame, stroke=colour, width=pen, fill=PAPER))
    text = f"({SIGNS[kind]})" if reported else SIGNS[kind]
    size = 6.0 if reported or denied else 7.0
    items.append(
        Line(
            text=text,
            x=x,
            y=y + 0.36 * size,
            size=size,
            bold=True,
            anchor="middle",
            colour=PAPER if filled else colour,
        )
    )
    return items


def _arms(middle: Point, half: float) -> list[Item]:
    """The arms of a cross whose middle is left free for the sign."""
    x, y = middle
    return [
        Shape(
            steps=polyline(
                [
                    (x + right * _REACH * half, y + down * _REACH * half),
                    (x + right * _FREE * half, y + down * _FREE * half),
                ]
            ),
            stroke=INK,
            width=0.9,
        )
        for right in (-1, 1)
        for down in (-1, 1)
    ]


_REACH, _FREE = 1.0, 0.5
"""Where the arms begin and end, in halves of the square."""


def silence(middle: Point) -> Shape:
    """The mark of an author who says nothing of a pair."""
    return Shape(steps=circle(middle, 0.8), fill=GHOST)


def hatch(frame: Frame, colour: str = PAPER, step: float = 2.6, pen: float = 0.7) -> list[Item]:
    """Slanting lines across a rectangle, and nothing outside it."""
    left, top, right, bottom = frame
    items: list[Item] = []
    # A line is where x + y is constant; lines of neighbouring bars go on in one another.
    for number in range(math.ceil((left + top) / step), math.floor((right + bottom) / step) + 1):
        total = number * step
        start = (max(left, total - bottom), min(bottom, total - left))
        end = (min(right, total - top), max(top, total - right))
        if end[0] - start[0] > pen:
            items.append(Shape(steps=polyline([start, end]), stroke=colour, width=pen))
    return items
