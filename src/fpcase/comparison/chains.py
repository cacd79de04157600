"""Chains and feedback loops: who tells them, and how robust they are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cached_property
from itertools import chain, pairwise

import attrs
import networkx as nx

from fpcase.comparison.caps import CHAIN_STEPS, CHAINS, CUT_TRIES, LOOP_STEPS, LOOPS
from fpcase.comparison.tables import Table, ViewResult
from fpcase.diagrams.effects import (
    IN_A_LOOP,
    Clash,
    Coverage,
    TotalEffect,
    guard,
    held_signs,
    in_order,
    products,
    total_effect,
)
from fpcase.diagrams.paths import BUDGET, MOST_BY_HAND, PathSearch, source_cut
from fpcase.model import Case, FpcaseError, VariableId
from fpcase.model.signatures import checked, member, whole_numbers
from fpcase.model.wording import counted
from fpcase.statements import Bundle, Bundles, Position, View, known_variable, view_of


class Telling(Enum):
    """Whose claims a chain may be made of. The three are never mixed."""

    WITHIN = "within"
    """One author's alone."""
    POOLED = "pooled"
    """Any author's, in any mixture: nobody may argue the whole."""
    UNION_OF_WITHINS = "union of withins"
    """Any author's, but one author tells the whole chain."""


