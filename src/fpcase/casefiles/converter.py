"""Trees of text to records and back: the one module that knows cattrs.

cattrs coerces by default (nothing becomes the text ``None``, one text a tuple of letters).
The hooks here check instead: the type of a record's field says what its text must be, and
whatever does not fit is reported with all the rest, never mended.
"""

import contextlib
import math
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache, lru_cache
from typing import Any, get_args, get_origin

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError
from cattrs.errors import (
    AttributeValidationNote,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from fpcase.casefiles import remedies
from fpcase.casefiles.fieldtypes import given, holds_records, may_be_left_out, phrase
from fpcase.casefiles.remedies import nearest_of
from fpcase.casefiles.slugs import is_too_long
from fpcase.documents import Steps, describe, short
from fpcase.model.catalogue import ALONE, Catalogue
from fpcase.model.claims import JointCause
from fpcase.model.dates import Edtf, span
from fpcase.model.evidence import Chance
from fpcase.model.ids import FULL_ID_KINDS, FULL_ID_PATTERN, ID_KINDS, ID_PATTERN
from fpcase.model.terms import VOCABULARIES, ChanceWord
from fpcase.model.theories import Selector
from fpcase.model.variables import Broader

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,24})?|\.[0-9]{1,18})([eE][+-]?[0-9]{1,3})?")
_REMEMBERED = 8192
"""How many ids, dates and numbers are remembered: they recur in every claim."""

_BOOLEANS = {"true": True, "false": False}


@attrs.frozen(kw_only=True)
class Misfit:
    """A value that its field cannot take.

    Attributes:
        steps: From the value that was structured to the one that does not fit.
        of_key: Whether the key itself is the trouble.
        rule: Which rule is broken.
        what: What is wrong, if `expected` and `found` do not say it.
        expected: What the field takes.
        found: What stands there.
        advice: What to do.
    """

    steps: Steps = ()
    of_key: bool = False
    rule: str = "value"
    what: str = ""
    expected: str = ""
    found: str = ""
    advice: str = ""


class _MisfitError(Exception):
    """Carries a misfit through cattrs, which gathers exceptions for us."""

    def __init__(self, **what: Any) -> None:  # noqa: ANN401 - as Misfit types them
        super().__init__()
        self.misfit = what


def structure(value: object, kind: Any) -> tuple[Any, tuple[Misfit, ...]]:  # noqa: ANN401 - any record type
    """A record of type `kind` from a tree of text, or everything that does not fit.

    Returns:
        The record and no misfits, or None and at least one.
    """
    try:
        return _hook(kind)(value, kind), ()
    except (BaseValidationError, _MisfitError) as error:
        return None, tuple(_misfits(error, ()))


