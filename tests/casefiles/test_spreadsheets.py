"""Tables out of a case, and tables in: text stays text, and nothing runs."""

import codecs
import csv
import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.casefiles import case_tables, read_spreadsheet, to_csv, write_tables
from fpcase.model import (
    Anchor,
    Broader,
    Chance,
    ChanceWord,
    Condition,
    Decibels,
    DecisionId,
    JointCause,
    Locator,
    Membership,
    Office,
    Sign,
    VariableId,
)
from fpcase.model.notebook import cell

cells = st.text("=+-@'\"a0;, \t\r\n＝é", max_size=5)  # noqa: RUF001 - the wide form is the point


def _write(folder: Path, raw: bytes | str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


@given(st.lists(cells, min_size=2, max_size=2))
def test_what_is_written_is_read_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, line: list[str]
) -> None:
    """The apostrophe that keeps a formula from running is put on and taken off again."""
    path = tmp_path_factory.getbasetemp() / "round.csv"
    path.write_text(to_csv([["a", "b"], line]), encoding="utf-8", newline="")
    line = [text.replace("\r\n", "\n").replace("\r", "\n") for text in line]
    assert read_spreadsheet(path) == [dict(zip(["a", "b"], line, strict=True))]


def test_a_cell_that_holds_what_parts_cells_elsewhere_is_quoted() -> None:
    """Spreadsheets of other countries part cells by semicolons."""
    assert to_csv([["a", "b"], ["x; y", "z"], ["x\ty", "z"]]) == ('a,b\n"x; y","z"\n"x\ty","z"\n')


@given(st.lists(cells, min_size=1, max_size=3))
def test_no_cell_runs_as_a_formula(line: list[str]) -> None:
    """A case file from a stranger must not run a command in the reader's spreadsheet."""
    (read,) = csv.reader(io.StringIO(to_csv([["x", *line]]), newline=""))
    for text in read:
        if any(character.isalnum() for character in text):
            assert not text.lstrip().startswith(("=", "+", "-", "@", "＝"))  # noqa: RUF001 - as above


@pytest.mark.parametrize(
    "text", ["NA", "007", "1.10", "NULL", "2014-03", "1e5", "no", "+", "−", " x "]
)
def test_a_cell_is_text_and_stays_so(tmp_path: Path, text: str) -> None:
    """Nothing is taken for a number, a date, a truth value or a gap."""
    path = _write(tmp_path, to_csv([["a"], [text]]))
    assert read_spreadsheet(path) == [{"a": text}]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("t.csv", 'a,b\n1,"x, y"\n'),
        ("t.csv", 'a;b\r\n1;"x, y"\r\n'),
        ("t.csv", 'sep=;\na;b\n1;"x, y"\n'),
        ("t.csv", '"sep=|"\r\na|b\r\n1|x, y\r\n'),
        ("t.csv", "SEP=\t\na\tb\n1\tx, y\n"),
        ("t.tsv", "a\tb\n1\tx, y\n"),
        ("t.txt", '\ufeffa,b\n1,"x, y"'),
        ("t.csv", "a\tb\n1\tx, y\n".encode("utf-16")),
        ("t.csv", 'a,b,\n1,"x, y",\n'),
    ],
)
def test_the_tables_that_programs_export_are_read(
    tmp_path: Path, name: str, raw: bytes | str
) -> None:
    """Commas, semicolons, tabs, byte order marks and columns without a name are all met."""
    assert read_spreadsheet(_write(tmp_path, raw, name)) == [{"a": "1", "b": "x, y"}]


