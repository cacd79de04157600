"""Trees of text to records, by the description of the records' fields.

Nothing is coerced: the kind of a field says what its text must be, and whatever does not fit is
reported with all the rest and what to do about it, never mended.
"""

import contextlib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any

import attrs

from fpcase.casefiles.slugs import meant_id
from fpcase.documents import Steps, describe, short
from fpcase.model.dates import Edtf, date_fault
from fpcase.model.evidence import Chance
from fpcase.model.fields import (
    NUMBER,
    Catalogue,
    Form,
    Shape,
    fields_of,
    has_short_form,
    phrase,
    required,
    shape_of,
    spelled_out,
)
from fpcase.model.ids import LONGEST_ID, VariableId, is_id, is_too_long
from fpcase.model.terms import ChanceWord
from fpcase.model.wording import did_you_mean, nearest


@lru_cache(maxsize=1024)
def nearest_of(word: str, known: tuple[str, ...]) -> str | None:
    """As `nearest`, which is slow: the same slip is often made in every record."""
    return nearest(word, list(known))


def unknown_key(key: str, known: tuple[str, ...]) -> dict[str, str]:
    """What a problem says of a key that is none of those known."""
    return {
        "what": f"unknown key {short(key, 60)}",
        "expected": f"one of {', '.join(known)}" if len(known) > 1 else known[0],
        "advice": did_you_mean(nearest_of(key, known), "correct or delete it"),
    }


def for_text(value: object) -> str:
    """What to do about what is no text."""
    if value is None or isinstance(value, str):
        return "write the text, or leave the key out"
    if isinstance(value, dict):
        return "quote the text if the ':' belongs to it"
    return "write it as a single text, and quote it if it begins with '[' or '-'"


def for_list(value: object) -> str:
    """What to do about what is no list."""
    if isinstance(value, dict):
        return "put '- ' before its first key, and align the others with it"
    return "put it in a list: [ ... ]"


def for_record(kind: Any) -> str:  # noqa: ANN401 - a record type
    """What to do about what is no record."""
    names = required(kind)
    if not names:
        return "write 'key: value' lines"
    return f"write {' and '.join(repr(f'{name}: ...') for name in names)} on lines of their own"


def for_id(value: object, kind: Any) -> str:  # noqa: ANN401 - a kind of id
    """What to do about what is no id."""
    if value is None:
        return "write the id, or leave the key out"
    if not isinstance(value, str):
        advice = "give one id here"
        if kind is VariableId:
            advice += "; list causes that work only together under 'causes'"
        return advice
    if is_too_long(value):
        return f"shorten it to at most {LONGEST_ID} characters"
    meant = meant_id(value, kind)
    if not meant:
        return "use lowercase letters a-z, digits and single hyphens"
    return f"write {meant!r}{_other_script(value)}"


def _other_script(text: str) -> str:
    """Which letter of another script a text holds: one may look just like a Latin one."""
    for letter in text:
        name = unicodedata.name(letter, "")
        if letter.isalpha() and not letter.isascii() and not name.startswith("LATIN"):
            return f" in Latin letters ({letter!r} is U+{ord(letter):04X}, {name})"
    return ""


def for_key_id(key: str, advice: str) -> str:
    """What to do about a key that is no id."""
    return "put a space after the ':'" if ":" in key else advice


_POINT = r"[0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?|\.\."
_DATES = {
    r"([0-9]{4}) ?[-–—] ?([0-9]{4})": "write '{0}/{1}' for the interval",
    r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})": "write '{2}-{1:0>2}-{0:0>2}'",
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*": "write '{0}', without the time",
    rf"(?:{_POINT})(?:/(?:{_POINT}))?": "correct it",
    r"(?s:.*)": "write year-month-day, or begin/end for an interval",
}
"""How a date is written by habit -> what to do; the last fits any text."""


