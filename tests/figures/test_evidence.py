"""The forest of what evidence tells between two rivals."""

import pytest
from contests import case_of, chances, evidence, judged
from pictured import drawn

import fpcase
from fpcase.drawing.fonts import text_width
from fpcase.drawing.scene import Group, Shape, every, lines_of, points_of
from fpcase.model import Search


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("contest", ["why-abstain", "why-no-recognition"])
def test_nothing_is_cut_and_no_zero_has_a_sign(
    kazakhstan: fpcase.Case, contest: str, columns: int
) -> None:
    """A journal prints it at 90 and at 180 mm."""
    figure = drawn("evidence", kazakhstan, contest=contest, columns=columns)
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
    figure = drawn("evidence", case, contest="why", title="Weighed")
    written = [line.text for line in lines_of(figure.scene)]
    assert {
        "← (−) Doe 2001",
        "→ (+) Roe 2002",
        "late (after the decision)",
        "100:1",
        "Weighed",
    } <= set(written)
    assert "Given, not weighed: 1 item." in figure.caption
    assert "“Roe 2002”: Roe is right." in figure.caption
    assert "The totals are not decisive." in figure.caption


def test_the_caption_is_silent_of_a_rival_between_whom_and_the_leader_nobody_judged() -> None:
    """A forest shows what was judged; what it cannot show, its caption says."""
    case = case_of(
        [evidence("one"), evidence("two")],
        [
            judged("one", 1, 2, contest="why"),
            judged("two", 3, 3, explanation="both", rival="roe-2002", contest="why"),
        ],
        rivals={"doe-2001": "Doe.", "roe-2002": "Roe.", "both": "Both."},
    )
    caption = drawn("evidence", case, contest="why").caption
    assert "doe-2001 against roe-2002" not in caption
    assert "doe-2001 against both" not in caption


def test_nothing_judged_is_said() -> None:
    """An empty sheet would look like a fault."""
    figure = drawn("evidence", case_of([], []), between=("doe-2001", "roe-2002"))
    assert any("No evidence has been judged" in line.text for line in lines_of(figure.scene))


def test_a_tied_contest_says_so_where_its_total_would_stand() -> None:
    """Figures travel alone, and a total that is missing without a word looks forgotten."""
    case = case_of(
        [
            evidence("one"),
            evidence("two", depends_on=["one"], date="1901"),
            evidence("three", depends_on=["one"]),
        ],
        [judged("one", 1, 2), judged("two", 1, 2), judged("three", 0, 1, knowing=["one"])],
    )
    written = " ".join(line.text for line in lines_of(drawn("evidence", case, contest="why").scene))
    assert "All items (3), no total, because some of the items overlap" in written
    assert "three (judged knowing another item)" in written


def test_what_was_looked_for_in_vain_is_drawn_as_not_found() -> None:
    """A dot beside the description of a note would say that there is one."""
    case = case_of(
        [evidence("note", search=Search.NOT_FOUND)],
        [chances("note", chances={"doe-2001": 0.1, "roe-2002": 0.6})],
    )
    written = [line.text for line in lines_of(drawn("evidence", case, contest="why").scene)]
    assert "note (not found)" in written


def test_the_prior_is_no_part_of_the_evidence_that_is_drawn() -> None:
    """A diamond shows what the evidence tells, and the words what was believed before."""
    prior = {"doe-2001": 1, "roe-2002": 10}
    case = case_of([evidence("one")], [judged("one", 12, 12)], exclusive=True, prior=prior)
    figure = drawn("evidence", case, contest="why")
    tips = [item.tooltip for item, _ in every(figure.scene) if isinstance(item, Group)]
    assert "All items (1), odds 15.8:1: +12.0 dB (+12.0 to +12.0)" in tips
    assert "The totals leave out the prior odds. Every reading favours Doe 2001." in figure.caption
