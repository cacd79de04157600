"""The verbs of a study on the command line: options from their declarations, answers in print."""

import argparse
import sys
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import fpcase
from fpcase.cli.options import DONE, FAULT, AddVerb, add_json, count, print_json
from fpcase.model.errors import FpcaseError
from fpcase.model.options import one_of
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
_FORMATS = ("markdown", "csv", "latex", "html")


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
        authors = "these authors only, such as hananya-2019"
        command.add_argument("--authors", nargs="+", metavar="ID", help=authors)
        group = command.add_argument_group("what to look at")
        for option in filters().values():
            add_option(group, option)
    _answer(name)[0](command)


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
            words["required"] = option.name in FLAGS and option.name != "format"
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
    verb = verbs()[typed.verb]
    study = fpcase.study(typed.case)
    looks = _given(typed, filters().values())
    authors = getattr(typed, "authors", None) or ()
    if authors or looks:
        study = study.only(*authors, **looks)
    return _answer(typed.verb)[1](study, _given(typed, options(verb).values()), typed)


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


# --- answers: what else a command takes, and how it prints -------------------------------------

_Adds = Callable[[argparse.ArgumentParser], None]
_Prints = Callable[[Study, dict[str, Any], argparse.Namespace], int]


def _answer(name: str) -> tuple[_Adds, _Prints]:
    """What a verb's command takes beside its options, and what prints its answer."""
    return _OWN.get(name, (_adds_tables, _prints_tables))


def _adds_nothing(_command: argparse.ArgumentParser) -> None:
    """No more options."""


def _adds_tables(command: argparse.ArgumentParser) -> None:
    command.add_argument("--table", metavar="NAME", help="one of the tables alone")
    command.add_argument(
        "--format",
        metavar="HOW",
        help=f"how to write the tables: {', '.join(_FORMATS)}; csv holds one --table (default: "
        "what the verb has to say in plain words, else its tables in markdown)",
    )
    add_json(command)


def _adds_comparison(command: argparse.ArgumentParser) -> None:
    _adds_tables(command)
    command.add_argument("--all", action="store_true", help="print every row, not one screen")
    about = "print what only a broader term joins: leads to follow, and no findings"
    command.add_argument("--leads", action="store_true", help=about)


def _adds_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", metavar="FILE", help="the file to write, instead of printing it")


