"""Everything that a case folder may not hold is refused: by a message, at its place, and alone.

Each is put into a sound case beside another mistake in another file.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import pytest
from casefolders import DOE, SOUND, broken, write_case_folder
from refused import REFUSED

from fpcase import check_case
from fpcase.documents import Problem, Severity, report_problems
from fpcase.documents.text import MAX_BYTES

SLIP = broken(DOE, "stance: asserts", "stance: insists")
"""A mistake in another file, which must be told all the same."""

ACTORS = SOUND["actors.yaml"]


def text_of(text: str | bytes) -> Callable[[Path], None]:
    """Writes the file."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return lambda path: void(path.write_bytes(data))


def void(_: object) -> None:
    """Nothing, whatever the value."""


def link_to(target: str) -> Callable[[Path], None]:
    """Makes a link."""
    return lambda path: path.symlink_to(target)


def with_id(text: str) -> Callable[[Path], None]:
    """Writes the file with an actor more, of this id."""
    return text_of(f"{ACTORS}  - id: {text}\n    name: X\n    kind: state\n")


def sparse(path: Path) -> None:
    """Makes a file that is one byte too large, and takes no room."""
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)


@attrs.frozen
class Refusal:
    """How to make it, and what is said of it."""

    make: Callable[[Path], None]
    rule: str
    line: int
    column: int
    says: str


LAST = ACTORS.count("\n") + 1
"""The line of an actor more."""

