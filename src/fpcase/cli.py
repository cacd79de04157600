"""The command line: each verb calls one public function and prints what it returns."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version

import attrs

import fpcase

_FAULT, _MISUSE = 1, 2
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
    try:
        return int(options.run(options))
    except fpcase.FpcaseError as error:
        print(f"fpcase: {error}", file=sys.stderr)
        return _MISUSE
    except BrokenPipeError:  # the reader of our output has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def build_parser() -> argparse.ArgumentParser:
    """The parser; the documentation is made from it."""
    parser = argparse.ArgumentParser(
        prog="fpcase",
        description="Compare how scholars explain a foreign-policy decision.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"fpcase {version('fpcase')}")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = _verb(verbs, "check", _check, "say everything that is wrong with a case folder")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
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
    _add_authors(draw)
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

    compare = _verb(verbs, "compare", _compare, "say what authors share and where they part")
    _add_authors(compare)
    compare.add_argument(
        "--table", metavar="NAME", help="one table alone, such as verdicts or overlap"
    )
    compare.add_argument(
        "--include-inferred", action="store_true", help="count the coder's own readings too"
    )
    _add_json(compare)

    passages = _verb(verbs, "passages", _passages, "look up the passage behind every locator")
    _add_texts(passages, "where the sources' texts are")
    _add_json(passages)
    return parser


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    summary: str,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("case", metavar="CASE", help="a case folder, or a bundled case's name")
    verb.set_defaults(run=run)
    return verb


def _add_json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="print JSON, for another program")


def _add_authors(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--authors", nargs="+", metavar="ID", help="these authors only, such as hananya-2019"
    )


def _add_texts(verb: argparse.ArgumentParser, purpose: str) -> None:
    verb.add_argument(
        "--texts",
        metavar="FOLDER",
        default=os.environ.get("FPCASE_TEXTS"),
        help=f"the folder of the sources' texts, {purpose} (default: the variable FPCASE_TEXTS)",
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        message = f"expected a number above 0, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _load(options: argparse.Namespace) -> fpcase.Case:
    return fpcase.load_case(fpcase.find_case(options.case))


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
        for problem in problems:
            print(problem)
        print(f"{options.case}: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return _FAULT if errors or (warnings and options.strict) else 0


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _show(options: argparse.Namespace) -> int:
    case = _load(options)
    if options.json:
        _print_json(fpcase.to_record(fpcase.find_subject(case, options.subject)))
    else:
        texts = fpcase.read_texts(case, options.texts) if options.texts else None
        print(fpcase.describe(case, options.subject, texts), end="")
    return 0


def _draw(options: argparse.Namespace) -> int:
    case = _load(options)
    diagram = fpcase.causal_diagram(case, options.authors)
    one_panel = options.pooled or len(diagram.graph["authors"]) == 1
    draw = fpcase.draw if one_panel else fpcase.draw_authors
    figure = draw(diagram, core=options.core)
    figure.save(options.out)
    print(f"{options.out}: {figure.caption}")
    return 0


def _compare(options: argparse.Namespace) -> int:
    comparison = fpcase.compare(
        _load(options), options.authors, include_inferred=options.include_inferred
    )
    if options.table:
        try:
            table = comparison.table(options.table)
        except KeyError as error:
            raise fpcase.FpcaseError(error.args[0]) from None
        print(table.to_json() if options.json else table.to_markdown())
    else:
        print(comparison.to_json() if options.json else comparison.to_markdown(), end="")
    return 0


def _passages(options: argparse.Namespace) -> int:
    if not options.texts:
        message = "name the folder of texts with --texts, or in the variable FPCASE_TEXTS"
        raise fpcase.FpcaseError(message)
    case = _load(options)
    texts = fpcase.read_texts(case, options.texts)
    passages = fpcase.find_passages(case, texts)
    grades = Counter(passage.match.grade.value for passage in passages)
    if options.json:
        _print_json([passage.to_record() for passage in passages])
    else:
        for passage in passages:
            if passage.match.reason:
                grade, reason = passage.match.grade.value, passage.match.reason
                print(f"{passage.claim} ({passage.source}): {grade}: {reason}")
        counts = ", ".join(f"{number} {grade}" for grade, number in grades.items())
        print(f"{len(passages)} locators: {counts or 'none'}")
    for source, text in texts.items():
        if not text.unchanged:
            name = case.sources[source].text
            file = name.file if name else source
            print(f"fpcase: {file} is not the file that was coded from", file=sys.stderr)
    return _FAULT if grades["lost"] or grades["ambiguous"] else 0
