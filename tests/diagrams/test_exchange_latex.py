"""TikZ pictures as LaTeX prints them, where it is installed."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from nasty import NASTY, all_nasty
from synthetic import record, synthetic_case

import fpcase
from fpcase.diagrams import Diagram
from fpcase.diagrams.exchange.arrows import heading, plain
from fpcase.diagrams.exchange.formats import _BEYOND_LATEX
from fpcase.model import Variable
from fpcase.model.ids import VariableId

ENGINES = {
    "pdflatex": ("standalone.cls", "tikz.sty", "iftex.sty", "t1enc.def", "mathptmx.sty"),
    "lualatex": (
        "standalone.cls",
        "tikz.sty",
        "luatex85.sty",
        "fontspec.sty",
        "luaotfload-main.lua",
    ),
}
"""What each program needs to have beside itself."""
ALL = ("asserts", "denies", "reports")


def program(name: str) -> str:
    """A program of the machine; the test is skipped without it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here, which comes with LaTeX or poppler")
    return found


def compiled(text: str, folder: Path, engine: str) -> Path:
    """The PDF that LaTeX makes of a picture; the test is skipped without LaTeX."""
    finder = program("kpsewhich")
    needed = ENGINES[engine]
    asked = subprocess.run([finder, *needed], capture_output=True, text=True, check=False)  # noqa: S603 - found above
    if len(asked.stdout.split()) < len(needed):
        pytest.skip(f"the LaTeX here lacks one of {', '.join(needed)}")
    (folder / "picture.tex").write_text(text, encoding="utf-8")
    quiet = ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error"]
    done = subprocess.run(  # noqa: S603 - the machine's LaTeX, on a file of ours
        [program(engine), *quiet, "picture.tex"],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return folder / "picture.pdf"


def printed(pdf: Path) -> str:
    """The letters of a PDF, without blanks."""
    words = [program("pdftotext"), "-raw", str(pdf), "-"]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")  # noqa: S603 - found above
    return unblanked(done.stdout)


def unblanked(text: str) -> str:
    """A text without ligatures, and without blanks and hyphens, which change at line ends."""
    apart = unicodedata.normalize("NFKC", text).replace("’", "'")  # LaTeX bends apostrophes
    return "".join(letter for letter in apart if not letter.isspace() and letter != "-")


@pytest.mark.parametrize("engine", ENGINES)
def test_latex_prints_hostile_text_as_text(engine: str, tmp_path: Path) -> None:
    """A name may look like a command, and must come out as its letters."""
    texts = [text for text in NASTY if not _BEYOND_LATEX.search(plain(text))]
    assert len(texts) >= 20
    pdf = compiled(
        fpcase.diagrams.export(all_nasty().subgraph(texts), "tikz").text, tmp_path, engine
    )
    found = printed(pdf)
    for text in texts:
        assert unblanked(plain(text)) in found


def test_a_printed_picture_can_be_searched_and_enlarged(tmp_path: Path) -> None:
    """Journals refuse letters that are pictures of letters."""
    text = fpcase.diagrams.export(picture_of("f"), "tikz").text
    pdf = compiled(text, tmp_path, "pdflatex")
    words = [program("pdffonts"), str(pdf)]
    done = subprocess.run(words, capture_output=True, check=True, encoding="utf-8")  # noqa: S603 - found above
    _, _, *fonts = done.stdout.splitlines()
    assert fonts
    for line in fonts:
        assert "Type 1" in line
        assert line.split()[-5:-3] == ["yes", "yes"]  # embedded, and only what is used of it


@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_latex_prints_every_variable_of_a_bundled_case(name: str, tmp_path: Path) -> None:
    """The largest pictures that a scholar will ask for: every author, every claim."""
    case = fpcase.load_case(fpcase.bundled_case(name))
    diagram = fpcase.causal_diagram(case, stances=ALL, include_inferred=True)
    found = printed(compiled(fpcase.diagrams.export(diagram, "tikz").text, tmp_path, "pdflatex"))
    assert unblanked(heading(diagram)) in found
    for _, variable in diagram.nodes(data="name"):
        assert unblanked(str(variable)) in found


def picture_of(characters: str) -> Diagram:
    """A diagram with a variable for each character."""
    variables = {
        VariableId(f"v{ord(one)}"): record(Variable, id=f"v{ord(one)}", name=one, definition="...")
        for one in characters
    }
    arrows = [f"{variable} + end" for variable in variables]
    return fpcase.causal_diagram(synthetic_case({"a-1": arrows}, variables=variables))


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_not_counted_as_lost_is_in_latex_s_own_fonts(engine: str, tmp_path: Path) -> None:
    """A character that stops LaTeX, or leaves a gap, must be one of those that we named."""
    kept = "".join(
        chr(number)
        for number in (*range(0x20, 0x250), *range(0x2010, 0x2200))
        if not _BEYOND_LATEX.search(chr(number))
    )
    kept = "".join(one for one in kept if unicodedata.category(one)[0] not in "ZC")
    assert len(kept) > 300
    made = fpcase.diagrams.export(picture_of(kept), "tikz")
    assert not any("LaTeX" in sentence for sentence in made.lost)
    compiled(made.text, tmp_path, engine)
    assert "Missing character" not in (tmp_path / "picture.log").read_text(errors="replace")


def test_a_character_that_stops_pdflatex_is_counted() -> None:
    """Whoever must take another font is told so before LaTeX is."""
    made = fpcase.diagrams.export(picture_of("Ж日\U0001f600∈"), "tikz")
    assert made.lost[-1].startswith("4 characters are not in LaTeX's own fonts")
