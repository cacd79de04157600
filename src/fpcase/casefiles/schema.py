"""JSON Schemas of the files of a case folder, for editors that help while one types.

They are made from the records, never written beside them: a field, its docstring line and
its vocabulary are the only truth. An editor reads YAML in its own way (a year becomes a
number, ``yes`` may become true), whereas fpcase keeps what was typed; so wherever a text may
stand, the schema takes what an editor makes of a plain word.
"""

import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from fpcase.casefiles.layout import CASE_FILES
from fpcase.files import write_new_folder
from fpcase.model.cases import CaseHead
from fpcase.model.dates import Edtf
from fpcase.model.errors import FpcaseError
from fpcase.model.evidence import Chance
from fpcase.model.explanations import Explanation
from fpcase.model.fields import (
    Form,
    Shape,
    fields_of,
    required,
    shape_of,
    summary,
    word_meanings,
)
from fpcase.model.ids import FULL_ID_KINDS, FULL_ID_PATTERN, ID_KINDS, ID_PATTERN
from fpcase.model.signatures import checked
from fpcase.model.spelling import unknown
from fpcase.model.terms import ChanceWord
from fpcase.model.theories import Selector

Schema = dict[str, Any]
"""A JSON Schema (draft-07), or a part of one."""

FILE_KINDS: Mapping[str, type | Mapping[str, type]] = {
    "case": CaseHead,
    **{name.removesuffix(".yaml"): keys for name, keys in CASE_FILES.items()},
    "explanation": Explanation,
}
"""Kind of file -> the record that it is, or the records listed under its keys."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_MADE = "Made by 'fpcase schema' from fpcase's records; change those instead."
_NOT_BLANK = r"\S"
_POINT = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[?~%]?"
_DATE = rf"^({_POINT}|{_POINT}/({_POINT}|\.\.)|\.\./{_POINT})$"
_FIRST_YEAR, _LAST_YEAR = 1000, 9999  # an editor reads a bare year as a number
_INTEGER = r"^[+-]?[0-9]{1,18}$"
_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"

_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": _NOT_BLANK}
_ID: Schema = {
    "type": ["string", "integer", "boolean"],
    "pattern": f"^{ID_PATTERN.pattern}$",
    "minimum": 0,
}
_FULL_ID: Schema = {"type": "string", "pattern": f"^{FULL_ID_PATTERN.pattern}$"}
_SCALARS: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": ["integer", "string"], "pattern": _INTEGER},
    float: {"type": ["number", "string"], "pattern": _NUMBER},
    bool: {"enum": [True, False, "true", "false"]},
    Edtf: {
        "type": ["string", "integer"],
        "pattern": _DATE,
        "minimum": _FIRST_YEAR,
        "maximum": _LAST_YEAR,
    },
    **dict.fromkeys(ID_KINDS, _ID),
    **dict.fromkeys(FULL_ID_KINDS, _FULL_ID),
}


@checked
def json_schema(file_kind: str) -> Schema:
    """The JSON Schema (draft-07) of one kind of file in a case folder.

    Args:
        file_kind: ``case``, ``sources``, ``actors``, ``variables``, ``theories``,
            ``decisions``, ``evidence``, ``appraisals`` or ``explanation``.

    Raises:
        FpcaseError: there is no such kind of file.

    >>> import fpcase
    >>> fpcase.casefiles.json_schema("case")["required"]
    ['id', 'title', 'country', 'version']
    """
    if file_kind not in FILE_KINDS:
        raise FpcaseError(unknown("kind of file", file_kind, FILE_KINDS))
    holds = FILE_KINDS[file_kind]
    definitions: dict[str, Schema] = {}
    if isinstance(holds, type):
        body = _record(holds, definitions)
        if holds is Explanation:
            del body["required"]  # id and source go without saying: they are the file's name
    else:
        body = {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                key: _described(summary(kind), _list(_value(shape_of(kind), definitions)))
                for key, kind in holds.items()
            },
        }
    name = f"{file_kind}.yaml" if holds is not Explanation else "explanations/ID.yaml"
    head = {"$schema": _DRAFT, "$comment": _MADE, "title": f"fpcase case folder: {name}"}
    return {**head, **body, "definitions": dict(sorted(definitions.items()))}


def schema_files() -> dict[str, str]:
    """File name -> text of every schema, such as ``sources.json``."""
    return {
        f"{kind}.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"
        for kind in FILE_KINDS
    }


@checked
def write_schemas(folder: Path | str) -> Path:
    """Write every schema into a new folder, for editors to read.

    Args:
        folder: Where to write them; it must not exist.

    Returns:
        The folder.

    Raises:
        FpcaseError: the folder exists, or cannot be written.

    >>> import fpcase
    >>> (fpcase.casefiles.write_schemas("schemas") / "sources.json").exists()
    True
    """
    return write_new_folder(Path(folder), schema_files())


def _record(kind: type, definitions: dict[str, Schema]) -> Schema:
    return {
        "description": summary(kind),
        "type": "object",
        "additionalProperties": False,
        "required": list(required(kind)),
        "properties": {
            field.name: _described(field.meaning, _value(field.shape, definitions))
            for field in fields_of(kind)
        },
    }


def _described(text: str, body: Schema) -> Schema:
    """A schema with a description; beside a bare reference draft-07 would not see it."""
    return {"description": text, **({"allOf": [body]} if "$ref" in body else body)}


def _value(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    """The schema of a value of a field."""
    body = _given(shape, definitions)
    return _or_nothing(body) if shape.optional else body


def _given(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    if shape.kind in _SCALARS:
        return dict(_SCALARS[shape.kind])
    if shape.is_vocabulary:
        return _vocabulary(shape.kind)
    if shape.form is Form.RECORD:
        return _reference(shape.kind, definitions)
    if shape.form is not Form.MAPPING:
        item = _value(shape.inner, definitions)
        return {"anyOf": [item, _list(item)]} if shape.alone else _list(item)
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": _value(shape.key or shape, definitions)["pattern"]},
        "additionalProperties": _value(shape.inner, definitions),
    }


def _reference(kind: type, definitions: dict[str, Schema]) -> Schema:
    """A reference to a record's schema, which is added to the definitions."""
    if kind is Chance:
        number = _SCALARS[float]
        return {"anyOf": [number, _vocabulary(ChanceWord), {**_list(number), "type": "array"}]}
    if kind.__name__ not in definitions:
        body = _record(kind, definitions)
        if short := getattr(kind, "SHORT", ""):
            (alone,) = (one for one in fields_of(kind) if one.name == short)
            body = {"anyOf": [_value(alone.shape, definitions), body]}
        if kind is Selector:
            body = {"anyOf": [{"enum": list(Selector.WORDS)}, body]}
        definitions[kind.__name__] = body
    return {"$ref": f"#/definitions/{kind.__name__}"}


def _vocabulary(vocabulary: type[Enum]) -> Schema:
    meanings = word_meanings(vocabulary)
    words = [str(member.value) for member in vocabulary]
    body: Schema = {"enum": words}
    if meanings:
        body["enumDescriptions"] = [meanings.get(word, "") for word in words]
    return body


def _list(item: Schema) -> Schema:
    return {"type": ["array", "null"], "items": item}


def _or_nothing(body: Schema) -> Schema:
    """The same, or nothing after the colon."""
    if "enum" in body:
        return {**body, "enum": [*body["enum"], None]}
    if "type" in body:
        kinds = body["type"] if isinstance(body["type"], list) else [body["type"]]
        return {**body, "type": [*kinds, "null"]}
    return {"anyOf": [body, {"type": "null"}]}
