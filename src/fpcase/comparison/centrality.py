"""Which variables matter in a map: drivers, outcomes, and what lies in between."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum

import attrs
import networkx as nx

from fpcase.comparison.tables import Table, ViewResult, attributes
from fpcase.diagrams import Diagram
from fpcase.model import Case
from fpcase.model.signatures import checked
from fpcase.statements import Bundles, View, view_of

_GRAPH = "the simple directed graph, with one arrow for each ordered pair that has claims"


@attrs.frozen(kw_only=True)
class Centrality:
    """How a variable lies in a map; loops from a variable to itself do not count.

    Attributes:
        variable: The variable.
        claims_in: Claims that something moves it.
        claims_out: Claims that it moves something.
        authors_in: Distinct authors who claim that something moves it.
        authors_out: Distinct authors who claim that it moves something.
        domain: Distinct neighbours, on either side (Eden).
        central_score: The sum, over steps k, of the variables first met at step k, divided by
            k, whichever way the arrows point (Eden).
        betweenness: The share of shortest paths that pass it (Freeman 1977), on the simple
            directed graph.
    """

    variable: str
    claims_in: int
    claims_out: int
    authors_in: int
    authors_out: int
    domain: int
    central_score: float
    betweenness: float

    @property
    def driver(self) -> int:
        """How much it drives, by claims: those going out, less twice those coming in."""
        return self.claims_out - 2 * self.claims_in

    @property
    def outcome(self) -> int:
        """How much it is an outcome, by claims: those coming in, less twice those going out."""
        return self.claims_in - 2 * self.claims_out

    @property
    def driver_by_authors(self) -> int:
        """How much it drives, by distinct authors."""
        return self.authors_out - 2 * self.authors_in

    @property
    def outcome_by_authors(self) -> int:
        """How much it is an outcome, by distinct authors."""
        return self.authors_in - 2 * self.authors_out


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Centralities(ViewResult):
    """The variables of a map, the most central first.

    Attributes:
        view: The case as it was looked at.
        variables: The variables, by authors, then by Eden's central score.
    """

    what = "Centrality of variables"
    variables: tuple[Centrality, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each variable."""
        whose = "pooled from several authors" if len(self.view.authors) > 1 else "of one author"
        table = self._table(
            "centrality",
            f"Variables in the map of asserted effects {whose}. The driver score is the number "
            "of outgoing claims minus twice the number of incoming ones, and the outcome score "
            "the reverse; both are also computed with authors counted instead of claims. Domain "
            f"and central score follow Eden; betweenness (Freeman 1977) is computed on {_GRAPH}.",
            self.variables,
            attributes(
                "variable, claims in, claims out, driver, outcome, authors in, authors out, "
                "driver by authors, outcome by authors, domain, central score, betweenness"
            ),
        )
        return (table,)


@checked
def centralities(of: Case | View) -> Centralities:
    """Measure how central each variable is in the map of one author, or pooled from several.

    Driver and outcome, domain and central score follow Eden (Eden, Ackermann and Cropper 1992,
    J. Management Studies 29, "The analysis of cause maps"); betweenness follows Freeman (1977).
    A pooled map is nobody's: for one author's, look at that author only.

    Args:
        of: What is looked at: a case, or a study of one.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> centralities(case).variables[0].variable
    'cooperation-with-china'
    """
    view = view_of(of)
    return Centralities(view=view, variables=measured(view.bundles))


def measured(web: Bundles) -> tuple[Centrality, ...]:
    """The centralities of every variable in a map, by authors, then by central score."""
    arrows = [(cause, effect) for cause, effect in web.arrows if cause != effect]
    claims: dict[tuple[str, bool], set[str]] = defaultdict(set)
    tellers: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for step in web.statements:
        for moved, node in enumerate(step.matter if len(set(step.matter)) > 1 else ()):
            claims[node, bool(moved)].add(step.id)
            tellers[node, bool(moved)].add(step.author)
    between = betweenness(web.nodes, arrows)
    neighbours = _neighbours(web.nodes, arrows)
    scores = central_scores(neighbours)
    found = [
        Centrality(
            variable=node,
            claims_in=len(claims[node, True]),
            claims_out=len(claims[node, False]),
            authors_in=len(tellers[node, True]),
            authors_out=len(tellers[node, False]),
            domain=len(neighbours[node]),
            central_score=scores[node],
            betweenness=between[node],
        )
        for node in web.nodes
    ]
    authors = {node: len(tellers[node, True] | tellers[node, False]) for node in web.nodes}
    found.sort(key=lambda c: (-authors[c.variable], -c.central_score, c.variable))
    return tuple(found)


def _neighbours(
    nodes: Iterable[str], arrows: Iterable[tuple[str, str]]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for one, other in arrows:
        found[one].add(other)
        found[other].add(one)
    return {node: frozenset(others) for node, others in found.items()}


def central_scores(neighbours: Mapping[str, AbstractSet[str]]) -> dict[str, float]:
    """The variables first met at each step from each variable, divided by the step (Eden).

    All variables walk at once: what each has met is a row of bits, and at every step it meets
    what its neighbours had met before.

    >>> central_scores({"a": {"b"}, "b": {"a", "c"}, "c": {"b"}})["a"]
    1.5
    """
    met = {node: 1 << place for place, node in enumerate(neighbours)}
    scores = dict.fromkeys(neighbours, 0.0)
    walking = set(neighbours)
    step = 0
    while walking:
        step += 1
        before = {node: met[node] for node in neighbours}
        for node in list(walking):
            now = before[node]
            for other in neighbours[node]:
                now |= before[other]
            fresh = now.bit_count() - before[node].bit_count()
            if fresh:
                met[node] = now
                scores[node] += fresh / step
            else:
                walking.discard(node)
    return scores


class Role(Enum):
    """What a variable is in one diagram; it follows from the arrows, and is not coded."""

    EXOGENOUS = "exogenous"
    """It moves others; nothing is said to move it."""
    INTERVENING = "intervening"
    """It is moved, and moves others."""
    TERMINAL = "terminal"
    """It is moved, and moves nothing: chains end there, at an outcome or at a loose end."""


@checked
def roles(diagram: Diagram) -> dict[str, Role]:
    """The role of each variable in a diagram; loops from a variable to itself do not count.

    Args:
        diagram: One author's diagram, or several pooled.

    >>> import networkx as nx
    >>> roles(nx.MultiDiGraph([("oil price", "budget"), ("budget", "neutrality")]))["budget"]
    <Role.INTERVENING: 'intervening'>
    """
    found = {}
    for node in diagram:
        moved = any(other != node for other in diagram.predecessors(node))
        moves = any(other != node for other in diagram.successors(node))
        if moved or moves:
            found[str(node)] = (
                Role.INTERVENING if moved and moves else Role.TERMINAL if moved else Role.EXOGENOUS
            )
    return found


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
