"""Causal depth: how far down the chains a variable stands, where loops allow an order."""

import networkx as nx

from fpcase.diagrams import Diagram

Weights = dict[tuple[str, str], int]
"""How many claims each ordered pair of different variables carries."""


def pair_weights(diagram: Diagram) -> Weights:
    """How many claims each ordered pair of different variables carries."""
    weights: Weights = {}
    for cause, effect in diagram.edges():
        if cause != effect:
            weights[cause, effect] = weights.get((cause, effect), 0) + 1
    return weights


def causal_depth(diagram: Diagram) -> dict[str, int]:
    """The length of the longest chain that leads to each variable.

    Loops have no beginning, so within each knot of loops (a strongly connected component)
    the variables are put in the order that turns few claims back (the greedy rule of Eades,
    Lin and Smyth, Information Processing Letters 47, 1993); claims that still point back do
    not count. Between knots every claim leads to a greater depth.
    """
    weights = pair_weights(diagram)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(diagram))
    graph.add_edges_from(sorted(weights))
    place: dict[str, int] = {}
    component: dict[str, int] = {}
    for number, knot in enumerate(nx.strongly_connected_components(graph)):
        for position, node in enumerate(_greedy_order(sorted(knot), weights)):
            place[node], component[node] = position, number
    onward: nx.DiGraph[str] = nx.DiGraph()
    onward.add_nodes_from(graph)
    onward.add_edges_from(
        (cause, effect)
        for cause, effect in graph.edges()
        if component[cause] != component[effect] or place[cause] < place[effect]
    )
    return {
        node: depth
        for depth, generation in enumerate(nx.topological_generations(onward))
        for node in generation
    }


def _greedy_order(nodes: list[str], weights: Weights) -> list[str]:
    """Nodes so that few claims point back: sinks to the end, sources and givers to the front."""
    inside = set(nodes)
    front: list[str] = []
    back: list[str] = []
    pairs = {pair: n for pair, n in weights.items() if pair[0] in inside and pair[1] in inside}
    while inside:
        gives = dict.fromkeys(sorted(inside), 0)
        takes = dict(gives)
        for (cause, effect), number in pairs.items():
            gives[cause] += number
            takes[effect] += number
        sink = next((node for node, number in gives.items() if not number), None)
        source = next((node for node, number in takes.items() if not number), None)
        chosen = sink or source or max(gives, key=lambda node: gives[node] - takes[node])
        if sink:
            back.append(chosen)
        else:
            front.append(chosen)
        inside.discard(chosen)
        pairs = {pair: number for pair, number in pairs.items() if chosen not in pair}
    return front + back[::-1]
