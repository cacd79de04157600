"""Coding in a spreadsheet, and back."""

from pathlib import Path

import pytest

import fpcase
from fpcase.casefiles import new_author, to_csv, write_tables
from fpcase.casefiles.tables import explanation_from_rows
from fpcase.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with two authors."""
    return fpcase.new_case(tmp_path / "demo")


def _table(tmp_path: Path, *lines: list[str]) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(to_csv(lines), encoding="utf-8")
    return path


HEAD = ["claim", "cause", "effect", "sign", "stance"]


@pytest.mark.parametrize("name", ["kazakhstan", "ukraine"])
def test_what_tables_write_is_read_back_as_claims(name: str) -> None:
    """Nothing is lost between a case, a spreadsheet and a case but how joint signs are written."""
    case = fpcase.load_case(name)
    rows = fpcase.casefiles.case_tables(case)["claims"]
    for author, explanation in case.explanations.items():
        read = explanation_from_rows(rows, author, "claims.csv", frozenset(case.sources))
        for own, claim in explanation.claims.items():
            again = read.claims[own]
            assert again.signed_causes == claim.signed_causes
            if not claim.causes:
                assert again == claim


def test_a_sheet_becomes_an_author(folder: Path, tmp_path: Path) -> None:
    """Written by the one command, edited, and taken in by the other."""
    tables = write_tables(fpcase.load_case(folder), tmp_path / "tables")
    sheet = tables / "claims.csv"
    text = sheet.read_text(encoding="utf-8").replace("example-2001", "doe-2010")
    sheet.write_text(text.replace("\n", ",extra\n").replace(",extra", ",mine", 1), encoding="utf-8")
    begun = new_author(folder, "doe-2010", claims=sheet)
    assert begun.left_out == ("mine",)
    assert begun.to_add.startswith("  - id: doe-2010")
    (folder / "sources.yaml").write_text(
        (folder / "sources.yaml").read_text(encoding="utf-8") + begun.to_add, encoding="utf-8"
    )
    case = fpcase.load_case(folder)
    old, new = case.explanations["example-2001"], case.explanations["doe-2010"]  # type: ignore[index] # ids
    assert list(new.claims) == list(old.claims)
    assert [c.mechanism for c in new.claims.values()] == [c.mechanism for c in old.claims.values()]


def test_rows_without_ids_are_claims_too(folder: Path, tmp_path: Path) -> None:
    """Whoever types a table from scratch numbers nothing; blank rows and other authors pass."""
    case = fpcase.load_case(folder)
    one, other = list(case.variables)[:2]
    sheet = _table(
        tmp_path,
        [*HEAD, "conditions", "at", "author"],
        [
            "",
            one,
            other,
            "positive",
            "asserts",
            f"{one} is high; {other}",
            "roe-2002, Theory (II), paragraph 2",
        ],
        [],
        ["C 2", one, other, "negative", "denies", "", "p. 5; “No (never) ... so”", "doe-2010"],
        ["roe/c1", "x", "y", "?", "", "", "", ""],
    )
    new_author(folder, "doe-2010", claims=sheet)
    assert (folder / "explanations" / "doe-2010.yaml").read_text(encoding="utf-8").count(
        "- id:"
    ) == 2
    read = explanation_from_rows(
        fpcase.casefiles.read_spreadsheet(sheet), "doe-2010", "t", frozenset({"roe-2002"})
    )
    first, second = read.claims.values()
    assert [(c.variable, c.value) for c in first.conditions] == [(one, "high"), (other, "yes")]
    assert first.at[0].source == "roe-2002"
    assert (first.at[0].section, first.at[0].paragraph) == ("Theory (II)", 2)
    assert [(at.page, at.quote) for at in second.at] == [("5", None), (None, "No (never) ... so")]
    assert list(read.claims) == ["r2", "c-2"]


def test_what_does_not_fit_is_named_by_its_row(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All at once, and nothing is written."""
    sheet = _table(
        tmp_path, HEAD, ["c1", "war", "Trade!", "up", "asserts"], ["c2", "", "b", "", ""]
    )
    assert main(["new-author", str(folder), "doe-2010", "--claims", str(sheet)]) == 2
    error = capsys.readouterr().err
    assert "claims.csv:2:4: sign: expected a sign" in error
    assert "claims.csv:2:3: effect: expected" in error
    assert "claims.csv:3:" in error
    with pytest.raises(fpcase.CaseError, match="there is no column 'stance'; add it"):
        new_author(folder, "doe-2010", claims=_table(tmp_path, HEAD[:4], ["c1", "a", "b", "?"]))
    assert not (folder / "explanations" / "doe-2010.yaml").exists()
    good = _table(tmp_path, [*HEAD, "extra"], ["c1", "oil", "war", "positive", "asserts", "x"])
    assert main(["new-author", str(folder), "doe-2010", "--claims", str(good)]) == 0
    assert "columns left out: extra" in capsys.readouterr().err