def for_date(text: str) -> str:
    """What to do about what is no date or interval."""
    fits = ((re.fullmatch(pattern, text), advice) for pattern, advice in _DATES.items())
    return next(advice.format(*found.groups()) for found, advice in fits if found)


_MEANT = {
    "+": "positive",
    "-": "negative",
    "−": "negative",
    "0": "no-effect",
    "?": "unstated",
    "international": "system",
    "systemic": "system",
    "bilateral": "dyadic",
    "national": "",
    "article": "journal-article",
    "dissertation": "thesis",
    "website": "web-page",
    "country": "state",
}
"""What is written for a term by habit, or read off a figure -> the term that is meant.

A national level may be that of the state or that of what is inside it: no term is suggested.
"""


def for_term(value: object, members: tuple[str, ...]) -> str:
    """What to do about what is no word of a vocabulary."""
    if not isinstance(value, str):
        return "use one of these words"
    meant = _MEANT.get(value.casefold())
    near = meant if meant in {"", *members} else nearest_of(value, members)
    return did_you_mean(near, "use one of these")


_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_BOOLEANS = {"true": True, "false": False, True: True}


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

    @property
    def said(self) -> dict[str, Any]:
        """What a `Problem` says of it."""
        return {name: getattr(self, name) for name in ("what", "expected", "found", "advice")}


class _MisfitError(Exception):
    """Carries what does not fit up to where all of it is gathered."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        super().__init__()
        self.misfits = tuple(misfits)

    def below(self, step: str | int) -> Iterator[Misfit]:
        """The same, seen from one step further up."""
        for one in self.misfits:
            yield attrs.evolve(one, steps=(step, *one.steps))


Use = dict[Any, set[str]]
"""Kind of id -> the ids of other records that a tree uses, whether or not it fits."""

Reader = Callable[[Any, Use], Any]
"""From a tree to a value of a record's field; notes the ids used, raises what does not fit."""


def structure(
    value: object,
    kind: Any,  # noqa: ANN401 - any record type
    used: Use | None = None,
) -> tuple[Any, tuple[Misfit, ...]]:
    """A record of type `kind` from a tree of text, or everything that does not fit.

    Args:
        value: The tree.
        kind: The record's type.
        used: Where to note which ids of other records the tree uses; a `defaultdict` of sets.

    Returns:
        The record and no misfits, or None and at least one.
    """
    try:
        return _reader(shape_of(kind))(value, defaultdict(set) if used is None else used), ()
    except _MisfitError as error:
        return None, error.misfits


@cache
def _reader(shape: Shape) -> Reader:
    read = _FORMS[shape.form](shape)
    if not shape.optional:
        return read
    return lambda value, used: None if value is None else read(value, used)


def _unfit(value: object, shape: Shape, advice: str = "") -> _MisfitError:
    return _MisfitError([Misfit(expected=phrase(shape), found=describe(value), advice=advice)])


def _text(value: object, _: Use) -> str:
    if isinstance(value, str) and value and not value.isspace():
        return value
    raise _unfit(value, shape_of(str), for_text(value))


def _number(shape: Shape) -> Reader:
    pattern, make = (_INTEGER, int) if shape.kind is int else (NUMBER, _finite)

    @lru_cache(maxsize=1024)
    def number(text: str) -> Any:  # noqa: ANN401 - a number or None
        return make(text) if pattern.fullmatch(text) else None

    def read(value: object, _: Use) -> Any:  # noqa: ANN401 - a number
        found = number(value) if isinstance(value, str) else None
        if found is None:
            raise _unfit(value, shape, "write the number in digits")
        return found

    return read


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _boolean(value: object, _: Use) -> bool:
    if isinstance(value, str | bool) and value in _BOOLEANS:
        return _BOOLEANS[value]
    raise _unfit(value, shape_of(bool))


