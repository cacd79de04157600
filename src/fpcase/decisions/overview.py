"""What there is to ask of a case's decisions."""

from collections import Counter, defaultdict

import attrs

from fpcase.comparison.tables import Result, Table, screen, sheet
from fpcase.model.cases import Case
from fpcase.model.decisions import values_in
from fpcase.model.ids import VariableId
from fpcase.model.wording import counted

_MOST = 12


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Overview(Result):
    """The outcomes and the conditions that were asked of decisions.

    Attributes:
        case: The case.
    """

    case: Case

    @property
    def title(self) -> str:
        """Whose decisions."""
        return f"{counted(len(self.case.decisions), 'decision')} of {self.case.title}"

    def _told(self, part: str) -> list[tuple[VariableId, int, tuple[str, ...]]]:
        """Variable, how often it was asked, and what was told; those first that were most."""
        found: defaultdict[VariableId, Counter[str]] = defaultdict(Counter)
        for decision in self.case.decisions.values():
            for variable, cell in getattr(decision, part).items():
                found[variable][" or ".join(values_in(cell)) or "silent"] += 1
        rows = []
        for one, told in found.items():
            counts = tuple(f"{value} {number}" for value, number in sorted(told.items()))
            rows.append((one, told.total(), counts))
        return sorted(rows, key=lambda row: -row[1])

    @property
    def tables(self) -> tuple[Table, ...]:
        """The outcomes, and the conditions."""
        said = f"case {self.case.id}, version {self.case.version}"
        columns, parts = "variable decisions told", ("outcomes", "conditions")
        told = [(part, f"What is told of {part}; {said}", self._told(part)) for part in parts]
        return tuple(sheet(part, what, columns, rows) for part, what, rows in told)

    def facts(self) -> dict[str, object]:
        """The case and its version."""
        return {"case": self.case.id, "version": self.case.version}

    @property
    def text(self) -> str:
        """What there is to ask, and how, on one screen."""
        lines = [f"{self.title}."]
        for table in self.tables:
            more = f", {_MOST} of them here" if len(table.rows) > _MOST else ""
            lines.append(f"{counted(len(table.rows), table.name[:-1])}{more}:")
            for one, _, told in self._told(table.name)[:_MOST]:
                name = self.case.variables[one].name
                lines.append(f"  {name} ({one}): {', '.join(told)}")
        outcome = next((one for one, *_ in self._told("outcomes")), "OUTCOME")
        ask = f"  fpcase decisions {self.case.id} --outcome {outcome}"
        lines += ["What goes with an outcome, what is necessary for it, which decisions are alike:"]
        return screen([*lines, ask, f"{ask} --necessary CONDITION", f"{ask} --pairs"])
