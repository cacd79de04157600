"""The settings in `conf.py`, and what is said of those that cannot be meant."""

import importlib
import importlib.util
import re
from pathlib import Path

import pytest
from casefolders import broken
from sphinx.errors import ConfigError, ExtensionError
from sphinxprojects import project

import fpcase
import fpcase.sphinx

WRONG = {
    "a list": ("fpcase_cases = ['ruritania']", "expected the cases' names with their folders, "),
    "a name": (
        "fpcase_cases = {'Ruritania': '../ruritania'}",
        "expected a name in kebab-case, such as 'kazakhstan'; found 'Ruritania'",
    ),
    "a number": ("fpcase_cases = {'ruritania': 3}", "ruritania: expected a folder; found 3"),
    "a default": (
        "fpcase_default_case = 'graustark'",
        "fpcase_default_case: expected one of ruritania; found 'graustark'",
    ),
    "a default of none": (
        "fpcase_cases = {}\nfpcase_default_case = 'graustark'",
        "expected one of none; found 'graustark'",
    ),
    "a folder outside": (
        "fpcase_folder = '../cases'",
        "fpcase_folder: expected a folder inside the documentation; found '../cases'",
    ),
    "an absolute folder": ("fpcase_folder = '/cases'", "found '/cases'"),
    "no folder": ("fpcase_folder = ''", "found ''"),
    "no rst": (
        "source_suffix = {'.md': 'markdown'}",
        "which source_suffix leaves out; found .md: add '.rst': 'restructuredtext' to it",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_setting_that_cannot_be_meant_is_refused(tmp_path: Path, wrong: str) -> None:
    """Before anything is read, with what was found and what was expected."""
    line, message = WRONG[wrong]
    with pytest.raises(ConfigError, match=re.escape(message)):
        project(tmp_path, config=f"{line}\n").build("dummy")


def test_a_case_with_errors_stops_the_build_with_all_of_them(tmp_path: Path) -> None:
    """As `fpcase check` lists them: file, line, column, what to do."""
    changes = broken("explanations/doe-2001.yaml", "cause: war", "cause: wra")
    with pytest.raises(ExtensionError) as caught:
        project(tmp_path, changes=changes).build("dummy")
    assert "fpcase_cases: " in str(caught.value)
    assert "has 1 error:" in str(caught.value)
    assert "explanations/doe-2001.yaml:4:12: " in str(caught.value)
    assert "did you mean 'war'?" in str(caught.value)


def test_a_folder_that_is_not_there_may_be_a_bundled_case(tmp_path: Path) -> None:
    """And if it is none, both are said."""
    made = project(tmp_path, config="fpcase_cases = {'ruritania': '../ruritanai'}\n")
    with pytest.raises(ExtensionError) as caught:
        made.build("dummy")
    assert "fpcase_cases: ruritania: there is no folder '../ruritanai' beside conf.py, and" in (
        str(caught.value)
    )
    assert "there is no bundled case '../ruritanai'; available: kazakhstan" in str(caught.value)


def test_a_bundled_case_needs_its_name_alone(tmp_path: Path) -> None:
    """It is found in the installed package, with the vocabulary that it uses."""
    made = project(
        tmp_path,
        {"index.rst": "Home\n====\n\n.. toctree::\n\n   pages/ukraine/index\n"},
        config="fpcase_cases = {'ukraine': 'ukraine'}\nfpcase_folder = 'pages'\n",
    )
    built = made.build("dummy")
    assert built.warnings == ""
    assert "pages/ukraine/explanations/cai-2022" in built.read


def test_pages_that_cannot_be_written_are_said_to_be_so(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    made = project(tmp_path)
    (made.source / "cases").write_text("x", encoding="utf-8")
    with pytest.raises(ExtensionError, match=r"the pages of a case cannot be written: .*cases"):
        made.build("dummy")


def test_without_sphinx_the_extension_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`pip install fpcase` brings no Sphinx."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'fpcase\[sphinx\]'"):
        importlib.reload(fpcase.sphinx)


def test_sphinx_is_told_the_version_and_that_processes_may_share_the_work() -> None:
    """Otherwise a project with the extension would be built by one process alone."""
    assert fpcase.sphinx.__all__ == ["setup"]
