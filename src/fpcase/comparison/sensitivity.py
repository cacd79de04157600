"""Which verdicts hang on a choice of concepts: two variables as one, or one as several."""

from collections.abc import Callable

import attrs

from fpcase.comparison.comparing import Comparison
from fpcase.comparison.positions import Pair
from fpcase.comparison.results import Result
from fpcase.comparison.tables import Table
from fpcase.comparison.verdicts import VerdictKind
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements.concepts import merge, split_by_author
from fpcase.statements.views import View, view_of

SILENT = "silent"
"""What is said of a pair on which not both authors speak."""


@attrs.frozen(kw_only=True)
class Flip:
    """A verdict that changes with a choice of concepts.

    Attributes:
        pair: Cause and effect, as they are called where the two concepts are one.
        left: One author.
        right: The other.
        before: The verdict or verdicts before; several where pairs fall together.
        after: The verdict or verdicts after.
    """

    pair: Pair
    left: ExplanationId
    right: ExplanationId
    before: tuple[str, ...]
    after: tuple[str, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Sensitivity(Result):
    """Which verdicts change with a choice of concepts.

    Attributes:
        view: The case before.
        change: What was changed.
        kept: How many verdicts stay as they are.
        flips: Those that change, by pair, then by authors.
    """

    view: View
    change: str
    kept: int
    flips: tuple[Flip, ...]

    @property
    def title(self) -> str:
        """What was changed."""
        return f"Sensitivity: {self.change}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each verdict that changes."""
        number = len(self.flips)
        table = Table(
            name="flips",
            caption=f"{number} verdict{'' if number == 1 else 's'} that change if {self.change}; "
            f"{self.kept} stay. Verdicts of two authors, directly or through chains; silent: not "
            f"both speak. {self.view.basis}",
            columns=("cause", "effect", "left", "right", "before", "after"),
            rows=[(*f.pair, f.left, f.right, f.before, f.after) for f in self.flips],
        )
        return (table,)


def merge_sensitivity(
    of: Case | View,
    one: str,
    other: str,
) -> Sensitivity:
    """Ask which verdicts change if two variables are taken as one.

    Coders draw the line between concepts; a finding that hangs on it should be known.

    Args:
        of: What is looked at: a case, or a study of one.
        one: The variable to be taken as the other.
        other: The other, whose name is kept.

    Raises:
        FpcaseError: an id is unknown, or the two are the same.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = merge_sensitivity(case, "cooperation-with-eu", "cooperation-with-west")
    >>> found.change
    'cooperation-with-eu is taken as cooperation-with-west'
    """
    view = view_of(of)
    merged, _ = merge(view.case, one, other)

    def joined(variable: VariableId) -> VariableId:
        return VariableId(other) if variable == one else variable

    return _compared(view, merged, f"{one} is taken as {other}", joined, lambda variable: variable)


def split_sensitivity(of: Case | View, variable: str) -> Sensitivity:
    """Ask which verdicts change if each author means something of their own by a variable.

    Args:
        of: What is looked at: a case, or a study of one.
        variable: The variable.

    Raises:
        FpcaseError: an id is unknown.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = split_sensitivity(case, "limited-national-capability")
    >>> {flip.after for flip in found.flips}
    {('silent',)}
    """
    view = view_of(of)
    split, own = split_by_author(view.case, variable)
    back = dict.fromkeys(own.values(), VariableId(variable))
    change = f"each author means something else by {variable}"
    return _compared(view, split, change, lambda v: v, lambda v: back.get(v, v))


_Verdicts = dict[tuple[Pair, ExplanationId, ExplanationId], tuple[str, ...]]


def _compared(
    view: View,
    changed: Case,
    change: str,
    before: Callable[[VariableId], VariableId],
    after: Callable[[VariableId], VariableId],
) -> Sensitivity:
    was = _kinds(view, before)
    became = _kinds(attrs.evolve(view, case=changed), after)
    flips = []
    for key in sorted(was.keys() | became.keys()):
        pair, left, right = key
        kinds = (was.get(key, (SILENT,)), became.get(key, (SILENT,)))
        if kinds[0] != kinds[1]:
            flips.append(Flip(pair=pair, left=left, right=right, before=kinds[0], after=kinds[1]))
    kept = len(was) - sum(flip.before != (SILENT,) for flip in flips)
    return Sensitivity(view=view, change=change, kept=kept, flips=tuple(flips))


def _kinds(view: View, name: Callable[[VariableId], VariableId]) -> _Verdicts:
    found: dict[tuple[Pair, ExplanationId, ExplanationId], dict[str, None]] = {}
    for verdict in Comparison(view=view).verdicts:
        if verdict.kind is not VerdictKind.ONE_SILENT:
            pair = (name(verdict.pair[0]), name(verdict.pair[1]))
            kinds = found.setdefault((pair, verdict.left, verdict.right), {})
            kinds[verdict.kind.value] = None
    return {key: tuple(kinds) for key, kinds in found.items()}