def test_cells_left_out_at_the_end_are_empty(tmp_path: Path) -> None:
    """Spreadsheets drop trailing empty cells; blank lines keep their number."""
    path = _write(tmp_path, "a,b\n1\n\n2,x\n")
    rows = read_spreadsheet(path)
    assert rows == [{"a": "1", "b": ""}, {"a": "", "b": ""}, {"a": "2", "b": "x"}]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("", "table.csv:1: no column is named"),
        (",\n1,2\n", "table.csv:1: no column is named"),
        ("a,b,a\n", "table.csv:1: the column 'a' is named twice"),
        ("a,b\n1,2,3\n", "row 2 has 3 cells for 2 columns; put a cell that holds the separator"),
        ('a,b\n1,"2\n', "table.csv:2: the table cannot be read .* check the quotation marks"),
        ("a,b\n1,é\n".encode("latin-1"), r"is not in UTF-8 \(byte 6\); save it as CSV"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    tmp_path: Path, raw: bytes | str, message: str
) -> None:
    """The message says where, what was found and what to do."""
    with pytest.raises(fpcase.FpcaseError, match=message):
        read_spreadsheet(_write(tmp_path, raw))


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    """No traceback for a slip in a name."""
    with pytest.raises(fpcase.FpcaseError, match=r"'no\.csv' cannot be read .*check the name"):
        read_spreadsheet(tmp_path / "no.csv")


def test_claims_have_a_row_for_each_arrow() -> None:
    """Joint causes are rows of their own that name each other."""
    case = synthetic_case({"doe-2001": ["war & oil - trade", "denies oil + war"]})
    rows = case_tables(case)["claims"]
    assert [(r["cause"], r["effect"], r["sign"], r["stance"], r["jointly_with"]) for r in rows] == [
        ("war", "trade", "negative", "asserts", "oil"),
        ("oil", "trade", "negative", "asserts", "war"),
        ("oil", "war", "positive", "denies", ""),
    ]


def test_descriptions_have_a_table_of_their_own(tmp_path: Path) -> None:
    """What was so is no arrow, and is counted apart."""
    rows = case_tables(fpcase.load_case(fpcase.new_case(tmp_path / "it")))["descriptions"]
    assert [(row["claim"], row["variable"], row["value"], row["period"]) for row in rows] == [
        ("example-2001/d1", "example-worry", "high", "2000~/2001"),
        ("example-2001/d2", "example-treaty", "yes", "2001"),
        ("example-2005/d1", "example-worry", "low; decrease", ""),
    ]


def test_the_tables_of_the_bundled_case_are_whole(kazakhstan: fpcase.Case, tmp_path: Path) -> None:
    """Every record has its row, and files read back to the same rows, however they are written."""
    tables = case_tables(kazakhstan)
    used = kazakhstan.in_use()
    arrows = sum(len(c.signed_causes) for _, _, c in kazakhstan.claims())
    predictions = sum(len(author.predictions) for author in kazakhstan.explanations.values())
    assert (len(tables["claims"]), len(tables["predictions"])) == (arrows, predictions)
    for kind in ("variables", "actors", "decisions", "sources", "theories", "evidence"):
        assert [row["id"] for row in tables[kind]] == list(getattr(used, kind))
    readings = sum(1 for one in used.decisions.values() for _ in one.readings())
    propositions = sum(len(theory.propositions) for theory in used.theories.values())
    assert (len(tables["readings"]), len(tables["propositions"])) == (readings, propositions)
    plain = write_tables(kazakhstan, tmp_path / "plain")
    assert {p.stem: read_spreadsheet(p) for p in plain.iterdir()} == tables
    excel = write_tables(kazakhstan, tmp_path / "excel", mark=True, semicolons=True)
    assert all(p.read_bytes().startswith(codecs.BOM_UTF8) for p in excel.iterdir())
    assert {p.stem: read_spreadsheet(p) for p in excel.iterdir()} == tables


def test_a_case_exports_what_it_uses_and_not_all_that_it_draws_on(tmp_path: Path) -> None:
    """Whoever begins a case with the common vocabulary has not coded Kazakhstan's literature."""
    folder = fpcase.new_case(tmp_path / "it")
    head = (folder / "case.yaml").read_text(encoding="utf-8")
    own = fpcase.load_case(folder)
    uses = re.sub("^uses:.*$", "uses: [common]", head, flags=re.MULTILINE)
    (folder / "case.yaml").write_text(uses, encoding="utf-8")
    case = fpcase.load_case(folder)
    assert len(case.variables) > len(own.variables)
    assert case_tables(case) == case_tables(own)
    cited = "hananya-2019"
    assert cited in case.sources
    assert cited not in fpcase.study(case).sources("bibtex").text
    assert repr(case) == repr(own)


