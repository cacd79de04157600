"""Slips of the hand, and how each looks where a parser has stopped; the surest goes first.

Each function knows one slip and says what its writer did, or None if it is not that one.
"""

import re
from collections.abc import Callable

import attrs

from fpcase.documents.lost_text import TAB, TAB_ADVICE, is_within
from fpcase.documents.problems import short
from fpcase.documents.syntax import (
    BRACKET,
    CLOSE,
    LINE_UNFIT,
    NO_CONTENT,
    ONE_COLON_TOO_MANY,
    OPEN,
    Failure,
    Fault,
    in_plain_words,
)
from fpcase.documents.text import ODD_SPACE


def explain(failure: Failure) -> Fault:
    """What is wrong where a parser stopped."""
    readable = len(failure.line) <= _LONGEST_LINE and len(failure.above) <= _LONGEST_LINE
    found = (slip(failure) for slip in _SLIPS if readable)
    fault = next((one for one in found if one), None) or in_plain_words(failure)
    if fault.rule != "not-yaml":
        return fault
    return attrs.evolve(fault, what=f"this is not YAML: {fault.what}")


_LONGEST_LINE = 10_000
"""In a line longer than this no slip is sought: it was not written by hand, and may be a trap."""

_MERGE = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def _unfinished_merge(failure: Failure) -> Fault | None:
    """The marks of a merge of two versions that nobody has finished."""
    found = _MERGE.search(failure.text)
    return found and Fault(
        index=found.start(),
        what="two versions of the file have been merged, and the merge was not finished",
        advice="keep one version of each part, and delete the lines that begin with <<<<<<<, "
        "======= and >>>>>>>",
    )


def _tab(failure: Failure) -> Fault | None:
    """A tab in the indentation, or where a value should begin."""
    line = failure.line
    at = line[: len(line) - len(line.lstrip())].find("\t")
    if at < 0 and failure.here != "\t":
        return None
    index = failure.index if at < 0 else failure.begin(failure.number) + at
    return Fault(rule="tab", index=index, what=TAB, advice=TAB_ADVICE)


_SPACE = "the character {code} looks like a space and is none to YAML "
_SPACE += "(word processors and web pages put it in)"
_SIGNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(rf"^[ ]*(?:- *)?(?:[\w-]+:)?[ ]*({ODD_SPACE.pattern})"),
        _SPACE,
        "type a space in its place",
    ),
    (
        re.compile(r"^\s*(?:- *)?[\w-]+\s*([：﹕꞉])"),  # noqa: RUF001 - what is typed for a colon
        "the character {sign} is no colon to YAML",
        "type ':' and a space in its place",
    ),
    (
        re.compile(r"^\s*([•‣◦▪·●○–—―−*])\s"),
        "the character {sign} does not begin an item of a list to YAML",
        "begin each item with '-' and a space",
    ),
    (
        re.compile(r"^\s*(-)[A-Za-z_]+:(?:\s|$)"),
        "a '-' begins an item of a list only where a space follows it",
        "put a space after the '-'",
    ),
)
"""How a line looks in which a sign is not YAML's own, which sign, what to say, and advice."""


def _wrong_sign(failure: Failure) -> Fault | None:
    """A space, a colon or a bullet from a word processor, or a hyphen without a space."""
    for pattern, says, advice in _SIGNS:
        for line, begin in failure.near():
            found = pattern.match(line)
            if found:
                what = says.format(sign=found[1], code=f"U+{ord(found[1]):04X}")
                return Fault(index=begin + found.start(1), what=what, advice=advice)
    return None


_TIGHT_KEY = re.compile(r"""^\s*(?:-\s+)?((["']?)[\w-]+\2):(?=\S)""")


def _key_without_space(failure: Failure) -> Fault | None:
    """A colon that a value follows without a space."""
    if "expected ':'" not in failure.says:
        return None
    number, _ = failure.lines.place(failure.opened)
    found = _TIGHT_KEY.match(failure.lines.line(number))
    return found and Fault(
        index=failure.begin(number) + found.end(1),
        what=f"the ':' after {found[1]} makes a key of it only where a space follows",
        advice="put a space after the ':'",
    )


_LONE_DASH = re.compile(r"^\s*(?:-\s+)*[\w-]+:\s+(-)\s*$")


def _lone_dash(failure: Failure) -> Fault | None:
    """A hyphen as the whole value, which begins a list to YAML."""
    found = _LONE_DASH.match(failure.line)
    return found and Fault(
        index=failure.begin(failure.number) + found.start(1),
        what="a '-' alone begins a list to YAML",
        advice="write a word, such as 'negative' for a sign, or put \"-\" in quotation marks",
    )


_HIGHEST, _WIDEST = 1000, 200
"""How many lines above are looked at, and how much of each."""

_KEY_AND_COLON = re.compile(r"[\w-]+:(?:\s|$)")


