"""An author's claims, what moved what and what was so, and the explanation that they make up."""

from typing import ClassVar

import attrs

from fpcase.model.dates import Edtf
from fpcase.model.fields import ALONE, Catalogue, catalogue, checked, tupled
from fpcase.model.ids import (
    ActorId,
    ClaimId,
    EvidenceId,
    ExplanationId,
    FullClaimId,
    PredictionId,
    SourceId,
    TheoryId,
    VariableId,
)
from fpcase.model.notebook import Shown, cell, facts_table, folded, rows_table
from fpcase.model.sources import Locator
from fpcase.model.terms import Basis, Certainty, Modality, Sign, Stance
from fpcase.model.wording import counted


@attrs.frozen(kw_only=True, field_transformer=checked)
class JointCause:
    """One of several variables that are a cause only together.

    Attributes:
        variable: The variable.
        sign: Its own sign, if it differs from the claim's.
    """

    SHORT: ClassVar[str] = "variable"

    variable: VariableId
    sign: Sign | None = None

    def __str__(self) -> str:
        """The variable, with its sign if it has one of its own.

        >>> str(JointCause(variable="war", sign="negative")), str(JointCause(variable="war"))
        ('war (negative)', 'war')
        """
        return f"{self.variable} ({self.sign.value})" if self.sign else self.variable


@attrs.frozen(kw_only=True, field_transformer=checked)
class Condition:
    """Something that must be true for the claim to hold.

    Attributes:
        variable: The variable.
        value: The value that it must have.
    """

    variable: VariableId
    value: str

    def __str__(self) -> str:
        """What holds: ``war is no``."""
        return f"{self.variable} is {self.value}"


@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class CausalClaim(Shown):
    """One author's statement that a cause affected an effect.

    A claim records what an author asserts, not what is true: two claims
    in one case may contradict each other.

    Attributes:
        id: Unique within its explanation; elsewhere ``hananya-2019/h12``.
        cause: The variable that is the cause; either this or `causes`.
        causes: Variables that are a cause only jointly.
        effect: The variable or outcome that is affected.
        sign: The direction of the effect.
        stance: Whether the author asserts, denies or reports it.
        general: Whether it is said about states in general, as a theory's premise, and not of this
            case.
        mechanism: How the cause affects the effect, in the coder's words.
        intervening: Intervening variables, in order from cause to effect, if the author does not
            claim each step separately.
        conditions: What must be true for the claim to hold.
        period: When the effect takes place.
        modality: The kind of causal relation, if the author states it.
        basis: Whether the text states or implies it, or the coder infers it.
        certainty: How sure the author sounds.
        actors: The actors involved.
        evidence: The observations that the author cites for it.
        term: The author's own word for the cause or effect.
        stated_role: The role that the author gives the cause, in the author's own term
            (such as ``intervening variable``).
        at: The passages of the source that state it.
        note: Where the text is wrong, or the coder's reading goes beyond it.

    >>> CausalClaim(id="d7", cause="oil-price", effect="pipeline", intervening=("elites",),
    ...             sign=Sign.POSITIVE, stance=Stance.ASSERTS).chain
    ('oil-price', 'elites', 'pipeline')
    """

    id: ClaimId
    cause: VariableId | None = None
    causes: tuple[JointCause, ...] = attrs.field(default=(), converter=tupled)
    effect: VariableId
    sign: Sign
    stance: Stance
    general: bool = False
    mechanism: str | None = None
    intervening: tuple[VariableId, ...] = attrs.field(default=(), converter=tupled)
    conditions: tuple[Condition, ...] = attrs.field(default=(), converter=tupled)
    period: Edtf | None = None
    modality: Modality | None = None
    basis: Basis = Basis.EXPLICIT
    certainty: Certainty = Certainty.PLAIN
    actors: tuple[ActorId, ...] = attrs.field(default=(), converter=tupled)
    evidence: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    term: str | None = None
    stated_role: str | None = None
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)
    note: str | None = None

    def __repr__(self) -> str:
        """The stance and the arrow: a claim's many fields would fill a page.

        >>> CausalClaim(id="d9", cause="war", effect="trade", sign=Sign.NEGATIVE,
        ...             stance=Stance.DENIES)
        <CausalClaim d9: denies war -(negative)-> trade>
        """
        causes = " & ".join(variable for variable, _ in self.signed_causes)
        arrow = f"{causes} -({self.sign.value})-> {self.effect}"
        return f"<CausalClaim {self.id}: {self.stance.value} {arrow}>"

    @property
    def signed_causes(self) -> tuple[tuple[VariableId, Sign], ...]:
        """Each cause with its sign; there are several where they work jointly.

        >>> CausalClaim(id="d8", causes=(JointCause(variable="war"),
        ...             JointCause(variable="trade", sign=Sign.NEGATIVE)), effect="neutrality",
        ...             sign=Sign.POSITIVE, stance=Stance.ASSERTS).signed_causes[1]
        ('trade', <Sign.NEGATIVE: 'negative'>)
        """
        if self.cause is not None:
            return ((self.cause, self.sign),)
        return tuple((joint.variable, joint.sign or self.sign) for joint in self.causes)

    @property
    def chain(self) -> tuple[VariableId, ...]:
        """The variables from the (first) cause through the intervening ones to the effect."""
        causes = self.signed_causes
        return (*(variable for variable, _ in causes[:1]), *self.intervening, self.effect)

    @property
    def variables(self) -> tuple[VariableId, ...]:
        """Every variable that the claim names, causes first, each once."""
        named = [
            *(variable for variable, _ in self.signed_causes),
            *self.intervening,
            self.effect,
            *(condition.variable for condition in self.conditions),
        ]
        return tuple(dict.fromkeys(named))


