"""How much can be read: the largest core that has few enough arrows and fits its sheet."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Literal

import attrs

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import DEFAULT_SIZE, core_diagram
from fpcase.figures.arrows import Key, Pair
from fpcase.figures.canvas import text_width
from fpcase.figures.geometry import Point, Route
from fpcase.figures.graphviz import Router
from fpcase.figures.labels import longest_word
from fpcase.figures.lanes import Grid, cells_of, lane_grid
from fpcase.figures.nudging import nudged
from fpcase.figures.page import WIDTHS
from fpcase.figures.panels import Ground, loop_route
from fpcase.figures.room import room_needed
from fpcase.figures.spacing import Spacing
from fpcase.model.terms import Stance

MOST_VARIABLES = 25
MOST_ARROWS = 60
"""Beyond these numbers a panel is a hairball; in one column, half as many arrows are one."""
_LEAST = 6
"""A core is not made smaller than this to fit a page: the page grows instead."""


@attrs.frozen(kw_only=True)
class Sheet:
    """What there is room for.

    Attributes:
        page_width: Of the whole, margins included.
        width: Of a panel.
        height: Of a panel, at most.
        spacing: The measures of its grid.
        counts: Numbers of columns to try.
    """

    page_width: float
    width: float
    height: float
    spacing: Spacing
    counts: tuple[int, ...]

    @property
    def most_arrows(self) -> int:
        """How many arrows of a panel can be told apart: one column has half the room of two."""
        return round(MOST_ARROWS * min(self.page_width / WIDTHS[2], 1.0))

    def measure(self, text: str) -> float:
        """The width of a line of a label."""
        return text_width(text, self.spacing.font_size)


Core = int | Literal["auto"] | None
"""How many variables to draw; None for all; "auto" for all if they can be read, else a core."""


@attrs.frozen(kw_only=True)
class Fitted:
    """What is drawn, where, and why no more.

    Attributes:
        part: The variables and claims drawn.
        ground: Where they are drawn.
        sheet: What they are drawn on.
        wanted: How many variables were asked for.
        because: Why there are fewer, if there are.
        endless: Whether it is taller than the sheet.
    """

    part: Diagram
    ground: Ground
    sheet: Sheet
    wanted: int
    because: str | None
    endless: bool = False


def _pairs(part: Diagram) -> Collection[Key]:
    return set(part.edges())


@attrs.frozen(kw_only=True)
class Wish:
    """What is wanted of a figure.

    Attributes:
        core: How many variables are wanted; None for all of them, readable or not; "auto" for
            all if they can be read, or else a core of the usual size.
        most_arrows: How many arrows the fullest panel of a part has.
        first: Variables that are in every core.
        keys: The keys of all arrows of a part; by default one for each pair.
    """

    core: Core
    most_arrows: Callable[[Diagram], int]
    first: tuple[str, ...] = ()
    keys: Callable[[Diagram], Collection[Key]] = _pairs


def fitted(diagram: Diagram, wish: Wish, sheets: Sequence[Sheet]) -> Fitted:
    """The largest core, up to the size wanted, that can be read, on the smallest sheet.

    Args:
        diagram: The union of all that will be drawn.
        wish: What is wanted.
        sheets: What there is room for, smallest first.
    """
    with Router() as router:
        return _fitted(diagram, wish, sheets, router)


def _fitted(diagram: Diagram, wish: Wish, sheets: Sequence[Sheet], router: Router) -> Fitted:
    core = wish.core
    if core == "auto":
        core = DEFAULT_SIZE if len(diagram) > MOST_VARIABLES else len(diagram)
    wanted = size = len(diagram) if core is None else min(core, len(diagram))
    limit = sheets[-1].most_arrows
    because: str | None = None
    while True:
        part = diagram if size == len(diagram) else core_diagram(diagram, size, first=wish.first)
        last = core is None or size <= _LEAST
        if not last and wish.most_arrows(part) > limit:
            because = because or f"a panel would have more than {limit} arrows"
        else:
            endless = [attrs.evolve(sheets[-1], height=float("inf"))] if last else []
            for sheet in (*sheets, *endless):
                ground = _ground(part, sheet, router, wish.keys(part))
                if ground:
                    return Fitted(
                        part=part,
                        ground=ground,
                        sheet=sheet,
                        wanted=wanted,
                        because=because,
                        endless=sheet in endless,
                    )
            because = because or "the figure would not fit its page with type of readable size"
        size -= 1


def _ground(part: Diagram, sheet: Sheet, router: Router, keys: Collection[Key]) -> Ground | None:
    """The lowest grid, of several numbers of columns whose boxes hold their longest words.

    None if the sheet is too low for each of them.
    """
    longest = max(longest_word(str(name), sheet.measure) for _, name in part.nodes(data="name"))
    roomy = [
        count for count in sheet.counts if sheet.spacing.label_width(sheet.width, count) >= longest
    ]
    grids = [_routed(part, count, sheet, router, keys) for count in roomy or [min(sheet.counts)]]
    fitting = [found for found in grids if found]
    if not fitting:
        return None
    grid, ways = min(fitting, key=lambda found: found[0].height)
    spacing = sheet.spacing
    frames = {node: box.frame for node, box in grid.boxes.items()}
    page_frame = (spacing.gutter, 0.0, grid.width, grid.height)
    ways = nudged(ways, frames, page_frame, spacing.clear)
    loops = {
        key: loop_route(grid.boxes[key[0]], spacing.loop / (1 + number))
        for strands in _strands(keys).values()
        for number, key in enumerate(strands)
        if key[0] == key[1]
    }
    return Ground(
        grid=grid,
        routes=dict(sorted((ways | loops).items())),
        names={node: str(name or node) for node, name in part.nodes(data="name")},
        spacing=spacing,
        width=sheet.width,
    )


def _routed(
    part: Diagram, count: int, sheet: Sheet, router: Router, keys: Collection[Key]
) -> tuple[Grid, dict[Key, Route]] | None:
    """A grid whose gaps have the room that arrows need, and the arrows' ways on it."""
    spacing = sheet.spacing
    pairs = {(cause, effect) for cause, effect in part.edges() if cause != effect}
    loops = {cause for cause, effect in part.edges() if cause == effect}
    more = _more_marks(part, spacing)
    grid = lane_grid(part, cells_of(part, count), sheet.width, spacing, sheet.measure)
    for _ in range(_ROUNDS):
        if grid.height > sheet.height:
            return None
        ways = _beside(router.routes(grid, pairs), keys)
        room = room_needed(grid, ways, loops, spacing, more)
        grid = lane_grid(part, grid.cells, sheet.width, spacing, sheet.measure, room=room)
    if grid.height > sheet.height:
        return None
    return grid, _beside(router.routes(grid, pairs), keys)


