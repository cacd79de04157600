"""Files and folders are written whole or not at all."""

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from fpcase.model.errors import FpcaseError


def write_new_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files of text into a new folder.

    The folder is made complete under another name beside its place and then renamed, so
    that a crash never leaves half a folder under the wanted name.

    Args:
        folder: The folder; it must not exist.
        files: Path in the folder -> text.

    Returns:
        The folder.

    Raises:
        FpcaseError: the folder exists, or cannot be written.
    """
    refuse_existing(folder, "folder")
    with staging(folder) as stage:
        fill(stage / "new", files)
        put(stage / "new", folder, "folder")
    return folder


def write_new_file(path: Path, text: str) -> Path:
    """Write a text into a new file, which is complete from the moment that it is there.

    Args:
        path: The file; it must not exist, its folder must.
        text: The text.

    Returns:
        The file.

    Raises:
        FpcaseError: the file exists, or cannot be written.
    """
    refuse_existing(path, "file")
    if not path.parent.is_dir():
        raise _unwritable(path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
    with staging(path) as stage:
        fill(stage, {"new": text})
        put(stage / "new", path, "file")
    return path


def refuse_existing(path: Path, noun: str) -> None:
    """Refuse to write over what is there."""
    if os.path.lexists(path):
        raise _exists(path, noun)


@contextlib.contextmanager
def staging(place: Path) -> Iterator[Path]:
    """A hidden folder beside a place, to make in it what is then put there.

    It is removed afterwards. If the process is killed it stays, and nobody reads it: its
    name begins with a dot.

    Raises:
        FpcaseError: something in the body, or the folder itself, cannot be written.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".fpcase-", dir=place.parent))
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except OSError as error:
        raise _unwritable(place, error) from None


def fill(folder: Path, files: Mapping[str, str]) -> None:
    """Write files of text into a folder, and see that they have reached the disk."""
    folders = {folder}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.add(path.parent)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    for inside in folders:
        _sync(inside)


def put(made: Path, place: Path, noun: str) -> None:
    """Rename what is complete to the place where it is wanted, unless something is there.

    Raises:
        FpcaseError: something has appeared at the place.
    """
    try:
        _rename_new(made, place)
    except OSError as error:
        if error.errno in {errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR}:
            raise _exists(place, noun) from None
        raise
    _sync(place.parent)


_AT_WORKING_FOLDER = -100
_NO_REPLACE = 1
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}


def _rename_new(made: Path, place: Path) -> None:
    """Rename without replacing: in one step where the system has such a step (Linux).

    Elsewhere we look and then rename. An empty folder, or a file, that somebody makes at
    that very moment is then replaced; a folder with something in it never is.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None:
        old, new = os.fsencode(made), os.fsencode(place)
        if rename(_AT_WORKING_FOLDER, old, _AT_WORKING_FOLDER, new, _NO_REPLACE) == 0:
            return
        code = ctypes.get_errno()
        if code not in _CANNOT:
            raise OSError(code, os.strerror(code))
    if os.path.lexists(place):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    made.rename(place)


def _sync(folder: Path) -> None:
    """See that the names in a folder have reached the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _exists(path: Path, noun: str) -> FpcaseError:
    return FpcaseError(
        f"the {noun} {path.name!r} exists; nothing is written over: choose another name"
    )


def _unwritable(path: Path, error: OSError) -> FpcaseError:
    reason = error.strerror or type(error).__name__
    return FpcaseError(f"{path.name!r} cannot be written ({reason}); choose another place")


def write_whole(path: Path, content: bytes, *, what: str = "file") -> Path:
    """Write a file beside its place and rename it, so that nobody finds half of it.

    A folder that is missing is made. What stood there before stays until the new one is whole,
    and keeps its permissions.

    Args:
        path: Where to.
        content: What the file holds.
        what: What the message calls it.

    Returns:
        The path.

    Raises:
        FpcaseError: it cannot be written.

    >>> from pathlib import Path
    >>> write_whole(Path("figure.svg"), b"<svg/>").read_text()
    '<svg/>'
    """
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # a pipe, a device: nothing to rename over
            path.write_bytes(content)
            return path
        place = path.resolve()  # a link stays a link
        number, name = tempfile.mkstemp(prefix=f".{place.name[:50]}.", dir=place.parent)
        beside = Path(name)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        beside.chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
        beside.replace(place)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        message = f"{path}: the {what} cannot be written: {error.strerror or error}"
        raise FpcaseError(message) from error
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
