"""Rules about what an author claims, and about where in a source it stands."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules import coding, error, warning
from fpcase.documents import Place, Problem
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation
from fpcase.model.ids import VariableId
from fpcase.model.sources import Locator
from fpcase.model.terms import Modality, Sign, Stance


@error(CausalClaim)
def one_cause(claim: CausalClaim, place: Place) -> Iterator[Problem]:
    """A claim has either a cause or several joint causes."""
    if bool(claim.cause) == bool(claim.causes):
        yield place.problem(
            expected="either cause or causes",
            found="both" if claim.cause else "neither",
            advice="write 'cause: x', or 'causes: [x, y]' if they work only together",
        )


@error(CausalClaim)
def joint_causes(claim: CausalClaim, place: Place) -> Iterator[Problem]:
    """Joint causes are at least two different variables."""
    if claim.causes and len({joint.variable for joint in claim.causes}) == 1:
        yield place.below("causes").problem(
            expected="at least two different variables",
            found=repr(claim.causes[0].variable),
            advice="write 'cause: ...' if there is only one",
        )


@error(CausalClaim)
def denied_no_effect(claim: CausalClaim, place: Place) -> Iterator[Problem]:
    """No claim denies 'no effect': that would leave open which effect there is."""
    denied = claim.signed_causes if claim.stance is Stance.DENIES else ()
    for index, (_, sign) in enumerate(denied):
        if sign is Sign.NO_EFFECT:
            at = place.below("sign") if claim.cause else place.below("causes", index)
            yield at.problem(
                what="a denial of 'no effect' leaves open which effect there is",
                advice="code the effect that the author asserts, with 'stance: asserts' "
                "and its sign",
            )


@error(CausalClaim)
def constraining_positive(claim: CausalClaim, place: Place) -> Iterator[Problem]:
    """A constraining cause has no positive sign."""
    constrains = claim.modality is Modality.CONSTRAINING
    if constrains and any(sign is Sign.POSITIVE for _, sign in claim.signed_causes):
        yield place.below("modality").problem(
            what="a constraining cause cannot have a positive sign: it does not make the "
            "effect likelier",
            advice="correct the sign or the modality",
        )


@coding(CausalClaim)
def no_mechanism(claim: CausalClaim, place: Place) -> Iterator[Problem]:
    """Every claim of an effect says how the cause affects it."""
    if claim.mechanism is None and claim.sign is not Sign.NO_EFFECT:
        yield place.problem(
            what=f"the claim {claim.id!r} does not say how the cause affects the effect",
            advice="add 'mechanism:' in your own words",
        )


@coding()
def explains_nothing(draft: Draft) -> Iterator[Problem]:
    """Every explanation names its outcomes, and has claims that lead to each."""
    defined = draft.definitions[VariableId].keys()
    effects: dict[str, set[VariableId]] = defaultdict(set)
    for claim, place in draft.each(CausalClaim):
        effects[place.document.name].add(claim.effect)
    for explanation, place in draft.each(Explanation):
        if place.document.name in draft.unfit:
            continue  # a claim that does not fit may lead to the outcome
        if not explanation.explains:
            yield place.problem(
                what="the explanation names no outcome",
                advice="add 'explains: [...]' with the variables that it explains",
            )
        reached = effects[place.document.name]
        if not reached <= defined:
            continue  # so may a claim whose effect is misspelt
        for index, outcome in enumerate(explanation.explains):
            if outcome in defined and outcome not in reached:
                yield place.below("explains", index).problem(
                    what=f"no claim of this explanation leads to its outcome {outcome!r}",
                    advice="code the claims that lead to it, or delete it from 'explains'",
                )


@warning()
def steps_twice(draft: Draft) -> Iterator[Problem]:
    """Steps that are separate claims are not also listed as intervening variables."""
    coded: dict[str, set[tuple[VariableId, VariableId]]] = defaultdict(set)
    for claim, place in draft.each(CausalClaim):
        coded[place.document.name] |= {(cause, claim.effect) for cause, _ in claim.signed_causes}
    for claim, place in draft.each(CausalClaim):
        if claim.intervening and coded[place.document.name].issuperset(pairwise(claim.chain)):
            yield place.below("intervening").problem(
                what="each step through the intervening variables is also a separate claim",
                advice="leave 'intervening' empty if each step is a separate claim",
            )


@warning(CausalClaim)
def self_cause(claim: CausalClaim, place: Place) -> Iterator[Problem]:
    """No claim has the same variable as cause and effect."""
    if claim.effect in dict(claim.signed_causes):
        yield place.below("effect").problem(
            what=f"{claim.effect!r} is both cause and effect of this claim",
            advice="name the variables in between, or correct one of them",
        )


ANCHOR_WORDS = 5


@error(Locator)
def anchor_words(locator: Locator, place: Place) -> Iterator[Problem]:
    """An anchor's start and end have at most five words each."""
    anchor = locator.anchor
    for name, text in (("start", anchor.start), ("end", anchor.end)) if anchor else ():
        words = len(text.split())
        if words > ANCHOR_WORDS:
            yield place.below("anchor", name).problem(
                expected=f"at most {ANCHOR_WORDS} words",
                found=f"{words}",
                advice="keep the first words of the start and the last words of the end",
            )


@error()
def locator_source(draft: Draft) -> Iterator[Problem]:
    """A locator outside an explanation names its source."""
    own = {file.document.name for file in draft.files if file.keys.get("") is Explanation}
    for locator, place in draft.each(Locator):
        if locator.source is None and place.document.name not in own:
            yield place.problem(
                what="the locator names no source",
                advice="add 'source: ...' (only an explanation's own locators may omit it)",
            )


@error(Locator)
def paragraph_number(locator: Locator, place: Place) -> Iterator[Problem]:
    """Paragraphs are counted from 1."""
    if locator.paragraph is not None and locator.paragraph < 1:
        yield place.below("paragraph").problem(
            expected="a number of at least 1",
            found=str(locator.paragraph),
            advice="number the blocks of text under the heading, starting from 1",
        )


@coding(CausalClaim, DescriptiveClaim)
def no_locator(claim: CausalClaim | DescriptiveClaim, place: Place) -> Iterator[Problem]:
    """Every claim has a locator."""
    if not claim.at:
        yield place.problem(
            what=f"the claim {claim.id!r} has no locator",
            advice="add 'at:' with section, paragraph and anchor",
        )
