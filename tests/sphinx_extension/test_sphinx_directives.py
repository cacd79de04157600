"""The directives: what they show, from reStructuredText and MyST, and what they say on misuse."""

import functools
import html
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from casefolders import SOUND, broken
from sphinxprojects import PAGE_HOME, Built, Project, Show, project, shown_in, with_page

from fpcase.figures import FIGURES
from fpcase.figures.kinds import FigureKind
from fpcase.sphinx.tables import RESULTS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a page."""
    return with_page(tmp_path_factory.mktemp("directives"))


@pytest.fixture
def show(made: Project) -> Show:
    """Writes its page, and builds it."""
    return shown_in(made)


def cells(built: Built) -> list[list[str]]:
    """The tables of the page, row by row, as text."""
    rows = re.findall(r"<tr.*?</tr>", built.text("page.html"), re.DOTALL)
    return [
        [
            html.unescape(re.sub(r"<[^>]*>", "", cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


# --- claims ----------------------------------------------------------------------------------


def test_claims_are_listed_with_links_to_all_that_they_name(show: Show) -> None:
    """Claim, causes, sign, effect, stance, and where it stands."""
    built = show(".. fpcase-claims:: ruritania")
    assert built.warnings == ""
    assert cells(built) == [
        ["claim", "cause", "sign", "effect", "stance", "where"],
        ["Doe 2001, c1", "War", "+", "Neutrality", "asserts", "Argument, paragraph 2"],
        ["Doe 2001, c2", "War", "−", "Trade", "denies", "Argument, paragraph 3"],
        ["Roe n.d., c1", "War, Trade", "+ and −", "Neutrality", "asserts", "p. 4"],
    ]
    assert "2 claims" not in built.text("page.html")
    assert "3 claims. Case ruritania, version 1.0." in built.text("page.html")


@pytest.mark.parametrize(
    ("option", "claims"),
    [
        ("authors: roe-2002", ["Roe n.d., c1"]),
        ("authors: doe-2001", ["Doe 2001, c1", "Doe 2001, c2"]),
        ("authors: doe-2001, roe-2002", ["Doe 2001, c1", "Doe 2001, c2", "Roe n.d., c1"]),
        ("variable: trade", ["Doe 2001, c2", "Roe n.d., c1"]),
        ("stance: denies", ["Doe 2001, c2"]),
        ("stance: denies, reports", ["Doe 2001, c2"]),
        ("sign: negative", ["Doe 2001, c2", "Roe n.d., c1"]),
        ("sign: positive unstated", ["Doe 2001, c1", "Roe n.d., c1"]),
        ("caption: Mine alone", ["Doe 2001, c1", "Doe 2001, c2", "Roe n.d., c1"]),
    ],
)
def test_claims_are_chosen_by_options(show: Show, option: str, claims: list[str]) -> None:
    """By author, variable, stance and sign."""
    built = show(f".. fpcase-claims::\n   :{option}")
    assert built.warnings == ""
    assert [row[0] for row in cells(built)[1:]] == claims
    if option.startswith("caption"):
        assert "Mine alone" in built.text("page.html")


def test_no_claims_are_counted_too(show: Show) -> None:
    """An empty table would look like a fault."""
    built = show(".. fpcase-claims::\n   :stance: reports")
    assert built.warnings == ""
    assert cells(built) == []
    assert "0 claims. Case ruritania, version 1.0." in built.text("page.html")


def test_a_claim_with_several_places_or_none_is_listed(tmp_path: Path) -> None:
    """Each place leads to its own source, which may be another work than the author's."""
    places = '\n      - page: "7"\n        source: roe-2002'
    changes = broken("explanations/doe-2001.yaml", "paragraph: 3", f"paragraph: 3{places}")
    pages = {"page.rst": "Page\n====\n\n.. fpcase-claims::\n   :authors: doe-2001\n"}
    built = project(tmp_path, {**pages, "index.rst": PAGE_HOME}, changes).build()
    assert built.warnings == ""
    assert cells(built)[2][-1] == "Argument, paragraph 3; p. 7"
    assert 'href="cases/ruritania/sources.html#source-roe-2002"' in built.text("page.html")


# --- comparison ------------------------------------------------------------------------------


def test_a_comparison_shows_its_first_table_unless_another_is_named(show: Show) -> None:
    """With the names of authors and variables, linked, in place of ids."""
    built = show(".. fpcase-comparison::\n   :table: relations\n   :columns: relation, cause, left")
    assert built.warnings == ""
    assert ["relation", "cause", "left"] in cells(built)
    assert ["agree", "War", "Doe 2001"] in cells(built)
    assert 'href="cases/ruritania/variables/regional.html#variable-war"' in built.text("page.html")
    first = show(".. fpcase-comparison::")
    assert first.warnings == ""
    assert cells(first) or "There is nothing to list" in first.text("page.html")


