"""The reference page of the Sphinx extension, made from the functions that its directives call."""

from collections.abc import Iterable, Mapping

from fpcase.figures import FIGURES
from fpcase.sphinx.domain import KINDS, SHORT
from fpcase.sphinx.pictures import DiagramDirective
from fpcase.sphinx.project import CASES, DEFAULT, FOLDER
from fpcase.sphinx.tables import FORMS, RESULTS, ClaimsDirective, ComparisonDirective
from fpcase.studies import Study
from fpcase.verbs import Option, filters, options, summary

OWN: Mapping[str, str] = {
    "authors": "ids of authors, separated by commas; by default all authors",
    "caption": "a caption to replace the default one",
    "alt": "a text for readers who cannot see the picture, to replace the default one",
    "result": "the result to show; by default `compare`",
    "table": "the table of the result to show; by default the first",
    "columns": "the columns to show, in this order; by default all",
    "format": f"one of {', '.join(f'`{form}`' for form in FORMS)}; a list has one item for each "
    f"row",
    "rows": "the greatest number of rows to show; by default all",
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
: The names of cases, each with its folder (relative to `conf.py`) or the name of a bundled case.
  Links begin with the name: `name:id`.

`{DEFAULT}`
: The case to which an id without a case's name belongs, if there are several cases.

`{FOLDER}`
: The folder among the project's pages in which the pages of each case are written; by default
  `cases`.

## Roles

{_listed(SHORT)} link to a record's place on its page; so do, with `fpcase:` before them,
{_listed(kind for kind in KINDS if kind not in SHORT)}. A claim and a prediction are named with
their author, `doe-2001/c7`.

## Directives

Each takes the name of a case; it can be left out where the case is clear: after `fpcase-case`, on
the case's own pages, if the setting names it, or if there is only one case.

### fpcase-case

Sets the case for the roles and directives from here to the end of the page.
"""


def extension_page() -> str:
    """The page: settings, roles, and every directive with every option that it takes."""
    lines = [HEAD, "### fpcase-diagram", "", "A picture.", "", *_own(DiagramDirective.own)]
    lines += _options(options(Study.draw).values())
    lines += ["The kinds of figures, and what each takes:", ""]
    for name, kind in FIGURES.items():
        takes = ", ".join(f"`{option.replace('_', '-')}`" for option in kind.options)
        lines += [f"`{name}`: {kind.shows}", f": {takes}", ""]
    lines += ["### fpcase-comparison", "", "A table.", "", *_own(ComparisonDirective.own)]
    for name, verb in RESULTS.items():
        lines += [f"#### {name}", "", summary(verb), "", *_options(options(verb).values())]
    lines += ["### What to look at", "", "Both directives also take these options.", ""]
    lines += _options(filters().values())
    lines += ["### fpcase-claims", "", "A table of claims.", "", *_own(ClaimsDirective.own)]
    return "\n".join(lines).rstrip()


def _own(options: Iterable[str]) -> list[str]:
    found = []
    for option in dict.fromkeys(["authors", *options]):
        found += [f"`{option}`", f": {OWN[option]}", ""]
    return found


def _options(found: Iterable[Option]) -> list[str]:
    lines = []
    for one in found:
        if one.name != "authors":
            lines += [f"`{one.name.replace('_', '-')}`", f": {one.meaning} ({_kind(one)})", ""]
    return lines


def _kind(option: Option) -> str:
    """What is written for an option."""
    if option.is_switch:
        return "yes or no"
    if option.is_number:
        return " or ".join(["a number", *(f"`{word}`" for word in option.words)])
    if option.takes_pairs or option.takes_pair:
        return "pairs such as `oil-price=gas-price`"
    return "words, parted by commas" if option.takes_many else "text"
