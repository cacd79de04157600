"""Texts that one program or another would take for commands, and a diagram that is full of them."""

from itertools import pairwise

import attrs
import networkx as nx
from synthetic import synthetic_case

from fpcase.diagrams import Diagram

NASTY = (
    '<b onclick="x()">bold</b><script>alert(1)</script>',
    "]]> & &amp; &#60; &lt;i&gt; <!-- x --> <?xml?>",
    "\\N \\G \\E \\T \\n \\l \\",
    "<<b>html-like</b>>",
    r"\input{secret} \def\x{ $x^2$ #1 %c {y} ~ _ & \verb|x| \end{document}",
    '%%{init: {"theme": "dark"}}%%',
    'click A "javascript:alert(1)"',
    "end",
    "\"quoted\" 'single' ''double'' `tick` ``ticks''",
    '=HYPERLINK("http://x")',
    "'=1+1",
    "@SUM(A1)",
    "\x1b[31mred\x07\x00",
    "\u202eright to left\u202c \u2066isolate\u2069",
    "1. list\n- item\r\n\ttab\u2028line",
    "fa:fa-car style a:#b; classDef c:#d;",
    "-- --- << >> ,, ?` !`",
    "#quot; #35;",
    "*a* _b_ **c** [d](e)",
    "x:::outcome]; y[",
    "graph",
    "−×–’é Ж 日本 \U0001f600",
    "\ud800 \ufffe \x85",
)


def all_nasty() -> Diagram:
    """A ring of variables, one for each hostile text."""
    case = synthetic_case({"doe-2001": ["war + trade"]})
    (claim,) = case.explanations[next(iter(case.explanations))].claims.values()
    told = {"author": "doe-2001", "sign": "positive", "stance": "asserts"}
    diagram: Diagram = nx.MultiDiGraph(
        case="x", title=NASTY[0], version="1", authors=("doe-2001", "b"), labels={}
    )
    for text in NASTY:
        diagram.add_node(text, variable=text, name=text, level=None, outcome=False)
    for text, after in pairwise(NASTY):
        record = attrs.evolve(claim, mechanism=text)
        diagram.add_edge(text, after, key=text, claim=record, **(told | {"author": text}))
    return diagram
