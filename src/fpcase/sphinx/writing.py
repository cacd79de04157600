"""Generated pages in the source folder: written when they change, and deleted when outdated."""

from collections.abc import Mapping
from pathlib import Path

from sphinx.errors import ExtensionError

MARK = ".. Written by fpcase.sphinx; what is changed here is lost."
"""The first line of every page that we write: no other file is touched."""


def write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Write pages into a folder; a page that says the same is left alone, so nothing rebuilds.

    Pages that we wrote and that are there no more in `pages` are deleted.

    Args:
        folder: The folder.
        pages: Path in the folder, without a suffix -> text.

    Raises:
        ExtensionError: a file that we did not write stands in the way, or one cannot be written.
    """
    wanted = {folder / f"{name}.rst": f"{MARK}\n\n{text}" for name, text in pages.items()}
    try:
        for path, text in wanted.items():
            _write(path, text)
        for path in sorted(folder.rglob("*.rst")):
            if path not in wanted and _is_ours(path):
                path.unlink()
    except OSError as error:
        message = f"the pages of a case cannot be written: {error}"
        raise ExtensionError(message) from error


def _write(path: Path, text: str) -> None:
    content = text.encode()
    if path.exists():
        if not _is_ours(path):
            message = (
                f"{path}: a file that fpcase.sphinx did not write stands where a page of a case "
                "belongs; move it, or set fpcase_folder to another folder"
            )
            raise ExtensionError(message)
        if path.read_bytes() == content:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline().rstrip() == MARK.encode()
