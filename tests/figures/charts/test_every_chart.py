"""What holds for every chart: it is readable as it is, in every option, and as every file."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest
from hostile import hostile_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text
from pictured import groups, off_the_page, overprinted, shapes, words
from synthetic import cases, claim, looked_at, synthetic_case

import fpcase
from fpcase.figures import Chart, canvas
from fpcase.figures.page import HEIGHT, MM, WIDTHS
from fpcase.figures.scene import lines_of, shown
from fpcase.model import CausalClaim
from fpcase.model.errors import FpcaseError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import SubFigure

KINDS: dict[str, tuple[Callable[..., Chart], dict[str, list[Any]]]] = {
    "matrix": (fpcase.figures.draw_matrix, {"form": [None, "grid", "list"], "core": [None, 12]}),
    "shared": (
        fpcase.figures.draw_shared_claims,
        {"unit": ["arrows", "variables"], "most": [60, 3]},
    ),
    "decisions": (fpcase.figures.draw_decisions, {"title": [None, "Acts"]}),
    "congruence": (fpcase.figures.draw_congruence, {"theories": [None, ["realism"]]}),
    "levels": (fpcase.figures.draw_levels, {"by": ["causes", "effects", "variables"]}),
}
"""Every kind of chart, with every value of its options."""
EVERY = [
    pytest.param(kind, columns, option, value, id=f"{kind}-{columns}-{option}-{value}")
    for kind, (_, options) in KINDS.items()
    for columns in WIDTHS
    for option, values in options.items()
    for value in values
]
FUNCTIONS = [pytest.param(draw, id=kind) for kind, (draw, _) in KINDS.items()]


@cache
def bundled(case: str) -> fpcase.Case:
    """A bundled case."""
    return fpcase.load_case(fpcase.bundled_case(case))


@pytest.fixture(scope="module")
def small() -> fpcase.Case:
    """Two made-up authors who agree, disagree, deny and report."""
    return synthetic_case(
        {
            "doe-2001": ["war + peace", claim("oil - peace", period="2001/.."), "denies oil + war"],
            "roe-2002": ["war - peace", "reports oil ? war", claim("oil - peace", period="1999")],
        }
    )


@pytest.mark.parametrize("case", ["kazakhstan", "ukraine"])
@pytest.mark.parametrize(("kind", "columns", "option", "value"), EVERY)
def test_every_page_of_every_chart_can_be_read(
    case: str, kind: str, columns: int, option: str, value: object
) -> None:
    """No text under six points, none over an edge, none on another, on pages a journal has."""
    chart = KINDS[kind][0](bundled(case), columns=columns, **{option: value})
    for page in chart.pages:
        assert min(line.size for line in lines_of(page.scene)) >= 6.0
        assert page.scene.width == WIDTHS[columns]
        assert page.scene.height <= HEIGHT
        assert not off_the_page(page.scene)
        assert not overprinted(page.scene)


@pytest.mark.parametrize("dpi", [72, 100, 200])
@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("draw", FUNCTIONS)
def test_the_margin_of_what_matplotlib_shows_stays_white(
    draw: Callable[..., Chart], columns: int, dpi: int
) -> None:
    """Our own measure of text might be wrong, at few dots to the inch above all."""
    figure = draw(bundled("ukraine"), columns=columns).pages[0].axes.figure
    pixels = painted(figure, dpi)
    edge = round(2 * dpi / 72)
    assert (pixels[edge:-edge, edge:-edge] < 255).any()
    pixels[edge:-edge, edge:-edge] = 255
    assert (pixels == 255).all()


def painted(figure: "Canvas | SubFigure", dpi: float) -> "np.ndarray[Any, Any]":
    """The pixels of a figure of matplotlib's."""
    assert isinstance(figure, Canvas)
    figure.set_dpi(dpi)
    on = FigureCanvasAgg(figure)
    on.draw()  # type: ignore[no-untyped-call]  # matplotlib's
    return np.asarray(on.buffer_rgba())[..., :3].copy()  # type: ignore[no-untyped-call]  # the same


