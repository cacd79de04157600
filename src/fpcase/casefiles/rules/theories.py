"""Rules about theories and the patterns that they demand."""

from collections.abc import Iterator

import attrs

from fpcase.casefiles.drafts import Draft, propositions
from fpcase.casefiles.places import Place
from fpcase.casefiles.problems import Problem
from fpcase.model.theories import Pattern


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
            line, _ = before.document.position(before.steps)
            yield place.below("id").problem(
                rule,
                what=f"the proposition {proposition.id!r} is defined a second time in this "
                f"theory; first in line {line}",
                advice="give it another id",
            )
