"""Decisions as a table of conditions and an outcome: what the texts tell, and what they leave open.

A completion gives every cell one of its possible values, independently of the others.
"""

import datetime as dt
import textwrap
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import Literal as Word

import attrs

from fpcase.comparison.tables import WIDTH, Result, Table, screen, sheet
from fpcase.comparison.tables import Cell as Text
from fpcase.decisions.cells import Row, absent, read_cell, tried_cells
from fpcase.decisions.expressions import (
    Expression,
    Literal,
    Value,
    degree,
    has_own_set,
    literals,
    read_expression,
    values_of,
)
from fpcase.model.cases import Case
from fpcase.model.dates import date_fault, span
from fpcase.model.decisions import Decision, Reading
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.signatures import checked
from fpcase.model.terms import Basis, DecisionKind
from fpcase.model.wording import counted, first_few
from fpcase.statements.record import spans_overlap

_READING = (
    "?: the texts are silent, or differ. A no with it: the condition is not necessary. A yes "
    "without it: it is not sufficient. Silence that goes with the outcome is a bias that no bound "
    "removes."
)
_CONTRADICTED = (("necessary", "with it", False), ("sufficient", "without it", True))
"""Relation, outcome -> what of a set contradicts it there."""
_UNTOLD = ("silent", "contested", "uncoded")
FEW = 3
"""How many things a line names."""
Way = tuple[Mapping[VariableId, Value], tuple[float, float]]
"""A completion of a decision, and how far it is then in a set, and has the outcome."""


class Answer(Result):
    """What is answered of a table of decisions, on one screen, in tables and as JSON.

    Attributes:
        of: The decisions.
    """

    of: "DecisionTable"

    @property
    def text(self) -> str:
        """The answer on one screen."""
        return screen(self.lines())

    @abstractmethod
    def lines(self) -> Iterable[str]:
        """The lines of the screen."""

    def facts(self) -> dict[str, object]:
        """The case, the outcome, and what was chosen."""
        return self.of.facts()


