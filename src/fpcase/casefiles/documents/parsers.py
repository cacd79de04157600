"""The parsers of YAML events: libyaml's, or PyYAML's own where libyaml is absent.

Both give the same events for what both accept. They differ about tabs between values, which
are refused for that reason.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any

import yaml
from yaml.parser import Parser as _Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from fpcase.casefiles.documents import limits


class PurePythonParser(Reader, Scanner, _Parser):
    """PyYAML's parser in Python, for where libyaml is absent."""

    def __init__(self, text: str) -> None:
        """Begin to read a text."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _Parser.__init__(self)


Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else PurePythonParser


class TooManyValuesError(Exception):
    """A text holds more values than a file may."""


def events(parser: Any) -> Callable[[], Any]:  # noqa: ANN401 - PyYAML's parsers have no types
    """A function that gives a parser's next event, as often as a file may have values.

    Once more, and it raises `StopIteration`: the text is not read to its end, however long.
    """
    return islice(iter(parser.get_event, None), limits.MAX_VALUES).__next__
