"""Every locator of a case, with its passage; and what to hand on of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

import attrs

from fpcase import casefiles  # what writes is loaded when first used
from fpcase.casefiles.yamltext import to_yaml
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import SourceId
from fpcase.model.notebook import rows_table
from fpcase.model.signatures import checked
from fpcase.model.sources import Locator
from fpcase.passages.anchors import Grade, Match, find_anchor, locator_at
from fpcase.passages.texts import IndexedText


@attrs.frozen(kw_only=True)
class Passage:
    """A locator with what was found.

    Attributes:
        source: The work.
        claim: What the locator belongs to: ``hananya-2019/h12`` for a claim or a prediction,
            ``decisions/...``, ``evidence/...`` and the like for the rest.
        locator: The locator.
        match: What was found for it.
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


@checked
def locators_of(words: str, text: IndexedText) -> str:
    r"""Where words stand in a text, as locators to paste below a claim.

    Args:
        words: The words, verbatim; ``[...]`` for what is left out.
        text: The source's text.

    Raises:
        FpcaseError: neither they nor similar words are in it.

    >>> from fpcase.model import SourceText
    >>> from fpcase.passages import index_text
    >>> text = index_text("Oil fell.\n\nExports fell too.", SourceText(file="a.txt", sha256=""))
    >>> print(locators_of("exports fell", text))
    at:
      - paragraph: 2
        anchor: {start: Exports fell, end: Exports fell}
    """
    match = find_anchor(Locator(quote=words), text)
    places = match.places or ([(match.start, match.end)] if match.start is not None else [])
    if not places:
        raise FpcaseError(match.reason)
    locators = [locator_at(start, end or start, text) for start, end in places]
    remarks = [match.reason]
    remarks += [find_anchor(one, text).reason for one in locators if len(locators) == 1]
    said = "".join(f"# {remark}\n" for remark in remarks if remark)
    return said + to_yaml({"at": [casefiles.to_record(one) for one in locators]}).rstrip("\n")


def _no_text(case: Case, source: SourceId) -> Match:
    text = case.sources[source].text if source in case.sources else None
    if text is None:
        reason = "sources.yaml names no text for this source"
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


@attrs.frozen(kw_only=True, eq=False)
class FoundPassages:
    """Every locator of a case with its passage.

    Attributes:
        case: The case.
        texts: The texts that passages were looked up in.
        passages: Locators with what was found, in the order of the files.
    """

    case: Case = attrs.field(repr=False)
    texts: Mapping[SourceId, IndexedText] = attrs.field(repr=False)
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, case: Case, texts: Mapping[SourceId, IndexedText]) -> Self:
        """Look up every locator of a case.

        Args:
            case: The case.
            texts: The texts, as `read_texts` gives them.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> FoundPassages.of(case, {}).passages[0].match.grade
        <Grade.NO_TEXT: 'no-text'>
        """
        return cls(case=case, texts=texts, passages=find_passages(case, texts))

    def _repr_html_(self) -> str:
        """What a notebook shows: how many locators are found, and how well."""
        grades = Counter(passage.match.grade.value for passage in self.passages)
        rows = [(grade, str(number)) for grade, number in grades.items()]
        return rows_table("Passages", ("match", "locators"), rows)

    def to_records(self) -> list[dict[str, object]]:
        """One plain mapping for each locator.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> FoundPassages.of(case, {}).to_records()[0]["grade"]
        'no-text'
        """
        return [passage.to_record() for passage in self.passages]

    def to_web_annotations(self) -> dict[str, Any]:
        """The passages that were found, as a page of W3C Web Annotations.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> FoundPassages.of(case, {}).to_web_annotations()["items"]
        []
        """
        return to_web_annotations(self.case, self.passages, self.texts)


_OUR_WORDS = {"grade": "urn:fpcase:grade", "score": "urn:fpcase:score"}
_CONTEXT = 32
"""How many characters before and after a passage tell it from another of the same words."""


@checked
def to_web_annotations(
    case: Case, passages: Iterable[Passage], texts: Mapping[SourceId, IndexedText]
) -> dict[str, Any]:
    """The passages that were found, as a page of annotations (W3C Web Annotation Data Model, 2017).

    Each has its grade and score, a TextQuoteSelector and a TextPositionSelector into the text's
    file. The quotation is the source's own text: mind the rights before you pass the page on.

    Args:
        case: The case.
        passages: Passages, as `find_passages` gives them; those without a single place are left
            out, and `to_record` says why.
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
                "grade": passage.match.grade.value,
                "score": passage.match.score,
                "body": {"type": "TextualBody", "value": passage.claim, "format": "text/plain"},
                "target": {"source": described.file, "selector": [quote, position]},
            }
        )
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", _OUR_WORDS],
        "id": f"#{case.id}-{case.version}",
        "type": "AnnotationPage",
        "items": items,
    }


def passage_of(
    locator: Locator, own: SourceId | None, texts: Mapping[SourceId, IndexedText]
) -> str:
    """The passage that a locator points at, and how well it was found, if its text is at hand.

    Args:
        locator: The locator.
        own: The work that it is in, if it names none.
        texts: The sources' texts.
    """
    source = locator.source or own
    text = texts.get(source) if source else None
    if text is None:
        return f"“{locator.quote}”" if locator.quote else ""
    match = find_anchor(locator, text)
    if match.start is None or match.end is None:
        return f"[{match.grade.value}: {match.reason}]"
    score = f", score {match.score:.2f}" if match.grade is Grade.FUZZY else ""
    grade = "" if match.grade is Grade.EXACT else f" [{match.grade.value}{score}]"
    return f"“{' '.join(text.text[match.start : match.end].split())}”{grade}"
