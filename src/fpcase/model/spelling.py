"""A word that is none of those known: which is nearest, and how a message asks for it."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a word most resembles, or None if none comes near.

    >>> nearest("oil-prise", ["gas-price", "oil-price"])
    'oil-price'
    """
    matches = difflib.get_close_matches(word[:_LONGEST], map(str, known), n=1, cutoff=0.6)
    return matches[0] if matches else None


_LONGEST = 100
"""How much of a word is compared: more is no slip of the pen, and the search takes long."""


def did_you_mean(near: str | None, otherwise: str = "") -> str:
    """The question of a message, or what it says if nothing comes near.

    >>> did_you_mean("oil-price"), did_you_mean(None, "correct or delete it")
    ("did you mean 'oil-price'?", 'correct or delete it')
    """
    return f"did you mean {near!r}?" if near else otherwise


def hint(word: object, known: Iterable[str], otherwise: str = "") -> str:
    """The end of a message on a word that is none of those known; it may be empty.

    >>> hint("oil-prise", ["oil-price"]), hint("war", ["oil-price"])
    ("; did you mean 'oil-price'?", '')
    """
    near = nearest(word, known) if isinstance(word, str) else None
    said = did_you_mean(near, otherwise)
    return f"; {said}" if said else ""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """What to say of a name that is none of those known.

    >>> unknown("table", "loop", ["loops", "counts"])
    "there is no table 'loop'; did you mean 'loops'?"
    >>> unknown("table", "x", ["loops", "counts"])
    "there is no table 'x'; available: loops, counts"
    """
    names = list(known)
    every = f"available: {', '.join(names)}"
    return f"there is no {what} {name!r}{hint(name, names, every)}"
