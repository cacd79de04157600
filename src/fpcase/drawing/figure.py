"""A finished picture, to be saved, shown, or painted on axes."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from fpcase.drawing.scene import Scene
from fpcase.drawing.svg import Links, svg
from fpcase.files import write_whole
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import in_one_line

if TYPE_CHECKING:
    from fpcase.drawing.painting import Axes

FORMATS = (".svg", ".png", ".pdf")
"""The kinds of file that are made, by their suffixes."""
_MOST_PIXELS = 2**16
"""An image must be smaller than this in both directions."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Figure:
    """A picture with its caption; the same input gives the same bytes.

    A picture that needs several pages shows them one below the other, on screen and as PNG; as PDF
    it has that many pages. Each of `pages` is a figure of its own, to be saved alone.

    Attributes:
        caption: What is shown, by what rule, and what is left out, counted.
        alt_text: What the picture shows, for a reader who cannot see it.
        scene: The picture itself, all pages of it.
        parts: The pages, where there are several.
        bare: The picture without the caption at its foot, where it has one there.
    """

    caption: str
    alt_text: str
    scene: Scene
    parts: tuple["Figure", ...] = ()
    bare: Scene | None = None

    def __repr__(self) -> str:
        """The title and the size in millimetres."""
        width, height = (round(points / 72 * 25.4) for points in self.size)
        title = in_one_line(self.scene.title)
        return f"<{type(self).__name__} {title!r}: {width} × {height} mm>"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.scene.width, self.scene.height

    @property
    def pages(self) -> tuple["Figure", ...]:
        """Each page as a figure; the figure itself where there is but one."""
        return self.parts or (self,)

    @property
    def svg(self) -> str:
        """The picture as the text of an SVG file."""
        return svg(self.scene)

    @cached_property
    def axes(self) -> "Axes":
        """The picture as matplotlib axes, to be annotated.

        Their unit is the point (1/72 inch), and the origin is the upper left corner.
        """
        from fpcase.drawing import painting  # noqa: PLC0415 - slow to import

        return painting.axes_of(self.scene)

    def paint_on(self, axes: "Axes") -> float:
        """Paint the picture on a scholar's own axes; smaller where they lack room.

        Args:
            axes: Axes of matplotlib.

        Returns:
            How much smaller it is, 1 where the axes have room for it. At 0.5, type of six points
            has three, which nobody can read.

        >>> import fpcase
        >>> from matplotlib.figure import Figure as Sheet
        >>> figure = fpcase.figures.make_figure(fpcase.study("ukraine"), "levels")
        >>> figure.paint_on(Sheet(figsize=(8, 4)).add_axes((0, 0, 1, 1)))
        1.0
        """
        from fpcase.drawing import painting  # noqa: PLC0415 - slow to import

        return painting.paint_on(axes, self.scene)

    def without_caption(self) -> "Figure":
        """The figure without the caption at its foot, to stand where the caption is given.

        >>> import fpcase
        >>> figure = fpcase.figures.make_figure(fpcase.study("ukraine"), "levels")
        >>> figure.without_caption().size[1] < figure.size[1]
        True
        """
        scene = self.scene if self.bare is None else self.bare
        return attrs.evolve(
            self, scene=scene, bare=None, parts=tuple(one.without_caption() for one in self.parts)
        )

    def to_svg(self, *, links: Links | None = None, name: str | None = None) -> str:
        """The picture for a web page: its arrows and boxes can lead on.

        Every arrow and box is a group with classes (``arrow positive asserts
        author-hananya-2019``, ``variable outcome level-state``), with ``data-claims``,
        ``data-authors``, ``data-cause`` and ``data-effect`` or ``data-variable``, and with an id
        of its own, so that a page can style and script it.

        Args:
            links: Where arrows and boxes lead to: a mapping, or a function that is given the
                full id of a claim (``hananya-2019/h12``) or the id of a variable and returns
                a web address or None. An arrow leads to the first of its claims that has one.
            name: What every id in the picture begins with, such as ``figure-3``. By default it
                follows from what the picture shows, and so changes with it.

        Raises:
            FpcaseError: an address is neither relative nor begins with https:, http: or
                mailto:.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["ramani-2016"]), core=3)
        >>> page = figure.to_svg(links=lambda id_: f"claims.html#{id_}", name="ramani")
        >>> '<a id="ramani-panel-variable-' in page
        True
        """
        return svg(self.scene, links=links, name=name)

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.svg

    def save(self, path: str | Path, *, dpi: float = 300) -> Path:
        """Write the picture to a file, whole or not at all; missing folders are made.

        Args:
            path: Where to; its suffix says which kind of file: .svg, .png or .pdf.
            dpi: Pixels to the inch, for PNG.

        Returns:
            The path.

        Raises:
            FpcaseError: the suffix names no kind of file that can be made, the resolution is not
                above 0, the image would have too many pixels, or the file cannot be written.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["cai-2022"]))
        >>> figure.save("cai.svg").name
        'cai.svg'
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            found = f"the suffix {path.suffix!r}" if path.suffix else "no suffix"
            message = f"{path}: expected a name ending in {', '.join(FORMATS)}; found {found}"
            raise FpcaseError(message)
        if not dpi > 0:
            message = f"expected a resolution above 0, in pixels per inch; found {dpi}"
            raise FpcaseError(message)
        return write_whole(path, self._content(path, suffix, dpi), what="figure")

    def _content(self, path: Path, suffix: str, dpi: float) -> bytes:
        """What a file is to hold."""
        if suffix == ".svg":
            return self.svg.encode()
        from fpcase.drawing import painting  # noqa: PLC0415 - slow to import

        if suffix == ".pdf":
            return painting.pdf([page.scene for page in self.pages])
        pixels = max(self.size) / painting.POINTS_PER_INCH * dpi
        if pixels >= _MOST_PIXELS:
            several = "save each of `pages`, " if self.parts else ""
            message = (
                f"{path}: at {dpi} pixels to the inch the image would be {pixels:.0f} pixels long, "
                f"expected fewer than {_MOST_PIXELS}; {several}take a lower resolution, or save a "
                ".pdf"
            )
            raise FpcaseError(message)
        return painting.png(self.scene, dpi)
