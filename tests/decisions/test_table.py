"""Tables of decisions: what is told, contested, silent and never asked."""

from typing import Any

import pytest
from decisions_made_up import case_of, decision, read, table_of, variable

import fpcase
from fpcase import FpcaseError
from fpcase.decisions import DecisionTable, decision_table, examine
from fpcase.model import DecisionKind


def cell(table: DecisionTable, decision_id: str, name: str) -> Any:  # noqa: ANN401 - a cell
    """A cell of a table."""
    (row,) = [row for row in table.rows if row.decision.id == decision_id]
    return row.cells[name]  # type: ignore[index]


def test_a_cell_is_told_contested_silent_or_uncoded() -> None:
    """Silence is no value, and nobody's asking is not silence."""
    table = table_of(
        decision("one", "yes", a="yes", b=None),
        decision("two", "no", a=[read("yes"), read("no", "roe-2002")]),
        decision("three", None, a="no", b="no"),
        decision("four", "not asked", a="no", c="no"),
    )
    assert table.conditions == ("a", "b")  # of the fourth alone the third was asked
    assert cell(table, "one", "a").possible == ("yes",)
    assert cell(table, "one", "b").state == "silent"
    assert cell(table, "one", "b").possible == ("no", "yes")
    assert cell(table, "two", "a").state == "contested"
    assert cell(table, "two", "a").possible == ("yes", "no")
    assert cell(table, "two", "b").state == "uncoded"
    assert (len(table.rows), table.left_out) == (3, 1)


def test_silence_is_counted_by_outcome() -> None:
    """Silence that is correlated with the outcome is a source of bias that no bounds remove."""
    table = table_of(
        decision("one", "yes", a="yes"),
        decision("two", "no", a=None),
        decision("three", None, a=[read("yes"), read("no")]),
        decision("four", "no"),
    )
    assert [tuple(row.values()) for row in table.to_records()] == [
        ("a", "with it", 1, 1, 0, 0, 0, 0),
        ("a", "without it", 2, 0, 0, 1, 0, 1),
        ("a", "unknown", 1, 0, 0, 0, 1, 0),
    ]
    lines = table.text.splitlines()
    assert lines[0] == "Decisions by “y”: 1 with it, 2 without it, 1 unknown."
    assert [line.split() for line in lines if line.startswith("a ")] == [["a", *"100002001"]]
    assert "Unknown: Three (1900)." in lines
    assert any(line.startswith("Not tested as necessary, because no decision") for line in lines)
    assert table.table("cells").rows[2] == ("three", "1900", "yes or no", "silent")


def test_numbers_for_another_program_leave_the_unknown_empty() -> None:
    """R's QCA takes a table of numbers; an empty cell is its NA."""
    made = [
        decision("one", "yes", a="yes", m="high", g="in-part"),
        decision("two", "no", a=None, m="low", g=None),
        decision("three", None, a=[read("yes"), read("no")], m=None, g="no"),
    ]
    numbers = table_of(*made).table("numbers")
    assert numbers.to_csv().splitlines() == [
        "decision,a,m,g,y",
        "one,1.00,2,0.75,1.00",
        "three,,,0.00,",
        "two,,0,,0.00",
    ]


def test_silence_as_absence_stands_in_the_title() -> None:
    """Whoever assumes it must be seen to."""
    table = table_of(decision("one", "yes", a=None), decision("two", None), silence="absence")
    assert cell(table, "one", "a").possible == ("no",)
    assert cell(table, "two", "y").possible == ("no", "yes")  # the outcome is not assumed
    assert table.title.endswith("; silence means absence")
    assert examine(table, "a", "necessary").title.endswith("; silence means absence")


def test_readings_of_other_works_and_on_another_basis_are_silence() -> None:
    """Each work's own table can be looked at."""
    two = [read("yes"), read("no", "roe-2002", basis="inferred")]
    made = [decision("one", "yes", a=two), decision("two", "no", a=two)]
    case = case_of([*made])
    assert cell(decision_table(case, "y", works="roe-2002"), "one", "a").told == ("no",)
    assert cell(decision_table(case, "y", basis=["explicit"]), "one", "a").told == ("yes",)
    assert cell(decision_table(case, "y", works="roe-2002"), "one", "y").state == "silent"


