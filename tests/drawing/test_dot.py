"""The program that asks Graphviz, in this process: `test_layout` runs it as it is run."""

import io
import json
import os
import runpy
import sys
import tempfile
import warnings
from collections.abc import Iterator

import pytest

from fpcase.drawing import dot

BARE = 'node [label=""]'
"""Without text: for that it looks for fonts, and may warn of what it finds."""
TASK = json.dumps({"program": "dot", "graph": f"digraph {{ {BARE}; 0 -> 1 }}"}) + "\n"


@pytest.fixture(autouse=True)
def _errors_aside() -> Iterator[None]:
    """The program counts what is written to file 2; it and warnings are as they were after."""
    kept = os.dup(2)
    with warnings.catch_warnings(), tempfile.TemporaryFile() as aside:
        os.dup2(aside.fileno(), 2)
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


def test_each_task_is_answered_in_turn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What one brings must not spoil the next."""
    given(monkeypatch, f"{TASK}no JSON\n{TASK}")
    dot.main()
    first, bad, again = capsys.readouterr().out.splitlines()
    assert (first, bad) == (again, "null")


def test_the_program_ends_with_its_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is run as a file, and outlives nobody who asked."""
    given(monkeypatch, "")
    runpy.run_path(dot.__file__, run_name="__main__")
    assert capsys.readouterr().out == ""
