"""Graphviz in a process of its own: what it is asked, and what happens when it ends."""

import io
import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fpcase.figures import graphviz, router
from fpcase.figures.detours import detours
from fpcase.figures.graphviz import Router
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.router import ways
from fpcase.model.errors import FpcaseError

GRID = Grid(
    boxes={
        node: Box(x=x, y=18.0, width=18.0, height=9.0, lines=(node,))
        for node, x in (("a", 18.0), ("b", 54.0), ("c", 90.0))
    },
    cells={},
    lanes=(),
    gutter=4.5,
    width=108.0,
    height=36.0,
)
STARTED = graphviz._started


def program(words: str) -> Callable[[], subprocess.Popen[str]]:
    """Something that starts another program in Graphviz's place."""
    return lambda: subprocess.Popen(  # noqa: S603 - this interpreter, on our own words
        [sys.executable, "-c", words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def test_a_way_leads_from_the_middle_of_one_box_to_another_round_the_rest() -> None:
    """This is all that Graphviz is asked for."""
    boxes = [[10.0, 10.0, 10.0, 10.0], [40.0, 10.0, 10.0, 10.0], [70.0, 10.0, 10.0, 10.0]]
    near, far = ways(boxes, [[0, 1], [0, 2]])
    assert near[0][1] == near[-1][1]
    assert len({y for _, y in far}) > 1


def test_the_program_answers_each_line_with_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two processes that wait for each other wait for ever."""
    task = {"boxes": [[10, 10, 9, 9], [40, 10, 9, 9]], "pairs": [[0, 1]]}
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{json.dumps(task)}\n" * 2))
    runpy.run_path(str(Path(graphviz.__file__).with_name("router.py")), run_name="__main__")
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert len(json.loads(first)) == 1


def test_the_end_of_graphviz_is_not_the_end_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed assertion in C would take a scholar's whole session with it."""
    programs = [program("import os; os.abort()"), STARTED]

    def started() -> subprocess.Popen[str]:
        return programs.pop(0)()

    monkeypatch.setattr(graphviz, "_started", started)
    with Router() as asked:
        found = asked.routes(GRID, [("a", "c")])
    assert not programs
    assert found["a", "c"][0][0] in {9.0, 27.0} or found["a", "c"][0][1] in {13.5, 22.5}


def test_a_picture_on_which_graphviz_always_ends_gets_a_way_of_our_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Graphviz gives up on some small pictures at every size; a scholar still gets a figure."""
    monkeypatch.setattr(graphviz, "_started", program("import os; os.abort()"))
    with Router() as started:
        found = started.routes(GRID, [("a", "c")])
    assert found == detours(GRID, [("a", "c")])


def test_what_graphviz_stumbles_over_has_no_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One crowded picture must not end the process that the next one needs."""
    monkeypatch.setattr(router, "pygraphviz", None)
    monkeypatch.setattr("sys.stdin", io.StringIO('{"boxes": [], "pairs": [[0, 1]]}\n'))
    router.main()
    assert capsys.readouterr().out == "[[]]\n"


def test_graphviz_that_cannot_be_started_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without pygraphviz no smaller figure helps."""
    monkeypatch.setattr(graphviz, "_started", program("import no_such_module"))
    with Router() as asked, pytest.raises(FpcaseError, match="Graphviz cannot be started; see"):
        asked.routes(GRID, [("a", "c")])


def test_no_process_is_started_for_a_picture_without_arrows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is not needed need not be installed."""
    monkeypatch.setattr(graphviz, "_started", None)
    with Router() as asked:
        assert asked.routes(GRID, []) == {}