@pytest.mark.parametrize("draw", FUNCTIONS)
def test_a_chart_names_the_case_its_version_and_what_its_signs_mean(
    draw: Callable[..., Chart],
) -> None:
    """A figure cut out of its article must still say what it is."""
    chart = draw(bundled("ukraine"))
    said = words(chart.scene)
    assert said[0].partition(" (page ")[0] == chart.scene.title
    assert "Ukraine between Russia and the West (ukraine), version 0.1.0" in said
    assert groups(chart.scene, "legend")
    assert "Case ukraine, version 0.1.0" in chart.caption
    on_a_page = re.sub(r" \d+ pages\.$", "", chart.caption)
    assert " ".join(on_a_page.split()) in " ".join(said)
    assert chart.alt_text.strip().endswith(".")


@pytest.mark.parametrize("draw", FUNCTIONS)
def test_a_title_of_ones_own_takes_the_place_of_ours(
    draw: Callable[..., Chart],
) -> None:
    """An empty one leaves the title to the journal's caption."""
    first = words(draw(bundled("ukraine"), title="Figure 3").scene)[0]
    assert first.partition(" (page ")[0] == "Figure 3"
    untitled = words(draw(bundled("ukraine"), title="").scene)
    assert next(one for one in untitled if "(page " not in one).startswith("Ukraine between")


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
@pytest.mark.parametrize("draw", FUNCTIONS)
def test_the_same_case_gives_the_same_bytes(
    draw: Callable[..., Chart], suffix: str, small: fpcase.Case, tmp_path: Path
) -> None:
    """A figure under version control changes when what it shows changes."""
    first = draw(small).save(tmp_path / f"first{suffix}", dpi=90).read_bytes()
    second = draw(small).save(tmp_path / f"second{suffix}", dpi=90).read_bytes()
    assert first == second
    assert str(Path.home()).encode() not in first
    assert b"/CreationDate" not in first


@pytest.mark.parametrize("dpi", [72, 300, 600])
def test_png_has_the_resolution_that_a_journal_asks_for(
    small: fpcase.Case, tmp_path: Path, dpi: float
) -> None:
    """As many pixels as inches times resolution, and the file says so itself."""
    chart = fpcase.figures.draw_levels(small, columns=1)
    content = chart.save(tmp_path / "levels.png", dpi=dpi).read_bytes()
    across, down = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
    assert abs(across - 90 / 25.4 * dpi) <= 1
    assert abs(down - chart.size[1] / 72 * dpi) <= 1
    told = content.index(b"pHYs") + 4
    assert int.from_bytes(content[told : told + 4]) == round(dpi / 0.0254)


def test_pdf_embeds_every_typeface_that_it_uses(small: fpcase.Case, tmp_path: Path) -> None:
    """A printer has not our fonts; type 3 fonts are refused by many journals."""
    content = fpcase.figures.draw_matrix(small).save(tmp_path / "matrix.pdf").read_bytes()
    fonts = content.count(b"/Type /FontDescriptor")
    assert fonts > 0
    assert content.count(b"/FontFile2") == fonts
    assert content.count(b"/Subtype /CIDFontType2") == fonts
    assert b"/Type3" not in content
    assert len(set(re.findall(rb"/BaseFont /[A-Z]{6}\+(\S+)", content))) == 2


def test_a_pdf_has_as_many_pages_as_the_chart(tmp_path: Path) -> None:
    """What is stacked on screen is turned over in print; a page can be saved alone."""
    chart = fpcase.figures.draw_matrix(bundled("ukraine"), form="grid")
    assert len(chart.pages) == 2
    assert chart.caption.endswith(" 2 pages.")
    whole = chart.save(tmp_path / "whole.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", whole)) == 2
    alone = chart.pages[1].save(tmp_path / "second.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b(?!s)", alone)) == 1
    assert "(page 2 of 2)" in chart.pages[1].scene.title
    assert len(groups(chart.scene, "page")) == 2
    assert chart.size[1] > sum(page.size[1] for page in chart.pages)


