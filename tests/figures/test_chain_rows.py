"""Chains in rows: what is drawn, who tells it, and what is left out."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults, groups, lines
from synthetic import cases, claim, synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.diagrams.chains import Found
from fpcase.figures import Figure, chain_rows
from fpcase.figures.scene import INK, Group, Shape
from fpcase.model import Sign, Stance
from fpcase.statements import Filters, View

DOE, ROE, POE = "doe-2001", "roe-2002", "poe-2003"
CASE = synthetic_case(
    {
        DOE: ["war + fear", "fear + arms", "war - trade"],
        ROE: ["trade - arms", "war + fear", "arms + end"],
        POE: ["war + end"],
    },
    explains={DOE: ["arms"], ROE: ["end"], POE: ["end"]},
)


def rows(figure: Figure) -> list[Group]:
    """The picture of each chain."""
    return [group for group, _, _ in groups(figure.scene) if group.role == "chain"]


def arrows(row: Group) -> list[Group]:
    """The arrows of a chain, from its cause on."""
    return [item for item in row.items if isinstance(item, Group) and item.role == "arrow"]


def words(figure: Figure) -> list[str]:
    """Every line of text."""
    return [line.text for line, _ in lines(figure.scene)]


def lozenges(item: object) -> Iterator[Shape]:
    """The marks of seams."""
    for part in getattr(item, "items", ()):
        if isinstance(part, Group):
            yield from lozenges(part)
        elif isinstance(part, Shape) and part.fill == INK and len(part.steps) == 5:
            yield part


@given(case=cases(variables=tuple("abcde"), most=5), columns=st.sampled_from([1, 2]))
@settings(deadline=None, max_examples=30)
def test_every_chain_is_a_row_of_arrows_with_every_claim_on_them(
    case: fpcase.Case, columns: int
) -> None:
    """A chain left out is an argument suppressed; networkx must find the same ones."""
    figure = fpcase.figures.draw_chains(
        _with(case, "a", "e"), cause="a", effect="e", columns=columns, most=99
    )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from("ae")
    for key, _, one in case.claims():
        if one.stance is Stance.ASSERTS:
            for cause, sign in one.signed_causes:
                if sign is not Sign.NO_EFFECT:
                    graph.add_edge(cause, one.effect, key=key)
    expected = {
        tuple(path): [set(graph[one][other]) for one, other in pairwise(path)]
        for path in nx.all_simple_paths(nx.DiGraph(graph), "a", "e")
    }
    found = {}
    for row in rows(figure):
        steps = [arrow.subject for arrow in arrows(row) if arrow.subject]
        nodes = (*(step.variables[0] for step in steps), steps[-1].variables[1])
        assert all(one.variables[1] == other.variables[0] for one, other in pairwise(steps))
        found[nodes] = [set(step.claims) for step in steps]
    assert found == expected
    assert list(found) == sorted(found, key=lambda nodes: (len(nodes), nodes))
    assert faults(figure) == []


def _with(case: fpcase.Case, *variables: str) -> fpcase.Case:
    """A case in which some variables are known, claimed about or not."""
    known = synthetic_case({DOE: [f"{one} + x" for one in variables]}).variables
    return attrs.evolve(case, variables={**known, **case.variables})


def test_a_chain_says_who_tells_it_whole_and_a_pooled_one_shows_its_seams() -> None:
    """Pooling is dangerous: a chain that nobody argues must not look like an argument."""
    figure = fpcase.figures.draw_chains(CASE, cause="war", effect="arms")
    said = words(figure)
    assert "Sign +, told whole by Doe 2001." in said
    assert "Sign +, only pooled, told whole by nobody: 1 seam." in said
    whole, pooled = rows(figure)
    assert whole.subject is not None
    assert pooled.subject is not None
    assert (whole.subject.authors, whole.subject.traits) == ((DOE,), ("whole",))
    assert (pooled.subject.authors, pooled.subject.traits) == ((), ("pooled",))
    assert [len(list(lozenges(row))) for row in (whole, pooled)] == [0, 1]
    assert "seam: one author's claims end here, another's begin" in said
    assert "Of those found, 1 told whole by somebody and 1 only pooled: nobody argues these." in (
        figure.caption
    )


def test_a_seam_stands_over_the_variable_where_authors_change() -> None:
    """There a reader must ask whether both mean the same thing."""
    figure = fpcase.figures.draw_chains(CASE, cause="war", effect="arms")
    row = rows(figure)[1]
    (seam,) = lozenges(row)
    xs = [x for _, points in seam.steps for x, _ in points]
    boxes = [item for item in row.items if isinstance(item, Group) and item.subject]
    (box,) = [one for one in boxes if one.subject and one.subject.variables == ("trade",)]
    assert isinstance(box.items[0], Shape)
    edges = [x for _, points in box.items[0].steps for x, _ in points]
    assert (min(xs) + max(xs)) / 2 == pytest.approx((min(edges) + max(edges)) / 2)


def test_a_stretch_bears_its_authors_name_or_number() -> None:
    """The line over a pooled chain is of use only if it says whose stretch it is."""
    figure = fpcase.figures.draw_chains(CASE, cause="war", effect="arms")
    assert [word for word in words(figure) if word in {"Doe 2001", "Roe 2002"}] == [
        "Doe 2001",
        "Roe 2002",
    ]
    sources = {
        DOE: attrs.evolve(CASE.sources[DOE], authors=["A. " + "Doe" * 20]),  # type: ignore[index]  # an id as text
    }
    long = attrs.evolve(CASE, sources={**CASE.sources, **sources})
    named = words(fpcase.figures.draw_chains(long, cause="war", effect="arms"))
    assert "1" in named
    assert "Doe" * 20 + " 2001" not in named


def test_without_a_pooled_chain_no_seam_is_explained() -> None:
    """The legend explains what occurs, and nothing else."""
    figure = fpcase.figures.draw_chains(View.of(CASE, [DOE]), cause="war", effect="arms")
    assert not any("seam" in word for word in words(figure))
    assert "only pooled" not in figure.caption


def test_numbers_tell_authors_only_where_there_are_several() -> None:
    """With one author a number on every arrow says nothing."""
    alone = fpcase.figures.draw_chains(View.of(CASE, [DOE]), cause="war", effect="arms")
    assert not any(word.startswith("claimed by") for word in words(alone))
    both = fpcase.figures.draw_chains(CASE, cause="war", effect="fear")
    assert [word for word in words(both) if word.startswith("claimed by")] == [
        "claimed by Doe 2001",
        "claimed by Roe 2002",
    ]
    marks = [group for group, _, _ in groups(both.scene) if group.role == "mark"]
    assert sum(line.text in {"1", "2"} for mark in marks for line, _ in lines(mark)) == 2


def test_of_very_many_authors_the_last_number_says_how_many_follow() -> None:
    """Forty numbers would cover the boxes; a number left out in silence would be a lie."""
    many = synthetic_case({f"doe-{number}": ["war + end"] for number in range(1, 41)})
    for columns in (1, 2):
        figure = fpcase.figures.draw_chains(many, cause="war", effect="end", columns=columns)
        assert "+33" in words(figure)
        assert faults(figure) == []


def test_what_keeps_claims_apart_is_said_over_their_chain() -> None:
    """An effect dated before its cause is seen at once in a table, and never in a row of boxes."""
    case = synthetic_case(
        {DOE: [claim("war + fear", period="2014"), claim("fear + arms", period="1999")]}
    )
    figure = fpcase.figures.draw_chains(case, cause="war", effect="arms")
    said = "Sign +, told whole by Doe 2001. Steps 1 and 2: effect dated before its cause."
    assert said in words(figure)
    assert said in figure.alt_text


def test_several_signs_are_all_said() -> None:
    """A chain with a contested step has no one sign."""
    case = synthetic_case({DOE: ["war + end"], ROE: ["war - end"]})
    said = words(fpcase.figures.draw_chains(case, cause="war", effect="end"))
    assert "Signs + and −, told whole by Doe 2001; Roe 2002." in said
    assert "claims contradict each other" in said


LONG = synthetic_case(
    {
        DOE: [f"v{number} + v{number + 1}" for number in (0, 1, 2, 4)],
        ROE: ["v3 - v4", "v5 + v6"],
        POE: [],
    }
)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_chain_too_long_for_a_line_goes_on_in_the_next(columns: int) -> None:
    """Seven boxes side by side would need type that nobody can read."""
    figure = fpcase.figures.draw_chains(LONG, cause="v0", effect="v5", max_steps=9, columns=columns)
    (row,) = rows(figure)
    assert len(arrows(row)) == 5
    assert len(list(lozenges(row))) == 2
    assert faults(figure) == []
    turns = [arrow for arrow in arrows(row) if len(_corners(arrow)) > 2]
    assert len(turns) == {1: 2, 2: 1}[columns]


def _corners(arrow: Group) -> Sequence[object]:
    assert isinstance(arrow.items[0], Shape)
    return arrow.items[0].steps


@pytest.mark.parametrize("columns", [1, 2])
def test_a_figure_is_as_wide_as_a_journals_columns_and_no_taller_than_its_page(
    columns: int,
) -> None:
    """What must be shrunk to be printed cannot be read."""
    nodes = [f"v{number}" for number in range(8)]
    dense = synthetic_case({DOE: [f"{m} + {n}" for m in nodes for n in nodes if m != n]})
    figure = fpcase.figures.draw_chains(dense, cause="v0", effect="v7", columns=columns)
    assert figure.size[0] == pytest.approx(columns * 90 * 72 / 25.4)
    assert figure.size[1] <= 245 * 72 / 25.4
    shown = len(rows(figure))
    assert figure.caption.startswith(f"Shown: {shown} of 1000 chains of at most 6 claims from ")
    assert f"Left out: {1000 - shown} longer chains" in figure.caption
    assert "The search ended at the limit of 1000 chains; there may be more." in figure.caption
    assert "Taller than a page" not in figure.caption


def test_as_many_chains_as_are_asked_for_are_drawn_and_the_caption_counts_the_rest() -> None:
    """The figure that a scholar asks for may be taller than a page; it says so."""
    nodes = [f"v{number}" for number in range(6)]
    dense = synthetic_case({DOE: [f"{m} + {n}" for m in nodes for n in nodes if m != n]})
    figure = fpcase.figures.draw_chains(dense, cause="v0", effect="v5", most=40)
    assert len(rows(figure)) == 40
    assert "Left out: 25 longer chains;" in figure.caption
    assert "Taller than a page: fewer chains would fit one." in figure.caption
    assert faults(figure) == []
    one = fpcase.figures.draw_chains(dense, cause="v0", effect="v5", most=1)
    assert [len(arrows(row)) for row in rows(one)] == [1]


def test_the_three_tellings_are_never_mixed() -> None:
    """Within, pooled and the union of withins are three different things."""
    for authors, telling, number, said in (
        (None, "pooled", 2, "made of any author's claims"),
        (None, "union of withins", 1, "each told whole by one author at least"),
        ([ROE], "within", 0, "made of one author's claims"),
    ):
        figure = fpcase.figures.draw_chains(
            View.of(CASE, authors), telling=telling, cause="war", effect="arms"
        )
        assert len(rows(figure)) == number
        assert said in figure.caption


def test_without_a_chain_the_figure_says_so() -> None:
    """That nothing connects two variables is a finding, and no failure."""
    figure = fpcase.figures.draw_chains(
        View.of(CASE, filters=Filters(levels=["state"])), cause="end", effect="war", max_steps=1
    )
    assert figure.caption == (
        "There is no chain of at most 1 claim from “End” to “War”, made of any author's claims. "
        "Filters: both ends at state level (0 claims left out)."
    )
    assert re.sub(r"\s+", " ", " ".join(words(figure))).count("There is no chain") == 2
    assert faults(figure) == []


def test_a_search_that_ended_early_never_says_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was not found may be there all the same."""
    none = attrs.evolve(
        fpcase.comparison.find_chains(CASE, "end", "war"),
        found=Found(chains=(), truncated=True, because="the budget of 9 steps of search"),
    )
    monkeypatch.setattr(chain_rows, "find_chains", lambda *_, **__: none)
    assert fpcase.figures.draw_chains(CASE, cause="end", effect="war").caption == (
        "No chain of at most 6 claims from “End” to “War”, made of any author's claims, was found "
        "before the search ended at the budget of 9 steps of search."
    )


