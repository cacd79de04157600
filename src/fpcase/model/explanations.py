"""An author's claims about one or more outcomes."""

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.claims import CausalClaim
from fpcase.model.dates import Edtf
from fpcase.model.ids import (
    ClaimId,
    ExplanationId,
    FullClaimId,
    PredictionId,
    SourceId,
    TheoryId,
    VariableId,
)
from fpcase.model.sources import Locator


@attrs.frozen(kw_only=True)
class Rejection:
    """A theory that the author turns down.

    Attributes:
        theory: The theory.
        because: The author's reason, in the coder's words.
        at: Where the author says so.
    """

    theory: TheoryId
    because: str
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True)
class Prediction:
    """What the author expects to happen.

    Attributes:
        id: Unique within its explanation; elsewhere ``aitiev-2015/p1``.
        text: What is expected, in the coder's words.
        variable: The variable that it is about.
        expected: What that variable is expected to do or be.
        due: By when.
        at: Where the author says so.
    """

    id: PredictionId
    text: str
    variable: VariableId | None = None
    expected: str | None = None
    due: Edtf | None = None
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True)
class Explanation:
    """One author's claims about the outcomes that the author explains.

    In code an *author* is an explanation: its id is its file's name.

    Attributes:
        id: How the case calls it; by default that of its source.
        source: The work that it is coded from.
        theories: The theories that the author declares.
        question: The research question, in the coder's words.
        explains: The outcomes.
        summary: The argument, in the coder's words.
        claims: What the author says moved what, by id.
        rejects: Theories that the author turns down.
        predictions: What the author expects to happen.
    """

    id: ExplanationId
    source: SourceId
    theories: tuple[TheoryId, ...] = attrs.field(default=(), converter=tupled)
    question: str | None = None
    explains: tuple[VariableId, ...] = attrs.field(default=(), converter=tupled)
    summary: str | None = None
    claims: Catalogue[ClaimId, CausalClaim] = attrs.field(factory=Catalogue, converter=catalogue)
    rejects: tuple[Rejection, ...] = attrs.field(default=(), converter=tupled)
    predictions: tuple[Prediction, ...] = attrs.field(default=(), converter=tupled)

    def full_id(self, claim: CausalClaim) -> FullClaimId:
        """How the claim is called outside its file, such as ``hananya-2019/h12``."""
        return FullClaimId(f"{self.id}/{claim.id}")