def test_too_many_pixels_are_refused_with_what_would_work(tmp_path: Path) -> None:
    """Pages in one image soon outgrow what an image may be."""
    chart = fpcase.figures.draw_matrix(bundled("kazakhstan"), columns=1)
    expected = (
        r"matrix\.png: at 600 pixels to the inch the image would be \d+ pixels long, expected "
        r"fewer than 65536; save each of `pages`, take a lower resolution, or save a \.pdf"
    )
    with pytest.raises(FpcaseError, match=expected):
        chart.save(tmp_path / "matrix.png", dpi=600)
    assert not list(tmp_path.iterdir())


def test_a_notebook_shows_the_svg(small: fpcase.Case) -> None:
    """The last line of a cell is the picture, and its repr says what it is."""
    chart = fpcase.figures.draw_shared_claims(small)
    assert chart._repr_svg_() == chart.svg
    assert repr(chart).startswith("<Chart 'Shared claims': 180 × ")
    assert chart.alt_text in "".join(ET.fromstring(chart.svg).itertext())  # noqa: S314 - our own


@pytest.mark.parametrize("draw", FUNCTIONS)
def test_a_chart_is_drawn_into_axes_that_are_given(
    draw: Callable[..., Chart],
) -> None:
    """A scholar puts it beside other charts, in a figure of their own."""
    figure = Canvas(figsize=(16, 12), dpi=100)
    left, right = figure.add_axes((0, 0, 0.5, 1)), figure.add_axes((0.5, 0, 0.5, 1))
    right.set_axis_off()
    chart = draw(bundled("ukraine"), ax=left)
    assert chart.axes is left
    assert not right.texts
    assert texts_of(left) == [shown(line.text) for line in lines_of(chart.scene)]
    assert left.get_xlim() == (0, 8 * 72)
    pixels = painted(figure, 100)
    assert (pixels[:, :797] < 255).any()
    assert (pixels[:, 797:] == 255).all()


def texts_of(axes: "Axes") -> list[str]:
    """The lines of text on axes, in the order in which they are drawn."""
    drawn = [artist for artist in axes.get_children() if isinstance(artist, Text)]
    return [text.get_text() for text in sorted(drawn, key=Text.get_zorder) if text.get_text()]


def test_new_axes_are_as_large_as_the_page_and_stay_the_same(small: fpcase.Case) -> None:
    """What a scholar writes on them is there when they look again."""
    chart = fpcase.figures.draw_levels(small)
    chart.axes.annotate("look here", (10, 10))
    assert "look here" in [text.get_text() for text in chart.axes.texts]
    assert canvas.size_of(chart.axes) == pytest.approx(chart.size)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((3.4, 1.6), r"it is drawn smaller, with type of [0-5]\.\d points"),
        ((1.0, 20.0), r"with type of 2\.\d points"),
    ],
)
def test_axes_that_are_too_small_get_a_smaller_chart_and_a_warning(
    small: fpcase.Case, size: tuple[float, float], said: str
) -> None:
    """Nothing is cut off; what cannot be read is said, with what to do."""
    axes = Canvas(figsize=size).add_axes((0, 0, 1, 1))
    expected = (
        rf"the axes are {size[0]} × {size[1]} inches, .*{said}; make the axes larger, or show"
    )
    with pytest.warns(UserWarning, match=expected) as told:
        fpcase.figures.draw_levels(small, ax=axes)
    assert told[0].filename == __file__
    pixels = painted(axes.figure, 100)
    assert (pixels[:, -1] == 255).all()
    assert (pixels[-1] == 255).all()


