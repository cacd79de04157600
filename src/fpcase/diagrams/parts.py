"""Parts of a diagram: the claims on some variables, or those around one."""

from collections.abc import Iterable
from difflib import get_close_matches

from fpcase.diagrams.causal import Diagram
from fpcase.model.errors import FpcaseError


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


def of_claims(diagram: Diagram, claims: Iterable[tuple[str, str, str]]) -> Diagram:
    """The diagram of some claims, with the variables that they name.

    Args:
        diagram: A causal diagram; it is left as it is.
        claims: Cause, effect and key of each.
    """
    part: Diagram = type(diagram)(**diagram.graph)
    wanted = list(claims)
    for node in dict.fromkeys(node for cause, effect, _ in wanted for node in (cause, effect)):
        part.add_node(node, **diagram.nodes[node])
    for cause, effect, key in wanted:
        part.add_edge(cause, effect, key=key, **diagram.edges[cause, effect, key])
    return part
