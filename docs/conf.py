"""How the documentation is built: ``sphinx-build -n -W docs docs/_build/html``."""

import ast
import atexit
import gc
import os
import re
import sys
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version as installed_version
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.domains.python import PyObject
from sphinx.environment import BuildEnvironment

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the case that rules are broken in
sys.path.insert(0, str(Path(__file__).parent))  # what pages are made with, beside this file

import essay
import extension_page
import gallery
import reference_pages

from fpcase.cli import build_parser
from fpcase.figures import Figure
from fpcase.report import report_study
from fpcase.sphinx.domain import CaseDomain, domain_of
from fpcase.sphinx.pictures import Request, drawer, figure_for, program
from fpcase.sphinx.project import DocumentedCase
from fpcase.sphinx.tables import TABLE
from fpcase.statements import View

gc.disable()  # a build keeps what it makes: looking for what can go takes a seventh of its time
atexit.register(gc.freeze)

BUNDLED = Path(__file__).parents[1] / "cases"

project = "fpcase"
author = "The fpcase developers"
copyright = author
version = release = installed_version("fpcase")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "fpcase.sphinx"]
fpcase_cases = {home.parent.name: home.parent for home in sorted(BUNDLED.glob("*/case.yaml"))}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"fpcase {version}"
latex_engine = "xelatex"  # the texts hold letters and signs of many scripts
latex_use_xindy = False  # makeindex comes with every TeX; xindy does not
html_static_path = ["_static"]
html_css_files = ["site.css"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
smartquotes = False  # takes a tenth of the time of a build
suppress_warnings = ["config.cache"]

autodoc_member_order = "bysource"
autodoc_default_options = {"exclude-members": "set"}  # matplotlib writes it into each artist
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
toc_object_entries = False  # else each page copies the names of all the others into its contents
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Names that have no page to link to: type variables, and types of other libraries.
nitpick_ignore_regex = [
    ("py:.*", r"(fpcase\..*\.)?([CEFKVR]|Key)"),
    ("py:.*", r"(networkx|nx|numpy|matplotlib|re|yaml|pathlib|array|datetime|argparse)(\..*)?"),
    ("py:.*", r"(enum|typing|collections|attrs?)(\..*)?"),
    ("py:.*", r"(Path|Diagram|Mapping|Iterable|Sequence|Iterator|Callable|Any|Enum|dt\.date)"),
    ("py:.*", r"Axes|FontProperties"),
]


def command_line_page() -> str:
    """The page of commands, from the parser that reads them."""
    os.environ["COLUMNS"] = "90"  # argparse wraps to the width of the terminal
    parser = build_parser()
    lines = ["# Command line", "", "```text", parser.format_help().rstrip(), "```", ""]
    for action in parser._subparsers._group_actions if parser._subparsers else ():
        for name, verb in (action.choices or {}).items():
            lines += [f"## fpcase {name}", "", "```text", verb.format_help().rstrip(), "```", ""]
    return "\n".join(lines)


ROOMS = {
    "model": "Records",
    "documents": "Documents",
    "casefiles": "Case files",
    "passages": "Passages",
    "statements": "Statements",
    "diagrams": "Diagrams",
    "comparison": "Comparison",
    "inference": "Inference",
    "decisions": "Decisions",
    "drawing": "Drawing",
    "figures": "Figures",
    "report": "Reports",
    "studies": "Studies",
}
"""The rooms of the house, from the ground floor up, with the titles of their pages."""


def offered(room: str) -> dict[str, list[str]]:
    """The modules of a room -> the names of each that the room offers."""
    package = import_module(f"fpcase.{room}")
    if not hasattr(package, "__path__"):
        return {package.__name__: list(package.__all__)}
    offering = max(Path(package.__path__[0]).glob("__init__.py*"))  # a stub, if there is one
    found: dict[str, list[str]] = {}
    for one in ast.parse(offering.read_text(encoding="utf-8")).body:
        if isinstance(one, ast.ImportFrom):
            module = f"fpcase.{room}.{one.module}" if one.level else f"{one.module}"
            if module.startswith(f"fpcase.{room}."):
                found.setdefault(module, []).extend(name.name for name in one.names)
    return found


def room_page(room: str) -> str:
    """The page of one room: every name that it offers, by module."""
    lines = [f"# {ROOMS[room]}", "", (import_module(f"fpcase.{room}").__doc__ or "").strip(), ""]
    for module, names in offered(room).items():
        title = module.removeprefix(f"fpcase.{room}.").removeprefix("fpcase.")
        lines += [f"## {title}", "", "```{eval-rst}", f".. automodule:: {module}"]
        lines += [f"   :members: {', '.join(names)}"]
        lines += [*["   :inherited-members:"] * (room == "studies"), "```", ""]
    return "\n".join(lines)


PAGES = {
    "gallery.md": gallery.gallery_page,
    "reference/rules.md": reference_pages.rules_page,
    "reference/yaml.md": reference_pages.yaml_page,
    "reference/command-line.md": command_line_page,
    "reference/sphinx.md": extension_page.extension_page,
    **{f"reference/api/{room}.md": partial(room_page, room) for room in ROOMS},
}
"""Pages that are written from the code when the documentation is built."""


def write_pages(app: Sphinx) -> None:
    """Write each generated page, unless nothing that it is made with has changed.

    One that says the same is left alone, so that nothing rebuilds.
    """
    made_with = made_of()
    stamp = Path(app.doctreedir, "written-pages")
    paths = {Path(app.srcdir) / name: page for name, page in PAGES.items()}
    if stamp.exists() and stamp.read_text() == made_with and all(path.exists() for path in paths):
        return
    for path, page in paths.items():
        text = page() + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_with)


