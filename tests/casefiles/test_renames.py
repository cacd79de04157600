"""An id is renamed everywhere, and nothing else."""

import shutil
from pathlib import Path

import pytest

import fpcase
from fpcase.casefiles import rename_id
from fpcase.casefiles.renames import UNFINISHED
from fpcase.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case that uses every key, with comments."""
    return fpcase.new_case(tmp_path / "demo")


def texts(folder: Path) -> dict[str, str]:
    """Every file of a case."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yaml"))
        if not path.relative_to(folder).as_posix().startswith(".fpcase-")  # of a process killed
    }


def test_a_variable_is_renamed_and_nothing_else_touched(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Comments, layout and words that only look like the id stay as they are; and back again."""
    before = texts(folder)
    assert main(["rename", str(folder), "example-bad-harvest", "crop-failure"]) == 0
    assert "example-bad-harvest is now crop-failure, in " in capsys.readouterr().out
    after = texts(folder)
    changed = 0
    for name, text in before.items():
        for old, new in zip(text.splitlines(), after[name].splitlines(), strict=True):
            changed += old != new
            assert new in {old, old.replace("example-bad-harvest", "crop-failure")}
    assert changed > 1
    case = fpcase.load_case(folder)
    assert "crop-failure" in case.variables
    rename_id(folder, "crop-failure", "example-bad-harvest")
    assert texts(folder) == before


def test_every_kind_of_id_can_be_renamed_and_back(folder: Path) -> None:
    """Whatever it names: actors, theories, evidence, claims, authors with their files."""
    path = folder / "explanations" / "example-2005.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines = [line for line in lines if not line.startswith("source:")]  # the file's name says it
    path.write_text("".join(lines), encoding="utf-8")
    before = texts(folder)
    case = fpcase.load_case(folder)
    kinds = (
        case.variables, case.actors, case.theories, case.evidence, case.decisions,
        case.explanations, (full_id for full_id, _, _ in case.claims()),
    )  # fmt: skip
    ids = [list(kind)[-1] for kind in kinds]
    for old in map(str, ids):
        rename_id(folder, old, f"{old}-x")
        assert fpcase.load_case(folder) != case
        rename_id(folder, f"{old}-x", old)
        assert texts(folder) == before, old


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nothing", "x", "no record of the case has the id 'nothing'"),
        (
            "example-bad-harvest",
            "Crop Failure",
            "'Crop Failure' is not a valid id for the variable 'example-bad-harvest'",
        ),
        ("example-2001/c1", "example-2005/c9", "is not a valid id for the claim 'example-2001/c1'"),
        ("example-2001/c1", "example-2001/c2", "another claim has the id 'example-2001/c2'"),
        ("example-2001", "example-2005", "another .* has the id 'example-2005'"),
    ],
)
def test_what_cannot_be_renamed_is_refused(folder: Path, old: str, new: str, message: str) -> None:
    """In words, and with nothing changed."""
    before = texts(folder)
    with pytest.raises(fpcase.FpcaseError, match=message):
        rename_id(folder, old, new)
    assert texts(folder) == before


def test_a_case_that_does_not_load_is_left_alone(folder: Path) -> None:
    """Which words are ids is known of a sound case alone."""
    path = folder / "variables.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "wrong: 1\n", encoding="utf-8")
    with pytest.raises(
        fpcase.FpcaseError,
        match=r"does not load .* correct the errors that "
        "'fpcase check' finds",
    ):
        rename_id(folder, "example-bad-harvest", "x")


def test_an_id_of_two_records_or_of_a_vocabulary_is_refused(folder: Path) -> None:
    """Which one is meant, nobody can know; and a vocabulary belongs to other cases too."""
    path = folder / "actors.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + "  - {id: example-bad-harvest, name: B, kind: state}\n", encoding="utf-8"
    )
    with pytest.raises(fpcase.FpcaseError, match=r"is the id of a .* and .*; give one of them"):
        rename_id(folder, "example-bad-harvest", "x")
    home = folder.parent
    shutil.copytree(fpcase.bundled_case("ukraine"), home / "ukraine")
    with pytest.raises(fpcase.FpcaseError, match="belongs to a common vocabulary; rename it"):
        rename_id(home / "ukraine", "cai-2022", "x")


def test_an_id_that_stands_otherwise_than_it_reads_is_refused(folder: Path) -> None:
    """An alias or an escape is not rewritten by guess."""
    path = folder / "variables.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("id: example-bad-harvest", 'id: "example\\x2dbad-harvest"', 1),
        encoding="utf-8",
    )
    with pytest.raises(
        fpcase.FpcaseError, match="'example-bad-harvest' is not found there; write it pl"
    ):
        rename_id(folder, "example-bad-harvest", "x")


def test_an_interrupted_renaming_is_finished_by_the_next(folder: Path) -> None:
    """From the moment on that all new texts are there; before, it is as if it had not begun."""
    (folder / UNFINISHED / "explanations").mkdir(parents=True)
    (folder / UNFINISHED / "case.yaml").write_text("half", encoding="utf-8")
    before = texts(folder)
    rename_id(folder, "example-bad-harvest", "x-y")
    rename_id(folder, "x-y", "example-bad-harvest")
    after = texts(folder)
    assert after == {name: text for name, text in before.items() if UNFINISHED not in name}
    made = folder / UNFINISHED
    made.mkdir()
    (made / "case.yaml").write_text(after["case.yaml"] + "# new\n", encoding="utf-8")
    (made / "gone").write_text("explanations/gone.yaml", encoding="utf-8")
    rename_id(folder, "example-bad-harvest", "x-y")
    assert (folder / "case.yaml").read_text(encoding="utf-8").endswith("# new\n")
