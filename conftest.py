"""Runs every example: in docstrings, in README.md and on the pages of the documentation.

An example that begins with ``>>>`` must print what the page says. Other Python must run.
In a ``console`` block each line that begins with ``$ fpcase`` is run, and must print the lines
below it, where ``...`` stands for anything; ``$ cp -r`` copies a folder; no other command may
stand there. A YAML file, or a text, whose caption is a path is written there, as the page tells
its reader to do. What is not run is listed, with the reason, in tests/test_documentation.py.

Hundreds of tests and examples ask for a bundled case: each process loads it once, for all of them.
"""

import contextlib
import doctest
import functools
import io
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.myst.lexers import DirectiveLexer
from sybil.parsers.rest import DocTestParser

import fpcase
from fpcase.casefiles.loading import bundled_cases, load_case
from fpcase.cli import main

ROOT = Path(__file__).parent
FLAGS = doctest.ELLIPSIS
BUNDLED = {path.parent.name: path.parent for path in bundled_cases().glob("*/case.yaml")}
kept_case = functools.cache(load_case)


@functools.wraps(load_case)
def load_bundled_once(folder: Path | str) -> fpcase.Case:
    """Load a case, or give the one that was loaded: the records of a case cannot change."""
    home = BUNDLED.get(Path(folder).name) if isinstance(folder, Path | str) else None
    if home:
        is_name = isinstance(folder, str) and folder == home.name and not Path(folder).is_dir()
        if is_name or Path(folder).resolve() == home:
            return kept_case(home)
    return load_case(folder)


for module in [one for name, one in sys.modules.items() if name.startswith("fpcase")]:
    if vars(module).get("load_case") is load_case:  # modules that come later find it in these
        vars(module)["load_case"] = load_bundled_once


def run_commands(example: Example) -> str | None:
    """Run the commands of a console block; what is wrong with the output, if anything."""
    for block in ("\n" + example.parsed).split("\n$ ")[1:]:
        command, _, expected = block.partition("\n")
        words = shlex.split(command, comments=True)
        if words[:2] == ["cp", "-r"]:
            into = Path(words[3])  # as the command does it: into a folder that is there, or as it
            shutil.copytree(words[2], into / Path(words[2]).name if into.is_dir() else into)
            continue
        if words[:1] != ["fpcase"]:
            return f"{command}\nis not run here: a console block holds fpcase and cp -r alone"
        printed = io.StringIO()
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            contextlib.suppress(SystemExit),  # after --help, say
        ):
            main(words[1:])
        wanted, got = expected.rstrip() + "\n", printed.getvalue().rstrip() + "\n"
        if wanted.strip() and not doctest.OutputChecker().check_output(wanted, got, FLAGS):
            return f"{command}\nExpected:\n{wanted}\nGot:\n{got}"
    return None


def written_files(document: Document) -> Iterable[Region]:
    """The files that a page tells its reader to write."""
    for region in DirectiveLexer("code-block", "(yaml|text)")(document):
        caption = region.lexemes["options"].get("caption")
        if caption:
            region.parsed = region.lexemes["source"]
            region.evaluator = partial(write_file, Path(caption))
            yield region


def write_file(path: Path, example: Example) -> None:
    """Write one of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(example.parsed, encoding="utf-8")


def enter_folder(namespace: dict[str, Any]) -> None:
    """Give a page a folder of its own to write in, where `cases` are found as in a checkout."""
    folder = tempfile.TemporaryDirectory()
    for name in ("cases", "examples"):
        Path(folder.name, name).symlink_to(ROOT / name)
    namespace["_folder"], namespace["_before"] = folder, Path.cwd()
    os.chdir(folder.name)


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back to where the tests run."""
    os.chdir(namespace["_before"])
    namespace["_folder"].cleanup()


pytest_collect_file = (
    Sybil(
        parsers=[DocTestParser(FLAGS)],
        path="src",
        patterns=["*.py"],
        document_types={".py": PythonDocStringDocument},
        setup=enter_folder,
        teardown=leave_folder,
        name="docstrings",
    )
    + Sybil(
        parsers=[
            PythonCodeBlockParser(doctest_optionflags=FLAGS),
            CodeBlockParser("console", run_commands),
            written_files,
            SkipParser(),
        ],
        path=".",
        patterns=["README.md", "docs/**/*.md", "docs/*.md"],
        excludes=["docs/_build/**"],
        document_types={".md": Document},
        setup=enter_folder,
        teardown=leave_folder,
        name="pages",
    )
).pytest()
