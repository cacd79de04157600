"""The dots of what is told of decisions, and the bars of what follows."""

import pytest
from decisions_made_up import case_of, decision, read
from pictured import drawn, words
from pictures import faults
from synthetic import synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.drawing.scene import Group, every
from fpcase.figures import Figure


def tooltips(figure: Figure, role: str) -> list[str]:
    """What the parts of a kind say."""
    found = (item for item, _ in every(figure.scene))
    return [str(one.tooltip) for one in found if isinstance(one, Group) and one.role == role]


CASE = case_of(
    [
        decision("one", "yes", "1902", a="yes", m="low", b=None),
        decision("two", "no", "../1900", a=[read("yes"), read("no", "roe-2002")], m=None),
        decision("three", "not asked", a="no"),
    ]
)


def test_a_cell_has_a_dot_where_it_is_told_and_none_where_the_texts_are_silent() -> None:
    """Silence must not look like absence."""
    figure = drawn("conditions", CASE)
    assert tooltips(figure, "cell") == [
        "yes or no: doe-2001, roe-2002", "no: ", "yes: ", "low: ", "yes: ",
    ]  # fmt: skip
    assert {"by 1900 Two", "1902 One", "low", "yes, in all", "works differ"} <= set(
        words(figure.scene)
    )
    assert "works differ, in all" in " ".join(words(figure.scene))
    assert "blank: the texts are silent" in words(figure.scene)
    assert "cells: 4 told, 1 silent, 1 contested, 0 not asked" in figure.caption
    assert "Left out: 1 condition on which the texts are silent." in figure.caption
    assert "it is not coded for 1 other decision." in figure.caption


def test_a_bar_goes_from_the_least_to_the_greatest_consistency() -> None:
    """A dot stands where nothing silent can change it."""
    figure = drawn("consistency", CASE, outcome="y")
    assert (
        tooltips(figure, "condition")[0] == "“a”: necessary 1.00 to 1.00, sufficient 0.50 to 1.00"
    )
    assert {"“a”", "nec.", "suff."} <= set(words(figure.scene))
    assert "2 decisions compared; the outcome is not coded for 1 other decision." in figure.caption


@pytest.mark.parametrize(("kind", "columns"), [("conditions", 2), ("consistency", 1)])
def test_pictures_of_the_bundled_decisions_are_in_order(
    kazakhstan: fpcase.Case, kind: str, columns: int
) -> None:
    """A journal prints them at 90 or at 180 mm."""
    figure = drawn(kind, kazakhstan, outcome="distancing-from-russia", columns=columns)
    assert faults(figure) == []


def test_a_table_too_tall_for_a_narrow_page_says_how_wide_it_must_be(
    kazakhstan: fpcase.Case,
) -> None:
    """Three narrow pages of dots cannot be compared."""
    with pytest.raises(
        FpcaseError, match=r"do not fit a page of 90 mm: .*\(180 mm\), with columns=2"
    ):
        drawn("conditions", kazakhstan, columns=1)


def test_conditions_of_which_nothing_is_known_are_counted_not_drawn() -> None:
    """A bar from 0 to 1 looks like full consistency, and says nothing."""
    silent = case_of([decision("one", "yes", a=None), decision("two", "no", a=None)])
    figure = drawn("consistency", silent)
    assert "Left out: 2 of 2 conditions" in figure.caption
    assert "The silent cells allow any consistency." in words(figure.scene)


def test_a_condition_that_never_held_has_no_bar_for_what_it_suffices_for() -> None:
    """A share of nothing is not nought."""
    never = case_of([decision("one", "yes", a="no"), decision("two", "no", a="no")])
    said = tooltips(drawn("consistency", never), "condition")
    assert said == [
        "not “a”: necessary 1.00 to 1.00, sufficient 0.50 to 0.50",
        "“a”: necessary 0.00 to 0.00",
    ]


def test_where_nothing_can_be_compared_the_picture_says_so() -> None:
    """No decisions, or all with one outcome."""
    empty = synthetic_case({"doe-2001": ["a + y"]})
    alike = case_of([decision("one", "yes", a="yes")])
    for figure in (
        drawn("conditions", empty),
        drawn("consistency", empty),
        drawn("consistency", alike),
    ):
        assert any("No outcome is present in some" in text for text in words(figure.scene))


def test_an_unknown_outcome_is_refused() -> None:
    """The message says which there are."""
    with pytest.raises(FpcaseError, match="outcome: expected one of y; found 'z'"):
        drawn("conditions", CASE, outcome="z")


def test_one_decision_is_no_comparison() -> None:
    """A row with its own totals would look like a finding; the words stay on the page."""
    one = case_of([decision("one", "yes", a="yes")])
    figure = drawn("conditions", one, columns=1)
    assert "The outcome is coded for only one decision." in figure.caption
    assert faults(figure) == []
