"""Every picture: lanes, and small multiples, as SVG, PNG and PDF."""

from fpcase.figures.drawing import draw, draw_authors
from fpcase.figures.figure import FORMATS, Figure

__all__ = ["FORMATS", "Figure", "draw", "draw_authors"]
