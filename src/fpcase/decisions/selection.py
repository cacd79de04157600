"""Which decisions and which readings count, and what they leave possible."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Literal as Word

import attrs

from fpcase.decisions.expressions import Literal, Value, calibrated, read_expression, values_of
from fpcase.decisions.table import Cell, DecisionTable, Row
from fpcase.model import Basis, Case, Decision, DecisionKind, VariableId
from fpcase.model.dates import date_fault, span
from fpcase.model.decisions import DecisionCell, Reading, values_in
from fpcase.model.signatures import checked, one_of, refuse, words
from fpcase.statements.record import spans_overlap


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
        conditions: These conditions only; otherwise those that are coded for any of the decisions.
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
    asked = dict.fromkeys(name for one in decisions for name in one.outcomes)
    read = read_expression("outcome", outcome, case, asked)
    known: Mapping[str, tuple[Iterable[str] | None, Iterable[str]]] = {
        "actors": (actors, case.actors),
        "kinds": (kinds, [kind.value for kind in DecisionKind]),
        "works": (works, case.sources),
        "basis": (basis, [one.value for one in Basis]),
        "conditions": (conditions, dict.fromkeys(n for one in decisions for n in one.conditions)),
    }
    chosen = {
        name: [one_of(name, one, every) for one in words(name, some, f"a list of {name}")]
        for name, (some, every) in known.items()
        if some is not None
    }
    if fault := date_fault(period or "2000"):
        refuse("period", f"dates ({fault})", period)

    def may(name: str, value: str) -> bool:
        return value in chosen.get(name, [value])

    def counts(decision: Decision, reading: Reading) -> bool:
        on = {str(at.source) for at in reading.at or decision.at}
        by_work = works is None or (bool(on) and on <= {*chosen["works"]})
        return by_work and may("basis", reading.basis.value)

    within = [
        one
        for one in decisions
        if may("actors", one.actor)
        and may("kinds", one.kind.value)
        and spans_overlap(span(one.date), span(period or None))
    ]
    held = [one for one in within if {*read.variables} <= {*one.outcomes}]
    if not held:
        refuse("outcome", "an outcome that is coded for one of the chosen decisions", outcome)
    here = chosen.pop("conditions", [*dict.fromkeys(name for o in held for name in o.conditions)])
    names = tuple(VariableId(one) for one in here if one not in read.variables)
    saying = [f"{name}: {', '.join(some)}" for name, some in chosen.items()]
    saying += [f"period: {period}"] * bool(period)
    saying += ["silence means absence"] * (silence == "absence")

    def row(of: Decision) -> Row:
        absent = names if silence == "absence" else ()
        told = {one: _cell(case, of, one, of.conditions, counts, absent) for one in names}
        told |= {one: _cell(case, of, one, of.outcomes, counts, ()) for one in read.variables}
        degrees = ((Literal(variable=o), v) for o, cell in told.items() for v in cell.possible)
        grades = {one.degree(value, case) for one, value in degrees}
        # a silent number may have any membership where a minimum turns
        tried = tuple(sorted({0.0, 0.5, 1.0, *grades, *(1 - one for one in grades)}))
        cells = {o: attrs.evolve(c, possible=c.possible or tried) for o, c in told.items()}
        return Row(decision=of, cells=cells)

    return DecisionTable(
        case=case,
        outcome=read,
        conditions=names,
        rows=tuple(map(row, held)),
        left_out=len(within) - len(held),
        chosen=tuple(saying),
    )


def _cell(  # noqa: PLR0913, PLR0917 - what is read, and what of it counts
    case: Case,
    of: Decision,
    variable: VariableId,
    held: Mapping[VariableId, DecisionCell],
    counts: Callable[[Decision, Reading], bool],
    absent: Iterable[VariableId],
) -> Cell:
    """What is told of a variable; nothing is possible yet of a number that nobody tells."""
    readings = tuple(one for one in held.get(variable) or () if counts(of, one))
    told = values_in(readings)
    possible: tuple[Value, ...] = told or values_of(case, variable)
    if anchors := case.variables[variable].anchors:
        possible = tuple(calibrated(_number(of, variable, one), anchors) for one in told)
    if variable in absent and not told:
        own = Literal(variable=variable)
        possible = (min(possible, key=lambda one: own.degree(one, case), default=0.0),)
    silent = "silent" if variable in held else "uncoded"
    state = "contested" if len(told) > 1 else "told" if told else silent
    sources = frozenset(str(at.source) for one in readings for at in one.at or of.at)
    return Cell(told=told, possible=possible, state=state, sources=sources)


def _number(decision: Decision, variable: VariableId, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        refuse(f"decision {decision.id}", f"a number for {variable}, which has anchors", value)
