"""What the project promises about itself: its commands, and that it speaks of itself alone."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tracked_files() -> list[Path]:
    """The files that git tracks; outside a checkout there is nothing to ask."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607 - whichever git the machine has
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: there is no list of tracked files")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_the_readme_holds_the_test_command_that_ci_runs() -> None:
    """The continuous integration reads its command from the README, so they cannot drift."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    marked = re.search(r"<!-- test command -->\n```\n(python3 .+)\n```", readme)
    assert marked, "the README has no test command under its mark"
    assert "nox -s test" in marked.group(1)
    assert "test command" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_no_tracked_file_names_a_path_of_a_machine_or_an_index() -> None:
    """What is published must mean the same on every machine."""
    wrong = re.compile(
        rb"(?<![\w.])/(home|root|tmp|work|Users)/\w|https?://[^\s/]*pypi[^\s]*/simple"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in tracked_files()
        if path.is_file()
        for match in [wrong.search(path.read_bytes())]
        if match and path != Path(__file__)
    ]
    assert found == []


def test_constraints_hold_names_and_versions_only() -> None:
    """A lock file with addresses would tie the project to one index."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pattern = re.compile(r"[\w.-]+==[\w.]+( ; .+)?")
    assert [line for line in lines if not pattern.fullmatch(line)] == []


def test_every_changelog_fragment_has_a_kind() -> None:
    """A fragment with another ending would be left out of the changelog without a word."""
    kinds = re.compile(r"[\w-]+\.(added|changed|fixed)\.md|README\.md")
    folder = ROOT / "changelog.d"
    assert [path.name for path in folder.iterdir() if not kinds.fullmatch(path.name)] == []
