"""The matrix of causes and effects: what every author says of every pair, and nothing else."""

from collections import defaultdict

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import groups, off_the_page, overprinted, parts, shapes, words
from synthetic import cases, claim, record, synthetic_case

import fpcase
from fpcase.diagrams import Diagram
from fpcase.figures import Chart
from fpcase.figures.charts.matrix_cells import PITCH
from fpcase.figures.charts.told import told
from fpcase.figures.scene import INK, Group, Shape
from fpcase.model import Basis, CausalClaim, Sign, Source, SourceKind, Stance
from fpcase.model.errors import FpcaseError
from fpcase.statements import Filters, View

Cell = tuple[str, str, str]
"""Cause, effect and author."""


def cells(chart: Chart) -> dict[Cell, Group]:
    """The slots of a matrix that say something."""
    found: dict[Cell, Group] = {}
    for group in groups(chart.scene, "claim"):
        assert group.subject is not None
        (cause, effect), (author,) = group.subject.variables, group.subject.authors
        assert (cause, effect, author) not in found
        found[cause, effect, author] = group
    return found


def claims_of(chart: Chart) -> dict[Cell, set[str]]:
    """The claims of every slot."""
    return {key: set(group.subject.claims) for key, group in cells(chart).items() if group.subject}


def spoken(case: fpcase.Case, *, reports: bool = False) -> dict[Cell, set[str]]:
    """What a case's claims say of every pair, counted by hand."""
    found: dict[Cell, set[str]] = defaultdict(set)
    for full_id, author, one in case.claims():
        if one.basis is Basis.INFERRED:
            continue
        if one.stance is Stance.REPORTS and not reports:
            continue
        for cause, _ in one.signed_causes:
            found[cause, one.effect, author.id].add(full_id)
    return found


@pytest.mark.parametrize("form", ["grid", "list"])
@settings(deadline=None, max_examples=40)
@given(case=cases(), reports=st.booleans())
def test_every_claim_stands_in_the_slot_of_its_author_and_pair(
    form: str, case: fpcase.Case, *, reports: bool
) -> None:
    """The matrix answers for all of it: no claim is left out, and none is there twice."""
    chart = fpcase.figures.draw_matrix(
        View.of(case, filters=Filters(include_reports=reports)), form=form
    )
    assert claims_of(chart) == spoken(case, reports=reports)


@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_the_matrix_of_a_bundled_case_holds_all_its_claims(name: str) -> None:
    """On seven pages or on one."""
    case = fpcase.load_case(fpcase.bundled_case(name))
    expected = spoken(case)
    chart = fpcase.figures.draw_matrix(case)
    assert claims_of(chart) == expected
    number = len(set().union(*expected.values()))
    pairs = len({(cause, effect) for cause, effect, _ in expected})
    assert f"Shown: {pairs} pairs of cause and effect, with {number} claims" in chart.caption


SAYINGS = [
    ("war + peace", "+", "positive"),
    ("war - peace", "−", "negative"),
    ("war ? peace", "?", "direction-unstated"),
    ("war 0 peace", "0", "no-effect"),
    ("denies war + peace", "+", "positive denied"),
    ("denies war - peace", "−", "negative denied"),
    ("denies war ? peace", "0", "no-effect denied"),
    ("reports war - peace", "(−)", "negative"),
]


@pytest.mark.parametrize(("arrow", "sign", "traits"), SAYINGS)
def test_a_slot_writes_the_sign_that_the_author_gives(arrow: str, sign: str, traits: str) -> None:
    """Printed without colours, and to a reader who cannot see them, it says the same."""
    chart = fpcase.figures.draw_matrix(
        View.of(synthetic_case({"doe-2001": [arrow]}), filters=Filters(include_reports=True))
    )
    ((key, group),) = cells(chart).items()
    assert key == ("war", "peace", "doe-2001")
    assert words(group) == [sign]
    assert group.subject is not None
    assert " ".join(group.subject.traits) == traits
    assert group.tooltip is not None
    assert "doe-2001/c1 (Doe 2001)" in group.tooltip
    assert "One leads to the other. [Argument, paragraph 1]" in group.tooltip


def test_signs_are_told_apart_by_shape_where_there_is_no_colour() -> None:
    """A positive sign is filled, a negative framed, a denied one crossed, a report bare."""
    drawn = {}
    for arrow, _, _ in SAYINGS:
        chart = fpcase.figures.draw_matrix(
            View.of(synthetic_case({"doe-2001": [arrow]}), filters=Filters(include_reports=True))
        )
        (group,) = cells(chart).values()
        marks = shapes(group)
        drawn[arrow] = (len(marks), [bool(m.stroke) for m in marks], words(group))
    assert len({str(look) for look in drawn.values()}) == len(drawn) - 1
    assert drawn["war 0 peace"] == drawn["denies war ? peace"]  # which say the same


