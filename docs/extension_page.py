"""The reference page of the Sphinx extension, made from the functions that its directives call."""

from collections.abc import Callable, Iterable, Mapping
from types import UnionType
from typing import Literal, Union, get_args, get_origin

from fpcase.figures import FIGURES
from fpcase.sphinx.asking import parameters
from fpcase.sphinx.diagrams import DiagramDirective
from fpcase.sphinx.domain import KINDS, SHORT
from fpcase.sphinx.settings import CASES, DEFAULT, FOLDER
from fpcase.sphinx.tables import FORMS, RESULTS, ClaimsDirective, ComparisonDirective
from fpcase.statements import View

OWN: Mapping[str, str] = {
    "authors": "ids of authors, parted by commas; all of them if left out",
    "kind": "the kind of figure; by default `authors`, or `pooled` for one author alone",
    "caption": "words below the picture or above the table, in place of ours",
    "alt": "what the picture shows, for a reader who cannot see it, in place of ours",
    "result": "what is computed; by default `comparison`",
    "table": "which of the result's tables; by default its first",
    "columns": "which columns, in which order; by default all",
    "format": f"one of {', '.join(f'`{form}`' for form in FORMS)}; a list has an item for a row",
    "variable": "ids of variables: only claims that name one of them",
    "stance": "only claims of these stances: `asserts`, `denies`, `reports`",
    "sign": "only claims of these signs: `positive`, `negative`, `no-effect`, `unstated`",
}
"""What the options of the directives themselves mean."""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


HEAD = f"""\
# Sphinx extension

[How to document your own case](../how-to/sphinx.md) shows it at work.

## Settings

`{CASES}`
: Names of cases, each with its folder as seen from `conf.py`, or the name of a bundled case. Links
  begin with the name: `name:id`.

`{DEFAULT}`
: The case that an id without a name means, where there are several.

`{FOLDER}`
: The folder among the project's pages in which the pages of each case are written; by default
  `cases`.

## Roles

{_listed(SHORT)} link to a record's place on its page; so do, with `fpcase:` before them,
{_listed(kind for kind in KINDS if kind not in SHORT)}. A claim and a prediction are named with
their author, `doe-2001/c7`.

## Directives

Each takes the name of a case; it can be left out where the case is clear: after `fpcase-case`, on
the case's own pages, by the setting, or if there is but one.

### fpcase-case

Says which case roles and directives mean from here to the end of the page.
"""


def extension_page() -> str:
    """The page: settings, roles, and every directive with every option that it takes."""
    lines = [HEAD, "### fpcase-diagram", "", "A picture.", "", *_own(DiagramDirective.own)]
    lines += ["What to look at:", "", f": {_options(View.only)}", ""]
    lines += ["Further options by kind of figure:", ""]
    for name, kind in FIGURES.items():
        lines += [f"`{name}`: {kind.shows}", f": {_options(kind.make)}", ""]
    lines += ["### fpcase-comparison", "", "A table.", "", *_own(ComparisonDirective.own)]
    lines += ["Further options by result:", ""]
    for name, function in RESULTS.items():
        summary = (function.__doc__ or "").partition("\n")[0]
        lines += [f"`{name}`: {summary}", f": {_options(function)}", ""]
    lines += ["### fpcase-claims", "", "A table of claims.", "", *_own(ClaimsDirective.own)]
    return "\n".join(lines).rstrip()


def _own(options: Iterable[str]) -> list[str]:
    found = []
    for option in dict.fromkeys(["authors", *options]):
        found += [f"`{option}`", f": {OWN[option]}", ""]
    return found


def _options(function: Callable[..., object]) -> str:
    found = [
        f"`{name.replace('_', '-')}` ({_kind(wanted)})"
        for name, wanted in parameters(function).items()
    ]
    return ", ".join(found) or "none"


def _kind(wanted: object) -> str:
    """What is written for an option, from the type that the function wants."""
    kinds = get_args(wanted) if get_origin(wanted) in {Union, UnionType} else (wanted,)
    if bool in kinds:
        return "yes or no"
    words = [
        f"`{word}`" for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)
    ]
    if int in kinds or float in kinds:
        return " or ".join(["a number", *words, *(["`all`"] if type(None) in kinds else [])])
    for kind in kinds:
        if isinstance(get_origin(kind), type) and get_origin(kind) is not Literal:
            pairs = any(get_origin(inside) is tuple for inside in get_args(kind))
            return "pairs such as `oil-price=gas-price`" if pairs else "words, parted by commas"
    return "text"
