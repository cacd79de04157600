"""The command line: each verb calls one public function and prints what it returns."""

import argparse
import io
import json
import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import fpcase
from fpcase.cli_comparing import add_authors, add_comparing_verbs, loaded
from fpcase.model.wording import counted

if TYPE_CHECKING:
    from fpcase.model.ids import SourceId
    from fpcase.passages import IndexedText

_FAULT, _MISUSE = 1, 2
_TEXTS = "FPCASE_TEXTS"
_EPILOG = """\
CASE is a case folder, or the name of a bundled case such as kazakhstan.
Exit status: 0; 1 if 'check' finds errors (with --strict: warnings) or 'passages' a lost or
ambiguous passage; 2 if the command cannot be carried out.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after ``fpcase``; those of the shell if left out.

    Returns:
        The exit status.
    """
    parser = build_parser()
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # what the terminal cannot show is spelled out
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (fpcase.FpcaseError, OSError) as error:
        print(f"fpcase: {_reason(error)}", file=sys.stderr)
        return _MISUSE
    return status


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):  # from the system: no such folder, no permission, disk full
        return f"cannot read or write {error.filename or 'a file'}: {error.strerror or error}"
    return str(error)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Names CASE first: after ``--authors a b`` it would be taken for one more author."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Write the usage line: what is required, in the order to type it, then the options."""
        words = ["%(prog)s"]
        options = []
        for action in actions:
            if action.option_strings and action.required:
                words.append(f"{action.option_strings[-1]} {action.metavar}")
            elif action.option_strings:
                options = ["[options]"]
            elif action.nargs == argparse.OPTIONAL:
                words.append(f"[{action.metavar}]")
            else:
                words.append(f"{action.metavar}{' ...' if action.nargs == argparse.PARSER else ''}")
        super().add_usage(usage or " ".join([*words, *options]), actions, groups, prefix)


def build_parser() -> argparse.ArgumentParser:
    """The parser; the documentation is made from it."""
    parser = argparse.ArgumentParser(
        prog="fpcase",
        description="Compare how scholars explain a foreign-policy decision.",
        epilog=_EPILOG,
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="version", version=f"fpcase {version('fpcase')}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = _verb(verbs, "check", _check, "say everything that is wrong with a case folder")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--all", action="store_true", help="print every problem, not the first 20 and a count"
    )
    _add_json(check)

    show = _verb(verbs, "show", _show, "tell what a case says of an author, a variable or a claim")
    show.add_argument(
        "subject",
        nargs="?",
        metavar="ID",
        help="an author (hananya-2019), a variable or a claim (hananya-2019/h12); "
        "without it: the case as a whole",
    )
    _add_texts(show, "to show the passage that a claim stands in")
    _add_json(show)

    draw = _verb(verbs, "draw", _draw, "draw causal diagrams, one panel for each author")
    add_authors(draw)
    draw.add_argument(
        "--out",
        required=True,
        metavar="FILE",
        help="the picture to write; its ending says the kind: .svg, .png or .pdf",
    )
    draw.add_argument(
        "--pooled", action="store_true", help="all authors in one panel instead of one each"
    )
    draw.add_argument(
        "--core",
        type=_positive,
        default=20,
        metavar="N",
        help="draw the outcomes and the variables that most authors use, N in all (default: 20)",
    )

    add_comparing_verbs(lambda name, run, about: _verb(verbs, name, run, about))

    summary = "take a diagram to another program, and say what is lost on the way"
    export = _verb(verbs, "export", _export, summary)
    export.add_argument("--to", metavar="FORMAT", help="the format; without it: list the formats")
    add_authors(export)
    export.add_argument(
        "--stances",
        nargs="+",
        default=["asserts"],
        metavar="STANCE",
        help="the claims to take: asserts, denies, reports (default: asserts)",
    )
    export.add_argument(
        "--include-inferred", action="store_true", help="take the coder's own readings too"
    )
    export.add_argument("--out", metavar="FILE", help="the file to write, instead of printing it")

    passages = _verb(verbs, "passages", _passages, "look up the passage behind every locator")
    _add_texts(passages, "where the sources' texts are")
    passages.add_argument(
        "--annotations",
        action="store_true",
        help="print the passages found as W3C Web Annotations (JSON), with their wording",
    )
    _add_json(passages)

    coding = _verb(verbs, "coding", _coding, "report how a case was coded, as a Markdown page")
    _add_texts(coding, "to grade passages and to list paragraphs that no claim touches")
    coding.add_argument("--table", metavar="NAME", help="one table alone, such as terms")
    _add_json(coding)

    _add_verbs_around_case_files(verbs)
    return parser


