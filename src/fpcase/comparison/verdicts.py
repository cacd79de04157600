"""Whether two authors agree on what one variable does to another."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from itertools import combinations

import attrs

from fpcase.comparison.author_maps import AuthorMap, Stand
from fpcase.comparison.positions import Pair, clashes
from fpcase.diagrams.effects import Rule
from fpcase.model.ids import ExplanationId, FullClaimId
from fpcase.statements.signs import ARROWS


class VerdictKind(Enum):
    """How two authors stand to each other on an ordered pair of variables.

    The first that applies, in this order, is the verdict.
    """

    CONTRADICT_DIRECTLY = "contradict directly"
    """One's claim excludes the other's, and both may speak of the same situation."""
    CONTRADICT_THROUGH_CHAINS = "contradict through chains"
    """What their chains amount to excludes each other."""
    DIFFER_BY_SCOPE = "differ by scope"
    """Their signs exclude each other, but for disjoint periods or conditions."""
    AGREE = "agree"
    """Both take the same position directly."""
    ELABORATE = "elaborate"
    """One claims directly what the other's chains amount to, and so tells how it comes about."""
    AGREE_THROUGH_CHAINS = "agree through chains"
    """Neither claims it directly; their chains amount to the same."""
    INDETERMINATE = "indeterminate"
    """The chains of one of them differ in sign."""
    COMPATIBLE = "compatible"
    """Both take a position, not the same and not excluding each other, as + beside "?"."""
    ONE_SILENT = "one silent"
    """One takes a position, the other none."""
    BOTH_SILENT = "both silent"
    """Neither takes a position."""


@attrs.frozen(kw_only=True)
class Verdict:
    """How two authors stand to each other on an ordered pair of variables.

    Attributes:
        pair: Cause and effect.
        left: One author.
        right: The other.
        kind: The verdict.
        reverse: Whether one claims an effect where the other claims it the other way round.
        left_claims: The first author's claims that make the verdict. Where the author speaks
            through chains only: for each sign, those of a shortest chain.
        right_claims: The second author's.
        left_says: The first author's direct positions; none if the author speaks through chains.
        right_says: The second author's.
        left_total: The signs of the first author's total effect, over all chains of theirs.
        right_total: The second author's.
        over_walks: Whether a total had to be taken over walks, loops run through.
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
    left_total: tuple[str, ...]
    right_total: tuple[str, ...]
    over_walks: bool = False

    @property
    def left_direct(self) -> bool:
        """Whether the first author speaks of the pair directly."""
        return bool(self.left_says)

    @property
    def right_direct(self) -> bool:
        """Whether the second author speaks of the pair directly."""
        return bool(self.right_says)

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
        through_chains: Whether it is the author's chains that a direct claim excludes.
    """

    author: ExplanationId
    pair: Pair
    claims: tuple[FullClaimId, ...]
    through_chains: bool = False


def verdict_kind(left: Stand, right: Stand) -> VerdictKind:
    """The verdict on what two authors say of one pair.

    Two points beyond the bare order of precedence. An opposition under disjoint periods or
    conditions is a difference of scope even though contradictions come first: both can be
    right, and so nothing is contradicted. And where both claim an effect directly, their chains
    are not held against each other: the direct claims say already what each holds.

    Claims also contradict each other directly if they do so only taken together: who denies
    both signs leaves no effect, and contradicts "?".

    Totals exclude each other if no effect (+, −, none) is left open by both. Two equal
    exclusions agree. Chains have no single period, so scope is weighed on direct claims only.
    """
    for applies, kind in _PRECEDENCE:
        if applies(left, right):
            return kind
    return VerdictKind.COMPATIBLE


def _one_silent(left: Stand, right: Stand) -> bool:
    return left.speaks is not right.speaks


def _both_silent(left: Stand, right: Stand) -> bool:
    return not left.speaks and not right.speaks


