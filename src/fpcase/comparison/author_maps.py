"""One author's claims, ready to be asked what they say of any two variables."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from fpcase.comparison.positions import Pair, direct_statements
from fpcase.diagrams.effects import (
    BUDGET,
    NO_EFFECT,
    TotalEffect,
    products,
    reachable_signs,
    total_effect,
)
from fpcase.diagrams.paths import PathSearch
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.statements import Statement
from fpcase.statements.bundles import Bundles, gather
from fpcase.statements.signs import ARROWS, EFFECTS, Position
from fpcase.statements.views import View


@attrs.frozen(kw_only=True)
class Stand:
    """What one author says of an ordered pair of variables, directly and through chains.

    Attributes:
        direct: The author's claims on the pair.
        total: The total effect over the author's chains, direct claims included.
    """

    direct: tuple[Statement, ...] = ()
    total: TotalEffect = NO_EFFECT

    @property
    def speaks(self) -> bool:
        """Whether the author says anything of the pair."""
        return bool(self.direct or self.total.signs)

    @property
    def has_arrow(self) -> bool:
        """Whether the author claims an effect directly."""
        return any(statement.position in ARROWS for statement in self.direct)

    @property
    def says(self) -> tuple[str, ...]:
        """The direct positions, each once."""
        return tuple(dict.fromkeys(statement.position.value for statement in self.direct))

    @property
    def amounts_to(self) -> tuple[str, ...]:
        """The signs of the total effect over the author's chains, direct claims included."""
        return tuple(sign.value for sign in self.total.signs)

    @property
    def open_effects(self) -> frozenset[str]:
        """Which of +, − and 0 the author's total leaves open; see `Statement`.

        Chains that differ in sign may cancel out, so they leave everything open. Denials, and
        asserted absence of effect, narrow what the chains leave open. Nothing is left open by
        an author who denies what their own chains amount to.
        """
        signs = self.total.signs
        found = signs[0].leaves_open if len(signs) == 1 else EFFECTS
        for statement in self.direct:
            if statement.position not in ARROWS:
                found &= statement.leaves_open
        return found


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AuthorMap:
    """One author's claims.

    Attributes:
        author: The author.
        statements: Pair -> the author's claims on it.
    """

    author: ExplanationId
    statements: Mapping[Pair, tuple[Statement, ...]]
    _walks: dict[str, Mapping[str, frozenset[Position]]] = attrs.field(factory=dict, init=False)
    _stands: dict[Pair, Stand] = attrs.field(factory=dict, init=False)

    @cached_property
    def bundles(self) -> Bundles:
        """What carries chains."""
        return gather(one for said in self.statements.values() for one in said)

    @cached_property
    def _ends(self) -> tuple[frozenset[str], frozenset[str]]:
        """Everything that is a cause in some claim, and everything that is an effect."""
        causes, effects = ([pair[end] for pair in self.statements] for end in (0, 1))
        return frozenset(causes), frozenset(effects)

    def speaks(self, pair: Pair) -> bool:
        """Whether the author says anything of a pair, directly or through chains."""
        causes, effects = self._ends
        return pair[0] in causes and pair[1] in effects and self.stand(pair).speaks

    def walks(self, cause: str) -> Mapping[str, frozenset[Position]]:
        """The signs of all walks from a variable, by where they end."""
        if cause not in self._walks:
            self._walks[cause] = reachable_signs(self.bundles, cause)
        return self._walks[cause]

    def stand(self, pair: Pair) -> Stand:
        """What the author says of a pair."""
        if pair not in self._stands:
            cause, effect = pair
            walks = self.walks(cause).get(effect, frozenset())
            self._stands[pair] = Stand(
                direct=self.statements.get(pair, ()),
                total=total_effect(self.bundles, cause, effect, walks=walks),
            )
        return self._stands[pair]

    def pairs(self) -> Iterator[Pair]:
        """Every pair that the author speaks of, directly or through chains."""
        yield from self.statements
        for cause in self.bundles.after:
            for effect in self.walks(cause):
                pair = (VariableId(cause), VariableId(effect))
                if effect != cause and pair not in self.statements:
                    yield pair

    def witness(self, pair: Pair) -> tuple[FullClaimId, ...]:
        """The claims that make the author's stand, the direct ones or those of chains.

        For chains, the claims that `chain_claims` gives.
        """
        direct = self.statements.get(pair, ())
        if direct:
            return tuple(dict.fromkeys(statement.id for statement in direct))
        return self.chain_claims(pair)

    def chain_claims(self, pair: Pair) -> tuple[FullClaimId, ...]:
        """The claims of a shortest chain for each sign of the total effect."""
        missing = set(self.stand(pair).total.signs)
        claims: list[str] = []
        search = PathSearch(self.bundles, *pair, budget=BUDGET) if missing else ()
        for nodes in search:
            bundles = self.bundles.along(nodes)
            signs = products({step.position for step in bundle} for bundle in bundles)
            if signs & missing:
                claims += [step.id for bundle in bundles for step in bundle]
                missing -= signs
            if not missing:
                break
        return tuple(FullClaimId(key) for key in dict.fromkeys(claims))


def author_maps(view: View) -> dict[ExplanationId, AuthorMap]:
    """Every author's map, in the order of the view."""
    by_author: dict[ExplanationId, dict[Pair, tuple[Statement, ...]]] = {
        author: {} for author in view.authors
    }
    statements = direct_statements(
        view.case, include_inferred=True, include_reports=view.include_reports
    )
    for pair in sorted(statements):
        for author, said in statements[pair].items():
            by_author[author][pair] = said
    return {author: AuthorMap(author=author, statements=s) for author, s in by_author.items()}
