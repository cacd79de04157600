"""Formats of programs that compute: GraphML, GEXF, node-link JSON, DAGitty and tables of edges."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

import attrs
import networkx as nx

from fpcase.casefiles import to_record
from fpcase.casefiles.slugs import distinct
from fpcase.casefiles.spreadsheets import to_csv
from fpcase.diagrams.causal import Diagram
from fpcase.diagrams.exchange.arrows import (
    DETAILS,
    IN_JSON,
    Arrow,
    arrows,
    bareword,
    effects,
    heading,
    plain,
)

_OF_NODE = {"variable": "string", "name": "string", "level": "string", "outcome": "boolean"}
_OF_EDGE = ("claim", "author", "author_name", "sign", "stance", *DETAILS)
_OF_GRAPH = ("case", "title", "version")


def to_graphml(diagram: Diagram) -> str:
    """A diagram as GraphML (http://graphml.graphdrawing.org), for yEd, igraph and Gephi.

    An edge's id is its claim's full id, with a number (``hananya-2019/h12#2``) where the claim
    has several arrows; the attribute `claim` is the full id always. GraphML's schema would have
    ids without a slash, but programs take any text, and an id that leads to the claim is worth it.
    """
    ids = distinct(diagram, plain)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update((name, plain(str(diagram.graph[name]))) for name in _OF_GRAPH)
    for node, fields in _nodes(diagram):
        graph.add_node(ids[node], **{**fields, "outcome": fields["outcome"] == "true"})
    for key, arrow, fields in _edges(diagram):
        graph.add_edge(ids[arrow.cause], ids[arrow.effect], key=key, **fields)
    lines = nx.generate_graphml(graph, named_key_ids=True)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def to_gexf(diagram: Diagram) -> str:
    """A diagram as GEXF 1.3 (https://gexf.net), for Gephi.

    An edge's kind is its author, so that Gephi keeps the arrows of several authors apart; its
    label is its sign.
    """

    def add_values(parent: ET.Element, scope: str, fields: Mapping[str, str]) -> None:
        values = ET.SubElement(parent, "attvalues")
        for name, text in fields.items():
            ET.SubElement(values, "attvalue", {"for": f"{scope}_{name}", "value": text})

    ids = distinct(diagram, plain)
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "fpcase"
    ET.SubElement(meta, "description").text = plain(heading(diagram))
    graph = ET.SubElement(root, "graph", mode="static", defaultedgetype="directed")
    edges = list(_edges(diagram))
    for scope, kinds in {"node": _OF_NODE, "edge": _kinds(edges)}.items():
        declared = ET.SubElement(graph, "attributes", {"class": scope})
        for name, kind in kinds.items():
            ET.SubElement(declared, "attribute", id=f"{scope}_{name}", title=name, type=kind)
    listed = ET.SubElement(graph, "nodes")
    for node, fields in _nodes(diagram):
        shown = ET.SubElement(listed, "node", id=ids[node], label=fields["name"])
        add_values(shown, "node", fields)
    listed = ET.SubElement(graph, "edges")
    for key, arrow, fields in edges:
        ends = {"source": ids[arrow.cause], "target": ids[arrow.effect]}
        look = {"kind": fields["author"], "label": plain(arrow.symbol)}
        add_values(ET.SubElement(listed, "edge", {"id": key, **ends, **look}), "edge", fields)
    return _document(root)


def to_node_link(diagram: Diagram) -> str:
    """A diagram as node-link JSON, which ``networkx.node_link_graph(..., edges="edges")`` reads.

    A key is the claim's full id, `claim` the whole record as a case file has it.
    """
    tree = {
        "directed": True,
        "multigraph": True,
        "graph": dict(diagram.graph),
        "nodes": [{**data, "id": node} for node, data in diagram.nodes(data=True)],
        "edges": [
            {**data, "claim": to_record(data["claim"]), "source": one, "target": other, "key": key}
            for one, other, key, data in diagram.edges(keys=True, data=True)
        ],
    }
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    return IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def _nodes(diagram: Diagram) -> Iterator[tuple[str, dict[str, str]]]:
    for node, data in diagram.nodes(data=True):
        fields = {name: plain(str(data[name])) for name in _OF_NODE if data[name] is not None}
        yield node, fields | {"outcome": "true" if data["outcome"] else "false"}


def _edges(diagram: Diagram) -> Iterator[tuple[str, Arrow, dict[str, str]]]:
    """Each arrow with a key of its own and its fields; programs drop edges whose id is taken."""
    drawn = list(arrows(diagram))
    several = Counter(arrow.claim for arrow in drawn)
    seen: Counter[str] = Counter()
    wishes = []
    for arrow in drawn:
        seen[arrow.claim] += 1
        number = f"#{seen[arrow.claim]}" if several[arrow.claim] > 1 else ""
        wishes.append(f"{arrow.claim}{number}")
    keys = distinct(wishes, plain)
    for wish, arrow in zip(wishes, drawn, strict=True):
        yield keys[wish], arrow, {name: plain(text) for name, text in arrow.fields.items()}


def _kinds(edges: Iterable[tuple[str, Arrow, dict[str, str]]]) -> dict[str, str]:
    used = {name for _, _, fields in edges for name in fields}
    return {name: "string" for name in _OF_EDGE if name in used}


def _document(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


_RESERVED = {"graph", "node"}
"""DAGitty takes these two for statements of its own."""


def to_dagitty(diagram: Diagram) -> str:
    """The asserted effects of a diagram as DAGitty's model code, one arrow for each pair.

    Outcomes are marked `outcome`; variables that nothing moves, from which a chain leads to an
    outcome, `exposure`; the private nodes of spelled-out claims `latent`, for nobody observes
    them apart from their claim. In DAGitty a click changes a role. Variables are called by their
    id with underscores, which R takes without quotation marks.
    """
    ids = distinct(diagram, _name)
    pairs = list(dict.fromkeys((arrow.cause, arrow.effect) for arrow in effects(diagram)))
    moved = {effect for _, effect in pairs}
    graph = nx.DiGraph(pairs)
    outcomes = [
        node for node, outcome in diagram.nodes(data="outcome") if outcome and node in graph
    ]
    leading = {node for outcome in outcomes for node in nx.ancestors(graph, outcome)}
    lines = ["dag {"]
    for node, data in diagram.nodes(data=True):
        role = ""
        if data["outcome"]:
            role = " [outcome]"
        elif node != data["variable"]:
            role = " [latent]"
        elif node in leading and node not in moved:
            role = " [exposure]"
        lines.append(f"{ids[node]}{role}")
    lines += [f"{ids[cause]} -> {ids[effect]}" for cause, effect in pairs]
    return "\n".join([*lines, "}", ""])


def _name(node: str) -> str:
    name = bareword(node)
    return f"{name}_" if name in _RESERVED else name


def to_edge_list(diagram: Diagram) -> str:
    """A diagram as comma-separated values, one row for each claim (and joint cause)."""
    head = ("cause", "effect", "sign", "stance", "author", "claim", "mechanism", "at")
    return to_csv([head, *(_line(head, arrow) for arrow in arrows(diagram))])


def to_links(diagram: Diagram) -> str:
    """The asserted effects as a table of links: author, cause, effect and sign, by names.

    This is what causal-mapping programs import, and ``fpcase import-links`` reads back.
    """
    head = ("author", "cause", "effect", "sign")
    name = {node: str(data["name"]) for node, data in diagram.nodes(data=True)}
    named = (
        attrs.evolve(arrow, cause=name[arrow.cause], effect=name[arrow.effect])
        for arrow in effects(diagram)
    )
    return to_csv([head, *(_line(head, arrow) for arrow in named)])


def _line(head: Iterable[str], arrow: Arrow) -> list[str]:
    fields = {"cause": arrow.cause, "effect": arrow.effect, **arrow.fields}
    return [plain(fields.get(name, "")) for name in head]