REFUSALS: Mapping[str, Refusal] = {
    "a duplicate key": Refusal(
        text_of(ACTORS + "actors: []\n"), "duplicate-key", LAST, 1, "first appears in line 1"
    ),
    "a merge key": Refusal(
        text_of(f"{ACTORS}  - <<: {{id: x}}\n    id: y\n    name: Y\n    kind: state\n"),
        "merge-key",
        LAST,
        5,
        "merge keys ('<<') are not supported; write the keys out",
    ),
    "a tag": Refusal(
        text_of(ACTORS.replace("name: Ruritania", "name: !!str Ruritania")),
        "tag",
        3,
        11,
        "tags are not supported; found 'tag:yaml.org,2002:str'",
    ),
    "aliases beyond the budget": Refusal(
        text_of("actors:\n  - &a [" + "x, " * 5_001 + "]\n  - *a\n  - *a\n"),
        "alias",
        4,
        5,
        "aliases repeat more than 10000 values",
    ),
    "an alias of a text of megabytes": Refusal(
        text_of(f"actors:\n  - &a {'x' * 2_000_000}\n  - *a\n"),
        "alias",
        3,
        5,
        "aliases repeat more than 10000 values in this file (a long text counts as several)",
    ),
    "a cyclic alias": Refusal(
        text_of(ACTORS.replace("actors:", "actors: &a") + "    memberships: *a\n"),
        "alias",
        LAST,
        18,
        "the alias '*a' is inside the value that it repeats; write it out",
    ),
    "an unknown alias": Refusal(
        text_of(ACTORS.replace("Rudolf R", "*Rudolf R")),
        "alias",
        14,
        11,
        "there is no '&Rudolf' above it",
    ),
    "nesting beyond 64": Refusal(
        text_of(f"actors: {'[' * 64}{']' * 64}\n"),
        "too-deep",
        1,
        72,
        "the nesting here is more than 64 levels deep",
    ),
    "a second document": Refusal(
        text_of(f"{ACTORS}---\n{ACTORS}"), "second-document", LAST, 1, "delete the line '---'"
    ),
    "a key that is a list": Refusal(
        text_of("? [a]\n: b\n"), "key-not-text", 1, 3, "a key must be text"
    ),
    "a key that is a mapping": Refusal(
        text_of("{a: b}: c\n"), "key-not-text", 1, 1, "a key must be text"
    ),
    "a key that is a number": Refusal(
        text_of(f"{ACTORS}1: x\n"), "unknown-key", LAST, 1, "unknown key '1'; expected actors"
    ),
    "Latin-1": Refusal(
        text_of(ACTORS.replace("Rudolf", "Rüdolf").encode("latin-1")),
        "not-utf-8",
        14,
        12,
        "byte 279 (0xfc) is not valid UTF-8; save the file in UTF-8",
    ),
    "UTF-16": Refusal(
        text_of(ACTORS.encode("utf-16")), "not-utf-8", 1, 1, "byte 0 (0xff) is not valid UTF-8"
    ),
    "NUL": Refusal(text_of("actors: \0\n"), "strange-character", 1, 9, "U+0000 is not allowed"),
    "a control character": Refusal(
        text_of("actors:\n  - \x07\n"), "strange-character", 2, 5, "U+0007 is not allowed in a file"
    ),
    "a delete character": Refusal(
        text_of("actors: \x7f\n"), "strange-character", 1, 9, "U+007F is not allowed in a file"
    ),
    "an escaped control character": Refusal(
        text_of(ACTORS.replace("name: The League", 'name: "The\\aLeague"')),
        "strange-character",
        11,
        11,
        "the escaped character U+0007 is not allowed in a text",
    ),
    "a line separator": Refusal(
        text_of("actors: \u2028\n"), "strange-character", 1, 9, "U+2028 is not allowed in a file"
    ),
    "a paragraph separator": Refusal(
        text_of("actors: \u2029\n"), "strange-character", 1, 9, "U+2029 is not allowed in a file"
    ),
    "a next line": Refusal(
        text_of("actors: \x85\n"), "strange-character", 1, 9, "U+0085 is not allowed in a file"
    ),
    "a mark of byte order in the middle": Refusal(
        text_of("actors: \ufeff\n"), "strange-character", 1, 9, "U+FEFF is not allowed in a file"
    ),
    "a bidirectional character in a key": Refusal(
        text_of(ACTORS.replace("actors", "act\u202eors", 1)),
        "hidden-character",
        1,
        1,
        "U+202E, which cannot be seen",
    ),
    "an isolate in a key": Refusal(
        text_of("\u2066" + ACTORS), "hidden-character", 1, 1, "U+2066, which cannot be seen"
    ),
    "a zero-width character in a key": Refusal(
        text_of(ACTORS.replace("actors", "actors\u200b", 1)),
        "hidden-character",
        1,
        1,
        "U+200B, which cannot be seen",
    ),
    "a control character in a key": Refusal(
        text_of(ACTORS.replace("actors", '"act\\eors"', 1)),
        "hidden-character",
        1,
        1,
        "U+001B, which cannot be seen",
    ),
    "an odd space in a key": Refusal(
        text_of("\xa0" + ACTORS), "hidden-character", 1, 1, "U+00A0, which looks like a space"
    ),
    "a bidirectional character in an id": Refusal(
        with_id("x\u202ey"), "value", LAST, 9, r"found 'x\u202ey'; write 'xy'"
    ),
    "a zero-width character in an id": Refusal(
        with_id("x\u200by"), "value", LAST, 9, r"found 'x\u200by'; write 'xy'"
    ),
    "a soft hyphen in an id": Refusal(
        with_id("x\xady"), "value", LAST, 9, r"found 'x\xady'; write 'xy'"
    ),
    "an id of another alphabet": Refusal(
        with_id("лига"), "value", LAST, 9, "write 'liga' in Latin letters"
    ),
    "an id with an underscore": Refusal(with_id("x_y"), "value", LAST, 9, "write 'x-y'"),
    "an id that is too long": Refusal(
        with_id("x" * 201), "value", LAST, 9, "shorten it to at most 200 characters"
    ),
    "an id that differs in capitals alone": Refusal(
        with_id("League"),
        "duplicate-id",
        LAST,
        9,
        "the actor 'League' differs from 'league' (actors.yaml:10) only in spelling",
    ),
    "an id that differs in Unicode form alone": Refusal(
        with_id("ｌｅａｇｕｅ"),  # noqa: RUF001 - wide letters are the point
        "duplicate-id",
        LAST,
        9,
        "differs from 'league' (actors.yaml:10) only in spelling; if they mean the same",
    ),
    "an id that is there already": Refusal(
        with_id("league"), "duplicate-id", LAST, 9, "is already defined in actors.yaml"
    ),
    "a tab as indentation": Refusal(
        text_of(ACTORS.replace("    name: Ruritania", "\tname: Ruritania")),
        "tab",
        3,
        1,
        "there is a tab here, but YAML allows only spaces; replace the tabs",
    ),
    "a tab between values": Refusal(
        text_of(ACTORS.replace("name: The", "name:\tThe")), "tab", 11, 10, "there is a tab here"
    ),
    "a directive": Refusal(
        text_of(f"%YAML 1.1\n---\n{ACTORS}"),
        "directive",
        1,
        1,
        "as a directive, which is not supported",
    ),
    "no YAML": Refusal(text_of("actors: [\n"), "not-yaml", 1, 9, "this is not YAML: the bracket"),
    "nothing": Refusal(text_of(""), "empty-file", 1, 1, "the file is empty"),
    "too many bytes": Refusal(
        sparse, "too-large", 1, 1, "the file has more than 16777216 bytes; split it"
    ),
    "too many lines": Refusal(
        text_of("\n" * 1_000_001), "too-large", 1, 1, "the file has more than 1000000 lines; split"
    ),
    "too many values": Refusal(
        text_of(f"actors: [{'a,' * 300_000}]\n"), "too-large", 1, 1, "more than 300000 values"
    ),
    "a pipe": Refusal(os.mkfifo, "not-readable", 1, 1, "this is not a regular file"),
    "a folder": Refusal(Path.mkdir, "not-readable", 1, 1, "this is not a regular file"),
    "a link to a device": Refusal(
        link_to("/dev/zero"), "not-readable", 1, 1, "a link to a place outside the case folder"
    ),
    "a link out of the folder": Refusal(
        link_to("../secret.yaml"), "not-readable", 1, 1, "a link to a place outside the case folder"
    ),
    "a link to nowhere": Refusal(
        link_to("nowhere.yaml"), "not-readable", 1, 1, "cannot be read (No such file"
    ),
    "a link to itself": Refusal(link_to("actors.yaml"), "not-readable", 1, 1, "cannot be read ("),
    "more unknown keys than anybody writes": Refusal(
        text_of(ACTORS + "".join(f"k{n}: x\n" for n in range(200))),
        "unknown-key",
        1,
        1,
        "more than 100 unknown keys here; the rest are not listed",
    ),
}
"""What is refused -> how it is made in place of `actors.yaml`, and what is said of it."""


