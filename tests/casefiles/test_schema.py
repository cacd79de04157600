"""Schemas for editors: what the reader takes they take, and mistakes show while one types."""

import datetime as dt
import functools
import json
import runpy
import sys
import types
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import fpcase
from fpcase.casefiles.converter import structure
from fpcase.casefiles.schema import _DATE, FILE_KINDS, schema_files
from fpcase.casefiles.yamltext import to_yaml
from fpcase.model import Actor, Evidence, Source, Variable
from fpcase.model.claims import JointCause
from fpcase.model.dates import span
from fpcase.model.terms import VOCABULARIES
from fpcase.model.variables import Selector

CASES = fpcase.bundled_case("kazakhstan").parent
FILES = sorted(CASES.rglob("*.yaml"))

DATES = jsonschema.Draft7Validator({"pattern": _DATE})
"""Takes what the pattern for editors takes."""


@functools.cache
def _validator(kind: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(fpcase.casefiles.json_schema(kind))


def _as_an_editor(text: str) -> Any:  # noqa: ANN401 - a tree
    """A YAML text as an editor reads it: plain words become numbers, truth values or nothing."""

    def plain(value: Any) -> Any:  # noqa: ANN401 - a tree
        match value:
            case dict():
                return {str(key): plain(item) for key, item in value.items()}
            case list():
                return [plain(item) for item in value]
            case dt.date():  # YAML 1.2 has no dates
                return value.isoformat()
            case _:
                return value

    return plain(yaml.load(text, Loader=yaml.CSafeLoader))


def _faults(kind: str, text: str) -> list[str]:
    return [error.message for error in _validator(kind).iter_errors(_as_an_editor(text))]


def _kind_of(path: Path) -> str:
    return "explanation" if path.parent.name == "explanations" else path.stem


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_each_schema_is_a_schema(kind: str) -> None:
    """Editors refuse a schema that breaks the rules of draft-07."""
    jsonschema.Draft7Validator.check_schema(fpcase.casefiles.json_schema(kind))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CASES).as_posix())
def test_the_bundled_files_fit_their_schemas(path: Path) -> None:
    """What loads must not be underlined in an editor."""
    assert _faults(_kind_of(path), path.read_text(encoding="utf-8")) == []


def test_a_new_case_fits_its_own_schemas(tmp_path: Path) -> None:
    """The schemas put beside a new case take its files."""
    folder = fpcase.new_case(tmp_path / "it")
    for path in folder.rglob("*.yaml"):
        schema = json.loads((folder / "schema" / f"{_kind_of(path)}.json").read_text("utf-8"))
        tree = _as_an_editor(path.read_text(encoding="utf-8"))
        assert list(jsonschema.Draft7Validator(schema).iter_errors(tree)) == []


