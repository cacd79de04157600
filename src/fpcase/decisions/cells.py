"""What the texts tell of one decision, and which values they leave possible."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

import attrs

from fpcase.decisions.expressions import Literal, Value, calibrated, degree, values_of
from fpcase.model.cases import Case
from fpcase.model.decisions import Decision, DecisionCell, Reading, values_in
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import VariableId
from fpcase.model.variables import Variable


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


def read_cell(
    case: Case,
    of: Decision,
    variable: VariableId,
    held: Mapping[VariableId, DecisionCell],
    counts: Callable[[Decision, Reading], bool],
) -> Cell:
    """What is told of a variable; nothing is possible yet of a number that nobody tells.

    Args:
        case: The case.
        of: The decision.
        variable: The variable.
        held: What the case tells of the decision's conditions, or of its outcomes.
        counts: Which readings count; others are silence.
    """
    readings = [one for one in held.get(variable) or () if counts(of, one)]
    told = values_in(tuple(readings))
    possible: tuple[Value, ...] = told or values_of(case, variable)
    if anchors := case.variables[variable].anchors:
        possible = tuple(calibrated(_number(of, variable, one), anchors) for one in told)
    sources = frozenset(str(at.source) for one in readings for at in one.at or of.at)
    return Cell(told=told, possible=possible, is_coded=variable in held, sources=sources)


def absent(cell: Cell, variable: Variable) -> Cell:
    """A cell in which silence means that the condition did not hold.

    Args:
        cell: The cell.
        variable: Its variable.
    """
    own = Literal(variable=variable.id)
    least = min(cell.possible, key=lambda one: degree(own, one, variable), default=0.0)
    return cell if cell.told else attrs.evolve(cell, possible=(least,))


def tried_cells(cells: Mapping[VariableId, Cell], case: Case) -> Mapping[VariableId, Cell]:
    """The cells of a decision; a silent number may have any membership where a minimum turns.

    Args:
        cells: Variable -> its cell.
        case: The case.
    """
    known = {
        degree(Literal(variable=one), value, case.variables[one])
        for one, cell in cells.items()
        for value in cell.possible
        if case.variables[one].anchors or case.variables[one].membership
    }
    tried = tuple(sorted({0.0, 0.5, 1.0, *known, *(1 - one for one in known)}))
    return {one: attrs.evolve(cell, possible=cell.possible or tried) for one, cell in cells.items()}


def _number(decision: Decision, variable: VariableId, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        what = f"decision {decision.id}: expected a number for {variable}, which has anchors"
        message = f"{what}, found {value!r}"
        raise FpcaseError(message) from None
