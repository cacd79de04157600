"""A text's sections and paragraphs, and the folder that the texts lie in."""

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import record, synthetic_case

from fpcase import Case, FpcaseError
from fpcase.model import Source, SourceKind, SourceText
from fpcase.passages import IndexedText, index_text, read_texts

TEXT = """\
THE MIDDLE COURSE

Before any heading.

1. Introduction

First line
second line.

Page 1 of 9
Second paragraph.

¹ A footnote
that goes on.

2. Results

2.1 Trade

Page 1 of 9

Trade grew.
"""


def index(text: str = TEXT, **given_fields: object) -> IndexedText:
    """The text above, or another, with its headings and furniture."""
    fields = {
        "file": "doe.txt",
        "sha256": "",
        "headings": ["1. Introduction", "2. Results", "2.1 Trade", "3. Conclusion"],
        "furniture": ["Page 1  of 9", "¹*"],
    }
    return index_text(text, record(SourceText, **(fields | given_fields)))


def shown(text: IndexedText) -> list[tuple[str, int, list[str]]]:
    """Section, number and lines of each paragraph."""
    return [
        (paragraph.section, paragraph.number, [text.text[slice(*s)] for s in paragraph.spans])
        for paragraph in text.paragraphs
    ]


def test_paragraphs_are_counted_under_their_heading_without_furniture() -> None:
    """A locator's paragraph number must mean what the codebook says."""
    assert shown(index()) == [
        ("", 1, ["THE MIDDLE COURSE"]),
        ("", 2, ["Before any heading."]),
        ("1. Introduction", 1, ["First line", "second line."]),
        ("1. Introduction", 2, ["Second paragraph."]),
        ("2.1 Trade", 1, ["Trade grew."]),
    ]


def test_windows_line_ends_make_no_difference() -> None:
    """A text saved on Windows has the same paragraphs."""
    windows = index(TEXT.replace("\n", "\r\n"))
    unix = index()
    assert [(p.section, p.number) for p in windows.paragraphs] == [
        (p.section, p.number) for p in unix.paragraphs
    ]
    assert windows.exact.text.strip() == unix.exact.text.strip()


@pytest.mark.parametrize("end", ["\r", "\u2028", "\x85", "\v"])
def test_other_ends_of_lines_are_ends_of_lines(end: str) -> None:
    """Files come from old Macs, and from programs that part lines in Unicode's way."""
    assert [(p.section, p.number) for p in index(TEXT.replace("\n", end)).paragraphs] == [
        (p.section, p.number) for p in index().paragraphs
    ]


def test_a_text_without_blank_lines_is_parted_by_its_pages() -> None:
    """What was copied from a PDF has pages and no paragraphs; else a page ends no paragraph."""
    pages = index("one\ntwo\n\fthree\n\ffour", headings=[], furniture=[])
    assert [lines for _, _, lines in shown(pages)] == [["one", "two"], ["three"], ["four"]]
    both = index("one\n\ftwo\n\nthree\u2029four", headings=[], furniture=[])
    assert [lines for _, _, lines in shown(both)] == [["one", "two"], ["three"], ["four"]]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("Journal of Asia 12(3)*", "Journal of Asia 12(3) 248"),
        ("Journal of Asia*", "Journal of Asia | xiv"),
        ("Page # of 9", "Page 3 of 9"),
        ("# Journal of Asia", "248  Journal of Asia"),
        ("IR - LIBRARY", "IR - LIBRARY"),
    ],
)
def test_a_running_head_is_one_line_whatever_its_number(entry: str, line: str) -> None:
    """It stands between lines of a paragraph, often without a blank line."""
    text = f"Russia is a\n{line}\nthreat.\n\n{line}\nThe next\nparagraph.\n\n{line}\n"
    found = shown(index(text, headings=[], furniture=[entry]))
    assert [lines for _, _, lines in found] == [
        ["Russia is a", "threat."],
        ["The next", "paragraph."],
    ]


def test_headings_are_counted_with_their_paragraphs() -> None:
    """A listed heading that the text lacks is not the same as one with nothing under it."""
    assert index().headings == {
        "1. Introduction": 2,
        "2. Results": 0,
        "2.1 Trade": 1,
        "3. Conclusion": None,
    }


def test_a_text_is_shown_by_its_counts() -> None:
    """A notebook must not print the whole work, which may be copyrighted too."""
    assert repr(index()) == f"<IndexedText: 3 sections, 5 paragraphs, {len(TEXT)} characters>"


