"""How long the heaviest files take that people bring: each must be read within ten seconds.

    python benchmarks/doors.py

A text with one paragraph of ten million letters, a table of 100,000 links, a bibliography of
20,000 works, and one work of 20,000 authors, in BibTeX and in CSL-JSON. Processor time.
"""

import csv
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fpcase.casefiles import case_from_links, read_sources, read_spreadsheet
from fpcase.model import Anchor, Locator, SourceText
from fpcase.passages import find_anchor, index_text

LIMIT = 10


def paragraph(_home: Path) -> None:
    """Index a long paragraph, and find words at its end."""
    words = "".join(f"The king of land {n} went to war. " for n in range(270_000))
    indexed = index_text(words, SourceText(file="a.txt", sha256=""))
    sought = Locator(anchor=Anchor(start="king of land 269998", end="went to war."))
    if find_anchor(sought, indexed).start is None:
        sys.exit("the passage is not found")


def links(home: Path) -> None:
    """Read a table of links and make a case of it."""
    path = home / "links.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["author", "cause", "effect", "sign"])
        table.writerows((f"A{n % 500}", f"v{n % 900}", f"v{n % 901}", "+") for n in range(100_000))
    case_from_links(read_spreadsheet(path))


def references(home: Path) -> None:
    """Read a bibliography of many works."""
    entry = (
        "@book{{b{0}, title = {{On W\\'ar {0}}}, author = {{Ash, A. and Elm, E.}}, year = 2001}}\n"
    )
    path = home / "many.bib"
    path.write_text("".join(entry.format(n) for n in range(20_000)), encoding="utf-8")
    read_sources(path)


def authors(home: Path) -> None:
    """Read a work of many authors."""
    names = " and ".join(f"Ash{n}, A." for n in range(20_000))
    path = home / "one.bib"
    path.write_text(f"@book{{a, title = {{T}}, author = {{{names}}}}}", encoding="utf-8")
    read_sources(path)
    people = [{"family": f"Ash{n}", "given": "A."} for n in range(20_000)]
    path = home / "one.json"
    entry = {"id": "a", "type": "book", "title": "T", "author": people}
    path.write_text(json.dumps([entry]), encoding="utf-8")
    read_sources(path)


DOORS: tuple[Callable[[Path], None], ...] = (paragraph, links, references, authors)


def main() -> int:
    """Measure and print."""
    late = 0
    with tempfile.TemporaryDirectory() as name:
        for read in DOORS:
            began = time.process_time()
            read(Path(name))
            took = time.process_time() - began
            late += took > LIMIT
            print(f"{read.__name__:10} {took:6.2f} s of {LIMIT}")
    return late


if __name__ == "__main__":
    sys.exit(main())
