"""A signature held against what a function is given: a wrong value is refused in words.

Types say what a function takes; this says it to a scholar who runs no type checker, before the
value breaks something deep inside. What types cannot say, such as a number above 0 or the id of a
variable, the function says itself.
"""

import functools
import inspect
import sys
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NewType, TypeVar, Union, cast, get_args, get_origin

from fpcase.model.options import refuse

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
    fpcase.model.options.OptionError: limit: expected a whole number, found 'two'
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
