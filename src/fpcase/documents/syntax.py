"""Why a parser of YAML could not go on, in plain words.

A parser names the rule of its grammar and the place where it stopped. `fpcase.documents.slips`
knows what its writer probably did, often at another place; where it knows nothing, the table here
says in plain words what the parser says.
"""

import re
from collections.abc import Iterator, Sequence

import attrs
import yaml

from fpcase.documents.text import Lines


@attrs.frozen(kw_only=True)
class Failure:
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
    def of(
        cls, error: yaml.MarkedYAMLError, lines: Lines, quoted: Sequence[tuple[int, int]]
    ) -> "Failure":
        """The failure that a parser's error tells of."""
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

    @property
    def rest(self) -> str:
        """The line from the place on."""
        return self.line[len(self.before) :].rstrip()

    @property
    def here(self) -> str:
        """The character at the place; nothing at the end."""
        return self.text[self.index : self.index + 1]

    def begin(self, line: int) -> int:
        """The index of the first character of a line."""
        return self.lines.starts[line - 1]

    def lines_above(self, most: int, width: int) -> Iterator[tuple[int, str]]:
        """The lines above with their numbers, the nearest first, as far as they are looked at."""
        for number in range(self.number - 1, max(0, self.number - most), -1):
            yield number, self.lines.line(number)[:width]


@attrs.frozen
class Fault:
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


ONE_COLON_TOO_MANY = "mapping values are not allowed"
"""What both parsers say of a colon in the middle of a text."""

_BEGIN = "expected '?<document start>"
LINE_UNFIT = re.compile("expected key|expected <block end>|expected '-' indicator|" + _BEGIN)
"""What they say of a line that does not go with those above it."""

BRACKET = re.compile(r"expected ',' or '[\]}]'")
"""What they say where a bracket should close or a comma stand."""

NO_CONTENT = "node content"
"""What they say where a value should begin and none can."""

OPEN = "the bracket that opens here is not closed"
CLOSE = (
    "close it, put a ',' between items, and quote items that contain brackets or quotation marks"
)

_AT_PLACE: Sequence[tuple[str, str, str]] = (
    (
        ONE_COLON_TOO_MANY,
        "this ':' is not allowed here, or the line is indented too far",
        "put \"...\" around the whole text if the ':' belongs to it, or align the key",
    ),
    (
        "unknown escape character|hexdecimal|hexadecimal|Unicode character",
        'this backslash inside "..." begins an escape sequence that YAML does not know',
        "double the backslash, or put '...' around the text instead",
    ),
    (
        "cannot start any token|" + NO_CONTENT,
        "a text may not begin with this character",
        'put "..." around the text',
    ),
    (
        _BEGIN,
        "the content of the file has already ended, but more follows here",
        "align it with the keys above, and delete any '...' line, which ends a file",
    ),
    (
        LINE_UNFIT.pattern,
        "this line does not match the lines above it or their indentation",
        "align it with the keys or dashes above, and delete text after a closing quotation mark",
    ),
    (
        "comment or (a )?line break|indentation indicator",
        "after '>' or '|', the text must begin on the next line",
        'begin it there, or put "..." around it if the character belongs to it',
    ),
    (
        "mapping keys are not allowed",
        "a '?' and a space begin a key, but no key may begin here",
        "put \"...\" around the text if the '?' belongs to it",
    ),
    (
        "sequence entries are not allowed|block collections are not allowed",
        "a list may not begin here",
        "begin it on the next line, or put \"...\" around the text if the '-' belongs to it",
    ),
)
"""What a parser says where the mistake is at the place -> what to say, and advice."""

_AT_OPENING: Sequence[tuple[str, str, str]] = (
    (
        "unexpected end of stream.*quoted|document indicator.*quoted",
        "the quotation mark that opens here is not closed",
        "add the mark that closes it (within '...' write '' for an apostrophe)",
    ),
    (BRACKET.pattern, OPEN, CLOSE),
    (
        "expected ':'",
        "this key lacks a ':' and a space after it",
        "write 'key: value', and indent a text that runs over several lines",
    ),
    (
        "alphabetic or numeric character|alphanumeric",
        "a text that begins with '&' or '*' is read as an anchor or an alias",
        'put "..." around the text',
    ),
    (
        "(?:scanning|parsing) a tag",
        "a text that begins with '!' is read as a tag",
        'put "..." around the text',
    ),
)
"""The same where the mistake is at the beginning of the construct that the parser was reading."""

_INDENTATION = (
    "check the indentation here and in the lines above, and quote text that contains ': ' or ' #' "
    "or begins with one of [ ] { } & * ! | > ' \" % @ `"
)


def in_plain_words(failure: Failure) -> Fault:
    """What the parser says, in plain words where we have them."""
    for index, table in ((failure.opened, _AT_OPENING), (failure.index, _AT_PLACE)):
        for pattern, what, advice in table:
            if re.search(pattern, failure.says):
                return Fault(index, what, advice)
    return Fault(failure.index, failure.says, _INDENTATION)
