"""The one record of what is said: one claim's position on one matter."""

from collections.abc import Iterable, Iterator
from enum import Enum

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.terms import Basis, Certainty, Stance
from fpcase.statements.scopes import Scope, scope_of
from fpcase.statements.signs import Position, named, position
from fpcase.statements.situations import has_values, leaning, left_open

Matter = tuple[VariableId, ...]
"""What a statement speaks of: cause and effect, in this order, or one variable."""


class Voice(Enum):
    """Whose word a statement is."""

    OWN = "own"
    """The author's own."""
    REPORTS = "reports"
    """Somebody else's, whom the author reports."""
    FORECASTS = "forecasts"
    """The author's, of what is still to come."""


@attrs.frozen(kw_only=True)
class Statement:
    """What one claim says of one matter; a joint claim makes a statement for each cause.

    Every statement speaks of a matter and leaves open some of what could be the case. Two
    statements on a matter contradict each other if nothing is left open by both.

    Attributes:
        id: The claim's full id.
        author: Whose claim it is.
        matter: Cause and effect; for a description its variable.
        leaves_open: Which of +, − and 0 a causal claim leaves open; for a description, which
            situations, or which of the variable's own values.
        leans: Which way a description leans: 1 up, -1 down, 0 neither.
        own_values: Whether a description is in the variable's own values.
        voice: Whose word it is.
        scope: When, and under which conditions, it holds.
        claim: The claim.
    """

    id: FullClaimId
    author: ExplanationId
    matter: Matter
    leaves_open: frozenset[str]
    leans: int = 0
    own_values: bool = False
    voice: Voice
    scope: Scope
    claim: CausalClaim | DescriptiveClaim | Prediction = attrs.field(repr=False)

    @property
    def position(self) -> Position:
        """The name of what it leaves open."""
        return named(self.leaves_open)

    @property
    def period(self) -> str | None:
        """When it holds, as the claim has it; for a forecast, when it is due."""
        return self.claim.due if isinstance(self.claim, Prediction) else self.claim.period

    @property
    def is_causal(self) -> bool:
        """Whether it speaks of a cause and an effect, and not of what was so."""
        return len(self.matter) > 1

    @property
    def is_denied(self) -> bool:
        """Whether the author denies it."""
        return not isinstance(self.claim, Prediction) and self.claim.stance is Stance.DENIES

    @property
    def is_general(self) -> bool:
        """Whether it is said of states in general, as a theory's premise."""
        return isinstance(self.claim, CausalClaim) and self.claim.general

    @property
    def is_plain(self) -> bool:
        """Whether the text says it explicitly, and the author does not sound unsure."""
        return not isinstance(self.claim, Prediction) and (
            self.claim.basis is Basis.EXPLICIT and self.claim.certainty is Certainty.PLAIN
        )

    @property
    def carries_chain(self) -> bool:
        """Whether a chain may pass: the author's own word says that there is an effect.

        Denials never carry a chain, and reports only where they count as the author's own.
        """
        own = self.voice is Voice.OWN and not self.is_denied
        return own and self.is_causal and "0" not in self.leaves_open


def said_in(
    case: Case, *, include_inferred: bool = False, include_reports: bool = False
) -> Iterator[Statement]:
    """Every statement of a case, in the order of the files.

    Args:
        case: The case.
        include_inferred: Whether claims that are the coder's own reading count.
        include_reports: Whether what authors report of others counts as their own word.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> one = next(one for one in said_in(case) if one.id == "hananya-2019/h54")
    >>> one.matter, one.position.value
    (('limited-national-capability', 'neutrality-between-powers'), '+')
    """
    for author in case.explanations.values():
        claims: list[CausalClaim | DescriptiveClaim] = [*author.claims.values()]
        for claim in (*claims, *author.descriptions.values()):
            if claim.basis is Basis.INFERRED and not include_inferred:
                continue
            reported = claim.stance is Stance.REPORTS
            voice = Voice.REPORTS if reported and not include_reports else Voice.OWN
            if isinstance(claim, CausalClaim):
                yield from _causal(author, claim, voice)
            else:
                denied = claim.stance is Stance.DENIES
                values = case.variables[claim.variable].values
                yield Statement(
                    id=author.full_id(claim),
                    author=author.id,
                    matter=(claim.variable,),
                    leaves_open=left_open(claim.value, values, denied=denied),
                    leans=leaning(claim.value, values, denied=denied),
                    own_values=has_values(values),
                    voice=voice,
                    scope=scope_of(claim.period, claim.conditions),
                    claim=claim,
                )
        for prediction in author.predictions:
            if prediction.variable and prediction.value:
                values = case.variables[prediction.variable].values
                yield Statement(
                    id=FullClaimId(f"{author.id}/{prediction.id}"),
                    author=author.id,
                    matter=(prediction.variable,),
                    leaves_open=left_open(prediction.value, values, denied=False),
                    leans=leaning(prediction.value, values, denied=False),
                    own_values=has_values(values),
                    voice=Voice.FORECASTS,
                    scope=scope_of(prediction.due),
                    claim=prediction,
                )


def _causal(author: Explanation, claim: CausalClaim, voice: Voice) -> Iterator[Statement]:
    denied = claim.stance is Stance.DENIES
    for cause, sign in claim.signed_causes:
        yield Statement(
            id=author.full_id(claim),
            author=author.id,
            matter=(cause, claim.effect),
            leaves_open=position(sign, denied=denied).leaves_open,
            voice=voice,
            scope=scope_of(claim.period, claim.conditions),
            claim=claim,
        )


def clashes(
    left: Iterable[Statement], right: Iterable[Statement], *, same_scope: bool
) -> tuple[tuple[Statement, Statement], ...]:
    """The pairs of statements that exclude each other.

    Args:
        left: One side's statements on a matter.
        right: The other's.
        same_scope: Whether to give those whose scopes may overlap, or those whose scopes do not.
    """
    right = tuple(right)
    return tuple(
        (one, other)
        for one in left
        for other in right
        if one.leaves_open.isdisjoint(other.leaves_open)
        and one.scope.overlaps(other.scope) is same_scope
    )
