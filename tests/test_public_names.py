"""What `import fpcase` promises."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import fpcase

SLOW = ("networkx", "matplotlib", "pygraphviz", "rapidfuzz", "numpy", "scipy", "PIL")


@pytest.mark.parametrize("name", fpcase.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    """A name that is promised works, and says what it means."""
    assert getattr(fpcase, name).__doc__


def test_names_are_listed_in_order_and_once() -> None:
    """A list in order shows at a glance what is public."""
    kinds = sorted(set(fpcase.__all__), key=lambda name: (not name.isupper(), name.islower(), name))
    assert fpcase.__all__ == kinds
    assert sorted(fpcase.__all__) == dir(fpcase)
    assert list(fpcase._LATER) == sorted(fpcase._LATER)
    assert set(fpcase._LATER) <= set(fpcase.__all__)


def test_editors_see_the_names_that_are_imported_later() -> None:
    """Editors and mypy read the imports for type checking; they must be the same names."""
    tree = ast.parse(Path(fpcase.__file__).read_text(encoding="utf-8"))
    seen = {
        alias.name: statement.module
        for block in tree.body
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    assert seen == fpcase._LATER


def test_an_unknown_name_is_an_attribute_error() -> None:
    """`hasattr` and misspelt names behave as in any module."""
    with pytest.raises(AttributeError, match="module 'fpcase' has no attribute 'load_cases'"):
        fpcase.load_cases  # noqa: B018 - asking for it is the test
    assert not hasattr(fpcase, "nothing")


def test_importing_loads_neither_networkx_nor_a_renderer() -> None:
    """`fpcase check` runs after every edit; it must not wait for what only figures need."""
    script = f"import sys, fpcase; print([name for name in {SLOW} if name in sys.modules])"
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_checking_and_showing_a_case_load_no_renderer() -> None:
    """The same holds for reading a case and describing it."""
    script = (
        "import sys, fpcase\n"
        "case = fpcase.load_case(fpcase.bundled_case('kazakhstan'))\n"
        "fpcase.describe(case)\n"
        f"print([name for name in {SLOW} if name in sys.modules])"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
