"""Which file of a case folder holds which records: what is read and written follows one table."""

import re
from typing import Any

from fpcase.model.cases import Case, Vocabulary
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation, Prediction
from fpcase.model.fields import fields_of
from fpcase.model.ids import FULL_ID_KINDS, FULL_KINDS, ExplanationId

HEAD_FILE = "case.yaml"
EXPLANATIONS = "explanations"

_RECORDS: dict[str, type] = {field.name: field.shape.innermost.kind for field in fields_of(Case)}

CASE_FILES: dict[str, dict[str, type]] = {
    name: {key: _RECORDS[key] for key in keys}
    for name, keys in {
        "sources.yaml": ["sources"],
        "actors.yaml": ["actors"],
        "variables.yaml": ["variables"],
        "theories.yaml": ["theories"],
        "decisions.yaml": ["decisions"],
        "evidence.yaml": ["evidence"],
        "appraisals.yaml": ["contests", "appraisals", "prediction_outcomes"],
    }.items()
}
"""File name -> key at the top of the file -> the records listed under it."""

VOCABULARY_KEYS: dict[str, type[Any]] = {
    field.name: field.shape.innermost.kind for field in fields_of(Vocabulary) if field.name != "id"
}
"""Key at the top of a vocabulary's file, and attribute of `Vocabulary` -> the records."""

VOCABULARY_FILES: dict[str, dict[str, type]] = {
    name: keys for name, keys in CASE_FILES.items() if keys.keys() <= VOCABULARY_KEYS.keys()
}
"""What a common vocabulary may hold: what may mean the same in every case."""


def _id_kind(record: type) -> Any:  # noqa: ANN401 - a kind of id
    own: Any = next((one.shape.kind for one in fields_of(record) if one.name == "id"), None)
    return FULL_KINDS.get(own, own)


_LISTED = [kind for keys in CASE_FILES.values() for kind in keys.values()]
_IN_EXPLANATIONS = (Explanation, CausalClaim, DescriptiveClaim, Prediction)

ID_OF: dict[type, Any] = {
    kind: id_kind for kind in (*_LISTED, *_IN_EXPLANATIONS) if (id_kind := _id_kind(kind))
}
"""The kind of id that each record defines."""

NOUNS: dict[Any, str] = {
    kind: kind.__name__.removeprefix("Full").removesuffix("Id").lower() for kind in ID_OF.values()
}
"""Kinds of id that other records use -> what the record is called in a message."""

FILE_OF: dict[Any, str] = {
    **dict.fromkeys((ExplanationId, *FULL_ID_KINDS), f"{EXPLANATIONS}/{{author}}.yaml"),
    **{
        ID_OF[kind]: name
        for name, keys in CASE_FILES.items()
        for kind in keys.values()
        if kind in ID_OF
    },
}
"""Kind of id -> the file that defines such ids."""


_ENDING = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)


def yaml_stem(name: str) -> str | None:
    """A YAML file's name without its ending; None of any other file.

    Some editors put ``.txt`` behind a name, and file managers hide it.

    >>> yaml_stem("doe-2001.yaml.txt")
    'doe-2001'
    """
    ending = _ENDING.search(name)
    return name[: ending.start()] if ending else None
