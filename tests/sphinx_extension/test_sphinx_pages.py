"""A case as pages of a Sphinx project: all there, all linked, in every format."""

import re
import shutil
from pathlib import Path

import pytest
from casefolders import SOUND, broken
from check_site import Page, problems
from hostile import hostile_cases
from hypothesis import HealthCheck, Phase, given, settings
from sphinxprojects import COMPARED, Built, Project, project

import fpcase
from fpcase.sphinx.domain import KINDS
from fpcase.sphinx.tables import MARGIN, RAGGED, WIDEST

PAGES = (
    *("actors", "comparison", "contests", "decisions", "evidence", "index", "sources"),
    "theories",
    *("explanations/doe-2001", "explanations/roe-2002"),
    *(f"comparison-{one}" for one in COMPARED),
    *("variables/domestic", "variables/regional", "variables/state"),
)
"""The pages of the sound case with a contest."""

CONTESTED = {
    "appraisals.yaml": """\
contests:
  - id: why
    question: Why did it stay out?
    outcome: neutrality
    rivals: {doe-2001: War., roe-2002: Trade.}
"""
    + SOUND["appraisals.yaml"]
}
"""What is different in it."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project on the sound case with a contest."""
    return project(tmp_path_factory.mktemp("sound"), changes=CONTESTED)


@pytest.fixture(scope="module")
def html(sound: Project) -> Built:
    """The project as HTML."""
    return sound.build()


@pytest.fixture(scope="module")
def latex(sound: Project) -> Built:
    """The project as LaTeX."""
    return sound.build("latex")


def faults(built: Built) -> list[str]:
    """What is wrong with a site; the headings beside and above the text are the theme's own."""
    return [one for one in problems(built.out) if ": a heading of depth" not in one]


def test_each_case_has_its_pages_and_the_build_warns_of_nothing(html: Built) -> None:
    """Actors, variables, theories, each author, the comparison, decisions, evidence, sources."""
    assert html.warnings == ""
    assert set(html.read) == {"index", *(f"cases/ruritania/{name}" for name in PAGES)}


def test_every_link_inside_the_site_leads_on_and_nothing_comes_from_outside(html: Built) -> None:
    """The site can be read without a network, and no reader ends at a page that is not there."""
    assert faults(html) == []


def test_every_arrow_of_a_picture_leads_to_its_claim(html: Built) -> None:
    """And each box to its variable; the claim stands under the anchor that the arrow names."""
    text = html.text("cases/ruritania/explanations/doe-2001.html")
    arrows = re.findall(r'<a id="[^"]*" class="arrow [^"]*"[^>]*href="([^"]*)"', text)
    assert arrows == ["#claim-doe-2001-c1", "#claim-doe-2001-c2"]  # c2 denies, and is crossed
    boxes = set(re.findall(r'<a id="[^"]*" class="variable [^"]*"[^>]*href="([^"]*)"', text))
    assert boxes == {
        "../variables/domestic.html#variable-trade",
        "../variables/regional.html#variable-war",
        "../variables/state.html#variable-neutrality",
    }


def test_a_claim_leads_to_its_source_and_locator(html: Built) -> None:
    """From the arrow to the passage in two steps."""
    text = html.text("cases/ruritania/explanations/doe-2001.html")
    assert 'href="../sources.html#source-doe-2001"' in text
    claim = text.partition('id="claim-doe-2001-c1"')[2].partition("</details>")[0]
    assert "Argument, paragraph 2: “When the war began … neither side”" in claim
    assert "claim-doe-2001-c1" in html.text("cases/ruritania/sources.html")


def test_every_record_can_be_found_from_other_projects(html: Built) -> None:
    """The inventory names each with its kind, for links between projects."""
    from sphinx.util.inventory import InventoryFile  # noqa: PLC0415 - wants Sphinx set up

    found = InventoryFile.loads((html.out / "objects.inv").read_bytes(), uri="")
    kinds = {kind for kind in found.data if kind.startswith("fpcase:")}
    assert kinds == {f"fpcase:{kind}" for kind in KINDS}
    assert found["fpcase:claim", "ruritania:doe-2001/c1"].display_name == "Doe 2001, c1"


