"""Rules about the variables, theories and actors that a case is told in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import attrs

from fpcase.casefiles.drafts import Draft, propositions
from fpcase.casefiles.layout import CaseHead
from fpcase.casefiles.slugs import meant_id
from fpcase.documents import Place, Problem, Steps
from fpcase.model.actors import Actor
from fpcase.model.catalogue import nearest
from fpcase.model.dates import span
from fpcase.model.decisions import Decision, values_in
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ID_PATTERN, VariableId
from fpcase.model.terms import Sign, ValueWord
from fpcase.model.theories import Pattern
from fpcase.model.variables import Variable

MAX_SLIPS = 20
"""For how many unknown ids the one that is meant is sought: the search is slow."""


WORDS = tuple(word.value for word in ValueWord)
"""What authors say of a variable that lists no values of its own."""


def admissible_value(draft: Draft, rule: str) -> Iterator[Problem]:
    """A value is one of its variable's, where the variable lists them.

    Elsewhere a condition or an outcome takes any value; what an author describes or predicts is
    no, yes, low, high, increase, decrease or steady.
    """
    own = {v.id: v.values for v, _ in draft.of(Variable) if v.values}
    for variable, value, place in _coded(draft):
        if variable in own and value not in own[variable]:
            yield _inadmissible(rule, place, variable, value, own[variable])
    for variable, value, place in _said(draft):
        if value not in own.get(variable, WORDS):
            yield _inadmissible(rule, place, variable, value, own.get(variable, WORDS))


Valued = tuple[VariableId, str, Place]
"""A variable, a value that it is given, and where."""


def _inadmissible(
    rule: str, place: Place, variable: VariableId, value: str, known: tuple[str, ...]
) -> Problem:
    expected = f"a value of {variable} ({', '.join(known)})"
    return place.problem(rule, expected=expected, found=repr(value))


def _coded(draft: Draft) -> Iterator[Valued]:
    """The values of conditions and of decisions' outcomes."""
    for _, claim, place in draft.every_claim:
        for index, condition in enumerate(claim.conditions):
            inside = place.below("conditions", index, "value")
            yield condition.variable, condition.value, inside
    for decision, place in draft.of(Decision):
        for part, variable, number, reading in decision.readings():
            steps = reading_steps(decision, part, variable, number)
            yield variable, reading.value, place.below(*steps, "value")


def reading_steps(decision: Decision, part: str, variable: str, number: int) -> Steps:
    """Where a reading stands in its decision; one alone need not stand in a list."""
    cells = decision.outcomes if part == "outcomes" else decision.conditions
    alone = len(cells[VariableId(variable)] or ()) == 1
    return (part, variable) if alone else (part, variable, number)


def _said(draft: Draft) -> Iterator[Valued]:
    """The values that authors say variables had or will have."""
    for _, claim, place in draft.descriptions:
        yield from _each_word(claim.variable, claim.value, place.below("value"))
    for explanation, place in draft.of(Explanation):
        for index, prediction in enumerate(explanation.predictions):
            if prediction.variable is not None:
                inside = place.below("predictions", index, "value")
                yield from _each_word(prediction.variable, prediction.value, inside)


def _each_word(variable: VariableId, words: tuple[str, ...], place: Place) -> Iterator[Valued]:
    for index, word in enumerate(words):
        yield variable, word, place.below(index) if len(words) > 1 else place


def valued_variable(draft: Draft, rule: str) -> Iterator[Problem]:
    """A description has a value, and a prediction with a value says of which variable."""
    for _, claim, place in draft.descriptions:
        if not claim.value:
            yield place.below("value").problem(
                rule, expected="a word or several", found="an empty list", advice="name one"
            )
    for explanation, place in draft.of(Explanation):
        for index, prediction in enumerate(explanation.predictions):
            if prediction.value and prediction.variable is None:
                yield place.below("predictions", index, "value").problem(
                    rule,
                    what="the prediction does not say which variable takes this value",
                    advice="add 'variable: ...', or write free words under 'expected'",
                )


SEVERAL = 5
"""In how many decisions a condition or an outcome must be coded before its values are counted."""


def one_value(draft: Draft, rule: str) -> Iterator[Problem]:
    """A condition or outcome that is coded in five decisions or more has more than one value.

    Otherwise nothing that is coded could contradict what is said of it.
    """
    cells: dict[tuple[str, str], list[tuple[tuple[str, ...], Place]]] = {}
    for decision, place in draft.of(Decision):
        for part, held in (("outcomes", decision.outcomes), ("conditions", decision.conditions)):
            for variable, cell in held.items():
                if cell:
                    inside = place.below(part, variable)
                    cells.setdefault((part, variable), []).append((values_in(cell), inside))
    for (part, variable), coded in cells.items():
        values = {value for found, _ in coded for value in found}
        if len(coded) >= SEVERAL and len(values) == 1:
            yield coded[0][1].problem(
                rule,
                of_key=True,
                what=f"the {part[:-1]} {variable!r} is {values.pop()} in all {len(coded)} "
                "decisions in which it is coded",
                advice="look in the texts for a decision in which it was not",
            )


