"""Pictures: what they draw, what they say, and what they leave out."""

import re
import warnings
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

import attrs
import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pictures import faults, groups
from synthetic import cases, synthetic_case

import fpcase
from fpcase.diagrams import Diagram, causal_diagram
from fpcase.figures import Figure, draw, draw_authors
from fpcase.figures.scene import lines_of, shown
from fpcase.model import LevelOfAnalysis
from fpcase.model.errors import FpcaseError

MM = 72 / 25.4
SVG = "{http://www.w3.org/2000/svg}"
ALL = ("asserts", "denies", "reports")


def parsed(figure: Figure) -> ET.Element:
    """The picture as a tree: this also shows that it is well-formed."""
    return ET.fromstring(figure.svg)  # noqa: S314 - our own output


def texts(figure: Figure) -> list[str]:
    """Every line of text in the picture."""
    return [element.text or "" for element in parsed(figure).iter(f"{SVG}text")]


def tooltips(figure: Figure, role: str, panel: int = 0) -> list[str]:
    """What the arrows (or the boxes) of a panel say when pointed at."""
    panels = [group for group in parsed(figure).iter(f"{SVG}g") if group.get("class") == "panel"]
    return [
        group.findtext(f"{SVG}title") or ""
        for group in panels[panel].iter(f"{SVG}g")
        if (group.get("class") or "").split()[:1] == [role]
    ]


def named(name: str, author: str = "Doe 2001") -> Diagram:
    """A diagram of two variables, one of them with a name of choice."""
    diagram: Diagram = nx.MultiDiGraph(title=name, version="1", labels={"x": author})
    diagram.add_node("a", name=name, level="state", outcome=False)
    diagram.add_node("b", name="b", level=None, outcome=True)
    diagram.add_edge("a", "b", key="x/1", author="x", sign="positive", stance="asserts")
    return diagram


@pytest.fixture(scope="module")
def five(kazakhstan: fpcase.Case) -> Figure:
    """The bundled case, author by author."""
    return draw_authors(causal_diagram(kazakhstan))


# What is drawn


@given(case=cases())
@settings(deadline=None, max_examples=15)
def test_every_pair_of_an_author_is_drawn_once_in_the_authors_panel(case: fpcase.Case) -> None:
    """A missing arrow is a claim suppressed; a second one is a claim made up."""
    diagram = causal_diagram(case, stances=ALL)
    if not diagram:
        return
    figure = draw_authors(diagram, core=None)
    for number, author in enumerate(case.explanations):
        told = tooltips(figure, "arrow", number)
        pairs = {(u, v) for u, v, data in diagram.edges(data=True) if data["author"] == author}
        assert len(told) == len(pairs)
        for cause, effect in pairs:
            start = f"{diagram.nodes[cause]['name']} → {diagram.nodes[effect]['name']}: "
            assert sum(one.startswith(start) for one in told) == 1


@given(case=cases())
@settings(deadline=None, max_examples=10)
def test_the_same_input_gives_the_same_picture(case: fpcase.Case) -> None:
    """A figure in a repository must change only when its case does."""
    diagram = causal_diagram(case, stances=ALL)
    assert draw(diagram).svg == draw(causal_diagram(case, stances=ALL)).svg
    assert draw_authors(diagram).svg == draw_authors(diagram).svg


def test_one_more_panel_shows_what_two_authors_claim_and_ghosts_the_rest() -> None:
    """Agreement is what a comparison looks for first; the rest stays in sight."""
    case = synthetic_case(
        {"doe-2001": ["war + neutrality", "oil + neutrality"], "roe-2002": ["war + neutrality"]}
    )
    figure = draw_authors(causal_diagram(case))
    assert "Shared: claimed by two or more authors (1 arrow)" in texts(figure)
    assert [len(tooltips(figure, "arrow", number)) for number in range(3)] == [2, 1, 1]
    assert [len(tooltips(figure, "ghost", number)) for number in range(3)] == [0, 1, 1]


