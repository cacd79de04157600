"""From a folder to a case, or to everything that is wrong with it: its form, and the rules.

Nothing that looks as if it were meant to be read is passed over in silence: a file that can only be
meant for one that is missing is read in its place, so that a slip in a name is one message and not
a hundred about ids that nobody defines.
"""

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Any

import attrs

from fpcase.casefiles.converter import unknown_key
from fpcase.casefiles.drafts import Draft, unchecked
from fpcase.casefiles.layout import (
    CASE_FILES,
    EXPLANATIONS,
    HEAD_FILE,
    VOCABULARY_FILES,
    VOCABULARY_KEYS,
    yaml_stem,
)
from fpcase.casefiles.rules import Rule, claim_rules, evidence_rules, record_rules, vocabulary_rules
from fpcase.documents import (
    CaseError,
    Document,
    Place,
    Problem,
    Severity,
    describe,
    parse_file,
    place_order,
)
from fpcase.files import is_folder, is_there
from fpcase.model.cases import Case, CaseHead, Vocabulary
from fpcase.model.claims import CausalClaim, DescriptiveClaim, Explanation, Prediction
from fpcase.model.errors import FpcaseError
from fpcase.model.ids import (
    ID_PATTERN,
    ExplanationId,
    FullClaimId,
    FullPredictionId,
    SourceId,
    VocabularyId,
)
from fpcase.model.signatures import checked
from fpcase.model.sources import Source
from fpcase.model.terms import CaseKind
from fpcase.model.wording import did_you_mean, nearest


def read_draft(folder: Path, homes: Sequence[Path]) -> Draft:
    """Read a case folder as far as it goes.

    Args:
        folder: The case folder.
        homes: Where common vocabularies are sought, in this order.
    """
    draft = Draft(folder=folder)
    if not is_folder(folder):
        draft.problems.append(_no_case(folder.name, "there is no such folder"))
        return draft
    try:
        names = _names(folder)
    except OSError as error:
        draft.problems.append(_no_case(folder.name, f"it cannot be read ({error.strerror})"))
        return draft
    uses = _read_head(draft, folder, names)
    for vocabulary, place in uses.items():
        _read_vocabulary(draft, vocabulary, place, homes)
    _read_files(draft, folder, names, CASE_FILES)
    _read_explanations(draft, folder, names)
    draft.compare_spellings()
    return draft


def _names(folder: Path) -> list[str]:
    """What is in a folder; hidden files, which editors and systems leave behind, do not count."""
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names suffice


def _no_case(name: str, what: str) -> Problem:
    advice = "give a case folder, or the name of a bundled case such as kazakhstan"
    return Problem(rule="not-readable", file=written(name), what=what, advice=advice)


_KNOWN = (HEAD_FILE, *CASE_FILES)


def _read_head(draft: Draft, folder: Path, names: list[str]) -> dict[str, Place]:
    """Read `case.yaml`; the vocabularies that it uses, whether or not its other keys fit."""
    shared = tuple(VOCABULARY_KEYS.values())
    name = HEAD_FILE if HEAD_FILE in names else stand_ins(folder, names, _KNOWN).get(HEAD_FILE)
    if name is None:
        what = "the folder has no case.yaml, so it is not a case"
        draft.problems.append(_no_case(HEAD_FILE, what))
        draft.leave_unread(shared)
        return {}
    document = parse_file(folder / name, written(name), folder)
    place = draft.open(document, shared)
    if document.data is None:
        return {}
    draft.read(document.data, CaseHead, place)
    if not isinstance(document.data, dict):
        draft.leave_unread(shared)
        return {}
    key = _as_written("uses", document.data, CaseHead)
    uses = document.data.get(key)
    found: dict[str, Place] = {}
    for index, vocabulary in enumerate(uses if isinstance(uses, list) else ()):
        inside = place.below(key, index)
        if not isinstance(vocabulary, str) or not ID_PATTERN.fullmatch(vocabulary):
            continue  # the head does not fit, and has been reported
        if vocabulary in found:
            what = f"the vocabulary {vocabulary!r} is named twice"
            draft.refuse(inside, "duplicate-id", what=what, advice="delete one")
        found[vocabulary] = inside
    return found


