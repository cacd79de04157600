"""Outcomes that two authors both explain, and whether they then talk past each other."""

from collections.abc import Mapping
from itertools import combinations

import attrs

from fpcase.comparison.author_maps import AuthorMap
from fpcase.model.cases import Case
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.statements.bundles import Bundles
from fpcase.statements.concepts import ancestry
from fpcase.statements.signs import ARROWS


@attrs.frozen(kw_only=True)
class SharedOutcome:
    """An outcome that two authors both explain, in their own terms or under a broader one.

    Attributes:
        outcome: The narrowest term that covers both authors' outcomes.
        left: One author.
        right: The other.
        left_outcomes: The first author's outcomes under it.
        right_outcomes: The second author's.
        direct: Variables that both claim to move it directly.
        causes: Variables that for both move it directly or through chains, the direct ones too.
    """

    outcome: VariableId
    left: ExplanationId
    right: ExplanationId
    left_outcomes: tuple[VariableId, ...]
    right_outcomes: tuple[VariableId, ...]
    direct: tuple[VariableId, ...]
    causes: tuple[VariableId, ...]

    @property
    def talking_past(self) -> bool:
        """Whether they explain the same by causes none of which they share."""
        return not self.causes


def shared_outcomes(
    case: Case, maps: Mapping[ExplanationId, AuthorMap]
) -> tuple[SharedOutcome, ...]:
    """The outcomes that every two authors share, and the causes of them that they share.

    Outcomes are compared through their broader terms: an abstention is a kind of neutrality.
    Only the narrowest common term of two outcomes counts. The outcome and its narrower terms
    are not causes of it.
    """
    lines = {
        author: {outcome: ancestry(case, outcome) for outcome in case.explanations[author].explains}
        for author in maps
    }
    found = []
    for left, right in combinations(maps, 2):
        common: dict[VariableId, tuple[dict[VariableId, None], dict[VariableId, None]]] = {}
        for ours, our_line in lines[left].items():
            for theirs, their_line in lines[right].items():
                shared = next((term for term in our_line if term in their_line), None)
                if shared is not None:
                    mine, others = common.setdefault(shared, ({}, {}))
                    mine[ours] = others[theirs] = None
        for outcome, (ours_of_it, theirs_of_it) in common.items():
            family = {v for v in case.variables if outcome in ancestry(case, v)}
            direct = _direct(maps[left], ours_of_it) & _direct(maps[right], theirs_of_it)
            causes = _causes(maps[left].bundles, ours_of_it) & _causes(
                maps[right].bundles, theirs_of_it
            )
            found.append(
                SharedOutcome(
                    outcome=outcome,
                    left=left,
                    right=right,
                    left_outcomes=tuple(ours_of_it),
                    right_outcomes=tuple(theirs_of_it),
                    direct=tuple(VariableId(v) for v in sorted(direct - family)),
                    causes=tuple(VariableId(v) for v in sorted(causes - family)),
                )
            )
    return tuple(found)


def _direct(author: AuthorMap, outcomes: Mapping[VariableId, None]) -> set[str]:
    return {
        cause
        for (cause, effect), said in author.statements.items()
        if effect in outcomes and any(statement.position in ARROWS for statement in said)
    }


def _causes(bundles: Bundles, outcomes: Mapping[VariableId, None]) -> set[str]:
    waiting: list[str] = list(outcomes)
    found: set[str] = set()
    for node in waiting:
        for cause in bundles.before.get(node, ()):
            if cause not in found:
                found.add(cause)
                waiting.append(cause)
    return found
