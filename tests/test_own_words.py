"""The cases hold facts, paraphrase and short anchors: no sentence of a source is copied."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fpcase.documents import read_document

ROOT = Path(__file__).parents[1]
CASES = sorted(path for path in (ROOT / "cases").iterdir() if path.is_dir())
LONGEST_RUN = 6  # words in a row; set phrases ("between Russia and Turkey after the") are that long
NOT_PROSE = {
    "anchor",
    "authors",
    "container",
    "file",
    "furniture",
    "headings",
    "section",
    "title",
    "url",
}


def words_of(text: str) -> list[str]:
    """The words of a text, whatever stands between them."""
    return re.findall(r"[\w-]+(?:['’]\w+)*", text.casefold())


def own_texts(tree: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text that we wrote; names are facts, and anchors have a rule of their own."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in NOT_PROSE:
                yield from own_texts(value, f"{where}.{key}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from own_texts(value, f"{where}[{index}]")
    elif isinstance(tree, str):
        yield where, tree


@pytest.mark.parametrize("folder", CASES, ids=[path.name for path in CASES])
def test_no_text_of_a_case_repeats_seven_words_of_a_source(
    folder: Path, texts_folder: Path
) -> None:
    """Sources are other people's work; a claim is told in our own words."""
    runs = set()
    for path in texts_folder.glob("*.txt"):
        words = words_of(path.read_text(encoding="utf-8"))
        size = LONGEST_RUN + 1
        runs |= {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
    copied = []
    for path in sorted(folder.rglob("*.yaml")):
        for where, text in own_texts(read_document(path).data):
            words = words_of(text)
            copied += [
                f"{path.name}{where}: {' '.join(words[at : at + LONGEST_RUN + 1])}"
                for at in range(len(words) - LONGEST_RUN)
                if tuple(words[at : at + LONGEST_RUN + 1]) in runs
            ]
    assert copied == []
