"""Each example is a script that a scholar would copy: it is short, and it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))
LONGEST = 40


def run(example: Path, folder: Path) -> str:
    """What an example prints; a fault or a warning fails."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", str(example), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder.parent,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


OTHERS = [path for path in EXAMPLES if path.stem != "compare_the_five"]


@pytest.mark.parametrize("example", OTHERS, ids=[path.stem for path in OTHERS])
def test_an_example_runs_and_says_something(example: Path, tmp_path: Path) -> None:
    """An example that fails teaches the wrong lesson; one that is silent teaches none."""
    assert run(example, tmp_path / "figures").strip()


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_an_example_is_short_enough_to_copy(example: Path) -> None:
    """Nobody reads a long example to the end."""
    assert len(example.read_text(encoding="utf-8").splitlines()) < LONGEST


def test_comparing_the_five_writes_the_page_the_figures_and_the_tables(tmp_path: Path) -> None:
    """The README's first command promises them, and says where they are."""
    example = next(path for path in EXAMPLES if path.stem == "compare_the_five")
    folder = tmp_path / "figures"
    printed = run(example, folder)
    written = {path.name for path in folder.iterdir()}
    assert {"comparison.md", "five-authors.svg", "five-authors.png", "five-authors.pdf"} <= written
    assert f"Open {folder / 'kazakhstan.html'} in a browser" in printed
    assert (folder / "kazakhstan.html").read_text(encoding="utf-8").startswith("<!doctype html>")
