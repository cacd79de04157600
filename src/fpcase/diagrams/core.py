"""Parts of a diagram: the few variables that a figure has room for, or those around one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from fpcase.diagrams.causal import Diagram
from fpcase.model.errors import FpcaseError

DEFAULT_SIZE = 20
"""How many variables a reader can take in at once; beyond some 25 a picture is a hairball."""


_SHARE = 3
"""Outcomes fill one place in so many, unless there are too few other variables."""
_MOST = 2
"""Authors' chief outcomes may fill one place in so many."""


def core_variables(
    diagram: Diagram, size: int = DEFAULT_SIZE, *, first: Iterable[str] = ()
) -> tuple[str, ...]:
    """The variables that matter most in a diagram: outcomes, and what most authors use.

    A variable ranks by the number of distinct authors with a claim at it, then by the number
    of claims at it, then by its id. Outcomes come first, but fill at most a third of the places
    (or half, where so many authors each have a chief outcome) while other variables wait:
    outcomes without their causes explain nothing. Where outcomes must give way, each author's
    chief outcome stays before any second one: of the outcomes
    that the author explains, the one at which most of the author's own claims arrive, and of
    several such the one that the author's list names first. (A diagram made by hand does not
    say who explains what; then any outcome may be an author's chief one.) Each outcome brings
    the cause of it that ranks highest. The places that are left go to the other variables by
    rank, but those that a claim joins to one chosen before go first: a box that no arrow
    reaches or leaves explains nothing.

    Args:
        diagram: A causal diagram.
        size: How many variables to choose at most.
        first: Variables that come before all others.

    Returns:
        Ids of nodes in the order of choice; outcomes come before their causes, and these before
        the rest. The same diagram always gives the same core.

    >>> import networkx as nx
    >>> diagram = nx.MultiDiGraph()
    >>> diagram.add_node("neutrality", outcome=True)
    >>> for cause, author in [("trade", "a"), ("war", "a"), ("war", "b")]:
    ...     _ = diagram.add_edge(cause, "neutrality", key=f"{author}/{cause}", author=author)
    >>> core_variables(diagram, size=2)
    ('neutrality', 'war')
    """
    ranked = _ranked(diagram)
    outcomes = [node for node in ranked if diagram.nodes[node].get("outcome")]
    others = [node for node in ranked if not diagram.nodes[node].get("outcome")]
    chief = _chief_outcomes(diagram, outcomes)
    room = max(size - len(others), -(-size // _SHARE), min(len(chief), size // _MOST))
    staying = sorted(outcomes, key=lambda outcome: outcome not in chief)[: max(room, 0)]
    kept = [node for node in outcomes if node in staying]
    causes = _chief_causes(diagram, kept, others)
    rest = [node for node in others if node not in causes]
    foremost = [node for node in first if node in diagram]
    chosen = list(dict.fromkeys((*foremost, *kept, *causes)))[: max(size, 0)]
    waiting = [node for node in rest if node not in chosen]
    return (*chosen, *_joined(diagram, chosen, waiting, size - len(chosen)))


def core_diagram(
    diagram: Diagram, size: int = DEFAULT_SIZE, *, first: Iterable[str] = ()
) -> Diagram:
    """The diagram of the core variables alone, with every claim between two of them.

    Args:
        diagram: A causal diagram; it is left as it is.
        size: How many variables to choose at most.
        first: Variables that come before all others.

    Returns:
        A new diagram, with nodes and claims in the order of the whole one.
    """
    return restricted(diagram, core_variables(diagram, size, first=first))


def surroundings(diagram: Diagram, variable: str) -> Diagram:
    """The diagram around one variable: it, and what a claim joins to it, with all their claims.

    Network research calls this an ego network: one variable, its neighbours, and the ties
    among them.

    Args:
        diagram: A causal diagram; it is left as it is.
        variable: The id of the variable in the middle.

    Raises:
        FpcaseError: no claim of the diagram names the variable.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> part = surroundings(fpcase.causal_diagram(case, ["cai-2022"]), "anarchy")
    >>> "power-seeking" in part, "transit-role" in part
    (True, False)
    """
    if variable not in diagram:
        near = get_close_matches(variable, diagram, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "; choose one that is drawn"
        message = f"no claim of this diagram names the variable {variable!r}{hint}"
        raise FpcaseError(message)
    return restricted(
        diagram, {variable, *diagram.predecessors(variable), *diagram.successors(variable)}
    )


def restricted(diagram: Diagram, variables: Iterable[str]) -> Diagram:
    """The diagram of some variables, with every claim between two of them.

    Args:
        diagram: A causal diagram; it is left as it is.
        variables: Ids of nodes; those that are not in the diagram are passed over.
    """
    wanted = set(variables)
    part: Diagram = type(diagram)(**diagram.graph)
    part.add_nodes_from((node, data) for node, data in diagram.nodes(data=True) if node in wanted)
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        if cause in wanted and effect in wanted:
            part.add_edge(cause, effect, key=key, **data)
    return part


def _joined(diagram: Diagram, chosen: list[str], waiting: list[str], count: int) -> list[str]:
    """So many of the variables that wait: always the first that a claim joins to one chosen.

    If a claim joins none of them, simply the first.
    """
    waiting = list(waiting)
    found: list[str] = []
    near: set[str] = set()
    for node in chosen:
        near.update(diagram.predecessors(node), diagram.successors(node))
    while waiting and len(found) < count:
        node = next((one for one in waiting if one in near), waiting[0])
        waiting.remove(node)
        found.append(node)
        near.update(diagram.predecessors(node), diagram.successors(node))
    return found


def _ranked(diagram: Diagram) -> list[str]:
    authors: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        for node in (cause, effect):
            authors[node].add(data["author"])
            claims[node].add(key)
    return sorted(diagram, key=lambda node: (-len(authors[node]), -len(claims[node]), node))


def _chief_outcomes(diagram: Diagram, outcomes: list[str]) -> set[str]:
    """Each author's chief outcome; outcomes come by rank."""
    arriving: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        claims = {
            (data["author"], key)
            for _, _, key, data in diagram.in_edges(outcome, keys=True, data=True)
        }
        for author, _ in claims:
            arriving[author][outcome] += 1
    explains = diagram.graph.get("explains", arriving)
    chief = set()
    for author, named in explains.items():
        own = [outcome for outcome in named if outcome in diagram]
        if own:
            chief.add(max(own, key=lambda outcome: arriving[author][outcome]))
    return chief


def _chief_causes(diagram: Diagram, outcomes: list[str], others: list[str]) -> list[str]:
    """For each outcome the cause of it that ranks highest, each once, in the order of outcomes."""
    rank = {node: place for place, node in enumerate(others)}
    found = []
    for outcome in outcomes:
        causes = [node for node in diagram.predecessors(outcome) if node in rank]
        if causes:
            found.append(min(causes, key=lambda node: rank[node]))
    return list(dict.fromkeys(found))