def _more_marks(part: Diagram, spacing: Spacing) -> dict[Pair, int]:
    """The crosses of denied claims, the brackets of reports, and numbers of two authors."""
    stances: dict[Pair, set[str]] = defaultdict(set)
    tellers: dict[Pair, set[str]] = defaultdict(set)
    for cause, effect, data in part.edges(data=True):
        tellers[cause, effect].add(data["author"])
        stances[cause, effect].add(data["stance"])
    numbered = spacing.marks > 1
    return {
        pair: len(stances[pair] - {Stance.ASSERTS.value}) + (numbered and len(who) > 1)
        for pair, who in tellers.items()
    }


_ROUNDS = 2
"""Routing finds what room arrows need; with that room they may go other ways."""


def _strands(keys: Collection[Key]) -> dict[Pair, list[Key]]:
    """The arrows on each pair."""
    found: dict[Pair, list[Key]] = defaultdict(list)
    for key in sorted(keys):
        found[key[0], key[1]].append(key)
    return found


def _beside(ways: dict[Pair, Route], keys: Collection[Key]) -> dict[Key, Route]:
    """A way for each arrow: arrows on one pair run side by side, a hair apart.

    Spreading them over the room that there is (`nudging.nudged`) keeps their order, so that
    they never cross.
    """
    strands = _strands(keys)
    return {
        key: aside(way, _HAIR * (number - (len(strands[pair]) - 1) / 2))
        for pair, way in ways.items()
        for number, key in enumerate(strands[pair])
    }


_HAIR = 0.2


def aside(way: Route, by: float) -> Route:
    """A way of level and upright pieces, moved to its left by a distance.

    >>> aside(((0, 0), (10, 0), (10, 10)), 1)
    ((0.0, -1.0), (11.0, -1.0), (11.0, 10.0))
    """
    shifts = [_left(one, other, by) for one, other in pairwise(way)]
    befores, afters = [(0.0, 0.0), *shifts], [*shifts, (0.0, 0.0)]
    return tuple(
        (x + before[0] + after[0], y + before[1] + after[1])
        for (x, y), before, after in zip(way, befores, afters, strict=True)
    )


def _left(one: Point, other: Point, by: float) -> Point:
    (x1, y1), (x2, y2) = one, other
    if y1 == y2:
        return 0.0, (-by if x2 > x1 else by)
    return (by if y2 > y1 else -by), 0.0
