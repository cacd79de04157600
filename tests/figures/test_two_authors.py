"""Two authors against each other: how they stand, told anew from their claims alone."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from pictures import faults, groups, lines, parts
from synthetic import cases, synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.figures import Figure, draw, draw_difference, draw_overlay
from fpcase.figures.two_authors import Standing, told_by_two
from fpcase.model import Stance

DOE, ROE = "doe-2001", "roe-2002"
ALL = ("asserts", "denies", "reports")
OPEN = {
    ("asserts", "positive"): {1},
    ("asserts", "negative"): {-1},
    ("asserts", "unstated"): {1, -1},
    ("asserts", "no-effect"): {0},
    ("denies", "positive"): {-1, 0},
    ("denies", "negative"): {1, 0},
    ("denies", "unstated"): {0},
}
"""What a claim leaves open: more, less, or nothing at all. Two claims that share no possibility
exclude each other."""


def exclude(case: fpcase.Case, cause: str, effect: str) -> bool:
    """Whether something that one author says of a pair excludes something the other says."""
    said: dict[str, list[set[int]]] = {DOE: [], ROE: []}
    for _, author, claim in case.claims():
        for one, sign in claim.signed_causes:
            if (one, claim.effect) == (cause, effect) and claim.stance is not Stance.REPORTS:
                said[author.id].append(OPEN[claim.stance.value, sign.value])
    return any(not one & other for one in said[DOE] for other in said[ROE])


def speakers(case: fpcase.Case, cause: str, effect: str) -> set[str]:
    """Who says anything of a pair."""
    return {
        author.id
        for _, author, claim in case.claims()
        for one, _ in claim.signed_causes
        if (one, claim.effect) == (cause, effect)
    }


@given(case=cases(authors=(DOE, ROE), variables=tuple("abcd"), most=7))
@settings(deadline=None, max_examples=150)
def test_how_two_authors_stand_follows_from_what_their_claims_leave_open(
    case: fpcase.Case,
) -> None:
    """Recomputed from the claims, without the diagram: silence, contradiction, or neither."""
    told = told_by_two(causal_diagram(case, stances=ALL), (DOE, ROE))
    pairs = {(one, c.effect) for _, _, c in case.claims() for one, _ in c.signed_causes}
    assert set(told) == pairs
    for (cause, effect), one in told.items():
        who = speakers(case, cause, effect)
        assert set(one.own) == who
        if who == {DOE}:
            assert one.standing is Standing.ONLY_FIRST
        elif who == {ROE}:
            assert one.standing is Standing.ONLY_SECOND
        else:
            against = exclude(case, cause, effect)
            assert (one.standing is Standing.CONTRADICT) == against
        claims = [claim for arrow in one.drawn for claim in arrow.claims]
        assert sorted(claims) == sorted(one.both.claims)
        if one.standing is Standing.ALIKE:
            (arrow,) = one.drawn
            assert {(own.kind, own.denied) for own in one.own.values()} == {
                (arrow.kind, arrow.denied)
            }


@given(case=cases(authors=(DOE, ROE), variables=tuple("abcd"), most=5))
@settings(deadline=None, max_examples=20)
def test_every_pair_stands_in_one_panel_of_the_difference_and_in_the_overlay(
    case: fpcase.Case,
) -> None:
    """A pair in two panels would be said twice; one in none would be suppressed."""
    diagram = causal_diagram(case, stances=ALL)
    if len({data["author"] for _, _, data in diagram.edges(data=True)}) < 2:
        return
    told = told_by_two(diagram, (DOE, ROE))
    panels = [
        [
            part.subject.variables
            for part, _, _ in groups(panel)
            if part.role == "arrow" and part.subject
        ]
        for panel, _, _ in groups(draw_difference(diagram, core=None).scene)
        if panel.role == "panel"
    ]
    wanted: dict[int, Counter[tuple[str, str]]] = {number: Counter() for number in range(4)}
    order = [Standing.ONLY_FIRST, Standing.ONLY_SECOND, Standing.ALIKE]
    for pair, one in told.items():
        wanted[order.index(one.standing) if one.standing in order else 3][pair] += len(one.drawn)
    assert [Counter(panel) for panel in panels] == list(wanted.values())
    over = Counter(
        part.variables for part in parts(draw_overlay(diagram, core=None)) if part.role == "arrow"
    )
    assert over == sum(wanted.values(), Counter())


CASE = synthetic_case(
    {
        DOE: ["war + end", "oil + end", "trade - end", "army + end"],
        ROE: ["war + end", "oil - end", "trade ? end", "peace - end"],
    }
)
TWO = causal_diagram(CASE)


def words(figure: Figure) -> list[str]:
    """Every line of text."""
    return [line.text for line, _ in lines(figure.scene)]


def test_the_difference_has_a_panel_for_each_standing() -> None:
    """Worked by hand: one pair each that only one speaks of, one alike, two differing."""
    figure = draw_difference(TWO)
    for heading in (
        "Only Doe 2001 (1 pair)",
        "Only Roe 2002 (1 pair)",
        "Both, alike (1 pair)",
        "Both, differing (2 pairs)",
    ):
        assert heading in words(figure)
    assert figure.caption.endswith(
        "Of the pairs shown, only Doe 2001 speaks of 1, only Roe 2002 of 1, and both of 3: alike "
        "of 1, in contradiction of 1, differing without contradiction of 1."
    )
    assert faults(figure) == []


def test_numbers_in_the_difference_are_explained_only_where_they_stand() -> None:
    """Where nobody differs there is no number to explain."""
    alike = causal_diagram(synthetic_case({DOE: ["war + end"], ROE: ["war + end"]}))
    assert not any(word.startswith("claimed by") for word in words(draw_difference(alike)))
    assert "claimed by Doe 2001" in words(draw_difference(TWO))


def test_an_author_at_odds_with_himself_does_not_contradict_one_who_leaves_the_sign_open() -> None:
    """The contradiction is the first author's own; the second excludes nothing of it."""
    case = synthetic_case({DOE: ["war + end", "war - end"], ROE: ["war ? end"]})
    (told,) = told_by_two(causal_diagram(case), (DOE, ROE)).values()
    assert told.standing is Standing.DIFFER
    assert [arrow.strand for arrow in told.drawn] == [DOE, ROE]


