"""The one module that imports matplotlib: it measures text, and paints scenes as PNG and PDF."""

import contextlib
import functools
import io
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.ft2font import FT2Font, LoadFlags

from fpcase.figures.scene import Group, Item, Line, Scene, Shape, lines_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT_FAMILY = "DejaVu Sans"
POINTS_PER_INCH = 72
_LOCK = threading.Lock()
"""Matplotlib keeps its settings in a global variable."""


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
    glyph = font.load_glyph(index, flags=LoadFlags.NO_SCALE)
    return glyph.horiAdvance / font.units_per_EM


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text at a size, both in points."""
    return size * sum(_advance(character, bold=bold) for character in text)


def without_glyph(scene: Scene) -> tuple[str, ...]:
    """The characters of a picture that its typeface cannot draw, each once, in order."""
    return tuple(
        sorted(
            {
                character
                for line in lines_of(scene)
                for character in line.text
                if not _font(bold=line.bold).get_char_index(ord(character))
            }
        )
    )


def png(scene: Scene, dpi: float) -> bytes:
    """A scene as a PNG file, the same bytes for the same scene and version of matplotlib."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - slow to import

    metadata = {"Title": scene.title, "Description": scene.description, "Software": None}
    buffer = io.BytesIO()
    with _own_settings():
        canvas = FigureCanvasAgg(_figure(scene, dpi))
        canvas.print_png(  # type: ignore[no-untyped-call]  # matplotlib's, not typed
            buffer, metadata=metadata, pil_kwargs={"compress_level": 3}
        )
    return buffer.getvalue()


def pdf(scene: Scene) -> bytes:
    """A scene as a PDF file: its text can be searched, and it carries no date."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf  # noqa: PLC0415 - slow to import

    metadata = {
        "Title": scene.title,
        "Subject": scene.description,
        "CreationDate": None,
        "Creator": None,
        "Producer": None,
    }
    buffer = io.BytesIO()
    with _own_settings():
        canvas = FigureCanvasPdf(_figure(scene, POINTS_PER_INCH))
        canvas.print_pdf(  # type: ignore[no-untyped-call]  # matplotlib's, not typed
            buffer, metadata=metadata
        )
    return buffer.getvalue()


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
_ALIGNMENTS: dict[str, Literal["left", "center", "right"]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}


def _paint_shape(shape: Shape, x: float, y: float, **canvas: Any) -> None:  # noqa: ANN401 - the same
    from matplotlib.patches import PathPatch  # noqa: PLC0415 - slow, and not needed to measure
    from matplotlib.path import Path as Outline  # noqa: PLC0415 - the same

    points = []
    letters = []
    for letter, places in shape.steps:
        for px, py in places or ((0.0, 0.0),):
            points.append((px + x, py + y))
            letters.append(_CODES[letter])
    canvas["figure"].add_artist(
        PathPatch(
            Outline(points, letters),
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
    from matplotlib.text import Text  # noqa: PLC0415 - the same

    text = Text(
        line.x + x,
        line.y + y,
        "".join(
            character if _font(bold=line.bold).get_char_index(ord(character)) else "\ufffd"
            for character in line.text
        ),
        transform=canvas["place"],
        color=line.colour,
        fontproperties=FontProperties(fname=_font_file(bold=line.bold), size=line.size),
        horizontalalignment=_ALIGNMENTS[line.anchor],
        verticalalignment="baseline",
        rotation=90 if line.upright else 0,
        rotation_mode="anchor",
        parse_math=False,
        zorder=next(canvas["count"]),
    )
    if line.halo:
        text.set_path_effects([withStroke(linewidth=2 * line.halo, foreground="white")])
    canvas["figure"].add_artist(text)