def test_an_author_who_says_both_is_shown_so() -> None:
    """Neither sign may hide the other."""
    chart = fpcase.figures.draw_matrix(synthetic_case({"doe-2001": ["war + peace", "war - peace"]}))
    ((_, group),) = cells(chart).items()
    assert words(group) == ["±"]
    assert group.subject is not None
    assert group.subject.claims == ("doe-2001/c1", "doe-2001/c2")
    assert "the author's claims exclude each other, or differ by scope" in words(chart.scene)


EXCLUDES = {
    ("+", "-"), ("+", "0"), ("+", "n+"), ("-", "0"), ("-", "n-"), ("?", "0"),
}  # fmt: skip
"""Which positions exclude each other, as the methods say; either way round."""


def position(one: CausalClaim, sign: Sign) -> str:
    """What a claim says of one of its causes."""
    word = {"positive": "+", "negative": "-", "unstated": "?", "no-effect": "0"}[sign.value]
    if one.stance is Stance.DENIES:
        return {"+": "n+", "-": "n-", "?": "0"}[word]
    return word


@settings(deadline=None, max_examples=60)
@given(case=cases(variables=("a", "b", "c")))
def test_bold_frames_stand_where_two_authors_exclude_each_other(case: fpcase.Case) -> None:
    """The one thing that a reader looks for first, recomputed claim by claim."""
    said: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for _, author, one in case.claims():
        if one.stance is not Stance.REPORTS:
            for cause, sign in one.signed_causes:
                said[cause, one.effect].add((author.id, position(one, sign)))
    expected = sum(
        any(
            who != whom and ((this, that) in EXCLUDES or (that, this) in EXCLUDES)
            for who, this in everyone
            for whom, that in everyone
        )
        for everyone in said.values()
    )
    chart = fpcase.figures.draw_matrix(case, form="list")
    assert len(frames(chart)) == expected
    number = f", {expected} on which authors exclude each other for the same scope (bold frame)."
    assert (number in chart.caption) is bool(expected)


def frames(chart: Chart) -> list[Shape]:
    """The bold frames of cells."""
    legend = [shape for group in groups(chart.scene, "legend") for shape in shapes(group)]
    bold = [shape for shape in shapes(chart.scene) if shape.stroke == INK and shape.width == 1.2]
    return [shape for shape in bold if not any(shape is other for other in legend)]


def test_authors_who_speak_of_different_times_do_not_exclude_each_other() -> None:
    """A finding of its own, and no contradiction."""
    scoped = {
        "doe-2001": [claim("war + peace", period="1990")],
        "roe-2002": [claim("war - peace", period="2014")],
    }
    assert not frames(fpcase.figures.draw_matrix(synthetic_case(scoped)))
    scoped["roe-2002"] = [claim("war - peace", period="1990/2014")]
    assert len(frames(fpcase.figures.draw_matrix(synthetic_case(scoped)))) == 1


def test_each_author_keeps_one_place_in_every_cell_of_the_grid() -> None:
    """Who is silent in one cell must not lend the place to another."""
    case = synthetic_case(
        {
            "doe-2001": ["war + peace"],
            "roe-2002": ["war - peace", "oil + peace"],
            "poe-2003": ["oil + peace", "oil + war"],
        }
    )
    chart = fpcase.figures.draw_matrix(case, form="grid")
    places: dict[str, set[tuple[float, float]]] = defaultdict(set)
    lefts, tops = set(), set()
    for part in parts(chart.scene):
        if isinstance(part.item, Group) and part.item.role == "claim" and part.item.subject:
            cause, effect = part.item.subject.variables
            left, top, right, bottom = part.frame
            places[part.item.subject.authors[0]].add(
                (round((left + right) / 2, 1), round((top + bottom) / 2, 1))
            )
            lefts.add((effect, round((left + right) / 2)))
            tops.add((cause, round((top + bottom) / 2)))
    assert len(places["doe-2001"]) == 1
    (doe,) = places["doe-2001"]
    assert (round(doe[0] + PITCH, 1), doe[1]) in places["roe-2002"]
    assert (doe[0], round(doe[1] + 9.6, 1)) not in places["roe-2002"]
    assert {"1", "2", "3", "Doe 2001", "Roe 2002", "Poe 2003"} <= set(words(chart.scene))


