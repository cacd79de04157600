"""What explanations share, and where they part."""

from fpcase.comparison.across_authors import Comparison, compare
from fpcase.comparison.across_cases import CaseComparison, compare_cases
from fpcase.comparison.agreement import Agreement, coder_agreement
from fpcase.comparison.alpha import gwet_ac1, krippendorff_alpha
from fpcase.comparison.causes import Divergence, Standing
from fpcase.comparison.centrality import Centralities, Role, centralities, roles
from fpcase.comparison.chains import Chains, find_chains
from fpcase.comparison.congruence import Congruence, congruence
from fpcase.comparison.consensus import Consensus, consensus
from fpcase.comparison.distances import MEASURES, MapDistance
from fpcase.comparison.loops import Loops, find_loops
from fpcase.comparison.matters import PairComparison, VariableComparison, compare_about, compare_on
from fpcase.comparison.overlap import Overlap, find_overlap
from fpcase.comparison.patterns import Answer
from fpcase.comparison.points import Point
from fpcase.comparison.predictions import Ledger, prediction_ledger
from fpcase.comparison.relations import Ground, Kind, Relation
from fpcase.comparison.sensitivity import Sensitivity, merge_sensitivity, split_sensitivity
from fpcase.comparison.suggesting import Suggestions, suggest
from fpcase.comparison.tables import Result, Table
from fpcase.comparison.themselves import SelfContradiction

__all__ = [
    "MEASURES",
    "Agreement",
    "Answer",
    "CaseComparison",
    "Centralities",
    "Chains",
    "Comparison",
    "Congruence",
    "Consensus",
    "Divergence",
    "Ground",
    "Kind",
    "Ledger",
    "Loops",
    "MapDistance",
    "Overlap",
    "PairComparison",
    "Point",
    "Relation",
    "Result",
    "Role",
    "SelfContradiction",
    "Sensitivity",
    "Standing",
    "Suggestions",
    "Table",
    "VariableComparison",
    "centralities",
    "coder_agreement",
    "compare",
    "compare_about",
    "compare_cases",
    "compare_on",
    "congruence",
    "consensus",
    "find_chains",
    "find_loops",
    "find_overlap",
    "gwet_ac1",
    "krippendorff_alpha",
    "merge_sensitivity",
    "prediction_ledger",
    "roles",
    "split_sensitivity",
    "suggest",
]
