"""SVG for web pages: arrows that speak, ids that stay apart, links that are safe."""

import re
import warnings
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import claim, synthetic_case

import fpcase
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.diagrams.exchange.arrows import UNPRINTABLE
from fpcase.drawing.fonts import shown
from fpcase.drawing.scene import Group, Line, Scene, Shape, Subject, polyline
from fpcase.drawing.svg import svg
from fpcase.figures import Figure, draw
from fpcase.figures.subjects import about
from fpcase.model.errors import FpcaseError

SVG = "{http://www.w3.org/2000/svg}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@pytest.fixture(scope="module")
def five_stances() -> Figure:
    """Two authors who assert, deny and report."""
    case = synthetic_case(
        {
            "doe-2001": [claim("war + peace", mechanism="Fear spreads."), "oil - peace"],
            "roe-2002": ["denies war + peace", "reports oil ? war"],
        },
        levels={"oil": None},
    )
    return draw(causal_diagram(case, stances=("asserts", "denies", "reports")))


def groups(text: str, word: str) -> list[ET.Element]:
    """The groups and links of a picture that have a class."""
    return [
        element
        for element in ET.fromstring(text).iter()  # noqa: S314 - our own output
        if word in (element.get("class") or "").split()
    ]


def scene_of(*subjects: Subject) -> Scene:
    """A picture of one line for each subject."""
    line = Shape(steps=polyline([(0, 0), (9, 9)]), stroke="#000000")
    items = [Group(items=[line], role="arrow", subject=subject) for subject in subjects]
    return Scene(width=10, height=10, items=items, title="t", description="d")


def test_an_arrow_tells_style_sheets_and_scripts_what_it_is(five_stances: Figure) -> None:
    """A page that lights up one author's arrows needs no knowledge of our drawing."""
    told = {
        element.get("data-cause"): element
        for element in groups(five_stances.svg, "arrow")
        if "author-doe-2001" in str(element.get("class"))
    }
    assert told["oil"].get("class") == "arrow negative asserts author-doe-2001"
    assert told["oil"].get("data-effect") == "peace"
    assert told["oil"].get("data-claims") == "doe-2001/c2"
    assert told["oil"].get("data-authors") == "doe-2001"


def test_a_shared_arrow_names_all_its_claims_authors_and_stances(five_stances: Figure) -> None:
    """Disagreement must be found by script as well as by eye."""
    (arrow,) = groups(five_stances.svg, "contested")[:1]
    assert arrow.get("class") == "arrow contested asserts denies author-doe-2001 author-roe-2002"
    assert arrow.get("data-claims") == "doe-2001/c1 roe-2002/c1"


def test_pointing_at_an_arrow_or_its_sign_shows_claim_author_mechanism_and_place(
    five_stances: Figure,
) -> None:
    """The way back from an arrow to its passage begins here."""
    for word in ("arrow", "mark"):
        told = [element.findtext(f"{SVG}title") for element in groups(five_stances.svg, word)]
        line = "doe-2001/c1 (Doe 2001) positive: Fear spreads. [Argument, paragraph 1]"
        assert any(str(one).startswith(f"War → Peace: contested, denied\n{line}\n") for one in told)


def test_a_box_names_its_variable_level_and_role(five_stances: Figure) -> None:
    """A level can be faded out, and a variable without one has none."""
    boxes = {box.get("data-variable"): box for box in groups(five_stances.svg, "variable")}
    assert boxes["war"].get("class") == "variable intervening level-state"
    assert boxes["oil"].get("class") == "variable exogenous"


def test_a_thin_arrow_can_be_hit_with_a_mouse(five_stances: Figure) -> None:
    """A line of less than a point is no target."""
    for arrow in groups(five_stances.svg, "arrow"):
        reach = arrow.find(f"{SVG}path")
        assert reach is not None
        assert reach.get("pointer-events") == "stroke"
        assert float(reach.get("stroke-width", 0)) >= 4


def ids(text: str) -> list[str]:
    """Every id in a picture."""
    return re.findall(r' id="([^"]*)"', text)


def test_no_two_elements_on_a_page_of_figures_share_an_id(five_stances: Figure) -> None:
    """A link to an arrow must not end at another figure's."""
    other = draw(causal_diagram(synthetic_case({"doe-2001": ["war + peace"]})))
    found = ids(five_stances.svg) + ids(other.svg)
    assert len(set(found)) == len(found) > 20
    assert all(re.fullmatch(r"figure-[0-9a-f]{8}[\w-]*", one) for one in found)


def test_an_id_says_what_it_stands_for_and_where(five_stances: Figure) -> None:
    """Whoever names a figure can write its ids by heart, and they outlive a new version."""
    found = ids(five_stances.to_svg(name="kinds"))
    assert {"kinds", "kinds-title", "kinds-desc", "kinds-panel-arrow-war_to_peace"} <= set(found)
    assert "kinds-panel-variable-oil" in found


def test_links_change_no_id(five_stances: Figure) -> None:
    """A picture with links is the same picture."""
    assert ids(five_stances.to_svg(links={"war": "#war"})) == ids(five_stances.svg)


