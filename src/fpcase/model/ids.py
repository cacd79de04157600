"""Identifiers: every kind of record has its own type, so that mypy keeps them apart.

An id is written in kebab-case: small Latin letters and digits, in words joined
by single hyphens (``oil-price``, ``aitiev-2015``). Claims, predictions and
propositions are unique in their own record only; elsewhere they are written
with their owner, as in ``hananya-2019/h12``.
"""

import re
from typing import NewType

CaseId = NewType("CaseId", str)
"""Names a case."""
SourceId = NewType("SourceId", str)
"""Names a source."""
ActorId = NewType("ActorId", str)
"""Names an actor."""
VariableId = NewType("VariableId", str)
"""Names a variable."""
TheoryId = NewType("TheoryId", str)
"""Names a theory."""
PropositionId = NewType("PropositionId", str)
"""Names a proposition within its theory."""
ExplanationId = NewType("ExplanationId", str)
"""Names an explanation, and so its author; it is the file's name."""
ClaimId = NewType("ClaimId", str)
"""Names a claim within its explanation."""
PredictionId = NewType("PredictionId", str)
"""Names a prediction within its explanation."""
EvidenceId = NewType("EvidenceId", str)
"""Names a piece of evidence."""
DecisionId = NewType("DecisionId", str)
"""Names a decision."""
ContestId = NewType("ContestId", str)
"""Names a contest of rival explanations."""
RivalId = NewType("RivalId", str)
"""Names a rival in a contest: an explanation, or what the contest alone calls by this id."""
VocabularyId = NewType("VocabularyId", str)
"""Names a common vocabulary (its folder)."""

ID_KINDS = tuple(kind for kind in vars().values() if isinstance(kind, NewType))
"""Every kind of simple id; all follow `ID_PATTERN`."""

FullClaimId = NewType("FullClaimId", str)
"""Names a claim anywhere, such as ``hananya-2019/h12``."""
FullPredictionId = NewType("FullPredictionId", str)
"""Names a prediction anywhere, such as ``aitiev-2015/p1``."""

FULL_KINDS = {ClaimId: FullClaimId, PredictionId: FullPredictionId}
"""Kind of id that is unique within its owner -> the kind that names the owner too."""

FULL_ID_KINDS = tuple(FULL_KINDS.values())
"""Ids that name their owner too, such as ``hananya-2019/h12``."""

ID_PATTERN = re.compile(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?![a-z0-9-]))[a-z0-9]+(?:-[a-z0-9]+)*"
)
"""What an id looks like; names that Windows keeps for devices can name no file there."""
FULL_ID_PATTERN = re.compile(rf"{ID_PATTERN.pattern}/{ID_PATTERN.pattern}")
"""What an id with its owner looks like."""
LONGEST_ID = 200
"""How long an id may be: a longer one no table, picture or message can show."""


def is_too_long(text: str) -> bool:
    """Whether a text is too long for an id, or a part of it for that of an author or a claim."""
    return len(text) > LONGEST_ID and max(map(len, text.split("/"))) > LONGEST_ID


def is_id(value: object, kind: object = CaseId) -> bool:
    """Whether a value is an id of a kind.

    Args:
        value: Any value.
        kind: The kind of id.

    >>> is_id("oil-price"), is_id("Oil price"), is_id("aitiev-2015/p1", FullPredictionId)
    (True, False, True)
    """
    if not isinstance(value, str) or is_too_long(value):
        return False
    return id_pattern(kind).fullmatch(value) is not None


def id_pattern(kind: object) -> re.Pattern[str]:
    """What ids of a kind look like.

    Args:
        kind: The kind of id.

    >>> id_pattern(FullPredictionId).fullmatch("p1")
    """
    return FULL_ID_PATTERN if kind in FULL_ID_KINDS else ID_PATTERN
