"""What the fields of a record hold: read from its class once, for all who need to know.

The reader of case files and its messages, the schema for editors, the comments of a new case,
the tables and the reference pages read this description. So do the records themselves: a field
takes a word of its vocabulary or the member, ids as the reader of case files demands them, and
copies lists and mappings, so that nobody can change them afterwards.
"""

import ast
import contextlib
import inspect
import math
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, partial
from itertools import islice
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_origin

import attrs

from fpcase.model.dates import Edtf, date_fault
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import FULL_ID_KINDS, ID_KINDS, is_id
from fpcase.model.terms import PHRASES
from fpcase.model.wording import hint, in_one_line

MOST_SHOWN = 10
"""How many ids a catalogue shows of itself."""

K = TypeVar("K", bound=str)
V = TypeVar("V")
Group = TypeVar("Group")


class Catalogue(Mapping[K, V], Generic[K, V]):
    """Records found by id, in the order of the case files; nothing can be added or changed.

    >>> signs = Catalogue({"oil-price": "positive"})
    >>> signs["oil-price"]
    'positive'
    >>> signs["oil-prise"]
    Traceback (most recent call last):
        ...
    KeyError: "'oil-prise' is not here; did you mean 'oil-price'?"
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        """Take a copy of `items`."""
        self._items: dict[K, V] = dict(items or {})

    def __getitem__(self, key: K) -> V:
        """The record with this id; a missing one is named, with the nearest that exists."""
        try:
            return self._items[key]
        except KeyError:
            size = f"there are {len(self._items)} ids"
            raise KeyError(f"{key!r} is not here{hint(key, self._items, size)}") from None

    def get(self, key: object, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """The record with this id, or else `default`; no similar id is sought."""
        return self._items.get(key, default)  # type: ignore[call-overload] # any key may be asked for

    def __contains__(self, key: object) -> bool:
        """Whether there is a record with this id."""
        return key in self._items

    def __iter__(self) -> Iterator[K]:
        """The ids, in order."""
        return iter(self._items)

    def __len__(self) -> int:
        """How many records there are."""
        return len(self._items)

    def __hash__(self) -> int:
        """Equal catalogues have equal hashes, as records that hold them must."""
        return hash(frozenset(self._items.items()))

    def __eq__(self, other: object) -> bool:
        """Equal when the same ids lead to equal records, in whatever order."""
        if isinstance(other, Catalogue):
            return bool(self._items == other._items)
        return NotImplemented

    def __repr__(self) -> str:
        """The first ids: a case's records would fill pages, and so would a hundred ids."""
        ids = [in_one_line(str(one)) for one in islice(self._items, MOST_SHOWN)]
        more = ", ..." if len(self._items) > MOST_SHOWN else ""
        return f"<{len(self._items)}: {', '.join(ids)}{more}>"


def catalogue(items: Mapping[Any, Any]) -> Catalogue[Any, Any]:
    """`items` as a `Catalogue` (itself, if it is one); the converter of records' fields.

    >>> len(catalogue({"war": "no"}))
    1
    """
    return items if isinstance(items, Catalogue) else Catalogue(items)


def in_short_form(value: Any) -> Any:  # noqa: ANN401 - a record or what stands for it
    """`value` itself; the converter of a field that takes the short form of a record too.

    >>> in_short_form("war")
    'war'
    """
    return value


def tupled(items: Iterable[Any]) -> tuple[Any, ...]:
    """`items` as a tuple; one text is a list of one. The converter of fields that list something.

    >>> tupled("high")
    ('high',)
    """
    return (items,) if isinstance(items, str) else tuple(items)