def test_outcomes_come_first_and_causes_of_most_authors_on_top() -> None:
    """A reader begins at the upper left."""
    case = synthetic_case(
        {"doe-2001": ["war + peace", "oil + war"], "roe-2002": ["oil + peace", "war + peace"]},
        explains={"doe-2001": ["peace"], "roe-2002": ["peace"]},
    )
    shown = told(fpcase.causal_diagram(case))
    assert shown.effects() == ["peace", "war"]
    assert shown.causes(["peace"]) == ["war", "oil"]
    assert shown.causes(["war"]) == ["oil"]
    listed = words(fpcase.figures.draw_matrix(case, form="list").scene)
    assert "→ Peace (outcome)" in listed
    assert listed.index("→ Peace (outcome)") < listed.index("→ War")


def test_a_grid_is_drawn_where_it_fits_a_page_and_a_list_where_it_does_not() -> None:
    """A grid that is empty nearly everywhere helps nobody."""
    square = synthetic_case({"doe-2001": [f"{a} + {b}" for a in "abcd" for b in "abcd" if a != b]})
    assert "→ A (outcome)" not in words(fpcase.figures.draw_matrix(square).scene)
    assert "→ A (outcome)" in words(fpcase.figures.draw_matrix(square, form="list").scene)
    few = synthetic_case({"doe-2001": ["a + b", "c + b"]})
    assert "→ B (outcome)" in words(fpcase.figures.draw_matrix(few).scene)
    assert "→ B (outcome)" not in words(fpcase.figures.draw_matrix(few, form="grid").scene)


def test_a_list_names_an_effect_again_where_its_causes_go_on() -> None:
    """On the next column or page a reader must know whose causes these are."""
    case = synthetic_case({"doe-2001": [f"cause-{number} + peace" for number in range(200)]})
    chart = fpcase.figures.draw_matrix(case)
    heads = [line for line in words(chart.scene) if line.startswith("→")]
    assert heads[0] == "→ Peace (outcome)"
    assert set(heads[1:]) == {"→ Peace (outcome), continued"}
    assert len(cells(chart)) == 200


def test_a_short_list_fills_its_two_columns_evenly() -> None:
    """A column of forty lines beside an empty one wastes half a page."""
    case = synthetic_case(
        {"doe-2001": [f"{cause} + effect-{number}" for number in range(10) for cause in "ab"]}
    )
    chart = fpcase.figures.draw_matrix(case, form="list")
    lefts = [
        part.frame[0]
        for part in parts(chart.scene)
        if isinstance(part.item, Group) and part.item.role == "claim"
    ]
    middle = chart.size[0] / 2
    assert sum(left < middle for left in lefts) == 10


def test_the_causes_of_chosen_effects_alone_are_shown_and_the_rest_counted() -> None:
    """A question is often about one outcome."""
    case = synthetic_case({"doe-2001": ["war + peace", "oil - war", "oil + peace"]})
    for effects in ("peace", ["peace"]):
        chart = fpcase.figures.draw_matrix(case, effects=effects)
        assert set(claims_of(chart)) == {
            ("war", "peace", "doe-2001"),
            ("oil", "peace", "doe-2001"),
        }
        assert "with 2 of 3 claims" in chart.caption
        assert "Causes of these alone: Peace." in chart.caption
    nothing = fpcase.figures.draw_matrix(case, effects=["oil"])
    assert "There are no claims to draw." in words(nothing.scene)
    assert "Causes of these alone: Oil." in nothing.caption


def test_a_core_leaves_out_what_few_authors_use_and_counts_it() -> None:
    """What is too big to read is made smaller on request, never in silence."""
    case = synthetic_case(
        {"doe-2001": ["war + peace", "oil + peace"], "roe-2002": ["war + peace", "oil - war"]}
    )
    chart = fpcase.figures.draw_matrix(case, core=2)
    assert set(claims_of(chart)) == {
        ("war", "peace", "doe-2001"),
        ("war", "peace", "roe-2002"),
    }
    assert "1 pair of cause and effect, with 2 of 4 claims by 2 authors" in chart.caption
    assert "1 of them with claims by two or more" in chart.caption
    assert "2 of 3 variables: the outcomes, and those that most authors use." in chart.caption
    assert "variables" not in fpcase.figures.draw_matrix(case, core=3).caption


def test_the_readings_of_the_coder_are_shown_on_request_only() -> None:
    """What we infer is not what the author says."""
    inferred = attrs.evolve(claim("oil + peace"), basis=Basis.INFERRED)
    case = synthetic_case({"doe-2001": ["war + peace", inferred]})
    assert len(cells(fpcase.figures.draw_matrix(case))) == 1
    assert (
        len(
            cells(fpcase.figures.draw_matrix(View.of(case, filters=Filters(include_inferred=True))))
        )
        == 2
    )


