"""Languages in which a diagram is drawn: DOT, Mermaid and TikZ.

DOT is Graphviz's (https://graphviz.org/doc/info/lang.html), Mermaid draws flowcharts in pages
(https://mermaid.js.org/syntax/flowchart.html), TikZ draws in LaTeX (https://tikz.dev).
"""

import math
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate

import networkx as nx

from fpcase.casefiles.slugs import distinct
from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import (
    Arrow,
    arrows,
    bareword,
    code,
    effects,
    heading,
    label,
    plain,
)
from fpcase.model import LevelOfAnalysis, Sign
from fpcase.model.wording import in_latex

_COLOURS = {
    Sign.POSITIVE: "#0072B2",
    Sign.NEGATIVE: "#D55E00",
    Sign.UNSTATED: "#666666",
    Sign.NO_EFFECT: "#666666",
}
_DOT_STYLES = {
    Sign.POSITIVE: "style=solid, arrowhead=normal",
    Sign.NEGATIVE: "style=dashed, arrowhead=tee",
    Sign.UNSTATED: "style=dotted, arrowhead=normal",
    Sign.NO_EFFECT: "style=dotted, arrowhead=none",
}


def to_dot(diagram: Diagram) -> str:
    """A diagram as DOT: one edge for each claim, its key the claim's full id.

    Nodes have `level` and `outcome`, edges `author`, `sign` and `stance`, which Graphviz passes
    over and programs that read DOT keep. The tooltip says author, mechanism and place.
    """
    ids = distinct(diagram, _id_text)
    lines = [
        "digraph {",
        f"  graph [rankdir=LR, label={_dot_label(heading(diagram))}, labelloc=t];",
        "  node [shape=box];",
    ]
    for node, data in diagram.nodes(data=True):
        level = f", level={_dot_id(data['level'])}" if data["level"] else ""
        outcome = ", outcome=true, penwidth=2" if data["outcome"] else ""
        lines.append(f"  {_dot_id(ids[node])} [label={_dot_label(data['name'])}{level}{outcome}];")
    lines += [_dot_edge(diagram, arrow, ids) for arrow in arrows(diagram)]
    return "\n".join([*lines, "}", ""])


def _dot_edge(diagram: Diagram, arrow: Arrow, ids: Mapping[str, str]) -> str:
    return (
        f"  {_dot_id(ids[arrow.cause])} -> {_dot_id(ids[arrow.effect])} "
        f"[key={_dot_id(arrow.claim)}, label={_dot_label(label(diagram, arrow))}, "
        f'color="{_COLOURS[arrow.look]}", {_DOT_STYLES[arrow.look]}, '
        f"author={_dot_id(arrow.author)}, "
        f"sign={_dot_id(arrow.sign.value)}, stance={_dot_id(arrow.stance.value)}, "
        f"tooltip={_dot_label(_dot_tooltip(arrow))}];"
    )


def _dot_tooltip(arrow: Arrow) -> str:
    details = arrow.details
    told = f": {details['mechanism']}" if "mechanism" in details else ""
    place = f" [{details['at']}]" if "at" in details else ""
    # Graphviz takes backslashes in tooltips twice, so they are named
    return f"{arrow.author_name}, {arrow.claim}{told}{place}".replace("\\", "[U+005C]")


LONGEST = 16_000
"""How many bytes of a text DOT takes; Graphviz reads no string of more than 16,384."""


def _cut(text: str) -> str:
    """A text that Graphviz reads, with an ellipsis where its end is missing."""
    ends = list(accumulate(len(_shown(letter).encode()) for letter in text))
    return text if not ends or ends[-1] <= LONGEST else f"{text[: bisect(ends, LONGEST)]}…"


def cut_by_graphviz(diagram: Diagram) -> int:
    """How many names, labels and tooltips are too long for Graphviz."""
    texts = [heading(diagram), *(data["name"] for _, data in diagram.nodes(data=True))]
    for arrow in arrows(diagram):
        texts += [label(diagram, arrow), _dot_tooltip(arrow)]
    return sum(_cut(plain(one)) != plain(one) for one in texts)


