"""Propositions on decisions with silent cells, against every completion of them."""

import json
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations, product
from typing import Any

import attrs
import numpy as np
import pytest
from decisions_made_up import (
    case_of,
    completions,
    decision,
    is_member,
    random_tables,
    read,
    set_degree,
    table_of,
    variable,
)

import fpcase
from fpcase import FpcaseError
from fpcase.decisions import DecisionTable, Proposition, decision_table, examine
from fpcase.model import VariableId

Pairs = Sequence[Sequence[tuple[float, float]]]
"""For each decision, the degrees in the set and the outcome that it may reach."""
HOLDS, FAILS = "holds in every completion", "fails in every completion"
SHARES = {
    "sufficient": ("consistency", "coverage", "PRI"),
    "necessary": ("consistency", "coverage", "relevance"),
}
N = VariableId("n")
CRISP = ("a", "not b", "a and b", "a or b", "a and not b or b and not a", "a or not a")
GRADED = ("g", "not g", "a and g", "m=high or g", "not m=low and not g", "g or not g")


def proposition(table: DecisionTable, said: str, relation: str, cut: float) -> Proposition:
    """A proposition, whether or not the outcome is constant."""
    return attrs.evolve(examine(table, said, "necessary", cut), relation=relation)


def reached(table: DecisionTable, said: str) -> Pairs:
    """What each decision may reach, from every completion of its cells."""
    alone = [attrs.evolve(table, rows=(row,)) for row in table.rows]
    return [
        sorted({(set_degree(said, row), is_member("y", row)) for (row,) in completions(one)})
        for one in alone
    ]


def values(pairs: Pairs, relation: str, share: str) -> np.ndarray:
    """A share in each completion in which it is a share of something, from its definition."""

    def total(degree: Any) -> np.ndarray:  # noqa: ANN401 - of an x and a y
        each = [np.array([degree(x, y) for x, y in some]) for some in pairs]
        return np.asarray(reduce(np.add.outer, each))

    both, x_all, y_all = total(min), total(lambda x, _: x), total(lambda _, y: y)
    clash = total(lambda x, y: min(x, y, 1 - y))
    part, whole = {
        ("sufficient", "consistency"): (both, x_all),
        ("sufficient", "coverage"): (both, y_all),
        ("sufficient", "PRI"): (both - clash, x_all - clash),
        ("necessary", "consistency"): (both, y_all),
        ("necessary", "coverage"): (both, x_all),
        ("necessary", "relevance"): (len(pairs) - x_all, len(pairs) - both),
    }[relation, share]
    some = whole > 1e-9
    return np.asarray(part[some] / whole[some])


def verdict(pairs: Pairs, relation: str, cut: float) -> str:
    """What follows of the consistency in all completions."""
    found = values(pairs, relation, "consistency")
    if not found.size:
        return "no instance"
    if found.min() >= cut - 1e-9:
        return HOLDS
    return FAILS if found.max() < cut - 1e-9 else "open"


def asked(number: int, **given: Any) -> Iterator[tuple[Any, DecisionTable, Any, Pairs]]:  # noqa: ANN401 - as random_tables has it
    """Propositions on tables that chance draws, and what their decisions may reach."""
    crisp = "g" not in given.get("conditions", ())
    for chance, table in random_tables(number, **given):
        said, relation = chance.choice(CRISP if crisp else GRADED), chance.choice([*SHARES])
        found = proposition(table, said, relation, chance.choice([1.0, 0.75, 0.5]))
        yield chance, table, found, reached(table, said)


@pytest.mark.parametrize(
    ("number", "given"),
    [
        (800, {}),
        (300, {"conditions": ("a", "m", "g"), "most": 3}),
        (300, {"known": True}),
        pytest.param(20_000, {"most": 5}, marks=pytest.mark.long),
    ],
)
def test_what_follows_is_what_every_completion_says(number: int, given: dict[str, Any]) -> None:
    """Bounds, verdict, standing and exposure; in a complete table the least is the greatest."""
    for _, table, found, pairs in asked(number, **given):
        for share in SHARES[found.relation]:
            every = values(pairs, found.relation, share)
            expected = pytest.approx((every.min(), every.max()), abs=1e-9) if every.size else None
            assert found.bounds(share) == expected
        assert found.verdict == verdict(pairs, found.relation, found.cut)
        against = (1, 0) if found.relation == "sufficient" else (0, 1)
        for row, some in zip(table.rows, pairs, strict=True):
            way = found.standing[row.decision.id]
            assert (way == "confirms") is (some == [(1, 1)])
            assert (way == "deviates") is (some == [against])
            assert (way in {"deviates", "may deviate"}) is (against in some) or way == "graded"
        ends = [some[0][against[0]] for some in pairs if len(some) == 1]
        assert found.exposure == ends.count(0)


