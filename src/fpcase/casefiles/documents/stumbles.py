"""What a parser of YAML stumbled over, in plain words.

A parser names the rule of its grammar and the place where it could not go on. What its writer did
is often another thing at another place: the tells come first, which know how a slip looks; then
the table of what parsers say.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import attrs
import yaml

from fpcase.casefiles.documents.characters import ODD_SPACE
from fpcase.casefiles.documents.hints import TAB, TAB_ADVICE
from fpcase.casefiles.documents.lines import Lines
from fpcase.casefiles.documents.spelling import short


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
    """What is wrong, in plain words, and what to do about it."""

    index: int
    what: str
    advice: str
    rule: str = "not-yaml"


def explain(stumble: Stumble) -> Finding:
    """What is wrong, and where."""
    for tell in _TELLS:
        found = tell(stumble)
        if found:
            break
    else:
        found = _by_the_parser_s_words(stumble)
    if found.rule != "not-yaml":
        return found
    return attrs.evolve(found, what=f"this is not YAML: {found.what}")


_MERGE = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def _unfinished_merge(stumble: Stumble) -> Finding | None:
    found = _MERGE.search(stumble.text)
    return found and Finding(
        index=found.start(),
        what="two versions of the file have been merged, and the merge was not finished",
        advice="keep one version of each part, and delete the lines that begin with <<<<<<<, "
        "======= and >>>>>>>",
    )


def _tab(stumble: Stumble) -> Finding | None:
    line = stumble.line
    indentation = line[: len(line) - len(line.lstrip())]
    at = indentation.find("\t")
    if at >= 0:
        index = stumble.begin(stumble.number) + at
    elif stumble.text[stumble.index : stumble.index + 1] == "\t":
        index = stumble.index
    else:
        return None
    return Finding(rule="tab", index=index, what=TAB, advice=TAB_ADVICE)


_ODD_SPACED = re.compile(rf"^[ ]*(?:- *)?(?:[\w-]+:)?[ ]*({ODD_SPACE.pattern})")


def _odd_space(stumble: Stumble) -> Finding | None:
    for line, begin in stumble.near():
        found = _ODD_SPACED.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what=f"the character U+{ord(found[1]):04X} looks like a space and is none to YAML "
                "(word processors and web pages put it in)",
                advice="type a space in its place",
            )
    return None


_WIDE_COLON = re.compile(r"^\s*(?:- *)?[\w-]+\s*([：﹕꞉])")  # noqa: RUF001 - what is typed for a colon


def _wide_colon(stumble: Stumble) -> Finding | None:
    for line, begin in stumble.near():
        found = _WIDE_COLON.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what=f"the character {found[1]} is no colon to YAML",
                advice="type ':' and a space in its place",
            )
    return None


_BULLET = re.compile(r"^\s*([•‣◦▪·●○–—―−*])\s")


def _bullet(stumble: Stumble) -> Finding | None:
    for line, begin in stumble.near():
        found = _BULLET.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what=f"the character {found[1]} does not begin an item of a list to YAML",
                advice="begin each item with '-' and a space",
            )
    return None


_DASHED_KEY = re.compile(r"^\s*(-)[A-Za-z_]+:(?:\s|$)")


def _dash_without_space(stumble: Stumble) -> Finding | None:
    for line, begin in stumble.near():
        found = _DASHED_KEY.match(line)
        if found:
            return Finding(
                index=begin + found.start(1),
                what="a '-' begins an item of a list only where a space follows it",
                advice="put a space after the '-'",
            )
    return None


_TIGHT_KEY = re.compile(r"""^\s*(?:-\s+)?((["']?)[\w-]+\2):(?=\S)""")


def _key_without_space(stumble: Stumble) -> Finding | None:
    if "expected ':'" not in stumble.says:
        return None
    number, _ = stumble.lines.place(stumble.opened)
    found = _TIGHT_KEY.match(stumble.lines.line(number))
    return found and Finding(
        index=stumble.begin(number) + found.end(1),
        what=f"the ':' after {found[1]} makes a key of it only where a space follows",
        advice="put a space after the ':'",
    )


_ONE_COLON_TOO_MANY = "mapping values are not allowed"
_BARE_WORD = re.compile(r"^(\s*(?:-\s+)?)([\w-]+)\s*$")
_KEY_AND_TEXT = re.compile(r"^(\s*(?:-\s+)*)([\w-]+): +\S")
_KEY = re.compile(r"^\s*(?:-\s+)?[\w-]+$")
_KEY_AND_LONG_TEXT = re.compile(r"^\s*(?:-\s+)*([\w-]+): +(\S.*?)\s*$")


def _missing_colon(stumble: Stumble) -> Finding | None:
    found = _BARE_WORD.match(stumble.above)
    if not found or _ONE_COLON_TOO_MANY not in stumble.says:
        return None
    if len(stumble.before) - len(stumble.before.lstrip()) < len(found[1]):
        return None
    return Finding(
        index=stumble.begin(stumble.number - 1) + found.end(2),
        what=f"a ':' is missing after {found[2]!r}",
        advice=f"write '{found[2]}:'",
    )


def _too_far_in(stumble: Stumble) -> Finding | None:
    found = _KEY_AND_TEXT.match(stumble.above)
    if not found or _ONE_COLON_TOO_MANY not in stumble.says or not _KEY.match(stumble.before):
        return None
    key, column = found[2], len(found[1]) + 1
    return Finding(
        index=stumble.index,
        what=f"the line is indented further than {key!r} above it, and so it is more of the text "
        "there, in which this ':' is one too many",
        advice=f'begin the line in column {column} like {key!r}; or put "..." around '
        "the whole text if the line belongs to it",
    )


def _colon_in_text(stumble: Stumble) -> Finding | None:
    found = _KEY_AND_LONG_TEXT.match(stumble.line)
    if not found or _ONE_COLON_TOO_MANY not in stumble.says:
        return None
    key, text = found.groups()
    advice = "put \"...\" around the whole text if the ':' belongs to it"
    if text[0] in "“„«‘":
        advice = (
            f'put straight quotation marks "..." around the whole text, as {text[0]} means '
            "nothing to YAML"
        )
    elif len(text) <= _LONGEST_EXAMPLE and not set(text) & set("\"'\\#"):
        advice = f"write {key}: \"{text}\" if the ':' belongs to the text"
    return Finding(
        index=stumble.index,
        what=f"this ':' is one too many, as the text of {key!r} has begun before it",
        advice=advice,
    )


_LONGEST_EXAMPLE = 60

_COMMENT = re.compile(r"(?<=\s)#[^\s#]")
_BRACKET = re.compile(r"expected ',' or '[\]}]'")
_SHUTS = {"[": "]", "{": "}"}


def _comment_in_brackets(stumble: Stumble) -> Finding | None:
    if not _BRACKET.search(stumble.says):
        return None
    for found in _COMMENT.finditer(stumble.text, stumble.opened, stumble.index + 1):
        if not any(start < found.start() < end for start, end in stumble.quoted):
            line, column = stumble.lines.place(stumble.opened)
            return Finding(
                index=found.start(),
                what=f"this '#' begins a comment to the end of the line, and so the bracket that "
                f"opens in line {line}, column {column} is not closed",
                advice="put \"...\" around the text if the '#' belongs to it, or move the comment",
            )
    return None


def _colon_in_brackets(stumble: Stumble) -> Finding | None:
    here = stumble.text[stumble.index : stumble.index + 1]
    if not _BRACKET.search(stumble.says) or here != ":":
        return None
    if _KEY.match(stumble.before) and stumble.opened < stumble.begin(stumble.number):
        return None  # a key at the beginning of a line: the bracket above it has no end
    return Finding(
        index=stumble.index,
        what="this ':' is one too many: between brackets a ',' stands before the next key",
        advice="put \"...\" around the whole text if the ':' belongs to it, or put the ',' in",
    )


def _wrong_bracket(stumble: Stumble) -> Finding | None:
    here = stumble.text[stumble.index : stumble.index + 1]
    wanted = _SHUTS.get(stumble.text[stumble.opened : stumble.opened + 1], "")
    if not _BRACKET.search(stumble.says) or here not in _SHUTS.values() or not wanted:
        return None
    line, column = stumble.lines.place(stumble.opened)
    return Finding(
        index=stumble.index,
        what=f"'{here}' stands here, and the bracket that opens in line {line}, column {column} "
        f"is closed by '{wanted}'",
        advice='put the right bracket, or put "..." around the text if the bracket belongs to it',
    )


_ENDED = re.compile(r"expected (?:key|<block end>|<document start>|',' or '[\]}]')")


def _text_behind_quotes(stumble: Stumble) -> Finding | None:
    if not _ENDED.search(stumble.says) or not stumble.quoted:
        return None
    start, end = stumble.quoted[-1]
    mark = stumble.text[start]
    if mark not in "\"'" or stumble.text[end : stumble.index].strip(" "):
        return None
    if mark == "'" and stumble.text[end : end + 1].isalpha():
        advice = "within '...' write '' for an apostrophe, or put \"...\" around the text instead"
    elif mark == '"':
        advice = "put '...' around the whole text if these marks belong to it"
    else:
        advice = 'put "..." around the whole text if these marks belong to it'
    if _BRACKET.search(stumble.says):
        advice += ", or a ',' between two items"
    rest = _rest(stumble).lstrip()
    if rest == ",":
        advice = "delete the ','"
    first, last = stumble.lines.place(start)[0], stumble.lines.place(end)[0]
    if first != last:
        advice = (
            f"the text that ends here began in line {first}: is its closing mark missing there?"
        )
    return Finding(
        index=end,
        what=f"the quoted text ends before this, and more follows it ({short(_rest(stumble), 30)})",
        advice=advice,
    )


def _rest(stumble: Stumble) -> str:
    """The line from the place on."""
    return stumble.line[len(stumble.before) :].rstrip()


def _text_behind_bracket(stumble: Stumble) -> Finding | None:
    before = stumble.before.rstrip(" ")
    if not _ENDED.search(stumble.says) or not before.endswith(("]", "}")):
        return None
    rest = _rest(stumble)
    advice = (
        'put "..." around the whole text if the brackets belong to it, or delete what follows them'
    )
    if rest == ",":
        advice = "delete the ','"
    return Finding(
        index=stumble.index,
        what=f"the bracket before this ends the value, and more follows it ({short(rest, 30)})",
        advice=advice,
    )


_LINE_UNFIT = re.compile("expected key|expected <block end>|expected '-' indicator")
_HIGHEST = 1000


def _misaligned(stumble: Stumble) -> Finding | None:
    if not _LINE_UNFIT.search(stumble.says):
        return None
    columns = sorted(_columns_above(stumble))
    here = len(stumble.before) + 1
    if stumble.before.strip() or here in columns or not columns:
        return None
    *most, last = [str(column) for column in columns]
    where = f"{', '.join(most)} or {last}" if most else last
    return Finding(
        index=stumble.index,
        what=f"the line begins in column {here}, where nothing above it begins",
        advice=f"begin it in column {where}, as the lines above do that it belongs to",
    )


def _columns_above(stumble: Stumble) -> set[int]:
    """The columns in which a line may begin: those of the keys and dashes that are still open."""
    columns: set[int] = set()
    lowest = len(stumble.text)
    for number in range(stumble.number - 1, max(0, stumble.number - _HIGHEST), -1):
        line = stumble.lines.line(number)
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


_COMMENT_BEHIND_TEXT = re.compile(r"[^\s\"'\]}][ ]+(#)[^\s#]")


def _comment_above(stumble: Stumble) -> Finding | None:
    if not _LINE_UNFIT.search(stumble.says) and "expected ':'" not in stumble.says:
        return None
    found = _COMMENT_BEHIND_TEXT.search(stumble.above)
    return found and Finding(
        index=stumble.begin(stumble.number - 1) + found.start(1),
        what="this '#' begins a comment, which ends the text, and so the line below fits nowhere",
        advice="put \"...\" around the whole text if the '#' belongs to it",
    )


_TELLS: tuple[Callable[[Stumble], Finding | None], ...] = (
    _unfinished_merge,
    _tab,
    _odd_space,
    _wide_colon,
    _bullet,
    _dash_without_space,
    _key_without_space,
    _missing_colon,
    _too_far_in,
    _colon_in_text,
    _comment_in_brackets,
    _colon_in_brackets,
    _text_behind_quotes,
    _wrong_bracket,
    _text_behind_bracket,
    _comment_above,
    _misaligned,
)
"""How slips look, the surest first."""


_INDENTATION = (
    "check the indentation here and in the lines above, and quote text that holds ': ' or ' #' "
    "or begins with one of [ ] { } & * ! | > ' \" % @ `"
)


def _by_the_parser_s_words(stumble: Stumble) -> Finding:
    known = (entry for entry in _WORDS if entry[0].search(stumble.says))
    _, at_opening, what, advice = next(known, (None, False, stumble.says, _INDENTATION))
    return Finding(index=stumble.opened if at_opening else stumble.index, what=what, advice=advice)


_WORDS: tuple[tuple[re.Pattern[str], bool, str, str], ...] = tuple(
    (re.compile(pattern), at_opening, what, advice)
    for pattern, at_opening, what, advice in (
        (
            _ONE_COLON_TOO_MANY,
            False,
            "this ':' is one too many, or the line is indented too far",
            "put \"...\" around the whole text if the ':' belongs to it, or align the key",
        ),
        (
            "unexpected end of stream.*quoted|document indicator.*quoted",
            True,
            "the quotation mark that opens here is not closed",
            "add the mark that closes it (within '...' write '' for an apostrophe)",
        ),
        (
            "unknown escape character|hexdecimal|hexadecimal|Unicode character",
            False,
            'the backslash in a text in "..." begins an escape that YAML does not know',
            "double the backslash, or put '...' around the text instead",
        ),
        (
            _BRACKET.pattern,
            True,
            "the bracket that opens here is not closed",
            "close it, put a ',' between items, and quote items that hold brackets or quotes",
        ),
        (
            "expected ':'",
            True,
            "a key without a ':' and a space after it",
            "write 'key: value', and indent a text that goes on over several lines",
        ),
        (
            "cannot start any token",
            False,
            "a text may not begin with this character",
            'put "..." around the text',
        ),
        (
            "alphabetic or numeric character|alphanumeric",
            True,
            "a text that begins with '&' or '*' is read as an anchor or an alias",
            'put "..." around the text',
        ),
        (
            "expected <document start>",
            False,
            "what the file holds ends above, and this stands behind it",
            "align it with the keys above, and delete lines of '...', which end a file",
        ),
        (
            "expected key|expected <block end>|expected '-' indicator",
            False,
            "this line fits neither the lines above nor their indentation",
            "align it with the keys or dashes above; let no text follow a closing quotation mark",
        ),
        (
            "comment or (a )?line break|indentation indicator",
            False,
            "a text that begins with '>' or '|' begins in the next line",
            'begin it there, or put "..." around it if the sign belongs to it',
        ),
        (
            "mapping keys are not allowed",
            False,
            "a '?' and a space begin a key, and none may begin here",
            "put \"...\" around the text if the '?' belongs to it",
        ),
        (
            "sequence entries are not allowed|block collections are not allowed",
            False,
            "a list may not begin here",
            "begin it in the next line, or put \"...\" around the text if the '-' belongs to it",
        ),
    )
)
"""What a parser says -> whether its cause lies where the construct begins, what to say, advice."""
