from .coding import coding_report as coding_report
from .coding import coding_tables as coding_tables
from .describing import describe as describe
from .subjects import find_subject as find_subject
