"""How much two diagrams have in common."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from fpcase.diagrams import Diagram


def jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float | None:
    """The share of what either has that both have (Jaccard 1912); None if both are empty.

    >>> jaccard({"oil", "trade"}, {"trade", "war"})
    0.3333333333333333
    """
    either = left | right
    return len(left & right) / len(either) if either else None


def concept_overlap(left: Diagram, right: Diagram) -> float | None:
    """Jaccard coefficient of the variables in two diagrams.

    Langfield-Smith and Wirth (1992), J. Operational Research Society 43, compare maps first
    by the concepts that they share.
    """
    return jaccard(set(left), set(right))


def arrow_overlap(left: Diagram, right: Diagram) -> float | None:
    """Jaccard coefficient of the signed arrows (cause, effect, sign) in two diagrams.

    Signs count: an arrow with another sign is another arrow (Langfield-Smith and Wirth 1992).
    """
    return jaccard(_signed_arrows(left), _signed_arrows(right))


def _signed_arrows(diagram: Diagram) -> set[object]:
    return {(tail, head, edge["sign"]) for tail, head, edge in diagram.edges(data=True)}


Measure = Callable[[Diagram, Diagram], float | None]
"""How alike two diagrams are; None without a base."""

MEASURES: Mapping[str, Measure] = {
    "concept overlap": concept_overlap,
    "arrow overlap": arrow_overlap,
}
"""Measures of how alike two diagrams are; symmetric, 1 for equal ones, None without a base."""
