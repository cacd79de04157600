"""Where a parser stopped, and what is found to be wrong there."""

from collections.abc import Iterator, Sequence

import attrs
import yaml

from fpcase.casefiles.documents.lines import Lines


@attrs.frozen(kw_only=True)
class Stumble:
    """Where a parser stopped.

    Attributes:
        says: The parser's words.
        index: The character at which it stopped.
        opened: The character at which the construct begins that it was reading.
        lines: The file's lines.
        quoted: Where the quoted texts that were read begin and end.
    """

    says: str
    index: int
    opened: int
    lines: Lines
    quoted: Sequence[tuple[int, int]] = ()

    @classmethod
    def at(
        cls, error: yaml.MarkedYAMLError, lines: Lines, quoted: Sequence[tuple[int, int]]
    ) -> "Stumble":
        """The place of a parser's error."""
        mark, context = error.problem_mark, error.context_mark
        index = (mark or context).index  # type: ignore[union-attr] # one of them is always there
        return cls(
            says=f"{error.problem}{f' {error.context}' if error.context else ''}",
            index=index,
            opened=context.index if context else index,
            lines=lines,
            quoted=quoted,
        )

    @property
    def text(self) -> str:
        """The file's text."""
        return self.lines.text

    @property
    def number(self) -> int:
        """The number of the line in which the parser stopped."""
        return self.lines.place(self.index)[0]

    @property
    def line(self) -> str:
        """The line in which the parser stopped."""
        return self.lines.line(self.number)

    @property
    def above(self) -> str:
        """The line above; nothing if there is none."""
        return self.lines.line(self.number - 1) if self.number > 1 else ""

    @property
    def before(self) -> str:
        """What stands in the line before the place."""
        return self.text[self.lines.starts[self.number - 1] : self.index]

    def begin(self, line: int) -> int:
        """The index of the first character of a line."""
        return self.lines.starts[line - 1]

    def near(self) -> Iterator[tuple[str, int]]:
        """The line and the one above, each with the index of its first character."""
        yield self.line, self.begin(self.number)
        if self.number > 1:
            yield self.above, self.begin(self.number - 1)


@attrs.frozen(kw_only=True)
class Finding:
    """What is wrong, in plain words.

    Attributes:
        index: The character at which it is.
        what: What is wrong.
        advice: What to do.
        rule: Which rule is broken.
        says_hint: Whether it says what a hint at text lost in this line would say again.
    """

    index: int
    what: str
    advice: str
    rule: str = "not-yaml"
    says_hint: bool = False