def test_where_a_panel_is_missing_stand_legend_and_caption() -> None:
    """An empty place looks like a panel that was forgotten, and costs a strip of the page."""
    two = {"doe-2001": ["war + peace", "oil - peace"], "roe-2002": ["war - peace"]}
    chain = [f"v{number} + v{number + 1}" for number in range(18)]
    names = {f"v{number}": LevelOfAnalysis.STATE for number in range(19)}
    levels = {**names, "war": None, "peace": None, "oil": None}
    tall = {"doe-2001": [*two["doe-2001"], *chain], "roe-2002": two["roe-2002"]}
    for claims, beside in ((two, False), (tall, True)):
        figure = draw_authors(causal_diagram(synthetic_case(claims, levels=levels)), columns=2)
        panels, keys = (
            [(x, y) for group, x, y in groups(figure.scene) if group.role == role]
            for role in ("panel", "legend")
        )
        assert len(panels) == 3
        left, top = panels[2]
        assert all(x > left + 200 and y > top for x, y in keys) is beside
        assert faults(figure) == []


def test_one_author_has_one_panel_without_ghosts() -> None:
    """With nobody to compare, nothing is shared, and nobody is silent."""
    case = synthetic_case({"doe-2001": ["war + neutrality"]})
    figure = draw_authors(causal_diagram(case))
    assert "Doe 2001 (1 arrow)" in texts(figure)
    assert not any("Shared" in line or "others only" in line for line in texts(figure))


def test_a_variable_plays_the_role_that_the_author_gives_it() -> None:
    """Exogenous for one and intervening for another is a finding that the panels must show."""
    case = synthetic_case(
        {"doe-2001": ["war + pressure", "pressure + end"], "roe-2002": ["pressure + end"]},
        explains={"doe-2001": ["end"], "roe-2002": ["end"]},
    )
    figure = draw_authors(causal_diagram(case))
    assert "Pressure (pressure): intervening" in tooltips(figure, "variable", 0)
    assert "Pressure (pressure): exogenous" in tooltips(figure, "variable", 1)
    assert "War (war): unused" in tooltips(figure, "variable", 1)
    assert "End (end): outcome" in tooltips(figure, "variable", 1)


def test_leaving_a_cause_out_does_not_turn_its_effect_into_an_exogenous_variable() -> None:
    """Roles are the author's; what a page has room for is not."""
    case = synthetic_case(
        {"doe-2001": ["war + pressure", "pressure + end", "pressure - end"]},
        explains={"doe-2001": ["end"]},
    )
    figure = draw(causal_diagram(case), core=2)
    assert "Pressure (pressure): intervening" in tooltips(figure, "variable")


def test_denials_and_reports_are_marked_and_explained_in_the_legend() -> None:
    """A denied effect that looks asserted turns an author's argument round."""
    case = synthetic_case(
        {"doe-2001": ["denies war + end", "oil 0 end", "reports trade - end", "army ? end"]}
    )
    figure = draw(causal_diagram(case, stances=ALL))
    words = texts(figure)
    for meaning in (
        "denied: the author says that this is not so",
        "said to have no effect",
        "only reported",
        "direction not stated",
    ):
        assert meaning in words
    assert "(−)" in words
    told = tooltips(figure, "arrow")
    assert any(one.startswith("War → End: positive, denied\ndoe-2001/c1") for one in told)
    assert any(one.startswith("Trade → End: negative, reported\ndoe-2001/c3") for one in told)


def test_the_legend_explains_only_what_occurs() -> None:
    """Each needless line of a legend hides one that is needed."""
    figure = draw(causal_diagram(synthetic_case({"doe-2001": ["war + end"]})))
    assert not any("negative" in line or "denied" in line for line in texts(figure))


def test_the_width_of_a_pooled_arrow_is_explained_by_the_number_of_authors() -> None:
    """Five steps of width say nothing without a scale."""
    case = synthetic_case({f"doe-200{n}": ["war + end"] for n in range(6)})
    assert "5 or more authors" in texts(draw(causal_diagram(case)))


