"""A kit that draws and knows no case: layout, boxes, arrows, text, pages; SVG, PNG and PDF."""

from fpcase.drawing.figure import FORMATS, Figure
from fpcase.drawing.fonts import set_in, text_width

__all__ = ["FORMATS", "Figure", "set_in", "text_width"]
