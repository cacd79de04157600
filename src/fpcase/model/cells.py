"""What a field of a record holds, as text: in the cell of a table, in a line, in a notebook."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import attrs

from fpcase.model.actors import Membership, Office
from fpcase.model.claims import Condition, JointCause
from fpcase.model.decisions import Reading
from fpcase.model.evidence import Chance, Decibels, LikelihoodRatio
from fpcase.model.sources import Locator, SourceText
from fpcase.model.terms import Sign
from fpcase.model.variables import Broader


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
            return "; ".join(f"{key}: {cell(item) or 'silent'}" for key, item in value.items())
        case _ if attrs.has(type(value)):
            return PHRASES_OF.get(type(value), _in_parts)(value)
        case _:
            return "true" if value is True else str(value)


def _in_parts(record: attrs.AttrsInstance) -> str:
    """What a record says in each of its fields, but for what is left out."""
    parts = {field.name: cell(getattr(record, field.name)) for field in attrs.fields(type(record))}
    return ", ".join(f"{name.replace('_', ' ')} {text}" for name, text in parts.items() if text)


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


def years(held: Office | Membership) -> str:
    """In which years an office or a membership was held, in brackets.

    >>> from fpcase.model import Office
    >>> years(Office(title="President", since="1991")), years(Office(title="Premier"))
    (' (since 1991)', '')
    """
    if held.since and held.until:
        return f" ({held.since} to {held.until})"
    if held.since:
        return f" (since {held.since})"
    return f" (until {held.until})" if held.until else ""


def _office(office: Office) -> str:
    return f"{office.title}{f' of {office.of}' if office.of else ''}{years(office)}"


def _membership(membership: Membership) -> str:
    capacity = f", {membership.capacity}" if membership.capacity else ""
    return f"{membership.organisation}{capacity}{years(membership)}"


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
    SourceText: lambda text: str(text.file),
}
"""How a record within a cell reads."""
