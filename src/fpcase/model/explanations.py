"""An author's claims about one or more outcomes."""

import attrs

from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.cells import cell
from fpcase.model.checks import checked
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.dates import Edtf
from fpcase.model.fields import ALONE
from fpcase.model.ids import (
    ClaimId,
    ExplanationId,
    FullClaimId,
    PredictionId,
    SourceId,
    TheoryId,
    VariableId,
)
from fpcase.model.notebook import Shown, facts_table, folded, rows_table
from fpcase.model.sources import Locator
from fpcase.model.wording import counted


@attrs.frozen(kw_only=True, field_transformer=checked)
class Rejection:
    """A theory that the author rejects.

    Attributes:
        theory: The theory.
        because: The author's reason, in the coder's words.
        at: Where the author says so.
    """

    theory: TheoryId
    because: str
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True, field_transformer=checked)
class SetAside:
    """A variable that the author names and leaves out of the explanation.

    Attributes:
        variable: The variable.
        because: The author's reason, in the coder's words.
        at: Where the author says so.
    """

    variable: VariableId
    because: str
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True, field_transformer=checked)
class Prediction(Shown):
    """What the author expects to happen.

    Attributes:
        id: Unique within its explanation; elsewhere ``aitiev-2015/p1``.
        text: What is expected, in the coder's words.
        variable: The variable that it is about.
        value: What that variable is expected to be, in the words of a descriptive claim, with
            which it is then compared.
        expected: The same in your own words, if none of those fits.
        due: By when, or in which period.
        at: Where the author says so.
    """

    id: PredictionId
    text: str
    variable: VariableId | None = None
    value: tuple[str, ...] = attrs.field(default=(), converter=tupled, metadata=ALONE)
    expected: str | None = None
    due: Edtf | None = None
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)

    @property
    def outlook(self) -> str:
        """What the variable is expected to be or do, in free words or those of its value.

        >>> Prediction(id="p1", text="Trade grows or holds.", value=["increase", "steady"]).outlook
        'increase or steady'
        """
        return self.expected or " or ".join(self.value)


@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Explanation:
    """One author's claims about the outcomes that the author explains.

    In code an *author* is an explanation: its id is its file's name.

    Attributes:
        id: Its id in the case; by default the id of its source.
        source: The work that it is coded from.
        theories: The theories that the author declares.
        question: The research question, in the coder's words.
        explains: The outcomes.
        summary: The argument, in the coder's words.
        claims: What the author says about causes and effects, by id.
        descriptions: What the author says was the case, by id.
        sets_aside: Variables that the author names and leaves out.
        rejects: Theories that the author rejects.
        predictions: What the author expects to happen.
    """

    id: ExplanationId
    source: SourceId
    theories: tuple[TheoryId, ...] = attrs.field(default=(), converter=tupled)
    question: str | None = None
    explains: tuple[VariableId, ...] = attrs.field(default=(), converter=tupled)
    summary: str | None = None
    claims: Catalogue[ClaimId, CausalClaim] = attrs.field(factory=Catalogue, converter=catalogue)
    descriptions: Catalogue[ClaimId, DescriptiveClaim] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    sets_aside: tuple[SetAside, ...] = attrs.field(default=(), converter=tupled)
    rejects: tuple[Rejection, ...] = attrs.field(default=(), converter=tupled)
    predictions: tuple[Prediction, ...] = attrs.field(default=(), converter=tupled)

    def __repr__(self) -> str:
        """How many claims lead to what: the claims themselves would fill pages."""
        what = ", ".join(self.explains) or "no outcome"
        counts = [counted(len(self.claims), "claim")]
        if self.descriptions:
            counts.append(counted(len(self.descriptions), "description"))
        return f"<Explanation {self.id}: {', '.join(counts)}, explains {what}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the argument, and the claims at a click."""
        names = ("theories", "question", "explains", "summary")
        facts = facts_table(
            f"Explanation {self.id}",
            self,
            (*names, "sets_aside", "rejects", "predictions"),
            sets_aside="; ".join(one.variable for one in self.sets_aside),
            rejects="; ".join(rejection.theory for rejection in self.rejects),
            predictions="; ".join(prediction.text for prediction in self.predictions),
        )
        for noun, said, columns in (
            ("claim", self.claims, ("id", "stance", "cause", "causes", "sign", "effect")),
            ("description", self.descriptions, ("id", "stance", "variable", "value", "period")),
        ):
            rows = [[cell(getattr(one, name)) for name in columns] for one in said.values()]
            number = counted(len(rows), noun)
            facts += folded(number, rows_table(number, columns, rows)) if rows else ""
        return facts

    @property
    def statements(self) -> tuple[CausalClaim | DescriptiveClaim, ...]:
        """Causal claims, then descriptive ones."""
        return (*self.claims.values(), *self.descriptions.values())

    def full_id(self, claim: CausalClaim | DescriptiveClaim) -> FullClaimId:
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
