"""New folders and files: whole or absent."""

from pathlib import Path

import pytest

import fpcase
from fpcase.files import write_new_file, write_new_folder


def test_a_folder_is_written_with_all_its_files(tmp_path: Path) -> None:
    """Folders within and folders above are made as needed; lines end the same everywhere."""
    folder = write_new_folder(tmp_path / "a" / "b", {"x.txt": "ä\n", "c/y.txt": "1\r\n2\n"})
    assert (folder / "x.txt").read_bytes() == "ä\n".encode()
    assert (folder / "c" / "y.txt").read_bytes() == b"1\r\n2\n"
    assert [path.name for path in folder.parent.iterdir()] == ["b"]


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_nothing_that_exists_is_replaced(tmp_path: Path, make: object) -> None:
    """Neither a folder nor a file of that name gives way."""
    place = tmp_path / "it"
    assert callable(make)
    make(place)
    with pytest.raises(fpcase.FpcaseError, match="the folder 'it' already exists"):
        write_new_folder(place, {"x": "y"})
    with pytest.raises(fpcase.FpcaseError, match="the file 'it' already exists"):
        write_new_file(place, "y")


def test_a_link_that_leads_nowhere_is_not_replaced_either(tmp_path: Path) -> None:
    """It exists, though what it points at does not."""
    (tmp_path / "it").symlink_to(tmp_path / "gone")
    with pytest.raises(fpcase.FpcaseError, match="exists"):
        write_new_file(tmp_path / "it", "y")


def test_a_crash_leaves_nothing_behind(tmp_path: Path) -> None:
    """Half a folder under the wanted name would look like a whole one."""
    with pytest.raises(fpcase.FpcaseError, match="cannot be written"):
        write_new_folder(tmp_path / "it", {"x": "fine", "y": "\ud800"})
    with pytest.raises(fpcase.FpcaseError, match="cannot be written"):
        write_new_file(tmp_path / "file", "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    """A newcomer sees no traceback."""
    (tmp_path / "file").touch()
    with pytest.raises(fpcase.FpcaseError, match=r"'it' cannot be written \(.+\); choose another"):
        write_new_folder(tmp_path / "file" / "it", {"x": "y"})
    with pytest.raises(fpcase.FpcaseError, match=r"'it' cannot be written \(.+\); choose another"):
        write_new_file(tmp_path / "file" / "it", "y")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """And nothing else is left beside it."""
    assert write_new_file(tmp_path / "it", "ä\n").read_bytes() == "ä\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["it"]
