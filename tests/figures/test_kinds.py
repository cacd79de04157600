"""The table of all kinds of figures: each can be made, asked what it takes, and refused alike."""

from pathlib import Path
from typing import Any

import pytest
from pictures import faults
from synthetic import looked_at, synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.figures import FIGURES, Figure, make_figure
from fpcase.statements import View

DOE, ROE = "doe-2001", "roe-2002"
CASE = synthetic_case(
    {DOE: ["war + end", "end - war"], ROE: ["reports war - end", "denies oil + end"]}
)
NODE_LINK = ("authors", "pooled", "overlay", "difference", "chains", "loops")
ASKED: dict[str, dict[str, Any]] = {"chains": {"cause": "war", "effect": "end"}}


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_is_made_from_a_case_and_saved_with_a_caption(kind: str, tmp_path: Path) -> None:
    """One table serves the command line, Sphinx and the gallery; each entry must hold."""
    figure = make_figure(CASE, kind, ASKED.get(kind, {}))
    figure.save(tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").stat().st_size > 1000
    assert figure.caption
    assert FIGURES[kind].shows


@pytest.mark.parametrize("kind", NODE_LINK)
def test_every_kind_names_its_title_and_the_filters_that_it_was_given(kind: str) -> None:
    """A figure of a part of the claims must not pass for one of all."""
    figure = make_figure(
        looked_at(CASE, [DOE, ROE], levels=["state"], include_reports=True),
        kind,
        {"title": "As I call it", **ASKED.get(kind, {})},
    )
    assert isinstance(figure, Figure)
    assert figure.scene.title == "As I call it"
    assert "Filters: both ends at state level (0 claims left out)." in figure.caption
    assert faults(figure) == []


@pytest.mark.parametrize("kind", NODE_LINK)
def test_every_kind_of_diagram_tells_who_cannot_see_it(kind: str) -> None:
    """Title, variables, case and version: the picture in words."""
    figure = make_figure(View.of(CASE, [DOE, ROE]), kind, ASKED.get(kind, {}))
    assert isinstance(figure, Figure)
    assert figure.alt_text.startswith(figure.scene.title)
    assert figure.alt_text.endswith("Ruritania between the powers, version 1.0.")


def test_reports_are_drawn_when_they_are_asked_for() -> None:
    """A filter that lets reports in and a picture that leaves them out would disagree."""
    for reports, number in ((False, 2), (True, 3)):
        figure = make_figure(looked_at(CASE, include_reports=reports), "pooled")
        assert isinstance(figure, Figure)
        claims = {
            claim
            for part in figure.svg.split('data-claims="')[1:]
            for claim in part.partition('"')[0].split()
        }
        assert len(claims) == number


def test_a_kind_says_what_it_takes_and_what_it_cannot_do_without() -> None:
    """The command line reads its options from here."""
    assert FIGURES["chains"].required == ("cause", "effect")
    assert FIGURES["loops"].required == ()
    assert FIGURES["loops"].options == ("max_steps", "most", "columns", "title")
    assert "around" in FIGURES["authors"].options


@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("pie", {}, "there is no kind of figure 'pie'; there is authors, pooled, overlay,"),
        ("loops", {"core": 9}, "a figure of the kind 'loops' takes no option 'core'; it takes"),
        ("chains", {}, "a figure of the kind 'chains' needs the option 'cause'"),
        ("chains", {"cause": "war"}, "a figure of the kind 'chains' needs the option 'effect'"),
    ],
)
def test_what_a_kind_does_not_take_is_refused_with_what_it_does(
    kind: str, given: dict[str, Any], message: str
) -> None:
    """The message names kind and option, so that the command line need not."""
    with pytest.raises(FpcaseError, match=message):
        make_figure(CASE, kind, given)


def test_the_command_line_draws_chains_and_loops(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that a script can do the command line can do."""
    from fpcase.cli import main  # noqa: PLC0415 - the roof, for this test alone

    out = tmp_path / "chains.svg"
    words = "draw kazakhstan --kind chains --from anarchy --to russian-pressure --max-steps 3"
    more = ["--telling", "union of withins", "--limit", "1", "--out", str(out)]
    assert main([*words.split(), *more]) == 0
    said = capsys.readouterr().out
    assert "each told whole by one author at least" in said
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    same = fpcase.figures.draw_chains(
        case,
        cause="anarchy",
        effect="russian-pressure",
        max_steps=3,
        telling="union of withins",
        most=1,
    )
    assert out.read_text(encoding="utf-8") == same.svg
    rings = tmp_path / "loops.svg"
    assert (
        main(["draw", "kazakhstan", "--kind", "loops", "--max-steps", "2", "--out", str(rings)])
        == 0
    )
    assert rings.read_text(encoding="utf-8") == fpcase.figures.draw_loops(case, max_steps=2).svg
    assert main(["draw", "kazakhstan", "--kind", "chains", "--out", str(out)]) == 2
    assert "needs the option 'cause'" in capsys.readouterr().err
