"""Chains and loops in lines: who tells them, where one author ends, what was left out."""

from itertools import pairwise, product

import pytest
from pictured import drawn, groups, told, words
from pictures import faults
from synthetic import synthetic_case

import fpcase
from fpcase.figures import Figure
from fpcase.model.errors import FpcaseError
from fpcase.statements import View

DOE, ROE = "doe-2001", "roe-2002"
LONG = [f"v{number} + v{number + 1}" for number in range(6)]


def chains(figure: Figure) -> list[tuple[str, ...]]:
    """The boxes of each chain, in their order."""
    return [
        tuple(v for box in groups_in(one, "variable") for v in told(box, "variable"))
        for one in groups(figure.scene, "chain")
    ]


def groups_in(group: fpcase.drawing.scene.Group, role: str) -> list[fpcase.drawing.scene.Group]:
    """The groups of a role in a group."""
    from fpcase.drawing.scene import Group  # noqa: PLC0415 - to ask what it is

    return [
        one for one in group.items if isinstance(one, Group) and (one.role or "").startswith(role)
    ]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_long_chain_goes_on_in_the_next_line(columns: int) -> None:
    """No box is lost, and no arrow runs through one."""
    case = synthetic_case({DOE: LONG})
    figure = drawn("chains", case, cause="v0", effect="v6", columns=columns)
    assert chains(figure) == [tuple(f"v{number}" for number in range(7))]
    assert faults(figure) == []
    assert "Effect of the whole chain: +; stated in full by Doe 2001" in words(figure.scene)


def test_a_pooled_chain_says_so_and_a_lozenge_shows_where_authors_change() -> None:
    """Nobody argues the whole; that is said before anything else."""
    case = synthetic_case({DOE: ["war + fear"], ROE: ["fear - end", "war ? end"]})
    figure = drawn("chains", case, cause="war", effect="end")
    said = " ".join(words(figure.scene))
    assert chains(figure) == [("war", "end"), ("war", "fear", "end")]
    assert (
        "Effect of the whole chain: −; stated in full by no author: Doe 2001, then Roe 2002" in said
    )
    assert "one author's claims end here, another's begin" in said
    assert "by an author: 1 of 2. No single author argues any of the others" in figure.caption
    whole = [one.subject.classes[0] for one in groups(figure.scene, "chain") if one.subject]
    assert whole == ["told-whole", "pooled"]


def test_a_clash_of_periods_is_said_in_the_heading() -> None:
    """A chain that cannot be must not pass for one that can."""
    from synthetic import claim  # noqa: PLC0415 - this test alone dates claims

    case = synthetic_case(
        {DOE: [claim("war + fear", period="2010"), claim("fear + end", period="2001")]}
    )
    figure = drawn("chains", case, cause="war", effect="end")
    assert "steps 1 and 2: " in " ".join(words(figure.scene))


def test_as_many_chains_as_a_page_holds_are_drawn_and_the_others_counted() -> None:
    """Or as many as are asked for, on a page as tall as it takes."""
    middle = [f"m{number}" for number in range(40)]
    case = synthetic_case({DOE: [f"war + {m}" for m in middle] + [f"{m} + end" for m in middle]})
    figure = drawn("chains", case, cause="war", effect="end")
    assert 3 < len(chains(figure)) < 40
    assert f"the shortest first. Left out: {40 - len(chains(figure))}." in figure.caption
    assert len(chains(drawn("chains", case, cause="war", effect="end", limit=40))) == 40
    with pytest.raises(FpcaseError, match="limit: expected a whole number above 0"):
        drawn("chains", case, cause="war", effect="end", limit=0)


def test_a_search_that_ended_early_says_at_what() -> None:
    """What is counted is then not all there is."""
    layers = [["war"], *([f"{letter}{n}" for n in range(9)] for letter in "abcd"), ["end"]]
    arrows = [f"{one} + {other}" for two in pairwise(layers) for one, other in product(*two)]
    figure = drawn("chains", synthetic_case({DOE: arrows}), cause="war", effect="end", limit=1)
    assert "The search ended at its limit of 1000 chains; there may be more." in figure.caption


def test_where_there_is_no_chain_the_figure_says_so() -> None:
    """An empty figure is a result."""
    case = synthetic_case({DOE: ["war + fear", "end + war", "fear + hate"]})
    assert drawn("chains", case, cause="war", effect="end").caption.startswith(
        "No chain of at most 6"
    )


def test_loops_of_one_author_are_drawn_and_pooled_ones_on_request() -> None:
    """R for reinforcing, B for balancing; the arrow leads back below the boxes."""
    case = synthetic_case(
        {
            DOE: ["war + fear", "fear + war", "oil - oil2", "oil2 + oil"],
            ROE: ["fear + oil", "oil + war"],
        }
    )
    figure = drawn("loops", case)
    assert chains(figure) == [("oil", "oil2"), ("war", "fear")] or len(chains(figure)) == 2
    assert {"R1", "B1"} <= set(words(figure.scene))
    assert "Not drawn: 1 loop that no author states in full." in figure.caption
    assert faults(figure) == []
    assert len(chains(drawn("loops", case, pooled=True))) > 2
    none = drawn("loops", synthetic_case({DOE: ["war + fear"]}))
    assert none.caption.startswith("No feedback loop of at most 6 claims")


def test_one_author_needs_no_numbers() -> None:
    """Whose the chain is stands in the heading."""
    case = synthetic_case({DOE: LONG, ROE: ["v0 + v1"]})
    alone = drawn("chains", View.of(case, [DOE]), cause="v0", effect="v2")
    assert not [one for one in words(alone.scene) if one == "2"]
    both = drawn("chains", case, cause="v0", effect="v2")
    assert "2" in words(both.scene)
