"""The pages of a case: every record stands on one of them, in a sensible order."""

import re

import pytest
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.model import Case, Locator, Source, SourceKind
from fpcase.model.ids import SourceId
from fpcase.report.uses import entries
from fpcase.sphinx.case_pages import CasePages, describe_all


def pages_of(case: Case, name: str = "ruritania") -> dict[str, str]:
    """The texts of a case's pages."""
    used = case.in_use()
    return CasePages(case=used, name=name, described=describe_all(used)).texts()


def test_every_record_has_one_place_and_every_link_leads_to_one(kazakhstan: fpcase.Case) -> None:
    """A link to any record of the bundled case leads somewhere."""
    text = "\n".join(pages_of(kazakhstan, "k").values())
    placed = re.findall(r"^\.\. fpcase:([a-z]+):: k:(\S+)$", text, re.MULTILINE)
    assert len(set(placed)) == len(placed), "a record is described twice"
    used = kazakhstan.in_use()
    known = {(entry.kind, str(entry.id)) for entry in entries(used)} | {("case", "kazakhstan")}
    assert set(placed) == known
    described = describe_all(used).values()
    texts = [t for d in described for t in (*d.lead, *(i for part in d.parts for i in part.items))]
    links = {(part[0], part[1]) for text in texts for part in text if not isinstance(part, str)}
    assert {link for link in links if link[0]} <= known


def test_an_author_who_says_much_has_two_pages(kazakhstan: fpcase.Case) -> None:
    """A page of five hundred records is read by nobody."""
    written = pages_of(kazakhstan)
    assert ":: ruritania:aitiev-2015/d1\n" not in written["explanations/aitiev-2015"]
    assert ":: ruritania:aitiev-2015/d1\n" in written["explanations/aitiev-2015-descriptions"]
    assert ":: ruritania:ramani-2016/d1\n" in written["explanations/ramani-2016"]


def test_what_a_page_shows_and_nothing_else_changes_its_text() -> None:
    """So Sphinx reads again what a change is seen on."""
    before = pages_of(synthetic_case({"doe-2001": ["war + peace"], "roe-2002": ["oil + peace"]}))
    noted = synthetic_case(
        {"doe-2001": [claim("war + peace", note="So.")], "roe-2002": ["oil + peace"]}
    )
    changed = {page for page, text in pages_of(noted).items() if before[page] != text}
    assert changed == {"explanations/doe-2001"}


def test_one_author_alone_is_not_compared() -> None:
    """A comparison needs two; the picture is then the author's own."""
    written = pages_of(synthetic_case({"doe-2001": ["war + peace"]}, levels={"war": None}))
    assert "comparison" not in written
    assert ".. fpcase-diagram:: ruritania\n   :kind: arguments" in written["index"]
    assert "ruritania:war\n" in written["variables/no-level"]
    assert "Congruence" not in written["explanations/doe-2001"], "no theory has a proposition"


def test_a_case_without_authors_or_records_has_an_index() -> None:
    """A folder that is just begun is documented too."""
    written = pages_of(synthetic_case({}, question="Why?"), "elsewhere")
    assert list(written) == ["index"]
    assert ".. fpcase:case:: elsewhere:ruritania" in written["index"]
    assert "fpcase-diagram" not in written["index"]


def test_works_that_are_coded_stand_before_those_that_they_lean_on() -> None:
    """The five works are what a reader looks for."""
    cited = record(Source, id="a-1999", authors=[], year=1999, title="Old", kind=SourceKind.BOOK)
    leaning = claim("war + peace", at=[Locator(page="1", citing=[SourceId("a-1999")])])
    text = pages_of(synthetic_case({"doe-2001": [leaning]}, sources={cited.id: cited}))["sources"]
    order = ("Works coded", "doe-2001", "Works that the authors cite", "a-1999")
    assert sorted(order, key=text.index) == list(order)


@pytest.mark.parametrize("title", ["*", "1. So", "a_b `c`", "-" * 9, ".. note:: x", "|x|"])
def test_no_heading_is_taken_for_markup(title: str) -> None:
    """A case is called what it is called."""
    heading, line = pages_of(synthetic_case({}, title=title))["index"].splitlines()[:2]
    assert re.sub(r"\\(.)", r"\1", heading) == title
    assert len(line) >= len(heading)
