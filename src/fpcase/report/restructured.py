"""reStructuredText, written so that no text of a case is taken for markup."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_MARKUP = re.compile(r"[\\*`_|:<>@]|^[^\w\s]")
_NUMBERING = re.compile(r"^(\w+)([.)])")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def plain(text: str) -> str:
    r"""Text that shows as it is, on one line.

    >>> print(plain("a *star* and a_\nline"))
    a \*star\* and a\_ line
    >>> print(plain("1. A number"))
    1\. A number
    """
    text = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    if text and not text.strip("\\"):  # a row of one mark alone would be a rule
        return rf"\ {text}"
    return _NUMBERING.sub(r"\1\\\2", text)


def link(kind: str, target: str, title: str) -> str:
    r"""A link to the page of a record.

    >>> print(link("variable", "kazakhstan:oil-price", "Oil price"))
    :fpcase:variable:`Oil price <kazakhstan:oil-price>`
    """
    return f":fpcase:{kind}:`{plain(title) or target} <{target}>`"


def web_link(address: str) -> str:
    r"""A link to an address on the web; another address is given as text.

    >>> print(web_link("https://example.org/a b"))
    `https\://example.org/a b <https://example.org/a%20b>`__
    """
    if not _ADDRESS.match(address):
        return plain(address)
    target = quote(address, safe=":/?#@!$&()*+,;=%~.-_")
    if target.endswith("_"):  # it would name another link
        target = target[:-1] + "%5F"
    return f"`{plain(address)} <{target}>`__"


def heading(text: str, line: str = "-") -> list[str]:
    """A heading; the character of its line says how high it stands."""
    return [plain(text), line * max(4, 2 * len(text)), ""]


def fields(facts: Iterable[tuple[str, str]]) -> list[str]:
    """Facts that are given, each after its name, which is ours and no text of the case."""
    found = [f":{name}: {text}" for name, text in facts if text]
    return [*found, ""] if found else []


def bullets(items: Iterable[str]) -> list[str]:
    """A list."""
    found = [f"- {item}" for item in items]
    return [*found, ""] if found else []


def directive(
    name: str, argument: str, options: Sequence[tuple[str, str]] = (), body: Sequence[str] = ()
) -> list[str]:
    """A directive with its options and what stands in it."""
    head = [f".. {name}:: {argument}".rstrip(), *(f"   :{key}: {v}" for key, v in options), ""]
    return [*head, *(f"   {line}" if line else "" for line in body), *([""] if body else [])]


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, each cell one paragraph of reStructuredText; a page moves it if it is too wide."""
    lines = [
        f"{'  -' if number else '* -'} {cell}".rstrip()
        for row in [columns, *rows]
        for number, cell in enumerate(row)
    ]
    options = [("header-rows", "1"), ("widths", "auto"), ("class", "fpcase-table longtable")]
    whole = directive("list-table", plain(title), options, lines)
    return directive("container", "fpcase-scroll", [], whole[:-1])
