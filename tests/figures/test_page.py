"""The page of a figure: its parts one below the other, and the caption that can be left out."""

from functools import cache

import attrs
import pytest

import fpcase
from fpcase.figures import FIGURES, Figure
from fpcase.figures.charts.chart import Chart
from fpcase.figures.page import without_caption
from fpcase.figures.scene import Group, Line, lines_of
from fpcase.statements import View

NEEDED = {"cause": "anarchy", "effect": "multi-vector-policy"}


@cache
def pages_of(kind: str) -> tuple[Figure, ...]:
    """The pages of a figure of the bundled case."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    needed = {name: NEEDED[name] for name in FIGURES[kind].required}
    figure = fpcase.figures.make_figure(View.of(case, ["ramani-2016", "cai-2022"]), kind, needed)
    assert isinstance(figure, Figure)
    return figure.pages if isinstance(figure, Chart) else (figure,)


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_without_its_caption_lacks_nothing_else(kind: str) -> None:
    """Of every kind: the caption is gone, and with it the room that it alone took."""
    for whole in pages_of(kind):
        bare = without_caption(whole)
        kept, all_lines = lines_of(bare.scene), lines_of(whole.scene)
        assert kept == all_lines[: len(kept)]
        left_out = " ".join(line.text for line in all_lines[len(kept) :])
        assert left_out.split() == whole.caption.split()
        assert bare.size[0] == whole.size[0]
        beside_panels = kind == "authors"  # two authors and what they share: a fourth place is free
        assert (bare.size[1] < whole.size[1]) is not beside_panels
        assert (bare.caption, bare.alt_text) == (whole.caption, whole.alt_text)


def test_a_figure_that_does_not_end_with_its_caption_stays_as_it_is() -> None:
    """What stands at the foot may be the legend, or a line of somebody's own."""
    [whole] = pages_of("pooled")
    bare = without_caption(whole)
    assert without_caption(bare) is bare
    own = Line(text=whole.caption, x=0, y=0, size=7)
    for foot in (own, Group(items=[own]), Group(items=[])):
        signed = attrs.evolve(whole, scene=attrs.evolve(whole.scene, items=[foot]))
        assert without_caption(signed) is signed
