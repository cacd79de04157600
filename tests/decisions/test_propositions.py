"""Propositions on decisions with silent cells, against every completion of them."""

import json
from collections.abc import Sequence
from itertools import combinations
from typing import Any, Literal

import attrs
import pytest
from decisions_made_up import (
    case_of,
    completions,
    decision,
    is_member,
    read,
    set_degree,
    table_of,
    tables,
    variable,
)
from hypothesis import given, settings
from hypothesis import strategies as st

import fpcase
from fpcase import FpcaseError
from fpcase.decisions import DecisionTable, Proposition, decision_table, examine

Relation = Literal["necessary", "sufficient"]
RELATIONS: tuple[Relation, Relation] = ("necessary", "sufficient")
CRISP = ("a", "not b", "a and b", "a or b", "a and not b or b and not a", "a or not a")
GRADED = ("g", "not g", "a and g", "m=high or g", "not m=low and not g", "g or not g")


def shares(relation: str, pairs: Sequence[tuple[float, float]]) -> dict[str, float | None]:
    """Each share of one completion, from its definition."""

    def ratio(part: float, whole: float) -> float | None:
        return part / whole if whole > 1e-9 else None

    both = sum(min(x, y) for x, y in pairs)
    x_all, y_all = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    clash = sum(min(x, y, 1 - y) for x, y in pairs)
    if relation == "sufficient":
        return {
            "consistency": ratio(both, x_all),
            "coverage": ratio(both, y_all),
            "PRI": ratio(both - clash, x_all - clash),
        }
    return {
        "consistency": ratio(both, y_all),
        "coverage": ratio(both, x_all),
        "relevance": ratio(sum(1 - x for x, _ in pairs), sum(1 - min(x, y) for x, y in pairs)),
    }


def proposition(table: DecisionTable, said: str, relation: Relation, cut: float) -> Proposition:
    """A proposition, whether or not the outcome is constant."""
    read = examine(table, said, "necessary", cut)
    return attrs.evolve(read, relation=relation)


def found_by_force(table: DecisionTable, said: str, relation: str) -> dict[str, list[float]]:
    """Share -> its values in all completions in which it is a share of something."""
    found: dict[str, list[float]] = {}
    for rows in completions(table):
        pairs = [(set_degree(said, row), is_member("y", row)) for row in rows]
        for share, value in shares(relation, pairs).items():
            found.setdefault(share, []).extend([] if value is None else [value])
    return found


@pytest.mark.parametrize("relation", RELATIONS)
@settings(max_examples=40)
@given(table=tables(), said=st.sampled_from(CRISP))
def test_bounds_are_the_extremes_over_all_completions(
    relation: Relation, table: DecisionTable, said: str
) -> None:
    """Nothing silent can make a share smaller or greater, and something silent makes it so."""
    asked = proposition(table, said, relation, 1.0)
    for share, values in found_by_force(table, said, relation).items():
        expected = pytest.approx((min(values), max(values))) if values else None
        assert asked.bounds(share) == expected


@pytest.mark.parametrize("relation", RELATIONS)
@settings(max_examples=25)
@given(table=tables(("a", "m", "g"), 3), said=st.sampled_from(GRADED))
def test_bounds_hold_for_graded_sets_and_several_values(
    relation: Relation, table: DecisionTable, said: str
) -> None:
    """The same for sets with degrees, and for conditions with three values."""
    asked = proposition(table, said, relation, 0.8)
    for share, values in found_by_force(table, said, relation).items():
        expected = pytest.approx((min(values), max(values))) if values else None
        assert asked.bounds(share) == expected


def verdict_by_force(table: DecisionTable, said: str, relation: str, cut: float) -> str:
    """The verdict, from every completion."""
    values = found_by_force(table, said, relation)["consistency"]
    if not values:
        return "no instance"
    if min(values) >= cut - 1e-9:
        return "holds in every completion"
    return "fails in every completion" if max(values) < cut - 1e-9 else "open"


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("cut", [1.0, 0.75, 0.5])
@settings(max_examples=25)
@given(table=tables(most=3), said=st.sampled_from(CRISP[:-1]))
def test_readings_to_settle_are_the_fewest_of_all(
    relation: Relation, cut: float, table: DecisionTable, said: str
) -> None:
    """No smaller choice of decisions, however they turn out, can settle the verdict."""
    asked = proposition(table, said, relation, cut)
    for hold, verdict in (
        (True, "holds in every completion"),
        (False, "fails in every completion"),
    ):
        fewest = None
        for size in range(len(table.rows) + 1):
            chosen = combinations(range(len(table.rows)), size)
            if any(can_settle(table, said, relation, cut, verdict, some) for some in chosen):
                fewest = size
                break
        found = asked.to_settle(hold=hold)
        assert (None if found is None else len(found)) == fewest


def can_settle(  # noqa: PLR0913, PLR0917 - what is asked, and of which decisions
    table: DecisionTable,
    said: str,
    relation: str,
    cut: float,
    verdict: str,
    known: Sequence[int],
) -> bool:
    """Whether these decisions, once known, can bring about a verdict."""
    for values in completions(attrs.evolve(table, rows=tuple(table.rows[n] for n in known))):
        rows = list(table.rows)
        for number, told in zip(known, values, strict=True):
            rows[number] = filled(rows[number], told)
        if verdict_by_force(attrs.evolve(table, rows=tuple(rows)), said, relation, cut) == verdict:
            return True
    return False


def filled(row: Any, told: dict[str, Any]) -> Any:  # noqa: ANN401 - a row
    """A row in which these values are known."""
    held = {
        name: attrs.evolve(cell, possible=(told[name],)) if name in told else cell
        for name, cell in row.cells.items()
    }
    return attrs.evolve(row, cells=held)