DECISION = (
    "decisions: [{id: d, title: x, date: 2014, actor: a, kind: vote, outcomes: {%s: yes}, "
    "conditions: {oil: , gas: {value: 3}}}]"
)
PATTERN = (
    "theories: [{id: t, name: x, family: realism, propositions: [{id: p, text: x, expects: {%s}}]}]"
)
APPRAISAL = "appraisals: [{evidence: e, explanation: a, rival: b, because: x%s}]"
CLAIM = "claims: [{id: c1, cause: war, effect: oil, sign: positive, stance: asserts%s}]"
SOURCE = "sources: [{id: doe-2001, authors: [J. Doe], title: A title, kind: book%s}]"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("case", "{id: 1, title: 1984, country: no, version: 1.0, uses: , period: 1991/..}"),
        ("case", "{id: a, title: yes, country: x, version: 2, question: , kind: links}"),
        ("sources", SOURCE % ", year: 2001, language: no, container: null"),
        ("sources", "sources:"),
        ("sources", "{}"),
        ("actors", "actors: [{id: a, name: 7, kind: state, codes: {cow: 705, 3: 07}}]"),
        ("explanation", "{}"),
        ("explanation", CLAIM % ", at: , causes: [], period: 2014, note: 1"),
        ("explanation", CLAIM % ", period: 2014-03-18, modality: "),
        ("explanation", CLAIM.replace("cause: war", "causes: [war, {variable: oil, sign: }]") % ""),
        ("decisions", DECISION % "war"),
        ("theories", PATTERN % "some_path: {cause: {level: system, tags: a}, effect: outcome}"),
        ("theories", PATTERN % "loop: {through: {outcome: true, variables: [a]}}"),
        ("appraisals", APPRAISAL % ", likelihood_ratio: {low: 1, high: 2.5}"),
    ],
)
def test_what_an_editor_makes_of_plain_words_fits(kind: str, text: str) -> None:
    """Unquoted years, numbers, yes and no are texts to the reader, and no fault to the schema."""
    assert _faults(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        ("sources", SOURCE % ", yaer: 2001", "'yaer' was unexpected"),
        ("sources", SOURCE.replace("title: A title, ", "") % "", "'title' is a required"),
        ("sources", SOURCE.replace("book", "brick") % "", "'brick' is not one of"),
        ("sources", SOURCE % ", year: [2001]", "is not of type"),
        ("sources", SOURCE % ", year: about 2001", "does not match"),
        ("sources", SOURCE.replace("[J. Doe]", "J. Doe") % "", "'J. Doe' is not of type 'array'"),
        ("sources", SOURCE.replace("A title", "{a: b}") % "", "is not of type"),
        ("sources", SOURCE.replace("A title", "' '") % "", "does not match"),
        ("sources", SOURCE.replace("A title", "") % "", "None is not of type"),
        ("sources", SOURCE.replace("doe-2001", "Doe 2001") % "", "does not match"),
        ("sources", "source: []", "'source' was unexpected"),
        ("sources", "[]", "is not of type 'object'"),
        ("case", "{id: a, title: x, country: x}", "'version' is a required"),
        ("explanation", CLAIM % ", period: 2014-13", "does not match"),
        ("explanation", CLAIM % ", period: ../..", "does not match"),
        ("explanation", CLAIM % ", period: 99", "is less than the minimum"),
        ("explanation", CLAIM % ", basis: ", "None is not one of"),
        ("explanation", CLAIM % ", modality: vital", "'vital' is not one of"),
        ("explanation", CLAIM.replace("positive", "+") % "", "'+' is not one of"),
        ("explanation", CLAIM % ", at: [{paragraph: two}]", "does not match"),
        ("explanation", CLAIM % ", at: [{paragraph: 2, word: 3}]", "'word' was unexpected"),
        ("explanation", CLAIM % ", causes: [War]", "is not valid under any"),
        ("explanation", CLAIM % ", causes: [{sign: positive}]", "is not valid under any"),
        ("decisions", DECISION % "A War", "does not match"),
        ("theories", PATTERN % "loop: {through: outcomes}", "is not valid under any"),
        ("theories", PATTERN % "loop: {through: {outcome: x}}", "is not valid under any"),
        ("appraisals", "prediction_outcomes: [{prediction: p1}]", "does not match"),
    ],
)
def test_a_mistake_is_seen_while_one_types(kind: str, text: str, message: str) -> None:
    """Unknown key, missing key, wrong word, wrong type: each is underlined."""
    faults = _faults(kind, text)
    assert any(message in fault for fault in faults), faults


def test_every_key_is_described() -> None:
    """An editor shows what a key means when one points at it."""

    def look(schema: Any) -> None:  # noqa: ANN401 - a part of a schema
        if isinstance(schema, dict):
            for name, part in schema.get("properties", {}).items():
                assert part["description"], name
            for part in schema.values():
                look(part)
        elif isinstance(schema, list):
            for part in schema:
                look(part)

    for kind in FILE_KINDS:
        look(fpcase.casefiles.json_schema(kind))


def test_words_are_described_in_their_order() -> None:
    """An editor shows what a word means while one chooses."""
    sign = fpcase.casefiles.json_schema("explanation")["definitions"]["CausalClaim"]["properties"][
        "sign"
    ]
    assert sign["enum"][2:] == ["no-effect", "unstated"]
    assert sign["enumDescriptions"][2] == "The cause does not affect the effect."


def test_a_kind_of_file_that_there_is_not_is_named_with_the_nearest() -> None:
    """The message says what was meant, or what there is."""
    with pytest.raises(fpcase.FpcaseError, match="did you mean 'sources'"):
        fpcase.casefiles.json_schema("source")
    with pytest.raises(fpcase.FpcaseError, match=r"available: case, sources, .*explanation"):
        fpcase.casefiles.json_schema("xyz")


