"""Graphviz places boxes and leads arrows between them: `dot` from left to right, in ranks.

It works in a process of its own, see `dot`. Where a picture is larger than `MOST_BOXES` or
`MOST_ARROWS`, `dot` is too slow; then, and where it fails, `sfdp` places the boxes, and arrows are
straight.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, cast

import attrs

from fpcase.drawing.scene import Frame, Point, flattened
from fpcase.model.errors import FpcaseError

MOST_BOXES = 100
MOST_ARROWS = 250
"""Beyond these numbers `dot` takes more than seconds."""
_POINTS_PER_INCH = 72

Arrow = tuple[str, str]
Gaps = tuple[float, float]
"""From one rank of boxes to the next, and between boxes of a rank."""
Way = tuple[Point, ...]
"""A cubic curve or several: a point, then three for each."""


@attrs.frozen(kw_only=True)
class Layout:
    """Where boxes stand and arrows run, from the upper left corner of what they take.

    Attributes:
        width: Of the whole.
        height: Of the whole.
        frames: Of each box.
        ways: Of each arrow, from border to border.
        ranked: Whether boxes stand in ranks from left to right.
    """

    width: float
    height: float
    frames: Mapping[str, Frame]
    ways: Mapping[Arrow, Way]
    ranked: bool = True


class Graphviz:
    """Graphviz in a process of its own, started when first asked and ended with the block.

    >>> with Graphviz() as graphviz:
    ...     sizes = {"war": (40, 20), "neutrality": (40, 20)}
    ...     found = graphviz.layout(sizes, [("war", "neutrality")], (20, 5))
    >>> found.width, found.height
    (100.0, 20.0)
    """

    def __init__(self) -> None:
        """Start nothing yet."""
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

    def layout(
        self,
        sizes: Mapping[str, tuple[float, float]],
        arrows: Iterable[Arrow],
        gaps: Gaps,
        *,
        last: Collection[str] = (),
    ) -> Layout:
        """Place boxes, and find each arrow a way.

        Args:
            sizes: Width and height of each box.
            arrows: Two boxes each, each arrow once.
            gaps: How far boxes keep apart.
            last: The boxes that stand in the last rank.

        Raises:
            FpcaseError: Graphviz cannot be started, or finds no layout.
        """
        wanted = sorted(set(arrows))
        beside = [pair for pair in wanted if set(pair) <= set(last) and len(set(pair)) > 1]
        led = [pair for pair in wanted if pair not in set(beside)]
        if len(sizes) <= MOST_BOXES and len(wanted) <= MOST_ARROWS:
            graph = _ranked(sizes, led, gaps, last)
            answer = self._answer({"program": "dot", "graph": graph})
            found = answer and _read(answer, sizes, led)
            if found:
                frames, ways = found
                ways |= {pair: _bow(frames[pair[0]], frames[pair[1]], gaps) for pair in beside}
                return _trimmed(frames, ways, ranked=True)
        answer = self._answer({"program": "sfdp", "graph": _sprung(sizes, wanted, gaps)})
        found = answer and _read(answer, sizes, wanted)
        if not found:
            message = f"Graphviz found no layout for {len(sizes)} boxes; draw fewer variables"
            raise FpcaseError(message)
        return _trimmed(*found, ranked=False)

    def _answer(self, task: Mapping[str, str]) -> Any:  # noqa: ANN401 - Graphviz's JSON
        """What Graphviz says; None where it warns, or has ended over it."""
        self._process = self._process or _started()
        answer = ""
        with contextlib.suppress(OSError):  # it ended while we wrote
            writer = cast("IO[str]", self._process.stdin)
            writer.write(f"{json.dumps(task)}\n")
            writer.flush()
            answer = cast("IO[str]", self._process.stdout).readline()
        if not answer and self._end() in _PYTHON_ERRORS:
            run = f"{sys.executable} -c 'import pygraphviz'"
            message = f"Graphviz cannot be started; to see why, run: {run}"
            raise FpcaseError(message)
        return json.loads(answer or "null")

    def _end(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        with contextlib.suppress(OSError):  # it has ended already
            process.communicate()
        return process.wait()


_PYTHON_ERRORS = {1, 2}
"""What Python returns after an exception, or without its file."""


def _started() -> subprocess.Popen[str]:
    """The process, with our search path."""
    return subprocess.Popen(  # noqa: S603 - this interpreter, on a file of ours
        [sys.executable, "-P", str(Path(__file__).with_name("dot.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _graph(
    sizes: Mapping[str, tuple[float, float]], arrows: Iterable[str], lines: Iterable[str]
) -> str:
    """A graph of numbered boxes, in Graphviz's language.

    What all boxes are like comes first: it does not hold for one that was named before. Boxes are
    named from the last to the first, and what holds of some of them after all: Graphviz starts
    from the order in which it meets boxes, and in this one arrows crossed least in both cases.
    """
    boxes = [
        f"{number} [width={wide / _POINTS_PER_INCH:.5f},height={tall / _POINTS_PER_INCH:.5f}]"
        for number, (wide, tall) in reversed([*enumerate(sizes.values())])
    ]
    head = 'node [shape=box,fixedsize=true,label=""]; edge [arrowhead=none]'
    return "\n".join(["digraph {", head, *boxes, *lines, *arrows, "}"])


def _ranked(
    sizes: Mapping[str, tuple[float, float]],
    arrows: Collection[Arrow],
    gaps: Gaps,
    last: Collection[str],
) -> str:
    number = {node: place for place, node in enumerate(sizes)}
    across, down = (gap / _POINTS_PER_INCH for gap in gaps)
    lines = [f"rankdir=LR; splines=true; ranksep={across:.5f}; nodesep={down:.5f}"]
    if 0 < len(last) < len(sizes):
        lines.append(f"{{rank=sink; {'; '.join(str(number[node]) for node in last)}}}")
    edges = []
    for tail, head in arrows:
        loose = " [constraint=false]" if tail in last and tail != head else ""
        side = ":w" if len(last) > _FEW and head in last and tail not in last else ""
        edges.append(f"{number[tail]} -> {number[head]}{side}{loose}")
    return _graph(sizes, edges, lines)


_FEW = 5
"""Into more boxes than these in the last rank arrows come from the left, where heads are seen."""


def _sprung(sizes: Mapping[str, tuple[float, float]], arrows: Collection[Arrow], gaps: Gaps) -> str:
    apart = f"{gaps[0] / 2:g},{gaps[1]:g}"
    number = {node: place for place, node in enumerate(sizes)}
    edges = [f"{number[tail]} -> {number[head]}" for tail, head in arrows]
    return _graph(
        sizes, edges, [f'layout=sfdp; overlap=scalexy; splines=line; sep="+{apart}"; start=1']
    )


def _read(
    answer: Any,  # noqa: ANN401 - Graphviz's JSON
    sizes: Mapping[str, tuple[float, float]],
    arrows: Collection[Arrow],
) -> tuple[dict[str, Frame], dict[Arrow, Way]] | None:
    """Where boxes and arrows are, counted downward; None if an arrow has no way."""
    nodes = list(sizes)
    name = {one["_gvid"]: one["name"] for one in answer["objects"]}
    ways = {}
    for edge in answer.get("edges", ()):
        pair = (nodes[int(name[edge["tail"]])], nodes[int(name[edge["head"]])])
        ways[pair] = tuple(map(_point, edge.get("pos", "").split()))
    if not all(len(ways.get(pair, ())) > 1 for pair in arrows):
        return None
    places = {one["name"]: one["pos"] for one in answer["objects"] if "pos" in one}
    frames = {}
    for number, (node, (wide, tall)) in enumerate(sizes.items()):
        x, y = _point(places[str(number)])
        frames[node] = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    return frames, ways


def _point(text: str) -> Point:
    x, y = text.split(",")
    return float(x), -float(y)


def _bow(one: Frame, other: Frame, gaps: Gaps) -> Way:
    """An arrow between two boxes of the last rank, at their right, where `dot` leads it badly."""
    side = 1.0 if one[1] < other[1] else -1.0  # down and up must not run on each other
    start = (one[2], (one[1] + one[3]) / 2 + side * (one[3] - one[1]) / 5)
    end = (other[2], (other[1] + other[3]) / 2 - side * (other[3] - other[1]) / 5)
    reach = min(14.0 + abs(end[1] - start[1]) / 6, gaps[0] + 6.0)
    far = max(start[0], end[0]) + (reach if side > 0 else 0.6 * reach)  # there and back apart
    return start, (far, start[1]), (far, end[1]), end


def _trimmed(frames: Mapping[str, Frame], ways: Mapping[Arrow, Way], *, ranked: bool) -> Layout:
    """The layout from its own corner: Graphviz leaves room for the handles of curves."""
    points = [point for way in ways.values() for point in flattened(way, _PIECES)]
    points += [corner for frame in frames.values() for corner in (frame[:2], frame[2:])]
    (left, right), (top, bottom) = ((min(of), max(of)) for of in zip(*points, strict=True))
    return Layout(
        width=right - left,
        height=bottom - top,
        frames={
            node: (frame[0] - left, frame[1] - top, frame[2] - left, frame[3] - top)
            for node, frame in frames.items()
        },
        ways={
            pair: tuple((x - left, y - top) for x, y in way) for pair, way in sorted(ways.items())
        },
        ranked=ranked,
    )


_PIECES = 6
"""As how many straight pieces a curve is measured."""
