"""Files made to keep the reader busy, or to fill the memory: they cost no more than a large case.

Each took from five seconds to minutes, or gigabytes, in a reader that was less careful.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from casefolders import write_case_folder

from fpcase import check_case
from fpcase.documents import report_problems
from fpcase.documents.document import MAX_VALUES

MOST_SECONDS = 10
"""Of processor time, on a slow and busy machine; two are meant."""

HEAVY: Mapping[str, Callable[[], str]] = {
    "open brackets": lambda: "[" * 4_000_000,
    "open quotes between brackets": lambda: "a: [“b,\n" * 400_000,
    "low quotation marks": lambda: ":„" * 1_000_000,
    "values without end": lambda: f"[{'a,' * 3_000_000}]",
    "as many values as may be": lambda: f"[{'a,' * (MAX_VALUES - 10)}]",
    "unknown keys": lambda: "".join(f"k{n}: v\n" for n in range(MAX_VALUES // 2 - 10)),
    "one key again and again": lambda: "k: v\n" * (MAX_VALUES // 2 - 10),
    "comments": lambda: "a: b\n" + "  #x\n" * 900_000,
    "comments behind commas": lambda: "a: [\n" + "b, #x\n" * 200_000 + "]",
    "comments in quotes, and an open bracket": lambda: "[ " + "'a #x', " * 90_000 + "\nx: y\n",
    "spaces before a comment": lambda: f"a: b{' ' * 4_000_000}#x\n",
    "spaces before a colon": lambda: f"a: b{' ' * 4_000_000}c: d\n",
    "dashes above a line that fits nowhere": lambda: f"a: |\n  {'- ' * 2_000_000}\n  x\n b: c\n",
    "duplicate keys in one line of megabytes": lambda: (
        f"{{{'a: b, ' * 2_000}c: '{'x' * 9_000_000}'}}"
    ),
    "a text of a megabyte repeated": lambda: f"variables: [&a {'x' * 10**6}, {'*a, ' * 9_000}]",
    "a key of megabytes": lambda: f"? {'k' * 4_000_000}\n: v\n",
    "an id of accents": lambda: f"variables: [{{id: {chr(0x301) * 2_000_000}}}]",
    "control characters": lambda: "a: b\n" + "\x01" * 4_000_000,
    "one id listed again": lambda: (
        "variables:\n  - {id: v, name: n, definition: d, level: state, about: ["
        + "".join(f"a{n}, " for n in range(100_000))
        + "a99999]}\n"
    ),
}
"""What a file holds -> its text."""


@pytest.mark.long
@pytest.mark.parametrize("name", HEAVY)
def test_no_file_keeps_the_reader_busy(tmp_path: Path, name: str) -> None:
    """A check that hangs says nothing, and a case folder may come from a stranger."""
    folder = write_case_folder(tmp_path, {"variables.yaml": HEAVY[name]()})
    began = time.process_time()
    problems = check_case(folder)
    report_problems(problems)
    assert problems
    assert time.process_time() - began < MOST_SECONDS
