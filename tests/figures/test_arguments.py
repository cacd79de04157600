"""The author's own argument: which boxes, in which order, with which words."""

import networkx as nx
import pytest
from pictured import drawn, groups, told, words
from pictures import faults
from synthetic import claim, synthetic_case

import fpcase
from fpcase import FpcaseError
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.figures import Figure, draw
from fpcase.figures.choice import choice, outcomes_of
from fpcase.statements import View

KAZAKHSTAN = fpcase.load_case(fpcase.bundled_case("kazakhstan"))


def order(arrows: list[str], **given: object) -> tuple[str, ...]:
    """The order in which one author's variables are drawn."""
    case = synthetic_case({"doe-2001": arrows}, **given)  # type: ignore[arg-type]  # as it takes
    return choice(causal_diagram(case, stances=["asserts", "denies"])).order


def test_an_outcome_comes_with_the_cause_through_which_most_claims_lead() -> None:
    """Not with one that many claims touch and none leads on from."""
    arrows = ["oil + peace", "war + peace", "fear + war", "hate + war", "oil + rain", "oil + sun"]
    explains = {"doe-2001": ["peace"]}
    assert order(arrows, explains=explains)[:2] == ("peace", "war")


def test_two_chains_into_each_outcome_are_of_what_is_enough() -> None:
    """A list of direct causes is no argument."""
    direct = [f"cause-{letter} + peace" for letter in "abcdef"]
    case = synthetic_case({"doe-2001": [*direct, "war + fear", "fear + peace", "oil + cause-f"]})
    found = choice(causal_diagram(case))
    assert {*found.order[: found.enough]} >= {"peace", "fear", "war", "cause-f", "oil"}


def test_most_arrows_into_outcomes_are_enough_and_consequences_come_last() -> None:
    """What follows from an outcome does not explain it."""
    arrows = [f"cause-{letter} + peace" for letter in "abcde"]
    case = synthetic_case(
        {"doe-2001": [*arrows, "peace + trade", "trade + tourism"]},
        explains={"doe-2001": ["peace"]},
    )
    found = choice(causal_diagram(case))
    assert found.enough == 4
    assert found.order[-2:] == ("trade", "tourism")


def test_what_is_equal_goes_by_the_order_of_the_text_and_not_of_ids() -> None:
    """The alphabet is no argument."""
    assert order(["zeal + peace", "anger + peace"])[:2] == ("peace", "zeal")
    assert order(["anger + peace", "zeal + peace"])[:2] == ("peace", "anger")


def test_a_diagram_without_outcomes_ends_where_nothing_is_moved_further() -> None:
    """One made by hand need not mark them; a ring has none."""
    diagram: Diagram = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "c")])
    assert outcomes_of(diagram) == ["c"]
    ring: Diagram = nx.MultiDiGraph()
    for cause, effect in (("a", "b"), ("b", "a")):
        ring.add_edge(cause, effect, key=cause, author="x", sign="positive", stance="asserts")
    assert set(choice(ring).order) == {"a", "b"}
    assert len(groups(draw(ring).scene, "variable")) == 2


def make(case: fpcase.Case, *authors: str) -> Figure:
    """The default figure of some authors."""
    return drawn("arguments", View.of(case, authors or None))


def test_the_sharpest_disputes_stand_above_the_arguments_on_one_page() -> None:
    """Those that the comparison puts first, as many as leave the arguments their room."""
    figure = make(KAZAKHSTAN)
    assert figure.size[0] <= 180 * 72 / 25.4 + 0.01
    assert figure.size[1] <= 240 * 72 / 25.4 + 0.01
    answers = [told(one, "claims") for one in groups(figure.scene, "answer")]
    first = [side for one in fpcase.compare(KAZAKHSTAN).contradictions for side in one.sides]
    assert answers
    for side, answer in zip(first, answers, strict=False):
        assert {getattr(one, "id", "") for one in side.said} <= {*answer}


def test_denials_are_drawn_with_a_cross_and_what_others_claim_too_is_thick() -> None:
    """What an author rules out belongs to the argument."""
    case = synthetic_case(
        {"doe-2001": ["war + peace", "denies oil + peace"], "roe-2002": ["war + peace"]}
    )
    figure = make(case)
    said = words(figure.scene)
    assert "denied by the author" in said
    assert "claimed by 2 authors" in said
    alone = draw(causal_diagram(case, ["doe-2001"]))
    (arrow,) = groups(alone.scene, "arrow")
    assert "claimed by roe-2002 too" in str(arrow.tooltip)
    assert "claimed by 2 authors" in words(alone.scene)


def test_the_caption_counts_what_is_shown_and_names_who_is_left_out() -> None:
    """Seven arguments do not fit a page; the reader may choose six."""
    case = synthetic_case(
        {f"author-{number}": ["war + peace", "oil + war"] for number in range(2001, 2008)}
    )
    figure = make(case)
    assert (
        "Left out: Author 2007; at most 6 authors are drawn, so name those you want."
        in figure.caption
    )
    assert "no theory stated; 2 of 2 claims" in words(figure.scene)
    assert 'data-authors="author-2007"' not in figure.svg
    assert faults(figure) == []


def test_all_variables_are_drawn_on_request_on_a_page_as_large_as_it_takes() -> None:
    """Readable or not: the scholar asked."""
    case = synthetic_case({"doe-2001": [f"v{number} + v{number + 1}" for number in range(40)]})
    for figure in (drawn("arguments", case, core=None), draw(causal_diagram(case), core=None)):
        assert len(groups(figure.scene, "variable")) == 41
        assert faults(figure) == []
    assert len(groups(drawn("arguments", case, core=5).scene, "variable")) == 5


