"""Mermaid files as Mermaid's own library draws them in a browser."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import picturebook
import pytest
from chromium import answer, mermaid
from nasty import all_nasty

import fpcase
from fpcase.diagrams import Diagram
from fpcase.diagrams.exchange.arrows import arrows, heading, label, plain
from fpcase.diagrams.exchange.formats import MOST_LINKS
from fpcase.model import Sign

pytestmark = pytest.mark.browser
ALL = ("asserts", "denies", "reports")
DRAWN = """
const texts = JSON.parse(document.getElementById('texts').textContent);
mermaid.initialize({startOnLoad: false, maxTextSize: 10 ** 6});
const found = [];
for (const [number, text] of texts.entries()) {
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = (await mermaid.render('drawn' + number, text)).svg;
  const said = (query) => [...place.querySelectorAll(query)].map((one) => one.textContent);
  const ways = [...place.querySelectorAll('.edgePaths path')].map((path) => ({
    colour: getComputedStyle(path).stroke, head: path.getAttribute('marker-end') ?? '',
    dotted: path.classList.contains('edge-pattern-dotted'), id: path.dataset.id,
  }));
  found.push({
    boxes: said('.node .nodeLabel'), labels: said('.edgeLabels .edgeLabel .label'), ways,
    title: said('.flowchartTitleText'), outcomes: said('.node.outcome .nodeLabel'),
    inside: [...place.querySelectorAll('.nodeLabel *, .edgeLabel .label *')]
      .map((one) => one.tagName.toLowerCase()),
    linked: said('a, script, img, i, b, em, strong, code, iframe'),
  });
}
return found;
"""


def drawn(diagrams: list[Diagram], folder: Path) -> list[Any]:
    """What Mermaid makes of diagrams: texts of boxes and arrows, and what else is there."""
    texts = json.dumps([fpcase.diagrams.export(diagram, "mermaid").text for diagram in diagrams])
    held = texts.replace("<", "\\u003c")
    body = f'<script type="application/json" id="texts">{held}</script>'
    found: list[Any] = answer(folder / "page.html", DRAWN, body=body, libraries=(mermaid(),))
    return found


def words(text: str) -> str:
    """A text as HTML shows it: blanks of any kind are one."""
    return " ".join(text.split())


def test_mermaid_draws_every_variable_and_claim_of_the_invented_case(tmp_path: Path) -> None:
    """Its own library must read the file as we mean it."""
    case = picturebook.case()
    diagram = fpcase.causal_diagram(case, stances=ALL)
    (found,) = drawn([diagram], tmp_path)
    told = list(arrows(diagram))
    assert found["boxes"] == [name for _, name in diagram.nodes(data="name")]
    assert found["outcomes"] == [
        data["name"] for _, data in diagram.nodes(data=True) if data["outcome"]
    ]
    assert [words(text) for text in found["labels"]] == [label(diagram, one) for one in told]
    assert found["title"] == [heading(diagram)]
    colours = {"positive": "rgb(0, 114, 178)", "negative": "rgb(213, 94, 0)"}
    for arrow, way in zip(told, found["ways"], strict=True):
        assert way["colour"] == colours.get(arrow.look.value, "rgb(102, 102, 102)")
        assert ("cross" in way["head"]) is arrow.denies
        assert way["dotted"] is (arrow.denies or arrow.sign is not Sign.POSITIVE)


@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_mermaid_draws_each_author_of_a_bundled_case(name: str, tmp_path: Path) -> None:
    """What a scholar exports first must not end in an error of syntax."""
    case = fpcase.load_case(fpcase.bundled_case(name))
    diagrams = [fpcase.causal_diagram(case, [author]) for author in case.explanations]
    for diagram, found in zip(diagrams, drawn(diagrams, tmp_path), strict=True):
        assert Counter(found["boxes"]) == Counter(n for _, n in diagram.nodes(data="name"))
        assert len(found["ways"]) == diagram.number_of_edges()


def test_mermaid_shows_hostile_text_as_text(tmp_path: Path) -> None:
    """Markup, directives, links and icons in a name must show, and not work."""
    diagram = all_nasty()
    (found,) = drawn([diagram], tmp_path)
    wanted = [words(plain(str(name))) for _, name in diagram.nodes(data="name")]
    assert [words(text) for text in found["boxes"]] == wanted
    said = [words(plain(label(diagram, arrow))) for arrow in arrows(diagram)]
    assert [words(text) for text in found["labels"]] == said
    assert [words(text) for text in found["title"]] == [
        words(plain(heading(diagram)).replace("<", "[U+003C]"))
    ]
    assert found["linked"] == []
    assert set(found["inside"]) <= {"p", "span", "div", "foreignobject", "g", "text", "tspan"}


def test_mermaid_draws_as_many_links_as_we_say_and_no_more(tmp_path: Path) -> None:
    """The number in our warning is the library's."""

    def links(number: int) -> Diagram:
        case = picturebook.case()
        whole = fpcase.causal_diagram(case)
        cause, effect, data = next(iter(whole.edges(data=True)))
        diagram: Diagram = nx.MultiDiGraph(**whole.graph)
        diagram.add_nodes_from((node, whole.nodes[node]) for node in (cause, effect))
        for one in range(number):
            diagram.add_edge(cause, effect, key=f"doe-2001/x{one}", **data)
        return diagram

    (found,) = drawn([links(MOST_LINKS)], tmp_path)
    assert len(found["ways"]) == MOST_LINKS
    with pytest.raises(AssertionError, match=f"the limit is {MOST_LINKS}"):
        drawn([links(MOST_LINKS + 1)], tmp_path)
