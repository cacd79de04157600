"""Feedback loops in what authors claim: what they do, and who closes them."""

from collections import Counter
from enum import Enum

import attrs
import networkx as nx

from fpcase.comparison.caps import LOOP_STEPS, LOOPS
from fpcase.comparison.chains import Chain
from fpcase.comparison.tables import Table, ViewResult
from fpcase.diagrams.effects import IN_A_LOOP, held_signs
from fpcase.diagrams.paths import BUDGET, PathSearch
from fpcase.model import Case
from fpcase.model.options import whole_numbers
from fpcase.model.signatures import checked
from fpcase.model.wording import counted
from fpcase.statements import Position, View, view_of


class Polarity(Enum):
    """What a feedback loop does to a change that enters it."""

    REINFORCING = "reinforcing"
    """It comes back with the same sign."""
    BALANCING = "balancing"
    """It comes back with the opposite sign."""
    CONTESTED = "contested"
    """Claims on one of its steps differ in sign, and so does the loop."""
    UNSTATED = "unstated"
    """A step's direction is not said."""

    @property
    def letter(self) -> str:
        """With what the names of such loops begin: R, B, C or U."""
        return self.name[0]


@attrs.frozen(kw_only=True)
class Loop:
    """A chain that comes back to where it began.

    Attributes:
        chain: The chain, from the variable whose id comes first round to the same one. Its
            bundles hold the claims: two claims on one step are one loop.
    """

    chain: Chain

    @property
    def polarity(self) -> Polarity:
        """What it does to a change; several signs that are all stated make it contested."""
        signs = set(held_signs(self.chain.bundles, faults=IN_A_LOOP))
        if signs == {Position.PLUS}:
            return Polarity.REINFORCING
        if signs == {Position.MINUS}:
            return Polarity.BALANCING
        return Polarity.UNSTATED if signs == {Position.UNSTATED} else Polarity.CONTESTED

    @property
    def seams(self) -> tuple[str, ...]:
        """The variables at which one author's claims give way to another's, going round.

        A loop has no first step: of all places to begin, the one that leaves the fewest seams
        counts, and of several such the first. A loop that one author states in full has none; any
        other has two at least.
        """
        chain = self.chain
        if chain.told_whole_by:
            return ()
        around = range(len(chain))
        begun = (
            Chain(
                nodes=(*chain.nodes[at:-1], *chain.nodes[: at + 1]),
                bundles=(*chain.bundles[at:], *chain.bundles[:at]),
                authors=chain.authors,
            )
            for at in around
        )
        stretches = min((turned.stretches for turned in begun), key=len)
        seams = {stretch.nodes[0] for stretch in stretches}
        return tuple(node for node in chain.nodes[:-1] if node in seams)


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Loops(ViewResult):
    """The feedback loops in what authors claim.

    Attributes:
        view: The case as it was looked at.
        max_steps: How many claims long a loop may be.
        loops: The loops, by length, then by ids.
        because: Which cap ended the search; an empty text if none did.
        clashing: How many are left out because the conditions of their claims exclude each other.
    """

    what = "Feedback loops"
    max_steps: int
    loops: tuple[Loop, ...]
    because: str
    clashing: int = 0

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
        """Whether a cap ended the search, so that there may be more."""
        return bool(self.because)

    def facts(self) -> dict[str, object]:
        """The caps."""
        return {
            "max_steps": self.max_steps,
            "truncated": self.truncated,
            "because": self.because or None,
            "clashing": self.clashing,
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """The loops, and how many of each polarity each author states in full."""
        pooled = sum(not loop.chain.told_whole_by for loop in self.loops)
        more = f"; the search ended at {self.because}" if self.truncated else ""
        out = counted(self.clashing, "loop")
        more += f"; left out: {out} whose conditions exclude each other" * bool(self.clashing)
        loops = self._table(
            "loops",
            f"{counted(len(self.loops), 'feedback loop')} of at most {self.max_steps} claims{more};"
            f" {pooled} closed only by pooling and stated in full by no author. General premises "
            f"are not used.",
            zip(self.names, self.loops, strict=True),
            {
                "name": lambda row: row[0],
                "polarity": lambda row: row[1].polarity,
                "claims long": lambda row: len(row[1].chain),
                "loop": lambda row: " → ".join(row[1].chain.nodes),
                "stated in full by": lambda row: row[1].chain.told_whole_by,
                "fewest stretches": lambda row: len(row[1].chain.stretches),
                "claims": lambda row: row[1].chain.claims,
            },
        )
        return loops, self._counts_table()

    def _counts_table(self) -> Table:
        counts: Counter[tuple[str, Polarity]] = Counter()
        for loop in self.loops:
            for teller in loop.chain.told_whole_by or ("pooled only",):
                counts[teller, loop.polarity] += 1
        tellers = [*self.view.authors, "pooled only"]
        return self._rows(
            "counts",
            "Feedback loops that each author states in full, by polarity. The polarity of a loop "
            "takes the claims of all authors on its path into account.",
            ("author", *(polarity.value for polarity in Polarity)),
            [(teller, *(counts[teller, p] for p in Polarity)) for teller in tellers],
        )


@checked
def find_loops(
    of: Case | View,
    *,
    max_steps: int = LOOP_STEPS,
    limit: int = LOOPS,
    budget: int = BUDGET,
) -> Loops:
    """Find the feedback loops: reinforcing, balancing or contested, stated in full or only pooled.

    A loop is known by its claims, not by its variables alone, and stands once, from the id that
    comes first. One whose claims are contested on a step is contested (Axelrod, ed., 1976, for the
    product of signs around a cycle; reinforcing and balancing are the words of system dynamics:
    Sterman, Business Dynamics, 2000).

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
    web = view.bundles
    arrows = nx.DiGraph(web.arrows)
    paths: list[tuple[str, ...]] = []
    left = budget
    for component in nx.strongly_connected_components(arrows):
        members = sorted(component)
        outside = frozenset(arrows) - component
        for number, start in enumerate(members):
            barred = outside | frozenset(members[:number])
            search = PathSearch(web, start, start, max_steps=max_steps, budget=left, barred=barred)
            paths += search
            left -= search.spent
            if left < 0:
                break
    holding = [path for path in paths if held_signs(web.along(path), faults=IN_A_LOOP)]
    holding.sort(key=lambda path: (len(path), path))
    because = f"its limit of {limit} loops" if len(holding) > limit else ""
    return Loops(
        view=view,
        max_steps=max_steps,
        loops=tuple(
            Loop(chain=Chain(nodes=path, bundles=web.along(path), authors=view.authors))
            for path in holding[:limit]
        ),
        because=f"its limit of {budget} steps" if left < 0 else because,
        clashing=len(paths) - len(holding),
    )