@pytest.mark.parametrize(
    "result", [name for name in RESULTS if name not in {"chains", "sensitivity"}]
)
def test_every_result_can_be_shown(show: Show, result: str) -> None:
    """With every table that it has."""
    whose = "\n   :author: doe-2001" if result == "needs" else ""
    built = show(f".. fpcase-comparison::\n   :result: {result}{whose}")
    assert built.warnings == ""
    assert cells(built) or "There is nothing to list" in built.text("page.html")


def test_what_an_author_expects_leads_to_the_prediction(tmp_path: Path) -> None:
    """It stands among claims where it is compared with them, and is none."""
    foretold = (
        "predictions:\n  - id: p1\n    text: Trade will flourish.\n    variable: trade\n"
        '    value: [high]\n    due: 1914\n    at:\n      - page: "9"\nrejects:'
    )
    page = "Page\n====\n\n.. fpcase-comparison::\n   :table: relations\n"
    made = project(
        tmp_path,
        {"page.rst": page, "index.rst": PAGE_HOME},
        changes=broken("explanations/roe-2002.yaml", "rejects:", foretold),
    )
    built = made.build()
    assert built.warnings == ""
    shown = built.text("page.html")
    assert "explanations/roe-2002.html#prediction-roe-2002-p1" in shown
    assert "explanations/doe-2001.html#claim-doe-2001-d1" in shown


def test_chains_are_shown_between_two_variables(show: Show) -> None:
    """Each step of a chain leads to its variable."""
    built = show(
        ".. fpcase-comparison::\n   :result: chains\n   :cause: war\n   :effect: neutrality\n"
        "   :with-cut: no"
    )
    assert built.warnings == ""
    assert "War → Neutrality" in [row[2] for row in cells(built)[1:]]


def test_a_comparison_can_be_a_list(show: Show) -> None:
    """Where a table has too many columns for a page."""
    built = show(
        ".. fpcase-comparison::\n   :table: relations\n   :format: list\n   :caption: Relations"
    )
    assert built.warnings == ""
    text = built.text("page.html")
    assert "<li><p><em>relation</em> " in text
    assert cells(built) == []
    assert "Relations" in text
    unsaid = show(".. fpcase-comparison::\n   :result: predictions\n   :format: list")
    assert "<em>due</em> 1915" in unsaid.text("page.html")
    assert "<em>expected</em>" not in unsaid.text("page.html"), "the author gave no value"


def test_a_column_that_is_an_author_has_the_authors_name(show: Show) -> None:
    """Its head is no id."""
    built = show(".. fpcase-comparison::\n   :result: congruence\n   :table: theories")
    assert built.warnings == ""
    assert {"Doe 2001", "Roe n.d."} <= set(cells(built)[0])


def test_truth_and_numbers_are_shown_in_words_and_with_two_places(show: Show) -> None:
    """As a reader writes them."""
    built = show(".. fpcase-comparison::\n   :result: overlap\n   :table: overlap")
    assert built.warnings == ""
    words = {cell for row in cells(built) for cell in row}
    assert any(re.fullmatch(r"\d\.\d\d", word) for word in words)
    built = show(".. fpcase-comparison::\n   :table: relations")
    assert {"yes", "no"} & {cell for row in cells(built) for cell in row}


# --- diagrams --------------------------------------------------------------------------------


def test_a_diagram_has_the_caption_and_the_words_that_it_is_given(show: Show) -> None:
    """A page may say what the picture is there for."""
    built = show(
        ".. fpcase-diagram:: ruritania\n   :authors: doe-2001\n   :caption: My caption\n"
        "   :alt: My words",
        "html",
    )
    assert built.warnings == ""
    text = built.text("page.html")
    assert '<span class="caption-text">My caption</span>' in text
    assert re.search(r"<desc [^>]*>My words</desc>", text)


def test_our_caption_stands_below_a_picture_and_not_in_it_too(show: Show) -> None:
    """In the picture it is small, and everybody would read it twice; another's says less."""
    ours = show(".. fpcase-diagram::\n   :kind: arguments").text("page.html")
    assert "Drawn:" not in ours.partition("<svg")[2].partition("</svg>")[0]
    assert '<span class="caption-text">Drawn:' in ours
    another = show(".. fpcase-diagram::\n   :kind: arguments\n   :caption: Mine").text("page.html")
    assert "Drawn:" in another.partition("<svg")[2].partition("</svg>")[0]