def _id_text(text: str) -> str:
    r"""An id without what Graphviz cannot keep in one.

    DOT cannot write a text that ends in a backslash, and Graphviz forgets an id that begins with
    a percent sign.
    """
    return _NOT_IN_IDS.sub(code, plain(text))


_NOT_IN_IDS = re.compile(r"\\|^%")


def _dot_id(text: str) -> str:
    """A text that Graphviz takes as it stands: only quotation marks are escaped."""
    return '"' + _id_text(text).replace('"', '\\"') + '"'


def _dot_label(text: str) -> str:
    r"""A text that Graphviz shows: it would replace ``\N``, ``\G`` and ``&amp;``."""
    return f'"{_shown(_cut(plain(text)))}"'


def _shown(text: str) -> str:
    return text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


_MARKUP = re.compile(r"(?<!\w)-|-(?!\w)|(?<!\S) |[^\w ,-]|_")
"""All but letters, digits, commas, single spaces and hyphens within words."""


def to_mermaid(diagram: Diagram) -> str:
    """A diagram as a Mermaid flowchart: one link for each claim.

    Positive links are solid, all others dotted; denied ones end in a cross.
    """
    ids = distinct(diagram, lambda node: f"n_{bareword(node)}")
    lines = ["---", f"title: {_mermaid_title(heading(diagram))}", "---", "flowchart LR"]
    for node, data in diagram.nodes(data=True):
        outcome = ":::outcome" if data["outcome"] else ""
        lines.append(f"  {ids[node]}[{_mermaid_label(data['name'])}]{outcome}")
    drawn = list(arrows(diagram))
    for arrow in drawn:
        said = f"{_mermaid_link(arrow)}|{_mermaid_label(label(diagram, arrow))}|"
        lines.append(f"  {ids[arrow.cause]} {said} {ids[arrow.effect]}")
    lines.append("  classDef outcome stroke-width:3px")
    for colour in dict.fromkeys(_COLOURS.values()):
        numbers = [str(at) for at, arrow in enumerate(drawn) if _COLOURS[arrow.look] == colour]
        lines += [f"  linkStyle {','.join(numbers)} stroke:{colour}"] if numbers else []
    return "\n".join([*lines, ""])


def _mermaid_link(arrow: Arrow) -> str:
    if arrow.denies:
        return "-.-x"
    return "-->" if arrow.sign is Sign.POSITIVE else "-.->"


def _mermaid_label(text: str) -> str:
    """A label: whatever might be markup is written as the number of its character.

    Mermaid reads HTML, Markdown, icons and its own directives in labels, so only plain words
    are left as they are.
    """
    return '"' + _MARKUP.sub(lambda found: f"#{ord(found.group())};", plain(text)) + '"'


def _mermaid_title(text: str) -> str:
    """A title for the YAML head, where JSON's escapes hold; Mermaid would cut tags out of it."""
    words = re.split("([^0-9A-Za-z ,.()-]+)", plain(text).replace("<", "[U+003C]"))
    return (
        '"' + "".join(_escapes(word) if odd % 2 else word for odd, word in enumerate(words)) + '"'
    )


def _escapes(text: str) -> str:
    units = text.encode("utf-16-be")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs)


_TIKZ_STYLES = {
    Sign.POSITIVE: "positive",
    Sign.NEGATIVE: "negative",
    Sign.UNSTATED: "unstated",
    Sign.NO_EFFECT: "absent",
}
_TIKZ_HEAD = r"""% Compile with lualatex, xelatex or pdflatex.
\documentclass[tikz, border=5mm]{standalone}
\usepackage{iftex}
\ifpdftex
  \usepackage[T1]{fontenc}
  \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{\usepackage{mathptmx}}
  \input{glyphtounicode}\pdfgentounicode=1
\else
  \usepackage{fontspec}
\fi
\usepackage{textcomp}
\usetikzlibrary{arrows.meta}
\definecolor{positive}{HTML}{0072B2}
\definecolor{negative}{HTML}{D55E00}
\definecolor{unstated}{HTML}{666666}
\begin{document}
\begin{tikzpicture}[
  box/.style={draw, fill=white, align=center, text width=30mm, font=\small},
  outcome/.style={box, very thick},
  lane/.style={anchor=east, font=\small\itshape},
  tag/.style={midway, fill=white, inner sep=1pt, font=\scriptsize},
  positive/.style={draw=positive, text=positive, -{Stealth}},
  negative/.style={draw=negative, text=negative, dashed, -{Bar}},
  unstated/.style={draw=unstated, text=unstated, dotted, -{Stealth}},
  absent/.style={draw=unstated, text=unstated, dotted, -{Circle[open]}},
]"""
_TIKZ_TAIL = r"""\end{tikzpicture}
\end{document}
"""
_TIKZ_COLUMNS, _WIDTH, _HEIGHT = 8, 45, 22
"""Boxes in a row at most, and the room for each, in millimetres."""
_BEND = 12
"""How far an arrow bends from the straight line, and each further one between the same boxes."""

