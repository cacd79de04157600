from .coding import Coding as Coding
from .coding import report_coding as report_coding
from .plain_text import describe as describe
from .plain_text import find_subject as find_subject
from .study_report import Report as Report
from .study_report import report_study as report_study
