"""Feedback loops as rings: their names, who closes them, and what is left out."""

import math
from itertools import pairwise, product

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults, groups, lines
from synthetic import cases, synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.diagrams.loops import FoundLoops
from fpcase.figures import Figure, loop_rings
from fpcase.figures.loop_rings import ring_places
from fpcase.figures.scene import Group
from fpcase.model import Sign, Stance
from fpcase.statements import Filters, View

DOE, ROE, POE = "doe-2001", "roe-2002", "poe-2003"
CASE = synthetic_case(
    {
        DOE: ["a + b", "b + a", "c + d", "d - c", "e + f", "f + e", "g ? g"],
        ROE: ["f - e", "h - i"],
        POE: ["i - h"],
    }
)
"""One loop of each kind; the last is closed only by the pool."""


def rings(figure: Figure) -> list[Group]:
    """The picture of each loop."""
    return [group for group, _, _ in groups(figure.scene) if group.role == "loop"]


def words(figure: Figure) -> list[str]:
    """Every line of text."""
    return [line.text for line, _ in lines(figure.scene)]


def steps(ring: Group) -> list[tuple[str, ...]]:
    """Cause and effect of each arrow of a loop."""
    return [
        item.subject.variables
        for item in ring.items
        if isinstance(item, Group) and item.role == "arrow" and item.subject
    ]


def test_loops_are_numbered_by_what_they_do() -> None:
    """R1 and B1 are what readers of system dynamics look for (Sterman 2000)."""
    figure = fpcase.figures.draw_loops(CASE)
    said = words(figure)
    for head in ("U1, unstated", "R1, reinforcing", "B1, balancing", "C1, contested"):
        assert said.count(head) == 1
    assert said.count("R2, reinforcing") == 1
    names = [ring.subject.variables[0] for ring in rings(figure) if ring.subject]
    assert names == list(fpcase.comparison.find_loops(CASE).names) == ["U1", "R1", "B1", "C1", "R2"]
    for letter in "RBCU":
        assert letter in said
    assert faults(figure) == []


@given(case=cases(variables=tuple("abcde"), most=7), columns=st.sampled_from([1, 2]))
@settings(deadline=None, max_examples=30)
def test_every_loop_is_a_ring_whose_arrows_close(case: fpcase.Case, columns: int) -> None:
    """Networkx must find the same cycles; each arrow begins where the last one ended."""
    figure = fpcase.figures.draw_loops(case, columns=columns, most=999)
    graph: nx.DiGraph[str] = nx.DiGraph(
        (cause, one.effect)
        for _, _, one in case.claims()
        if one.stance is Stance.ASSERTS
        for cause, sign in one.signed_causes
        if sign is not Sign.NO_EFFECT
    )
    expected = set()
    for cycle in nx.simple_cycles(graph):
        at = cycle.index(min(cycle))
        expected.add(tuple(cycle[at:] + cycle[:at]))
    found = []
    for ring in rings(figure):
        around = steps(ring)
        assert all(one[1] == other[0] for one, other in pairwise([*around, around[0]]))
        found.append(tuple(one for one, _ in around))
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert faults(figure) == []


@given(case=cases(variables=tuple("abcd"), most=7))
@settings(deadline=None, max_examples=60)
def test_seams_are_the_fewest_changes_of_author_round_a_loop(case: fpcase.Case) -> None:
    """Every choice of an author for every step is tried: no choice needs fewer changes."""
    for loop in fpcase.comparison.find_loops(case).loops:
        telling = [sorted({step.author for step in bundle}) for bundle in loop.chain.bundles]
        fewest = min(
            sum(one != other for one, other in pairwise([*chosen, chosen[0]]))
            for chosen in product(*telling)
        )
        assert len(loop.seams) == fewest
        assert set(loop.seams) <= set(loop.chain.nodes)
        assert (not loop.seams) == bool(loop.chain.told_whole_by)


def test_a_loop_says_who_tells_it_or_that_only_the_pool_closes_it() -> None:
    """A loop that nobody describes must not look like one that somebody does."""
    figure = fpcase.figures.draw_loops(CASE)
    said = words(figure)
    assert said.count("told whole by Doe 2001") == 4
    assert said.count("closed only by the pool: 2 seams") == 1
    assert "seam: one author's claims end here, another's begin" in said
    assert figure.caption == (
        "Shown: all 5 feedback loops of at most 6 claims, the shortest first. Of those found: 2 "
        "reinforcing, 1 balancing, 1 contested, 1 unstated; 4 told whole by somebody, 1 closed "
        "only by the pool: nobody describes these."
    )
    traits = [ring.subject.traits for ring in rings(figure) if ring.subject]
    assert traits[-1] == ("reinforcing", "pooled")
    assert traits[1] == ("reinforcing", "whole")


def test_the_loops_of_one_author_bear_no_numbers_and_no_seams() -> None:
    """With one author there is nobody to tell apart."""
    figure = fpcase.figures.draw_loops(View.of(CASE, [DOE]))
    said = words(figure)
    assert not any(word.startswith(("claimed by", "seam")) for word in said)
    assert "closed only by the pool" not in figure.caption
    assert "contested" not in figure.caption


