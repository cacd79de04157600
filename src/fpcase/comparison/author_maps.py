"""One author's causal claims, ready to say what they amount to between any two variables."""

from collections.abc import Mapping
from functools import cached_property

import attrs

from fpcase.diagrams.effects import BUDGET, NO_EFFECT, TotalEffect, products, total_effect
from fpcase.diagrams.guards import holds_together
from fpcase.diagrams.paths import PathSearch
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.statements import Statement, Voice
from fpcase.statements.bundles import Bundles, gather
from fpcase.statements.views import View

Pair = tuple[VariableId, VariableId]
"""Cause and effect, in this order."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AuthorMap:
    """One author's causal claims.

    Attributes:
        author: The author.
        statements: Pair -> the author's claims on it, in the author's own words.
    """

    author: ExplanationId
    statements: Mapping[Pair, tuple[Statement, ...]]
    _totals: dict[Pair, TotalEffect] = attrs.field(factory=dict, init=False)

    @cached_property
    def bundles(self) -> Bundles:
        """What carries chains."""
        return gather(one for said in self.statements.values() for one in said)

    @cached_property
    def of_case(self) -> Bundles:
        """What carries chains, without premises on states in general."""
        said = (one for made in self.statements.values() for one in made)
        return gather(one for one in said if not one.is_general)

    def total(self, pair: Pair) -> TotalEffect:
        """The total effect over the author's chains, direct claims included.

        Args:
            pair: Cause and effect.
        """
        cause, effect = pair
        if cause not in self.bundles.after or effect not in self.bundles.before:
            return NO_EFFECT
        if pair not in self._totals:
            self._totals[pair] = total_effect(self.bundles, cause, effect)
        return self._totals[pair]

    def speaks(self, pair: Pair) -> bool:
        """Whether the author says anything of a pair, directly or through chains.

        Args:
            pair: Cause and effect.
        """
        return pair in self.statements or bool(self.total(pair).signs)

    def moves(self, pair: Pair) -> bool:
        """Whether the author claims an effect directly.

        Args:
            pair: Cause and effect.
        """
        return any(one.carries_chain for one in self.statements.get(pair, ()))

    def chain_claims(self, pair: Pair) -> tuple[FullClaimId, ...]:
        """The claims of a shortest chain that holds together for each sign of the total effect.

        Args:
            pair: Cause and effect.
        """
        missing = set(self.total(pair).signs)
        claims: list[FullClaimId] = []
        search = PathSearch(self.bundles, *pair, budget=BUDGET) if missing else ()
        for nodes in search:
            bundles = self.bundles.along(nodes)
            signs = products({step.position for step in bundle} for bundle in bundles)
            if signs & missing and holds_together(bundles):
                claims += [step.id for bundle in bundles for step in bundle]
                missing -= signs
            if not missing:
                break
        return tuple(dict.fromkeys(claims))


def author_maps(view: View) -> dict[ExplanationId, AuthorMap]:
    """Every author's map, in the order of the view.

    Args:
        view: What is looked at.
    """
    found: dict[ExplanationId, dict[Pair, list[Statement]]] = {a: {} for a in view.authors}
    for one in view.statements:
        if one.is_causal and one.voice is Voice.OWN:
            cause, effect = one.matter
            found[one.author].setdefault((cause, effect), []).append(one)
    return {
        author: AuthorMap(
            author=author, statements={pair: tuple(said[pair]) for pair in sorted(said)}
        )
        for author, said in found.items()
    }
