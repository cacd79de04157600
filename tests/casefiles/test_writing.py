"""What is written is read back as it was, is complete or absent, and looks hand-made."""

import ctypes
import errno
import os
import tempfile
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from casefolders import SOUND, write_case_folder
from hostile import TEXT, hostile_cases, hostile_fields, record, text_fields
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import fpcase
from fpcase import Case, CaseError, FpcaseError, files, load_case, write_case
from fpcase.casefiles import write_explanation
from fpcase.casefiles.yamltext import to_yaml
from fpcase.documents import parse_text
from fpcase.documents.document import PurePythonParser
from fpcase.model import Explanation, Variable, Vocabulary
from fpcase.model.ids import ActorId, ExplanationId, VocabularyId

ROE = ExplanationId("roe-2002")
CASES = sorted(path.parent for path in fpcase.bundled_case("kazakhstan").parent.glob("*/case.yaml"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_bundled_case_is_read_back_as_it_was_written(folder: Path, tmp_path: Path) -> None:
    """Nothing of a case is lost between records and files."""
    case = load_case(folder)
    assert load_case(write_case(case, tmp_path / folder.name)) == case


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile_cases())
def test_any_case_is_read_back_as_it_was_written(case: Case) -> None:
    """Whatever the texts are: the round trip is the identity, and the same case the same bytes."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_case(case, Path(name) / "ruritania")
        read = load_case(folder)
        assert read == case
        assert contents(write_case(read, Path(name) / "again" / "ruritania")) == contents(folder)


def test_hostile_text_comes_to_stand_in_every_text_field_of_every_record() -> None:
    """Or the law above would say nothing of a field that somebody adds."""
    found = fields_drawn(hostile_cases(), 8)
    for kind in {kind for kind, _ in found}:  # a record that no case has is not drawn, and missed
        if any(kind is one for one, _ in text_fields(Case) - found):
            found |= fields_drawn(record(kind), 50)
    missing = text_fields(Case) - found
    assert missing == {(Variable, "anchors")}  # whose keys are three words, and no others


def fields_drawn(records: st.SearchStrategy[Any], examples: int) -> set[tuple[type, str]]:
    """The fields in which a few records, or what they hold, have hostile text."""
    found: set[tuple[type, str]] = set()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(records)
    def draw(one: Any) -> None:  # noqa: ANN401 - a record
        found.update(hostile_fields(one))

    draw()
    return found


TREES = st.recursive(
    st.none() | TEXT | st.integers(),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            TEXT.filter(lambda t: t.isprintable() and "\xad" not in t), inside, max_size=4
        )
    ),
    max_leaves=12,
).filter(lambda tree: isinstance(tree, dict | list))


def as_text(tree: object) -> object:
    """A tree as the reader gives it."""
    if isinstance(tree, dict):
        return {key: as_text(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_text(value) for value in tree]
    return None if tree is None else str(tree)


@given(TREES)
@example([])
@example({})
@example([[]])
@example({"a": [[["b"], {}], []]})
@example([True, False, 1.5])
@example([["«", None]])
@example({"a #b": None, "0[#": None})
def test_any_tree_is_yaml_that_every_reader_reads_alike(tree: object) -> None:
    """Ours with either parser, and PyYAML's, which guesses at what stands plain."""
    text = to_yaml(tree)
    assert text == to_yaml(tree)
    document = parse_text(text, "x")
    if tree not in ([], {}):
        assert [p for p in document.problems if p.rule != "hidden-character"] == []
    assert yaml.safe_load(text) == tree
    parser = PurePythonParser(text)
    while parser.get_event() is not None:  # type: ignore[no-untyped-call] # PyYAML's stubs
        pass


@given(TREES)
def test_our_reader_reads_back_any_tree_as_text(tree: object) -> None:
    """Numbers come back as their digits, which the field's type reads again."""
    document = parse_text(to_yaml(tree), "x")
    if not document.problems:
        assert document.data == as_text(tree)


def test_long_text_is_folded_and_lists_stand_under_their_key() -> None:
    """As a person would have written it."""
    tree = {
        "id": "c1",
        "mechanism": "Without an authority above them states must rely on themselves, so they seek "
        "power and balance against whoever has more of it.",
        "note": "First line.\nSecond line.\n",
        "actors": ["russia", "no"],
        "at": [{"section": "1. Introduction", "anchor": {"start": "a: b", "end": "c, d"}}],
        "url": "https://example.org/" + "x" * 100,
        "empty": [],
    }
    assert (
        to_yaml({"claims": [tree]})
        == """\
claims:
  - id: c1
    mechanism: >-
      Without an authority above them states must rely on themselves, so they seek power and balance
      against whoever has more of it.
    note: |
      First line.
      Second line.
    actors: [russia, "no"]
    at:
      - section: 1. Introduction
        anchor: {start: "a: b", end: "c, d"}
    url: https://example.org/"""
        + "x" * 100
        + "\n    empty: []\n"
    )


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A small sound case."""
    return load_case(write_case_folder(tmp_path / "from"))


def test_nothing_is_written_over(case: Case, tmp_path: Path) -> None:
    """Neither a case, nor a file, nor a link that leads nowhere."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    for name in ("folder", "file", "link"):
        with pytest.raises(
            FpcaseError, match=f"the folder '{name}' already exists and is not overwritten"
        ):
            write_case(case, tmp_path / name)


@pytest.mark.parametrize("one_step", [True, False], ids=["in one step", "look, then rename"])
@pytest.mark.parametrize("filled", [True, False])
def test_a_folder_that_appears_meanwhile_is_not_replaced(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, one_step: bool, filled: bool
) -> None:
    """POSIX would let a rename replace an empty folder."""
    put = files.put

    def somebody_else_is_quicker(made: Path, place: Path, noun: str) -> None:
        place.mkdir()
        if filled:
            (place / "x").touch()
        put(made, place, noun)

    monkeypatch.setattr("fpcase.casefiles.case_writer.put", somebody_else_is_quicker)
    if not one_step:
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: None)
    with pytest.raises(FpcaseError, match="the folder 'there' already exists"):
        write_case(case, tmp_path / "there")
    assert len(list((tmp_path / "there").iterdir())) == filled
    assert sorted(p.name for p in tmp_path.iterdir()) == ["from", "there"]


