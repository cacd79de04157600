"""What a field of a record holds, as text: in the cell of a table, in a line, in a notebook."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs


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
            has_words = "__str__" in vars(type(value))
            return str(value) if has_words else _in_parts(value)
        case _:
            return "true" if value is True else str(value)


def _in_parts(record: attrs.AttrsInstance) -> str:
    """What a record says in each of its fields, but for what is left out."""
    parts = {field.name: cell(getattr(record, field.name)) for field in attrs.fields(type(record))}
    return ", ".join(f"{name.replace('_', ' ')} {text}" for name, text in parts.items() if text)
