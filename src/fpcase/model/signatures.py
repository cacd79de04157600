"""What functions and verbs may be given, and what is said of a value that they may not be given.

Types say what a function takes; `checked` says it to a scholar who runs no type checker, before the
value breaks something deep inside. What types cannot say, such as a number above 0 or the id of a
variable, the function says itself. One word where a list is wanted is a list of one, everywhere.
"""

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NewType, NoReturn, TypeVar, Union, cast, get_args, get_origin

from fpcase.model.errors import FpcaseError
from fpcase.model.wording import hint

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


F = TypeVar("F", bound=Callable[..., object])


def checked(function: F) -> F:
    """A function that refuses values of a wrong type.

    One word where a list of words is wanted passes: it is a list of one.

    Args:
        function: The function; its annotations are read when it is first called.

    >>> @checked
    ... def limited(*, limit: int = 3) -> int:
    ...     return limit
    >>> limited(limit="two")
    Traceback (most recent call last):
        ...
    fpcase.model.signatures.OptionError: limit: expected a whole number, found 'two'
    """
    signature = inspect.signature(function)

    @functools.cache
    def wanted() -> dict[str, tuple[object, bool]]:
        names = vars(sys.modules[function.__module__])
        return {
            name: (_evaluated(one.annotation, names), one.kind is one.VAR_POSITIONAL)
            for name, one in signature.parameters.items()
            if one.annotation is not one.empty
        }

    @functools.wraps(function)
    def call(*given: object, **named: object) -> object:
        bound = signature.bind(*given, **named)
        kinds = wanted()
        for name, value in bound.arguments.items():
            kind, several = kinds.get(name, (Any, False))
            for one in value if several else (value,):
                if not _fits(one, kind):
                    refuse(name, said_of(kind), one)
        return function(*given, **named)

    return cast("F", call)


def _evaluated(annotation: object, names: dict[str, Any]) -> object:
    """The type; any, if its module is imported for type checkers only (matplotlib's axes)."""
    try:
        return eval(annotation, names) if isinstance(annotation, str) else annotation  # noqa: S307 - our own code
    except NameError:
        return Any


def _parts(kind: object) -> tuple[object, ...]:
    """What a type allows, one by one: the parts of a choice, and what an id is made of."""
    if isinstance(kind, NewType):
        return _parts(kind.__supertype__)
    if get_origin(kind) in {Union, UnionType}:
        return tuple(part for one in get_args(kind) for part in _parts(one))
    return (type(None) if kind is None else kind,)


def _fits(value: object, kind: object) -> bool:
    return any(_is(value, part) for part in _parts(kind))


def _is(value: object, kind: object) -> bool:  # noqa: PLR0911 - a line for each kind of type
    origin = get_origin(kind)
    if kind in {Any, object} or isinstance(kind, TypeVar):
        return True
    if origin is Literal:
        return value in get_args(kind)
    if origin is tuple and Ellipsis not in get_args(kind):
        inside = get_args(kind)
        return (
            isinstance(value, tuple | list)
            and len(value) == len(inside)
            and all(map(_fits, value, inside))
        )
    if isinstance(origin, type):
        return isinstance(value, origin) and _holds(value, get_args(kind))
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return not isinstance(kind, type) or isinstance(value, kind)


def _holds(value: object, inside: tuple[object, ...]) -> bool:
    """Whether a list holds what it should; what can be read but once is left alone."""
    listed = isinstance(value, list | tuple | set | frozenset)
    return not listed or not inside or all(_fits(one, inside[0]) for one in cast("Any", value))


C = TypeVar("C", bound=type)


def checked_methods(owner: C) -> C:
    """A class whose public methods refuse values of a wrong type.

    Args:
        owner: The class.
    """
    for name, method in list(vars(owner).items()):
        if inspect.isfunction(method) and not name.startswith("_"):
            setattr(owner, name, checked(method))
    return owner


_NOUNS: dict[object, str] = {
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    str: "a text",
    Path: "a path",
    type(None): "None",
}


def said_of(kind: object) -> str:
    """What a type takes, in words.

    Args:
        kind: The type, as a signature names it.

    >>> said_of(int | None), said_of(Iterable[str])
    ('a whole number or None', 'a list of texts')
    """
    return " or ".join(dict.fromkeys(map(_noun, _parts(kind))))


def _many(kind: object) -> str:
    one = _noun(kind).removeprefix("a ").removeprefix("whole ")
    return one.replace("pair of", "pairs of") if "pair of" in one else f"{one}s"


def _noun(kind: object) -> str:  # noqa: PLR0911 - a line for each kind of type
    origin, inside = get_origin(kind), get_args(kind)
    if kind in _NOUNS:
        return _NOUNS[kind]
    if origin is Literal:
        return " or ".join(map(repr, inside))
    if origin is tuple and Ellipsis not in inside:
        return f"a pair of {_many(inside[0])}"
    if (isinstance(origin, type) and issubclass(origin, dict)) or "Mapping" in str(origin):
        return "a mapping"
    if isinstance(origin, type) and issubclass(origin, Iterable) and inside:
        return f"a list of {_many(_parts(inside[0])[0])}"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"one of {', '.join(str(one.value) for one in kind)}"
    name = getattr(kind, "__name__", str(kind))
    return _NAMED.get(name, f"a {name}")


_NAMED = {"MultiDiGraph": "a causal diagram made by causal_diagram(case)"}
"""Of a class that is slow to import."""
