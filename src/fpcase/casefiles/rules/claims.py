"""Rules about what an author claims."""

from collections.abc import Iterator
from itertools import pairwise

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.problems import Problem
from fpcase.model.explanations import Explanation
from fpcase.model.ids import VariableId
from fpcase.model.terms import Modality, Sign, Stance


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
