"""Configurations with silent cells, and solutions in every completion of them."""

import sys
from collections import Counter
from typing import Any

import attrs
import pytest
from decisions_made_up import case_of, completions, decision, random_tables, table_of, variable

from fpcase import FpcaseError
from fpcase.decisions import (
    Cuts,
    DecisionTable,
    Solutions,
    ask,
    decision_table,
    examine,
    solve,
    truth_table,
)

pytest.importorskip("scipy", reason="numpy and scipy are in the extra 'analysis'")


def is_varied(table: DecisionTable) -> bool:
    """Whether some decision may have the outcome and some may lack it."""
    return len({*table.outcomes.values()}) > 1


@pytest.mark.parametrize("number", [600, pytest.param(10_000, marks=pytest.mark.long)])
def test_codes_are_those_that_some_completion_reaches(number: int) -> None:
    """What a configuration may come to, from every completion of the whole table."""
    for _, table in random_tables(number, ("a", "m"), 3):
        if not is_varied(table):
            continue
        reached: dict[tuple[str, ...], set[str]] = {}
        rows = truth_table(table, ["a", "m"]).to_records()
        found = {(str(row["a"]), str(row["m"])): str(row["code"]).split(" or ") for row in rows}
        for some in completions(table):
            held: dict[tuple[str, ...], list[bool]] = {one: [] for one in found}
            for cells in some:
                place = ("a" if cells["a"] == "yes" else "not a", f"m={cells['m']}")
                held[place].append(cells["y"] == "yes")
            for one, outcomes in held.items():
                code = ("1" if all(outcomes) else "0") if outcomes else "?"
                reached.setdefault(one, set()).add(code)
        assert {one: {*codes} for one, codes in found.items()} == reached


def test_each_completion_comes_to_one_set_of_codes() -> None:
    """A term's share is of completions, each minimised as if it were known."""
    for _, whole in random_tables(300, ("a", "b"), 3):
        told = [row for row in whole.rows if len(row.cells["y"].possible) == 1]  # type: ignore[index]
        table = attrs.evolve(whole, rows=tuple(told))
        if not is_varied(table):
            continue
        expected: Counter[tuple[frozenset[Any], frozenset[Any]]] = Counter()
        for rows in completions(table):
            held: dict[tuple[int, ...], list[bool]] = {}
            for cells in rows:
                place = (cells["a"] == "yes", cells["b"] == "yes")
                held.setdefault(place, []).append(cells["y"] == "yes")
            positive = frozenset(one for one, outcomes in held.items() if all(outcomes))
            expected[positive, frozenset(held) - positive] += 1
        assert solve(table, ["a", "b"]).coded == expected


def test_a_solution_covers_what_is_positive_and_nothing_negative() -> None:
    """Of a complete crisp table each model is consistent, and covers every positive decision."""
    for _, table in random_tables(60, ("a", "b", "m"), 6, known=True):
        found = solve(table, ["a", "b", "m"]).found if is_varied(table) else ()
        for *_, one in found:
            for model in one.models:
                worth = solve(table, ["a", "b", "m"])
                read = examine(table, str(worth.expression(model)), "sufficient")
                assert read.bounds("consistency") == pytest.approx((1.0, 1.0))
                assert worth.worth(model) == (read.bounds("consistency"), read.bounds("coverage"))


def small() -> DecisionTable:
    """Where a and b are, there is y; where neither is, there is none; the rest nobody saw."""
    return table_of(
        decision("one", "yes", a="yes", b="yes"),
        decision("two", "no", a="no", b="no"),
        decision("three", "no", a="no", b="no"),
    )


def models_of(found: Solutions, kind: str) -> set[str]:
    """The models of a kind in words."""
    every = [one for _, its, one in found.found if its == kind]
    return {str(found.expression(model)) for one in every for model in one.models}


def test_an_expectation_chooses_between_what_is_short_and_what_was_seen() -> None:
    """Ragin and Sonnett (2005): only easy counterfactuals may shorten a term."""
    plain = solve(small(), ["a", "b"])
    assert models_of(plain, "complex") == {"a and b"}
    assert models_of(plain, "parsimonious") == {"a", "b"}
    assert models_of(plain, "intermediate") == {"a and b"}
    helped = solve(small(), ["a", "b"], expects=[("a", "yes"), ("b", "no")])
    # b is expected not to help, and is dropped beside a
    assert models_of(helped, "intermediate") == {"a", "a and b"}


