"""Boxes and arrows as Graphviz lays them out, whatever becomes of its process."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fpcase.drawing.layout import MOST_BOXES, Graphviz, Layout
from fpcase.drawing.scene import along
from fpcase.model.errors import FpcaseError

GAPS = (20.0, 4.0)
NODES = "abcdef"
ARROWS = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), min_size=1, max_size=12)


SHARED = Graphviz()


@pytest.fixture(autouse=True, scope="module")
def _ended() -> Iterator[None]:
    """One process makes all layouts, and ends with the tests."""
    with SHARED:
        yield


def of(arrows: Iterable[tuple[str, str]], last: Collection[str] = ()) -> Layout:
    """A layout of the boxes that some arrows join, each of its own size."""
    arrows = sorted(arrows)
    nodes = dict.fromkeys(node for pair in arrows for node in pair)
    sizes = {node: (30.0 + 3 * NODES.index(node), 20.0 + NODES.index(node)) for node in nodes}
    return SHARED.layout(sizes, arrows, GAPS, last=last)


@settings(deadline=None, max_examples=25)
@given(arrows=ARROWS, outcomes=st.sets(st.sampled_from(NODES)))
def test_boxes_stay_apart_and_every_arrow_goes_from_border_to_border(
    arrows: set[tuple[str, str]], outcomes: set[str]
) -> None:
    """Loops, ways there and back, and arrows between outcomes among them; nothing is cut."""
    used = {node for pair in arrows for node in pair}
    found = of(arrows, sorted(outcomes & used))
    for one, other in combinations(found.frames.values(), 2):
        across = max(one[0], other[0]) - min(one[2], other[2])
        down = max(one[1], other[1]) - min(one[3], other[3])
        assert max(across, down) >= 0.9
    assert set(found.ways) == arrows
    for (tail, head), way in found.ways.items():
        assert len(way) % 3 == 1
        for point, node in ((way[0], tail), (way[-1], head)):
            left, top, right, bottom = found.frames[node]
            off = max(left - point[0], point[0] - right, top - point[1], point[1] - bottom, 0.0)
            assert off < 1.5
    for left, top, right, bottom in found.frames.values():
        assert -0.1 <= left < right <= found.width + 0.1
        assert -0.1 <= top < bottom <= found.height + 0.1


def test_outcomes_stand_at_the_right_end_whatever_they_move() -> None:
    """A reader looks for what is explained at one place."""
    found = of({("a", "b"), ("b", "c"), ("b", "a"), ("d", "c")}, "bc")
    right = {node: frame[2] for node, frame in found.frames.items()}
    assert min(right["b"], right["c"]) > max(right["a"], right["d"])
    bow = found.ways["b", "c"]
    assert max(x for x, _ in bow) > right["b"]


def test_the_same_graph_is_laid_out_alike_whatever_came_before() -> None:
    """Pictures must not depend on what Graphviz remembers."""
    arrows = {("a", "b"), ("c", "b"), ("c", "d")}
    alone = of(arrows, "bd")
    with Graphviz() as graphviz:
        sizes = {node: (30.0 + 3 * NODES.index(node), 20.0 + NODES.index(node)) for node in "abcd"}
        for _ in range(3):
            assert graphviz.layout(sizes, arrows, GAPS, last="bd") == alone
            graphviz.layout(sizes, {("a", "b")}, GAPS, last="ab")


def test_a_picture_too_large_for_ranks_has_straight_arrows() -> None:
    """It ends within seconds, and says that it is no longer in ranks."""
    nodes = [f"n{number}" for number in range(MOST_BOXES + 1)]
    sizes = dict.fromkeys(nodes, (30.0, 20.0))
    arrows = {(nodes[0], node) for node in nodes}
    with Graphviz() as graphviz:
        found = graphviz.layout(sizes, arrows, GAPS)
    assert not found.ranked
    for (tail, head), (start, *_, end) in found.ways.items():
        if tail != head:
            middle = [(f[0] + f[2]) / 2 for f in (found.frames[tail], found.frames[head])]
            assert math.dist(start, end) <= math.dist(
                (middle[0], sum(found.frames[tail][1::2]) / 2),
                (middle[1], sum(found.frames[head][1::2]) / 2),
            )
    for one, other in combinations(found.frames.values(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_what_graphviz_warns_of_is_not_taken_for_a_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it fails in ranks it is asked for less, and at last it is said."""
    asked: list[str] = []

    def refuse(_self: Graphviz, task: dict[str, str]) -> None:
        asked.append(task["program"] + task["graph"].partition("splines=")[2].partition(";")[0])

    monkeypatch.setattr(Graphviz, "_answer", refuse)
    with pytest.raises(FpcaseError, match="found no layout for 2 boxes; draw fewer variables"):
        of({("a", "b")})
    assert asked == ["dottrue", "sfdpline"]


def altered(monkeypatch: pytest.MonkeyPatch, edge: Callable[[str], str]) -> None:
    """Have `dot` lead the first arrow otherwise."""
    answer = Graphviz._answer

    def changed(graphviz: Graphviz, task: dict[str, str]) -> Any:  # noqa: ANN401 - Graphviz's JSON
        found = answer(graphviz, task)
        if task["program"] == "dot":
            found["edges"][0]["pos"] = edge(found["edges"][0]["pos"])
        return found

    monkeypatch.setattr(Graphviz, "_answer", changed)


def test_a_layout_in_which_an_arrow_has_no_way_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A claim must not be missing from the picture; straight arrows show it."""
    altered(monkeypatch, lambda _pos: "")
    found = of({("a", "b")})
    assert not found.ranked
    assert len(found.ways["a", "b"]) > 1


def test_a_way_without_length_leads_to_the_right() -> None:
    """Its head needs a direction."""
    assert along(((3.0, 4.0), (3.0, 4.0)), 1.0) == ((3.0, 4.0), (1.0, 0.0))


def test_a_warning_gives_no_answer() -> None:
    """Graphviz says it on its own, in C."""
    with Graphviz() as graphviz:
        assert graphviz._answer({"program": "dot", "graph": "digraph { a -> b [weight=x] "}) is None
        good = {"program": "dot", "graph": 'digraph { a [label=""] }'}
        assert graphviz._answer(good)["bb"]


def test_a_process_that_ended_is_started_anew() -> None:
    """One crowded picture must not take the next with it."""
    with Graphviz() as graphviz:
        first = graphviz.layout({"a": (9.0, 9.0)}, [], GAPS)
        assert graphviz._process is not None
        graphviz._process.kill()
        graphviz._process.wait()
        assert graphviz._answer({"program": "dot", "graph": "digraph {}"}) is None
        assert graphviz.layout({"a": (9.0, 9.0)}, [], GAPS) == first


def test_a_missing_graphviz_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what shows why."""
    broken = Path("/nowhere/dot.py")
    monkeypatch.setattr(Path, "with_name", lambda _path, _name: broken)
    with (
        Graphviz() as graphviz,
        pytest.raises(FpcaseError, match=r"Graphviz cannot be started; to see why, run: .*"),
    ):
        graphviz.layout({"a": (9.0, 9.0)}, [], GAPS)
