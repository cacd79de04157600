"""One author's causal claims: what they amount to between any two variables."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import ClassVar

import attrs

from fpcase.diagrams.effects import (
    BUDGET,
    NO_EFFECT,
    Fault,
    TotalEffect,
    held_signs,
    total_effect,
)
from fpcase.diagrams.paths import PathSearch
from fpcase.model import ExplanationId, FullClaimId, VariableId
from fpcase.model.fields import grouped
from fpcase.statements import (
    Bundle,
    Bundles,
    Matter,
    Position,
    Scope,
    Statement,
    View,
    Voice,
    gather,
)

Pair = tuple[VariableId, VariableId]
"""Cause and effect, in this order."""


@attrs.frozen(kw_only=True)
class OwnChains:
    """One author's own chains from one variable to another, all of one sign.

    They stand beside statements: in the author's own voice, for the time of the claim that they
    are held against.

    Attributes:
        author: Whose chains they are.
        matter: Where they begin and end.
        sign: What they amount to: + or −.
        chains: The variables of each chain, the shortest first.
        claims: Their claims.
    """

    author: ExplanationId
    matter: Matter
    sign: Position
    chains: tuple[Matter, ...]
    claims: tuple[FullClaimId, ...]
    voice: ClassVar = Voice.OWN
    scope: ClassVar = Scope()
    own_values: ClassVar = False
    is_plain: ClassVar = True

    @property
    def leaves_open(self) -> frozenset[str]:
        """What they leave open."""
        return self.sign.leaves_open


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
    def concepts(self) -> frozenset[VariableId]:
        """The variables of the author's causal claims, denials too."""
        return frozenset(variable for pair in self.statements for variable in pair)

    @cached_property
    def signed_arrows(self) -> frozenset[tuple[Pair, Position]]:
        """The ordered pairs with an asserted effect, each with its signs."""
        return frozenset(
            (pair, one.position)
            for pair, said in self.statements.items()
            for one in said
            if one.carries_chain
        )

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
            signs = held_signs(bundles)
            if signs & missing:
                claims += [step.id for bundle in bundles for step in bundle]
                missing -= signs
            if not missing:
                break
        return tuple(dict.fromkeys(claims))

    def paths(self, cause: VariableId, effect: VariableId) -> Iterator[Matter]:
        """The paths of two or three claims from one variable to another, by length, then ids.

        Args:
            cause: Where they begin.
            effect: Where they end.
        """
        if cause in self.bundles.after and effect in self.bundles.before and cause != effect:
            search = PathSearch(self.bundles, cause, effect, max_steps=3)
            yield from (tuple(map(VariableId, path)) for path in search if path[1:-1])

    def leads(
        self, cause: VariableId, effect: VariableId, counts: Callable[[Matter], bool]
    ) -> bool:
        """Whether a claim, or a chain of two or three that holds together, leads to a variable.

        Args:
            cause: Where it begins.
            effect: Where it ends.
            counts: Whether a chain through these variables counts.
        """
        return effect in self.bundles.after.get(cause, ()) or any(
            counts(path) and held_signs(self.bundles.along(path))
            for path in self.paths(cause, effect)
        )

    def amount_to(self, direct: Statement) -> OwnChains | None:
        """What the author's chains amount to, if it is one sign (Axelrod 1976; "?" is none).

        A chain counts if the guard finds nothing against it, and each of its steps has a claim
        that may speak of the situation of the direct claim. A chain that joins different times
        is no answer to a claim on one of them.

        Args:
            direct: The direct claim that they are held against.
        """
        signs: set[Position] = set()
        found: dict[Matter, tuple[Bundle, ...]] = {}
        cause, effect = direct.matter
        for path in self.paths(cause, effect):
            bundles = tuple(
                tuple(step for step in bundle if step.scope.overlaps(direct.scope))
                for bundle in self.bundles.along(path)
            )
            if held := held_signs(bundles, faults=tuple(Fault)):
                found[path] = bundles
                signs |= held
                if len(signs) > 1 or Position.UNSTATED in signs:
                    return None
        if not signs:
            return None
        claims = (step.id for bundles in found.values() for bundle in bundles for step in bundle)
        return OwnChains(
            author=self.author,
            matter=direct.matter,
            sign=signs.pop(),
            chains=tuple(found),
            claims=tuple(dict.fromkeys(claims)),
        )


def author_maps(view: View) -> dict[ExplanationId, AuthorMap]:
    """Every author's map, in the order of the view.

    Args:
        view: What is looked at.
    """
    by_author = grouped((one.author, one) for one in view.causal)
    found = {}
    for author in view.authors:
        said = grouped(((one.matter[0], one.matter[1]), one) for one in by_author.get(author, ()))
        statements = {pair: tuple(said[pair]) for pair in sorted(said)}
        found[author] = AuthorMap(author=author, statements=statements)
    return found


def said_of_pairs(
    maps: Mapping[ExplanationId, AuthorMap],
) -> dict[Pair, dict[ExplanationId, tuple[Statement, ...]]]:
    """Pair of variables -> author -> what the author says of it directly.

    Args:
        maps: Every author's claims.
    """
    found: dict[Pair, dict[ExplanationId, tuple[Statement, ...]]] = {}
    for author, one in maps.items():
        for pair, said in one.statements.items():
            found.setdefault(pair, {})[author] = said
    return found


def claims_and_chains(
    maps: Mapping[ExplanationId, AuthorMap],
) -> Iterator[tuple[Statement, OwnChains]]:
    """Every direct claim that an author's own chains speak of, with those chains.

    The author of the chains is the claim's own, or another who does not speak of the matter
    directly.

    Args:
        maps: Every author's claims.
    """
    beginning = grouped((cause, one) for one in maps.values() for cause in one.bundles.after)
    for pair, by_author in said_of_pairs(maps).items():
        for one in beginning.get(pair[0], ()):
            if next(one.paths(*pair), None) is not None:
                own_said = by_author.get(one.author)
                for statement in own_said or chain.from_iterable(by_author.values()):
                    if own := one.amount_to(statement):
                        yield statement, own
