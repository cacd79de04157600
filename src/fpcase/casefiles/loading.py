"""From a folder to a case, or to everything that is wrong with it."""

from pathlib import Path

from fpcase.casefiles.drafts import Draft, read_draft
from fpcase.casefiles.integrity import check_integrity
from fpcase.casefiles.problems import CaseError, Problem, Severity, place_order
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError


def load_case(folder: Path | str) -> Case:
    """Load a case from its folder.

    Args:
        folder: The case folder. Common vocabularies that it uses are sought beside it, then
            among those that come with fpcase.

    Returns:
        The case. The same files give an equal case.

    Raises:
        CaseError: something is wrong; its `problems` list everything that was found.

    >>> import fpcase
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> case.label("aitiev-2015")
    'Aitiev 2015'
    """
    draft, problems = _read(folder)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, f"the case in {Path(folder).name!r}")
    return draft.case()


def check_case(folder: Path | str) -> tuple[Problem, ...]:
    """Everything that is wrong with a case folder, warnings too, in the order of the files.

    >>> import fpcase
    >>> fpcase.check_case(fpcase.bundled_case("kazakhstan"))
    ()
    """
    return _read(folder)[1]


def bundled_case(name: str) -> Path:
    """The folder of a case that comes with fpcase.

    Args:
        name: The case's name, such as ``kazakhstan``.

    Raises:
        FpcaseError: there is no such case; the message names those that there are.
    """
    home = _bundled()
    names = sorted(path.name for path in home.iterdir() if (path / "case.yaml").exists())
    if name not in names:
        message = f"there is no bundled case {name!r}; there is {', '.join(names)}"
        raise FpcaseError(message)
    return home / name


def find_case(name: str) -> Path:
    """The folder called `name`, or else the bundled case of that name.

    Raises:
        FpcaseError: there is neither.
    """
    folder = Path(name)
    if folder.is_dir():
        return folder
    try:
        return bundled_case(name)
    except FpcaseError as error:
        message = f"there is no folder {name!r}, and {error}"
        raise FpcaseError(message) from None


def _bundled() -> Path:
    """The bundled cases: inside the package when installed, beside `src` in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "cases"
    return installed if installed.is_dir() else package.parents[1] / "cases"


def _read(folder: Path | str) -> tuple[Draft, tuple[Problem, ...]]:
    draft = read_draft(Path(folder), _bundled())
    problems = [*draft.problems, *check_integrity(draft)]
    return draft, tuple(sorted(problems, key=place_order))
