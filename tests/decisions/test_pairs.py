"""Decisions two by two."""

import json
from itertools import combinations
from typing import Any

import pytest
from decisions_made_up import decision, random_tables, table_of

import fpcase
from fpcase import FpcaseError
from fpcase.decisions import pairs


def test_most_alike_with_different_outcomes_comes_first() -> None:
    """The nearest two that turned out otherwise tell most."""
    found = pairs(
        table_of(
            decision("one", "yes", a="yes", b="yes"),
            decision("two", "no", a="yes", b="no"),
            decision("three", "no", a="no", b=None),
        )
    )
    assert found.table("difference").rows == (
        ("one", "two", ("a",), ("b",), (), "isolates “b”, which alone differs"),
        ("one", "three", (), ("a",), ("b",),
         "“a” alone differs if 1 unknown condition turned out alike"),
    )  # fmt: skip
    nothing = "no condition is known to be alike, so none is isolated"
    assert [row[-1] for row in found.table("agreement").rows] == [nothing]
    assert "  with it: One (1900)\n  without it: Two (1900)\n    alike: “a”" in found.text


def test_agreement_isolates_what_alone_is_alike() -> None:
    """Two decisions that have all but one thing apart."""
    table = table_of(
        decision("one", "yes", a="yes", b="yes"), decision("two", "yes", a="yes", b="no")
    )
    (match,) = pairs(table).table("agreement").to_records()
    assert match["isolates"] == "isolates “a”, which alone is alike"


def test_every_condition_is_alike_different_or_unknown() -> None:
    """Whatever the silent cells hold, what is alike stays alike."""
    for _, table in random_tables(200, ("a", "m", "b")):
        rows = {row.decision.id: row.cells for row in table.rows}
        known = [one for one, cells in rows.items() if len(cells["y"].possible) == 1]  # type: ignore[index]
        found = [match for one in pairs(table).tables for match in one.to_records()]
        assert len(found) == len(list(combinations(known, 2)))
        for match in found:
            for name in table.conditions:
                one, other = (rows[match[part]][name] for part in ("one", "other"))  # type: ignore[index]
                same = {x == y for x in one.possible for y in other.possible}
                places = {"alike": {True}, "different": {False}, "unknown": {True, False}}
                assert [name in match[place] for place in places] == [  # type: ignore[operator]
                    same == expected for expected in places.values()
                ]


def test_one_question_at_a_time_is_answered_on_one_screen() -> None:
    """Two questions have two answers, each of 45 lines at 80 columns."""
    study = fpcase.study("kazakhstan")
    distance: dict[str, Any] = {"outcome": "distancing-from-russia"}
    refusal: dict[str, Any] = {"outcome": "refusal-towards-russia"}
    either = {"outcome": "refusal-towards-russia or distancing-from-russia"}
    questions: tuple[dict[str, Any], ...] = (
        {},
        {"claims": True},
        distance,
        distance | {"pairs": True},
        distance | {"claims": True},
        distance | {"rows": ["economic-shock"]},
        distance | {"necessary": "chinese-alternative or other-alternative"},
        either | {"sufficient": "sovereignty-at-stake"},
        refusal,
        refusal | {"sufficient": "sovereignty-at-stake or sovereignty-of-others-at-stake"},
        refusal | {"claims": True},
        refusal | {"pairs": True},
    )
    cut = ({"claims": True}, distance | {"claims": True})
    for question in questions:
        found = study.decisions(**question)
        assert json.loads(found.to_json())["case"] == "kazakhstan"
        lines = found.text.splitlines()
        assert len(lines) <= 45
        assert max(map(len, lines)) <= 80
        assert "more lines" not in lines[-1] or question in cut
    rival = (
        "no text mentions “Russian request”, which no decision with the outcome is known to lack"
    )
    assert rival in " ".join(found.text.split())
    with pytest.raises(FpcaseError, match=r"outcome: expected one of .*distancing-from-russia"):
        study.decisions(pairs=True)
    with pytest.raises(FpcaseError, match="expected one question, found sufficient and pairs"):
        study.decisions("distancing-from-russia", sufficient="economic-shock", pairs=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"cut": 0.8},
            "cut: expected this option only with necessary or sufficient or rows or solve",
        ),
        (
            {"pairs": True, "expects": [("a", "yes")]},
            "expects: expected this option only with solve",
        ),
        (
            {"rows": ["economic-shock"], "expected_by": "doe-2001"},
            "expected_by: expected this option",
        ),
    ],
)
def test_a_question_refuses_an_option_that_it_does_not_take(
    options: dict[str, Any], message: str
) -> None:
    """An option that is swallowed lets its reader believe that it counted."""
    with pytest.raises(FpcaseError, match=message):
        fpcase.study("kazakhstan").decisions("distancing-from-russia", **options)


@pytest.mark.parametrize("question", [{}, {"claims": True}])
@pytest.mark.parametrize("option", ["conditions", "actors", "kinds", "works", "basis"])
def test_what_is_chosen_of_decisions_needs_an_outcome(
    option: str, question: dict[str, Any]
) -> None:
    """The overview is of all decisions, whatever was chosen."""
    with pytest.raises(
        FpcaseError, match=f"{option}: expected an outcome together with this option, found"
    ):
        fpcase.study("kazakhstan").decisions(**{**question, option: ["any"]})
