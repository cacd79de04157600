"""Case folders: read, checked, and written back."""

from fpcase.casefiles.converter import to_record
from fpcase.casefiles.integrity import RULES
from fpcase.casefiles.loading import bundled_case, check_case, find_case, load_case
from fpcase.casefiles.writing import write_case, write_explanation
from fpcase.documents import CaseError, Document, Problem, Severity, read_document, report_problems

__all__ = [
    "RULES",
    "CaseError",
    "Document",
    "Problem",
    "Severity",
    "bundled_case",
    "check_case",
    "find_case",
    "load_case",
    "read_document",
    "report_problems",
    "to_record",
    "write_case",
    "write_explanation",
]
