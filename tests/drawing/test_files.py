"""Figures as files: the same picture in every format, and the same bytes every time."""

import os
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import attrs
import networkx as nx
import pytest
from synthetic import record, synthetic_case

import fpcase
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.figures import FORMATS, Figure, draw, make_figure
from fpcase.model import Proposition, Source, SourceKind, Theory, TheoryFamily
from fpcase.model.errors import FpcaseError


@pytest.fixture
def figure() -> Figure:
    """A synthetic author with every kind of arrow."""
    case = synthetic_case(
        {"doe-2001": ["a + b", "b - a", "c ? b", "c 0 a", "denies c + d", "reports a + d"]}
    )
    return draw(causal_diagram(case, stances=("asserts", "denies", "reports")))


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_figure_gives_the_same_bytes(figure: Figure, tmp_path: Path, suffix: str) -> None:
    """No date, no name of a machine, no order of the moment."""
    first = figure.save(tmp_path / f"first{suffix}", dpi=100)
    second = figure.save(str(tmp_path / f"second{suffix.upper()}"), dpi=100)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_names_no_folder_of_this_machine(
    figure: Figure, tmp_path: Path, suffix: str
) -> None:
    """A figure travels farther than the computer that drew it."""
    content = figure.save(tmp_path / f"figure{suffix}", dpi=72).read_bytes()
    for folder in (Path(sys.prefix), Path(__file__).parent, tmp_path):
        assert str(folder).encode() not in content


def test_each_format_is_what_its_suffix_says(figure: Figure, tmp_path: Path) -> None:
    """Journals check, and word processors refuse what is not."""
    starts = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF-"}
    for suffix, start in starts.items():
        assert figure.save(tmp_path / f"figure{suffix}").read_bytes().startswith(start)


def test_resolution_sets_the_number_of_pixels(figure: Figure, tmp_path: Path) -> None:
    """A journal asks for dots to the inch of the printed size."""
    content = figure.save(tmp_path / "figure.png", dpi=144).read_bytes()
    assert abs(int.from_bytes(content[16:20]) - 2 * figure.size[0]) <= 1


def test_png_and_pdf_carry_title_and_description(figure: Figure, tmp_path: Path) -> None:
    """A reader's software finds the text for those who cannot see the picture."""
    png = figure.save(tmp_path / "figure.png", dpi=72).read_bytes()
    pdf = figure.save(tmp_path / "figure.pdf").read_bytes()
    assert figure.alt_text.encode() in png
    assert b"/Subject" in pdf
    assert b"/CreationDate" not in pdf


def test_letters_without_a_glyph_are_replaced_in_print_without_further_warnings(
    tmp_path: Path,
) -> None:
    """The warning came when the figure was drawn; saving it must not fail."""
    diagram: Diagram = nx.MultiDiGraph()
    diagram.add_edge("\u0378", "b", key="x/1", author="x", sign="positive", stance="asserts")
    with pytest.warns(UserWarning, match="no font on this system has"):
        figure = draw(diagram)
    assert figure.save(tmp_path / "figure.png", dpi=72).exists()


def test_a_missing_folder_is_made(figure: Figure, tmp_path: Path) -> None:
    """Nobody should have to make ``figures/`` by hand first."""
    assert figure.save(tmp_path / "new" / "folder" / "figure.svg").exists()