def grouped(pairs: Iterable[tuple[Group, V]]) -> dict[Group, list[V]]:
    """Key -> all its values; keys and values in the order in which they come.

    Args:
        pairs: Keys, each with one value.

    >>> grouped([("oil", 1), ("gas", 2), ("oil", 3)])
    {'oil': [1, 3], 'gas': [2]}
    """
    found: dict[Group, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


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


Check = Callable[[Any], Any]
"""From what a field is given to what it holds."""


class _UnfitError(Exception):
    """A value that does not fit: what was expected and found."""


def checked(record: type, fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """Let a record's fields check what they are given; for attrs to call as it makes the class."""
    name = getattr(record, "DOCUMENTED_BY", record.__name__)
    return [
        field
        if getattr(field, "inherited", False)
        else field.evolve(converter=_field_check(f"{name}.{field.name}", field))
        for field in fields
    ]


def _field_check(name: str, field: "attrs.Attribute[Any]") -> Check:
    kind: Any = field.type
    check: Check | None = None

    def convert(value: Any) -> Any:  # noqa: ANN401 - any value
        nonlocal check
        if check is None:  # when the record's own class is complete
            check = check_of(shape_of(kind))
        try:
            return check(value)
        except _UnfitError as error:
            message = f"{name}: {error}"
        raise FpcaseError(message)

    return convert


@cache
def check_of(shape: Shape) -> Check:
    """The check of a shape."""
    check = _FORMS[shape.form](shape)
    if not shape.optional:
        return check
    return lambda value: None if value is None else check(value)


def _unfit(shape: Shape, value: Any) -> _UnfitError:  # noqa: ANN401 - any value
    members = [str(member.value) for member in shape.kind] if shape.is_vocabulary else []
    expected = phrase(shape)
    if shape.form is Form.RECORD and not hasattr(shape.kind, "PHRASE"):
        expected = f"a {shape.kind.__name__}"
    return _UnfitError(f"expected {expected}, found {_shown(value)}{hint(value, members)}")


def _shown(value: object) -> str:
    return in_one_line(repr(value), 60)


def _leaf(shape: Shape) -> Check:
    kind = shape.kind
    if shape.is_vocabulary:
        members = {str(member.value): member for member in kind}

        def word(value: Any) -> Any:  # noqa: ANN401 - any value
            if isinstance(value, kind):
                return value
            member = members.get(value) if isinstance(value, str) else None
            if member is None:
                raise _unfit(shape, value)
            return member

        return word
    fits = _LEAVES.get(kind) or partial(is_id, kind=kind)

    def leaf(value: Any) -> Any:  # noqa: ANN401 - any value
        if not fits(value):
            raise _unfit(shape, value)
        return float(value) if kind is float else value

    return leaf


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    if fault := date_fault(value):
        raise _UnfitError(fault)
    return True


_LEAVES: Mapping[Any, Callable[[Any], bool]] = {
    str: lambda value: isinstance(value, str),
    bool: lambda value: isinstance(value, bool),
    int: lambda value: isinstance(value, int) and not isinstance(value, bool),
    float: lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    ),
    Edtf: _is_date,
}


def _record(shape: Shape) -> Check:
    kind = shape.kind

    def record(value: Any) -> Any:  # noqa: ANN401 - any value
        if isinstance(value, kind):
            return value
        full = spelled_out(value, kind)
        with contextlib.suppress(FpcaseError):
            if full is not value:
                return kind(**full)
        raise _unfit(shape, value)

    return record


def _list(shape: Shape) -> Check:
    check, kind = check_of(shape.inner), shape.inner.kind
    is_record = shape.inner.form is Form.RECORD

    def several(value: Any) -> Any:  # noqa: ANN401 - any value
        if is_record and isinstance(value, kind):
            return (value,)
        if isinstance(value, Mapping) or not isinstance(value, Iterable):
            raise _unfit(shape, value)
        items = (value,) if isinstance(value, str) else tuple(value)
        if is_record and all(type(one) is kind for one in items):
            return items
        return tuple([check(one) for one in items])

    return several


def _catalogue(shape: Shape) -> Check:
    check, kind = check_of(shape.inner), shape.inner.kind
    key_check = check_of(shape.key or shape)
    is_listed = shape.form is Form.CATALOGUE

    def mapping(value: Any) -> Any:  # noqa: ANN401 - any value
        if not isinstance(value, Mapping):
            raise _unfit(attrs.evolve(shape, form=Form.MAPPING), value)
        if is_listed and all(type(one) is kind for one in value.values()):
            return value if isinstance(value, Catalogue) else Catalogue(value)
        return Catalogue({key_check(key): check(one) for key, one in value.items()})

    return mapping


_FORMS: Mapping[Form, Callable[[Shape], Check]] = {
    Form.LEAF: _leaf,
    Form.RECORD: _record,
    Form.LIST: _list,
    Form.CATALOGUE: _catalogue,
    Form.MAPPING: _catalogue,
}