@attrs.frozen(kw_only=True)
class Stretch:
    """A part of a chain that one author tells.

    Attributes:
        author: The author.
        nodes: The variables, from where the author begins to where the author ends.
    """

    author: str
    nodes: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Chain:
    """A path of variables with all claims on each of its steps.

    Attributes:
        nodes: The variables, from the cause to the effect.
        bundles: For each step: all claims that make it.
        authors: The authors in whose order ties are broken.
    """

    nodes: tuple[str, ...]
    bundles: tuple[Bundle, ...] = attrs.field(repr=False)
    authors: tuple[str, ...] = attrs.field(repr=False)

    def __len__(self) -> int:
        """How many steps it has."""
        return len(self.bundles)

    @cached_property
    def signs(self) -> tuple[Position, ...]:
        """The product of its signs; several where the claims on a step differ (Axelrod 1976)."""
        every = ({step.position for step in bundle} for bundle in self.bundles)
        return in_order(held_signs(self.bundles) or products(every))

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """Full ids of all its claims, step by step; joint causes may bring one up twice."""
        return tuple(dict.fromkeys(step.id for bundle in self.bundles for step in bundle))

    @cached_property
    def told_whole_by(self) -> tuple[str, ...]:
        """The authors who make every step; none if the chain is only pooled."""
        return tuple(a for a in self.authors if self._reach(a) == len(self))

    def _reach(self, author: str, start: int = 0) -> int:
        """The step at which an author who begins at one gives way."""
        end = start
        while end < len(self) and any(step.author == author for step in self.bundles[end]):
            end += 1
        return end

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The fewest stretches by single authors that cover it.

        Going as far as one author leads, then as far as the next, needs the fewest. Among
        authors who lead equally far, the first in order.
        """
        found = []
        at = 0
        while at < len(self):
            reach = {author: self._reach(author, at) for author in self.authors}
            author = max(reach, key=reach.__getitem__)
            found.append(Stretch(author=author, nodes=self.nodes[at : reach[author] + 1]))
            at = reach[author]
        return tuple(found)

    @property
    def seams(self) -> tuple[str, ...]:
        """The variables at which one author's stretch gives way to another's."""
        return tuple(stretch.nodes[0] for stretch in self.stretches[1:])

    @cached_property
    def clash(self) -> Clash | None:
        """What keeps its claims from holding together, if anything does."""
        return guard(self.bundles)


def chains_between(  # noqa: PLR0913 - the ends of a chain, and what bounds the search
    bundles: Bundles,
    authors: Sequence[str],
    cause: str,
    effect: str,
    *,
    telling: Telling = Telling.POOLED,
    max_steps: int = CHAIN_STEPS,
    limit: int = CHAINS,
    budget: int = BUDGET,
) -> tuple[tuple[Chain, ...], str]:
    """The chains from one variable to another, by length, then by ids.

    Args:
        bundles: What carries chains.
        authors: The authors whose claims are in it, in order.
        cause: Where the chains begin.
        effect: Where they end.
        telling: Whose claims a chain may be made of. For the union of withins, a step shows
            the claims of those who tell the whole chain.
        max_steps: How many claims long a chain may be.
        limit: How many chains to give.
        budget: How many steps each search may take.

    Returns:
        The chains, and which cap ended the search; an empty text if none did.

    >>> import fpcase
    >>> from fpcase.diagrams import bundles
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> web = bundles(fpcase.causal_diagram(case, ["cai-2022"]))
    >>> chains, because = chains_between(web, ["cai-2022"], "anarchy", "power-seeking")
    >>> [chain.nodes for chain in chains], because
    ([('anarchy', 'power-seeking'), ('anarchy', 'security-seeking', 'power-seeking')], '')
    """
    sources = (
        [bundles.of_author(author) for author in authors]
        if telling is Telling.UNION_OF_WITHINS
        else [bundles]
    )
    paths: dict[tuple[str, ...], list[tuple[Bundle, ...]]] = {}
    because = ""
    for source in sources:
        search = PathSearch(source, cause, effect, max_steps=max_steps, budget=budget)
        for number, nodes in enumerate(search):
            if number == limit:
                because = f"its limit of {limit} chains"
                break
            paths.setdefault(nodes, []).append(source.along(nodes))
        if search.exhausted:
            because = f"its limit of {budget} steps"
    ordered = sorted(paths, key=lambda nodes: (len(nodes), nodes))
    if len(ordered) > limit:
        because = f"its limit of {limit} chains"
    chains = tuple(
        Chain(nodes=nodes, bundles=_together(paths[nodes]), authors=tuple(authors))
        for nodes in ordered[:limit]
    )
    return chains, because


def _together(versions: Iterable[tuple[Bundle, ...]]) -> tuple[Bundle, ...]:
    return tuple(tuple(chain.from_iterable(step)) for step in zip(*versions, strict=True))


TELLINGS = {
    Telling.WITHIN: "made of one author's claims",
    Telling.POOLED: "pooled: made of claims by any of the authors, so perhaps argued by no single "
    "author",
    Telling.UNION_OF_WITHINS: "union of withins: stated in full by at least one author",
}
"""Whose claims a chain of each telling is made of."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class _Search(ViewResult):
    """What a search for chains of claims found.

    Attributes:
        view: The case as it was looked at.
        max_steps: How many claims long a chain may be.
        because: Which cap ended the search; an empty text if none did.
    """

    max_steps: int
    because: str

    @property
    def truncated(self) -> bool:
        """Whether a cap ended the search, so that there may be more."""
        return bool(self.because)

    @property
    def _ended(self) -> str:
        """What a caption says of the cap."""
        return f"; the search ended at {self.because}" if self.truncated else ""

    def facts(self) -> dict[str, object]:
        """The caps."""
        return {
            "max_steps": self.max_steps,
            "truncated": self.truncated,
            "because": self.because or None,
        }


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Chains(_Search):
    """The chains from one variable to another.

    Attributes:
        view: The case as it was looked at.
        cause: Where the chains begin.
        effect: Where they end.
        telling: Whose claims a chain may be made of.
        max_steps: How many claims long a chain may be.
        chains: The chains, by length, then by ids.
        because: Which cap ended the search; an empty text if none did.
        total: The total effect, over chains of any length; None for the union of withins, whose
            chains are not all those that could be pooled.
        cut: The fewest authors without whom no chain of any length is left; None if it was not
            computed.
        no_cut: If so, why.
    """

    cause: VariableId
    effect: VariableId
    telling: Telling
    chains: tuple[Chain, ...]
    total: TotalEffect | None
    cut: tuple[str, ...] | None
    no_cut: str = ""

    @property
    def title(self) -> str:
        """The two ends."""
        return f"Chains from {self.cause} to {self.effect}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The chains, and the claims on each of their steps."""
        chains = self._table(
            "chains",
            self._caption(),
            enumerate(self.chains, start=1),
            {
                "number": lambda row: row[0],
                "claims long": lambda row: len(row[1]),
                "chain": lambda row: " → ".join(row[1].nodes),
                "sign": lambda row: " ".join(sign.value for sign in row[1].signs),
                "stated in full by": lambda row: row[1].told_whole_by,
                "fewest stretches": lambda row: len(row[1].stretches),
                "stretches": lambda row: tuple(
                    f"{one.author} to {one.nodes[-1]}" for one in row[1].stretches
                ),
                "joins": lambda row: row[1].seams,
                "guard": lambda row: str(row[1].clash) if row[1].clash else None,
            },
        )
        steps = self._rows(
            "steps",
            "The claims on each step of each chain.",
            ("chain", "cause", "effect", "author", "sign", "claim"),
            [
                (number, *pair, step.author, step.position.value, step.id)
                for number, chain in enumerate(self.chains, start=1)
                for pair, bundle in zip(pairwise(chain.nodes), chain.bundles, strict=True)
                for step in bundle
            ],
        )
        return chains, steps

    def facts(self) -> dict[str, object]:
        """The ends, the telling, the caps, the total effect and the source cut."""
        return {
            "cause": self.cause,
            "effect": self.effect,
            "telling": self.telling.value,
            **super().facts(),
            "total_effect": [sign.value for sign in self.total.signs] if self.total else None,
            "total_effect_over": self.total.rule.value if self.total else None,
            "over_walks": [sign.value for sign in self.total.walks] if self.total else None,
            "source_cut": list(self.cut) if self.cut is not None else None,
        }

    def _caption(self) -> str:
        holding = [chain for chain in self.chains if held_signs(chain.bundles)]
        clashing = len(self.chains) - len(holding)
        whole = sum(bool(chain.told_whole_by) for chain in holding)
        chains = f"{counted(len(self.chains), 'chain')} of at most {self.max_steps} claims"
        ends = f"from {self.cause} to {self.effect}, {TELLINGS[self.telling]}{self._ended}"
        parts = [f"{chains} {ends}, without general premises", f"{whole} stated in full"]
        if clashing:
            parts.append(f"{clashing} that clash in order or conditions are left out of the total")
        if self.total is not None:
            signs = " and ".join(sign.value for sign in self.total.signs) or "none"
            over = "walks, including loops" if self.total.rule is Coverage.WALKS else "chains"
            unclear = ", indeterminate" if self.total.indeterminate else ""
            parts.append(f"total effect over {over} of any length: {signs}{unclear}")
        if self.cut is None:
            parts.append(f"source cut not computed ({self.no_cut})")
        elif self.cut:
            without = ", ".join(self.cut)
            left = f"no chain is left, pooled or not (source cut {len(self.cut)})"
            left += ", nor a chain that clashes" * bool(self.total and self.total.clashing)
            parts.append(f"without {without} {left}")
        return f"{'; '.join(parts)}."


