"""Scenes as SVG: text stays text, and each arrow speaks to readers, style sheets and scripts."""

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from fpcase.drawing import fonts
from fpcase.drawing.scene import Group, Item, Line, Scene, Shape, Step, Subject
from fpcase.model.errors import FpcaseError

Links = Mapping[str, str] | Callable[[str], str | None]
"""From an id that a part of the picture leads to, to a web address, if it has one."""

_NAME = "\0"
"""Stands for the picture's name until the whole is written; no text of ours can hold it."""


def svg(scene: Scene, *, links: Links | None = None, name: str | None = None) -> str:
    """A scene as the text of an SVG file, the same for the same scene.

    Each line of text carries its width, so that a viewer without our typeface squeezes the
    line rather than letting it run out of its box.

    Args:
        scene: The picture.
        links: Where parts of the picture lead to: each to the first of its ids that has an
            address.
        name: What every id of the picture begins with; by default it follows from what the
            picture shows, so that no two different pictures on a page share an id.

    Raises:
        FpcaseError: an address is neither relative nor of the web or of mail.
    """
    with fonts.set_in(scene.font):
        text = _written(scene, None)
        own = _word(name) if name else f"figure-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        if links is not None:
            text = _written(scene, links)
    return text.replace(_NAME, own)


def _written(scene: Scene, links: Links | None) -> str:
    """The text of the file, with a stand-in for the picture's name."""
    width, height = _number(scene.width), _number(scene.height)
    role = "img" if links is None else "group"  # nothing inside an image can be reached by keys
    named = [f"'{scene.font}'"] if scene.font else []
    families = ", ".join([*named, fonts.BUILT_IN, "Verdana", "sans-serif"])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{_NAME}" class="fpcase-figure" '
        f'role="{role}" aria-labelledby="{_NAME}-title {_NAME}-desc" '
        f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" '
        f'font-family={_quoted(families)} style="{_AS_MEASURED}">'
    )
    writer = _Writer(links=links)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        head,
        f'<title id="{_NAME}-title">{_text(scene.title)}</title>',
        f'<desc id="{_NAME}-desc">{_text(scene.description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *(part for item in scene.items for part in writer.written(item, _NAME)),
    ]
    return "\n".join([*parts, "</svg>", ""])


_AS_MEASURED = "font-kerning: none; font-variant-ligatures: none"
"""A browser would move letters together that were measured, and are printed, one by one."""


@attrs.frozen(kw_only=True)
class _Writer:
    """Writes items, and remembers which ids it has given.

    Attributes:
        links: Where arrows and boxes lead to.
        given: How often each id was wanted.
    """

    links: Links | None
    given: dict[str, int] = attrs.field(factory=dict)

    def written(self, item: Item, around: str) -> Iterator[str]:
        """An item's lines, inside the group whose id is `around`."""
        if isinstance(item, Shape):
            yield _shape(item)
        elif isinstance(item, Line):
            yield _line(item)
        else:
            yield from self._group(item, around)

    def _group(self, group: Group, around: str) -> Iterator[str]:
        attributes = ""
        element = "g"
        if group.role:
            around = self._id(group, around)
            attributes += f' id="{around}" class={_quoted(_classes(group))}'
        if group.subject:
            attributes += _data(group.subject)
            address = self._address(group.subject)
            if address is not None:
                element = "a"
                attributes += f" href={_quoted(address)}"
        if group.x or group.y:
            attributes += f' transform="translate({_number(group.x)} {_number(group.y)})"'
        yield f"<{element}{attributes}>"
        if group.tooltip:
            yield f"<title>{_text(group.tooltip)}</title>"
        if group.subject:
            yield from _reach(group)
        for item in group.items:
            yield from self.written(item, around)
        yield f"</{element}>"

    def _id(self, group: Group, around: str) -> str:
        """What the group stands in, what it shows, and a number from the second such one on."""
        words = [around, (group.role or "").partition(" ")[0]]
        if group.subject:
            words.append("_to_".join(map(_word, group.subject.name)))
        wish = "-".join(filter(None, words))
        self.given[wish] = self.given.get(wish, 0) + 1
        return wish if self.given[wish] == 1 else f"{wish}_no_{self.given[wish]}"

    def _address(self, subject: Subject) -> str | None:
        if self.links is None:
            return None
        ask = self.links if callable(self.links) else self.links.get
        for id_ in subject.leads_to:
            address = ask(id_)
            if address is not None:
                return _checked(address, id_)
        return None


