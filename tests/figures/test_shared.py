"""The table of sets: what each set of authors, and nobody else, has in common."""

import re
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import drawn, groups, shapes, told, words
from synthetic import AUTHORS, cases, claim, synthetic_case

import fpcase
from fpcase.drawing.scene import INK, Group
from fpcase.model.errors import FpcaseError
from fpcase.statements import Position
from fpcase.statements.signs import position

Sets = dict[frozenset[str], int]
"""How many items each set of authors has in common."""


def sets(chart: fpcase.figures.Figure) -> dict[frozenset[str], Group]:
    """The rows of a chart, by their set of authors."""
    rows = groups(chart.scene, "set")
    found = {frozenset(told(row, "authors")): row for row in rows if row.subject}
    assert len(found) == len(rows)
    return found


def number(row: Group) -> str:
    """What is written before what is shared."""
    return re.split(r": | of this author", " ".join(words(row)))[0]


def arrows_by_hand(case: fpcase.Case) -> Sets:
    """Signed arrows by the set of authors who claim them."""
    said: dict[tuple[str, str, Position], set[str]] = defaultdict(set)
    for _, author, one in case.claims():
        for cause, sign in one.signed_causes:
            if one.stance is not fpcase.model.Stance.REPORTS:
                taken = position(sign, denied=one.stance is fpcase.model.Stance.DENIES)
                said[cause, one.effect, taken].add(author.id)
    return Counter(map(frozenset, said.values()))


@settings(deadline=None, max_examples=60)
@given(case=cases(variables=("a", "b", "c", "d")))
def test_every_signed_arrow_is_counted_with_the_very_authors_who_claim_it(
    case: fpcase.Case,
) -> None:
    """Recomputed claim by claim; what somebody contradicts is counted apart."""
    every = arrows_by_hand(case)
    chart = drawn("shared", case)
    assert {who: int(number(row).split()[0]) for who, row in sets(chart).items()} == every
    disputed = {one.matter for one in fpcase.compare(case).contradictions if not one.firmness}
    assert ("contradicted)" in chart.svg) is ("Contradicted" in chart.caption) is bool(disputed)
    several = sum(count for who, count in every.items() if len(who) > 1)
    total = sum(every.values())
    assert f"{total} signed arrow{'s' if total != 1 else ''}, {several} of two or" in chart.caption
    for who, row in sets(chart).items():
        assert row.subject is not None
        named = {claim.partition("/")[0] for claim in told(row, "claims")}
        assert named == who


@settings(deadline=None, max_examples=40)
@given(case=cases())
def test_every_variable_is_counted_with_the_very_authors_who_use_it(case: fpcase.Case) -> None:
    """At either end of an asserted effect, and nowhere else."""
    users: dict[str, set[str]] = defaultdict(set)
    for _, author, one in case.claims():
        if (
            one.stance is fpcase.model.Stance.ASSERTS
            and one.sign is not fpcase.model.Sign.NO_EFFECT
        ):
            for variable in (one.effect, *(cause for cause, _ in one.signed_causes)):
                users[variable].add(author.id)
    expected: Sets = defaultdict(int)
    for who in users.values():
        expected[frozenset(who)] += 1
    chart = drawn("shared", case, unit="variables")
    assert {who: int(number(row).split()[0]) for who, row in sets(chart).items()} == expected


def test_dots_show_the_set_and_a_line_joins_them() -> None:
    """Full dots for those who are in it, pale ones for the others."""
    case = synthetic_case(
        {author: ["war + peace"] for author in AUTHORS[:2]} | {"poe-2003": ["a + b"]}
    )
    chart = drawn("shared", case)
    rows = sets(chart)
    for who, row in rows.items():
        dots = [
            shape for shape in shapes(row) if len(shape.steps) == 6 and shape.steps[1][0] == "C"
        ]
        assert [dot.fill == INK for dot in dots] == [author in who for author in AUTHORS]
        lines = [shape for shape in shapes(row) if (shape.stroke, shape.width) == (INK, 1.2)]
        assert len(lines) == (len(who) > 1)


