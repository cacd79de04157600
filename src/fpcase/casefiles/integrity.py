"""Rules about sound cases: what no type of a field can say.

Each rule is a function over a draft, and an entry in `RULES`; the documentation lists
that table. To add a rule, add both.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_origin

import attrs

from fpcase.casefiles.documents import Steps
from fpcase.casefiles.drafts import Draft, Place, propositions
from fpcase.casefiles.problems import Problem, Severity
from fpcase.casefiles.references import NOUNS
from fpcase.model.actors import Actor
from fpcase.model.catalogue import nearest
from fpcase.model.dates import span
from fpcase.model.decisions import Decision
from fpcase.model.evidence import Appraisal, Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation
from fpcase.model.ids import (
    FULL_ID_KINDS,
    FULL_ID_PATTERN,
    ID_PATTERN,
    ExplanationId,
    SourceId,
    VariableId,
)
from fpcase.model.sources import Locator
from fpcase.model.terms import CaseKind, Modality, Sign, Stance
from fpcase.model.theories import Pattern
from fpcase.model.variables import Variable

ANCHOR_WORDS = 5
MAX_SUGGESTIONS = 20
"""For how many unknown ids the nearest is sought: the search is slow, and so many are no slips."""


@attrs.frozen(kw_only=True)
class Rule:
    """A rule about sound cases.

    Attributes:
        broken_by: Yields a problem for every place that breaks it.
        severity: Whether a case that breaks it loads.
        meaning: What it demands, for the documentation.
        of_links: Whether it holds for a case made from a table of links too.
    """

    broken_by: Callable[[Draft, str], Iterator[Problem]]
    severity: Severity
    meaning: str
    of_links: bool = True


def check_integrity(draft: Draft) -> Iterator[Problem]:
    """Every problem that the rules find."""
    links = draft.head is not None and draft.head.kind is CaseKind.LINKS
    for name, rule in RULES.items():
        if links and not rule.of_links:
            continue
        for problem in rule.broken_by(draft, name):
            yield attrs.evolve(problem, severity=rule.severity)


def _unknown_id(draft: Draft, rule: str) -> Iterator[Problem]:
    unknown = {
        kind: draft.used(kind) - draft.definitions[kind].keys()
        for kind in NOUNS
        if kind not in draft.unread
    }
    hints: dict[tuple[Any, str], str] = {}
    for file in draft.files:
        if any(used & unknown.get(kind, set()) for kind, used in file.used.items()):
            for kind, text, place in file.references():
                if text in unknown.get(kind, ()) and _PATTERNS[kind].fullmatch(text):
                    what = f"unknown {NOUNS[kind]} {text!r}"
                    if (kind, text) not in hints:
                        seek = len(hints) < MAX_SUGGESTIONS
                        hints[kind, text] = _advice(draft, kind, text, seek=seek)
                    yield place.problem(rule, what=what, advice=hints[kind, text])


def _advice(draft: Draft, kind: Any, text: str, *, seek: bool) -> str:  # noqa: ANN401 - a kind of id
    defined = draft.definitions[kind]
    if kind is SourceId and text in draft.definitions[ExplanationId]:
        return f"add the work to sources.yaml, with 'id: {text}'"
    elsewhere = next((k for k in NOUNS if text in draft.definitions[k]), None)
    if elsewhere is not None:
        return f"{text!r} is {_a(NOUNS[elsewhere])}; name {_a(NOUNS[kind])} here"
    near = nearest(text, list(defined)) if seek else None
    if near:
        return f"did you mean {near!r}?"
    if not defined:
        return "define it: there is none in this case yet"
    return f"define it, or name one of the {len(defined)} that are defined"


_PATTERNS: dict[Any, re.Pattern[str]] = {
    kind: FULL_ID_PATTERN if kind in FULL_ID_KINDS else ID_PATTERN for kind in NOUNS
}


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _one_cause(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims:
        if bool(claim.cause) == bool(claim.causes):
            found = "both" if claim.cause else "neither"
            yield place.problem(
                rule,
                expected="either cause or causes",
                found=found,
                advice="write 'cause: x', or 'causes: [x, y]' if they work only together",
            )


def _denied_no_effect(draft: Draft, rule: str) -> Iterator[Problem]:
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


def _constraining_positive(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims:
        if claim.modality is not Modality.CONSTRAINING:
            continue
        if any(sign is Sign.POSITIVE for _, sign in claim.signed_causes):
            yield place.below("modality").problem(
                rule,
                what="what constrains an effect cannot make it likelier (sign positive)",
                advice="correct the sign or the modality",
            )


def _joint_causes(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims:
        if claim.causes and len({joint.variable for joint in claim.causes}) == 1:
            yield place.below("causes").problem(
                rule,
                expected="two different variables or more",
                found=repr(claim.causes[0].variable),
                advice="write 'cause: ...' if there is one alone",
            )


def _one_pattern(draft: Draft, rule: str) -> Iterator[Problem]:
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


def _proposition_twice(draft: Draft, rule: str) -> Iterator[Problem]:
    first: dict[tuple[str, str], Place] = {}
    for proposition, theory, place in propositions(draft):
        before = first.setdefault((theory.id, proposition.id), place)
        if before is not place:
            line, _ = before.document.position(before.steps)
            yield place.below("id").problem(
                rule,
                what=f"the proposition {proposition.id!r} is defined a second time in this "
                f"theory; first in line {line}",
                advice="give it another id",
            )


def _anchor_words(draft: Draft, rule: str) -> Iterator[Problem]:
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


def _locator_source(draft: Draft, rule: str) -> Iterator[Problem]:
    for has_own, locator, place, steps in _locators(draft):
        if not has_own and locator.source is None:
            yield place.below(*steps).problem(
                rule,
                what="the locator does not say in which source",
                advice="add 'source: ...' (only an explanation's own locators may leave it out)",
            )


def _paragraph_number(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, locator, place, steps in _locators(draft):
        if locator.paragraph is not None and locator.paragraph < 1:
            yield place.below(*steps, "paragraph").problem(
                rule,
                expected="a number from 1",
                found=str(locator.paragraph),
                advice="count the blocks of text under the heading, from 1",
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

    for _, claim, place in draft.claims:
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
    for _, claim, place in draft.claims:
        if not claim.at:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say where it stands",
                advice="add 'at:' with section, paragraph and anchor",
            )


def _no_mechanism(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims:
        if claim.mechanism is None and claim.sign is not Sign.NO_EFFECT:
            yield place.problem(
                rule,
                what=f"the claim {claim.id!r} does not say how the cause moves the effect",
                advice="add 'mechanism:' in your own words",
            )


def _explains_nothing(draft: Draft, rule: str) -> Iterator[Problem]:
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
        for index, outcome in enumerate(explanation.explains):
            if outcome not in claimed.get(explanation.id, set()):
                yield place.below("explains", index).problem(
                    rule,
                    what=f"no claim of this explanation leads to its outcome {outcome!r}",
                    advice="code the claims that lead to it, or take it out",
                )


def _unused_variable(draft: Draft, rule: str) -> Iterator[Problem]:
    if draft.unread:
        return  # what was not read may use it
    used = draft.used(VariableId)
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


def _self_cause(draft: Draft, rule: str) -> Iterator[Problem]:
    for _, claim, place in draft.claims:
        if claim.effect == claim.cause or any(claim.effect == c.variable for c in claim.causes):
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


def _own_rival(draft: Draft, rule: str) -> Iterator[Problem]:
    for appraisal, place in draft.of(Appraisal):
        if appraisal.explanation == appraisal.rival:
            yield place.below("rival").problem(
                rule,
                expected="another explanation",
                found=repr(appraisal.rival),
                advice="name the explanation that the evidence tells against, or for",
            )


def _unappraised_evidence(draft: Draft, rule: str) -> Iterator[Problem]:
    appraised = {appraisal.evidence for appraisal, _ in draft.of(Appraisal)}
    appraised.update(one for outcome, _ in draft.of(PredictionOutcome) for one in outcome.evidence)
    evidence = list(draft.of(Evidence))
    forgotten = [(one, place) for one, place in evidence if one.id not in appraised]
    if 2 * len(forgotten) >= len(evidence):
        return
    for one, place in forgotten:
        yield place.below("id").problem(
            rule,
            what=f"no appraisal weighs the evidence {one.id!r}, as most of the evidence is",
            advice="appraise it, if it tells between two explanations",
        )


def _listed_twice(draft: Draft, rule: str) -> Iterator[Problem]:
    claims = ((claim, place) for _, claim, place in draft.claims)
    for record, place in (*draft.records, *claims):
        for name in _id_lists(record.__class__):
            listed = getattr(record, name)
            if len(listed) > 1 and len(set(listed)) < len(listed):
                index = next(i for i, one in enumerate(listed) if one in listed[:i])
                yield place.below(name, index).problem(
                    rule,
                    what=f"{listed[index]!r} stands twice in this list",
                    advice="delete one of the two",
                )


@cache
def _id_lists(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type
    """A record's fields that list ids of other records."""
    return tuple(
        field.name
        for field in attrs.fields(attrs.resolve_types(kind))
        if get_origin(field.type) is tuple and get_args(field.type)[0] in NOUNS
    )


