"""A read-only mapping that keeps its order and says what it holds when a key is missing."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Generic, TypeVar

from fpcase.model.spelling import hint
from fpcase.model.wording import in_one_line

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