def test_what_a_set_shares_is_named() -> None:
    """A number alone sends the reader back to the tables."""
    case = synthetic_case({author: ["war + peace", "oil - peace"] for author in AUTHORS[:2]})
    (row,) = sets(drawn("shared", case)).values()
    assert " ".join(words(row)) == "2 arrows: Oil → Peace (−); War → Peace (+)"
    assert row.tooltip == (
        "Doe 2001, Roe 2002: 2 arrows\n"
        "Oil → Peace (−): doe-2001/c2, roe-2002/c2\n"
        "War → Peace (+): doe-2001/c1, roe-2002/c1"
    )


def test_more_than_twelve_names_are_counted_and_all_of_them_in_the_tooltip() -> None:
    """What is not written is said to be there."""
    case = synthetic_case({author: [f"cause-{n} + peace" for n in range(15)] for author in AUTHORS})
    chart = drawn("shared", case)
    (row,) = sets(chart).values()
    assert " ".join(words(row)).endswith("; and 3 more")
    assert "Rows of one author name up to 2 or none, others up to 12." in chart.caption
    assert row.tooltip is not None
    assert row.tooltip.count(" → Peace (+)") == 15


def test_the_largest_sets_come_first_and_the_rest_is_counted() -> None:
    """With many authors there are more sets than a page holds."""
    case = synthetic_case(
        {
            "doe-2001": ["war + peace", "oil + peace", "oil - war"],
            "roe-2002": ["war + peace", "oil + peace"],
            "poe-2003": ["war + peace"],
        }
    )
    chart = drawn("shared", case, limit=1)
    assert list(sets(chart)) == [frozenset(AUTHORS)]
    assert "Left out: 2 sets of authors, with 2 signed arrows." in chart.caption
    whole = drawn("shared", case)
    assert [len(who) for who in sets(whole)] == [3, 2, 1]
    assert "Left out" not in whole.caption


def test_the_last_row_counts_all_that_is_each_author_s() -> None:
    """Shares of different authors are to be held against what each says in all."""
    case = synthetic_case(
        {"doe-2001": ["war + peace", "oil + war"], "roe-2002": ["war - peace"], "poe-2003": []}
    )
    chart = drawn("shared", case, limit=1)
    assert [words(total) for total in groups(chart.scene, "total")] == [["2"], ["1"], ["0"]]


@settings(deadline=None, max_examples=20)
@given(case=cases(), unit=st.sampled_from(["arrows", "variables"]))
def test_the_alternative_text_says_what_the_rows_do(case: fpcase.Case, unit: str) -> None:
    """Every set with its number, for a reader who cannot see the chart."""
    chart = drawn("shared", case, unit=unit)
    for who, row in sets(chart).items():
        named = [author for author in AUTHORS if author in who]
        label = " and ".join(case.label(author) for author in named)  # type: ignore[arg-type]  # ids
        assert f"{label}: {number(row)}" in chart.alt_text


def test_claims_for_different_times_are_not_contradicted() -> None:
    """They differ by scope."""
    case = synthetic_case(
        {"doe-2001": [claim("war + peace", period="1990")],
         "roe-2002": [claim("war - peace", period="2014")]}
    )  # fmt: skip
    chart = drawn("shared", case)
    assert [number(row) for row in sets(chart).values()] == ["1 arrow", "1 arrow"]
    assert "Contradicted" not in chart.caption


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"unit": "claims"}, "unit: expected one of arrows, variables; found 'claims'"),
        ({"limit": 0}, "limit: expected a whole number above 0, found 0"),
    ],
)
def test_what_cannot_be_counted_is_refused(asked: dict[str, object], said: str) -> None:
    """The message says what was expected."""
    with pytest.raises(FpcaseError) as error:
        drawn("shared", synthetic_case({}), **asked)
    assert str(error.value) == said


def test_more_authors_than_columns_are_refused_with_what_to_do() -> None:
    """Thirty-five columns of dots are no chart."""
    made = {f"author-{number}": ["war + peace"] for number in range(40)}
    expected = "40 authors side by side: expected at most 34 at this width; name fewer with `auth"
    with pytest.raises(FpcaseError, match=expected):
        drawn("shared", synthetic_case(made))
