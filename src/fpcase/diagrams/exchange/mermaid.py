"""Mermaid flowcharts (https://mermaid.js.org/syntax/flowchart.html)."""

import re
from collections.abc import Iterable

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import Arrow, arrows, bareword, distinct, heading, label, plain
from fpcase.model.terms import Sign

_COLOURS = {
    Sign.POSITIVE: "#0072B2",
    Sign.NEGATIVE: "#D55E00",
    Sign.UNSTATED: "#666666",
    Sign.NO_EFFECT: "#666666",
}
_MARKUP = re.compile(r"(?<!\w)-|-(?!\w)|(?<!\S) |[^\w ,-]|_")
"""All but letters, digits, commas, single spaces and hyphens within words."""


def to_mermaid(diagram: Diagram) -> str:
    """A diagram as a Mermaid flowchart: one link for each claim.

    Positive links are solid, all others dotted; denied ones end in a cross.
    """
    ids = distinct(diagram, lambda node: f"n_{bareword(node)}")
    lines = ["---", f"title: {_title(heading(diagram))}", "---", "flowchart LR"]
    for node, data in diagram.nodes(data=True):
        outcome = ":::outcome" if data["outcome"] else ""
        lines.append(f"  {ids[node]}[{_quoted(data['name'])}]{outcome}")
    drawn = list(arrows(diagram))
    lines += [
        f"  {ids[arrow.cause]} {_link(arrow)}|{_quoted(label(diagram, arrow))}| {ids[arrow.effect]}"
        for arrow in drawn
    ]
    lines.append("  classDef outcome stroke-width:3px")
    for colour in dict.fromkeys(_COLOURS.values()):
        numbers = [str(at) for at, arrow in enumerate(drawn) if _COLOURS[arrow.look] == colour]
        lines += _style(numbers, colour)
    return "\n".join([*lines, ""])


def _style(numbers: Iterable[str], colour: str) -> list[str]:
    joined = ",".join(numbers)
    return [f"  linkStyle {joined} stroke:{colour}"] if joined else []


def _link(arrow: Arrow) -> str:
    if arrow.denies:
        return "-.-x"
    return "-->" if arrow.sign is Sign.POSITIVE else "-.->"


def _quoted(text: str) -> str:
    """A label: whatever might be markup is written as the number of its character.

    Mermaid reads HTML, Markdown, icons and its own directives in labels, so only plain words
    are left as they are.
    """
    return '"' + _MARKUP.sub(lambda found: f"#{ord(found.group())};", plain(text)) + '"'


def _title(text: str) -> str:
    """A title for the YAML head, where JSON's escapes hold; Mermaid would cut tags out of it."""
    words = re.split("([^0-9A-Za-z ,.()-]+)", plain(text).replace("<", "[U+003C]"))
    return (
        '"' + "".join(_escapes(word) if odd % 2 else word for odd, word in enumerate(words)) + '"'
    )


def _escapes(text: str) -> str:
    units = text.encode("utf-16-be")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs)