@given(texts=st.lists(st.text(max_size=8), min_size=2, max_size=4, unique=True))
@settings(max_examples=50)
def test_no_two_subjects_share_an_id_whatever_they_are_called(texts: list[str]) -> None:
    """Ids from other programs hold anything, and a page takes the first of two that are alike."""
    subjects = [about(variables=(one, other)) for one in texts for other in texts]
    subjects += [about(variables=(one,), claims=(one,)) for one in texts]
    text = svg(scene_of(*subjects, *subjects), name="x y")
    found = ids(text)
    assert len(set(found)) == len(found) == 3 + 2 * len(subjects)
    assert all(re.fullmatch(r"x_20_y[0-9A-Za-z_-]*", one) for one in found)
    ET.fromstring(text)  # noqa: S314 - our own output


HOSTILE = ['"><script>x</script>', "]]>", "a b\tc", "\x00\x1b", "\u202eabc", "&amp;", "' onload='x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_ids_are_text_in_every_attribute(text: str) -> None:
    """An id from another program must not become markup."""
    diagram: Diagram = nx.MultiDiGraph(title="t", version="1", labels={})
    diagram.add_edge(text, "b", key=f"{text}/1", author=text, sign="positive", stance="asserts")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        written = draw(diagram).to_svg(links=lambda id_: f"#{len(id_)}", name=text)
    (arrow,) = groups(written, "arrow")
    assert len(str(arrow.get("class")).split()) == 4
    cause = str(arrow.get("data-cause"))
    assert cause.replace("%20", " ").replace("%09", "\t") == shown(text)
    assert not re.search(r"\s", cause)
    assert len(str(arrow.get("data-claims")).split(" ")) == 1
    allowed = {"class", "id", "href", "data-claims", "data-authors", "data-cause", "data-effect"}
    assert set(arrow.attrib) == allowed
    assert not UNPRINTABLE.search(written)


@given(text=st.text())
def test_what_a_picture_does_not_show_is_what_an_export_does_not_write(text: str) -> None:
    """Two lists of characters that must not be shown would part sooner or later."""
    assert shown(text) == UNPRINTABLE.sub("\ufffd", text)


def test_arrows_lead_to_their_first_claim_with_an_address_and_boxes_to_their_variable(
    five_stances: Figure,
) -> None:
    """The documentation of a case says more than a tooltip holds."""
    links = {"roe-2002/c1": "roe.html#c1", "war": "https://example.org/war?a=1&b=2"}
    text = five_stances.to_svg(links=links)
    root = ET.fromstring(text)  # noqa: S314 - our own output
    assert root.get("role") == "group"
    found = {(a.get("data-variable"), a.get("data-claims"), a.get("href")) for a in linked(text)}
    assert found == {
        ("war", None, "https://example.org/war?a=1&b=2"),
        (None, "doe-2001/c1 roe-2002/c1", "roe.html#c1"),
    }
    assert five_stances.to_svg(links=links.get) == text


def test_an_arrow_without_claims_leads_nowhere() -> None:
    """Its cause is no place to read about it."""
    bare = scene_of(about(variables=("war", "peace")))
    assert linked(svg(bare, links={"war": "#war", "peace": "#peace"})) == []


def linked(text: str) -> list[ET.Element]:
    """The links of a picture."""
    return list(ET.fromstring(text).iter(f"{SVG}a"))  # noqa: S314 - our own output


def test_a_picture_without_links_is_an_image_to_a_screen_reader(five_stances: Figure) -> None:
    """Its title and description are read instead of its parts."""
    assert ET.fromstring(five_stances.svg).get("role") == "img"  # noqa: S314 - our own output
    assert not linked(five_stances.svg)


@pytest.mark.parametrize(
    "address",
    [
        "page.html#a",
        "#a",
        "../a/b",
        "/a:b",
        "?q=a:b",
        "http://a.b",
        "HTTPS://a.b/c",
        "mailto:a@b.c",
        "//a.b",
    ],
)
def test_addresses_of_the_web_and_of_mail_are_taken(address: str) -> None:
    """These are what a page links to."""
    text = svg(scene_of(about(claims=("x/1",))), links={"x/1": address})
    assert [link.get("href") for link in linked(text)] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "a b",
        "",
    ],
)
def test_an_address_that_could_run_a_program_is_refused(address: str) -> None:
    """A figure on a page must not carry somebody else's program."""
    with pytest.raises(FpcaseError, match=r"the link of 'x/1': expected an address that is relat"):
        svg(scene_of(about(claims=("x/1",))), links={"x/1": address})


def test_a_browser_keeps_two_blanks_two_and_letters_where_they_were_measured() -> None:
    """It would stretch what is left of the line over the room of the lost blank."""
    lines = [Line(text=text, x=0, y=9, size=8) for text in ("1  Doe", " a", "b ", "Doe and Roe")]
    root = ET.fromstring(svg(Scene(width=9, height=9, items=lines, title="t", description="d")))  # noqa: S314 - our own output
    kept = {text.text: text.get(SPACE) for text in root.iter(f"{SVG}text")}
    assert kept == {"1  Doe": "preserve", " a": "preserve", "b ": "preserve", "Doe and Roe": None}
    assert root.get("style") == "font-kerning: none; font-variant-ligatures: none"


def test_a_group_of_many_variables_lists_them(kazakhstan: fpcase.Case) -> None:
    """A loop or a chain is more than a cause and an effect."""
    some = tuple(kazakhstan.variables)[:3]
    (group,) = groups(svg(scene_of(about(variables=some))), "arrow")
    assert str(group.get("data-variable")).split() == list(some)
