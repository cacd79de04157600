"""From locators to the passages that they point at, in the text of a source."""

from fpcase.passages.anchors import Grade, Match, find_anchor
from fpcase.passages.finding import (
    FoundPassages,
    Passage,
    find_passages,
    locators_of,
    to_web_annotations,
)
from fpcase.passages.texts import IndexedText, index_text, read_texts

__all__ = [
    "FoundPassages",
    "Grade",
    "IndexedText",
    "Match",
    "Passage",
    "find_anchor",
    "find_passages",
    "index_text",
    "locators_of",
    "read_texts",
    "to_web_annotations",
]
