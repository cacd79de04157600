"""What a notebook shows of a record: plain tables in HTML, without styles or scripts."""

from collections.abc import Iterable
from html import escape


def facts_table(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """A table of facts, one in a row; facts that say nothing are left out.

    Args:
        title: What the facts are about.
        facts: Names and texts.

    >>> facts_table("War", [("sign", "<+>"), ("note", "")])
    '<table><caption>War</caption><tbody><tr><th>sign</th><td>&lt;+&gt;</td></tr></tbody></table>'
    """
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in facts if text
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
