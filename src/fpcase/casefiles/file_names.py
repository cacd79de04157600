"""Files that look as if they were meant to be read, but are not called as they should be.

Nothing of that kind is passed over in silence. A file that can only be meant for one that is
missing is read in its place, so that a slip in a name is one message and not a hundred about
ids that nobody defines.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from fpcase.casefiles.layout import EXPLANATIONS
from fpcase.documents import Problem
from fpcase.model.spelling import did_you_mean, nearest


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
            what = "a case folder has no folder of this name"
            return unknown_file(name, what, did_you_mean(near))
    elif stem is not None and path.suffix != ".yaml":
        what = f"the file's name ends in {path.name[len(stem) :]} and would not be read"
        return unknown_file(name, what, "rename it so that it ends in .yaml")
    elif stem is not None:
        kind = "common vocabulary" if prefix else "case folder"
        near = meant_file(path.name, known)
        advice = did_you_mean(near, "rename it or move it elsewhere")
        expected = f"one of {', '.join(known)}"
        return unknown_file(name, f"a {kind} has no file of this name", advice, expected)
    return None


def unknown_file(name: str, what: str, advice: str, expected: str = "") -> Problem:
    """A problem with a file as a whole."""
    return Problem(
        rule="unknown-file",
        file=name,
        line=1,
        column=1,
        what=what,
        expected=expected,
        advice=advice,
    )


def written(name: str) -> str:
    """A file's name as a message can show it, whatever bytes it has."""
    return name if name.isprintable() else ascii(name)[1:-1]
