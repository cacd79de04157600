"""Feedback loops in what authors claim, and who closes them."""

from collections import Counter

import attrs

from fpcase.comparison.results import Result
from fpcase.comparison.tables import Cell, Table
from fpcase.diagrams.loops import FoundLoops, Loop, Polarity, loops_in
from fpcase.diagrams.paths import BUDGET
from fpcase.model.cases import Case
from fpcase.model.options import whole_numbers
from fpcase.model.signatures import checked
from fpcase.statements.views import View, view_of

MAX_STEPS = 6
"""How many claims long a loop is at most, unless asked for more."""
LIMIT = 500
"""How many loops are given at most, unless asked for more."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Loops(Result):
    """The feedback loops in what authors claim.

    Attributes:
        view: The case as it was looked at.
        max_steps: How many claims long a loop may be.
        found: The loops, and what bounded the search.
    """

    view: View
    max_steps: int
    found: FoundLoops

    @property
    def loops(self) -> tuple[Loop, ...]:
        """The loops, by length, then by ids."""
        return self.found.loops

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each loop: R1, R2, ... reinforcing, B balancing, C contested, U unstated."""
        counts: Counter[Polarity] = Counter()
        found = []
        for loop in self.loops:
            counts[loop.polarity] += 1
            found.append(f"{loop.polarity.letter}{counts[loop.polarity]}")
        return tuple(found)

    @property
    def truncated(self) -> bool:
        """Whether a cap ended the search."""
        return self.found.truncated

    @property
    def title(self) -> str:
        """The case."""
        return f"Feedback loops in {self.view.case.title}"

    def facts(self) -> dict[str, object]:
        """The caps."""
        return {
            "max_steps": self.max_steps,
            "truncated": self.truncated,
            "because": self.found.because or None,
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """The loops, and how many of each polarity each author tells whole."""
        return (self._loops_table(), self._counts_table())

    def _loops_table(self) -> Table:
        pooled = sum(not loop.chain.told_whole_by for loop in self.loops)
        more = f"; the search ended at {self.found.because}" if self.truncated else ""
        number = len(self.loops)
        rows: list[tuple[Cell, ...]] = [
            (
                name,
                loop.polarity.value,
                len(loop.chain),
                " → ".join(loop.chain.nodes),
                loop.chain.told_whole_by,
                len(loop.chain.stretches),
                loop.chain.claims,
            )
            for name, loop in zip(self.names, self.loops, strict=True)
        ]
        return Table(
            name="loops",
            caption=f"{number} feedback loop{'' if number == 1 else 's'} of at most "
            f"{self.max_steps} claims{more}; {pooled} closed only by the pool, told whole by "
            f"nobody. {self.view.basis}",
            columns=(
                "name",
                "polarity",
                "claims long",
                "loop",
                "told whole by",
                "fewest stretches",
                "claims",
            ),
            rows=rows,
        )

    def _counts_table(self) -> Table:
        counts: Counter[tuple[str, Polarity]] = Counter()
        for loop in self.loops:
            for teller in loop.chain.told_whole_by or ("the pool only",):
                counts[teller, loop.polarity] += 1
        tellers = [*self.view.authors, "the pool only"]
        return Table(
            name="counts",
            caption="Feedback loops that each author tells whole, by polarity; an author's loop "
            f"counts with that of others whose claims share its path. {self.view.basis}",
            columns=("author", *(polarity.value for polarity in Polarity)),
            rows=[(teller, *(counts[teller, p] for p in Polarity)) for teller in tellers],
        )


@checked
def find_loops(
    of: Case | View,
    *,
    max_steps: int = MAX_STEPS,
    limit: int = LIMIT,
    budget: int = BUDGET,
) -> Loops:
    """Find the feedback loops: reinforcing, balancing or contested, told whole or only pooled.

    A loop is known by its claims, not by its variables alone. One whose claims are contested on
    a step is contested (Axelrod, ed., 1976, for the product of signs around a cycle).

    Args:
        of: What is looked at: a case, or a study of one.
        max_steps: How many claims long a loop may be.
        limit: How many loops to give.
        budget: How many steps the search may take.

    Raises:
        FpcaseError: a number is no whole number above 0.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> find_loops(View.of(case, ["hananya-2019", "ramani-2016"])).loops
    ()
    """
    view = view_of(of)
    whole_numbers(max_steps=max_steps, limit=limit, budget=budget)
    return Loops(
        view=view,
        max_steps=max_steps,
        found=loops_in(view.bundles, view.authors, max_steps=max_steps, limit=limit, budget=budget),
    )
