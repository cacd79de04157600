"""Ids made from names and labels, in whatever script they are written."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from fpcase.model.ids import ID_PATTERN, CaseId, id_pattern, is_too_long

_LONGEST = 60
_APOSTROPHES = re.compile("['’‘ʼʻ]")  # noqa: RUF001 - they look alike
_SILENT = re.compile("['`]")
"""What anyascii writes for letters without a sound of their own, such as a soft sign."""


def slug(text: str, otherwise: str) -> str:
    """An id in kebab-case that reads like a text.

    Latin letters lose their accents; all other scripts are written in Latin letters, letter by
    letter, which is rough but tells ids apart. Chinese signs are words, read as Mandarin.

    Args:
        text: The name or label.
        otherwise: The id of a text that leaves nothing.

    >>> slug("Fear of Abandonment (by Россия)", "variable")
    'fear-of-abandonment-by-rossiya'
    """
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text.casefold()))
    made = "-".join(re.findall(r"[a-z0-9]+", plain if plain.isascii() else _in_latin(plain)))
    if len(made) > _LONGEST:
        made = made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
    return made if ID_PATTERN.fullmatch(made) else f"{made}-1" if made else otherwise


def _in_latin(text: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - slow to import, and seldom needed

    is_sign = (unicodedata.name(letter, "").startswith("CJK ") for letter in text)
    words = (
        f" {anyascii(one)} " if sign else anyascii(one)
        for one, sign in zip(text, is_sign, strict=True)
    )
    return _SILENT.sub("", "".join(words).lower())


def distinct_slugs(texts: list[str], otherwise: str) -> dict[str, str]:
    """Text -> id; different texts never share an id, and the same texts give the same ids.

    Args:
        texts: Names or labels, in an order that decides who gets the plain id.
        otherwise: The id of a text that leaves nothing.

    >>> distinct_slugs(["Trust", "trust!", "Trust"], "variable")
    {'Trust': 'trust', 'trust!': 'trust-2'}
    """
    return distinct(texts, lambda text: slug(text, otherwise), "-")


def distinct(texts: Iterable[str], rewrite: Callable[[str], str], by: str = "_") -> dict[str, str]:
    """Texts rewritten, each still different from all others, by a number behind `by`.

    >>> distinct(["gas-price", "gas.price"], lambda text: re.sub("[-.]", "_", text))
    {'gas-price': 'gas_price', 'gas.price': 'gas_price_2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for text in dict.fromkeys(texts):
        wish = made = rewrite(text)
        while made in taken:
            counts[wish] = counts.get(wish, 1) + 1
            made = f"{wish}{by}{counts[wish]}"
        taken.add(made)
        found[text] = made
    return found


def meant_id(text: str, kind: object = CaseId) -> str | None:
    """The id that a text is, or would be if it were spelled as ids are.

    Args:
        text: What stands where an id should.
        kind: The kind of id.

    >>> meant_id("Oil_Price"), meant_id("war;")
    ('oil-price', 'war')
    """
    if is_too_long(text):
        return None
    pattern = id_pattern(kind)
    if pattern.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Cc"})
    spelled = re.sub(r"[\s_]+", "-", plain.strip())
    if not pattern.fullmatch(spelled) and len(text) <= _LONGEST and not _PARTING.search(text):
        spelled = "" if any(map(_is_rough, text)) else slug(text, "")
    return spelled if pattern.fullmatch(spelled) else None


_PARTING = re.compile("[:/]")
"""Signs that part a key from its value, or an owner from what it owns: not to be dropped."""


_CLOSE = ("LATIN", "FULLWIDTH LATIN", "CYRILLIC", "GREEK")
"""Scripts whose words written in Latin letters are what their writer would type."""


def _is_rough(letter: str) -> bool:
    return letter.isalpha() and not unicodedata.name(letter, "").startswith(_CLOSE)
