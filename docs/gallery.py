"""The gallery: every kind of figure, with the script and the command that draw it."""

import ast
import shlex
from collections.abc import Iterator
from pathlib import Path

from fpcase.figures import FIGURES

SCRIPTS = Path(__file__).parents[1] / "examples" / "gallery"

HEAD = """\
# Gallery

Every kind of figure, of the bundled case on Kazakhstan, with the script that draws it; the
scripts are in `examples/gallery`. Point at an arrow, a bar or a mark: it says which claims it
shows, who makes them, how they work and where they stand in the text; an arrow leads to its claim.
Each figure can be saved as `.svg`, `.png` or `.pdf` alike, and drawn from the command line too.
"""

RENAMED = {"from": "cause", "to": "effect"}
"""Options of the command line that the directive knows by another name."""


def gallery_page() -> str:
    """The page; the directive on it draws the pictures, and keeps them while nothing changes."""
    return "\n".join([HEAD, *(entry(kind) for kind in FIGURES)])


def entry(kind: str) -> str:
    """What the page says of one kind of figure."""
    about, command, *more = words_of(SCRIPTS / f"{kind}.py").split("\n\n")
    case, *options = directive(command)
    return "\n".join(
        [
            f"## {kind.capitalize()}",
            "",
            about,
            *("", *more),
            "",
            f"```{{fpcase-diagram}} {case}",
            *options,
            "```",
            "",
            f"```{{literalinclude}} ../examples/gallery/{kind}.py",
            ":language: python",
            ":start-at: import sys",
            "```",
            "",
            "On the command line:",
            "",
            "```{code-block} shell",
            command.strip(),
            "```",
            "",
        ]
    )


def words_of(script: Path) -> str:
    """What a script says of itself: what it draws, the command that does the same, and more."""
    return ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""


def directive(command: str) -> Iterator[str]:
    """The case that a command draws, and its options as the directive takes them."""
    _fpcase, _draw, case, *words = shlex.split(command)
    yield case
    for given in " ".join(words).removeprefix("--").split(" --"):
        name, _, value = given.partition(" ")
        if name != "out":
            yield f":{RENAMED.get(name, name)}: {value}"
