"""The profile over the levels of analysis: counts and shares, recomputed by hand."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import Frame, drawn, groups, parts, told, words
from synthetic import VARIABLES, cases, record, synthetic_case

import fpcase
from fpcase.drawing.scene import Group, Shape
from fpcase.model import LevelOfAnalysis, Sign, Stance
from fpcase.model.errors import FpcaseError

LEVELS = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from(LevelOfAnalysis) for name in VARIABLES}
)
Counts = dict[str, Counter[str]]
"""Author -> level -> number."""


def levelled(case: fpcase.Case, levels: dict[str, LevelOfAnalysis | None]) -> fpcase.Case:
    """A case whose variables lie at other levels."""
    moved = {
        name: record(fpcase.model.Variable, id=name, name=name, definition="d", level=level)
        for name, level in levels.items()
    }
    return synthetic_case(
        {}, explanations=dict(case.explanations), sources=dict(case.sources), variables=moved
    )


def by_hand(case: fpcase.Case, by: str) -> Counts:
    """What each author's bars must count."""

    def word(variable: str) -> str:
        level = case.variables[variable].level  # type: ignore[index]  # ids are text
        return level.value if level else "no level"

    found: Counts = {author: Counter() for author in case.explanations}
    used: dict[str, set[str]] = {author: set() for author in case.explanations}
    for _, author, one in case.claims():
        for cause, sign in one.signed_causes:
            if one.stance is Stance.ASSERTS and sign is not Sign.NO_EFFECT:
                found[author.id][word(cause if by == "causes" else one.effect)] += 1
                used[author.id] |= {cause, one.effect}
    if by == "variables":
        return {author: Counter(map(word, names)) for author, names in used.items()}
    return found


def bars(chart: fpcase.figures.Figure) -> dict[tuple[str, str], Group]:
    """The bars of a chart, by author and level."""
    found = {}
    for group in groups(chart.scene, "bar"):
        assert group.subject is not None
        level = group.subject.classes[0].removeprefix("level-").replace("no-level", "no level")
        found["".join(told(group, "authors")), level] = group
    return found


@settings(deadline=None, max_examples=60)
@given(case=cases(), levels=LEVELS, by=st.sampled_from(["causes", "effects", "variables"]))
def test_every_bar_says_number_and_share(
    case: fpcase.Case, levels: dict[str, LevelOfAnalysis | None], by: str
) -> None:
    """At every level, of every author; denials, reports and no effect are not counted."""
    case = levelled(case, levels)
    expected = by_hand(case, by)
    found = bars(drawn("levels", case, by=by))
    total = sum((one for one in expected.values()), Counter[str]())
    everyone = expected | ({"": total} if len(expected) > 1 else {})
    for (author, level), bar in found.items():
        number, of = everyone[author][level], sum(everyone[author].values())
        said = f"{number} · {int(100 * number / of + 0.5)}%" if number else "0"
        assert words(bar) == [said]
        assert bar.tooltip is not None
        assert f", {level}: {number} of {of}" in bar.tooltip
    if total:
        assert {author for author, _ in found} == set(everyone)
        assert ({"no level"} <= {level for _, level in found}) is bool(total["no level"])


@pytest.mark.parametrize("by", ["causes", "effects", "variables"])
@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_a_bundled_case_is_counted_as_by_hand(name: str, by: str) -> None:
    """And the alternative text says the same numbers."""
    case = fpcase.load_case(fpcase.bundled_case(name))
    whole = fpcase.compare(case).view.case
    expected = by_hand(whole, by)
    chart = drawn("levels", case, by=by)
    for (author, level), bar in bars(chart).items():
        if author:
            assert words(bar)[0].split()[0] == str(expected[author][level])
    for author, counts in expected.items():
        said = ", ".join(
            f"{level.value} {counts[level.value]}" for level in reversed(LevelOfAnalysis)
        )
        assert f"{case.label(author)}: {said}" in chart.alt_text  # type: ignore[arg-type]  # ids are text


def frame_of(chart: fpcase.figures.Figure, author: str, level: str) -> Frame:
    """Where a bar stands."""
    group = bars(chart)[author, level]
    inner = next(part for part in parts(chart.scene) if part.item is group)
    for part in parts(group, inner.x, inner.y):
        if isinstance(part.item, Shape):
            return part.frame
    pytest.fail(f"there is no bar at {author}, {level}")


def test_lengths_are_shares_and_the_last_row_is_of_all_authors() -> None:
    """Three of four claims of one author; three of six of both together."""
    levels = {"war": LevelOfAnalysis.SYSTEM, "oil": LevelOfAnalysis.DOMESTIC}
    case = synthetic_case(
        {
            "doe-2001": ["war + a", "war + b", "war + c", "oil + a"],
            "roe-2002": ["oil + a", "oil + b"],
        },
        levels=levels,
    )
    chart = drawn("levels", case)
    system, domestic, both = (
        frame[2] - frame[0]
        for frame in (
            frame_of(chart, "doe-2001", "system"),
            frame_of(chart, "doe-2001", "domestic"),
            frame_of(chart, "", "system"),
        )
    )
    assert system / domestic == pytest.approx(3.0)
    assert both / system == pytest.approx(0.5 / 0.75)
    assert "all together (n=6)" in words(chart.scene)


def test_at_one_column_a_share_stands_alone() -> None:
    """The number of all claims stands beside the name."""
    chart = drawn("levels", synthetic_case({"doe-2001": ["war + peace"]}), columns=1)
    assert words(bars(chart)["doe-2001", "state"]) == ["100%"]


def test_the_caption_says_what_is_counted() -> None:
    """A claim of two joint causes counts for both; a variable counts once."""
    case = synthetic_case({"doe-2001": ["war & oil + peace"]})
    assert "and joint causes are counted one by one." in drawn("levels", case).caption
    assert "Doe 2001 (n=2)" in words(drawn("levels", case).scene)
    variables = drawn("levels", case, by="variables")
    assert "Only asserted effects are counted. " in variables.caption
    assert "Doe 2001 (n=3)" in words(variables.scene)


def test_the_system_comes_first_and_the_individual_last() -> None:
    """As the levels are told in the field's textbooks."""
    chart = drawn("levels", synthetic_case({"doe-2001": ["war + peace"]}))
    names = [
        word for word in words(chart.scene) if word in {level.value for level in LevelOfAnalysis}
    ]
    assert names == ["system", "regional", "dyadic", "state", "domestic", "individual"]


def test_one_author_alone_has_no_row_for_all() -> None:
    """It would say the same again; a silent one has a row of noughts."""
    alone = drawn("levels", synthetic_case({"doe-2001": ["war + peace"]}))
    assert {author for author, _ in bars(alone)} == {"doe-2001"}
    two = synthetic_case({"doe-2001": ["war + peace"], "roe-2002": []})
    assert words(bars(drawn("levels", two))["roe-2002", "state"]) == ["0"]


def test_what_cannot_be_counted_is_refused() -> None:
    """The message says what can."""
    case = synthetic_case({"doe-2001": ["war + peace"]})
    with pytest.raises(
        FpcaseError, match="by: expected one of causes, effects, variables; found 'sums'"
    ):
        drawn("levels", case, by="sums")
