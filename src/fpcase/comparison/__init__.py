"""What explanations share, and where they part."""

from fpcase.comparison.comparing import Comparison, compare
from fpcase.comparison.overlap import MEASURES
from fpcase.comparison.roles import Role, roles
from fpcase.comparison.tables import Table
from fpcase.comparison.verdicts import SelfContradiction, Verdict, VerdictKind

__all__ = [
    "MEASURES",
    "Comparison",
    "Role",
    "SelfContradiction",
    "Table",
    "Verdict",
    "VerdictKind",
    "compare",
    "roles",
]