def test_the_overlay_bears_the_numbers_of_both_on_what_both_say() -> None:
    """Colour shows the sign; only numbers can show the authors, and 1 and 2 are not twelve."""
    figure = draw_overlay(TWO)
    marks = [group for group, _, _ in groups(figure.scene) if group.role == "mark"]
    numbers = Counter(tuple(line.text for line, _ in lines(mark)) for mark in marks)
    assert (numbers["1",], numbers["2",]) == (4, 4)
    assert figure.scene.title == "Doe 2001 over Roe 2002"
    assert faults(figure) == []


@pytest.mark.parametrize(("columns", "more"), [(1, []), (2, ["denies e - b"])])
def test_arrows_there_and_back_have_room_for_the_marks_of_both(
    columns: int, more: list[str]
) -> None:
    """They run side by side, closer than their marks are wide: these stand one after the other."""
    claims = ["denies b - a", "denies a - b", "a + c", "denies c - a"]
    case = synthetic_case({DOE: [*more, *claims], ROE: claims[-2:]})
    diagram = causal_diagram(case, stances=("asserts", "denies"))
    assert faults(draw(diagram, columns=columns)) == []
    assert faults(draw_overlay(diagram, columns=columns)) == []


def test_pairs_that_both_speak_of_come_before_all_others() -> None:
    """What a comparison is for must not be what a small figure leaves out."""
    for paint in (draw_overlay, draw_difference):
        figure = paint(TWO, core=2)
        assert {part.variables for part in parts(figure) if part.role == "arrow"} == {
            ("oil", "end")
        }
        assert "those of pairs that both authors speak of, contradictions first" in figure.caption


@pytest.mark.parametrize("paint", [draw_overlay, draw_difference])
def test_a_figure_around_a_variable_shows_what_a_claim_joins_to_it(
    paint: Callable[..., Figure],
) -> None:
    """A question about one variable wants a figure of it."""
    case = synthetic_case({DOE: ["war + end", "far + away"], ROE: ["end - war", "war + oil"]})
    figure = paint(causal_diagram(case), around="war", title="Around war")
    shown = {part.variables[0] for part in parts(figure) if part.role == "variable"}
    assert shown == {"war", "end", "oil"}
    assert "The variables shown are War and those that a claim joins to it." in figure.caption
    assert figure.scene.title == "Around war"


@pytest.mark.parametrize("paint", [draw_overlay, draw_difference])
@pytest.mark.parametrize(
    ("authors", "found"),
    [
        ({DOE: ["a + b"]}, "found 1: doe-2001; name two"),
        (
            {DOE: ["a + b"], ROE: ["a + b"], "poe-2003": ["a + b"]},
            "found 3: doe-2001, roe-2002, poe-2003; name two",
        ),
        ({}, "found 0; name two"),
    ],
)
def test_two_authors_are_wanted_and_no_other_number(
    paint: Callable[..., Figure], authors: dict[str, list[str]], found: str
) -> None:
    """The message says whom the diagram has."""
    with pytest.raises(FpcaseError, match=f"expected a diagram of two authors; {found}"):
        paint(causal_diagram(synthetic_case(authors)))


@pytest.mark.parametrize("paint", [draw_overlay, draw_difference])
def test_two_authors_without_a_claim_give_a_figure_that_says_so(
    paint: Callable[..., Figure],
) -> None:
    """Silence of both is a fact about the case."""
    silent: Diagram = causal_diagram(synthetic_case({DOE: [], ROE: []}))
    assert "There are no claims to draw." in words(paint(silent))


@pytest.mark.parametrize("paint", [draw_overlay, draw_difference])
def test_a_figure_of_three_columns_is_refused(paint: Callable[..., Figure]) -> None:
    """Journals have one or two."""
    with pytest.raises(FpcaseError, match="one or two of a journal's columns wide"):
        paint(TWO, columns=3)


def test_one_column_puts_the_panels_below_one_another() -> None:
    """Four panels of 20 millimetres each could not be read."""
    narrow = draw_difference(TWO, columns=1)
    assert narrow.size[0] == pytest.approx(90 * 72 / 25.4)
    xs = {x for panel, x, _ in groups(narrow.scene) if panel.role == "panel"}
    assert len(xs) == 1
    assert faults(narrow) == []
