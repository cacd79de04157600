"""Which file of a case folder holds which records: read and written by the same table."""

import attrs

from fpcase.model.actors import Actor
from fpcase.model.catalogue import tupled
from fpcase.model.dates import Edtf
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome
from fpcase.model.ids import CaseId, VocabularyId
from fpcase.model.sources import Source
from fpcase.model.terms import CaseKind
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
    "appraisals.yaml": {"appraisals": Appraisal, "prediction_outcomes": PredictionOutcome},
}
"""File name -> key at the top of the file -> the records listed under it."""

VOCABULARY_FILES: dict[str, dict[str, type]] = {
    name: CASE_FILES[name] for name in ("sources.yaml", "variables.yaml", "theories.yaml")
}
"""What a common vocabulary may hold."""


@attrs.frozen(kw_only=True)
class CaseHead:
    """The keys of `case.yaml`; `fpcase.Case` documents them."""

    id: CaseId
    title: str
    country: str
    version: str
    kind: CaseKind = CaseKind.CODED
    question: str | None = None
    period: Edtf | None = None
    uses: tuple[VocabularyId, ...] = attrs.field(default=(), converter=tupled)