def test_parquet_holds_the_same_cells(kazakhstan: fpcase.Case, tmp_path: Path) -> None:
    """A database reads the tables without guessing at types; a blank cell is a null."""
    folder = write_tables(kazakhstan, tmp_path / "tables", format="parquet")
    rows = {path.stem: parquet.read_table(path).to_pylist() for path in folder.iterdir()}
    assert rows == {
        name: [{column: cell or None for column, cell in row.items()} for row in table]
        for name, table in case_tables(kazakhstan).items()
    }
    with pytest.raises(fpcase.FpcaseError, match="semicolons"):
        write_tables(kazakhstan, tmp_path / "more", format="parquet", semicolons=True)


def test_without_the_extra_parquet_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base installation is small; what more it takes is one command."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(fpcase.FpcaseError, match=r"fpcase\[parquet\]"):
        write_tables(synthetic_case({}), tmp_path / "tables", format="parquet")


def test_a_case_without_decisions_has_a_table_that_says_so(tmp_path: Path) -> None:
    """The columns are there, for a program that expects them."""
    folder = write_tables(synthetic_case({"doe-2001": ["war + oil"]}), tmp_path / "tables")
    lines = (folder / "decisions.csv").read_text(encoding="utf-8").splitlines()
    assert lines == ["id,title,date,actor,kind,at"]
    with pytest.raises(fpcase.FpcaseError, match="exists"):
        write_tables(synthetic_case({}), folder)


def test_a_decision_s_silence_differs_from_what_it_does_not_list(tmp_path: Path) -> None:
    """Null says that the texts are silent; a variable that is not listed was not coded."""
    case = fpcase.load_case(fpcase.new_case(tmp_path / "it"))
    (row,) = case_tables(case)["decisions"]
    assert row["outcome: example-treaty"] == "yes"
    assert row["condition: example-bad-harvest"] == "yes"
    assert row["condition: example-pressure"] == ""
    (first,) = case.decisions.values()
    other = attrs.evolve(first, id=DecisionId("other"), outcomes={}, conditions={})
    both = attrs.evolve(case, decisions={first.id: first, other.id: other})
    assert case_tables(both)["decisions"][1]["condition: example-pressure"] == "not coded"


LOCATOR = record(
    Locator,
    source="a",
    section="B",
    citing=["c"],
    anchor=Anchor(start="x", end="y"),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            record(JointCause, variable="w", sign=Sign.NEGATIVE),
            "w (negative)",
        ),
        (record(JointCause, variable="w"), "w"),
        (Broader(variable=VariableId("w")), "w"),
        (Chance(word=ChanceWord.LIKELY), "likely"),
        (Chance(low=0.5, high=0.5), "0.5"),
        (Chance(low=0.25, high=0.5), "0.25 to 0.5"),
        (Decibels(low=-1, high=2.5), "-1 to 2.5"),
        (Broader(variable=VariableId("w"), sign=Sign.NEGATIVE), "w (negative)"),
        (True, "true"),
        (record(Office, title="Head"), "Head"),
        (
            record(Office, title="Head", of="a", since="1991", until="1992"),
            "Head of a (1991 to 1992)",
        ),
        (record(Membership, organisation="un", since="1992"), "un (since 1992)"),
        (
            record(Membership, organisation="un", until="1993", capacity="b"),
            "un, b (until 1993)",
        ),
        (Locator(page="3", quote="So it is"), "p. 3, “So it is”"),
        (LOCATOR, "a, B (x ... y), citing c"),
    ],
)
def test_a_record_within_a_cell_reads_in_words(value: object, text: str) -> None:
    """A table is read by people."""
    assert cell(value) == text


def test_a_claim_s_conditions_and_numbers_read_in_words() -> None:
    """Lists are joined by semicolons; what is not given is empty."""
    conditions = [record(Condition, variable="war", value="no")]
    case = synthetic_case({"doe-2001": [claim("war + oil", conditions=conditions, term=None)]})
    (row,) = case_tables(case)["claims"]
    assert (row["conditions"], row["term"], cell(7)) == ("war is no", "", "7")


