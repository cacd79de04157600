"""Causal diagrams: a case as a graph that networkx understands."""

from fpcase.diagrams.causal import CausalDiagram, Diagram, bundles, causal_diagram
from fpcase.diagrams.effects import TotalEffect, reachable_signs, total_effect
from fpcase.diagrams.exchange import EXPORTERS, Export, Exporter, claims_left_out, export

__all__ = [
    "EXPORTERS",
    "CausalDiagram",
    "Diagram",
    "Export",
    "Exporter",
    "TotalEffect",
    "bundles",
    "causal_diagram",
    "claims_left_out",
    "export",
    "reachable_signs",
    "total_effect",
]
