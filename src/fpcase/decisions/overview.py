"""What there is to ask of a case's decisions."""

from collections import Counter
from collections.abc import Iterator

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

    def _told(self, part: str) -> dict[VariableId, Counter[str]]:
        """Variable -> how often each value is told, those first that were asked of most."""
        found: dict[VariableId, Counter[str]] = {}
        for decision in self.case.decisions.values():
            for variable, cell in getattr(decision, part).items():
                said = " or ".join(values_in(cell)) or "silent"
                found.setdefault(variable, Counter())[said] += 1
        return dict(sorted(found.items(), key=lambda one: -one[1].total()))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The outcomes, and the conditions."""
        said = f"case {self.case.id}, version {self.case.version}"
        return tuple(
            sheet(part, f"What is told of {part}; {said}", "variable decisions told",
                  [(one, told.total(), _counts(told)) for one, told in self._told(part).items()])
            for part in ("outcomes", "conditions")
        )  # fmt: skip

    def facts(self) -> dict[str, object]:
        """The case and its version."""
        return {"case": self.case.id, "version": self.case.version}

    @property
    def text(self) -> str:
        """What there is to ask, and how, on one screen."""
        return screen(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.title}."
        for part in ("outcomes", "conditions"):
            told = self._told(part)
            more = f", {_MOST} of them here" if len(told) > _MOST else ""
            yield f"{counted(len(told), part[:-1])}{more}:"
            for one in list(told)[:_MOST]:
                name = self.case.variables[one].name
                yield f"  {name} ({one}): {', '.join(_counts(told[one]))}"
        outcome = next(iter(self._told("outcomes")), "OUTCOME")
        ask = f"  fpcase decisions {self.case.id} --outcome {outcome}"
        yield "What goes with an outcome; what is necessary for it; which decisions are most alike:"
        yield from (ask, f"{ask} --necessary CONDITION", f"{ask} --pairs")


def _counts(told: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{value} {number}" for value, number in sorted(told.items()))
