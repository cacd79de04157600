"""What the directives on cases share: the case, the authors, and options that fit a function."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from fpcase.model import FpcaseError
from fpcase.model.wording import unknown
from fpcase.sphinx.domain import case_here, domain_of, no_such_case, warn
from fpcase.sphinx.project import DocumentedCase
from fpcase.statements import known_author
from fpcase.verbs import filters, options


class AnyOption(dict[str, Any]):
    """Lets every option through as text: we check options ourselves, and say more."""

    def __bool__(self) -> bool:
        """There are options."""
        return True

    def __missing__(self, _name: str) -> Callable[[str | None], str]:
        """How an option is read."""
        return lambda text: " ".join((text or "").split())


class CaseDirective(SphinxDirective, ABC):
    """A directive whose argument is a case; whatever is wrong becomes a warning with its place.

    Attributes:
        own: The options that it reads itself.
    """

    optional_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = AnyOption()
    own: ClassVar[tuple[str, ...]] = ()

    def run(self) -> list[nodes.Node]:
        """What the directive makes; nothing, and a warning, if it cannot."""
        try:
            return self.made()
        except FpcaseError as error:
            warn(f"{self.name}: {error}", self.get_location())
            return []

    @abstractmethod
    def made(self) -> list[nodes.Node]:
        """What the directive makes.

        Raises:
            FpcaseError: an option does not fit.
        """

    def documented(self) -> DocumentedCase:
        """The case that the directive names, or that the page speaks of.

        Raises:
            FpcaseError: there is none.
        """
        name = self.arguments[0] if self.arguments else case_here(self.env)
        cases = domain_of(self.env).cases
        if name is None or name not in cases:
            raise FpcaseError(no_such_case(self.env, name))
        return cases[name]

    def authors(self, documented: DocumentedCase) -> tuple[str, ...] | None:
        """The authors that the option ``authors`` names; None if there is no such option.

        Raises:
            FpcaseError: the case has no such author.
        """
        if "authors" not in self.options:
            return None
        return tuple(known_author(documented.case, one) for one in words(self.options["authors"]))

    def options_for(self, verb: Callable[..., object]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The options that a verb takes, and the filters, all as they are wanted.

        Args:
            verb: The verb of a study.

        Raises:
            FpcaseError: an option is unknown, or its value is of the wrong kind.
        """
        looks = filters()
        wanted = {_hyphened(name): one for name, one in {**options(verb), **looks}.items()}
        given: dict[str, Any] = {}
        for name, text in self.options.items():
            if name in ("authors", *self.own):
                continue
            if name not in wanted:
                raise FpcaseError(unknown("option", name, [*self.own, "authors", *wanted]))
            option = wanted[name]
            listed = option.takes_many or option.takes_pairs or option.takes_pair
            given[option.name] = option.read(words(text) if listed else [text])
        return given, {name: given.pop(name) for name in looks if name in given}

    def one_of(self, option: str, known: Iterable[str], default: str) -> str:
        """The value of an option that takes one of a few words.

        Raises:
            FpcaseError: it is none of them.
        """
        value: str = self.options.get(option, default)
        names = list(known)
        if value not in names:
            message = f"option {option!r}: expected one of {', '.join(names)}; found {value!r}"
            raise FpcaseError(message)
        return value


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


def words(text: str) -> tuple[str, ...]:
    """The words of an option, parted by commas or spaces."""
    return tuple(text.replace(",", " ").split())
