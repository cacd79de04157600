"""Diagrams as files that other programs read."""

from fpcase.diagrams.exchange.formats import (
    EXPORTERS,
    Export,
    Exporter,
    claims_left_out,
    export,
)

__all__ = ["EXPORTERS", "Export", "Exporter", "claims_left_out", "export"]
