"""What the pages show is run, and what they mention is there."""

import argparse
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

import fpcase
from fpcase.cli import build_parser

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GENERATED = tuple(
    line.removeprefix("/docs/")
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    if line.startswith("/docs/")
)
"""What is made from the code when the site is built, and so is not kept."""

RUN = {"python", "console"}
"""Languages whose blocks the suite runs; a console block may hold nothing that it does not."""

NETWORK = "it installs from a package index; .ci/run runs the README's second command"
R = "it needs R and its packages; the command that writes its file is run"
DUCKDB = "a test below runs it where DuckDB is installed, which fpcase does without"
NOT_RUN: Mapping[tuple[str, str], str] = {
    ("README.md", "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt ."): (
        "it installs from a package index; tests/test_examples.py runs its script"
    ),
    ("README.md", "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt nox"): NETWORK,
    ("README.md", "py -m venv .venv"): "it needs Windows; the lines for other systems are run",
    ("tutorials/first-diagram.md", "python3 -m venv .venv"): NETWORK,
    ("how-to/ci.md", "# yaml-language-server"): "a comment for editors, which new cases have",
    ("how-to/export.md", "library(dagitty)"): R,
    ("how-to/export.md", "arrows <- read.csv"): R,
    ("how-to/r.md", "claims <- read.csv"): R,
    ("how-to/r.md", "library(igraph)"): R,
    ("how-to/r.md", "library(dagitty)"): R,
    ("how-to/r.md", "library(QCA)"): R,
    ("how-to/sphinx.md", "pip install"): NETWORK,
    ("how-to/sphinx.md", "sphinx-build"): "tests/sphinx_extension builds such projects",
    ("how-to/notebook.md", "import pandas"): "it needs pandas, which fpcase does without",
    ("how-to/sql.md", "import duckdb"): DUCKDB,
    ("how-to/sql.md", "duckdb.sql"): DUCKDB,
}
"""Page and beginning of each block that is not run -> why not."""


def pages() -> dict[str, str]:
    """The pages that people write, with their texts."""
    found = {"README.md": ROOT / "README.md"}
    for path in sorted(DOCS.rglob("*.md")):
        name = path.relative_to(DOCS).as_posix()
        if not name.startswith(GENERATED):
            found[name] = path
    return {name: path.read_text(encoding="utf-8") for name, path in found.items()}


def code_blocks(text: str) -> Iterator[tuple[str, str, bool]]:
    """Language and code of each block of a page, and whether the suite writes it to a file."""
    for block in re.finditer(r"^( *)```(.*)\n((?:.*\n)*?)\1```$", text, re.MULTILINE):
        first, body = block[2].strip(), block[3]
        directive = re.fullmatch(r"\{([\w-]+)\} ?(.*)", first)
        if directive is None:
            yield first, body, False
        elif directive[1] in {"code-block", "code", "sourcecode"}:
            yield directive[2], body, body.lstrip().startswith(":caption:")


@pytest.mark.parametrize("name", pages())
def test_every_block_of_code_is_run_or_its_reason_is_given(name: str) -> None:
    """An example that nothing runs is right on the day that it is written."""
    left = []
    cases = [path.read_text(encoding="utf-8") for path in (ROOT / "cases").rglob("*.yaml")]
    for language, body, written in code_blocks(pages()[name]):
        if language in RUN or (written and language in {"yaml", "text"}):
            continue
        if language == "yaml" and any(body in case for case in cases):
            continue  # it shows what a bundled case says, word for word
        if not any(page == name and body.startswith(begin) for page, begin in NOT_RUN):
            left.append(f"{language}: {body.splitlines()[0]}")
    assert left == []


def test_what_is_not_run_is_still_there_and_is_little() -> None:
    """A reason for a block that has gone would let another slip through."""
    blocks = [(name, block) for name, text in pages().items() for block in code_blocks(text)]
    for page, begin in NOT_RUN:
        assert any(name == page and body.startswith(begin) for name, (_, body, _) in blocks), begin
    assert len(NOT_RUN) < len(blocks) / 8
    skips = [name for name, text in pages().items() if re.search(r"(%|<!---?) *skip:", text)]
    assert skips == [], "a block is hidden from the run by a comment"


def test_the_questions_in_sql_have_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that is renamed would leave a reader of the page with an error."""
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed: the SQL is not run")
    fpcase.study("kazakhstan").tables(tmp_path / "kazakhstan-tables", format="parquet")
    monkeypatch.chdir(tmp_path)
    questions = re.findall(r'duckdb\.sql\("""(.*?)"""\)', pages()["how-to/sql.md"], re.DOTALL)
    assert len(questions) == 3
    assert all(duckdb.sql(question).fetchall() for question in questions)


def without_blocks(text: str) -> str:
    """A page's running text."""
    return re.sub(r"^( *)```.*\n(?:.*\n)*?\1```$", "", text, flags=re.MULTILINE)


def mentioned_commands() -> list[tuple[str, str]]:
    """Page and words of every command that stands in running text."""
    return [
        (name, " ".join(code.split()))
        for name, text in pages().items()
        for code in re.findall(r"`(fpcase [^`]+)`", without_blocks(text))
    ]


def verbs() -> dict[str, argparse.ArgumentParser]:
    """The commands that there are."""
    (actions,) = (
        one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction)
    )
    return dict(actions.choices)


def test_every_command_that_is_mentioned_has_its_verb_and_options() -> None:
    """A command renamed in the code and not in a sentence sends a reader astray."""
    known = verbs()
    mentioned = mentioned_commands()
    assert len(mentioned) > 20  # the search itself works
    for name, command in mentioned:
        _, verb, *words = command.split()
        if verb.isupper():
            continue  # 'fpcase VERB CASE'
        assert verb in known, f"{name}: {command}"
        for word in words:
            if word.startswith("--"):
                assert word in known[verb]._option_string_actions, f"{name}: {command}"


def test_every_command_has_a_page_that_runs_it() -> None:
    """A verb that no page shows is one that nobody finds."""
    shown = {
        verb
        for text in pages().values()
        for verb in re.findall(r"^\$ fpcase (\S+)", text, re.MULTILINE)
    }
    assert set(verbs()) - shown == set()


@pytest.mark.parametrize("name", [name for name in pages() if name != "README.md"])
def test_a_page_has_one_title_and_no_step_of_its_headings_is_left_out(name: str) -> None:
    """Readers who listen to a page find their way by its headings."""
    headings = re.findall(r"^(#+) ", without_blocks(pages()[name]), re.MULTILINE)
    depths = [len(marks) for marks in headings]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(depths))
