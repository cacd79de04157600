"""The table of rules about sound cases, and the check that goes through it.

Each rule is a function over a draft in `fpcase.casefiles.rules`, whose docstring says what it
demands, and an entry in `RULES`; the documentation lists that table. To add a rule, add both.
"""

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping

import attrs

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules import claims, evidence, ids, vocabulary
from fpcase.documents import Problem, Severity
from fpcase.model.terms import CaseKind


@attrs.frozen
class Rule:
    """A rule about sound cases.

    Attributes:
        broken_by: Yields a problem for every place that breaks it; its docstring says what the
            rule demands.
        severity: Whether a case that breaks it loads.
        of_links: Whether it holds for a case made from a table of links too.
    """

    broken_by: Callable[[Draft, str], Iterator[Problem]]
    severity: Severity
    of_links: bool = attrs.field(default=True, kw_only=True)

    @property
    def meaning(self) -> str:
        """What the rule demands, in a sentence or two."""
        return " ".join((inspect.getdoc(self.broken_by) or "").split())


def check_integrity(
    draft: Draft, severities: Collection[Severity] = tuple(Severity)
) -> Iterator[Problem]:
    """Every problem of these severities that the rules find."""
    links = draft.head is not None and draft.head.kind is CaseKind.LINKS
    for name, rule in RULES.items():
        if rule.severity not in severities or (links and not rule.of_links):
            continue
        for problem in rule.broken_by(draft, name):
            yield attrs.evolve(problem, severity=rule.severity)


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

RULES: Mapping[str, Rule] = {
    "unknown-id": Rule(ids.unknown_id, _ERROR),
    "one-cause": Rule(claims.one_cause, _ERROR),
    "denied-no-effect": Rule(claims.denied_no_effect, _ERROR),
    "constraining-positive": Rule(claims.constraining_positive, _ERROR),
    "one-pattern": Rule(vocabulary.one_pattern, _ERROR),
    "proposition-twice": Rule(vocabulary.proposition_twice, _ERROR),
    "anchor-words": Rule(claims.anchor_words, _ERROR),
    "locator-source": Rule(claims.locator_source, _ERROR),
    "admissible-value": Rule(vocabulary.admissible_value, _ERROR),
    "valued-variable": Rule(vocabulary.valued_variable, _ERROR),
    "graded-set": Rule(vocabulary.graded_set, _ERROR),
    "directed-sign": Rule(vocabulary.directed_sign, _ERROR),
    "broader-loop": Rule(vocabulary.broader_loop, _ERROR),
    "given-level": Rule(vocabulary.given_level, _ERROR),
    "ends-before-begin": Rule(vocabulary.ends_before_begin, _ERROR),
    "ratio-bounds": Rule(evidence.ratio_bounds, _ERROR),
    "one-form": Rule(evidence.one_form, _ERROR),
    "contest-rivals": Rule(evidence.contest_rivals, _ERROR),
    "judged-twice": Rule(evidence.judged_twice, _ERROR),
    "known-in-a-circle": Rule(evidence.known_in_a_circle, _ERROR),
    "yardstick": Rule(evidence.yardstick, _ERROR),
    "joint-causes": Rule(claims.joint_causes, _ERROR),
    "paragraph-number": Rule(claims.paragraph_number, _ERROR),
    "own-rival": Rule(evidence.own_rival, _ERROR),
    "no-locator": Rule(claims.no_locator, _WARNING, of_links=False),
    "no-mechanism": Rule(claims.no_mechanism, _WARNING, of_links=False),
    "placed-outcome": Rule(vocabulary.placed_outcome, _WARNING, of_links=False),
    "one-value": Rule(vocabulary.one_value, _WARNING),
    "uncaused-condition": Rule(vocabulary.uncaused_condition, _WARNING, of_links=False),
    "explains-nothing": Rule(claims.explains_nothing, _WARNING, of_links=False),
    "unused-variable": Rule(vocabulary.unused_variable, _WARNING),
    "no-level": Rule(vocabulary.no_level, _WARNING, of_links=False),
    "steps-twice": Rule(claims.steps_twice, _WARNING),
    "self-cause": Rule(claims.self_cause, _WARNING),
    "opposites": Rule(vocabulary.opposites, _WARNING),
    "listed-twice": Rule(ids.listed_twice, _WARNING),
    "tag-spelling": Rule(vocabulary.tag_spelling, _WARNING),
    "impossible-test": Rule(evidence.impossible_test, _WARNING),
    "unappraised-evidence": Rule(evidence.unappraised_evidence, _WARNING),
}
"""Rule name -> rule. Errors first, then warnings."""