def _reach(group: Group) -> Iterator[str]:
    """Unseen room to point at, round a line that is too thin to be hit."""
    for item in group.items[:1]:
        if isinstance(item, Shape) and item.fill is None:
            yield (
                f'<path d="{_outline(item.steps)}" fill="none" stroke="none" '
                f'stroke-width="{_REACH}" pointer-events="stroke"/>'
            )


_REACH = 5
_WEB = re.compile(
    r"(?:(?:https?|mailto):|(?![^/?#]*:))[^\x00-\x20\x7f-\xa0\u2028\u2029]+", re.IGNORECASE
)
"""An address of the web or of mail, or one without a scheme; none has white space in it."""


def _checked(address: str, id_: str) -> str:
    if not _WEB.fullmatch(address):
        message = (
            f"the link of {id_!r}: expected an address that is relative or begins with https:, "
            f"http: or mailto:, without white space; found {address!r}"
        )
        raise FpcaseError(message)
    return address


def _classes(group: Group) -> str:
    classes = group.subject.classes if group.subject else ()
    return " ".join([group.role or "", *map(_word, classes)])


def _data(subject: Subject) -> str:
    """What a script asks for: lists are parted by spaces, a space in an id is ``%20``."""
    return "".join(
        f" data-{name}={_quoted(' '.join(map(_unspaced, ids)))}" for name, ids in subject.ids if ids
    )


def _unspaced(text: str) -> str:
    return re.sub(r"\s", lambda space: f"%{ord(space.group()):02X}", text)


def _word(text: str) -> str:
    """A text as a word that ids, classes and style sheets can hold; no two texts give one.

    >>> _word("hananya-2019"), _word("fear@hananya-2019/h12")
    ('hananya-2019', 'fear_40_hananya-2019_2f_h12')
    """
    return re.sub("[^0-9A-Za-z-]", lambda letter: f"_{ord(letter.group()):x}_", text)


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
    anchor = line.anchor
    if fonts.reads_leftward(line.text):  # there a line starts at its right end
        attributes += ' direction="rtl"'
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    if anchor != "start":
        attributes += f' text-anchor="{anchor}"'
    if line.bold:
        attributes += ' font-weight="bold"'
    if line.upright:
        attributes += f' transform="rotate(-90 {x} {y})"'
    if line.halo:
        attributes += (
            f' stroke="#FFFFFF" stroke-width="{_number(2 * line.halo)}" '
            'stroke-linejoin="round" paint-order="stroke"'
        )
    if _BLANKS.search(line.text):
        attributes += ' xml:space="preserve"'
    if len(line.text) > 1:
        width = _number(fonts.text_width(line.text, line.size, bold=line.bold))
        attributes += f' textLength="{width}" lengthAdjust="spacingAndGlyphs"'
    return f"<text {attributes}>{_text(line.text)}</text>"


_BLANKS = re.compile(r"^\s|\s\s|\s$")
"""Blanks of which a browser would make one, or none."""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _text(text: str) -> str:
    return html.escape(fonts.shown(text), quote=False)


def _quoted(text: str) -> str:
    escaped = html.escape(fonts.shown(text))
    return f'"{_BREAK.sub(lambda space: f"&#{ord(space.group())};", escaped)}"'


_BREAK = re.compile("[\t\n\r]")
"""What XML takes for a blank in an attribute."""
