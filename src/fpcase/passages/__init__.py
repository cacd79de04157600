"""From locators to the passages that they point at, in the text of a source."""

from fpcase.passages.anchors import Grade, Match, find_anchor
from fpcase.passages.annotations import to_web_annotations
from fpcase.passages.finding import Passage, find_passages
from fpcase.passages.lookup import FoundPassages
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
    "read_texts",
    "to_web_annotations",
]
