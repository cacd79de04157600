"""What the directives on cases share: the case, the authors, and options that fit a function."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from inspect import Parameter, signature
from types import UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from fpcase.model.catalogue import nearest
from fpcase.model.errors import FpcaseError
from fpcase.sphinx.columns import TABLE
from fpcase.sphinx.domain import CaseDomain, case_here, domain_of, no_such_case, warn
from fpcase.sphinx.settings import DocumentedCase
from fpcase.statements import View
from fpcase.statements.views import known_author


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

    def options_for(
        self, function: Callable[..., object], besides: Iterable[str]
    ) -> tuple[dict[str, object], dict[str, Any]]:
        """The options that a function takes, and the filters, all as they are wanted.

        Args:
            function: The function.
            besides: Options that are no business of the function's.

        Raises:
            FpcaseError: an option is unknown, or its value is of the wrong kind.
        """
        looks = parameters(View.only)
        wanted = {**parameters(function), **looks}
        besides = ("authors", *besides)
        given = {}
        for name, text in self.options.items():
            if name in besides:
                continue
            key = name.replace("-", "_")
            if key not in wanted:
                raise FpcaseError(unknown("option", name, [*besides, *map(_hyphened, wanted)]))
            given[key] = as_wanted(name, text, wanted[key])
        looked = {name: given.pop(name) for name in looks if name in given}
        return given, looked

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


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """What to say of a name that is none of those known."""
    names = list(known)
    near = nearest(name, names)
    hint = f"; did you mean {near!r}?" if near else ""
    return f"there is no {what} {name!r}; there is {', '.join(names)}{hint}"


def words(text: str) -> tuple[str, ...]:
    """The words of an option, parted by commas or spaces."""
    return tuple(text.replace(",", " ").split())


_NOT_FOR_PAGES = {"self", "case", "of", "authors", "ax"}
"""Parameters that are no options: given otherwise, or, like matplotlib's axes, by scripts only."""


def parameters(function: Callable[..., object]) -> Mapping[str, object]:
    """What a function can be told beside the case and the authors, with the types."""
    given = signature(function).parameters.values()
    return {
        one.name: one.annotation
        for one in given
        if one.kind is not Parameter.VAR_KEYWORD and one.name not in _NOT_FOR_PAGES
    }


def as_wanted(name: str, text: str, wanted: object) -> object:
    """An option's text as a function wants it.

    Raises:
        FpcaseError: it does not fit.

    >>> as_wanted("core", "12", int | None), as_wanted("core", "all", int | None)
    (12, None)
    """
    kinds = get_args(wanted) if get_origin(wanted) in {Union, UnionType} else (wanted,)
    if any(text in get_args(kind) for kind in kinds if get_origin(kind) is Literal):
        return text
    if bool in kinds:
        return _yes(name, text)
    for number, noun in ((int, "a whole number"), (float, "a number")):
        if number in kinds:
            return _number(name, text, number, noun, or_all=type(None) in kinds)
    for kind in kinds:
        if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Iterable):
            pairs = any(get_origin(inside) is tuple for inside in get_args(kind))
            return _pairs(name, text) if pairs else words(text)
    return text


def _yes(name: str, text: str) -> bool:
    found = {"": True, "yes": True, "no": False}.get(text)
    if found is None:
        message = f"option {name!r}: expected yes, no, or nothing for yes; found {text!r}"
        raise FpcaseError(message)
    return found


def _number(
    name: str, text: str, number: type[int] | type[float], noun: str, *, or_all: bool
) -> float | None:
    if or_all and text == "all":
        return None
    try:
        return number(text)
    except ValueError:
        expected = f"{noun} or 'all'" if or_all else noun
        message = f"option {name!r}: expected {expected}; found {text!r}"
        raise FpcaseError(message) from None


def _pairs(name: str, text: str) -> tuple[tuple[str, ...], ...]:
    pairs = tuple(tuple(word.split("=")) for word in words(text))
    both = 2
    if any(len(pair) != both or not all(pair) for pair in pairs):
        message = f"option {name!r}: expected pairs such as oil-price=gas-price; found {text!r}"
        raise FpcaseError(message)
    return pairs


def record_link(docname: str, kind: str, target: str, title: str) -> nodes.Node:
    """A link to a record, to stand in a table."""
    link = pending_xref(
        refdomain=CaseDomain.name,
        reftype=kind,
        reftarget=target,
        refexplicit=True,
        refwarn=True,
        refdoc=docname,
    )
    link += nodes.inline(text=title)
    return link


def table_of(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[Sequence[nodes.Node]]]
) -> nodes.Node:
    """A table that can be scrolled where it is wider than the page.

    Args:
        caption: What is counted.
        columns: The heads of the columns.
        rows: Rows of cells; each cell is a run of text and links.
    """
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=1) for _ in columns]
    group += nodes.thead("", _row([[nodes.Text(column)] for column in columns]))
    group += nodes.tbody("", *map(_row, rows))
    classes = [TABLE, "longtable", "colwidths-auto"]
    table = nodes.table("", nodes.title(text=caption), group, classes=classes)
    return nodes.container("", table, classes=["fpcase-scroll"])


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))