def test_where_the_system_cannot_rename_in_one_step_a_look_goes_first(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems do not know the step; other failures are told."""
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)

    class Library:
        def renameat2(self, *_: object) -> int:
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    assert load_case(write_case(case, tmp_path / "there")) == case
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.ENOSPC)
    with pytest.raises(FpcaseError, match="'elsewhere' cannot be written"):
        write_case(case, tmp_path / "elsewhere")


def test_a_folder_that_cannot_be_synced_is_written_all_the_same(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every file system can."""
    really = os.fsync

    def cannot(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a descriptor's name
            raise OSError(errno.EINVAL, "Invalid argument")
        really(descriptor)

    monkeypatch.setattr(os, "fsync", cannot)
    assert load_case(write_case(case, tmp_path / "there")) == case


def test_vocabularies_are_written_beside_unless_they_are_there(tmp_path: Path) -> None:
    """The copy loads on a machine without the bundled cases."""
    (tmp_path / "one" / "ours").mkdir(parents=True)
    text = SOUND["variables.yaml"].replace("- id: ", "- id: our-")
    (tmp_path / "one" / "ours" / "variables.yaml").write_text(text)
    uses = {"case.yaml": SOUND["case.yaml"] + "uses: [ours]\n"}
    case = load_case(write_case_folder(tmp_path / "one", uses))
    write_case(case, tmp_path / "two" / "a")
    write_case(case, tmp_path / "two" / "b")
    assert sorted(p.name for p in (tmp_path / "two").iterdir()) == ["a", "b", "ours"]
    (tmp_path / "two" / "ours" / "variables.yaml").write_text(text.replace("War", "Peace"))
    with pytest.raises(
        FpcaseError, match="would differ in vocabularies, variables; check whether that folder"
    ):
        write_case(case, tmp_path / "two" / "c")


def test_actors_and_evidence_of_a_vocabulary_are_written_with_it_and_not_with_the_case(
    tmp_path: Path,
) -> None:
    """Written into the case as well, they would be defined twice."""
    shared = ("sources.yaml", "actors.yaml", "evidence.yaml")
    (tmp_path / "one" / "ours").mkdir(parents=True)
    for name in shared:
        (tmp_path / "one" / "ours" / name).write_text(SOUND[name])
    changes: dict[str, str | None] = dict.fromkeys(shared)
    changes["case.yaml"] = SOUND["case.yaml"] + "uses: [ours]\n"
    case = load_case(write_case_folder(tmp_path / "one", changes))
    folder = write_case(case, tmp_path / "two" / "ruritania")
    assert load_case(folder) == case
    assert not any((folder / name).exists() for name in shared)
    assert all((tmp_path / "two" / "ours" / name).is_file() for name in shared)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, "case.yaml:2:8: title: expected text, found ' '"),
        ({"title": "a\x00b"}, "the escaped character U+0000 is not allowed in a text"),
        ({"title": "a\ud800b"}, "the text cannot be written: U+D800 is an incomplete character"),
        ({"variables": {}}, "unknown variable 'war'"),
        ({"version": "1.0", "id": "Not An Id"}, "found 'Not An Id'"),
    ],
)
def test_a_case_that_could_not_be_read_back_is_not_written(
    case: Case, tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    """Better no folder than one that does not load."""
    with pytest.raises(FpcaseError) as caught:
        write_case(attrs.evolve(case, **changes), tmp_path / "there")
    assert says in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["from"]


def test_a_record_found_by_another_id_than_its_own_is_not_written(
    case: Case, tmp_path: Path
) -> None:
    """It would be found by its own when it is read back."""
    actors = {**case.actors, ActorId("other"): case.actors[ActorId("league")]}
    with pytest.raises(FpcaseError, match=r"is already defined|would differ in actors"):
        write_case(attrs.evolve(case, actors=actors), tmp_path / "there")


def test_an_explanation_is_written_into_a_case_folder(tmp_path: Path) -> None:
    """Adding an author adds a file."""
    folder = write_case_folder(
        tmp_path, {"explanations/roe-2002.yaml": None, "appraisals.yaml": None}
    )
    whole = load_case(write_case_folder(tmp_path / "whole"))
    path = write_explanation(folder, whole.explanations[ROE])
    assert path == folder / "explanations" / "roe-2002.yaml"
    assert load_case(folder).explanations[ROE] == whole.explanations[ROE]
    with pytest.raises(
        FpcaseError, match=r"the explanation 'roe-2002\.yaml' already exists and is not overwritten"
    ):
        write_explanation(folder, whole.explanations[ROE])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "Doe 2001"}, "found 'Doe 2001'"),
        ({"question": "a\x00b"}, r"not written\) has 1 problem"),
        ({"question": " "}, "it would not be read back unchanged"),
        ({"question": 5}, "Explanation.question: expected text, found 5"),
    ],
)
def test_an_explanation_that_could_not_be_read_back_is_not_written(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    """The case still loads afterwards."""
    folder = write_case_folder(tmp_path)
    sound = Explanation(id="moe-1999", source="doe-2001")  # type: ignore[arg-type] # ids are text
    with pytest.raises(FpcaseError, match=says):
        write_explanation(folder, attrs.evolve(sound, **changes))
    load_case(folder)


def test_an_explanation_needs_a_case_folder(tmp_path: Path) -> None:
    """Or it would found one in the wrong place."""
    with pytest.raises(FpcaseError, match=r"is not a case folder \(it has no case\.yaml\)"):
        write_explanation(tmp_path, Explanation(id="x", source="x"))  # type: ignore[arg-type] # ids are text


def test_a_case_error_of_a_case_in_memory_names_the_case(case: Case, tmp_path: Path) -> None:
    """There is no folder yet to name."""
    with pytest.raises(CaseError, match=r"the case 'ruritania' \(not written\) has"):
        write_case(attrs.evolve(case, variables={}), tmp_path / "there")


def test_no_id_leads_out_of_the_folder_that_is_written(tmp_path: Path) -> None:
    """An id becomes a file's name: nothing may be written over that lies beside the folder."""
    case = load_case(write_case_folder(tmp_path / "from"))
    (tmp_path / "kept.yaml").write_text("kept", encoding="utf-8")
    outward = ExplanationId("../../../kept")
    explanations = {outward: case.explanations[ROE]}
    with pytest.raises(FpcaseError, match=r"'../../../kept' is not an id in kebab-case"):
        write_case(attrs.evolve(case, explanations=explanations), tmp_path / "to")
    vocabularies = {VocabularyId("../kept"): Vocabulary(id=VocabularyId("kept"))}
    with pytest.raises(FpcaseError, match="is not an id"):
        write_case(attrs.evolve(case, vocabularies=vocabularies), tmp_path / "to")
    assert (tmp_path / "kept.yaml").read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["from", "kept.yaml"]
