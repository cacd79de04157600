"""Causal diagrams: a case as a graph that networkx understands."""

from fpcase.diagrams.bundles import Bundles, Step, bundles
from fpcase.diagrams.causal import CausalDiagram, Diagram, causal_diagram
from fpcase.diagrams.effects import TotalEffect, reachable_signs, total_effect

__all__ = [
    "Bundles",
    "CausalDiagram",
    "Diagram",
    "Step",
    "TotalEffect",
    "bundles",
    "causal_diagram",
    "reachable_signs",
    "total_effect",
]
