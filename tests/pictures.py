"""What a person would look for in a picture, looked for by arithmetic.

A scene is laid out flat, in points from the upper left corner of its page; then everything that
can be wrong with it is listed in words, so that a test that fails says what a reader would see.
"""

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

import attrs

from fpcase.figures import Figure
from fpcase.figures.canvas import text_width
from fpcase.figures.geometry import Frame, Point, crosses
from fpcase.figures.scene import Group, Item, Line, Shape

NEAR = 0.3
"""Points by which things may touch: less than a printer's dot shows."""


@attrs.frozen(kw_only=True)
class Part:
    """A thing in a picture that must keep clear of others.

    Attributes:
        role: What it is, such as ``variable`` or ``mark``.
        name: What it says, for messages.
        variables: What of the diagram it shows.
        frame: Where it stands.
        route: The corners of its line, if it is an arrow.
    """

    role: str
    name: str
    variables: tuple[str, ...]
    frame: Frame
    route: tuple[Point, ...] = ()


def groups(item: object, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Group, float, float]]:
    """Every group of a picture, with where its origin lies on the page."""
    for part in getattr(item, "items", ()):
        if isinstance(part, Group):
            yield part, x + part.x, y + part.y
            yield from groups(part, x + part.x, y + part.y)


def lines(item: object, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Line, Frame]]:
    """Every line of text, with the frame of its letters."""
    for part in getattr(item, "items", ()):
        if isinstance(part, Group):
            yield from lines(part, x + part.x, y + part.y)
        elif isinstance(part, Line) and part.text:
            yield part, _text_frame(part, x, y)


def _text_frame(line: Line, x: float, y: float) -> Frame:
    wide = text_width(line.text, line.size, bold=line.bold)
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[line.anchor]
    left, top = x + line.x, y + line.y
    up, under = 0.73 * line.size, 0.05 * line.size
    if line.upright:
        return (left - up, top + before - wide, left + under, top + before)
    return (left - before, top - up, left - before + wide, top + under)


def shape_frame(item: Item | Group, x: float, y: float) -> Frame:
    """The frame round every outline of an item, half the pen's width included."""
    if isinstance(item, Shape):
        pen = item.width / 2 if item.stroke else 0.0
        xs = [x + px for _, points in item.steps for px, _ in points]
        ys = [y + py for _, points in item.steps for _, py in points]
        return (min(xs) - pen, min(ys) - pen, max(xs) + pen, max(ys) + pen)
    if isinstance(item, Line):
        return _text_frame(item, x, y)
    frames = [shape_frame(part, x + item.x, y + item.y) for part in item.items]
    return (
        min(frame[0] for frame in frames),
        min(frame[1] for frame in frames),
        max(frame[2] for frame in frames),
        max(frame[3] for frame in frames),
    )


def parts(figure: Figure) -> list[Part]:
    """The boxes, arrows, ghosts and marks of a picture."""
    found = []
    for group, x, y in groups(figure.scene):
        role = (group.role or "").partition(" ")[0]
        if role not in {"variable", "arrow", "ghost", "mark"}:
            continue
        outline = group.items[0]
        route: tuple[Point, ...] = ()
        if role in {"arrow", "ghost"}:
            assert isinstance(outline, Shape)
            route = tuple((x + px, y + py) for _, points in outline.steps for px, py in points)
        here = Group(items=group.items)
        found.append(
            Part(
                role=role,
                name=(group.tooltip or "").partition("\n")[0],
                variables=group.subject.variables if group.subject else (),
                frame=shape_frame(outline if role == "variable" else here, x, y),
                route=route,
            )
        )
    return found


