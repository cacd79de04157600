"""No text of a case is taken for markup of a page."""

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hostile import TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from fpcase.report.restructured import (
    bullets,
    directive,
    fields,
    heading,
    plain,
    table,
    web_link,
)


def parsed(text: str) -> nodes.document:
    """What docutils makes of a page; anything it objects to is an error."""
    strict = {"report_level": 1, "halt_level": 1, "doctitle_xform": False}
    return publish_doctree(text, settings_overrides=strict)


@given(text=TEXT)
@settings(max_examples=60)
def test_a_text_shows_as_it_is_whatever_it_looks_like(text: str) -> None:
    """A mechanism may begin like a list, hold a star or look like a link: it is only text."""
    document = parsed(plain(text))
    assert [type(child) for child in document.children] == [nodes.paragraph]
    assert document.astext() == " ".join(text.split())
    assert [type(child) for child in document.children[0].children] == [nodes.Text]


@pytest.mark.parametrize(
    "text",
    [
        "1. one",
        "xviii) eighteen",
        "(a) a",
        "#. next",
        "• point",
        "::",
        ".. note:: x",
        "====",
        "\\",
        "\\\\\\\\",
        "-- me",
        "\\\\",
    ],
)
def test_a_text_that_begins_like_a_list_or_a_rule_is_neither(text: str) -> None:
    """Numbering in an author's heading, such as "1. Introduction", stays in the text."""
    assert parsed(plain(text)).astext() == text


@given(address=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
@settings(max_examples=40)
def test_an_address_leads_to_the_web_only(address: str) -> None:
    """Whoever writes a case folder must not be able to put a script behind a link."""
    document = parsed(web_link(f"https://example.org/{address}"))
    links = [one["refuri"] for one in document.findall(nodes.reference)]
    assert len(links) == 1
    assert links[0].startswith("https://example.org/")
    assert not list(parsed(web_link(f"javascript:{address}")).findall(nodes.reference))


def test_an_address_may_end_in_an_underscore() -> None:
    """In reStructuredText such an address would name another link."""
    [link] = parsed(web_link("https://example.org/a_")).findall(nodes.reference)
    assert link["refuri"] == "https://example.org/a%5F"


def test_facts_and_lists_that_are_empty_leave_nothing() -> None:
    """A page has no empty fields."""
    assert fields([("Level", "")]) == bullets([]) == []
    assert fields([("Level", "state"), ("Tags", "")]) == [":Level: state", ""]


def test_a_heading_of_wide_characters_is_a_heading() -> None:
    """A Chinese character takes two columns, and the line under a heading must be as long."""
    document = parsed("\n".join([*heading("哈萨克斯坦 与 大国 " * 3), "Text."]))
    assert isinstance(document.children[0], nodes.section)


def test_a_table_keeps_rows_columns_and_empty_cells() -> None:
    """Each cell is one paragraph, or nothing."""
    document = parsed("\n".join(table("A: b", ["x", "y"], [["1\\. a", ""], ["", "*b*"]])))
    rows = [[e.astext() for e in row.findall(nodes.entry)] for row in document.findall(nodes.row)]
    assert rows == [["x", "y"], ["1. a", ""], ["", "b"]]
    assert next(document.findall(nodes.title)).astext() == "A: b"


def test_a_directive_has_its_options_before_its_body() -> None:
    """Otherwise the options would be text."""
    lines = directive("note", "", [("class", "a")], ["One.", "", "Two."])
    assert lines == [".. note::", "   :class: a", "", "   One.", "", "   Two.", ""]
