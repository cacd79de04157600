"""One way to run everything: ``nox -s lint types test docs``."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "types", "test", "docs"]
PROJECT = nox.project.load_toml("pyproject.toml")
MERMAID, AXE = "mermaid@11.17.2", "axe-core@4.11.0"
EXTRAS = "analysis,bibliography,graphs,parquet,sphinx,spreadsheets"
PYTHONS = ["3.11", "3.12", "3.13"]


def install(session: nox.Session, *groups: str, package: bool = True) -> None:
    """Install the package and dependency groups, in the versions of constraints.txt.

    What a session imports is compiled as it does so, which is little of all that is installed.
    """
    wanted = [need for group in groups for need in nox.project.dependency_groups(PROJECT, group)]
    itself = ["-e", f".[{EXTRAS}]"] if package else []
    session.install("--no-compile", "-c", "constraints.txt", *itself, *wanted)


@nox.session(allow_parallel=True)
def lint(session: nox.Session) -> None:
    """Style, format and the order of the layers, none of which needs the package to be there."""
    install(session, "lint", package=False)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", env={"PYTHONPATH": "src"})


@nox.session(allow_parallel=True)
def types(session: nox.Session) -> None:
    """Types, strictly, over source, tests and examples."""
    install(session, "types", "test")
    session.run("mypy")


@nox.session
def test(session: nox.Session) -> None:
    """Every test, with every line and branch of the source covered."""
    install(session, "test")
    each_file_on_one_core = ("--numprocesses=auto", "--dist=loadfile")
    session.run("pytest", *each_file_on_one_core, "--cov", "--cov-report=term", *session.posargs)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests on each supported Python that the machine has."""
    install(session, "test")
    session.run("pytest", "--numprocesses=auto", "--dist=loadfile", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """What takes long: brute force, heavy files, and broken case folders thrown at the reader."""
    install(session, "test")
    session.run("pytest", "-m", "long", "--numprocesses=auto", *session.posargs)
    session.run("python", "tests/fuzz_case_files.py", "--minutes", "5")


@nox.session
def doors(session: nox.Session) -> None:
    """Kills while each kind of file is written, and broken files thrown at each reader."""
    install(session, "test")
    session.run("python", "tests/interrupted.py")
    session.run("python", "tests/fuzz_doors.py", "--minutes", "5", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Figures, reports and the site as Chromium shows them; needs Chromium and npm."""
    install(session, "test", "docs")
    folder = session.create_tmp()
    quiet = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund")
    session.run("npm", "install", *quiet, "--prefix", folder, MERMAID, AXE, external=True)
    build(session, "html")
    session.run("pytest", "tests/browser", "-m", "browser", "-rs", *session.posargs)


@nox.session(allow_parallel=True)
def docs(session: nox.Session) -> None:
    """The documentation as a site; a dead cross-reference fails."""
    install(session, "docs")
    build(session, "html")
    session.run("python", "tests/check_site.py", "docs/_build/html")


@nox.session(name="print")
def printed(session: nox.Session) -> None:
    """The documentation for print, as LaTeX."""
    install(session, "docs")
    build(session, "latex")


def build(session: nox.Session, builder: str) -> None:
    """Build the documentation in one of its forms."""
    places = ("-d", "docs/_build/doctrees", "docs", f"docs/_build/{builder}")
    session.run("sphinx-build", "-n", "-W", "-q", "-b", builder, *places)