def test_a_screen_shows_models_with_what_they_are_worth_and_how_easily_chance_finds_them() -> None:
    """No solution is shown without its robustness."""
    found = ask(small().case, "y", solve=["a", "b"])
    assert isinstance(found, Solutions)
    assert found.text.splitlines() == [
        "What goes with “y”? From 3 decisions of Ruritania between the powers.",
        "parsimonious: 2 models, of 1 term",
        "  “a”",
        "    consistency 1.00, coverage 1.00",
        "  “b”",
        "    consistency 1.00, coverage 1.00",
        "intermediate: 1 model, of 1 term",
        "  “a” and “b”",
        "    consistency 1.00, coverage 1.00",
        "complex: 1 model, of 1 term",
        "  “a” and “b”",
        "    consistency 1.00, coverage 1.00",
        "Unchanged under another cut-off: 3 of 4",
        "Unchanged without one decision: 2 of 3",
        f"Equally good with shuffled outcomes: {found.robustness[-1][2]} of 200",
        "In R, with the table numbers as d:",
        '  minimize(truthTable(d, "y", c("a", "b")), include = "?")',
    ]
    assert 0 < found.robustness[-1][2] < 200
    assert found.facts()["outcome"] == "y"
    assert found.table("models").rows[0][:4] == ("parsimonious", "a", 1, 2)


def test_silent_cells_are_completed_and_terms_counted() -> None:
    """A term that most completions share is worth more than one of a few."""
    table = table_of(
        decision("one", "yes", a="yes", b=None),
        decision("two", "no", a="no", b=None),
        decision("three", "no", a="no", b="no"),
    )
    found = solve(table, ["a", "b"])
    assert found.coded.total() == 4
    terms = {(row[0], row[1]): row[2:] for row in found.table("terms").rows}
    assert terms["parsimonious", "a"] == (1.0, 0.75)
    assert "  parsimonious: “a”: in some model for 100%, in all models for 75%" in found.text
    assert "Equally good with shuffled outcomes: " in found.text
    assert "4 completions of the silent cells, 0 unsolved:" in found.text


def test_graded_sets_belong_where_they_are_more_in_than_out() -> None:
    """Half in is nowhere, and is named."""
    table = table_of(
        decision("one", "yes", g="yes", a="yes"),
        decision("two", "no", g="in-part", a="no"),
        decision("three", "no", g="no", a="no"),
    )
    truth = truth_table(table, ["g", "a"])
    assert [(row["g"], row["a"], row["certain"]) for row in truth.to_records()] == [
        ("g", "a", ["one"]),
        ("g", "not a", ["two"]),
        ("not g", "not a", ["three"]),
    ]
    half = attrs.evolve(
        table,
        rows=tuple(
            attrs.evolve(
                row,
                cells={name: attrs.evolve(cell, possible=(0.5,)) if name == "g" else cell
                       for name, cell in row.cells.items()},
            )
            for row in table.rows[:1]
        ) + table.rows[1:],
    )  # fmt: skip
    named = truth_table(half, ["g", "a"])
    assert "Exactly half in a set, and so in no configuration" in named.text
    assert len(solve(half, ["g", "a"]).coded) == 1


def test_cuts_decide_what_goes_with_the_outcome() -> None:
    """Between two cuts a configuration is neither, and counts as negative."""
    mixed = [decision(f"d{n}", "yes" if n else "no", a="yes") for n in range(4)]
    table = table_of(*mixed, decision("other", "no", a="no"))
    codes = {
        cuts: [row["code"] for row in truth_table(table, ["a"], cuts).to_records()]
        for cuts in (
            Cuts(),
            Cuts(cut=0.7, lower=0.7),
            Cuts(cut=0.9, lower=0.7),
            Cuts(cut=0.7, lower=0.7, pri=0.8),
            Cuts(number=2),
        )
    }
    assert list(codes.values()) == [
        ["0", "0"],
        ["1", "0"],
        ["C", "0"],
        ["0", "0"],
        ["0", "?"],
    ]
    assert solve(table, ["a"], Cuts(cut=0.9, lower=0.7)).found == []
    said = solve(table, ["a"], Cuts(cut=0.9, lower=0.7)).text
    assert said.endswith("No configuration goes with the outcome.\n")
    assert "“a”: 1;" in ask(table.case, "y", rows=["a"], cut=0.7).text
    assert ask(table.case, "y", sufficient="a", cut=0.7).title == "a, sufficient for y"


