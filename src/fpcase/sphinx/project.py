"""The cases that a project documents, and the pages that are written on them."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import attrs
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError, ExtensionError

from fpcase.casefiles import bundled_case, load_case
from fpcase.casefiles.layout import CASE_FILES, EXPLANATIONS, HEAD_FILE
from fpcase.casefiles.loading import bundled_cases
from fpcase.documents import CaseError, count_problems, report_problems
from fpcase.files import write_whole
from fpcase.model import Case, FpcaseError
from fpcase.model.ids import ID_PATTERN
from fpcase.sphinx.case_pages import Described, describe_all

CASES, DEFAULT, FOLDER = "fpcase_cases", "fpcase_default_case", "fpcase_folder"
"""The names of the settings in `conf.py`."""


@attrs.frozen(kw_only=True)
class DocumentedCase:
    """A case of the project.

    Attributes:
        name: What the project calls it.
        case: The case, with what it uses.
        files: Its files, and those of the vocabularies that it uses.
        explanations: The files among them that hold one author each, by the author.
    """

    name: str
    case: Case
    files: tuple[Path, ...]
    explanations: Mapping[str, Path]

    @cached_property
    def described(self) -> Described:
        """What the case says of each of its records."""
        return describe_all(self.case)

    def files_of(self, authors: tuple[str, ...] | None) -> tuple[Path, ...]:
        """The files that a page on these authors rests on; on all of them if None."""
        if authors is None:
            return self.files
        others = {path for author, path in self.explanations.items() if author not in authors}
        return tuple(path for path in self.files if path not in others)

    def content_of(self, authors: tuple[str, ...] | None) -> str:
        """A checksum of those files."""
        found = sha256()
        for path in self.files_of(authors):
            found.update(sha256(path.read_bytes()).digest())
        return found.hexdigest()


def check_settings(_app: Sphinx, config: Config) -> None:
    """Refuse settings that cannot be meant.

    Raises:
        ConfigError: one of them; the message names it.
    """
    cases, default, place = config[CASES], config[DEFAULT], str(config[FOLDER])
    such = "the cases' names with their folders, such as {'kazakhstan': '../cases/kazakhstan'}"
    _expect(isinstance(cases, Mapping), CASES, such, cases)
    for name, folder in cases.items():
        is_name = isinstance(name, str) and ID_PATTERN.fullmatch(name)
        _expect(is_name, CASES, "a name in kebab-case, such as 'kazakhstan'", name)
        _expect(isinstance(folder, str | Path), f"{CASES}: {name}", "a folder", folder)
    known = f"one of {', '.join(cases) or 'none'}"
    _expect(default is None or default in cases, DEFAULT, known, default)
    inside = place and Path(place).parts and ".." not in Path(place).parts and place[0] not in "/\\"
    _expect(inside, FOLDER, "a folder inside the documentation", config[FOLDER])
    if cases and ".rst" not in config.source_suffix:
        message = (
            f"the pages of cases are written as .rst files, which source_suffix leaves out; "
            f"found {', '.join(config.source_suffix)}: add '.rst': 'restructuredtext' to it"
        )
        raise ConfigError(message)


def _expect(fits: object, setting: str, expected: str, found: object) -> None:
    if not fits:
        message = f"{setting}: expected {expected}; found {found!r}"
        raise ConfigError(message)


def read_cases(app: Sphinx) -> dict[str, DocumentedCase]:
    """Load the cases of a project.

    Raises:
        ExtensionError: one cannot be found, or has errors; all of them are listed.
    """
    return {name: _read(app, name, str(place)) for name, place in app.config[CASES].items()}


def _read(app: Sphinx, name: str, place: str) -> DocumentedCase:
    folder = Path(app.confdir) / place
    try:
        if not folder.is_dir():
            folder = bundled_case(place)
        case = load_case(folder).in_use()
    except CaseError as error:
        said = f"{CASES}: {error.subject} has {count_problems(error.problems)}:"
        raise ExtensionError("\n".join([said, report_problems(error.problems, None)])) from error
    except FpcaseError as error:
        message = f"{CASES}: {name}: there is no folder {place!r} beside conf.py, and {error}"
        raise ExtensionError(message) from error
    homes = (folder.parent, bundled_cases())
    places = [
        folder,
        *(next(h / word for h in homes if (h / word).is_dir()) for word in case.uses),
    ]
    shared = [path for place in places for file in CASE_FILES if (path := place / file).is_file()]
    told = {str(a): folder / EXPLANATIONS / f"{a}.yaml" for a in case.explanations}
    return DocumentedCase(
        name=name,
        case=case,
        files=(folder / HEAD_FILE, *shared, *told.values()),
        explanations=told,
    )


MARK = ".. Written by fpcase.sphinx; changes made here will be lost."
"""The first line of every page that we write: no other file is touched."""


def write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Write pages into a folder; a page that says the same is left alone, so nothing rebuilds.

    Pages that we wrote and that are there no more in `pages` are deleted.

    Args:
        folder: The folder.
        pages: Path in the folder, without a suffix -> text.

    Raises:
        ExtensionError: a file that we did not write stands in the way, or one cannot be written.
    """
    wanted = {folder / f"{name}.rst": f"{MARK}\n\n{text}" for name, text in pages.items()}
    try:
        for path, text in wanted.items():
            _write(path, text)
        for path in sorted(folder.rglob("*.rst")):
            if path not in wanted and _is_ours(path):
                path.unlink()
    except (OSError, FpcaseError) as error:
        message = f"the pages of a case cannot be written: {error}"
        raise ExtensionError(message) from error


def _write(path: Path, text: str) -> None:
    content = text.encode()
    if path.exists() and path.stat().st_size:  # an empty file holds nobody's words
        if not _is_ours(path):
            message = (
                f"{path}: a file that fpcase.sphinx did not write stands where a page of a case "
                "belongs; move it, or set fpcase_folder to another folder"
            )
            raise ExtensionError(message)
        if path.read_bytes() == content:
            return
    write_whole(path, content, what="page")


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline().rstrip() == MARK.encode()