def problems_with(home: Path, refusal: Refusal) -> list[Problem]:
    """What is said of the sound case with the refused file and a slip in another."""
    (home / "secret.yaml").write_text(ACTORS)
    folder = write_case_folder(home, {**SLIP, "actors.yaml": None})
    refusal.make(folder / "actors.yaml")
    return list(check_case(folder))


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_refused_is_named_at_its_place_and_hides_nothing(tmp_path: Path, name: str) -> None:
    """A scholar mends it without asking, and sees the other mistakes in the same run."""
    refusal = REFUSALS[name]
    problems = problems_with(tmp_path, refusal)
    said = [
        problem
        for problem in problems
        if (problem.rule, problem.line, problem.column)
        == (refusal.rule, refusal.line, refusal.column)
        and refusal.says in str(problem)
    ]
    assert said, report_problems(problems)
    assert said[0].file == "actors.yaml"
    assert said[0].severity is Severity.ERROR
    assert [p.found for p in problems if p.file == DOE] == ["'insists'"]
    if name != "nothing":  # then there are no actors, and those that are named are unknown
        assert {p.file for p in problems} == {"actors.yaml", DOE}


@pytest.mark.parametrize("name", REFUSED)
def test_what_one_file_is_refused_for_hides_nothing_of_the_others(
    tmp_path: Path, name: str
) -> None:
    """Whatever a parser makes of it."""
    text, line, column, says = REFUSED[name]
    problems = problems_with(tmp_path, Refusal(text_of(text), "", line, column, says))
    assert any(says in str(p) and (p.line, p.column) == (line, column) for p in problems)
    assert [p.found for p in problems if p.file == DOE] == ["'insists'"]


def test_a_mark_of_byte_order_at_the_start_is_fine(tmp_path: Path) -> None:
    """Editors on Windows put it there."""
    folder = write_case_folder(tmp_path)
    (folder / "actors.yaml").write_bytes(b"\xef\xbb\xbf" + ACTORS.encode())
    assert check_case(folder) == ()


@pytest.mark.parametrize("character", ["\u202e", "\u200b", "\xad", "\u200c"])
def test_characters_that_cannot_be_seen_may_stand_in_a_text(tmp_path: Path, character: str) -> None:
    """Arabic and Persian need them."""
    changes: dict[str, str | None] = {"actors.yaml": ACTORS.replace("The Le", f"The{character}Le")}
    found = check_case(write_case_folder(tmp_path, changes))
    assert {problem.rule for problem in found} <= {"hidden-sign"}
    assert all(problem.severity is Severity.WARNING for problem in found)


def test_many_ids_that_nobody_defines_are_not_all_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report says that it stops."""
    monkeypatch.setattr("fpcase.casefiles.rules.record_rules.MAX_PROBLEMS", 3)
    doe = SOUND[DOE].replace("explains: [neutrality]", f"explains: [{'x, ' * 9}neutrality]")
    problems = [
        p
        for p in check_case(write_case_folder(tmp_path, {DOE: doe}))
        if p.severity is Severity.ERROR
    ]
    assert [p.rule for p in problems] == ["unknown-id"] * 3 + ["too-many-problems"]


def test_no_message_is_longer_than_a_screen(tmp_path: Path) -> None:
    """Whatever a file holds; a megabyte in a message helps nobody."""
    for name, text in SOUND.items():
        for old in (": war", ": 1894", "kind: state", "doe-2001", "id: ", "kind"):
            changes: dict[str, str | None] = {name: text.replace(old, old + "x y" * 100_000)}
            for problem in check_case(write_case_folder(tmp_path, changes)):
                assert len(str(problem)) < 2_500
                assert len(problem.excerpt) < 500
        write_case_folder(tmp_path)