def overlap(one: Frame, other: Frame, by: float = NEAR) -> bool:
    """Whether two frames have more in common than a touch."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > by
        and min(one[3], other[3]) - max(one[1], other[1]) > by
    )


def faults(figure: Figure) -> list[str]:
    """Everything that a reader would stumble over, in words; none if all is well."""
    drawn = parts(figure)
    boxes = [part for part in drawn if part.role == "variable"]
    marks = [part for part in drawn if part.role == "mark"]
    ways = [part for part in drawn if part.route]
    words = list(lines(figure.scene))
    page = (0.0, 0.0, *figure.size)
    found = [
        f"{part.role} {part.name!r} reaches beyond the page"
        for part in drawn
        if not _inside(part.frame, page)
    ]
    found += [
        f"the text {line.text!r} reaches beyond the page"
        for line, frame in words
        if not _inside(frame, page)
    ]
    found += [
        f"the text {line.text!r} is set in {line.size} points"
        for line, _ in words
        if line.size < SMALLEST
    ]
    found += [
        f"the boxes {one.name!r} and {other.name!r} overlap"
        for one, other in combinations(boxes, 2)
        if overlap(one.frame, other.frame)
    ]
    found += [
        f"{way.role} {way.name or way.variables!r} runs through {box.name!r}"
        for way in ways
        for box in boxes
        if crosses(way.route, _shrunk(box.frame, 1.0))
    ]
    found += [
        f"the marks of {one.name!r} and {other.name!r} overlap"
        for one, other in combinations(marks, 2)
        if _touch(one.frame, other.frame)
    ]
    found += [
        f"a mark of {mark.name!r} lies on {box.name!r}"
        for mark in marks
        for box in boxes
        if _covers(mark.frame, box.frame)
    ]
    found += [
        f"the texts {one.text!r} and {other.text!r} overlap"
        for (one, first), (other, second) in combinations(words, 2)
        if overlap(first, second)
    ]
    found += [
        f"{way.role} {way.name or way.variables!r} runs through the text {line.text!r}"
        for line, frame in words
        if not any(_inside(frame, mark.frame) for mark in marks)
        for way in ways
        if crosses(way.route, frame)
    ]
    return found


SMALLEST = 6.0
"""The type that journals still print."""


def _inside(frame: Frame, page: Frame) -> bool:
    return (
        frame[0] >= page[0] - NEAR
        and frame[1] >= page[1] - NEAR
        and frame[2] <= page[2] + NEAR
        and frame[3] <= page[3] + NEAR
    )


def _plate(frame: Frame) -> tuple[Point, Point, float]:
    """A mark as a plate with round ends: the middles of its ends, and its radius."""
    left, top, right, bottom = frame
    radius, y = min(bottom - top, right - left) / 2, (top + bottom) / 2
    return (left + radius, y), (right - radius, y), radius


def _touch(one: Frame, other: Frame) -> bool:
    """Whether two marks, round at their ends, lie on one another."""
    a, b, r = _plate(one)
    c, d, q = _plate(other)
    across = max(a[0] - d[0], c[0] - b[0], 0.0)
    return math.hypot(across, a[1] - c[1]) < r + q - TOLERATED


def _covers(mark: Frame, box: Frame) -> bool:
    """Whether a mark, round at its ends, lies on a box."""
    a, b, r = _plate(mark)
    across = max(box[0] - b[0], a[0] - box[2], 0.0)
    down = max(box[1] - a[1], a[1] - box[3], 0.0)
    return math.hypot(across, down) < r - TOLERATED


TOLERATED = 0.75
"""By so many points marks may overlap: rings that touch can be told apart."""


def _shrunk(frame: Frame, by: float) -> Frame:
    return (frame[0] + by, frame[1] + by, frame[2] - by, frame[3] - by)


def together(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of arrows that lie on one another for a while, so that they look like one."""
    ways = [part for part in parts(figure) if part.role == "arrow"]
    return [
        (one.name, other.name)
        for one, other in combinations(ways, 2)
        if any(
            _alike(first, second)
            for first in pairwise(one.route)
            for second in pairwise(other.route)
        )
    ]


def _alike(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight pieces have a stretch in common."""
    for axis in (0, 1):
        level = {point[axis] for point in (*one, *other)}
        if max(level) - min(level) < NEAR:
            a, b = (sorted(point[1 - axis] for point in piece) for piece in (one, other))
            return min(a[1], b[1]) - max(a[0], b[0]) > 2.0
    return False
