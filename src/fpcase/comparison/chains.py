"""The chains from one variable to another: who tells them, and how robust they are."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property
from itertools import pairwise

import attrs

from fpcase.comparison.caps import CHAIN_STEPS, CHAINS, CUT_TRIES
from fpcase.comparison.tables import Table, ViewResult
from fpcase.diagrams.effects import (
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
from fpcase.model.options import member, whole_numbers
from fpcase.model.signatures import checked
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
        telling = [{step.author for step in bundle} for bundle in self.bundles]
        return tuple(a for a in self.authors if all(a in tellers for tellers in telling))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The fewest stretches by single authors that cover it.

        Going as far as one author leads, then as far as the next, needs the fewest. Among
        authors who lead equally far, the first in order.
        """
        telling = [{step.author for step in bundle} for bundle in self.bundles]
        found = []
        at = 0
        while at < len(telling):
            author, end = max(
                ((author, _reach(telling, at, author)) for author in self.authors),
                key=lambda candidate: candidate[1],
            )
            found.append(Stretch(author=author, nodes=self.nodes[at : end + 1]))
            at = end
        return tuple(found)

    @property
    def seams(self) -> tuple[str, ...]:
        """The variables at which one author's stretch gives way to another's."""
        return tuple(stretch.nodes[0] for stretch in self.stretches[1:])

    @cached_property
    def clash(self) -> Clash | None:
        """What keeps its claims from holding together, if anything does."""
        return guard(self.bundles)


def _reach(telling: Sequence[AbstractSet[str]], at: int, author: str) -> int:
    end = at
    while end < len(telling) and author in telling[end]:
        end += 1
    return end


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
    return tuple(
        tuple(step for bundle in step_of_each for step in bundle)
        for step_of_each in zip(*versions, strict=True)
    )


TELLINGS = {
    Telling.WITHIN: "made of one author's claims",
    Telling.POOLED: "pooled: made of claims by any of the authors, so perhaps argued by no single "
    "author",
    Telling.UNION_OF_WITHINS: "union of withins: stated in full by at least one author",
}
"""Whose claims a chain of each telling is made of."""


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Chains(ViewResult):
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
    max_steps: int
    chains: tuple[Chain, ...]
    because: str
    total: TotalEffect | None
    cut: tuple[str, ...] | None
    no_cut: str = ""

    @property
    def truncated(self) -> bool:
        """Whether a cap ended the search, so that there may be more."""
        return bool(self.because)

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
            "max_steps": self.max_steps,
            "truncated": self.truncated,
            "because": self.because or None,
            "total_effect": [sign.value for sign in self.total.signs] if self.total else None,
            "total_effect_over": self.total.rule.value if self.total else None,
            "over_walks": [sign.value for sign in self.total.walks] if self.total else None,
            "source_cut": list(self.cut) if self.cut is not None else None,
        }

    def _caption(self) -> str:
        more = f"; the search ended at {self.because}" if self.truncated else ""
        holding = [chain for chain in self.chains if held_signs(chain.bundles)]
        clashing = len(self.chains) - len(holding)
        whole = sum(bool(chain.told_whole_by) for chain in holding)
        chains = f"{counted(len(self.chains), 'chain')} of at most {self.max_steps} claims"
        ends = f"from {self.cause} to {self.effect}, {TELLINGS[self.telling]}{more}"
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
    stretches that cover it, the seams between these, and the claims that cannot hold together
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