@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DescriptiveClaim(Shown):
    """One author's statement of what was so, not why (Gerring 2012, on mere description).

    Attributes:
        id: Unique among the causal and the descriptive claims of its explanation; elsewhere
            ``hananya-2019/d1``.
        variable: The variable that it is about.
        value: What the variable was: one word, or several, any of which may be true. The words are
            the variable's own `values`, if it lists any; otherwise no, yes, low, high, increase,
            decrease or steady. An attempt is not a fact, and a right is not a state.
        stance: Whether the author asserts, denies or reports it.
        conditions: What must be true for the description to hold.
        period: When it was so, as the text dates it; ``2014~`` where tense alone says it.
        basis: Whether the text states or implies it, or the coder infers it.
        certainty: How sure the author sounds.
        actors: The actors that it is about.
        evidence: The observations that the author cites for it.
        term: The author's own word for the variable or its value.
        at: The passages of the source that state it.
        note: Where the text is wrong, or the coder's reading goes beyond it.

    >>> DescriptiveClaim(id="d1", variable="trade", value=["low", "decrease"], period="2014/..")
    <DescriptiveClaim d1: asserts trade low or decrease, 2014/..>
    """

    id: ClaimId
    variable: VariableId
    value: tuple[str, ...] = attrs.field(converter=tupled, metadata=ALONE)
    stance: Stance = Stance.ASSERTS
    conditions: tuple[Condition, ...] = attrs.field(default=(), converter=tupled)
    period: Edtf | None = None
    basis: Basis = Basis.EXPLICIT
    certainty: Certainty = Certainty.PLAIN
    actors: tuple[ActorId, ...] = attrs.field(default=(), converter=tupled)
    evidence: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    term: str | None = None
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)
    note: str | None = None

    def __repr__(self) -> str:
        """What is said of what, and of when."""
        value = " or ".join(self.value)
        when = f", {self.period}" if self.period else ""
        return f"<DescriptiveClaim {self.id}: {self.stance.value} {self.variable} {value}{when}>"

    @property
    def variables(self) -> tuple[VariableId, ...]:
        """Every variable that the claim names, each once."""
        conditions = (condition.variable for condition in self.conditions)
        return tuple(dict.fromkeys((self.variable, *conditions)))


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
