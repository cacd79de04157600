"""The site as Chromium shows it: no page too long or too wide, and none that shuts a reader out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from driven import Driven, driven

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("FPCASE_SITE", ROOT / "docs" / "_build" / "html"))
"""Where ``nox -s docs`` builds the site."""
AXE = ROOT / ".nox" / "browser" / "tmp" / "node_modules" / "axe-core" / "axe.min.js"
"""Where ``nox -s browser`` puts the checker of accessibility."""
HIGHEST, WIDE, NARROW = 12_000, 1280, 390
KINDS = (
    "index.html",
    "gallery.html",
    "tutorials/first-diagram.html",
    "how-to/report.html",
    "explanation/five-on-kazakhstan.html",
    "reference/yaml.html",
    "reference/glossary.html",
    "reference/api/comparison.html",
    "cases/kazakhstan/index.html",
    "cases/kazakhstan/comparison.html",
    "cases/kazakhstan/decisions.html",
    "cases/kazakhstan/explanations/ramani-2016.html",
    "cases/kazakhstan/variables/system.html",
    "reports/kazakhstan.html",
)
"""A page of each kind."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (SITE / "index.html").is_file(),
        reason="the site is not built; run `nox -s browser`, which builds it, or set FPCASE_SITE",
    ),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driven]:
    """A browser with one page."""
    with driven(tmp_path_factory.mktemp("browser")) as page:
        yield page


def test_no_page_made_from_a_case_is_too_long_or_too_wide(browser: Driven) -> None:
    """Whoever meets ten screens reads them, and whoever meets two hundred goes away."""
    pages = sorted([*SITE.glob("cases/**/*.html"), *SITE.glob("reports/*.html")])
    assert len(pages) > 20
    faults = []
    for path in pages:
        for width in (WIDE, NARROW):
            browser.show(width)
            browser.open(path)
            high, wide = browser.ask(
                "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
            )
            if wide > width or (width == WIDE and high > HIGHEST):
                faults.append(f"{path.relative_to(SITE)}: {wide} by {high} at {width}")
    assert faults == []


@pytest.mark.parametrize("name", KINDS)
def test_no_page_has_a_serious_fault_of_accessibility(browser: Driven, name: str) -> None:
    """Who listens to a page, or goes by keyboard, reads what others read (axe-core's rules)."""
    if not AXE.is_file():
        pytest.skip("axe-core is not here; run `nox -s browser`, which installs it")
    browser.show(WIDE)
    browser.open(SITE / name)
    browser.ask("document.querySelectorAll('details').forEach((one) => one.open = true)")
    browser.ask(AXE.read_text(encoding="utf-8") + "; true")
    found = browser.ask(
        "axe.run({resultTypes: ['violations']}).then(({violations}) => violations"
        ".filter(({impact}) => ['serious', 'critical'].includes(impact))"
        ".map(({id, nodes}) => `${id}: ${nodes.length}, such as ${nodes[0].html.slice(0, 200)}`))"
    )
    assert found == []
