"""YAML files become plain trees of text: nothing is guessed, and what is refused is named."""

import contextlib
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from refused import REFUSED

import fpcase
from fpcase import CaseError
from fpcase.documents import (
    Document,
    Severity,
    describe,
    document,
    inspection,
    parse_text,
    read_document,
    spell,
)
from fpcase.documents import text as files


def read(tmp_path: Path, text: str | bytes) -> Document:
    """Read a text by way of a file."""
    path = tmp_path / "doe.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_document(path, "doe.yaml")


@pytest.mark.parametrize(
    "text",
    ["NO", "on", "1:30", "0123", "1e3", "1.10", "1962-10-16", "=", "true", ".inf", "0x1F", "1_000"],
)
def test_a_plain_scalar_stays_the_text_that_it_is(tmp_path: Path, text: str) -> None:
    """Norway is no falsehood, and half past one no number of seconds."""
    assert read(tmp_path, f"value: {text}\n").data == {"value": text}


@pytest.mark.parametrize("text", ["", " ~", " null", "  # a comment"])
def test_nothing_a_tilde_and_null_say_that_there_is_no_value(tmp_path: Path, text: str) -> None:
    """Unknown stays unknown: it is neither an empty text nor the word null."""
    data = read(tmp_path, f"value:{text}\nlist:\n  -{text}\n").data
    assert data == {"value": None, "list": [None]}


@pytest.mark.parametrize("text", ['"~"', "'null'", '""', "|\n  ~"])
def test_what_is_quoted_is_text_even_if_it_looks_like_nothing(tmp_path: Path, text: str) -> None:
    """Quotation marks are the author's word that this is text."""
    assert isinstance(read(tmp_path, f"value: {text}\n").data["value"], str)


def test_every_script_and_every_line_end_is_read(tmp_path: Path) -> None:
    """Sources are cited as they are written, and files come from every system."""
    text = "a: Қазақстан\r\nb: 哈萨克斯坦\r\nc: |\r\n  ЕАЭС\r\n  می‌خواهم\r\nd: قازاقستان\r\n"
    assert read(tmp_path, "\ufeff" + text).data == {
        "a": "Қазақстан",
        "b": "哈萨克斯坦",
        "c": "ЕАЭС\nمی‌خواهم\n",  # with a zero-width non-joiner, which Persian needs
        "d": "قازاقستان",
    }


def test_a_document_knows_where_everything_stands() -> None:
    """Every message names a line and a column."""
    text = "claims:\n  - id: c1\n    at: [{page: '3'}]\n  - id: c2\nbase: &b {x: [1]}\nagain: *b\n"
    document = parse_text(text, "doe.yaml")
    assert document.position(()) == (1, 1)
    assert document.position(("claims",)) == (2, 3)
    assert document.position(("claims",), of_key=True) == (1, 1)
    assert document.position(("claims", 0, "at", 0, "page")) == (3, 17)
    assert document.position(("claims", 1, "id"), of_key=True) == (4, 5)
    assert document.position(("claims", 9, "id")) == (2, 3), "the nearest thing above"
    assert document.position(("claims", "id", 3)) == (2, 3)
    assert document.position(("claims", 0, "id", "below")) == (2, 9)
    assert document.position(("claims", 1), of_key=True) == (4, 5), "an item has no key"
    assert document.position(("again",)) == (6, 8), "where the alias is"
    assert document.position(("again", "x", 0)) == (5, 15), "where the text is"


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both of PyYAML's parsers: which one a machine has must not matter."""
    if request.param == "pure Python":
        monkeypatch.setattr(document, "Parser", document.PurePythonParser)
    return str(request.param)


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_hand_written_file_never_wants_is_refused_with_its_place(
    parser: str, name: str
) -> None:
    """Each has a message of its own, at the place where it stands."""
    text, line, column, says = REFUSED[name]
    problems = [p for p in parse_text(text, "doe.yaml").problems if p.severity is Severity.ERROR]
    assert problems, f"{parser} let it pass"
    assert (problems[-1].line, problems[-1].column) == (line, column), str(problems[-1])
    assert says in str(problems[-1])
    assert len(problems) == 1