def _missing_dash(failure: Failure) -> Fault | None:
    """A record that lacks the hyphen with which those above it begin."""
    bare = failure.line.lstrip(" ")
    margin = failure.line[: len(failure.line) - len(bare)]
    if not LINE_UNFIT.search(failure.says) or not _KEY_AND_COLON.match(bare):
        return None
    for number in range(failure.number - 1, max(0, failure.number - _HIGHEST), -1):
        above = failure.lines.line(number)[:_WIDEST]
        if above.startswith(f"{margin}- "):
            return Fault(
                index=failure.index,
                what=f"the record in line {number} begins with a '-', and this one does not",
                advice="put a '-' and a space before it, or indent it further if it belongs to "
                "that record",
            )
        if above.strip() and not above.startswith(f"{margin} "):
            return None
    return None


_BARE_WORD = re.compile(r"^(\s*(?:-\s+)?)([\w-]+)\s*$")


def _missing_colon(failure: Failure) -> Fault | None:
    """A key that lacks its colon, in the line above."""
    found = _BARE_WORD.match(failure.above)
    if not found or ONE_COLON_TOO_MANY not in failure.says:
        return None
    if len(failure.before) - len(failure.before.lstrip()) < len(found[1]):
        return None
    return Fault(
        index=failure.begin(failure.number - 1) + found.end(2),
        what=f"a ':' is missing after {found[2]!r}",
        advice=f"write '{found[2]}:'",
    )


_KEY_AND_TEXT = re.compile(r"^(\s*(?:-\s+)*)([\w-]+): +\S")
_KEY = re.compile(r"^\s*(?:-\s+)?[\w-]+$")


def _too_far_in(failure: Failure) -> Fault | None:
    """A key that stands further in than its neighbour, whose text it has become."""
    found = _KEY_AND_TEXT.match(failure.above)
    if not found or ONE_COLON_TOO_MANY not in failure.says or not _KEY.match(failure.before):
        return None
    key, column = found[2], len(found[1]) + 1
    return Fault(
        index=failure.index,
        what=f"the line is indented further than {key!r} above it, and so it is more of the text "
        "there, in which this ':' is one too many",
        advice=f'begin the line in column {column} like {key!r}; or put "..." around '
        "the whole text if the line belongs to it",
    )


_KEY_AND_LONG_TEXT = re.compile(r"^\s*(?:-\s+)*([\w-]+): +(\S.*?)\s*$")
_LONGEST_EXAMPLE = 60


def _colon_in_text(failure: Failure) -> Fault | None:
    """A colon and a space in the middle of a text."""
    found = _KEY_AND_LONG_TEXT.match(failure.line)
    if not found or ONE_COLON_TOO_MANY not in failure.says:
        return None
    if found.start(2) > len(failure.before):
        return None  # the colon of the key itself: the text that has begun is in a line above
    key, text = found.groups()
    advice = "put \"...\" around the whole text if the ':' belongs to it"
    if text[0] in "“„«‘":
        advice = (
            f'put straight quotation marks "..." around the whole text, as {text[0]} means '
            "nothing to YAML"
        )
    elif len(text) <= _LONGEST_EXAMPLE and not set(text) & set("\"'\\#"):
        advice = f"write {key}: \"{text}\" if the ':' belongs to the text"
    return Fault(
        index=failure.index,
        what=f"this ':' is one too many, as the text of {key!r} has begun before it",
        advice=advice,
    )


_COMMENT = re.compile(r"(?<![^\s\[{,])#(?:[^\s#]|[^\r\n\[{]*[\]}])")
"""A comment that looks like text, or that holds a closing bracket."""


def _comment_in_brackets(failure: Failure) -> Fault | None:
    """A '#' between brackets, which hides the bracket that closes."""
    if not BRACKET.search(failure.says):
        return None
    for found in _COMMENT.finditer(failure.text, failure.opened, failure.index + 1):
        if not is_within(found.start(), failure.quoted):
            line, column = failure.lines.place(failure.opened)
            return Fault(
                index=found.start(),
                what=f"this '#' begins a comment to the end of the line, and so the bracket that "
                f"opens in line {line}, column {column} is not closed",
                advice="put \"...\" around the text if the '#' belongs to it, or move the comment",
                says_hint=True,
            )
    return None


_FARTHEST = 100_000
"""How far back an open bracket is sought."""


def _end_in_brackets(failure: Failure) -> Fault | None:
    """The end of the file where an item between brackets should begin."""
    if NO_CONTENT not in failure.says or failure.text[failure.index :].strip():
        return None
    closed = 0
    for index in range(failure.index - 1, max(-1, failure.index - _FARTHEST), -1):
        sign = failure.text[index]
        if sign in "[]{}" and not is_within(index, failure.quoted):
            closed += 1 if sign in "]}" else -1
            if closed < 0:
                return Fault(index=index, what=OPEN, advice=CLOSE)
    what = "a bracket is not closed before the file ends"
    return Fault(index=failure.index, what=what, advice=CLOSE)


