"""A finished picture, to be saved or shown."""

from collections.abc import Callable
from pathlib import Path

import attrs

from fpcase.figures import canvas
from fpcase.figures.scene import Scene
from fpcase.figures.svg import Links, svg
from fpcase.model.errors import FpcaseError
from fpcase.model.wording import in_one_line

FORMATS: dict[str, Callable[[Scene, float], bytes]] = {
    ".svg": lambda scene, _: svg(scene).encode(),
    ".png": canvas.png,
    ".pdf": lambda scene, _: canvas.pdf(scene),
}
"""How each kind of file is made from a scene and a resolution, by its suffix."""
_MOST_PIXELS = 2**16
"""An image must be smaller than this in both directions."""


@attrs.frozen(kw_only=True, repr=False)
class Figure:
    """A picture with its caption; the same input gives the same bytes.

    Attributes:
        caption: What is shown, by what rule, and what is left out, counted.
        alt_text: What the picture shows, for a reader who cannot see it.
        scene: The picture itself.
    """

    caption: str
    alt_text: str
    scene: Scene

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
    def svg(self) -> str:
        """The picture as the text of an SVG file."""
        return svg(self.scene)

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
        """Write the picture to a file; missing folders are made.

        Args:
            path: Where to; its suffix says which kind of file: .svg, .png or .pdf.
            dpi: Pixels to the inch, for PNG.

        Returns:
            The path.

        Raises:
            FpcaseError: the suffix names no kind of file that can be made, the resolution is
                not above nought, the image would have too many pixels, or the file cannot be
                written.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> figure = fpcase.draw(fpcase.causal_diagram(case, authors=["cai-2022"]))
        >>> figure.save("cai.svg").name
        'cai.svg'
        """
        path = Path(path)
        if path.suffix.lower() not in FORMATS:
            found = f"the suffix {path.suffix!r}" if path.suffix else "no suffix"
            message = f"{path}: expected a name ending in {', '.join(FORMATS)}; found {found}"
            raise FpcaseError(message)
        if not dpi > 0:
            message = f"expected a resolution above nought, in pixels to the inch; found {dpi}"
            raise FpcaseError(message)
        return written(path, self._content(path, dpi))

    def _content(
        self, path: Path, dpi: float, remedy: str = "take a lower resolution, or save a .pdf"
    ) -> bytes:
        """What a file is to hold; the remedy is for an image that would be too large."""
        suffix = path.suffix.lower()
        pixels = max(self.size) / canvas.POINTS_PER_INCH * dpi
        if suffix == ".png" and pixels >= _MOST_PIXELS:
            message = (
                f"{path}: at {dpi} pixels to the inch the image would be {pixels:.0f} pixels long, "
                f"expected fewer than {_MOST_PIXELS}; {remedy}"
            )
            raise FpcaseError(message)
        return FORMATS[suffix](self.scene, dpi)


def written(path: Path, content: bytes) -> Path:
    """Write a file, and make the folder that it is missing.

    Raises:
        FpcaseError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        message = f"{path}: the figure cannot be written: {error.strerror or error}"
        raise FpcaseError(message) from error
    return path
