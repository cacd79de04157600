"""A case's records as flat rows of text, one table for each kind."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

import attrs

from fpcase.model.actors import Actor, Membership, Office
from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim, Condition, DescriptiveClaim, JointCause
from fpcase.model.decisions import Decision, Reading
from fpcase.model.evidence import (
    Appraisal,
    Chance,
    Contest,
    Decibels,
    Evidence,
    LikelihoodRatio,
)
from fpcase.model.sources import Locator
from fpcase.model.terms import Sign
from fpcase.model.variables import Broader, Variable

Line = tuple[str, ...]

NOT_CODED = "not coded"
"""Stands where a decision does not list a condition that another one does."""


def flat_tables(case: Case) -> dict[str, list[Line]]:
    """Table -> its lines, the first of which names the columns.

    Every field of a record is a column, under its own name.
    """
    return {
        "claims": list(_claims(case)),
        "descriptions": list(_descriptions(case)),
        "variables": list(_records(Variable, case.variables)),
        "actors": list(_records(Actor, case.actors)),
        "decisions": list(_decisions(case)),
        "evidence": list(_records(Evidence, case.evidence)),
        "contests": list(_records(Contest, case.contests)),
        "appraisals": list(_records(Appraisal, dict(enumerate(case.appraisals)))),
    }


_OF_ARROW = ("id", "cause", "causes", "effect", "sign")


def _claims(case: Case) -> Iterator[Line]:
    rest = [f.name for f in attrs.fields(CausalClaim) if f.name not in _OF_ARROW]
    names = ("claim", "author", "work", "cause", "cause_name", "effect", "effect_name", "sign")
    yield (*names, "jointly_with", *rest)
    for full_id, explanation, claim in case.claims():
        causes = claim.signed_causes
        for cause, sign in causes:
            yield (
                full_id,
                explanation.id,
                case.label(explanation.id),
                cause,
                case.variables[cause].name,
                claim.effect,
                case.variables[claim.effect].name,
                sign.value,
                cell(tuple(other for other, _ in causes if other != cause)),
                *(cell(getattr(claim, name)) for name in rest),
            )


def _descriptions(case: Case) -> Iterator[Line]:
    rest = [f.name for f in attrs.fields(DescriptiveClaim) if f.name not in {"id", "variable"}]
    yield ("claim", "author", "work", "variable", "variable_name", *rest)
    for full_id, explanation, claim in case.descriptions():
        yield (
            full_id,
            explanation.id,
            case.label(explanation.id),
            claim.variable,
            case.variables[claim.variable].name,
            *(cell(getattr(claim, name)) for name in rest),
        )


def _records(kind: type, records: Mapping[Any, Any]) -> Iterator[Line]:
    names = [field.name for field in attrs.fields(kind)]
    yield tuple(names)
    for record in records.values():
        yield tuple(cell(getattr(record, name)) for name in names)


def _decisions(case: Case) -> Iterator[Line]:
    spread = ("outcomes", "conditions")
    names = [f.name for f in attrs.fields(Decision) if f.name not in spread]
    listed = {
        part: list(dict.fromkeys(v for d in case.decisions.values() for v in getattr(d, part)))
        for part in spread
    }
    yield (*names, *(f"{part[:-1]}: {v}" for part in spread for v in listed[part]))
    for decision in case.decisions.values():
        yield (
            *(cell(getattr(decision, name)) for name in names),
            *(
                cell(getattr(decision, part)[v]) if v in getattr(decision, part) else NOT_CODED
                for part in spread
                for v in listed[part]
            ),
        )


def cell(value: Any) -> str:  # noqa: ANN401 - any value of a record's field
    """A field's value as text; lists are joined by semicolons.

    >>> from fpcase.model import Condition
    >>> cell((Condition(variable="war", value="yes"), Condition(variable="trade", value="no")))
    'war is yes; trade is no'
    """
    match value:
        case None | False:
            return ""
        case Enum():
            return str(value.value)
        case tuple():
            return "; ".join(cell(item) for item in value)
        case Mapping():
            return "; ".join(f"{key}: {cell(item)}" for key, item in value.items())
        case _ if attrs.has(type(value)):
            return PHRASES_OF[type(value)](value)
        case _:
            return "true" if value is True else str(value)


def _joint_cause(cause: JointCause) -> str:
    return f"{cause.variable} ({cause.sign.value})" if cause.sign else cause.variable


def _range(ends: LikelihoodRatio | Decibels) -> str:
    return f"{ends.low:g} to {ends.high:g}"


def _chance(chance: Chance) -> str:
    if chance.word:
        return chance.word.value
    return f"{chance.low:g}" if chance.low == chance.high else f"{chance.low:g} to {chance.high:g}"


def _broader(broader: Broader) -> str:
    sign = "" if broader.sign is Sign.POSITIVE else f" ({broader.sign.value})"
    return f"{broader.variable}{sign}"


def _locator(locator: Locator) -> str:
    source = f"{locator.source}, " if locator.source else ""
    anchor = f" ({locator.anchor.start} ... {locator.anchor.end})" if locator.anchor else ""
    citing = f", citing {', '.join(locator.citing)}" if locator.citing else ""
    quote = f", “{locator.quote}”" if locator.quote else ""
    return f"{source}{locator.place}{anchor}{citing}{quote}"


def _years(held: Office | Membership) -> str:
    if not (held.since or held.until):
        return ""
    return f" ({held.since or ''} to {held.until or ''})".replace("( ", "(").replace(" )", ")")


def _office(office: Office) -> str:
    return f"{office.title}{f' of {office.of}' if office.of else ''}{_years(office)}"


def _membership(membership: Membership) -> str:
    capacity = f", {membership.capacity}" if membership.capacity else ""
    return f"{membership.organisation}{capacity}{_years(membership)}"


PHRASES_OF: Mapping[type, Callable[[Any], str]] = {
    Broader: _broader,
    Chance: _chance,
    LikelihoodRatio: _range,
    Decibels: _range,
    Condition: lambda condition: f"{condition.variable} is {condition.value}",
    JointCause: _joint_cause,
    Locator: _locator,
    Membership: _membership,
    Office: _office,
    Reading: lambda reading: str(reading.value),
}
"""How a record within a cell reads."""
