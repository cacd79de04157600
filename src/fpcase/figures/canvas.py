"""Where matplotlib is used: it measures text, and paints scenes as PNG, as PDF and on axes.

No other module imports it but `axes_text`, on behalf of this one.
"""

import contextlib
import functools
import io
import itertools
import struct
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs
import matplotlib as mpl
import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags

from fpcase.figures.scene import PAPER, Group, Item, Line, Scene, Shape, lines_of, rectangle, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes  # noqa: PLC0414 - charts type their axes by it
    from matplotlib.figure import Figure
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Affine2D

FONT_FAMILY = "DejaVu Sans"
POINTS_PER_INCH = 72
_LOCK = threading.Lock()
"""Matplotlib keeps its settings in a global variable."""
_FONT_LOCK = threading.Lock()
"""A typeface holds one letter at a time."""


def _font_file(*, bold: bool) -> Path:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(mpl.get_data_path(), "fonts", "ttf", name)


@functools.cache
def _font(*, bold: bool) -> FT2Font:
    return FT2Font(str(_font_file(bold=bold)))


@functools.cache
def _advance(character: str, *, bold: bool) -> float:
    """How far a character moves the pen, in ems; an unknown one takes a whole em."""
    font = _font(bold=bold)
    index = font.get_char_index(ord(character))
    if not index:
        return 1.0
    with _FONT_LOCK:
        glyph = font.load_glyph(index, flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / font.units_per_EM


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text at a size, both in points."""
    return size * sum(_advance(character, bold=bold) for character in text)


def _before(line: Line) -> float:
    """How much of a line stands before its anchor."""
    whole = text_width(line.text, line.size, bold=line.bold)
    return {"start": 0.0, "middle": whole / 2, "end": whole}[line.anchor]


def without_glyph(scene: Scene) -> tuple[str, ...]:
    """The characters of a picture that its typeface cannot draw, each once, in order."""
    return tuple(
        sorted(
            {
                character
                for line in lines_of(scene)
                for character in line.text
                if _drawable(character, bold=line.bold) != character
            }
        )
    )


def png(scene: Scene, dpi: float) -> bytes:
    """A scene as a PNG file, the same bytes for the same scene and version of matplotlib.

    Text is painted as the outlines of its letters, exactly as wide as it was measured.
    """
    from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415 - slow to import
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 - the same

    scale = dpi / POINTS_PER_INCH
    across, down = (max(int(scale * side), 1) for side in (scene.width, scene.height))
    renderer = RendererAgg(across, down, dpi)  # type: ignore[no-untyped-call]  # matplotlib's
    brush = _Brush(renderer=renderer, place=Affine2D().scale(scale, -scale).translate(0, down))
    page = Shape(steps=rectangle(0, 0, scene.width + 1, scene.height + 1), fill=PAPER)
    for item in (page, *scene.items):
        brush.paint(item, 0.0, 0.0)
    pixels = np.asarray(renderer.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]  # the same
    words = {"Title": scene.title, "Description": scene.description}
    return png_file(pixels, dpi=dpi, words=words)


@attrs.frozen(kw_only=True)
class _Brush:
    """Paints on matplotlib's canvas of pixels, without its figures, which are slow to import.

    Attributes:
        renderer: The canvas.
        place: From a scene's points to its pixels, which are counted upward.
    """

    renderer: Any
    place: "Affine2D"

    def paint(self, item: Item, x: float, y: float) -> None:
        """Put an item, moved by (x, y), on top of what is there."""
        if isinstance(item, Group):
            for part in item.items:
                self.paint(part, x + item.x, y + item.y)
        elif isinstance(item, Shape):
            pen = item.width if item.stroke else 0.0
            self._put(
                _outline(item, x, y),
                fill=item.fill,
                stroke=item.stroke,
                width=pen,
                dash=item.dash,
                round_caps=item.round_caps,
            )
        else:
            letters = _letters(item, x, y)
            if item.halo:
                halo = 2 * item.halo
                self._put(letters, fill=PAPER, stroke=PAPER, width=halo, join="round")
            self._put(letters, fill=item.colour)

    def _put(  # noqa: PLR0913 - a pen's properties
        self,
        outline: "Outline",
        *,
        fill: str | None,
        stroke: str | None = None,
        width: float = 0.0,
        dash: tuple[float, ...] = (),
        round_caps: bool = False,
        join: Literal["miter", "round"] = "miter",
    ) -> None:
        pen = self.renderer.new_gc()
        pen.set_foreground(stroke or PAPER)
        pen.set_linewidth(width)
        pen.set_capstyle("round" if round_caps else "butt")
        pen.set_joinstyle(join)
        pen.set_snap(False)
        if dash:
            pen.set_dashes(0, dash)
        self.renderer.draw_path(pen, outline, self.place, _rgb(fill) if fill else None)


def _rgb(colour: str) -> tuple[float, ...]:
    """A colour such as #0072B2 in the measure of the canvas."""
    return tuple(byte / 255 for byte in bytes.fromhex(colour[1:]))


@functools.cache
def _letter(character: str, *, bold: bool) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """The outline of a letter at a size of one point, y upward."""
    font = _font(bold=bold)
    with _FONT_LOCK:
        font.set_size(_CUT, POINTS_PER_INCH)
        font.load_char(ord(character), flags=LoadFlags.NO_HINTING)
        corners, codes = font.get_path()
    return corners / _CUT, codes


_CUT = 100.0
"""The size at which letters are cut."""


def _letters(line: Line, x: float, y: float) -> "Outline":
    """The outlines of a line's letters, each as far from the one before as it is measured."""
    from matplotlib.path import Path as Outline  # noqa: PLC0415 - slow, and not needed to measure

    pen = -_before(line)
    corners, codes = [np.empty((0, 2))], [np.empty(0, np.uint8)]
    for character in line.text:
        outline, steps = _letter(_drawable(character, bold=line.bold), bold=line.bold)
        corners.append(line.size * outline + (pen, 0.0))
        codes.append(steps)
        pen += line.size * _advance(character, bold=line.bold)
    right, up = np.concatenate(corners).T
    if line.upright:
        right, up = -up, right
    return Outline(np.column_stack((line.x + x + right, line.y + y - up)), np.concatenate(codes))


def _drawable(character: str, *, bold: bool) -> str:
    """A character, or a mark in its place where the typeface has no glyph for it."""
    known = _font(bold=bold).get_char_index(ord(character)) and shown(character) == character
    return character if known else "\ufffd"


def png_file(pixels: "np.ndarray[Any, Any]", *, dpi: float, words: Mapping[str, str]) -> bytes:
    """Pixels in three bytes each as a PNG file (https://www.w3.org/TR/png-3/).

    Rows are not filtered: of drawings in few colours that gives smaller files, and sooner.

    Args:
        pixels: Rows of pixels: red, green, blue.
        dpi: How many stand on an inch.
        words: What the file says in text, by PNG's keywords, such as ``Title``.
    """
    down, across, _ = pixels.shape
    rows = np.zeros((down, 1 + 3 * across), np.uint8)
    for channel in range(3):
        rows[:, 1 + channel :: 3] = pixels[..., channel]
    per_metre = round(dpi / _METRES_PER_INCH)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        *((b"iTXt", _told(word, text)) for word, text in words.items()),
        (b"IDAT", zlib.compress(rows.data, _EFFORT)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


_METRES_PER_INCH = 0.0254
_EFFORT = 3
"""How hard to compress, of nine: more takes twice the time and saves little."""


def _told(word: str, text: str) -> bytes:
    return word.encode("latin-1") + bytes(5) + shown(text).encode()


def pdf(scene: Scene) -> bytes:
    """A scene as a PDF file: its text can be searched, and it carries no date."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf  # noqa: PLC0415 - slow to import

    metadata = _pdf_metadata(scene)
    buffer = io.BytesIO()
    with _own_settings():
        canvas = FigureCanvasPdf(_figure(scene, POINTS_PER_INCH))
        canvas.print_pdf(  # type: ignore[no-untyped-call]  # matplotlib's, not typed
            buffer, metadata=metadata
        )
    return buffer.getvalue()


def pdf_pages(scenes: Sequence[Scene]) -> bytes:
    """Several scenes as one PDF file, a page each; title and description are the first one's."""
    from matplotlib.backends.backend_pdf import (  # noqa: PLC0415 - slow to import
        FigureCanvasPdf,
        PdfPages,
    )

    buffer = io.BytesIO()
    with _own_settings(), PdfPages(buffer, metadata=_pdf_metadata(scenes[0])) as pages:
        for scene in scenes:
            canvas = FigureCanvasPdf(_figure(scene, POINTS_PER_INCH))
            canvas.print_pdf(pages)  # type: ignore[no-untyped-call]  # matplotlib's, not typed
    return buffer.getvalue()


def _pdf_metadata(scene: Scene) -> dict[str, str | None]:
    return {
        "Title": scene.title,
        "Subject": scene.description,
        "CreationDate": None,
        "Creator": None,
        "Producer": None,
    }


def new_axes(scene: Scene) -> "Axes":
    """A scene as axes that fill a figure of its size, with the point as their unit."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow, and not needed to measure

    inches = (scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
    with _own_settings():
        axes = Figure(figsize=inches, dpi=100, facecolor="white").add_axes((0, 0, 1, 1))
    paint_on(axes, scene)
    return axes


def size_of(axes: "Axes") -> tuple[float, float]:
    """Width and height of axes, in points."""
    extent = axes.get_window_extent()
    points = POINTS_PER_INCH / axes.figure.dpi
    return extent.width * points, extent.height * points


def paint_on(axes: "Axes", scene: Scene) -> None:
    """Paint a scene on axes, from their upper left corner, with the point as their unit."""
    width, height = size_of(axes)
    axes.set_axis_off()
    axes.set(xlim=(0, width), ylim=(height, 0), autoscale_on=False)
    count = itertools.count()
    with _own_settings():
        for item in scene.items:
            _paint(item, 0.0, 0.0, figure=axes, place=axes.transData, count=count)


@contextlib.contextmanager
def _own_settings() -> Iterator[None]:
    """Matplotlib as it is installed, whatever the caller has set; the caller's come back after."""
    with _LOCK, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update({"pdf.fonttype": 42, "lines.scale_dashes": False, "path.snap": False})
        yield


def _figure(scene: Scene, dpi: float) -> "Figure":
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow, and not needed to measure
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 - the same

    inches = (scene.width / POINTS_PER_INCH, scene.height / POINTS_PER_INCH)
    figure = Figure(figsize=inches, dpi=dpi, facecolor="white")
    to_inches = Affine2D().scale(1 / POINTS_PER_INCH, -1 / POINTS_PER_INCH)
    place = to_inches.translate(0, inches[1]) + figure.dpi_scale_trans
    count = itertools.count()
    for item in scene.items:
        _paint(item, 0.0, 0.0, figure=figure, place=place, count=count)
    return figure


def _paint(item: Item, x: float, y: float, **canvas: Any) -> None:  # noqa: ANN401 - matplotlib's
    """Put an item, moved by (x, y), on top of what is there."""
    if isinstance(item, Group):
        for part in item.items:
            _paint(part, x + item.x, y + item.y, **canvas)
    elif isinstance(item, Shape):
        _paint_shape(item, x, y, **canvas)
    else:
        _paint_line(item, x, y, **canvas)


_CODES = {"M": 1, "L": 2, "Q": 3, "C": 4, "Z": 79}
"""What matplotlib calls the steps of an outline."""


def _outline(shape: Shape, x: float, y: float) -> "Outline":
    from matplotlib.path import Path as Outline  # noqa: PLC0415 - slow, and not needed to measure

    points = []
    letters = []
    for letter, places in shape.steps:
        for px, py in places or ((0.0, 0.0),):
            points.append((px + x, py + y))
            letters.append(_CODES[letter])
    return Outline(points, letters)


def _paint_shape(shape: Shape, x: float, y: float, **canvas: Any) -> None:  # noqa: ANN401 - the same
    from matplotlib.patches import PathPatch  # noqa: PLC0415 - slow, and not needed to measure

    canvas["figure"].add_artist(
        PathPatch(
            _outline(shape, x, y),
            transform=canvas["place"],
            facecolor=shape.fill or "none",
            edgecolor=shape.stroke or "none",
            linewidth=shape.width if shape.stroke else 0.0,
            linestyle=(0, shape.dash) if shape.dash else "solid",
            capstyle="round" if shape.round_caps else "butt",
            joinstyle="miter",
            zorder=next(canvas["count"]),
        )
    )


def _paint_line(line: Line, x: float, y: float, **canvas: Any) -> None:  # noqa: ANN401 - the same
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - the same
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - the same

    from fpcase.figures.axes_text import OutlinedText  # noqa: PLC0415 - the same

    # Where a line begins is reckoned here: matplotlib would measure it once more, by its pixels.
    before = _before(line)
    text = OutlinedText(
        line.x + x - (0.0 if line.upright else before),
        line.y + y + (before if line.upright else 0.0),
        "".join(_drawable(character, bold=line.bold) for character in line.text),
        transform=canvas["place"],
        color=line.colour,
        fontproperties=FontProperties(fname=_font_file(bold=line.bold), size=line.size),
        horizontalalignment="left",
        verticalalignment="baseline",
        rotation=90 if line.upright else 0,
        rotation_mode="anchor",
        parse_math=False,
        clip_on=False,
        zorder=next(canvas["count"]),
    )
    if line.halo:
        text.set_path_effects([withStroke(linewidth=2 * line.halo, foreground="white")])
    canvas["figure"].add_artist(text)
