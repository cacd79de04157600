"""Decisions as a table of conditions and an outcome: what the texts tell, and what they leave open.

A completion gives every cell one of its possible values, independently of the others.
"""

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Literal as Word

import attrs

from fpcase.comparison.tables import WIDTH, Result, Table, screen, sheet
from fpcase.comparison.tables import Cell as Text
from fpcase.decisions.expressions import (
    Expression,
    Literal,
    Value,
    calibrated,
    degree,
    has_own_set,
    literals,
    read_expression,
    values_of,
)
from fpcase.model.cases import Case
from fpcase.model.dates import date_fault, span
from fpcase.model.decisions import Decision, DecisionCell
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.signatures import checked
from fpcase.model.terms import Basis, DecisionKind
from fpcase.model.wording import counted
from fpcase.statements.record import spans_overlap

_READING = (
    "?: the texts are silent, or differ. A no with it: the condition is not necessary. A yes "
    "without it: it is not sufficient. Silence that goes with the outcome is a bias that no bound "
    "removes."
)
FEW = 3
"""How many things a line names."""
Way = tuple[Mapping[VariableId, Value], tuple[float, float]]
"""A completion of a decision, and how far it is then in a set, and has the outcome."""


@attrs.frozen(kw_only=True)
class Cell:
    """What the texts tell of one variable when a decision was made.

    Attributes:
        told: The values that they tell; works may differ.
        possible: The values that it may have had.
        is_coded: Whether the coder asked at all.
        sources: The works that tell it.
    """

    told: tuple[str, ...]
    possible: tuple[Value, ...]
    is_coded: bool
    sources: frozenset[str]

    @property
    def state(self) -> str:
        """Whether it is told, contested (works differ), silent or uncoded (nobody asked)."""
        if self.told:
            return "contested" if len(self.told) > 1 else "told"
        return "silent" if self.is_coded else "uncoded"


@attrs.frozen(kw_only=True, eq=False)
class Row:
    """A decision, with its outcome and its conditions.

    Attributes:
        decision: The decision.
        cells: Variable -> what is told of it.
    """

    decision: Decision
    cells: Mapping[VariableId, Cell]

    def completions(self, variables: Iterable[VariableId]) -> Iterator[dict[VariableId, Value]]:
        """Every way of giving some variables one possible value each.

        Args:
            variables: The variables.
        """
        named = tuple(dict.fromkeys(variables))
        for values in product(*(self.cells[one].possible for one in named)):
            yield dict(zip(named, values, strict=True))


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

    def silence(self, conditions: Iterable[VariableId]) -> Table:
        """For each outcome, in how many decisions a condition is told, silent or contested.

        Args:
            conditions: The conditions.
        """
        rows: list[tuple[Text, ...]] = []
        for condition, (says, some) in product(conditions, self.groups.items()):
            cells = [row.cells[condition] for row in some]
            states = Counter(cell.state for cell in cells)
            told = Counter(v for cell in cells for v in cell.told if cell.state == "told")
            values = {**dict.fromkeys(values_of(self.case, condition), 0), **told}
            by = tuple(f"{value} {number}" for value, number in values.items())
            counts = (states[one] for one in ("silent", "contested", "uncoded"))
            rows.append((condition, says, len(some), by, *counts))
        said = "Where the texts are silent; silence that goes with the outcome is a bias"
        columns = "condition outcome decisions told silent contested uncoded"
        return sheet("silence", f"{said}. {self.basis}", columns, rows)

    def _numbers(self, row: Row) -> tuple[Text, ...]:
        """Memberships, or the places of values; what is not known stays empty."""
        told: list[Text] = [row.decision.id]
        for one in self.conditions:
            known, values = row.cells[one].possible, values_of(self.case, one)
            place = values.index(str(known[0])) if values else 0
            in_set = degree(Literal(variable=one), known[0], self.case.variables[one])
            number = in_set if has_own_set(self.case, one) else place
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
        free = {"necessary": ("with it", False), "sufficient": ("without it", True)}
        for relation, (says, against) in free.items():
            some = [
                one.named(self.case)
                for name in self.conditions
                for one in literals(self.case, name)
                if all(self._holds(row, one) is not against for row in self.groups.get(says, ()))
                and any(self._holds(row, one) for row in self.groups.get("with it", ()))
            ]
            lines.append(f"Contradicted by no decision as {relation}: {', '.join(some) or 'none'}.")
        for says in ("with it", "unknown"):
            some = [named(row.decision) for row in self.groups.get(says, ())]
            lines += [f"{says.capitalize()}: {'; '.join(some)}."] if some else []
        contested = [
            f"“{self.case.variables[one].name}” in {named(row.decision)}"
            for row, one in product(self.rows, self.conditions)
            if row.cells[one].state == "contested"
        ]
        lines += [f"Works differ on {listed(contested)}."] if contested else []
        return screen(lines)

    def grid(self, conditions: Iterable[VariableId]) -> list[str]:
        """In how many decisions of each outcome a condition held, did not, or is not known.

        Args:
            conditions: The conditions.
        """
        wide = WIDTH - 16 * len(self.groups)
        heads = "".join(f"{f'{says} ({len(some)})':>16}" for says, some in self.groups.items())
        lines = [" " * wide + heads, " " * wide + "     yes  no   ?" * len(self.groups)]
        for one in (one for name in conditions for one in literals(self.case, name)):
            if one.negated:
                continue
            line = textwrap.shorten(
                one.named(self.case).replace("“", "").replace("”", ""), wide, placeholder="…"
            ).ljust(wide)
            for some in self.groups.values():
                states = Counter(self._holds(row, one) for row in some)
                line += f"{states[True]:>8}{states[False]:>4}{states[None]:>4}"
            lines.append(line)
        return lines

    def _holds(self, row: Row, literal: Literal) -> bool | None:
        """Whether a decision is in a set, more in than out; None if that is not known."""
        variable = self.case.variables[literal.variable]
        values = row.cells[literal.variable].possible
        found = {degree(literal, value, variable) > 1 / 2 for value in values}
        return found.pop() if len(found) == 1 else None

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


