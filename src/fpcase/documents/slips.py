"""Why a parser of YAML could not go on, in plain words.

A parser names the rule of its grammar and the place where it stopped. A slip of the hand says what
its writer did, often at another place; where no slip is known, a table says in plain words what the
parser says.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import attrs
import yaml

from fpcase.documents.problems import short
from fpcase.documents.text import ODD_SPACE, TAB, TAB_ADVICE, Lines, is_within


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


Slip = Callable[[Failure], Fault | None]
"""What its writer did, if it is this slip."""


def explain(failure: Failure) -> Fault:
    """What is wrong where a parser stopped."""
    readable = len(failure.line) <= _LONGEST_LINE and len(failure.above) <= _LONGEST_LINE
    slips = (slip(failure) for says, slip in _SLIPS if readable and re.search(says, failure.says))
    fault = next((one for one in slips if one), None) or in_plain_words(failure)
    if fault.rule != "not-yaml":
        return fault
    return attrs.evolve(fault, what=f"this is not YAML: {fault.what}")


_LONGEST_LINE = 10_000
"""In a line longer than this no slip is sought: it was not written by hand, and may be a trap."""


@attrs.frozen
class Mark:
    """A slip that a sign in a line shows.

    Attributes:
        pattern: How the line looks; its group is the sign.
        what: What to say of the sign and its code, and of the word called key.
        advice: What to do.
        above: Whether it is sought in the line above: True, False, or None for either.
    """

    pattern: re.Pattern[str]
    what: str
    advice: str
    above: bool | None = False

    def __call__(self, failure: Failure) -> Fault | None:
        """The slip, if the sign is there."""
        for line, number in ((failure.line, failure.number), (failure.above, failure.number - 1)):
            found = self.pattern.search(line)
            if found and self.above in {None, number < failure.number}:
                sign = found["sign"]
                what = self.what.format(**found.groupdict(), code=f"U+{ord(sign):04X}")
                index = failure.begin(number) + found.start("sign")
                return Fault(index, what, self.advice, says_hint=sign == "#")
        return None


_WRONG_SPACE = Mark(
    re.compile(rf"^[ ]*(?:- *)?(?:[\w-]+:)?[ ]*(?P<sign>{ODD_SPACE.pattern})"),
    "the character {code} looks like a space but is not one in YAML (it often comes from word "
    "processors and web pages)",
    "replace it with an ordinary space",
    above=None,
)
_WRONG_COLON = Mark(
    re.compile(r"^\s*(?:- *)?[\w-]+\s*(?P<sign>[：﹕꞉])"),  # noqa: RUF001 - what is typed for a colon
    "YAML does not read the character {sign} as a colon",
    "replace it with ':' and a space",
    above=None,
)
_WRONG_DASH = Mark(
    re.compile(r"^\s*(?P<sign>[•‣◦▪·●○–—―−*])\s"),
    "the character {sign} does not begin a list item in YAML",
    "begin each item with '-' and a space",
    above=None,
)
_TIGHT_DASH = Mark(
    re.compile(r"^\s*(?P<sign>-)[A-Za-z_]+:(?:\s|$)"),
    "a '-' begins a list item only if a space follows it",
    "put a space after the '-'",
    above=None,
)
_LONE_DASH = Mark(
    re.compile(r"^\s*(?:-\s+)*[\w-]+:\s+(?P<sign>-)\s*$"),
    "YAML reads a single '-' as the beginning of a list",
    "write a word, such as 'negative' for a sign, or put \"-\" in quotation marks",
)
_COMMENT_ABOVE = Mark(
    re.compile(r"[^\s\"'\]}][ ]+(?P<sign>#)[^\s#]"),
    "this '#' begins a comment, which ends the text, so the line below cannot continue it",
    "put \"...\" around the whole text if the '#' belongs to it",
    above=True,
)

_MERGE = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def _unfinished_merge(failure: Failure) -> Fault | None:
    """The marks of a merge of two versions that nobody has finished."""
    found = _MERGE.search(failure.text)
    what = "a merge of two versions of the file was not finished"
    advice = "keep one version of each part, and delete the lines that begin with <<<<<<<, ======= "
    return found and Fault(found.start(), what, advice + "and >>>>>>>")


def _tab(failure: Failure) -> Fault | None:
    """A tab in the indentation, or where a value should begin."""
    indent = re.match(r"[^\S\t]*\t", failure.line)
    if not indent and failure.here != "\t":
        return None
    index = failure.begin(failure.number) + indent.end() - 1 if indent else failure.index
    return Fault(index, TAB, TAB_ADVICE, "tab")


_TIGHT_KEY = re.compile(r"""^\s*(?:-\s+)?((["']?)[\w-]+\2):(?=\S)""")


def _key_without_space(failure: Failure) -> Fault | None:
    """A colon that a value follows without a space."""
    number, _ = failure.lines.place(failure.opened)
    found = _TIGHT_KEY.match(failure.lines.line(number))
    return found and Fault(
        failure.begin(number) + found.end(1),
        f"the ':' after {found[1]} marks it as a key only if a space follows",
        "put a space after the ':'",
    )


_HIGHEST, _WIDEST = 1000, 200
"""How many lines above are looked at, and how much of each."""

_KEY_AND_COLON = re.compile(r"[\w-]+:(?:\s|$)")


def _missing_dash(failure: Failure) -> Fault | None:
    """A record that lacks the hyphen with which those above it begin."""
    bare = failure.line.lstrip(" ")
    margin = failure.line[: len(failure.line) - len(bare)]
    if not _KEY_AND_COLON.match(bare):
        return None
    for number, above in failure.lines_above(_HIGHEST, _WIDEST):
        if above.startswith(f"{margin}- "):
            what = f"the record in line {number} begins with a '-', but this one does not"
            advice = "put '- ' before it, or indent it further if it belongs to that record"
            return Fault(failure.index, what, advice)
        if above.strip() and not above.startswith(f"{margin} "):
            return None
    return None


_BARE_WORD = re.compile(r"^(\s*(?:-\s+)?)([\w-]+)\s*$")


def _missing_colon(failure: Failure) -> Fault | None:
    """A key that lacks its colon, in the line above."""
    found = _BARE_WORD.match(failure.above)
    if not found or len(failure.before) - len(failure.before.lstrip()) < len(found[1]):
        return None
    index = failure.begin(failure.number - 1) + found.end(2)
    return Fault(index, f"a ':' is missing after {found[2]!r}", f"write '{found[2]}:'")


_KEY_AND_TEXT = re.compile(r"^(\s*(?:-\s+)*)([\w-]+): +\S")
_KEY = re.compile(r"^\s*(?:-\s+)?[\w-]+$")


def _too_far_in(failure: Failure) -> Fault | None:
    """A key that stands further in than its neighbour, whose text it has become."""
    found = _KEY_AND_TEXT.match(failure.above)
    if not found or not _KEY.match(failure.before):
        return None
    key, column = found[2], len(found[1]) + 1
    return Fault(
        failure.index,
        f"the line is indented further than {key!r} above it, so it continues that text, "
        "in which this ':' is not allowed",
        f'begin the line in column {column} like {key!r}; or put "..." around the whole text if '
        "the line belongs to it",
    )


_KEY_AND_LONG_TEXT = re.compile(r"^\s*(?:-\s+)*([\w-]+): +(\S.*?)\s*$")
_LONGEST_EXAMPLE = 60


def _colon_in_text(failure: Failure) -> Fault | None:
    """A colon and a space in the middle of a text."""
    found = _KEY_AND_LONG_TEXT.match(failure.line)
    if not found or found.start(2) > len(failure.before):
        return None  # the colon of the key itself: the text that has begun is in a line above
    key, text = found.groups()
    advice = "put \"...\" around the whole text if the ':' belongs to it"
    if text[0] in "“„«‘":
        advice = 'put straight quotation marks "..." around the whole text, as '
        advice += f"{text[0]} does not quote text in YAML"
    elif len(text) <= _LONGEST_EXAMPLE and not set(text) & set("\"'\\#"):
        advice = f"write {key}: \"{text}\" if the ':' belongs to the text"
    what = f"this ':' is not allowed here, because the text of {key!r} has already begun"
    return Fault(failure.index, what, advice)


_COMMENT = re.compile(r"(?<![^\s\[{,])#(?:[^\s#]|[^\r\n\[{]*[\]}])")
"""A comment that looks like text, or that holds a closing bracket."""


def _comment_in_brackets(failure: Failure) -> Fault | None:
    """A '#' between brackets, which hides the bracket that closes."""
    for found in _COMMENT.finditer(failure.text, failure.opened, failure.index + 1):
        if not is_within(found.start(), failure.quoted):
            line, column = failure.lines.place(failure.opened)
            what = (
                "this '#' begins a comment that runs to the end of the line, so the bracket opened "
            )
            what += f"in line {line}, column {column} is never closed"
            advice = "put \"...\" around the text if the '#' belongs to it, or move the comment"
            return Fault(found.start(), what, advice, says_hint=True)
    return None


_FARTHEST = 100_000
"""How far back an open bracket is sought."""


def _end_in_brackets(failure: Failure) -> Fault | None:
    """The end of the file where an item between brackets should begin."""
    if failure.text[failure.index :].strip():
        return None
    closed = 0
    for index in range(failure.index - 1, max(-1, failure.index - _FARTHEST), -1):
        sign = failure.text[index]
        if sign in "[]{}" and not is_within(index, failure.quoted):
            closed += 1 if sign in "]}" else -1
            if closed < 0:
                return Fault(index, OPEN, CLOSE)
    return Fault(failure.index, "a bracket is never closed", CLOSE)


def _colon_in_brackets(failure: Failure) -> Fault | None:
    """A second colon in an item between brackets."""
    opens_above = failure.opened < failure.begin(failure.number)
    if failure.here != ":" or (_KEY.match(failure.before) and opens_above):
        return None  # a key at the beginning of a line: the bracket above it has no end
    what = "this ':' is not allowed here: inside brackets, a ',' must precede the next key"
    advice = "put \"...\" around the whole text if the ':' belongs to it, or insert the ','"
    return Fault(failure.index, what, advice)


def _text_behind_quotes(failure: Failure) -> Fault | None:
    """Text that goes on after its closing quotation mark."""
    if not failure.quoted:
        return None
    start, end = failure.quoted[-1]
    mark = failure.text[start]
    if mark not in "\"'" or failure.text[end : failure.index].strip(" "):
        return None
    if mark == "'" and failure.text[end : end + 1].isalpha():
        advice = "within '...' write '' for an apostrophe, or put \"...\" around the text instead"
    else:
        other = "'...'" if mark == '"' else '"..."'
        advice = f"put {other} around the whole text if these quotation marks belong to it"
    if BRACKET.search(failure.says):
        advice += ", or a ',' between two items"
    if failure.rest.lstrip() == ",":
        advice = "delete the ','"
    first, last = failure.lines.place(start)[0], failure.lines.place(end)[0]
    if first != last:
        advice = (
            f"the text that ends here began in line {first}; check whether its closing mark "
            "is missing there"
        )
    what = f"the quoted text has ended, but more follows ({short(failure.rest, 30)})"
    return Fault(end, what, advice)


_SHUTS = {"[": "]", "{": "}"}


def _wrong_bracket(failure: Failure) -> Fault | None:
    """A bracket of the wrong sort."""
    wanted = _SHUTS.get(failure.text[failure.opened : failure.opened + 1], "")
    if failure.here not in _SHUTS.values() or not wanted:
        return None
    line, column = failure.lines.place(failure.opened)
    return Fault(
        failure.index,
        f"found '{failure.here}', but the bracket opened in line {line}, column {column} must be "
        f"closed by '{wanted}'",
        'correct the bracket, or put "..." around the text if the bracket belongs to it',
    )


def _text_behind_bracket(failure: Failure) -> Fault | None:
    """Text that goes on after a closing bracket."""
    if not failure.before.rstrip(" ").endswith(("]", "}")):
        return None
    advice = 'put "..." around the whole text if the brackets belong to it, or delete what follows '
    return Fault(
        failure.index,
        f"the closing bracket ends the value, but more follows ({short(failure.rest, 30)})",
        "delete the ','" if failure.rest == "," else advice + "them",
    )


def _misaligned(failure: Failure) -> Fault | None:
    """A line that begins where no line above it begins."""
    columns = sorted(_columns_above(failure))
    here = len(failure.before) + 1
    if failure.before.strip() or here in columns or not columns:
        return None
    *most, last = [str(column) for column in columns]
    where = f"{', '.join(most)} or {last}" if most else last
    what = f"the line begins in column {here}, but no line above it does"
    advice = f"begin it in column {where}, like the lines above that it belongs with"
    return Fault(failure.index, what, advice)


def _columns_above(failure: Failure) -> set[int]:
    """The columns in which a line may begin: those of the keys and dashes that are still open."""
    columns: set[int] = set()
    lowest = len(failure.text)
    for _, line in failure.lines_above(_HIGHEST, _WIDEST):
        bare = line.lstrip(" ")
        if not bare or bare.startswith("#"):
            continue
        column = len(line) - len(bare)
        inside = [column]
        while bare.startswith("- "):
            bare = bare[1:].lstrip(" ")
            inside.append(len(line) - len(bare))
        columns |= {one + 1 for one in inside if one < lowest}
        lowest = min(lowest, column)
    return columns


_ENDED = r"expected (?:key|<block end>|<document start>|',' or '[\]}]')"

_SLIPS: tuple[tuple[str, Slip], ...] = (
    ("", _unfinished_merge),
    ("", _tab),
    ("", _WRONG_SPACE),
    ("", _WRONG_COLON),
    ("", _WRONG_DASH),
    ("", _TIGHT_DASH),
    ("expected ':'", _key_without_space),
    ("", _LONE_DASH),
    (LINE_UNFIT.pattern, _missing_dash),
    (ONE_COLON_TOO_MANY, _missing_colon),
    (ONE_COLON_TOO_MANY, _too_far_in),
    (ONE_COLON_TOO_MANY, _colon_in_text),
    (BRACKET.pattern, _comment_in_brackets),
    (NO_CONTENT, _end_in_brackets),
    (BRACKET.pattern, _colon_in_brackets),
    (_ENDED, _text_behind_quotes),
    (BRACKET.pattern, _wrong_bracket),
    (_ENDED, _text_behind_bracket),
    (f"{LINE_UNFIT.pattern}|expected ':'", _COMMENT_ABOVE),
    (LINE_UNFIT.pattern, _misaligned),
)
"""What a parser says -> a slip that it may say it of."""
