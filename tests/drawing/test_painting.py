"""What is measured is what is painted, as pixels, as PDF and on axes, in any script."""

import io
import re
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from fpcase.drawing import fonts, painting
from fpcase.drawing.page import Panel, Words, finished
from fpcase.drawing.scene import (
    Group,
    Item,
    Line,
    Scene,
    Shape,
    lost_letters,
    polyline,
    rectangle,
)
from fpcase.drawing.svg import svg
from fpcase.model.errors import FpcaseError

Pixels = np.ndarray[Any, Any]
WORDS = ("\u05dd\u05dd", "\u05dd\u05df")
"""Two words of Hebrew, whose last letters are not equally wide."""


def scene(*items: Item, width: float = 60, height: float = 40) -> Scene:
    """A picture of a few items."""
    return Scene(width=width, height=height, items=items, title="A title", description="Words")


def pixels(picture: Scene, dpi: float = 72) -> Pixels:
    """The pixels of a picture's PNG: rows, columns, colours."""
    return np.asarray(Image.open(io.BytesIO(painting.png(picture, dpi))).convert("RGB"))


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
    assert (dashed[20, :, 0] < 128).sum() == 30


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("text", ["HnnnnnnH", "העעעעה", "العقوبات"])
def test_text_is_painted_just_as_wide_as_it_is_measured(
    text: str, anchor: str, *, upright: bool
) -> None:
    """Labels are laid out by the measure; a wider letter would touch the next box."""
    line = Line(text=text, x=150, y=150, size=20, anchor=anchor, upright=upright)
    left, top, right, bottom = inked(pixels(scene(line, width=300, height=300)))
    whole = fonts.text_width(text, 20)
    before = {"start": 0.0, "middle": whole / 2, "end": whole}[anchor]
    begin, end = (150 - before, 150 - before + whole) if not upright else (
        150 + before - whole, 150 + before)  # fmt: skip
    this, that = (left, right) if not upright else (top, bottom)
    assert begin - 1 <= this <= begin + 4
    assert end - 4 <= that <= end + 1


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    """Letters one by one, from left to right, are not the word."""
    word = "السياسة"
    joined = pixels(scene(Line(text=word, x=5, y=30, size=20), width=120))
    parted = pixels(scene(*(
        Line(text=letter, x=5 + 14 * place, y=30, size=20) for place, letter in enumerate(word)
    ), width=120))  # fmt: skip
    assert inked(joined)[2] < inked(parted)[2]
    shaped = fonts.text_width(word, 20)
    assert shaped < sum(fonts.text_width(letter, 20) for letter in word) - 5


def test_hebrew_ends_at_the_left() -> None:
    """The first letter of the word stands at the right end."""
    one, other = (pixels(scene(Line(text=t, x=5, y=30, size=20))) for t in WORDS)
    differ = np.nonzero((one != other).any(axis=(0, 2)))[0]
    narrow = fonts.text_width(WORDS[1][1], 20)
    assert inked(other)[2] == pytest.approx(5 + narrow + fonts.text_width("ם", 20), abs=4)
    assert differ.min() < 5 + narrow


def test_an_svg_says_which_way_a_line_runs() -> None:
    """A browser sets it then as it was measured."""
    text = svg(scene(Line(text="לחץ 2014", x=5, y=30, size=9), Line(text="b", x=5, y=9, size=9)))
    assert text.count('direction="rtl"') == 1
    assert 'direction="rtl" text-anchor="end"' in text
    end = svg(scene(Line(text="לחץ", x=5, y=30, size=9, anchor="end")))
    assert 'direction="rtl" textLength' in end


def test_letters_that_no_font_has_are_named_once_and_replaced() -> None:
    """A label that cannot be drawn right is never drawn wrongly in silence."""
    rare = "\U00012000"  # cuneiform
    words = Words(title=f"x{rare}{rare}", subtitle="", caption="", alt_text="")
    with pytest.warns(
        UserWarning, match=r"no font on this system has '.' \(U\+12000\); PNG"
    ) as said:
        figure = finished(words, [[Panel()]], 100.0)
    assert len(said) == 1
    assert lost_letters(figure.scene) == (rare,)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert painting.png(figure.scene, 72)
        assert painting.pdf([figure.scene])


