"""A picture as a list of shapes and lines of text, before it is a file of any kind.

One scene is written as SVG and painted as PNG and PDF, so that all three look the same.
Everything is measured in points (1/72 inch), from the upper left corner downward.
"""

import re
from collections.abc import Iterable, Sequence

import attrs

from fpcase.figures.geometry import Point

INK = "#1A1A1A"
PALE_INK = "#767676"
PAPER = "#FFFFFF"

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
        anchor: Which part stands at `x`: start, middle or end.
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


_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_REPLACEMENT = "\ufffd"


def shown(text: str) -> str:
    r"""A text with a mark in place of what no picture shows, or what turns writing round.

    >>> shown("Kazakh\u202e and\x1b Russian")
    'Kazakh\ufffd and\ufffd Russian'
    """
    return _UNSHOWN.sub(_REPLACEMENT, text)


def as_items(items: "Iterable[Item]") -> "tuple[Item, ...]":
    """Items as a tuple, whatever they came in."""
    return tuple(items)


@attrs.frozen(kw_only=True)
class Subject:
    """What of the diagram a group shows: by this a web page finds it, styles it and links it.

    Attributes:
        variables: A variable, or the cause and the effect of an arrow.
        claims: Full ids of the claims that it stands for.
        authors: Ids of the authors who make them.
        traits: More words for style sheets, such as ``positive`` or ``level-system``.
    """

    variables: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()

    @property
    def leads_to(self) -> tuple[str, ...]:
        """What a link on it may lead to, the best first: its claims, or its one variable.

        An arrow that stands for no claim leads nowhere, and not to its cause.
        """
        if self.claims:
            return self.claims
        return self.variables if len(self.variables) == 1 else ()


@attrs.frozen(kw_only=True)
class Group:
    """Shapes and lines that belong together.

    Attributes:
        items: From the bottom to the top.
        x: How far the group is moved to the right.
        y: How far it is moved down.
        role: What it shows, such as ``arrow``: the class in SVG.
        tooltip: What a reader sees who points at it.
        subject: What of the diagram it shows, if it is a part that speaks.
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
    """

    width: float
    height: float
    items: tuple[Item, ...] = attrs.field(converter=as_items)
    title: str
    description: str


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


def lines_of(item: Item | Scene) -> list[Line]:
    """Every line of text in a picture, from the bottom to the top."""
    if isinstance(item, Line):
        return [item]
    if isinstance(item, Shape):
        return []
    return [line for part in item.items for line in lines_of(part)]
