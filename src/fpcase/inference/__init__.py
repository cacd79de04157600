"""Evidence between rival explanations, and what an account needs."""

from fpcase.inference.needs import Needs, needs
from fpcase.inference.result import Weighing, weigh

__all__ = ["Needs", "Weighing", "needs", "weigh"]
