"""How the documentation is built: ``sphinx-build -n -W docs docs/_build/html``."""

from importlib.metadata import version as installed_version
from pathlib import Path

from sphinx.application import Sphinx

from fpcase.casefiles import RULES

project = "fpcase"
author = "The fpcase developers"
copyright = author
version = release = installed_version("fpcase")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"fpcase {version}"
html_static_path = ["_static"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
suppress_warnings = ["config.cache"]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Names that have no page to link to: type variables, and types of other libraries.
nitpick_ignore_regex = [
    ("py:.*", r"(fpcase\.model\.catalogue\.)?[KV]"),
    ("py:.*", r"(networkx|nx|pathlib|array|datetime|argparse|enum|typing|collections|attrs?)(\..*)?"),
    ("py:.*", r"(Path|Diagram|Mapping|Iterable|Sequence|Iterator|Callable|Any|Enum|dt\.date)"),
]


def write_rules(app: Sphinx) -> None:
    """Write the page of integrity rules from the table that checks them."""
    lines = [
        "# Rules about sound cases",
        "",
        "`fpcase check` names one of these rules in every problem (with `--json`, under `rule`).",
        "A case that breaks a rule of the severity *error* does not load.",
        "",
        "| rule | severity | what it demands |",
        "|---|---|---|",
        *(f"| `{n}` | {r.severity.value} | {r.meaning} |" for n, r in RULES.items()),
        "",
    ]
    page = Path(app.srcdir) / "reference" / "rules.md"
    text = "\n".join(lines)
    if not page.exists() or page.read_text(encoding="utf-8") != text:
        page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Generate pages before the build reads them."""
    app.connect("builder-inited", write_rules)
