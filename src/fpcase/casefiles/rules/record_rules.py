"""Rules about any record: its ids, its names, and what the dates of two fields say together.

One interval that ends before it begins is no date at all (`fpcase.model.dates`).
"""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from fpcase.casefiles.drafts import MAX_PROBLEMS, Draft, too_many
from fpcase.casefiles.layout import FILE_OF, NOUNS
from fpcase.casefiles.rules import error, warning
from fpcase.casefiles.slugs import meant_id
from fpcase.documents import Place, Problem
from fpcase.model.cases import CaseHead
from fpcase.model.claims import DescriptiveClaim
from fpcase.model.dates import span
from fpcase.model.decisions import Actor, Membership, Office
from fpcase.model.fields import Form, fields_of
from fpcase.model.ids import EvidenceId, ExplanationId, SourceId, TheoryId, is_id
from fpcase.model.sources import Source
from fpcase.model.variables import Variable
from fpcase.model.wording import did_you_mean, nearest

MAX_SUGGESTIONS = 20
"""For how many unknown ids the nearest is sought: the search is slow, and so many are no slips."""

MAX_LISTED = 5
"""How many ids are listed where none is near; of more, their number says enough."""


@error()
def unknown_id(draft: Draft) -> Iterator[Problem]:
    """Every id that is used is defined, and is of the right kind."""
    defined = {kind: _well_spelled(draft, kind) for kind in NOUNS}
    unknown = {kind: draft.used(kind) - defined[kind] for kind in NOUNS if kind not in draft.unread}
    hints: dict[tuple[Any, str], str] = {}
    for file in draft.files:
        if not any(used & unknown.get(kind, set()) for kind, used in file.used.items()):
            continue
        found = (
            (kind, text, place)
            for kind, text, place in file.references()
            if text in unknown.get(kind, ()) and is_id(text, kind)
        )
        for number, (kind, text, place) in enumerate(found):
            if number == MAX_PROBLEMS:
                yield too_many(place)
                break
            what = f"unknown {NOUNS[kind]} {text!r}"
            if (kind, text) not in hints:
                seek = len(hints) < MAX_SUGGESTIONS
                hints[kind, text] = _advice(draft, kind, text, defined[kind], seek=seek)
            yield place.problem(what=what, advice=hints[kind, text])


def _well_spelled(draft: Draft, kind: Any) -> AbstractSet[str]:  # noqa: ANN401 - a kind of id
    """The ids of a kind, those that are spelled otherwise than ids are as they should be."""
    defined = draft.definitions[kind]
    if not draft.unfit:  # all records fit, and so do their ids
        return defined.keys()
    return {meant for text in defined if (meant := meant_id(text, kind))}


def _advice(
    draft: Draft,
    kind: Any,  # noqa: ANN401 - a kind of id
    text: str,
    defined: AbstractSet[str],
    *,
    seek: bool,
) -> str:
    if kind is SourceId and text in draft.definitions[ExplanationId]:
        own = FILE_OF[ExplanationId].format(author=text)
        return f"describe the work under 'source:' in {own}, or in {FILE_OF[kind]} as {text!r}"
    elsewhere = next((k for k in NOUNS if text in draft.definitions[k]), None)
    if elsewhere is not None:
        return f"{text!r} is {_a(NOUNS[elsewhere])}; name {_a(NOUNS[kind])} here"
    near = nearest(text, sorted(defined)) if seek else None
    remedy = f"define it in {FILE_OF[kind].format(author=text.partition('/')[0])}"
    if kind is TheoryId and not draft.vocabularies:
        remedy += ", or write 'uses: [common]' in case.yaml if it is one of the common theories"
    if near:
        return f"{did_you_mean(near)} If not, {remedy}"
    if not defined:
        return f"{remedy}: this case has none yet"
    if len(defined) <= MAX_LISTED:
        return f"{remedy}, or name a defined one ({', '.join(map(repr, sorted(defined)))})"
    return f"{remedy}, or name one of the {len(defined)} defined ones"


def _a(noun: str) -> str:
    if noun == NOUNS[EvidenceId]:
        return f"a piece of {noun}"
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


@warning()
def listed_twice(draft: Draft) -> Iterator[Problem]:
    """No list names the same id, admissible value or tag twice."""
    for record, place in draft.records:
        for name in _lists(record.__class__):
            listed = getattr(record, name)
            if len(listed) > 1 and len(set(listed)) < len(listed):
                first: dict[str, int] = {}
                index = next(i for i, one in enumerate(listed) if first.setdefault(one, i) != i)
                yield place.below(name, index).problem(
                    what=f"{listed[index]!r} is listed twice",
                    advice="delete one of the two",
                )


@cache
def _lists(kind: type) -> tuple[str, ...]:
    """A record's fields that list ids of other records, or texts that stand for one thing each."""
    return tuple(
        field.name
        for field in fields_of(kind)
        if field.shape.form is Form.LIST
        and (field.shape.inner.kind in NOUNS or (kind, field.name) in LISTED_TEXTS)
    )


LISTED_TEXTS = frozenset({(Variable, "values"), (Variable, "tags"), (DescriptiveClaim, "value")})
"""Records and their fields whose texts stand for one thing each, as ids do."""


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


@error(Office, Membership)
def ends_before_begin(held: Office | Membership, place: Place) -> Iterator[Problem]:
    """Offices and memberships do not end before they begin."""
    first, last = span(held.since)[0], span(held.until)[1]
    if first and last and last < first:
        yield place.below("until").problem(
            what=f"it ends ({held.until}) before it begins ({held.since})",
            advice="correct one of the two dates",
        )