def test_decisions_are_chosen_by_actor_kind_and_period() -> None:
    """A comparison holds for the decisions that it was made of."""
    made = [decision("one", "yes", "1900", a="yes"), decision("two", "no", "1910", a="no")]
    case = case_of(made)
    assert len(decision_table(case, "y", period="1905/..").rows) == 1
    assert len(decision_table(case, "y", kinds=["vote"]).rows) == 2
    chosen = decision_table(case, "y", period="../1905", kinds=["vote", "treaty"]).chosen
    assert chosen == ("kinds: vote, treaty", "period: ../1905")
    with pytest.raises(
        FpcaseError, match="an outcome that is coded for one of the chosen decisions"
    ):
        decision_table(case, "y", kinds=[DecisionKind.TREATY.value])
    study = fpcase.study("kazakhstan")
    assert len(study.decisions("distancing-from-russia", actors="kazakhstan").tables) == 3


def test_values_without_a_list_are_those_that_were_coded() -> None:
    """No values but yes or no means that both are possible."""
    plain = variable("p", values=())
    words = variable("w", values=())
    table = decision_table(
        case_of([decision("one", "yes", p="yes", w="calm"), decision("two", "no", p=None, w="war"),
                 decision("three", "no", w=None)], p=plain, w=words),
        "y",
    )  # fmt: skip
    assert cell(table, "two", "p").possible == ("no", "yes")
    assert cell(table, "three", "w").possible == ("calm", "war")


def test_a_number_is_calibrated_by_its_anchors() -> None:
    """Fully in is .95, fully out .05, whichever way the numbers run."""
    falling = variable("n", values=(), anchors={"out": 30, "crossover": 20, "in": 0}, because="So.")
    numbers = {"one": "0", "two": "30", "three": "20", "four": None}
    case = case_of([decision(one, "yes", n=number) for one, number in numbers.items()], n=falling)
    table = decision_table(case, "y")
    found = [cell(table, one, "n").possible for one in ("one", "two", "three")]
    assert found == [pytest.approx((0.95,)), pytest.approx((0.05,)), pytest.approx((0.5,))]
    assert cell(table, "four", "n").possible == (0.0, 0.5, 1.0)
    absent = decision_table(case, "y", silence="absence")
    assert cell(absent, "four", "n").possible == (0.0,)
    wrong = case_of([decision("one", "yes", n="many")], n=falling)
    with pytest.raises(FpcaseError, match="decision one: expected a number for n, which has anch"):
        decision_table(wrong, "y")


def test_a_silent_number_takes_the_memberships_known_beside_it() -> None:
    """There a minimum or a maximum turns from one cell to another."""
    number = variable("n", values=(), anchors={"out": 0, "crossover": 1, "in": 2}, because="So.")
    table = decision_table(case_of([decision("one", "yes", g="in-part", n=None)], n=number), "y")
    assert cell(table, "one", "n").possible == (0.0, 0.25, 0.5, 0.75, 1.0)


def test_an_outcome_may_be_any_set() -> None:
    """Its absence, one of its values, or either of two, is an outcome too."""
    made = [decision("one", "yes", a="yes"), decision("two", "no", a="no")]
    for said, had in (("not y", {0.0}), ("y=no", {0.0}), ("y or not y", {1.0})):
        table = table_of(*made, outcome=said)
        assert table.outcomes["one"] == had  # type: ignore[index]
        assert str(table.outcome) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"outcome": "z"}, "outcome: expected one of y; found 'z'"),
        ({"conditions": ["c"]}, "conditions: expected one of a; found 'c'"),
        ({"actors": ["doe"]}, "actors: expected one of none; found 'doe'"),
        ({"kinds": ["vot"]}, "did you mean 'vote'?"),
        ({"works": ["doe"]}, "works: expected one of doe-2001"),
        ({"basis": ["hearsay"]}, "basis: expected one of explicit"),
        ({"period": "lately"}, "period: expected dates ("),
        ({"silence": "no"}, "silence: expected 'unknown' or 'absence'"),
    ],
)
def test_a_wrong_choice_is_refused_in_words(asked: dict[str, Any], said: str) -> None:
    """The message says what there is."""
    case = case_of([decision("one", "yes", a="yes")])
    with pytest.raises(FpcaseError) as raised:
        decision_table(case, **({"outcome": "y"} | asked))
    assert said in str(raised.value)


def test_a_long_table_is_cut_to_the_screen() -> None:
    """What does not fit is counted."""
    names = [f"c{number:02}" for number in range(60)]
    variables = {one: variable(one, values=("no", "yes")) for one in names}
    made = [decision("one", "yes", **dict.fromkeys(names, "yes"))]
    lines = decision_table(case_of(made, None, **variables), "y").text.splitlines()
    assert len(lines) == 45
    assert lines[-1].endswith(" more lines: --format markdown")
