"""Two coders' claims on one text, matched by the passages that they rest on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.explanations import Explanation
from fpcase.model.ids import FullClaimId, SourceId
from fpcase.passages import IndexedText, find_passages

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
    """

    id: FullClaimId
    source: SourceId
    spans: Spans
    codes: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Matching:
    """Which claims of two codings are the same.

    Attributes:
        pairs: Claims of the one and the other that are matched, by place in the text.
        left_only: Claims of the one coding that the other does not have.
        right_only: Claims of the other.
        ties: Matches for which another claim overlapped as much.
    """

    pairs: tuple[tuple[CodedClaim, CodedClaim], ...]
    left_only: tuple[CodedClaim, ...]
    right_only: tuple[CodedClaim, ...]
    ties: int

    @property
    def f1(self) -> float | None:
        """Twice the matches over the claims of both; None without any claim."""
        claims = 2 * len(self.pairs) + len(self.left_only) + len(self.right_only)
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
) -> tuple[list[CodedClaim], list[FullClaimId]]:
    """The claims on some works that have a passage in the work itself, and those that have none."""
    wanted = set(sources)
    places: dict[str, list[tuple[int, int]]] = {}
    for passage in find_passages(case, texts):
        start, end = passage.match.start, passage.match.end
        if start is not None and end is not None and passage.source in wanted:
            places.setdefault(f"{passage.source}:{passage.claim}", []).append((start, end))
    found, lost = [], []
    claims: list[tuple[FullClaimId, Explanation, CausalClaim | DescriptiveClaim]]
    claims = [*case.claims(), *case.descriptions()]
    for full_id, explanation, claim in claims:
        if explanation.source not in wanted:
            continue
        spans = places.get(f"{explanation.source}:{full_id}")
        if spans:
            found.append(
                CodedClaim(
                    id=full_id,
                    source=explanation.source,
                    spans=joined(spans),
                    codes=codes_of(claim),
                )
            )
        else:
            lost.append(full_id)
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
    left: Sequence[CodedClaim], right: Sequence[CodedClaim], *, ties_by_codes: bool = True
) -> Matching:
    """Match claims of one text one to one, largest overlap of passages first.

    Causal claims are matched with causal ones, descriptive with descriptive.

    Several claims often rest on one passage, so ties are frequent. They go to the pair whose
    codes agree most, so that agreement is an upper bound; or, by order, to the pair that stands
    first in both codings, which is nearer to a lower bound.

    Args:
        left: The one coding's claims.
        right: The other's.
        ties_by_codes: Whether ties go to the pair whose codes agree most.
    """
    places: dict[SourceId, list[tuple[int, int, int]]] = {}
    for place, other in enumerate(right):
        extent = (other.spans[0][0], other.spans[-1][1], place)
        places.setdefault(other.source, []).append(extent)
    candidates = []
    for at, one in enumerate(left):
        first, last = one.spans[0][0], one.spans[-1][1]
        near = [
            p
            for start, end, p in places.get(one.source, ())
            if start < last and first < end and right[p].codes.keys() == one.codes.keys()
        ]
        for place in near:
            other = right[place]
            overlap = span_overlap(one.spans, other.spans)
            if overlap >= LEAST:
                alike = sum(one.codes[code] == other.codes[code] for code in one.codes)
                candidates.append((-overlap, -alike if ties_by_codes else 0, at, place))
    rivals = Counter(
        end
        for overlap, _, at, place in candidates
        for end in ((overlap, at, -1), (overlap, -1, place))
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    ties = 0
    for overlap, _, at, place in sorted(candidates):
        if at in taken_left or place in taken_right:
            continue
        ties += rivals[overlap, at, -1] > 1 or rivals[overlap, -1, place] > 1
        taken_left.add(at)
        taken_right.add(place)
        pairs.append((left[at], right[place]))
    pairs.sort(key=lambda pair: (pair[0].source, pair[0].spans, pair[0].id))
    return Matching(
        pairs=tuple(pairs),
        left_only=tuple(one for at, one in enumerate(left) if at not in taken_left),
        right_only=tuple(one for at, one in enumerate(right) if at not in taken_right),
        ties=ties,
    )
