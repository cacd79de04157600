"""How much can be read: the largest core that has few enough arrows and fits its sheet."""

from collections.abc import Callable, Sequence

import attrs

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import core_diagram
from fpcase.figures.arrows import Pair
from fpcase.figures.canvas import text_width
from fpcase.figures.geometry import Route
from fpcase.figures.graphviz import Router
from fpcase.figures.labels import longest_word
from fpcase.figures.lanes import Grid, cells_of, lane_grid
from fpcase.figures.nudging import nudged
from fpcase.figures.panels import Ground, loop_route
from fpcase.figures.room import room_needed
from fpcase.figures.spacing import Spacing

MOST_ARROWS = 60
"""Beyond this number a panel is a hairball."""
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

    def measure(self, text: str) -> float:
        """The width of a line of a label."""
        return text_width(text, self.spacing.font_size)


@attrs.frozen(kw_only=True)
class Fitted:
    """What is drawn, where, and why no more.

    Attributes:
        part: The variables and claims drawn.
        ground: Where they are drawn.
        sheet: What they are drawn on.
        wanted: How many variables were asked for.
        because: Why there are fewer, if there are.
    """

    part: Diagram
    ground: Ground
    sheet: Sheet
    wanted: int
    because: str | None


def fitted(
    diagram: Diagram,
    core: int | None,
    sheets: Sequence[Sheet],
    most_arrows: Callable[[Diagram], int],
) -> Fitted:
    """The largest core, up to the size wanted, that can be read, on the smallest sheet.

    Args:
        diagram: The union of all that will be drawn.
        core: How many variables are wanted; None for all of them, readable or not.
        sheets: What there is room for, smallest first.
        most_arrows: How many arrows the fullest panel of a part has.
    """
    with Router() as router:
        return _fitted(diagram, core, sheets, most_arrows, router)


def _fitted(
    diagram: Diagram,
    core: int | None,
    sheets: Sequence[Sheet],
    most_arrows: Callable[[Diagram], int],
    router: Router,
) -> Fitted:
    wanted = size = len(diagram) if core is None else min(core, len(diagram))
    because: str | None = None
    while True:
        part = diagram if size == len(diagram) else core_diagram(diagram, size)
        last = core is None or size <= _LEAST
        if not last and most_arrows(part) > MOST_ARROWS:
            because = because or f"a panel would have more than {MOST_ARROWS} arrows"
        else:
            endless = [attrs.evolve(sheets[-1], height=float("inf"))] if last else []
            for sheet in (*sheets, *endless):
                ground = _ground(part, sheet, router)
                if ground:
                    return Fitted(
                        part=part, ground=ground, sheet=sheet, wanted=wanted, because=because
                    )
            because = because or "the figure would not fit its page with type of readable size"
        size -= 1


def _ground(part: Diagram, sheet: Sheet, router: Router) -> Ground | None:
    """The lowest grid, of several numbers of columns whose boxes hold their longest words.

    None if the sheet is too low for each of them.
    """
    longest = max(longest_word(str(name), sheet.measure) for _, name in part.nodes(data="name"))
    roomy = [
        count for count in sheet.counts if sheet.spacing.label_width(sheet.width, count) >= longest
    ]
    grids = [_routed(part, count, sheet, router) for count in roomy or [min(sheet.counts)]]
    fitting = [found for found in grids if found]
    if not fitting:
        return None
    grid, ways = min(fitting, key=lambda found: found[0].height)
    spacing = sheet.spacing
    frames = {node: box.frame for node, box in grid.boxes.items()}
    page_frame = (spacing.gutter, 0.0, grid.width, grid.height)
    ways = nudged(ways, frames, page_frame, spacing.clear)
    loops = {
        (cause, effect): loop_route(grid.boxes[cause], spacing.loop)
        for cause, effect in part.edges()
        if cause == effect
    }
    return Ground(
        grid=grid,
        routes=dict(sorted((ways | loops).items())),
        names={node: str(name or node) for node, name in part.nodes(data="name")},
        spacing=spacing,
        width=sheet.width,
    )


def _routed(
    part: Diagram, count: int, sheet: Sheet, router: Router
) -> tuple[Grid, dict[Pair, Route]] | None:
    """A grid whose gaps have the room that arrows need, and the arrows' ways on it."""
    spacing = sheet.spacing
    pairs = {(cause, effect) for cause, effect in part.edges() if cause != effect}
    loops = {cause for cause, effect in part.edges() if cause == effect}
    grid = lane_grid(part, cells_of(part, count), sheet.width, spacing, sheet.measure)
    for _ in range(_ROUNDS):
        if grid.height > sheet.height:
            return None
        room = room_needed(grid, router.routes(grid, pairs), loops, spacing)
        grid = lane_grid(part, grid.cells, sheet.width, spacing, sheet.measure, room=room)
    return (grid, router.routes(grid, pairs)) if grid.height <= sheet.height else None


_ROUNDS = 2
"""Routing finds what room arrows need; with that room they may go other ways."""