@pytest.mark.parametrize("number", [500, pytest.param(10_000, marks=pytest.mark.long)])
def test_readings_to_settle_are_the_fewest_of_all(number: int) -> None:
    """No smaller choice of decisions, however they turn out, can settle the verdict."""
    for _, _, found, pairs in asked(number, most=3):
        sizes: dict[str, int] = {}
        for size in range(len(pairs) + 1):
            for known in combinations(range(len(pairs)), size):
                ways = ([[one] for one in some] if n in known else [some]
                        for n, some in enumerate(pairs))  # fmt: skip
                for told in product(*ways):
                    sizes.setdefault(verdict(told, found.relation, found.cut), size)
        for hold, wanted in ((True, HOLDS), (False, FAILS)):
            some = found.to_settle(hold=hold)
            assert (None if some is None else len(some)) == sizes.get(wanted)


def test_cells_that_matter_say_what_knowing_them_would_settle() -> None:
    """Filling a cell never widens the bounds; the cells are those that are not known."""
    for _, table, found, pairs in asked(250, most=3):
        places = {row.decision.id: n for n, row in enumerate(table.rows)}
        now = values(pairs, found.relation, "consistency")
        for one, variable_, settles, least, greatest in found.unknown:
            row, narrower, says = table.rows[places[one]], [], []
            for value in row.cells[variable_].possible:
                cells = {
                    **row.cells,
                    variable_: attrs.evolve(row.cells[variable_], possible=(value,)),
                }
                told = attrs.evolve(table, rows=(attrs.evolve(row, cells=cells),))
                known = [*pairs]
                known[places[one]] = reached(told, str(found.expression))[0]
                then = values(known, found.relation, "consistency")
                narrower.append(
                    (np.ptp(now) if now.size else 0) - (np.ptp(then) if then.size else 0)
                )
                if verdict(known, found.relation, found.cut) != "open" == found.verdict:
                    says.append(f"{value}: it {verdict(known, found.relation, found.cut)}")
            assert list(settles) == says
            assert (least, greatest) == pytest.approx((min(narrower), max(narrower)), abs=1e-8)
        open_ = sum(len(row.cells[one].possible) > 1 for row in table.rows
                    for one in {*found.expression.variables, "y"})  # fmt: skip
        assert len(found.unknown) == open_


def test_the_order_of_decisions_changes_nothing() -> None:
    """A table is a set of decisions."""
    for _, table, found, _ in asked(100):
        other = attrs.evolve(found, of=attrs.evolve(table, rows=table.rows[::-1]))
        assert found.bounds() == pytest.approx(other.bounds())
        assert (found.standing, found.unknown) == (other.standing, other.unknown)


def test_each_way_of_standing_to_a_proposition_is_named() -> None:
    """A reader wants to know which decisions confirm it, and which deviate."""
    found = examine(
        table_of(
            decision("one", "yes", a="yes"),
            decision("two", read("no"), a="yes"),
            decision("three", "no", a="no"),
            decision("four", "no"),
            decision("five", "yes"),
            decision("six", "yes", a=None),
        ),
        "a",
        "sufficient",
    )
    assert found.standing == {
        "five": "cannot deviate",
        "four": "may deviate",
        "one": "confirms",
        "six": "cannot deviate",
        "three": "outside",
        "two": "deviates",
    }
    assert found.exposure == 2
    assert found.verdict == "fails in every completion"
    assert "Deviates: Two (1900); Doe 2001, paragraph 1\n" in found.text
    assert "Doe 2001 (c1): “a” raises “y”" in found.text


def test_exposure_counts_decisions_that_could_have_contradicted_it() -> None:
    """A claim that nothing coded could contradict was not tested."""
    untested = examine(
        table_of(decision("one", "yes", a="yes"), decision("two", "no", a=None)), "a", "necessary"
    )
    assert untested.exposure == 0
    assert "Known well enough to test this: no decision." in untested.text
    tested = examine(
        table_of(decision("one", "yes", a="yes"), decision("two", "no", a="no")), "a", "necessary"
    )
    assert tested.exposure == 1


