"""Rules about names, which a reader must be able to tell apart, and about dates of offices."""

import re
import unicodedata
from collections.abc import Iterator

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules.marks import error, warning
from fpcase.documents import Problem
from fpcase.model.actors import Actor, Membership, Office
from fpcase.model.cases import CaseHead
from fpcase.model.dates import span
from fpcase.model.sources import Source
from fpcase.model.variables import Variable


@error
def ends_before_begin(draft: Draft) -> Iterator[Problem]:
    """Offices and memberships do not end before they begin."""
    for held, place in (*draft.each(Office), *draft.each(Membership)):
        first, last = span(held.since)[0], span(held.until)[1]
        if first and last and last < first:
            yield place.below("until").problem(
                what=f"it ends ({held.until}) before it begins ({held.since})",
                advice="correct one of the two dates",
            )


_HIDDEN = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@warning
def hidden_sign(draft: Draft) -> Iterator[Problem]:
    """No name or title holds a sign that nobody sees, or that turns the direction of writing."""
    named = [
        *((place.below("name"), one.name) for one, place in draft.each(Variable)),
        *((place.below("name"), one.name) for one, place in draft.each(Actor)),
        *((place.below("title"), one.title) for one, place in draft.each(Source)),
        *((place.below("title"), one.title) for one, place in draft.each(CaseHead)),
    ]
    for place, text in named:
        sign = _HIDDEN.search(text)
        if sign:
            name = unicodedata.name(sign[0])
            yield place.problem(
                what=f"it holds the invisible sign U+{ord(sign[0]):04X} ({name})",
                advice="delete it: two names that look alike would differ",
            )
