"""Lanes, columns and the ways of arrows: the geometry that a reader relies on."""

from collections.abc import Iterator
from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import synthetic_case

import fpcase
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.diagrams.core import core_diagram
from fpcase.figures.arrows import Key
from fpcase.figures.fitting import Sheet, _ground
from fpcase.figures.geometry import Route, along, crosses, simplified
from fpcase.figures.graphviz import Router, _between
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.nudging import nudged
from fpcase.figures.panels import Ground
from fpcase.figures.sheets import DENSE, ROOMY
from fpcase.figures.spacing import UNIT
from fpcase.model import LevelOfAnalysis
from fpcase.model.errors import FpcaseError

WORDS = ("war", "neutrality", "non-recognition", "regime", "of", "Kazakhstan's", "S/2018/355")
NAMES = tuple("abcdefghijklmn")
SHEETS = {
    "one": Sheet(page_width=510.0, width=500.0, height=float("inf"), spacing=ROOMY, counts=(5,)),
    "many": Sheet(
        page_width=540.0, width=261.0, height=float("inf"), spacing=DENSE, counts=(3, 4, 5)
    ),
}


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Any diagram of up to fourteen variables of any level and name."""
    diagram: Diagram = nx.MultiDiGraph()
    nodes = NAMES[: draw(st.integers(2, len(NAMES)))]
    levels = [None, *(level.value for level in LevelOfAnalysis)]
    for node in nodes:
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
        level = draw(st.sampled_from(levels))
        outcome = draw(st.sampled_from([False, False, True]))
        diagram.add_node(node, name=" ".join(words), level=level, outcome=outcome)
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
    for number, (cause, effect) in enumerate(draw(st.lists(pairs, max_size=30))):
        if cause != effect:
            diagram.add_edge(
                cause, effect, key=f"x/{number}", author="x", sign="positive", stance="asserts"
            )
    return diagram


ROUTER = Router()


@pytest.fixture(scope="module", autouse=True)
def one_router_for_all() -> Iterator[None]:
    """Starting Graphviz for each of hundreds of diagrams would take a minute."""
    with ROUTER:
        yield


def laid_out(diagram: Diagram, kind: str) -> Ground:
    """A diagram on the grid of a kind of figure."""
    ground = _ground(diagram, SHEETS[kind], ROUTER, set(diagram.edges()))
    assert ground is not None
    return ground


def touching(grid: Grid) -> Iterator[tuple[str, str]]:
    """Pairs of boxes that touch."""
    for (one, a), (other, b) in combinations(grid.boxes.items(), 2):
        apart_x = abs(a.x - b.x) - (a.width + b.width) / 2
        apart_y = abs(a.y - b.y) - (a.height + b.height) / 2
        if apart_x <= 0 and apart_y <= 0:
            yield one, other


def in_the_way(ground: Ground) -> Iterator[tuple[Key, str]]:
    """Arrows and the foreign boxes that they pass through."""
    for key, route in ground.routes.items():
        for node, box in ground.grid.boxes.items():
            if node not in key[:2] and crosses(route, box.frame):
                yield key, node


@pytest.mark.parametrize("kind", SHEETS)
@given(diagram=diagrams())
@settings(deadline=None, max_examples=25)
def test_boxes_do_not_touch_and_no_arrow_passes_through_a_foreign_one(
    kind: str, diagram: Diagram
) -> None:
    """An arrow that runs under a box seems to end there: a claim that nobody made."""
    ground = laid_out(diagram, kind)
    assert not list(touching(ground.grid))
    assert not list(in_the_way(ground))
    assert set(ground.routes) == set(diagram.edges())


@pytest.mark.parametrize("kind", SHEETS)
@given(diagram=diagrams())
@settings(deadline=None, max_examples=25)
def test_an_arrow_runs_from_its_causes_border_to_its_effects_and_stays_on_the_page(
    kind: str, diagram: Diagram
) -> None:
    """Both ends of an arrow say who moves whom; an end in mid-air says nothing."""
    ground = laid_out(diagram, kind)
    grid = ground.grid
    for (cause, effect), route in ground.routes.items():
        for node, (x, y) in ((cause, route[0]), (effect, route[-1])):
            box = grid.boxes[node]
            assert box.left - 0.1 <= x <= box.right + 0.1
            assert box.top - 0.1 <= y <= box.bottom + 0.1
        assert all(-0.1 <= x <= grid.width + 0.1 for x, _ in route)
        assert all(-0.1 <= y <= grid.height + 0.1 for _, y in route)
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(route))


@given(diagram=diagrams())
@settings(deadline=None, max_examples=25)
def test_outcomes_stand_furthest_right_and_lanes_go_from_the_system_down(diagram: Diagram) -> None:
    """A reader finds what is explained, and at which level, without reading a label."""
    grid = laid_out(diagram, "one").grid
    ends = [grid.boxes[node].x for node, ends in diagram.nodes(data="outcome") if ends]
    others = [grid.boxes[node].x for node, ends in diagram.nodes(data="outcome") if not ends]
    assert not ends or not others or max(others) < min(ends)
    order = [level.value for level in reversed(LevelOfAnalysis)] + ["no level"]
    assert [lane.level for lane in grid.lanes] == [
        level
        for level in order
        if any((of or "no level") == level for _, of in diagram.nodes(data="level"))
    ]
    for node, level in diagram.nodes(data="level"):
        lane = next(lane for lane in grid.lanes if lane.level == (level or "no level"))
        assert lane.top < grid.boxes[node].top < grid.boxes[node].bottom < lane.bottom


@given(diagram=diagrams())
@settings(deadline=None, max_examples=25)
def test_an_arrow_outside_every_loop_never_points_left(diagram: Diagram) -> None:
    """Left to right is the order of causes, wherever causes have an order."""
    for node in diagram:
        diagram.nodes[node]["outcome"] = False
    grid = laid_out(diagram, "one").grid
    for cause, effect in diagram.edges():
        if not nx.has_path(diagram, effect, cause):
            assert grid.boxes[cause].x <= grid.boxes[effect].x


@given(diagram=diagrams())
@settings(deadline=None, max_examples=15)
def test_the_order_in_which_variables_were_added_does_not_move_a_box(diagram: Diagram) -> None:
    """Sorting a case file must not redraw its figure."""
    turned: Diagram = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(diagram.nodes(data=True))))
    for cause, effect, key, data in reversed(list(diagram.edges(keys=True, data=True))):
        turned.add_edge(cause, effect, key=key, **data)
    one, other = laid_out(diagram, "many"), laid_out(turned, "many")
    assert dict(one.grid.boxes) == dict(other.grid.boxes)
    assert one.routes == other.routes


@given(diagram=diagrams())
@settings(deadline=None, max_examples=15)
def test_every_measure_that_graphviz_sees_is_exact(diagram: Diagram) -> None:
    """Graphviz ends where rounding has moved a coordinate between two of its tables."""
    for box in laid_out(diagram, "one").grid.boxes.values():
        for measure in box.frame:
            assert measure / UNIT == round(measure / UNIT)


def test_arrows_that_need_more_room_than_the_page_has_share_what_there_is() -> None:
    """A hairball asked for is drawn within its page, however close its arrows lie."""
    names = [f"institutionalisation{number}" for number in range(14)]
    claims = [f"{one} + {other}" for one in names for other in names if one != other]
    ground = laid_out(causal_diagram(synthetic_case({"doe-2001": claims})), "many")
    assert max(box.right for box in ground.grid.boxes.values()) < ground.grid.width
    assert not list(in_the_way(ground))


def test_reciprocal_arrows_go_different_ways() -> None:
    """Two arrows on one another look like one with two heads."""
    diagram = causal_diagram(synthetic_case({"doe-2001": ["a + b", "b - a"]}))
    ways = laid_out(diagram, "one").routes
    assert ways["a", "b"][0] != ways["b", "a"][-1]
    assert ways["a", "b"][-1] != ways["b", "a"][0]


def test_boxes_that_touch_are_refused_before_graphviz_sees_them() -> None:
    """Graphviz would fall back to straight lines through boxes, and say so on stderr alone."""
    boxes = {
        "a": Box(x=20.0, y=10.0, width=20.0, height=10.0, lines=("a",)),
        "b": Box(x=40.0, y=10.0, width=20.0, height=10.0, lines=("b",)),
    }
    grid = Grid(boxes=boxes, cells={}, lanes=(), gutter=0.0, width=60.0, height=20.0)
    with pytest.raises(FpcaseError, match="the boxes of 'a' and 'b' touch"):
        ROUTER.routes(grid, [("a", "b")])


@pytest.mark.parametrize(
    "way",
    [
        (),
        ((10.0, 10.0), (10.0, 40.0), (90.0, 30.0)),
        ((30.0, 10.0), (90.0, 10.0)),
        ((10.0, 10.0), (70.0, 10.0)),
    ],
    ids=["none", "slanting", "beginning in mid-air", "ending in mid-air"],
)
def test_a_way_that_does_not_join_its_boxes_is_none(way: Route) -> None:
    """Better no figure than a line that seems to join what no author joined."""
    cause = Box(x=10.0, y=10.0, width=20.0, height=10.0, lines=())
    effect = Box(x=90.0, y=10.0, width=20.0, height=10.0, lines=())
    assert _between(way, cause, effect) == ()
    assert _between(((10.0, 14.0), (90.0, 14.0)), cause, effect) == ((20.0, 14.0), (80.0, 14.0))


def test_an_arrow_without_a_way_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scholar can then leave out one of its ends."""
    monkeypatch.setattr("fpcase.figures.graphviz._between", lambda *_: ())
    monkeypatch.setattr("fpcase.figures.graphviz.detours", lambda *_: {})
    with pytest.raises(FpcaseError, match="no way round the boxes for the arrow from 'a' to 'b'"):
        laid_out(causal_diagram(synthetic_case({"doe-2001": ["a + b"]})), "one")