def test_a_picture_speaks_to_readers_who_cannot_see_it(html: Built) -> None:
    """Its description is in the page, the keyboard reaches it, and no id stands twice."""
    text = html.text("cases/ruritania/index.html")
    assert 'class="fpcase-scroll fpcase-picture" tabindex="0"' in text
    assert re.search(r'<desc id="picture-\d+-desc">[^<]*Neutrality[^<]*</desc>', text)


def test_the_latex_has_each_picture_as_a_file_with_links_over_it(latex: Built) -> None:
    """A PDF file in LaTeX loses its links, so they are laid over it: every arrow has some."""
    assert latex.warnings == ""
    [tex] = latex.out.glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    pictures = re.findall(r"\\includegraphics\[[^]]*\]\{(fpcase-\w+-1\.pdf)\}", text)
    assert len(pictures) == 4
    assert all((latex.out / name).read_bytes().startswith(b"%PDF") for name in pictures)
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", text))
    over = set(re.findall(r"\\put\([^)]*\)\{\\hyperref\[\\detokenize\{([^}]*)\}\]", text))
    assert over <= labels
    assert "cases/ruritania/explanations/doe-2001:claim-doe-2001-c1" in over
    assert "cases/ruritania/variables/regional:variable-war" in over


def test_a_picture_has_no_link_to_a_page_that_is_in_another_latex_document(
    tmp_path: Path,
) -> None:
    """A project may print a chapter alone; a link to what is not in it would be an error."""
    made = project(
        tmp_path,
        {
            "alone.rst": "Alone\n=====\n\n.. fpcase-diagram::\n   :kind: arguments\n",
            "index.rst": "Home\n====\n\n.. toctree::\n\n   alone\n   cases/ruritania/index\n",
        },
        config='latex_documents = [("alone", "alone.tex", "Alone", "Me", "manual")]\n',
    )
    built = made.build("latex")
    assert built.warnings == ""
    text = built.text("alone.tex")
    assert "includegraphics" in text
    assert r"\put(0,0)" in text
    assert text.count(r"\put(") == 1


@pytest.mark.parametrize("builder", ["text", "man", "texinfo"])
def test_where_no_picture_can_stand_its_description_does(sound: Project, builder: str) -> None:
    """A reader of plain text learns what the picture shows."""
    built = sound.build(builder)
    assert built.warnings == ""
    texts = [p.read_text(encoding="utf-8") for p in built.out.rglob("*") if p.is_file()]
    assert any(re.search(r"\[[^]]*,\s+positive[^]]*\]", text) for text in texts)


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml", "epub", "xml", "pseudoxml"])
def test_other_formats_can_be_built(sound: Project, builder: str) -> None:
    """An extension that stops one builder stops the whole project."""
    built = sound.build(builder)
    assert [line for line in built.warnings.splitlines() if "epub" not in line.lower()] == []


def test_arrows_lead_on_in_a_single_page_too(sound: Project) -> None:
    """All pages are one there, so an address is an anchor alone, and no two have one."""
    built = sound.build("singlehtml")
    page = Page(built.text("index.html"))
    arrows = [link for link in page.links if link.startswith("#claim-")]
    assert arrows
    assert {link[1:] for link in arrows} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_two_processes_elsewhere_make_the_same_site(tmp_path: Path, html: Built) -> None:
    """Nothing of the machine, the place or the time is in a page; Sphinx uses what cores it has."""
    built = project(tmp_path / "elsewhere", changes=CONTESTED).build(parallel=2)
    assert built.warnings == ""
    assert contents(built) == contents(html)


def contents(built: Built) -> dict[str, bytes]:
    """The files that a build has written, without those that say how it was made."""
    names = (p for p in built.out.rglob("*") if p.is_file() and p.suffix in {".html", ".css"})
    return {str(path.relative_to(built.out)): path.read_bytes() for path in names}


