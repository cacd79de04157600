"""Every locator of a case is looked up."""

import time
from pathlib import Path

import attrs
from synthetic import claim, record, synthetic_case

from fpcase import Case
from fpcase.model import (
    Anchor,
    Decision,
    DecisionKind,
    Evidence,
    EvidenceKind,
    Locator,
    Prediction,
    PredictionOutcome,
    PredictionStatus,
    Reading,
    Rejection,
    Source,
    SourceKind,
    SourceText,
)
from fpcase.model.ids import ExplanationId, SourceId
from fpcase.passages import Grade, find_passages, index_text, read_texts

DOE, ROE = SourceId("doe-2001"), SourceId("roe-2002")
NOWHERE = Locator(paragraph=1)
HERE = record(Locator, source="doe-2001", paragraph=1)


def full_case() -> Case:
    """A case with a locator in every place that can hold one."""
    case = synthetic_case(
        {
            "doe-2001": [
                claim(
                    "war + neutrality",
                    at=[Locator(paragraph=1), record(Locator, source="roe-2002")],
                )
            ]
        },
        sources={
            source: record(
                Source, id=source, authors=["A. Doe"], title="Work", kind=SourceKind.BOOK
            )
            for source in (DOE, ROE)
        },
        evidence={
            "vote": record(
                Evidence, id="vote", description="A vote.", kind=EvidenceKind.VOTE, at=[HERE]
            )
        },
        decisions={
            "abstain": record(
                Decision,
                id="abstain",
                title="Abstention",
                date="2018",
                actor="ruritania",
                kind=DecisionKind.VOTE,
                conditions={"war": Reading(value="high", at=[HERE, NOWHERE]), "trade": None},
                at=[HERE],
            )
        },
        prediction_outcomes=[
            record(
                PredictionOutcome,
                prediction="doe-2001/p1",
                status=PredictionStatus.OPEN,
                because="Too early.",
                at=[HERE],
            )
        ],
    )
    explanation = attrs.evolve(
        case.explanations[ExplanationId("doe-2001")],
        rejects=[
            record(Rejection, theory="realism", because="Too crude.", at=[Locator(paragraph=1)])
        ],
        predictions=[record(Prediction, id="p1", text="More war.", at=[Locator(paragraph=2)])],
    )
    return attrs.evolve(case, explanations={"doe-2001": explanation})


def test_every_locator_is_looked_up_in_the_order_of_the_files() -> None:
    """A locator that is passed over would never be proved wrong."""
    text = index_text("One paragraph.", SourceText(file="doe.txt", sha256=""))
    passages = find_passages(full_case(), {DOE: text})
    assert [(p.claim, p.source, p.match.grade.value) for p in passages] == [
        ("doe-2001/c1", "doe-2001", "exact"),
        ("doe-2001/c1", "roe-2002", "no-text"),
        ("doe-2001/rejects/realism", "doe-2001", "exact"),
        ("doe-2001/p1", "doe-2001", "lost"),
        ("evidence/vote", "doe-2001", "exact"),
        ("prediction_outcomes/doe-2001/p1", "doe-2001", "exact"),
        ("decisions/abstain", "doe-2001", "exact"),
        ("decisions/abstain/war", "doe-2001", "exact"),
    ]


def test_a_passage_makes_a_plain_record() -> None:
    """Other programs read grades and offsets as JSON."""
    text = index_text("One paragraph.", SourceText(file="doe.txt", sha256=""))
    found, missing = find_passages(full_case(), {DOE: text})[:2]
    assert found.to_record() == {
        "source": "doe-2001",
        "claim": "doe-2001/c1",
        "grade": "exact",
        "score": 1.0,
        "start": 0,
        "end": 14,
        "reason": None,
    }
    assert missing.to_record()["grade"] == "no-text"


def test_a_text_that_is_not_at_hand_is_named() -> None:
    """Whether to fetch a file or to describe one in the case is the scholar's next step."""
    case = full_case()
    text = SourceText(file="roe.txt", sha256="")
    described = attrs.evolve(case.sources[ROE], text=text)
    with_text = attrs.evolve(case, sources={**case.sources, ROE: described})
    assert find_passages(with_text, {})[1].match.reason == "roe.txt is not in the folder of texts"
    assert find_passages(case, {})[0].match.reason == "sources.yaml names no text for this source"
    assert find_passages(case, {})[1].match.reason == "sources.yaml names no text for this source"


def test_every_passage_of_the_bundled_case_is_found(kazakhstan: Case, texts_folder: Path) -> None:
    """An arrow that does not lead back to its passage is worth nothing."""
    texts = read_texts(kazakhstan, texts_folder)
    assert all(text.unchanged for text in texts.values())
    passages = find_passages(kazakhstan, texts)
    assert len(passages) > 1000
    assert [
        (passage.claim, passage.match.reason)
        for passage in passages
        if passage.match.grade not in {Grade.EXACT, Grade.NORMALISED}
    ] == []


def test_a_thousand_passages_are_found_in_two_seconds(kazakhstan: Case, texts_folder: Path) -> None:
    """Checking must be quick enough to do after every edit."""
    texts = read_texts(kazakhstan, texts_folder)
    begun = time.process_time()
    find_passages(kazakhstan, texts)
    assert time.process_time() - begun < 2


def test_the_bundled_case_copies_no_sentence(kazakhstan: Case) -> None:
    """Its sources are copyrighted: a locator holds a few words, and no quotation."""
    for _, _, one in kazakhstan.claims():
        for locator in one.at:
            assert locator.quote is None
            anchor = locator.anchor or Anchor(start="", end="")
            assert max(len(anchor.start.split()), len(anchor.end.split())) <= 5
