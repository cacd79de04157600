"""What options of functions and verbs may be, and what is said of a value that they may not be.

One word where a list is wanted is a list of one, everywhere.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NoReturn, TypeVar

from fpcase.model.errors import FpcaseError
from fpcase.model.spelling import hint

E = TypeVar("E", bound=Enum)


class OptionError(FpcaseError):
    """An option was given a value that it does not take.

    Attributes:
        option: The name of the option in Python.
        said: What it takes, and what was found.

    >>> str(OptionError("max_steps", "expected a whole number, found 'two'"))
    "max_steps: expected a whole number, found 'two'"
    """

    def __init__(self, option: str, said: str) -> None:
        """Note which option it is, so that the command line can name it as it was typed."""
        super().__init__(option, said)
        self.option = option
        self.said = said

    def __str__(self) -> str:
        """The option, and what is wrong with its value."""
        return f"{self.option}: {self.said}"


def refuse(option: str, expected: str, found: object) -> NoReturn:
    """Refuse a value that is not what was expected.

    Raises:
        OptionError: always; the message says what was expected, and what was found.
    """
    raise OptionError(option, f"expected {expected}, found {found!r}")


def whole_number(option: str, value: object, least: int = 1) -> int:
    """A whole number that is not too small.

    Raises:
        OptionError: it is no whole number, or it is below `least`.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        wanted = f"a whole number{f' above {least - 1}' if least > 0 else ', 0 or more'}"
        refuse(option, wanted, value)
    return value


def whole_numbers(**values: object) -> None:
    """Refuse options that are no whole numbers above 0.

    Raises:
        OptionError: one of them is not; the message names it.
    """
    for option, value in values.items():
        whole_number(option, value)


def yes_or_no(option: str, value: object) -> bool:
    """A choice between True and False.

    Raises:
        OptionError: it is neither.
    """
    if not isinstance(value, bool):
        refuse(option, "True or False", value)
    return value


def text(option: str, value: object, expected: str = "a text") -> str:
    """A text.

    Raises:
        OptionError: it is none.
    """
    if not isinstance(value, str):
        refuse(option, expected, value)
    return value


def words(option: str, value: object, expected: str) -> tuple[str, ...]:
    """Several words, each once; a word alone is a list of one.

    Args:
        option: The option's name.
        value: What it was given.
        expected: What it takes, as in "ids of explanations".

    Raises:
        OptionError: it is no word, and no list of words.

    >>> words("authors", "doe-2001", "ids of explanations")
    ('doe-2001',)
    """
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, Iterable):
        refuse(option, expected, value)
    found = tuple(listed)
    for word in found:
        if not isinstance(word, str):
            refuse(option, expected, word)
    return tuple(dict.fromkeys(found))


def one_of(option: str, value: object, known: Iterable[str], what: str = "one of") -> str:
    """One of a few words.

    Raises:
        OptionError: it is none of them; the message lists them, and names the nearest.
    """
    names = list(known)
    if not isinstance(value, str) or value not in names:
        raise OptionError(option, unknown_word(value, names, what))
    return value


def member(option: str, value: object, of: type[E]) -> E:
    """A member of a vocabulary, or its word.

    Raises:
        OptionError: it is neither.

    >>> from fpcase.model.terms import Stance
    >>> member("stance", "denies", Stance)
    <Stance.DENIES: 'denies'>
    """
    if isinstance(value, of):
        return value
    return of(one_of(option, value, [str(one.value) for one in of]))


def members(option: str, value: object, of: type[E]) -> tuple[E, ...]:
    """Members of a vocabulary, or their words; one alone is a list of one.

    Raises:
        OptionError: something is neither.
    """
    listed = [value] if isinstance(value, str | of) else value
    if not isinstance(listed, Iterable):
        known = ", ".join(str(one.value) for one in of)
        refuse(option, f"one or more of {known}", value)
    return tuple(dict.fromkeys(member(option, one, of) for one in listed))


def unknown_word(value: object, known: Sequence[str], what: str = "one of") -> str:
    """What to say of a word that is none of those known."""
    return f"expected {what} {', '.join(known) or 'none'}; found {value!r}{hint(value, known)}"
