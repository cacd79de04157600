"""What a person would look for in a diagram, looked for by arithmetic.

Boxes, arrows and marks of a picture are read back, in points from the upper left corner of its
page; then everything that can be wrong is listed in words, so that a test that fails says what a
reader would see.
"""

import math
from collections.abc import Sequence
from itertools import combinations, pairwise

import attrs
from pictured import Placed, off_the_page, overprinted, parts

from fpcase.drawing.figure import Figure
from fpcase.drawing.scene import (
    Frame,
    Group,
    Item,
    Line,
    Point,
    Scene,
    Shape,
    every,
    points_of,
)

SMALLEST = 6.0
"""The type that journals still print, in points."""
_NEAR = 0.6
_NEAR_END = 2.5
"""How far an arrow may reach into a box that it joins."""
_APART = 3.0
"""Two signs nearer than this, each in its ring, cannot be told apart."""
"""Points by which things may touch."""


@attrs.frozen(kw_only=True)
class Part:
    """A box, or an arrow.

    Attributes:
        name: What it says.
        panel: The panel that it stands in, by its number.
        variables: What the box stands for, or what the arrow joins.
        frame: Of a box.
        way: Of an arrow, in straight pieces.
    """

    name: str
    panel: int
    variables: tuple[str, ...] = ()
    frame: Frame = (0.0, 0.0, 0.0, 0.0)
    way: tuple[Point, ...] = ()


def boxes_and_arrows(figure: Figure) -> tuple[list[Part], list[Part]]:
    """The boxes and the arrows of a picture."""
    boxes: list[Part] = []
    arrows: list[Part] = []
    panel = 0
    for item, (x, y) in every(figure.scene):
        if not isinstance(item, Group):
            continue
        role = (item.role or "").partition(" ")[0]
        name = (item.tooltip or "").partition("\n")[0]
        panel += role == "panel"
        first = item.items[0] if item.items else None
        variables = item.subject.name if item.subject else ()
        if role == "variable" and isinstance(first, Shape):
            frame = Placed(first, x, y).frame
            boxes.append(Part(name=name, panel=panel, variables=variables, frame=frame))
        elif role == "arrow" and isinstance(first, Shape):
            way = tuple((x + px, y + py) for px, py in points_of(first))
            arrows.append(Part(name=name, panel=panel, variables=variables, way=way))
    return boxes, arrows


def faults(figure: Figure) -> list[str]:
    """Everything that a reader would stumble over, in words; none if all is well."""
    boxes, arrows = boxes_and_arrows(figure)
    sizes = [part.item for part in parts(figure.scene) if isinstance(part.item, Line)]
    found = [f"off the page: {one}" for one in off_the_page(figure.scene)]
    found += [f"overprinted: {one}" for one in overprinted(without_marks(figure.scene))]
    found += [
        f"two signs at {one} and {other}"
        for one, other in combinations(signs(figure), 2)
        if math.dist(one, other) < _APART
    ]
    found += [f"{line.text!r} in {line.size} points" for line in sizes if line.size < SMALLEST]
    found += [
        f"the boxes {one.name!r} and {other.name!r} overlap"
        for one, other in combinations(boxes, 2)
        if _overlap(one.frame, other.frame)
    ]
    found += [
        f"{arrow.name!r} runs behind {box.name!r}"
        for arrow in arrows
        for dots in [_dotted(arrow.way)]
        for box in boxes
        if arrow.panel == box.panel
        if _is_behind(dots, box.frame, _NEAR_END if box.variables[0] in arrow.variables else 0.0)
    ]
    return found


def without_marks(scene: Scene) -> Scene:
    """A picture without the signs on its arrows, which have rings of their own."""

    def kept(items: tuple[Item, ...]) -> list[Item]:
        return [
            attrs.evolve(item, items=kept(item.items)) if isinstance(item, Group) else item
            for item in items
            if not (isinstance(item, Group) and item.role == "mark")
        ]

    return attrs.evolve(scene, items=kept(scene.items))


def signs(figure: Figure) -> list[Point]:
    """Where the signs on arrows stand."""
    return [
        (part.x + part.item.x, part.y + part.item.y)
        for part in parts(figure.scene)
        if isinstance(part.item, Line)
        and part.item.text in {"+", "−", "±", "?", "0"}
        and part.item.size == SMALLEST
        and part.item.bold
    ]


def _overlap(one: Frame, other: Frame) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > _NEAR
        and min(one[3], other[3]) - max(one[1], other[1]) > _NEAR
    )


def _dotted(way: Sequence[Point]) -> list[Point]:
    """Points of a way, half a point apart."""
    found: list[Point] = []
    for (x, y), (right, down) in pairwise(way):
        steps = int(2 * math.dist((x, y), (right, down))) + 1
        shares = (step / steps for step in range(steps + 1))
        found += [(x + share * (right - x), y + share * (down - y)) for share in shares]
    return found


def _is_behind(dots: Sequence[Point], frame: Frame, deep: float) -> bool:
    """Whether an arrow runs behind a box, at some point deeper than this."""
    left, top, right, bottom = frame
    return any(left + deep < x < right - deep and top + deep < y < bottom - deep for x, y in dots)


def crossings(figure: Figure) -> int:
    """How often two arrows of one panel cross, other than at a box that both touch."""
    _, arrows = boxes_and_arrows(figure)
    return sum(
        crossings_of(one.way, other.way)
        for one, other in combinations(arrows, 2)
        if one.panel == other.panel
    )


def crossings_of(one: Sequence[Point], other: Sequence[Point]) -> int:
    """How often two ways cross."""
    return sum(_cross(*a, *b) for a in pairwise(one) for b in pairwise(other))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