Place = tuple[int, int]
"""Right and up from the first box, in millimetres."""


def to_tikz(diagram: Diagram) -> str:
    """A diagram as a LaTeX document with one TikZ picture: one arrow for each claim."""
    lines = [
        _TIKZ_HEAD,
        rf"\node[anchor=south west] at (-15mm, 15mm) {{{_tikz_text(heading(diagram))}}};",
    ]
    places: dict[str, Place] = {}
    row = 0
    for level, rows in _grid(diagram):
        lines.append(rf"\node[lane] at (-20mm, {-row * _HEIGHT}mm) {{{level}}};")
        for nodes in rows:
            for column, node in enumerate(nodes):
                places[node] = column * _WIDTH, -row * _HEIGHT
            row += 1
    ids = {node: f"n{number}" for number, node in enumerate(diagram, start=1)}
    for node, data in diagram.nodes(data=True):
        style = "outcome" if data["outcome"] else "box"
        lines.append(
            rf"\node[{style}] ({ids[node]}) at {_at(places[node])} {{{_tikz_text(data['name'])}}};"
        )
    before: Counter[tuple[str, str]] = Counter()
    for arrow in arrows(diagram):
        pair = arrow.cause, arrow.effect
        before[pair] += 1
        way = _way(places[arrow.cause], places[arrow.effect], before[pair])
        lines.append(
            rf"\draw[{_TIKZ_STYLES[arrow.look]}] ({ids[arrow.cause]}) {way} "
            rf"node[tag] {{{_tikz_text(label(diagram, arrow))}}} ({ids[arrow.effect]});"
        )
    return "\n".join([*lines, _TIKZ_TAIL])


def _way(start: Place, end: Place, number: int) -> str:
    """The way of the first, second ... arrow from a box to another, to the left of straight on.

    TikZ's own bends end in an error where boxes stand far apart.
    """
    if start == end:
        return f"to[loop above, looseness={2 + 3 * number}]"
    across, up = end[0] - start[0], end[1] - start[1]
    share = number * _BEND / math.hypot(across, up)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    bend = round(middle[0] - share * up), round(middle[1] + share * across)
    return f".. controls {_at(bend)} .."


def _at(place: Place) -> str:
    return f"({place[0]}mm, {place[1]}mm)"


def _grid(diagram: Diagram) -> Iterator[tuple[str, list[list[str]]]]:
    """Each level with its rows of nodes, the system at the top, causes before effects."""
    graph = nx.DiGraph((arrow.cause, arrow.effect) for arrow in effects(diagram))
    graph.add_nodes_from(diagram)
    parts = nx.condensation(graph)
    depth = {
        node: generation
        for generation, members in enumerate(nx.topological_generations(parts))
        for part in members
        for node in parts.nodes[part]["members"]
    }
    for level in [*(level.value for level in reversed(LevelOfAnalysis)), None]:
        nodes = [node for node, data in diagram.nodes(data=True) if data["level"] == level]
        nodes.sort(key=lambda node: (depth[node], node))
        rows = [nodes[at : at + _TIKZ_COLUMNS] for at in range(0, len(nodes), _TIKZ_COLUMNS)]
        if rows:
            yield level or "no level", rows


_SPECIAL = {'"': r"\textquotedbl{}", "`": r"\textasciigrave{}", "×": r"$\times$"}


def _tikz_text(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in in_latex(plain(text)))
