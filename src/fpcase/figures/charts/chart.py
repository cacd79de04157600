"""A finished chart: a figure that may have several pages, and that matplotlib can go on with."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from fpcase.figures import canvas
from fpcase.figures.figure import Figure, written
from fpcase.model.errors import FpcaseError

if TYPE_CHECKING:
    from fpcase.figures.canvas import Axes

_MOST_PIXELS = 2**16
"""An image must be smaller than this in both directions."""


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

    def save(self, path: str | Path, *, dpi: float = 300) -> Path:
        """Write the chart to a file; missing folders are made.

        Args:
            path: Where to; its suffix says which kind of file: .svg, .png or .pdf.
            dpi: Pixels to the inch, for PNG.

        Returns:
            The path.

        Raises:
            FpcaseError: the suffix names no kind of file that can be made, the resolution is
                not above nought, the image would have too many pixels, or the file cannot be
                written.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix == ".pdf" and self.parts:
            return written(path, canvas.pdf_pages([page.scene for page in self.parts]))
        pixels = max(self.size) / 72 * dpi
        if suffix == ".png" and pixels >= _MOST_PIXELS:
            message = (
                f"{path}: {len(self.pages)} pages at {dpi} pixels to the inch make an image of "
                f"{pixels:.0f} pixels, expected fewer than {_MOST_PIXELS}; save each of `pages`, "
                "take a lower resolution, or save a .pdf"
            )
            raise FpcaseError(message)
        return super().save(path, dpi=dpi)
