"""Every picture: lanes, and small multiples, as SVG, PNG and PDF."""

from fpcase.figures.drawing import draw, draw_authors
from fpcase.figures.figure import FORMATS, Figure
from fpcase.figures.kinds import FIGURES, FigureKind, make_figure
from fpcase.figures.two_authors import draw_difference, draw_overlay

__all__ = [
    "FIGURES",
    "FORMATS",
    "Figure",
    "FigureKind",
    "draw",
    "draw_authors",
    "draw_difference",
    "draw_overlay",
    "make_figure",
]
