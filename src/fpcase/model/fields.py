"""What the fields of a record hold: read from its class once, for all who need to know.

The reader of case files and its messages, the schema for editors, the comments of a new case,
the tables and the reference pages read this description, and so do the records themselves,
which refuse what does not fit (see `fpcase.model.checks`).
"""

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from fpcase.model.catalogue import Catalogue
from fpcase.model.dates import Edtf
from fpcase.model.ids import FULL_ID_KINDS, ID_KINDS
from fpcase.model.terms import PHRASES

ALONE: Mapping[str, bool] = {"alone": True}
"""Marks a field in which one word may stand for a list of one in a case file too."""


Steps = tuple[str | int, ...]
"""Keys and indices from a record, or from a file's root, to a value in it."""


class Form(Enum):
    """How a value is built."""

    LEAF = "leaf"
    """A text, a number, an id, a word of a vocabulary."""
    RECORD = "record"
    """A record of the model."""
    LIST = "list"
    """Several values in order."""
    CATALOGUE = "catalogue"
    """Records that know their own ids: a case file lists them."""
    MAPPING = "mapping"
    """Values under keys."""


@attrs.frozen(kw_only=True, eq=False)
class Shape:
    """What a value may be.

    Attributes:
        form: How it is built.
        kind: For a leaf or a record its type: ``str``, a kind of id, a vocabulary, a record.
        item: What a list, a catalogue or a mapping holds.
        key: What the keys of a catalogue or mapping are.
        optional: Whether there may be nothing.
        alone: Whether one item may stand for a list of one in a case file.
    """

    form: Form
    kind: Any
    item: "Shape | None" = None
    key: "Shape | None" = None
    optional: bool = False
    alone: bool = False

    @property
    def inner(self) -> "Shape":
        """What it holds several of; itself, if it is one alone."""
        return self.item or self

    @property
    def innermost(self) -> "Shape":
        """What it holds in the end: a list of readings under a key holds readings."""
        return self.item.innermost if self.item else self

    @property
    def is_vocabulary(self) -> bool:
        """Whether it is a word of a closed vocabulary."""
        return isinstance(self.kind, type) and issubclass(self.kind, Enum)


@attrs.frozen(kw_only=True, eq=False)
class Field:
    """A field of a record, which is a key of its mapping in a case file.

    Attributes:
        owner: The record.
        name: Its name, in code and in a case file.
        shape: What it holds.
        default: What it is when left out; a callable makes it anew.
        required: Whether it may not be left out.
    """

    owner: type
    name: str
    shape: Shape
    default: Any
    required: bool

    @property
    def left_out(self) -> Any:  # noqa: ANN401 - any value
        """What it is when left out."""
        return self.default() if callable(self.default) else self.default

    @property
    def meaning(self) -> str:
        """What it means, from the docstring of the record."""
        return _meanings(self.owner).get(self.name, "")


@cache
def shape_of(kind: Any) -> Shape:  # noqa: ANN401 - any type of a field
    """The shape of a type, as records write it.

    >>> shape_of(tuple[str, ...]).form, shape_of(str | None).optional
    (<Form.LIST: 'list'>, True)
    """
    arguments = get_args(kind)
    if NoneType in arguments:
        (given,) = (one for one in arguments if one is not NoneType)
        return attrs.evolve(shape_of(given), optional=True)
    if get_origin(kind) is tuple:
        item = shape_of(arguments[0])
        alone = getattr(item.kind, "ALONE", False)
        return Shape(form=Form.LIST, kind=tuple, item=item, alone=alone)
    if get_origin(kind) is Catalogue:
        key, item = map(shape_of, arguments)
        has_id = item.form is Form.RECORD and "id" in attrs.fields_dict(item.kind)
        form = Form.CATALOGUE if has_id else Form.MAPPING
        return Shape(form=form, kind=Catalogue, key=key, item=item)
    return Shape(form=Form.RECORD if attrs.has(kind) else Form.LEAF, kind=kind)


