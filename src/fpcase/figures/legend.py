"""The legend: what occurs in a figure, and nothing else."""

from collections.abc import Collection, Iterable, Mapping

import attrs

from fpcase.figures import encodings
from fpcase.figures.arrows import Arrow, Kind
from fpcase.figures.canvas import text_width
from fpcase.figures.scene import Group, Item, Line, as_items

_SAMPLE = 24.0
_AFTER_SAMPLE = 4.0
_BETWEEN = 14.0


@attrs.frozen(kw_only=True)
class Entry:
    """One line of the legend.

    Attributes:
        sample: What it looks like, at the origin, as tall as the type.
        text: What it means.
    """

    sample: tuple[Item, ...] = attrs.field(converter=as_items)
    text: str


def entries(  # noqa: PLR0913 - what a legend depends on
    arrows: Iterable[Arrow],
    roles: Collection[str],
    *,
    pooled: bool,
    size: float,
    ghosts: str = "",
    numbers: Mapping[str, str] | None = None,
) -> list[Entry]:
    """What must be explained.

    Args:
        arrows: Every arrow drawn, in any panel.
        roles: Every role that a box plays.
        pooled: Whether width shows the number of authors.
        size: Of the type.
        ghosts: What pale arrows are, where there are any.
        numbers: The labels of authors by the number that stands on their arrows.
    """
    drawn = list(arrows)
    kinds = {arrow.kind for arrow in drawn}
    found = [_kind_entry(kind, size) for kind in Kind if kind in kinds]
    if any(arrow.denied and arrow.kind is not Kind.NO_EFFECT for arrow in drawn):
        cross = encodings.cross_shapes((0.7 * _SAMPLE, -0.3 * size), "#666666", 0.35 * size)
        found.append(Entry(sample=cross, text="denied: the author says that this is not so"))
    if any(arrow.reported for arrow in drawn):
        found.append(Entry(sample=_sign("(+)", "#666666", size), text="only reported"))
    found += [
        Entry(
            sample=[_moved(encodings.number_items(number, size), 0.5 * _SAMPLE, -0.3 * size)],
            text=f"claimed by {label}",
        )
        for number, label in (numbers or {}).items()
    ]
    if ghosts:
        route = ((0.0, -0.3 * size), (_SAMPLE, -0.3 * size))
        found.append(Entry(sample=encodings.ghost_shapes(route), text=ghosts))
    if pooled and any(len(arrow.authors) > 1 for arrow in drawn):
        widths = sorted({min(len(arrow.authors), len(encodings.WIDTHS)) for arrow in drawn})
        found += [_width_entry(number, size) for number in widths]
    found += [
        Entry(
            sample=encodings.box_shapes(role, (2, -0.95 * size, _SAMPLE - 2, 0.3 * size), 0.9),
            text=text,
        )
        for role, text in encodings.ROLES.items()
        if role in roles
    ]
    return found


def legend(found: list[Entry], width: float, size: float) -> tuple[tuple[Item, ...], float]:
    """The legend in as many rows as it needs, and its height.

    Args:
        found: What must be explained.
        width: How wide a row may be.
        size: Of the type.
    """
    row_height = 1.75 * size
    items: list[Item] = []
    x = y = 0.0
    for entry in found:
        wide = _SAMPLE + _AFTER_SAMPLE + text_width(entry.text, size)
        if x and x + wide > width:
            x, y = 0.0, y + row_height
        text = Line(text=entry.text, x=_SAMPLE + _AFTER_SAMPLE, y=0.0, size=size)
        items.append(Group(items=[*entry.sample, text], x=x, y=y + 1.2 * size, role="legend"))
        x += wide + _BETWEEN
    return tuple(items), (y + row_height if found else 0.0)


def _kind_entry(kind: Kind, size: float) -> Entry:
    look = encodings.LOOKS[kind]
    route = ((0.0, -0.3 * size), (_SAMPLE, -0.3 * size))
    if kind is Kind.NO_EFFECT:
        return Entry(sample=_denial(size), text=look.meaning)
    sign = _sign(look.mark, look.colour, size) if look.mark else []
    text = f"{kind.value}: {look.meaning}" if look.mark in {"+", "−"} else look.meaning
    return Entry(sample=[*encodings.arrow_shapes(look, route, 1.0), *sign], text=text)


def _moved(items: list[Item], x: float, y: float) -> Group:
    return Group(items=items, x=x, y=y)


def _sign(text: str, colour: str, size: float) -> list[Item]:
    return encodings.mark_items(text, (0.4 * _SAMPLE, -0.3 * size), colour, size)


def _denial(size: float) -> list[Item]:
    look = encodings.LOOKS[Kind.NO_EFFECT]
    route = ((0.0, -0.3 * size), (_SAMPLE, -0.3 * size))
    cross = encodings.cross_shapes((0.4 * _SAMPLE, -0.3 * size), look.colour, 0.35 * size)
    return [*encodings.arrow_shapes(look, route, 0.9), *cross]


def _width_entry(number: int, size: float) -> Entry:
    look = encodings.LOOKS[Kind.UNSTATED]
    plain = attrs.evolve(look, dash=(), head="triangle", colour="#8A8A8A")
    route = ((0.0, -0.3 * size), (_SAMPLE, -0.3 * size))
    more = " or more" if number == len(encodings.WIDTHS) else ""
    text = f"{number}{more} author{'s' if number > 1 else ''}"
    return Entry(sample=encodings.arrow_shapes(plain, route, encodings.width(number)), text=text)
