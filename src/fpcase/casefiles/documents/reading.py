"""From a file to a document: the quick walk if it will do, the judging one if not."""

from pathlib import Path

from fpcase.casefiles.documents import limits
from fpcase.casefiles.documents.characters import refused_characters
from fpcase.casefiles.documents.document import Document
from fpcase.casefiles.documents.filetext import RefusedError, file_text
from fpcase.casefiles.documents.judge import Judge
from fpcase.casefiles.documents.parsers import TooManyValuesError
from fpcase.casefiles.documents.positions import Positions
from fpcase.casefiles.documents.quickwalk import is_unusual, quick_walk
from fpcase.casefiles.documents.walked import Walked
from fpcase.casefiles.problems import CaseError, Problem, Severity


def read_document(path: Path | str, name: str | None = None) -> Document:
    r"""Read one YAML file.

    Args:
        path: The file.
        name: How messages call it; by default the path as given.

    Returns:
        The tree of mappings, lists, texts and None, with the place of everything in it.

    Raises:
        CaseError: the file cannot be read as YAML, or uses what is refused here.

    >>> from pathlib import Path
    >>> _ = Path("doe.yaml").write_text("claims:\n  - id: c1\n    term: NO\n")
    >>> document = read_document("doe.yaml")
    >>> document.data
    {'claims': [{'id': 'c1', 'term': 'NO'}]}
    >>> document.position(("claims", 0, "term"))
    (3, 11)
    """
    document = parse(Path(path), name or str(path))
    errors = [one for one in document.problems if one.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, document.name)
    return document


def parse(path: Path, name: str, folder: Path | None = None) -> Document:
    """Read one YAML file and keep what is wrong with it beside what could be read.

    Args:
        path: The file.
        name: How messages call it.
        folder: The folder that links may not lead out of, if any.
    """
    try:
        return parse_text(file_text(path, folder), name)
    except RefusedError as error:
        problem = Problem(
            rule=error.rule,
            file=name,
            line=error.line,
            column=error.column,
            what=error.what,
            advice=error.advice,
            source_line=error.source_line,
        )
        return _document(name, "", Walked(data=None), [problem])


def parse_text(text: str, name: str) -> Document:
    """Read YAML from a text and keep what is wrong with it beside what could be read."""
    if text.count("\n") + text.count("\r") > limits.MAX_LINES:
        problems = [_too_large(name, f"the file has more than {limits.MAX_LINES} lines")]
    else:
        problems = list(refused_characters(name, text))
    if problems:
        return _document(name, text, Walked(data=None), problems)
    judge = Judge(name, text)
    try:
        walked = None if is_unusual(text) else quick_walk(text)
        if walked is None or walked.data is None:
            walked = judge.walk()
    except TooManyValuesError:
        what = (
            f"the file holds more than {limits.MAX_VALUES} values (keys count too, and each list "
        )
        what += "and each mapping twice)"
        problems = [_too_large(name, what)]
        return _document(name, text, Walked(data=None), problems)
    if walked.data is None and not any(p.severity is Severity.ERROR for p in judge.problems):
        judge.refuse("empty-file", 0, "the file is empty", "write its keys, or delete the file")
    return _document(name, text, walked, judge.problems)


def _too_large(name: str, what: str) -> Problem:
    advice = "split it: a case may have many files of explanations"
    return Problem(rule="too-large", file=name, line=1, column=1, what=what, advice=advice)


def _document(name: str, text: str, walked: Walked, problems: list[Problem]) -> Document:
    positions = Positions(text, walked, _walk_again)
    return Document(
        name=name,
        data=walked.data,
        positions=positions,
        problems=tuple(problems),
        incomplete=walked.incomplete,
    )


def _walk_again(text: str) -> Walked:
    """As the first time, for the places of a file whose tree has been let go."""
    walked = None if is_unusual(text) else quick_walk(text)
    return walked or Judge("", text).walk()