def _as_written(key: str, data: Mapping[str, Any], kind: type[Any]) -> str:
    """How a file spells a key of a record, if it does so wrongly; else as it should."""
    mistaken = mistaken_keys(data, [field.name for field in attrs.fields(kind)])
    return next((spelt for spelt, meant in mistaken.items() if meant == key), key)


def _read_vocabulary(draft: Draft, name: str, place: Place, homes: Sequence[Path]) -> None:
    home = next((p / name for p in homes if (p / name).is_dir()), None)
    what = ""
    names: list[str] = []
    if home is None:
        what = f"there is no vocabulary {name!r} beside the case or among the bundled ones"
    else:
        try:
            names = _names(home)
        except OSError as error:
            what = f"the vocabulary {name!r} cannot be read ({error.strerror})"
        if HEAD_FILE in names:
            what = f"{name!r} is a case, not a vocabulary"
    if home is None or what:
        draft.leave_unread(VOCABULARY_KEYS.values())
        advice = "correct the name, or put the vocabulary's folder beside the case folder"
        draft.refuse(place, "unknown-vocabulary", what=what, advice=advice)
        return
    vocabulary, prefix = VocabularyId(name), f"{name}/"
    draft.owner = vocabulary
    _read_files(draft, home, names, VOCABULARY_FILES, prefix)
    draft.owner = None
    own: dict[str, Any] = {
        key: {one.id: one for one, at in draft.each(kind) if at.document.name.startswith(prefix)}
        for key, kind in VOCABULARY_KEYS.items()
    }
    draft.vocabularies[vocabulary] = Vocabulary(id=vocabulary, **own)


def _read_files(
    draft: Draft,
    folder: Path,
    names: list[str],
    files: Mapping[str, Mapping[str, type]],
    prefix: str = "",
) -> None:
    known = list(files) if prefix else list(_KNOWN)
    read = {name: name for name in known if name in names} | stand_ins(folder, names, known)
    for name, keys in files.items():
        if name in read:
            path = folder / read[name]
            _read_file(draft, parse_file(path, prefix + written(path.name), folder), keys)
    for name in names:
        problem = misnamed(folder / name, prefix, known) if name not in known else None
        if problem:
            draft.problems.append(problem)
            meant = meant_file(name, known) or ""
            if meant in files and name not in read.values():  # there is that file as well
                draft.leave_unread(files[meant].values())


def _read_file(draft: Draft, document: Document, keys: Mapping[str, type]) -> None:
    place = draft.open(document, tuple(keys.values()))
    if document.data is None:
        return
    if not isinstance(document.data, dict):
        draft.unfit.add(document.name)
        draft.leave_unread(keys.values())
        draft.refuse(
            place,
            "value",
            expected=f"a mapping with {' and '.join(keys)}",
            found=describe(document.data),
            advice=f"begin the file with '{next(iter(keys))}:'",
        )
        return
    mistaken = mistaken_keys(document.data, keys)
    unknown = 0
    for key, raw in document.data.items():
        meant = str(mistaken.get(key, key))
        if key not in keys:
            unknown += 1
            if unknown > MOST_UNKNOWN:
                what = (
                    f"there are more than {MOST_UNKNOWN} unknown keys here; the rest are not listed"
                )
                advice = "check that this is the right file"
                draft.refuse(place, "unknown-key", what=what, advice=advice)
                break
            unread = [] if meant in keys else _meant_by(key, keys, document.data)
            draft.leave_unread(unread)
            said = unknown_key(key, tuple(keys))
            said["advice"] += unchecked(unread)
            draft.refuse(place.below(key), "unknown-key", of_key=True, **said)
        if meant in keys:
            draft.read_list(raw, keys[meant], place.below(key))


def _meant_by(key: str, keys: Mapping[str, type], data: Mapping[str, Any]) -> list[type]:
    """What may stand under an unknown key: what it resembles, or whatever the file lacks."""
    near = nearest(key, keys)
    return [keys[near]] if near else [kind for name, kind in keys.items() if name not in data]


_CLAIMS: Mapping[str, type] = {"claims": CausalClaim, "descriptions": DescriptiveClaim}
"""Key of an explanation -> the claims under it, which are read one by one."""

_OF_EXPLANATIONS = (Explanation, CausalClaim, Prediction)


