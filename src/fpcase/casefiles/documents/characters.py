"""Characters and lines that a file may not hold, whatever YAML makes of them."""

import re
from collections.abc import Iterator
from itertools import islice

from fpcase.casefiles.documents.lines import Lines
from fpcase.casefiles.problems import Problem

_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_STRANGE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that may stand nowhere in a file: controls, and line ends that only some see."""

_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
ODD_SPACE = re.compile(f"[{_SPACES}]")
"""Characters that look like a space and are none to YAML; word processors put them in."""

HIDDEN = re.compile(
    f"[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff{_SPACES}]"
)
"""Characters that a reader cannot see, or not tell from a space, and a key may not hold."""

ESCAPED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a text may not hold even where they are written as an escape."""

_MOST_COUNTED = 1_000

_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)


def refused_characters(name: str, text: str) -> Iterator[Problem]:
    """Characters and directives for which a file is refused before it is read as YAML."""
    if text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY):
        yield from _strange_characters(name, text)
    if "%" in text:
        yield from _directives(name, text)


def _strange_characters(name: str, text: str) -> Iterator[Problem]:
    first = _STRANGE.search(text)
    if not first:
        return
    lines = Lines(text)
    line, column = lines.place(first.start())
    more = sum(1 for _ in islice(_STRANGE.finditer(text), _MOST_COUNTED + 1)) - 1
    others = f"{more} more" if more < _MOST_COUNTED else f"{more} more at least"
    yield Problem(
        rule="strange-character",
        file=name,
        line=line,
        column=column,
        what=f"the character U+{ord(first.group()):04X} may not stand in a file"
        + (f"; there {'is' if more == 1 else 'are'} {others} of this sort" if more else ""),
        advice="delete it (copied text often carries invisible characters)",
        source_line=lines.line(line),
    )


def _directives(name: str, text: str) -> Iterator[Problem]:
    first = _DIRECTIVE.search(text)
    if first:
        lines = Lines(text)
        line, column = lines.place(first.start())
        yield Problem(
            rule="directive",
            file=name,
            line=line,
            column=column,
            what="a line that begins with '%' is a directive to YAML, which is not read",
            advice="delete the line, or indent it if it belongs to the text above",
            source_line=lines.line(line),
        )
