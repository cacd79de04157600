"""What a record shows of itself: its fields as text, and plain tables in HTML for notebooks."""

from collections.abc import Iterable, Mapping
from enum import Enum
from html import escape
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


class Shown:
    """A record that shows itself in a notebook: each of its fields that says something."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: what the record holds, field by field."""
        fields = attrs.fields(type(self))  # type: ignore[arg-type] # whoever inherits it is a record
        title = " ".join([type(self).__name__, getattr(self, "id", "")]).strip()
        return facts_table(title, self, [field.name for field in fields if field.name != "id"])


def facts_table(title: str, record: object, names: Iterable[str], /, **facts: str) -> str:
    """A table of what a record holds, a field in a row; what says nothing is left out.

    Args:
        title: What the facts are about.
        record: The record.
        names: The names of its fields.
        facts: What to say of a field, where its value does not say it.

    >>> from fpcase.model import Anchor
    >>> facts_table("War", Anchor(start="<b>", end=""), ("start", "end"))
    '<table><caption>War</caption><tbody><tr><th>start</th><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    said = {name: facts.get(name, cell(getattr(record, name))) for name in names}
    rows = "".join(
        f"<tr><th>{escape(name.replace('_', ' '))}</th><td>{escape(text)}</td></tr>"
        for name, text in said.items()
        if text
    )
    return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"


def rows_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with a row for each of several things.

    Args:
        title: What the rows are.
        columns: The columns' names.
        rows: The rows' cells.

    >>> rows_table("Claims", ["id"], [["c1"]]).count("<tr>")
    2
    """
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def folded(summary: str, content: str) -> str:
    """Content that opens at a click: whole, but out of the way.

    Args:
        summary: What is in it, as text.
        content: HTML.

    >>> folded("2 claims", "<p>c1, c2</p>")
    '<details><summary>2 claims</summary><p>c1, c2</p></details>'
    """
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"
