"""The verbs around case files: checking and making them, taking tables and bibliographies in."""

import argparse
import shlex
import sys
from collections import Counter
from pathlib import Path

import attrs

import fpcase
from fpcase.casefiles.links import LINK_COLUMNS, columns_of
from fpcase.cli.options import DONE, FAULT, JSON, AddVerb, count, print_json
from fpcase.model.signatures import refuse


def add_casefile_verbs(add: AddVerb) -> None:
    """Add every verb that checks or makes case files."""
    check = add("check", _check, "list all problems in a case folder")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--all", action="store_true", help="print every problem, not only the first 20"
    )
    check.add_argument("--json", **JSON["--json"])

    summary = "create a case folder that loads, with a comment on every key"
    new = add("new", _new, summary, reads_case=False)
    new.add_argument("folder", metavar="FOLDER", help="the folder to create; it must not exist yet")
    new.add_argument("--country", default="Exampleland", metavar="NAME", help="the country's name")
    new.add_argument(
        "--bare",
        action="store_true",
        help="comment out the example with '#', so that you need not delete it",
    )

    summary = "add a file for a new author's explanation to your case"
    new_author = add("new-author", _new_author, summary, reads_case=False)
    new_author.add_argument("folder", metavar="CASE", help="your case folder")
    new_author.add_argument(
        "author", metavar="ID", help="the new author's id: name and year, such as doe-2001"
    )
    new_author.add_argument(
        "--claims",
        metavar="FILE",
        help="a table of the author's claims, as written by 'fpcase tables'",
    )

    summary = "rename an id in all files of your case and change nothing else"
    rename = add("rename", _rename, summary, reads_case=False)
    rename.add_argument("folder", metavar="CASE", help="your case folder")
    rename.add_argument("old", metavar="OLD", help="the id (for a claim: author/id)")
    rename.add_argument("new", metavar="NEW", help="the new id")

    summary = "print or write the schemas of case files for editors (JSON Schema, draft-07)"
    schema = add("schema", _schema, summary, reads_case=False)
    schema.add_argument(
        "kind",
        nargs="?",
        metavar="KIND",
        help="the schema to print, such as sources or explanation",
    )
    schema.add_argument("--out", metavar="FOLDER", help="write all schemas into this new folder")

    summary = "make a case from a table of causal links between concepts"
    links = add("import-links", _import_links, summary, reads_case=False)
    links.add_argument("file", metavar="FILE", help="the table: CSV, TSV or a workbook (.xlsx)")
    for part, meaning in LINK_COLUMNS.items():
        named = f"the column with {meaning} (default: a column called {part!r})"
        links.add_argument(f"--{part}", metavar="COL", help=named)
    links.add_argument(
        "--by", metavar="NAME", help="the author of all links, if no column names one"
    )
    links.add_argument(
        "--labels", metavar="FILE", help="a table of short ids and their names (columns: id, name)"
    )

    summary = "make a case from graphs made in other programs, one file for each author"
    graphs = add("import-graph", _import_graph, summary, reads_case=False)
    graphs.add_argument(
        "files", nargs="+", metavar="FILE", help="GraphML, GEXF, GML, node-link JSON or DAGitty"
    )

    summary = "make a case from a qualitative coding project (REFI-QDA)"
    project = add("import-project", _import_project, summary, reads_case=False)
    project.add_argument("file", metavar="FILE", help="the project (.qdpx)")
    words = "additional words for signs, such as P=positive,N=negative"
    for made in (links, graphs):
        made.add_argument("--signs", metavar="WORDS", help=words)
    for made in (links, graphs, project):
        made.add_argument(
            "--out", required=True, metavar="FOLDER", help="the case folder to create"
        )
        made.add_argument("--country", default="not given", metavar="NAME", help="the country")

    summary = "print the works in a bibliography as entries to paste into sources.yaml"
    works = add("import-sources", _import_sources, summary, reads_case=False)
    works.add_argument("file", metavar="FILE", help="a BibTeX (.bib) or CSL-JSON (.json) file")


def _check(options: argparse.Namespace) -> int:
    problems = fpcase.check_case(fpcase.casefiles.find_case(options.case))
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = (
        counts[fpcase.documents.Severity.ERROR],
        counts[fpcase.documents.Severity.WARNING],
    )
    if options.json:
        print_json(
            [{**attrs.asdict(p), "severity": p.severity.value, "message": str(p)} for p in problems]
        )
    else:
        if problems:
            print(fpcase.documents.report_problems(problems, None if options.all else 20))
        print(f"{options.case}: {count(errors, 'error')}, {count(warnings, 'warning')}")
    return FAULT if errors or (warnings and options.strict) else DONE


def _new(options: argparse.Namespace) -> int:
    folder = fpcase.new_case(options.folder, options.country, bare=options.bare)
    typed = shlex.quote(str(folder))
    if options.bare:
        print(f"{folder}: a new case without explanations; the comments say what goes where. Next:")
        print(f"  open {folder / 'variables.yaml'} in an editor")
        print(f"  fpcase new-author {typed} ID    creates the first author's file")
    else:
        print(f"{folder}: a new case, filled with an invented example for you to write over.")
        print("You can show, compare and draw the example at once. Next:")
        print(f"  fpcase show {typed}")
        print(f"  open {folder / 'case.yaml'} in an editor; the comments say what goes where")
    print(f"  fpcase check {typed}    lists every problem, with its place and remedy")
    return DONE


