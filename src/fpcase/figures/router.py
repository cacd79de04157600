"""The one module that imports pygraphviz: a small program that asks Graphviz for ways.

It runs as a process of its own, because Graphviz ends its process on some crowded pictures
(an assertion of its orthogonal router fails), and because it prints what it thinks of fonts.
It reads one task a line and answers with one line, both JSON, and ends with its input:

    {"boxes": [[x, y, width, height], ...], "pairs": [[0, 1], ...]}
    [[[x, y], ...], ...]

Boxes are given by their middle; all is in points, y downward. A way leads from the middle of
one box to the middle of another; one that Graphviz does not find is empty. Graphviz sees boxes
and arrows, and no text: labels cannot be taken for its markup, and it needs no fonts.

Only pygraphviz and Python itself are imported here, so that it starts at once.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

import pygraphviz

Way = list[tuple[float, float]]

_POINTS_PER_INCH = 72


def ways(boxes: Sequence[Sequence[float]], pairs: Sequence[Sequence[int]]) -> list[Way]:
    """A way of level and upright pieces for each pair of boxes, around all the others.

    Args:
        boxes: For each the middle, the width and the height.
        pairs: For each arrow the numbers of its boxes, two different ones.
    """
    graph = pygraphviz.AGraph(strict=False, directed=True)
    graph.graph_attr.update(splines="ortho", inputscale=str(_POINTS_PER_INCH))
    graph.node_attr.update(shape="box", label="", fixedsize="true")
    graph.edge_attr.update(arrowhead="none", headclip="false", tailclip="false")
    for number, (x, y, width, height) in enumerate(boxes):
        graph.add_node(
            f"n{number}",
            width=repr(width / _POINTS_PER_INCH),
            height=repr(height / _POINTS_PER_INCH),
            pos=f"{x!r},{-y!r}!",
        )
    for cause, effect in pairs:
        graph.add_edge(f"n{cause}", f"n{effect}")
    graph.layout(prog="neato")
    return [_way(graph, boxes, cause, effect) for cause, effect in pairs]


def _way(graph: Any, boxes: Sequence[Sequence[float]], cause: int, effect: int) -> Way:  # noqa: ANN401 - pygraphviz has no types
    """A way in our coordinates: Graphviz moves the whole, and counts upward."""
    left, up = _point(graph.get_node(f"n{cause}").attr["pos"])
    x, y = boxes[cause][:2]
    spline = graph.get_edge(f"n{cause}", f"n{effect}").attr["pos"] or ""
    first = spline.replace("\\\n", "").partition(";")[0]  # it now and then draws one twice
    controls = [_point(word) for word in first.split()]
    knots = controls[::3]  # straight pieces, each written as a cubic Bézier curve
    return [(x + knot[0] - left, y - knot[1] + up) for knot in knots]


def _point(text: str) -> tuple[float, float]:
    x, y = text.rstrip("!").split(",")
    return float(x), float(y)


def main() -> None:
    """Answer each line of the input, until it ends."""
    for line in sys.stdin:
        task = json.loads(line)
        try:
            answer = ways(**task)
        except Exception:  # noqa: BLE001 - whatever Graphviz stumbles over, it has found no way
            answer = [[] for _ in task["pairs"]]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
