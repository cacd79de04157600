"""Text that YAML loses in silence, and tabs: what a sound parser passes over and a person meant."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from fpcase.documents.problems import short
from fpcase.documents.text import Lines

_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
_COMMENT_ADVICE = (
    "put \"...\" around the text if the '#' belongs to it, or put a space after the '#'"
)
_ITEM = re.compile(r"[\[{,] *(#[^\s#]\S*)")
_BEGUN = re.compile(r"(?<!\S)#")
_TAB_OR_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*|\t")

CUT_QUOTATION = r"[\[{,:] *[“„«][^“„«”»\n]*,"
"""The pattern of what may be a typographic quotation mark that a comma cuts off from its other."""

_OPENING, _CLOSING = "“„«", "”“»"
_COMMA = re.compile(r"\s*,")

TAB = "there is a tab here, but YAML allows only spaces"
TAB_ADVICE = "replace the tabs with spaces (most editors can do this for a whole file)"

Hint = tuple[str, str]
"""What is probably wrong, and what to do."""


def lost_comment(text: str, value: str, end: int) -> Hint | None:
    """Whether a comment follows a plain scalar that looks like more of its text.

    Args:
        text: The file's text.
        value: The scalar's text.
        end: Where it ends.
    """
    lost = _COMMENT.match(text, end)
    if not lost:
        return None
    kept = f"the text ends after {short(value, 40)}" if value else "the value is empty"
    return (
        f"YAML reads {short(lost.group(1), 40)} as a comment, so {kept}",
        _COMMENT_ADVICE,
    )


def cut_quotation(text: str, value: str, end: int) -> Hint | None:
    """Whether a comma between brackets cuts a plain scalar off from its closing mark."""
    if value[:1] not in _OPENING or any(mark in value[1:] for mark in _CLOSING):
        return None
    if not value or not _COMMA.match(text, end):
        return None
    return (
        f"the quotation mark {value[0]} does not quote text in YAML, so the ',' ends this text",
        'put straight quotation marks "..." around the whole text',
    )


def unused_anchor(anchor: str) -> Hint:
    """What to say of an anchor that nothing repeats."""
    return (
        f"YAML reads '&{anchor}' as the name of an anchor, but no alias uses it",
        "put \"...\" around the text if the '&' belongs to it, or delete the anchor",
    )


def lost_items(lines: Lines, quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Hint]]:
    """Comments behind a bracket or a comma that look like an item of the list.

    Args:
        lines: The file's lines.
        quoted: Where texts begin and end that hold no comments, in their order.

    Yields:
        Where the comment begins, where what stands before it ends, and what to say.
    """
    for lost in _ITEM.finditer(lines.text):
        _, column = lines.place(lost.start())
        begun = _BEGUN.search(lines.text, lost.start() - column + 1, lost.start())
        if not begun and not is_within(lost.start(), quoted):
            what = f"YAML reads {short(lost[1], 40)} and the rest of the line as a comment"
            yield lost.start(1), lost.start() + 1, (what, _COMMENT_ADVICE)


def is_within(index: int, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a character stands in a quoted text."""
    number = bisect_left(quoted, (index,))
    return number > 0 and index < quoted[number - 1][1]


def tabs(text: str, quoted: Sequence[tuple[int, int]]) -> list[int]:
    """Where tabs stand between values, which parsers of YAML do not agree about.

    Args:
        text: The file's text.
        quoted: Where quoted texts begin and end; in them, and in comments, tabs do no harm.
    """
    if "\t" not in text:
        return []
    before = 0
    found: list[int] = []
    for start, end in [*quoted, (len(text), 0)]:
        between = _TAB_OR_COMMENT.finditer(text, before, start)
        found += [match.start() for match in between if match.group() == "\t"]
        before = end
    return found
