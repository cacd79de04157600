"""The check that goes through all rules about sound cases."""

from collections.abc import Collection, Iterator, Mapping

import attrs

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules import Rule, claims, evidence, ids, vocabulary
from fpcase.documents import Problem, Severity
from fpcase.model.terms import CaseKind


def check_integrity(
    draft: Draft, severities: Collection[Severity] = tuple(Severity)
) -> Iterator[Problem]:
    """Every problem of these severities that the rules find."""
    links = draft.head is not None and draft.head.kind is CaseKind.LINKS
    for name, rule in RULES.items():
        if rule.severity not in severities or (links and not rule.of_links):
            continue
        for problem in rule.broken_by(draft):
            yield attrs.evolve(problem, rule=problem.rule or name, severity=rule.severity)


RULES: Mapping[str, Rule] = {
    name.replace("_", "-"): rule
    for severity in Severity
    for module in (ids, claims, vocabulary, evidence)
    for name, rule in vars(module).items()
    if isinstance(rule, Rule) and rule.severity is severity
}
"""Rule name -> rule. Errors first, then warnings."""
