"""From a case back to a folder of YAML files; the same case gives the same text."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.converter import structure
from fpcase.casefiles.layout import (
    CASE_FILES,
    EXPLANATIONS,
    HEAD_FILE,
    VOCABULARY_FILES,
    VOCABULARY_KEYS,
)
from fpcase.casefiles.loading import examine
from fpcase.casefiles.record_trees import to_record
from fpcase.casefiles.slugs import slug
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import CaseError, Severity, parse_text
from fpcase.files import fill, is_there, put, refuse_existing, staging, write_new_file
from fpcase.model.cases import Case, CaseHead, Vocabulary
from fpcase.model.claims import Explanation
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import ID_PATTERN
from fpcase.model.signatures import checked


@checked
def write_case(case: Case, folder: Path | str, *, texts: Mapping[str, str] | None = None) -> Path:
    """Write a case into a new folder; reading it back gives an equal case.

    The vocabularies in use are written beside the folder, unless they stand there already.
    The folder is made complete under another name, read back, and then renamed, so that a
    crash never leaves half a case under the wanted name. (It may leave a hidden folder whose
    name begins with ``.fpcase-``; delete it.)

    Args:
        case: The case.
        folder: Where to write it; it must not exist.
        texts: File name -> text of a source, for the folder's ``texts``.

    Returns:
        The folder.

    Raises:
        CaseError: the case could not be read back, as its records break a rule.
        FpcaseError: the folder exists or cannot be written, an id is not valid, or a vocabulary
            beside it differs from the case's own.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> folder = fpcase.write_case(case, "copy/kazakhstan")
    >>> fpcase.load_case(folder) == case
    True
    """
    folder = Path(folder)
    for id_ in (*case.explanations, *case.vocabularies):
        _refuse_no_id(id_)  # it becomes a file's or folder's name, which must not lead elsewhere
    refuse_existing(folder, "folder")
    with staging(folder) as stage:
        missing = {
            name: vocabulary
            for name, vocabulary in case.vocabularies.items()
            if not (folder.parent / name).exists()
        }
        fill(stage / "case", _texts(_case_files(case)))
        if texts:
            fill(stage / "case" / "texts", texts)
        for name, vocabulary in missing.items():
            fill(stage / "vocabularies" / name, _texts(_listed(vocabulary, VOCABULARY_FILES, {})))
        _read_back(case, stage, folder)
        for name in missing:
            put(stage / "vocabularies" / name, folder.parent / name, "folder")
        put(stage / "case", folder, "folder")
    return folder


@checked
def write_explanation(case_folder: Path | str, explanation: Explanation) -> Path:
    """Write one author's explanation into a case folder, as a new file.

    Args:
        case_folder: The case folder.
        explanation: The explanation; what it refers to may still be missing in the case.

    Returns:
        The file, ``explanations/ID.yaml``.

    Raises:
        FpcaseError: the file exists or cannot be written, the folder is no case, or the
            explanation could not be read back.

    >>> import fpcase
    >>> folder = fpcase.write_case(fpcase.load_case(fpcase.bundled_case("kazakhstan")), "copy/kaz")
    >>> doe = fpcase.model.Explanation(id="doe-2001", source="aitiev-2015")
    >>> fpcase.casefiles.write_explanation(folder, doe).name
    'doe-2001.yaml'
    """
    path = explanation_place(Path(case_folder), explanation.id)
    text = to_yaml(_explanation_tree(explanation))
    document = parse_text(text, f"{EXPLANATIONS}/{path.name}")
    errors = [one for one in document.problems if one.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, f"the explanation {explanation.id!r} (not written)")
    tree = document.data if isinstance(document.data, dict) else {}
    read, _ = structure({"source": explanation.id, **tree, "id": explanation.id}, Explanation)
    if read != explanation:
        raise FpcaseError(
            f"the explanation {explanation.id!r} cannot be written: it would not be read back "
            "unchanged; look for blank texts and for values of the wrong type"
        )
    return write_new_file(path, text)


def explanation_place(folder: Path, author: str) -> Path:
    """Where a case folder will hold a new author's explanation.

    Args:
        folder: The case folder.
        author: The explanation's id.

    Raises:
        FpcaseError: the folder is no case, the id is none, or the explanation exists.
    """
    if not is_there(folder / HEAD_FILE):
        raise FpcaseError(
            f"{str(folder)[-200:]!r} is not a case folder (it has no {HEAD_FILE}); "
            "name one, or begin one with 'fpcase new'"
        )
    _refuse_no_id(author)
    path = folder / EXPLANATIONS / f"{author}.yaml"
    refuse_existing(path, "explanation")
    return path


def _refuse_no_id(text: str) -> None:
    if not ID_PATTERN.fullmatch(text):
        other = slug(text, "doe-2001")
        raise FpcaseError(f"{text!r} is not an id in kebab-case, such as doe-2001; try {other!r}")


def _texts(files: Mapping[str, Any]) -> dict[str, str]:
    return {name: to_yaml(tree) for name, tree in files.items()}


def _read_back(case: Case, stage: Path, folder: Path) -> None:
    """Refuse a case that would not be read back as it is."""
    homes = (stage / "vocabularies", folder.parent)
    draft, errors = examine(stage / "case", {Severity.ERROR}, homes)
    if errors:
        raise CaseError(errors, f"the case {case.id!r} (not written)")
    read = draft.case()
    fields = [field.name for field in attrs.fields(Case)]
    differ = [name for name in fields if getattr(read, name) != getattr(case, name)]
    if differ:
        raise FpcaseError(
            f"the case {case.id!r} cannot be written to {folder.name!r}: when read back, it would "
            f"differ in {', '.join(differ)}; check whether that folder has another vocabulary of "
            f"that name, whether a record's id differs from its key, and whether a value has the "
            f"wrong type"
        )


def _case_files(case: Case) -> dict[str, Any]:
    head = CaseHead(**{field.name: getattr(case, field.name) for field in attrs.fields(CaseHead)})
    files: dict[str, Any] = {HEAD_FILE: to_record(head)}
    common = {
        key: {shared for one in case.vocabularies.values() for shared in getattr(one, key)}
        for key in VOCABULARY_KEYS
    }
    files |= _listed(case, CASE_FILES, common)
    for author, explanation in case.explanations.items():
        files[f"{EXPLANATIONS}/{author}.yaml"] = _explanation_tree(explanation)
    return files


def _explanation_tree(explanation: Explanation) -> dict[str, Any]:
    tree: dict[str, Any] = to_record(explanation)
    del tree["id"]  # the file's name says it
    return tree


def _listed(
    whole: Case | Vocabulary,
    files: Mapping[str, Mapping[str, type]],
    common: Mapping[str, Collection[str]],
) -> dict[str, Any]:
    """File -> key -> the records under it, less those that are common."""
    found: dict[str, Any] = {}
    for name, keys in files.items():
        for key in keys:
            held = getattr(whole, key)
            less = common.get(key, ())
            own = (
                held if isinstance(held, tuple) else [held[id_] for id_ in held if id_ not in less]
            )
            if own:
                found.setdefault(name, {})[key] = [to_record(record) for record in own]
    return found
