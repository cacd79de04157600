"""Matplotlib puts a picture on paper: PNG, PDF, and a scholar's own axes.

One artist paints a whole scene, whatever it is painted on, so that all look alike.
"""

import contextlib
import io
import threading
from collections.abc import Iterator, Sequence

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes as Axes  # noqa: PLC0414 - figures type their axes by it
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform

from fpcase.drawing import fonts
from fpcase.drawing.scene import PAPER, Line, Point, Scene, Shape, every

POINTS_PER_INCH = 72
_LOCK = threading.RLock()
"""Matplotlib keeps its settings in a global variable."""
_CODES = {"M": 1, "L": 2, "Q": 3, "C": 4, "Z": 79}
"""What matplotlib calls the steps of an outline."""


def png(scene: Scene, dpi: float) -> bytes:
    """A scene as a PNG file, the same bytes for the same scene and version of matplotlib.

    Text is painted as the outlines of its letters, exactly as wide as it was measured.
    """
    buffer = io.BytesIO()
    words = {"Title": fonts.shown(scene.title), "Description": fonts.shown(scene.description)}
    with _own_settings():
        canvas = FigureCanvasAgg(_sheet(scene, dpi))
        canvas.print_png(  # type: ignore[no-untyped-call]  # matplotlib's, not typed
            buffer, metadata={**words, "Software": None}, pil_kwargs={"compress_level": 3}
        )
    return buffer.getvalue()


def pdf(scenes: Sequence[Scene]) -> bytes:
    """Scenes as a PDF file, a page each: its text can be searched, and it carries no date."""
    buffer = io.BytesIO()
    first = scenes[0]
    silent = dict.fromkeys(("CreationDate", "Creator", "Producer"))
    words = {"Title": fonts.shown(first.title), "Subject": fonts.shown(first.description), **silent}
    with _own_settings(), PdfPages(buffer, metadata=words) as pages:
        for scene in scenes:
            canvas = FigureCanvasPdf(_sheet(scene, POINTS_PER_INCH))
            canvas.print_pdf(pages)  # type: ignore[no-untyped-call]  # matplotlib's, not typed
    return buffer.getvalue()


def axes_of(scene: Scene) -> Axes:
    """A scene as axes that fill a figure of its size, with the point as their unit."""
    inches = (scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
    with _own_settings():
        axes = Figure(figsize=inches, dpi=100, facecolor="white").add_axes((0, 0, 1, 1))
    paint_on(axes, scene)
    return axes


def paint_on(axes: Axes, scene: Scene) -> float:
    """Paint a scene on axes from their upper left corner, smaller where they lack room.

    Returns:
        How much smaller it is, 1 where the axes have room for it.
    """
    extent = axes.get_window_extent()
    points = POINTS_PER_INCH / axes.figure.dpi
    width, height = extent.width * points, extent.height * points
    share = min(1.0, width / scene.width, height / scene.height)
    axes.set_axis_off()
    axes.set(xlim=(0, width / share), ylim=(height / share, 0), autoscale_on=False)
    axes.add_artist(_Picture(scene, axes.transData, share))
    return share


@contextlib.contextmanager
def _own_settings() -> Iterator[None]:
    """Matplotlib as it is installed, whatever the caller has set; the caller's come back after."""
    with _LOCK, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({"pdf.fonttype": 42})
        yield


def _sheet(scene: Scene, dpi: float) -> Figure:
    """A figure of matplotlib's with the scene alone."""
    inches = (scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
    figure = Figure(figsize=inches, dpi=dpi, facecolor="white")
    to_inches = Affine2D().scale(1 / POINTS_PER_INCH, -1 / POINTS_PER_INCH)
    place = to_inches.translate(0, inches[1]) + figure.dpi_scale_trans
    figure.add_artist(_Picture(scene, place, 1.0))
    return figure


class _Picture(Artist):
    """A scene on whatever matplotlib draws on."""

    def __init__(self, scene: Scene, place: Transform, share: float) -> None:
        """Remember what to paint, where, and how much smaller pens and type are."""
        super().__init__()
        self._scene, self._place, self._share = scene, place, share

    def draw(self, renderer: RendererBase) -> None:
        """Paint every item, from the bottom to the top."""
        with fonts.set_in(self._scene.font):
            for item, (x, y) in every(self._scene):
                if isinstance(item, Shape):
                    self._paint_shape(renderer, item, (x, y))
                elif isinstance(item, Line):
                    self._paint_line(renderer, item, (x, y))

    def _paint_shape(self, renderer: RendererBase, shape: Shape, moved: Point) -> None:
        x, y = moved
        places: list[Point] = []
        codes: list[int] = []
        for letter, points in shape.steps:
            for px, py in points or ((0.0, 0.0),):
                places.append((px + x, py + y))
                codes.append(_CODES[letter])
        self._put(renderer, Outline(places, codes), shape)

    def _put(self, renderer: RendererBase, outline: Outline, shape: Shape) -> None:
        """Paint an outline with the pen and the colours of a shape."""
        pen = renderer.new_gc()
        pen.set_foreground(shape.stroke or PAPER)
        pen.set_linewidth(shape.width * self._share if shape.stroke else 0.0)
        pen.set_capstyle("round" if shape.round_caps else "butt")
        pen.set_joinstyle("round" if shape.round_caps else "miter")
        pen.set_snap(False)
        if shape.dash:
            pen.set_dashes(0, [one * self._share for one in shape.dash])
        colour = mpl.colors.to_rgb(shape.fill) if shape.fill else None
        renderer.draw_path(pen, outline, self._place, colour)
        pen.restore()

    def _paint_line(self, renderer: RendererBase, line: Line, moved: Point) -> None:
        text = fonts.drawable(line.text, self._scene.font)
        width = fonts.text_width(text, line.size, bold=line.bold)
        before = {"start": 0.0, "middle": width / 2, "end": width}[line.anchor]
        x = line.x + moved[0] - (0.0 if line.upright else before)
        y = line.y + moved[1] + (before if line.upright else 0.0)
        names = (
            (fonts.BUILT_IN,) if fonts.is_plain(text) else fonts.families(text, self._scene.font)
        )
        type_ = fonts.properties(names, line.size * self._share, bold=line.bold)
        raster = isinstance(renderer, RendererAgg)
        if raster or line.halo:
            corners, codes = text_to_path.get_text_path(type_, text, features=fonts.FEATURES)  # type: ignore[arg-type]  # a tuple of any length
            right, up = (line.size / text_to_path.FONT_SCALE * np.asarray(corners)).T
            if line.upright:
                right, up = -up, right
            letters = Outline(np.column_stack((x + right, y - up)), codes)
            if line.halo:
                wide = 2 * line.halo
                rim = Shape(steps=(), fill=PAPER, stroke=PAPER, width=wide, round_caps=True)
                self._put(renderer, letters, rim)
            if raster:
                self._put(renderer, letters, Shape(steps=(), fill=line.colour))
                return
        at, base = self._place.transform((x, y))
        pen = renderer.new_gc()
        pen.set_foreground(line.colour)
        told = Text(fontfeatures=fonts.FEATURES)
        renderer.draw_text(pen, at, base, text, type_, 90.0 * line.upright, mtext=told)
        pen.restore()
