"""Which ids a tree uses, whether or not it fits its record: found by the types of the fields."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

import attrs

from fpcase.casefiles.converter import spelled_out
from fpcase.casefiles.fieldtypes import given
from fpcase.documents import Steps
from fpcase.model.catalogue import Catalogue
from fpcase.model.ids import (
    ActorId,
    ContestId,
    DecisionId,
    EvidenceId,
    ExplanationId,
    FullClaimId,
    FullPredictionId,
    SourceId,
    TheoryId,
    VariableId,
)

NOUNS: dict[Any, str] = {
    SourceId: "source",
    ActorId: "actor",
    VariableId: "variable",
    TheoryId: "theory",
    EvidenceId: "evidence",
    ContestId: "contest",
    DecisionId: "decision",
    ExplanationId: "explanation",
    FullClaimId: "claim",
    FullPredictionId: "prediction",
}
"""Kinds of id that other records use -> what the record is called in a message."""

Use = dict[Any, set[str]]
"""Kind of id -> the ids used."""


class Reference(NamedTuple):
    """An id of another record, where a tree uses it."""

    kind: Any
    text: str
    steps: Steps = ()
    of_key: bool = False
    """Whether it is the key itself that is the id, not what stands under it."""


def references(raw: Any, kind: Any) -> Iterator[Reference]:  # noqa: ANN401 - trees and types
    """Every id of another record that a tree uses, with its place."""
    kind = given(kind)
    if kind in NOUNS:
        if isinstance(raw, str):
            yield Reference(kind, raw)
    elif raw is not None:
        yield from _WALKS[_shape(kind)](spelled_out(raw, kind), kind)


def _in_record(raw: Any, kind: Any) -> Iterator[Reference]:  # noqa: ANN401 - trees and types
    if isinstance(raw, dict):
        for name, field_kind in _fields(kind):
            if name in raw:
                yield from _below(name, references(raw[name], field_kind))


def _in_list(raw: Any, kind: Any) -> Iterator[Reference]:  # noqa: ANN401 - trees and types
    item_kind = get_args(kind)[-1] if _shape(kind) == "mapping" else get_args(kind)[0]
    if isinstance(raw, list):
        for index, item in enumerate(raw):
            yield from _below(index, references(item, item_kind))
    elif isinstance(raw, str):  # a selector's single word
        yield from references(raw, item_kind)


def _in_mapping(raw: Any, kind: Any) -> Iterator[Reference]:  # noqa: ANN401 - trees and types
    if not isinstance(raw, dict):
        yield from _in_list(raw, kind)
        return
    key_kind, value_kind = get_args(kind)
    for key, item in raw.items():
        for own in references(key, key_kind):
            yield own._replace(steps=(key,), of_key=True)
        yield from _below(key, references(item, value_kind))


def _in_leaf(raw: Any, kind: Any) -> Iterator[Reference]:  # noqa: ANN401 - trees and types
    del raw, kind
    return iter(())


def _below(step: str | int, found: Iterator[Reference]) -> Iterator[Reference]:
    for one in found:
        yield one._replace(steps=(step, *one.steps))


_WALKS = {"record": _in_record, "list": _in_list, "mapping": _in_mapping, "leaf": _in_leaf}


@cache
def _shape(kind: Any) -> str:  # noqa: ANN401 - a type
    if attrs.has(kind):
        return "record"
    return {Catalogue: "mapping", tuple: "list"}.get(get_origin(kind), "leaf")


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:  # noqa: ANN401 - a type
    """A record's fields that can hold ids of other records."""
    fields = attrs.fields(attrs.resolve_types(kind))
    return tuple((f.name, f.type) for f in fields if f.name != "id" and _holds_ids(f.type))


@cache
def _holds_ids(kind: Any) -> bool:  # noqa: ANN401 - a type
    kind = given(kind)
    if kind in NOUNS:
        return True
    shape = _shape(kind)
    if shape == "record":
        return bool(_fields(kind))
    return shape != "leaf" and any(map(_holds_ids, get_args(kind)))


@cache
def collector(kind: Any) -> Callable[[Any, Use], None]:  # noqa: ANN401 - a type
    """A function that adds the ids that a tree uses: `references` without places, but fast."""
    kind = given(kind)
    if kind in NOUNS:
        return _id_collector(kind)
    if attrs.has(kind) and spelled_out("", kind) == "":
        return _record_collector(_fields(kind))
    if _shape(kind) == "list":
        return _list_collector(get_args(kind)[0])

    def slowly(raw: Any, used: Use) -> None:  # noqa: ANN401 - a tree
        for one in references(raw, kind):
            used.setdefault(one.kind, set()).add(one.text)

    return slowly


def _id_collector(kind: Any) -> Callable[[Any, Use], None]:  # noqa: ANN401 - a type
    def collect(raw: Any, used: Use) -> None:  # noqa: ANN401 - a tree
        if isinstance(raw, str):
            if kind in used:
                used[kind].add(raw)
            else:
                used[kind] = {raw}

    return collect


def _record_collector(fields: tuple[tuple[str, Any], ...]) -> Callable[[Any, Use], None]:
    collectors = tuple((name, collector(field_kind)) for name, field_kind in fields)

    def collect(raw: Any, used: Use) -> None:  # noqa: ANN401 - a tree
        if isinstance(raw, dict):
            for name, inner in collectors:
                value = raw.get(name)
                if value is not None:
                    inner(value, used)

    return collect


def _list_collector(kind: Any) -> Callable[[Any, Use], None]:  # noqa: ANN401 - a type
    inner = collector(kind)

    def collect(raw: Any, used: Use) -> None:  # noqa: ANN401 - a tree
        if isinstance(raw, list):
            for one in raw:
                inner(one, used)
        else:  # a selector's single word
            inner(raw, used)

    return collect
