"""Every locator of a case, with its passage."""

from collections.abc import Iterator, Mapping

import attrs

from fpcase.model.cases import Case
from fpcase.model.ids import SourceId
from fpcase.model.signatures import checked
from fpcase.model.sources import Locator
from fpcase.passages.anchors import Grade, Match, find_anchor
from fpcase.passages.texts import IndexedText


@attrs.frozen(kw_only=True)
class Passage:
    """A locator with what was found.

    Attributes:
        source: The work.
        claim: What the locator belongs to: ``hananya-2019/h12`` for a claim or a prediction,
            ``decisions/...``, ``evidence/...`` and the like for the rest.
        locator: The locator.
        match: What became of it.
    """

    source: SourceId
    claim: str
    locator: Locator
    match: Match

    def to_record(self) -> dict[str, object]:
        """A plain mapping: `source`, `claim`, `grade`, `score`, `start`, `end` and `reason`.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.new_case("passages-recorded"))
        >>> fpcase.passages.find_passages(case, {})[0].to_record()["grade"]
        'no-text'
        """
        return {
            "source": self.source,
            "claim": self.claim,
            "grade": self.match.grade.value,
            "score": self.match.score,
            "start": self.match.start,
            "end": self.match.end,
            "reason": self.match.reason or None,
        }


@checked
def find_passages(case: Case, texts: Mapping[SourceId, IndexedText]) -> tuple[Passage, ...]:
    """Look up every locator of a case, in the order of its files.

    Args:
        case: The case.
        texts: The texts, as `read_texts` gives them. A locator whose text is not among them
            has the grade ``no-text``.

    >>> import fpcase
    >>> folder = fpcase.new_case("passages-found")  # an invented example, with a text
    >>> case = fpcase.load_case(folder)
    >>> texts = fpcase.passages.read_texts(case, folder / "texts")
    >>> passages = fpcase.passages.find_passages(case, texts)
    >>> passages[0].match.grade
    <Grade.EXACT: 'exact'>
    """
    return tuple(
        Passage(
            source=source,
            claim=owner,
            locator=locator,
            match=find_anchor(locator, texts[source])
            if source in texts
            else _no_text(case, source),
        )
        for owner, source, locator in _locators(case)
    )


def _no_text(case: Case, source: SourceId) -> Match:
    text = case.sources[source].text if source in case.sources else None
    if text is None:
        reason = "sources.yaml names no text for it"
    else:
        reason = f"{text.file} is not in the folder of texts"
    return Match(grade=Grade.NO_TEXT, reason=reason)


def _locators(case: Case) -> Iterator[tuple[str, SourceId, Locator]]:
    """Every locator with what it belongs to and the source it points into."""
    for author, explanation in case.explanations.items():
        own = explanation.source
        listed = [
            *((str(explanation.full_id(c)), c.at) for c in explanation.claims.values()),
            *((str(explanation.full_id(d)), d.at) for d in explanation.descriptions.values()),
            *((f"{author}/sets_aside/{s.variable}", s.at) for s in explanation.sets_aside),
            *((f"{author}/rejects/{r.theory}", r.at) for r in explanation.rejects),
            *((f"{author}/{p.id}", p.at) for p in explanation.predictions),
        ]
        for owner, locators in listed:
            for locator in locators:
                yield owner, locator.source or own, locator
    elsewhere = [
        *((f"evidence/{e.id}", e.at) for e in case.evidence.values()),
        *((f"prediction_outcomes/{o.prediction}", o.at) for o in case.prediction_outcomes),
        *(
            (f"theories/{t.id}/{p.id}", p.at)
            for t in case.theories.values()
            for p in t.propositions
        ),
        *((f"decisions/{d.id}", d.at) for d in case.decisions.values()),
        *(
            (f"decisions/{d.id}/{variable}", reading.at)
            for d in case.decisions.values()
            for _, variable, _, reading in d.readings()
        ),
    ]
    for owner, locators in elsewhere:
        for locator in locators:
            if locator.source is not None:
                yield owner, locator.source, locator
