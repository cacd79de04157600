"""Brackets and quotation marks: what is not closed, or closed too early."""

import re

from fpcase.casefiles.documents.hints import is_within
from fpcase.casefiles.documents.spelling import short
from fpcase.casefiles.documents.stumbles.stumble import Finding, Stumble
from fpcase.casefiles.documents.stumbles.words import BRACKET, CLOSE, NO_CONTENT, OPEN

_COMMENT = re.compile(r"(?<![^\s\[{,])#(?:[^\s#]|[^\r\n\[{]*[\]}])")
"""A comment that looks like text, or that holds a closing bracket."""

_KEY = re.compile(r"^\s*(?:-\s+)?[\w-]+$")
_SHUTS = {"[": "]", "{": "}"}


def comment_in_brackets(stumble: Stumble) -> Finding | None:
    """A '#' between brackets, which hides the bracket that closes."""
    if not BRACKET.search(stumble.says):
        return None
    for found in _COMMENT.finditer(stumble.text, stumble.opened, stumble.index + 1):
        if not is_within(found.start(), stumble.quoted):
            line, column = stumble.lines.place(stumble.opened)
            return Finding(
                index=found.start(),
                what=f"this '#' begins a comment to the end of the line, and so the bracket that "
                f"opens in line {line}, column {column} is not closed",
                advice="put \"...\" around the text if the '#' belongs to it, or move the comment",
                says_hint=True,
            )
    return None


_FARTHEST = 100_000
"""How far back an open bracket is sought."""


def end_in_brackets(stumble: Stumble) -> Finding | None:
    """The end of the file where an item between brackets should begin."""
    if NO_CONTENT not in stumble.says or stumble.text[stumble.index :].strip():
        return None
    closed = 0
    for index in range(stumble.index - 1, max(-1, stumble.index - _FARTHEST), -1):
        sign = stumble.text[index]
        if sign in "[]{}" and not is_within(index, stumble.quoted):
            closed += 1 if sign in "]}" else -1
            if closed < 0:
                return Finding(index=index, what=OPEN, advice=CLOSE)
    what = "a bracket is not closed before the file ends"
    return Finding(index=stumble.index, what=what, advice=CLOSE)


def colon_in_brackets(stumble: Stumble) -> Finding | None:
    """A second colon in an item between brackets."""
    here = stumble.text[stumble.index : stumble.index + 1]
    if not BRACKET.search(stumble.says) or here != ":":
        return None
    if _KEY.match(stumble.before) and stumble.opened < stumble.begin(stumble.number):
        return None  # a key at the beginning of a line: the bracket above it has no end
    return Finding(
        index=stumble.index,
        what="this ':' is one too many: between brackets a ',' stands before the next key",
        advice="put \"...\" around the whole text if the ':' belongs to it, or put the ',' in",
    )


def wrong_bracket(stumble: Stumble) -> Finding | None:
    """A bracket of the wrong sort."""
    here = stumble.text[stumble.index : stumble.index + 1]
    wanted = _SHUTS.get(stumble.text[stumble.opened : stumble.opened + 1], "")
    if not BRACKET.search(stumble.says) or here not in _SHUTS.values() or not wanted:
        return None
    line, column = stumble.lines.place(stumble.opened)
    return Finding(
        index=stumble.index,
        what=f"'{here}' stands here, and the bracket that opens in line {line}, column {column} "
        f"is closed by '{wanted}'",
        advice='put the right bracket, or put "..." around the text if the bracket belongs to it',
    )


_ENDED = re.compile(r"expected (?:key|<block end>|<document start>|',' or '[\]}]')")


def text_behind_quotes(stumble: Stumble) -> Finding | None:
    """Text that goes on after its closing quotation mark."""
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
    if BRACKET.search(stumble.says):
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


def text_behind_bracket(stumble: Stumble) -> Finding | None:
    """Text that goes on after a closing bracket."""
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
