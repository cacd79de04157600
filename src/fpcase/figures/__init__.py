"""Every picture of a case, a plan each: what is shown, on which sheet, in which words."""

from fpcase.drawing import FORMATS, Figure
from fpcase.figures.arguments import draw, draw_arguments, draw_around
from fpcase.figures.chains import draw_chains, draw_loops
from fpcase.figures.conditions import draw_conditions, draw_consistency
from fpcase.figures.congruence import draw_congruence
from fpcase.figures.decisions import draw_decisions
from fpcase.figures.disputes import draw_differences, draw_disputes
from fpcase.figures.evidence import draw_evidence
from fpcase.figures.kinds import FIGURES, FigureKind, make_figure
from fpcase.figures.levels import draw_levels
from fpcase.figures.matrix import draw_matrix
from fpcase.figures.shared import draw_shared_claims

__all__ = [
    "FIGURES",
    "FORMATS",
    "Figure",
    "FigureKind",
    "draw",
    "draw_arguments",
    "draw_around",
    "draw_chains",
    "draw_conditions",
    "draw_congruence",
    "draw_consistency",
    "draw_decisions",
    "draw_differences",
    "draw_disputes",
    "draw_evidence",
    "draw_levels",
    "draw_loops",
    "draw_matrix",
    "draw_shared_claims",
    "make_figure",
]