def test_a_key_that_holds_more_values_than_a_file_may_is_not_read_to_its_end(
    parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit counts what is passed over, too: a list or a mapping is no key."""
    monkeypatch.setattr(document, "MAX_VALUES", 10)
    (problem,) = parse_text("? [a, b, c, d, e, f, g, h]\n: v\n", "doe.yaml").problems
    assert "the file contains more than 10 values" in problem.what, parser


@pytest.mark.parametrize("text", ['a: "C:\\dir"\n', 'a: "\\xZZ"\n', 'a: "\\ud800"\n'])
def test_a_backslash_in_double_quotes_is_explained(parser: str, text: str) -> None:
    """A backslash begins an escape; the two parsers place it one character apart."""
    (problem,) = parse_text(text, "doe.yaml").problems
    assert re.search("backslash|escaped character", str(problem)), parser


def test_what_no_table_knows_is_said_in_the_parser_s_words(parser: str) -> None:
    """Better a technical message than none."""
    (problem,) = parse_text("a: !x!y b\n", "doe.yaml").problems
    assert problem.line == 1
    assert "this is not YAML" in str(problem), parser


def test_tabs_in_quoted_text_block_text_and_comments_are_no_matter(parser: str) -> None:
    """A text may hold what it likes."""
    text = 'a: "b\tc"\n# com\tment\n"k": 1  # so\tto say\nd: |\n  x\ty\n'
    document = parse_text(text, "doe.yaml")
    assert document.problems == (), parser
    assert document.data == {"a": "b\tc", "k": "1", "d": "x\ty\n"}


def test_a_bomb_of_aliases_is_refused_once_and_at_once() -> None:
    """Four hundred bytes may not become a gigabyte."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    began = time.process_time()
    document = parse_text("\n".join(lines), "doe.yaml")
    assert [p.rule for p in document.problems if p.severity is Severity.ERROR] == ["alias"]
    assert "more than 10000 values" in document.problems[0].what
    assert time.process_time() - began < 2


def test_a_few_aliases_are_read() -> None:
    """An alias is YAML's way to say a thing once."""
    document = parse_text("a: &x [1, {b: 2}]\nc: *x\nd: &y text\ne: [*y, *y]\n", "doe.yaml")
    assert document.problems == ()
    assert document.data["c"] == ["1", {"b": "2"}]
    assert document.data["e"] == ["text", "text"]


def test_aliases_do_not_nest_deeper_than_brackets_may() -> None:
    """Or a file of a few lines would be deeper than any reader of trees can go."""
    text = f"a: &a {'[' * 40}{']' * 40}\nb: {'[' * 40}*a{']' * 40}\n"
    (problem,) = parse_text(text, "doe.yaml").problems
    assert (problem.rule, problem.line, problem.column) == ("too-deep", 2, 44)


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("t: Cable #5\n", 4, "YAML reads '#5' as a comment, so the text ends after 'Cable'"),
        ("t: #5\n", 3, "so the value is empty"),
        ("publisher: &Sons\n", 12, "'&Sons' as the name of an anchor"),
        ("publisher: &Sons Ltd\n", 12, "'&Sons' as the name of an anchor"),
        ("list: &all [a]\n", 7, "'&all' as the name of an anchor"),
        ("t: [a, #b, c]\n  ]\n", 8, "YAML reads '#b,' and the rest of the line as a comment"),
        ("t: [ #b, c]\n  ]\n", 6, "YAML reads '#b,' and the rest of the line as a comment"),
        ("t: a, #b\n", 4, "YAML reads '#b' as a comment, so the text ends after 'a,'"),
        ("t: [«a, b», c]\n", 5, "the quotation mark « does not quote text in YAML"),
    ],
)
def test_text_that_yaml_loses_in_silence_is_hinted_at(text: str, column: int, says: str) -> None:
    """The file is sound YAML, and not what its writer meant."""
    (problem,) = parse_text(text, "doe.yaml").problems
    assert (problem.rule, problem.severity) == ("lost-text", Severity.WARNING)
    assert (problem.line, problem.column) == (1, column)
    assert says in problem.what


@pytest.mark.parametrize(
    "text",
    [
        *("t: C# and F#\n", "t: a # b\n", '"t": "a" #b\n', "t: a ## b\n"),
        *("t: [a, # b\n  c]\n", "t: 'a, #b'\n", "# a, #b\nt: a\n", "t: |\n  a, #b\n"),
    ],
)
def test_a_comment_that_looks_like_one_is_none_of_our_business(text: str) -> None:
    """Hints that cry wolf are not read."""
    assert parse_text(text, "doe.yaml").problems == ()