def test_axes_slightly_too_small_get_a_chart_that_can_still_be_read(small: fpcase.Case) -> None:
    """Type of six points and more is not complained of."""
    width, height = (side / 72 for side in fpcase.figures.draw_levels(small).size)
    axes = Canvas(figsize=(width, 0.97 * height)).add_axes((0, 0, 1, 1))
    with pytest.warns(UserWarning, match="it is drawn smaller; make the axes larger"):
        fpcase.figures.draw_levels(small, ax=axes)


@pytest.mark.parametrize("columns", [0, 3])
@pytest.mark.parametrize("draw", FUNCTIONS)
def test_a_width_that_no_journal_has_is_refused(
    draw: Callable[..., Chart], columns: int, small: fpcase.Case
) -> None:
    """The message says what there is."""
    expected = rf"one or two of a journal's columns wide \(1 or 2\); found {columns}"
    with pytest.raises(FpcaseError, match=expected):
        draw(small, columns=columns)


RESULTS = [
    pytest.param(fpcase.figures.draw_matrix, "a causal diagram", id="matrix"),
    pytest.param(fpcase.figures.draw_shared_claims, "a comparison", id="shared"),
    pytest.param(fpcase.figures.draw_decisions, "a comparison", id="decisions"),
    pytest.param(fpcase.figures.draw_levels, "a comparison", id="levels"),
    pytest.param(fpcase.figures.draw_congruence, "a congruence", id="congruence"),
]


def result(called: str, case: fpcase.Case) -> object:
    """A result that a chart is made of."""
    make: dict[str, Callable[[fpcase.Case], object]] = {
        "a causal diagram": lambda case: fpcase.causal_diagram(case, stances=["asserts", "denies"]),
        "a comparison": fpcase.compare,
        "a congruence": fpcase.comparison.congruence,
    }
    return make[called](case)


@pytest.mark.parametrize(("draw", "called"), RESULTS)
def test_a_chart_of_a_result_is_the_chart_of_its_case(
    draw: Callable[..., Chart], called: str, small: fpcase.Case
) -> None:
    """Who has compared already need not compare again."""
    chart = draw(result(called, small))
    same = draw(small)
    assert words(chart.scene)[:5] == words(same.scene)[:5]
    assert [shape.steps for shape in shapes(chart.scene)] == [
        shape.steps for shape in shapes(same.scene)
    ]


@pytest.mark.parametrize("draw", FUNCTIONS)
def test_what_no_chart_is_made_of_is_refused(draw: Callable[..., Chart]) -> None:
    """A name of a case is not the case."""
    with pytest.raises(FpcaseError, match="expected a case or a study of one, found 'kazakhstan'"):
        draw("kazakhstan")


EMPTY = {
    "matrix": "There are no claims to draw.",
    "shared": "There are no claims to share.",
    "decisions": "Neither decisions nor claims are dated.",
    "congruence": "There are no theories to ask of, or no authors.",
    "levels": "There is nothing to count.",
}


