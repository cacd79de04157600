"""The verbs around case files, as a newcomer types them."""

import json
from pathlib import Path

import pytest

import fpcase
from fpcase.cli import main


def test_new_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first words that a newcomer reads."""
    folder = tmp_path / "my-country"
    assert main(["new", str(folder), "--country", "Ruritania"]) == 0
    out = capsys.readouterr().out
    assert f"{folder}: a new case, filled with an invented example" in out
    assert f"fpcase check {folder}" in out
    assert fpcase.load_case(folder).country == "Ruritania"
    assert main(["new", str(folder)]) == 2
    assert "is not overwritten" in capsys.readouterr().err


def test_new_begins_a_bare_case_with_the_author_s_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed leads to a case that loads."""
    folder = tmp_path / "bare"
    assert main(["new", str(folder), "--bare"]) == 0
    out = capsys.readouterr().out
    assert f"fpcase new-author {folder} ID" in out
    assert main(["compare", str(folder), "--table", "relations"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "fpcase: a comparison needs at least two authors, found none\n"
    assert printed.out.endswith("None.\n")


def test_new_author_prints_what_to_add(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines for sources.yaml are printed, not written."""
    folder = fpcase.new_case(tmp_path / "it")
    before = (folder / "sources.yaml").read_bytes()
    assert main(["new-author", str(folder), "doe-2001"]) == 0
    out = capsys.readouterr().out
    assert "Add this to" in out
    assert "  - id: doe-2001\n" in out
    assert (folder / "sources.yaml").read_bytes() == before
    (folder / "explanations" / "example-2005.yaml").unlink()
    (folder / "appraisals.yaml").unlink()
    assert main(["new-author", str(folder), "example-2005"]) == 0
    assert "Add this to" not in capsys.readouterr().out


def test_schema_prints_one_or_writes_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One to look at, all for an editor."""
    assert main(["schema", "sources"]) == 0
    assert json.loads(capsys.readouterr().out) == fpcase.casefiles.json_schema("sources")
    assert main(["schema", "--out", str(tmp_path / "schema")]) == 0
    assert len(list((tmp_path / "schema").iterdir())) == 9
    for words in (["schema"], ["schema", "case", "--out", str(tmp_path / "x")]):
        assert main(words) == 2
        assert "name one KIND to print, or a folder" in capsys.readouterr().err


def test_tables_writes_csv_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder and its files are named."""
    assert main(["tables", "kazakhstan", "--out", str(tmp_path / "t")]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{tmp_path / 't'}: actors.csv, appraisals.csv, claims.csv, ")
    assert out.endswith(", variables.csv\n")


def test_import_links_makes_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The case loads, and the counts are those of the table."""
    table = tmp_path / "links.csv"
    table.write_text("who,from,to,how\nDoe,War,Trade,-\nRoe,War,Trade,+\n", encoding="utf-8")
    folder = tmp_path / "it"
    columns = ["--author", "who", "--cause", "from", "--effect", "to", "--sign", "how"]
    assert main(["import-links", str(table), *columns, "--out", str(folder)]) == 0
    assert f"{folder}: 2 claims of 2 authors on 2 variables" in capsys.readouterr().out
    assert fpcase.load_case(folder).id == "it"
    assert main(["check", str(folder), "--strict"]) == 0


def test_import_links_says_what_is_wrong_with_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the row that the spreadsheet shows; nothing is written."""
    table = tmp_path / "links.csv"
    table.write_text("who,from,to\nDoe,War,Trade\nDoe,,Trade\n", encoding="utf-8")
    columns = ["--author", "who", "--cause", "from", "--effect", "to"]
    assert main(["import-links", str(table), *columns, "--out", str(tmp_path / "it")]) == 2
    assert "links.csv:3:2: from: the cell is empty" in capsys.readouterr().err
    assert not (tmp_path / "it").exists()