def uncaused_condition(draft: Draft, rule: str) -> Iterator[Problem]:
    """A condition of decisions is a cause in some claim, in its own or a broader or narrower term.

    Otherwise no author's claim can be held against the decisions.
    """
    broader = {v.id: v.broader.variable for v, _ in draft.of(Variable) if v.broader}

    def line(variable: VariableId) -> set[VariableId]:
        found = {variable}
        while (above := broader.get(variable)) and above not in found:
            found.add(above)
            variable = above
        return found

    causes = {cause for _, claim, _ in draft.claims for cause, _ in claim.signed_causes}
    above = set[VariableId]().union(*map(line, causes))
    seen: set[VariableId] = set()
    for decision, place in draft.of(Decision):
        for condition in decision.conditions if draft.claims else ():
            if condition in seen:
                continue
            if condition not in above and line(condition).isdisjoint(causes):
                yield place.below("conditions", condition).problem(
                    rule,
                    of_key=True,
                    what=f"no claim has the condition {condition!r} as a cause",
                    advice="give it, or an author's cause, a broader term that joins the two",
                )
        seen |= decision.conditions.keys()


ANCHORS = ("out", "crossover", "in")
"""The numbers that calibrate a graded set (Ragin 2008)."""


def graded_set(draft: Draft, rule: str) -> Iterator[Problem]:
    """A graded set says how far each value belongs to it, or between which numbers, and why.

    Memberships go from 0 to 1, one for each of the variable's values; the anchors out, crossover
    and in rise or fall.
    """
    for variable, place in draft.of(Variable):
        membership, anchors = variable.membership, variable.anchors
        if membership and anchors:
            yield place.below("anchors").problem(
                rule,
                what="a set is calibrated by its values or by a number, not by both",
                advice="keep 'membership' or 'anchors'",
            )
        if membership and variable.values and set(membership) != set(variable.values):
            yield place.below("membership").problem(
                rule,
                expected=f"a membership for each value ({', '.join(variable.values)})",
                found=", ".join(membership),
            )
        for value, share in membership.items():
            if not 0 <= share <= 1:
                yield place.below("membership", value).problem(
                    rule, expected="a membership from 0 to 1", found=f"{share:g}"
                )
        if anchors and not _is_calibrated(anchors):
            found = ", ".join(f"{name} {number:g}" for name, number in anchors.items())
            yield place.below("anchors").problem(
                rule,
                expected="out, crossover and in, each above or each below the one before",
                found=found,
            )
        if (membership or anchors) and not variable.because:
            yield place.problem(
                rule,
                what=f"the graded set {variable.id!r} does not say why it is calibrated so",
                advice="add 'because: ...'",
            )


def _is_calibrated(anchors: Mapping[str, float]) -> bool:
    if set(anchors) != set(ANCHORS):
        return False
    out, crossover, in_ = (anchors[name] for name in ANCHORS)
    return out < crossover < in_ or out > crossover > in_


def placed_outcome(draft: Draft, rule: str) -> Iterator[Problem]:
    """A decision's outcome has a locator, its own or that of the decision."""
    for decision, place in draft.of(Decision):
        for part, variable, number, reading in decision.readings():
            if part == "outcomes" and not (reading.at or decision.at):
                steps = reading_steps(decision, part, variable, number)
                yield place.below(*steps).problem(
                    rule,
                    what=f"the outcome {variable!r} does not say where it stands",
                    advice="add 'at:' to it, or to the decision",
                )


def directed_sign(draft: Draft, rule: str) -> Iterator[Problem]:
    """The sign of a broader term, and of a path that a theory expects, is positive or negative."""
    signs = [
        (variable.broader.sign, place.below("broader", "sign"))
        for variable, place in draft.of(Variable)
        if variable.broader
    ]
    for proposition, _, place in propositions(draft):
        path = proposition.expects.some_path if proposition.expects else None
        if path and path.sign:
            signs.append((path.sign, place.below("expects", "some_path", "sign")))
    for sign, place in signs:
        if sign not in {Sign.POSITIVE, Sign.NEGATIVE}:
            yield place.problem(
                rule,
                expected="positive or negative",
                found=repr(sign.value),
                advice="write one of the two, or leave the key out",
            )


def broader_loop(draft: Draft, rule: str) -> Iterator[Problem]:
    """No variable is its own broader term."""
    broader = {v.id: v.broader.variable for v, _ in draft.of(Variable) if v.broader}
    for variable, place in draft.of(Variable):
        seen = [variable.id]
        above = broader.get(variable.id)
        while above is not None and above not in seen:
            seen.append(above)
            above = broader.get(above)
        if above == variable.id:
            yield place.below("broader").problem(
                rule,
                what=f"the broader terms go round in a circle: {' > '.join([*seen, above])}",
                advice="take out one step",
            )


