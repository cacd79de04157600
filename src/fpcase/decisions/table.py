"""Decisions as a table of conditions and an outcome: what the texts tell, and what they leave open.

A completion gives every cell one of its possible values, independently of the others. All that is
asked of a decision follows from one set of pairs: how far it may be in a set, and have the outcome.
"""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product

import attrs

from fpcase.comparison.tables import CellValue, Result, Table, screen, sheet
from fpcase.decisions.expressions import (
    Expression,
    Literal,
    Value,
    has_own_set,
    literals,
    values_of,
)
from fpcase.decisions.shares import Pair
from fpcase.model import Case, Decision, DecisionId, VariableId
from fpcase.model.dates import period_in_words
from fpcase.model.signatures import refuse
from fpcase.model.wording import COLUMNS, counted, first_few

_READING = (
    "?: the texts are silent, or differ. A “no” in the first block shows that a condition is not "
    "necessary, a “yes” in the second that it is not sufficient. Decisions without the outcome "
    "may have offered no occasion for it. Silence that is correlated with the outcome is a source "
    "of bias, and the bounds do not remove that bias."
)
_CONTRADICTED = (("necessary", "with it", "no"), ("sufficient", "without it", "yes"))
"""Relation, outcome -> what of a set contradicts it there."""
_LEADS = {
    True: "No decision contradicts that these are {}",
    False: "Not tested as {}, because no decision without the outcome is known to lack them",
}
"""Whether anything could have contradicted it -> what is said of sets that nothing contradicts."""
_LISTED = {"with it": 12, "unknown": 6}
"""Outcome -> how many decisions a screen names."""
_STATES = ("yes", "no", "silent", "contested", "uncoded")
FEW = 3
"""How many things a line names."""
Reached = Mapping[DecisionId, frozenset[Pair]]
"""Decision -> the pairs that its completions reach: in a set, with the outcome."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class DecisionAnswer(Result):
    """An answer about decisions: on one screen, in tables and as JSON.

    Attributes:
        title: What was asked, of which decisions.
        lines: The lines of the screen.
        tables: The tables, the chief one first.
        about: What JSON says beside the tables.
    """

    title: str
    lines: Sequence[str]
    tables: tuple[Table, ...]
    about: Mapping[str, object]

    @property
    def text(self) -> str:
        """The answer on one screen."""
        return screen(self.lines)

    def facts(self) -> dict[str, object]:
        """What JSON says beside the tables."""
        return {**self.about}


@attrs.frozen(kw_only=True)
class Cell:
    """What the texts say about one variable when a decision was made.

    Attributes:
        told: The values that they tell; works may differ.
        possible: The values that it may have had.
        state: Whether it is told, contested (works differ), silent or uncoded (nobody asked).
        sources: The works that tell it.
    """

    told: tuple[str, ...]
    possible: tuple[Value, ...]
    state: str
    sources: frozenset[str]


@attrs.frozen(kw_only=True, eq=False)
class Row:
    """A decision, with its outcome and its conditions.

    Attributes:
        decision: The decision.
        cells: Variable -> what is told of it.
    """

    decision: Decision
    cells: Mapping[VariableId, Cell]

    def where(self, variable: VariableId, value: Value) -> "Row":
        """The decision if one of its cells were known.

        Args:
            variable: The variable.
            value: Its value.
        """
        cell = attrs.evolve(self.cells[variable], possible=(value,))
        return attrs.evolve(self, cells={**self.cells, variable: cell})

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
        rows: The decisions that were asked about the outcome, by date.
        left_out: How many of the chosen decisions were not asked about it.
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
        return self.with_choices(f"{self.outcome} in decisions of {self.case.title}")

    def with_choices(self, said: str) -> str:
        """What is said of the decisions, and what was chosen of them.

        Args:
            said: What is said.
        """
        return "; ".join([said, *self.chosen])

    @property
    def basis(self) -> str:
        """The end of every caption."""
        every = counted(len(self.rows) + self.left_out, "decision")
        asked = self.with_choices(f"{len(self.rows)} of {every}")
        return f"{asked}. Case {self.case.id}, version {self.case.version}."

    @property
    def label(self) -> str:
        """The outcome as the name of a column."""
        return "-".join(str(self.outcome).replace("=", " ").split())

    @property
    def number(self) -> str:
        """Which decisions a screen is about."""
        every = counted(len(self.rows), "decision")
        return f"From {self.with_choices(f'{every} of {self.case.title}')}."

    def pairs(self, of: Row, expression: Expression) -> frozenset[Pair]:
        """The pairs that a decision's completions reach: in a set, with the outcome.

        Args:
            of: The decision.
            expression: The set.
        """
        ways, sets = of.completions((*expression.variables, *self.outcome.variables)), self.case
        return frozenset((expression.degree(o, sets), self.outcome.degree(o, sets)) for o in ways)

    def reached(self, expression: Expression) -> Reached:
        """Decision -> the pairs that its completions reach.

        Args:
            expression: The set.
        """
        return {row.decision.id: self.pairs(row, expression) for row in self.rows}

    @cached_property
    def outcomes(self) -> Mapping[DecisionId, frozenset[float]]:
        """Decision -> how far it may have had the outcome."""
        pairs = self.reached(self.outcome).items()
        return {one: frozenset(y for _, y in some) for one, some in pairs}

    @cached_property
    def groups(self) -> Mapping[str, list[Row]]:
        """With the outcome, without it, or unknown -> the decisions."""
        found: dict[str, list[Row]] = {"with it": [], "without it": [], "unknown": []}
        for row in self.rows:
            least, *others = self.outcomes[row.decision.id]
            found["unknown" if others else "with it" if least > 1 / 2 else "without it"].append(row)
        return {says: some for says, some in found.items() if some}

    def counts(self, one: Literal) -> Mapping[str, Counter[str]]:
        """Outcome -> in how many decisions a set held, or not, or ?, and the states of cells.

        Args:
            one: The set.
        """

        def states(row: Row) -> tuple[str, str]:
            cell = row.cells[one.variable]
            ways = {one.degree(value, self.case) > 1 / 2 for value in cell.possible}
            return "?" if len(ways) > 1 else "yes" if True in ways else "no", cell.state

        found = ((says, Counter(chain(*map(states, o)))) for says, o in self.groups.items())
        return defaultdict(Counter, found)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Where the texts are silent, what they tell, and the same in numbers, as R reads it."""
        columns = (*self.conditions, *self.outcome.variables)
        told = (
            (row.decision.id, row.decision.date,
             *(" or ".join(row.cells[o].told) or row.cells[o].state for o in columns))
            for row in self.rows
        )  # fmt: skip
        said = f"What the texts say about each decision. {self.basis}"
        as_r = f"decision {' '.join(self.conditions)} {self.label}"
        return (
            self.silence(self.conditions),
            sheet("cells", said, f"decision date {' '.join(columns)}", told),
            sheet("numbers", f"For R's QCA. {self.basis}", as_r, map(self._numbers, self.rows)),
        )

    def silence(self, conditions: Iterable[VariableId]) -> Table:
        """For each outcome, in how many decisions a condition is told, silent or contested.

        Args:
            conditions: The conditions.
        """
        rows: list[tuple[CellValue, ...]] = [
            (str(one), says, len(self.groups[says]), *(n[state] for state in _STATES))
            for one in self._sets(conditions)
            for says, n in self.counts(one).items()
        ]
        said = "Where the texts are silent; silence correlated with the outcome is a source of bias"
        columns = f"condition outcome decisions {' '.join(_STATES)}"
        return sheet("silence", f"{said}. {self.basis}", columns, rows)

    def _sets(self, conditions: Iterable[VariableId]) -> list[Literal]:
        """The sets of some conditions, of a set and its complement the set alone."""
        every = (one for name in conditions for one in literals(self.case, name))
        return [one for one in every if not one.negated]

    def _numbers(self, row: Row) -> tuple[CellValue, ...]:
        """Memberships, or the places of values; what is not known stays empty."""

        def number(one: VariableId) -> float:
            value, graded = row.cells[one].possible[0], has_own_set(self.case, one)
            literal, values = Literal(variable=one), values_of(self.case, one)
            return literal.degree(value, self.case) if graded else values.index(str(value))

        told = (number(o) if len(row.cells[o].possible) == 1 else None for o in self.conditions)
        least, *others = self.outcomes[row.decision.id]
        return (row.decision.id, *told, None if others else least)

    @property
    def text(self) -> str:
        """What the texts tell, on one screen: conditions by outcome, and the decisions."""
        case = self.case
        counts = ", ".join(f"{len(some)} {says}" for says, some in self.groups.items())
        lines = [f"Decisions by {self.outcome.named(case)}: {counts}.", self.number]
        lines += ["", *self.grid(self.conditions), "", _READING]
        every = [(o, self.counts(o)) for name in self.conditions for o in literals(case, name)]
        for relation, says, against in _CONTRADICTED:
            some = [
                (bool(by["without it"]["no"]), one.named(case))
                for one, by in every
                if by["with it"]["yes"] and not by[says][against]
            ]
            for is_tested, lead in _LEADS.items():
                names = ", ".join(name for known, name in some if known is is_tested)
                lines += [f"{lead.format(relation)}: {names}."] * bool(names)
            none = f"For each condition, some decision contradicts that it is {relation}."
            lines += [none] * (not some)
        for says, most in _LISTED.items():
            those = [named(row.decision) for row in self.groups.get(says, ())]
            lines += [f"{says.capitalize()}: {first_few(those, most, '; ')}."] if those else []
        return screen(lines)

    def grid(self, conditions: Iterable[VariableId]) -> list[str]:
        """In how many decisions of each outcome a condition held, did not, or is not known.

        Args:
            conditions: The conditions.
        """
        wide = COLUMNS - 16 * len(self.groups)
        heads = "".join(f"{f'{says} ({len(some)})':>16}" for says, some in self.groups.items())
        lines = [" " * wide + heads, " " * wide + "     yes  no   ?" * len(self.groups)]
        for one in self._sets(conditions):
            name = self.case.variables[one.variable].name + (f" ({one.value})" if one.value else "")
            told = (f"{n['yes']:>8}{n['no']:>4}{n['?']:>4}" for n in self.counts(one).values())
            line = textwrap.shorten(name, wide, placeholder="…").ljust(wide)
            lines.append(line + "".join(told))
        return lines

    def facts(self) -> dict[str, object]:
        """The case, the outcome, and what was chosen."""
        case = {"case": self.case.id, "version": self.case.version}
        return {**case, "outcome": str(self.outcome), "chosen": list(self.chosen)}

    def refuse_constant(self) -> None:
        """Refuse a question that makes no sense if all decisions have the same outcome.

        Raises:
            OptionError: all decisions have the same outcome.
        """
        if len({*self.outcomes.values()}) == 1:
            wanted = "an outcome that is present in some decisions and absent in others"
            refuse("outcome", wanted, str(self.outcome))


def named(decision: Decision) -> str:
    """A decision as a reader knows it.

    Args:
        decision: The decision.
    """
    return f"{decision.title} ({period_in_words(decision.date)})"


def passages(case: Case, of: DecisionId, variables: Iterable[VariableId]) -> tuple[str, ...]:
    """Where the texts tell of a decision's conditions or outcome, with the first words there.

    Args:
        case: The case.
        of: The decision.
        variables: The conditions and the outcome.
    """
    record, found = case.decisions[of], dict[str, None]()
    for _, variable, _, reading in record.readings():
        for at in (reading.at or record.at) if variable in variables else ():
            work = case.sources[at.source].short if at.source else "no work"
            words = f": “{at.anchor.start} …”" if at.anchor else ""
            found[f"{work}, {at.place}{words}"] = None
    return tuple(found)
