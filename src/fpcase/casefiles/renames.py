"""An id renamed in all files of a case, and nothing else touched.

All new texts are made first, in a hidden folder that is renamed once it is whole. From then on
the renaming can only be finished: whoever asks next puts the texts in their places.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.layout import EXPLANATIONS, NOUNS
from fpcase.casefiles.loading import examine
from fpcase.documents import Place, Severity
from fpcase.files import fill, staging, write_whole
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import FULL_ID_KINDS, ExplanationId, RivalId, SourceId, is_id
from fpcase.model.signatures import checked

UNFINISHED = ".unfinished-rename"
"""The folder in a case that holds the new texts until all of them are in their places."""
_GONE = "gone"


@checked
def rename_id(folder: Path | str, old: str, new: str) -> tuple[str, ...]:
    """Rename an id in all files of a case: where it is defined, and wherever it is used.

    Comments, layout and all other words stay as they are. An author's id is that of the
    explanation, its file and its source. A renaming that was interrupted is finished first.

    Args:
        folder: The case folder.
        old: The id, such as ``oil-price``; of a claim with its author, ``doe-2001/c1``.
        new: What it is to be called.

    Returns:
        The files that were changed.

    Raises:
        FpcaseError: the case does not load, no record of its own has the id, another has the
            new one, or a place cannot be found.

    >>> import fpcase
    >>> folder = fpcase.new_case("renamed")
    >>> "variables.yaml" in rename_id(folder, "example-worry", "worry-of-leaders")
    True
    >>> "worry-of-leaders" in fpcase.load_case(folder).variables
    True
    """
    folder = Path(folder)
    _finish(folder)
    draft = _sound(folder, "correct the errors that 'fpcase check' finds, then rename the id")
    kinds = _kinds(draft, old, new)
    texts, gone = _renamed(draft, kinds, old, new)
    with staging(folder / "renamed") as stage:
        trial = stage / folder.absolute().name
        shutil.copytree(folder, trial, ignore=shutil.ignore_patterns(".*", "texts"))
        fill(trial, texts)
        for name in gone:
            (trial / name).unlink()
        _sound(trial, "nothing is renamed", homes=[folder.absolute().parent])
        fill(stage / "new", {**texts, _GONE: "\n".join(gone)})
        (stage / "new").rename(folder / UNFINISHED)
    _finish(folder)
    return tuple(sorted(texts))


def _finish(folder: Path) -> None:
    """Put the texts of a renaming in their places; each step may be done again."""
    made = folder / UNFINISHED
    if not (made / _GONE).is_file():
        shutil.rmtree(made, ignore_errors=True)
        return
    for path in sorted(made.rglob("*.yaml")):
        write_whole(folder / path.relative_to(made), path.read_bytes())
    for name in (made / _GONE).read_text(encoding="utf-8").splitlines():
        (folder / name).unlink(missing_ok=True)
    (made / _GONE).unlink()
    shutil.rmtree(made, ignore_errors=True)


def _sound(folder: Path, remedy: str, *, homes: Sequence[Path] = ()) -> Draft:
    """What a case folder holds, if it loads."""
    draft, errors = examine(folder, {Severity.ERROR}, homes)
    if errors:
        raise FpcaseError(f"the case in {folder.name!r} does not load ({errors[0]}); {remedy}")
    return draft


def _kinds(draft: Draft, old: str, new: str) -> list[Any]:
    """The kinds of id that are renamed."""
    kinds = [kind for kind in NOUNS if old in draft.definitions[kind]]
    if not kinds:
        raise FpcaseError(f"no record of the case has the id {old!r}; spell it as in its file")
    common = [NOUNS[kind] for kind in kinds if (kind, old) in draft.common]
    if common:
        message = f"the {common[0]} {old!r} belongs to a common vocabulary; rename it there"
        raise FpcaseError(message)
    if len(kinds) > 1 and set(kinds) != {SourceId, ExplanationId}:
        nouns = " and ".join(NOUNS[kind] for kind in kinds)
        message = f"{old!r} is the id of a {nouns}; give one of them another id by hand first"
        raise FpcaseError(message)
    for kind in kinds:
        same_owner = old.rpartition("/")[0] == new.rpartition("/")[0]
        if not is_id(new, kind) or not same_owner:
            message = (
                f"{new!r} is not a valid id for the {NOUNS[kind]} {old!r}; write it in "
                "the same form"
            )
            raise FpcaseError(message)
        if new in draft.definitions[kind]:
            raise FpcaseError(f"another {NOUNS[kind]} has the id {new!r}; choose another")
    return kinds


def _renamed(
    draft: Draft, kinds: list[Any], old: str, new: str
) -> tuple[dict[str, str], list[str]]:
    """The new text of each file that changes, and the files that are then gone."""
    edits: dict[str, dict[int, tuple[str, str]]] = {}
    texts: dict[str, str] = {}
    for place, was, now in _places(draft, kinds, old, new):
        name, lines = place.document.name, place.document.lines
        problem = place.problem()
        at = lines.starts[problem.line - 1] + problem.column - 1
        at += lines.text[at : at + 1] in {"'", '"'}
        if lines.text.startswith(was, at):
            edits.setdefault(name, {})[at] = (was, now)
            texts[name] = lines.text
        elif not (ExplanationId in kinds and name == f"{EXPLANATIONS}/{old}.yaml"):
            message = f"{name}:{problem.line}: the id {was!r} is not found there; write it plainly"
            raise FpcaseError(message)
    for name, found in edits.items():
        for at, (was, now) in sorted(found.items(), reverse=True):
            texts[name] = texts[name][:at] + now + texts[name][at + len(was) :]
    if ExplanationId not in kinds:
        return texts, []
    document = draft.definitions[ExplanationId][old].document
    texts[f"{EXPLANATIONS}/{new}.yaml"] = texts.pop(document.name, document.text)
    return texts, [document.name]


def _places(draft: Draft, kinds: list[Any], old: str, new: str) -> Iterator[tuple[Place, str, str]]:
    """Where the id stands, what stands there, and what is to."""
    for kind in kinds:
        if kind is not ExplanationId:
            local = old.rpartition("/")[2], new.rpartition("/")[2]
            yield draft.definitions[kind][old].below("id"), *local
    for file in draft.files:
        for kind, text, place in () if file.owner else file.references():
            of_author = ExplanationId in kinds and kind in {RivalId, *FULL_ID_KINDS}
            named = text == old and (kind in kinds or of_author)
            if named or (of_author and text.startswith(f"{old}/")):
                yield place, old, new
