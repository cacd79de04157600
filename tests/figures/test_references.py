"""Each kind of figure against its reference picture: a change that nobody meant shows here.

A reference is renewed with ``python tests/picturebook.py``, and looked at before it is committed.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import picturebook
import pytest
from picturebook import DPI, REFERENCES, WHEELS, picture, wheels
from pixels import apart, pixels

import fpcase
from fpcase.drawing.painting import png
from fpcase.drawing.scene import Group, Item, Scene
from fpcase.figures import FIGURES, Figure

RENEW = "if the change is meant, look at the new picture and run: python tests/picturebook.py"
NEAR: dict[str, Any] = {"reach": 1, "most": 0.2}
"""What other versions of a painter may change: the smoothing of edges."""


def test_every_kind_of_figure_has_its_references_and_nothing_else_has() -> None:
    """A new kind without one would change unseen; one without a kind is never looked at."""
    found = {path.name for path in REFERENCES.iterdir() if path.suffix in {".svg", ".png"}}
    assert found == {f"{kind}{suffix}" for kind in FIGURES for suffix in (".svg", ".png")}, RENEW


def skip_if_others_draw() -> None:
    """Bytes are the same for the same packages alone."""
    drawn_by = json.loads(WHEELS.read_text(encoding="utf-8"))
    if drawn_by != wheels():
        pytest.skip(f"the references are drawn by {drawn_by}, and here draw {wheels()}")


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_is_its_reference_to_the_letter_where_the_same_packages_draw(kind: str) -> None:
    """The same input gives the same bytes, from one day and one machine to the next."""
    skip_if_others_draw()
    reference = (REFERENCES / f"{kind}.svg").read_text(encoding="utf-8")
    assert picture(kind).svg == reference, RENEW


def test_the_picture_in_the_readme_shows_claims_of_the_case_as_it_is() -> None:
    """Coding goes on beside it; but whoever follows an arrow must find its claim in the case."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    drawn = ET.parse(picturebook.README).getroot()  # noqa: S314 - a file of ours
    arrows = [one for one in drawn.iter() if (one.get("class") or "").startswith("arrow")]
    for arrow in arrows:
        for full_id in str(arrow.get("data-claims")).split():
            author, _, claim = full_id.partition("/")
            found = case.explanations[author].claims[claim]  # type: ignore[index]  # ids are text
            assert arrow.get("data-effect") == found.effect, RENEW
            assert arrow.get("data-cause") in dict(found.signed_causes), RENEW
    assert len(arrows) > 40
    version = f"version {case.version}"
    assert any(version in (one.text or "") for one in drawn.iter()), RENEW


@pytest.mark.parametrize("kind", FIGURES)
def test_a_figure_looks_like_its_reference_whoever_draws(kind: str) -> None:
    """Other versions of matplotlib and Graphviz smooth edges otherwise, and move nothing."""
    reference = pixels((REFERENCES / f"{kind}.png").read_bytes())
    drawn = pixels(png(picture(kind).scene, DPI))
    assert drawn.shape == reference.shape, RENEW
    assert apart(drawn, reference, **NEAR) == 0, RENEW


def without(scene: Scene, number: int) -> Scene:
    """A picture without its first part, second part and so on that speaks."""
    parts = iter(range(10**6))

    def kept(items: tuple[Item, ...]) -> Iterator[Item]:
        for item in items:
            if not isinstance(item, Group):
                yield item
            elif item.tooltip and not (item.role or "").startswith("ghost"):
                if next(parts) != number:
                    yield item
            else:
                yield attrs.evolve(item, items=tuple(kept(item.items)))

    return attrs.evolve(scene, items=tuple(kept(scene.items)))


@pytest.mark.parametrize("kind", FIGURES)
def test_a_picture_that_lacks_one_arrow_box_or_bar_is_unlike_its_reference(kind: str) -> None:
    """A comparison that lets this through would let everything through."""
    whole = pixels((REFERENCES / f"{kind}.png").read_bytes())
    less = without(picture(kind).scene, 1)
    assert less != picture(kind).scene
    assert apart(whole, pixels(png(less, DPI)), **NEAR) > 0


@pytest.mark.parametrize("kind", FIGURES)
def test_the_pictures_of_the_book_leave_nothing_out(kind: str) -> None:
    """What a reference does not show, it does not watch over."""
    assert "Left out" not in picture(kind).caption
    assert not re.search(r"There (?:are|is) no", picture(kind).caption)


def test_one_command_renews_every_reference(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A reference that is tedious to renew is soon a reference that is switched off."""
    few: dict[str, Figure] = {"levels": picture("levels")}
    monkeypatch.setattr(picturebook, "REFERENCES", tmp_path)
    monkeypatch.setattr(picturebook, "WHEELS", tmp_path / "wheels.json")
    monkeypatch.setattr(picturebook, "FIGURES", few)
    monkeypatch.setattr(picturebook, "README", tmp_path / "new" / "readme.svg")
    monkeypatch.setattr(picturebook, "five_authors", lambda: few["levels"])
    (tmp_path / "gone.svg").write_text("", encoding="utf-8")
    picturebook.renew()
    found = {path.name for path in tmp_path.rglob("*.*")}
    assert found == {"levels.svg", "levels.png", "wheels.json", "readme.svg"}
    assert (tmp_path / "levels.svg").read_text(encoding="utf-8") == few["levels"].svg
