"""The verbs of the command line that compare."""

import json
from pathlib import Path

import pytest
from synthetic import synthetic_case

import fpcase
from fpcase.cli import main
from fpcase.model.ids import CaseId

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small case on disk."""
    case = synthetic_case(
        {"doe-2001": ["a + b", "b - a", "b + c"], "roe-2002": ["a - b", "reports b - c"]}
    )
    place = tmp_path_factory.mktemp("cases") / "ruritania"
    fpcase.write_case(case, place)
    return str(place)


def run(output: Output, *words: str) -> tuple[int, str, str]:
    """Exit status, what was printed, and what was complained of."""
    status = main(words)
    printed = output.readouterr()
    return status, printed.out, printed.err


@pytest.mark.parametrize(
    "words",
    [
        ["compare"],
        ["compare", "--all", "--authors", "doe-2001", "roe-2002"],
        ["compare", "--leads"],
        ["compare", "--leads", "--format", "markdown"],
        ["compare", "--on", "a", "b"],
        ["chains", "a", "c"],
        ["loops", "--max-steps", "2"],
        ["congruence"],
        ["overlap", "--draws", "5", "--seed", "3"],
        ["predictions"],
        ["centrality", "--zoom", "b"],
        ["consensus", "--at-least", "1"],
        ["sensitivity", "--if-merged", "b", "c"],
        ["sensitivity", "--if-split", "b"],
    ],
    ids=" ".join,
)
def test_every_verb_prints_tables_and_json(words: list[str], folder: str, capsys: Output) -> None:
    """What a script can ask, the command line can ask, in words and for a program."""
    verb, *rest = words
    status, out, err = run(capsys, verb, folder, *rest)
    assert (status, err) == (0, "")
    assert out.startswith(("# ", "**", "Ruritania between the powers: "))
    status, out, err = run(capsys, verb, folder, *rest, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["tables"]


def test_one_table_can_be_had_in_each_format(folder: str, capsys: Output) -> None:
    """A table goes into a paper, a spreadsheet or a page."""
    for form, begins in {
        "csv": "left,right",
        "latex": "\\begin{table}",
        "html": "<table>",
        "markdown": "**For each pair of authors",
    }.items():
        words = ["compare", folder, "--table", "counts", "--format", form]
        status, out, _ = run(capsys, *words)
        assert status == 0
        assert out.startswith(begins)
    _, out, _ = run(capsys, "compare", folder, "--table", "counts", "--json")
    assert json.loads(out)["name"] == "counts"
    _, out, _ = run(capsys, "compare", folder, "--format", "latex")
    assert out.count("\\begin{table}") == 15


def test_filters_reach_the_comparison(folder: str, capsys: Output) -> None:
    """Each filter is an option of the same name."""
    options = ["--include-reports", "--include-inferred", "--opposites", "--zoom", "b"]
    more = ["--period", "1991/2014", "--merge", "a", "c", "--levels", "state"]
    _, out, _ = run(capsys, "compare", folder, *options, *more, "--table", "counts")
    caption = out.splitlines()[0]
    for word in (
        "with inferred",
        "reports are counted",
        "period 1991/2014",
        "opposites",
        "in place of narrower terms",
    ):
        assert word in caption
    assert "a treated as c" in caption
    assert "both ends at the state level" in caption


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["compare", "--table", "winner"], "--table: expected one of contradictions"),
        (
            ["compare", "--format", "csv"],
            "csv can hold only one table; choose it with --table: contr",
        ),
        (["chains", "a", "zz"], "the case has no variable 'zz'"),
        (["loops", "--limit", "0"], "--limit: expected a whole number above 0, found 0"),
        (["congruence", "--theories", "none"], "the case has no theory 'none'"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_misuse_is_told_in_words(
    words: list[str], complaint: str, folder: str, capsys: Output
) -> None:
    """Status 2, and what to write instead."""
    status, out, err = run(capsys, words[0], folder, *words[1:])
    assert (status, out) == (2, "")
    assert complaint in err


def test_several_cases_are_compared_from_the_command_line(
    folder: str, tmp_path: Path, capsys: Output
) -> None:
    """Each case is a folder of its own."""
    other = synthetic_case({"moe-2004": ["a + b"]}, id=CaseId("syldavia"))
    fpcase.write_case(other, tmp_path / "syldavia")
    words = ["across", folder, str(tmp_path / "syldavia"), "--table", "arrows", "--json"]
    status, out, _ = run(capsys, *words)
    assert status == 0
    assert [row["travels"] for row in json.loads(out)["rows"]] == ["other sign"]


def test_agreement_needs_texts(
    folder: str, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the text no passage can be matched."""
    monkeypatch.delenv("FPCASE_TEXTS", raising=False)
    status, _, err = run(capsys, "agreement", folder, folder)
    assert status == 2
    assert "name the folder of texts with --texts" in err
    status, _, err = run(capsys, "agreement", folder, folder, "--texts", str(tmp_path))
    assert status == 2
    assert "no source of the case has a text" in err


def test_two_codings_are_compared_from_the_command_line(texts_folder: Path, capsys: Output) -> None:
    """A coding agrees with itself."""
    words = ["agreement", "kazakhstan", "kazakhstan", "--texts", str(texts_folder)]
    status, out, _ = run(capsys, *words, "--ties-by-order", "--table", "alpha", "--json")
    assert status == 0
    assert {row["alpha"] for row in json.loads(out)["rows"]} == {1.0}


def test_a_comparison_of_one_author_says_that_it_takes_two(folder: str, capsys: Output) -> None:
    """Empty tables would look like a finding: that there is nothing to disagree on."""
    status, _, complaint = run(capsys, "compare", folder, "--authors", "doe-2001")
    assert (status, complaint) == (
        0,
        "fpcase: a comparison needs at least two authors, found only doe-2001\n",
    )