def listed(things: Sequence[str]) -> str:
    """The first few of some things, and how many more there are.

    >>> listed(["a", "b", "c", "d", "e"])
    'a; b; c; and 2 more'
    """
    more = [f"and {len(things) - FEW} more"] if len(things) > FEW else []
    return "; ".join([*things[:FEW], *more])


@checked
def decision_table(  # noqa: PLR0913 - what may be chosen, by its name
    case: Case,
    outcome: str,
    *,
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
    given: dict[str, tuple[Iterable[str] | None, Iterable[str]]] = {
        "actors": (actors, case.actors),
        "kinds": (kinds, [kind.value for kind in DecisionKind]),
        "works": (works, case.sources),
        "basis": (basis, [one.value for one in Basis]),
    }
    chosen = {option: _chosen(option, some, known) for option, (some, known) in given.items()}
    if fault := date_fault(period or "2000"):
        refuse("period", f"dates ({fault})", period)
    dates = span(period) if period else (None, None)
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
    choice = _Choice(
        case=case,
        conditions=tuple(VariableId(one) for one in named if one not in read.variables),
        outcomes=read.variables,
        works=frozenset(chosen["works"]),
        basis=frozenset(chosen["basis"] or given["basis"][1]),
        absent=silence == "absence",
    )
    return DecisionTable(
        case=case,
        outcome=read,
        conditions=choice.conditions,
        rows=tuple(map(choice.row, held)),
        left_out=len(within) - len(held),
        chosen=tuple(saying),
    )


def _chosen(option: str, given: Iterable[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    names = tuple(known)
    some = () if given is None else words(option, given, f"a list of {option}")
    return tuple(one_of(option, one, names) for one in some)


@attrs.frozen(kw_only=True)
class _Choice:
    """The variables that are looked at, the readings that count, and what silence means."""

    case: Case
    conditions: tuple[VariableId, ...]
    outcomes: tuple[VariableId, ...]
    works: frozenset[str]
    basis: frozenset[str]
    absent: bool

    def row(self, decision: Decision) -> Row:
        cells = {one: self._cell(decision, one, decision.conditions) for one in self.conditions}
        cells |= {one: self._cell(decision, one, decision.outcomes) for one in self.outcomes}
        sets = self.case.variables
        known = {
            degree(Literal(variable=one), value, sets[one])
            for one, cell in cells.items()
            for value in cell.possible
            if sets[one].anchors or sets[one].membership
        }
        tried = tuple(sorted({0.0, 0.5, 1.0, *known, *(1 - one for one in known)}))
        held = {
            one: cell if cell.possible else attrs.evolve(cell, possible=tried)
            for one, cell in cells.items()
        }
        return Row(decision=decision, cells=held)

    def _cell(
        self, decision: Decision, variable: VariableId, held: Mapping[VariableId, DecisionCell]
    ) -> Cell:
        """What is told of a variable; nothing is possible yet of a number that nobody tells."""
        sources: set[str] = set()
        told: dict[str, None] = {}
        for reading in held.get(variable) or ():
            on = {str(at.source) for at in reading.at or decision.at}
            if (not self.works or (on and on <= self.works)) and reading.basis.value in self.basis:
                sources |= on
                told[reading.value] = None
        possible: tuple[Value, ...] = tuple(told) or values_of(self.case, variable)
        if self.absent and not told and variable in self.conditions:
            own, record = Literal(variable=variable), self.case.variables[variable]
            possible = (min(possible, key=lambda one: degree(own, one, record), default=0.0),)
        elif anchors := self.case.variables[variable].anchors:
            possible = tuple(calibrated(_number(decision, variable, o), anchors) for o in told)
        return Cell(
            told=tuple(told),
            possible=possible,
            is_coded=variable in held,
            sources=frozenset(sources),
        )


def _number(decision: Decision, variable: VariableId, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        message = (
            f"decision {decision.id}: expected a number for {variable}, which has anchors, "
            f"found {value!r}"
        )
        raise FpcaseError(message) from None
