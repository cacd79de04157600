"""Records refuse what does not fit their fields, in Python as in a case file.

A field takes a word of its vocabulary or the member, ids as the reader of case files demands
them, and copies lists and mappings, so that nobody can change them afterwards.
"""

import contextlib
import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

import attrs

from fpcase.model.catalogue import Catalogue
from fpcase.model.dates import Edtf, date_fault
from fpcase.model.errors import FpcaseError
from fpcase.model.fields import Form, Shape, phrase, shape_of, spelled_out
from fpcase.model.ids import is_id
from fpcase.model.spelling import hint
from fpcase.model.wording import in_one_line

Check = Callable[[Any], Any]
"""From what a field is given to what it holds."""


class _UnfitError(Exception):
    """A value that does not fit: what was expected and found."""


def checked(record: type, fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """Let a record's fields check what they are given; for attrs to call as it makes the class."""
    name = getattr(record, "DOCUMENTED_BY", record.__name__)
    return [
        field
        if getattr(field, "inherited", False)
        else field.evolve(converter=_field_check(f"{name}.{field.name}", field))
        for field in fields
    ]


def _field_check(name: str, field: "attrs.Attribute[Any]") -> Check:
    kind: Any = field.type
    check: Check | None = None

    def convert(value: Any) -> Any:  # noqa: ANN401 - any value
        nonlocal check
        if check is None:  # when the record's own class is complete
            check = check_of(shape_of(kind))
        try:
            return check(value)
        except _UnfitError as error:
            message = f"{name}: {error}"
        raise FpcaseError(message)

    return convert


@cache
def check_of(shape: Shape) -> Check:
    """The check of a shape."""
    check = _FORMS[shape.form](shape)
    if not shape.optional:
        return check
    return lambda value: None if value is None else check(value)


def _unfit(shape: Shape, value: Any) -> _UnfitError:  # noqa: ANN401 - any value
    members = [str(member.value) for member in shape.kind] if shape.is_vocabulary else []
    expected = phrase(shape)
    if shape.form is Form.RECORD and not hasattr(shape.kind, "PHRASE"):
        expected = f"a {shape.kind.__name__}"
    return _UnfitError(f"expected {expected}, found {_shown(value)}{hint(value, members)}")


def _shown(value: object) -> str:
    return in_one_line(repr(value), 60)


def _leaf(shape: Shape) -> Check:
    kind = shape.kind
    if shape.is_vocabulary:
        members = {str(member.value): member for member in kind}

        def word(value: Any) -> Any:  # noqa: ANN401 - any value
            if isinstance(value, kind):
                return value
            member = members.get(value) if isinstance(value, str) else None
            if member is None:
                raise _unfit(shape, value)
            return member

        return word
    fits = _LEAVES.get(kind) or partial(is_id, kind=kind)

    def leaf(value: Any) -> Any:  # noqa: ANN401 - any value
        if not fits(value):
            raise _unfit(shape, value)
        return float(value) if kind is float else value

    return leaf


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    if fault := date_fault(value):
        raise _UnfitError(fault)
    return True


_LEAVES: Mapping[Any, Callable[[Any], bool]] = {
    str: lambda value: isinstance(value, str),
    bool: lambda value: isinstance(value, bool),
    int: lambda value: isinstance(value, int) and not isinstance(value, bool),
    float: lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ),
    Edtf: _is_date,
}


def _record(shape: Shape) -> Check:
    kind = shape.kind

    def record(value: Any) -> Any:  # noqa: ANN401 - any value
        if isinstance(value, kind):
            return value
        full = spelled_out(value, kind)
        with contextlib.suppress(FpcaseError):
            if full is not value:
                return kind(**full)
        raise _unfit(shape, value)

    return record


def _list(shape: Shape) -> Check:
    check, kind = check_of(shape.inner), shape.inner.kind
    is_record = shape.inner.form is Form.RECORD

    def several(value: Any) -> Any:  # noqa: ANN401 - any value
        if is_record and isinstance(value, kind):
            return (value,)
        if isinstance(value, Mapping) or not isinstance(value, Iterable):
            raise _unfit(shape, value)
        items = (value,) if isinstance(value, str) else tuple(value)
        if is_record and all(type(one) is kind for one in items):
            return items
        return tuple([check(one) for one in items])

    return several


def _catalogue(shape: Shape) -> Check:
    check, kind = check_of(shape.inner), shape.inner.kind
    key_check = check_of(shape.key or shape)
    is_listed = shape.form is Form.CATALOGUE

    def mapping(value: Any) -> Any:  # noqa: ANN401 - any value
        if not isinstance(value, Mapping):
            raise _unfit(attrs.evolve(shape, form=Form.MAPPING), value)
        if is_listed and all(type(one) is kind for one in value.values()):
            return value if isinstance(value, Catalogue) else Catalogue(value)
        return Catalogue({key_check(key): check(one) for key, one in value.items()})

    return mapping


_FORMS: Mapping[Form, Callable[[Shape], Check]] = {
    Form.LEAF: _leaf,
    Form.RECORD: _record,
    Form.LIST: _list,
    Form.CATALOGUE: _catalogue,
    Form.MAPPING: _catalogue,
}