def made_of() -> str:
    """A checksum of the library and of the scripts that generated pages are made with."""
    home = Path(__file__).parent
    scripts = (home, home.parent / "tests", home.parent / "examples" / "gallery")
    found = sha256(program().encode())
    for path in sorted(path for folder in scripts for path in folder.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def fill_essay(app: Sphinx, page: str, source: list[str]) -> None:
    """Put figures in the place of the essay's placeholders."""
    if page == "explanation/five-on-kazakhstan":
        domain = domain_of(app.env)
        domain.note_files(domain.cases["kazakhstan"], None)
        found = essay.figures(domain.study_of("kazakhstan"))
        source[0] = re.sub(r"\{\{ (\w+) \}\}", lambda place: found[place[1]], source[0])


def find_home(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, text: nodes.TextElement
) -> nodes.Node | None:
    """The page of a name that a room offers, `fpcase.comparison.Table`, in the module it is of.

    A name that no room offers has no page; where it is there, it is shown without a link.
    """
    room, _, name = node["reftarget"].rpartition(".")
    if room and not room.startswith("fpcase"):
        return None
    modules = [sys.modules[room]] if room in sys.modules else our_modules()
    things = (getattr(module, name, None) for module in modules)
    thing = next((thing for thing in things if thing is not None), None)
    home = str(getattr(thing, "__module__", room))
    if thing is None:
        return None
    target, kind = f"{home}.{name}", node["reftype"]
    python = env.get_domain("py")
    found = python.resolve_xref(env, node["refdoc"], app.builder, kind, target, node, text)
    return found or text


@cache
def our_modules() -> list[ModuleType]:
    """Every module of the rooms."""
    rooms = [import_module(f"fpcase.{room}") for room in ROOMS]
    inside = [(getattr(room, "__path__", ()), f"{room.__name__}.") for room in rooms]
    return [*rooms, *(import_module(m.name) for where in inside for m in walk_packages(*where))]


def keep_colons(_app: Sphinx, _what: str, _name: str, *rest: object) -> None:
    """Undo that napoleon takes the words before an attribute's first colon for its type."""
    lines = rest[-1]
    if isinstance(lines, list):
        for number, line in enumerate(lines):
            if line.startswith(":type: "):
                del lines[number]
                lines[0] = f"{line.removeprefix(':type: ')}: {lines[0]}"
                break


def break_tables(_app: Sphinx, page: nodes.document) -> None:
    """Let every table go on on the next page of the PDF, as those of cases do."""
    for table in page.findall(nodes.table):
        table["classes"] += [name for name in (TABLE, "longtable") if name not in table["classes"]]


def write_reports(app: Sphinx, failed: Exception | None) -> None:
    """Write each case's page to read and to send, unless nothing that it is made of has changed."""
    if failed or app.builder.format != "html":
        return
    domain = domain_of(app.env)
    for name, documented in domain.cases.items():
        made_from = f"{program()} {documented.content_of(None)}"
        page = Path(app.outdir, "reports", f"{name}.html")
        stamp = Path(app.doctreedir, f"{name}.page")
        if not (page.exists() and stamp.exists() and stamp.read_text() == made_from):
            draw = partial(kept_figure, domain, documented)
            report_study(domain.study_of(name), draw=draw).save(page)
            stamp.write_text(made_from)


def kept_figure(domain: CaseDomain, documented: DocumentedCase, view: View) -> Figure:
    """An author's argument, as the author's page shows it."""
    request = Request(
        case=documented.name,
        authors=view.authors,
        options=(("kind", "arguments"),),
        filters=(),
        content=documented.content_of(view.authors),
    )
    return figure_for(domain, request, drawer(domain.env))


def mend_theme(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Say of the theme's headings how deep they are, and let keys move its tables."""
    for part, faulty, mended in (
        ("furo_navigation_tree", 'role="heading"', 'role="heading" aria-level="2"'),
        ("body", '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ):
        context[part] = context.get(part, "").replace(faulty, mended)


def setup(app: Sphinx) -> None:
    """Generate pages before the build reads them."""
    for field in PyObject.doc_field_types:
        if field.name == "variable":  # a record's parts; variables are something else here
            field.label = "Attributes"
    app.connect("builder-inited", write_pages)
    app.connect("source-read", fill_essay)
    app.connect("build-finished", write_reports)
    app.connect("missing-reference", find_home)
    app.connect("doctree-read", break_tables, priority=400)  # before columns are given their widths
    app.connect("html-page-context", mend_theme, priority=900)
    app.connect("autodoc-process-docstring", keep_colons, priority=600)  # after it