def _add_verbs_around_case_files(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    summary = "begin a case: a folder that loads, with a comment on every key"
    new = _verb(verbs, "new", _new, summary, reads_case=False)
    new.add_argument("folder", metavar="FOLDER", help="the folder to make; it must not exist yet")
    new.add_argument("--country", default="Exampleland", metavar="NAME", help="the country's name")

    summary = "begin a new author's explanation in your case"
    new_author = _verb(verbs, "new-author", _new_author, summary, reads_case=False)
    new_author.add_argument("folder", metavar="CASE", help="your case folder")
    new_author.add_argument(
        "author", metavar="ID", help="the new author's id: name and year, such as doe-2001"
    )

    summary = "give editors the rules of case files (JSON Schema, draft-07)"
    schema = _verb(verbs, "schema", _schema, summary, reads_case=False)
    schema.add_argument(
        "kind",
        nargs="?",
        metavar="KIND",
        help="print one, such as sources or explanation",
    )
    schema.add_argument("--out", metavar="FOLDER", help="write them all into this new folder")

    summary = "write claims, variables, actors and decisions as CSV, for a statistics program"
    tables = _verb(verbs, "tables", _tables, summary)
    tables.add_argument(
        "--out", required=True, metavar="FOLDER", help="the folder to make; it must not exist yet"
    )

    summary = "make a case from a table of links: who says that what causes what"
    links = _verb(verbs, "import-links", _import_links, summary, reads_case=False)
    links.add_argument("file", metavar="FILE", help="the table (CSV or TSV, in UTF-8)")
    for part, needed, meaning in _LINK_COLUMNS:
        links.add_argument(
            f"--{part}", required=needed, metavar="COL", help=f"the column {meaning}"
        )
    links.add_argument("--out", required=True, metavar="FOLDER", help="the case folder to make")
    links.add_argument("--country", default="not given", metavar="NAME", help="the case's country")

    summary = "print a case's sources for a reference manager, and say what is lost on the way"
    sources = _verb(verbs, "sources", _sources, summary)
    sources.add_argument(
        "--to", required=True, metavar="FORMAT", help="the format: bibtex or csl-json"
    )

    summary = "print the works of a bibliography as lines to paste into sources.yaml"
    works = _verb(verbs, "import-sources", _import_sources, summary, reads_case=False)
    works.add_argument("file", metavar="FILE", help="a BibTeX (.bib) or CSL-JSON (.json) file")


_LINK_COLUMNS = (
    ("author", True, "of who makes the link: an author, a work or a respondent"),
    ("cause", True, "of the cause"),
    ("effect", True, "of the effect"),
    ("sign", False, "of the sign: positive or negative, + or -, 1, -1 or 0 for no effect"),
    ("stance", False, "of what the author does with the link: asserts (or blank), denies, reports"),
    ("quote", False, "of the words that the link was read from"),
    ("year", False, "of the year of the author's work"),
    ("title", False, "of the title of the author's work"),
)


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
    *,
    reads_case: bool = True,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=_EPILOG if reads_case else None,
        formatter_class=_Formatter,
    )
    if reads_case:
        verb.add_argument("case", metavar="CASE", help="a case folder, or a bundled case's name")
    verb.set_defaults(run=run)
    return verb


def _add_json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print JSON, for another program")


