"""How many shortest paths pass a variable, by rustworkx where it is installed, else by networkx."""

from collections.abc import Iterable, Sequence

import networkx as nx

_DIGITS = 12
"""So many digits both libraries have in common."""


def betweenness(nodes: Sequence[str], arrows: Iterable[tuple[str, str]]) -> dict[str, float]:
    """The share of shortest paths that pass each node (Freeman 1977), on a simple graph.

    The extra ``graphs`` (rustworkx) answers in a fraction of the time; the values are the same.

    Args:
        nodes: The nodes.
        arrows: Ordered pairs of nodes, each once.

    >>> betweenness(["a", "b", "c"], [("a", "b"), ("b", "c")])
    {'a': 0.0, 'b': 0.5, 'c': 0.0}
    """
    try:
        import rustworkx as rx  # noqa: PLC0415 - an optional package
    except ImportError:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from(arrows)
        found = nx.betweenness_centrality(graph)
    else:
        place = {node: at for at, node in enumerate(nodes)}
        fast = rx.PyDiGraph(multigraph=False)
        fast.add_nodes_from(nodes)
        fast.add_edges_from_no_data([(place[one], place[other]) for one, other in arrows])
        found = dict(
            zip(nodes, dict(rx.digraph_betweenness_centrality(fast)).values(), strict=True)
        )
    return {node: round(value, _DIGITS) for node, value in found.items()}
