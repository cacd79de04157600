"""How messages spell paths of keys and values: short, and plainly what they are."""

import re
from functools import lru_cache

Steps = tuple[str | int, ...]
"""Keys and indices from a document's root to a value, such as ``("claims", 1, "cause")``."""

_PLAIN_KEY = re.compile(r"[\w-]{1,60}")
_LONGEST_STEP = 60


def spell(path: Steps) -> str:
    """A path of keys as a person writes it.

    >>> spell(("claims", 1, "cause"))
    'claims[1].cause'
    """
    return "".join(map(_spell_step, path)).removeprefix(".")


@lru_cache(maxsize=4096)
def _spell_step(step: str | int) -> str:
    if isinstance(step, str) and _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    return f"[{short(step, _LONGEST_STEP) if isinstance(step, str) else step}]"


def describe(value: object) -> str:
    """A value as a message shows it: short, and plainly text, list or nothing."""
    longest = 60
    match value:
        case None:
            return "nothing"
        case dict():
            keys = ", ".join(short(key, longest // 3) for key in list(value)[:4])
            return f"a mapping ({keys})" if keys else "an empty mapping"
        case list():
            return f"a list of {len(value)}"
        case _:
            return short(value, longest)


def short(value: object, longest: int) -> str:
    """A text in quotation marks, cut off if it is long."""
    text = str(value)
    return repr(text[: longest - 3] + "..." if len(text) > longest else text)
