"""From a folder to a case, or to everything that is wrong with it: its form, and the rules."""

import gc
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import attrs

from fpcase.casefiles.case_reader import read_draft
from fpcase.casefiles.drafts import Draft
from fpcase.casefiles.rules import (
    Rule,
    claim_rules,
    evidence_rules,
    ids,
    periods,
    vocabulary,
)
from fpcase.documents import CaseError, Problem, Severity, place_order
from fpcase.files import is_folder, is_there
from fpcase.model.cases import Case
from fpcase.model.errors import FpcaseError
from fpcase.model.signatures import checked
from fpcase.model.terms import CaseKind


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
        draft = _draft(folder)
        found = (*draft.problems, *check_integrity(draft, {Severity.ERROR}))
        errors = [problem for problem in found if problem.severity is Severity.ERROR]
        if not errors:
            return draft.case()
    name = Path(folder).name or str(folder)
    raise CaseError(sorted(errors, key=place_order), f"the case in {name!r}")


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
        draft = _draft(folder)
        return tuple(sorted((*draft.problems, *check_integrity(draft)), key=place_order))


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


def _draft(folder: Path | str) -> Draft:
    home = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow a link
    return read_draft(home, (home.parent, bundled_cases()))


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


def check_integrity(
    draft: Draft, severities: Collection[Severity] = tuple(Severity)
) -> Iterator[Problem]:
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
    for module in (ids, claim_rules, vocabulary, periods, evidence_rules)
    for name, rule in vars(module).items()
    if isinstance(rule, Rule) and rule.severity is severity
}
"""Rule name -> rule. Errors first, then warnings."""
