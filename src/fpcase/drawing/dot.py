"""The one module that imports pygraphviz: a small program that asks Graphviz for a layout.

It runs as a process of its own, and does each task in a child of that: Graphviz has ended its
process on crowded input, it prints what it thinks, and what it laid out before changes what it
lays out next (the same graph with a set rank is 109 points high at first, and 192 after). The
program reads one task a line and answers with one line, both JSON, and ends with its input:

    {"program": "dot", "graph": "digraph { ... }"}
    {"bb": "0,0,520,244", "objects": [...], "edges": [...]}

A graph that Graphviz cannot lay out has the answer null, and so has one of which `dot` warns
(`sfdp` always does: the wheels lack a library). Graphviz sees numbered boxes and arrows, and no
text: labels cannot be taken for its markup, and it needs no fonts.

Only pygraphviz and Python itself are imported here, so that it starts at once.
"""

import json
import os
import sys
import tempfile
import warnings

import pygraphviz

_ERRORS = 2
"""The file that Graphviz, in C, writes its errors and warnings to."""


def layout(line: str) -> str:
    """The answer to one task."""
    with tempfile.TemporaryFile() as mutterings:
        os.dup2(mutterings.fileno(), _ERRORS)
        try:
            task = json.loads(line)
            graph = pygraphviz.AGraph(string=task["graph"])
            graph.layout(prog=task["program"])
            answer = json.loads(graph.draw(format="json"))
            if os.fstat(mutterings.fileno()).st_size and task["program"] == "dot":
                answer = None
        except Exception:  # noqa: BLE001 - whatever Graphviz cannot do, there is no layout
            answer = None
    return json.dumps(answer) + "\n"


def main() -> None:
    """Answer each line of the input, until it ends; without children answer one and end."""
    warnings.simplefilter("error")
    for line in sys.stdin:
        if not hasattr(os, "fork"):
            _send(layout(line))
            return
        child = os.fork()
        if not child:
            _send(layout(line))
            os._exit(0)
        if os.waitpid(child, 0)[1]:  # it ended before it could answer
            _send("null\n")


def _send(answer: str) -> None:
    sys.stdout.write(answer)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
