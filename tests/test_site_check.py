"""The check of the built site finds what is wrong, and nothing else."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"
HEAD = '<!doctype html><html lang="en"><body><h1 id="top">Title</h1>'
OTHER = HEAD + '<h2 id="a%20b">More</h2><p id="a b"></p>'
SOUND = (
    HEAD
    + '<h2 id="more">More</h2><a href="#more">down</a><a href="sub/other.html#a%20b">on</a>'
    + '<a href="https://example.org">away</a>'
    + '<a href="figure.svg"><img src="figure.svg" alt="A"></a>'
    + '<svg role="img" aria-labelledby="top"></svg><svg></svg><script src="a.js"></script>'
)


@pytest.fixture(scope="module")
def check() -> Iterator[Any]:
    """The module that checks, which lies beside Sphinx's configuration."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("check_site")
    finally:
        sys.path.remove(str(DOCS))


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "other.html").write_text(OTHER, encoding="utf-8")
    (tmp_path / "figure.svg").touch()
    (tmp_path / "search.html").write_text('<html lang="en"></html>', encoding="utf-8")
    return tmp_path


def test_a_sound_site_has_no_problems(
    check: Any,  # noqa: ANN401 - a module
    site: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Links inside and outside, to files and to places; images with words."""
    (site / "index.html").write_text(SOUND, encoding="utf-8")
    assert check.main(str(site)) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('<a href="gone.html">x</a>', "gone.html leads nowhere"),
        ('<a href="sub/other.html#gone">x</a>', "sub/other.html#gone leads to no place"),
        ('<a href="#gone">x</a>', "#gone leads to no place"),
        ('<img src="figure.svg">', "the image 'figure.svg' has no words"),
        ('<svg role="img"></svg>', "the image '' has no words"),
        ('<img src="https://example.org/a.png" alt="a">', "is fetched from elsewhere"),
        ('<link rel="stylesheet" href="//example.org/a.css">', "is fetched from elsewhere"),
        ("<h1>Again</h1>", "expected one title, found 2"),
        ("<h3>Deep</h3><h5>Deeper</h5>", "a heading of depth 5 follows one of depth 3"),
    ],
)
def test_each_fault_is_found_and_its_page_named(
    check: Any,  # noqa: ANN401 - a module
    site: Path,
    wrong: str,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A check that finds nothing would pass any site."""
    (site / "index.html").write_text(SOUND + wrong, encoding="utf-8")
    assert check.main(str(site)) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("index.html: ")
    assert says in line


def test_a_page_says_its_language(check: Any, site: Path) -> None:  # noqa: ANN401 - a module
    """Whoever listens to a page must have it read in the right tongue."""
    (site / "index.html").write_text("<html><h1>T</h1></html>", encoding="utf-8")
    assert list(check.problems(site)) == ["index.html: the page does not say its language"]
