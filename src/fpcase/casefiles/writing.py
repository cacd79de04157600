"""From a case back to a folder of YAML files."""

import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml

from fpcase.casefiles.converter import to_record
from fpcase.casefiles.layout import (
    CASE_FILES,
    EXPLANATIONS,
    HEAD_FILE,
    VOCABULARY_FILES,
    CaseHead,
)
from fpcase.model.cases import Case, Vocabulary
from fpcase.model.errors import FpcaseError

_WIDTH = 100


def write_case(case: Case, folder: Path | str) -> Path:
    """Write a case into a new folder; reading it back gives an equal case.

    The vocabularies in use are written beside the folder, unless they stand there already.
    The folder is made complete under another name and then renamed, so that a crash never
    leaves half a case under the wanted name.

    Args:
        case: The case.
        folder: Where to write it; it must not exist.

    Returns:
        The folder.

    Raises:
        FpcaseError: the folder exists.
    """
    folder = Path(folder)
    if folder.exists():
        message = f"the folder {folder.name!r} exists; nothing is written over: choose another name"
        raise FpcaseError(message)
    folder.parent.mkdir(parents=True, exist_ok=True)
    for name, vocabulary in case.vocabularies.items():
        if not (folder.parent / name).exists():
            _write_folder(folder.parent / name, _vocabulary_files(vocabulary))
    _write_folder(folder, _case_files(case))
    return folder


def _write_folder(folder: Path, files: Mapping[str, Any]) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, tree in files.items():
            path = temporary / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(to_yaml(tree), encoding="utf-8", newline="\n")
        temporary.chmod(0o755)
        temporary.replace(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _case_files(case: Case) -> dict[str, Any]:
    head = CaseHead(**{field.name: getattr(case, field.name) for field in attrs.fields(CaseHead)})
    files: dict[str, Any] = {HEAD_FILE: to_record(head)}
    for name, keys in CASE_FILES.items():
        tree = {key: _own(case, key) for key in keys}
        files[name] = {key: listed for key, listed in tree.items() if listed}
    for author, explanation in case.explanations.items():
        tree = to_record(explanation)
        del tree["id"]  # the file's name says it
        files[f"{EXPLANATIONS}/{author}.yaml"] = tree
    return {name: tree for name, tree in files.items() if tree}


def _own(case: Case, key: str) -> list[Any]:
    """The records under a key, less those of the vocabularies in use."""
    records = getattr(case, key)
    if isinstance(records, tuple):
        return [to_record(record) for record in records]
    common = {
        shared
        for vocabulary in case.vocabularies.values()
        for shared in getattr(vocabulary, key, ())
    }
    return [to_record(record) for own, record in records.items() if own not in common]


def _vocabulary_files(vocabulary: Vocabulary) -> dict[str, Any]:
    files = {}
    for name, keys in VOCABULARY_FILES.items():
        for key in keys:
            listed = [to_record(record) for record in getattr(vocabulary, key).values()]
            if listed:
                files[name] = {key: listed}
    return files


def to_yaml(tree: Any) -> str:  # noqa: ANN401 - a tree
    """A tree as YAML that a person could have written; the same tree gives the same text."""
    return yaml.dump(
        tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH, indent=2
    )


class _Dumper(yaml.SafeDumper):
    """Block style with lists indented under their key; what is short and flat stays on a line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's signature
        return True

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:  # noqa: ANN401, FBT001 - PyYAML's signature
        return super().represent_sequence(
            tag, sequence, flow_style=flow_style or _is_short(sequence)
        )

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:  # noqa: ANN401, FBT001 - PyYAML's signature
        short = "id" not in mapping and _is_short(mapping.values())
        return super().represent_mapping(tag, mapping, flow_style=flow_style or short)


_FLOW_WIDTH = 80


def _is_short(values: Collection[Any]) -> bool:
    """Whether values are flat and few enough to stand on one line."""
    flat = all(value is None or isinstance(value, str | int | float) for value in values)
    return flat and sum(len(str(value)) + 4 for value in values) <= _FLOW_WIDTH
