"""Rules about actors."""

from collections.abc import Iterator

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.problems import Problem
from fpcase.model.actors import Actor
from fpcase.model.dates import span


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
