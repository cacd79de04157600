"""From a folder to a case, quickly and without anything that a reader of files does not need."""

import gc
import inspect
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from casefolders import broken, write_case_folder

import fpcase
from fpcase import CaseError, FpcaseError, bundled_case, check_case, load_case
from fpcase.casefiles import find_case, loading
from fpcase.documents import document


def test_a_sound_folder_becomes_a_case_with_all_its_records(tmp_path: Path) -> None:
    """Each record is found by its id, each claim with its author."""
    case = load_case(write_case_folder(tmp_path))
    found: list[Mapping[Any, Any]] = [case.sources, case.actors, case.variables]
    for records, name in zip(found, ("doe-2001", "league", "war"), strict=True):
        assert records[name].id == name
    (decision,) = case.decisions.values()
    assert list(decision.conditions.values())[1] is None
    assert [full_id for full_id, _, _ in case.claims()] == [
        "doe-2001/c1",
        "doe-2001/c2",
        "roe-2002/c1",
    ]
    assert [one.source for one in case.explanations.values()] == ["doe-2001", "roe-2002"]
    assert len(case.appraisals) == len(case.prediction_outcomes) == 1


def test_the_same_folder_gives_an_equal_case(tmp_path: Path) -> None:
    """And what is equal has one hash."""
    folder = write_case_folder(tmp_path)
    assert load_case(folder) == load_case(str(folder))


def test_a_case_with_errors_does_not_load_and_says_which(tmp_path: Path) -> None:
    """Warnings are left to the check."""
    changes = broken("variables.yaml", "    level: state\n", "    levle: state\n")
    with pytest.raises(
        CaseError, match=r"the case in 'ruritania' has 1 problem:\n.*levle"
    ) as caught:
        load_case(write_case_folder(tmp_path, changes))
    assert [problem.rule for problem in caught.value.problems] == ["unknown-key"]


def test_a_case_with_warnings_alone_loads(tmp_path: Path) -> None:
    """An incomplete coding is still a coding."""
    folder = write_case_folder(tmp_path, broken("variables.yaml", "    level: state\n", ""))
    assert len(check_case(folder)) == 1
    assert [one.level for one in load_case(folder).variables.values()][-1] is None


def test_problems_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    """The same input gives the same report."""
    changes = broken("explanations/doe-2001.yaml", "war", "wra") | {"actors.yaml": "x: y\n"}
    folder = write_case_folder(tmp_path, changes)
    problems = check_case(folder)
    assert problems == check_case(folder)
    assert list(problems) == sorted(problems, key=lambda p: (p.file, p.line, p.column, p.where))


@pytest.mark.parametrize("kind", ["bundled", "sound", "half-coded"])
def test_a_file_that_loads_is_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Nobody reads the warnings of a load, and so no place of one is sought."""
    mechanism = "    mechanism: Armies eat grain.\n"
    changes = broken("explanations/doe-2001.yaml", mechanism, "") if kind == "half-coded" else {}
    folder = write_case_folder(tmp_path, changes)
    if kind == "bundled":
        folder = bundled_case("kazakhstan")
    assert check_case(folder) or kind != "half-coded"
    parsed: list[str] = []

    def parser(text: str) -> object:
        parsed.append(text)
        return yaml.CSafeLoader(text)

    monkeypatch.setattr(document, "Parser", parser)
    load_case(folder)
    assert len(parsed) == len(set(parsed))


def test_a_bundled_case_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of that name goes before it."""
    assert bundled_case("kazakhstan").name == "kazakhstan"
    with pytest.raises(
        FpcaseError, match="there is no bundled case 'narnia'; available: kazakhstan"
    ):
        bundled_case("narnia")
    monkeypatch.chdir(tmp_path)
    assert find_case("kazakhstan") == bundled_case("kazakhstan")
    with pytest.raises(FpcaseError, match="there is no folder 'narnia', and there is no bundled"):
        find_case("narnia")
    (tmp_path / "case.yaml").touch()
    with pytest.raises(FpcaseError, match=r"'case\.yaml' is a file; name the case folder"):
        find_case("case.yaml")
    assert inspect.unwrap(load_case)("ukraine") == load_case(bundled_case("ukraine"))
    (tmp_path / "kazakhstan").mkdir()
    assert find_case("kazakhstan") == Path("kazakhstan")


@pytest.mark.parametrize("enabled", [True, False])
def test_a_load_leaves_python_s_collector_as_it_was(tmp_path: Path, *, enabled: bool) -> None:
    """Also after a failure; the program around us may have its own plans."""
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        load_case(write_case_folder(tmp_path))
        assert gc.isenabled() is enabled
        with pytest.raises(RuntimeError), loading._collector_at_rest():
            raise RuntimeError
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_a_load_leaves_objects_aside_that_a_program_has_set_aside() -> None:
    """A server freezes what its workers share; a load there must not thaw it."""
    gc.freeze()
    try:
        aside = gc.get_freeze_count()
        with loading._collector_at_rest():
            pass
        assert 0 < gc.get_freeze_count() <= aside
    finally:
        gc.unfreeze()


def test_what_a_load_makes_is_not_searched_at_once() -> None:
    """The collector's next round is a young one, as it would be had nothing been loaded."""
    with loading._collector_at_rest():
        made = [[index] for index in range(1000)]
    assert any(one is made for one in gc.get_objects(generation=2))
    assert not gc.get_freeze_count()


def test_cases_can_be_loaded_in_several_threads(tmp_path: Path) -> None:
    """Nothing is shared that one load could spoil for another."""
    folder = write_case_folder(tmp_path)
    expected = load_case(folder)
    found: list[fpcase.Case] = []
    threads = [threading.Thread(target=lambda: found.append(load_case(folder))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
    assert gc.isenabled()


def run(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_importing_the_library_loads_neither_networkx_nor_a_renderer() -> None:
    """A script should not wait for what it does not use; the records alone come at once."""
    loaded = run("import sys, fpcase; print(*sys.modules)").split()
    heavy = {"networkx", "matplotlib", "pygraphviz", "numpy", "rapidfuzz", "PIL", "yaml"}
    assert heavy.isdisjoint(loaded)
    assert "fpcase.casefiles" not in loaded
