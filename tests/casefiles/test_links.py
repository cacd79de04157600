"""A case from a table of links."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fpcase
from fpcase.casefiles.links import SIGN_WORDS, case_from_links
from fpcase.model import Sign, Stance

ROW = {"who": "Doe 2001", "from": "War", "to": "Trade", "how": "-", "said": "War hurts trade."}
COLUMNS: Any = {"author": "who", "cause": "from", "effect": "to", "sign": "how", "quote": "said"}


def _problems(rows: list[dict[str, object]], **columns: str) -> list[str]:
    with pytest.raises(fpcase.CaseError) as caught:
        case_from_links(rows, **{**COLUMNS, **columns}, table="links.csv", first_row=2)
    return [str(problem) for problem in caught.value.problems]


def test_a_row_becomes_a_claim() -> None:
    """Who, what, what, how, in whose words."""
    case = case_from_links([ROW], **COLUMNS)
    claim = case.claim("doe-2001/r1")
    assert (claim.cause, claim.effect, claim.sign) == ("war", "trade", Sign.NEGATIVE)
    assert claim.stance is Stance.ASSERTS
    assert [locator.quote for locator in claim.at] == ["War hurts trade."]
    assert [variable.name for variable in case.variables.values()] == ["War", "Trade"]
    assert case.label(next(iter(case.explanations))) == "Doe 2001"


def test_a_repeated_link_is_a_claim_each_time() -> None:
    """How often a link is made is a finding of causal mapping."""
    case = case_from_links([ROW, ROW, {**ROW, "how": "+"}], **COLUMNS)
    (explanation,) = case.explanations.values()
    assert [(c.id, c.sign.value) for c in explanation.claims.values()] == [
        ("r1", "negative"),
        ("r2", "negative"),
        ("r3", "positive"),
    ]


def test_labels_that_differ_stay_apart() -> None:
    """Merging two labels is a judgement, which a program does not make in silence."""
    labels = ["Trust", "trust", "Trust!", "信任", "不信"]
    rows = [{**ROW, "from": label} for label in labels]
    case = case_from_links(rows, **COLUMNS)
    names = {str(variable.id): variable.name for variable in case.variables.values()}
    assert names == {
        "trust": "Trust",
        "trade": "Trade",
        "trust-2": "trust",
        "trust-3": "Trust!",
        "variable": "信任",
        "variable-2": "不信",
    }


def test_white_space_and_ways_of_writing_accents_do_not_make_labels_differ() -> None:
    """What looks the same is the same."""
    rows = [{**ROW, "from": label} for label in ("Élite ", " E\u0301lite", "Élite\n")]
    assert list(case_from_links(rows, **COLUMNS).variables) == ["elite", "trade"]


@pytest.mark.parametrize(
    ("spelled", "sign"),
    [
        ("positive", "positive"), ("NEGATIVE", "negative"), ("No-effect", "no-effect"),
        ("No effect", "no-effect"), ("no_effect", "no-effect"),
        ("+", "positive"), ("-", "negative"), ("−", "negative"), ("–", "negative"),
        (1, "positive"), (0, "no-effect"), (-1, "negative"), (1.0, "positive"), (-1.0, "negative"),
        ("?", "unstated"), ("", "unstated"), (None, "unstated"), (float("nan"), "unstated"),
    ],
)  # fmt: skip
def test_a_sign_may_be_written_in_several_ways(spelled: object, sign: str) -> None:
    """A zero asserts that there is no effect; a gap says nothing."""
    case = case_from_links([{**ROW, "how": spelled}], **COLUMNS)
    assert case.claim("doe-2001/r1").sign.value == sign


@pytest.mark.parametrize(
    ("cell", "stance"), [("denies", "denies"), ("Reports", "reports"), ("", "asserts")]
)
def test_a_table_may_say_what_is_denied_or_reported(cell: str, stance: str) -> None:
    """A denied link taken for an asserted one would turn an author's argument round."""
    case = case_from_links([{**ROW, "does": cell}], **COLUMNS, stance="does")
    assert case.claim("doe-2001/r1").stance.value == stance