def _adds_page(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", metavar="FILE", required=True, help="the page to write (.html)")


def _adds_picture(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out",
        metavar="FILE",
        help="the picture to write; its ending says the kind of file: .svg, .png or .pdf; "
        "without it: list the kinds of figures",
    )


def _adds_annotations(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--annotations",
        action="store_true",
        help="print the passages found as W3C Web Annotations (JSON), with their wording",
    )
    add_json(command)


def _prints_comparison(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    two = 2
    if len(study.authors) < two:
        who = "".join(f"{author} alone" for author in study.authors) or "no authors"
        print(f"fpcase: {who}: a comparison takes two authors", file=sys.stderr)
    if typed.leads and not typed.json:
        typed.table = "leads"
    if not typed.all or given or typed.table or typed.json or typed.format:
        return _prints_tables(study, given, typed)
    print(study.compare().whole_text, end="")
    return DONE


def _prints_tables(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    form = one_of("format", typed.format or "markdown", _FORMATS)
    result = _asked(study, typed.verb, given)
    if result.text and not (typed.table or typed.json or typed.format):
        print(result.text, end="")
        return DONE
    tables = list(result.tables)
    names = [table.name for table in tables]
    if typed.table:
        tables = [tables[names.index(one_of("table", typed.table, names))]]
    if typed.json:
        print(tables[0].to_json() if typed.table else result.to_json(), end="")
    elif form == "csv" and len(tables) > 1:
        message = f"csv holds one table; choose one with --table: {', '.join(names)}"
        raise FpcaseError(message)
    elif form == "markdown" and not typed.table:
        print(result.to_markdown(), end="")
    else:
        print("\n\n".join(table.written(form).rstrip("\n") for table in tables))
    return DONE


def _prints_record(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    if typed.json:
        record = fpcase.report.find_subject(study.whole, given.get("id"))
        print_json(fpcase.casefiles.to_record(record))
    else:
        print(study.show(**given), end="")
    return DONE


def _prints_picture(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    if not typed.out:
        for name, kind in fpcase.figures.FIGURES.items():
            print(f"{name:<14} {kind.shows}")
        return DONE
    figure = study.draw(**given)
    figure.save(typed.out)
    print(f"{typed.out}: {figure.caption}")
    return DONE


def _prints_report(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    print(f"{study.report(**given).save(typed.out)}: open it in a browser")
    return DONE


def _prints_export(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    if "format" not in given:
        for name, exporter in fpcase.diagrams.EXPORTERS.items():
            print(f"{name:<10} {exporter.suffix:<9} {exporter.reads}")
        return DONE
    made = study.export(**given)
    if typed.out:
        print(f"{made.save(typed.out)}: {made.format}")
    else:
        print(made.text, end="")
    _tell(made.lost)
    return DONE


def _prints_folder(study: Study, given: dict[str, Any], _typed: argparse.Namespace) -> int:
    folder = study.tables(**given)
    print(f"{folder}: {', '.join(sorted(path.name for path in folder.iterdir()))}")
    return DONE


def _prints_bibliography(study: Study, given: dict[str, Any], _typed: argparse.Namespace) -> int:
    if "format" not in given:
        message = "name the format with --to: bibtex or csl-json"
        raise FpcaseError(message)
    made = study.sources(**given)
    print(made.text, end="")
    _tell(made.lost)
    return DONE


def _tell(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        print(f"fpcase: {sentence}", file=sys.stderr)


def _prints_passages(study: Study, given: dict[str, Any], typed: argparse.Namespace) -> int:
    found = study.passages(**given)
    if typed.annotations:
        print_json(found.to_web_annotations())
    elif typed.json:
        print_json(found.to_records())
    else:
        _print_lost(found.passages)
    _tell(
        f"{described.file} is not the file that was coded from; once its passages are right, "
        f"write in sources.yaml: sha256: {text.sha256}"
        for source, text in found.texts.items()
        if (described := study.whole.sources[source].text) and not text.unchanged
    )
    grades = {passage.match.grade.value for passage in found.passages}
    return FAULT if grades & {"lost", "ambiguous"} else DONE


def _print_lost(passages: Iterable[fpcase.passages.Passage]) -> None:
    """What is not plainly found, one line each (for a missing text: one line in all)."""
    missing: dict[str, int] = {}
    grades: dict[str, int] = {}
    for passage in passages:
        grade, reason = passage.match.grade.value, passage.match.reason
        grades[grade] = grades.get(grade, 0) + 1
        if grade == "no-text":
            line = f"{passage.source}: {grade}: {reason}"
            missing[line] = missing.get(line, 0) + 1
        elif reason:
            print(f"{passage.claim} ({passage.source}): {grade}: {reason}")
    for line, number in missing.items():
        print(f"{line} ({count(number, 'locator')})")
    counts = ", ".join(f"{number} {grade}" for grade, number in grades.items())
    total = count(sum(grades.values()), "locator")
    print(f"{total}{': ' if counts else ''}{counts}")


_OWN: dict[str, tuple[_Adds, _Prints]] = {
    "compare": (_adds_comparison, _prints_comparison),
    "show": (add_json, _prints_record),
    "passages": (_adds_annotations, _prints_passages),
    "draw": (_adds_picture, _prints_picture),
    "report": (_adds_page, _prints_report),
    "export": (_adds_file, _prints_export),
    "tables": (_adds_nothing, _prints_folder),
    "sources": (_adds_nothing, _prints_bibliography),
}
"""Verbs whose answers are no tables, or not tables alone."""
