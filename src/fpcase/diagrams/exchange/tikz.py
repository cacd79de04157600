r"""TikZ, for LaTeX (https://tikz.dev).

The file is a document of its own. Boxes stand on a grid: rows by level of analysis, within a row
causes before effects. It is a beginning to be moved about by hand, not a finished figure.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator

import networkx as nx

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import arrows, effects, heading, label, plain
from fpcase.model.terms import LevelOfAnalysis, Sign

_STYLES = {
    Sign.POSITIVE: "positive",
    Sign.NEGATIVE: "negative",
    Sign.UNSTATED: "unstated",
    Sign.NO_EFFECT: "absent",
}
_HEAD = r"""% Compile with lualatex, xelatex or pdflatex.
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
_TAIL = r"""\end{tikzpicture}
\end{document}
"""
_COLUMNS, _WIDTH, _HEIGHT = 8, 45, 22
"""Boxes in a row at most, and the room for each, in millimetres."""
_BEND = 12
"""How far an arrow bends from the straight line, and each further one between the same boxes."""

Place = tuple[int, int]
"""Right and up from the first box, in millimetres."""


def to_tikz(diagram: Diagram) -> str:
    """A diagram as a LaTeX document with one TikZ picture: one arrow for each claim."""
    lines = [_HEAD, rf"\node[anchor=south west] at (-15mm, 15mm) {{{_escaped(heading(diagram))}}};"]
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
            rf"\node[{style}] ({ids[node]}) at {_at(places[node])} {{{_escaped(data['name'])}}};"
        )
    before: Counter[tuple[str, str]] = Counter()
    for arrow in arrows(diagram):
        pair = arrow.cause, arrow.effect
        before[pair] += 1
        way = _way(places[arrow.cause], places[arrow.effect], before[pair])
        lines.append(
            rf"\draw[{_STYLES[arrow.look]}] ({ids[arrow.cause]}) {way} "
            rf"node[tag] {{{_escaped(label(diagram, arrow))}}} ({ids[arrow.effect]});"
        )
    return "\n".join([*lines, _TAIL])


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
        rows = [nodes[at : at + _COLUMNS] for at in range(0, len(nodes), _COLUMNS)]
        if rows:
            yield level or "no level", rows


_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "−": "$-$",
    "×": r"$\times$",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_LIGATURE = re.compile("([-,'])(?=[-,'])")
"""Characters that LaTeX would join into others: two hyphens are a dash to it."""


def _escaped(text: str) -> str:
    apart = _LIGATURE.sub("\\1\0", plain(text))
    return "".join(_SPECIAL.get(letter, letter) for letter in apart).replace("\0", "{}")