def test_two_cases_in_one_project_keep_apart(tmp_path: Path) -> None:
    """Both have a variable `war`; each page links to its own."""
    page = (
        "Both\n====\n\n:variable:`ruritania:war` and :variable:`graustark:war`.\n\n"
        ".. fpcase-case:: graustark\n\nNow :variable:`war` and :claim:`doe-2001/c1`.\n\n"
        ".. fpcase-claims::\n   :variable: war\n"
    )
    home = (
        "Home\n====\n\n.. toctree::\n\n   both\n   cases/ruritania/index\n"
        "   cases/graustark/index\n"
    )
    config = 'fpcase_cases["graustark"] = "../graustark"\n'
    made = project(tmp_path, {"both.rst": page, "index.rst": home}, config=config)
    for name, text in SOUND.items():
        path = tmp_path / "graustark" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        other = text.replace("id: ruritania\ntitle", "id: graustark\ntitle")
        path.write_text(other.replace("name: War", "name: Struggle"), encoding="utf-8")
    built = made.build()
    assert built.warnings == ""
    text = built.text("both.html")
    assert 'href="cases/ruritania/variables/regional.html#variable-war"' in text
    assert 'href="cases/graustark/variables/regional.html#variable-war"' in text
    assert 'href="cases/graustark/explanations/doe-2001.html#claim-doe-2001-c1"' in text
    assert text.count(">Struggle<") > 2, "the last link and the table mean the case chosen"
    assert faults(built) == []


HOSTILE = "*a* `b`_ |c| d_ <script>alert(1)</script> {{e}} $x$ %f &amp; \\\\input #g ~h ^i"


def test_no_text_of_a_case_is_taken_for_markup(tmp_path: Path) -> None:
    """Of reStructuredText, of HTML, or of LaTeX."""
    quoted = "'" + HOSTILE + "'"
    changes: dict[str, str | None] = dict(SOUND)
    changes |= {
        "variables.yaml": SOUND["variables.yaml"].replace("name: War", f"name: {quoted}"),
        "case.yaml": SOUND["case.yaml"].replace("title: Ruritania", f"title: {quoted} #"),
        "explanations/doe-2001.yaml": SOUND["explanations/doe-2001.yaml"]
        .replace("mechanism: Armies eat grain.", f"mechanism: {quoted}")
        .replace("start: When the war began", "start: '{{e}} $x$ <b>'"),
    }
    made = project(tmp_path, changes=changes)
    html = made.build()
    assert html.warnings == ""
    text = html.text("cases/ruritania/explanations/doe-2001.html")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert made.build("latex").warnings == ""
    [tex] = (made.home / "latex").glob("*.tex")
    assert r"\input #g" not in tex.read_text(encoding="utf-8")


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.generate],  # to make a failing case small would build it a hundred times
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(case=hostile_cases())
def test_any_case_that_can_be_written_can_be_documented(
    tmp_path_factory: pytest.TempPathFactory, case: fpcase.Case
) -> None:
    """Whatever texts and records it has, the build ends without a warning."""
    home = tmp_path_factory.mktemp("hostile")
    made = project(home)
    shutil.rmtree(made.case)
    fpcase.write_case(case, made.case)
    if not [one for one in fpcase.check_case(made.case) if one.severity.name == "ERROR"]:
        assert made.build("dummy").warnings == ""


def test_an_author_alone_and_a_case_just_begun_have_pages(tmp_path: Path) -> None:
    """The documentation can be there before the first claim is."""
    none = dict.fromkeys(SOUND) | {"case.yaml": SOUND["case.yaml"]}
    built = project(tmp_path, changes=none).build()
    assert built.warnings == ""
    assert set(built.read) == {"index", "cases/ruritania/index"}


def test_a_table_in_print_gives_each_column_the_room_that_it_asks_for(latex: Built) -> None:
    """Equal columns would cut what is long and waste what is short."""
    [tex] = latex.out.glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    column = rf"{re.escape(RAGGED)}\\X\{{\d+\}}\{{\d+\}}"
    widths = re.search(rf"longtable\}}\{{((?:{column}){{4}})\}}", text)
    assert widths
    shares = [int(share) for share in re.findall(r"\\X\{(\d+)\}", widths[1])]
    assert min(shares) < max(shares) <= WIDEST + MARGIN


def test_a_lone_broken_reference_names_page_and_line(tmp_path: Path) -> None:
    """Kept here beside the whole pages: a case that changes must not hide a dead link."""
    changes = broken("explanations/doe-2001.yaml", "  - id: c2", "  - id: c9")
    page = "Page\n====\n\n:claim:`doe-2001/c2`\n"
    home = "Home\n====\n\n.. toctree::\n\n   page\n   cases/ruritania/index\n"
    built = project(tmp_path, {"page.rst": page, "index.rst": home}, changes).build("dummy")
    assert re.fullmatch(
        r"\S*page\.rst:4: WARNING: the case 'ruritania' has no claim 'doe-2001/c2'; "
        r"did you mean 'doe-2001/c9'\? \[fpcase\]\n",
        built.warnings,
    )
