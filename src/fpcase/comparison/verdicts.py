"""Whether two authors agree on what one variable does to another."""

from enum import Enum
from itertools import combinations

import attrs

from fpcase.comparison.positions import Pair, Statement, Statements, clashes
from fpcase.diagrams.signs import ARROWS
from fpcase.model.ids import ExplanationId, FullClaimId


class VerdictKind(Enum):
    """How two authors stand to each other on an ordered pair of variables."""

    CONTRADICT_DIRECTLY = "contradict directly"
    """One's claim excludes the other's."""
    DIFFER_BY_SCOPE = "differ by scope"
    """Their signs exclude each other, but for disjoint periods or conditions."""
    AGREE = "agree"
    """Both take the same position."""
    COMPATIBLE = "compatible"
    """Both take a position; neither the same nor excluding each other, as + beside "some effect"."""
    ONE_SILENT = "one silent"
    """One takes a position, the other none."""


@attrs.frozen(kw_only=True)
class Verdict:
    """How two authors stand to each other on an ordered pair of variables.

    Attributes:
        pair: Cause and effect.
        left: One author.
        right: The other.
        kind: The verdict.
        reverse: Whether one claims an effect where the other claims it the other way round.
        left_claims: The first author's claims on the pair.
        right_claims: The second author's.
        left_says: The first author's positions.
        right_says: The second author's.
    """

    pair: Pair
    left: ExplanationId
    right: ExplanationId
    kind: VerdictKind
    reverse: bool
    left_claims: tuple[FullClaimId, ...]
    right_claims: tuple[FullClaimId, ...]
    left_says: tuple[str, ...]
    right_says: tuple[str, ...]

    @property
    def claims(self) -> tuple[FullClaimId, ...]:
        """All claims that make the verdict."""
        return (*self.left_claims, *self.right_claims)


@attrs.frozen(kw_only=True)
class SelfContradiction:
    """An author who says of one pair of variables what excludes itself.

    Attributes:
        author: The author.
        pair: Cause and effect.
        claims: The claims that exclude each other.
    """

    author: ExplanationId
    pair: Pair
    claims: tuple[FullClaimId, ...]


def direct_verdict(left: tuple[Statement, ...], right: tuple[Statement, ...]) -> VerdictKind:
    """The verdict on what two authors say directly of one pair; at least one says something.

    Two equal positions agree, and so do two equal exclusions. An opposition for disjoint
    periods or conditions is a difference of scope, and no contradiction.
    """
    if not left or not right:
        return VerdictKind.ONE_SILENT
    if clashes(left, right, same_scope=True):
        return VerdictKind.CONTRADICT_DIRECTLY
    if clashes(left, right, same_scope=False):
        return VerdictKind.DIFFER_BY_SCOPE
    if {s.position for s in left} & {s.position for s in right}:
        return VerdictKind.AGREE
    return VerdictKind.COMPATIBLE


def direct_verdicts(
    statements: Statements, authors: tuple[ExplanationId, ...]
) -> tuple[Verdict, ...]:
    """The verdict for every two authors on every pair that one of them speaks of.

    Pairs come in alphabetical order, authors in the order given.
    """
    verdicts = []
    for pair in sorted(statements):
        said = statements[pair]
        back = statements.get((pair[1], pair[0]), {}) if pair[0] != pair[1] else {}
        for left, right in combinations(authors, 2):
            ours, theirs = said.get(left, ()), said.get(right, ())
            if not ours and not theirs:
                continue
            verdicts.append(
                Verdict(
                    pair=pair,
                    left=left,
                    right=right,
                    kind=direct_verdict(ours, theirs),
                    reverse=(_claims_effect(ours) and _claims_effect(back.get(right, ())))
                    or (_claims_effect(theirs) and _claims_effect(back.get(left, ()))),
                    left_claims=tuple(s.full_id for s in ours),
                    right_claims=tuple(s.full_id for s in theirs),
                    left_says=_positions(ours),
                    right_says=_positions(theirs),
                )
            )
    return tuple(verdicts)


def self_contradictions(statements: Statements) -> tuple[SelfContradiction, ...]:
    """Every author who both claims and excludes a sign on one pair, for the same scope."""
    found = []
    for pair in sorted(statements):
        for author, said in statements[pair].items():
            clashing = {s.full_id for two in clashes(said, said, same_scope=True) for s in two}
            if clashing:
                claims = tuple(s.full_id for s in said if s.full_id in clashing)
                found.append(SelfContradiction(author=author, pair=pair, claims=claims))
    return tuple(found)


def _claims_effect(statements: tuple[Statement, ...]) -> bool:
    return any(statement.position in ARROWS for statement in statements)


def _positions(statements: tuple[Statement, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement.position.value for statement in statements))
