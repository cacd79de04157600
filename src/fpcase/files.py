"""Files and folders are written whole or not at all; what is read is a file, and not too large."""

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from fpcase.model.errors import FpcaseError

LARGEST = 200_000_000
"""How many bytes of a file are read at most."""
BESIDE = ".fpcase-"
"""How the names of unfinished files and folders begin; what a crash leaves of them is swept up."""
_LEFT_BEHIND = 3600
"""After how many seconds an unfinished file or folder is nobody's any more."""


def is_folder(path: Path | str) -> bool:
    """Whether a path leads to a folder; a name that no system takes leads nowhere."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir breaks on a name that is too long


def is_there(path: Path | str) -> bool:
    """Whether a path leads to a file."""
    return os.path.isfile(path)  # noqa: PTH113 - as above


def read_regular(path: Path, noun: str, *, within: Path | None = None) -> bytes:
    """What a file holds.

    Args:
        path: The file.
        noun: How messages call it.
        within: The folder that it must not lead out of, by a symbolic link.

    Raises:
        FpcaseError: it cannot be read, is no regular file, leads out, or is too large.
    """
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            reason = f"it is outside {within.name!r}"
        elif not path.is_file():
            reason = "it is a folder or a device" if path.exists() else "it does not exist"
        elif path.stat().st_size > LARGEST:
            reason = f"it has more than {LARGEST:,} bytes"
        else:
            return path.read_bytes()
    except (OSError, ValueError) as error:  # a name with a NUL is Python's ValueError
        reason = _reason(error)
    raise FpcaseError(f"the {noun} {path.name[:100]!r} cannot be read ({reason}); check the name")


def as_text(raw: bytes, path: Path, noun: str, remedy: str = "save it in UTF-8") -> str:
    """What a file holds as text: UTF-8, or UTF-16 with a mark of byte order.

    Args:
        raw: What it holds.
        path: The file.
        noun: What messages call it.
        remedy: What to do if it is neither.

    Raises:
        FpcaseError: it is neither.
    """
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the {noun} {path.name!r} is not in UTF-8 (byte {error.start}); {remedy}"
        raise FpcaseError(message) from None


def write_new_folder(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a new folder.

    The folder is made complete under another name beside its place and then renamed, so
    that a crash never leaves half a folder under the wanted name.

    Args:
        folder: The folder; it must not exist.
        files: Path in the folder -> what the file holds.

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
        path: The file; it must not exist.
        text: The text.

    Returns:
        The file.

    Raises:
        FpcaseError: the file exists, or cannot be written.
    """
    refuse_existing(path, "file")
    with staging(path) as stage:
        fill(stage, {"new": text})
        put(stage / "new", path, "file")
    return path


def refuse_existing(path: Path, noun: str) -> None:
    """Refuse to write over what is there."""
    if os.path.lexists(path):
        raise _exists(path, noun)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or " ".join(str(error).split())[:100]


@contextlib.contextmanager
def staging(place: Path) -> Iterator[Path]:
    """A hidden folder beside a place, to make in it what is then put there.

    It is removed afterwards. If the process is killed it stays, and nobody reads it: its
    name begins with a dot; whoever writes there later sweeps it up.

    Raises:
        FpcaseError: something in the body, or the folder itself, cannot be written.
    """
    try:
        if "\0" in str(place):
            place.lstat()  # Python refuses the name; C would end it there
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place.parent)
        stage = Path(tempfile.mkdtemp(prefix=BESIDE, dir=place.parent))
        try:
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    except (OSError, ValueError) as error:
        raise _unwritable(place, error) from None


def _sweep(folder: Path) -> None:
    """Remove what crashes have left behind."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{BESIDE}*"):
            if time.time() - left.lstat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
                left.unlink(missing_ok=True)


def fill(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, and see that they have reached the disk."""
    folders = {folder}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.add(path.parent)
        with path.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
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
        f"the {noun} {path.name!r} already exists and is not overwritten; choose another name"
    )


def _unwritable(path: Path, error: OSError | ValueError) -> FpcaseError:
    reason = _reason(error)
    return FpcaseError(f"{path.name[:100]!r} cannot be written ({reason}); choose another place")


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
        _sweep(place.parent)
        number, name = tempfile.mkstemp(prefix=BESIDE, dir=place.parent)
        beside = Path(name)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        beside.chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
        beside.replace(place)
    except (OSError, ValueError) as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        message = f"{ascii(str(path)[-200:])[1:-1]}: the {what} cannot be written: {_reason(error)}"
        raise FpcaseError(message) from error
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
