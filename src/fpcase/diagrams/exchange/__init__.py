"""Diagrams as files that other programs read."""
