"""Texts that one program or another would take for commands, and a diagram that is full of them."""

from collections.abc import Iterator
from itertools import cycle, pairwise
from typing import Any

import attrs
import networkx as nx
from synthetic import synthetic_case

from fpcase import Case
from fpcase.diagrams import Diagram
from fpcase.model import Catalogue

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


def nasty_case(case: Case) -> Case:
    """A case with a hostile text in the place of every text that a coder writes freely."""
    found: Case = _made_nasty(case, cycle(NASTY))
    return found


_WATCHED = {"value", "values", "language", "file", "sha256", "codes"}
"""Fields whose text follows a rule."""


def _made_nasty(value: Any, texts: Iterator[str]) -> Any:  # noqa: ANN401 - any part of a case
    if isinstance(value, Catalogue):
        return Catalogue({key: _made_nasty(one, texts) for key, one in value.items()})
    if isinstance(value, tuple):
        return tuple(_made_nasty(one, texts) for one in value)
    if not attrs.has(type(value)):
        return value
    changed: dict[str, Any] = {}
    for field in attrs.fields(attrs.resolve_types(type(value))):
        held = getattr(value, field.name)
        if field.name in _WATCHED or not held or not field.init:
            continue
        if field.type in {str, str | None}:
            changed[field.name] = next(texts)
        elif field.type == tuple[str, ...]:
            changed[field.name] = tuple(next(texts) for _ in held)
        else:
            changed[field.name] = _made_nasty(held, texts)
    return attrs.evolve(value, **changed)
