"""Which file of a case folder holds which records, and which file is meant by another name.

What is read and what is written follow the same table. Nothing that looks as if it were meant to
be read is passed over in silence: a file that can only be meant for one that is missing is read in
its place, so that a slip in a name is one message and not a hundred about ids that nobody defines.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from fpcase.documents import Problem
from fpcase.model.cases import Case, Vocabulary
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation, Prediction
from fpcase.model.fields import fields_of
from fpcase.model.ids import FULL_ID_KINDS, FULL_KINDS, ExplanationId
from fpcase.model.wording import did_you_mean, nearest

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


def stand_ins(folder: Path, names: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """Known file that is not in the folder -> the file there that is probably meant for it."""
    found: dict[str, str] = {}
    for name in (one for one in names if one not in known):
        meant = meant_file(name, known)
        if meant and meant not in names and (folder / name).is_file():
            found.setdefault(meant, name)
    return found


def meant_file(name: str, known: Iterable[str]) -> str | None:
    """The known file that a YAML file's name resembles most, if any comes near."""
    stem = yaml_stem(name.lower())
    near = stem and nearest(stem, [one.removesuffix(".yaml") for one in known])
    return f"{near}.yaml" if near else None


_ENDING = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)


def yaml_stem(name: str) -> str | None:
    """A YAML file's name without its ending; None of any other file.

    Some editors put ``.txt`` behind a name, and file managers hide it.

    >>> yaml_stem("doe-2001.yaml.txt")
    'doe-2001'
    """
    ending = _ENDING.search(name)
    return name[: ending.start()] if ending else None


MOST_UNKNOWN = 100
"""How many unknown keys of a file are looked at and listed one by one."""


def mistaken_keys(data: Mapping[str, object], known: Iterable[str]) -> dict[str, str]:
    """Unknown key -> the known key that is missing and probably meant."""
    keys = list(known)
    found: dict[str, str] = {}
    for key in islice((key for key in data if key not in keys), MOST_UNKNOWN):
        near = nearest(key, keys)
        if near and near not in data and near not in found.values():
            found[key] = near
    return found


def misnamed(path: Path, prefix: str, known: Sequence[str]) -> Problem | None:
    """What is to be said of a file or folder that is not read under its name, if anything.

    Args:
        path: The file or folder.
        prefix: What goes before its name in messages.
        known: The names that would be read there.
    """
    name = prefix + written(path.name)
    stem = yaml_stem(path.name)
    if path.is_dir():
        near = nearest(path.name, [EXPLANATIONS])
        if near and path.name != EXPLANATIONS and not prefix:
            what = "a folder of this name does not belong in a case folder"
            return unknown_file(name, what, did_you_mean(near))
    elif stem is not None and path.suffix != ".yaml":
        what = f"the file's name ends in {path.name[len(stem) :]} and would not be read"
        return unknown_file(name, what, "rename it so that it ends in .yaml")
    elif stem is not None:
        kind = "common vocabulary" if prefix else "case folder"
        near = meant_file(path.name, known)
        advice = did_you_mean(near, "rename it or move it elsewhere")
        expected = f"one of {', '.join(known)}"
        return unknown_file(
            name, f"a file of this name does not belong in a {kind}", advice, expected
        )
    return None


def unknown_file(name: str, what: str, advice: str, expected: str = "") -> Problem:
    """A problem with a file as a whole."""
    return Problem(rule="unknown-file", file=name, what=what, expected=expected, advice=advice)


def written(name: str) -> str:
    """A file's name as a message can show it, whatever bytes it has."""
    return name if name.isprintable() else ascii(name)[1:-1]