def _date(value: object, _: Use) -> str:
    if not isinstance(value, str):
        raise _unfit(value, shape_of(Edtf), "write one date, such as 2014-03-18")
    if fault := date_fault(value):
        raise _MisfitError([Misfit(rule="date", what=fault, advice=for_date(value))])
    return value


def _word(shape: Shape) -> Reader:
    members = {str(member.value): member for member in shape.kind}

    def read(value: object, _: Use) -> Any:  # noqa: ANN401 - a member
        member = members.get(value) if isinstance(value, str) else None
        if member is None:
            raise _unfit(value, shape, for_term(value, tuple(members)))
        return member

    return read


_REMEMBERED = 8192
"""How many ids of other records are remembered, of each kind: they recur in every claim."""


def _id(shape: Shape, *, uses: bool = True) -> Reader:
    """Reads ids; `uses` unless it is a record's own id, which uses no other record."""
    kind = shape.kind
    fits: Callable[[str], bool] = partial(is_id, kind=kind)
    if uses:
        fits = lru_cache(maxsize=_REMEMBERED)(fits)

    def read(value: object, used: Use) -> Any:  # noqa: ANN401 - an id
        if isinstance(value, str):
            if uses:
                used[kind].add(value)
            if fits(value):
                return value
        raise _unfit(value, shape, for_id(value, kind))

    return read


def _leaf(shape: Shape) -> Reader:
    if shape.is_vocabulary:
        return _word(shape)
    if shape.kind in {int, float}:
        return _number(shape)
    return {str: _text, bool: _boolean, Edtf: _date}.get(shape.kind) or _id(shape)


def _list(shape: Shape) -> Reader:
    read_item = _reader(shape.inner)
    is_list, may_be_alone = shape.form is Form.LIST, shape.alone

    def read(value: object, used: Use) -> Any:  # noqa: ANN401 - a tuple or a catalogue
        if value is None:
            return () if is_list else Catalogue()
        if not isinstance(value, list):
            if may_be_alone:
                return (read_item(value, used),)
            with contextlib.suppress(_MisfitError):
                read_item(value, used)  # for the ids that it uses
            how = for_list(value) if is_list else "begin each record with '- id: ...'"
            raise _unfit(value, shape, how)
        try:
            found = [read_item(item, used) for item in value]
        except _MisfitError:  # again, to gather all that is wrong
            raise _gathered(enumerate(value), read_item, used) from None
        return tuple(found) if is_list else Catalogue({record.id: record for record in found})

    return read


_MOST_MISFITS = 1000
"""How many misfits of one list are worth noting; a list of more is no list of that kind."""


def _gathered(values: Iterable[tuple[Any, Any]], read: Reader, used: Use) -> _MisfitError:
    """Everything that does not fit among values, each with the step that leads to it."""
    misfits: list[Misfit] = []
    unfit = 0
    for step, value in values:
        try:
            read(value, used)
        except _MisfitError as error:
            misfits += error.below(step)
            unfit += 1
            if unfit == _MOST_MISFITS:
                what = f"{_MOST_MISFITS} values in this list do not fit; the rest are not checked"
                misfits.append(Misfit(what=what, advice="check that this is the right list"))
                break
    return _MisfitError(misfits)


def _mapping(shape: Shape) -> Reader:
    read_key, read_item = _reader(shape.key or shape), _reader(shape.inner)

    def pair(item: tuple[Any, Any], used: Use) -> tuple[Any, Any]:
        key, value = item
        try:
            own = read_key(key, used)
        except _MisfitError as error:
            with contextlib.suppress(_MisfitError):
                read_item(value, used)  # for the ids that it uses
            (misfit,) = error.misfits
            remedy = for_key_id(key, misfit.advice)
            raise _MisfitError([attrs.evolve(misfit, of_key=True, advice=remedy)]) from None
        return own, read_item(value, used)

    def read(value: object, used: Use) -> Catalogue[Any, Any]:
        if value is None:
            return Catalogue()
        if not isinstance(value, dict):
            raise _unfit(value, shape, "write 'key: value' lines")
        try:
            return Catalogue(dict([pair(item, used) for item in value.items()]))
        except _MisfitError:
            items = ((key, (key, one)) for key, one in value.items())
            raise _gathered(items, pair, used) from None

    return read