def test_schemas_are_written_into_a_new_folder(tmp_path: Path) -> None:
    """The files are those that a new case gets."""
    folder = fpcase.casefiles.write_schemas(tmp_path / "schema")
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()} == schema_files()
    with pytest.raises(fpcase.FpcaseError, match="exists"):
        fpcase.casefiles.write_schemas(folder)


words = [str(member.value) for vocabulary in VOCABULARIES for member in vocabulary]
scalars = st.one_of(
    st.none(),
    st.text("aé 1.:#-{}[]'\"\n~@%", max_size=6),
    st.sampled_from([*words, "war", "2014", "2014-03", "1e5", "0x1f", "true", "No", "null"]),
)
RECORDS = {
    "sources": Source,
    "variables": Variable,
    "evidence": Evidence,
    "actors": Actor,
}
KEYS = [(kind, field.name) for kind, record in RECORDS.items() for field in attrs.fields(record)]
SOUND: dict[str, dict[str, object]] = {
    "sources": {"id": "war", "authors": [], "title": "x", "kind": "book"},
    "variables": {"id": "war", "name": "x", "definition": "x"},
    "evidence": {"id": "war", "description": "x", "kind": "vote"},
    "actors": {"id": "war", "name": "x", "kind": "state"},
}


@given(key=st.sampled_from(KEYS), value=st.one_of(scalars, st.lists(scalars, max_size=2)))
def test_whatever_the_reader_takes_the_schema_takes(key: tuple[str, str], value: object) -> None:
    """An editor must never underline what loads."""
    kind, name = key
    tree = {**SOUND[kind], name: value}
    _, misfits = structure(tree, RECORDS[kind])
    if not misfits:
        assert _faults(kind, to_yaml({kind: [tree]})) == []


@pytest.mark.parametrize(
    ("record", "short", "schema"),
    [(JointCause, "war", "JointCause"), (Selector, "outcome", "Selector")],
)
def test_short_forms_are_those_of_the_reader(record: type, short: str, schema: str) -> None:
    """A joint cause may be a word, a selector the word 'outcome'."""
    assert structure(short, record)[1] == ()
    kind = "explanation" if record is JointCause else "theories"
    forms = fpcase.casefiles.json_schema(kind)["definitions"][schema]["anyOf"]
    assert jsonschema.Draft7Validator(forms[0]).is_valid(short)


@pytest.mark.parametrize("text", ["2000-00", "2000-01-00", "2000-00/.."])
def test_there_is_no_month_or_day_zero(text: str) -> None:
    """Zero is no way to say that a month is unknown: the month is left out then."""
    assert not DATES.is_valid(text)
    with pytest.raises(ValueError, match="there is no such date"):
        span(text)


@given(
    st.one_of(
        st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?", fullmatch=True),
        st.from_regex(r"(\.\.|20[0-9]{2}(-[01][0-9])?)/(\.\.|20[0-9]{2})", fullmatch=True),
        st.text("0123456789-/.~", max_size=9),
    )
)
def test_dates_that_the_reader_takes_fit_the_schema(text: str) -> None:
    """The pattern for editors follows the reader's grammar of dates."""
    try:
        span(text)
    except ValueError:
        return
    assert DATES.is_valid(text)


@pytest.mark.parametrize(("version", "made"), [("standard", True), ("editable", False)])
def test_a_wheel_is_built_with_the_schemas_in_it(
    monkeypatch: pytest.MonkeyPatch, version: str, *, made: bool
) -> None:
    """An editor may read them there; they are made as it is built, and so are never old."""
    interface = types.ModuleType("hatchling.builders.hooks.plugin.interface")
    interface.BuildHookInterface = object  # type: ignore[attr-defined] # what hatchling would give
    monkeypatch.setitem(sys.modules, interface.__name__, interface)
    monkeypatch.setattr(sys, "path", list(sys.path))
    root = Path(__file__).parents[2]
    hook = runpy.run_path(str(root / "hatch_build.py"))["SchemaHook"]()
    hook.root = str(root)
    build: dict[str, dict[str, str]] = {"force_include": {}}
    hook.initialize(version, build)
    texts = {place: Path(path).read_text("utf-8") for path, place in build["force_include"].items()}
    hook.finalize(version, build, "fpcase.whl")
    expected = {f"fpcase/schema/{name}": text for name, text in schema_files().items()}
    assert texts == (expected if made else {})
    assert not any(Path(path).exists() for path in build["force_include"])
