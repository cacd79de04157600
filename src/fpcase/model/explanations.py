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
from fpcase.model.notebook import facts_table, folded, rows_table
from fpcase.model.sources import Locator
from fpcase.model.wording import counted


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


@attrs.frozen(kw_only=True, repr=False)
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

    def __repr__(self) -> str:
        """How many claims lead to what: the claims themselves would fill pages."""
        what = ", ".join(self.explains) or "no outcome"
        return f"<Explanation {self.id}: {counted(len(self.claims), 'claim')}, explains {what}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the argument, and the claims at a click."""
        facts = facts_table(
            f"Explanation {self.id}",
            [
                ("theories", ", ".join(self.theories)),
                ("question", self.question or ""),
                ("explains", ", ".join(self.explains)),
                ("summary", self.summary or ""),
                ("rejects", ", ".join(rejection.theory for rejection in self.rejects)),
                ("predictions", "; ".join(prediction.text for prediction in self.predictions)),
            ],
        )
        rows = [
            (
                claim.id,
                claim.stance.value,
                ", ".join(variable for variable, _ in claim.signed_causes),
                claim.sign.value,
                claim.effect,
            )
            for claim in self.claims.values()
        ]
        number = counted(len(rows), "claim")
        columns = ("claim", "stance", "cause", "sign", "effect")
        return facts + folded(number, rows_table(number, columns, rows))

    def full_id(self, claim: CausalClaim) -> FullClaimId:
        """How the claim is called outside its file, such as ``hananya-2019/h12``.

        Args:
            claim: A claim of this explanation.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
        >>> explanation = case.explanations["hananya-2019"]
        >>> explanation.full_id(explanation.claims["h54"])
        'hananya-2019/h54'
        """
        return FullClaimId(f"{self.id}/{claim.id}")