def _record(shape: Shape) -> Reader:
    kind, fields = shape.kind, fields_of(shape.kind)
    readers = {
        field.name: _id(field.shape, uses=False) if field.name == "id" else _reader(field.shape)
        for field in fields
    }
    short = has_short_form(kind)
    new, put = object.__new__, {name: getattr(kind, name).__set__ for name in readers}
    left_out = _left_out(kind)

    def read(value: object, used: Use) -> Any:  # noqa: ANN401 - a record
        tree = spelled_out(value, kind) if short else value
        if not isinstance(tree, dict):
            raise _unfit(value, shape, for_record(kind))
        rest = left_out(tuple(tree)) if len(tree) <= len(put) else None
        if rest is not None:
            made = new(kind)  # whose own checks would find again that all of it fits
            try:
                for key, item in tree.items():
                    put[key](made, readers[key](item, used))
            except _MisfitError:
                pass
            else:
                for name, default in rest:
                    put[name](made, default)
                return made
        raise _MisfitError(_record_misfits(tree, kind, readers, used))

    return partial(_chance, shape, read) if kind is Chance else read


def _left_out(kind: type) -> Callable[[tuple[str, ...]], list[tuple[str, Any]] | None]:
    """What a record with some keys has by default; None if a record can have no such keys."""
    fields = {field.name: field for field in fields_of(kind)}
    required = {name for name, field in fields.items() if field.required}
    defaults = {name: field.left_out for name, field in fields.items()}

    @lru_cache(maxsize=1024)
    def left_out(keys: tuple[str, ...]) -> list[tuple[str, Any]] | None:
        if not required <= set(keys) <= fields.keys():
            return None
        return [(name, default) for name, default in defaults.items() if name not in keys]

    return left_out


def _record_misfits(
    tree: Mapping[str, Any], kind: type, readers: Mapping[str, Reader], used: Use
) -> Iterator[Misfit]:
    """Everything that does not fit in a record's tree."""
    unknown = sorted(tree.keys() - readers.keys())
    known = tuple(readers)
    meant = {nearest_of(key, known) for key in unknown[:_MOST_MISFITS]}
    for field in fields_of(kind):
        if field.name in tree:
            yield from _gathered(
                [(field.name, tree[field.name])], readers[field.name], used
            ).misfits
        elif field.required and field.name not in meant:
            yield Misfit(
                rule="missing-key",
                what=f"the key {field.name!r} is missing",
                expected=f"{field.name}: {phrase(field.shape)}",
                advice="add it",
            )
    for key in unknown[:_MOST_MISFITS]:
        said = unknown_key(key, known)
        yield Misfit(steps=(key,), of_key=True, rule="unknown-key", **said)
    if len(unknown) > _MOST_MISFITS:
        more = f"{len(unknown) - _MOST_MISFITS} more unknown keys here are not listed"
        yield Misfit(rule="unknown-key", what=more, advice="check that this is the right record")


def _chance(shape: Shape, read: Reader, value: object, used: Use) -> Any:  # noqa: ANN401 - a chance
    """Whatever is wrong with a chance, one message says which forms there are."""
    with contextlib.suppress(_MisfitError):
        return read(value if isinstance(value, str | list) else None, used)
    words = tuple(word.value for word in ChanceWord)
    near = nearest_of(value, words) if isinstance(value, str) else None
    raise _unfit(value, shape, did_you_mean(near))


_FORMS: Mapping[Form, Callable[[Shape], Reader]] = {
    Form.LEAF: _leaf,
    Form.RECORD: _record,
    Form.LIST: _list,
    Form.CATALOGUE: _list,
    Form.MAPPING: _mapping,
}
