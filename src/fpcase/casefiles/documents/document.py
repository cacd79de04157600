"""One YAML file as a plain tree, with the place of everything in it."""

from typing import Any

import attrs

from fpcase.casefiles.documents.positions import Positions
from fpcase.casefiles.documents.spelling import Steps, spell
from fpcase.casefiles.problems import Problem


@attrs.frozen(kw_only=True, eq=False)
class Document:
    """One YAML file: its data, and the place of everything in it.

    Attributes:
        name: The file's name as messages give it.
        data: The tree of dict, list, str and None.
        positions: Where everything stands.
        problems: What is wrong with the file as YAML.
        incomplete: Whether a key at the top of the file is not in the tree.
    """

    name: str
    data: Any
    positions: Positions = attrs.field(repr=False)
    problems: tuple[Problem, ...] = ()
    incomplete: bool = False

    @property
    def text(self) -> str:
        """The file's text."""
        return self.positions.lines.text

    def position(self, path: Steps, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`, or of the nearest thing above it.

        Args:
            path: Keys and indices from the root, such as ``("claims", 1, "cause")``.
            of_key: Whether to give the place of the last key instead of its value.

        >>> from fpcase.casefiles.documents import parse_text
        >>> parse_text("claims: [{cause: war}]", "doe-2001.yaml").position(("claims", 0, "cause"))
        (1, 18)
        """
        return self.positions.find(path, of_key=of_key)

    def problem(
        self,
        rule: str,
        path: Steps,
        *,
        of_key: bool = False,
        **text: Any,  # noqa: ANN401 - as Problem types them
    ) -> Problem:
        """A problem with the value (or the key) at `path`.

        Args:
            rule: The rule that is broken.
            path: Keys and indices that lead to the value.
            of_key: Whether it is the key that is wrong, not its value.
            text: What is wrong, as `Problem` holds it: ``what``, ``expected`` and so on.

        >>> from fpcase.casefiles.documents import parse_text
        >>> document = parse_text("claims: [{cause: wra}]", "doe-2001.yaml")
        >>> place = ("claims", 0, "cause")
        >>> print(document.problem("unknown-id", place, advice="did you mean 'war'?"))
        doe-2001.yaml:1:18: claims[0].cause: did you mean 'war'?
        """
        line, column = self.positions.find(path, of_key=of_key)
        return Problem(
            rule=rule,
            file=self.name,
            line=line,
            column=column,
            where=spell(path),
            source_line=self.positions.lines.line(line),
            **text,
        )

    def forget(self) -> None:
        """Let the tree go that is kept to find places in it; it is read again when needed.

        >>> from fpcase.casefiles.documents import parse_text
        >>> document = parse_text("id: war", "variables.yaml")
        >>> document.forget()
        >>> document.position(("id",))
        (1, 5)
        """
        self.positions.forget()

    def without_data(self) -> "Document":
        """This document for its places alone, so that the tree need not stay in memory.

        >>> from fpcase.casefiles.documents import parse_text
        >>> parse_text("id: war", "variables.yaml").without_data().position(("id",))
        (1, 5)
        """
        return attrs.evolve(self, data=None)
