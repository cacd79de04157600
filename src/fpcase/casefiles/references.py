"""Which ids a tree uses, whether or not it fits its record: found by the shapes of the fields."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from fpcase.casefiles.layout import NOUNS
from fpcase.documents import Steps
from fpcase.model.fields import Field, Form, Shape, fields_of, kinds_in, shape_of, spelled_out


class Reference(NamedTuple):
    """An id of another record, where a tree uses it."""

    kind: Any
    text: str
    steps: Steps = ()
    of_key: bool = False
    """Whether it is the key itself that is the id, not what stands under it."""


def references(raw: Any, kind: Any) -> Iterator[Reference]:  # noqa: ANN401 - trees and types
    """Every id of another record that a tree uses, with its place."""
    yield from _found(raw, shape_of(kind), ())


def _found(raw: Any, shape: Shape, steps: Steps) -> Iterator[Reference]:  # noqa: ANN401 - a tree
    if shape.kind in NOUNS and isinstance(raw, str):
        yield Reference(shape.kind, raw, steps)
    elif shape.form is Form.RECORD:
        tree = spelled_out(raw, shape.kind)
        for field in _with_ids(shape.kind) if isinstance(tree, dict) else ():
            yield from _found(tree.get(field.name), field.shape, (*steps, field.name))
    elif shape.form is Form.MAPPING and isinstance(raw, dict):
        for key, item in raw.items():
            for one in _found(key, shape.key or shape, (*steps, key)):
                yield one._replace(of_key=True)
            yield from _found(item, shape.inner, (*steps, key))
    elif shape.item and isinstance(raw, list):
        for index, item in enumerate(raw):
            yield from _found(item, shape.item, (*steps, index))
    elif shape.item and isinstance(raw, str | dict):  # one alone for a list of one
        yield from _found(raw, shape.item, steps)


@cache
def _with_ids(record: type) -> tuple[Field, ...]:
    """A record's fields that can hold ids of other records."""
    fields = [field for field in fields_of(record) if field.name != "id"]
    return tuple(field for field in fields if kinds_in(field.shape) & NOUNS.keys())
