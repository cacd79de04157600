"""Generated pages: a case in words here, how it was coded in `fpcase.report.coding`."""

from fpcase.report.describing import describe
from fpcase.report.subjects import find_subject

__all__ = ["describe", "find_subject"]
