"""Records refuse what does not fit, in Python as in a case file, and keep what they are given."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpcase.model import (
    Appraisal,
    Case,
    Catalogue,
    CausalClaim,
    Condition,
    Decision,
    Explanation,
    FpcaseError,
    Inference,
    Locator,
    PathPattern,
    Reading,
    Sign,
    Source,
    Stance,
)
from fpcase.model.decisions import values_in
from fpcase.model.fields import fields_of

CLAIM: dict[str, Any] = {
    "id": "c1",
    "cause": "war",
    "effect": "trade",
    "sign": "negative",
    "stance": Stance.DENIES,
}


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("sign", "negativ", "expected a sign (positive, negative, no-effect, unstated), found"),
        ("sign", "negativ", "did you mean 'negative'?"),
        ("stance", Sign.POSITIVE, "expected a stance (asserts, denies, reports), found <Sign"),
        ("id", "Claim 1", "expected an id in kebab-case, such as oil-price, found 'Claim 1'"),
        ("id", "c" * 201, "expected an id in kebab-case"),
        ("cause", None, ""),
        ("effect", None, "CausalClaim.effect: expected an id in kebab-case"),
        ("general", "yes", "expected true or false, found 'yes'"),
        ("mechanism", 3, "CausalClaim.mechanism: expected text, found 3"),
        ("period", "lately", "CausalClaim.period: 'lately' is not a date like 2014"),
        ("period", 2014, "expected a date or an interval"),
        (
            "actors",
            5,
            "in which each item is an id in kebab-case, such as oil-price, found 5",
        ),
        ("actors", {"a": "b"}, "expected a list"),
        ("actors", ["ruritania", "A b"], "found 'A b'"),
        ("at", ["p. 3"], "CausalClaim.at: expected a Locator, found 'p. 3'"),
        ("conditions", [Condition(variable="war", value="no")], ""),  # type: ignore[arg-type] # ids are text
    ],
)
def test_a_claim_refuses_what_a_case_file_could_not_hold(key: str, value: Any, says: str) -> None:  # noqa: ANN401 - anything
    """A slip in a script is named where it is made, not where it later hurts."""
    if not says:
        assert CausalClaim(**CLAIM | {key: value}).sign is Sign.NEGATIVE
        return
    with pytest.raises(FpcaseError) as refused:
        CausalClaim(**CLAIM | {key: value})
    assert says in str(refused.value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "2", True])
def test_a_number_is_one(number: Any) -> None:  # noqa: ANN401 - anything
    """Not a word, not infinite, and not a truth."""
    with pytest.raises(FpcaseError, match=r"Inference\.cut_off: expected a number, found"):
        Inference(cut_off=number)
    assert Inference(cut_off=3).cut_off == 3


@pytest.mark.parametrize("year", ["2001", 2001.0, False])
def test_a_year_is_a_whole_number(year: Any) -> None:  # noqa: ANN401 - anything
    """What looks like one is still text."""
    with pytest.raises(FpcaseError, match=r"Source\.year: expected a whole number, found"):
        Source(id="doe-2001", authors=["A. Doe"], year=year, title="T", kind="book")  # type: ignore[arg-type] # words will do


def test_lists_and_mappings_are_copied_and_frozen() -> None:
    """Nobody changes a record by changing what it was made from."""
    places = [Locator(page="3")]
    claim = CausalClaim(**CLAIM, at=places)
    places.append(Locator(page="4"))
    assert claim.at == (Locator(page="3"),)
    claims = {"c1": claim}
    author: dict[str, Any] = {"id": "doe-2001", "source": "doe-2001"}
    explanation = Explanation(**author, claims=claims)
    claims.clear()
    assert list(explanation.claims) == ["c1"]
    assert isinstance(explanation.claims, Catalogue)
    with pytest.raises(FpcaseError, match=r"Explanation\.claims: expected a mapping, found \["):
        Explanation(**author, claims=[claim])  # type: ignore[arg-type] # that is the point
    with pytest.raises(FpcaseError, match=r"Explanation\.claims: expected a CausalClaim, found"):
        Explanation(**author, claims={"c1": "war + trade"})
    levels: Any = {"war": "state", "trade": "global"}
    with pytest.raises(FpcaseError, match=r"Case\.levels: expected a level of analysis .*'global'"):
        Case(id="x", title="X", country="X", version="1", levels=levels)  # type: ignore[arg-type] # ids are text


@given(st.text() | st.integers() | st.none() | st.lists(st.text(), max_size=3))
def test_no_record_that_could_be_made_fails_to_say_what_it_is(value: Any) -> None:  # noqa: ANN401 - anything
    """A notebook shows every record, and a debugger every wrong one."""
    for field in fields_of(CausalClaim):
        try:
            claim = CausalClaim(**CLAIM | {field.name: value})
        except FpcaseError:
            continue
        assert repr(claim).startswith("<CausalClaim")


@pytest.mark.parametrize("outcomes", [5, {"war": 5}, {"war": [5]}])
def test_what_a_decision_cannot_hold_is_refused_with_what_it_can(outcomes: Any) -> None:  # noqa: ANN401 - anything
    """A cell is a word, a reading or several, and nothing else."""
    with pytest.raises(FpcaseError, match=r"Decision\.outcomes: expected "):
        Decision(id="d", title="D", date="1914", actor="x", kind="vote", outcomes=outcomes)  # type: ignore[arg-type] # words will do


def test_a_decision_holds_words_readings_and_silence_alike() -> None:
    """Whoever reads a cell need not ask how it was written."""
    cells: Any = {"war": "yes", "fear": Reading(value="no"), "trade": ["low", "high"], "law": None}
    made = Decision(id="d", title="D", date="1914", actor="x", kind="vote", conditions=cells)  # type: ignore[arg-type] # words will do
    found = {variable: values_in(cell) for variable, cell in made.conditions.items()}
    assert found == {"war": ("yes",), "fear": ("no",), "trade": ("low", "high"), "law": ()}
    assert [one[:3] for one in made.readings()] == [
        ("conditions", "war", 0),
        ("conditions", "fear", 0),
        ("conditions", "trade", 0),
        ("conditions", "trade", 1),
    ]


def test_what_stands_for_a_record_in_a_file_does_so_in_python() -> None:
    """A scholar who has written case files writes scripts in the same words."""
    joint: Any = ["war", "trade"]
    made = CausalClaim(**CLAIM | {"cause": None}, causes=joint)
    assert [one.variable for one in made.causes] == joint
    ends: Any = {"cause": "outcome", "effect": {"policy"}}
    with pytest.raises(
        FpcaseError, match=r"PathPattern\.effect: expected a Selector, found \{'policy"
    ):
        PathPattern(**ends)
    assert PathPattern(**ends | {"effect": "policy"}).effect.policy


def test_a_whole_number_does_for_a_number_and_becomes_one() -> None:
    """The same judgement is written in the same bytes, whoever wrote it."""
    assert repr(Inference(cut_off=3).cut_off) == "3.0"


def test_a_chance_in_a_record_takes_the_forms_of_a_case_file() -> None:
    """A number, a range, or a word."""
    chances: Any = {"a": 0.5, "b": [0.1, 0.2], "c": "likely"}
    judged = Appraisal(evidence="e", contest="c", chances=chances, because="So.")  # type: ignore[arg-type] # ids are text
    assert [one.low for one in judged.chances.values()] == [0.5, 0.1, None]
    with pytest.raises(FpcaseError, match="expected a chance"):
        Appraisal(evidence="e", contest="c", chances={"a": {}}, because="So.")  # type: ignore[arg-type] # that is the point
    with pytest.raises(FpcaseError, match=r"Appraisal\.chances: expected a mapping, found 5"):
        Appraisal(evidence="e", contest="c", chances=5, because="So.")  # type: ignore[arg-type] # that is the point
