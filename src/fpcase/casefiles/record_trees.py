"""Records as trees of plain values, by a converter that cattrs builds from the classes.

A module of its own: whoever only reads and checks a case does not wait for cattrs.
"""

from collections.abc import Callable
from typing import Any, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn

from fpcase.model.fields import Catalogue, Form, fields_of, in_short, shape_of


def to_record(record: object) -> Any:  # noqa: ANN401 - a tree
    """A record as a tree of plain values, as its YAML holds it; defaults are left out.

    Args:
        record: Any record of the model.

    >>> from fpcase.model import Condition
    >>> to_record(Condition(variable="unsc-seat", value="yes"))
    {'variable': 'unsc-seat', 'value': 'yes'}
    """
    return _CONVERTER.unstructure(record)


def _record(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a record type
    """Writes records of one type: keys in the order of the fields, in the shortest form."""
    plain = make_dict_unstructure_fn(kind, _CONVERTER, _cattrs_omit_if_default=True)
    fields = fields_of(kind)

    def write(record: Any) -> Any:  # noqa: ANN401 - a record
        written = plain(record)
        tree = {field.name: written[field.name] for field in fields if field.name in written}
        for field in fields:
            if field.shape.alone and len(tree.get(field.name, ())) == 1:
                (tree[field.name],) = tree[field.name]
        return in_short(tree, kind)

    return write


def _list(items: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a tree
    written = [_CONVERTER.unstructure(item) for item in items]
    return written[0] if len(items) == 1 and getattr(items[0], "ALONE", False) else written


def _catalogue(declared: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type
    """Records with ids are a list, words by key a mapping."""
    if shape_of(declared).form is Form.CATALOGUE:
        return lambda found: [_CONVERTER.unstructure(record) for record in found.values()]
    return lambda found: {str(key): _CONVERTER.unstructure(one) for key, one in found.items()}


def _is(kind: type) -> Callable[[Any], bool]:
    return lambda declared: declared is kind or get_origin(declared) is kind


_CONVERTER = Converter()
_CONVERTER.register_unstructure_hook_factory(attrs.has, _record)
_CONVERTER.register_unstructure_hook_factory(_is(Catalogue), _catalogue)
_CONVERTER.register_unstructure_hook_factory(_is(tuple), lambda _: _list)
