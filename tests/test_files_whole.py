"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest

from fpcase.files import write_whole
from fpcase.model.errors import FpcaseError


def test_what_stood_there_stays_until_the_new_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk must not cost the figure of yesterday, nor leave half a file beside it."""
    path = write_whole(tmp_path / "new" / "figure.svg", b"yesterday")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FpcaseError, match="the figure cannot be written: No space left on device"):
        write_whole(path, b"today", what="figure")
    assert path.read_bytes() == b"yesterday"
    assert os.listdir(path.parent) == ["figure.svg"]  # noqa: PTH208 - hidden files among them


def test_permissions_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file of a web server is still read by it."""
    path = write_whole(tmp_path / "figure.svg", b"one")
    path.chmod(0o640)
    link = tmp_path / "link.svg"
    link.symlink_to(path)
    write_whole(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to() -> None:
    """``--out /dev/stdout`` has nothing to rename over."""
    assert write_whole(Path(os.devnull), b"gone") == Path(os.devnull)