def test_a_hint_does_not_keep_a_document_from_being_read(tmp_path: Path) -> None:
    """A warning is a warning."""
    assert read(tmp_path, "t: Cable #5\n").data == {"t": "Cable"}


def test_a_document_with_errors_is_not_returned(tmp_path: Path) -> None:
    """Who reads one file gets the same errors as who reads a folder."""
    with pytest.raises(CaseError, match=r"doe\.yaml:2:1: the key 'a' is repeated here"):
        read(tmp_path, "a: b\na: c\n")


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"caf\xe9: x\n", 1, 4), (b"a: b\r\nb: \xff\xfe\n", 2, 4), (b"a: \xed\xa0\x80\n", 1, 4)],
)
def test_what_is_not_utf8_is_refused_at_its_byte(
    tmp_path: Path, data: bytes, line: int, column: int
) -> None:
    """Text in another encoding would be read as other text."""
    with pytest.raises(CaseError) as caught:
        read(tmp_path, data)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.line, problem.column) == ("not-utf-8", line, column)


def test_a_file_of_too_many_bytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit holds for what is read, whatever the file system says."""
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert read(tmp_path, "a: 3456789").data
    with pytest.raises(CaseError, match="more than 10 bytes; split it"):
        read(tmp_path, "a: 34567890")


def test_a_file_of_too_many_values_is_refused(parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen megabytes of dashes are more values than a scholar ever wrote."""
    monkeypatch.setattr(document, "MAX_VALUES", 15)
    assert parse_text("[a, b, c, d, e, f, g, h, i]", "x").data, parser
    (problem,) = parse_text("[a, b, c, d, e, f, g, h, i, j, k]", "x").problems
    assert (problem.rule, problem.line) == ("too-large", 1)
    assert "the file contains more than 15 values" in problem.what
    assert "split it" in problem.advice
    (problem,) = parse_text("[!a b, c, d, e, f, g, h, i, j, k, l]", "x").problems
    assert problem.rule == "too-large", "where there is something to judge as well"
    (problem,) = parse_text("? [a, b, c, d, e, f, g, h, i, j, k, l, m]\n: n", "x").problems
    assert problem.rule == "too-large", "within a key that is passed over"
    assert len(parse_text("a: '- - - - - - - - - - - -'", "x").data) == 1, "dashes in text"
    (problem,) = parse_text("[a, b, c, d, e, f, g, @, i, j, k]", "x").problems
    assert problem.rule == "not-yaml"


def test_a_file_of_too_many_problems_is_not_listed_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list says itself that it stops."""
    monkeypatch.setattr(inspection, "MAX_PROBLEMS", 3)
    problems = parse_text("a: 1\n" * 9, "x").problems
    assert [p.rule for p in problems] == ["duplicate-key"] * 3 + ["too-many-problems"]


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    """A check that hangs says nothing."""
    pipe = tmp_path / "doe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(CaseError, match="this is not a regular file"):
        read_document(pipe)


@pytest.mark.parametrize("name", ["/dev/zero", "folder", "nowhere.yaml", "loop.yaml"])
def test_what_is_no_regular_file_is_refused(tmp_path: Path, name: str) -> None:
    """A device has no end, a folder no text, and what is not there has neither."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    with pytest.raises(CaseError, match=r"not a regular file|cannot be read"):
        read_document(tmp_path / name, "doe.yaml")


def test_paths_and_values_are_spelled_for_people() -> None:
    """A message shows a value short, and shows what it is."""
    assert spell(("claims", 1, "cause")) == "claims[1].cause"
    assert spell(("codes", "a b")) == "codes['a b']"
    assert describe(None) == "nothing"
    assert describe([1, 2]) == "a list of 2"
    assert describe({}) == "an empty mapping"
    assert describe({"a": 1, "b" * 50: 2}) == "a mapping ('a', 'bbbbbbbbbbbbbbbbb...')"
    assert describe("x" * 100) == repr("x" * 57 + "...")
    assert describe("\u202e") == r"'\u202e'"


