"""Rules about sound cases: what no type of a field can say.

Each rule is a function over a draft, and an entry in `RULES`; the documentation lists
that table. To add a rule, add both.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from fpcase.casefiles.documents import Steps
from fpcase.casefiles.drafts import NOUNS, Draft, Place, propositions
from fpcase.casefiles.problems import Problem, Severity
from fpcase.model.actors import Actor
from fpcase.model.catalogue import nearest
from fpcase.model.claims import CausalClaim
from fpcase.model.dates import span
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation
from fpcase.model.ids import SourceId, VariableId
from fpcase.model.sources import Locator
from fpcase.model.terms import Modality, Sign, Stance
from fpcase.model.theories import Pattern
from fpcase.model.variables import Variable

ANCHOR_WORDS = 5


@attrs.frozen(kw_only=True)
class Rule:
    """A rule about sound cases.

    Attributes:
        broken_by: Yields a problem for every place that breaks it.
        severity: Whether a case that breaks it loads.
        meaning: What it demands, for the documentation.
    """

    broken_by: Callable[[Draft, str], Iterator[Problem]]
    severity: Severity
    meaning: str


def check_integrity(draft: Draft) -> Iterator[Problem]:
    """Every problem that the rules find."""
    for name, rule in RULES.items():
        for problem in rule.broken_by(draft, name):
            yield attrs.evolve(problem, severity=rule.severity)


def _unknown_id(draft: Draft, rule: str) -> Iterator[Problem]:
    for kind, text, place in draft.references:
        defined = draft.definitions[kind]
        if text in defined:
            continue
        elsewhere = next((k for k in NOUNS if text in draft.definitions[k]), None)
        near = nearest(text, list(defined))
        if elsewhere is not None:
            advice = f"{text!r} is {_a(NOUNS[elsewhere])}; name {_a(NOUNS[kind])} here"
        elif near:
            advice = f"did you mean {near!r}?"
        else:
            advice = f"define it, or name one of the {len(defined)} that are defined"
        yield place.problem(rule, what=f"unknown {NOUNS[kind]} {text!r}", advice=advice)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _one_cause(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims():
        if bool(claim.cause) == bool(claim.causes):
            found = "both" if claim.cause else "neither"
            yield place.problem(
                rule,
                expected="either cause or causes",
                found=found,
                advice="write 'cause: x', or 'causes: [x, y]' if they work only together",
            )


def _denied_no_effect(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims():
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


def _constraining_positive(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims():
        signs = {sign for _, sign in claim.signed_causes}
        if claim.modality is Modality.CONSTRAINING and Sign.POSITIVE in signs:
            yield place.below("modality").problem(
                rule,
                what="what constrains an effect cannot make it likelier (sign positive)",
                advice="correct the sign or the modality",
            )


def _one_pattern(draft: Draft, rule: str) -> Iterator[Problem]:
    names = [field.name for field in attrs.fields(Pattern)]
    for proposition, place in propositions(draft):
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


def _anchor_words(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, locator, place in _locators(draft):
        for name in ("start", "end"):
            words = getattr(locator.anchor, name, "").split()
            if len(words) > ANCHOR_WORDS:
                yield place.below("anchor", name).problem(
                    rule,
                    expected=f"at most {ANCHOR_WORDS} words",
                    found=f"{len(words)}",
                    advice="keep the first few of the start and the last few of the end",
                )


def _locator_source(draft: Draft, rule: str) -> Iterator[Problem]:
    for own, locator, place in _locators(draft):
        if locator.source is None and own is None:
            yield place.problem(
                rule,
                what="the locator does not say in which source",
                advice="add 'source: ...' (only an explanation's own locators may leave it out)",
            )


def _admissible_value(draft: Draft, rule: str) -> Iterator[Problem]:
    values = {v.id: v.values for v, _ in draft.of(Variable) if v.values}

    def check(variable: VariableId, value: str, place: Place) -> Iterator[Problem]:
        if variable in values and value not in values[variable]:
            yield place.problem(
                rule,
                expected=f"a value of {variable} ({', '.join(values[variable])})",
                found=repr(value),
            )

    for _, claim, place in draft.claims():
        for index, condition in enumerate(claim.conditions):
            inside = place.below("conditions", index, "value")
            yield from check(condition.variable, condition.value, inside)
    for decision, place in draft.of(Decision):
        for variable, value in decision.outcomes.items():
            yield from check(variable, value, place.below("outcomes", variable))
        for variable, reading in decision.conditions.items():
            if reading is not None:
                inside = place.below("conditions", variable, "value")
                yield from check(variable, reading.value, inside)


def _broader_loop(draft: Draft, rule: str) -> Iterator[Problem]:
    broader = {v.id: v.broader for v, _ in draft.of(Variable)}
    for variable, place in draft.of(Variable):
        seen = [variable.id]
        above = variable.broader
        while above is not None and above not in seen:
            seen.append(above)
            above = broader.get(above)
        if above == variable.id:
            yield place.below("broader").problem(
                rule,
                what=f"the broader terms go round in a circle: {' > '.join([*seen, above])}",
                advice="take out one step",
            )


def _ends_before_begin(draft: Draft, rule: str) -> Iterator[Problem]:
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


def _ratio_bounds(draft: Draft, rule: str) -> Iterator[Problem]:
    for appraisal, place in draft.of(Appraisal):
        ratio = appraisal.likelihood_ratio
        if ratio and not 0 < ratio.low <= ratio.high:
            yield place.below("likelihood_ratio").problem(
                rule,
                expected="0 < low <= high",
                found=f"low {ratio.low:g}, high {ratio.high:g}",
                advice="1 means that the evidence tells for neither",
            )


def _no_locator(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims():
        if not claim.at:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say where it stands",
                advice="add 'at:' with section, paragraph and anchor",
            )


def _no_mechanism(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims():
        if claim.mechanism is None and claim.sign is not Sign.NO_EFFECT:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say how the cause moves the effect",
                advice="add 'mechanism:' in your own words",
            )


def _explains_nothing(draft: Draft, rule: str) -> Iterator[Problem]:
    claimed: dict[str, set[VariableId]] = {}
    for author, claim, _ in draft.claims():
        claimed.setdefault(author, set()).add(claim.effect)
    for explanation, place in draft.of(Explanation):
        if not explanation.explains:
            yield place.problem(
                rule,
                what="the explanation names no outcome",
                advice="add 'explains: [...]' with the variables that it explains",
            )
        for index, outcome in enumerate(explanation.explains):
            if outcome not in claimed.get(explanation.id, set()):
                yield place.below("explains", index).problem(
                    rule,
                    what=f"no claim of this explanation leads to its outcome {outcome!r}",
                    advice="code the claims that lead to it, or take it out",
                )


def _unused_variable(draft: Draft, rule: str) -> Iterator[Problem]:
    used = {text for kind, text, _ in draft.references if kind is VariableId}
    for variable, place in draft.of(Variable):
        if variable.id not in used and (VariableId, variable.id) not in draft.common:
            yield place.below("id").problem(
                rule,
                what=f"nothing uses the variable {variable.id!r}",
                advice="use it in a claim or a decision, or delete it",
            )


def _no_level(draft: Draft, rule: str) -> Iterator[Problem]:
    for variable, place in draft.of(Variable):
        if variable.level is None:
            yield place.problem(
                rule,
                what=f"the variable {variable.id!r} has no level of analysis",
                advice="add 'level:' by what varies, not by who is affected",
            )


def _steps_twice(draft: Draft, rule: str) -> Iterator[Problem]:
    coded: dict[str, set[tuple[VariableId, VariableId]]] = {}
    for author, claim, _ in draft.claims():
        pairs = {(cause, claim.effect) for cause, _ in claim.signed_causes}
        coded.setdefault(author, set()).update(pairs)
    for author, claim, place in draft.claims():
        chain = claim.chain
        steps = set(zip(chain, chain[1:], strict=False)) & coded[author]
        if claim.intervening and len(steps) == len(chain) - 1:
            yield place.below("intervening").problem(
                rule,
                what="each step through the intervening variables is a claim of its own too",
                advice="leave 'intervening' empty where the author claims each step",
            )


def _self_cause(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims():
        if any(cause == claim.effect for cause, _ in claim.signed_causes):
            yield place.below("effect").problem(
                rule,
                what=f"{claim.effect!r} is both cause and effect of this claim",
                advice="name what lies between, or check the variables",
            )


def _opposites(draft: Draft, rule: str) -> Iterator[Problem]:
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


def _locators(draft: Draft) -> Iterator[tuple[SourceId | None, Locator, Place]]:
    """Every locator that fits, with the source that it falls back on."""
    sources = {record.id: record.source for record, _ in draft.of(Explanation)}
    for author, claim, place in draft.claims():
        own = sources.get(author, SourceId(author))
        yield from _each_at(own, claim.at, place, ())
    for explanation, place in draft.of(Explanation):
        for name in ("rejects", "predictions"):
            for index, item in enumerate(getattr(explanation, name)):
                yield from _each_at(explanation.source, item.at, place, (name, index))
    for record, place in draft.records:
        if isinstance(record, Evidence | PredictionOutcome | Decision):
            yield from _each_at(None, record.at, place, ())
        if isinstance(record, Decision):
            for variable, reading in record.conditions.items():
                if reading is not None:
                    yield from _each_at(None, reading.at, place, ("conditions", variable))


def _each_at(
    own: SourceId | None, locators: tuple[Locator, ...], place: Place, steps: Steps
) -> Iterator[tuple[SourceId | None, Locator, Place]]:
    for index, locator in enumerate(locators):
        yield own, locator, place.below(*steps, "at", index)


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: Mapping[str, Rule] = {
    "unknown-id": Rule(
        broken_by=_unknown_id,
        severity=_ERROR,
        meaning="Every id that is used is defined, and is of the right kind.",
    ),
    "one-cause": Rule(
        broken_by=_one_cause,
        severity=_ERROR,
        meaning="A claim has either a cause or several joint causes.",
    ),
    "denied-no-effect": Rule(
        broken_by=_denied_no_effect,
        severity=_ERROR,
        meaning="Nobody denies an absence of effect: it would not say which effect there is.",
    ),
    "constraining-positive": Rule(
        broken_by=_constraining_positive,
        severity=_ERROR,
        meaning="A constraining cause has no positive sign.",
    ),
    "one-pattern": Rule(
        broken_by=_one_pattern,
        severity=_ERROR,
        meaning="A proposition expects exactly one pattern; a share lies between 0 and 1.",
    ),
    "anchor-words": Rule(
        broken_by=_anchor_words,
        severity=_ERROR,
        meaning="An anchor's start and end have at most five words each.",
    ),
    "locator-source": Rule(
        broken_by=_locator_source,
        severity=_ERROR,
        meaning="A locator outside an explanation names its source.",
    ),
    "admissible-value": Rule(
        broken_by=_admissible_value,
        severity=_ERROR,
        meaning="A value is one of its variable's, where the variable lists them.",
    ),
    "broader-loop": Rule(
        broken_by=_broader_loop,
        severity=_ERROR,
        meaning="No variable is its own broader term.",
    ),
    "ends-before-begin": Rule(
        broken_by=_ends_before_begin,
        severity=_ERROR,
        meaning="Offices and memberships do not end before they begin.",
    ),
    "ratio-bounds": Rule(
        broken_by=_ratio_bounds,
        severity=_ERROR,
        meaning="A likelihood ratio's low end is above 0 and not above its high end.",
    ),
    "no-locator": Rule(
        broken_by=_no_locator,
        severity=_WARNING,
        meaning="Every claim says where it stands.",
    ),
    "no-mechanism": Rule(
        broken_by=_no_mechanism,
        severity=_WARNING,
        meaning="Every claim of an effect says how the cause moves it.",
    ),
    "explains-nothing": Rule(
        broken_by=_explains_nothing,
        severity=_WARNING,
        meaning="Every explanation names its outcomes, and has claims that lead to each.",
    ),
    "unused-variable": Rule(
        broken_by=_unused_variable,
        severity=_WARNING,
        meaning="Every variable of the case is used.",
    ),
    "no-level": Rule(
        broken_by=_no_level,
        severity=_WARNING,
        meaning="Every variable has a level of analysis.",
    ),
    "steps-twice": Rule(
        broken_by=_steps_twice,
        severity=_WARNING,
        meaning="Steps that are claims of their own are not intervening variables as well.",
    ),
    "self-cause": Rule(
        broken_by=_self_cause,
        severity=_WARNING,
        meaning="No claim has the same variable as cause and effect.",
    ),
    "opposites": Rule(
        broken_by=_opposites,
        severity=_WARNING,
        meaning="Opposites come in pairs.",
    ),
}
"""Rule name -> rule. Errors first, then warnings."""
