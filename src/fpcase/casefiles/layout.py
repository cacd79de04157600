"""Which file of a case folder holds which records: read and written by the same table."""

from typing import Any, ClassVar

import attrs

from fpcase.model.actors import Actor
from fpcase.model.cases import Case
from fpcase.model.catalogue import Catalogue, catalogue, tupled
from fpcase.model.checks import checked
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.dates import Edtf
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Appraisal, Contest, Evidence, Inference, PredictionOutcome
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.ids import (
    ActorId,
    CaseId,
    ContestId,
    DecisionId,
    EvidenceId,
    ExplanationId,
    FullClaimId,
    FullPredictionId,
    SourceId,
    TheoryId,
    VariableId,
    VocabularyId,
)
from fpcase.model.sources import Source
from fpcase.model.terms import CaseKind, LevelOfAnalysis
from fpcase.model.theories import Theory
from fpcase.model.variables import Variable

HEAD_FILE = "case.yaml"
EXPLANATIONS = "explanations"

CASE_FILES: dict[str, dict[str, type]] = {
    "sources.yaml": {"sources": Source},
    "actors.yaml": {"actors": Actor},
    "variables.yaml": {"variables": Variable},
    "theories.yaml": {"theories": Theory},
    "decisions.yaml": {"decisions": Decision},
    "evidence.yaml": {"evidence": Evidence},
    "appraisals.yaml": {
        "contests": Contest,
        "appraisals": Appraisal,
        "prediction_outcomes": PredictionOutcome,
    },
}
"""File name -> key at the top of the file -> the records listed under it."""

VOCABULARY_FILES: dict[str, dict[str, type]] = {
    name: CASE_FILES[name]
    for name in ("sources.yaml", "actors.yaml", "variables.yaml", "theories.yaml", "evidence.yaml")
}
"""What a common vocabulary may hold: what may mean the same in every case."""

VOCABULARY_KEYS: dict[str, type[Any]] = {
    key: kind for keys in VOCABULARY_FILES.values() for key, kind in keys.items()
}
"""Key at the top of a vocabulary's file, and attribute of `Vocabulary` -> the records."""


ID_OF: dict[type, Any] = {
    Source: SourceId,
    Actor: ActorId,
    Variable: VariableId,
    Theory: TheoryId,
    Evidence: EvidenceId,
    Contest: ContestId,
    Decision: DecisionId,
    Explanation: ExplanationId,
    CausalClaim: FullClaimId,
    DescriptiveClaim: FullClaimId,
    Prediction: FullPredictionId,
}
"""The kind of id that each record defines."""

FILE_OF: dict[Any, str] = {
    ID_OF[kind]: name
    for name, keys in CASE_FILES.items()
    for kind in keys.values()
    if kind in ID_OF
} | {
    ExplanationId: f"{EXPLANATIONS}/{{author}}.yaml",
    FullClaimId: f"{EXPLANATIONS}/{{author}}.yaml",
    FullPredictionId: f"{EXPLANATIONS}/{{author}}.yaml",
}
"""Kind of id -> the file that defines such ids."""


@attrs.frozen(kw_only=True, field_transformer=checked)
class CaseHead:
    """The keys of `case.yaml`; `fpcase.Case` documents them."""

    DOCUMENTED_BY: ClassVar = Case

    id: CaseId
    title: str
    country: str
    version: str
    kind: CaseKind = CaseKind.CODED
    question: str | None = None
    period: Edtf | None = None
    uses: tuple[VocabularyId, ...] = attrs.field(default=(), converter=tupled)
    levels: Catalogue[VariableId, LevelOfAnalysis] = attrs.field(
        factory=Catalogue, converter=catalogue
    )
    inference: Inference = attrs.field(factory=Inference)
