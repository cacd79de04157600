"""Decisions as a table of conditions and an outcome: what the texts tell, and what they leave open.

A completion gives every cell one of its possible values, independently of the others.
"""

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal as Word

import attrs

from fpcase.comparison.tables import Cell as Text
from fpcase.comparison.tables import Result, Table
from fpcase.decisions.expressions import (
    Expression,
    Literal,
    Value,
    calibrated,
    degree,
    has_own_set,
    read_expression,
    values_of,
)
from fpcase.model.cases import Case
from fpcase.model.dates import date_fault, span
from fpcase.model.decisions import Decision, DecisionCell
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import VariableId
from fpcase.model.options import one_of, refuse, words
from fpcase.model.signatures import checked
from fpcase.model.terms import Basis, DecisionKind
from fpcase.model.wording import counted
from fpcase.statements.record import spans_overlap

LINES, WIDTH, FEW = 45, 80, 3
"""What a terminal shows at once, and how many ids a line names."""


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
    outcome: Literal
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

    def outcome_of(self, row: Row) -> frozenset[float]:
        """How far a decision may have had the outcome.

        Args:
            row: A row.
        """
        of = Expression(terms=((self.outcome,),))
        ways = row.completions(of.variables)
        return frozenset(of.degree(values, self.case.variables) for values in ways)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Where the texts are silent, what they tell, and the same in numbers, as R reads it."""
        return (self.silence, self._cells(), self._numbers())

    @property
    def silence(self) -> Table:
        """For each condition and outcome, in how many decisions it is told, silent, contested."""
        rows: list[tuple[Text, ...]] = []
        for condition in self.conditions:
            for says, some in self._by_outcome().items():
                cells = [row.cells[condition] for row in some]
                states = Counter(cell.state for cell in cells)
                told = Counter(v for cell in cells for v in cell.told if cell.state == "told")
                values = {**dict.fromkeys(values_of(self.case, condition), 0), **told}
                by = tuple(f"{value} {number}" for value, number in values.items())
                counts = (states[one] for one in ("silent", "contested", "uncoded"))
                rows.append((condition, says, len(some), by, *counts))
        said = "Where the texts are silent; silence that goes with the outcome is a bias"
        columns = f"condition {self.outcome.variable} decisions told silent contested uncoded"
        return sheet("silence", f"{said}. {self.basis}", columns, rows)

    def _by_outcome(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {"with it": [], "without it": [], "unknown": []}
        for row in self.rows:
            ways = self.outcome_of(row)
            known = "with it" if min(ways) > 1 / 2 else "without it"
            found[known if len(ways) == 1 else "unknown"].append(row)
        return {says: some for says, some in found.items() if some}

    def _cells(self) -> Table:
        columns = (*self.conditions, self.outcome.variable)
        rows: list[tuple[Text, ...]] = []
        for row in self.rows:
            cells = (" or ".join(row.cells[o].told) or row.cells[o].state for o in columns)
            rows.append((row.decision.id, row.decision.date, *cells))
        said = f"What the texts tell of each decision. {self.basis}"
        return sheet("cells", said, f"decision date {' '.join(columns)}", rows)

    def _numbers(self) -> Table:
        """Memberships, or the places of values; what is not known stays empty."""
        rows: list[tuple[Text, ...]] = []
        for row in self.rows:
            told: list[Text] = [row.decision.id]
            for one in self.conditions:
                known, values = row.cells[one].possible, values_of(self.case, one)
                literal, place = Literal(variable=one), values.index(str(known[0])) if values else 0
                in_set = degree(literal, known[0], self.case.variables[one])
                number = in_set if has_own_set(self.case, one) else place
                told.append(number if len(known) == 1 else None)
            ways = self.outcome_of(row)
            rows.append((*told, min(ways) if len(ways) == 1 else None))
        columns = f"decision {' '.join(self.conditions)} {self.outcome.variable}"
        return sheet("numbers", f"For R's QCA. {self.basis}", columns, rows)

    def known_in(self, condition: VariableId) -> str:
        """How often a condition is known with the outcome, and how often without it.

        Args:
            condition: The condition.
        """
        groups = self._by_outcome().items()
        known = {s: sum(len(r.cells[condition].possible) == 1 for r in some) for s, some in groups}
        told = ", ".join(f"{known[says]} of {len(some)} {says}" for says, some in groups)
        return f"{condition} is known in {told}"

    @property
    def text(self) -> str:
        """Where the texts are silent, on one screen."""
        bias = "Silence that goes with the outcome is a bias that no bound removes."
        lines = [f"  {self.known_in(one)}" for one in self.conditions]
        return screen([self.title, self.basis, bias, *lines])

    def facts(self) -> dict[str, object]:
        """The case, the outcome, and what was chosen."""
        case = {"case": self.case.id, "version": self.case.version}
        return {**case, "outcome": str(self.outcome), "chosen": list(self.chosen)}

    def refuse_constant(self) -> None:
        """Refuse a question that the same outcome of all decisions would answer.

        Raises:
            OptionError: all decisions have the same outcome.
        """
        if len({ways for row in self.rows for ways in self.outcome_of(row)}) == 1:
            refuse(
                "outcome", "an outcome that some decisions have and others lack", str(self.outcome)
            )


def sheet(name: str, caption: str, columns: str, rows: Iterable[tuple[Text, ...]]) -> Table:
    """A table whose columns are one word each.

    Args:
        name: Its name.
        caption: What it shows.
        columns: The columns' names, with spaces between them.
        rows: The rows.
    """
    return Table(name=name, caption=caption, columns=columns.split(), rows=rows)


def screen(lines: Iterable[str]) -> str:
    """Lines as a terminal shows them at once.

    Args:
        lines: The lines, of any width.
    """
    wrap = textwrap.TextWrapper(WIDTH, subsequent_indent="    ", break_on_hyphens=False).wrap
    shown = [part for line in lines for part in wrap(line)]
    if len(shown) > LINES:
        shown[LINES - 1 :] = [f"... {len(shown) - LINES + 1} lines more: --format markdown"]
    return "\n".join(shown) + "\n"


def listed(ids: Sequence[str]) -> str:
    """The first few of some ids.

    >>> listed(["a", "b", "c", "d", "e", "f"])
    'a, b, c and 3 more'
    """
    more = f" and {len(ids) - FEW} more" if len(ids) > FEW else ""
    return f"{', '.join(ids[:FEW])}{more}"


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
        outcome: The outcome: a variable, "not" a variable, or variable=value.
        conditions: These conditions only.
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
    >>> table = decision_table(case, "distancing-from-russia", conditions=["economic-shock"])
    >>> len(table.rows), table.rows[0].cells["economic-shock"].state
    (40, 'silent')
    """
    decisions = case.decisions.values()
    asked = dict.fromkeys(one for decision in decisions for one in decision.outcomes)
    read = read_expression("outcome", outcome, case, asked)
    literal = read.terms[0][0]
    if str(read) != str(literal):
        refuse("outcome", "one variable", outcome)
    every = dict.fromkeys(one for decision in decisions for one in decision.conditions)
    given: dict[str, tuple[Iterable[str] | None, Iterable[str]]] = {
        "conditions": (every if conditions is None else conditions, every),
        "actors": (actors, case.actors),
        "kinds": (kinds, [kind.value for kind in DecisionKind]),
        "works": (works, case.sources),
        "basis": (basis, [one.value for one in Basis]),
    }
    chosen = {option: _chosen(option, *pair) for option, pair in given.items()}
    if fault := date_fault(period or "2000"):
        refuse("period", f"dates ({fault})", period)
    dates = span(period) if period else (None, None)
    within = [
        one
        for one in sorted(decisions, key=lambda one: (span(one.date)[0] or dt.date.min, one.id))
        if (actors is None or one.actor in chosen["actors"])
        and (kinds is None or one.kind.value in chosen["kinds"])
        and spans_overlap(span(one.date), dates)
    ]
    held = [one for one in within if literal.variable in one.outcomes]
    if not held:
        refuse("outcome", "an outcome that was asked of a chosen decision", outcome)
    said = {name: some for name, some in chosen.items() if some and name != "conditions"}
    saying = [f"{name}: {', '.join(some)}" for name, some in said.items()]
    saying += [f"period: {period}"] if period else []
    saying += ["silence means absence"] if silence == "absence" else []
    choice = _Choice(
        case=case,
        conditions=tuple(VariableId(o) for o in chosen["conditions"] if o != literal.variable),
        outcome=literal.variable,
        works=frozenset(chosen["works"]),
        basis=frozenset(chosen["basis"] or given["basis"][1]),
        absent=silence == "absence",
    )
    return DecisionTable(
        case=case,
        outcome=literal,
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
    outcome: VariableId
    works: frozenset[str]
    basis: frozenset[str]
    absent: bool

    def row(self, decision: Decision) -> Row:
        cells = {one: self._cell(decision, one, decision.conditions) for one in self.conditions}
        cells[self.outcome] = self._cell(decision, self.outcome, decision.outcomes)
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
        if self.absent and not told and variable != self.outcome:
            possible = possible[:1] or (0.0,)
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
