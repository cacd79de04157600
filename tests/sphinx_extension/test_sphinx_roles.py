"""Links to records: by short roles and by those of the domain, with titles, cases and targets."""

import re
from pathlib import Path

import pytest
from sphinxprojects import PAGE_HOME, Project, Show, project, shown_in, with_page


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a page."""
    return with_page(tmp_path_factory.mktemp("roles"))


@pytest.fixture
def show(made: Project) -> Show:
    """Writes its page, and builds it."""
    return shown_in(made)


LINKS = {
    ":variable:`war`": ("cases/ruritania/variables/regional.html#variable-war", "War"),
    ":variable:`ruritania:war`": ("cases/ruritania/variables/regional.html#variable-war", "War"),
    ":actor:`rudolf`": ("cases/ruritania/actors.html#actor-rudolf", "Rudolf Rassendyll"),
    ":actor:`the king <rudolf>`": ("cases/ruritania/actors.html#actor-rudolf", "the king"),
    ":theory:`commercial-liberalism`": (
        "cases/ruritania/theories.html#theory-commercial-liberalism",
        "Commercial liberalism",
    ),
    ":claim:`doe-2001/c1`": (
        "cases/ruritania/explanations/doe-2001.html#claim-doe-2001-c1",
        "Doe 2001, c1",
    ),
    ":fpcase:author:`doe-2001`": (
        "cases/ruritania/explanations/doe-2001.html#author-doe-2001",
        "Doe 2001",
    ),
    ":fpcase:prediction:`doe-2001/p1`": (
        "cases/ruritania/explanations/doe-2001.html#prediction-doe-2001-p1",
        "Doe 2001, p1",
    ),
    ":fpcase:decision:`declaration-1914`": (
        "cases/ruritania/decisions.html#decision-declaration-1914",
        "Declaration of neutrality",
    ),
    ":fpcase:evidence:`the telegram <telegram-1914>`": (
        "cases/ruritania/evidence.html#evidence-telegram-1914",
        "the telegram",
    ),
    ":fpcase:source:`roe-2002`": ("cases/ruritania/sources.html#source-roe-2002", "Roe n.d."),
    ":fpcase:case:`ruritania`": (
        "cases/ruritania/index.html#case-ruritania",
        "Ruritania between the powers",
    ),
    ":any:`ruritania:rudolf`": ("cases/ruritania/actors.html#actor-rudolf", "Rudolf Rassendyll"),
}


@pytest.mark.parametrize("role", LINKS)
def test_a_role_leads_to_the_record_and_shows_its_name(show: Show, role: str) -> None:
    """Every kind of record can be linked to; a title of one's own goes before the id."""
    address, name = LINKS[role]
    built = show(f"See {role}.")
    assert built.warnings == ""
    found = re.search(rf'<a class="reference internal" href="{address}"[^>]*>(.*?)</a>',
                      built.text("page.html"))  # fmt: skip
    assert found
    assert re.sub("<[^>]*>", "", found[1]) == name


WRONG = {
    ":variable:`wra`": "the case 'ruritania' has no variable 'wra'; did you mean 'war'?",
    ":theory:`marxism`": "the case 'ruritania' has no theory 'marxism'; there are 1",
    ":variable:`graustark:war`": "fpcase_cases has no case 'graustark'; available: ruritania",
    ":fpcase:evidence:`x`": "the case 'ruritania' has no piece of evidence 'x'",
}


@pytest.mark.parametrize("role", WRONG)
def test_a_link_that_leads_nowhere_says_what_is_near(show: Show, role: str) -> None:
    """With the page and the line, as a warning that -W makes an error."""
    [line] = show(f"Words.\n\nSee {role}.", "dummy").warnings.splitlines()
    assert re.match(r"\S*page\.rst:6: WARNING: ", line)
    assert WRONG[role] in line


def test_a_dead_link_of_another_domain_is_not_ours(show: Show) -> None:
    """Sphinx says its own words of it."""
    [line] = show(":ref:`nowhere`", "dummy").warnings.splitlines()
    assert "undefined label: 'nowhere'" in line


def test_a_page_of_a_case_means_its_own_case(tmp_path: Path) -> None:
    """A page by hand in the case's folder needs no name before an id, whatever the setting."""
    made = project(
        tmp_path,
        {
            "cases/ruritania/notes.rst": "Notes\n=====\n\n:variable:`war`\n",
            "index.rst": PAGE_HOME.replace("page", "cases/ruritania/notes"),
        },
        config='fpcase_cases["ukraine"] = "ukraine"\nfpcase_default_case = "ukraine"\n'
        'exclude_patterns = ["cases/ukraine"]\n',
    )
    built = made.build()
    assert built.warnings == ""
    assert 'href="variables/regional.html#variable-war"' in built.text("cases/ruritania/notes.html")
