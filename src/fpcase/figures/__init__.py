"""Every picture: lanes, small multiples, chains and loops, as SVG, PNG and PDF."""

from fpcase.figures.chain_rows import draw_chains
from fpcase.figures.charts import (
    Chart,
    draw_congruence,
    draw_decisions,
    draw_levels,
    draw_matrix,
    draw_shared_claims,
)
from fpcase.figures.drawing import draw, draw_authors
from fpcase.figures.figure import FORMATS, Figure
from fpcase.figures.kinds import FIGURES, FigureKind, make_figure
from fpcase.figures.loop_rings import draw_loops
from fpcase.figures.two_authors import draw_difference, draw_overlay

__all__ = [
    "FIGURES",
    "FORMATS",
    "Chart",
    "Figure",
    "FigureKind",
    "draw",
    "draw_authors",
    "draw_chains",
    "draw_congruence",
    "draw_decisions",
    "draw_difference",
    "draw_levels",
    "draw_loops",
    "draw_matrix",
    "draw_overlay",
    "draw_shared_claims",
    "make_figure",
]