def given_level(draft: Draft, rule: str) -> Iterator[Problem]:
    """The levels of `case.yaml` are of common variables that have none of their own."""
    variables = {variable.id: (variable, place) for variable, place in draft.of(Variable)}
    for head, place in draft.of(CaseHead):
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
                what = f"the level of {name!r} stands in {where} already: {variable.level.value}"
                advice = "delete one of the two"
            yield place.below("levels", name).problem(rule, what=what, advice=advice)


def no_level(draft: Draft, rule: str) -> Iterator[Problem]:
    """Every variable has a level of analysis.

    Where a vocabulary leaves it out, the `levels` of `case.yaml` give it.
    """
    left_open: set[VariableId] = set()
    for variable, place in draft.of(Variable):
        if variable.level is None and (VariableId, variable.id) in draft.common:
            left_open.add(variable.id)
        elif variable.level is None:
            yield place.problem(
                rule,
                what=f"the variable {variable.id!r} has no level of analysis",
                advice="add 'level:' by what varies, not by who is affected",
            )
    for head, place in draft.of(CaseHead):
        asked = left_open & draft.used(VariableId, by_case=True)
        for name in sorted(asked - head.levels.keys()):
            yield place.problem(
                rule,
                what=f"the vocabulary leaves the level of the variable {name!r} to the case",
                advice=f"add it under 'levels:', such as '{name}: state'",
            )


def unused_variable(draft: Draft, rule: str) -> Iterator[Problem]:
    """Every variable of the case is used."""
    if draft.unread:
        return  # what was not read may use it
    used = {meant_id(text, ID_PATTERN) for text in draft.used(VariableId)}
    unused = {one.id: place for one, place in draft.own(Variable) if one.id not in used}
    unknown = sorted(draft.used(VariableId) - draft.definitions[VariableId].keys())
    misspelt = {nearest(text, unused) for text in unknown[:MAX_SLIPS]} if unused else set()
    for name, place in unused.items():
        if name not in misspelt:
            yield place.below("id").problem(
                rule,
                what=f"nothing uses the variable {name!r}",
                advice="use it in a claim or a decision, or delete it",
            )


def opposites(draft: Draft, rule: str) -> Iterator[Problem]:
    """Opposites come in pairs."""
    opposite = {v.id: v.opposite for v, _ in draft.of(Variable)}
    for variable, place in draft.of(Variable):
        other = variable.opposite
        if other == variable.id or (
            other in opposite and opposite[other] not in {None, variable.id}
        ):
            yield place.below("opposite").problem(
                rule,
                what=f"{variable.id!r} and {other!r} are not each other's opposite",
                advice="opposites come in pairs; correct one of the two",
            )


def tag_spelling(draft: Draft, rule: str) -> Iterator[Problem]:
    """Tags do not differ in spelling alone (capitals, hyphens, Unicode form)."""
    spelled: dict[str, str] = {}
    for variable, place in draft.of(Variable):
        for index, tag in enumerate(variable.tags):
            folded = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", tag).casefold())
            first = spelled.setdefault(folded, tag)
            if first != tag:
                yield place.below("tags", index).problem(
                    rule,
                    what=f"the tag {tag!r} differs from {first!r} in spelling alone",
                    advice="spell both alike, or a theory will find only one of them",
                )


def one_pattern(draft: Draft, rule: str) -> Iterator[Problem]:
    """A proposition expects exactly one pattern; a share lies between 0 and 1."""
    names = [field.name for field in attrs.fields(Pattern)]
    for proposition, _, place in propositions(draft):
        if proposition.expects is None:
            continue
        given = [name for name in names if getattr(proposition.expects, name) is not None]
        inside = place.below("expects")
        if len(given) != 1:
            yield inside.problem(
                rule,
                expected=f"exactly one of {', '.join(names)}",
                found=", ".join(given) or "none",
                advice="make two propositions of two patterns",
            )
        share = proposition.expects.outcome_cause_share
        if share and not 0 <= share.at_least <= 1:
            yield inside.below("outcome_cause_share", "at_least").problem(
                rule, expected="a share from 0 to 1", found=f"{share.at_least:g}"
            )


def proposition_twice(draft: Draft, rule: str) -> Iterator[Problem]:
    """A theory's propositions have different ids."""
    first: dict[tuple[str, str], Place] = {}
    for proposition, theory, place in propositions(draft):
        before = first.setdefault((theory.id, proposition.id), place)
        if before is not place:
            yield place.below("id").problem(
                rule,
                what=f"the proposition {proposition.id!r} is defined a second time in this "
                f"theory; first in line {before.line}",
                advice="give it another id",
            )


def ends_before_begin(draft: Draft, rule: str) -> Iterator[Problem]:
    """Offices and memberships do not end before they begin."""
    for actor, place in draft.of(Actor):
        for name in ("offices", "memberships"):
            for index, held in enumerate(getattr(actor, name)):
                first = span(held.since)[0] if held.since else None
                last = span(held.until)[1] if held.until else None
                if first and last and last < first:
                    yield place.below(name, index, "until").problem(
                        rule,
                        what=f"it ends ({held.until}) before it begins ({held.since})",
                        advice="correct one of the two dates",
                    )
