"""Diagrams as files that other programs read."""

from fpcase.diagrams.exchange.exporting import (
    EXPORTERS,
    Export,
    Exporter,
    claims_left_out,
    export,
)

__all__ = ["EXPORTERS", "Export", "Exporter", "claims_left_out", "export"]