def _read_explanations(draft: Draft, folder: Path, names: list[str]) -> None:
    room = EXPLANATIONS
    if EXPLANATIONS not in names:
        folders = [name for name in names if (folder / name).is_dir()]
        near = nearest(EXPLANATIONS, folders)
        if near is None:
            return
        room = near
    home = folder / room
    try:
        inside = _names(home)
    except OSError as error:
        what = f"the explanations cannot be read ({error.strerror})"
        advice = "check that it is a folder and that you may read it"
        draft.problems.append(unknown_file(written(room), what, advice))
        draft.leave_unread(_OF_EXPLANATIONS)
        return
    for name in inside:
        path = home / name
        stem = yaml_stem(name)
        if stem is not None:
            if name != f"{stem}.yaml":
                problem = misnamed(path, f"{written(room)}/", [])
                draft.problems += [problem] if problem else []
                if f"{stem}.yaml" in inside or path.is_dir():
                    continue
            document = parse_file(path, f"{written(room)}/{written(name)}", folder)
            _read_explanation(draft, document, stem)
        elif path.is_dir():
            what = "folders inside the explanations folder are not read"
            advice = (
                "move its files into the explanations folder, or move the folder out of the "
                "case folder"
            )
            problem = unknown_file(f"{written(room)}/{written(name)}", what, advice)
            draft.problems.append(attrs.evolve(problem, severity=Severity.WARNING))


def _read_explanation(draft: Draft, document: Document, stem: str) -> None:
    place = draft.open(document, (CausalClaim, Prediction))
    if not ID_PATTERN.fullmatch(stem):
        draft.leave_unread(_OF_EXPLANATIONS)
        draft.refuse(
            place,
            "file-name",
            what=f"the file's name is the explanation's id, and {written(stem)!r} is not "
            "a valid id",
            expected="lowercase letters a-z, digits and single hyphens, such as doe-2001.yaml",
            advice="rename the file",
        )
        return
    draft.define(ExplanationId, stem, place)
    if document.data is None:
        return
    raw = document.data
    if not isinstance(raw, dict):
        draft.unread |= {FullClaimId, FullPredictionId}
        draft.read(raw, Explanation, place)
    else:
        _read_author(draft, document, stem, place)


