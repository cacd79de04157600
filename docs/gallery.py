"""The gallery: every kind of figure, drawn by the script that stands below it."""

import contextlib
import io
import runpy
import sys
from pathlib import Path

from fpcase.figures import FIGURES, Figure

FOLDER = Path(__file__).parent
SCRIPTS = FOLDER.parent / "examples" / "gallery"
PICTURES = Path("_static", "gallery")
"""Where the pictures are written, beside the pages."""

HEAD = """\
# Gallery

Every kind of figure, of the bundled case on Kazakhstan, with the script that draws it; the
scripts are in `examples/gallery`. Open a picture by itself (a click does it) and point at an
arrow, a bar or a mark: it says which claims it shows, who makes them, how they work and where
they stand in the text. Each figure can be saved as `.svg`, `.png` or `.pdf` alike, and drawn
from the command line too.
"""


def gallery_page() -> str:
    """The page; the pictures are written on the way."""
    return "\n".join([HEAD, *(entry(kind) for kind in FIGURES)])


def entry(kind: str) -> str:
    """What the page says of one kind of figure."""
    script = SCRIPTS / f"{kind}.py"
    figure, words = drawn(script, FOLDER / PICTURES / f"{kind}.svg")
    about, command, *more = words.split("\n\n")
    picture = (PICTURES / f"{kind}.svg").as_posix()
    return "\n".join(
        [
            f"## {kind.capitalize()}",
            "",
            about,
            *("", *more),
            "",
            f"```{{image}} {picture}",
            f":alt: {' '.join(figure.alt_text.split())}",
            f":target: {picture}",
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


def drawn(script: Path, picture: Path) -> tuple[Figure, str]:
    """What a script draws when it is told to write a picture, and what it says of itself."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    before = sys.argv
    sys.argv = [str(script), str(picture)]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            names = runpy.run_path(str(script))
    finally:
        sys.argv = before
    figure = names["figure"]
    assert isinstance(figure, Figure)
    return figure, str(names["__doc__"])
