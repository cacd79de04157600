"""Every picture of a case, a plan each: what is shown, on which sheet, in which words."""

from fpcase.drawing import FORMATS, Figure
from fpcase.figures.arguments import draw
from fpcase.figures.kinds import FIGURES, FigureKind, make_figure

__all__ = ["FIGURES", "FORMATS", "Figure", "FigureKind", "draw", "make_figure"]
