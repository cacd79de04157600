"""The Sphinx extension: pages, pictures and tables of a project's own cases, and links to them.

In `conf.py`::

    extensions = ["fpcase.sphinx"]
    fpcase_cases = {"kazakhstan": "../cases/kazakhstan"}

Each case gets its pages, in the folder ``cases/kazakhstan`` beside the project's other pages; the
roles and directives can be used on any page. ``pip install 'fpcase[sphinx]'`` brings Sphinx.
"""

from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

if find_spec("sphinx") is None:
    message = "fpcase.sphinx needs Sphinx; install it with: pip install 'fpcase[sphinx]'"
    raise ModuleNotFoundError(message, name="sphinx")

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from fpcase.sphinx import domain, pictures, project, tables
from fpcase.sphinx.case_pages import CasePages

__all__ = ["setup"]

STYLE = "fpcase.css"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add settings, domain, roles, directives and pages.

    Args:
        app: The Sphinx application.
    """
    app.add_config_value(project.CASES, {}, "env")
    app.add_config_value(project.DEFAULT, None, "env")
    app.add_config_value(project.FOLDER, "cases", "env", types=(str,))
    app.add_domain(domain.CaseDomain)
    for kind in domain.SHORT:
        app.add_role(kind, domain.RecordRole(kind))
    app.add_directive("fpcase-case", domain.CaseChoice)
    app.add_directive("fpcase-diagram", pictures.DiagramDirective)
    app.add_directive("fpcase-comparison", tables.ComparisonDirective)
    app.add_directive("fpcase-claims", tables.ClaimsDirective)
    app.add_node(domain.folded_record, html=(domain.visit_html, None))
    app.add_node(
        pictures.picture,
        html=(pictures.visit_html, None),
        latex=(pictures.visit_latex, None),
        text=(pictures.visit_text, None),
        man=(pictures.visit_other, None),
        texinfo=(pictures.visit_other, None),
    )
    app.add_css_file(STYLE)
    app.connect("config-inited", project.check_settings)
    app.connect("builder-inited", _prepare)
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-read", tables.set_columns)
    app.connect("doctree-resolved", _distinct_ids)
    app.connect("html-page-context", _open_to_keys, priority=900)
    app.connect("env-updated", pictures.forget_pictures)
    app.connect("warn-missing-reference", domain.warn_of_missing)
    return {
        "version": version("fpcase"),
        "env_version": int(pictures.program()[:12], 16),  # a changed library reads every page anew
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _prepare(app: Sphinx) -> None:
    """Load the cases and write their pages, before Sphinx looks for pages."""
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
    cases = domain.domain_of(app.env).cases = project.read_cases(app)
    for name, documented in cases.items():
        folder = Path(app.srcdir) / domain.folder_of(app.env, name)
        pages = CasePages(case=documented.case, name=name, described=documented.described)
        project.write_pages(folder, pages.texts())


def _open_to_keys(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Let tables that are moved within a page be moved by keys too."""
    wide = '<div class="fpcase-scroll'
    body = str(context.get("body", ""))
    context["body"] = body.replace(wide, wide.replace(" ", ' tabindex="0" ', 1))


def _distinct_ids(app: Sphinx, tree: nodes.document, _page: str) -> None:
    """Where all pages become one, number an id that several have: links lead to the first."""
    times: Counter[str] = Counter()
    for node in tree.findall(nodes.Element) if app.builder.name == "singlehtml" else ():
        for at, name in enumerate(node["ids"]):
            times[name] += 1
            if times[name] > 1:
                node["ids"][at] = f"{name}--{times[name]}"


def _outdated(_app: Sphinx, env: BuildEnvironment, *_found: Iterable[str]) -> list[str]:
    """The pages on a case that has got or lost an author."""
    return domain.domain_of(env).outdated()
