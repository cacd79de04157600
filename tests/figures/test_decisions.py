"""Decisions in time: what is drawn stands where its date says, and is as certain as that."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import (
    Placed,
    drawn,
    fills,
    groups,
    off_the_page,
    overprinted,
    parts,
    shapes,
    told,
    words,
)
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.drawing.scene import INK, PAPER, Group, Line, Shape
from fpcase.figures.dated import dated, ends, stretch, years_axis
from fpcase.model.dates import span
from fpcase.statements import Filters, View


def decided(**dates: str) -> fpcase.Case:
    """A case of decisions, by their ids and dates, with one claim that has no period."""
    decisions = {
        name: record(
            fpcase.model.Decision,
            id=name,
            title=f"Decision {name}",
            date=date,
            actor="ruritania",
            kind=fpcase.model.DecisionKind.TREATY,
        )
        for name, date in dates.items()
    }
    return synthetic_case({"doe-2001": ["war + peace"]}, decisions=decisions)


def rows(chart: fpcase.figures.Figure, role: str) -> list[Placed]:
    """The groups of a role, from top to bottom."""
    return [
        part
        for part in parts(chart.scene)
        if isinstance(part.item, Group) and part.item.role == role
    ]


def mark(row: Placed) -> tuple[Shape, float, float]:
    """The mark of a decision, and its ends from left to right."""
    marks = [p for p in parts(row.item, row.x, row.y) if isinstance(p.item, Shape)]
    shape = marks[0].item
    assert isinstance(shape, Shape)
    return shape, marks[0].frame[0], marks[0].frame[2]


def test_decisions_stand_in_the_order_of_their_dates() -> None:
    """Whatever the order in the file: first the one that began first; by its end if need be."""
    case = decided(c="2014-03", a="2014", d="2015", e="../2016", b="2013-12-31")
    chart = drawn("decisions", case)
    said = [" ".join(words(row)) for row in groups(chart.scene, "decision")]
    assert [one.removesuffix(" (treaty)").split(" Decision ") for one in said] == [
        ["2013-12-31", "b"], ["2014", "a"], ["2014-03", "c"], ["2015", "d"], ["by 2016", "e"],
    ]  # fmt: skip


def test_decisions_are_drawn_before_anybody_has_written_of_them() -> None:
    """A case begins with what was decided."""
    case = decided(a="2014")
    chart = drawn("decisions", View.of(case, []))
    assert len(groups(chart.scene, "decision")) == 1
    assert "Periods of claims" not in words(chart.scene)
    assert "Periods of claims" in words(drawn("decisions", case).scene)


def test_a_later_day_stands_farther_to_the_right() -> None:
    """In proportion to the days between."""
    case = decided(a="2010-01-01", b="2011-01-01", c="2013-01-01", d="2013-12-31")
    marks = map(mark, rows(drawn("decisions", case), "decision"))
    first, second, third, _ = [(left + right) / 2 for _, left, right in marks]
    assert (third - first) / (second - first) == pytest.approx(1096 / 365)


LOOKS = {
    "2014-03-18": (INK, False, "on this day"),
    "2014": (PAPER, False, "exact day unknown"),
    "2014-03": (PAPER, False, "exact day unknown"),
    "2013/2014": (INK, False, "throughout"),
    "2014-03-18?": (PAPER, True, "date uncertain or approximate"),
    "2014~": (PAPER, True, "exact day unknown"),
    "2013/2014~": (INK, True, "date uncertain or approximate"),
}
"""Date -> what fills its mark, whether it is dashed, and what the legend says of it."""


@pytest.mark.parametrize(("date", "look"), LOOKS.items(), ids=LOOKS)
def test_a_mark_is_as_exact_as_its_date(date: str, look: tuple[str, bool, str]) -> None:
    """A year of which no day is known must not look like one day, nor like a whole year of it."""
    chart = drawn("decisions", decided(a=date))
    (row,) = rows(chart, "decision")
    shape, left, right = mark(row)
    assert (shape.fill, bool(shape.dash), look[2] in words(chart.scene)) == (*look[:2], True)
    assert right - left >= 3.39
    assert words(row.item)[0].split(" Decision")[0] == dated(date)


@pytest.mark.parametrize(
    ("date", "corners", "said"),
    [
        ("2014/..", 5, "without a stated end"),
        ("../2014", 5, "beginning earlier, or not stated"),
    ],
)
def test_an_open_side_ends_in_a_tip(date: str, corners: int, said: str) -> None:
    """What goes on must not look as if it had stopped where the paper does."""
    chart = drawn("decisions", decided(a=date, b="2013"))
    row = next(row for row in rows(chart, "decision") if words(row.item)[0].startswith(dated(date)))
    shape, left, right = mark(row)
    assert date == "2014/.." or right - left < 20, "nobody says that it lasted from the beginning"
    assert len([step for step in shape.steps if step[0] != "Z"]) == corners
    assert said in words(chart.scene)


def test_what_the_legend_explains_is_drawn_and_nothing_else() -> None:
    """A legend of eight entries for one diamond sends the reader searching."""
    chart = drawn("decisions", decided(a="2014-03-18"))
    assert [words(entry)[-1] for entry in groups(chart.scene, "legend")] == ["on this day"]


def test_a_period_leaves_out_other_decisions_and_counts_them() -> None:
    """The filter of claims holds for decisions too."""
    case = decided(a="2010", b="2014/..", c="2016-05-01")
    chart = drawn("decisions", View.of(case, filters=Filters(period="2015/2020")))
    assert len(groups(chart.scene, "decision")) == 2
    assert chart.caption.startswith("2 decisions within the period (1 others left out); ")


def test_the_tooltip_tells_outcomes_conditions_and_places() -> None:
    """What the picture has no room for."""
    case = synthetic_case(
        {"doe-2001": ["war + peace"]},
        actors={
            "ruritania": record(
                fpcase.model.Actor,
                id="ruritania",
                name="Ruritania",
                kind=fpcase.model.ActorKind.STATE,
            )
        },
        decisions={
            "treaty": record(
                fpcase.model.Decision,
                id="treaty",
                title="Treaty of friendship",
                date="1990-05-01",
                actor="ruritania",
                kind=fpcase.model.DecisionKind.NON_RECOGNITION,
                outcomes={"peace": "more", "glory": "none"},
                conditions={"war": record(fpcase.model.Reading, value="less"), "oil": None},
                at=[
                    fpcase.model.Locator(source="doe-2001", section="History"),  # type: ignore[arg-type]  # ids are text
                    fpcase.model.Locator(section="Preface"),
                ],
            )
        },
    )
    chart = drawn("decisions", case)
    (row,) = groups(chart.scene, "decision")
    assert row.tooltip == (
        "Treaty of friendship\n"
        "1990-05-01, non-recognition, Ruritania\n"
        "outcome: Peace: more\n"
        "outcome: glory: none\n"
        "condition: War: less\n"
        "condition: oil: the texts are silent\n"
        "Doe 2001: History\n"
        "place: Preface"
    )
    assert "Treaty of friendship (non-recognition)" in " ".join(words(row))
    assert "Timeline of 1 decision: 1990-05-01 Treaty of friendship." in chart.alt_text


def test_every_dated_claim_is_in_the_bar_of_its_period_and_author() -> None:
    """Counted by hand for a bundled case; claims without a period are counted in the caption."""
    case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    expected: dict[tuple[str, str], set[str]] = {}
    undated = 0
    for full_id, author, one in case.claims():
        if one.basis is fpcase.model.Basis.INFERRED or one.stance is fpcase.model.Stance.REPORTS:
            continue
        if one.period:
            expected.setdefault((author.id, one.period), set()).add(full_id)
        else:
            undated += 1
    chart = drawn("decisions", case)
    bars = {}
    for bar in groups(chart.scene, "period"):
        assert bar.subject is not None
        assert bar.tooltip is not None
        bars[told(bar, "authors")[0], bar.tooltip.split(":")[0]] = set(told(bar, "claims"))
    assert bars == expected
    assert f"{undated} claims without a period are not drawn." in chart.caption
    assert len(groups(chart.scene, "decision")) == len(case.decisions)


def test_reports_are_drawn_on_request() -> None:
    """What an author says of others is not a period of their own claims."""
    reported = claim("reports war + peace", period="1990")
    case = synthetic_case({"doe-2001": [reported, claim("oil + peace", period="1991")]})
    assert len(groups(drawn("decisions", case).scene, "period")) == 1
    assert (
        len(
            groups(
                drawn("decisions", View.of(case, filters=Filters(include_reports=True))).scene,
                "period",
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    ("number", "said"), [(1, "period of 1 claim"), (2, "2 to 4 claims"), (5, "at least 5 claims")]
)
def test_a_bar_is_darker_the_more_claims_speak_of_its_period(number: int, said: str) -> None:
    """And the legend says how many a shade stands for."""
    claims = [claim(f"cause-{n} + peace", period="1990") for n in range(number)]
    chart = drawn("decisions", synthetic_case({"doe-2001": claims}))
    (bar,) = groups(chart.scene, "period")
    shades = {1: "#E3EAF0", 2: "#A9BCCC", 5: "#5B7C99"}
    assert fills(bar) == {shades[number]}
    assert said in words(chart.scene)
    assert bar.tooltip is not None
    assert bar.tooltip.startswith(f"1990: {number} claim")


def test_periods_of_an_author_that_overlap_stand_below_one_another() -> None:
    """Neither may hide the other."""
    periods = ["1990/1995", "1992/1993", "1997/1999", "1994/.."]
    claims = [claim(f"cause-{n} + peace", period=text) for n, text in enumerate(periods)]
    chart = drawn("decisions", synthetic_case({"doe-2001": claims}))
    frames = [row.frame for row in rows(chart, "period")]
    assert len(frames) == 4
    for at, one in enumerate(frames):
        for other in frames[at + 1 :]:
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )


@pytest.mark.parametrize("columns", [1, 2])
def test_an_axis_begins_after_long_years_of_which_nothing_is_dated(columns: int) -> None:
    """One old treaty must not press thirty years into a tenth of the axis; it has a tip instead."""
    case = decided(old="1654-01-18", b="1990", c="2014-03", d="2022/..", long="1654/2022")
    chart = drawn("decisions", case, columns=columns)
    assert "The axis begins in 1990; anything earlier is placed at the left end." in chart.caption
    assert {"beginning earlier, or not stated", "before the years shown"} <= {*words(chart.scene)}
    assert not overprinted(chart.scene)
    assert not off_the_page(chart.scene)
    marks = {
        words(row.item)[0].split("Decision ")[1].split()[0]: mark(row)
        for row in rows(chart, "decision")
    }
    assert marks["old"][2] <= marks["b"][1] < marks["c"][1]
    for old in ("old", "long"):  # not a diamond, nor a bar that begins with the axis
        assert len([step for step in marks[old][0].steps if step[0] != "Z"]) == 5


@pytest.mark.parametrize(
    "dates", [("1990", "2022"), ("1914", "1950", "1990", "2022"), ("2014-03", "2014-04")]
)
def test_an_axis_without_long_gaps_is_whole(dates: tuple[str, ...]) -> None:
    """Time looks as long as it was."""
    axis = years_axis(map(stretch, dates), 0.0, 200.0)
    assert axis is not None
    assert axis.low == span(dates[0][:4])[0].toordinal()  # type: ignore[union-attr]  # a year begins
    case = decided(**{f"d{number}": date for number, date in enumerate(dates)})
    assert "The axis begins in" not in drawn("decisions", case).caption


YEARS = st.integers(1, 9999)


@settings(deadline=None)
@given(years=st.lists(YEARS, min_size=1, max_size=6))
def test_an_axis_keeps_every_day_in_order_and_in_its_place(years: list[int]) -> None:
    """From the first year of the calendar to the last."""
    axis = years_axis([stretch(f"{year:04}") for year in years], 10.0, 210.0)
    assert axis is not None
    days = [day for year in sorted(set(years)) for day in span(f"{year:04}") if day]
    places = [axis.x(day.toordinal()) for day in days]
    assert places == sorted(places)
    for year in years:
        left, right = ends(axis, stretch(f"{year:04}"))
        assert 10.0 <= left < right <= 210.0
        assert right - left >= 3.39


@settings(deadline=None)
@given(years=st.lists(YEARS, min_size=1, max_size=5))
def test_written_years_never_touch(years: list[int]) -> None:
    """As many as there is room for, and each where its tick is."""
    axis = years_axis([stretch(f"{year:04}") for year in years], 0.0, 100.0)
    assert axis is not None
    lines = [item for item in axis.head.items if isinstance(item, Line)]
    assert [line.text for line in lines] == [text for _, text in axis.ticks]
    places = [line.x for line in lines]
    assert all(after - before > 20 for before, after in pairwise(places))
    ruled = [shape for item in axis.grid(9.0) for shape in shapes(item) if shape.stroke]
    assert [shape.steps[0][1][0][0] for shape in ruled] == places


def test_the_last_day_of_the_calendar_has_a_place() -> None:
    """A slip of the pen in a year is no crash."""
    axis = years_axis([stretch("9990/9999")], 0.0, 100.0)
    assert axis is not None
    assert ends(axis, stretch("9999-12-31"))[1] <= 100.0


def test_an_axis_of_nothing_but_open_ends_is_none() -> None:
    """There is no day to begin at."""
    assert years_axis([], 0.0, 100.0) is None
    assert "Neither decisions nor claims are dated." in words(
        drawn("decisions", synthetic_case({"doe-2001": ["war + peace"]})).scene
    )


def test_a_day_is_a_diamond_in_the_middle_of_its_day() -> None:
    """A day has no length that could be seen."""
    axis = years_axis([stretch("2014-06-01")], 0.0, 100.0)
    assert axis is not None
    assert axis.x(dt.date(2014, 6, 1).toordinal()) == pytest.approx(
        axis.left + (axis.right - axis.left) * 151 / 365
    )