def test_necessity_of_what_no_decision_lacks_is_trivial() -> None:
    """What is always there is necessary for anything."""
    found = examine(
        table_of(decision("one", "yes", a="yes"), decision("two", "no", a="yes")), "a", "necessary"
    )
    assert found.verdict == "holds in every completion"
    assert "no decision lacks the" in found.text
    assert "Yes, whatever the silent cells hold." in found.text


def test_the_screen_names_what_would_settle_it() -> None:
    """The worked example of the contract: an alternative to Russia, necessary for distance."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    table = decision_table(case, "distancing-from-russia")
    found = examine(table, "chinese-alternative or other-alternative", "necessary")
    assert "once known, may show that this " in found.text
    open_ = examine(table_of(decision("one", "yes", a=None)), "a", "necessary")
    assert "  One, “a”, if no: it fails in every completion; if yes: it holds" in open_.text
    told = json.loads(found.to_json())
    assert (told["verdict"], told["exposure"]) == (found.verdict, found.exposure)
    assert told["to_hold"] == list(found.to_settle(hold=True) or ())


def test_graded_decisions_stand_in_no_crisp_way_and_no_single_reading_settles_them() -> None:
    """Standing is a matter of yes and no."""
    found = examine(
        table_of(decision("one", "yes", g="in-part"), decision("two", "no", g="yes")),
        "g",
        "sufficient",
        0.4,
    )
    assert "graded" in found.standing.values()
    assert found.to_settle(hold=True) is None


def test_a_share_of_nothing_has_no_bounds() -> None:
    """What never occurs is sufficient for nothing in particular."""
    found = examine(
        table_of(decision("one", "yes", a="no"), decision("two", "no", a="no")), "a", "sufficient"
    )
    assert found.verdict == "no instance"
    assert "Consistency of nothing" in found.text
    assert found.table("shares").rows[0] == ("consistency", None, None)


def test_no_reading_of_a_silent_number_passes_the_bounds() -> None:
    """A few memberships stand for all that a number may have."""
    anchors = {"out": 0.0, "crossover": 10.0, "in": 20.0}
    graded = variable("n", values=(), anchors=anchors, because="So it is.")
    grid = tuple(step / 20 for step in range(21))
    for numbers in product([None, "10", "25"], [None, "0"]):
        made = [
            decision(f"d{place}", "yes" if place else "no", n=number, a="yes", g="in-part")
            for place, number in enumerate(numbers)
        ]
        table = decision_table(case_of(made, n=graded), "y")
        finer = attrs.evolve(
            table,
            rows=tuple(
                attrs.evolve(row, cells={**row.cells, N: attrs.evolve(row.cells[N], possible=grid)})
                if number is None
                else row
                for row, number in zip(table.rows, numbers, strict=True)
            ),
        )
        for said, relation in product(["n", "a and n", "n or not a", "g and n or not n"], SHARES):
            for share in ("consistency", "coverage"):
                wide = proposition(finer, said, relation, 1.0).bounds(share)
                bounds = proposition(table, said, relation, 1.0).bounds(share)
                assert bounds == pytest.approx(wide)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"expression": "c"}, "expected one of a, b, m; found 'c'"),
        ({"expression": "a and"}, "found ''"),
        ({"expression": "a b"}, "expected 'a and not b or c', found 'a b'"),
        ({"expression": "m"}, "expected m=low or m=middle or m=high, found 'm'"),
        ({"expression": "m=lo"}, "expected a value of m: low, middle, high"),
        ({"cut": 0.0}, "cut: expected a number above 0, at most 1, found 0.0"),
    ],
)
def test_a_wrong_proposition_is_refused_in_words(asked: dict[str, Any], said: str) -> None:
    """The message says what there is."""
    table = table_of(decision("one", "yes", a="yes", b="no", m="low"), decision("two", "no"))
    with pytest.raises(FpcaseError) as raised:
        examine(table, **({"expression": "a", "relation": "sufficient"} | asked))
    assert said in str(raised.value)


def test_too_many_variables_and_a_constant_outcome_are_refused() -> None:
    """Twelve conditions are more than the decisions of any case can tell apart."""
    names = [f"c{number}" for number in range(13)]
    made = [decision("one", "yes", **dict.fromkeys(names, "yes")), decision("two", "yes")]
    variables = {one: variable(one, values=("no", "yes")) for one in names}
    table = decision_table(case_of(made, None, **variables), "y")
    with pytest.raises(FpcaseError, match="at most 12 variables"):
        examine(table, " and ".join(names), "necessary")
    with pytest.raises(FpcaseError, match="that is present in some decisions and absent in others"):
        examine(table, "c1", "sufficient")
    assert examine(table, "c1", "necessary").verdict == "open"