@attrs.frozen(kw_only=True, repr=False, eq=False)
class DecisionTable(Result):
    """Decisions by conditions and one outcome.

    Attributes:
        case: The case.
        outcome: The outcome.
        conditions: The conditions.
        rows: The decisions of which the outcome was asked, by date.
        left_out: How many decisions were chosen of which it was not.
        chosen: What was chosen of decisions and readings, in words.
    """

    case: Case
    outcome: Expression
    conditions: tuple[VariableId, ...]
    rows: tuple[Row, ...]
    left_out: int
    chosen: tuple[str, ...]

    @property
    def title(self) -> str:
        """The outcome, and what was chosen."""
        return "; ".join([f"{self.outcome} in decisions of {self.case.title}", *self.chosen])

    @property
    def basis(self) -> str:
        """The end of every caption."""
        asked = f"{len(self.rows)} of {counted(len(self.rows) + self.left_out, 'decision')}"
        chosen = "".join(f"; {one}" for one in self.chosen)
        return f"{asked}{chosen}. Case {self.case.id}, version {self.case.version}."

    @property
    def label(self) -> str:
        """The outcome as the name of a column."""
        return "-".join(str(self.outcome).replace("=", " ").split())

    @property
    def head(self) -> str:
        """Of which decisions a screen speaks, after what it says of them."""
        return "; ".join([f"{len(self.rows)} of {self.case.title}", *self.chosen])

    def ways(self, expression: Expression) -> Mapping[DecisionId, tuple[Way, ...]]:
        """Decision -> each completion, and how far it is then in a set, and has the outcome.

        Args:
            expression: The set.
        """
        sets, outcome = self.case.variables, self.outcome
        named = (*expression.variables, *outcome.variables)
        return {
            row.decision.id: tuple(
                (way, (expression.degree(way, sets), outcome.degree(way, sets)))
                for way in row.completions(named)
            )
            for row in self.rows
        }

    @cached_property
    def outcomes(self) -> Mapping[DecisionId, frozenset[float]]:
        """Decision -> how far it may have had the outcome."""
        ways = self.ways(self.outcome)
        return {one: frozenset(y for _, (_, y) in some) for one, some in ways.items()}

    @cached_property
    def groups(self) -> Mapping[str, tuple[Row, ...]]:
        """With the outcome, without it, or unknown -> the decisions."""
        found: dict[str, list[Row]] = {"with it": [], "without it": [], "unknown": []}
        for row in self.rows:
            ways = self.outcomes[row.decision.id]
            known = "with it" if min(ways) > 1 / 2 else "without it"
            found[known if len(ways) == 1 else "unknown"].append(row)
        return {says: tuple(some) for says, some in found.items() if some}

    @property
    def tables(self) -> tuple[Table, ...]:
        """Where the texts are silent, what they tell, and the same in numbers, as R reads it."""
        columns = (*self.conditions, *self.outcome.variables)
        told: list[tuple[Text, ...]] = [
            (row.decision.id, row.decision.date,
             *(" or ".join(row.cells[o].told) or row.cells[o].state for o in columns))
            for row in self.rows
        ]  # fmt: skip
        said = f"What the texts tell of each decision. {self.basis}"
        cells = sheet("cells", said, f"decision date {' '.join(columns)}", told)
        as_r = f"decision {' '.join(self.conditions)} {self.label}"
        said = f"For R's QCA. {self.basis}"
        numbers = sheet("numbers", said, as_r, map(self._numbers, self.rows))
        return (self.silence(self.conditions), cells, numbers)

    @cached_property
    def held(self) -> Mapping[Literal, Mapping[str, Counter[bool | None]]]:
        """Set -> outcome -> in how many decisions it held, did not hold, or is not known."""

        def holds(one: Literal, row: Row) -> bool | None:
            record, possible = self.case.variables[one.variable], row.cells[one.variable].possible
            ways = {degree(one, value, record) > 1 / 2 for value in possible}
            return min(ways) if len(ways) == 1 else None

        every = [one for name in self.conditions for one in literals(self.case, name)]
        return {
            one: {says: Counter(holds(one, r) for r in some) for says, some in self.groups.items()}
            for one in every
        }

    def silence(self, conditions: Iterable[VariableId]) -> Table:
        """For each outcome, in how many decisions a condition is told, silent or contested.

        Args:
            conditions: The conditions.
        """
        rows: list[tuple[Text, ...]] = []
        for one, (says, some) in product(self._sets(conditions), self.groups.items()):
            states = Counter(row.cells[one.variable].state for row in some)
            held, counts = self.held[one][says], map(states.get, _UNTOLD, (0, 0, 0))
            rows.append((str(one), says, len(some), held[True], held[False], *counts))
        said = "Where the texts are silent; silence that goes with the outcome is a bias"
        columns = f"condition outcome decisions yes no {' '.join(_UNTOLD)}"
        return sheet("silence", f"{said}. {self.basis}", columns, rows)

    def _sets(self, conditions: Iterable[VariableId]) -> list[Literal]:
        """The sets of some conditions, of a set and its complement the set alone."""
        return [one for one in self.held if one.variable in conditions and not one.negated]

    def _numbers(self, row: Row) -> tuple[Text, ...]:
        """Memberships, or the places of values; what is not known stays empty."""
        told: list[Text] = [row.decision.id]
        for one in self.conditions:
            known, values = row.cells[one].possible, values_of(self.case, one)
            number = degree(Literal(variable=one), known[0], self.case.variables[one])
            if not has_own_set(self.case, one):
                number = values.index(str(known[0]))
            told.append(number if len(known) == 1 else None)
        ways = self.outcomes[row.decision.id]
        return (*told, min(ways) if len(ways) == 1 else None)

    @property
    def text(self) -> str:
        """What the texts tell, on one screen: conditions by outcome, and the decisions."""
        counts = ", ".join(f"{len(some)} {says}" for says, some in self.groups.items())
        lines = [f"{self.outcome.named(self.case)}: {counts}.", f"Decisions: {self.head}.", ""]
        lines += self.grid(self.conditions)
        lines += ["", _READING]
        for relation, says, against in _CONTRADICTED:
            some = ", ".join(
                one.named(self.case)
                for one, by in self.held.items()
                if by.get("with it", {True: 0})[True] and not by.get(says, {against: 0})[against]
            )
            lines.append(f"Contradicted by no decision as {relation}: {some or 'none'}.")
        for says in ("with it", "unknown"):
            those = [named(row.decision) for row in self.groups.get(says, ())]
            lines += [f"{says.capitalize()}: {'; '.join(those)}."] if those else []
        contested = [
            f"“{self.case.variables[one].name}” in {named(row.decision)}"
            for row, one in product(self.rows, self.conditions)
            if row.cells[one].state == "contested"
        ]
        lines += [f"Works differ on {first_few(contested, FEW, '; ')}."] if contested else []
        return screen(lines)

    def grid(self, conditions: Iterable[VariableId]) -> list[str]:
        """In how many decisions of each outcome a condition held, did not, or is not known.

        Args:
            conditions: The conditions.
        """
        wide = WIDTH - 16 * len(self.groups)
        heads = "".join(f"{f'{says} ({len(some)})':>16}" for says, some in self.groups.items())
        lines = [" " * wide + heads, " " * wide + "     yes  no   ?" * len(self.groups)]
        for one in self._sets(conditions):
            name = self.case.variables[one.variable].name + (f" ({one.value})" if one.value else "")
            line = textwrap.shorten(name, wide, placeholder="…").ljust(wide)
            told = self.held[one].values()
            lines.append(line + "".join(f"{n[True]:>8}{n[False]:>4}{n[None]:>4}" for n in told))
        return lines

    def facts(self) -> dict[str, object]:
        """The case, the outcome, and what was chosen."""
        case = {"case": self.case.id, "version": self.case.version}
        return {**case, "outcome": str(self.outcome), "chosen": list(self.chosen)}

    def refuse_constant(self) -> None:
        """Refuse a question that the same outcome of all decisions would answer.

        Raises:
            OptionError: all decisions have the same outcome.
        """
        if len({*self.outcomes.values()}) == 1:
            refuse(
                "outcome", "an outcome that some decisions have and others lack", str(self.outcome)
            )


