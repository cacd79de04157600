"""A new case teaches: it loads, draws, and explains every key of every record."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

import fpcase
from fpcase.casefiles.converter import structure
from fpcase.casefiles.layout import CASE_FILES
from fpcase.casefiles.scaffold import Commenter, _schema_line
from fpcase.casefiles.schema import FILE_KINDS
from fpcase.documents import Severity, read_document
from fpcase.model import CausalClaim, Chance, Explanation
from fpcase.model.cases import CaseHead
from fpcase.model.fields import fields_of


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return fpcase.new_case(tmp_path / "my-country", "Ruritania")


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml"))


def _records(kind: Any) -> Iterator[type]:  # noqa: ANN401 - a type
    """A record and all that stand in it."""
    if attrs.has(kind):
        yield kind
        for field in attrs.fields(attrs.resolve_types(kind)):
            yield from _records(field.type)
    for argument in get_args(kind):
        yield from _records(argument)


def _every_key() -> list[tuple[type, str]]:
    tops = [
        CaseHead,
        Explanation,
        *(k for f in CASE_FILES.values() for k in f.values()),
    ]
    kinds = dict.fromkeys(kind for top in tops for kind in _records(top))
    keys = [(kind, field.name) for kind in kinds for field in attrs.fields(kind)]
    short: set[tuple[type, str]] = {(Explanation, "id")}  # it is the file's name
    short |= {(Chance, "low"), (Chance, "high"), (Chance, "word")}  # a chance is written short
    return [key for key in keys if key not in short]


def test_a_new_case_has_no_errors_and_no_warnings(folder: Path) -> None:
    """A newcomer's first check is clean, so that every later complaint is about own work."""
    assert fpcase.check_case(folder) == ()


def test_a_new_case_holds_two_authors_who_agree_and_disagree(folder: Path) -> None:
    """Comparing needs two, and the example shows both at once."""
    case = fpcase.load_case(folder)
    assert (case.id, case.country) == ("my-country", "Ruritania")
    assert list(case.explanations) == ["example-2001", "example-2005"]
    relations = {row[0] for row in fpcase.compare(case).table("relations").rows}
    assert {"agree", "contradict"} <= relations


def test_a_bare_case_is_sound_and_has_nothing_to_delete(tmp_path: Path) -> None:
    """Whoever knows what goes where begins to write at once."""
    folder = fpcase.new_case(tmp_path / "bare", "Ruritania", bare=True)
    assert fpcase.check_case(folder) == ()
    case = fpcase.load_case(folder)
    assert (case.id, case.title) == ("bare", "Ruritania's foreign policy")
    records = (case.sources, case.actors, case.variables, case.explanations, case.decisions)
    assert not any(records)
    assert not (folder / "texts").exists()


def test_a_bare_case_shows_the_whole_example_behind_a_mark(tmp_path: Path) -> None:
    """Taking away the marks gives the file that a new case has otherwise."""
    bare = fpcase.new_case(tmp_path / "bare", bare=True)
    full = fpcase.new_case(tmp_path / "full")
    for file in CASE_FILES:
        lines = (bare / file).read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
        shown = "\n".join(re.sub("^# ?", "", line) for line in lines)
        assert (
            shown.strip() == (full / file).read_text(encoding="utf-8").partition("\n\n")[2].strip()
        )
    text = (bare / "case.yaml").read_text(encoding="utf-8")
    kept = re.sub("^# (?=( {2})?[a-z_]+:)", "", text, flags=re.MULTILINE)
    (bare / "case.yaml").write_text(kept, encoding="utf-8")
    assert (fpcase.load_case(bare).period, fpcase.load_case(bare).uses) == ("2000/2005", ())


def test_a_new_case_draws(folder: Path) -> None:
    """The folder is a case like any other."""
    diagram = fpcase.causal_diagram(fpcase.load_case(folder))
    assert diagram.has_edge("example-worry", "example-treaty", "example-2001/c3")


def test_every_passage_of_the_example_is_found(folder: Path) -> None:
    """Locators are taught with a text that they are looked up in."""
    case = fpcase.load_case(folder)
    texts = fpcase.passages.read_texts(case, folder / "texts")
    assert all(text.unchanged for text in texts.values())
    passages = fpcase.passages.find_passages(case, texts)
    grades = [p.match.grade.value for p in passages if p.source == "example-2001"]
    assert grades
    assert set(grades) == {"exact"}


