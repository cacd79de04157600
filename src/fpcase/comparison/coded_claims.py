"""Two coders' claims on one text, matched by the passages that they rest on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

import attrs
import networkx as nx

from fpcase.model import Case, CausalClaim, DescriptiveClaim, Explanation, FullClaimId, SourceId
from fpcase.model.fields import grouped
from fpcase.passages import Grade, IndexedText, find_passages

LEAST = 0.5
"""How much of their passages two claims must share at least, to be one."""

Spans = tuple[tuple[int, int], ...]
"""Start and end of each part of a text, in order, without overlaps."""


@attrs.frozen(kw_only=True)
class CodedClaim:
    """A claim with the passage that it rests on.

    Attributes:
        id: Its full id.
        source: The work.
        spans: Where its passages stand in the work's text.
        codes: What the coder decided: cause, effect, sign and stance of a causal claim; variable,
            value and stance of a descriptive one.
        fuzzy: Whether one of the passages is only like the words of its locator.
    """

    id: FullClaimId
    source: SourceId
    spans: Spans
    codes: Mapping[str, str]
    fuzzy: bool = False


@attrs.frozen(kw_only=True)
class Unmatched:
    """One coder's claims that are matched with none of another's.

    Attributes:
        only: Those that the other does not have.
        aside: Those that the other may have: one for each of its lost claims with the same codes.
        lost: Those without a passage that was found.
    """

    only: tuple[CodedClaim, ...]
    aside: tuple[CodedClaim, ...]
    lost: tuple[CodedClaim, ...]


@attrs.frozen(kw_only=True)
class Matching:
    """Which claims of two codings are the same.

    Attributes:
        pairs: Claims of the one and the other that are matched, by place in the text.
        left: The other claims of the one coding.
        right: The other claims of the other.
        ties: Matches for which another claim overlapped as much.
    """

    pairs: tuple[tuple[CodedClaim, CodedClaim], ...]
    left: Unmatched
    right: Unmatched
    ties: int

    @property
    def fuzzy(self) -> int:
        """How many pairs rest on a passage that is only like the words of a locator."""
        return sum(one.fuzzy or other.fuzzy for one, other in self.pairs)

    @property
    def f1(self) -> float | None:
        """Twice the matches over the claims of both; None without any claim."""
        claims = 2 * len(self.pairs) + len(self.left.only) + len(self.right.only)
        return 2 * len(self.pairs) / claims if claims else None


CODES = ("cause", "effect", "sign", "variable", "value", "stance")
"""What coders decide about a claim, in order; causal and descriptive ones share the stance."""


def codes_of(claim: CausalClaim | DescriptiveClaim) -> dict[str, str]:
    """What a coder decided about a claim.

    Joint causes are one code, in alphabetical order. So are their signs, where these differ, and
    the words of a value.
    """
    if isinstance(claim, DescriptiveClaim):
        value = " or ".join(sorted(claim.value))
        return {"variable": claim.variable, "value": value, "stance": claim.stance.value}
    causes = sorted(claim.signed_causes, key=itemgetter(0))
    signs = [sign.value for _, sign in causes]
    return {
        "cause": " & ".join(variable for variable, _ in causes),
        "effect": claim.effect,
        "sign": signs[0] if len(set(signs)) == 1 else " & ".join(signs),
        "stance": claim.stance.value,
    }


def coded_claims(
    case: Case, texts: Mapping[SourceId, IndexedText], sources: Iterable[SourceId]
) -> tuple[list[CodedClaim], list[CodedClaim]]:
    """The claims on some works that have a passage in the work itself, and those that have none."""
    wanted = set(sources)
    matches = grouped(
        ((passage.source, passage.claim), passage.match) for passage in find_passages(case, texts)
    )
    found: list[CodedClaim] = []
    lost: list[CodedClaim] = []
    claims: list[tuple[FullClaimId, Explanation, CausalClaim | DescriptiveClaim]]
    claims = [*case.claims(), *case.descriptions()]
    for full_id, explanation, claim in claims:
        if explanation.source in wanted:
            own = matches.get((explanation.source, full_id), ())
            made = CodedClaim(
                id=full_id,
                source=explanation.source,
                spans=joined(
                    (one.start, one.end)
                    for one in own
                    if one.start is not None and one.end is not None
                ),
                codes=codes_of(claim),
                fuzzy=any(match.grade is Grade.FUZZY for match in own),
            )
            (found if made.spans else lost).append(made)
    return found, lost


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, with those that touch or overlap as one.

    >>> joined([(5, 9), (0, 3), (2, 6)])
    ((0, 9),)
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def span_overlap(left: Spans, right: Spans) -> float:
    """The Jaccard coefficient of two passages' characters.

    >>> span_overlap(((0, 10),), ((5, 15),))
    0.3333333333333333
    """
    both = sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in left
        for other_start, other_end in right
    )
    either = sum(end - start for spans in (left, right) for start, end in spans) - both
    return both / either if either else 0.0


def match_claims(
    left: Sequence[CodedClaim],
    right: Sequence[CodedClaim],
    *,
    lost: tuple[Sequence[CodedClaim], Sequence[CodedClaim]] = ((), ()),
    ties_by_codes: bool = True,
) -> Matching:
    """Match claims of one text one to one, so that the overlap of their passages is largest.

    Causal claims are matched with causal ones, descriptive with descriptive.

    Several claims often rest on one passage, so that several matchings are as good. Then that
    one is taken in which most codes agree, so that agreement is an upper bound; or, by order, the
    one that follows the order of both codings, which is nearer to a lower bound.

    Args:
        left: The one coding's claims.
        right: The other's.
        lost: The one coding's claims without a passage, and the other's.
        ties_by_codes: Whether ties go to the matching in which most codes agree.
    """
    overlaps = _overlaps(left, right)
    matched = _best(overlaps, left, right, ties_by_codes=ties_by_codes)
    rivals = Counter(
        end
        for (at, place), overlap in overlaps.items()
        for end in ((overlap, at, -1), (overlap, -1, place))
    )
    ties = sum(
        max(rivals[overlaps[pair], pair[0], -1], rivals[overlaps[pair], -1, pair[1]]) > 1
        for pair in matched
    )
    pairs = [(left[at], right[place]) for at, place in matched]
    pairs.sort(key=lambda pair: (pair[0].source, pair[0].spans, pair[0].id))
    return Matching(
        pairs=tuple(pairs),
        left=_unmatched(left, (one for one, _ in pairs), *lost),
        right=_unmatched(right, (other for _, other in pairs), *reversed(lost)),
        ties=ties,
    )


def _unmatched(
    claims: Iterable[CodedClaim],
    matched: Iterable[CodedClaim],
    lost: Iterable[CodedClaim],
    others_lost: Iterable[CodedClaim],
) -> Unmatched:
    """What is not matched, apart from what may be a lost claim of the other coder."""
    unknown = Counter((one.source, tuple(one.codes.items())) for one in others_lost)
    known = {one.id for one in matched}
    only: list[CodedClaim] = []
    aside: list[CodedClaim] = []
    for one in claims:
        if one.id not in known:
            codes = (one.source, tuple(one.codes.items()))
            (aside if unknown[codes] > 0 else only).append(one)
            unknown[codes] -= 1
    return Unmatched(only=tuple(only), aside=tuple(aside), lost=tuple(lost))


def _overlaps(
    left: Sequence[CodedClaim], right: Sequence[CodedClaim]
) -> dict[tuple[int, int], float]:
    """Place in the one coding and in the other -> overlap, where that is enough for a match."""
    places = grouped(
        (other.source, (other.spans[0][0], other.spans[-1][1], place))
        for place, other in enumerate(right)
    )
    found = {}
    for at, one in enumerate(left):
        first, last = one.spans[0][0], one.spans[-1][1]
        for start, end, place in places.get(one.source, ()):
            other = right[place]
            if start < last and first < end and other.codes.keys() == one.codes.keys():
                overlap = span_overlap(one.spans, other.spans)
                if overlap >= LEAST:
                    found[at, place] = overlap
    return found


def _best(
    overlaps: Mapping[tuple[int, int], float],
    left: Sequence[CodedClaim],
    right: Sequence[CodedClaim],
    *,
    ties_by_codes: bool,
) -> list[tuple[int, int]]:
    """The matching of the largest total overlap; of several, by agreement or by order.

    The three are one weight in whole numbers, so that nothing is lost by rounding.
    """
    size = len(left) + len(right) + 1
    most = {"alike": size * len(CODES), "order": size**3}
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (at, place), overlap in sorted(overlaps.items()):
        one, other = left[at], right[place]
        alike = sum(one.codes[code] == other.codes[code] for code in one.codes)
        weight = round(overlap * _FINE) * most["alike"] + (alike if ties_by_codes else 0)
        weight = weight * most["order"] + size**2 - (at - place) ** 2
        graph.add_edge((0, at), (1, place), weight=weight)
    return sorted(
        tuple(place for _, place in sorted(pair))
        for part in nx.connected_components(graph)
        for pair in nx.max_weight_matching(graph.subgraph(part))
    )


_FINE = 10**9
"""In how many parts an overlap is measured."""
