"""Two authors who differ by scope: every verb, figure, caption and export gives one answer."""

import json
from pathlib import Path

import pytest
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.diagrams import EXPORTERS
from fpcase.figures import FIGURES
from fpcase.model import Contest

CASE = synthetic_case(
    {
        "doe-2001": [claim("war + peace", period="1991/1999")],
        "roe-2002": [claim("war - peace", period="2014/2020")],
    },
    contests={
        "why": record(
            Contest,
            id="why",
            question="Why peace?",
            outcome="peace",
            rivals={"doe-2001": "War brings peace.", "roe-2002": "War ends it."},
        )
    },
)
STUDY = fpcase.study(CASE)
NEEDED = {
    "chains": {"cause": "war", "effect": "peace"},
    "around": {"variable": "war"},
    "evidence": {"contest": "why"},
}
CONTRADICTION = ("contradict each other", "contradict one another", "exclude each other for the")


def test_the_comparison_says_that_they_differ_by_scope() -> None:
    """They speak of different times, and neither excludes what the other says."""
    comparison = STUDY.compare()
    assert not comparison.table("contradictions").rows
    assert len(comparison.table("scope").rows) == 1


@pytest.mark.parametrize("kind", FIGURES)
def test_no_figure_says_that_they_contradict_each_other(kind: str) -> None:
    """Neither the picture, nor its words for those who cannot see it, nor its caption."""
    figure = STUDY.draw(kind=kind, **NEEDED.get(kind, {}))  # type: ignore[arg-type] # its own options
    for said in (figure.caption, figure.alt_text, figure.svg):
        assert not [word for word in CONTRADICTION if word in said]


@pytest.mark.parametrize("format_", EXPORTERS)
def test_every_export_holds_both_claims(format_: str) -> None:
    """Neither is dropped for the other's sake."""
    text = STUDY.export(format_).text
    assert "war" in text.lower()
    diagram = STUDY.diagram()
    assert sorted(data["sign"] for *_, data in diagram.edges(data=True)) == ["negative", "positive"]


def test_no_verb_counts_a_contradiction(tmp_path: Path) -> None:
    """Consensus, sensitivity, chains and a pair alone read the one comparison."""
    (arrow, *_) = STUDY.consensus(at_least=1).arrows
    assert arrow.dissenters == ()
    assert STUDY.compare(on=("war", "peace")).to_json().count('"contradict"') == 0
    written = STUDY.tables(tmp_path / "rows")
    assert len((written / "claims.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert json.loads(STUDY.chains("war", "peace").to_json())["total_effect"] == ["+", "−"]
