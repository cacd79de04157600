"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path

from fpcase.model.errors import FpcaseError


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
