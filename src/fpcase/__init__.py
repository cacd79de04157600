"""Compare how scholars explain a foreign-policy decision.

From file to picture takes three calls::

    case = fpcase.load_case("cases/kazakhstan")
    diagram = fpcase.causal_diagram(case, authors=["hananya-2019"])
    fpcase.draw(diagram).save("hananya.svg")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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
    CaseKind,
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
    from fpcase.casefiles import (
        CaseError,
        Document,
        Problem,
        Severity,
        bundled_case,
        check_case,
        find_case,
        load_case,
        read_document,
        report_problems,
        to_record,
        write_case,
        write_explanation,
    )
    from fpcase.casefiles.bibliography import read_sources, source_entries, to_bibliography
    from fpcase.casefiles.citing import Bibliography, ReadSources
    from fpcase.casefiles.links import case_from_links
    from fpcase.casefiles.scaffold import NewExplanation, new_author, new_case
    from fpcase.casefiles.schema import json_schema, write_schemas
    from fpcase.casefiles.spreadsheets import case_tables, read_spreadsheet, to_csv, write_tables
    from fpcase.comparison import (
        Agreement,
        Answer,
        CaseComparison,
        Centralities,
        Chains,
        Comparison,
        Congruence,
        Consensus,
        Ledger,
        Loops,
        MapDistance,
        Overlap,
        PairComparison,
        Sensitivity,
        centralities,
        coder_agreement,
        compare,
        compare_cases,
        compare_on,
        congruence,
        consensus,
        find_chains,
        find_loops,
        find_overlap,
        krippendorff_alpha,
        merge_sensitivity,
        prediction_ledger,
        split_sensitivity,
    )
    from fpcase.diagrams import causal_diagram
    from fpcase.diagrams.exchange import EXPORTERS, Export, Exporter, claims_left_out, export
    from fpcase.figures import Figure, draw, draw_authors
    from fpcase.passages import Passage, find_passages, read_texts, to_web_annotations
    from fpcase.report import describe, find_subject
    from fpcase.report.coding import coding_report, coding_tables

_LATER = {
    "Agreement": "fpcase.comparison",
    "Answer": "fpcase.comparison",
    "Bibliography": "fpcase.casefiles.citing",
    "CaseComparison": "fpcase.comparison",
    "CaseError": "fpcase.casefiles",
    "Centralities": "fpcase.comparison",
    "Chains": "fpcase.comparison",
    "Comparison": "fpcase.comparison",
    "Congruence": "fpcase.comparison",
    "Consensus": "fpcase.comparison",
    "Document": "fpcase.casefiles",
    "EXPORTERS": "fpcase.diagrams.exchange",
    "Export": "fpcase.diagrams.exchange",
    "Exporter": "fpcase.diagrams.exchange",
    "Figure": "fpcase.figures",
    "Ledger": "fpcase.comparison",
    "Loops": "fpcase.comparison",
    "MapDistance": "fpcase.comparison",
    "NewExplanation": "fpcase.casefiles.scaffold",
    "Overlap": "fpcase.comparison",
    "PairComparison": "fpcase.comparison",
    "Passage": "fpcase.passages",
    "Problem": "fpcase.casefiles",
    "ReadSources": "fpcase.casefiles.citing",
    "Sensitivity": "fpcase.comparison",
    "Severity": "fpcase.casefiles",
    "bundled_case": "fpcase.casefiles",
    "case_from_links": "fpcase.casefiles.links",
    "case_tables": "fpcase.casefiles.spreadsheets",
    "causal_diagram": "fpcase.diagrams",
    "centralities": "fpcase.comparison",
    "check_case": "fpcase.casefiles",
    "claims_left_out": "fpcase.diagrams.exchange",
    "coder_agreement": "fpcase.comparison",
    "coding_report": "fpcase.report.coding",
    "coding_tables": "fpcase.report.coding",
    "compare": "fpcase.comparison",
    "compare_cases": "fpcase.comparison",
    "compare_on": "fpcase.comparison",
    "congruence": "fpcase.comparison",
    "consensus": "fpcase.comparison",
    "describe": "fpcase.report",
    "draw": "fpcase.figures",
    "draw_authors": "fpcase.figures",
    "export": "fpcase.diagrams.exchange",
    "find_case": "fpcase.casefiles",
    "find_chains": "fpcase.comparison",
    "find_loops": "fpcase.comparison",
    "find_overlap": "fpcase.comparison",
    "find_passages": "fpcase.passages",
    "find_subject": "fpcase.report",
    "json_schema": "fpcase.casefiles.schema",
    "krippendorff_alpha": "fpcase.comparison",
    "load_case": "fpcase.casefiles",
    "merge_sensitivity": "fpcase.comparison",
    "new_author": "fpcase.casefiles.scaffold",
    "new_case": "fpcase.casefiles.scaffold",
    "prediction_ledger": "fpcase.comparison",
    "read_document": "fpcase.casefiles",
    "read_sources": "fpcase.casefiles.bibliography",
    "read_spreadsheet": "fpcase.casefiles.spreadsheets",
    "read_texts": "fpcase.passages",
    "report_problems": "fpcase.casefiles",
    "source_entries": "fpcase.casefiles.bibliography",
    "split_sensitivity": "fpcase.comparison",
    "to_bibliography": "fpcase.casefiles.bibliography",
    "to_csv": "fpcase.casefiles.spreadsheets",
    "to_record": "fpcase.casefiles",
    "to_web_annotations": "fpcase.passages",
    "write_case": "fpcase.casefiles",
    "write_explanation": "fpcase.casefiles",
    "write_schemas": "fpcase.casefiles.schema",
    "write_tables": "fpcase.casefiles.spreadsheets",
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
    "EXPORTERS",
    "Actor",
    "ActorKind",
    "Agreement",
    "Anchor",
    "Answer",
    "Appraisal",
    "Basis",
    "Bibliography",
    "Case",
    "CaseComparison",
    "CaseError",
    "CaseKind",
    "Catalogue",
    "CausalClaim",
    "Centralities",
    "Certainty",
    "Chains",
    "Comparison",
    "Condition",
    "Congruence",
    "Consensus",
    "Decision",
    "DecisionKind",
    "Document",
    "Evidence",
    "EvidenceKind",
    "Explanation",
    "Export",
    "Exporter",
    "Figure",
    "FpcaseError",
    "JointCause",
    "Ledger",
    "LevelOfAnalysis",
    "LikelihoodRatio",
    "Locator",
    "LoopPattern",
    "Loops",
    "MapDistance",
    "Membership",
    "Modality",
    "NewExplanation",
    "Office",
    "Overlap",
    "PairComparison",
    "Passage",
    "PathPattern",
    "Pattern",
    "Prediction",
    "PredictionOutcome",
    "PredictionStatus",
    "ProbativeValue",
    "Problem",
    "Proposition",
    "ReadSources",
    "Reading",
    "Rejection",
    "Selector",
    "Sensitivity",
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
    "case_from_links",
    "case_tables",
    "causal_diagram",
    "centralities",
    "check_case",
    "claims_left_out",
    "coder_agreement",
    "coding_report",
    "coding_tables",
    "compare",
    "compare_cases",
    "compare_on",
    "congruence",
    "consensus",
    "describe",
    "draw",
    "draw_authors",
    "export",
    "find_case",
    "find_chains",
    "find_loops",
    "find_overlap",
    "find_passages",
    "find_subject",
    "json_schema",
    "krippendorff_alpha",
    "load_case",
    "merge_sensitivity",
    "new_author",
    "new_case",
    "prediction_ledger",
    "read_document",
    "read_sources",
    "read_spreadsheet",
    "read_texts",
    "report_problems",
    "source_entries",
    "split_sensitivity",
    "to_bibliography",
    "to_csv",
    "to_record",
    "to_web_annotations",
    "write_case",
    "write_explanation",
    "write_schemas",
    "write_tables",
]
