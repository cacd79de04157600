"""A picture in LaTeX: where its arrows and boxes are, links lie, since a PDF file keeps none."""

import math
from collections.abc import Callable, Iterator

from fpcase.drawing.scene import Frame, Group, Item, Scene, Shape, along, length, points_of
from fpcase.figures import Figure

Place = tuple[float, float, float, float]
"""Left, bottom, width and height, in points from the picture's lower left corner."""

REACH = 5.0
"""The side of each of the squares that lie along an arrow."""


def linked_picture(figure: Figure, name: str, link: Callable[[str], str | None]) -> str:
    """The lines of LaTeX that show a picture, no wider than the text and no higher than a page.

    Each place that leads somewhere is a rectangle of ink below the picture, which hides it: an
    empty box would have no extent for the programs that turn links into places of a page.

    Args:
        figure: The picture.
        name: The file that holds it.
        link: The LaTeX that begins a link to a claim or a variable, if it has a page.
    """
    width, height = figure.size
    lines = [r"\begingroup\setlength{\unitlength}{1bp}%"]
    for side, room in ((width, r"\linewidth"), (height, r"0.85\textheight")):
        fitting = rf"\setlength{{\unitlength}}{{\dimexpr{room}/{math.ceil(side)}\relax}}"
        lines.append(rf"\ifdim{side:.2f}\unitlength>{room}{fitting}\fi")
    lines.append(rf"\begin{{picture}}({width:.2f},{height:.2f})%")
    for id_, (left, bottom, across, up) in sorted(set(link_places(figure.scene))):
        if begun := link(id_):
            ink = rf"\color{{white}}\rule{{{across:.2f}\unitlength}}{{{up:.2f}\unitlength}}"
            lines.append(rf"\put({left:.2f},{bottom:.2f}){begun}{ink}}}}}%")
    lines += [
        rf"\put(0,0){{\includegraphics[width={width:.2f}\unitlength]{{{name}}}}}%",
        r"\end{picture}\endgroup",
    ]
    return "\n".join(lines)


def link_places(scene: Scene) -> Iterator[tuple[str, Place]]:
    """What the parts of a picture are about, with rectangles that cover each.

    Yields:
        The id of a claim, for each claim of an arrow, or of a variable; and a rectangle.
    """
    for item in scene.items:
        yield from _places(item, 0.0, scene.height)


def _places(item: Item, x: float, y: float) -> Iterator[tuple[str, Place]]:
    """Places in an item that is moved to the right by `x`, below the height `y`."""
    if not isinstance(item, Group):
        return
    x, y = x + item.x, y - item.y
    shapes = [part for part in item.items if isinstance(part, Shape)]
    if item.subject and shapes:
        frames = [_around(shapes[0])] if shapes[0].fill else _along(shapes[0])
        for id_ in item.subject.leads_to[:1]:
            for left, top, right, bottom in frames:
                yield id_, (x + left, y - bottom, right - left, bottom - top)
    for part in item.items:
        yield from _places(part, x, y)


def _around(shape: Shape) -> Frame:
    """Left, top, right and bottom of a shape."""
    across, down = zip(*(point for _, points in shape.steps for point in points), strict=True)
    return min(across), min(down), max(across), max(down)


def _along(shape: Shape) -> list[Frame]:
    """Squares that follow a line, one after the other."""
    route = points_of(shape)
    count = max(round(length(route) / REACH), 1)
    middles = [along(route, (place + 0.5) / count * length(route))[0] for place in range(count)]
    half = REACH / 2
    return [(x - half, y - half, x + half, y + half) for x, y in middles]
