"""Rules about the variables and theories that a case is told in, and the values of variables."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import attrs

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules import coding, error, warning
from fpcase.casefiles.slugs import meant_id
from fpcase.documents import Place, Problem
from fpcase.model.cases import CaseHead
from fpcase.model.claims import CausalClaim, Condition, DescriptiveClaim, Prediction
from fpcase.model.decisions import Decision, DecisionCell, Reading, values_in
from fpcase.model.fields import records_in
from fpcase.model.ids import VariableId
from fpcase.model.terms import Sign, ValueWord
from fpcase.model.variables import Broader, PathPattern, Pattern, SharePattern, Theory, Variable
from fpcase.model.wording import first_few, nearest

MAX_SLIPS = 20
"""For how many unknown ids the one that is meant is sought: the search is slow."""

WORDS = tuple(word.value for word in ValueWord)
"""What authors say of a variable that lists no values of its own."""


@error()
def admissible_value(draft: Draft) -> Iterator[Problem]:
    """Where a variable lists its values, only these are used.

    Elsewhere a condition or an outcome takes any value; what an author describes or predicts is
    no, yes, low, high, increase, decrease or steady.
    """
    own = {v.id: v.values for v, _ in draft.each(Variable) if v.values}
    given: list[tuple[str, tuple[str, ...], tuple[str, ...], Place]] = []
    for condition, place in draft.each(Condition):
        given.append((condition.variable, (condition.value,), (), place))
    for reading, place in draft.each(Reading):
        variable = str(place.steps[3])  # decisions, 0, conditions, variable
        given.append((variable, (reading.value,), (), place))
    for said, place in (*draft.each(DescriptiveClaim), *draft.each(Prediction)):
        given.append((said.variable or "", said.value, WORDS if said.variable else (), place))
    for variable, words, otherwise, place in given:
        values = own.get(VariableId(variable), otherwise)
        for index, word in enumerate(words if values else ()):
            if word not in values:
                yield place.below("value", *([index] if len(words) > 1 else [])).problem(
                    expected=f"a value of {variable} ({', '.join(values)})", found=repr(word)
                )


@warning(Variable)
def exclusive_values(variable: Variable, place: Place) -> Iterator[Problem]:
    """Only a variable with its own values states that they may be true together."""
    if not variable.exclusive and set(variable.values) <= set(WORDS):
        yield place.below("exclusive").problem(
            what="it refers to the variable's own values, but this variable has none",
            advice="list them under 'values', or delete the line",
        )


@error()
def valued_variable(draft: Draft) -> Iterator[Problem]:
    """A description has a value, and a prediction with a value names its variable."""
    for claim, place in draft.each(DescriptiveClaim):
        if not claim.value:
            yield place.below("value").problem(
                expected="at least one word", found="an empty list", advice="write one"
            )
    for prediction, place in draft.each(Prediction):
        if prediction.value and prediction.variable is None:
            yield place.below("value").problem(
                what="the prediction does not say which variable takes this value",
                advice="add 'variable: ...', or describe it in your own words under 'expected'",
            )


SEVERAL = 5
"""In how many decisions a condition or an outcome must be coded before its values are counted."""


@warning()
def one_value(draft: Draft) -> Iterator[Problem]:
    """A condition or outcome that is coded in five decisions or more has more than one value.

    Otherwise no decision could contradict a claim about it.
    """
    cells: dict[tuple[str, str], list[tuple[DecisionCell, Place]]] = defaultdict(list)
    for decision, place in draft.each(Decision):
        for part in ("outcomes", "conditions"):
            for variable, cell in getattr(decision, part).items():
                if cell:
                    cells[part, variable].append((cell, place.below(part, variable)))
    for (part, variable), coded in cells.items():
        values = {value for cell, _ in coded for value in values_in(cell)}
        if len(coded) >= SEVERAL and len(values) == 1:
            yield coded[0][1].problem(
                of_key=True,
                what=f"the {part[:-1]} {variable!r} is {values.pop()} in all {len(coded)} "
                "decisions in which it is coded",
                advice="look in the texts for a decision in which it has another value",
            )


@coding()
def uncaused_condition(draft: Draft) -> Iterator[Problem]:
    """A condition of decisions is a cause in some claim, itself or as a broader or narrower term.

    Otherwise no author's claim can be compared with the decisions.
    """
    line = _broader_terms(draft)
    causes = {cause for claim, _ in draft.each(CausalClaim) for cause, _ in claim.signed_causes}
    above = set[VariableId]().union(*map(line, causes))
    seen: set[VariableId] = set()
    for decision, place in draft.each(Decision):
        for condition in decision.conditions if causes else ():
            if condition in seen:
                continue
            if condition not in above and causes.isdisjoint(line(condition)):
                yield place.below("conditions", condition).problem(
                    of_key=True,
                    what=f"no claim has the condition {condition!r} as a cause",
                    advice="link it to an author's cause by a broader term",
                )
        seen |= decision.conditions.keys()


ANCHORS = ("out", "crossover", "in")
"""The numbers that calibrate a graded set (Ragin 2008)."""


@error(Variable)
def graded_set(variable: Variable, place: Place) -> Iterator[Problem]:
    """A graded set states the membership of each value or its anchors, and the reason.

    Memberships go from 0 to 1, one for each of the variable's values; the anchors out, crossover
    and in rise or fall.
    """
    membership, anchors = variable.membership, variable.anchors
    if membership and anchors:
        yield place.below("anchors").problem(
            what="a graded set is calibrated either by memberships or by anchors",
            advice="keep either 'membership' or 'anchors'",
        )
    if membership and variable.values and set(membership) != set(variable.values):
        yield place.below("membership").problem(
            expected=f"a membership for each value ({', '.join(variable.values)})",
            found=", ".join(membership),
        )
    for value, share in membership.items():
        if not 0 <= share <= 1:
            yield place.below("membership", value).problem(
                expected="a membership from 0 to 1", found=f"{share:g}"
            )
    if anchors and not _is_calibrated(anchors):
        found = ", ".join(f"{name} {number:g}" for name, number in anchors.items())
        yield place.below("anchors").problem(
            expected="rising or falling numbers for out, crossover and in",
            found=found,
        )
    if (membership or anchors) and not variable.because:
        yield place.problem(
            what=f"the graded set {variable.id!r} gives no reason for its calibration",
            advice="add 'because: ...'",
        )


def _is_calibrated(anchors: Mapping[str, float]) -> bool:
    if set(anchors) != set(ANCHORS):
        return False
    out, crossover, in_ = (anchors[name] for name in ANCHORS)
    return out < crossover < in_ or out > crossover > in_


@coding(Decision)
def placed_outcome(decision: Decision, place: Place) -> Iterator[Problem]:
    """An outcome of a decision has a locator, its own or the decision's."""
    for reading, steps in records_in(decision, Reading):
        if steps[0] == "outcomes" and not (reading.at or decision.at):
            yield place.below(*steps).problem(
                what=f"the outcome {steps[1]!r} has no locator",
                advice="add 'at:' to it, or to the decision",
            )