@pytest.mark.parametrize("authors", [{}, {"doe-2001": []}], ids=["nobody", "nothing said"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_case_with_nothing_to_show_says_so(kind: str, authors: dict[str, list[str]]) -> None:
    """A first draft of a case has no claims yet, and its chart is no crash and no blank page."""
    chart = KINDS[kind][0](synthetic_case(authors, explains={"doe-2001": ["peace"]}))
    assert EMPTY[kind] in words(chart.scene)
    assert not off_the_page(chart.scene)
    assert not groups(chart.scene, "legend")


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("draw", FUNCTIONS)
def test_twelve_authors_with_long_names_have_room(draw: Callable[..., Chart], columns: int) -> None:
    """A review of a literature has more authors than a comparison of two."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    made: dict[str, list[str | CausalClaim]] = {
        f"ostrogorskaya-{year}": ["war + peace", claim("oil - war", period=str(year))]
        for year in range(2001, 2013)
    }
    many = synthetic_case(made, theories=case.theories)
    chart = draw(many, columns=columns)
    for page in chart.pages:
        assert not off_the_page(page.scene)
        assert not overprinted(page.scene)
    assert "Ostrogorskaya 2001" in " ".join(words(chart.scene))


@pytest.mark.parametrize("draw", FUNCTIONS)
def test_characters_without_a_glyph_are_named_once_to_who_called(
    draw: Callable[..., Chart],
) -> None:
    """Boxes in print are a surprise only if nobody spoke of them."""
    case = synthetic_case({"doe-2001": ["war + peace"]}, title="中 and \U0001f5fa")
    with pytest.warns(UserWarning, match=r"no glyph for '中' \(U\+4E2D\), '🗺'") as told:
        draw(case)
    assert len(told) == 1
    assert told[0].filename == __file__


HOSTILE = "<b>&amp; ]]> \\N %s ${x} $\\alpha$ \x1b[31m \u202eabc =1+1"


@pytest.mark.parametrize("draw", FUNCTIONS)
def test_hostile_text_shows_as_text(draw: Callable[..., Chart], tmp_path: Path) -> None:
    """A name may hold markup, mathematics of matplotlib, escapes of a terminal."""
    case = synthetic_case(
        {"doe-2001": [claim("war + peace", period="2001", mechanism=HOSTILE)]}, title=HOSTILE
    )
    with pytest.warns(UserWarning, match="no glyph"):
        chart = draw(case)
    told = "".join(ET.fromstring(chart.svg).itertext())  # noqa: S314 - our own output
    assert " ".join(shown(HOSTILE).split()) in " ".join(told.split())
    for suffix in (".png", ".pdf"):
        assert chart.save(tmp_path / f"hostile{suffix}", dpi=72).stat().st_size > 1000


@pytest.mark.filterwarnings("ignore:the figure's typeface has no glyph")
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(case=hostile_cases(), draw=st.sampled_from([draw for draw, _ in KINDS.values()]))
def test_any_case_that_can_be_loaded_can_be_drawn(
    case: fpcase.Case, draw: Callable[..., Chart]
) -> None:
    """Whatever the names are, the SVG is well formed and no text runs over the page."""
    for columns in WIDTHS:
        chart = draw(case, columns=columns)
        ET.fromstring(chart.svg)  # noqa: S314 - our own output
        for page in chart.pages:
            assert not off_the_page(page.scene)


@settings(deadline=None, max_examples=15)
@given(case=cases(), columns=st.sampled_from([*WIDTHS]), reports=st.booleans())
@pytest.mark.parametrize("draw", FUNCTIONS)
def test_no_text_ever_stands_on_another(
    draw: Callable[..., Chart], case: fpcase.Case, columns: int, *, reports: bool
) -> None:
    """Whatever authors claim of each other's variables."""
    chart = draw(looked_at(case, include_reports=reports), columns=columns)
    for page in chart.pages:
        assert not overprinted(page.scene)
        assert not off_the_page(page.scene)


def test_settings_of_matplotlib_do_not_reach_axes_of_our_own(small: fpcase.Case) -> None:
    """A style sheet restyles the scholar's charts, not ours; and ours are gone afterwards."""
    before = [text.get_fontsize() for text in fpcase.figures.draw_levels(small).axes.texts]
    with mpl.rc_context({"font.size": 40, "text.parse_math": True}):
        changed = dict(mpl.rcParams)
        after = [text.get_fontsize() for text in fpcase.figures.draw_levels(small).axes.texts]
        assert dict(mpl.rcParams) == changed
    assert before == after


def test_columns_of_a_journal_are_90_and_180_millimetres() -> None:
    """What most journals of the field take."""
    assert {columns: round(width / MM) for columns, width in WIDTHS.items()} == {1: 90, 2: 180}
