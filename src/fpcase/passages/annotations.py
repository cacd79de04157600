"""Passages as W3C Web Annotations, which other programs for marking texts read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fpcase.model.cases import Case
from fpcase.model.ids import SourceId
from fpcase.model.signatures import checked
from fpcase.passages.finding import Passage
from fpcase.passages.texts import IndexedText

_CONTEXT = 32
"""How many characters before and after a passage tell it from another of the same words."""


@checked
def to_web_annotations(
    case: Case, passages: Iterable[Passage], texts: Mapping[SourceId, IndexedText]
) -> dict[str, Any]:
    """The passages that were found, as a page of annotations (W3C Web Annotation Data Model, 2017).

    Each has a TextQuoteSelector and a TextPositionSelector into the text's file. The quotation
    is the source's own text: mind the rights before you pass the page on.

    Args:
        case: The case.
        passages: Passages, as `find_passages` gives them; those that have no one place are left
            out, and `to_record` tells why.
        texts: The texts that they were found in.

    >>> from fpcase.passages import find_passages
    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> to_web_annotations(case, find_passages(case, {}), {})["items"]
    []
    """
    count: Counter[str] = Counter()
    items = []
    for passage in passages:
        start, end = passage.match.start, passage.match.end
        described = case.sources[passage.source].text if passage.source in case.sources else None
        if start is None or end is None or described is None:
            continue
        count[passage.claim] += 1
        text = texts[passage.source].text
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(start - _CONTEXT, 0) : start],
            "suffix": text[end : end + _CONTEXT],
        }
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        items.append(
            {
                "id": f"#{passage.claim}/{count[passage.claim]}",
                "type": "Annotation",
                "motivation": "identifying",
                "body": {"type": "TextualBody", "value": passage.claim, "format": "text/plain"},
                "target": {"source": described.file, "selector": [quote, position]},
            }
        )
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"#{case.id}-{case.version}",
        "type": "AnnotationPage",
        "items": items,
    }