@cache
def _hook(kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - a type
    found: Callable[[Any, Any], Any] = _CONVERTER.get_structure_hook(kind)
    return found


def to_record(record: object) -> Any:  # noqa: ANN401 - a tree
    """A record as a tree of plain values, as its YAML holds it; defaults are left out.

    Args:
        record: Any record of the model.

    >>> from fpcase.model import Condition
    >>> to_record(Condition(variable="unsc-seat", value="yes"))
    {'variable': 'unsc-seat', 'value': 'yes'}
    """
    return _CONVERTER.unstructure(record)


def spelled_out(value: Any, kind: Any) -> Any:  # noqa: ANN401 - trees and types
    """A value with the short forms that a record allows written out in full."""
    if kind is Chance:
        return _both_ends(value)
    if isinstance(value, str):
        if kind in {JointCause, Broader}:
            return {"variable": value}
        if kind is Selector and value in SELECTOR_WORDS:
            return {value: "true"}
    return value


SELECTOR_WORDS = ("outcome", "policy")
"""The words that alone are a selector: `outcome` for ``{outcome: true}``."""


def _both_ends(value: Any) -> Any:  # noqa: ANN401 - trees
    """A chance written out: a number alone is both ends, a list of two the least and the most."""
    ends = 2
    if isinstance(value, list) and len(value) == ends:
        return dict(zip(("low", "high"), value, strict=True))
    if not isinstance(value, str):
        return value
    return {"low": value, "high": value} if _NUMBER.fullmatch(value) else {"word": value}


_SHORT = frozenset({JointCause, Broader, Selector, Chance})
"""Records that have a short form."""


@cache
def alone(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record type
    """A record's fields in which one word may stand for a list of one."""
    return tuple(field.name for field in attrs.fields(kind) if field.metadata == ALONE)


def _misfits(error: BaseException, steps: Steps) -> Iterator[Misfit]:
    if isinstance(error, _MisfitError):
        yield Misfit(steps=steps, **error.misfit)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from _unknown_keys(error, steps)
    elif isinstance(error, BaseValidationError):
        meant = _meant_keys(error)
        for inner in error.exceptions:
            note = next((n for n in getattr(inner, "__notes__", ()) if isinstance(n, _NOTES)), None)
            if isinstance(note, AttributeValidationNote):
                if isinstance(inner, KeyError):
                    if note.name not in meant:
                        yield _missing(note, steps)
                    continue
                below = (*steps, note.name)
            elif isinstance(note, IterableValidationNote):
                below = (*steps, note.index)
            else:
                below = steps
            yield from _misfits(inner, below)
    else:  # pragma: no cover - a hook raised what it should not: a bug of ours, not the user's
        raise error


def _meant_keys(error: BaseValidationError) -> set[str | None]:
    """The keys that a record's unknown keys are probably meant for: they are not missing."""
    return {
        nearest_of(key, _names(inner.cl))
        for inner in error.exceptions
        if isinstance(inner, ForbiddenExtraKeysError)
        for key in sorted(inner.extra_fields)[:_MOST_MISFITS]
    }


def _unknown_keys(error: ForbiddenExtraKeysError, steps: Steps) -> Iterator[Misfit]:
    known = _names(error.cl)
    keys = sorted(error.extra_fields)
    for key in keys[:_MOST_MISFITS]:
        near = nearest_of(key, known)
        yield Misfit(
            steps=(*steps, key),
            of_key=True,
            rule="unknown-key",
            what=f"unknown key {short(key, 60)}",
            expected=f"one of {', '.join(known)}",
            advice=f"did you mean {near!r}?" if near else "correct or delete it",
        )
    if len(keys) > _MOST_MISFITS:
        more = f"{len(keys) - _MOST_MISFITS} unknown keys more stand here; they are not listed"
        yield Misfit(steps=steps, rule="unknown-key", what=more, advice="is it what is meant here?")


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record type
    return tuple(field.name for field in attrs.fields(kind))


_NOTES = (AttributeValidationNote, IterableValidationNote)


def _missing(note: AttributeValidationNote, steps: Steps) -> Misfit:
    return Misfit(
        steps=steps,
        rule="missing-key",
        what=f"the key {note.name!r} is missing",
        expected=f"{note.name}: {phrase(note.type)}",
        advice="add it",
    )


def _misfit(value: object, kind: Any, advice: str = "") -> _MisfitError:  # noqa: ANN401 - a type
    return _MisfitError(expected=phrase(kind), found=describe(value), advice=advice)


def _text(value: object, _: Any) -> str:  # noqa: ANN401 - a type
    if isinstance(value, str) and value and not value.isspace():
        return value
    raise _misfit(value, str, remedies.for_text(value))


def _number(pattern: re.Pattern[str], make: Callable[[str], Any]) -> Callable[[Any, Any], Any]:
    @lru_cache(maxsize=_REMEMBERED)
    def number(text: str) -> Any:  # noqa: ANN401 - a number or None
        return make(text) if pattern.fullmatch(text) else None

    def hook(value: object, kind: Any) -> Any:  # noqa: ANN401 - a number
        found = number(value) if isinstance(value, str) else None
        if found is None:
            raise _misfit(value, kind, "write the number in digits")
        return found

    return hook


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _boolean(value: object, kind: Any) -> bool:  # noqa: ANN401 - a type
    if isinstance(value, str) and value in _BOOLEANS:
        return _BOOLEANS[value]
    raise _misfit(value, kind)


def _id(pattern: re.Pattern[str]) -> Callable[[Any, Any], Any]:
    @lru_cache(maxsize=_REMEMBERED)
    def fits(text: str) -> bool:
        return pattern.fullmatch(text) is not None

    def hook(value: object, kind: Any) -> Any:  # noqa: ANN401 - an id
        if isinstance(value, str) and not is_too_long(value) and fits(value):
            return value
        raise _misfit(value, kind, remedies.for_id(value, pattern, kind))

    return hook


def _date(value: object, kind: Any) -> str:  # noqa: ANN401 - a type
    if not isinstance(value, str):
        raise _misfit(value, kind, "write one date, such as 2014-03-18")
    fault = _date_fault(value)
    if fault:
        raise _MisfitError(rule="date", what=fault, advice=remedies.for_date(value))
    return value


@lru_cache(maxsize=_REMEMBERED)
def _date_fault(text: str) -> str:
    try:
        span(text)
    except ValueError as error:
        return str(error)
    return ""


def _term(vocabulary: type[Enum]) -> Callable[[Any, Any], Any]:
    members = {str(member.value): member for member in vocabulary}
    words = tuple(members)

    def hook(value: object, kind: Any) -> Any:  # noqa: ANN401 - a member
        member = members.get(value) if isinstance(value, str) else None
        if member is None:
            raise _misfit(value, kind, remedies.for_term(value, words))
        return member

    return hook


def _sequence(kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - a type
    (item_kind, *_) = get_args(kind)
    item_hook = _CONVERTER.get_structure_hook(item_kind)

    def hook(value: object, _: Any) -> Any:  # noqa: ANN401 - a tuple
        if value is None:
            return ()
        if not isinstance(value, list):
            raise _misfit(value, kind, remedies.for_list(value))
        try:
            return tuple([item_hook(item, item_kind) for item in value])
        except (BaseValidationError, _MisfitError):  # again, to gather all that is wrong
            return tuple(_each(enumerate(value), item_hook, item_kind, kind))

    return hook


_MOST_MISFITS = 1000
"""How many misfits of one list are worth noting; a list of more is no list of that kind."""


def _each(
    values: Iterable[tuple[Any, Any]],
    item_hook: Callable[[Any, Any], Any],
    item_kind: Any,  # noqa: ANN401 - a type
    kind: Any,  # noqa: ANN401 - a type
) -> list[Any]:
    items: list[Any] = []
    errors: list[Exception] = []
    for step, value in values:
        try:
            items.append(item_hook(value, item_kind))
        except (BaseValidationError, _MisfitError) as error:
            error.add_note(IterableValidationNote("", step, item_kind))
            errors.append(error)
            if len(errors) == _MOST_MISFITS:
                what = f"{_MOST_MISFITS} values of this list do not fit; the rest is not checked"
                errors.append(_MisfitError(what=what, advice="is it the list that is meant here?"))
                break
    if errors:
        raise IterableValidationError(_GATHERED, errors, kind)
    return items


_GATHERED = "several values do not fit"


def _catalogue(kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - a type
    key_kind, value_kind = get_args(kind)
    key_hook = _CONVERTER.get_structure_hook(key_kind)
    value_hook = _CONVERTER.get_structure_hook(value_kind)

    def records(value: object, _: Any) -> Catalogue[Any, Any]:  # noqa: ANN401 - a type
        if value is None:
            return Catalogue()
        if not isinstance(value, list):
            raise _misfit(value, kind, "begin each record with '- id: ...'")
        found = _each(enumerate(value), value_hook, value_kind, kind)
        return Catalogue({record.id: record for record in found})

    def pair(item: Any, _: Any) -> tuple[Any, Any]:  # noqa: ANN401 - a key and a value
        key, value = item
        try:
            own = key_hook(key, key_kind)
        except _MisfitError as error:
            advice = remedies.for_key_id(key, error.misfit["advice"])
            error.misfit |= {"of_key": True, "advice": advice}
            raise
        return own, value_hook(value, value_kind)

    def mapping(value: object, _: Any) -> Catalogue[Any, Any]:  # noqa: ANN401 - a type
        if value is None:
            return Catalogue()
        if not isinstance(value, dict):
            raise _misfit(value, kind, "write 'key: value' lines")
        items = ((key, (key, item)) for key, item in value.items())
        return Catalogue(dict(_each(items, pair, value_kind, kind)))

    return records if holds_records(kind) else mapping


def _record(kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - a type
    plain = make_dict_structure_fn(
        kind, _CONVERTER, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )
    has_short_form = kind in _SHORT
    single = alone(kind)

    def hook(value: object, _: Any) -> Any:  # noqa: ANN401 - a record
        if has_short_form:
            value = spelled_out(value, kind)
        if not isinstance(value, dict):
            raise _misfit(value, kind, remedies.for_record(kind))
        for name in single:
            if isinstance(value.get(name), str):
                value = {**value, name: [value[name]]}
        return plain(value, kind)

    return hook


def _chance(kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - a type
    """Whatever is wrong with a chance, one message says which forms there are."""
    plain = _record(kind)
    words = tuple(word.value for word in ChanceWord)

    def hook(value: object, _: Any) -> Any:  # noqa: ANN401 - a chance
        if not isinstance(value, dict):
            with contextlib.suppress(BaseValidationError, _MisfitError):
                return plain(value, kind)
        near = remedies.nearest_of(value, words) if isinstance(value, str) else None
        raise _misfit(value, kind, f"did you mean {near!r}?" if near else "")

    return hook


def _maybe(kind: Any) -> Callable[[Any, Any], Any]:  # noqa: ANN401 - a type
    inner = given(kind)
    inner_hook = _CONVERTER.get_structure_hook(inner)

    def hook(value: object, _: Any) -> Any:  # noqa: ANN401 - a value
        return None if value is None else inner_hook(value, inner)

    return hook


def _write_record(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type
    plain = make_dict_unstructure_fn(kind, _CONVERTER, _cattrs_omit_if_default=True)
    order = [field.name for field in attrs.fields(kind)]
    single = alone(kind)

    def hook(record: Any) -> Any:  # noqa: ANN401 - a record
        tree = plain(record)
        if kind in {JointCause, Broader} and tree.keys() == {"variable"}:
            return tree["variable"]
        if kind is Selector and list(tree.values()) == [True]:
            return next(iter(tree))
        if kind is Chance:
            ends = [tree.get("low"), tree.get("high")]
            return tree.get("word", ends[0] if ends[0] == ends[1] else ends)
        for name in single:
            if len(tree.get(name, ())) == 1:
                tree[name] = tree[name][0]
        return {name: tree[name] for name in order if name in tree}

    return hook


def _write_catalogue(found: Catalogue[Any, Any]) -> Any:  # noqa: ANN401 - a tree
    values = list(found.values())
    if values and all(hasattr(value, "id") for value in values):
        return [_CONVERTER.unstructure(value) for value in values]
    return {str(key): _CONVERTER.unstructure(value) for key, value in found.items()}


def _write_list(items: tuple[Any, ...]) -> list[Any]:
    return [_CONVERTER.unstructure(item) for item in items]


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - a type
    return kind is tuple or get_origin(kind) is tuple


def _is_catalogue(kind: Any) -> bool:  # noqa: ANN401 - a type
    return kind is Catalogue or get_origin(kind) is Catalogue


def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _number(_INTEGER, int))
    converter.register_structure_hook(float, _number(_NUMBER, _finite))
    converter.register_structure_hook(bool, _boolean)
    for simple in ID_KINDS:
        converter.register_structure_hook(simple, _id(ID_PATTERN))
    for full in FULL_ID_KINDS:
        converter.register_structure_hook(full, _id(FULL_ID_PATTERN))
    converter.register_structure_hook(Edtf, _date)
    for vocabulary in VOCABULARIES:
        converter.register_structure_hook(vocabulary, _term(vocabulary))
    converter.register_structure_hook_factory(attrs.has, _record)
    converter.register_structure_hook_factory(lambda kind: kind is Chance, _chance)
    converter.register_structure_hook_factory(_is_tuple, _sequence)
    converter.register_structure_hook_factory(_is_catalogue, _catalogue)
    converter.register_structure_hook_factory(may_be_left_out, _maybe)
    converter.register_unstructure_hook_factory(attrs.has, _write_record)
    converter.register_unstructure_hook_factory(_is_catalogue, lambda _: _write_catalogue)
    converter.register_unstructure_hook_factory(_is_tuple, lambda _: _write_list)
    return converter


_CONVERTER = _converter()
