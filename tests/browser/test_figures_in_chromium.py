"""Figures as a real browser shows them: alike to print, and each arrow speaks when pointed at."""

import re
from pathlib import Path
from typing import Any

import picturebook
import pytest
from chromium import DPI, answer, screenshot
from picturebook import picture
from pixels import apart, pixels

import fpcase
from fpcase.drawing.painting import png
from fpcase.figures import FIGURES, Figure

pytestmark = pytest.mark.browser
NEAR: dict[str, Any] = {"reach": 2, "most": 0.45}
"""A browser smooths edges otherwise than we do: within 2 pixels of 192 to the inch."""


def shown(figure: Figure, folder: Path) -> Any:  # noqa: ANN401 - pixels
    """What Chromium shows of a figure's SVG file."""
    return screenshot(figure.save(folder / "figure.svg"), figure.size)


@pytest.mark.parametrize("kind", FIGURES)
def test_the_svg_looks_like_the_png_in_a_browser(kind: str, tmp_path: Path) -> None:
    """One scene is written twice; whoever cites the printed figure must mean the one on the web."""
    figure = picture(kind)
    ours = pixels(png(figure.scene, DPI))
    theirs = shown(figure, tmp_path)
    assert theirs.shape == ours.shape
    assert apart(theirs, ours, **NEAR) == 0


def test_the_five_authors_look_like_their_png_in_a_browser(
    kazakhstan: fpcase.Case, tmp_path: Path
) -> None:
    """The figure that the README shows."""
    figure = fpcase.figures.make_figure(kazakhstan)
    assert apart(shown(figure, tmp_path), pixels(png(figure.scene, DPI)), **NEAR) == 0


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        (r'(<g id="[^"]*" class="arrow(?:(?!</g>).)*</g>)', ""),
        (r"(<text [^>]*>Neutrality</text>)", ""),
        (r'(?<=font-size="6") fill="#0072B2"', ' fill="#D55E00"'),
        (r"(<text [^>]*>\+</text>)", ""),
    ],
    ids=["arrow", "label", "colour", "sign"],
)
def test_a_browser_that_left_something_out_would_be_noticed(
    part: str, instead: str, tmp_path: Path
) -> None:
    """The comparison must be blind to the smoothing of edges, and to nothing else."""
    figure = picture("arguments")
    text, number = re.subn(part, instead, figure.svg, count=1, flags=re.DOTALL)
    assert number == 1
    path = tmp_path / "figure.svg"
    path.write_text(text, encoding="utf-8")
    ours = pixels(png(figure.scene, DPI))
    assert apart(screenshot(path, figure.size), ours, **NEAR) > 0


POINTED_AT = """
const told = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const title = [...at.children].find((child) => child.tagName === 'title');
    if (title && at.tagName !== 'svg') return title.textContent;
  }
  return null;
};
const places = (group) => {
  const path = group.querySelector('path');
  const box = group.getBoundingClientRect();
  if (!path || !group.classList.contains('arrow'))
    return [[box.left + box.width / 2, box.top + box.height / 2]];
  const matrix = path.getScreenCTM(), long = path.getTotalLength();
  return Array.from({length: 19}, (_, step) => {
    const at = path.getPointAtLength(long * (step + 1) / 20).matrixTransform(matrix);
    return [at.x, at.y];
  });
};
const spoken = (kind) => [...document.querySelectorAll('svg .' + kind)].map((group) => ({
  own: group.querySelector(':scope > title')?.textContent ?? null,
  heard: places(group).map(([x, y]) => {
    window.scrollTo(0, 0);
    return told(document.elementFromPoint(x, y));
  }),
  id: group.id, classes: [...group.classList], data: {...group.dataset},
  tag: group.tagName, href: group.getAttribute('href'),
}));
return {arrow: spoken('arrow'), variable: spoken('variable')};
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - JSON
    """What a browser finds of the arrows and boxes of a figure with links."""
    svg = picture("arguments").to_svg(links=lambda id_: f"case.html#{id_}", name="one")
    page = tmp_path_factory.mktemp("page") / "page.html"
    return answer(page, POINTED_AT, body=svg.partition("?>")[2])


def test_pointing_at_an_arrow_in_a_browser_shows_what_it_says(linked: Any) -> None:  # noqa: ANN401 - JSON
    """Claim, author, mechanism and place: a reader must be able to hit the arrow, and read them."""
    case = picturebook.case()
    assert len(linked["arrow"]) == picture("arguments").svg.count('class="arrow ') > 0
    for arrow in linked["arrow"]:
        assert arrow["own"] in arrow["heard"]
        for full_id in arrow["data"]["claims"].split():
            author, _, id_ = full_id.partition("/")
            explanation = case.explanations[fpcase.model.ids.ExplanationId(author)]
            claim = explanation.claims[fpcase.model.ids.ClaimId(id_)]
            (line,) = (one for one in arrow["own"].splitlines() if one.startswith(full_id))
            assert f"({case.label(explanation.id)})" in line
            assert str(claim.mechanism) in line
            assert f"[{claim.at[0].place}]" in line


def test_pointing_at_a_box_in_a_browser_shows_its_variable(linked: Any) -> None:  # noqa: ANN401 - JSON
    """A wrapped label and an id are one variable."""
    case = picturebook.case()
    assert {box["data"]["variable"] for box in linked["variable"]} == set(case.variables)
    for box in linked["variable"]:
        assert box["heard"] == [box["own"]]
        assert f"({box['data']['variable']}): " in box["own"]


def test_arrows_and_boxes_can_be_styled_scripted_and_followed_in_a_browser(linked: Any) -> None:  # noqa: ANN401 - JSON
    """Ids, classes and links must be those that a page asks for."""
    ids = [part["id"] for kind in ("arrow", "variable") for part in linked[kind]]
    assert len(set(ids)) == len(ids)
    assert any(one.endswith("-arrow-raids_to_army") for one in ids)
    for arrow in linked["arrow"]:
        authors = {f"author-{author}" for author in arrow["data"]["authors"].split()}
        assert authors <= set(arrow["classes"])
        assert (arrow["tag"], arrow["href"]) == (
            "a",
            f"case.html#{arrow['data']['claims'].split()[0]}",
        )
    for box in linked["variable"]:
        assert box["href"] == f"case.html#{box['data']['variable']}"