def test_a_diagram_made_by_hand_is_drawn_too() -> None:
    """Its claims have no records, hence no scope: opposite signs exclude each other."""
    diagram: Diagram = nx.MultiDiGraph()
    diagram.add_edge("war", "peace", key="x/1", author="x", sign="positive", stance="asserts")
    diagram.add_edge("war", "peace", key="y/1", author="y", sign="negative", stance="asserts")
    diagram.add_edge("oil", "peace", key="y/2", author="y", sign="positive", stance="reports")
    chart = fpcase.figures.draw_matrix(diagram)
    assert set(cells(chart)) == {
        ("war", "peace", "x"),
        ("war", "peace", "y"),
        ("oil", "peace", "y"),
    }
    assert len(frames(chart)) == 1
    assert "peace" in " ".join(words(chart.scene))


def test_one_author_needs_no_numbers() -> None:
    """The title names the author instead."""
    chart = fpcase.figures.draw_matrix(synthetic_case({"doe-2001": ["war + peace"]}), form="grid")
    assert chart.scene.title == "Causes and effects: Doe 2001"
    assert "1" not in words(chart.scene)
    assert "silent" not in words(chart.scene)


@pytest.mark.parametrize("form", ["grid", "list"])
def test_a_long_name_of_an_author_is_wrapped_in_the_key(form: str) -> None:
    """A report without an author goes by its title, which may be longer than a column."""
    title = "Report of the Commission of Inquiry into the Causes of the War in the South 2001"
    report = record(
        Source,
        id="doe-2001",
        authors=[],
        title=title,
        kind=SourceKind.REPORT,
    )
    made = {"doe-2001": ["war + peace"], "roe-2002": ["war + peace"], "poe-2003": ["war + peace"]}
    case = synthetic_case(made, sources={"doe-2001": report})
    chart = fpcase.figures.draw_matrix(case, form=form, columns=1)
    assert not off_the_page(chart.scene)
    assert not overprinted(chart.scene)
    assert title in " ".join(words(chart.scene))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"form": "table"}, "form: expected grid or list; found 'table'"),
        ({"core": 0}, "expected a core of at least one variable; found 0"),
        (
            {"effects": ["paece"]},
            "effects: no claim shown speaks of a variable 'paece'; did you mean 'peace'?",
        ),
        ({"effects": ["zzz"]}, "effects: no claim shown speaks of a variable 'zzz'"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_was_expected(
    asked: dict[str, object], said: str
) -> None:
    """The message says where, what was found and what would do."""
    case = synthetic_case({"doe-2001": ["war + peace"]})
    with pytest.raises(FpcaseError) as error:
        fpcase.figures.draw_matrix(case, **asked)  # type: ignore[arg-type]  # wrong on purpose
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("list", r"60 authors in one row: expected at most 38 at this width; name fewer with"),
        ("grid", r"a cell with slots for 600 authors is 27\d points wide, and beside the names"),
    ],
)
def test_more_authors_than_a_page_is_wide_are_refused(form: str, said: str) -> None:
    """The message says how many there is room for, and what to do."""
    number = {"list": 60, "grid": 600}[form]
    diagram: Diagram = nx.MultiDiGraph()
    for author in range(number):
        given = {"author": f"a{author}", "sign": "positive", "stance": "asserts"}
        diagram.add_edge("war", "peace", key=f"a{author}/1", **given)
    with pytest.raises(FpcaseError, match=said):
        fpcase.figures.draw_matrix(diagram, form=form, columns=2 if form == "list" else 1)


def test_a_list_without_room_for_all_authors_becomes_a_grid() -> None:
    """Slots of a grid stand below one another too."""
    case = synthetic_case({f"author-{number}": ["war + peace"] for number in range(45)})
    chart = fpcase.figures.draw_matrix(case)
    assert len(cells(chart)) == 45
    assert "→ Peace (outcome)" not in words(chart.scene)


def test_names_of_effects_in_a_grid_are_never_cut() -> None:
    """A name that needs more lines than its column has gets a taller head."""
    long = "willingness-of-the-ministry-to-receive-the-commission-of-the-organisation-for-security"
    case = synthetic_case({"doe-2001": [f"war + {long}", "war + oil", "war + peace"]})
    said = " ".join(words(fpcase.figures.draw_matrix(case, form="grid").scene))
    assert long.replace("-", " ").capitalize() in said