PIECES = st.lists(
    st.sampled_from(
        ["a", "b", "x y", ": ", ":", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", ",",
         '"', "'", "# ", " #", "|", ">", "|-\n", ">\n", "&a ", "*a", "!", "? ", "~", "null", "<<",
         "---", "...", "\r\n", "\r", "\t", "\\", "é", "中", "%", "@", " ", "1", "a: b", "\n- a"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def reference(text: str) -> Any:  # noqa: ANN401 - a tree
    """The tree that PyYAML itself makes, if every plain scalar is text."""
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes text alone


def without_nothing(tree: Any) -> Any:  # noqa: ANN401 - a tree
    """The base loader has no null: nothing, ``~`` and ``null`` are texts to it."""
    if isinstance(tree, dict):
        return {key: without_nothing(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [without_nothing(value) for value in tree]
    return "" if tree in {None, "~", "null"} else tree


def test_places_are_right_behind_aliases_and_keys_that_are_dropped() -> None:
    """What is not in the tree still takes its place in the file."""
    text = "a: &x [1]\nb: [[*x, 2], {c: 3, c: 4, \u200bc: 5}]\nd: e\n"
    document = parse_text(text, "x")
    assert document.position(("b", 0, 1)) == (2, 10)
    assert document.position(("b", 1, "c")) == (2, 18)
    assert document.position(("d",)) == (3, 4)
    assert [p.rule for p in document.problems] == ["duplicate-key", "hidden-character"]


@given(PIECES)
def test_both_parsers_give_the_same_tree_and_places_with_an_inspector_or_without(
    text: str,
) -> None:
    """Whatever both accept they read alike, and as PyYAML does."""
    found = parse_text(text, "x")
    sound = not any(p.severity is Severity.ERROR for p in found.problems)
    if sound:
        inspector = inspection.Inspector("x", files.Lines(text))
        assert document.walk(text, inspector) == [found.data]
        assert without_nothing(found.data) == without_nothing(reference(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "Parser", document.PurePythonParser)
        pure = parse_text(text, "x")
        if sound and not any(p.severity is Severity.ERROR for p in pure.problems):
            assert pure.data == found.data
            assert pure.problems == found.problems
            assert places(pure) == places(found)


def places(document: Document) -> list[tuple[int, int]]:
    """Where everything stands, in order."""
    found: list[tuple[int, int]] = []

    def walk(node: Any, path: tuple[Any, ...]) -> None:  # noqa: ANN401 - a tree
        found.append(document.position(path))
        found.append(document.position(path, of_key=True))
        steps = (
            node.items()
            if isinstance(node, dict)
            else enumerate(node)
            if isinstance(node, list)
            else ()
        )
        for step, inside in steps:
            walk(inside, (*path, step))

    walk(document.data, ())
    return found


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise_anything_but_a_case_error(data: bytes) -> None:
    """Whatever a file holds, the answer is a message."""
    with contextlib.suppress(UnicodeDecodeError):
        parse_text(data.decode(), "x")


@pytest.mark.parametrize("folder", sorted(fpcase.bundled_case("kazakhstan").parent.iterdir()))
def test_the_bundled_files_read_alike_with_either_parser(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without libyaml sees the same cases; of each file, its first twelve records."""
    for path in folder.rglob("*.yaml"):
        text = "\n  - ".join(path.read_text(encoding="utf-8").split("\n  - ")[:13])
        found = parse_text(text, path.name)
        with monkeypatch.context() as patch:
            patch.setattr(document, "Parser", document.PurePythonParser)
            pure = parse_text(text, path.name)
            assert pure.data == found.data
            key = next(iter(pure.data))
            assert pure.position((key, 0)) == found.position((key, 0))


def test_reading_needs_no_depth_of_the_interpreter_s_stack() -> None:
    """The walk keeps its own stack, so that no file can end the interpreter."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(150)
    try:
        document = parse_text("[" * 63 + "]" * 63, "x")
    finally:
        sys.setrecursionlimit(limit)
    assert document.problems == ()


@pytest.mark.parametrize("text", ["title: Cable [#5]", "0[#5: x", "title: one,#2", "- a{#b}"])
def test_a_sign_within_a_text_is_not_taken_for_a_comment(text: str) -> None:
    """It begins a comment only behind a space, or behind a bracket that opens a list."""
    dash = "- " if text.startswith("-") else "x: "
    document = parse_text(f'{text}\n{dash}"#b #c"\n', "x")
    assert document.problems == ()
    assert "#" in str(document.data)