def _colon_in_brackets(failure: Failure) -> Fault | None:
    """A second colon in an item between brackets."""
    if not BRACKET.search(failure.says) or failure.here != ":":
        return None
    if _KEY.match(failure.before) and failure.opened < failure.begin(failure.number):
        return None  # a key at the beginning of a line: the bracket above it has no end
    return Fault(
        index=failure.index,
        what="this ':' is one too many: between brackets a ',' stands before the next key",
        advice="put \"...\" around the whole text if the ':' belongs to it, or put the ',' in",
    )


_ENDED = re.compile(r"expected (?:key|<block end>|<document start>|',' or '[\]}]')")


def _text_behind_quotes(failure: Failure) -> Fault | None:
    """Text that goes on after its closing quotation mark."""
    if not _ENDED.search(failure.says) or not failure.quoted:
        return None
    start, end = failure.quoted[-1]
    mark = failure.text[start]
    if mark not in "\"'" or failure.text[end : failure.index].strip(" "):
        return None
    if mark == "'" and failure.text[end : end + 1].isalpha():
        advice = "within '...' write '' for an apostrophe, or put \"...\" around the text instead"
    elif mark == '"':
        advice = "put '...' around the whole text if these marks belong to it"
    else:
        advice = 'put "..." around the whole text if these marks belong to it'
    if BRACKET.search(failure.says):
        advice += ", or a ',' between two items"
    if failure.rest.lstrip() == ",":
        advice = "delete the ','"
    first, last = failure.lines.place(start)[0], failure.lines.place(end)[0]
    if first != last:
        advice = (
            f"the text that ends here began in line {first}: is its closing mark missing there?"
        )
    return Fault(
        index=end,
        what=f"the quoted text ends before this, and more follows it ({short(failure.rest, 30)})",
        advice=advice,
    )


_SHUTS = {"[": "]", "{": "}"}


def _wrong_bracket(failure: Failure) -> Fault | None:
    """A bracket of the wrong sort."""
    wanted = _SHUTS.get(failure.text[failure.opened : failure.opened + 1], "")
    if not BRACKET.search(failure.says) or failure.here not in _SHUTS.values() or not wanted:
        return None
    line, column = failure.lines.place(failure.opened)
    return Fault(
        index=failure.index,
        what=f"'{failure.here}' stands here, and the bracket that opens in line {line}, column "
        f"{column} is closed by '{wanted}'",
        advice='put the right bracket, or put "..." around the text if the bracket belongs to it',
    )


def _text_behind_bracket(failure: Failure) -> Fault | None:
    """Text that goes on after a closing bracket."""
    before = failure.before.rstrip(" ")
    if not _ENDED.search(failure.says) or not before.endswith(("]", "}")):
        return None
    advice = (
        'put "..." around the whole text if the brackets belong to it, or delete what follows them'
    )
    if failure.rest == ",":
        advice = "delete the ','"
    return Fault(
        index=failure.index,
        what=f"the bracket before this ends the value, and more follows it "
        f"({short(failure.rest, 30)})",
        advice=advice,
    )


_COMMENT_BEHIND_TEXT = re.compile(r"[^\s\"'\]}][ ]+(#)[^\s#]")


def _comment_above(failure: Failure) -> Fault | None:
    """A '#' in the text above, which has ended that text."""
    if not LINE_UNFIT.search(failure.says) and "expected ':'" not in failure.says:
        return None
    found = _COMMENT_BEHIND_TEXT.search(failure.above)
    return found and Fault(
        index=failure.begin(failure.number - 1) + found.start(1),
        what="this '#' begins a comment, which ends the text, and so the line below fits nowhere",
        advice="put \"...\" around the whole text if the '#' belongs to it",
        says_hint=True,
    )


def _misaligned(failure: Failure) -> Fault | None:
    """A line that begins where no line above it begins."""
    if not LINE_UNFIT.search(failure.says):
        return None
    columns = sorted(_columns_above(failure))
    here = len(failure.before) + 1
    if failure.before.strip() or here in columns or not columns:
        return None
    *most, last = [str(column) for column in columns]
    where = f"{', '.join(most)} or {last}" if most else last
    return Fault(
        index=failure.index,
        what=f"the line begins in column {here}, where nothing above it begins",
        advice=f"begin it in column {where}, as the lines above do that it belongs to",
    )


def _columns_above(failure: Failure) -> set[int]:
    """The columns in which a line may begin: those of the keys and dashes that are still open."""
    columns: set[int] = set()
    lowest = len(failure.text)
    for number in range(failure.number - 1, max(0, failure.number - _HIGHEST), -1):
        line = failure.lines.line(number)[:_WIDEST]
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


_SLIPS: tuple[Callable[[Failure], Fault | None], ...] = (
    _unfinished_merge,
    _tab,
    _wrong_sign,
    _key_without_space,
    _lone_dash,
    _missing_dash,
    _missing_colon,
    _too_far_in,
    _colon_in_text,
    _comment_in_brackets,
    _end_in_brackets,
    _colon_in_brackets,
    _text_behind_quotes,
    _wrong_bracket,
    _text_behind_bracket,
    _comment_above,
    _misaligned,
)