@settings(max_examples=40)
@given(table=tables(most=3), said=st.sampled_from(CRISP))
def test_cells_that_matter_are_those_that_settle_most_values(
    table: DecisionTable, said: str
) -> None:
    """What knowing a cell would settle is what the bounds then say."""
    asked = proposition(table, said, "sufficient", 1.0)
    counts = [len(one.settles) for one in asked.unknown]
    assert counts == sorted(counts, reverse=True)
    for one in asked.unknown:
        place = [row.decision.id for row in table.rows].index(one.decision)
        for value in table.rows[place].cells[one.variable].possible:
            rows = list(table.rows)
            rows[place] = filled(rows[place], {one.variable: value})
            then = verdict_by_force(attrs.evolve(table, rows=tuple(rows)), said, "sufficient", 1.0)
            if asked.verdict == "open":
                assert one.settles.get(str(value), "open") == then


@given(table=tables(known=True), said=st.sampled_from(CRISP), relation=st.sampled_from(RELATIONS))
def test_of_a_complete_table_the_least_is_the_greatest(
    table: DecisionTable, said: str, relation: Relation
) -> None:
    """Nothing is open where nothing is silent."""
    asked = proposition(table, said, relation, 1.0)
    found = asked.bounds("consistency")
    assert found is None or found[0] == pytest.approx(found[1])
    assert not asked.unknown


@settings(max_examples=40)
@given(table=tables(), said=st.sampled_from(CRISP), data=st.data())
def test_filling_a_cell_never_widens_the_bounds(
    table: DecisionTable, said: str, data: st.DataObject
) -> None:
    """Whoever reads more knows no less."""
    row = data.draw(st.sampled_from(range(len(table.rows))))
    name = data.draw(st.sampled_from(["a", "b", "y"]))
    value = data.draw(st.sampled_from(table.rows[row].cells[name].possible))  # type: ignore[index]
    rows = list(table.rows)
    rows[row] = filled(rows[row], {name: value})
    before = proposition(table, said, "sufficient", 1.0).bounds("consistency")
    after = proposition(attrs.evolve(table, rows=tuple(rows)), said, "sufficient", 1.0).bounds(
        "consistency"
    )
    if before and after:
        assert before[0] - 1e-9 <= after[0]
        assert after[1] <= before[1] + 1e-9


@settings(max_examples=25)
@given(table=tables(), said=st.sampled_from(CRISP), order=st.randoms())
def test_the_order_of_decisions_changes_nothing(
    table: DecisionTable,
    said: str,
    order: Any,  # noqa: ANN401 - a source of chance
) -> None:
    """A table is a set of decisions."""
    rows = list(table.rows)
    order.shuffle(rows)
    one = proposition(table, said, "necessary", 1.0)
    other = proposition(attrs.evolve(table, rows=tuple(rows)), said, "necessary", 1.0)
    assert one.bounds("consistency") == other.bounds("consistency")
    assert one.standing == other.standing
    assert one.unknown == other.unknown


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
    assert "Deviates: Two (1900)\n  Doe 2001, paragraph 1\n" in found.text
    assert "Doe 2001 (c1): “a” raises “y”" in found.text


def test_exposure_counts_decisions_that_could_have_contradicted_it() -> None:
    """A claim that nothing coded could contradict was not tested."""
    untested = examine(
        table_of(decision("one", "yes", a="yes"), decision("two", "no", a=None)), "a", "necessary"
    )
    assert untested.exposure == 0
    assert "Nothing coded could contradict it." in untested.text
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
    assert "Trivial: no decision lacks it." in found.text
    assert "Yes, whatever the silent cells hold." in found.text


def test_the_screen_names_what_would_settle_it() -> None:
    """The worked example of the contract: an alternative to Russia, necessary for distance."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    table = decision_table(case, "distancing-from-russia")
    found = examine(table, "chinese-alternative or other-alternative", "necessary")
    assert "To know that it holds, read about: " in found.text
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


@settings(max_examples=30)
@given(
    numbers=st.lists(st.sampled_from([None, "0", "10", "25"]), min_size=1, max_size=3),
    relation=st.sampled_from(RELATIONS),
    said=st.sampled_from(["n", "not n", "a and n", "n or not a", "g and n or not n"]),
)
def test_no_reading_of_a_silent_number_passes_the_bounds(
    numbers: list[str | None], relation: Relation, said: str
) -> None:
    """A few memberships stand for all that a number may have."""
    anchors = {"out": 0.0, "crossover": 10.0, "in": 20.0}
    graded = variable("n", values=(), anchors=anchors, because="So it is.")
    made = [
        decision(f"d{place}", "yes" if place % 2 else "no", n=number, a="yes", g="in-part")
        for place, number in enumerate(numbers)
    ]
    table = decision_table(case_of(made, n=graded), "y")
    asked = proposition(table, said, relation, 1.0)
    grid = tuple(step / 20 for step in range(21))
    finer = [
        attrs.evolve(row, cells={**row.cells, "n": attrs.evolve(row.cells["n"], possible=grid)})  # type: ignore[index, dict-item]
        if numbers[int(str(row.decision.id)[1:])] is None
        else row
        for row in table.rows
    ]
    for share in ("consistency", "coverage"):
        wide = proposition(attrs.evolve(table, rows=tuple(finer)), said, relation, 1.0).bounds(
            share
        )
        bounds = asked.bounds(share)
        if wide and bounds:
            assert bounds[0] - 1e-9 <= wide[0]
            assert wide[1] <= bounds[1] + 1e-9


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
    with pytest.raises(FpcaseError, match="that some decisions have and others lack"):
        examine(table, "c1", "sufficient")
    assert examine(table, "c1", "necessary").verdict == "open"
