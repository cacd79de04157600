"""What `import fpcase` promises."""

import subprocess
import sys

import pytest

import fpcase

SLOW = (
    "yaml",
    "cattrs",
    "attrs",
    "networkx",
    "matplotlib",
    "pygraphviz",
    "rapidfuzz",
    "numpy",
    "scipy",
    "PIL",
)


NAMES = dir(fpcase)
MOST = 30


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    """A name that is promised works, and says what it means."""
    assert getattr(fpcase, name).__doc__


def test_the_front_door_is_small() -> None:
    """Whoever asks an editor for names must see the few that matter, and no others."""
    assert len(NAMES) <= MOST
    assert {"study", "load_case", "causal_diagram", "draw", "compare", "FpcaseError"} <= set(NAMES)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """`hasattr` and misspelt names behave as in any module."""
    with pytest.raises(AttributeError, match="No fpcase attribute load_cases"):
        fpcase.load_cases  # type: ignore[attr-defined] # noqa: B018 - asking for it is the test
    assert not hasattr(fpcase, "nothing")


def test_importing_loads_neither_networkx_nor_a_renderer() -> None:
    """Whoever types `import fpcase` waits for nothing; each room comes when it is used."""
    script = f"import sys, fpcase; print([name for name in {SLOW} if name in sys.modules])"
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


NOT_TO_READ = ("cattrs", *SLOW[4:])


def test_checking_and_showing_a_case_load_neither_a_renderer_nor_what_writes() -> None:
    """The same holds for reading a case and describing it."""
    script = (
        "import sys, fpcase\n"
        "case = fpcase.load_case(fpcase.bundled_case('kazakhstan'))\n"
        "fpcase.report.describe(case)\n"
        f"print([name for name in {NOT_TO_READ} if name in sys.modules])"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