def _clash_directly(left: Stand, right: Stand) -> bool:
    clash = bool(clashes(left.direct, right.direct, same_scope=True))
    return clash or (_clash_together(left, right) and _one_scope(left, right))


def _clash_by_scope(left: Stand, right: Stand) -> bool:
    clash = bool(clashes(left.direct, right.direct, same_scope=False))
    return clash or (_clash_together(left, right) and not _one_scope(left, right))


def _clash_together(left: Stand, right: Stand) -> bool:
    """Whether the direct claims of the two, each side's taken together, exclude each other."""
    if not left.direct or not right.direct:
        return False
    ours, theirs = (
        frozenset.intersection(*(s.leaves_open for s in side))
        for side in (left.direct, right.direct)
    )
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _one_scope(left: Stand, right: Stand) -> bool:
    said = (*left.direct, *right.direct)
    return all(one.scope.overlaps(other.scope) for one, other in combinations(said, 2))


def _totals_exclude(left: Stand, right: Stand) -> bool:
    if (left.has_arrow and right.has_arrow) or _clash_by_scope(left, right):
        return False
    ours, theirs = left.open_effects, right.open_effects
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _agree(left: Stand, right: Stand) -> bool:
    return bool({s.position for s in left.direct} & {s.position for s in right.direct})


def _same_total(left: Stand, right: Stand) -> bool:
    """One claims the effect directly; the other's chains amount to the same."""
    one_direct = left.has_arrow is not right.has_arrow and bool(left.direct) is not bool(
        right.direct
    )
    same = left.total.signs == right.total.signs
    return one_direct and same and not left.total.indeterminate


def _same_chains(left: Stand, right: Stand) -> bool:
    """Both get there by chains alone; a denial that their chains keep to does not matter."""
    same = left.total.signs == right.total.signs
    by_chains = not left.has_arrow and not right.has_arrow
    possible = bool(left.open_effects and right.open_effects)
    return by_chains and possible and same and not left.total.indeterminate


def _indeterminate(left: Stand, right: Stand) -> bool:
    """One's chains lead both ways, or to what the same author denies."""
    if left.direct and right.direct:
        return False
    at_odds = left.total.indeterminate or right.total.indeterminate
    return at_odds or not left.open_effects or not right.open_effects


_PRECEDENCE: tuple[tuple[Callable[[Stand, Stand], bool], VerdictKind], ...] = (
    (_both_silent, VerdictKind.BOTH_SILENT),
    (_one_silent, VerdictKind.ONE_SILENT),
    (_clash_directly, VerdictKind.CONTRADICT_DIRECTLY),
    (_totals_exclude, VerdictKind.CONTRADICT_THROUGH_CHAINS),
    (_clash_by_scope, VerdictKind.DIFFER_BY_SCOPE),
    (_agree, VerdictKind.AGREE),
    (_same_total, VerdictKind.ELABORATE),
    (_same_chains, VerdictKind.AGREE_THROUGH_CHAINS),
    (_indeterminate, VerdictKind.INDETERMINATE),
)


def verdict(left: AuthorMap, right: AuthorMap, pair: Pair) -> Verdict:
    """The verdict for two authors on one pair."""
    ours, theirs = left.stand(pair), right.stand(pair)
    return Verdict(
        pair=pair,
        left=left.author,
        right=right.author,
        kind=verdict_kind(ours, theirs),
        reverse=_reverse(left, right, pair) or _reverse(right, left, pair),
        left_claims=left.witness(pair),
        right_claims=right.witness(pair),
        left_says=ours.says,
        right_says=theirs.says,
        left_total=ours.amounts_to,
        right_total=theirs.amounts_to,
        over_walks=Rule.WALKS in {ours.total.rule, theirs.total.rule},
    )


