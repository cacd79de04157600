"""The role that a variable plays in an author's diagram."""

from enum import Enum

from fpcase.diagrams import Diagram
from fpcase.model.signatures import checked


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
