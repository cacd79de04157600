"""A picture as a list of shapes and lines of text, before it is a file of any kind.

One scene is written as SVG and painted as PNG and PDF, so that all three look the same.
Everything is measured in points (1/72 inch), from the upper left corner downward.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from fpcase.drawing.fonts import current_font, is_plain, missing, set_in

INK = "#1A1A1A"
PALE_INK = "#595959"
PALE = "#D0D0D0"
PAPER = "#FFFFFF"

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
"""A rectangle: left, top, right, bottom."""
Step = tuple[str, tuple[Point, ...]]
"""A piece of an outline, as SVG names it: M, L, Q (quadratic curve), C (cubic), Z."""


@attrs.frozen(kw_only=True)
class Shape:
    """An outline, drawn with a pen, filled, or both.

    Attributes:
        steps: The outline.
        stroke: The pen's colour, if there is a pen.
        width: The pen's width.
        dash: Lengths drawn and left out, in turn; none for a solid line.
        fill: The colour of the inside, if it is filled.
        round_caps: Whether the pen's ends are round.
    """

    steps: tuple[Step, ...]
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    fill: str | None = None
    round_caps: bool = False


@attrs.frozen(kw_only=True)
class Line:
    """One line of text: plain characters, never markup.

    Attributes:
        text: The characters.
        x: The anchor.
        y: The baseline.
        size: Of the type.
        bold: Whether the type is bold.
        colour: Of the type.
        anchor: Which part stands at `x`: start (the left end), middle or end.
        upright: Whether it reads from the bottom to the top.
        halo: The width of the white rim that parts it from what lies below.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    colour: str = INK
    anchor: str = "start"
    upright: bool = False
    halo: float = 0.0


def as_items(items: "Iterable[Item]") -> "tuple[Item, ...]":
    """Items as a tuple, whatever they came in."""
    return tuple(items)


@attrs.frozen(kw_only=True)
class Subject:
    """What a group shows: by this a web page finds it, styles it and links it.

    Attributes:
        name: What tells it from others: words for its id.
        classes: Words for style sheets, such as ``positive``.
        ids: What a script may ask for: a name such as ``claims`` (``data-claims`` in SVG), ids.
        leads_to: Ids of what a link on it may lead to, the best first.
    """

    name: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    ids: tuple[tuple[str, tuple[str, ...]], ...] = ()
    leads_to: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Group:
    """Shapes and lines that belong together.

    Attributes:
        items: From the bottom to the top.
        x: How far the group is moved to the right.
        y: How far it is moved down.
        role: What it shows, such as ``arrow``: the class in SVG.
        tooltip: What a reader sees who points at it.
        subject: What it shows, if it is a part that speaks.
    """

    items: tuple["Item", ...] = attrs.field(converter=as_items)
    x: float = 0.0
    y: float = 0.0
    role: str | None = None
    tooltip: str | None = None
    subject: Subject | None = None


Item = Shape | Line | Group


@attrs.frozen(kw_only=True)
class Scene:
    """A whole picture.

    Attributes:
        width: Of the page.
        height: Of the page.
        items: From the bottom to the top.
        title: What it is called.
        description: What it shows, for a reader who cannot see it.
        font: The family of its type, where it is not the built-in one.
    """

    width: float
    height: float
    items: tuple[Item, ...] = attrs.field(converter=as_items)
    title: str
    description: str
    font: str | None = attrs.field(factory=current_font)


def polyline(points: Sequence[Point]) -> tuple[Step, ...]:
    """An outline of straight pieces."""
    return (("M", (points[0],)), *(("L", (point,)) for point in points[1:]))


def rectangle(
    left: float, top: float, right: float, bottom: float, radius: float = 0.0
) -> tuple[Step, ...]:
    """The outline of a rectangle, with round corners if there is a radius."""
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    if not radius:
        return (*polyline(corners), ("Z", ()))
    r = min(radius, (right - left) / 2, (bottom - top) / 2)
    return (
        ("M", ((left + r, top),)),
        ("L", ((right - r, top),)),
        ("Q", ((right, top), (right, top + r))),
        ("L", ((right, bottom - r),)),
        ("Q", ((right, bottom), (right - r, bottom))),
        ("L", ((left + r, bottom),)),
        ("Q", ((left, bottom), (left, bottom - r))),
        ("L", ((left, top + r),)),
        ("Q", ((left, top), (left + r, top))),
        ("Z", ()),
    )


