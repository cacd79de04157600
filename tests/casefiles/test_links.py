"""A case from a table of links."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fpcase
from fpcase.casefiles.links import SIGN_WORDS, case_from_links
from fpcase.cli import main
from fpcase.model import Certainty, Sign, Stance

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
        "xin-ren": "信任",
        "bu-xin": "不信",
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
    assert "2:6: does: expected asserts, denies, reports, or an empty cell, found" in unknown
    assert "3:6: does: a denial of 'no effect' leaves open" in empty


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
    assert (
        blank == "links.csv:2:1: who: the cell is empty or contains NA; write the author, or "
        "delete the row"
    )
    assert sign.startswith("links.csv:2:4: how: expected a sign (positive, negative, no-effect, ")
    assert sign.endswith("define other words with --signs, found 'up'")
    assert (
        missing == "links.csv:3:3: to: the cell is empty or contains NA; write the effect, or "
        "delete the row"
    )
    assert "links.csv:4:2: from: the cell contains the character U+0001, which is not" in hidden


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    """Columns are given by name, and names are easily misspelled."""
    first, second = _problems([dict(ROW)], author="whom", sign="xyz")
    assert "there is no column 'whom' for the author" in first
    assert "did you mean 'who'?" in first
    assert "expected one of 'who', 'from', 'to', 'how', 'said'; spell it as the table" in second


def test_a_column_cannot_be_two_things() -> None:
    """Cause and effect from one column would be a table of loops."""
    (problem,) = _problems([dict(ROW)], effect="from")
    assert "the column 'from' is chosen for two parts of a link" in problem


def test_a_cell_missing_in_a_later_row_is_blank() -> None:
    """Rows from a script need not have every key."""
    (problem,) = _problems([dict(ROW), {"who": "Doe", "from": "War"}])
    assert "links.csv:3:1: to: the cell is empty" in problem


@pytest.mark.parametrize("rows", [[], [dict.fromkeys(ROW, "")]])
def test_a_table_without_rows_is_refused(rows: list[dict[str, object]]) -> None:
    """An empty case would look like a finding."""
    (problem,) = _problems(rows)
    assert "the table has no filled rows; give one row for each link" in problem


def test_one_author_is_one_work() -> None:
    """Rows that tell two years or titles of one author are a slip, or two works."""
    rows: list[dict[str, object]] = [
        {**ROW, "when": "2001", "called": "On War"},
        {**ROW, "when": "2002", "called": "On Peace"},
        {**ROW, "when": "soon", "called": "On War"},
    ]
    problems = _problems(rows, year="when", title="called")
    assert (
        "links.csv:3:6: when: row 2 gives a different year for 'Doe 2001' ('2001')" in problems[0]
    )
    assert "found '2002'; correct one of them, or distinguish the works" in problems[0]
    assert "row 2 gives a different title for 'Doe 2001' ('On War')" in problems[1]
    assert "expected a year in digits, or an empty cell, found 'soon'" in problems[2]


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


def test_every_column_is_taken_that_a_claim_has_room_for(tmp_path: Path) -> None:
    """By the name that is given, or because it is called like a part of a claim."""
    row = {
        "Author": "Doe", "Cause": "War", "Effect": "Trade", "Sign": "0.4", "Page": 12,
        "Mechanism": "Ports close.", "Period": "2014-03/2016", "Certainty": "hedged",
        "if": "Winter is cold; long", "Evidence": "A ban.", "Note": "Twice.", "Quote": "No ships.",
    }  # fmt: skip
    case = case_from_links([row], condition="if")
    claim = case.claim("doe/r1")
    assert (claim.mechanism, claim.period, claim.note) == ("Ports close.", "2014-03/2016", "Twice.")
    assert (claim.certainty, claim.sign) == (Certainty.HEDGED, Sign.POSITIVE)
    assert [(at.page, at.quote) for at in claim.at] == [("12", "No ships.")]
    assert [(c.variable, c.value) for c in claim.conditions] == [("winter", "cold; long")]
    assert [case.evidence[e].description for e in claim.evidence] == ["A ban."]
    assert fpcase.load_case(fpcase.write_case(case, tmp_path / "it")) == case


def test_a_cell_that_a_claim_cannot_take_is_named_by_its_row() -> None:
    """As the reader of case files would say it."""
    bad: dict[str, object] = {**ROW, "when": "03/2014", "sure": "very"}
    period, certainty = sorted(_problems([bad], period="when", certainty="sure"))
    assert period.startswith("links.csv:2:6: when: '03/2014' is not a date like 2014, 2014-03")
    assert "sure: expected a certainty (plain, hedged, conjectured), found 'very'" in certainty


@pytest.mark.parametrize("missing", ["NA", "", None, float("nan"), "NULL"])
def test_a_missing_author_is_no_author(missing: object) -> None:
    """R writes NA for nothing; one author for all rows may be named instead."""
    row = {**ROW, "who": missing}
    assert "the cell is empty or contains NA" in _problems([row])[0]
    assert list(case_from_links([row], **COLUMNS, by="Roe 2002").explanations) == ["roe-2002"]
    bare = {"from": "War", "to": "Trade"}
    assert list(case_from_links([bare], cause="from", effect="to", by="Roe").explanations) == [
        "roe"
    ]
    with pytest.raises(fpcase.CaseError, match="no column 'author' for the author"):
        case_from_links([bare], cause="from", effect="to")


@pytest.mark.parametrize(
    ("cell", "sign"),
    [("P", "positive"), ("n", "negative"), ("-0.7", "negative"), ("2,5", "positive"),
     ("0.0", "no-effect"), (3, "positive"), ("−1", "negative"), ("1e3", "positive")],
)  # fmt: skip
def test_words_and_weights_stand_for_signs(cell: object, sign: str) -> None:
    """Programs have words of their own, and weights whose sign is what counts."""
    own = {"P": "positive", "N": "negative"}
    case = case_from_links([{**ROW, "how": cell}], **COLUMNS, signs=own)
    assert case.claim("doe-2001/r1").sign.value == sign


def test_what_is_no_sign_is_refused() -> None:
    """With what to do about it."""
    for cell in ("strong", "inf", "nan0"):
        (problem,) = _problems([{**ROW, "how": cell}])
        assert "define other words with --signs" in problem
    with pytest.raises(fpcase.FpcaseError, match="signs: expected one of positive, negative"):
        case_from_links([ROW], **COLUMNS, signs={"P": "good"})


def test_labels_have_hierarchies_and_opposites() -> None:
    """As causal mapping writes them: a semicolon before what is narrower, a tilde for less."""
    rows = [
        {**ROW, "from": "Economy; Prices; Bread", "to": "~Trade"},
        {**ROW, "from": "~Economy; Prices", "to": "Trade"},
    ]
    variables = case_from_links(rows, **COLUMNS).variables
    assert {v.id: v.broader and v.broader.variable for v in variables.values()} == {
        "economy-prices-bread": "economy-prices", "economy-prices": "economy", "economy": None,
        "trade": None, "trade-2": None, "economy-prices-2": None, "economy-2": None,
    }  # fmt: skip
    by_name = {v.name: v for v in variables.values()}
    assert by_name["~Trade"].opposite == by_name["Trade"].id
    assert by_name["~Economy; Prices"].opposite == by_name["Economy; Prices"].id


def test_labels_may_stand_in_a_table_of_their_own() -> None:
    """Networks name their nodes in a second table."""
    rows = [{"who": "Doe", "from": 1, "to": "2"}]
    case = case_from_links(
        rows, author="who", cause="from", effect="to", labels={"1": "War", "2": "Trade"}
    )
    assert [v.name for v in case.variables.values()] == ["War", "Trade"]


class Frame:
    """What pandas and polars have in common with no mapping."""

    columns = ("who", "from", "to")

    def to_dict(self, _: str) -> list[dict[str, object]]:
        """As pandas."""
        return [{"who": "Doe", "from": "War", "to": "Trade"}]


class Polars:
    """As polars."""

    def to_dicts(self) -> list[dict[str, object]]:
        """Rows."""
        return Frame().to_dict("records")


@pytest.mark.parametrize(
    "rows", [Frame(), Polars(), [["who", "from", "to"], ("Doe", "War", "Trade")]]
)
def test_frames_and_lists_are_rows_too(rows: object) -> None:
    """Whatever a script holds them in."""
    case = case_from_links(rows, author="who", cause="from", effect="to")
    assert list(case.variables) == ["war", "trade"]


@pytest.mark.parametrize("rows", ["text", 3, {"who": 1}, [1, 2]])
def test_what_holds_no_rows_is_refused(rows: object) -> None:
    """In words, not by breaking within."""
    with pytest.raises(fpcase.FpcaseError, match="rows: expected rows as mappings, as lists under"):
        case_from_links(rows, author="who", cause="from", effect="to")


def test_five_thousand_links_are_read_in_time() -> None:
    """Cost grows as the table does."""
    rows = [
        {"who": f"A{n % 500}", "from": f"v{n % 900}", "to": f"v{n % 901}", "how": "+"}
        for n in range(5_000)
    ]
    began = time.process_time()
    case = case_from_links(rows, author="who", cause="from", effect="to", sign="how")
    assert sum(1 for _ in case.claims()) == 5_000
    assert time.process_time() - began < 4


def test_the_command_says_which_columns_are_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And takes words for signs, one author, and labels from a second table."""
    (tmp_path / "l.csv").write_text(
        "from,to,effect,Page,Confidence\n1,2,P,12,low\n", encoding="utf-8"
    )
    (tmp_path / "n.csv").write_text("id,name\n1,War\n2,Trade\n", encoding="utf-8")
    typed = ["import-links", str(tmp_path / "l.csv"), "--cause", "from", "--effect", "to"]
    typed += ["--sign", "effect", "--by", "Doe", "--labels", str(tmp_path / "n.csv")]
    assert main([*typed, "--signs", "P=positive", "--out", str(tmp_path / "it")]) == 0
    assert "fpcase: columns left out: Confidence" in capsys.readouterr().err
    claim = fpcase.load_case(tmp_path / "it").claim("doe/r2")
    assert (claim.cause, claim.sign, claim.at[0].page) == ("war", Sign.POSITIVE, "12")
    assert main([*typed, "--signs", "P", "--out", str(tmp_path / "no")]) == 2
    assert "signs: expected pairs such as P=positive" in capsys.readouterr().err
    typed[-1] = str(tmp_path / "l.csv")
    assert main([*typed, "--out", str(tmp_path / "no")]) == 2
    assert "labels: expected a table with the columns id and name" in capsys.readouterr().err
    (tmp_path / "n.csv").write_text("id,name\n", encoding="utf-8")
    typed[-1] = str(tmp_path / "n.csv")
    assert main([*typed, "--out", str(tmp_path / "no")]) == 2


