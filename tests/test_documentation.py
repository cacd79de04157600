"""What the documentation promises: whole reference pages, a whole glossary, examples that hold."""

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

import fpcase
from fpcase.casefiles import RULES
from fpcase.comparison import MEASURES, Ground, Kind, Standing
from fpcase.comparison.across_cases import Travel
from fpcase.comparison.centrality import Role
from fpcase.comparison.chains import Polarity, Telling
from fpcase.comparison.overlap import map_distance
from fpcase.comparison.patterns import Answer
from fpcase.diagrams.effects import Coverage, Fault, total_effect
from fpcase.diagrams.paths import source_cut
from fpcase.model.fields import fields_of
from fpcase.model.terms import PHRASES, VOCABULARIES
from fpcase.passages.anchors import Grade

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ROOMS = ("casefiles", "passages", "diagrams", "comparison", "figures", "report")
"""The rooms of the house that offer names; those of the model are offered by fpcase itself."""
PRINTED = (
    Kind,
    Ground,
    Standing,
    Polarity,
    Role,
    Answer,
    Telling,
    Travel,
    Grade,
    Coverage,
    Fault,
)
"""Words that tables and pages print, beside those that case files hold."""


@pytest.fixture(scope="module")
def pages() -> Iterator[Any]:
    """The module that makes the reference pages, which lies beside Sphinx's configuration."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("reference_pages")
    finally:
        sys.path.remove(str(DOCS))


# --- the glossary ------------------------------------------------------------------------------


def glossary() -> str:
    """The glossary as plain words: without marks, line ends and capitals."""
    text = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    return " ".join(re.sub(r"[*`]", "", text.partition("## References")[0]).split()).casefold()


@pytest.mark.parametrize("vocabulary", [*VOCABULARIES, *PRINTED], ids=lambda kind: kind.__name__)
def test_the_glossary_has_every_word_that_is_coded_or_printed(vocabulary: type[Enum]) -> None:
    """A reader who meets a word on a page looks it up in one place."""
    known = glossary()
    wanted = [str(member.value).casefold() for member in vocabulary]
    found = {word for word in wanted if word in known or word.replace("-", " ") in known}
    assert set(wanted) - found == set()


def test_the_glossary_names_every_vocabulary() -> None:
    """What the words of a vocabulary have in common is a term too."""
    known = glossary()
    nouns = [phrase.removeprefix("a ").removeprefix("an ") for phrase in PHRASES.values()]
    loose = {"kind of actor": "actor", "kind of source": "source", "kind of evidence": "evidence"}
    loose |= {"kind of decision": "decision", "family of theories": "family"}
    loose |= {"search status": "search", "word for a chance": "chance"}
    loose |= {"prediction status": "prediction"}
    assert [noun for noun in nouns if loose.get(noun, noun) not in known] == []


def test_the_glossary_is_in_order_and_each_term_has_its_literature() -> None:
    """A term that is ours says so; any other names a work that the references list."""
    text = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    body, _, references = text.partition("## References")
    entries = re.findall(r"^(.+)\n: ((?:.+\n?)+)", body, re.MULTILINE)
    terms = [term for term, _ in entries]
    assert terms == sorted(terms, key=str.casefold)
    for term, meaning in entries:
        cited = meaning.rstrip().rpartition("(")[2]
        assert cited.endswith(")"), term
        for year in re.findall(r"\d{4}", cited):
            assert f"({year})" in references, f"{term}: {cited}"
        assert re.search(r"\d{4}|fpcase", cited), term


# --- the reference pages -----------------------------------------------------------------------


def test_the_page_of_rules_has_every_rule_with_a_message(pages: Any) -> None:  # noqa: ANN401 - a module
    """The example of each rule is made by breaking it, so it cannot say what fpcase does not."""
    page = pages.rules_page()
    for rule in RULES:
        section = page.partition(f"### {rule}\n")[2].partition("\n### ")[0]
        assert RULES[rule].meaning in section
        assert re.search(r"```text\n[\w./-]+\.yaml:\d+:\d+: ", section), rule


def test_each_rule_about_form_is_broken_as_the_page_shows(pages: Any) -> None:  # noqa: ANN401 - a module
    """An example that no longer breaks its rule teaches nothing."""
    for rule, (_, change) in pages.FORM.items():
        problem = pages.broken_form(rule)
        assert problem.rule == rule if change else problem is None


def test_the_page_of_rules_has_every_rule_that_the_reader_names(pages: Any) -> None:  # noqa: ANN401 - a module
    """`fpcase check --json` gives a rule for every problem; each can be looked up."""
    named = set()
    home = ROOT / "src" / "fpcase"
    for path in (*(home / "casefiles").rglob("*.py"), *(home / "documents").glob("*.py")):
        others = {"links", "spreadsheets", "tables", "bibliography", "bibtex_entries", "csl"}
        if path.stem not in others:  # not files of a case
            named |= set(_rules_named(ast.parse(path.read_text(encoding="utf-8"))))
    assert {"duplicate-key", "missing-key"} <= named  # the search itself works
    assert named - {*RULES, *pages.FORM} == set()


def _rules_named(tree: ast.AST) -> Iterator[str]:
    callers = {"problem", "refuse", "_refused"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[:1] if name in callers else []
            given = [word.value for word in node.keywords if word.arg == "rule"]
            for value in (*first, *given):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def test_the_page_of_the_format_has_every_key_of_every_record(pages: Any) -> None:  # noqa: ANN401 - a module
    """A key that is not on the page is one that nobody finds."""
    page = pages.yaml_page()
    for kinds in pages._files().values():
        for kind in kinds.values():
            for part in (kind, *pages._parts(kind)):
                for field in attrs.fields(part):
                    assert f"\n`{field.name}`\n: *" in page, f"{part.__name__}.{field.name}"
    for vocabulary in VOCABULARIES:
        for member in vocabulary:
            assert f"`{member.value}`" in page


def test_nearly_every_key_has_an_example_and_every_rule_a_key(pages: Any) -> None:  # noqa: ANN401 - a module
    """The example of a new case uses every key but those that its records have no use for."""
    examples = dict(pages._examples())
    without = {
        f"{kind.__name__}.{field.name}"
        for kind in pages._every_record()
        for field in fields_of(kind)
        if (kind, field.name) not in examples and not attrs.has(field.shape.innermost.kind)
    }
    assert without <= {"CaseHead.uses", "CaseHead.levels", "Explanation.id"}
    checking = {rule for rules in pages.checked_keys().values() for rule in rules}
    assert set(RULES) <= checking


def test_every_public_name_stands_in_the_reference() -> None:
    """The API pages are made from the rooms; a name from elsewhere would have no page."""
    conf = ast.parse((DOCS / "conf.py").read_text(encoding="utf-8"))
    (rooms,) = (
        ast.literal_eval(node.value)
        for node in conf.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROOMS"
    )
    homes = {name: _home(getattr(fpcase, name)) for name in dir(fpcase)}
    lost = [
        name for name, home in homes.items() if home.split(".")[1:2] not in [[r] for r in rooms]
    ]
    assert lost == []


def _home(thing: Any) -> str:  # noqa: ANN401 - a room, a class or a function
    """The module that a name comes from."""
    return str(getattr(thing, "__module__", None) or thing.__name__)


# --- docstrings --------------------------------------------------------------------------------


def public_things() -> dict[str, Any]:
    """Every name that fpcase, or a room of the house, offers."""
    rooms = [import_module(f"fpcase.{room}") for room in ROOMS]
    return {name: getattr(room, name) for room in rooms for name in room.__all__}


@cache  # inspecting takes long
def public_functions() -> dict[str, Any]:
    """Name -> function, for every public function and every method of a public class."""
    found: dict[str, Any] = {}
    for name, thing in public_things().items():
        if inspect.isfunction(thing):
            found[name] = thing
        elif inspect.isclass(thing):
            for key in dir(thing):
                method = inspect.getattr_static(thing, key)
                ours = str(getattr(method, "__module__", "")).startswith("fpcase")
                if ours and inspect.isfunction(method) and not key.startswith("_"):
                    found[f"{name}.{key}"] = _documented(thing, key, method)
    return found


def _documented(owner: type, key: str, method: Any) -> Any:  # noqa: ANN401 - a function
    """The method, or the one that it overrides: what that one's example shows holds for both."""
    if ">>>" in (method.__doc__ or ""):
        return method
    for base in owner.__mro__[1:]:
        if ">>>" in (getattr(base.__dict__.get(key), "__doc__", None) or ""):
            return base.__dict__[key]
    return method


