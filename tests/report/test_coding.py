"""How a case was coded, as tables and as a page."""

import attrs
from hypothesis import given
from synthetic import cases, claim, record, synthetic_case

from fpcase import Case
from fpcase.model import (
    Anchor,
    Basis,
    Evidence,
    EvidenceKind,
    LevelOfAnalysis,
    Locator,
    Source,
    SourceKind,
    SourceText,
)
from fpcase.model.ids import SourceId
from fpcase.passages import index_text
from fpcase.report import report_coding

DOE = SourceId("doe-2001")
TEXT = index_text(
    "A title\n\nArgument\n\nThe war made\nPAGE 1\nthem neutral, as it had.\n\n"
    "One two three four five six.\n\nSeven\nPAGE 1\neight nine.\n\nThe vote was plain.",
    SourceText(file="doe.txt", sha256="", headings=["Argument"], furniture=["PAGE 1"]),
)


def passage(start: str, end: str, source: str | None = None) -> Locator:
    """A locator by its anchor."""
    return record(Locator, source=source, anchor=Anchor(start=start, end=end))


def coded_case() -> Case:
    """Two authors, one of whose texts is at hand."""
    here = [passage("The war", "as it had"), passage("No", "such")]
    return synthetic_case(
        {
            "doe-2001": [
                claim("war + neutrality", at=here, term="to make neutral"),
                claim("trade & war - neutrality", at=[], term="to make neutral"),
                claim("denies oil + trade", at=[], basis=Basis.IMPLICIT, term="black gold"),
            ],
            "roe-2002": ["reports war ? neutrality"],
        },
        levels={"war": LevelOfAnalysis.SYSTEM, "oil": None},
        sources={DOE: record(Source, id=DOE, authors=["A. Doe"], title="W", kind=SourceKind.BOOK)},
        evidence={
            "vote": record(
                Evidence,
                id="vote",
                description="A vote.",
                kind=EvidenceKind.VOTE,
                at=[passage("The vote", "plain", "doe-2001")],
            )
        },
    )


CASE = coded_case()
TABLES = {table.name: table for table in report_coding(CASE, {DOE: TEXT}).tables}


def test_claims_are_counted_by_stance_and_basis() -> None:
    """How much is the author's plain word, and how much the coder's reading."""
    assert TABLES["stances"].columns == ("author", "asserts", "denies", "reports", "all")
    assert TABLES["stances"].rows == (("doe-2001", 2, 1, 0, 3), ("roe-2002", 0, 0, 1, 1))
    assert TABLES["bases"].columns == ("author", "explicit", "implicit", "inferred", "all")
    assert TABLES["bases"].rows == (("doe-2001", 2, 1, 0, 3), ("roe-2002", 1, 0, 0, 1))


def test_causes_are_counted_by_level_of_analysis() -> None:
    """Where each author looks for causes; a level that is not given is not guessed."""
    levels = {row["author"]: row for row in TABLES["levels"].to_records()}
    assert levels["doe-2001"] == {
        "author": "doe-2001",
        **{level.value: 0 for level in LevelOfAnalysis},
        "system": 2,
        "state": 1,
        "not given": 1,
        "all": 4,
    }


def test_passages_are_counted_by_grade_wherever_a_locator_stands() -> None:
    """A locator in the evidence can be wrong as well as one in a claim."""
    rows = {row["coded in"]: row for row in TABLES["passages"].to_records()}
    assert list(rows) == [
        "doe-2001",
        "roe-2002",
        "evidence",
        "outcomes of predictions",
        "decisions",
    ]
    assert (rows["doe-2001"]["exact"], rows["doe-2001"]["lost"]) == (1, 1)
    assert rows["roe-2002"]["no-text"] == 1
    assert rows["evidence"]["exact"] == 1
    assert rows["decisions"]["all"] == 0


def test_variables_of_one_author_alone_are_listed() -> None:
    """Either the author is alone, or a variable was coded twice under two names."""
    assert TABLES["used-by-one"].rows == (
        ("doe-2001", "oil", "Oil", 1),
        ("doe-2001", "trade", "Trade", 2),
    )
    assert "2 of the 4 that claims name" in TABLES["used-by-one"].caption


def test_authors_terms_are_listed_by_variable_each_once() -> None:
    """What authors call a thing decides whether it is one variable."""
    assert TABLES["terms"].rows == (
        ("neutrality", "doe-2001", "to make neutral"),
        ("oil", "doe-2001", "black gold"),
        ("trade", "doe-2001", "to make neutral; black gold"),
        ("war", "doe-2001", "to make neutral"),
    )
    assert "1 claim has none" in TABLES["terms"].caption


def test_paragraphs_that_no_claim_touches_are_listed_by_their_first_words() -> None:
    """What was passed over can be read again; five words do not copy the text."""
    table = TABLES["untouched-paragraphs"]
    assert table.rows == (
        ("doe-2001", "", 1, "A title", ()),
        ("doe-2001", "Argument", 2, "One two three four five", ()),
        ("doe-2001", "Argument", 3, "Seven eight nine.", ()),
        ("doe-2001", "Argument", 4, "The vote was plain.", ("evidence/vote",)),
    )
    assert "4 of 5 in the available texts" in table.caption


def test_without_texts_nothing_is_said_of_paragraphs() -> None:
    """An empty list must not read as if every paragraph had been used."""
    table = report_coding(CASE).tables[-1]
    assert table.rows == ()
    assert "(no text is available)" in table.caption


def test_a_passage_over_several_paragraphs_touches_them_all() -> None:
    """A claim that rests on two paragraphs leaves neither out."""
    case = synthetic_case({"doe-2001": [claim("war + peace", at=[passage("neutral", "Seven")])]})
    rows = report_coding(case, {DOE: TEXT}).tables[-1].to_records()
    assert [row["begins"] for row in rows] == ["A title", "The vote was plain."]


def test_the_page_holds_every_table() -> None:
    """The appendix of a paper is one command away."""
    page = report_coding(CASE, {DOE: TEXT}).to_markdown()
    assert page.startswith("# Coding of Ruritania between the powers\n")
    for table in TABLES.values():
        assert table.to_markdown() in page
        assert table.caption.endswith("Case ruritania, version 1.0.")


@given(case=cases())
def test_counts_add_up_to_what_the_case_holds(case: Case) -> None:
    """No claim and no cause is left out of a count, or counted twice."""
    claims = [one for _, _, one in case.claims()]
    causes = sum(len(one.signed_causes) for one in claims)
    tables = {table.name: table for table in report_coding(case).tables}
    for name, expected in (("stances", len(claims)), ("bases", len(claims)), ("levels", causes)):
        wholes = []
        for row in tables[name].rows:
            *counts, whole = [number for number in row[1:] if isinstance(number, int)]
            assert sum(counts) == whole
            wholes.append(whole)
        assert sum(wholes) == expected


def test_a_case_without_terms_lists_none() -> None:
    """Terms are optional."""
    bare = synthetic_case({"doe": ["war + peace"], "roe": ["war + peace"]})
    tables = {table.name: table for table in report_coding(attrs.evolve(bare, evidence={})).tables}
    assert tables["terms"].rows == ()
    assert "2 claims have none" in tables["terms"].caption
    assert tables["used-by-one"].rows == ()
