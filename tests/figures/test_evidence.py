"""The forest of what evidence tells between two rivals."""

import pytest
from contests import case_of, evidence, judged

import fpcase
from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import Shape, every, lines_of, points_of
from fpcase.figures import draw_evidence


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("contest", ["why-abstain", "why-no-recognition"])
def test_nothing_is_cut_and_no_zero_has_a_sign(
    kazakhstan: fpcase.Case, contest: str, columns: int
) -> None:
    """A journal prints it at 90 and at 180 mm."""
    figure = draw_evidence(kazakhstan, contest=contest, columns=columns)
    width, height = figure.size
    for item, (x, y) in every(figure.scene):
        if isinstance(item, Shape):
            assert all(0 <= x + a <= width and 0 <= y + b <= height for a, b in points_of(item))
    for line in lines_of(figure.scene):
        assert text_width(line.text, line.size, bold=line.bold) <= width
        assert "−0.0" not in line.text


def test_rivals_stand_at_the_ends_and_what_is_given_below() -> None:
    """A reader must know which way a dot points."""
    case = case_of(
        [evidence("one"), evidence("late", date="1901"), evidence("vote")],
        [judged("one", -30, 3), judged("late", 1, 1)],
        given=["vote"],
    )
    figure = draw_evidence(case, contest="why", title="Weighed")
    written = [line.text for line in lines_of(figure.scene)]
    assert {"← Doe 2001", "Roe 2002 →", "late (late, after)", "100:1", "Weighed"} <= set(written)
    assert "Code book icd-203, cut-off 2. Given: vote." in figure.caption


def test_the_caption_names_what_nobody_judged_between_the_two() -> None:
    """A forest shows what was judged; what it cannot show, its caption says."""
    case = case_of(
        [evidence("one"), evidence("two")],
        [
            judged("one", 1, 2, contest="why"),
            judged("two", 3, 3, explanation="both", rival="roe-2002", contest="why"),
        ],
        rivals={"doe-2001": "Doe.", "roe-2002": "Roe.", "both": "Both."},
    )
    caption = draw_evidence(case, contest="why").caption
    assert "Not judged between both and doe-2001: one, two." in caption


def test_nothing_judged_is_said() -> None:
    """An empty sheet would look like a fault."""
    figure = draw_evidence(case_of([], []), between=("doe-2001", "roe-2002"))
    assert any("Nothing was judged" in line.text for line in lines_of(figure.scene))