def test_a_stance_that_is_none_or_says_nothing_is_named_by_its_row() -> None:
    """What would not load is refused at the table, where it can be mended."""
    rows: list[dict[str, object]] = [
        {**ROW, "does": "doubts"},
        {**ROW, "how": "0", "does": "denies"},
    ]
    unknown, empty = _problems(rows, stance="does")
    assert "2:6: does: expected a stance (asserts, denies, reports; or nothing), found" in unknown
    assert "3:6: does: a denied absence of effect says neither" in empty


def test_without_a_column_of_signs_none_is_stated() -> None:
    """Nothing is made up for what the table does not say."""
    case = case_from_links([ROW], author="who", cause="from", effect="to")
    claim = case.claim("doe-2001/r1")
    assert claim.sign is Sign.UNSTATED
    assert claim.at == ()


def test_year_and_title_make_the_work() -> None:
    """With them, the author's label is the name of a person."""
    row = {**ROW, "who": "Jane Doe", "when": 2001.0, "called": "On War"}
    case = case_from_links([row], **COLUMNS, year="when", title="called")
    (source,) = case.sources.values()
    assert (source.authors, source.year, source.title) == (("Jane Doe",), 2001, "On War")
    assert source.short == "Doe 2001"


def test_a_case_of_links_is_not_asked_for_what_a_table_lacks(tmp_path: Path) -> None:
    """No mechanism, place, level or outcome is missing there; it says so in case.yaml."""
    folder = fpcase.write_case(case_from_links([ROW], **COLUMNS), tmp_path / "it")
    assert fpcase.check_case(folder) == ()
    head = folder / "case.yaml"
    assert "kind: links" in head.read_text(encoding="utf-8")
    head.write_text(head.read_text(encoding="utf-8").replace("kind: links\n", ""), encoding="utf-8")
    asked = {problem.rule for problem in fpcase.check_case(folder)}
    assert asked == {"no-mechanism", "no-level", "explains-nothing"}


