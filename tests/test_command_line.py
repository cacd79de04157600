"""The command line: what it prints, what it says when misused, and its exit status."""

import argparse
import json
import os
import re
import runpy
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase import Case
from fpcase.cli import build_parser, main
from fpcase.model import Anchor, Locator, Source, SourceKind, SourceText
from fpcase.model.ids import SourceId
from fpcase.statements import View

VERBS: list[str] = next(
    sorted(action.choices)
    for action in build_parser()._actions
    if isinstance(action, argparse._SubParsersAction)
)

TEXT = "Argument\n\nThe war made them neutral, as it had before.\n"


def case_with_text(*, start: str = "The war", end: str = "neutral") -> Case:
    """A case with one claim whose passage stands in a text."""
    source = record(
        Source,
        id="doe-2001",
        authors=["A. Doe"],
        year=2001,
        title="Work",
        kind=SourceKind.BOOK,
        text=SourceText(
            file="doe.txt",
            sha256="d6b0a4c6a4b4ff0e3a1bc7a6d4f42dc8df3f2a8d1f9a7bd8bd4f3d5f6de70c4b",
            headings=["Argument"],
        ),
    )
    at = [Locator(section="Argument", anchor=Anchor(start=start, end=end))]
    return synthetic_case(
        {"doe-2001": [claim("war + neutrality", at=at)], "roe-2002": ["war - neutrality"]},
        sources={SourceId("doe-2001"): source},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder."""
    return fpcase.write_case(case_with_text(), tmp_path / "ruritania")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """The folder of its texts."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "doe.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "texts"


@pytest.fixture(autouse=True)
def _no_texts_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tester's own variable must not change what a test sees."""
    monkeypatch.delenv("FPCASE_TEXTS", raising=False)


def run(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a shell does."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "fpcase", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **(env or {})},
    )


def misuse(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The message of a command that cannot be carried out."""
    assert main([str(word) for word in words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("fpcase: ")
    return printed.err.removeprefix("fpcase: ").rstrip("\n")


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The message of a command line that cannot be understood."""
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    return capsys.readouterr().err


# --- help and misuse ---------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_and_each_of_its_options(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scholar learns a verb from its help alone."""
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: fpcase {verb} ")
    listed = re.split(r"\n(?:positional arguments|options):\n", said)[1:]
    for part in listed:
        for entry in re.split(r"\n  (?=\S)", "\n" + part.partition("\n\n")[0])[1:]:
            assert re.search(r"\S+( {2,}|\n +)\w", entry), f"{entry!r} says nothing"
    assert "None" not in said
    assert max(map(len, said.splitlines())) <= 100


def test_help_lists_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be seen in the list is not used."""
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    for verb in VERBS:
        assert re.search(rf"^ +{verb}\s+\w", said, re.MULTILINE)


@pytest.mark.parametrize("verb", ["check", "show", "draw", "compare", "passages"])
def test_usage_names_the_case_before_the_options(verb: str) -> None:
    """After `--authors a b` the case would be taken for one more author."""
    said = run(verb, "--help").stdout.splitlines()[0]
    assert said.startswith(f"usage: fpcase {verb} CASE")
    assert said.endswith("[options]")


def test_a_case_named_after_the_authors_is_missed_and_the_order_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The likeliest slip of all; the usage line shows the way."""
    said = refused(capsys, "compare", "--authors", "cai-2022", "kazakhstan")
    assert "usage: fpcase compare CASE [options]" in said
    assert "required: CASE" in said


def test_without_a_verb_the_command_says_what_it_wants(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A first try with nothing but the name must lead on."""
    assert "required: COMMAND" in refused(capsys)
    assert "invalid choice: 'chek'" in refused(capsys, "chek", "kazakhstan")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["check", "CASE", "more"], "unexpected argument: 'more'"),
        (["sources", "CASE"], "name the format with --to: bibtex or csl-json"),
    ],
)
def test_a_word_too_many_or_too_few_is_named(
    words: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody reads the whole usage for one word."""
    with pytest.raises(SystemExit) as end:
        sys.exit(main([str(folder) if word == "CASE" else word for word in words]))
    assert end.value.code == 2
    assert message in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A figure is cited with the version that made it."""
    with pytest.raises(SystemExit):
        main(["--version"])
    assert re.fullmatch(r"fpcase \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize("verb", ["check", "show", "compare", "passages"])
def test_an_unknown_case_is_named_with_those_there_are(
    verb: str, capsys: pytest.CaptureFixture[str], texts: Path
) -> None:
    """Neither a folder nor a bundled case: the message names both kinds."""
    more = ["--texts", texts] if verb == "passages" else []
    said = misuse(capsys, verb, "kazakstan", *more)
    assert "kazakstan" in said
    assert "kazakhstan" in said.replace("kazakstan", "")


def test_a_file_in_place_of_its_folder_is_noticed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is what one has open in the editor."""
    said = misuse(capsys, "check", folder / "case.yaml")
    assert said == f"{str(folder / 'case.yaml')!r} is a file; name the case folder that it is in"


def test_a_case_that_does_not_load_says_everything_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`show` on a broken case gives what `check` gives, and no traceback."""
    path = folder / "explanations" / "doe-2001.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("effect: neutrality", "effect: neutralitty"),
        encoding="utf-8",
    )
    said = misuse(capsys, "show", folder)
    assert "unknown variable 'neutralitty'; did you mean 'neutrality'?" in said


@pytest.mark.parametrize("verb", ["draw", "compare"])
def test_an_unknown_author_is_named_with_those_there_are(
    verb: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt author must not be compared as silent."""
    more = ["--out", folder / "x.svg"] if verb == "draw" else []
    said = misuse(capsys, verb, folder, "--authors", "dow-2001", *more)
    assert said == "the case has no author 'dow-2001'; available: doe-2001, roe-2002"


def test_what_the_system_refuses_is_said_without_a_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No permission, a full disk: the scholar needs the file's name, not our stack."""

    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied", "five.svg")

    monkeypatch.setattr(fpcase, "check_case", refuse)
    assert misuse(capsys, "check", folder) == "cannot read or write five.svg: Permission denied"

    def fail(_: object) -> None:
        message = "something gave way"
        raise OSError(message)

    monkeypatch.setattr(fpcase, "check_case", fail)
    assert misuse(capsys, "check", folder) == "cannot read or write a file: something gave way"


# --- check -------------------------------------------------------------------------------------


def test_checking_a_sound_case_succeeds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong is said in words, not by silence."""
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: no errors, no warnings\n"


def test_warnings_fail_only_if_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case in the making has gaps; a case that is published should have none."""
    path = folder / "variables.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        + "  - id: spare\n    name: Spare\n    definition: Unused.\n    level: state\n",
        encoding="utf-8",
    )
    assert main(["check", str(folder)]) == 0
    assert main(["check", str(folder), "--strict"]) == 1
    said = capsys.readouterr().out
    assert "warning: " in said
    assert f"{folder}: no errors, 1 warning\n" in said


def test_errors_fail_and_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script must stop at a case that does not load."""
    (folder / "case.yaml").write_text("id: ruritania\n", encoding="utf-8")
    assert main(["check", str(folder)]) == 1
    assert re.search(r": [2-9] errors, no warnings\n$", capsys.readouterr().out)
    assert main(["check", str(folder), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert len(problems) > 1
    assert problems[0]["severity"] == "error"
    assert problems[0]["message"].startswith(f"{problems[0]['file']}:{problems[0]['line']}:")


# --- show --------------------------------------------------------------------------------------


def test_show_prints_what_describe_returns(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line does what a script does."""
    case = fpcase.load_case(folder)
    for subject in (None, "doe-2001", "war", "doe-2001/c1"):
        assert main(["show", str(folder), *([subject] if subject else [])]) == 0
        assert capsys.readouterr().out == fpcase.report.describe(case, subject)


def test_show_gives_the_record_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs read the same record that the YAML holds."""
    case = fpcase.load_case(folder)
    for subject in (None, "doe-2001", "war", "doe-2001/c1"):
        assert main(["show", str(folder), *([subject] if subject else []), "--json"]) == 0
        read = json.loads(capsys.readouterr().out)
        assert read == fpcase.casefiles.to_record(fpcase.report.find_subject(case, subject))


def test_show_names_the_nearest_of_what_is_not_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids are typed by hand."""
    said = misuse(capsys, "show", folder, "doe-2001/c11")
    assert said.endswith("did you mean 'doe-2001/c1'?")


def test_show_prints_the_passage_from_the_folder_or_the_variable(
    folder: Path, texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the arrow to the sentence in one command."""
    main(["show", str(folder), "doe-2001/c1", "--texts", str(texts)])
    assert "“The war made them neutral”" in capsys.readouterr().out
    monkeypatch.setenv("FPCASE_TEXTS", str(texts))
    main(["show", str(folder), "doe-2001/c1"])
    assert "“The war made them neutral”" in capsys.readouterr().out


def test_show_goes_on_without_passages_if_the_variable_speaks_of_other_texts(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable is set once for one case; another case must still be shown."""
    monkeypatch.setenv("FPCASE_TEXTS", str(folder))
    assert main(["show", str(folder), "doe-2001/c1"]) == 0
    printed = capsys.readouterr()
    assert "“The war … neutral”" in printed.out
    assert printed.err.startswith("fpcase: without passages: the folder ")
    assert main(["show", str(folder), "doe-2001"]) == 0
    assert capsys.readouterr().err == ""


def test_show_wants_the_folder_that_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder named on the command line is meant for this case."""
    said = misuse(capsys, "show", folder, "doe-2001/c1", "--texts", "nowhere")
    assert said.startswith(
        "the folder of texts 'nowhere' does not exist; give its path with --texts"
    )


# --- draw --------------------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, View, dict[str, object]]]:
    """What the command asks for: kind, authors and options, without drawing anything."""
    calls: list[tuple[str | None, View, dict[str, object]]] = []

    class Picture:
        caption = "Two variables of two."

        def save(self, path: str) -> None:
            Path(path).write_text("drawn", encoding="utf-8")

    def make(
        of: View, kind: str | None, options: dict[str, object], *, font: str | None
    ) -> Picture:
        assert font is None
        calls.append((kind, of, options))
        return Picture()

    monkeypatch.setattr(fpcase.figures, "make_figure", make)
    return calls


@pytest.mark.parametrize(
    ("options", "kind"), [([], None), (["--authors", "roe-2002"], None), (["--kind", "x"], "x")]
)
def test_draw_leaves_the_kind_to_the_figures_unless_it_is_named(
    options: list[str],
    kind: str | None,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    made: list[tuple[str | None, View, dict[str, object]]],
) -> None:
    """What suits one author does not suit several; the figures know."""
    out = folder.parent / "x.svg"
    assert main(["draw", str(folder), *options, "--out", str(out), "--core", "7"]) == 0
    assert [(asked, given) for asked, _, given in made] == [(kind, {"core": 7})]
    assert out.read_text(encoding="utf-8") == "drawn"
    assert capsys.readouterr().out == f"{out}: Two variables of two.\n"


def test_draw_passes_on_the_options_that_were_given_and_no_others(
    folder: Path, made: list[tuple[str | None, View, dict[str, object]]]
) -> None:
    """An option that a kind of figure does not take must not come from nowhere."""
    words = "--core all --columns 1 --from war --to peace --max-steps 3 --zoom war --title T"
    main(["draw", str(folder), "--out", str(folder / "x.svg"), *words.split()])
    assert made[0][1].filters.zoom == ("war",)
    assert made[0][2] == {
        "core": "all",
        "columns": 1,
        "cause": "war",
        "effect": "peace",
        "max_steps": 3,
        "title": "T",
    }


def test_draw_without_a_file_lists_the_kinds_of_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """A scholar who does not know the names must be able to read them."""
    assert main(["draw", "kazakhstan"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(fpcase.figures.FIGURES)
    assert lines[0].endswith("side by side, below their sharpest disagreements")


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_draw_writes_the_kind_that_the_ending_says(
    suffix: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A journal wants PDF, a page SVG, a slide PNG."""
    out = folder.parent / f"figure{suffix}"
    assert main(["draw", str(folder), "--out", str(out)]) == 0
    assert out.stat().st_size > 1000
    assert capsys.readouterr().out.startswith(f"{out}: ")


def test_a_terminal_says_that_a_long_drawing_goes_on(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made: list[tuple[str | None, View, dict[str, object]]],
) -> None:
    """After a second of silence one thinks that nothing happens; a file of errors stays clean."""
    make = fpcase.figures.make_figure

    def slow(*given: Any, **options: Any) -> Any:  # noqa: ANN401 - as the function types them
        time.sleep(0.2)
        return make(*given, **options)

    monkeypatch.setattr(fpcase.figures, "make_figure", slow)
    monkeypatch.setattr("fpcase.cli.terminal._PATIENCE", 0.01)
    for terminal, said in ((False, ""), (True, "fpcase draw ...\n")):
        monkeypatch.setattr(sys.stderr, "isatty", lambda terminal=terminal: terminal)
        assert main(["draw", str(folder), "--out", str(folder.parent / "x.svg")]) == 0
        assert capsys.readouterr().err == said
    assert len(made) == 2


def test_draw_refuses_an_ending_it_cannot_write(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A .jpg that is none would be found out at the printer's."""
    said = misuse(capsys, "draw", folder, "--out", folder / "x.jpg")
    assert ".jpg" in said
    assert ".svg" in said
    assert not (folder / "x.jpg").exists()


@pytest.mark.parametrize("number", ["0", "-3", "many", "1.5"])
def test_draw_wants_a_number_of_variables(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture of no variables is none."""
    said = misuse(capsys, "draw", "ukraine", "--out", "x.svg", f"--core={number}")
    assert said.startswith(
        ("--core: expected a whole number", "--core: expected a number of variables above 0")
    )


# --- compare -----------------------------------------------------------------------------------


def test_a_contradiction_is_a_result_not_a_failure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status tells of the command, not of the authors."""
    assert main(["compare", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Ruritania between the powers: 2 authors, 2 claims\n")
    assert "THEY CONTRADICT EACH OTHER (1 matter)" in said
    assert said.endswith("\n")


def test_one_table_can_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A paper needs one table, not all."""
    assert main(["compare", str(folder), "--table", "counts"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("**")
    assert said.endswith("|\n")
    said = misuse(capsys, "compare", folder, "--table", "count")
    assert said.startswith("--table: expected one of contradictions, ")


@pytest.mark.parametrize("options", [[], ["--table", "counts"], ["--include-inferred"]])
def test_a_comparison_can_be_read_by_a_program(
    options: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON parses, and ends in one line end."""
    assert main(["compare", str(folder), "--json", *options]) == 0
    said = capsys.readouterr().out
    assert json.loads(said)
    assert said.endswith("}\n")


# --- passages ----------------------------------------------------------------------------------


def test_passages_are_counted_by_grade_and_the_missing_text_is_named_once(
    folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hundreds of locators in one text that is not at hand need one line."""
    assert main(["passages", str(folder), "--texts", str(texts)]) == 0
    printed = capsys.readouterr()
    assert printed.out == (
        "roe-2002: no-text: sources.yaml names no text for this source (1 locator)\n"
        "2 locators: 1 exact, 1 no-text\n"
    )
    digest = fpcase.passages.read_texts(fpcase.load_case(folder), texts)[
        SourceId("doe-2001")
    ].sha256
    assert printed.err == (
        "fpcase: doe.txt differs from the text that was coded; check its passages, then "
        f"write in sources.yaml: sha256: {digest}\n"
    )


def test_a_lost_passage_fails_and_its_reason_is_said(
    tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that checks a case before publishing must stop."""
    folder = fpcase.write_case(case_with_text(start="The peace"), tmp_path / "ruritania")
    assert main(["passages", str(folder), "--texts", str(texts)]) == 1
    assert (
        "doe-2001/c1 (doe-2001): lost: the start 'The peace' does not occur in the text; "
        "copy the words from it\n"
    ) in capsys.readouterr().out


def test_passages_make_records_for_a_program(
    folder: Path, texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offsets let another program mark the passages."""
    monkeypatch.setenv("FPCASE_TEXTS", str(texts))
    assert main(["passages", str(folder), "--json"]) == 0
    found, missing = json.loads(capsys.readouterr().out)
    assert TEXT[found["start"] : found["end"]] == "The war made them neutral"
    assert (missing["grade"], missing["start"]) == ("no-text", None)


def test_a_text_that_is_the_one_coded_from_gives_no_notice(
    tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Writing the checksum into sources.yaml, as the notice says, ends the notice."""
    folder = fpcase.write_case(case_with_text(), tmp_path / "ruritania")
    digest = fpcase.passages.read_texts(fpcase.load_case(folder), texts)[
        SourceId("doe-2001")
    ].sha256
    path = folder / "sources.yaml"
    path.write_text(
        re.sub(r"sha256: \w+", f"sha256: {digest}", path.read_text(encoding="utf-8")),
        encoding="utf-8",
    )
    main(["passages", str(folder), "--texts", str(texts)])
    assert capsys.readouterr().err == ""


def test_a_case_without_locators_has_none(
    tmp_path: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case in its first hour is no fault."""
    bare = case_with_text()
    work = {SourceId("doe-2001"): bare.sources[SourceId("doe-2001")]}
    case = synthetic_case({"doe-2001": [claim("war + neutrality", at=[])]}, sources=work)
    folder = fpcase.write_case(case, tmp_path / "ruritania")
    assert main(["passages", str(folder), "--texts", str(texts)]) == 0
    assert capsys.readouterr().out == "no locators\n"


def test_passages_need_a_folder_of_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The texts are copyrighted and not part of a case; where they are must be said."""
    said = misuse(capsys, "passages", folder)
    assert said == (
        "there is no folder 'texts' in the case folder; "
        "name the folder of texts with --texts, or in the environment variable FPCASE_TEXTS"
    )
    said = misuse(capsys, "passages", folder, "--texts", folder / "nowhere")
    assert said.startswith("the folder of texts ")
    said = misuse(capsys, "passages", folder, "--texts", folder)
    assert said.endswith("contains none of the case's texts; put one of these there: doe.txt")


@pytest.mark.usefixtures("_texts_named_elsewhere")
def test_texts_in_the_case_folder_need_not_be_named(
    folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`fpcase new` makes that folder; it goes before the variable, which may mean another case."""
    texts.rename(folder / "texts")
    assert main(["passages", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("2 locators: 1 exact, 1 no-text\n")
    main(["show", str(folder), "doe-2001/c1"])
    assert "“The war made them neutral”" in capsys.readouterr().out
    (folder / "texts" / "doe.txt").unlink()
    assert main(["show", str(folder), "doe-2001/c1"]) == 0
    assert capsys.readouterr().err.startswith("fpcase: without passages: the folder ")


@pytest.fixture
def _texts_named_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FPCASE_TEXTS", str(tmp_path / "of-another-case"))


def test_passages_go_to_other_programs_as_web_annotations(
    folder: Path, texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programs for marking texts read the W3C's shape."""
    assert main(["passages", str(folder), "--texts", str(texts), "--annotations"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["items"][0]["target"]["selector"][0]["exact"] == "The war made them neutral"


# --- coding ------------------------------------------------------------------------------------


def test_coding_prints_the_page_or_one_table(
    folder: Path, texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The appendix on how a case was coded is what the library returns."""
    case = fpcase.load_case(folder)
    read = fpcase.passages.read_texts(case, texts)
    assert main(["coding", str(folder), "--texts", str(texts)]) == 0
    assert capsys.readouterr().out == fpcase.report.report_coding(case, read).to_markdown()
    assert main(["coding", str(folder)]) == 0
    assert capsys.readouterr().out == fpcase.report.report_coding(case).to_markdown()
    monkeypatch.setenv("FPCASE_TEXTS", str(texts))
    assert main(["coding", str(folder), "--table", "passages"]) == 0
    assert capsys.readouterr().out.count("| 1 ") == 2 + 2


def test_coding_goes_on_without_passages_if_the_variable_speaks_of_other_texts(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most of the report needs no text."""
    monkeypatch.setenv("FPCASE_TEXTS", str(folder))
    assert main(["coding", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "(no text is available)" in printed.out
    assert printed.err.startswith("fpcase: without passages: the folder ")


def test_coding_can_be_read_by_a_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All tables or one, as JSON."""
    assert main(["coding", str(folder), "--json"]) == 0
    names = list(json.loads(capsys.readouterr().out)["tables"])
    for name in names:
        assert main(["coding", str(folder), "--json", "--table", name]) == 0
        assert json.loads(capsys.readouterr().out)["name"] == name
    said = misuse(capsys, "coding", folder, "--table", "stance")
    assert said.startswith(f"--table: expected one of {', '.join(names)}; found 'stance'")


# --- as the shell sees it ----------------------------------------------------------------------


def test_the_package_runs_as_a_module(folder: Path) -> None:
    """Where the command is not on the path, `python -m fpcase` is."""
    done = run("check", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{folder}: no errors, no warnings\n"
    assert run("show", folder, "nobody").returncode == 2


def test_only_running_the_module_runs_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documentation tools import every module; that must not run anything."""
    monkeypatch.setattr(sys, "argv", ["fpcase", "check", str(folder)])
    monkeypatch.delitem(sys.modules, "fpcase.__main__", raising=False)
    runpy.run_module("fpcase.__main__")
    assert capsys.readouterr().out == ""
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("fpcase", run_name="__main__")
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"{folder}: no errors, no warnings\n"


@pytest.mark.skipif(not hasattr(os, "pipe"), reason="needs pipes")
@pytest.mark.parametrize("case", ["kazakhstan", "little"])
def test_a_reader_that_has_seen_enough_is_no_crash(case: str, folder: Path) -> None:
    """`fpcase show kazakhstan | head -1` ends quietly, with much output and with little."""
    read, write = os.pipe()
    os.close(read)
    words = ["show", str(folder) if case == "little" else case]
    if case != "little":
        words.append("--json")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "fpcase", *words], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_pipe_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What is left in the buffer goes nowhere, so that the interpreter ends without a word."""
    with (tmp_path / "out").open("w", encoding="utf-8") as out:

        def closed(*_: object, **__: object) -> None:
            raise BrokenPipeError

        monkeypatch.setattr(fpcase.report, "describe", closed)
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["show", str(folder)]) == 0
        out.write("nobody reads this")
    assert (tmp_path / "out").read_text(encoding="utf-8") == ""


def test_a_terminal_that_lacks_a_character_gets_it_spelled_out(folder: Path) -> None:
    """An old Windows console has no minus sign; that is no reason to stop."""
    done = run("show", folder, "roe-2002", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "\\u2014(\\u2212)\\u2192" in done.stdout


def test_output_without_a_stream_of_text_is_left_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook or a test may put anything that can be written to in place of the terminal."""

    class Notebook:
        said = ""

        def write(self, text: str) -> None:
            self.said += text

        def flush(self) -> None:
            """Nothing waits."""

    notebook = Notebook()
    monkeypatch.setattr(sys, "stdout", notebook)
    assert main(["check", str(folder)]) == 0
    assert notebook.said.endswith("no errors, no warnings\n")
