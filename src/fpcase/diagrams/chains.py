"""Chains of claims from one variable to another, and who tells them."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property

import attrs

from fpcase.diagrams.effects import in_order, products
from fpcase.diagrams.guards import Clash, guard
from fpcase.diagrams.paths import BUDGET, PathSearch
from fpcase.statements.bundles import Bundle, Bundles
from fpcase.statements.signs import Position

MAX_STEPS = 6
"""How many claims a chain has at most, unless asked for more."""
LIMIT = 1000
"""How many chains are given at most, unless asked for more."""


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
        return in_order(products({step.position for step in bundle} for bundle in self.bundles))

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


@attrs.frozen(kw_only=True)
class Found:
    """Chains, with what bounded the search for them.

    Attributes:
        chains: The chains, by length, then by ids.
        truncated: Whether there may be more within the length asked for.
        because: If so: which cap ended the search.
    """

    chains: tuple[Chain, ...]
    truncated: bool = False
    because: str = ""


def chains_between(  # noqa: PLR0913 - the ends of a chain, and what bounds the search
    bundles: Bundles,
    authors: Sequence[str],
    cause: str,
    effect: str,
    *,
    telling: Telling = Telling.POOLED,
    max_steps: int = MAX_STEPS,
    limit: int = LIMIT,
    budget: int = BUDGET,
) -> Found:
    """The chains from one variable to another.

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

    >>> import fpcase
    >>> from fpcase.diagrams import bundles
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> web = bundles(fpcase.causal_diagram(case, ["cai-2022"]))
    >>> found = chains_between(web, ["cai-2022"], "anarchy", "power-seeking")
    >>> [chain.nodes for chain in found.chains], found.truncated
    ([('anarchy', 'power-seeking'), ('anarchy', 'security-seeking', 'power-seeking')], False)
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
                because = f"the limit of {limit} chains"
                break
            paths.setdefault(nodes, []).append(source.along(nodes))
        if search.exhausted:
            because = f"the budget of {budget} steps of search"
    ordered = sorted(paths, key=lambda nodes: (len(nodes), nodes))
    if len(ordered) > limit:
        because = f"the limit of {limit} chains"
    chains = tuple(
        Chain(nodes=nodes, bundles=_together(paths[nodes]), authors=tuple(authors))
        for nodes in ordered[:limit]
    )
    return Found(chains=chains, truncated=bool(because), because=because)


def _together(versions: Iterable[tuple[Bundle, ...]]) -> tuple[Bundle, ...]:
    return tuple(
        tuple(step for bundle in step_of_each for step in bundle)
        for step_of_each in zip(*versions, strict=True)
    )
