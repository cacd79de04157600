"""What Sphinx is told when it loads the extension."""

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from fpcase.report.case_pages import case_pages
from fpcase.sphinx.domain import (
    SHORT,
    CaseChoice,
    CaseDomain,
    RecordRole,
    domain_of,
    folder_of,
    warn_of_missing,
)
from fpcase.sphinx.pictures import (
    DiagramDirective,
    forget_pictures,
    picture,
    program,
    visit_html,
    visit_latex,
    visit_other,
    visit_text,
)
from fpcase.sphinx.project import CASES, DEFAULT, FOLDER, check_settings, read_cases, write_pages
from fpcase.sphinx.tables import ClaimsDirective, ComparisonDirective, set_columns

STYLE = "fpcase.css"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add settings, domain, roles, directives and pages.

    Args:
        app: The Sphinx application.
    """
    app.add_config_value(CASES, {}, "env")
    app.add_config_value(DEFAULT, None, "env")
    app.add_config_value(FOLDER, "cases", "env", types=(str,))
    app.add_domain(CaseDomain)
    for kind in SHORT:
        app.add_role(kind, RecordRole(kind))
    app.add_directive("fpcase-case", CaseChoice)
    app.add_directive("fpcase-diagram", DiagramDirective)
    app.add_directive("fpcase-comparison", ComparisonDirective)
    app.add_directive("fpcase-claims", ClaimsDirective)
    app.add_node(
        picture,
        html=(visit_html, None),
        latex=(visit_latex, None),
        text=(visit_text, None),
        man=(visit_other, None),
        texinfo=(visit_other, None),
    )
    app.add_css_file(STYLE)
    app.connect("config-inited", check_settings)
    app.connect("builder-inited", _prepare)
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-read", set_columns)
    app.connect("env-updated", forget_pictures)
    app.connect("warn-missing-reference", warn_of_missing)
    return {
        "version": version("fpcase"),
        "env_version": int(program()[:12], 16),  # a changed library reads every page anew
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _prepare(app: Sphinx) -> None:
    """Load the cases and write their pages, before Sphinx looks for pages."""
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
    domain = domain_of(app.env)
    domain.cases = read_cases(app)
    for name, documented in domain.cases.items():
        folder = Path(app.srcdir) / folder_of(app.env, name)
        write_pages(folder, case_pages(documented.case, name))


def _outdated(_app: Sphinx, env: BuildEnvironment, *_found: Iterable[str]) -> list[str]:
    """The pages on a case that has got or lost an author."""
    return domain_of(env).outdated()
