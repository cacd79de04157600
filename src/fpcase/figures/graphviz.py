"""Graphviz finds each arrow a way around the boxes.

Its orthogonal router gives every arrow a track and a place on the border of its own,
reciprocal arrows too. It works in a process of its own, see `router`.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from fpcase.figures.detours import detours
from fpcase.figures.geometry import Route, distance_to_frame, simplified
from fpcase.figures.lanes import Box, Grid
from fpcase.figures.shortcuts import straightened
from fpcase.figures.spacing import UNIT
from fpcase.model.errors import FpcaseError

Pair = tuple[str, str]

_SCALES = (0.75, 1.0, 0.5, 2.0)
"""Graphviz works on a smaller copy. It puts one arrow on each point of a passage's width and no
more, so on ours arrows are farther apart and narrow passages do not fill up; smaller still,
and arrows go long ways round. It rounds to whole points, and may put an arrow a point into a
box: `nudging.nudged` mends that. Once in some hundred crowded pictures its ways do not begin at
their boxes, or it gives up; then another size helps."""


class Router:
    """Graphviz in a process of its own, started when first asked and ended with the block.

    >>> with Router() as router:
    ...     router.routes(grid, [("war", "neutrality")])  # doctest: +SKIP
    """

    def __init__(self) -> None:
        """Start nothing yet: a picture without arrows needs no Graphviz."""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self._end()

    def routes(self, grid: Grid, pairs: Iterable[Pair]) -> dict[Pair, Route]:
        """A way for each arrow, from border to border, around all other boxes.

        Args:
            grid: Where the boxes stand. Its measures must be multiples of `spacing.UNIT`:
                Graphviz looks its channels up by their exact coordinates, and mostly ends
                where rounding has moved one.
            pairs: Cause and effect of each arrow, two different nodes.

        Returns:
            For each pair the corners of its way, from the cause to the effect, with few turns.
            It keeps clear of other boxes but for a point; `nudging.nudged` must follow.

        Raises:
            FpcaseError: two boxes touch, Graphviz cannot be started, or it found no way.
        """
        wanted = sorted(set(pairs))
        if not wanted:
            return {}
        boxes = grid.boxes
        _check_apart(boxes)
        found: dict[Pair, Route] = {}
        lost = wanted
        for scale in _SCALES:
            found = {
                pair: _between(way, boxes[pair[0]], boxes[pair[1]])
                for pair, way in self._asked(grid, wanted, scale).items()
            }
            lost = [pair for pair in wanted if not found.get(pair)]
            if not lost:
                break
        else:
            found |= detours(grid, lost)
            lost = [pair for pair in wanted if not found.get(pair)]
        if lost:
            message = (
                f"there is no way round the boxes for the arrow from {lost[0][0]!r} to "
                f"{lost[0][1]!r}; draw fewer variables"
            )
            raise FpcaseError(message)
        frames = {node: box.frame for node, box in boxes.items()}
        return straightened(found, frames, (grid.gutter, 0.0, grid.width, grid.height))

    def _asked(self, grid: Grid, pairs: list[Pair], scale: float) -> Mapping[Pair, Route]:
        """What Graphviz finds on a copy of another size; nothing where it ends instead."""
        numbers = {node: number for number, node in enumerate(grid.boxes)}
        task = {
            "boxes": [
                [scale * measure for measure in (box.x, box.y, box.width, box.height)]
                for box in (*grid.boxes.values(), *_walls(grid))
            ],
            "pairs": [[numbers[cause], numbers[effect]] for cause, effect in pairs],
        }
        answer = self._answer(json.dumps(task))
        if not answer:
            return {}
        ways = ([(x / scale, y / scale) for x, y in way] for way in json.loads(answer))
        return {pair: simplified(way) for pair, way in zip(pairs, ways, strict=True)}

    def _answer(self, task: str) -> str:
        """One line for one line; none if the process has ended over it."""
        self._process = self._process or _started()
        answer = ""
        with contextlib.suppress(OSError):  # it ended while we wrote
            writer = cast("IO[str]", self._process.stdin)
            writer.write(f"{task}\n")
            writer.flush()
            answer = cast("IO[str]", self._process.stdout).readline()
        if not answer and self._end() == _PYTHON_ERROR:
            message = (
                "Graphviz cannot be started; "
                f"see what this says: {sys.executable} -c 'import pygraphviz'"
            )
            raise FpcaseError(message)
        return answer

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(OSError):  # it has ended already
            process.communicate()
        return process.wait()


_PYTHON_ERROR = 1
"""What Python returns after an exception; Graphviz's own end looks otherwise."""


def _started() -> subprocess.Popen[str]:
    """The process, with our search path, and with its mutterings about fonts unheard."""
    return subprocess.Popen(  # noqa: S603 - this interpreter, on a file of ours
        [sys.executable, "-P", str(Path(__file__).with_name("router.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _walls(grid: Grid) -> list[Box]:
    """Boxes all round the grid that keep arrows inside: left, right, above and below."""
    left, right = UNIT * round(grid.gutter / UNIT), UNIT * round(grid.width / UNIT)
    top, bottom = 0.0, UNIT * round(grid.height / UNIT)
    thick = 4 * UNIT

    def wall(left: float, top: float, right: float, bottom: float) -> Box:
        x, y = (left + right) / 2, (top + bottom) / 2
        return Box(x=x, y=y, width=right - left, height=bottom - top, lines=())

    return [
        wall(left - thick, top, left, bottom),
        wall(right, top, right + thick, bottom),
        wall(left - thick, top - 2 * thick, right + thick, top - thick),
        wall(left - thick, bottom + thick, right + thick, bottom + 2 * thick),
    ]


def _between(route: Route, cause: Box, effect: Box) -> Route:
    """A way from border to border, made of one from middle to middle; () if it is none."""
    level = [min(abs(x2 - x1), abs(y2 - y1)) < _TOLERANCE for (x1, y1), (x2, y2) in pairwise(route)]
    if not level or not all(level):
        return ()
    if not _begins_at(route, cause) or not _begins_at(route[::-1], effect):
        return ()
    return _from_border(_from_border(route, cause)[::-1], effect)[::-1]


_TOLERANCE = 0.1
_ROUNDED = 2.5
"""How far Graphviz's rounding may put the beginning of a way off its box."""


def _begins_at(route: Route, box: Box) -> bool:
    return distance_to_frame(route[0], box.frame) < _ROUNDED


def _from_border(route: Route, box: Box) -> Route:
    (x, y), (next_x, next_y), *rest = route
    if y == next_y:
        y = min(max(y, box.top), box.bottom)
        return ((box.right if next_x > box.x else box.left), y), (next_x, y), *rest
    x = min(max(x, box.left), box.right)
    return (x, (box.bottom if next_y > box.y else box.top)), (x, next_y), *rest


def _check_apart(boxes: Mapping[str, Box]) -> None:
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        if abs(a.x - b.x) <= (a.width + b.width) / 2 and (
            abs(a.y - b.y) <= (a.height + b.height) / 2
        ):
            message = f"the boxes of {one!r} and {other!r} touch; no arrow can pass between them"
            raise FpcaseError(message)