def test_three_hundred_variables_are_drawn_without_ranks_and_the_caption_says_so() -> None:
    """Straight arrows, within seconds."""
    case = synthetic_case({"doe-2001": [f"hub + v{number}" for number in range(120)]})
    figure = draw(causal_diagram(case), core=None)
    assert "There are too many variables to place causes before effects" in figure.caption
    assert len(groups(figure.scene, "variable")) == 121


def test_a_part_says_what_it_leaves_out_and_why() -> None:
    """And of several authors, that nobody tells what they tell together."""
    figure = draw(causal_diagram(KAZAKHSTAN), core=9)
    assert figure.caption.startswith("Shown: 9 of ")
    assert "of them outcomes" in figure.caption
    assert "The claims of 5 authors are pooled. No single author argues a chain" in figure.caption
    assert "Outcomes and their main causes take precedence" in figure.caption


def test_no_more_is_drawn_unasked_than_a_reader_takes_in() -> None:
    """However many outcomes five authors have together."""
    figure = draw(causal_diagram(KAZAKHSTAN))
    assert 2 <= len(groups(figure.scene, "variable")) <= 25


def test_a_diagram_that_a_filter_made_says_so() -> None:
    """A figure of a part of the claims must not pass for one of all."""
    diagram = causal_diagram(synthetic_case({"doe-2001": ["war + peace"]}))
    diagram.graph["filters"] = ["period 2014"]
    assert draw(diagram).caption.endswith(". Filters: period 2014.")


def test_one_variable_is_drawn_with_its_causes_and_effects_in_all_authors() -> None:
    """And with no claim between two of these."""
    case = synthetic_case({"doe-2001": ["war + peace", "war + oil"], "roe-2002": ["peace + oil"]})
    figure = drawn("around", case, variable="peace")
    assert len(groups(figure.scene, "arrow")) == 2
    assert figure.scene.title == "What affects “Peace”, and what follows from it?"
    with pytest.raises(FpcaseError, match=r"no claim of this diagram names the variable 'pace'"):
        drawn("around", case, variable="pace")


def test_a_case_without_claims_says_so() -> None:
    """And is drawn all the same."""
    empty = synthetic_case({"doe-2001": []})
    for figure in (drawn("arguments", empty), draw(causal_diagram(empty))):
        assert "no claims were selected" in figure.caption
    assert draw(nx.MultiDiGraph()).scene.title == "Causal diagram"


LONG = [f"v{number} + v{number + 1}" for number in range(23)]


def test_a_chain_that_a_page_is_too_narrow_for_is_drawn_in_part() -> None:
    """A figure of a journal is as wide as its column, and the caption counts the rest."""
    figure = draw(causal_diagram(synthetic_case({"doe-2001": LONG})))
    shown = len(groups(figure.scene, "variable"))
    assert 2 <= shown < 24
    assert figure.caption.startswith(f"Shown: {shown} of 24 variables")
    assert figure.size[0] == draw(causal_diagram(KAZAKHSTAN, ["ramani-2016"])).size[0]


def test_all_that_is_asked_for_is_drawn_on_a_page_as_wide_as_it_takes() -> None:
    """Nothing is left out unasked."""
    figure = drawn("arguments", synthetic_case({"doe-2001": LONG}), core=None)
    assert len(groups(figure.scene, "variable")) == 24
    assert "23 of 23 claims" in " ".join(words(figure.scene))
    assert faults(figure) == []


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        (0, "a number of variables above 0, 'auto' or None"),
        (-1, "a number of variables above 0, 'auto' or None"),
        ("big", "a whole number or 'auto' or None"),
        (1.5, "a whole number or 'auto' or None"),
        (True, "a whole number or 'auto' or None"),
    ],
)
def test_a_core_that_is_no_number_of_variables_is_refused(core: object, expected: str) -> None:
    """The message says what it takes."""
    said = f"^core: expected {expected}, found {core!r}$"
    with pytest.raises(FpcaseError, match=said):
        draw(causal_diagram(KAZAKHSTAN), core=core)  # type: ignore[arg-type]  # it is wrong
    with pytest.raises(FpcaseError, match=said):
        drawn("arguments", KAZAKHSTAN, core=core)


def test_what_is_no_diagram_is_refused_with_what_makes_one() -> None:
    """A case is the first thing that one tries."""
    with pytest.raises(
        FpcaseError, match=r"expected .* made by causal_diagram\(case\), found <Case"
    ):
        draw(KAZAKHSTAN)  # type: ignore[arg-type]  # it is wrong


def test_a_graph_whose_arrows_have_no_author_is_refused_with_what_makes_one() -> None:
    """One made by hand lacks what a picture says."""
    with pytest.raises(FpcaseError, match=r"no author; call causal_diagram\(case\) first"):
        draw(nx.MultiDiGraph([("a", "b")]))


def test_a_reported_claim_stands_in_brackets() -> None:
    """It is somebody else's."""
    case = synthetic_case({"doe-2001": ["reports war + peace", "oil 0 peace"]})
    figure = draw(causal_diagram(case, stances=["reports", "denies"]))
    assert "(+)" in words(figure.scene)
    assert "in brackets: only reported" in words(figure.scene)
    assert "said to have no effect" in words(figure.scene)


def test_a_joint_claim_is_one_claim_with_an_arrow_for_each_cause() -> None:
    """Two arrows with one id."""
    case = synthetic_case({"doe-2001": [claim("oil & war + peace")]})
    arrows = groups(draw(causal_diagram(case)).scene, "arrow")
    assert [told(one, "claims") for one in arrows] == [("doe-2001/c1",)] * 2
