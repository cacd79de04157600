"""Small made-up tables of decisions, and a strategy that makes up many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from hypothesis import strategies as st
from synthetic import record, synthetic_case

from fpcase import Case
from fpcase.decisions import DecisionTable, decision_table
from fpcase.model import Decision, DecisionKind, LevelOfAnalysis, Locator, Reading, Variable

VALUES: Mapping[str, Sequence[str]] = {
    "a": ("no", "yes"),
    "b": ("no", "yes"),
    "m": ("low", "middle", "high"),
    "g": ("no", "in-part", "yes"),
    "y": ("no", "yes"),
}
"""Crisp conditions, one of three values, a graded one, and the outcome."""
GRADES = {"no": 0.0, "in-part": 0.75, "yes": 1.0}


def variable(id_: str, **given: Any) -> Variable:  # noqa: ANN401 - as the record's fields type them
    """A variable with the values of `VALUES`."""
    fields = {"values": VALUES.get(id_, ()), "level": LevelOfAnalysis.STATE} | given
    if id_ == "g":
        fields |= {"membership": GRADES, "because": "Half a yes is more than half."}
    return record(Variable, id=id_, name=id_, definition=f"How much {id_} there is.", **fields)


def read(value: str, *works: str, **given: Any) -> Reading:  # noqa: ANN401 - as above
    """A reading that rests on works."""
    at = [record(Locator, source=work, paragraph=1) for work in works or ("doe-2001",)]
    return record(Reading, value=value, at=at, **given)


def decision(id_: str, y: Any = None, date: str = "1900", **conditions: Any) -> Decision:  # noqa: ANN401 - a value, readings, or none
    """A decision with the outcome `y`; None is silence."""
    return record(
        Decision,
        id=id_,
        title=id_.capitalize(),
        date=date,
        actor="ruritania",
        kind=DecisionKind.VOTE,
        outcomes={} if y == "not asked" else {"y": y},
        conditions=conditions,
    )


def case_of(
    decisions: Iterable[Decision],
    authors: Mapping[str, Sequence[Any]] | None = None,
    **variables: Variable,
) -> Case:
    """A case of decisions."""
    return synthetic_case(
        authors or {"doe-2001": ["a + y"], "roe-2002": ["b + y"]},
        variables={**{one: variable(one) for one in VALUES}, **variables},
        decisions={one.id: one for one in decisions},
    )


def table_of(*decisions: Decision, outcome: str = "y", **given: Any) -> DecisionTable:  # noqa: ANN401 - as decision_table has it
    """A table of decisions."""
    return decision_table(case_of(decisions), outcome, **given)


def cells(values: Sequence[str]) -> st.SearchStrategy[Any]:
    """A value, two that differ, or silence."""
    one = st.sampled_from(list(values))
    two = st.tuples(one, one).map(lambda pair: [read(value) for value in pair])
    return st.one_of(st.none(), one, two)


@st.composite
def tables(
    draw: st.DrawFn, conditions: Sequence[str] = ("a", "b"), most: int = 4, *, known: bool = False
) -> DecisionTable:
    """Any table of a few decisions."""

    def cell(name: str) -> Any:  # noqa: ANN401 - a value, readings, or none
        return draw(st.sampled_from(list(VALUES[name])) if known else cells(VALUES[name]))

    number = draw(st.integers(1, most))
    made = [
        decision(f"d{n}", y=cell("y"), **{name: cell(name) for name in conditions})
        for n in range(number)
    ]
    return table_of(*made)


def completions(table: DecisionTable) -> Iterator[list[dict[str, Any]]]:
    """Every way of giving every cell of a table one possible value."""
    rows = []
    for row in table.rows:
        names = list(row.cells)
        ways = product(*(row.cells[name].possible for name in names))
        rows.append([dict(zip(map(str, names), way, strict=True)) for way in ways])
    for some in product(*rows):
        yield list(some)


def is_member(literal: str, values: Mapping[str, Any]) -> float:
    """How far values are in the set of a literal, found in another way than the library's."""
    if literal.startswith("not "):
        return 1 - is_member(literal[4:], values)
    name, _, value = literal.partition("=")
    if value:
        return 1.0 if values[name] == value else 0.0
    return GRADES[values[name]] if name == "g" else float(values[name] == "yes")


def set_degree(expression: str, values: Mapping[str, Any]) -> float:
    """How far values are in the set of an expression."""
    terms = [term.split(" and ") for term in expression.split(" or ")]
    return max(min(is_member(one, values) for one in term) for term in terms)