def test_a_loop_from_a_variable_to_itself_is_drawn() -> None:
    """A graph of one's own may hold one; dropping it would be silent."""
    diagram = named("a")
    diagram.add_edge("b", "b", key="x/2", author="x", sign="negative", stance="asserts")
    assert any(one.startswith("b → b: negative") for one in tooltips(draw(diagram), "arrow"))


# What is said


def test_every_arrow_leads_back_to_claim_author_and_place(kazakhstan: fpcase.Case) -> None:
    """From any arrow a reader must reach the passage."""
    figure = draw(causal_diagram(kazakhstan, ["ramani-2016"]))
    told = tooltips(figure, "arrow")
    assert told
    for tooltip in told:
        assert re.search(r"\nramani-2016/\S+ \(Ramani 2016\) .*: .* \[.*paragraph \d+", tooltip)


def test_title_case_and_version_stand_in_the_picture(kazakhstan: fpcase.Case) -> None:
    """A figure is cited with the version of the coding that it shows."""
    figure = draw(causal_diagram(kazakhstan, ["ramani-2016"]), title="My title")
    assert texts(figure)[:2] == ["My title", f"{kazakhstan.title}, version {kazakhstan.version}"]
    assert figure.alt_text.startswith("My title. Causal diagram of 20 variables in lanes")
    assert parsed(figure).findtext(f"{SVG}desc") == figure.alt_text


def test_the_caption_counts_what_is_left_out(kazakhstan: fpcase.Case) -> None:
    """A figure that leaves out most of a case must say so, in numbers."""
    diagram = causal_diagram(kazakhstan, ["hananya-2019"])
    figure = draw(diagram, core=5)
    every = len({key for _, _, key in diagram.edges(keys=True)})
    told = {
        line.split()[0]
        for tooltip in tooltips(figure, "arrow")
        for line in tooltip.splitlines()[1:]
    }
    assert f"Shown: 5 of {len(diagram)} variables" in figure.caption
    assert f"Left out: {len(diagram) - 5} variables" in figure.caption
    assert f"for {len(told)} of {every} claims" in figure.caption
    assert f"and {every - len(told)} claims" in figure.caption
    assert " ".join(texts(figure)).endswith(figure.caption)


def test_a_core_with_more_arrows_than_can_be_read_is_reduced_and_the_caption_says_why() -> None:
    """Sixty arrows are a limit of readers, not of the case."""
    names = [f"v{number}" for number in range(12)]
    claims = [f"{one} + {other}" for one in names for other in names if one < other]
    figure = draw(causal_diagram(synthetic_case({"doe-2001": claims})))
    assert len(tooltips(figure, "arrow")) == 55
    assert "Reduced from 12 variables, because a panel would have more than 60 arrows." in (
        figure.caption
    )


def test_all_variables_are_drawn_on_request_and_the_caption_warns() -> None:
    """A scholar may want the hairball; the figure says what it is."""
    names = [f"v{number}" for number in range(12)]
    claims = [f"{one} + {other}" for one in names for other in names if one < other]
    figure = draw(causal_diagram(synthetic_case({"doe-2001": claims})), core=None)
    assert len(tooltips(figure, "arrow")) == 66
    assert figure.caption.endswith(
        "A panel has more than 60 arrows, more than can be read; the matrix shows them all."
    )


def test_a_figure_taller_than_a_page_says_so() -> None:
    """A core is not made smaller without end; the scholar learns what would help."""
    case = synthetic_case({f"doe-{number}": ["war + end"] for number in range(2001, 2031)})
    figure = draw_authors(causal_diagram(case), columns=1)
    assert figure.size[1] > 245 * MM
    assert figure.caption == (
        "Shown: all 2 variables and 1 arrow, for all 30 claims. Taller than a page: fewer authors "
        "or a wider figure would fit one."
    )


