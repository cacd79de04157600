"""Compare how scholars explain a foreign-policy decision.

From file to picture takes three calls::

    case = fpcase.load_case("cases/kazakhstan")
    diagram = fpcase.causal_diagram(case, authors=["hananya-2019"])
    fpcase.draw(diagram).save("hananya.svg")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fpcase.casefiles import (
    CaseError,
    Problem,
    Severity,
    bundled_case,
    check_case,
    find_case,
    load_case,
    to_record,
    write_case,
)
from fpcase.model.actors import Actor, Membership, Office
from fpcase.model.cases import Case, Vocabulary
from fpcase.model.catalogue import Catalogue
from fpcase.model.claims import CausalClaim, Condition, JointCause
from fpcase.model.decisions import Decision, Reading
from fpcase.model.errors import FpcaseError
from fpcase.model.evidence import Appraisal, Evidence, LikelihoodRatio, PredictionOutcome
from fpcase.model.explanations import Explanation, Prediction, Rejection
from fpcase.model.sources import Anchor, Locator, Source, SourceText
from fpcase.model.terms import (
    ActorKind,
    Basis,
    Certainty,
    DecisionKind,
    EvidenceKind,
    LevelOfAnalysis,
    Modality,
    PredictionStatus,
    ProbativeValue,
    Sign,
    SourceKind,
    Stance,
    TheoryFamily,
)
from fpcase.model.theories import (
    LoopPattern,
    PathPattern,
    Pattern,
    Proposition,
    Selector,
    SharePattern,
    Theory,
)
from fpcase.model.variables import Variable

if TYPE_CHECKING:
    from fpcase.comparison import Comparison, compare
    from fpcase.diagrams import causal_diagram
    from fpcase.figures import Figure, draw, draw_authors
    from fpcase.passages import Passage, find_passages, read_texts
    from fpcase.report import describe, find_subject

_LATER = {
    "Comparison": "fpcase.comparison",
    "Figure": "fpcase.figures",
    "Passage": "fpcase.passages",
    "causal_diagram": "fpcase.diagrams",
    "compare": "fpcase.comparison",
    "describe": "fpcase.report",
    "draw": "fpcase.figures",
    "draw_authors": "fpcase.figures",
    "find_passages": "fpcase.passages",
    "find_subject": "fpcase.report",
    "read_texts": "fpcase.passages",
}
"""Names whose module is imported when they are first used: networkx and renderers are slow."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    message = f"module 'fpcase' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "Actor",
    "ActorKind",
    "Anchor",
    "Appraisal",
    "Basis",
    "Case",
    "CaseError",
    "Catalogue",
    "CausalClaim",
    "Certainty",
    "Comparison",
    "Condition",
    "Decision",
    "DecisionKind",
    "Evidence",
    "EvidenceKind",
    "Explanation",
    "Figure",
    "FpcaseError",
    "JointCause",
    "LevelOfAnalysis",
    "LikelihoodRatio",
    "Locator",
    "LoopPattern",
    "Membership",
    "Modality",
    "Office",
    "Passage",
    "PathPattern",
    "Pattern",
    "Prediction",
    "PredictionOutcome",
    "PredictionStatus",
    "ProbativeValue",
    "Problem",
    "Proposition",
    "Reading",
    "Rejection",
    "Selector",
    "Severity",
    "SharePattern",
    "Sign",
    "Source",
    "SourceKind",
    "SourceText",
    "Stance",
    "Theory",
    "TheoryFamily",
    "Variable",
    "Vocabulary",
    "bundled_case",
    "causal_diagram",
    "check_case",
    "compare",
    "describe",
    "draw",
    "draw_authors",
    "find_case",
    "find_passages",
    "find_subject",
    "load_case",
    "read_texts",
    "to_record",
    "write_case",
]
