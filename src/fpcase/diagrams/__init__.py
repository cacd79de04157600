"""Causal diagrams: a case as a graph that networkx understands."""

from fpcase.diagrams.causal import CausalDiagram, Diagram, bundles, causal_diagram
from fpcase.diagrams.effects import TotalEffect, reachable_signs, total_effect

__all__ = [
    "CausalDiagram",
    "Diagram",
    "TotalEffect",
    "bundles",
    "causal_diagram",
    "reachable_signs",
    "total_effect",
]
