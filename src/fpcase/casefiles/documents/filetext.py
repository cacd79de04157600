"""The text of a file, or why it cannot be had: opened safely, and read as UTF-8."""

import os
import stat
from pathlib import Path

import attrs

from fpcase.casefiles.documents import limits
from fpcase.casefiles.documents.lines import Lines


@attrs.frozen(kw_only=True)
class RefusedError(Exception):
    """A file is refused before it is read as YAML; the attributes are those of `Problem`."""

    what: str
    advice: str
    rule: str = "not-readable"
    line: int = 1
    column: int = 1
    source_line: str = ""


def file_text(path: Path, folder: Path | None = None) -> str:
    """The text of a file, without the mark of byte order that some editors put first.

    Args:
        path: The file.
        folder: The folder that links may not lead out of, if any.

    Raises:
        RefusedError: it is no regular file, too large, or not UTF-8, or cannot be read.
    """
    if folder is not None:
        home = os.path.realpath(folder)
        if os.path.commonpath([home, os.path.realpath(path)]) != home:
            raise RefusedError(
                what="the file is a link that leads out of its folder",
                advice="put the file itself there",
            )
    try:
        data = _bytes(path)
    except OSError as error:
        raise RefusedError(
            what=f"the file cannot be read ({error.strerror})",
            advice="check its name, its folder and its permissions",
        ) from None
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = Lines(data[: error.start].decode("utf-8"))
        line, column = before.place(len(before.text))
        raise RefusedError(
            rule="not-utf-8",
            what=f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8",
            advice="save the file in the encoding UTF-8",
            line=line,
            column=column,
            source_line=before.line(line),
        ) from None


def _bytes(path: Path) -> bytes:
    # Not to wait for somebody to write into a pipe, and on Windows not to change line ends.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise RefusedError(what="this is no regular file", advice="put a file of text in its place")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(limits.MAX_BYTES + 1)
    if len(data) > limits.MAX_BYTES:
        raise RefusedError(
            rule="too-large",
            what=f"the file has more than {limits.MAX_BYTES} bytes",
            advice="split it into several files",
        )
    return data
