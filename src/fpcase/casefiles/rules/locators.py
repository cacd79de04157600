"""Rules about where in a source something stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from fpcase.casefiles.documents import Steps
from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.places import Place
from fpcase.casefiles.problems import Problem
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation
from fpcase.model.sources import Locator

ANCHOR_WORDS = 5


def anchor_words(draft: Draft, rule: str) -> Iterator[Problem]:
    """An anchor's start and end have at most five words each."""
    for _, locator, place, steps in _locators(draft):
        anchor = locator.anchor
        if anchor is None:
            continue
        for name, text in (("start", anchor.start), ("end", anchor.end)):
            words = len(text.split())
            if words > ANCHOR_WORDS:
                yield place.below(*steps, "anchor", name).problem(
                    rule,
                    expected=f"at most {ANCHOR_WORDS} words",
                    found=f"{words}",
                    advice="keep the first few of the start and the last few of the end",
                )


def locator_source(draft: Draft, rule: str) -> Iterator[Problem]:
    """A locator outside an explanation names its source."""
    for has_own, locator, place, steps in _locators(draft):
        if not has_own and locator.source is None:
            yield place.below(*steps).problem(
                rule,
                what="the locator does not say in which source",
                advice="add 'source: ...' (only an explanation's own locators may leave it out)",
            )


def paragraph_number(draft: Draft, rule: str) -> Iterator[Problem]:
    """Paragraphs are counted from 1."""
    for _, locator, place, steps in _locators(draft):
        if locator.paragraph is not None and locator.paragraph < 1:
            yield place.below(*steps, "paragraph").problem(
                rule,
                expected="a number from 1",
                found=str(locator.paragraph),
                advice="count the blocks of text under the heading, from 1",
            )


def no_locator(draft: Draft, rule: str) -> Iterator[Problem]:
    """Every claim says where it stands."""
    for _, claim, place in draft.claims:
        if not claim.at:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say where it stands",
                advice="add 'at:' with section, paragraph and anchor",
            )


def _locators(draft: Draft) -> Iterator[tuple[bool, Locator, Place, Steps]]:
    """Every locator that fits: whether it has a source to fall back on, and its place."""
    for _, claim, place in draft.claims:
        for index, locator in enumerate(claim.at):
            yield True, locator, place, ("at", index)
    for record, place in draft.records:
        for name in _LOCATED.get(record.__class__, ()):
            for steps, locators in _lists_of_locators(record, name):
                for index, locator in enumerate(locators):
                    yield isinstance(record, Explanation), locator, place, (*steps, index)


_LOCATED: dict[type, tuple[str, ...]] = {
    Explanation: ("rejects", "predictions"),
    Evidence: ("at",),
    PredictionOutcome: ("at",),
    Decision: ("at", "conditions"),
}
"""Records other than claims -> their fields that hold locators, or records with locators."""


def _lists_of_locators(record: Any, name: str) -> Iterator[tuple[Steps, tuple[Locator, ...]]]:  # noqa: ANN401 - one of _LOCATED
    held = getattr(record, name)
    if name == "at":
        yield ("at",), held
        return
    for step, one in held.items() if isinstance(held, Mapping) else enumerate(held):
        if one is not None:
            yield (name, step, "at"), one.at
