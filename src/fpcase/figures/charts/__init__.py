"""Charts: matrix, shared claims, decisions, theories and levels of analysis."""

from fpcase.figures.charts.chart import Chart
from fpcase.figures.charts.decisions import draw_decisions
from fpcase.figures.charts.levels import draw_levels
from fpcase.figures.charts.matrix import draw_matrix
from fpcase.figures.charts.shared import draw_shared_claims
from fpcase.figures.charts.theories import draw_congruence

__all__ = [
    "Chart",
    "draw_congruence",
    "draw_decisions",
    "draw_levels",
    "draw_matrix",
    "draw_shared_claims",
]
