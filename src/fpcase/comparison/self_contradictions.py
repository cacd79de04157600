"""Authors who contradict themselves."""

from collections.abc import Iterable
from itertools import combinations

import attrs

from fpcase.comparison.relations import Kind, Relation
from fpcase.model import ExplanationId, FullClaimId
from fpcase.statements import Matter, Statement
from fpcase.statements.record import of_one_situation


@attrs.frozen(kw_only=True)
class SelfContradiction:
    """An author who says of one matter what excludes itself.

    Attributes:
        author: The author.
        matter: Cause and effect, or the variable.
        claims: The claims that exclude each other.
        through_chains: Whether it is the author's own chains that a denial excludes.
    """

    author: ExplanationId
    matter: Matter
    claims: tuple[FullClaimId, ...]
    through_chains: bool = False


def self_contradictions(
    statements: Iterable[Statement], chains: Iterable[Relation]
) -> tuple[SelfContradiction, ...]:
    """Every author who both claims and excludes something of one matter, for one scope.

    Two claims may exclude each other, or all claims on the matter taken together leave nothing
    open; or the author denies what the author's own chains amount to.

    Args:
        statements: What authors say in their own words.
        chains: How authors' chains stand to direct claims.
    """
    said: dict[tuple[Matter, ExplanationId], list[Statement]] = {}
    for one in statements:
        said.setdefault((one.matter, one.author), []).append(one)
    found = [
        SelfContradiction(author=author, matter=matter, claims=claims)
        for (matter, author), made in said.items()
        if len(made) > 1 and (claims := _excluding(made))
    ]
    known = {(one.author, one.matter) for one in found}
    found += [
        SelfContradiction(
            author=one.left.author, matter=one.matter, claims=one.claims, through_chains=True
        )
        for one in chains
        if one.kind is Kind.CONTRADICT
        and one.left.author == one.right.author
        and (one.left.author, one.matter) not in known
    ]
    return tuple(sorted(found, key=lambda one: (one.matter, one.author)))


def _excluding(made: list[Statement]) -> tuple[FullClaimId, ...]:
    pairs = (pair for pair in combinations(made, 2) if pair[0].excludes(pair[1]))
    at_odds = {one.id for pair in pairs for one in pair}
    left_open = frozenset.intersection(*(one.leaves_open for one in made))
    together = not left_open and any(one.exclusive for one in made)
    if not at_odds and together and of_one_situation(one.scope for one in made):
        at_odds = {one.id for one in made}
    return tuple(dict.fromkeys(one.id for one in made if one.id in at_odds))