def test_a_section_that_goes_on_later_goes_on_counting() -> None:
    """A running head may repeat a heading; the paragraphs under it stay one sequence."""
    text = index("A\n\none\n\nB\n\ntwo\n\nA\n\nthree", headings=["A", "B"])
    assert [(p.section, p.number) for p in text.paragraphs] == [("A", 1), ("B", 1), ("A", 2)]


def test_a_section_is_found_whatever_its_case_and_dashes() -> None:
    """A coder types a heading; the file's dashes are not on the keyboard."""
    text = index()
    assert text.within("1 introduction", None) == [2, 3]
    assert text.within("1. INTRODUCTION", 2) == [3]
    assert text.within(None, 1) == [0, 2, 4]
    assert text.within("2.1 trade", 2) == []
    assert text.within("21 trade", None) == []
    assert text.within("no such", None) == []


def test_of_two_headings_that_read_alike_the_first_counts() -> None:
    """Listing a heading twice does no harm."""
    text = index("Results\n\none", headings=["RESULTS", "Results"])
    assert text.headings == {"RESULTS": 1, "Results": None}


def test_a_text_knows_whether_it_is_the_one_that_was_coded_from() -> None:
    """A text that was edited since may have moved its paragraphs."""
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert index().sha256 == digest
    assert not index().unchanged
    assert index(sha256=digest).unchanged
    windows = TEXT.replace("\n", "\r\n")
    assert index(windows, sha256=digest).unchanged
    assert index(sha256=hashlib.sha256(windows.encode()).hexdigest()).unchanged


@pytest.mark.parametrize("text", ["", "\n\n", " " * 200_000, "\t\n" * 1000])
def test_a_text_without_words_has_no_paragraphs(text: str) -> None:
    """An empty file, or one of blanks alone, is read at once and without a fault."""
    assert index(text).paragraphs == ()
    assert index(text).exact.text.strip() == ""


@given(st.text(alphabet="aB1 -.\n\r\t¹", max_size=80))
def test_no_word_of_a_text_is_dropped(text: str) -> None:
    """Everything that is neither heading nor furniture stands in some paragraph."""
    indexed = index(text, headings=[], furniture=[])
    kept = "".join(text[slice(*span)] for p in indexed.paragraphs for span in p.spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert indexed.starts[False][-1] == len(indexed.exact.text)
    assert len(indexed.starts[True]) == len(indexed.paragraphs) + 1


def case_with_texts(*names: str) -> Case:
    """A case that names a text for some of its sources."""
    sources = {
        name: record(
            Source,
            id=name,
            authors=["A. Doe"],
            title="Work",
            kind=SourceKind.BOOK,
            text=SourceText(file=f"{name}.txt", sha256=""),
        )
        for name in names
    }
    return synthetic_case({name: ["war + neutrality"] for name in ("doe", "roe")}, sources=sources)


def test_the_texts_of_a_folder_are_read_by_their_sources(tmp_path: Path) -> None:
    """A text that is not at hand is left out; a file that the case does not name is left alone."""
    (tmp_path / "doe.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "stranger.txt").write_bytes(b"\xff")
    texts = read_texts(case_with_texts("doe", "roe"), tmp_path)
    assert {source: text.text for source, text in texts.items()} == {"doe": "Words."}


@pytest.mark.parametrize(
    ("named", "made", "message"),
    [
        (
            ["doe"],
            "nothing",
            "the folder of texts '.*x' does not exist; give its path with --texts or in",
        ),
        (
            ["doe", "roe"],
            "folder",
            "contains none of the case's texts; put one of these there: doe.txt, roe.txt",
        ),
        ([], "folder", "no source of the case has a text; describe one under 'text:'"),
        (["doe"], "latin-1", "the text doe.txt is not in UTF-8; save it as plain text in UTF-8"),
    ],
)
def test_what_is_wrong_with_a_folder_of_texts_is_said(
    tmp_path: Path, named: list[str], made: str, message: str
) -> None:
    """A scholar who puts the texts elsewhere, or saves them from Word, must learn what to do."""
    folder = tmp_path / "x"
    if made != "nothing":
        folder.mkdir()
    if made == "latin-1":
        (folder / "doe.txt").write_bytes("naïve".encode("latin-1"))
    with pytest.raises(FpcaseError, match=message):
        read_texts(case_with_texts(*named), folder)


def test_a_paragraph_of_a_hundred_thousand_letters_is_read_in_time() -> None:
    """A text without any line end is read as others are."""
    text = "Öl prices fell, 12 again. " * 10_000 + "So it stayed neutral."
    began = time.process_time()
    assert len(index(text).paragraphs) == 1
    assert time.process_time() - began < 4
