"""The table of all kinds of figures: each can be made, asked what it takes, and refused alike."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pictured import words
from pictures import faults
from synthetic import looked_at, synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.drawing.page import HEIGHT
from fpcase.figures import FIGURES, Figure, make_figure

DOE, ROE = "doe-2001", "roe-2002"
CASE = synthetic_case(
    {DOE: ["war + end", "end - war"], ROE: ["reports war - end", "denies oil + end"]}
)
ASKED: dict[str, dict[str, Any]] = {
    "chains": {"cause": "war", "effect": "end"},
    "around": {"variable": "war"},
    "evidence": {"between": (DOE, ROE)},
}


@cache
def made(kind: str) -> Figure:
    """A figure of each kind, made once."""
    return make_figure(CASE, kind, ASKED.get(kind, {}))


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_is_made_from_a_case_and_saved_with_a_caption(kind: str, tmp_path: Path) -> None:
    """One table serves the command line, Sphinx and the gallery; each entry must hold."""
    figure = made(kind)
    for suffix in (".svg", ".png", *[".pdf"] * (kind in {"arguments", "evidence"})):
        figure.save(tmp_path / f"figure{suffix}", dpi=50)
        assert (tmp_path / f"figure{suffix}").stat().st_size > 1000
    assert figure.caption
    assert FIGURES[kind].shows


@pytest.mark.parametrize("kind", [kind for kind in FIGURES if kind != "around"])
def test_every_kind_names_its_title_and_the_filters_that_it_was_given(kind: str) -> None:
    """A figure of a part of the claims must not pass for one of all."""
    view = looked_at(CASE, [DOE, ROE], levels=["state"], include_reports=True)
    figure = make_figure(view, kind, {"title": "As I call it", **ASKED.get(kind, {})})
    assert figure.scene.title == "As I call it"
    assert words(figure.scene)[0] == "As I call it"
    assert "both ends at the state level (0 claims left out)" in figure.caption
    assert "case ruritania, version 1.0" in figure.caption.casefold()
    assert faults(figure) == []


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_tells_who_cannot_see_it(kind: str) -> None:
    """The picture in words, whatever is in it."""
    assert len(made(kind).alt_text) > 30


@pytest.mark.parametrize("kind", FIGURES)
def test_a_case_with_nothing_to_show_says_so(kind: str) -> None:
    """And is drawn all the same."""
    empty = synthetic_case({DOE: [], ROE: []}, variables=dict(CASE.variables))
    if kind == "around":
        with pytest.raises(FpcaseError, match="no claim of this diagram names the variable"):
            make_figure(empty, kind, ASKED[kind])
    else:
        figure = make_figure(empty, kind, ASKED.get(kind, {}))
        assert faults(figure) == []


def test_a_kind_says_what_it_takes_and_what_it_cannot_do_without() -> None:
    """The command line reads its options from here."""
    assert FIGURES["chains"].required == ("cause", "effect")
    assert FIGURES["loops"].required == ()
    assert FIGURES["loops"].options == ("max_steps", "pooled", "limit", "columns", "title", "font")


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("chain", {}, "kind: expected a kind of figure: arguments, .*; did you mean 'chains'"),
        (
            "loops",
            {"cor": 9},
            "cor: a figure of the kind 'loops' does not take this option; its options are",
        ),
        ("chains", {}, "cause: a figure of the kind 'chains' needs this option"),
        ("chains", {"cause": "war"}, "effect: a figure of the kind 'chains' needs this option"),
        ("levels", {"font": "No Such Font"}, "font: the system has no font 'No Such Font'"),
        ("levels", {"font": 3}, "font: expected a text or None, found 3"),
        ("differences", {}, None),
    ],
)
def test_what_a_kind_does_not_take_is_refused_with_what_it_does(
    kind: str, given: dict[str, Any], message: str | None
) -> None:
    """The message names kind and option, so that the command line need not."""
    if message is None:
        three = synthetic_case({name: ["a + b"] for name in (DOE, ROE, "poe-2003")})
        with pytest.raises(FpcaseError, match="authors: expected two, found 3: doe-2001, roe"):
            make_figure(three, kind)
    else:
        options = dict(given)
        font = options.pop("font", None)
        with pytest.raises(FpcaseError, match=message):
            make_figure(CASE, kind, options, font=font)


@pytest.mark.parametrize("kind", ["matrix", "congruence"])
def test_a_table_fills_one_page_and_counts_the_rest(kazakhstan: fpcase.Case, kind: str) -> None:
    """No journal prints seven pages of one table; whoever names the rows gets them all."""
    for columns in (1, 2):
        figure = make_figure(kazakhstan, kind, {"columns": columns})
        assert len(figure.pages) == 1
        assert figure.size[1] <= HEIGHT
        assert re.search(r"Left out: \d+ .*\.", figure.caption)


def test_all_variables_of_a_figure_can_be_asked_for_by_a_word() -> None:
    """The command line has no None."""
    assert (
        make_figure(CASE, options={"core": "all"}).svg
        == make_figure(CASE, options={"core": None}).svg
    )


def test_a_figure_can_be_set_in_a_font_of_the_system() -> None:
    """A journal asks for its own."""
    assert make_figure(CASE, font="DejaVu Serif").scene.font == "DejaVu Serif"
    assert make_figure(CASE, options={"font": "DejaVu Serif"}).scene.font == "DejaVu Serif"


def test_the_command_line_draws_every_kind_and_lists_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that a script can do the command line can do."""
    from fpcase.cli import main  # noqa: PLC0415 - the roof, for this test alone

    out = tmp_path / "chains.svg"
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    claim = case.explanations["hananya-2019"].claims["h54"]  # type: ignore[index]  # ids are text
    words_ = f"draw kazakhstan --kind chains --from {claim.cause} --to {claim.effect}"
    more = ["--telling", "union of withins", "--limit", "1", "--max-steps", "3", "--out", str(out)]
    assert main([*words_.split(), *more]) == 0
    assert "stated in full by at least one author" in capsys.readouterr().out
    assert main(["draw", "kazakhstan", "--kind", "chains", "--out", str(out)]) == 2
    assert "needs this option" in capsys.readouterr().err
    assert main(["draw", "kazakhstan"]) == 0
    listed = capsys.readouterr().out
    assert all(kind in listed for kind in FIGURES)
