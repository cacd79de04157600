"""Decisions two by two: most alike with different outcomes, most different with the same."""

from collections.abc import Iterator
from itertools import combinations

import attrs

from fpcase.comparison.tables import Table, attributes
from fpcase.decisions.table import FEW, Answer, DecisionTable, named
from fpcase.model.cases import Case
from fpcase.model.ids import DecisionId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted


@attrs.frozen(kw_only=True)
class Match:
    """Two decisions whose outcomes are known.

    Attributes:
        one: A decision.
        other: A later one.
        is_difference: Whether their outcomes differ (Mill's method of difference), and are not the
            same (his method of agreement).
        alike: The conditions known to be alike.
        different: The conditions known to be different.
        unknown: The other conditions.
    """

    one: DecisionId
    other: DecisionId
    is_difference: bool
    alike: tuple[VariableId, ...]
    different: tuple[VariableId, ...]
    unknown: tuple[VariableId, ...]

    def isolates(self, case: Case) -> str:
        """The condition that alone may account for the outcomes, or what would have to be so.

        Args:
            case: The case.
        """
        differ = "differs" if self.is_difference else "is alike"
        known, same = ("differ", "alike") if self.is_difference else ("be alike", "different")
        telling = self.different if self.is_difference else self.alike
        if len(telling) != 1:
            number = counted(len(telling), "condition") if telling else "no condition"
            return f"isolates nothing: {number} known to {known}"
        name = case.variables[telling[0]].name
        if not self.unknown:
            return f"isolates “{name}”, which alone {differ}"
        rest = counted(len(self.unknown), "unknown condition")
        return f"“{name}” alone {differ} if {rest} turned out {same}"


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Pairs(Answer):
    """Decisions two by two.

    Attributes:
        of: The decisions.
        matches: Every two of which both outcomes are known; of each method, the closest first.
    """

    of: DecisionTable
    matches: tuple[Match, ...]

    @property
    def title(self) -> str:
        """The outcome."""
        return f"Pairs of decisions: {self.of.title}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """Most similar with different outcomes, and most different with the same outcome."""
        columns = {
            **attributes("one, other, alike, different, unknown"),
            "isolates": self._isolates,
        }
        return tuple(
            Table.of(method, f"{what}. {self.of.basis}", self._by(is_difference), columns)
            for method, is_difference, what, _ in _METHODS
        )

    def _isolates(self, match: Match) -> str:
        return match.isolates(self.of.case)

    def _by(self, is_difference: bool) -> list[Match]:  # noqa: FBT001 - the method, as a match has it
        return [one for one in self.matches if one.is_difference is is_difference]

    def lines(self) -> Iterator[str]:
        """The closest pairs of both methods."""
        of, rows = self.of, {row.decision.id: row for row in self.of.rows}

        def said(one: VariableId, decision: DecisionId) -> str:
            value, *_ = rows[decision].cells[one].possible
            return f"“{of.case.variables[one].name}”{'' if value == 'yes' else f' ({value})'}"

        yield f"Pairs of decisions by {of.outcome.named(of.case)}: {of.head}."
        for _, is_difference, what, most in _METHODS:
            yield f"{what}:"
            for match in self._by(is_difference)[:most]:
                for one in (match.one, match.other):
                    had = "with" if min(of.outcomes[one]) > 1 / 2 else "without"
                    yield f"  {had} it: {named(rows[one].decision)}"
                for how, some in (("alike", match.alike), ("different", match.different)):
                    told = ", ".join(said(condition, match.one) for condition in some)
                    yield f"    {how}: {told or 'no condition'}"
                yield f"    not known: {counted(len(match.unknown), 'condition')}"
                yield f"    {match.isolates(of.case)}"


_METHODS = (
    ("difference", True, "Most alike, with different outcomes", FEW),
    ("agreement", False, "Most different, with the same outcome", 1),
)
"""How two decisions are compared, whether their outcomes differ, and how many pairs are shown."""


@checked
def pairs(table: DecisionTable) -> Pairs:
    """Compare decisions two by two (Mill 1843; De Meur & Berg-Schlosser 1994).

    Args:
        table: The decisions.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> table = fpcase.decisions.decision_table(case, "distancing-from-russia")
    >>> pairs(table).matches[0].is_difference
    True
    """
    known = table.outcomes
    rows = [row for row in table.rows if len(known[row.decision.id]) == 1]
    found = []
    for one, other in combinations(rows, 2):
        places: dict[str, list[VariableId]] = {"alike": [], "different": [], "unknown": []}
        for condition in table.conditions:
            left, right = ({*row.cells[condition].possible} for row in (one, other))
            same = "alike" if left == right and len(left) == 1 else "unknown"
            places["different" if left.isdisjoint(right) else same].append(condition)
        first, second = one.decision.id, other.decision.id
        differ = known[first] != known[second]
        told = {where: tuple(some) for where, some in places.items()}
        found.append(Match(one=first, other=second, is_difference=differ, **told))
    return Pairs(of=table, matches=tuple(sorted(found, key=_closeness)))


def _closeness(match: Match) -> tuple[bool, int, int, str, str]:
    alike, different = len(match.alike), len(match.different)
    near = (-alike, different) if match.is_difference else (-different, alike)
    return (not match.is_difference, *near, match.one, match.other)