def test_a_letter_that_the_built_in_font_lacks_is_taken_from_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first font of the system that has it."""
    found = {"Other Sans": ("gone.ttf", 0), "Third Sans": ("gone.ttf", 0)}
    monkeypatch.setattr(fonts, "_families", lambda: found)
    monkeypatch.setattr(
        fonts, "_letters_of", lambda name: frozenset({0x4E2D} if name == "Third Sans" else {0x61})
    )
    fonts._helper.cache_clear()
    try:
        assert fonts.families("a中", None) == ("DejaVu Sans", "Third Sans")
        assert fonts.missing("a中\u200d文", None) == {"文"}
    finally:
        fonts._helper.cache_clear()


def test_a_font_that_is_gone_has_no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of fonts outlives its files."""
    monkeypatch.setattr(fonts, "_families", lambda: {"Gone": ("/nowhere/gone.ttf", 0)})
    assert fonts._letters_of("Gone") == frozenset()


def test_a_font_can_be_named_and_an_unknown_one_is_refused_with_the_nearest() -> None:
    """A journal asks for its own."""
    with fonts.set_in("DejaVu Serif"):
        other = fonts.text_width("Neutrality", 10)
        picture = scene(Line(text="Neutrality", x=5, y=30, size=9))
    assert other != fonts.text_width("Neutrality", 10)
    assert picture.font == "DejaVu Serif"
    assert "&#x27;DejaVu Serif&#x27;, DejaVu Sans" in svg(picture)
    assert (pixels(picture) != pixels(scene(*picture.items))).any()
    assert b"DejaVuSerif" in painting.pdf([picture])
    with (
        pytest.raises(FpcaseError, match=r"the system has no font 'DejaVu Serf'; did you mean"),
        fonts.set_in("DejaVu Serf"),
    ):
        pass
    with fonts.set_in("DejaVu Sans"):
        assert fonts.current_font() is None


@settings(deadline=None)
@given(text=st.text(max_size=30), size=st.floats(1, 40), bold=st.booleans())
def test_text_is_measured_at_every_size_alike(text: str, size: float, *, bold: bool) -> None:
    """Also letters that no font has, and signs that are never shown."""
    whole = fonts.text_width(text, size, bold=bold)
    assert whole == pytest.approx(size * fonts.text_width(text, 1.0, bold=bold))
    assert whole >= 0.0


def test_bold_type_is_wider() -> None:
    """It is measured with its own letters."""
    assert fonts.text_width("abc", 8, bold=True) > fonts.text_width("abc", 8)


def test_a_halo_parts_text_from_what_lies_below() -> None:
    """A sign on an arrow is read, not guessed; in print too."""
    ground = Shape(steps=rectangle(0, 0, 60, 40), fill="#000000")
    bare = Line(text="H", x=20, y=30, size=20)
    rim = Line(text="H", x=20, y=30, size=20, halo=3.0)
    assert (pixels(scene(ground, bare)) > 200).sum() == 0
    assert (pixels(scene(ground, rim)) > 200).sum() > 100
    assert len(painting.pdf([scene(rim)])) > len(painting.pdf([scene(bare)]))


def test_a_png_says_its_title_description_and_resolution() -> None:
    """A catalogue of pictures reads them."""
    image = Image.open(io.BytesIO(painting.png(scene(), 300)))
    assert image.info["Title"] == "A title"
    assert image.info["Description"] == "Words"
    assert "Software" not in image.info
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_pdf_has_the_size_of_its_pages_and_tells_what_it_is() -> None:
    """In points, as it was laid out; without a date or the name of a program."""
    content = painting.pdf([scene(Line(text="text", x=5, y=20, size=9)), scene(width=90)])
    assert re.findall(rb"/MediaBox \[ ?0 0 (\d+) 40 ?\]", content) == [b"60", b"90"]
    assert content.count(b"/Title (A title)") == 1
    assert b"/Subject (Words)" in content
    for word in (b"/CreationDate", b"/Creator", b"/Producer"):
        assert word not in content


def test_a_picture_on_axes_lies_at_their_upper_left_corner() -> None:
    """New ones are as large as the picture; a scholar's own may be too small."""
    box = scene(Shape(steps=rectangle(10, 5, 30, 25), fill="#000000"))
    axes = painting.axes_of(box)
    assert isinstance(axes.figure, Figure)
    assert axes.get_xlim() == pytest.approx((0, 60))
    assert axes.get_ylim() == pytest.approx((40, 0))
    small = Figure(figsize=(30 / 72, 40 / 72)).add_axes((0, 0, 1, 1))
    assert painting.paint_on(small, box) == pytest.approx(0.5)
    buffer = io.BytesIO()
    whole = small.figure
    assert isinstance(whole, Figure)
    whole.savefig(buffer, dpi=72)
    painted = np.asarray(Image.open(buffer).convert("RGB"))
    assert inked(painted) == pytest.approx((5, 2, 15, 13), abs=1)
