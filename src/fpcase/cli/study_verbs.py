"""The verbs of a study on the command line: options from their declarations, answers in print."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any

import fpcase
from fpcase.cli.options import DONE, FAULT, JSON, AddVerb, count, print_json
from fpcase.cli.terminal import is_terminal, patience, show_tables
from fpcase.model import FpcaseError
from fpcase.model.signatures import one_of
from fpcase.model.wording import in_one_line
from fpcase.studies import Study
from fpcase.verbs import Option, filters, options, summary, takes_filters, verbs

SPELLED = {
    "cause": "from",
    "effect": "to",
    "format": "to",
    "merges": "merge",
    "others": "other",
}
"""Options that the command line spells in another way than Python."""
FLAGS = {"format", "out", "outcome"}
"""What is given by its place in Python and by its name on the command line."""
NO_COMMANDS = {"diagram"}
"""Verbs whose answer only a script can use."""
FORMATS = ("markdown", "csv", "latex", "html")
"""How tables can be written."""


def add_verb(add: AddVerb, name: str, verb: Callable[..., object]) -> None:
    """Add a verb of a study.

    Args:
        add: What adds a verb that reads a case.
        name: Its name.
        verb: The method.
    """
    command = add(name.replace("_", "-"), _run, one_line(verb))
    command.set_defaults(verb=name)
    for option in options(verb).values():
        if option.name != "authors":
            add_option(command, option)
    if takes_filters(name):
        authors = "only these authors, such as hananya-2019"
        command.add_argument("--authors", nargs="+", metavar="ID", help=authors)
        group = command.add_argument_group("what to include")
        for option in filters().values():
            add_option(group, option)
    for flag, words in _answer(name)[1].items():
        command.add_argument(flag, **words)


def one_line(verb: Callable[..., object]) -> str:
    """What a verb does, as the list of commands says it."""
    said = summary(verb).rstrip(".")
    return said[:1].lower() + said[1:]


def typed_as(command: str, option: str) -> str:
    """How an option of a command is typed, by its name in Python."""
    verb = verbs().get(command.replace("-", "_"))
    known = {**filters(), **(options(verb) if verb else {})}
    if option in known and option != "authors":
        return spelled(known[option])
    return f"--{option.replace('_', '-')}"


def spelled(option: Option) -> str:
    """How an option is typed."""
    if option.is_named or option.name in FLAGS:
        return f"--{SPELLED.get(option.name, option.name).replace('_', '-')}"
    return SPELLED.get(option.name, option.name).upper()


def add_option(to: argparse._ActionsContainer, option: Option) -> None:
    """Add an option as the command line takes it."""
    typed = spelled(option)
    shown = typed.lstrip("-").upper()
    words: dict[str, Any] = {"help": _help(option), "default": argparse.SUPPRESS}
    if option.is_switch:
        words["action"] = "store_true"
    elif option.takes_pairs:
        words |= {"nargs": 2, "action": "append", "metavar": ("ID", "ID")}
    elif option.takes_pair:
        words |= {"nargs": 2, "metavar": ("ID", "ID")}
    elif option.takes_many:
        words |= {"nargs": "+", "metavar": shown}
    else:
        words["metavar"] = "N" if option.is_number else shown
    if typed.startswith("--"):
        if not option.is_switch:
            words["required"] = option.is_required and option.name != "format"
        to.add_argument(typed, dest=option.name, **words)
    else:
        if not option.is_required and not option.takes_rest:
            words["nargs"] = "?"
        to.add_argument(option.name, **words)


def _help(option: Option) -> str:
    said = option.meaning.rstrip(".")
    default = option.default
    if "default" not in said and isinstance(default, str | int) and not isinstance(default, bool):
        said += f" (default: {default})"
    return f"{said[:1].lower()}{said[1:]}".replace("%", "%%")


def _run(typed: argparse.Namespace) -> int:
    with patience(f"fpcase {typed.verb}"):
        return _answered(typed)


def _answered(typed: argparse.Namespace) -> int:
    study = fpcase.study(typed.case)
    looks = _given(typed, filters().values() if takes_filters(typed.verb) else ())
    authors = getattr(typed, "authors", None) or ()
    if authors or looks:
        study = study.only(*authors, **looks)
    given = _given(typed, options(verbs()[typed.verb]).values())
    return _answer(typed.verb)[0](study, given, typed) or DONE


def _given(typed: argparse.Namespace, known: Iterable[Option]) -> dict[str, Any]:
    """The options that were typed, as Python takes them."""
    found: dict[str, Any] = {}
    for option in known:
        if option.name == "authors" or not hasattr(typed, option.name):
            continue
        value = getattr(typed, option.name)
        if option.is_switch or option.takes_pairs:
            found[option.name] = value
        else:
            found[option.name] = option.read([value] if isinstance(value, str) else value)
    return found


def _asked(study: Study, name: str, given: dict[str, Any]) -> Any:  # noqa: ANN401 - as the verb gives
    """What a verb answers."""
    verb = verbs()[name]
    many = [one.name for one in options(verb).values() if one.takes_rest]
    spread = chain.from_iterable(given.pop(one, ()) for one in many if one != "authors")
    return verb(study, *spread, **given)


# --- answers: how a command prints them, and what it takes for that ----------------------------

_Prints = Callable[[Study, dict[str, Any], argparse.Namespace], int | None]
_Flags = Mapping[str, Mapping[str, Any]]


def _prints_comparison(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> None:
    two = 2
    if len(study.authors) < two:
        who = "".join(f"only {author}" for author in study.authors) or "none"
        print(f"fpcase: a comparison needs at least two authors, found {who}", file=sys.stderr)
    if typed.leads and typed.format and not typed.json:
        typed.table = "leads"
    if not (typed.all or typed.leads) or given or typed.table or typed.json or typed.format:
        _prints_tables(study, given, typed)
    else:
        comparison = study.compare()
        print(comparison.leads_text if typed.leads else comparison.whole_text, end="")


def _prints_tables(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> None:
    form = one_of("format", typed.format or "markdown", FORMATS)
    result = _asked(study, typed.verb, given)
    tables = {table.name: table for table in result.tables}
    on_terminal = is_terminal(sys.stdout) and not (typed.json or typed.format)
    if on_terminal and (typed.table or not result.text):
        chosen = typed.table and one_of("table", typed.table, list(tables))
        show_tables(result, study.case, chosen)
    elif typed.table:
        table = tables[one_of("table", typed.table, list(tables))]
        print(table.to_json() if typed.json else table.written(form).rstrip("\n") + "\n", end="")
    elif typed.json:
        print(result.to_json(), end="")
    elif result.text and not typed.format:
        print(result.text, end="")
    elif form == "csv" and len(tables) > 1:
        message = f"csv can hold only one table; choose it with --table: {', '.join(tables)}"
        raise FpcaseError(message)
    elif form == "markdown":
        print(result.to_markdown(), end="")
    else:
        print("\n\n".join(table.written(form).rstrip("\n") for table in tables.values()))


def _prints_locators(study: Study, given: dict[str, Any], _typed: argparse.Namespace) -> None:
    print(study.find(**given), end="")


def _prints_record(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> None:
    if typed.json:
        record = fpcase.report.find_subject(study.whole, given.get("id"))
        print_json(fpcase.casefiles.to_record(record))
    else:
        print(study.show(**given), end="")


def _prints_picture(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> None:
    if not typed.out:
        for name, kind in fpcase.figures.FIGURES.items():
            print(f"{name:<14} {kind.shows}")
        return
    figure = study.draw(**given)
    figure.save(typed.out)
    print(f"{typed.out}: {in_one_line(figure.caption, 100_000)}")


def _prints_report(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> None:
    print(f"{study.report(**given).save(typed.out)}: open it in a browser")


def _prints_export(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> None:
    if "format" not in given:
        for name, exporter in fpcase.diagrams.EXPORTERS.items():
            print(f"{name:<10} {exporter.suffix:<9} {exporter.reads}")
        return
    made = study.export(**given)
    if typed.out:
        print(f"{made.save(typed.out)}: {made.format}")
    else:
        print(made.text, end="")
    _tell(made.lost)


def _prints_folder(study: Study, given: dict[str, Any], _typed: argparse.Namespace) -> None:
    folder = study.tables(**given)
    print(f"{folder}: {', '.join(sorted(path.name for path in folder.iterdir()))}")


def _prints_bibliography(study: Study, given: dict[str, Any], _typed: argparse.Namespace) -> None:
    if "format" not in given:
        message = "name the format with --to: bibtex or csl-json"
        raise FpcaseError(message)
    made = study.sources(**given)
    print(made.text, end="")
    _tell(made.lost)


def _tell(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        print(f"fpcase: {sentence}", file=sys.stderr)


def _prints_passages(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int | None:
    found = study.passages(**given)
    grades = Counter(passage.match.grade.value for passage in found.passages)
    if typed.annotations:
        print_json(found.to_web_annotations())
    elif typed.json:
        print_json(found.to_records())
    else:
        _print_lost(found.passages)
        counts = ", ".join(f"{number} {grade}" for grade, number in grades.items())
        print(f"{count(grades.total(), 'locator')}{': ' if counts else ''}{counts}")
    _tell(
        f"{described.file} differs from the text that was coded; check its passages, then "
        f"write in sources.yaml: sha256: {text.sha256}"
        for source, text in found.texts.items()
        if (described := study.whole.sources[source].text) and not text.unchanged
    )
    return FAULT if grades["lost"] or grades["ambiguous"] else None


def _print_lost(passages: Iterable[fpcase.passages.Passage]) -> None:
    """What is not plainly found, one line each (for a missing text: one line in all)."""
    missing: Counter[str] = Counter()
    for passage in passages:
        grade, reason = passage.match.grade.value, passage.match.reason
        if grade == "no-text":
            missing[f"{passage.source}: {grade}: {reason}"] += 1
        elif reason:
            print(f"{passage.claim} ({passage.source}): {grade}: {reason}")
    for line, number in missing.items():
        print(f"{line} ({count(number, 'locator')})")


_TABLES: _Flags = {
    "--table": {"metavar": "NAME", "help": "print only this table"},
    "--format": {
        "metavar": "HOW",
        "help": f"the format of the tables: {', '.join(FORMATS)}; csv needs --table (default: "
        "a summary in plain words if there is one, otherwise the tables in markdown)",
    },
    **JSON,
}
_ALL_ROWS = "print all rows, not only those that fit on one screen"
_LEADS = "print pairs related only through a broader term (leads to follow, not findings)"
_ANNOTATIONS = "print the passages found, with their wording, as W3C Web Annotations (JSON)"
_PICTURE = (
    "the picture file to write, ending in .svg, .png or .pdf; without this option, the kinds of "
    "figures are listed"
)
_FILE = "write to this file instead of printing"

_OWN: Mapping[str, tuple[_Prints, _Flags]] = {
    "compare": (
        _prints_comparison,
        {
            **_TABLES,
            "--all": {"action": "store_true", "help": _ALL_ROWS},
            "--leads": {"action": "store_true", "help": _LEADS},
        },
    ),
    "show": (_prints_record, JSON),
    "passages": (
        _prints_passages,
        {"--annotations": {"action": "store_true", "help": _ANNOTATIONS}, **JSON},
    ),
    "find": (_prints_locators, {}),
    "draw": (_prints_picture, {"--out": {"metavar": "FILE", "help": _PICTURE}}),
    "report": (
        _prints_report,
        {"--out": {"metavar": "FILE", "required": True, "help": "the page to write (.html)"}},
    ),
    "export": (_prints_export, {"--out": {"metavar": "FILE", "help": _FILE}}),
    "tables": (_prints_folder, {}),
    "sources": (_prints_bibliography, {}),
}
"""Verbs whose answers are no tables, or not tables alone."""


def _answer(name: str) -> tuple[_Prints, _Flags]:
    """What prints a verb's answer, and what its command takes for that."""
    return _OWN.get(name, (_prints_tables, _TABLES))