PROGRAMS = {
    "Causal Map": (
        "link_id,source_id,cause,effect,quote,sentiment\n1,R1,~Rain,Food; Bread,No rain fell,-1\n",
        ["--author", "source_id"], "unstated",
    ),
    "cognitivemapr": (
        '"","edge.cause","edge.effect","edge.weight"\n"1","Rain","Food","-1"\n',
        ["--cause", "edge.cause", "--effect", "edge.effect", "--sign", "edge.weight", "--by", "R1"],
        "negative",
    ),
    "DNA": (
        "ID;Time;Person;Text;From concept;To concept;yes\n7;2014-03-18;R1;Rain!;Rain;Food;1\n",
        ["--author", "Person", "--cause", "From concept", "--effect", "To concept",
         "--quote", "Text", "--period", "Time"], "unstated",
    ),
    "R": (
        '"","author","cause","effect","sign"\n"1","R1","Rain","Food",NA\n', [], "unstated",
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_exports_is_read(
    program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Small tables of the form that each of them writes."""
    text, options, sign = PROGRAMS[program]
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    typed = ["import-links", str(tmp_path / "t.csv"), *options, "--out", str(tmp_path / "it")]
    assert main(typed) == 0, capsys.readouterr().err
    (claim,) = (c for _, _, c in fpcase.load_case(tmp_path / "it").claims())
    assert claim.sign.value == sign
    assert fpcase.check_case(tmp_path / "it") == ()
