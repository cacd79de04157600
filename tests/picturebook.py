"""One small picture of each kind, of an invented case that has all that pictures show.

The tests compare them with the references in ``tests/data/figures``, and the README's picture with
the bundled case. To make them anew, after a change that you have looked at::

    python tests/picturebook.py
"""

import io
import json
import platform
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from PIL import Image

import fpcase
from fpcase.drawing.painting import png
from fpcase.figures import FIGURES, Figure, make_figure
from fpcase.statements import View

REFERENCES = Path(__file__).parent / "data" / "figures"
WHEELS = REFERENCES / "wheels.json"
README = Path(__file__).parents[1] / "docs" / "_static" / "five-authors.svg"
DRAWN_BY = ("matplotlib", "numpy", "pygraphviz")
"""The packages that decide where lines and letters stand."""
DPI = 60.0
TWO = ("doe-2001", "roe-2002")
ASKED: Mapping[str, tuple[tuple[str, ...] | None, Mapping[str, Any]]] = {
    "chains": (None, {"cause": "war", "effect": "mediation"}),
    "around": (None, {"variable": "war"}),
    "differences": (TWO, {}),
    "evidence": (None, {"between": TWO}),
}
"""The authors and options of a kind of figure, where it needs some or shows more with them."""


@cache
def case() -> fpcase.Case:
    """The invented case."""
    return fpcase.load_case(REFERENCES / "ruritania")


@cache
def picture(kind: str) -> Figure:
    """The case as a figure of this kind."""
    authors, options = ASKED.get(kind, (None, {}))
    return make_figure(View.of(case(), authors), kind, options)


def five_authors() -> Figure:
    """The picture that the README shows: the five authors of the bundled case."""
    bundled = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    return make_figure(bundled)


def wheels() -> dict[str, str]:
    """What the same bytes depend on, beside the input: the platform, and who draws."""
    found = {package: version(package) for package in DRAWN_BY}
    return {"platform": f"{platform.system()} {platform.machine()}", **found}


def renew() -> None:
    """Write the references of every kind, and the README's picture; old ones are taken away."""
    five_authors().save(README)
    for old in (*REFERENCES.glob("*.svg"), *REFERENCES.glob("*.png")):
        old.unlink()
    for kind in FIGURES:
        picture(kind).save(REFERENCES / f"{kind}.svg")
        with Image.open(io.BytesIO(png(picture(kind).scene, DPI))) as image:
            image.save(REFERENCES / f"{kind}.png", optimize=True)
    WHEELS.write_text(json.dumps(wheels(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew()
    sys.stdout.write(f"{len(FIGURES)} pictures are in {REFERENCES}; look at each\n")