def test_a_figure_around_a_variable_says_by_which_rule_its_variables_were_chosen() -> None:
    """A reader must know what else may be joined to the variable, and what was passed over."""
    names = [f"v{number:02d}" for number in range(30)]
    case = synthetic_case({"doe-2001": [*(f"{name} + end" for name in names), "far + away"]})
    few = draw(causal_diagram(case), around="far")
    assert few.caption.startswith("Shown: 2 of 33 variables and 1 arrow, for 1 of 31 claims.")
    assert "The variables shown are Far and those that a claim joins to it." in few.caption
    many = draw(causal_diagram(case), around="end")
    assert "Shown: 20 of 33 variables" in many.caption
    assert "shown are End and those that a claim joins to it: outcomes" in many.caption
    wide = draw_authors(causal_diagram(case), around="end")
    assert "End and those that a claim joins to it" in wide.caption


def test_beyond_twenty_five_variables_the_core_is_drawn_and_the_caption_says_so() -> None:
    """Up to 25 variables a panel can be read; one more, and the core of 20 is drawn."""
    for number, share in ((24, "all 25"), (25, "20 of 26")):
        claims = [f"v{one} + end" for one in range(number)]
        caption = draw(causal_diagram(synthetic_case({"doe-2001": claims}))).caption
        assert caption.startswith(f"Shown: {share} variables")
        assert ("Left out: 6 variables" in caption) == (number == 25)


def test_pooling_is_named_as_a_danger() -> None:
    """A chain of two authors' arrows is a chain that nobody claimed."""
    case = synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["b + c"]})
    assert "a chain of arrows of different authors is told by none of them" in (
        draw(causal_diagram(case)).caption
    )


@pytest.mark.parametrize("paint", [draw, draw_authors])
def test_an_empty_diagram_gives_a_figure_that_says_so(paint: Callable[[Diagram], Figure]) -> None:
    """An author without claims is a fact about the case, not a failure of the program."""
    figure = paint(nx.MultiDiGraph())
    assert "There are no claims to draw." in texts(figure)
    assert figure.caption == "There are no claims to draw."


# What fits


def test_five_authors_fit_a_page_with_readable_type(five: Figure, kazakhstan: fpcase.Case) -> None:
    """A figure that must be shrunk to be printed cannot be read: A3 takes the core, A4 less."""
    small = draw_authors(causal_diagram(kazakhstan), core=9)
    for figure, width, height in ((five, 297, 420), (small, 210, 297)):
        assert figure.size[0] <= (width - 20) * MM + 0.1
        assert figure.size[1] <= (height - 10) * MM
        assert min(line.size for line in lines_of(figure.scene)) >= 6
        groups = parsed(figure).iter(f"{SVG}g")
        assert sum(group.get("class") == "panel" for group in groups) == 6
    assert "Reduced" not in five.caption + small.caption


def test_each_author_of_the_bundled_case_fits_two_columns_of_a_journal(
    kazakhstan: fpcase.Case,
) -> None:
    """The usual place of such a figure."""
    for author in kazakhstan.explanations:
        width, height = draw(causal_diagram(kazakhstan, author)).size
        assert width <= 180 * MM + 0.1
        assert height <= 245 * MM


def test_every_label_stays_inside_its_box(five: Figure) -> None:
    """A label that is cut, or runs over its border, names another variable."""
    seen = 0
    for item in walk(five.scene):
        if (item.role or "").startswith("variable"):
            (left, top), (right, bottom) = corners(item.items[0])
            for line in lines_of(item):
                half = fpcase.figures.canvas.text_width(line.text, line.size) / 2
                assert left < line.x - half
                assert line.x + half < right
                assert top < line.y - 0.7 * line.size
                assert line.y + 0.2 * line.size < bottom
                seen += 1
    assert seen > 50


def walk(item: object) -> Iterator[fpcase.figures.scene.Group]:
    """Every group of a picture."""
    for part in getattr(item, "items", ()):
        if isinstance(part, fpcase.figures.scene.Group):
            yield part
            yield from walk(part)


