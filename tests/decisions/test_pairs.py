"""Decisions two by two."""

import json
from itertools import combinations
from typing import Any

import pytest
from decisions_made_up import decision, table_of, tables
from hypothesis import given

import fpcase
from fpcase import FpcaseError
from fpcase.decisions import DecisionTable, pairs


def test_most_alike_with_different_outcomes_comes_first() -> None:
    """The nearest two that turned out otherwise tell most."""
    found = pairs(
        table_of(
            decision("one", "yes", a="yes", b="yes"),
            decision("two", "no", a="yes", b="no"),
            decision("three", "no", a="no", b=None),
        )
    )
    first, second, third = found.matches
    assert (first.one, first.other, first.alike, first.different) == ("one", "two", ("a",), ("b",))
    assert first.isolates(found.of.case) == "isolates “b”, which alone differs"
    assert (
        second.isolates(found.of.case)
        == "“a” alone differs if 1 unknown condition turned out alike"
    )
    assert (third.is_difference, third.isolates(found.of.case)) == (
        False,
        "isolates nothing: no condition known to be alike",
    )
    assert "  with it: One (1900)\n  without it: Two (1900)\n    alike: “a”" in found.text
    assert [len(table.rows) for table in found.tables] == [2, 1]


def test_agreement_isolates_what_alone_is_alike() -> None:
    """Two decisions that have all but one thing apart."""
    table = table_of(
        decision("one", "yes", a="yes", b="yes"), decision("two", "yes", a="yes", b="no")
    )
    (match,) = pairs(table).matches
    assert match.isolates(table.case) == "isolates “a”, which alone is alike"


@given(table=tables(("a", "m", "b")))
def test_every_condition_is_alike_different_or_unknown(table: DecisionTable) -> None:
    """Whatever the silent cells hold, what is alike stays alike."""
    found = pairs(table)
    known = [row for row in table.rows if len(row.cells["y"].possible) == 1]  # type: ignore[index]
    assert len(found.matches) == len(list(combinations(known, 2)))
    rows = {row.decision.id: row for row in table.rows}
    for match in found.matches:
        assert {*match.alike, *match.different, *match.unknown} == {*table.conditions}
        for name in table.conditions:
            one, other = rows[match.one].cells[name], rows[match.other].cells[name]
            same = {x == y for x in one.possible for y in other.possible}
            assert (name in match.alike) is (same == {True})
            assert (name in match.different) is (same == {False})


def test_one_question_at_a_time_is_answered_on_one_screen() -> None:
    """Two questions have two answers, each of 45 lines at 80 columns."""
    study = fpcase.study("kazakhstan")
    distance: dict[str, Any] = {"outcome": "distancing-from-russia"}
    questions: tuple[dict[str, Any], ...] = (
        {},
        {"claims": True},
        distance,
        distance | {"pairs": True},
        distance | {"claims": True},
        distance | {"rows": ["economic-shock"]},
        distance | {"necessary": "chinese-alternative or other-alternative"},
        distance | {"sufficient": "sovereignty-at-stake"},
    )
    for question in questions:
        found = study.decisions(**question)
        assert json.loads(found.to_json())["case"] == "kazakhstan"
        lines = found.text.splitlines()
        assert len(lines) <= 45
        assert max(map(len, lines)) <= 80
    with pytest.raises(FpcaseError, match=r"outcome: expected one of .*distancing-from-russia"):
        study.decisions(pairs=True)
    with pytest.raises(FpcaseError, match="expected one question, found sufficient and pairs"):
        study.decisions("distancing-from-russia", sufficient="economic-shock", pairs=True)
