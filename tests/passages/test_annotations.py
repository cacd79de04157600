"""Passages go to other programs as W3C Web Annotations."""

from synthetic import claim, record, synthetic_case

from fpcase import Case
from fpcase.model import Anchor, Locator, Source, SourceKind, SourceText
from fpcase.model.ids import SourceId
from fpcase.passages import find_passages, index_text, to_web_annotations

TEXT = "Before it all, a long while ago, there was peace. The war made them neutral. After."
DESCRIBED = SourceText(file="doe.txt", sha256="")
DOE = SourceId("doe-2001")


def case_with(*anchors: tuple[str, str]) -> Case:
    """A case whose only claim stands in some places of the text, and in a work without text."""
    source = record(
        Source,
        id=DOE,
        authors=["A. Doe"],
        title="Work",
        kind=SourceKind.BOOK,
        text=DESCRIBED,
    )
    at = [Locator(anchor=Anchor(start=start, end=end)) for start, end in anchors]
    elsewhere = record(Locator, source="poe-1999", paragraph=1)
    return synthetic_case(
        {"doe-2001": [claim("war + neutrality", at=[*at, elsewhere])]}, sources={DOE: source}
    )


def test_a_passage_is_selected_by_quotation_and_by_position() -> None:
    """Two selectors: the one survives an edited text, the other a repeated sentence."""
    case = case_with(("The war", "neutral"), ("Before", "all"), ("No", "such"))
    texts = {DOE: index_text(TEXT, DESCRIBED)}
    page = to_web_annotations(case, find_passages(case, texts), texts)
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert list(page["@context"][1]) == ["grade", "score"]
    assert (page["id"], page["type"]) == ("#ruritania-1.0", "AnnotationPage")
    first, second = page["items"]
    assert first == {
        "id": "#doe-2001/c1/1",
        "type": "Annotation",
        "motivation": "identifying",
        "grade": "exact",
        "score": 1.0,
        "body": {"type": "TextualBody", "value": "doe-2001/c1", "format": "text/plain"},
        "target": {
            "source": "doe.txt",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "The war made them neutral",
                    "prefix": "a long while ago, there was peace. "[-32:],
                    "suffix": ". After.",
                },
                {"type": "TextPositionSelector", "start": 50, "end": 75},
            ],
        },
    }
    assert second["id"] == "#doe-2001/c1/2"
    assert second["target"]["selector"][0]["prefix"] == ""


def test_a_passage_without_one_place_makes_no_annotation() -> None:
    """What is lost cannot be marked; it is not marked somewhere else either."""
    case = case_with(("No", "such"))
    texts = {DOE: index_text(TEXT, DESCRIBED)}
    assert to_web_annotations(case, find_passages(case, texts), texts)["items"] == []


def test_a_text_that_the_case_does_not_describe_makes_no_annotation() -> None:
    """An annotation must name the file that its offsets count in."""
    case = case_with()
    texts = {SourceId("poe-1999"): index_text(TEXT, DESCRIBED)}
    (passage,) = find_passages(case, texts)
    assert passage.match.start is not None
    assert to_web_annotations(case, [passage], texts)["items"] == []