@pytest.mark.parametrize("name", ["figure.gif", "figure"])
def test_an_unknown_suffix_is_refused_with_those_that_exist(
    figure: Figure, tmp_path: Path, name: str
) -> None:
    """The message says what would work."""
    with pytest.raises(FpcaseError, match=r"expected a name ending in \.svg, \.png, \.pdf; found"):
        figure.save(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(figure: Figure, tmp_path: Path) -> None:
    """A file where a folder should be is a mistake of the caller's, not a crash."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FpcaseError, match="the figure cannot be written"):
        figure.save(tmp_path / "file" / "figure.svg")


def test_a_resolution_of_nought_is_refused(figure: Figure, tmp_path: Path) -> None:
    """It would be a picture without a pixel."""
    with pytest.raises(FpcaseError, match="resolution above 0"):
        figure.save(tmp_path / "figure.png", dpi=0)


def test_an_image_of_too_many_pixels_is_refused_with_what_to_do(
    figure: Figure, tmp_path: Path
) -> None:
    """Painting it would take all memory, and end in an error of the painter."""
    path = tmp_path / "figure.png"
    said = r"figure\.png: at 100000 pixels to the inch .* expected fewer than 65536; "
    with pytest.raises(FpcaseError, match=rf"{said}take a lower resolution, or save a \.pdf"):
        figure.save(path, dpi=100000)
    paged = attrs.evolve(figure, parts=(figure, figure))
    with pytest.raises(FpcaseError, match=rf"{said}save each of `pages`, take a lower"):
        paged.save(path, dpi=100000)
    assert not path.exists()


def test_a_figure_can_be_annotated_in_points(figure: Figure) -> None:
    """On axes of matplotlib, as large as the picture, with the origin at the upper left."""
    width, height = figure.size
    assert figure.axes.get_xlim() == pytest.approx((0, width))
    assert figure.axes.get_ylim() == pytest.approx((height, 0))


def test_a_notebook_shows_the_svg(figure: Figure) -> None:
    """The last line of a cell is the picture, and its repr tells what it is."""
    assert figure._repr_svg_() == figure.svg
    assert repr(figure).startswith("<Figure 'Doe 2001': 180 × ")


def test_settings_of_matplotlib_do_not_reach_the_figure(figure: Figure, tmp_path: Path) -> None:
    """A style sheet for charts must not restyle a diagram, nor the diagram a chart."""
    import matplotlib as mpl  # noqa: PLC0415 - only this test needs it

    before = figure.save(tmp_path / "before.png", dpi=72).read_bytes()
    with mpl.rc_context({"text.usetex": True, "savefig.bbox": "tight", "path.sketch": (5, 9, 2)}):
        settings = dict(mpl.rcParams)
        after = figure.save(tmp_path / "after.png", dpi=72).read_bytes()
        assert dict(mpl.rcParams) == settings
    assert zlib.crc32(after) == zlib.crc32(before)


def test_importing_the_library_loads_no_renderer() -> None:
    """Reading a case must not wait for matplotlib and Graphviz."""
    program = (
        "import sys, fpcase; "
        "print([m for m in ('matplotlib', 'pygraphviz', 'networkx') if m in sys.modules]); "
        "print(fpcase.draw.__module__, fpcase.figures.Figure.__module__)"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter, on our own words
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(fpcase.__file__).parents[1])},
    )
    assert done.stdout.splitlines() == [
        "[]",
        "fpcase.figures.arguments fpcase.drawing.figure",
    ]
    assert not done.stderr


PRINT = """
import hashlib, sys
from fpcase import load_case
from fpcase.figures import make_figure
case = load_case(sys.argv[1])
for kind in sys.argv[2:]:
    figure = make_figure(case, kind)
    print(kind, hashlib.sha256(repr(figure.scene).encode()).hexdigest())
"""


def test_two_processes_give_the_same_bytes_whatever_their_hashes() -> None:
    """Python shuffles sets anew in each process; no picture may show it."""
    folder = Path(__file__).parents[1] / "data" / "figures" / "ruritania"
    words = [sys.executable, "-c", PRINT, str(folder), "arguments", "shared", "congruence"]
    running = [
        subprocess.Popen(  # noqa: S603 - this interpreter, on a program of ours
            words, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    told = [one.communicate()[0] for one in running]
    assert told[0] == told[1]
    assert len(set(told[0].split())) == 3 + 3


def test_the_letters_of_a_pdf_are_embedded_outlines(figure: Figure, tmp_path: Path) -> None:
    """A printer without our typeface would print another; journals refuse Type 3 letters."""
    pdf = figure.save(tmp_path / "figure.pdf").read_bytes()
    assert b"/CIDFontType2" in pdf
    assert b"/Type3" not in pdf
    fonts = pdf.count(b"/Type /FontDescriptor")
    assert 0 < fonts == pdf.count(b"/FontFile2")
    for date in (b"/CreationDate", b"/ModDate", b"/Producer", b"/Creator"):
        assert date not in pdf


def test_the_text_of_a_pdf_can_be_searched(tmp_path: Path) -> None:
    """A reader looks for a variable by its name; poppler must find it as we wrote it."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("there is no pdftotext here, which comes with poppler, to read the PDF")
    case = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war - office-affairs"]})
    path = draw(causal_diagram(case)).save(tmp_path / "figure.pdf")
    done = subprocess.run([reader, str(path), "-"], capture_output=True, check=True, text=True)  # noqa: S603 - found above
    for words in ("War", "Peace", "Office affairs", "Ruritania between the powers, version 1.0"):
        assert words in done.stdout


@pytest.mark.parametrize("kind", ["levels", "congruence", "shared", "matrix"])
def test_a_character_that_no_chart_can_print_is_named_in_a_warning(kind: str) -> None:
    """A box in place of a name is found in print, which is too late.

    The code point is not assigned, so no font that a machine may have includes it.
    """
    source = record(
        Source, id="doe-2001", authors=["A \u0378"], year=2001, title="x", kind=SourceKind.BOOK
    )
    theory = record(
        Theory,
        id="realism",
        name="Realism",
        family=TheoryFamily.REALISM,
        propositions=[record(Proposition, id="p", text="\u0378")],
    )
    case = synthetic_case(
        {"doe-2001": ["war + peace"], "roe-2002": ["war + peace"]},
        sources={"doe-2001": source},
        theories={"realism": theory},
    )
    with pytest.warns(UserWarning, match=r"no font on this system has '\\u0378' \(U\+0378\)"):
        make_figure(case, kind)
