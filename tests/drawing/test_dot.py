"""The program that asks Graphviz, in this process: `test_layout` runs it as it is run."""

import io
import json
import os
import runpy
import sys
import warnings
from collections.abc import Iterator

import pytest

from fpcase.drawing import dot

BARE = 'node [label=""]'
"""Without text: for that it looks for fonts, and may warn of what it finds."""
TASK = json.dumps({"program": "dot", "graph": f"digraph {{ {BARE}; 0 -> 1 }}"}) + "\n"


@pytest.fixture(autouse=True)
def _errors_restored() -> Iterator[None]:
    """The program turns file 2 aside, and warnings into errors; both are as they were after."""
    kept = os.dup(2)
    with warnings.catch_warnings():
        yield
    os.dup2(kept, 2)
    os.close(kept)


def given(monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Have the program read these lines."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))


def test_a_task_has_a_layout_for_an_answer() -> None:
    """In one line."""
    answer = dot.layout(TASK)
    assert answer.count("\n") == 1
    assert [edge["tail"] for edge in json.loads(answer)["edges"]] == [0]


@pytest.mark.parametrize(
    "task",
    [
        "no JSON",
        json.dumps({"program": "dot", "graph": "no graph"}),
        json.dumps({"program": "dot", "graph": f"digraph {{ {BARE}; 0 [shape=heap] }}"}),
    ],
    ids=["unread", "failed", "warned"],
)
def test_what_fails_or_brings_a_warning_has_no_layout(task: str) -> None:
    """One task must not end the program, nor a doubtful layout become a figure."""
    assert dot.layout(task) == "null\n"


def test_a_child_answers_and_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It must not read on: the next task is its parent's."""

    def end(status: int) -> None:
        raise SystemExit(status)

    monkeypatch.setattr(os, "fork", lambda: 0)
    monkeypatch.setattr(os, "_exit", end)
    given(monkeypatch, TASK * 2)
    with pytest.raises(SystemExit) as ended:
        dot.main()
    assert ended.value.code == 0
    (answer,) = capsys.readouterr().out.splitlines()
    assert json.loads(answer)["bb"]


def test_the_parent_answers_for_a_child_that_could_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or who asked would wait for ever."""
    states = iter([0, 11])
    monkeypatch.setattr(os, "fork", lambda: 7)
    monkeypatch.setattr(os, "waitpid", lambda child, _options: (child, next(states)))
    given(monkeypatch, TASK * 2)
    dot.main()
    assert capsys.readouterr().out == "null\n"


def test_without_children_the_program_answers_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What Graphviz remembers would change the next layout."""
    monkeypatch.delattr(os, "fork")
    given(monkeypatch, TASK * 2)
    dot.main()
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_program_ends_with_its_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is run as a file, and outlives nobody who asked."""
    given(monkeypatch, "")
    runpy.run_path(dot.__file__, run_name="__main__")
    assert capsys.readouterr().out == ""
