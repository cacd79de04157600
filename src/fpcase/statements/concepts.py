"""Concepts taken more broadly, or as one another's opposites, or as one: a case rewritten."""

from collections.abc import Mapping

import attrs

from fpcase.model.cases import Case
from fpcase.model.catalogue import nearest
from fpcase.model.claims import CausalClaim, JointCause
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ExplanationId, VariableId
from fpcase.model.terms import Sign
from fpcase.model.variables import Variable

Replacement = Mapping[VariableId, tuple[VariableId, bool]]
"""Variable -> what replaces it, and whether the sign turns round."""

_FLIPPED = {Sign.POSITIVE: Sign.NEGATIVE, Sign.NEGATIVE: Sign.POSITIVE}


def ancestry(case: Case, variable: VariableId) -> tuple[VariableId, ...]:
    """A variable and its broader terms, from the narrowest to the broadest.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> ancestry(case, "russian-displeasure")
    ('russian-displeasure', 'goodwill-with-russia', 'closeness-to-russia', 'alignment-with-russia')
    """
    found = [variable]
    while (broader := case.variables[found[-1]].broader) and broader.variable not in found:
        found.append(broader.variable)
    return tuple(found)


def zoom_out(case: Case, steps: int) -> tuple[Case, str]:
    """Roll variables up to their broader terms, so many steps, and say what that did.

    Signs turn round where more of the narrower term is less of the broader one. A claim from one
    term to itself is left out, and counted: it spoke of something within the broader term.
    """
    new: dict[VariableId, tuple[VariableId, bool]] = {}
    for variable in case.variables:
        line = ancestry(case, variable)[: steps + 1]
        climbed = [step for one in line[:-1] if (step := case.variables[one].broader)]
        if climbed:
            turns = sum(step.sign is Sign.NEGATIVE for step in climbed) % 2 == 1
            new[variable] = (climbed[-1].variable, turns)
    result, gone = replaced(case, new)
    many = "step" if steps == 1 else "steps"
    return result, (
        f"variables rolled up {steps} {many} to broader terms ({len(new)} variables; "
        f"{gone} claims within one term left out)"
    )


def combine_opposites(case: Case) -> tuple[Case, str]:
    """Replace variables by their opposites, with the sign turned round, and say what that did.

    Of two opposites, the one that stands first in the case remains. A claim that one of them
    moves the other is left out, and counted.
    """
    order = {variable: place for place, variable in enumerate(case.variables)}
    new: dict[VariableId, tuple[VariableId, bool]] = {}
    paired: set[VariableId] = set()
    for variable in case.variables.values():
        other = variable.opposite
        if other and other != variable.id and paired.isdisjoint((variable.id, other)):
            first, second = sorted((variable.id, other), key=order.__getitem__)
            new[second] = (first, True)
            paired |= {first, second}
    result, gone = replaced(case, new)
    said = ", ".join(f"{one} as its opposite {other}" for one, (other, _) in new.items())
    return result, f"opposites combined ({said or 'there are none'}; {gone} claims left out)"


def merge(case: Case, one: str, other: str) -> tuple[Case, str]:
    """Take two variables as one, which keeps the second's name, and say what that did.

    Raises:
        FpcaseError: one of them is unknown, or they are the same.
    """
    first, second = known_variable(case, one), known_variable(case, other)
    if first == second:
        message = f"merging needs two different variables, found {one!r} twice"
        raise FpcaseError(message)
    result, gone = replaced(case, {first: (second, False)})
    return result, f"{one} taken as {other} ({gone} claims from one to the other left out)"


def split_by_author(case: Case, variable: str) -> tuple[Case, dict[ExplanationId, VariableId]]:
    """Give every author a variable of their own in place of one that they share.

    Returns:
        The case, and author -> the author's own variable.
    """
    shared = case.variables[known_variable(case, variable)]
    variables: dict[VariableId, Variable] = dict(case.variables)
    explanations = dict(case.explanations)
    own: dict[ExplanationId, VariableId] = {}
    for author, explanation in case.explanations.items():
        name = VariableId(f"{variable}-of-{author}")
        while name in variables:
            name = VariableId(f"{name}-alone")
        own[author] = name
        variables[name] = attrs.evolve(shared, id=name, name=f"{shared.name} ({author})")
        alone = attrs.evolve(case, explanations={author: explanation})
        explanations[author] = replaced(alone, {shared.id: (name, False)})[0].explanations[author]
    return attrs.evolve(case, variables=variables, explanations=explanations), own


def known_variable(case: Case, variable: str) -> VariableId:
    """The variable with this id.

    Raises:
        FpcaseError: there is none; the nearest is named.
    """
    if variable not in case.variables:
        near = nearest(variable, case.variables)
        hint = f"; did you mean {near!r}?" if near else ""
        message = f"the case has no variable {variable!r}{hint}"
        raise FpcaseError(message)
    return VariableId(variable)


def replaced(case: Case, new: Replacement) -> tuple[Case, int]:
    """Put other variables in the place of some, in claims and among outcomes.

    A sign turns round once for each end whose sign does; a modality (necessary, sufficient and
    so on) is about the original concepts and is left out where a sign turns. Conditions keep
    their variables, because their values would not fit another.

    Returns:
        The case, and how many claims were left out because both ends became one variable.
    """
    if not new:
        return case, 0
    explanations = {}
    gone = 0
    for author, explanation in case.explanations.items():
        claims = {}
        for claim in explanation.claims.values():
            if new.keys().isdisjoint(claim.variables):
                claims[claim.id] = claim
            elif (changed := _claim(claim, new)) is not None:
                claims[claim.id] = changed
            else:
                gone += 1
        explains = dict.fromkeys(new.get(v, (v, False))[0] for v in explanation.explains)
        explanations[author] = attrs.evolve(explanation, claims=claims, explains=tuple(explains))
    return attrs.evolve(case, explanations=explanations), gone


def _claim(claim: CausalClaim, new: Replacement) -> CausalClaim | None:
    effect, effect_flips = new.get(claim.effect, (claim.effect, False))
    causes: dict[VariableId, Sign] = {}
    turned = False
    for variable, sign in claim.signed_causes:
        cause, cause_flips = new.get(variable, (variable, False))
        if cause == effect and variable != claim.effect:
            continue
        flips = cause_flips is not effect_flips
        turned |= cause_flips or effect_flips
        says = _FLIPPED.get(sign, sign) if flips else sign
        causes[cause] = says if causes.get(cause, says) is says else Sign.UNSTATED
    if not causes:
        return None
    (first, sign), *others = causes.items()
    joint = [JointCause(variable=variable, sign=says) for variable, says in causes.items()]
    return attrs.evolve(
        claim,
        cause=None if others else first,
        causes=tuple(joint) if others else (),
        effect=effect,
        sign=claim.sign if others else sign,
        intervening=tuple(new.get(v, (v, False))[0] for v in claim.intervening),
        modality=None if turned else claim.modality,
    )
