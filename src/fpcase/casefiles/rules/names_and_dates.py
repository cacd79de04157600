"""Rules about names, which a reader must be able to tell apart, and about dates and periods.

One interval that ends before it begins is no date at all (`fpcase.model.dates`); here is what the
dates of two fields say together.
"""

import re
import unicodedata
from collections.abc import Iterator

from fpcase.casefiles.rules import error, warning
from fpcase.documents import Place, Problem
from fpcase.model.actors import Actor, Membership, Office
from fpcase.model.cases import CaseHead
from fpcase.model.dates import span
from fpcase.model.sources import Source
from fpcase.model.variables import Variable


@error(Office, Membership)
def ends_before_begin(held: Office | Membership, place: Place) -> Iterator[Problem]:
    """Offices and memberships do not end before they begin."""
    first, last = span(held.since)[0], span(held.until)[1]
    if first and last and last < first:
        yield place.below("until").problem(
            what=f"it ends ({held.until}) before it begins ({held.since})",
            advice="correct one of the two dates",
        )


_HIDDEN = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@warning(Variable, Actor, Source, CaseHead)
def hidden_sign(named: Variable | Actor | Source | CaseHead, place: Place) -> Iterator[Problem]:
    """No name or title contains invisible characters or ones that reverse the text direction."""
    key = "name" if isinstance(named, Variable | Actor) else "title"
    sign = _HIDDEN.search(getattr(named, key))
    if sign:
        yield place.below(key).problem(
            what=f"it contains the invisible character U+{ord(sign[0]):04X} "
            f"({unicodedata.name(sign[0])})",
            advice="delete it; otherwise, names that look alike would differ",
        )
