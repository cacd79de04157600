from .coding import Coding as Coding
from .coding import report_coding as report_coding
from .describing import describe as describe
from .describing import find_subject as find_subject