def _reverse(one: AuthorMap, other: AuthorMap, pair: Pair) -> bool:
    """Whether one directly claims an effect, and the other directly its reverse."""
    cause, effect = pair
    if cause == effect:
        return False
    ours, theirs = one.statements.get(pair, ()), other.statements.get((effect, cause), ())
    return all(any(s.position in ARROWS for s in said) for said in (ours, theirs))


@attrs.frozen(kw_only=True)
class Verdicts:
    """Verdicts, with what was silent.

    Attributes:
        spoken: Where both authors speak, directly or through chains, or one claims the reverse
            of what the other does; by pair, then by authors.
        silent: Two authors -> on how many pairs only one of the two speaks.
    """

    spoken: tuple[Verdict, ...]
    silent: Mapping[tuple[ExplanationId, ExplanationId], int]


def all_verdicts(
    maps: Mapping[ExplanationId, AuthorMap], *, through_chains: bool = True
) -> Verdicts:
    """The verdicts for every two authors on every pair of which both speak.

    Args:
        maps: The authors' maps.
        through_chains: Whether speaking through chains counts as speaking; without it the
            work grows with the claims alone.
    """
    speakers: dict[Pair, list[ExplanationId]] = {}
    spoken: Counter[ExplanationId] = Counter()
    for author, one in maps.items():
        for pair in one.pairs() if through_chains else one.statements:
            speakers.setdefault(pair, []).append(author)
            spoken[author] += 1
    both: Counter[tuple[ExplanationId, ExplanationId]] = Counter()
    found = []
    order = {author: place for place, author in enumerate(maps)}
    for pair in sorted(speakers):
        together = set(combinations(speakers[pair], 2))
        both.update(together)
        for left, right in sorted(
            together | set(_reversals(maps, speakers, pair, order)),
            key=lambda two: (order[two[0]], order[two[1]]),
        ):
            found.append(verdict(maps[left], maps[right], pair))
    silent = {
        (left, right): spoken[left] + spoken[right] - 2 * both[left, right]
        for left, right in combinations(maps, 2)
    }
    return Verdicts(spoken=tuple(found), silent=silent)


def _reversals(
    maps: Mapping[ExplanationId, AuthorMap],
    speakers: Mapping[Pair, list[ExplanationId]],
    pair: Pair,
    order: Mapping[ExplanationId, int],
) -> Iterator[tuple[ExplanationId, ExplanationId]]:
    """Two authors, one of whom directly claims an effect and the other its reverse."""
    back = (pair[1], pair[0])
    for one in speakers[pair]:
        for other in speakers.get(back, ()):
            if one != other and _reverse(maps[one], maps[other], pair):
                left, right = sorted((one, other), key=order.__getitem__)
                yield left, right


def _excludes_itself(stand: Stand) -> bool:
    """Whether denials exclude the author's chains, or together the author's direct claim.

    Direct claims for disjoint scopes do not: an effect may hold at one time and not at another.
    """
    if not stand.total.signs or stand.open_effects:
        return False
    return not stand.has_arrow or _one_scope(stand, stand)


def self_contradictions(maps: Iterable[AuthorMap]) -> tuple[SelfContradiction, ...]:
    """Every author who both claims and excludes a sign on one pair.

    Directly, for the same scope; or through chains, where what the author denies directly is
    what the author's own chains amount to.
    """
    found = []
    for one in maps:
        for pair, said in one.statements.items():
            clashing = {s.id for two in clashes(said, said, same_scope=True) for s in two}
            if clashing:
                claims = tuple(dict.fromkeys(s.id for s in said if s.id in clashing))
                found.append(SelfContradiction(author=one.author, pair=pair, claims=claims))
            elif _excludes_itself(stand := one.stand(pair)):
                claims = tuple(dict.fromkeys((*one.witness(pair), *one.chain_claims(pair))))
                found.append(
                    SelfContradiction(
                        author=one.author,
                        pair=pair,
                        claims=claims,
                        through_chains=not stand.has_arrow,
                    )
                )
    return tuple(sorted(found, key=lambda f: (f.pair, f.author)))