@error(Broader, PathPattern)
def directed_sign(one: Broader | PathPattern, place: Place) -> Iterator[Problem]:
    """The sign of a broader term, and of a path that a theory expects, is positive or negative."""
    if one.sign and one.sign not in {Sign.POSITIVE, Sign.NEGATIVE}:
        yield place.below("sign").problem(
            expected="positive or negative",
            found=repr(one.sign.value),
            advice="write 'positive' or 'negative', or leave the key out",
        )


@error()
def broader_loop(draft: Draft) -> Iterator[Problem]:
    """No variable is its own broader term."""
    line = _broader_terms(draft)
    for variable, place in draft.each(Variable):
        circle = line(variable.id)
        if len(circle) > 1 and circle[-1] == variable.id:
            yield place.below("broader").problem(
                what=f"the broader terms form a circle: {' > '.join(circle)}",
                advice="delete one of these steps",
            )


def _broader_terms(draft: Draft) -> Callable[[VariableId], list[VariableId]]:
    """What gives a variable and its broader terms, up to the first that comes again."""
    broader = {v.id: v.broader.variable for v, _ in draft.each(Variable) if v.broader}

    def line(variable: VariableId) -> list[VariableId]:
        found = [variable]
        while found[-1] in broader and found[-1] not in found[:-1]:
            found.append(broader[found[-1]])
        return found

    return line


@error()
def given_level(draft: Draft) -> Iterator[Problem]:
    """`case.yaml` gives levels only to common variables that have none of their own."""
    variables = {variable.id: (variable, place) for variable, place in draft.each(Variable)}
    for head, place in draft.each(CaseHead):
        for name in head.levels:
            if name not in variables:
                continue
            variable, defined = variables[name]
            common = (VariableId, name) in draft.common
            if common and variable.level is None:
                continue
            where = f"{defined.document.name}:{defined.line}"
            what = f"{name!r} is this case's own variable, defined in {where}"
            advice = "write its level there, and delete the line here"
            if common:
                what = f"the level of {name!r} is already given in {where}: {variable.level.value}"
                advice = "delete one of the two"
            yield place.below("levels", name).problem(what=what, advice=advice)