def _tag_spelling(draft: Draft, rule: str) -> Iterator[Problem]:
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
    "proposition-twice": Rule(
        broken_by=_proposition_twice,
        severity=_ERROR,
        meaning="A theory's propositions have different ids.",
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
    "joint-causes": Rule(
        broken_by=_joint_causes,
        severity=_ERROR,
        meaning="Joint causes are two different variables or more.",
    ),
    "paragraph-number": Rule(
        broken_by=_paragraph_number,
        severity=_ERROR,
        meaning="Paragraphs are counted from 1.",
    ),
    "own-rival": Rule(
        broken_by=_own_rival,
        severity=_ERROR,
        meaning="An appraisal reads evidence for one explanation and against another.",
    ),
    "no-locator": Rule(
        broken_by=_no_locator,
        severity=_WARNING,
        meaning="Every claim says where it stands.",
        of_links=False,
    ),
    "no-mechanism": Rule(
        broken_by=_no_mechanism,
        severity=_WARNING,
        meaning="Every claim of an effect says how the cause moves it.",
        of_links=False,
    ),
    "explains-nothing": Rule(
        broken_by=_explains_nothing,
        severity=_WARNING,
        meaning="Every explanation names its outcomes, and has claims that lead to each.",
        of_links=False,
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
        of_links=False,
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
    "listed-twice": Rule(
        broken_by=_listed_twice,
        severity=_WARNING,
        meaning="No list names the same id twice.",
    ),
    "tag-spelling": Rule(
        broken_by=_tag_spelling,
        severity=_WARNING,
        meaning="Tags do not differ in spelling alone (capitals, hyphens, Unicode form).",
    ),
    "unappraised-evidence": Rule(
        broken_by=_unappraised_evidence,
        severity=_WARNING,
        meaning="Where most of the evidence is appraised, all of it is. Where most is not, or the "
        "case has no appraisals yet, the rule is silent: it would name almost all there is.",
    ),
}
"""Rule name -> rule. Errors first, then warnings."""
