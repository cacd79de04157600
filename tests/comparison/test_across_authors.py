"""A comparison as a whole: shared outcomes first, tables, and what they say."""

import json

import pytest
from hypothesis import given, settings
from synthetic import cases, synthetic_case

import fpcase
from fpcase.comparison import Result, compare
from fpcase.comparison.tables import FORMATS
from fpcase.statements import Filters, View


def test_the_tables_of_the_bundled_case_say_what_was_counted(kazakhstan: fpcase.Case) -> None:
    """A reader of one table must know on which claims of which version it rests."""
    comparison = compare(
        View.of(kazakhstan, filters=Filters(include_reports=True, zoom="alignment-with-russia"))
    )
    assert [table.name for table in comparison.tables] == [
        "contradictions",
        "pulling-apart",
        "scope",
        "theories",
        "agreements",
        "same-effect",
        "same-cause",
        "relations",
        "by-chain",
        "leads",
        "counts",
        "self-contradictions",
        "roles",
        "variables",
        "arrows",
    ]
    for table in comparison.tables:
        said = "counted as the authors' own claims; filters: alignment-with-russia in place"
        assert said in table.caption
        assert f"Case kazakhstan, version {kazakhstan.version}" in table.caption
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_comparison_is_json_markdown_html_and_records(kazakhstan: fpcase.Case) -> None:
    """One result serves a program, a page and a notebook."""
    comparison = compare(View.of(kazakhstan, ["cai-2022", "hananya-2019"]))
    tree = json.loads(comparison.to_json())
    assert tree["authors"] == ["cai-2022", "hananya-2019"]
    assert tree["tables"]["relations"]["rows"] == comparison.to_records()
    assert comparison.to_markdown().startswith("# Kazakhstan's foreign policy between the powers: ")
    assert comparison._repr_html_().count("<table>") == len(comparison.tables)
    assert repr(comparison).startswith("<Comparison of 2 authors in kazakhstan")
    assert len(comparison.agreements) >= 3
    with pytest.raises(
        KeyError, match="no table 'winner'; available: contradictions, pulling-apart"
    ):
        comparison.table("winner")
    table = comparison.table("roles")
    assert FORMATS["html"](table) == table._repr_html_()


def test_roles_that_differ_are_listed() -> None:
    """What drives for one author may be driven for another."""
    case = synthetic_case({"doe-2001": ["a + b"], "roe-2002": ["b + c", "d + d"]})
    (row,) = compare(case).table("roles").rows
    assert row == ("b", "terminal", "exogenous")


def test_an_empty_case_compares_to_nothing() -> None:
    """No author, no row, no error."""
    comparison = compare(synthetic_case({}))
    assert comparison.title.endswith("no authors")
    assert all(table.rows == () for table in comparison.tables)
    assert comparison.to_markdown().count("no authors") == 1
    assert len(comparison.text.splitlines()) == 1, "a title with a sum, and nothing to open"


@settings(max_examples=25, deadline=None)
@given(case=cases())
def test_any_comparison_can_be_written_in_any_format(case: fpcase.Case) -> None:
    """Whatever authors claim, the tables come out, self-contradictions and all."""
    comparison = compare(View.of(case, filters=Filters(include_reports=True)))
    for table in comparison.tables:
        for write in FORMATS.values():
            assert write(table)
    found = {f.author for f in comparison.self_contradictions}
    assert {row[0] for row in comparison.table("self-contradictions").rows} == found


def test_a_result_must_say_its_title_and_tables() -> None:
    """The base has neither of its own."""
    with pytest.raises(TypeError, match=r"abstract .*tables.* title"):
        Result()  # type: ignore[abstract]  # what the test is about