def test_names_stay_the_same_when_fewer_loops_are_drawn() -> None:
    """A text that cites R1 must find it in every figure of the case."""
    figure = fpcase.figures.draw_loops(CASE, most=3)
    assert [ring.subject.variables for ring in rings(figure) if ring.subject] == [
        ("U1",),
        ("R1",),
        ("B1",),
    ]
    assert figure.caption.startswith("Shown: 3 of 5 feedback loops of at most 6 claims")
    assert "Left out: 2 loops;" in figure.caption
    one = fpcase.figures.draw_loops(CASE, most=1)
    assert "B" not in words(one)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
def test_rings_of_every_length_can_be_read(count: int, columns: int) -> None:
    """Whatever the number of variables, no arrow crosses a box and nothing overlaps."""
    around = [f"variable-number-{number:02d}" for number in range(count)]
    case = synthetic_case(
        {
            DOE: [f"{one} + {other}" for one, other in pairwise([*around, around[0]])][::2],
            ROE: [f"{one} - {other}" for one, other in pairwise([*around, around[0]])][1::2],
        }
    )
    figure = fpcase.figures.draw_loops(case, max_steps=12, columns=columns)
    (ring,) = rings(figure)
    assert len(steps(ring)) == count
    assert faults(figure) == []


@settings(deadline=None)
@given(count=st.integers(1, 30), across=st.integers(2, 6))
def test_the_boxes_of_a_ring_have_places_of_their_own_each_beside_the_next(
    count: int, across: int
) -> None:
    """Neighbours in the loop are neighbours in the picture, so that no arrow must go round."""
    places = ring_places(count, across)
    assert len(set(places)) == len(places) == count
    assert max(column for column, _ in places) < across
    for (x1, y1), (x2, y2) in pairwise([*places, places[0]]):
        assert x1 == x2 or y1 == y2 or abs(x1 - x2) == 0.5
    middle = (max(x for x, _ in places) / 2, max(y for _, y in places) / 2)
    if count > 2:
        turning = [
            (x1 - middle[0]) * (y2 - middle[1]) - (x2 - middle[0]) * (y1 - middle[1])
            for (x1, y1), (x2, y2) in pairwise([*places, places[0]])
        ]
        assert min(turning) >= 0  # clockwise, where y points down


@pytest.mark.parametrize("columns", [1, 2])
def test_what_does_not_fit_a_page_is_left_out_and_counted(columns: int) -> None:
    """Eighty rings on one page would be a hairball of another kind."""
    nodes = [f"v{number}" for number in range(5)]
    dense = synthetic_case({DOE: [f"{m} + {n}" for m in nodes for n in nodes if m != n]})
    figure = fpcase.figures.draw_loops(dense, columns=columns)
    assert figure.size[0] == pytest.approx(columns * 90 * 72 / 25.4)
    assert figure.size[1] <= 245 * 72 / 25.4
    shown, every = len(rings(figure)), len(fpcase.comparison.find_loops(dense).loops)
    assert every == sum(math.comb(5, size) * math.factorial(size - 1) for size in range(2, 6))
    assert f"Left out: {every - shown} loops;" in figure.caption
    assert "Taller" not in figure.caption
    tall = fpcase.figures.draw_loops(dense, columns=columns, most=every)
    assert len(rings(tall)) == every
    assert "Taller than a page: fewer loops would fit one." in tall.caption
    assert faults(tall) == []


def test_a_search_that_ended_early_is_named() -> None:
    """There may be more loops than were found."""
    nodes = [f"v{number}" for number in range(7)]
    dense = synthetic_case({DOE: [f"{m} + {n}" for m in nodes for n in nodes if m != n]})
    caption = fpcase.figures.draw_loops(dense).caption
    assert "The search ended at the limit of 500 loops; there may be more." in caption


def test_without_a_loop_the_figure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A map without feedback is a finding; a search that ended early is none."""
    case = synthetic_case({DOE: ["a + b"]})
    figure = fpcase.figures.draw_loops(View.of(case, filters=Filters(zoom=1)))
    assert figure.caption.startswith("There is no feedback loop of at most 6 claims. Filters: ")
    none = attrs.evolve(
        fpcase.comparison.find_loops(case),
        found=FoundLoops(loops=(), truncated=True, because="the budget of 9 steps of search"),
    )
    monkeypatch.setattr(loop_rings, "find_loops", lambda *_, **__: none)
    assert fpcase.figures.draw_loops(case).caption == (
        "No feedback loop of at most 6 claims was found before the search ended at the budget of "
        "9 steps of search."
    )


def test_title_and_text_name_every_loop() -> None:
    """A reader who cannot see the picture hears the same."""
    figure = fpcase.figures.draw_loops(CASE, title="What feeds on itself")
    assert words(figure)[:2] == [
        "What feeds on itself",
        "Ruritania between the powers, version 1.0",
    ]
    assert figure.alt_text.startswith(
        "What feeds on itself. U1, unstated, told whole by Doe 2001: G → G. R1, reinforcing, "
    )
    assert figure.alt_text.endswith("Ruritania between the powers, version 1.0.")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"columns": 0}, r"one or two of a journal's columns wide \(1 or 2\); found 0"),
        ({"most": 0}, "most: expected a whole number above 0, found 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_advice(
    given: dict[str, object], message: str
) -> None:
    """The message names the option and what it takes."""
    with pytest.raises(FpcaseError, match=message):
        fpcase.figures.make_figure(CASE, "loops", given)
