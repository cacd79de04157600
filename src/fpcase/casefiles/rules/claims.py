"""Rules about what an author claims, and about where in a source it stands."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules.vocabulary import reading_steps
from fpcase.documents import Place, Problem, Steps
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation
from fpcase.model.ids import VariableId
from fpcase.model.sources import Locator
from fpcase.model.terms import Modality, Sign, Stance
from fpcase.model.theories import Theory


def one_cause(draft: Draft, rule: str) -> Iterator[Problem]:
    """A claim has either a cause or several joint causes."""
    for _, claim, place in draft.claims:
        if bool(claim.cause) == bool(claim.causes):
            found = "both" if claim.cause else "neither"
            yield place.problem(
                rule,
                expected="either cause or causes",
                found=found,
                advice="write 'cause: x', or 'causes: [x, y]' if they work only together",
            )


def denied_no_effect(draft: Draft, rule: str) -> Iterator[Problem]:
    """Nobody denies an absence of effect: it would not say which effect there is."""
    for _, claim, place in draft.claims:
        if claim.stance is not Stance.DENIES:
            continue
        for index, (_, sign) in enumerate(claim.signed_causes):
            if sign is Sign.NO_EFFECT:
                at = place.below("sign") if claim.cause else place.below("causes", index)
                yield at.problem(
                    rule,
                    what="a denied absence of effect says neither that nor how one moves the other",
                    advice="write the effect that the author asserts: stance asserts and its sign",
                )


def constraining_positive(draft: Draft, rule: str) -> Iterator[Problem]:
    """A constraining cause has no positive sign."""
    for _, claim, place in draft.claims:
        if claim.modality is not Modality.CONSTRAINING:
            continue
        if any(sign is Sign.POSITIVE for _, sign in claim.signed_causes):
            yield place.below("modality").problem(
                rule,
                what="what constrains an effect cannot make it likelier (sign positive)",
                advice="correct the sign or the modality",
            )


def joint_causes(draft: Draft, rule: str) -> Iterator[Problem]:
    """Joint causes are two different variables or more."""
    for _, claim, place in draft.claims:
        if claim.causes and len({joint.variable for joint in claim.causes}) == 1:
            yield place.below("causes").problem(
                rule,
                expected="two different variables or more",
                found=repr(claim.causes[0].variable),
                advice="write 'cause: ...' if there is one alone",
            )


def no_mechanism(draft: Draft, rule: str) -> Iterator[Problem]:
    """Every claim of an effect says how the cause moves it."""
    for _, claim, place in draft.claims:
        if claim.mechanism is None and claim.sign is not Sign.NO_EFFECT:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say how the cause moves the effect",
                advice="add 'mechanism:' in your own words",
            )


def explains_nothing(draft: Draft, rule: str) -> Iterator[Problem]:
    """Every explanation names its outcomes, and has claims that lead to each."""
    defined = draft.definitions[VariableId].keys()
    claimed: dict[str, set[VariableId]] = {}
    for author, claim, _ in draft.claims:
        claimed.setdefault(author, set()).add(claim.effect)
    for explanation, place in draft.of(Explanation):
        if place.document.name in draft.unfit:
            continue  # a claim that does not fit may lead to the outcome
        if not explanation.explains:
            yield place.problem(
                rule,
                what="the explanation names no outcome",
                advice="add 'explains: [...]' with the variables that it explains",
            )
        effects = claimed.get(explanation.id, set())
        if not effects <= defined:
            continue  # so may a claim whose effect is misspelt
        for index, outcome in enumerate(explanation.explains):
            if outcome in defined and outcome not in effects:
                yield place.below("explains", index).problem(
                    rule,
                    what=f"no claim of this explanation leads to its outcome {outcome!r}",
                    advice="code the claims that lead to it, or take it out",
                )


def steps_twice(draft: Draft, rule: str) -> Iterator[Problem]:
    """Steps that are claims of their own are not intervening variables as well."""
    roundabout = [one for one in draft.claims if one[1].intervening]
    coded: dict[str, set[tuple[VariableId, VariableId]]] = {one[0]: set() for one in roundabout}
    for author, claim, _ in draft.claims:
        if author in coded:
            coded[author] |= {(cause, claim.effect) for cause, _ in claim.signed_causes}
    for author, claim, place in roundabout:
        if coded[author].issuperset(pairwise(claim.chain)):
            yield place.below("intervening").problem(
                rule,
                what="each step through the intervening variables is a claim of its own too",
                advice="leave 'intervening' empty where the author claims each step",
            )


def self_cause(draft: Draft, rule: str) -> Iterator[Problem]:
    """No claim has the same variable as cause and effect."""
    for _, claim, place in draft.claims:
        if claim.effect == claim.cause or any(claim.effect == c.variable for c in claim.causes):
            yield place.below("effect").problem(
                rule,
                what=f"{claim.effect!r} is both cause and effect of this claim",
                advice="name what lies between, or check the variables",
            )


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
    for _, claim, place in draft.every_claim:
        if not claim.at:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say where it stands",
                advice="add 'at:' with section, paragraph and anchor",
            )


def _locators(draft: Draft) -> list[tuple[bool, Locator, Place, Steps]]:
    """Every locator that fits: whether it has a source to fall back on, and its place."""
    if not draft.located:
        draft.located += _found_locators(draft)
    return draft.located


def _found_locators(draft: Draft) -> Iterator[tuple[bool, Locator, Place, Steps]]:
    for _, claim, place in draft.every_claim:
        for index, locator in enumerate(claim.at):
            yield True, locator, place, ("at", index)
    for record, place in draft.records:
        for name in _LOCATED.get(record.__class__, ()):
            for steps, locators in _lists_of_locators(record, name):
                for index, locator in enumerate(locators):
                    yield isinstance(record, Explanation), locator, place, (*steps, index)


_LOCATED: dict[type, tuple[str, ...]] = {
    Explanation: ("sets_aside", "rejects", "predictions"),
    Evidence: ("at",),
    PredictionOutcome: ("at",),
    Decision: ("at", "readings"),
    Theory: ("propositions",),
}
"""Records other than claims -> their fields that hold locators, or records with locators."""


def _lists_of_locators(record: Any, name: str) -> Iterator[tuple[Steps, tuple[Locator, ...]]]:  # noqa: ANN401 - one of _LOCATED
    if isinstance(record, Decision) and name == "readings":
        for part, variable, number, reading in record.readings():
            yield (*reading_steps(record, part, variable, number), "at"), reading.at
        return
    held = getattr(record, name)
    if name == "at":
        yield ("at",), held
        return
    for number, one in enumerate(held):
        yield (name, number, "at"), one.at
