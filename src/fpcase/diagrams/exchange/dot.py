"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

import re
from collections.abc import Mapping

from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import Arrow, arrows, code, distinct, heading, label, plain
from fpcase.model.terms import Sign

_STYLES = {
    Sign.POSITIVE: 'color="#0072B2", style=solid, arrowhead=normal',
    Sign.NEGATIVE: 'color="#D55E00", style=dashed, arrowhead=tee',
    Sign.UNSTATED: 'color="#666666", style=dotted, arrowhead=normal',
    Sign.NO_EFFECT: 'color="#666666", style=dotted, arrowhead=none',
}


def to_dot(diagram: Diagram) -> str:
    """A diagram as DOT: one edge for each claim, its key the claim's full id.

    Nodes have `level` and `outcome`, edges `author`, `sign` and `stance`, which Graphviz passes
    over and programs that read DOT keep. The tooltip says author, mechanism and place.
    """
    ids = distinct(diagram, _id_text)
    lines = [
        "digraph {",
        f"  graph [rankdir=LR, label={_escaped(heading(diagram))}, labelloc=t];",
        "  node [shape=box];",
    ]
    for node, data in diagram.nodes(data=True):
        level = f", level={_quoted(data['level'])}" if data["level"] else ""
        outcome = ", outcome=true, penwidth=2" if data["outcome"] else ""
        lines.append(f"  {_quoted(ids[node])} [label={_escaped(data['name'])}{level}{outcome}];")
    lines += [_edge(diagram, arrow, ids) for arrow in arrows(diagram)]
    return "\n".join([*lines, "}", ""])


def _edge(diagram: Diagram, arrow: Arrow, ids: Mapping[str, str]) -> str:
    return (
        f"  {_quoted(ids[arrow.cause])} -> {_quoted(ids[arrow.effect])} "
        f"[key={_quoted(arrow.claim)}, label={_escaped(label(diagram, arrow))}, "
        f"{_STYLES[arrow.look]}, author={_quoted(arrow.author)}, "
        f"sign={_quoted(arrow.sign.value)}, stance={_quoted(arrow.stance.value)}, "
        f"tooltip={_escaped(_tooltip(arrow))}];"
    )


def _tooltip(arrow: Arrow) -> str:
    details = arrow.details
    told = f": {details['mechanism']}" if "mechanism" in details else ""
    place = f" [{details['at']}]" if "at" in details else ""
    # Graphviz takes backslashes in tooltips twice, so they are named
    return f"{arrow.author_name}, {arrow.claim}{told}{place}".replace("\\", "[U+005C]")


def _id_text(text: str) -> str:
    r"""An id without what Graphviz cannot keep in one.

    DOT cannot write a text that ends in a backslash, and Graphviz forgets an id that begins with
    a percent sign.
    """
    return _NOT_IN_IDS.sub(code, plain(text))


_NOT_IN_IDS = re.compile(r"\\|^%")


def _quoted(text: str) -> str:
    """A text that Graphviz takes as it stands: only quotation marks are escaped."""
    return '"' + _id_text(text).replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    r"""A text that Graphviz shows: it would replace ``\N``, ``\G`` and ``&amp;``."""
    shown = plain(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'