@pytest.mark.parametrize("name", sorted(public_functions()))
def test_every_public_function_has_a_docstring_with_a_running_example(name: str) -> None:
    """A scholar learns a function from its example; the suite runs every one of them."""
    assert ">>>" in (public_functions()[name].__doc__ or "")


@pytest.mark.parametrize("name", sorted(public_functions()))
def test_every_public_function_says_what_it_takes_and_what_it_refuses(name: str) -> None:
    """Each parameter has its line under Args; what raises an error says so under Raises."""
    function = public_functions()[name]
    meaning = function.__doc__ or ""
    taken = [one.name for one in inspect.signature(function).parameters.values()]
    unsaid = [
        one
        for one in taken
        if one != "self" and not re.search(rf"^ +{one}: ", meaning, re.MULTILINE)
    ]
    assert unsaid == []
    if re.search(r"^ +raise ", inspect.getsource(function), re.MULTILINE):
        assert "Raises:" in meaning


@pytest.mark.parametrize(
    ("method", "work"),
    [
        *((measure, "Langfield-Smith") for measure in MEASURES.values()),
        (total_effect, "Axelrod"),
        (source_cut, "Menger"),
        (map_distance, "Markóczy"),
        (fpcase.comparison.find_chains, "Axelrod"),
        (fpcase.comparison.find_loops, "Axelrod"),
        (fpcase.comparison.find_overlap, "Langfield-Smith"),
        (fpcase.comparison.centralities, "Eden"),
        (fpcase.comparison.consensus, "Bougon"),
        (fpcase.comparison.congruence, "Blatter and Haverland"),
        (fpcase.comparison.coder_agreement, "Krippendorff"),
        (fpcase.comparison.krippendorff_alpha, "Krippendorff"),
        (fpcase.figures.FIGURES["shared"].plan, "Lex"),
        (fpcase.figures.FIGURES["congruence"].plan, "Haverland"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_method_names_the_work_that_it_comes_from(method: Any, work: str) -> None:  # noqa: ANN401 - a function
    """A number in a paper is cited with its method, so the function says which one that is."""
    assert work in method.__doc__


def test_every_public_class_says_what_it_and_its_parts_mean() -> None:
    """A record's meaning is its docstring, and each attribute's its line there."""
    missing = []
    for name, thing in public_things().items():
        if not inspect.isclass(thing) or not thing.__module__.startswith("fpcase"):
            continue  # a diagram is a class of networkx
        if not (thing.__doc__ or "").strip():
            missing.append(name)
        if attrs.has(thing):
            missing += [
                f"{name}.{field.name}"
                for field in attrs.fields(thing)
                if not field.name.startswith("_")
                and not re.search(rf"^ +{field.name}: ", thing.__doc__ or "", re.MULTILINE)
            ]
        for key, value in vars(thing).items():
            part = value.fget if isinstance(value, property) else value
            part = value.func if isinstance(value, cached_property) else part
            if not key.startswith("_") and inspect.isfunction(part) and not part.__doc__:
                missing.append(f"{name}.{key}")
    assert missing == []


# --- tutorials, notebook, README ---------------------------------------------------------------


def test_the_tutorials_write_the_case_that_comes_as_an_example() -> None:
    """Who begins with the second tutorial must have what the first one leads to."""
    written: dict[str, str] = {}
    for page in ("first-article", "two-authors"):
        text = (DOCS / "tutorials" / f"{page}.md").read_text(encoding="utf-8")
        blocks = r"^```\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^```$"
        found = re.findall(blocks, text, re.MULTILINE | re.DOTALL)
        written |= {path: body for path, body in found if path.startswith("valdoria/")}
    example = {
        f"valdoria/{path.relative_to(ROOT / 'examples' / 'valdoria').as_posix()}": path.read_text(
            encoding="utf-8"
        )
        for path in (ROOT / "examples" / "valdoria").rglob("*")
        if path.is_file()
    }
    assert written == example


def test_the_notebook_runs_and_shows_something_in_each_cell() -> None:
    """Its cells run in order, as in a notebook: a last expression is what the cell shows."""
    notebook = json.loads((ROOT / "examples" / "kazakhstan.ipynb").read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["metadata"]["kernelspec"]["language"]) == (4, "python")
    namespace: dict[str, Any] = {}
    rich = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert (cell["outputs"], cell["execution_count"]) == ([], None), "strip the outputs"
        body = ast.parse("".join(cell["source"])).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), namespace)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)  # noqa: S307 - the same
            show = getattr(shown, "_repr_html_", getattr(shown, "_repr_svg_", None))
            rich += show is not None and show().startswith("<")
            assert len(repr(shown)) < 3000
    assert rich >= 5


def test_the_readme_leads_to_files_that_are_there() -> None:
    """A link that leads nowhere is the first thing that a newcomer tries."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)", readme)
    assert links
    lost = [link for link in links if "://" not in link and not (ROOT / link).exists()]
    assert lost == []
