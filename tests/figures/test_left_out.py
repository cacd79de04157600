"""What a figure of a case leaves out by its author's stance is counted in the caption."""

import pytest
from synthetic import claim, synthetic_case

import fpcase
from fpcase.model import Stance


@pytest.mark.parametrize("kind", ["pooled", "authors"])
def test_a_caption_counts_the_claims_that_no_arrow_shows(kind: str) -> None:
    """Without the count, an author who denies an effect looks like one who is silent."""
    denied = claim("b + c", stance=Stance.DENIES, id="d")
    case = synthetic_case({"doe-2001": ["a + b", denied]})
    said = fpcase.figures.make_figure(case, kind).caption
    assert said.endswith("1 claim that denies an effect is not in the diagram.")
    said = fpcase.figures.make_figure(case, kind, {"stances": ["asserts", "denies"]}).caption
    assert "not in the diagram" not in said
