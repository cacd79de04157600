"""Observations, and coders' judgements on what they show."""

import attrs

from fpcase.model.catalogue import tupled
from fpcase.model.dates import Edtf
from fpcase.model.ids import ActorId, EvidenceId, ExplanationId, FullPredictionId
from fpcase.model.sources import Locator
from fpcase.model.terms import EvidenceKind, PredictionStatus, ProbativeValue


@attrs.frozen(kw_only=True)
class Evidence:
    """An observation, apart from what it shows.

    Attributes:
        id: How the case calls it.
        description: What was observed.
        kind: What kind of observation it is.
        date: When it took place.
        value: For a statistic: the figure with its unit.
        actors: Who took part.
        at: Where a source gives it.
    """

    id: EvidenceId
    description: str
    kind: EvidenceKind
    date: Edtf | None = None
    value: str | None = None
    actors: tuple[ActorId, ...] = attrs.field(default=(), converter=tupled)
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)


@attrs.frozen(kw_only=True)
class LikelihoodRatio:
    """How many times likelier the evidence is under the explanation than under its rival.

    Attributes:
        low: The least that the coder finds fair.
        high: The most.
    """

    low: float
    high: float


@attrs.frozen(kw_only=True)
class Appraisal:
    """A coder's judgement on how one piece of evidence tells between two explanations.

    It is never mixed with what authors say.

    Attributes:
        evidence: The observation.
        explanation: The explanation that it is read for.
        rival: The explanation that it is read against.
        likelihood_ratio: How strongly it tells, as a range.
        test: The kind of test that it makes.
        because: The reason.
    """

    evidence: EvidenceId
    explanation: ExplanationId
    rival: ExplanationId
    likelihood_ratio: LikelihoodRatio | None = None
    test: ProbativeValue | None = None
    because: str


@attrs.frozen(kw_only=True)
class PredictionOutcome:
    """A coder's judgement on how an author's prediction turned out.

    Attributes:
        prediction: The prediction, with its explanation: ``aitiev-2015/p1``.
        status: How it turned out.
        because: The reason.
        evidence: Observations that it rests on.
        at: Where later works say so.
    """

    prediction: FullPredictionId
    status: PredictionStatus
    because: str
    evidence: tuple[EvidenceId, ...] = attrs.field(default=(), converter=tupled)
    at: tuple[Locator, ...] = attrs.field(default=(), converter=tupled)
