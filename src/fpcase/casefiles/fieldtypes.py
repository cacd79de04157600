"""What the type of a record's field says: whether its value may be left out, and in words."""

from functools import cache
from typing import Any, get_args, get_origin

import attrs

from fpcase.model.catalogue import Catalogue
from fpcase.model.dates import Edtf
from fpcase.model.evidence import Chance
from fpcase.model.ids import FULL_ID_KINDS, ID_KINDS
from fpcase.model.terms import PHRASES, ChanceWord


def may_be_left_out(kind: Any) -> bool:  # noqa: ANN401 - a type
    """Whether a type is that of a value or None."""
    return type(None) in get_args(kind)


@cache
def given(kind: Any) -> Any:  # noqa: ANN401 - a type
    """The type of a value that is given, where it may be left out.

    >>> given(str | None)
    <class 'str'>
    """
    if not may_be_left_out(kind):
        return kind
    return next(argument for argument in get_args(kind) if argument is not type(None))


def holds_records(kind: Any) -> bool:  # noqa: ANN401 - a type
    """Whether a catalogue's records know their own ids, and so stand in a list."""
    value_kind = get_args(kind)[1]
    return attrs.has(value_kind) and "id" in attrs.fields_dict(value_kind)


@cache
def required(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record type
    """The fields that a record cannot do without."""
    return tuple(f.name for f in attrs.fields(kind) if f.default is attrs.NOTHING)


@cache
def phrase(kind: Any) -> str:  # noqa: ANN401 - a type
    """What a field takes, in words.

    >>> phrase(tuple[str, ...])
    'a list, each text'
    """
    kind = given(kind)
    if get_origin(kind) is tuple:
        return f"a list, each {phrase(get_args(kind)[0])}"
    if get_origin(kind) is Catalogue:
        return "a list of records" if holds_records(kind) else "a mapping"
    if attrs.has(kind) and kind not in _SIMPLE:
        names = required(kind)
        return f"a mapping with {', '.join(names)}" if names else "a mapping"
    return _SIMPLE[kind]


_SIMPLE: dict[Any, str] = {
    Chance: "a chance between 0 and 1, [least, most], or one of "
    + ", ".join(word.value for word in ChanceWord),
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Edtf: "a date or an interval, such as 2014, 2014-03-18 or 2008/2014",
    **dict.fromkeys(ID_KINDS, "an id in kebab-case, such as oil-price"),
    **dict.fromkeys(FULL_ID_KINDS, "an author's id and an id of its own, such as aitiev-2015/p1"),
    **{
        vocabulary: f"{phrase_} ({', '.join(str(member.value) for member in vocabulary)})"
        for vocabulary, phrase_ in PHRASES.items()
    },
}
