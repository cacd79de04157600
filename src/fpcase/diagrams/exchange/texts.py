"""Text made safe for any file, and names that stay apart.

What a scholar writes in a name or a mechanism must show as text in every program, and must not
run as markup. Each format escapes its own special characters; this module takes care of those
that no text format can show: control characters, which XML forbids and terminals obey, and marks
that turn the direction of writing round.
"""

import re
from collections.abc import Callable, Iterable

_HIDDEN = "\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
UNPRINTABLE = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_HIDDEN}]")
"""Characters that no text format shows: controls, turned writing, halves of characters."""
BREAKS = re.compile("[\t\n\r\u2028\u2029]+")
"""Line breaks and tabs, which a label has no room for."""
IN_JSON = re.compile(f"[{_HIDDEN}\u2028\u2029]")
"""What JSON may hold as it is, but a terminal or a browser would obey."""


def plain(text: str) -> str:
    r"""A text on one line, in which unprintable characters are named.

    >>> plain("Kazakh\u202e and\n\x1b[31mRussian")
    'Kazakh[U+202E] and [U+001B][31mRussian'
    """
    return UNPRINTABLE.sub(code, BREAKS.sub(" ", text))


def code(match: re.Match[str]) -> str:
    """The number of a character, as Unicode writes it."""
    return f"[U+{ord(match.group()):04X}]"


def distinct(texts: Iterable[str], rewrite: Callable[[str], str]) -> dict[str, str]:
    """Texts rewritten for a format, each still different from all others.

    >>> distinct(["gas-price", "gas.price"], lambda text: re.sub("[-.]", "_", text))
    {'gas-price': 'gas_price', 'gas.price': 'gas_price_2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for text in dict.fromkeys(texts):
        wish = name = rewrite(text)
        number = 1
        while name in taken:
            number += 1
            name = f"{wish}_{number}"
        taken.add(name)
        found[text] = name
    return found


def bareword(text: str) -> str:
    """A text as a name that programs take without quotation marks.

    >>> bareword("gas-price@hananya-2019/h12")
    'gas_price_hananya_2019_h12'
    """
    return re.sub("[^0-9A-Za-z_]", "_", text)