def test_a_table_of_few_rows_says_how_many_there_are(show: Show) -> None:
    """Nothing is dropped in silence; and a number is a number."""
    built = show(".. fpcase-comparison::\n   :result: centrality\n   :rows: 1")
    assert len(cells(built)) == 2  # with the heads
    assert re.search(r"The first 1 of \d+ rows are shown here\.", built.text("page.html"))
    refused = show(".. fpcase-comparison::\n   :table: relations\n   :rows: few").warnings
    assert "option 'rows': expected the greatest number of rows to show; found 'few'" in refused


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_of_figure_can_stand_on_a_page(show: Show, kind: str) -> None:
    """Those that the command line draws, the page shows."""
    needed = {"cause": "war", "effect": "neutrality", "variable": "war"}
    more = "".join(f"\n   :{name}: {needed[name]}" for name in FIGURES[kind].required)
    more += "\n   :between: doe-2001 roe-2002" * (kind == "evidence")
    built = show(f".. fpcase-diagram::\n   :kind: {kind}\n   :columns: 2{more}")
    assert built.warnings == ""
    assert 'class="fpcase-figure"' in built.text("page.html")


def test_a_picture_of_many_pages_has_one_file_for_each_in_print(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of a PDF file is a picture; the caption stands below the last."""
    matrix = FIGURES["matrix"].plan

    @functools.wraps(matrix)
    def two_pages(*given: Any, **options: Any) -> Any:  # noqa: ANN401 - as the function types them
        one = matrix(*given, **options)
        return attrs.evolve(
            one, rows=[*one.rows] * (1 + int(2000 / sum(row.height for row in one.rows)))
        )

    kinds = {**FIGURES, "matrix": FigureKind(plan=two_pages)}
    monkeypatch.setattr("fpcase.figures.kinds.FIGURES", kinds)
    built = show(".. fpcase-diagram::\n   :kind: matrix\n   :title: Twice", "latex")
    assert built.warnings == ""
    [tex] = built.out.glob("*.tex")
    files = re.findall(r"(fpcase-\w+)-([12])\.pdf", tex.read_text(encoding="utf-8"))
    twice = [name for name, number in files if number == "2"]
    assert len(twice) == 1
    assert (built.out / f"{twice[0]}-2.pdf").exists()


def test_arrows_without_pages_to_lead_to_are_drawn_all_the_same(tmp_path: Path) -> None:
    """A project may want the pictures and none of the generated pages."""
    pages = {
        "index.rst": "Home\n====\n\n.. fpcase-diagram::\n   :kind: arguments\n\n"
        ".. list-table::\n\n   * - A table of one's own\n"
    }
    built = project(tmp_path, pages, config='exclude_patterns = ["cases"]\n').build()
    assert built.warnings == ""
    text = built.text("index.html")
    assert 'class="arrow' in text
    assert "#claim-" not in text


def test_a_letter_that_print_cannot_show_is_told_where_print_is_made(tmp_path: Path) -> None:
    """A browser has it; the PDF file shows a replacement, and nobody would know."""
    made = project(tmp_path, changes=broken("variables.yaml", "name: War", "name: \u0378\u0379"))
    assert made.build().warnings == ""
    warnings = made.build("latex").warnings.splitlines()
    assert len(warnings) == 3
    said = "no font on this system has \u0378 \u0379; the PDF shows a"  # in no font: not assigned
    assert all(said in one for one in warnings)
    assert re.search(r"explanations/doe-2001\.rst:\d+: WARNING", "".join(warnings))


# --- MyST ------------------------------------------------------------------------------------


def test_all_of_it_works_from_myst(tmp_path: Path) -> None:
    """Directives, options and roles are the same in Markdown."""
    page = (
        "# Page\n\n{variable}`war`, {actor}`league`, {theory}`commercial-liberalism` and "
        "{claim}`the claim <doe-2001/c1>`.\n\n"
        "```{fpcase-diagram} ruritania\n:authors: doe-2001\n:core: all\n```\n\n"
        "```{fpcase-claims}\n:variable: trade\n```\n\n"
        ":::{fpcase-comparison} ruritania\n:table: relations\n:authors: doe-2001 roe-2002\n:::\n\n"
        "```{fpcase-claims}\n:variable: tarde\n```\n"
    )
    made = project(
        tmp_path,
        {"page.md": page, "index.rst": PAGE_HOME},
        config='extensions.append("myst_parser")\nmyst_enable_extensions = ["colon_fence"]\n',
    )
    built = made.build()
    assert re.fullmatch(
        r"\S*page\.md:19: WARNING: fpcase-claims: .*'tarde'; did you mean 'trade'\? \[fpcase\]\n",
        built.warnings,
    )
    text = built.text("page.html")
    assert '<a class="reference internal" href="cases/ruritania/actors.html#actor-league"' in text
    assert ">the claim<" in text
    assert ">Commercial liberalism<" in text
    assert text.count('class="fpcase-figure"') == 1
    assert text.count("<table") == 2


# --- misuse ----------------------------------------------------------------------------------

MISUSE = {
    "case": (
        ".. fpcase-diagram:: ruritanai",
        "fpcase_cases has no case 'ruritanai'; available: ruritania; did you mean 'ruritania'?",
    ),
    "author": (".. fpcase-claims::\n   :authors: doe-2010", "'doe-2010'"),
    "variable": (".. fpcase-claims::\n   :variable: wra", "'wra'; did you mean 'war'?"),
    "stance": (
        ".. fpcase-claims::\n   :stance: claims",
        "option 'stance': expected any of asserts, denies, reports; found 'claims'",
    ),
    "option of claims": (
        ".. fpcase-claims::\n   :variables: war",
        "there is no option 'variables'; did you mean 'variable'?",
    ),
    "option of a figure": (
        ".. fpcase-diagram::\n   :kind: matrix\n   :colour: red",
        "there is no option 'colour'; did you mean 'columns'?",
    ),
    "kind": (
        ".. fpcase-diagram::\n   :kind: pie",
        "expected a kind of figure: arguments, disputes, matrix",
    ),
    "whole number": (
        ".. fpcase-diagram::\n   :core: many",
        "core: expected a whole number or 'auto' or 'all', found 'many'",
    ),
    "axes": (".. fpcase-diagram::\n   :kind: matrix\n   :ax: x", "there is no option 'ax'"),
    "yes or no": (
        ".. fpcase-diagram::\n   :opposites: perhaps",
        "opposites: expected yes or no (nothing means yes), found 'perhaps'",
    ),
    "pairs": (
        ".. fpcase-diagram::\n   :merges: war",
        "merges: expected pairs such as oil-price=gas-price, found 'war'",
    ),
    "option of a comparison": (
        ".. fpcase-comparison::\n   :resutl: loops",
        "there is no option 'resutl'; did you mean 'result'?",
    ),
    "result": (
        ".. fpcase-comparison::\n   :result: verdict",
        "option 'result': expected one of compare, suggest, chains, loops",
    ),
    "table": (".. fpcase-comparison::\n   :table: verdict", "option 'table': expected one of"),
    "column": (
        ".. fpcase-comparison::\n   :table: relations\n   :columns: relation, caus",
        "there is no column 'caus'; did you mean 'cause'?",
    ),
    "ends": (
        ".. fpcase-comparison::\n   :result: chains\n   :cause: war",
        "chains needs the option 'effect': The variable at which the chains end",
    ),
    "two authors": (
        ".. fpcase-diagram::\n   :kind: differences\n   :authors: doe-2001",
        "fpcase-diagram: authors: expected two",
    ),
    "chosen": (".. fpcase-case:: graustark", "fpcase_cases has no case 'graustark'"),
}


@pytest.mark.parametrize("wrong", MISUSE)
def test_misuse_is_told_with_its_place_and_what_is_near(show: Show, wrong: str) -> None:
    """Never a traceback: the page, the line, what was found and what was expected."""
    text, message = MISUSE[wrong]
    built = show(f"Words.\n\n{text}", "dummy")
    [line] = built.warnings.splitlines()
    assert re.match(r"\S*page\.rst:6: WARNING: ", line)
    assert message in line
    assert line.endswith(" [fpcase]")


def test_a_project_without_cases_says_where_to_name_them(tmp_path: Path) -> None:
    """A directive on its first page is tried before `conf.py` is complete."""
    page = "Page\n====\n\n.. fpcase-claims::\n\n:variable:`war`\n"
    home = "Home\n====\n\n.. toctree::\n\n   page\n"
    made = project(tmp_path, {"page.rst": page, "index.rst": home}, config="fpcase_cases.clear()\n")
    warnings = made.build("dummy").warnings.splitlines()
    assert len(warnings) == 2
    assert all(line.endswith("there are no cases; name them in fpcase_cases [fpcase]")
               for line in warnings)  # fmt: skip


def test_among_several_cases_one_must_be_meant(tmp_path: Path) -> None:
    """A bare id could be of either; the setting may say which is meant."""
    other = tmp_path / "graustark"
    for name, text in SOUND.items():
        path = other / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("id: ruritania\nt", "id: graustark\nt"), encoding="utf-8")
    home = PAGE_HOME + "   cases/graustark/index\n"
    page = "Page\n====\n\n:variable:`war`\n\n.. fpcase-claims::\n"
    config = 'fpcase_cases["graustark"] = "../graustark"\n'
    made = project(tmp_path, {"page.rst": page, "index.rst": home}, config=config)
    warnings = made.build("dummy").warnings.splitlines()
    assert [bool(re.search(r"page\.rst:\d+: WARNING: ", line)) for line in warnings] == [True] * 2
    assert (
        "no case is named, and there are several (ruritania, graustark); put the case's name "
        "before" in (warnings[0])
    )
    conf = made.source / "conf.py"
    conf.write_text(conf.read_text() + 'fpcase_default_case = "graustark"\n', encoding="utf-8")
    assert made.build("dummy").warnings == ""
