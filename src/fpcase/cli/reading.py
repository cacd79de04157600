"""The verbs that read a case and say what is there: check, show, passages, coding."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence

import attrs

import fpcase
from fpcase.cli.options import (
    DONE,
    FAULT,
    AddVerb,
    add_json,
    add_texts,
    count,
    loaded,
    needed_texts,
    print_json,
    texts_at_hand,
)


def add_reading_verbs(add: AddVerb) -> None:
    """Add every verb that says what is in a case."""
    check = add("check", _check, "say everything that is wrong with a case folder")
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--all", action="store_true", help="print every problem, not the first 20 and a count"
    )
    add_json(check)

    show = add("show", _show, "tell what a case says of an author, a variable or a claim")
    show.add_argument(
        "subject",
        nargs="?",
        metavar="ID",
        help="an author (hananya-2019), a variable or a claim (hananya-2019/h12); "
        "without it: the case as a whole",
    )
    add_texts(show, "to show the passage that a claim stands in")
    add_json(show)

    passages = add("passages", _passages, "look up the passage behind every locator")
    add_texts(passages, "to look the passages up in")
    passages.add_argument(
        "--annotations",
        action="store_true",
        help="print the passages found as W3C Web Annotations (JSON), with their wording",
    )
    add_json(passages)

    coding = add("coding", _coding, "report how a case was coded, as a Markdown page")
    add_texts(coding, "to grade passages and to list paragraphs that no claim touches")
    coding.add_argument("--table", metavar="NAME", help="one table alone, such as terms")
    add_json(coding)


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


def _show(options: argparse.Namespace) -> int:
    case = loaded(options)
    subject = fpcase.report.find_subject(case, options.subject)
    if options.json:
        print_json(fpcase.casefiles.to_record(subject))
        return DONE
    wanted = options.texts or isinstance(subject, fpcase.model.CausalClaim)
    texts = texts_at_hand(options, case) if wanted else None
    print(fpcase.report.describe(case, options.subject, texts), end="")
    return DONE


def _passages(options: argparse.Namespace) -> int:
    folder = needed_texts(options)
    case = loaded(options)
    texts = fpcase.passages.read_texts(case, folder)
    passages = fpcase.passages.find_passages(case, texts)
    grades = Counter(passage.match.grade.value for passage in passages)
    if options.annotations:
        print_json(fpcase.passages.to_web_annotations(case, passages, texts))
    elif options.json:
        print_json([passage.to_record() for passage in passages])
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
    return FAULT if grades["lost"] or grades["ambiguous"] else DONE


def _print_passages(passages: Sequence[fpcase.passages.Passage]) -> None:
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
    grades = Counter(passage.match.grade.value for passage in passages)
    counts = ", ".join(f"{number} {grade}" for grade, number in grades.items())
    print(f"{count(len(passages), 'locator')}{': ' if counts else ''}{counts}")


def _coding(options: argparse.Namespace) -> int:
    case = loaded(options)
    texts = texts_at_hand(options, case)
    tables = {table.name: table for table in fpcase.report.coding_tables(case, texts)}
    if options.table and options.table not in tables:
        message = f"no table {options.table!r}; there is {', '.join(tables)}"
        raise fpcase.FpcaseError(message)
    if options.table:
        table = tables[options.table]
        print(table.to_json() if options.json else f"{table.to_markdown()}\n", end="")
    elif options.json:
        print_json([json.loads(table.to_json()) for table in tables.values()])
    else:
        print(fpcase.report.coding_report(case, texts), end="")
    return DONE
