"""Claims: what an author says moved what, and what an author says was so."""

from typing import ClassVar

import attrs

from fpcase.model.catalogue import tupled
from fpcase.model.checks import checked
from fpcase.model.dates import Edtf
from fpcase.model.fields import ALONE
from fpcase.model.ids import ActorId, ClaimId, EvidenceId, VariableId
from fpcase.model.notebook import Shown
from fpcase.model.sources import Locator
from fpcase.model.terms import Basis, Certainty, Modality, Sign, Stance


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
