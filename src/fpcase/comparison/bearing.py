"""What a term has to do with the policy that a case explains, and how much is argued from it."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import attrs

from fpcase.model import Case, ExplanationId, LevelOfAnalysis, VariableId
from fpcase.statements import Statement, Tree


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Bearing:
    """What terms have to do with the policy that a case explains, and with the authors' arguments.

    Attributes:
        tree: The broader terms.
        outcomes: The outcomes of explanations and decisions.
        conduct: What is said of the deciding states themselves, at the level of the state.
        own: What authors say in their own words.
    """

    tree: Tree
    outcomes: tuple[VariableId, ...]
    conduct: frozenset[VariableId]
    own: tuple[Statement, ...]

    def explains(self, term: VariableId) -> bool:
        """Whether a term is in line with an outcome.

        Args:
            term: A variable.
        """
        return term in self._above_outcomes or any(
            way.term in self._outcomes for way in self.tree.line(term)
        )

    def is_policy(self, term: VariableId) -> bool:
        """Whether a term is in line with an outcome, or said of a deciding state itself.

        Args:
            term: A variable.
        """
        return term in self.conduct or self.explains(term)

    def argued(self, term: VariableId, authors: Iterable[ExplanationId]) -> int:
        """How many causal claims of these authors begin or end at a term or at kinds of it.

        Args:
            term: A variable.
            authors: Who is asked.
        """
        return sum(self._claims[author, term] for author in authors)

    @cached_property
    def _outcomes(self) -> frozenset[VariableId]:
        return frozenset(self.outcomes)

    @cached_property
    def _above_outcomes(self) -> frozenset[VariableId]:
        return frozenset(way.term for one in self.outcomes for way in self.tree.line(one))

    @cached_property
    def _claims(self) -> Counter[tuple[ExplanationId, VariableId]]:
        return Counter(
            (one.author, way.term)
            for one in self.own
            if one.is_causal
            for end in one.matter
            for way in self.tree.line(end)
        )


def outcomes_in(case: Case) -> tuple[VariableId, ...]:
    """What any explanation or decision of a case has as an outcome.

    Args:
        case: The case.
    """
    explained = (v for one in case.explanations.values() for v in one.explains)
    decided = (v for one in case.decisions.values() for v in one.outcomes)
    return tuple(dict.fromkeys((*explained, *decided)))


def bearing_of(case: Case, tree: Tree, own: tuple[Statement, ...]) -> Bearing:
    """What the terms of a case have to do with policy.

    Args:
        case: The case.
        tree: Its broader terms.
        own: What authors say in their own words.
    """
    deciding = {one.actor for one in case.decisions.values()}
    return Bearing(
        tree=tree,
        outcomes=outcomes_in(case),
        conduct=frozenset(
            one.id
            for one in case.variables.values()
            if one.level is LevelOfAnalysis.STATE and not deciding.isdisjoint(one.about)
        ),
        own=own,
    )
