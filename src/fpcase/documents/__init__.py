"""Hand-written YAML as plain trees, with the place of everything and plain words for what is wrong.

The room knows nothing of cases. `document` reads a file, `walk` builds its tree, `inspection` looks
closely where something wants judging, `slips` and `syntax` explain what is not YAML.
"""

from fpcase.documents.document import Document, Place, parse_file, parse_text, read_document
from fpcase.documents.inspection import ESCAPED
from fpcase.documents.problems import (
    CaseError,
    Problem,
    Severity,
    Steps,
    count_problems,
    describe,
    place_order,
    report_problems,
    short,
    spell,
)

__all__ = [
    "ESCAPED",
    "CaseError",
    "Document",
    "Place",
    "Problem",
    "Severity",
    "Steps",
    "count_problems",
    "describe",
    "parse_file",
    "parse_text",
    "place_order",
    "read_document",
    "report_problems",
    "short",
    "spell",
]
