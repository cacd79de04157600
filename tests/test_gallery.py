"""The gallery shows every kind of figure, with a script and a command that draw just that."""

import shlex
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from fpcase.cli import main
from fpcase.figures import FIGURES

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


@pytest.mark.parametrize("kind", FIGURES)
def test_script_and_command_draw_the_same_figure(
    kind: str,
    gallery: Any,  # noqa: ANN401 - a module
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Both stand under one picture, so both must make it, and whoever copies one must get it."""
    by_script, by_command = tmp_path / "script.svg", tmp_path / f"{kind}.svg"
    figure, about = gallery.drawn(SCRIPTS / f"{kind}.py", by_script)
    program, *words = shlex.split(about.split("\n\n")[1])
    assert (program, words.pop()) == ("fpcase", by_command.name)
    assert main([*words, str(by_command)]) == 0
    assert by_command.read_bytes() == by_script.read_bytes()
    assert figure.caption in capsys.readouterr().out
    ET.parse(by_script)  # noqa: S314 - our own output


@pytest.mark.parametrize("kind", FIGURES)
def test_a_script_is_short_enough_to_copy(kind: str) -> None:
    """Nobody reads a long example to the end."""
    assert len((SCRIPTS / f"{kind}.py").read_text(encoding="utf-8").splitlines()) < LONGEST


def test_an_entry_shows_the_picture_with_its_text_for_those_who_cannot_see_it(
    gallery: Any,  # noqa: ANN401 - a module
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A picture without words is a hole in the page to some."""
    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    for kind in ("levels", "shared"):
        entry = gallery.entry(kind)
        (alt,) = (line for line in entry.splitlines() if line.startswith(":alt: "))
        assert (tmp_path / "_static" / "gallery" / f"{kind}.svg").is_file()
        assert f"```{{image}} _static/gallery/{kind}.svg" in entry
        assert len(alt) > 80
        assert f"../examples/gallery/{kind}.py" in entry
        assert entry == gallery.entry(kind)