def named(decision: Decision) -> str:
    """A decision as a reader knows it.

    Args:
        decision: The decision.
    """
    return f"{decision.title} ({decision.date})"


def passages(case: Case, of: DecisionId, variables: Iterable[VariableId]) -> tuple[str, ...]:
    """Where the texts tell of a decision's conditions or outcome, with the first words there.

    Args:
        case: The case.
        of: The decision.
        variables: The conditions and the outcome.
    """
    record = case.decisions[of]
    labels = {str(one.source): case.label(one.id) for one in case.explanations.values()}
    told = {
        f"{labels.get(str(at.source), at.source)}, {at.place}"
        f"{f': “{at.anchor.start} …”' if at.anchor else ''}": None
        for _, variable, _, reading in record.readings()
        if variable in variables
        for at in reading.at or record.at
    }
    return tuple(told)


@checked
def decision_table(  # noqa: PLR0913, PLR0917 - what may be chosen, by its name
    case: Case,
    outcome: str,
    conditions: Iterable[str] | None = None,
    actors: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    period: str | None = None,
    works: Iterable[str] | None = None,
    basis: Iterable[str] | None = None,
    silence: Word["unknown", "absence"] = "unknown",
) -> DecisionTable:
    """Put decisions in a table by conditions and one outcome.

    Args:
        case: The case.
        outcome: The outcome: a variable, "not" a variable, variable=value, or such as "a or b".
        conditions: These conditions only; else those that were asked of any of the decisions.
        actors: Decisions of these actors only.
        kinds: Decisions of these kinds only.
        period: Decisions of these dates only.
        works: Readings that rest on these works only; others count as silence.
        basis: Readings on this basis only (explicit, implicit, inferred); others count as silence.
        silence: Whether a condition on which the texts are silent is unknown, or was absent.

    Raises:
        FpcaseError: an id, a value or a word is unknown, or no decision is left.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = decision_table(case, "distancing-from-russia", conditions=["domestic-unrest"])
    >>> table.rows[0].cells["domestic-unrest"].state
    'silent'
    """
    decisions = sorted(
        case.decisions.values(), key=lambda one: (span(one.date)[0] or dt.date.min, one.id)
    )
    asked = dict.fromkeys(one for decision in decisions for one in decision.outcomes)
    read = read_expression("outcome", outcome, case, asked)
    every = dict.fromkeys(one for decision in decisions for one in decision.conditions)
    chosen = {
        "actors": _chosen("actors", actors, case.actors),
        "kinds": _chosen("kinds", kinds, [kind.value for kind in DecisionKind]),
        "works": _chosen("works", works, case.sources),
        "basis": _chosen("basis", basis, [one.value for one in Basis]),
    }
    if fault := date_fault(period or "2000"):
        refuse("period", f"dates ({fault})", period)
    dates = span(period or None)
    within = [
        one
        for one in decisions
        if (actors is None or one.actor in chosen["actors"])
        and (kinds is None or one.kind.value in chosen["kinds"])
        and spans_overlap(span(one.date), dates)
    ]
    held = [one for one in within if {*read.variables} <= {*one.outcomes}]
    if not held:
        refuse("outcome", "an outcome that was asked of a chosen decision", outcome)
    saying = [f"{name}: {', '.join(some)}" for name, some in chosen.items() if some]
    saying += [f"period: {period}"] if period else []
    saying += ["silence means absence"] if silence == "absence" else []
    here = dict.fromkeys(name for one in held for name in one.conditions)
    named = here if conditions is None else _chosen("conditions", conditions, every)
    names = tuple(VariableId(one) for one in named if one not in read.variables)

    def counts(decision: Decision, reading: Reading) -> bool:
        on = {str(at.source) for at in reading.at or decision.at}
        by_work = works is None or (bool(on) and on <= {*chosen["works"]})
        return by_work and (basis is None or reading.basis.value in chosen["basis"])

    def row(decision: Decision) -> Row:
        cells = {one: read_cell(case, decision, one, decision.conditions, counts) for one in names}
        if silence == "absence":
            cells |= {one: absent(cells[one], case.variables[one]) for one in names}
        for one in read.variables:
            cells[one] = read_cell(case, decision, one, decision.outcomes, counts)
        return Row(decision=decision, cells=tried_cells(cells, case))

    return DecisionTable(
        case=case,
        outcome=read,
        conditions=names,
        rows=tuple(map(row, held)),
        left_out=len(within) - len(held),
        chosen=tuple(saying),
    )


def _chosen(option: str, given: Iterable[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    names = tuple(known)
    some = () if given is None else words(option, given, f"a list of {option}")
    return tuple(one_of(option, one, names) for one in some)
