"""Causal diagrams: a case as a graph that networkx understands."""

from fpcase.diagrams.causal import Diagram, causal_diagram

__all__ = ["Diagram", "causal_diagram"]
