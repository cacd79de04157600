"""A YAML file as a plain tree, with the place of everything in it.

Text stays text: a plain scalar is never guessed at (``NO``, ``1:30``, ``0123``), except that
nothing, ``~`` and ``null`` mean that there is no value.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import yaml

from fpcase.documents import walk as walking
from fpcase.documents.inspection import Inspector, TooDeepError
from fpcase.documents.problems import CaseError, Problem, Severity, Steps, spell
from fpcase.documents.text import SPLIT, Lines, Refusal, file_text, refusals
from fpcase.documents.walk import TooManyValuesError, UnusualError, usual_tree, walk
from fpcase.model.signatures import checked


@attrs.frozen(kw_only=True, eq=False)
class Document:
    """One YAML file: its data, and the place of everything in it.

    Attributes:
        name: The file's name as messages give it.
        data: The tree of dict, list, str and None.
        lines: Its lines.
        walked: The careful walk over it, with the tree that it made; it is gone when somebody asks
            first where something stands.
        problems: What is wrong with the file as YAML.
        incomplete: Whether a key at the top of the file is not in the tree.
    """

    name: str
    data: Any
    lines: Lines = attrs.field(repr=False)
    walked: Callable[[], tuple[Inspector, Any]] = attrs.field(repr=False)
    problems: tuple[Problem, ...] = ()
    incomplete: bool = False

    @property
    def text(self) -> str:
        """The file's text."""
        return self.lines.text

    def position(self, path: Steps, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of the nearest thing above it.

        Args:
            path: Keys and indices from the root, such as ``("claims", 1, "cause")``.
            of_key: Whether to give the place of the last key instead of its value.

        >>> from fpcase.documents import parse_text
        >>> parse_text("claims: [{cause: war}]", "doe-2001.yaml").position(("claims", 0, "cause"))
        (1, 18)
        """
        inspector, tree = self.walked()
        return inspector.place(tree, path, of_key=of_key)

    def without_data(self) -> "Document":
        """This document for its places alone, so that the tree need not stay in memory.

        >>> from fpcase.documents import parse_text
        >>> parse_text("id: war", "variables.yaml").without_data().position(("id",))
        (1, 5)
        """
        return attrs.evolve(self, data=None)


class Place(NamedTuple):
    """Where in a document a value stands.

    Attributes:
        document: The file.
        steps: Keys and indices from the file's root.
        of_key: Whether the last key is meant, not its value.
    """

    document: Document
    steps: Steps = ()
    of_key: bool = False

    def below(self, *steps: str | int) -> "Place":
        """A place inside this one."""
        return Place(self.document, (*self.steps, *steps))

    @property
    def line(self) -> int:
        """The number of its line."""
        return self.document.position(self.steps)[0]

    def problem(self, rule: str = "", *, of_key: bool = False, **text: Any) -> Problem:  # noqa: ANN401 - as Problem types them
        """A problem at this place.

        Args:
            rule: The rule that is broken; the check adds the name of a rule about sound cases.
            of_key: Whether it is the key that is wrong, not its value.
            text: What is wrong, as `Problem` holds it: ``what``, ``expected`` and so on.

        >>> from fpcase.documents import parse_text
        >>> document = parse_text("claims: [{cause: wra}]", "doe-2001.yaml")
        >>> place = Place(document, ("claims", 0, "cause"))
        >>> print(place.problem("unknown-id", advice="did you mean 'war'?"))
        doe-2001.yaml:1:18: claims[0].cause: did you mean 'war'?
        """
        line, column = self.document.position(self.steps, of_key=of_key or self.of_key)
        return Problem(
            rule=rule,
            file=self.document.name,
            line=line,
            column=column,
            where=spell(self.steps),
            source_line=self.document.lines.line(line),
            **text,
        )


@checked
def read_document(path: Path | str, name: str | None = None) -> Document:
    r"""Read one YAML file.

    Args:
        path: The file.
        name: What messages call it; by default the path as given.

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
    document = parse_file(Path(path), name or str(path))
    errors = [one for one in document.problems if one.severity is Severity.ERROR]
    if errors:
        raise CaseError(errors, document.name)
    return document


@checked
def parse_file(path: Path, name: str, folder: Path | None = None) -> Document:
    """Read one YAML file and keep what is wrong with it beside what could be read.

    Args:
        path: The file.
        name: What messages call it.
        folder: The folder that links may not lead out of, if any.
    """
    try:
        return parse_text(file_text(path, name, folder), name)
    except CaseError as error:
        return attrs.evolve(parse_text("", name), problems=error.problems)


@checked
def parse_text(text: str, name: str) -> Document:
    """Read YAML from a text and keep what is wrong with it beside what could be read."""
    lines = Lines(text)
    inspector = Inspector(name, lines)
    for refusal in refusals(text):
        inspector.refuse(*refusal)
    data = None
    try:
        if not inspector.problems:
            data, walked = usual_tree(text), cache(lambda: _walked(Inspector(name, lines)))
            return Document(name=name, data=data, lines=lines, walked=walked)
    except UnusualError:
        _, data = _walked(inspector)
    except TooManyValuesError:
        inspector.refuse(*_too_many_values())
    if data is None and not any(p.severity is Severity.ERROR for p in inspector.problems):
        inspector.refuse("empty-file", 0, "the file is empty", "write its keys, or delete the file")
    return Document(
        name=name,
        data=data,
        lines=lines,
        walked=lambda: (inspector, data),
        problems=tuple(inspector.problems),
        incomplete=inspector.incomplete,
    )


def _walked(inspector: Inspector) -> tuple[Inspector, Any]:
    """An inspector after its walk, and the tree; None where it is not YAML or too deep."""
    try:
        roots = walk(inspector.lines.text, inspector)
    except yaml.MarkedYAMLError as error:
        inspector.not_yaml(error)
    except TooDeepError:
        pass
    except TooManyValuesError:
        inspector.problems.clear()
        inspector.refuse(*_too_many_values())
    else:
        inspector.end()
        return inspector, roots[0] if roots else None
    return inspector, None


def _too_many_values() -> Refusal:
    what = f"the file contains more than {walking.MAX_VALUES} values (keys count too; lists "
    return "too-large", 0, what + "and mappings count twice)", SPLIT
