"""The one module that imports pygraphviz: a small program that asks Graphviz for layouts.

It runs as a process of its own, for Graphviz has ended its process on crowded input, and prints
what it thinks. The program reads one task a line and answers with one line, both JSON, and ends
with its input:

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
    said = os.fstat(_ERRORS).st_size
    try:
        task = json.loads(line)
        graph = pygraphviz.AGraph(string=task["graph"])
        graph.layout(prog=task["program"])
        answer = graph.draw(format="json0").decode().replace("\n", " ")
    except Exception:  # noqa: BLE001 - whatever Graphviz cannot do, there is no layout
        return "null\n"
    warned = os.fstat(_ERRORS).st_size > said and task["program"] == "dot"
    return "null\n" if warned else f"{answer}\n"


def main() -> None:
    """Answer each line of the input, until it ends."""
    warnings.simplefilter("error")
    with tempfile.TemporaryFile() as mutterings:
        os.dup2(mutterings.fileno(), _ERRORS)
        for line in sys.stdin:
            sys.stdout.write(layout(line))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
