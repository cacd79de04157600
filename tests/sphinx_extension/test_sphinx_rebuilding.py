"""Incremental builds: what has changed is built again, with all that rests on it, and only that."""

import pickle
import shutil
from pathlib import Path

import pytest
from casefolders import SOUND
from sphinxprojects import COMPARED, PAGE_HOME, Project, project

import fpcase.sphinx.pictures
from fpcase.sphinx.project import MARK

PAGE = "Page\n====\n\n:variable:`war`, :claim:`doe-2001/c1`.\n"
CASE = "cases/ruritania"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """A project that has been built, and a copy of it."""
    made = project(
        tmp_path_factory.mktemp("built") / "it", {"page.rst": PAGE, "index.rst": PAGE_HOME}
    )
    assert made.build("dummy").warnings == ""
    copy = tmp_path_factory.mktemp("kept") / "it"
    shutil.copytree(made.home, copy)
    return made, copy


@pytest.fixture
def built(kept: tuple[Project, Path]) -> Project:
    """A project that has just been built once; in its own place, where Sphinx wants it."""
    made, copy = kept
    shutil.rmtree(made.home)
    shutil.copytree(copy, made.home)
    return made


def change(made: Project, name: str, old: str, new: str) -> None:
    """Change a file of the case."""
    path = made.case / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_is_read_again_if_nothing_has_changed(built: Project) -> None:
    """Pages that say the same are not written, so that Sphinx leaves them alone."""
    assert built.build("dummy").read == ()


_COMPARED = ("comparison", *(f"comparison-{one}" for one in COMPARED))


def test_a_changed_claim_rebuilds_the_pages_that_rest_on_it_and_no_others(built: Project) -> None:
    """The author's page, the comparison, the picture of all; not the other author's."""
    change(built, "explanations/doe-2001.yaml", "Armies eat grain.", "Armies eat much grain.")
    again = built.build("dummy")
    assert again.warnings == ""
    assert set(again.read) == {
        f"{CASE}/explanations/doe-2001",
        *(f"{CASE}/{page}" for page in _COMPARED),
        f"{CASE}/index",
        "page",
    }


def test_a_changed_sign_is_seen_on_the_pages_of_its_variables(built: Project) -> None:
    """What a page lists of a claim is part of the page."""
    change(built, "explanations/doe-2001.yaml", "sign: negative", "sign: positive")
    assert {f"{CASE}/variables/regional", f"{CASE}/variables/domestic"} <= set(
        built.build("dummy").read
    )


def test_a_renamed_variable_has_its_new_name_wherever_a_page_links_to_it(built: Project) -> None:
    """Also on a page that somebody wrote by hand."""
    html = built.build()
    assert ">War<" in html.text("page.html")
    change(built, "variables.yaml", "name: War", "name: The war")
    again = built.build()
    assert again.warnings == ""
    assert ">The war<" in again.text("page.html")
    assert ">War<" not in again.text("page.html")
    assert "page" in again.read


def test_a_link_that_had_no_goal_is_mended_by_the_case(tmp_path: Path) -> None:
    """The page is not touched, but what it links to is there now."""
    page = "Page\n====\n\n:claim:`doe-2001/c3`.\n"
    made = project(tmp_path, {"page.rst": page, "index.rst": PAGE_HOME})
    assert "has no claim 'doe-2001/c3'" in made.build("dummy").warnings
    change(made, "explanations/doe-2001.yaml", "id: c2", "id: c3")
    assert made.build("dummy").warnings == ""


def test_an_author_who_is_added_gets_a_page_and_stands_in_the_comparison(built: Project) -> None:
    """A new file in the folder is all that it takes."""
    path = built.case / "explanations" / "poe-1999.yaml"
    path.write_text(SOUND["explanations/roe-2002.yaml"].partition("rejects:")[0], encoding="utf-8")
    change(
        built,
        "sources.yaml",
        "sources:\n",
        "sources:\n  - {id: poe-1999, authors: [A. Poe], year: 1999, title: Grain, kind: book}\n",
    )
    again = built.build("dummy")
    assert again.warnings == ""
    assert {f"{CASE}/explanations/poe-1999", f"{CASE}/comparison"} <= set(again.read)
    assert (built.source / CASE / "explanations" / "poe-1999.rst").exists()


def test_an_author_who_is_removed_has_no_page_any_more(built: Project) -> None:
    """Nor does any page speak of the author: those are read again, and the file is deleted."""
    (built.case / "explanations" / "roe-2002.yaml").unlink()
    (built.case / "appraisals.yaml").unlink()
    again = built.build("html")
    assert again.warnings == ""
    assert not (built.source / CASE / "explanations" / "roe-2002.rst").exists()
    assert not (built.source / CASE / "comparison.rst").exists()
    assert f"{CASE}/index" in again.read
    assert "Roe" not in again.text(f"{CASE}/variables/state.html")