@cache
def fields_of(record: type) -> tuple[Field, ...]:
    """The fields of a record, in order.

    >>> from fpcase.model import Condition
    >>> [field.name for field in fields_of(Condition)]
    ['variable', 'value']
    """
    return tuple(
        Field(
            owner=record,
            name=one.name,
            shape=_alone(one.type) if one.metadata == ALONE else shape_of(one.type),
            default=getattr(one.default, "factory", one.default),
            required=one.default is attrs.NOTHING,
        )
        for one in attrs.fields(record)
    )


@cache
def _alone(kind: Any) -> Shape:  # noqa: ANN401 - any type of a field
    return attrs.evolve(shape_of(kind), alone=True)


@cache
def kinds_in(shape: Shape) -> frozenset[Any]:
    """The kinds of everything that can stand in a value, however deep; its own too.

    >>> from fpcase.model import Actor, ActorId
    >>> ActorId in kinds_in(shape_of(Actor))
    True
    """
    parts = [part for part in (shape.key, shape.item) if part]
    if shape.form is Form.RECORD:
        parts = [field.shape for field in fields_of(shape.kind)]
    return frozenset({shape.kind}).union(*map(kinds_in, parts))


def records_in(record: Any, kind: Any) -> list[tuple[Any, Steps]]:  # noqa: ANN401 - records and their types
    """Every record or id of a kind that stands in a record, however deep, with the steps to it.

    The steps are those of a case file.

    >>> from fpcase.model import Decision, Reading
    >>> vote = Decision(id="vote", title="A vote", date="2014", actor="borduria", kind="vote",
    ...                 outcomes={"war": "yes", "trade": None, "aid": ["low", "high"]})
    >>> [(one.value, *steps) for one, steps in records_in(vote, Reading)]
    [('yes', 'outcomes', 'war'), ('low', 'outcomes', 'aid', 0), ('high', 'outcomes', 'aid', 1)]
    """
    found: list[tuple[Any, Steps]] = []
    _finder(record.__class__, kind)(record, (), found)
    return found


Finder = Callable[[Any, Steps, list[tuple[Any, Steps]]], None]
"""Adds the records in a value to a list, with the steps to each; the steps so far are given."""


@cache
def finders(record: type, kind: type) -> tuple[tuple[str, Finder], ...]:
    """A record's fields in which records of a kind may stand, and what finds them there."""
    return tuple(
        (field.name, _find_in(field.shape, kind))
        for field in fields_of(record)
        if kind in kinds_in(field.shape)
    )


def _finder(record: type, kind: type) -> Finder:
    """What finds the records of a kind in a record."""
    fields = finders(record, kind)

    def find(one: Any, steps: Steps, found: list[tuple[Any, Steps]]) -> None:  # noqa: ANN401 - a record
        for name, inside in fields:
            value = getattr(one, name)
            if value:
                inside(value, (*steps, name), found)

    return find


def _find_in(shape: Shape, kind: type) -> Finder:
    if shape.kind is kind:
        return lambda value, steps, found: found.append((value, steps))
    if shape.form is Form.RECORD:
        return _finder(shape.kind, kind)
    inside = _find_in(shape.inner, kind) if kind in kinds_in(shape.inner) else None
    may_be_alone = shape.alone
    in_keys = shape.form is Form.MAPPING and shape.key is not None and shape.key.kind is kind

    def find(value: Any, steps: Steps, found: list[tuple[Any, Steps]]) -> None:  # noqa: ANN401 - several
        if in_keys:
            found.extend((key, (*steps, key)) for key in value)
        if not inside:
            return None
        if may_be_alone and len(value) == 1:
            return inside(value[0], steps, found)
        listed = value if shape.form is Form.LIST else value.values()
        for step, one in value.items() if shape.form is Form.MAPPING else enumerate(listed):
            if one is not None:
                inside(one, (*steps, step), found)
        return None

    return find


NUMBER = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,24})?|\.[0-9]{1,18})([eE][+-]?[0-9]{1,3})?")
"""What a number looks like in a case file."""


def has_short_form(kind: Any) -> bool:  # noqa: ANN401 - any type
    """Whether something else may stand for a record of this kind.

    The record says so: with `SHORT`, the key that a text alone stands for, or with `in_full` and
    `in_short`, which write other forms out and back.
    """
    return hasattr(kind, "SHORT") or hasattr(kind, "in_full")


