"""Scenes as SVG: text stays text, and each arrow has a tooltip."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from fpcase.figures.canvas import FONT_FAMILY, text_width
from fpcase.figures.scene import Group, Item, Line, Scene, Shape, Step

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def svg(scene: Scene) -> str:
    """A scene as the text of an SVG file, the same for the same scene.

    Each line of text carries its width, so that a viewer without our typeface squeezes the
    line rather than letting it run out of its box.
    """
    width, height = _number(scene.width), _number(scene.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" '
        f'font-family="{FONT_FAMILY}, Verdana, sans-serif">'
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        head,
        f'<title id="title">{_text(scene.title)}</title>',
        f'<desc id="desc">{_text(scene.description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
    ]
    for item in scene.items:
        parts.extend(_item(item))
    return "\n".join([*parts, "</svg>", ""])


def _item(item: Item) -> Iterator[str]:
    if isinstance(item, Shape):
        yield _shape(item)
    elif isinstance(item, Line):
        yield _line(item)
    else:
        yield from _group(item)


def _group(group: Group) -> Iterator[str]:
    attributes = ""
    if group.role:
        attributes += f" class={_quoted(group.role)}"
    if group.x or group.y:
        attributes += f' transform="translate({_number(group.x)} {_number(group.y)})"'
    yield f"<g{attributes}>"
    if group.tooltip:
        yield f"<title>{_text(group.tooltip)}</title>"
    for item in group.items:
        yield from _item(item)
    yield "</g>"


def _shape(shape: Shape) -> str:
    attributes = f'd="{_outline(shape.steps)}" fill="{shape.fill or "none"}"'
    if shape.stroke:
        attributes += f' stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"'
        if shape.dash:
            attributes += f' stroke-dasharray="{" ".join(map(_number, shape.dash))}"'
        if shape.round_caps:
            attributes += ' stroke-linecap="round"'
    return f"<path {attributes}/>"


def _outline(steps: tuple[Step, ...]) -> str:
    return " ".join(
        letter + " ".join(f"{_number(x)} {_number(y)}" for x, y in points)
        for letter, points in steps
    )


def _line(line: Line) -> str:
    x, y = _number(line.x), _number(line.y)
    attributes = f'x="{x}" y="{y}" font-size="{_number(line.size)}" fill="{line.colour}"'
    if line.anchor != "start":
        attributes += f' text-anchor="{line.anchor}"'
    if line.bold:
        attributes += ' font-weight="bold"'
    if line.upright:
        attributes += f' transform="rotate(-90 {x} {y})"'
    if line.halo:
        attributes += (
            f' stroke="#FFFFFF" stroke-width="{_number(2 * line.halo)}" '
            'stroke-linejoin="round" paint-order="stroke"'
        )
    if len(line.text) > 1:
        width = _number(text_width(line.text, line.size, bold=line.bold))
        attributes += f' textLength="{width}" lengthAdjust="spacingAndGlyphs"'
    return f"<text {attributes}>{_text(line.text)}</text>"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(_REPLACEMENT, text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub(_REPLACEMENT, text))
