"""The gallery shows every kind of figure, with a script and a command that draw just that."""

import runpy
import shlex
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import fpcase
from fpcase.cli import build_parser, main
from fpcase.figures import FIGURES, Figure, make_figure
from fpcase.studies import Study
from fpcase.verbs import options

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "examples" / "gallery"
LONGEST = 30


@pytest.fixture(scope="module")
def gallery() -> Iterator[Any]:
    """The module that makes the page, which lies beside Sphinx's configuration."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        yield import_module("gallery")
    finally:
        sys.path.remove(str(ROOT / "docs"))


def test_every_kind_of_figure_has_its_script_and_no_script_is_left_over() -> None:
    """A kind that is not in the gallery is one that nobody asks for."""
    assert {path.stem for path in SCRIPTS.glob("*.py")} == set(FIGURES)


def drawn_by_script(kind: str, picture: Path, monkeypatch: pytest.MonkeyPatch) -> Figure:
    """What a script draws when it is told to write a picture."""
    script = str(SCRIPTS / f"{kind}.py")
    monkeypatch.setattr(sys, "argv", [script, str(picture)])
    figure = runpy.run_path(script)["figure"]
    assert isinstance(figure, Figure)
    return figure


@pytest.mark.parametrize("kind", FIGURES)
def test_script_and_command_draw_the_same_figure(
    kind: str,
    gallery: Any,  # noqa: ANN401 - a module
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Both stand under one picture, so both must make it, and whoever copies one must get it.

    A figure that is asked for in the same words is drawn once.
    """
    drawn: dict[str, Figure] = {}

    def make_once(
        study: Study, kind: str | None, asked: dict[str, Any], *, font: str | None
    ) -> Figure:
        words = repr((study.case.id, study.authors, study.filters, kind, asked, font))
        if words not in drawn:
            drawn[words] = make_figure(study, kind, asked, font=font)
        return drawn[words]

    monkeypatch.setattr(fpcase.figures, "make_figure", make_once)
    by_script, by_command = tmp_path / "script.svg", tmp_path / f"{kind}.svg"
    figure = drawn_by_script(kind, by_script, monkeypatch)
    program, *words = shlex.split(gallery.words_of(SCRIPTS / f"{kind}.py").split("\n\n")[1])
    assert (program, words.pop()) == ("fpcase", by_command.name)
    capsys.readouterr()
    assert main([*words, str(by_command)]) == 0
    assert by_command.read_bytes() == by_script.read_bytes()
    assert figure.caption in capsys.readouterr().out
    ET.parse(by_script)  # noqa: S314 - our own output


@pytest.mark.parametrize("kind", FIGURES)
def test_the_picture_on_the_page_is_asked_for_as_the_command_asks_for_it(
    kind: str,
    gallery: Any,  # noqa: ANN401 - a module
) -> None:
    """The page's directive draws it, with options of its own names: none may be lost or changed."""
    command = gallery.words_of(SCRIPTS / f"{kind}.py").split("\n\n")[1]
    asked = vars(build_parser().parse_args(shlex.split(command)[1:]))
    case, *lines = gallery.directive(command)
    given = dict(line.removeprefix(":").split(": ") for line in lines)
    assert case == asked["case"]
    assert tuple(given.pop("authors", "").split()) == tuple(asked["authors"] or ())
    known = {name: one for name, one in options(Study.draw).items() if name in asked}
    read = {}
    for name, text in given.items():
        option = known[name.replace("-", "_")]
        read[option.name] = option.read(text.split() if option.takes_many else [text])
    typed = {
        n: one.read([asked[n]] if isinstance(asked[n], str) else asked[n])
        for n, one in known.items()
    }
    assert read == typed


@pytest.mark.parametrize("kind", FIGURES)
def test_a_script_is_short_enough_to_copy(kind: str) -> None:
    """Nobody reads a long example to the end."""
    assert len((SCRIPTS / f"{kind}.py").read_text(encoding="utf-8").splitlines()) < LONGEST


def test_an_entry_shows_the_picture_the_script_and_the_command(
    gallery: Any,  # noqa: ANN401 - a module
) -> None:
    """In this order: what one sees, what makes it, and what makes it without Python."""
    entry = gallery.entry("chains")
    parts = (
        "## Chains",
        "```{fpcase-diagram} kazakhstan\n:kind: chains\n:cause: anarchy\n:effect: ",
        "```{literalinclude} ../examples/gallery/chains.py",
        "```{code-block} shell\nfpcase draw kazakhstan --kind chains --from anarchy",
    )
    places = [entry.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
