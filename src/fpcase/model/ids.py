"""Identifiers: every kind of record has its own type, so that mypy keeps them apart.

An id is written in kebab-case: small Latin letters and digits, in words joined
by single hyphens (``oil-price``, ``aitiev-2015``). Claims, predictions and
propositions are unique in their own record only; elsewhere they are written
with their owner, as in ``hananya-2019/h12``.
"""

import re
from typing import NewType

CaseId = NewType("CaseId", str)
SourceId = NewType("SourceId", str)
ActorId = NewType("ActorId", str)
VariableId = NewType("VariableId", str)
TheoryId = NewType("TheoryId", str)
PropositionId = NewType("PropositionId", str)
ExplanationId = NewType("ExplanationId", str)
ClaimId = NewType("ClaimId", str)
PredictionId = NewType("PredictionId", str)
EvidenceId = NewType("EvidenceId", str)
DecisionId = NewType("DecisionId", str)
VocabularyId = NewType("VocabularyId", str)

ID_KINDS = (
    CaseId,
    SourceId,
    ActorId,
    VariableId,
    TheoryId,
    PropositionId,
    ExplanationId,
    ClaimId,
    PredictionId,
    EvidenceId,
    DecisionId,
    VocabularyId,
)
"""Every kind of simple id; all follow `ID_PATTERN`."""

FullClaimId = NewType("FullClaimId", str)
FullPredictionId = NewType("FullPredictionId", str)

FULL_ID_KINDS = (FullClaimId, FullPredictionId)
"""Ids that name their owner too: ``hananya-2019/h12``."""

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FULL_ID_PATTERN = re.compile(rf"{ID_PATTERN.pattern}/{ID_PATTERN.pattern}")
