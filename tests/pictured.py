"""What a picture shows, read back from its scene: text with its extent, groups, shapes."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import attrs

from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import Frame as Frame  # noqa: PLC0414 - tests type by it
from fpcase.drawing.scene import Group, Item, Line, Scene, Shape, every
from fpcase.figures import Figure, make_figure
from fpcase.model.cases import Case
from fpcase.statements import View


def drawn(kind: str, of: Case | View, **options: Any) -> Figure:  # noqa: ANN401 - any kind's options
    """A figure of a kind, its options by name."""
    return make_figure(of, kind, options)


@attrs.frozen
class Placed:
    """A part of a picture, and where on the page it stands.

    Attributes:
        item: The part.
        x: How far its origin is moved to the right.
        y: How far it is moved down.
    """

    item: Item
    x: float
    y: float

    @property
    def frame(self) -> Frame:
        """The smallest rectangle around it; of text, from capitals' height to descenders."""
        if isinstance(self.item, Line):
            return _line_frame(self.item, self.x, self.y)
        points = [point for shape in shapes(self.item) for _, part in shape.steps for point in part]
        across, down = zip(*points, strict=True)
        return min(across) + self.x, min(down) + self.y, max(across) + self.x, max(down) + self.y


def _line_frame(line: Line, x: float, y: float) -> Frame:
    wide = text_width(line.text, line.size, bold=line.bold)
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[line.anchor]
    up, down = 0.73 * line.size, 0.2 * line.size
    x, y = x + line.x, y + line.y
    if line.upright:
        return x - up, y + before - wide, x + down, y + before
    return x - before, y - up, x - before + wide, y + down


def parts(item: Scene | Item, x: float = 0.0, y: float = 0.0) -> Iterator[Placed]:
    """Everything in a picture, groups and what is in them, from the bottom to the top."""
    if not isinstance(item, Scene):
        yield Placed(item, x, y)
    if isinstance(item, Scene | Group):
        for part, (right, down) in every(item):
            moved = (item.x, item.y) if isinstance(item, Group) else (0.0, 0.0)
            yield Placed(part, x + moved[0] + right, y + moved[1] + down)


def groups(scene: Scene, role: str) -> list[Group]:
    """The groups of a role."""
    found = [part.item for part in parts(scene)]
    return [
        item
        for item in found
        if isinstance(item, Group) and (item.role or "").partition(" ")[0] == role
    ]


def told(group: Group, name: str) -> tuple[str, ...]:
    """What a group says of itself to a script: its claims, its authors, its variable."""
    assert group.subject is not None
    return dict(group.subject.ids).get(name, ())


def words(item: Scene | Item) -> list[str]:
    """The lines of text of a picture, or of a part of it."""
    return [part.item.text for part in parts(item) if isinstance(part.item, Line)]


def shapes(item: Scene | Item) -> list[Shape]:
    """The shapes of a picture, or of a part of it."""
    return [part.item for part in parts(item) if isinstance(part.item, Shape)]


def fills(item: Scene | Item) -> set[str]:
    """The colours that fill a picture, or a part of it."""
    return {shape.fill for shape in shapes(item) if shape.fill}


def off_the_page(scene: Scene) -> list[str]:
    """What stands over an edge of the page."""
    found = []
    for part in parts(scene):
        if isinstance(part.item, Group):
            continue
        left, top, right, bottom = part.frame
        if min(left, top) < 0 or right > scene.width or bottom > scene.height:
            found.append(f"{part.item} at {part.frame}")
    return found


def overprinted(scene: Scene) -> list[str]:
    """Lines of text that stand on one another."""
    lines = [
        (part.item.text, part.frame)
        for part in parts(scene)
        if isinstance(part.item, Line) and part.item.text.strip()
    ]
    rows = sorted(lines, key=lambda line: line[1][1])
    found = []
    for (one, this), (other, that) in combinations(rows, 2):
        if that[1] >= this[3]:
            continue
        if this[0] < that[2] and that[0] < this[2] and that[1] < this[3]:
            found.append(f"{one!r} {this} on {other!r} {that}")
    return found
