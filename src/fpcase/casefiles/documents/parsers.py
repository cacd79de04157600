"""The parsers of YAML events: libyaml's, or PyYAML's own where libyaml is absent.

Both give the same events for what both accept. They differ about tabs between values, which
are refused for that reason.
"""

from typing import Any

import yaml
from yaml.parser import Parser as _Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from fpcase.casefiles.documents import limits

_EVENTS_PER_SIGN = 4
"""At most so many events hang on one of the signs below: ``a:`` is a mapping, a key, a value."""

_SIGNS = "-:?,[{"


class PurePythonParser(Reader, Scanner, _Parser):
    """PyYAML's parser in Python, for where libyaml is absent."""

    def __init__(self, text: str) -> None:
        """Begin to read a text."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _Parser.__init__(self)

    def raw_parse(self) -> int:
        """How many events the text has; libyaml's parser has a method of this name."""
        events = 0
        while self.get_event() is not None:  # type: ignore[no-untyped-call] # PyYAML has no types
            events += 1
        return events


Parser: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else PurePythonParser


def holds_too_much(text: str) -> bool:
    """Whether a text holds more values than a file may.

    Raises:
        yaml.MarkedYAMLError: the text might, and is not YAML.
    """
    most = limits.MAX_VALUES
    if _EVENTS_PER_SIGN * len(text) < most:
        return False
    if _EVENTS_PER_SIGN * sum(map(text.count, _SIGNS)) < most:
        return False
    parser = Parser(text)
    try:
        return bool(parser.raw_parse() > most)
    finally:
        parser.dispose()
