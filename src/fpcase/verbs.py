"""The verbs of a study as a command line or a page needs them: their options, read from the code.

A verb is declared once, as a method of `Study`. What it takes stands in its signature, what that
means in its docstring; from there the command line and the Sphinx directives have their options.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Literal, Union, get_args, get_origin

import attrs

from fpcase.model.signatures import OptionError
from fpcase.statements import View
from fpcase.studies import Study
from fpcase.whole_case import WholeCase

Parameter = inspect.Parameter


@attrs.frozen(kw_only=True)
class Option:
    """Something that a verb can be told.

    Attributes:
        name: Its name in Python.
        meaning: What it says.
        wanted: The type of its values, from the signature.
        default: Its value if it is left out; `Parameter.empty` if it cannot be.
        place: Whether it is given by its place, by its name, or as many words at the end.
    """

    name: str
    meaning: str
    wanted: object
    default: object
    place: object

    @property
    def is_required(self) -> bool:
        """Whether it cannot be left out."""
        return self.default is Parameter.empty and not self.takes_rest

    @property
    def takes_rest(self) -> bool:
        """Whether it takes all further words, by their place."""
        return self.place is Parameter.VAR_POSITIONAL

    @property
    def is_named(self) -> bool:
        """Whether it is given by its name alone."""
        return self.place is Parameter.KEYWORD_ONLY

    @property
    def takes_many(self) -> bool:
        """Whether it takes as many words as one likes."""
        return self.takes_rest or self._lists(str)

    @property
    def takes_pairs(self) -> bool:
        """Whether it takes pairs of words."""
        return any(get_origin(inside) is tuple for kind in self._kinds for inside in get_args(kind))

    @property
    def takes_pair(self) -> bool:
        """Whether it takes one pair of words."""
        return any(get_origin(kind) is tuple for kind in self._kinds)

    @property
    def is_switch(self) -> bool:
        """Whether it is only said or not said."""
        return bool in self._kinds

    @property
    def is_number(self) -> bool:
        """Whether it takes a number."""
        return int in self._kinds or float in self._kinds

    @property
    def words(self) -> tuple[str, ...]:
        """The words that it takes beside what its type says."""
        return tuple(
            str(word)
            for kind in self._kinds
            if get_origin(kind) is Literal
            for word in get_args(kind)
        )

    @property
    def _kinds(self) -> tuple[object, ...]:
        union = get_origin(self.wanted) in {Union, UnionType}
        return get_args(self.wanted) if union else (self.wanted,)

    def _lists(self, of: type) -> bool:
        return any(
            isinstance(origin := get_origin(kind), type)
            and origin is not tuple
            and issubclass(origin, Iterable)
            and get_args(kind)[0] is of
            for kind in self._kinds
        )

    def read(self, said: Sequence[str]) -> object:
        """The value that words say.

        Args:
            said: The words, as typed.

        Raises:
            OptionError: they say no such value.

        >>> options(Study.chains)["limit"].read(["12"])
        12
        """
        if self.is_switch:
            return self._switch(" ".join(said))
        if self.takes_pairs:
            return tuple(self._pair(word) for word in said)
        if self.takes_pair:
            return tuple(said) if len(said) > 1 else self._pair(said[0])
        if self.takes_many:
            return tuple(said)
        word = " ".join(said)
        return self._number(word) if self.is_number and word not in self.words else word

    def _switch(self, word: str) -> bool:
        found = {"": True, "yes": True, "no": False}.get(word)
        if found is None:
            raise OptionError(self.name, f"expected yes or no (nothing means yes), found {word!r}")
        return found

    def _pair(self, word: str) -> tuple[str, str]:
        one, _, other = word.partition("=")
        if not one or not other or "=" in other:
            raise OptionError(
                self.name, f"expected pairs such as oil-price=gas-price, found {word!r}"
            )
        return one, other

    def _number(self, word: str) -> float:
        kind, what = (float, "a number") if float in self._kinds else (int, "a whole number")
        try:
            return kind(word)
        except ValueError:
            expected = " or ".join([what, *map(repr, self.words)])
            raise OptionError(self.name, f"expected {expected}, found {word!r}") from None


def verbs() -> Mapping[str, Callable[..., object]]:
    """Every verb of a study, by its name."""
    return {
        name: method
        for owner in (WholeCase, Study)
        for name, method in vars(owner).items()
        if inspect.isfunction(method) and not name.startswith("_")
    }


def takes_filters(verb: str) -> bool:
    """Whether a verb speaks of what is looked at; others speak of a case as it is coded."""
    return verb not in vars(WholeCase)


def summary(verb: Callable[..., object]) -> str:
    """What a verb does, in a line."""
    return (inspect.getdoc(verb) or "").partition("\n")[0]


def returned(verb: Callable[..., object]) -> tuple[type, ...]:
    """What a verb gives: a class, or several."""
    given = _evaluated(verb, inspect.signature(verb).return_annotation)
    kinds = get_args(given) if get_origin(given) in {Union, UnionType} else (given,)
    return tuple(kind for kind in kinds if isinstance(kind, type))


@cache
def options(verb: Callable[..., object]) -> Mapping[str, Option]:
    """What a verb can be told, by its name in Python.

    >>> list(options(Study.overlap))
    ['draws', 'seed']
    """
    meanings = _meanings(inspect.getdoc(verb) or "")
    return {
        one.name: Option(
            name=one.name,
            meaning=meanings.get(one.name, ""),
            wanted=_evaluated(verb, one.annotation),
            default=one.default,
            place=one.kind,
        )
        for one in list(inspect.signature(verb).parameters.values())[1:]
    }


def filters() -> Mapping[str, Option]:
    """What of a case can be looked at, by its name in Python."""
    return {name: one for name, one in options(View.only).items() if one.is_named}


def _evaluated(verb: Callable[..., object], annotation: object) -> object:
    """A type that a signature names; modules with later annotations hold it as text."""
    if isinstance(annotation, str):
        return eval(annotation, vars(sys.modules[verb.__module__]))  # noqa: S307 - our own code
    return annotation


_ARGUMENT = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)


def _meanings(docstring: str) -> dict[str, str]:
    """What a docstring says of each argument."""
    described = docstring.partition("\nArgs:\n")[2].partition("\n\n")[0]
    return {name: " ".join(said.split()) for name, said in _ARGUMENT.findall(described)}