@settings(max_examples=25)  # each writes a folder
@given(
    st.lists(
        st.tuples(*[st.text("aB 1-é中#:'", min_size=1, max_size=4).filter(str.strip)] * 3,
                  st.sampled_from(sorted(SIGN_WORDS))),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_no_link_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    """Written to a folder and read back, each row is there with its own words."""
    case = case_from_links(
        [dict(zip(["who", "from", "to", "how"], row, strict=True)) for row in rows],
        author="who", cause="from", effect="to", sign="how",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("links") / "it"
    assert fpcase.load_case(fpcase.write_case(case, folder)) == case
    found = {
        (
            int(claim.id[1:]),
            case.sources[explanation.source].title,
            *(case.variables[variable].name for variable in claim.chain),
            claim.sign,
        )
        for _, explanation, claim in case.claims()
    }
    assert found == {
        (n, *(" ".join(text.split()) for text in row[:3]), SIGN_WORDS[row[3]])
        for n, row in enumerate(rows, start=1)
    }


def test_the_same_table_gives_the_same_case() -> None:
    """Ids depend on the table alone."""
    rows = [{**ROW, "from": f"label {n % 7}"} for n in range(50)]
    assert case_from_links(rows, **COLUMNS) == case_from_links(rows, **COLUMNS)


def test_blank_rows_are_passed_over_and_counted() -> None:
    """The numbers are those of the spreadsheet."""
    case = case_from_links([dict.fromkeys(ROW, ""), ROW], **COLUMNS, first_row=2)
    (explanation,) = case.explanations.values()
    assert list(explanation.claims) == ["r3"]


def test_everything_wrong_with_the_rows_is_said_at_once() -> None:
    """With the row, the column, what was found and what was expected."""
    rows: list[dict[str, object]] = [
        {**ROW, "who": " ", "how": "up"},
        {**ROW, "to": None},
        {**ROW, "from": "W\x01ar"},
    ]
    blank, sign, missing, hidden = _problems(rows)
    assert blank == "links.csv:2:1: who: the cell is blank; write the author, or delete the row"
    assert sign.startswith("links.csv:2:4: how: expected a sign (positive, negative, no-effect, ")
    assert sign.endswith("+, -, 0; 1, -1, 0; or nothing), found 'up'")
    assert missing == "links.csv:3:3: to: the cell is blank; write the effect, or delete the row"
    assert "links.csv:4:2: from: the cell holds the character U+0001, which no file" in hidden


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    """Columns are given by name, and names are easily misspelled."""
    first, second = _problems([dict(ROW)], author="whom", sign="xyz")
    assert "there is no column 'whom' for the author" in first
    assert "did you mean 'who'?" in first
    assert "expected one of 'who', 'from', 'to', 'how', 'said'; spell it as the table" in second


def test_a_column_cannot_be_two_things() -> None:
    """Cause and effect from one column would be a table of loops."""
    (problem,) = _problems([dict(ROW)], effect="from")
    assert "the column 'from' cannot be two things at once" in problem


def test_a_cell_missing_in_a_later_row_is_blank() -> None:
    """Rows from a script need not have every key."""
    (problem,) = _problems([dict(ROW), {"who": "Doe", "from": "War"}])
    assert "links.csv:3:1: to: the cell is blank" in problem


@pytest.mark.parametrize("rows", [[], [dict.fromkeys(ROW, "")]])
def test_a_table_without_rows_is_refused(rows: list[dict[str, object]]) -> None:
    """An empty case would look like a finding."""
    (problem,) = _problems(rows)
    assert "the table has no rows; give one row for each link" in problem


def test_one_author_is_one_work() -> None:
    """Rows that tell two years or titles of one author are a slip, or two works."""
    rows: list[dict[str, object]] = [
        {**ROW, "when": "2001", "called": "On War"},
        {**ROW, "when": "2002", "called": "On Peace"},
        {**ROW, "when": "soon", "called": "On War"},
    ]
    problems = _problems(rows, year="when", title="called")
    assert "links.csv:3:6: when: row 2 gives another year for 'Doe 2001' ('2001')" in problems[0]
    assert "found '2002'; correct one, or tell the works apart" in problems[0]
    assert "row 2 gives another title for 'Doe 2001' ('On War')" in problems[1]
    assert "expected a year in digits, or nothing, found 'soon'" in problems[2]


def test_what_was_exported_as_links_is_read_back(kazakhstan: fpcase.Case, tmp_path: Path) -> None:
    """The tables of a case are a table of links too."""
    folder = fpcase.casefiles.write_tables(kazakhstan, tmp_path / "tables")
    rows = fpcase.casefiles.read_spreadsheet(folder / "claims.csv")
    case = case_from_links(
        rows,
        author="author",
        cause="cause_name",
        effect="effect_name",
        sign="sign",
        stance="stance",
    )
    arrows = [
        (str(a), *(kazakhstan.variables[v].name for v in (cause, c.effect)), sign, c.stance)
        for a, e in kazakhstan.explanations.items()
        for c in e.claims.values()
        for cause, sign in c.signed_causes
    ]
    assert arrows == [
        (str(a), *(case.variables[v].name for v in c.chain), c.sign, c.stance)
        for a, e in case.explanations.items()
        for c in e.claims.values()
    ]


class _Missing:
    """As pandas' NA, which stands for a blank cell: no comparison with it is true or false."""

    __hash__ = None  # type: ignore[assignment] # as there is no equality

    def __eq__(self, other: object) -> Any:  # noqa: ANN401 - it is no bool
        return self

    __ne__ = __eq__

    def __bool__(self) -> bool:
        message = "boolean value of NA is ambiguous"
        raise TypeError(message)


@pytest.mark.parametrize("blank", [None, float("nan"), "", "  ", _Missing()])
def test_whatever_a_table_holds_for_a_blank_cell_is_blank(blank: object) -> None:
    """Frame libraries have several things for it."""
    case = case_from_links([{**ROW, "how": blank}], **COLUMNS)
    assert case.claim("doe-2001/r1").sign is Sign.UNSTATED
