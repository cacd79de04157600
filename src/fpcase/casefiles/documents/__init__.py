"""YAML files as plain trees: text stays text, and every value knows its line and column.

The reader walks libyaml's events once, with a stack of its own. Nothing is guessed: a plain
scalar stays the text that it is (``NO``, ``1:30``, ``0123``), except that nothing, ``~``
and ``null`` mean that there is no value. What YAML allows and a hand-written file never
wants is refused by name. Where libyaml is absent, PyYAML's own parser gives the same trees and
places, only more slowly.

Most files are sound and usual: `quickwalk` reads them. What it does not understand `judge` walks
again, and says what is wrong; `stumbles` puts the parser's errors into plain words. `positions`
finds the line and the column of a value when somebody asks.
"""

from fpcase.casefiles.documents.document import Document
from fpcase.casefiles.documents.reading import parse, parse_text, read_document
from fpcase.casefiles.documents.spelling import Steps, describe, short, spell

__all__ = [
    "Document",
    "Steps",
    "describe",
    "parse",
    "parse_text",
    "read_document",
    "short",
    "spell",
]
