"""Small Sphinx projects for tests, built in this process."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
from casefolders import write_case_folder
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

CONFIG = """\
extensions = ["fpcase.sphinx"]
fpcase_cases = {"ruritania": "../ruritania"}
html_theme = "basic"
nitpicky = True
"""

HOME = """\
Home
====

.. toctree::

   cases/ruritania/index
"""


COMPARED = ("agreements", "causes", "chains", "overlap", "predictions", "theories")
"""The pages on a comparison beside the first."""


@attrs.frozen(kw_only=True)
class Project:
    """A folder with a case and a Sphinx project on it.

    Attributes:
        home: The folder.
    """

    home: Path

    @property
    def source(self) -> Path:
        """Where the project's pages are."""
        return self.home / "docs"

    @property
    def case(self) -> Path:
        """The case folder."""
        return self.home / "ruritania"

    def build(self, builder: str = "html", *, parallel: int = 1) -> "Built":
        """Build the project, as ``sphinx-build`` does."""
        warnings = io.StringIO()
        out = self.home / builder
        with patch_docutils(str(self.source)), docutils_namespace():
            app = Sphinx(
                self.source,
                self.source,
                out,
                self.home / "doctrees",
                builder,
                status=None,
                warning=warnings,
                parallel=parallel,
            )
            read: list[str] = []
            app.connect("env-before-read-docs", lambda _app, _env, pages: read.extend(pages))
            app.build()
        told = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
        return Built(out=out, warnings=told, read=tuple(sorted(read)))


@attrs.frozen(kw_only=True)
class Built:
    """What came out of a build.

    Attributes:
        out: The folder.
        warnings: What Sphinx warned of.
        read: The pages that it read anew.
    """

    out: Path
    warnings: str
    read: tuple[str, ...]

    def text(self, name: str) -> str:
        """A file that was written."""
        return (self.out / name).read_text(encoding="utf-8")


def project(
    home: Path,
    pages: Mapping[str, str] | None = None,
    changes: Mapping[str, str | None] | None = None,
    config: str = "",
) -> Project:
    """Write a project on the sound case.

    Args:
        home: Where.
        pages: File of the project -> text, beside the home page.
        changes: What is different in the case; see `write_case_folder`.
        config: More lines for `conf.py`.
    """
    write_case_folder(home, changes)
    texts = {"conf.py": CONFIG + config, "index.rst": HOME, **(pages or {})}
    for name, text in texts.items():
        path = home / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(home=home)


Show = Callable[..., Built]
"""Builds a page of directives and roles."""
PAGE_HOME = "Home\n====\n\n.. toctree::\n\n   page\n   cases/ruritania/index\n"


def with_page(folder: Path) -> Project:
    """A project with a page, which each test writes anew; the case is read and drawn once."""
    made = project(folder, {"page.rst": "Page\n====\n", "index.rst": PAGE_HOME})
    made.build()
    return made


def shown_in(made: Project) -> Show:
    """What writes the page of `with_page`, and builds the project."""

    def build(text: str, builder: str = "html") -> Built:
        (made.source / "page.rst").write_text(f"Page\n====\n\n{text}\n", encoding="utf-8")
        return made.build(builder)

    return build
