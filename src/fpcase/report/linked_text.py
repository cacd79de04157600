"""A text in parts: words, and names that lead to records."""

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple


class Link(NamedTuple):
    """A record that a text names.

    Attributes:
        kind: What kind of record it is; empty for an address on the web.
        id: Its id, with that of its author if only the two together name it.
        name: What it is called.
    """

    kind: str
    id: str
    name: str


Said = tuple[str | Link, ...]
"""A text in parts."""

WEB = re.compile(r"https?://\S+$", re.IGNORECASE)
"""An address that a link may lead to."""


def joined(texts: Iterable[Said], between: str) -> Said:
    """Texts in a row, with words between them.

    >>> joined([("oil",), ("gas",)], " and ")
    ('oil', ' and ', 'gas')
    """
    return tuple(chain.from_iterable((between, *text) for text in texts))[1:]


def plainly(said: Said) -> str:
    """A text without its links.

    >>> plainly(("More ", Link("variable", "oil", "Oil")))
    'More Oil'
    """
    return "".join(part if isinstance(part, str) else part.name for part in said)