@pytest.mark.parametrize(
    ("kind", "key"), _every_key(), ids=lambda value: getattr(value, "__name__", value)
)
def test_every_key_of_every_record_is_explained_and_used(
    kind: type, key: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A key that the example does not show is a key that a newcomer does not find."""
    folder = tmp_path_factory.getbasetemp() / "taught"
    if not folder.exists():
        fpcase.new_case(folder)
    text = "\n".join(path.read_text(encoding="utf-8") for path in _yaml_files(folder))
    unwrapped = re.sub(r"\n *# +", " ", text)
    (meaning,) = (field.meaning for field in fields_of(kind) if field.name == key)
    assert meaning in unwrapped
    assert re.search(rf"^ *(- )?{key}:", text, re.MULTILINE)


def test_each_key_is_explained_once(folder: Path) -> None:
    """What has been said above is not said again at every record."""
    text = (folder / "sources.yaml").read_text(encoding="utf-8")
    assert text.count("Title, with subtitle.") == 1


def test_the_example_says_that_it_is_invented(folder: Path) -> None:
    """Nobody may take the example for a work that exists."""
    case = fpcase.load_case(folder)
    assert all(source.title.startswith("Synthetic example") for source in case.sources.values())
    assert all(
        id_.startswith("example-") for id_ in [*case.variables, *case.actors, *case.theories]
    )


def test_each_file_names_its_schema_beside_it(folder: Path) -> None:
    """Editors find the schema by the relative path in the first line."""
    for path in _yaml_files(folder):
        line = path.read_text(encoding="utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", line)
        assert match
        assert (path.parent / match[1]).resolve().is_file()


def test_a_new_case_uses_lines_of_a_screen_s_width(folder: Path) -> None:
    """Comments that run off the screen are not read."""
    for path in _yaml_files(folder):
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 100


@pytest.mark.parametrize(
    "country", ["Côte d'Ivoire", "a: b # c", "no", "- x", "'", '"\\', "Қазақстан", "x" * 300]
)
def test_any_country_s_name_is_kept(tmp_path: Path, country: str) -> None:
    """A name with YAML's own signs in it is still a name."""
    folder = fpcase.new_case(tmp_path / "it", country)
    case = fpcase.load_case(folder)
    assert case.country == country
    assert next(iter(case.actors.values())).name == country


def test_a_country_needs_a_name(tmp_path: Path) -> None:
    """White space alone is nobody's country."""
    with pytest.raises(fpcase.FpcaseError, match="the country's name is blank"):
        fpcase.new_case(tmp_path / "it", " \n")


def test_a_country_s_name_holds_no_control_character(tmp_path: Path) -> None:
    """The folder would be written, and would not load."""
    with pytest.raises(fpcase.FpcaseError, match=r"contains the character U\+0000; delete it"):
        fpcase.new_case(tmp_path / "it", "Ruri\0tania")
    assert not list(tmp_path.iterdir())


def test_a_new_case_replaces_nothing(folder: Path) -> None:
    """A folder with work in it is never written over."""
    with pytest.raises(fpcase.FpcaseError, match="the folder 'my-country' already exists"):
        fpcase.new_case(folder)


def test_the_same_call_gives_the_same_files(tmp_path: Path, folder: Path) -> None:
    """Nothing in a new case depends on the day or the machine."""
    again = fpcase.new_case(tmp_path / "other" / "my-country", "Ruritania")
    texts = [
        {p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in (folder, again)
    ]
    assert texts[0] == texts[1]


def test_a_folder_s_name_becomes_the_id(tmp_path: Path) -> None:
    """Names in other scripts and with spaces give ids too."""
    assert fpcase.load_case(fpcase.new_case(tmp_path / "Мой дом 1")).id == "moy-dom-1"
    assert fpcase.load_case(fpcase.new_case(tmp_path / "国")).id == "guo"
    assert fpcase.load_case(fpcase.new_case(tmp_path / "---")).id == "new-case"


def test_a_new_author_s_file_shows_every_key_of_a_claim(folder: Path) -> None:
    """Whoever adds an author need not look elsewhere for a key."""
    text = fpcase.casefiles.new_author(folder, "doe-2001").path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == _schema_line("explanations/doe-2001.yaml")
    taught = [f.name for f in attrs.fields(CausalClaim) if f.name != "causes"]
    for key in taught:
        assert re.search(rf"^# +(- )?{key}:", text, re.MULTILINE), key


def test_a_new_author_s_example_fits_once_it_is_uncommented(folder: Path, tmp_path: Path) -> None:
    """Taking away the comment signs leaves YAML that the reader takes."""
    text = fpcase.casefiles.new_author(folder, "doe-2001").path.read_text(encoding="utf-8")
    head, _, shown = text.partition("\nsource: doe-2001\n")
    live = "\n".join(line[2:] for line in shown.splitlines())
    path = tmp_path / "doe-2001.yaml"
    path.write_text(f"{head}\nid: doe-2001\nsource: doe-2001\n{live}\n", encoding="utf-8")
    explanation, misfits = structure(read_document(path).data, Explanation)
    assert misfits == ()
    assert explanation.claims["c1"].mechanism


def test_a_new_author_is_told_what_the_sources_lack_and_check_says_so_too(folder: Path) -> None:
    """The file alone does not load; both say that the work is missing, and where it goes."""
    begun = fpcase.casefiles.new_author(folder, "doe-2001")
    assert "- id: doe-2001\n" in begun.to_add
    (problem,) = (p for p in fpcase.check_case(folder) if p.severity is Severity.ERROR)
    assert problem.file == "explanations/doe-2001.yaml"
    assert "or in sources.yaml as 'doe-2001'" in str(problem)


def test_what_a_new_author_is_told_to_add_makes_the_case_load(folder: Path) -> None:
    """Pasted under the sources, the lines are all that was missing."""
    begun = fpcase.casefiles.new_author(folder, "doe-2001")
    path = folder / "sources.yaml"
    path.write_text(path.read_text(encoding="utf-8") + begun.to_add, encoding="utf-8")
    assert "doe-2001" in fpcase.load_case(folder).explanations


def test_a_work_that_is_a_source_already_needs_nothing_more(folder: Path) -> None:
    """A work that another author cites may be coded later."""
    path = folder / "sources.yaml"
    entry = "  - {id: roe-2002, authors: [R. Roe], year: 2002, title: A title, kind: book}\n"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    assert fpcase.casefiles.new_author(folder, "roe-2002").to_add == ""


def test_a_case_without_sources_is_told_to_begin_the_file(tmp_path: Path) -> None:
    """Where there is no sources.yaml yet, what to add is the whole file."""
    folder = tmp_path / "bare"
    folder.mkdir()
    head = "id: bare\ntitle: Bare\ncountry: Nowhere\nversion: '1'\n"
    (folder / "case.yaml").write_text(head, encoding="utf-8")
    begun = fpcase.casefiles.new_author(folder, "doe-2001")
    (folder / "sources.yaml").write_text(begun.to_add, encoding="utf-8")
    assert "yaml-language-server" not in begun.path.read_text(encoding="utf-8")
    assert list(fpcase.load_case(folder).explanations) == ["doe-2001"]


def test_a_new_author_replaces_no_explanation(folder: Path) -> None:
    """A coded work is never written over."""
    before = (folder / "explanations" / "example-2001.yaml").read_bytes()
    with pytest.raises(fpcase.FpcaseError, match=r"'example-2001\.yaml' already exists"):
        fpcase.casefiles.new_author(folder, "example-2001")
    assert (folder / "explanations" / "example-2001.yaml").read_bytes() == before


@pytest.mark.parametrize("author", ["Doe 2001", "../doe", "", "doe_2001", "doe-2001\n"])
def test_an_author_s_id_is_in_kebab_case(folder: Path, author: str) -> None:
    """An id is a file's name too; the message offers one that will do."""
    with pytest.raises(fpcase.FpcaseError, match=r"not an id in kebab-case.*try 'doe(-2001)?'"):
        fpcase.casefiles.new_author(folder, author)


def test_a_new_author_needs_a_case(tmp_path: Path) -> None:
    """A folder without case.yaml is no case; the message says how to begin one."""
    with pytest.raises(fpcase.FpcaseError, match="begin one with 'fpcase new'"):
        fpcase.casefiles.new_author(tmp_path, "doe-2001")


def test_the_kinds_of_file_and_their_texts_go_together() -> None:
    """Each kind of file has its schema's name."""
    assert {_schema_line(f"{k}.yaml").rpartition("/")[2] for k in FILE_KINDS} == {
        f"{k}.json" for k in FILE_KINDS
    }


def test_the_words_of_a_vocabulary_are_explained_once() -> None:
    """Later keys with the same words list them on a line."""
    text = """\
claims:
  - id: c
    causes:
      - war
      - variable: oil
        sign: negative
    effect: gas
    sign: positive
    stance: asserts
"""
    shown = Commenter().commented(text, "explanations/doe-2001.yaml")
    assert shown.count("The cause does not affect the effect.") == 1
    assert "# One of: positive, negative, no-effect, unstated." in shown
    assert "\n      - war\n" in shown
    assert [line for line in shown.splitlines() if line in text.splitlines()] == text.splitlines()
