"""The check of the built site finds what is wrong, and nothing else."""

from pathlib import Path

import check_site
import pytest

HEAD = '<!doctype html><html lang="en"><body><h1 id="top">Title</h1>'
OTHER = HEAD + '<h2 id="a%20b">More</h2><p id="a b"></p>'
SOUND = (
    HEAD
    + '<h2 id="more">More</h2><a href="#more">down</a><a href="sub/other.html#a%20b">on</a>'
    + '<a href="https://example.org">away</a>'
    + '<a href="figure.svg"><img src="figure.svg" alt="A"></a>'
    + '<svg role="img" aria-labelledby="top"></svg><svg></svg><script src="a.js"></script>'
)


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "other.html").write_text(OTHER, encoding="utf-8")
    (tmp_path / "figure.svg").touch()
    (tmp_path / "a.js").touch()
    (tmp_path / "own.css").write_text("b { background: url(figure.svg) }", encoding="utf-8")
    (tmp_path / "search.html").write_text('<html lang="en"></html>', encoding="utf-8")
    return tmp_path


def test_a_sound_site_has_no_problems(
    site: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Links inside and outside, to files and to places; images with words."""
    (site / "index.html").write_text(SOUND, encoding="utf-8")
    assert check_site.main(str(site)) == 0
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
        (
            '<p style="background: url(//example.org/p.png)"></p>',
            "//example.org/p.png is fetched from elsewhere",
        ),
        ('<img src="gone.svg" alt="a">', "gone.svg leads nowhere"),
        ('<p id="more"></p>', "the place 'more' stands twice"),
        ("<h1>Again</h1>", "expected one title, found 2"),
        ("<h3>Deep</h3><h5>Deeper</h5>", "a heading of depth 5 follows one of depth 3"),
    ],
)
def test_each_fault_is_found_and_its_page_named(
    site: Path,
    wrong: str,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A check that finds nothing would pass any site."""
    (site / "index.html").write_text(SOUND + wrong, encoding="utf-8")
    assert check_site.main(str(site)) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("index.html: ")
    assert says in line


def test_a_style_sheet_fetches_nothing_from_elsewhere(site: Path) -> None:
    """A typeface from a server would be missing without a network."""
    (site / "own.css").write_text("@import 'https://example.org/f.css';", encoding="utf-8")
    assert list(check_site.problems(site)) == [
        "own.css: https://example.org/f.css is fetched from elsewhere"
    ]


def test_a_page_says_its_language(site: Path) -> None:
    """Whoever listens to a page must have it read in the right tongue."""
    (site / "index.html").write_text("<html><h1>T</h1></html>", encoding="utf-8")
    assert list(check_site.problems(site)) == ["index.html: the page does not say its language"]
