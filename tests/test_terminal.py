"""What a terminal shows: every verb fits it, and nothing in a case commands it."""

import io
import re
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from rich.cells import cell_len

import fpcase.__main__
from fpcase.cli import main
from fpcase.cli.study_verbs import NO_COMMANDS
from fpcase.cli.terminal import Terminal, spelled
from fpcase.verbs import verbs

WORDS: dict[str, Sequence[str]] = {
    "agreement": ("kazakhstan",),
    "across": ("ukraine",),
    "chains": ("annexation-of-crimea", "neutrality-between-powers"),
    "decisions": ("--outcome", "distancing-from-russia"),
    "find": ("hananya-2019", "neutral"),
    "needs": ("hananya-2019",),
    "overlap": ("--draws", "10"),
    "sensitivity": ("--if-split", "anarchy"),
    "show": ("hananya-2019",),
    "sources": ("--to", "bibtex"),
    "tables": ("--out", "rows"),
    "weigh": ("why-abstain",),
    "report": ("--out", "case.html"),
}
"""What a verb needs beside the case."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
NEED_TEXTS = {"agreement", "passages", "find"}


class Screen(io.StringIO):
    """A terminal that remembers what it was shown."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture(autouse=True)
def _in_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a verb writes goes into a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


def shown(*words: str) -> str:
    """What a terminal shows of a command, without its colours."""
    with redirect_stdout(screen := Screen()):
        assert main(list(words)) == 0
    return COLOUR.sub("", screen.getvalue())


@pytest.mark.parametrize(
    ("verb", "columns"),
    [
        *((verb, "80") for verb in sorted(set(verbs()) - NO_COMMANDS - NEED_TEXTS - {"report"})),
        *((verb, "120") for verb in ("compare", "decisions", "show", "sources")),
    ],
)
def test_what_a_verb_says_of_kazakhstan_fits_the_terminal(
    verb: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that runs over the edge breaks a table into noise."""
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", "40")
    said = shown(verb.replace("_", "-"), "kazakhstan", *WORDS.get(verb, ()))
    assert said.strip()
    if verb not in {"export", "sources"}:  # what another program reads is left as it is
        assert [line for line in said.splitlines() if cell_len(line) > int(columns)] == []


@pytest.mark.parametrize("lines", ["12", "40"])
def test_a_table_says_how_to_see_the_rest(lines: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One screen shows what comes first, with names; the rest is one option away."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", lines)
    said = shown("loops", "kazakhstan")
    assert "Caspian corridor" in said
    assert "caspian-corridor" not in said
    assert re.search(r"\d+ of \d+ rows shown; all of them: --table loops", " ".join(said.split()))
    assert "Other tables (--table):" in said


def test_a_table_that_is_asked_for_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a table wants all its rows."""
    monkeypatch.setenv("COLUMNS", "100")
    assert "rows shown" not in shown("consensus", "kazakhstan", "--table", "consensus")


def test_a_table_without_rows_is_its_caption(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame around nothing says nothing."""
    monkeypatch.setenv("COLUMNS", "80")
    assert shown("predictions", "ukraine").startswith("0 predictions")


def test_colour_is_left_out_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The convention of NO_COLOR; bold letters stay."""
    monkeypatch.setenv("NO_COLOR", "1")
    with redirect_stdout(screen := Screen()):
        assert main(["consensus", "kazakhstan"]) == 0
    assert not re.search(r"\x1b\[3[0-9]", screen.getvalue())


def test_what_a_program_reads_is_not_wrapped() -> None:
    """A wrapped line of JSON or CSV is broken."""
    said = shown("consensus", "kazakhstan", "--table", "consensus", "--format", "csv")
    assert max(map(len, said.splitlines())) > 80


def test_no_name_commands_the_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A case from elsewhere must not colour, move or forge lines."""
    folder = fpcase.new_case(tmp_path / "case")
    path = folder / "variables.yaml"
    text = path.read_text(encoding="utf-8")
    forged = r'"Wheat\nERROR fake.yaml:1:1: forged line"'
    changed = re.sub(r"name: .*", lambda _: f"name: {forged}", text, count=1)
    path.write_text(changed, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "300")
    (variable, *_) = re.findall(r"- id: (\S+)", text)
    commands = (["show", variable], ["show", "example-2001"], ["compare"], ["consensus"])
    drawn = ["draw", "--kind", "around", "--variable", variable, "--out", "x.svg"]
    for verb, *words in (*commands, drawn):
        said = shown(verb, str(folder), *words)
        assert not [line for line in said.splitlines() if line.startswith("ERROR")]
    assert "Wheat ERROR" in shown("show", str(folder), variable)


def test_a_line_that_is_not_whole_waits() -> None:
    """A line is measured when it is whole."""
    stream = Screen()
    terminal = Terminal(stream, wraps=True)
    terminal.write("begun")
    assert stream.getvalue() == ""
    terminal.write(", ended\nand")
    terminal.flush()
    assert stream.getvalue() == "begun, ended\nand"
    assert terminal.isatty()
    assert spelled("a\u202eb\x9b") == "a\\u202eb\\x9b"


def test_stopping_ends_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C is no fault of the program; 130 is what shells expect."""

    def stopped() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("fpcase.cli.main", stopped)
    assert fpcase.__main__.run() == 130
    assert capsys.readouterr().err == "fpcase: stopped\n"
    monkeypatch.setattr("fpcase.cli.main", lambda: 0)
    assert fpcase.__main__.run() == 0


def test_a_closed_output_is_no_fault() -> None:
    """Some programs start others with standard output closed."""
    with redirect_stdout(None):
        assert main(["show", "ukraine"]) == 0
