"""Files are written whole or not at all."""

import os
from pathlib import Path

import pytest
from interrupted import held, kinds, mixed, states

import fpcase
from fpcase.files import write_new_folder, write_whole
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


def test_what_a_crash_left_is_swept_up_once_it_is_nobody_s(tmp_path: Path) -> None:
    """Unfinished files have one name, and those of a process at work are left alone."""
    for name in (".fpcase-old", ".fpcase-new"):
        (tmp_path / name).mkdir()
    (tmp_path / ".fpcase-file").touch()
    for name in (".fpcase-old", ".fpcase-file"):
        os.utime(tmp_path / name, (0, 0))
    write_whole(tmp_path / "figure.svg", b"x")
    assert sorted(os.listdir(tmp_path)) == [".fpcase-new", "figure.svg"]  # noqa: PTH208 - hidden ones
    write_new_folder(tmp_path / "it", {"a": "b"})
    assert (tmp_path / ".fpcase-new").is_dir()


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\ud800"])
def test_a_name_that_no_system_takes_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Every error of the library is one that a script can catch."""
    monkeypatch.chdir(tmp_path)
    case = fpcase.load_case("ukraine")
    for ask in (
        fpcase.load_case, fpcase.study, fpcase.new_case, fpcase.casefiles.read_spreadsheet,
        fpcase.casefiles.read_project, fpcase.diagrams.read_graph,
        lambda name: fpcase.casefiles.new_author(name, "doe-2001"),
        lambda name: fpcase.casefiles.read_sources(f"{name}.bib"),
        lambda name: fpcase.study(case).draw().save(f"{name}.svg"),
        lambda name: fpcase.study(case).export("dot").save(name),
        lambda name: fpcase.write_case(case, name),
        lambda name: fpcase.casefiles.write_tables(case, name),
        fpcase.casefiles.write_schemas,
        lambda name: fpcase.passages.read_texts(case, name),
    ):  # fmt: skip
        with pytest.raises(FpcaseError):
            ask(name)
    assert [one.rule for one in fpcase.check_case(name)] == ["not-readable"]


def test_a_text_leads_nowhere_but_into_its_folder(tmp_path: Path) -> None:
    """A case from a stranger must not read the reader's own files."""
    secret = tmp_path / "secret.txt"
    secret.write_text("key", encoding="utf-8")
    folder = fpcase.new_case(tmp_path / "demo")
    text = folder / "texts" / "example-2001.txt"
    text.unlink()
    text.symlink_to(secret)
    with pytest.raises(
        FpcaseError,
        match=r"the text 'example-2001.txt' cannot be read .it "
        "is outside",
    ):
        fpcase.study(folder).passages()
    assert "it is outside 'texts'" in str(
        [one for one in fpcase.check_case(folder) if one.rule == "changed-text"]
    )


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_names_that_windows_keeps_are_no_ids(tmp_path: Path, name: str) -> None:
    """An author's id names a file, there too."""
    folder = fpcase.new_case(tmp_path / "demo", bare=True)
    with pytest.raises(FpcaseError, match=f"'{name}' is not an id in kebab-case.*'{name}-1'"):
        fpcase.casefiles.new_author(folder, name)
    assert fpcase.casefiles.new_author(folder, f"{name}ey-2001").path.is_file()


def test_whatever_is_written_is_never_half_there(tmp_path: Path) -> None:
    """Before each system call a crash would leave the old file or folder or the new one, whole."""
    for name, kind in kinds().items():
        at = tmp_path / name
        at.mkdir()
        kind.prepare(at)
        found = states(at, kind.write)
        assert len(found) > 1, name
        for number, state in enumerate(found):
            left = state
            if name == "rename":
                home = tmp_path / str(number)
                for path, content in state.items():
                    (home / path).parent.mkdir(parents=True, exist_ok=True)
                    (home / path).write_bytes(content)
                kind.finish(home)
                left = held(home)
            assert mixed(left, found[0], found[-1]) == [], name