def test_r_reads_the_table_and_its_solutions_are_read_back() -> None:
    """QCA in R writes stars, plus signs and tildes, and dots where we have hyphens."""
    text = examine(small(), "A*~B + b", "sufficient").title
    assert text == "a and not b or b, sufficient for y"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"conditions": ["c"]}, "conditions: expected one of a, b; found 'c'"),
        ({"conditions": []}, "conditions: expected 1 to 12 conditions, found ()"),
        ({"expects": [("c", "yes")]}, "expects: expected one of a, b; found 'c'"),
        ({"expects": [("a", "maybe")]}, "expects: expected one of no, yes; found 'maybe'"),
    ],
)
def test_a_wrong_question_is_refused_in_words(asked: dict[str, Any], said: str) -> None:
    """The message says what there is."""
    with pytest.raises(FpcaseError) as raised:
        solve(small(), **({"conditions": ["a", "b"]} | asked))
    assert said in str(raised.value)


def test_too_many_completions_are_refused_with_the_silent_cells() -> None:
    """Nobody can look through them; the message says where to read."""
    silent = [decision(f"d{n}", "yes" if n else "no", a=None) for n in range(13)]
    with pytest.raises(FpcaseError, match=r"at most 4096 completions, found 8192; not known: a in"):
        solve(table_of(*silent), ["a"])


def test_decisions_of_which_nobody_tells_the_outcome_are_left_out_of_a_solution() -> None:
    """They could have been either; what is solved is what is told."""
    table = table_of(*(row.decision for row in small().rows), decision("four", None, a="yes"))
    found = solve(table, ["a", "b"])
    assert len(found.of.ways) == 3
    assert found.title.endswith("left out, because the texts do not give the outcome: 1 decision")


def test_an_author_s_claims_say_which_conditions_help() -> None:
    """What raises the outcome over all chains, or lowers it, or does neither."""
    authors = {"doe-2001": ["a + c", "c + y", "b - y"], "roe-2002": ["a + y", "a - y"]}
    case = case_of([row.decision for row in small().rows], authors, c=variable("c"))
    table = decision_table(case, "y")
    found = solve(table, ["a", "b"], expected_by="doe-2001")
    assert found.helps == {0: (1, "Doe 2001: + over all chains"),
                           1: (0, "Doe 2001: − over all chains")}  # fmt: skip
    assert "Expected to contribute: not “b” (Doe 2001: − over all chains)" in found.text
    assert found.table("expected").rows[0] == ("a", "Doe 2001: + over all chains")
    absence = solve(decision_table(case, "not y"), ["a"], expected_by="doe-2001")
    assert absence.helps[0][0] == 0
    assert solve(table, ["a"], expected_by="roe-2002").helps == {}
    with pytest.raises(FpcaseError, match="the case has no author 'poe-2003'"):
        solve(table, ["a"], expected_by="poe-2003")


def test_silent_cells_and_graded_sets_do_not_go_together() -> None:
    """What a configuration may come to is exact for sets of yes and no."""
    table = table_of(decision("one", "yes", g="in-part"), decision("two", "no", g=None))
    with pytest.raises(FpcaseError, match="crisp sets and a frequency cut-off of 1"):
        truth_table(table, ["g"])


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solving needs packages that the other questions do not."""
    monkeypatch.setitem(sys.modules, "fpcase.decisions.minimiser", None)
    with pytest.raises(FpcaseError, match=r"pip install 'fpcase\[analysis\]'"):
        solve(small(), ["a", "b"]).text  # noqa: B018 - it is the solving that fails
