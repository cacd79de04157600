"""Rules about periods: what the dates of two fields say together.

One interval that ends before it begins is no date at all (`fpcase.model.dates`).
"""

from collections.abc import Iterator

from fpcase.casefiles.rules import error
from fpcase.documents import Place, Problem
from fpcase.model.actors import Membership, Office
from fpcase.model.dates import span


@error(Office, Membership)
def ends_before_begin(held: Office | Membership, place: Place) -> Iterator[Problem]:
    """Offices and memberships do not end before they begin."""
    first, last = span(held.since)[0], span(held.until)[1]
    if first and last and last < first:
        yield place.below("until").problem(
            what=f"it ends ({held.until}) before it begins ({held.since})",
            advice="correct one of the two dates",
        )
