"""Evidence between rival explanations, and what an account needs."""

from fpcase.inference.bounds import Bounds
from fpcase.inference.judgements import Item
from fpcase.inference.needs import Needs, needs
from fpcase.inference.result import Weighing, weigh
from fpcase.inference.searches import Prospect
from fpcase.inference.totals import Tie, Total
from fpcase.inference.weighing import Weights

__all__ = [
    "Bounds",
    "Item",
    "Needs",
    "Prospect",
    "Tie",
    "Total",
    "Weighing",
    "Weights",
    "needs",
    "weigh",
]
