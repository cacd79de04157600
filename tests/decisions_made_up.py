"""Small made-up tables of decisions, and many that chance makes up."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import attrs
from synthetic import record, synthetic_case

from fpcase import Case
from fpcase.decisions import DecisionTable, decision_table
from fpcase.model import (
    Decision,
    DecisionId,
    DecisionKind,
    LevelOfAnalysis,
    Locator,
    Reading,
    Variable,
)

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


def random_tables(
    number: int, conditions: Sequence[str] = ("a", "b"), most: int = 4, *, known: bool = False
) -> Iterator[tuple[random.Random, DecisionTable]]:
    """So many tables of a few decisions that chance draws, with a source of further chance.

    Each cell is told, silent or contested; with `known`, told.
    """
    cells: list[list[Any]] = [[*VALUES[name]] for name in (*conditions, "y")]
    for some in cells if not known else ():
        some += [None, [read(some[0]), read(some[-1])]]
    every = (
        decision(f"d{n}", y, **dict(zip(conditions, told, strict=True)))
        for n, (*told, y) in enumerate(product(*cells))
    )
    whole = table_of(*every)
    for seed in range(number):
        chance = random.Random(seed)  # noqa: S311 - no secret
        rows = chance.choices(whole.rows, k=chance.randint(1, most))
        again = (
            attrs.evolve(row, decision=attrs.evolve(row.decision, id=DecisionId(f"d{n}")))
            for n, row in enumerate(rows)
        )
        yield chance, attrs.evolve(whole, rows=tuple(again))


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