def _new_author(options: argparse.Namespace) -> int:
    begun = fpcase.casefiles.new_author(options.folder, options.author, claims=options.claims)
    about = "" if options.claims else "; the comments say what goes where"
    print(f"{begun.path}: a new explanation{about}.")
    if begun.left_out:
        print(f"fpcase: columns left out: {', '.join(begun.left_out)}", file=sys.stderr)
    if begun.to_add:
        print("The work is not among the sources yet, so the case does not load. Add this to")
        print(f"{begun.path.parents[1] / 'sources.yaml'}, and fill in the details of the work:\n")
        print(begun.to_add)
    print(f"Run 'fpcase check {shlex.quote(options.folder)}' to see what is still missing.")
    return DONE


def _rename(options: argparse.Namespace) -> int:
    changed = fpcase.casefiles.rename_id(options.folder, options.old, options.new)
    print(f"{options.old} is now {options.new}, in {', '.join(changed)}")
    return DONE


def _schema(options: argparse.Namespace) -> int:
    if options.out and not options.kind:
        print(f"{fpcase.casefiles.write_schemas(options.out)}: one schema for each kind of file")
    elif options.kind and not options.out:
        print_json(fpcase.casefiles.json_schema(options.kind))
    else:
        message = "name one KIND to print, or a folder for all schemas with --out"
        raise fpcase.FpcaseError(message)
    return DONE


def _import_links(options: argparse.Namespace) -> int:
    folder, file = Path(options.out), Path(options.file)
    rows = fpcase.casefiles.read_spreadsheet(file)
    named = {part: getattr(options, part) for part in LINK_COLUMNS}
    case = fpcase.casefiles.case_from_links(
        rows,
        **named,
        by=options.by,
        signs=_pairs(options.signs) if options.signs else None,
        labels=_labels(options.labels) if options.labels else None,
        case_id=folder.absolute().name,
        case_title=f"Links of {file.name}",
        country=options.country,
        table=file.name,
        first_row=2,
    )
    fpcase.write_case(case, folder)
    taken = columns_of(rows[0], named).values()
    left = [name for name in rows[0] if name not in taken]
    if left:
        print(f"fpcase: columns left out: {', '.join(left)}", file=sys.stderr)
    return _say_imported(case, folder)


def _import_graph(options: argparse.Namespace) -> int:
    folder = Path(options.out)
    case, notes = fpcase.diagrams.case_from_graphs(
        options.files,
        signs=_pairs(options.signs) if options.signs else None,
        case_id=folder.absolute().name,
        country=options.country,
    )
    fpcase.write_case(case, folder)
    for note in notes:
        print(f"fpcase: {note}", file=sys.stderr)
    return _say_imported(case, folder)


def _import_project(options: argparse.Namespace) -> int:
    project = fpcase.casefiles.read_project(options.file, country=options.country)
    folder = project.write(options.out)
    for note in project.notes:
        print(f"fpcase: {note}", file=sys.stderr)
    codings = sum(1 for _ in project.case.descriptions())
    print(f"{folder}: {count(codings, 'coding')} to be completed into claims, each with a note")
    print(f"Next: fpcase passages {shlex.quote(str(folder))}")
    return DONE


def _say_imported(case: fpcase.Case, folder: Path) -> int:
    claims = sum(1 for _ in case.claims())
    print(
        f"{folder}: {count(claims, 'claim')} of {count(len(case.explanations), 'author')} "
        f"on {count(len(case.variables), 'variable')}"
    )
    typed = shlex.quote(str(folder))
    print(f"Next: fpcase check {typed}; fpcase compare {typed}")
    return DONE


def _pairs(said: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in said.split(",")]
    if not all(equals and word.strip() for word, equals, _ in pairs):
        refuse("signs", "pairs such as P=positive,N=negative", said)
    return {word.strip(): meant.strip() for word, _, meant in pairs}


def _labels(file: str) -> dict[str, str]:
    """Short name -> label, from the first two columns of a table or those called id and name."""
    rows = fpcase.casefiles.read_spreadsheet(file)
    names = list(rows[0]) if rows else []
    if not {"id", "name"} <= set(names):
        refuse("labels", "a table with the columns id and name", file)
    return {row["id"]: row["name"] for row in rows}


def _import_sources(options: argparse.Namespace) -> int:
    read = fpcase.casefiles.read_sources(options.file)
    print(fpcase.casefiles.source_entries(read.sources), end="")
    works = count(len(read.sources), "work")
    print(f"fpcase: {works}; paste the printed entries under 'sources:'", file=sys.stderr)
    for sentence in [*map(str, read.problems), *read.notes]:
        print(f"fpcase: {sentence}", file=sys.stderr)
    return DONE
