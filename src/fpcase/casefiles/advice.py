"""What to do about a value that its field cannot take: the last part of a message."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from fpcase.casefiles.slugs import meant_id
from fpcase.documents import short
from fpcase.model.fields import required
from fpcase.model.ids import LONGEST_ID, VariableId, is_too_long
from fpcase.model.spelling import did_you_mean, nearest


@lru_cache(maxsize=1024)
def nearest_of(word: str, known: tuple[str, ...]) -> str | None:
    """As `nearest`, which is slow: the same slip is often made in every record."""
    return nearest(word, list(known))


def unknown_key(key: str, known: tuple[str, ...]) -> dict[str, str]:
    """What a problem says of a key that is none of those known."""
    return {
        "what": f"unknown key {short(key, 60)}",
        "expected": f"one of {', '.join(known)}" if len(known) > 1 else known[0],
        "advice": did_you_mean(nearest_of(key, known), "correct or delete it"),
    }


def for_text(value: object) -> str:
    """What to do about what is no text."""
    if value is None or isinstance(value, str):
        return "write the text, or leave the key out"
    if isinstance(value, dict):
        return "quote the text if the ':' belongs to it"
    return "write it as a single text, and quote it if it begins with '[' or '-'"


def for_list(value: object) -> str:
    """What to do about what is no list."""
    if isinstance(value, dict):
        return "put '- ' before its first key, and align the others with it"
    return "put it in a list: [ ... ]"


def for_record(kind: Any) -> str:  # noqa: ANN401 - a record type
    """What to do about what is no record."""
    names = required(kind)
    if not names:
        return "write 'key: value' lines"
    return f"write {' and '.join(repr(f'{name}: ...') for name in names)} on lines of their own"


def for_id(value: object, kind: Any) -> str:  # noqa: ANN401 - a kind of id
    """What to do about what is no id."""
    if value is None:
        return "write the id, or leave the key out"
    if not isinstance(value, str):
        advice = "give one id here"
        if kind is VariableId:
            advice += "; list causes that work only together under 'causes'"
        return advice
    if is_too_long(value):
        return f"shorten it to at most {LONGEST_ID} characters"
    meant = meant_id(value, kind)
    if not meant:
        return "use lowercase letters a-z, digits and single hyphens"
    return f"write {meant!r}{_other_script(value)}"


def _other_script(text: str) -> str:
    """Which letter of another script a text holds: one may look just like a Latin one."""
    for letter in text:
        name = unicodedata.name(letter, "")
        if letter.isalpha() and not letter.isascii() and not name.startswith("LATIN"):
            return f" in Latin letters ({letter!r} is U+{ord(letter):04X}, {name})"
    return ""


def for_key_id(key: str, advice: str) -> str:
    """What to do about a key that is no id."""
    return "put a space after the ':'" if ":" in key else advice


_POINT = r"[0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?|\.\."
_DATES = {
    r"([0-9]{4}) ?[-–—] ?([0-9]{4})": "write '{0}/{1}' for the interval",
    r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})": "write '{2}-{1:0>2}-{0:0>2}'",
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*": "write '{0}', without the time",
    rf"(?:{_POINT})(?:/(?:{_POINT}))?": "correct it",
    r"(?s:.*)": "write year-month-day, or begin/end for an interval",
}
"""How a date is written by habit -> what to do; the last fits any text."""


def for_date(text: str) -> str:
    """What to do about what is no date or interval."""
    fits = ((re.fullmatch(pattern, text), advice) for pattern, advice in _DATES.items())
    return next(advice.format(*found.groups()) for found, advice in fits if found)


_MEANT = {
    "+": "positive",
    "-": "negative",
    "−": "negative",
    "0": "no-effect",
    "?": "unstated",
    "international": "system",
    "systemic": "system",
    "bilateral": "dyadic",
    "national": "",
    "article": "journal-article",
    "dissertation": "thesis",
    "website": "web-page",
    "country": "state",
}
"""What is written for a term by habit, or read off a figure -> the term that is meant.

A national level may be that of the state or that of what is inside it: no term is suggested.
"""


def for_term(value: object, members: tuple[str, ...]) -> str:
    """What to do about what is no word of a vocabulary."""
    if not isinstance(value, str):
        return "use one of these words"
    meant = _MEANT.get(value.casefold())
    near = meant if meant in {"", *members} else nearest_of(value, members)
    return did_you_mean(near, "use one of these")