def test_a_way_through_a_box_is_moved_out_or_refused() -> None:
    """An arrow never runs under a box that is neither its cause nor its effect."""
    frames = {
        "a": (0.0, 0.0, 20.0, 20.0),
        "b": (40.0, 0.0, 60.0, 11.0),
        "c": (80.0, 0.0, 99.0, 20.0),
    }
    page = (0.0, 0.0, 99.0, 30.0)
    moved = nudged({("a", "c"): ((20.0, 10.5), (80.0, 10.5))}, frames, page, 4.0)
    assert moved["a", "c"][0][1] > 11
    frames["b"] = (40.0, 0.0, 60.0, 30.0)
    with pytest.raises(FpcaseError, match="the arrow from 'a' to 'c' cannot pass 'b'"):
        nudged({("a", "c"): ((20.0, 20.0), (20.0, 16.0), (80.0, 16.0))}, frames, page, 4.0)


@given(diagram=diagrams())
@settings(deadline=None, max_examples=25)
def test_no_arrow_lies_on_another(diagram: Diagram) -> None:
    """Two lines on one another are read as one."""
    ways = laid_out(diagram, "one").routes
    pieces = [(pair, *piece) for pair, route in ways.items() for piece in pairwise(route)]
    for (one, a, b), (other, c, d) in combinations(pieces, 2):
        for across in (0, 1):
            if one != other and a[across] == b[across] and c[across] == d[across]:
                along_it = 1 - across
                first = max(min(a[along_it], b[along_it]), min(c[along_it], d[along_it]))
                last = min(max(a[along_it], b[along_it]), max(c[along_it], d[along_it]))
                assert last - first < 1 or abs(a[across] - c[across]) > 0.3


def test_corners_at_which_a_way_does_not_turn_are_dropped() -> None:
    """Spreading moves whole pieces; half a piece must not stay behind."""
    bent = [(0.0, 0.0), (0.0, 0.0), (4.0, 0.01), (9.0, 0.0), (9.0, 7.0)]
    assert simplified(bent) == ((0.0, 0.0), (9.0, 0.0), (9.0, 7.0))


def test_a_way_without_length_has_a_point_and_a_direction() -> None:
    """Geometry must not divide by nought where an arrow shrinks to a point."""
    assert along(((3.0, 4.0), (3.0, 4.0)), 1.0) == ((3.0, 4.0), (1.0, 0.0))


def test_no_arrow_of_the_bundled_case_passes_through_a_foreign_box(
    kazakhstan: fpcase.Case,
) -> None:
    """The law, on the case that the library ships with: pooled, and author by author."""
    for author in [None, *kazakhstan.explanations]:
        diagram = causal_diagram(kazakhstan, author, stances=("asserts", "denies"))
        part = core_diagram(diagram)
        for kind in SHEETS:
            ground = laid_out(part, kind)
            assert not list(touching(ground.grid))
            assert not list(in_the_way(ground))