def test_a_separator_within_a_quoted_name_does_not_separate(tmp_path: Path) -> None:
    """A column may be called by a sentence."""
    path = _write(tmp_path, 'who;from;"if, and only if, and, when"\nDoe;War;never\n')
    row = {"who": "Doe", "from": "War", "if, and only if, and, when": "never"}
    assert read_spreadsheet(path) == [row]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<?xml version="1.0"?><graphml><graph/></graphml>', "GraphML; read it with"),
        ('<?xml version="1.0"?>\n<!-- x -->\n<gexf/>', "GEXF; read it with 'fpcase import-graph'"),
        ("<!DOCTYPE html><html/>", "a web page; export it as CSV"),
        ("<project/>", "XML; export it as CSV"),
        ('{"elements":[{"_id":"e1"}]}', "JSON; read it with 'fpcase import-graph'"),
        ("[]", "JSON; read it"),
        ('dag { bb="-3,-0.5,2,1.2"\nE -> D\n}', "DAGitty's text; read it"),
        ("digraph G {\n a -> b }", "a Graphviz graph; export it as CSV"),
        ('Creator "x"\ngraph\n[\n', "GML; read it"),
        ("%PDF-1.7", "a PDF; export it as CSV"),
        ("@book{a, title={x}}", "BibTeX; read it with 'fpcase import-sources'"),
    ],
)
def test_a_file_of_another_kind_gets_its_kind_named(tmp_path: Path, text: str, kind: str) -> None:
    """A scholar who exported the wrong thing learns what it is, and what reads it."""
    with pytest.raises(fpcase.FpcaseError, match=f"table.csv is not a table but {kind}"):
        read_spreadsheet(_write(tmp_path, text))


def test_a_workbook_is_a_table(tmp_path: Path) -> None:
    """Its first sheet, with numbers and dates as they are written."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for line in (["a", "b"], [1.0, datetime(2014, 3, 18)], [1.5, None], ["=1+1", "x"]):  # noqa: DTZ001 - as Excel
        book.active.append(line)
    book.save(tmp_path / "t.xlsx")
    assert read_spreadsheet(tmp_path / "t.xlsx") == [
        {"a": "1", "b": "2014-03-18"},
        {"a": "1.5", "b": ""},
        {"a": "", "b": "x"},
    ]


def _packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def test_packed_files_that_are_no_workbook_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Projects of other programs, broken workbooks and those that would fill the memory."""
    pytest.importorskip("openpyxl")
    for raw, message in (
        (
            _packed(project_qde=b""),
            "is not a table but a REFI-QDA project; read it with 'fpcase import-project",
        ),
        (_packed(content_xml=b""), "is not a table but a ZIP archive; save it as CSV"),
        (_packed(xl__workbook_xml=b"<"), "cannot be read"),
        (b"PK\x03\x04", "cannot be read"),
    ):
        with pytest.raises(fpcase.FpcaseError, match=message):
            read_spreadsheet(_write(tmp_path, raw, "t.xlsx"))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 10_000)
    monkeypatch.setattr("fpcase.casefiles.spreadsheets.LARGEST", 5_000)
    with pytest.raises(fpcase.FpcaseError, match="unpacks to more than 5,000 bytes"):
        read_spreadsheet(_write(tmp_path, bomb.getvalue(), "t.xlsx"))
    monkeypatch.setattr("fpcase.files.LARGEST", 5_000)
    with pytest.raises(fpcase.FpcaseError, match="it has more than 5,000 bytes"):
        read_spreadsheet(_write(tmp_path, b" " * 6_000))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(fpcase.FpcaseError, match=r"pip install 'fpcase\[spreadsheets\]'"):
        read_spreadsheet(_write(tmp_path, b"PK\x03\x04", "t.xlsx"))


@pytest.mark.parametrize("name", [".", "gone.csv", "a\0b.csv", "x" * 5000])
def test_what_is_no_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    """A folder, nothing, a name that no system takes."""
    with pytest.raises(fpcase.FpcaseError, match=r"the table .* cannot be read"):
        read_spreadsheet(tmp_path / name)