def _add_texts(verb: argparse.ArgumentParser, purpose: str) -> None:
    verb.add_argument(
        "--texts",
        metavar="FOLDER",
        help=f"the folder of the sources' texts, {purpose} (default: the variable FPCASE_TEXTS)",
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        message = f"expected a number above 0, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _print_json(tree: object) -> None:
    print(json.dumps(tree, ensure_ascii=False, indent=2))


def _check(options: argparse.Namespace) -> int:
    problems = fpcase.check_case(fpcase.find_case(options.case))
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = counts[fpcase.Severity.ERROR], counts[fpcase.Severity.WARNING]
    if options.json:
        _print_json(
            [{**attrs.asdict(p), "severity": p.severity.value, "message": str(p)} for p in problems]
        )
    else:
        if problems:
            print(fpcase.report_problems(problems, None if options.all else 20))
        print(f"{options.case}: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return _FAULT if errors or (warnings and options.strict) else 0


def _count(number: int, noun: str) -> str:
    return counted(number, noun) if number else f"no {noun}s"


def _show(options: argparse.Namespace) -> int:
    case = loaded(options)
    subject = fpcase.find_subject(case, options.subject)
    if options.json:
        _print_json(fpcase.to_record(subject))
        return 0
    wanted = options.texts or isinstance(subject, fpcase.CausalClaim)
    texts = _texts_at_hand(options, case) if wanted else None
    print(fpcase.describe(case, options.subject, texts), end="")
    return 0


def _texts_at_hand(options: argparse.Namespace, case: fpcase.Case) -> "dict[SourceId, IndexedText]":
    """The texts in the folder named on the command line, or else in the variable, if any."""
    if options.texts or not os.environ.get(_TEXTS):
        return fpcase.read_texts(case, options.texts) if options.texts else {}
    try:  # the variable may speak of another case's texts
        return fpcase.read_texts(case, os.environ[_TEXTS])
    except fpcase.FpcaseError as error:
        print(f"fpcase: without passages: {error}", file=sys.stderr)
        return {}


def _draw(options: argparse.Namespace) -> int:
    case = loaded(options)
    diagram = fpcase.causal_diagram(case, options.authors)
    one_panel = options.pooled or len(diagram.graph["authors"]) == 1
    draw = fpcase.draw if one_panel else fpcase.draw_authors
    figure = draw(diagram, core=options.core)
    figure.save(options.out)
    print(f"{options.out}: {figure.caption}")
    return 0


def _export(options: argparse.Namespace) -> int:
    case = loaded(options)
    if not options.to:
        for name, exporter in fpcase.EXPORTERS.items():
            print(f"{name:<10} {exporter.suffix:<9} {exporter.reads}")
        return 0
    diagram = fpcase.causal_diagram(
        case,
        options.authors,
        stances=options.stances,
        include_inferred=options.include_inferred,
    )
    made = fpcase.export(diagram, options.to)
    if options.out:
        path = made.save(options.out)
        print(f"{path}: {made.format}, {_count(diagram.number_of_edges(), 'arrow')}")
    else:
        print(made.text, end="")
    for sentence in (*fpcase.claims_left_out(case, diagram), *made.lost):
        print(f"fpcase: {sentence}", file=sys.stderr)
    return 0


def _passages(options: argparse.Namespace) -> int:
    folder = options.texts or os.environ.get(_TEXTS)
    if not folder:
        message = f"name the folder of texts with --texts, or in the variable {_TEXTS}"
        raise fpcase.FpcaseError(message)
    case = loaded(options)
    texts = fpcase.read_texts(case, folder)
    passages = fpcase.find_passages(case, texts)
    grades = Counter(passage.match.grade.value for passage in passages)
    if options.annotations:
        _print_json(fpcase.to_web_annotations(case, passages, texts))
    elif options.json:
        _print_json([passage.to_record() for passage in passages])
    else:
        _print_passages(passages)
    for source, text in texts.items():
        described = case.sources[source].text
        if described and not text.unchanged:
            print(
                f"fpcase: {described.file} is not the file that was coded from; once its passages "
                f"are right, write in sources.yaml: sha256: {text.sha256}",
                file=sys.stderr,
            )
    return _FAULT if grades["lost"] or grades["ambiguous"] else 0


def _print_passages(passages: Sequence[fpcase.Passage]) -> None:
    """What is not plainly found, one line each (for a missing text: one line in all)."""
    missing: Counter[str] = Counter()
    for passage in passages:
        grade, reason = passage.match.grade.value, passage.match.reason
        if grade == "no-text":
            missing[f"{passage.source}: {grade}: {reason}"] += 1
        elif reason:
            print(f"{passage.claim} ({passage.source}): {grade}: {reason}")
    for line, number in missing.items():
        print(f"{line} ({_count(number, 'locator')})")
    grades = Counter(passage.match.grade.value for passage in passages)
    counts = ", ".join(f"{number} {grade}" for grade, number in grades.items())
    print(f"{_count(len(passages), 'locator')}{': ' if counts else ''}{counts}")


def _coding(options: argparse.Namespace) -> int:
    case = loaded(options)
    texts = _texts_at_hand(options, case)
    tables = {table.name: table for table in fpcase.coding_tables(case, texts)}
    if options.table and options.table not in tables:
        message = f"no table {options.table!r}; there is {', '.join(tables)}"
        raise fpcase.FpcaseError(message)
    if options.table:
        table = tables[options.table]
        print(table.to_json() if options.json else f"{table.to_markdown()}\n", end="")
    elif options.json:
        _print_json([json.loads(table.to_json()) for table in tables.values()])
    else:
        print(fpcase.coding_report(case, texts), end="")
    return 0


def _new(options: argparse.Namespace) -> int:
    folder = fpcase.new_case(options.folder, options.country)
    typed = shlex.quote(str(folder))
    print(f"{folder}: a new case, filled with an invented example for you to write over.")
    print("It loads and draws as it is. Next:")
    print(f"  fpcase show {typed}")
    print(f"  open {folder / 'case.yaml'} in an editor; the comments say what goes where")
    print(f"  fpcase check {typed}    says what is wrong, with file, line and remedy")
    return 0


def _new_author(options: argparse.Namespace) -> int:
    begun = fpcase.new_author(options.folder, options.author)
    print(f"{begun.path}: a new explanation; the comments say what goes where.")
    if begun.to_add:
        print("Its work is not among the sources yet, so the case does not load. Add to")
        print(f"{begun.path.parents[1] / 'sources.yaml'}, with what the work says of itself:\n")
        print(begun.to_add)
    print(f"Then 'fpcase check {shlex.quote(options.folder)}' says what is still missing.")
    return 0


def _schema(options: argparse.Namespace) -> int:
    if options.out and not options.kind:
        print(f"{fpcase.write_schemas(options.out)}: one schema for each kind of file")
    elif options.kind and not options.out:
        _print_json(fpcase.json_schema(options.kind))
    else:
        message = "name either one KIND to print, or a folder for them all with --out"
        raise fpcase.FpcaseError(message)
    return 0


def _tables(options: argparse.Namespace) -> int:
    folder = fpcase.write_tables(loaded(options), options.out)
    names = ", ".join(sorted(path.name for path in folder.iterdir()))
    print(f"{folder}: {names}")
    return 0


def _import_links(options: argparse.Namespace) -> int:
    folder = Path(options.out)
    case = fpcase.case_from_links(
        fpcase.read_spreadsheet(options.file),
        **{part: getattr(options, part) for part, _, _ in _LINK_COLUMNS},
        case_id=folder.absolute().name,
        case_title=f"Links of {Path(options.file).name}",
        country=options.country,
        table=Path(options.file).name,
        first_row=2,
    )
    fpcase.write_case(case, folder)
    claims = sum(1 for _ in case.claims())
    print(
        f"{folder}: {_count(claims, 'claim')} of {_count(len(case.explanations), 'author')} "
        f"on {_count(len(case.variables), 'variable')}"
    )
    typed = shlex.quote(str(folder))
    print(f"Next: fpcase check {typed}; fpcase compare {typed}")
    return 0


def _sources(options: argparse.Namespace) -> int:
    made = fpcase.to_bibliography(loaded(options), options.to)
    print(made.text, end="")
    for sentence in made.lost:
        print(f"fpcase: {sentence}", file=sys.stderr)
    return 0


def _import_sources(options: argparse.Namespace) -> int:
    read = fpcase.read_sources(options.file)
    print(fpcase.source_entries(read.sources), end="")
    works = _count(len(read.sources), "work")
    print(f"fpcase: {works}; paste what is printed under 'sources:'", file=sys.stderr)
    for sentence in read.notes:
        print(f"fpcase: {sentence}", file=sys.stderr)
    return 0
