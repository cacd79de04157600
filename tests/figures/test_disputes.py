"""Where one author contradicts another, and on what they differ."""

import attrs
from pictured import drawn, groups, parts, told, words
from pictures import faults
from synthetic import claim, record, synthetic_case

from fpcase.drawing.scene import Line
from fpcase.model import Anchor, DescriptiveClaim, Locator
from fpcase.model.ids import ExplanationId
from fpcase.model.terms import Certainty, Stance

DOE, ROE = "doe-2001", "roe-2002"
CASE = synthetic_case(
    {
        DOE: [
            claim("war + peace", mechanism="Fear spreads.", certainty=Certainty.HEDGED),
            claim("oil + peace", period="1999"),
            "fear + peace",
        ],
        ROE: [
            claim("denies war + peace", mechanism="Nobody is afraid."),
            claim("oil - peace", period="2001"),
            "fear ? peace",
            "rain + peace",
        ],
        "poe-2003": ["war + peace"],
    }
)


def test_each_side_says_who_how_where_and_how_surely() -> None:
    """A row for each matter, and an answer that all who give it share."""
    figure = drawn("disputes", CASE)
    sides = groups(figure.scene, "answer")
    assert [told(one, "claims") for one in sides] == [
        ("doe-2001/c1", "poe-2003/c1"),
        ("roe-2002/c1",),
    ]
    assert words(sides[0]) == [
        "raises",
        "Doe 2001",
        "Poe 2003",
        "Fear spreads. [Argument, paragraph 1; hedged]",
    ]
    assert words(sides[1])[0] == "does not raise"
    assert figure.caption.startswith("1 matter on which what one author says rules out what")
    assert "War → Peace" in words(figure.scene)
    assert faults(drawn("disputes", CASE, columns=1)) == []


def test_the_disputes_stand_above_the_arguments() -> None:
    """What cannot both be right is what a reader wants to know first."""
    said = words(drawn("arguments", CASE).scene)
    assert said.index("Where one author contradicts another") < said.index("Doe 2001", 8)


def test_many_who_give_one_answer_stand_in_several_lines() -> None:
    """None of their badges runs into another answer."""
    many = {f"author-with-a-name-{letter}-2001": ["war + peace"] for letter in "abcdef"}
    figure = drawn("disputes", synthetic_case({**many, ROE: ["war - peace"]}), columns=1)
    first, _ = groups(figure.scene, "answer")
    badges = [part for part in parts(first) if isinstance(part.item, Line)][:6]
    assert len({part.y + part.item.y for part in badges if isinstance(part.item, Line)}) > 1
    assert faults(figure) == []


def test_disputes_left_out_are_counted() -> None:
    """And without any the figure says so."""
    many = synthetic_case({DOE: ["a + z", "b + z"], ROE: ["a - z", "b - z"]})
    assert "Left out: 1 matter." in drawn("disputes", many, limit=1).caption
    six = {DOE: [f"{one} + z" for one in "abcdef"], ROE: [f"{one} - z" for one in "abcdef"]}
    assert "Where one author contradicts another (6 in all)" in words(
        drawn("arguments", synthetic_case(six)).scene
    )
    none = drawn("disputes", synthetic_case({DOE: ["a + z"], ROE: ["b + z"]}))
    assert "No such matter was found." in words(none.scene)


def test_two_authors_are_shown_on_what_they_differ_and_the_rest_is_counted() -> None:
    """Contradictions first, then other times; no empty panels."""
    two = CASE.explanations
    figure = drawn(
        "differences",
        synthetic_case({name: list(two[name].claims.values()) for name in (DOE, ROE)}),  # type: ignore[index]  # ids are text
    )
    said = words(figure.scene)
    order = [one for one in said if one.endswith("→ Peace")]
    assert order == ["War → Peace", "Oil → Peace"]
    assert "for different times or" in " ".join(said)
    assert "cause and effect found only in Doe 2001, 1 only" in figure.caption
    assert figure.scene.title == "On what do Doe 2001 and Roe 2002 differ?"


def test_what_follows_from_a_chain_says_through_what_it_leads() -> None:
    """Nobody says it in so many words; the reader must see what it rests on."""
    case = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["war + fear", "fear - peace"]})
    figure = drawn("disputes", case)
    assert "By the author's own chain through Fear." in words(figure.scene)


def test_an_answer_without_a_mechanism_is_given_in_the_authors_words() -> None:
    """A reader sees what a value stands for; who only reports it is marked; times are said."""
    case = synthetic_case({DOE: ["war + peace"], ROE: ["war + peace"]})
    for author, said in (
        (DOE, {"value": "low", "period": "2014~", "term": "calm"}),
        (ROE, {"value": "high", "period": "2015/..", "stance": Stance.REPORTS}),
    ):
        at = [Locator(page="7", anchor=Anchor(start="Trade was", end="war came"))]
        made = record(DescriptiveClaim, id="d1", variable="war", at=at, **said)
        one = attrs.evolve(case.explanations[ExplanationId(author)], descriptions={"d1": made})
        case = attrs.evolve(case, explanations={**case.explanations, one.id: one})
    said_of = [words(one) for one in groups(drawn("differences", case).scene, "answer")]
    assert said_of == [
        ["low", "Doe 2001", "“calm” [about 2014; p. 7]"],
        ["high", "Roe 2002 (reports it)", "“Trade was … war came” [since 2015; p. 7]"],
    ]