def corners(shape: object) -> tuple[tuple[float, float], tuple[float, float]]:
    """Upper left and lower right of an outline."""
    assert isinstance(shape, fpcase.figures.scene.Shape)
    points = [point for _, places in shape.steps for point in places]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys)), (max(xs), max(ys))


# What must not break it


@given(name=st.text(min_size=1, max_size=40))
@example(name="<b>&\"'")
@example(name=r"\N \G \E \L \n\\")
@example(name="ends in a \\")
@example(name="<<i>html</i>>")
@example(name="$\\frac{1}{2}$ 5% _x_")
@example(name="\x00\x1b\ufffe")
@example(name="A" * 300)
@example(name="Ресей мен Қазақстан әңгімесі")
@settings(deadline=None, max_examples=25)
def test_a_label_is_text_and_never_markup(name: str) -> None:
    r"""Whoever names a variable ``<Crimea>`` or ``\N`` must read just that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        figure = draw(named(name, author=name), title=name)
    drawn = "".join("".join(texts(figure)).split())
    assert drawn.count(shown("".join(name.split()))) >= 2


def test_a_character_without_a_glyph_is_named_in_a_warning() -> None:
    """An empty box in a printed figure is found too late."""
    with pytest.warns(UserWarning, match=r"no glyph for '中' \(U\+4E2D\)"):
        figure = draw(named("中"))
    assert "中" in texts(figure)


def test_something_else_than_a_diagram_is_refused_with_advice() -> None:
    """The first thing that a beginner tries is to draw the case."""
    with pytest.raises(FpcaseError, match=r"found Case; call causal_diagram\(case\) first"):
        draw(synthetic_case({"doe-2001": ["a + b"]}))  # type: ignore[arg-type]  # the mistake under test


def test_a_core_without_a_variable_is_refused() -> None:
    """Nought variables is a slip, not a figure."""
    with pytest.raises(FpcaseError, match="at least one variable; found 0"):
        draw_authors(named("a"), core=0)


def test_a_core_of_one_variable_is_drawn_without_an_arrow() -> None:
    """The smallest picture that was asked for is a picture."""
    figure = draw(named("a"), core=1)
    assert tooltips(figure, "variable") == ["b (b): outcome"]
    assert figure.caption.startswith("Shown: 1 of 2 variables and 0 arrows, for 0 of 1 claim.")


@pytest.mark.parametrize(("paint", "times"), [(draw, 5), (draw_authors, 15)])
def test_a_core_too_tall_for_its_page_is_reduced_and_the_caption_says_why(
    paint: Callable[[Diagram], Figure], times: int
) -> None:
    """A figure of three pages is no figure; a smaller one must say that it is smaller."""
    sentence = "a name so long that it takes a great many lines in its narrow box " * times
    diagram = named("a")
    for number in range(12):
        diagram.add_node(f"v{number}", name=sentence, level="state", outcome=False)
        diagram.add_edge(
            f"v{number}", "b", key=f"x/{number + 2}", author="x", sign="?", stance="asserts"
        )
    for _, _, data in diagram.edges(data=True):
        data["sign"] = "unstated"
    caption = paint(diagram).caption
    assert "Reduced from 14 variables, because the figure would not fit its page" in caption


def test_variables_at_every_level_and_none_have_their_lane() -> None:
    """A lane without its name, or a variable without a lane, misleads."""
    levels: dict[str, LevelOfAnalysis | None] = {
        level.value: level for level in LevelOfAnalysis
    } | {"stray": None}
    case = synthetic_case({"doe-2001": [f"{name} + end" for name in levels]}, levels=levels)
    words = texts(draw(causal_diagram(case)))
    assert [word for word in words if word in {*levels, "no level"} and word != "stray"] == [
        "system",
        "regional",
        "dyadic",
        "state",
        "domestic",
        "individual",
        "no level",
    ]


def test_a_figure_is_frozen() -> None:
    """Nothing that was cited changes afterwards."""
    figure = draw(named("a"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        figure.caption = ""  # type: ignore[misc]  # the mistake under test
