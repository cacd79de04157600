"""A finished chart: a figure that may have several pages, and that matplotlib can go on with."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from fpcase.figures import canvas
from fpcase.figures.figure import Figure

if TYPE_CHECKING:
    from fpcase.figures.canvas import Axes


_REMEDY = "save each of `pages`, take a lower resolution, or save a .pdf"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Chart(Figure):
    """A chart with its caption; the same input gives the same bytes.

    A chart that needs several pages shows them one below the other, on screen and as PNG; as
    PDF it has so many pages. Each of `pages` is a chart of its own, to be saved alone.

    Attributes:
        caption: What is shown, by what rule, and what is left out, counted.
        alt_text: What the chart shows, for a reader who cannot see it.
        scene: The picture itself, all pages of it.
        parts: The pages, where there are several.
        drawn_on: The scholar's own axes, where it is drawn on some.
    """

    parts: tuple["Chart", ...] = ()
    drawn_on: Any = None

    @property
    def pages(self) -> tuple["Chart", ...]:
        """Each page as a chart; the chart itself where there is but one."""
        return self.parts or (self,)

    @cached_property
    def axes(self) -> "Axes":
        """The chart as matplotlib axes, to be annotated.

        They are the axes that it was drawn on, or new ones as large as the page. Their unit is
        the point (1/72 inch), and the origin is the upper left corner.
        """
        if self.drawn_on is not None:
            axes: Axes = self.drawn_on
            return axes
        return canvas.new_axes(self.scene)

    def _content(self, path: Path, dpi: float, remedy: str = _REMEDY) -> bytes:
        """What a file is to hold: of several pages as PDF, each of them."""
        if path.suffix.lower() == ".pdf" and self.parts:
            return canvas.pdf_pages([page.scene for page in self.parts])
        return super()._content(path, dpi, remedy)
