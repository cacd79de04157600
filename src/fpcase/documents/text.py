"""The text of a file: opened safely, known by its lines, and what of it YAML loses in silence."""

import os
import re
import stat
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, takewhile
from pathlib import Path

from fpcase.documents.problems import CaseError, Problem, short

MAX_BYTES = 16 * 1024 * 1024
"""How large a file may be: more than a scholar ever wrote by hand, less than hurts."""

MAX_LINES = 1_000_000
"""How many lines a file may have."""

SPLIT = "split it: a case may have many explanation files"


def file_text(path: Path, name: str, folder: Path | None = None) -> str:
    """The text of a file, without the mark of byte order that some editors put first.

    Args:
        path: The file.
        name: What messages call it.
        folder: The folder that links may not lead out of, if any.

    Raises:
        CaseError: it is no regular file, too large, or not UTF-8, or cannot be read.
    """
    rule = "not-readable"
    try:
        if folder is not None and _leads_out(path, folder):
            what, advice = (
                "the file is a link to a place outside the case folder",
                "replace the link with the file itself",
            )
        elif (data := _bytes(path)) is None:
            what, advice = "this is not a regular file", "replace it with a text file"
        elif len(data) > MAX_BYTES:
            rule, what = "too-large", f"the file has more than {MAX_BYTES} bytes"
            advice = "split it into several files"
        else:
            return data.decode("utf-8").removeprefix("\ufeff")
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        advice = "check its name, its folder and its permissions"
    except UnicodeDecodeError as error:
        before = Lines(error.object[: error.start].decode("utf-8"))
        line, column = before.place(len(before.text))
        problem = Problem(
            rule="not-utf-8",
            file=name,
            line=line,
            column=column,
            what=f"byte {error.start} (0x{error.object[error.start]:02x}) is not valid UTF-8",
            advice="save the file in UTF-8",
            source_line=before.line(line),
        )
        raise CaseError([problem], name) from None
    raise CaseError([Problem(rule=rule, file=name, what=what, advice=advice)], name)


def _leads_out(path: Path, folder: Path) -> bool:
    below = takewhile(lambda one: one != folder, (path, *path.parents))
    if not any(one.is_symlink() for one in below):
        return False
    home = os.path.realpath(folder)
    return os.path.commonpath([home, os.path.realpath(path)]) != home


def _bytes(path: Path) -> bytes | None:
    """What a file holds, up to a byte too many; None of what is no regular file."""
    # Not to wait for somebody to write into a pipe, and on Windows not to change line ends.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_BYTES + 1)


_LINE_END = re.compile(r"\r\n|\r|\n")

_LONG = 1_000
"""A line longer than this is kept: a thousand problems in one share it."""


class Lines:
    r"""A text by its lines; they are counted when somebody asks first.

    >>> lines = Lines("claims:\n  - id: c1\n")
    >>> lines.place(10)
    (2, 3)
    >>> lines.line(2)
    '  - id: c1'
    """

    def __init__(self, text: str) -> None:
        """Take a text."""
        self.text = text
        self._long: dict[int, str] = {}

    @cached_property
    def starts(self) -> list[int]:
        """The index of each line's first character."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column, from 1, of a character."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line, without its end."""
        first = self.starts[number - 1]
        last = self.starts[number] if number < len(self.starts) else len(self.text)
        if last - first < _LONG:
            return self.text[first:last].rstrip("\r\n")
        if number not in self._long:
            self._long[number] = self.text[first:last].rstrip("\r\n")
        return self._long[number]


_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_STRANGE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that may stand nowhere in a file: controls, and line ends that only some see."""

ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Characters that look like a space and are none to YAML; word processors put them in."""

_MOST_COUNTED = 1_000

_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)


Refusal = tuple[str, int, str, str]
"""A rule that is broken, the index of the character, what is wrong and what to do."""


def refusals(text: str) -> Iterator[Refusal]:
    """What a text is refused for before it is read as YAML, whatever YAML would make of it."""
    if text.count("\n") + text.count("\r") > MAX_LINES:
        yield "too-large", 0, f"the file has more than {MAX_LINES} lines", SPLIT
        return
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    strange = _STRANGE.search(rest.decode("utf-8", "surrogatepass")) and _STRANGE.search(text)
    if strange:
        more = sum(1 for _ in islice(_STRANGE.finditer(text), _MOST_COUNTED + 1)) - 1
        others = f"{more} more" if more < _MOST_COUNTED else f"at least {more} more"
        what = f"the character U+{ord(strange.group()):04X} is not allowed in a file"
        what += f"; there {'is' if more == 1 else 'are'} {others} like it" if more else ""
        advice = "delete it (copied text often contains invisible characters)"
        yield "strange-character", strange.start(), what, advice
    directive = _DIRECTIVE.search(text) if "%" in text else None
    if directive:
        what = "YAML reads a line that begins with '%' as a directive, which is not supported"
        advice = "delete the line, or indent it if it belongs to the text above"
        yield "directive", directive.start(), what, advice


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