@checked
def find_chains(  # noqa: PLR0913 - the ends of a chain, and what bounds the search
    of: Case | View,
    cause: str,
    effect: str,
    *,
    telling: str | Telling = Telling.POOLED,
    max_steps: int = CHAIN_STEPS,
    limit: int = CHAINS,
    budget: int = BUDGET,
    with_cut: bool | None = None,
) -> Chains:
    """Find the chains of claims from one variable to another, and say who states them.

    Within one author, pooled, and the union of what each author states in full are three different
    things. A pooled chain is always marked: who states it in full, the fewest single-author
    stretches that cover it, the joins between these, and the claims that cannot hold together
    because of their conditions or periods. Signs multiply (Axelrod, ed., 1976).

    Args:
        of: What is looked at: a case, or a study of one.
        cause: Where the chains begin.
        effect: Where they end.
        telling: ``within`` (for one author), ``pooled`` or ``union of withins``.
        max_steps: How many claims long a chain may be.
        limit: How many chains to give.
        budget: How many steps the search may take.
        with_cut: Whether to compute the source cut, which takes long for many authors; by
            default only where every set of authors is soon tried.

    Raises:
        FpcaseError: an id is unknown, the ends are the same, or ``within`` is asked for with
            several authors.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> found = find_chains(case, "annexation-of-crimea", "neutrality-between-powers")
    >>> [(chain.nodes[1], chain.told_whole_by) for chain in found.chains[:1]]
    [('russia-west-rivalry', ('hananya-2019',))]
    """
    view = view_of(of)
    telling = _telling(telling, view)
    whole_numbers(max_steps=max_steps, limit=limit, budget=budget)
    ends = (known_variable(view.case, cause), known_variable(view.case, effect))
    if ends[0] == ends[1]:
        message = (
            f"expected two different variables, found {cause!r} twice; 'loops' finds feedback loops"
        )
        raise FpcaseError(message)
    web = view.bundles
    chains, because = chains_between(
        *(web, view.authors, *ends),
        telling=telling,
        max_steps=max_steps,
        limit=limit,
        budget=budget,
    )
    pooled = telling is not Telling.UNION_OF_WITHINS
    total = total_effect(web, *ends)
    cut, no_cut = _cut(view, ends, total, with_cut=with_cut)
    return Chains(
        view=view,
        cause=ends[0],
        effect=ends[1],
        telling=telling,
        max_steps=max_steps,
        chains=chains,
        because=because,
        total=total if pooled else None,
        cut=cut,
        no_cut=no_cut,
    )