def spelled_out(value: Any, kind: Any) -> Any:  # noqa: ANN401 - trees and types
    """A value with the short forms that a record allows written out in full.

    >>> from fpcase.model import Broader
    >>> spelled_out("war", Broader)
    {'variable': 'war'}
    """
    if hasattr(kind, "SHORT"):
        return {kind.SHORT: value} if isinstance(value, str) else value
    return kind.in_full(value) if hasattr(kind, "in_full") else value


def in_short(tree: dict[str, Any], kind: Any) -> Any:  # noqa: ANN401 - a tree
    """A record's tree in the shortest form that is read back as the same."""
    if list(tree) == [getattr(kind, "SHORT", None)]:
        return next(iter(tree.values()))
    return kind.in_short(tree) if hasattr(kind, "in_short") else tree


@cache
def required(record: type) -> tuple[str, ...]:
    """The names of the fields that a record cannot do without."""
    return tuple(field.name for field in fields_of(record) if field.required)


@cache
def phrase(shape: Shape) -> str:
    """What a field takes, in words.

    >>> phrase(shape_of(tuple[str, ...]))
    'a list in which each item is text'
    """
    said: str | None = getattr(shape.kind, "PHRASE", _SIMPLE.get(shape.kind))
    if said:
        return said
    if shape.form is Form.LIST:
        return f"a list in which each item is {phrase(shape.inner)}"
    if shape.form is Form.CATALOGUE:
        return "a list of records"
    if shape.form is Form.MAPPING:
        return "a mapping"
    if not shape.is_vocabulary:
        names = required(shape.kind)
        return f"a mapping with {', '.join(names)}" if names else "a mapping"
    words = ", ".join(str(member.value) for member in shape.kind)
    return f"{PHRASES[shape.kind]} ({words})"


_SIMPLE: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Edtf: "a date or an interval, such as 2014, 2014-03-18 or 2008/2014",
    **dict.fromkeys(ID_KINDS, "an id in kebab-case, such as oil-price"),
    **dict.fromkeys(
        FULL_ID_KINDS, "an author's id and the record's own id, such as aitiev-2015/p1"
    ),
}


def summary(kind: type) -> str:
    """The first paragraph of a record's or a vocabulary's docstring.

    >>> from fpcase.model import Actor
    >>> summary(Actor)
    'Somebody who decides or acts: a state, an organisation, a person.'
    """
    return _plain(_docstring(kind).partition("\n\n")[0])


@cache
def _meanings(record: type) -> Mapping[str, str]:
    """Field -> what it means, from the docstring's section ``Attributes:``."""
    _, _, section = _docstring(record).partition("Attributes:\n")
    entries = re.split(
        r"^(\w+):", textwrap.dedent(section.partition("\n\n")[0]), flags=re.MULTILINE
    )
    return {n: _plain(text) for n, text in zip(entries[1::2], entries[2::2], strict=True)}


@cache
def word_meanings(vocabulary: type[Enum]) -> Mapping[str, str]:
    """Word of a vocabulary -> what it means; words without a docstring mean what they say.

    >>> from fpcase.model import Stance
    >>> word_meanings(Stance)["denies"]
    'The author says that it is not so.'
    """
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(vocabulary))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - the source of a class is a class
    found: dict[str, str] = {}
    for statement, after in zip(definition.body, [*definition.body[1:], None], strict=True):
        match statement, after:
            case (
                ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[str(vocabulary[name].value)] = _plain(text)
    return found


def _docstring(kind: type) -> str:
    whole = getattr(kind, "DOCUMENTED_BY", "")  # the record that it is a part of
    documented = vars(sys.modules[kind.__module__])[whole] if whole else kind
    return inspect.cleandoc(documented.__doc__ or "")


def _plain(text: str) -> str:
    """Text on one line, without the marks of reStructuredText."""
    return re.sub(r"``(.+?)``|`(.+?)`", r"'\1\2'", " ".join(text.split()))