def test_title_case_and_version_stand_in_the_picture_and_its_text() -> None:
    """A figure is cited with the version of the coding that it shows."""
    figure = fpcase.figures.draw_chains(
        CASE, cause="war", effect="end", title="From war to the end"
    )
    assert words(figure)[:2] == ["From war to the end", "Ruritania between the powers, version 1.0"]
    assert figure.alt_text.startswith(
        "From war to the end. Chain 1: War → End. Sign +, told whole by Poe 2003."
    )
    plain = fpcase.figures.draw_chains(CASE, cause="war", effect="end")
    assert plain.scene.title == "Chains from “War” to “End”"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"columns": 3}, r"one or two of a journal's columns wide \(1 or 2\); found 3"),
        ({"most": 0}, "most: expected a whole number above 0, found 0"),
        ({"max_steps": 0}, "max_steps: expected a whole number above 0, found 0"),
        ({"effect": "war"}, "leads to another variable, found 'war' twice"),
        ({"effect": "ends"}, "'ends'"),
        ({"telling": "within"}, "need one author, found 3"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_advice(
    given: dict[str, object], message: str
) -> None:
    """The message names the option and what it takes."""
    with pytest.raises(FpcaseError, match=message):
        fpcase.figures.make_figure(CASE, "chains", {"cause": "war", "effect": "end"} | given)