def _read_author(draft: Draft, document: Document, stem: str, place: Place) -> None:
    """Read what an explanation's file holds, part by part."""
    raw: dict[str, Any] = document.data
    if raw.get("id", stem) != stem:
        draft.refuse(
            place.below("id"),
            "file-name",
            what="an explanation's id must be its file's name",
            expected=repr(stem),
            found=describe(raw["id"]),
            advice="rename the file, or delete the key",
        )
    head = {"source": stem, **raw, "id": stem}
    head = {key: value for key, value in head.items() if key not in _CLAIMS}
    if isinstance(head["source"], dict):
        head["source"] = _read_own_source(draft, head["source"], stem, place.below("source"))
    draft.read(head, Explanation, place)
    for name, kind in _CLAIMS.items():
        key = _as_written(name, raw, Explanation)
        draft.read_list(raw.get(key), kind, place.below(key))
    key = _as_written("predictions", raw, Explanation)
    predictions = raw.get(key)
    for index, item in enumerate(predictions if isinstance(predictions, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            draft.define(FullPredictionId, f"{stem}/{item['id']}", place.below(key, index))


def _read_own_source(draft: Draft, raw: dict[str, Any], stem: str, place: Place) -> str:
    """Read the work that an explanation's file describes itself; its id, by default the file's."""
    own = {"id": stem, **raw}
    named = own["id"] if isinstance(own["id"], str) else stem
    draft.define(SourceId, named, place)
    draft.read(own, Source, place)
    return named


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


@checked
def load_case(folder: Path | str) -> Case:
    """Load a case from its folder.

    Args:
        folder: The case folder, or the name of a bundled case. Common vocabularies that it uses
            are sought beside it, then among those that come with fpcase.

    Returns:
        The case. The same files give an equal case.

    Raises:
        CaseError: something is wrong; its `problems` list everything that was found.

    >>> import fpcase
    >>> case = fpcase.load_case("kazakhstan")
    >>> case.label("aitiev-2015")
    'Aitiev 2015'
    """
    if isinstance(folder, str) and "/" not in folder and not is_folder(folder):
        bundled = bundled_cases() / folder
        folder = bundled if is_there(bundled / "case.yaml") else folder
    with _collector_at_rest():
        draft, errors = examine(folder, {Severity.ERROR})
        if not errors:
            return draft.case()
    name = Path(folder).name or str(folder)
    raise CaseError(errors, f"the case in {name!r}")


@checked
def check_case(folder: Path | str) -> tuple[Problem, ...]:
    """Everything that is wrong with a case folder, warnings too, in the order of the files.

    Args:
        folder: A case folder; one that is not there is a problem too.

    >>> import fpcase
    >>> fpcase.check_case(fpcase.new_case("sound"))
    ()
    """
    with _collector_at_rest():
        return tuple(examine(folder)[1])


@checked
def bundled_case(name: str) -> Path:
    """The folder of a case that comes with fpcase.

    Args:
        name: The case's name, such as ``kazakhstan``.

    Raises:
        FpcaseError: there is no such case; the message names those that there are.

    >>> import fpcase
    >>> fpcase.bundled_case("kazakhstan").name
    'kazakhstan'
    """
    home = bundled_cases()
    names = sorted(path.name for path in home.iterdir() if (path / "case.yaml").exists())
    if name not in names:
        raise FpcaseError(f"there is no bundled case {name!r}; available: {', '.join(names)}")
    return home / name


@checked
def find_case(name: str) -> Path:
    """The folder called `name`, or else the bundled case of that name.

    Args:
        name: A path, or the name of a bundled case.

    Raises:
        FpcaseError: there is neither.

    >>> import fpcase
    >>> fpcase.casefiles.find_case("ukraine") == fpcase.bundled_case("ukraine")
    True
    """
    folder = Path(name)
    if is_folder(folder):
        return folder
    if is_there(folder):
        raise FpcaseError(f"{name!r} is a file; name the case folder that it is in")
    try:
        return bundled_case(name)
    except FpcaseError as error:
        raise FpcaseError(f"there is no folder {name!r}, and {error}") from None


def bundled_cases() -> Path:
    """Where the bundled cases are: in the package when installed, beside `src` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "cases"
    return installed if installed.is_dir() else package.parents[1] / "cases"


def examine(
    folder: Path | str,
    severities: Collection[Severity] = tuple(Severity),
    homes: Sequence[Path] = (),
) -> tuple[Draft, list[Problem]]:
    """A case folder as far as it goes, and what is wrong with it, in the order of the files.

    Args:
        folder: The case folder.
        severities: Which problems are sought.
        homes: Where common vocabularies are sought before the bundled ones; by default beside it.
    """
    home = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link
    draft = read_draft(home, (*(homes or [home.parent]), bundled_cases()))
    of_form = [problem for problem in draft.problems if problem.severity in severities]
    return draft, sorted((*of_form, *check_integrity(draft, severities)), key=place_order)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from searching the growing tree for cycles, of which a load makes none.

    The search would take about a fifth of the time of a large load. What was made meanwhile then
    counts as old, so that it is not searched as soon as the collector works again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # else a program has set objects aside, and means it
            gc.freeze()
            gc.unfreeze()
        if was_enabled:
            gc.enable()


def check_integrity(draft: Draft, severities: Collection[Severity]) -> Iterator[Problem]:
    """Every problem of these severities that the rules find."""
    links = draft.head is not None and draft.head.kind is CaseKind.LINKS
    for name, rule in RULES.items():
        if rule.severity not in severities or (links and not rule.of_links):
            continue
        looked_at = chain.from_iterable(map(draft.each, rule.kinds)) if rule.kinds else [(draft,)]
        for problem in chain.from_iterable(rule.check(*one) for one in looked_at):
            yield attrs.evolve(problem, rule=problem.rule or name, severity=rule.severity)


RULES: Mapping[str, Rule] = {
    name.replace("_", "-"): rule
    for severity in Severity
    for module in (record_rules, claim_rules, vocabulary_rules, evidence_rules)
    for name, rule in vars(module).items()
    if isinstance(rule, Rule) and rule.severity is severity
}
"""Rule name -> rule. Errors first, then warnings."""