def circle(middle: Point, radius: float) -> tuple[Step, ...]:
    """The outline of a circle, as four cubic curves."""
    x, y = middle
    r, k = radius, 0.5523 * radius
    return (
        ("M", ((x + r, y),)),
        ("C", ((x + r, y + k), (x + k, y + r), (x, y + r))),
        ("C", ((x - k, y + r), (x - r, y + k), (x - r, y))),
        ("C", ((x - r, y - k), (x - k, y - r), (x, y - r))),
        ("C", ((x + k, y - r), (x + r, y - k), (x + r, y))),
        ("Z", ()),
    )


def cross(middle: Point, half: float) -> list[tuple[Step, ...]]:
    """The two strokes of a cross."""
    x, y = middle
    return [
        polyline([(x - half, y - half), (x + half, y + half)]),
        polyline([(x - half, y + half), (x + half, y - half)]),
    ]


def diamond(middle: Point, radius: float) -> Shape:
    """A lozenge full of ink."""
    x, y = middle
    corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
    return Shape(steps=(*polyline(corners), ("Z", ())), fill=INK)


def flattened(points: Sequence[Point], steps: int = 12) -> tuple[Point, ...]:
    """Cubic curves as straight pieces, so many for each curve.

    >>> flattened([(0, 0), (1, 0), (2, 0), (3, 0)], steps=3)
    ((0, 0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0))
    """
    found = [points[0]]
    for at in range(0, len(points) - 1, 3):
        a, b, c, d = points[at : at + 4]
        for step in range(1, steps + 1):
            t = step / steps
            s = 1 - t
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            x, y = (
                sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True))
                for axis in (0, 1)
            )
            found.append((x, y))
    return tuple(found)


def points_of(shape: Shape) -> tuple[Point, ...]:
    """The way of a pen along an outline, in straight pieces."""
    found: list[Point] = []
    for letter, points in shape.steps:
        found += flattened((found[-1], *points))[1:] if letter == "C" else points
    return tuple(found)


def length(way: Sequence[Point]) -> float:
    """How long a way of straight pieces is."""
    return sum(math.dist(one, other) for one, other in pairwise(way))


def along(way: Sequence[Point], distance: float) -> tuple[Point, Point]:
    """The point so far along a way of straight pieces, and the direction there (of length one).

    >>> along(((0, 0), (10, 0), (10, 10)), 14)
    ((10.0, 4.0), (0.0, 1.0))
    """
    pieces = [(one, other) for one, other in pairwise(way) if one != other]
    for number, (start, end) in enumerate(pieces, start=1):
        step = math.dist(start, end)
        if distance <= step or number == len(pieces):
            share = min(max(distance / step, 0.0), 1.0)
            direction = ((end[0] - start[0]) / step, (end[1] - start[1]) / step)
            at = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            return at, direction
        distance -= step
    return way[0], (1.0, 0.0)


def every(of: Group | Scene, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Item, Point]]:
    """Every item of a picture with how far it is moved, from the bottom to the top."""
    for part in of.items:
        yield part, (x, y)
        if isinstance(part, Group):
            yield from every(part, x + part.x, y + part.y)


def lines_of(scene: Scene) -> list[Line]:
    """Every line of text in a picture, from the bottom to the top."""
    return [item for item, _ in every(scene) if isinstance(item, Line)]


def lost_letters(scene: Scene) -> tuple[str, ...]:
    """The letters of a picture that no font can draw, each once, in order."""
    with set_in(scene.font):
        lines = {line.text for line in lines_of(scene) if not is_plain(line.text)}
    return tuple(sorted({letter for line in lines for letter in missing(line, scene.font)}))
