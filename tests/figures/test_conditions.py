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
        decision("two", "no", "1900", a=[read("yes"), read("no", "roe-2002")], m=None),
        decision("three", "not asked", a="no"),
    ]
)


def test_a_cell_has_a_dot_where_it_is_told_and_none_where_the_texts_are_silent() -> None:
    """Silence must not look like absence."""
    figure = drawn("conditions", CASE)
    assert tooltips(figure, "cell") == [
        "yes or no: doe-2001, roe-2002", "no: ", "yes: ", "low: ", "yes: ",
    ]  # fmt: skip
    assert {"1900 Two", "1902 One", "low", "yes, in all", "works differ"} <= set(
        words(figure.scene)
    )
    assert "cells: 4 told, 2 silent, 1 contested, 1 not asked" in figure.caption
    assert "it was not asked of 1 other decision." in figure.caption


def test_a_bar_goes_from_the_least_to_the_greatest_consistency() -> None:
    """A dot stands where nothing silent can change it."""
    figure = drawn("consistency", CASE, outcome="y")
    assert (
        tooltips(figure, "condition")[0]
        == "“a” (0, 0): necessary 1.00 to 1.00, sufficient 0.50 to 1.00"
    )
    assert "“a” (0, 0)" in words(figure.scene)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("kind", ["conditions", "consistency"])
def test_pictures_of_the_bundled_decisions_are_in_order(
    kazakhstan: fpcase.Case, kind: str, columns: int
) -> None:
    """A journal prints them at 90 and at 180 mm."""
    figure = drawn(kind, kazakhstan, outcome="distancing-from-russia", columns=columns)
    assert faults(figure) == []


def test_a_condition_that_never_held_has_no_bar_for_what_it_suffices_for() -> None:
    """A share of nothing is not nought."""
    never = case_of([decision("one", "yes", a="no"), decision("two", "no", a="no")])
    said = tooltips(drawn("consistency", never), "condition")
    assert said == [
        "not “a” (0, 1): necessary 1.00 to 1.00, sufficient 0.50 to 0.50",
        "“a” (2, 1): necessary 0.00 to 0.00",
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
        assert any("No decision has an outcome" in text for text in words(figure.scene))


def test_an_unknown_outcome_is_refused() -> None:
    """The message says which there are."""
    with pytest.raises(FpcaseError, match="outcome: expected one of y; found 'z'"):
        drawn("conditions", CASE, outcome="z")
