"""The canvas: what is measured is what is painted, as pixels, as PDF and on axes."""

import io
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from PIL import Image

from fpcase.figures import canvas
from fpcase.figures.axes_text import OutlinedText
from fpcase.figures.scene import Group, Item, Line, Scene, Shape, polyline, rectangle

Pixels = np.ndarray[Any, Any]


def scene(*items: Item, width: float = 60, height: float = 40) -> Scene:
    """A picture of a few items."""
    return Scene(width=width, height=height, items=items, title="A title", description="Words")


def pixels(picture: Scene, dpi: float = 72) -> Pixels:
    """The pixels of a picture's PNG: rows, columns, colours."""
    return np.asarray(Image.open(io.BytesIO(canvas.png(picture, dpi))).convert("RGB"))


def inked(painted: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all that is not white."""
    rows, columns = np.nonzero((painted < 200).any(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_a_point_is_a_pixel_at_72_to_the_inch() -> None:
    """And the colour is the colour asked for, on white."""
    box = Shape(steps=rectangle(10, 5, 30, 25), fill="#0072B2")
    painted = pixels(scene(Group(items=[box], x=5, y=10)))
    assert painted.shape == (40, 60, 3)
    assert inked(painted) == (15, 15, 35, 35)
    assert painted[20, 20].tolist() == [0x00, 0x72, 0xB2]
    assert painted[2, 2].tolist() == [255, 255, 255]


def test_a_dashed_line_has_gaps_and_a_pen_its_width() -> None:
    """Dashes carry a meaning of their own, so they must be there in pixels too."""
    steps = polyline([(0, 20), (60, 20)])
    solid = pixels(scene(Shape(steps=steps, stroke="#000000", width=4.0)))
    dashed = pixels(scene(Shape(steps=steps, stroke="#000000", width=4.0, dash=(5.0, 5.0))))
    assert inked(solid) == (0, 18, 60, 22)
    row = (dashed[20, :, 0] < 128).tolist()
    assert row[:5] == [True] * 5
    assert row[5:10] == [False] * 5
    assert sum(row) == 30


def test_round_ends_reach_beyond_the_line() -> None:
    """And butt ends do not."""
    steps = polyline([(20, 20), (40, 20)])
    ends = [
        inked(pixels(scene(Shape(steps=steps, stroke="#000000", width=8.0, round_caps=round_))))
        for round_ in (False, True)
    ]
    assert ends[0][0] == 20
    assert ends[1][0] < 18


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("bold", [False, True])
def test_text_is_painted_just_as_wide_as_it_is_measured(
    anchor: str, *, bold: bool, upright: bool
) -> None:
    """Labels are laid out by the measure; a wider letter would touch the next box."""
    line = Line(text="HnnnnnnH", x=150, y=150, size=20, anchor=anchor, bold=bold, upright=upright)
    left, top, right, bottom = inked(pixels(scene(line, width=300, height=300)))
    whole = canvas.text_width(line.text, 20, bold=bold)
    before = {"start": 0.0, "middle": whole / 2, "end": whole}[anchor]
    begin, end = (150 - before, 150 - before + whole) if not upright else (
        150 + before - whole, 150 + before)  # fmt: skip
    this, that = (left, right) if not upright else (top, bottom)
    assert begin <= this <= begin + 4
    assert end - 4 <= that <= end
    assert (bottom if not upright else right) == 150


def test_a_halo_parts_text_from_what_lies_below() -> None:
    """A sign on an arrow is read, not guessed."""
    ground = Shape(steps=rectangle(0, 0, 60, 40), fill="#000000")
    bare = Line(text="H", x=20, y=30, size=20)
    rim = Line(text="H", x=20, y=30, size=20, halo=3.0)
    assert (pixels(scene(ground, bare)) > 200).sum() == 0
    assert (pixels(scene(ground, rim)) > 200).sum() > 100


@settings(deadline=None)
@given(text=st.text(max_size=30), size=st.floats(1, 40), bold=st.booleans())
def test_text_is_as_wide_as_its_letters_together(text: str, size: float, *, bold: bool) -> None:
    """At every size alike, also for letters that the typeface does not have."""
    whole = canvas.text_width(text, size, bold=bold)
    assert whole == pytest.approx(sum(canvas.text_width(one, size, bold=bold) for one in text))
    assert whole == pytest.approx(size * canvas.text_width(text, 1.0, bold=bold))
    assert whole >= 0.0


def test_bold_type_is_wider_and_an_unknown_letter_takes_an_em() -> None:
    """So that its replacement has room."""
    assert canvas.text_width("abc", 8, bold=True) > canvas.text_width("abc", 8)
    assert canvas.text_width("中", 8) == 8.0


def test_letters_without_a_glyph_are_listed_once_in_order() -> None:
    """Those that no picture shows among them; in whichever group they stand."""
    lines = [Line(text=text, x=0, y=9, size=9) for text in ("b中a", "中\x1b", "\u202eé")]
    picture = scene(lines[0], Group(items=lines[1:]))
    assert canvas.without_glyph(picture) == ("\x1b", "\u202e", "中")


def test_a_png_says_its_title_description_and_resolution() -> None:
    """A catalogue of pictures reads them."""
    image = Image.open(io.BytesIO(canvas.png(scene(), 300)))
    assert image.info["Title"] == "A title"
    assert image.info["Description"] == "Words"
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@settings(deadline=None)
@given(
    content=st.binary(min_size=12, max_size=12),
    words=st.dictionaries(st.sampled_from(["Title", "Author"]), st.text(max_size=20)),
)
def test_a_png_gives_back_every_pixel(content: bytes, words: dict[str, str]) -> None:
    """Read by somebody else's decoder."""
    given = np.frombuffer(content, np.uint8).reshape(2, 2, 3)
    image = Image.open(io.BytesIO(canvas.png_file(given, dpi=72, words=words)))
    assert (np.asarray(image) == given).all()
    assert set(words) <= set(image.info)


def test_a_picture_without_size_still_is_a_file() -> None:
    """Of one pixel, rather than of none."""
    assert pixels(scene(width=0.1, height=0.1)).shape == (1, 1, 3)


def test_a_pdf_has_the_size_of_the_picture_and_tells_what_it_is() -> None:
    """In points, as it was laid out; without a date or the name of a program."""
    content = canvas.pdf(scene(Line(text="text", x=5, y=20, size=9, halo=1.0)))
    assert re.search(rb"/MediaBox \[ ?0 0 60 40 ?\]", content)
    assert b"/Title (A title)" in content
    assert b"/Subject (Words)" in content
    for word in (b"/CreationDate", b"/Creator", b"/Producer"):
        assert word not in content


def test_pages_of_a_pdf_keep_their_sizes() -> None:
    """Title and description are those of the first."""
    content = canvas.pdf_pages([scene(), scene(width=90)])
    sizes = re.findall(rb"/MediaBox \[ ?0 0 (\d+) 40 ?\]", content)
    assert sizes == [b"60", b"90"]
    assert content.count(b"/Title (A title)") == 1


def on_axes() -> Figure:
    """A picture on new axes: a long line of small type, its anchor at its end."""
    line = Line(text="n" * 60, x=290, y=20, size=6.0, anchor="end")
    figure = canvas.new_axes(scene(line, width=300)).figure
    assert isinstance(figure, Figure)
    return figure


@pytest.mark.parametrize("dpi", [60, 72, 100, 150])
def test_small_type_on_axes_keeps_its_width_at_few_dots_to_the_inch(dpi: int) -> None:
    """Matplotlib fits letters to pixels, and would print them over the edge."""
    figure = on_axes()
    figure.set_dpi(dpi)
    painter = FigureCanvasAgg(figure)
    painter.draw()  # type: ignore[no-untyped-call]  # matplotlib's
    painted = np.asarray(painter.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]  # the same
    left, _, right, _ = (side * 72 / dpi for side in inked(painted))
    whole = canvas.text_width("n" * 60, 6.0)
    assert left == pytest.approx(290 - whole, abs=1.5)
    assert right == pytest.approx(290, abs=1.5)


def test_text_on_axes_stays_text_in_a_file_of_vectors() -> None:
    """To be searched, copied and read aloud; also after it was shown on a screen."""
    figure = on_axes()
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib's
    (text,) = [one for one in figure.axes[0].get_children() if isinstance(one, OutlinedText)]
    assert text.get_path_effects() == []
    buffer = io.BytesIO()
    figure.savefig(buffer, format="pdf")
    assert b"/FontDescriptor" in buffer.getvalue()


def test_a_halo_stays_on_axes() -> None:
    """And is white there too."""
    ground = Shape(steps=rectangle(0, 0, 60, 40), fill="#000000")
    axes = canvas.new_axes(scene(ground, Line(text="H", x=20, y=30, size=20, halo=3.0)))
    painter = FigureCanvasAgg(axes.figure)  # type: ignore[arg-type]  # no part of a figure
    painter.draw()  # type: ignore[no-untyped-call]  # matplotlib's
    painted = np.asarray(painter.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]  # the same
    assert (painted > 200).sum() > 100


def test_what_is_painted_on_axes_lies_in_the_order_of_the_picture() -> None:
    """What comes later covers what came before."""
    axes = canvas.new_axes(
        scene(
            Shape(steps=rectangle(0, 0, 9, 9), fill="#FF0000"),
            Line(text="under", x=0, y=9, size=9),
            Shape(steps=rectangle(0, 0, 9, 9), stroke="#0000FF", dash=(1.0, 2.0)),
        )
    )
    drawn = [one for one in axes.get_children() if isinstance(one, PathPatch | Text)]
    named = [type(one).__name__ for one in sorted(drawn, key=lambda one: one.get_zorder())]
    shown = [name for name in named if name != "Text"]  # the axes' own title
    assert shown == ["PathPatch", "OutlinedText", "PathPatch"]
