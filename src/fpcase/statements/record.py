"""The one record of what is said: one claim's position on one matter."""

from collections.abc import Iterator
from enum import Enum

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.ids import ExplanationId, FullClaimId, VariableId
from fpcase.model.terms import Basis, Stance
from fpcase.statements.scopes import Scope, scope_of
from fpcase.statements.signs import Position, named, position

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
        matter: Cause and effect.
        leaves_open: Which of +, − and 0 the claim leaves open.
        voice: Whose word it is.
        scope: When, and under which conditions, it holds.
        claim: The claim.
    """

    id: FullClaimId
    author: ExplanationId
    matter: Matter
    leaves_open: frozenset[str]
    voice: Voice
    scope: Scope
    claim: CausalClaim = attrs.field(repr=False)

    @property
    def position(self) -> Position:
        """The name of what it leaves open."""
        return named(self.leaves_open)

    @property
    def carries_chain(self) -> bool:
        """Whether a chain may pass: the author's own word says that there is an effect.

        Denials never carry a chain, and reports only where they count as the author's own.
        """
        denied = self.claim.stance is Stance.DENIES
        return self.voice is Voice.OWN and not denied and "0" not in self.leaves_open


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
    for full_id, explanation, claim in case.claims():
        if claim.basis is Basis.INFERRED and not include_inferred:
            continue
        reported = claim.stance is Stance.REPORTS
        stance = Stance.ASSERTS if reported else claim.stance
        voice = Voice.REPORTS if reported and not include_reports else Voice.OWN
        scope = scope_of(claim.period, claim.conditions)
        for cause, sign in claim.signed_causes:
            said = position(sign, stance)
            if said is not None:
                yield Statement(
                    id=full_id,
                    author=explanation.id,
                    matter=(cause, claim.effect),
                    leaves_open=said.leaves_open,
                    voice=voice,
                    scope=scope,
                    claim=claim,
                )