def test_a_page_by_hand_on_all_authors_is_read_again_when_there_is_one_more(
    tmp_path: Path,
) -> None:
    """Its text is the same, what it shows is not."""
    page = "Page\n====\n\n.. fpcase-claims::\n\n.. fpcase-claims::\n   :authors: roe-2002\n"
    made = project(tmp_path, {"page.rst": page, "index.rst": PAGE_HOME})
    made.build("dummy")
    path = made.case / "explanations" / "doe-2001.yaml"
    (made.case / "appraisals.yaml").unlink()
    path.unlink()
    again = made.build("dummy")
    assert again.warnings == ""
    assert "page" in again.read


def test_a_changed_vocabulary_rebuilds_the_pages_of_the_case_that_uses_it(tmp_path: Path) -> None:
    """A vocabulary lies beside the case, and its records have their place on the case's pages."""
    shared = tmp_path / "common"
    shared.mkdir()
    theories = shared / "theories.yaml"
    theories.write_text(SOUND["theories.yaml"], encoding="utf-8")
    changes: dict[str, str | None] = {
        "theories.yaml": None,
        "case.yaml": SOUND["case.yaml"] + "uses: [common]\n",
    }
    (shared / "sources.yaml").write_text(
        SOUND["sources.yaml"].partition("  - id: roe")[0].replace("doe", "poe"), encoding="utf-8"
    )
    theories.write_text(
        SOUND["theories.yaml"].replace("key_works: [roe-2002]\n", "key_works: [poe-2001]\n"),
        encoding="utf-8",
    )
    made = project(tmp_path, changes=changes)
    first = made.build("dummy")
    assert first.warnings == ""
    text = theories.read_text(encoding="utf-8")
    theories.write_text(text.replace("name: Commercial", "name: Old"), encoding="utf-8")
    again = made.build("dummy")
    assert again.warnings == ""
    assert {f"{CASE}/theories", f"{CASE}/explanations/roe-2002"} <= set(again.read)
    assert f"{CASE}/actors" not in again.read


def test_pictures_are_drawn_once_and_kept_with_what_sphinx_has_read(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second format takes the pictures of the first."""
    monkeypatch.setattr(fpcase.sphinx.pictures, "drawn", None)
    assert built.build("latex").warnings == ""


def test_a_picture_that_was_half_written_is_drawn_again(built: Project) -> None:
    """A build may have been broken off."""
    kept = sorted((built.home / "doctrees" / "fpcase").iterdir())
    assert len(kept) == 4
    whole = [path.read_bytes() for path in kept]
    kept[0].write_bytes(whole[0][:100])
    kept[1].write_bytes(b"")
    kept[2].unlink()
    assert built.build("html").warnings == ""
    assert [pickle.loads(p.read_bytes()).caption for p in kept] == [  # noqa: S301 - our own
        pickle.loads(one).caption  # noqa: S301 - the same
        for one in whole
    ]


def test_a_picture_that_no_page_shows_any_more_is_forgotten(built: Project) -> None:
    """Otherwise the folder would grow with every change of a claim."""
    folder = built.home / "doctrees" / "fpcase"
    before = {path.name for path in folder.iterdir()}
    change(built, "explanations/doe-2001.yaml", "Armies eat grain.", "Armies eat rye.")
    built.build("dummy")
    after = {path.name for path in folder.iterdir()}
    assert len(after) == len(before)
    assert len(after & before) == 1, "the other author's picture is the same"


def test_a_page_that_is_taken_away_takes_what_it_said_with_it(built: Project) -> None:
    """The project's other pages go on; nothing is remembered of the case's files."""
    (built.source / "page.rst").write_text("Page\n====\n\nWords.\n", encoding="utf-8")
    assert built.build("dummy").read == ("page",)
    (built.source / "index.rst").write_text(
        "Home\n====\n\n.. toctree::\n\n   cases/ruritania/index\n", encoding="utf-8"
    )
    (built.source / "page.rst").unlink()
    assert built.build("dummy").warnings == ""
    change(built, "variables.yaml", "name: War", "name: The war")
    assert built.build("dummy").warnings == ""


def test_a_page_that_somebody_wrote_is_not_written_over(built: Project) -> None:
    """Nor deleted: only pages that begin with our mark are ours."""
    mine = built.source / CASE / "mine.rst"
    mine.write_text(":orphan:\n\nMine\n====\n", encoding="utf-8")
    assert built.build("dummy").warnings == ""
    assert mine.exists()
    actors = built.source / CASE / "actors.rst"
    assert actors.read_text(encoding="utf-8").startswith(MARK)
    actors.write_text("Actors\n======\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"actors\.rst: a file that fpcase\.sphinx did not write"):
        built.build("dummy")
    assert actors.read_text(encoding="utf-8") == "Actors\n======\n"
    actors.write_text("", encoding="utf-8")  # nobody's words
    built.build("dummy")
    assert actors.read_text(encoding="utf-8").startswith(MARK)
