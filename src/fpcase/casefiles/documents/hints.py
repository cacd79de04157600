"""Text that YAML loses in silence, and tabs: what a sound parser passes over and a person meant."""

import re
from collections.abc import Sequence

from fpcase.casefiles.documents.spelling import short

_COMMENT = re.compile(r"[ \t]+(#[^\s#]\S*)")
_TAB_OR_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*|\t")

UNCLOSED = r"[\[{,:] *[“„«][^”“»\n]*,"
"""The pattern of what may be a typographic quotation mark that a comma cuts off from its other."""

_OPENING, _CLOSING = "“„«", "”“»"
_COMMA = re.compile(r"\s*,")

TAB = "a tab stands here, and YAML is indented and spaced with spaces alone"
TAB_ADVICE = "replace tabs with spaces (most editors can do so for a whole file)"

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
    kept = f"the text ends after {short(value, 40)}" if value else "no text is left"
    return (
        f"YAML takes {short(lost.group(1), 40)} for a comment, and {kept}",
        "put \"...\" around the text if the '#' belongs to it, or put a space after the '#'",
    )


def lost_anchor(anchor: str) -> Hint:
    """What to say of an anchor that nothing repeats."""
    return (
        f"YAML reads '&{anchor}' as the name of an anchor, which nothing repeats",
        "put \"...\" around the text if the '&' belongs to it, or delete the anchor",
    )


def cut_quotation(text: str, value: str, end: int) -> Hint | None:
    """Whether a comma between brackets cuts a plain scalar off from its closing mark."""
    if value[:1] not in _OPENING or any(mark in value[1:] for mark in _CLOSING):
        return None
    if not value or not _COMMA.match(text, end):
        return None
    return (
        f"the quotation mark {value[0]} means nothing to YAML, and the ',' ends this text",
        'put straight quotation marks "..." around the whole text',
    )


def tabs(text: str, quoted: Sequence[tuple[int, int]]) -> list[int]:
    """Where tabs stand between values, which parsers of YAML do not agree about.

    Args:
        text: The file's text.
        quoted: Where quoted texts begin and end; in them, and in comments, tabs do no harm.
    """
    before = 0
    found: list[int] = []
    for start, end in [*quoted, (len(text), 0)]:
        between = _TAB_OR_COMMENT.finditer(text, before, start)
        found += [match.start() for match in between if match.group() == "\t"]
        before = end
    return found
