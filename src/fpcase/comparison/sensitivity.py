"""Which relations hang on a choice of concepts: two variables as one, or one as several."""

from collections.abc import Callable

import attrs

from fpcase.comparison.across_authors import ENDS
from fpcase.comparison.findings import Findings
from fpcase.comparison.relations import Kind
from fpcase.comparison.tables import Table, ViewResult, attributes
from fpcase.model import Case, ExplanationId, VariableId
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Matter, View, known_variable, view_of
from fpcase.statements.concepts import split_by_author

SILENT = "silent"
"""What is said of a pair on which not both authors speak."""


@attrs.frozen(kw_only=True)
class Flip:
    """A relation that changes with a choice of concepts.

    Attributes:
        matter: What they speak of, as it is called where the two concepts are one.
        left: One author.
        right: The other.
        before: The relation or relations before; several where pairs fall together.
        after: The relation or relations after.
    """

    matter: Matter
    left: ExplanationId
    right: ExplanationId
    before: tuple[str, ...]
    after: tuple[str, ...]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Sensitivity(ViewResult):
    """Which relations change with a choice of concepts.

    Attributes:
        view: The case as it was looked at.
        change: What was changed.
        kept: How many relations stay as they are.
        flips: Those that change, by matter, then by authors.
    """

    change: str
    kept: int
    flips: tuple[Flip, ...]

    @property
    def title(self) -> str:
        """What was changed."""
        return f"Sensitivity: {self.change}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """One row for each relation that changes."""
        table = self._table(
            "flips",
            f"{counted(len(self.flips), 'relation')} would change if {self.change}; {self.kept} "
            "would not. A relation is between what two authors say about the same matter, "
            "directly or through a chain; 'silent' means that at least one of them says nothing "
            "about the matter.",
            self.flips,
            {**ENDS, **attributes("left, right, before, after")},
        )
        return (table,)


@checked
def merge_sensitivity(of: Case | View, one: str, other: str) -> Sensitivity:
    """Ask which relations change if two variables are taken as one.

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
    'cooperation-with-eu is treated as cooperation-with-west'
    """
    view = view_of(of)
    for variable in (one, other):
        known_variable(view.case, variable)
    merges = (*view.filters.merges, (one, other))
    merged = View.of(view.whole, view.authors, attrs.evolve(view.filters, merges=merges))

    def joined(variable: VariableId) -> VariableId:
        return VariableId(other) if variable == one else variable

    return _compared(
        view, merged, f"{one} is treated as {other}", joined, lambda variable: variable
    )


@checked
def split_sensitivity(of: Case | View, variable: str) -> Sensitivity:
    """Ask which relations change if each author means something of their own by a variable.

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
    known_variable(view.case, variable)
    split, own = split_by_author(view.whole, variable)
    apart = View.of(split, view.authors, view.filters)
    back = dict.fromkeys(own.values(), VariableId(variable))
    change = f"each author means something different by {variable}"
    return _compared(view, apart, change, lambda v: v, lambda v: back.get(v, v))


_Kinds = dict[tuple[Matter, ExplanationId, ExplanationId], tuple[str, ...]]


def _compared(
    view: View,
    changed: View,
    change: str,
    before: Callable[[VariableId], VariableId],
    after: Callable[[VariableId], VariableId],
) -> Sensitivity:
    was, became = _kinds(view, before), _kinds(changed, after)
    flips = []
    for key in sorted(was.keys() | became.keys()):
        matter, left, right = key
        kinds = (was.get(key, (SILENT,)), became.get(key, (SILENT,)))
        if kinds[0] != kinds[1]:
            flips.append(
                Flip(matter=matter, left=left, right=right, before=kinds[0], after=kinds[1])
            )
    kept = len(was) - sum(flip.before != (SILENT,) for flip in flips)
    return Sensitivity(view=view, change=change, kept=kept, flips=tuple(flips))


def _kinds(view: View, name: Callable[[VariableId], VariableId]) -> _Kinds:
    found: dict[tuple[Matter, ExplanationId, ExplanationId], set[Kind]] = {}
    for one in Findings(view=view).between_two:
        left, right = sorted(one.authors)
        matter = tuple(name(term) for term in one.matter)
        found.setdefault((matter, left, right), set()).add(one.kind)
    return {
        key: tuple(kind.value for kind in Kind if kind in kinds) for key, kinds in found.items()
    }