@coding()
def no_level(draft: Draft) -> Iterator[Problem]:
    """Every variable has a level of analysis.

    Where a vocabulary leaves it out, the `levels` of `case.yaml` give it.
    """
    left_open: set[VariableId] = set()
    for variable, place in draft.each(Variable):
        if variable.level is None and (VariableId, variable.id) in draft.common:
            left_open.add(variable.id)
        elif variable.level is None:
            yield place.problem(
                what=f"the variable {variable.id!r} has no level of analysis",
                advice="add 'level:'; choose it by what varies, not by who is affected",
            )
    for head, place in draft.each(CaseHead):
        asked = left_open & draft.used(VariableId, by_case=True)
        for name in sorted(asked - head.levels.keys()):
            yield place.problem(
                what=f"the vocabulary leaves the level of the variable {name!r} to the case",
                advice=f"add a line under 'levels:', such as '{name}: state'",
            )


_MOST_NAMED = 5
"""How many variables a message names before it counts the rest."""


@warning()
def unused_variable(draft: Draft) -> Iterator[Problem]:
    """Every variable of the case is used."""
    if draft.unread:
        return  # what was not read may use it
    used = {meant_id(text) for text in draft.used(VariableId)}
    unused = {one.id: place for one, place in draft.own(Variable) if one.id not in used}
    unknown = sorted(draft.used(VariableId) - draft.definitions[VariableId].keys())
    misspelt = {nearest(text, unused) for text in unknown[:MAX_SLIPS]} if unused else set()
    left = [name for name in unused if name not in misspelt]
    if not left:
        return
    several = len(left) > 1
    listed = first_few([*map(repr, left)], _MOST_NAMED)
    yield (
        unused[left[0]]
        .below("id")
        .problem(
            what=f"nothing uses the variable{'s' if several else ''} {listed}",
            advice=f"use {'each' if several else 'it'} in a claim or a decision, or delete it",
        )
    )


@warning()
def opposites(draft: Draft) -> Iterator[Problem]:
    """Opposites come in pairs."""
    opposite = {v.id: v.opposite for v, _ in draft.each(Variable)}
    for variable, place in draft.each(Variable):
        other = variable.opposite
        if other == variable.id or (
            other in opposite and opposite[other] not in {None, variable.id}
        ):
            yield place.below("opposite").problem(
                what=f"{variable.id!r} and {other!r} are not each other's opposite",
                advice="correct 'opposite' in one of them",
            )


@warning()
def tag_spelling(draft: Draft) -> Iterator[Problem]:
    """Tags do not differ only in spelling (capitals, hyphens, Unicode form)."""
    spelled: dict[str, str] = {}
    for variable, place in draft.each(Variable):
        for index, tag in enumerate(variable.tags):
            folded = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", tag).casefold())
            first = spelled.setdefault(folded, tag)
            if first != tag:
                yield place.below("tags", index).problem(
                    what=f"the tag {tag!r} differs from {first!r} only in spelling",
                    advice="spell both the same way, or a theory will find only one of them",
                )


@error()
def one_pattern(draft: Draft) -> Iterator[Problem]:
    """A proposition expects exactly one pattern; a share lies between 0 and 1."""
    names = [field.name for field in attrs.fields(Pattern)]
    for pattern, place in draft.each(Pattern):
        given = [name for name in names if getattr(pattern, name) is not None]
        if len(given) != 1:
            yield place.problem(
                expected=f"exactly one of {', '.join(names)}",
                found=", ".join(given) or "none",
                advice="write two propositions, one for each pattern",
            )
    for share, place in draft.each(SharePattern):
        if not 0 <= share.at_least <= 1:
            yield place.below("at_least").problem(
                expected="a share from 0 to 1", found=f"{share.at_least:g}"
            )


@error()
def proposition_twice(draft: Draft) -> Iterator[Problem]:
    """A theory's propositions have different ids."""
    first: dict[tuple[str, str], Place] = {}
    for theory, place in draft.each(Theory):
        for index, proposition in enumerate(theory.propositions):
            here = place.below("propositions", index)
            before = first.setdefault((theory.id, proposition.id), here)
            if before is not here:
                yield here.below("id").problem(
                    what=f"the proposition {proposition.id!r} is already defined in "
                    f"this theory, in line {before.line}",
                    advice="give it another id",
                )