def _telling(telling: str | Telling, view: View) -> Telling:
    asked = member("telling", telling, Telling)
    if asked is Telling.WITHIN and len(view.authors) != 1:
        message = f"telling: 'within' is for one author, found {len(view.authors)}; name one"
        raise FpcaseError(message)
    return asked


def _cut(
    view: View, ends: tuple[VariableId, VariableId], total: TotalEffect, *, with_cut: bool | None
) -> tuple[tuple[str, ...] | None, str]:
    """The source cut, or why there is none; where every chain clashes, there is nothing to cut."""
    if total.clashing and not total.signs:
        return (), ""
    number = len(view.authors)
    dear = number > MOST_BY_HAND or len(view.causal) * 2**number > CUT_TRIES
    if with_cut is False or (with_cut is None and dear):
        return None, f"{number} authors; ask for it by with_cut"
    return source_cut(view.bundles, view.authors, *ends), ""


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
class Loops(_Search):
    """The feedback loops in what authors claim.

    Attributes:
        view: The case as it was looked at.
        max_steps: How many claims long a loop may be.
        loops: The loops, by length, then by ids.
        because: Which cap ended the search; an empty text if none did.
        clashing: How many are left out because the conditions of their claims exclude each other.
    """

    what = "Feedback loops"
    loops: tuple[Loop, ...]
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

    def facts(self) -> dict[str, object]:
        """The caps, and how many loops are left out."""
        return {**super().facts(), "clashing": self.clashing}

    @property
    def tables(self) -> tuple[Table, ...]:
        """The loops, and how many of each polarity each author states in full."""
        pooled = sum(not loop.chain.told_whole_by for loop in self.loops)
        out = counted(self.clashing, "loop")
        clash = f"; left out: {out} whose conditions exclude each other" if self.clashing else ""
        loops = self._table(
            "loops",
            f"{counted(len(self.loops), 'feedback loop')} of at most {self.max_steps} claims"
            f"{self._ended}{clash}; {pooled} closed only by pooling and stated in full by no "
            "author. General premises are not used.",
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
        FpcaseError: a number is not a whole number above 0.

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
