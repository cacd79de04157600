"""The verbs of the command line that compare: each calls one public function."""

import argparse
import sys
from typing import TYPE_CHECKING

import fpcase
from fpcase.cli.options import (
    DONE,
    AddVerb,
    add_authors,
    add_filters,
    add_texts,
    loaded,
    looked_at,
    needed_texts,
)
from fpcase.statements import View

if TYPE_CHECKING:
    from fpcase.comparison import Result

_AUTHORS_NEEDED = 2
_FORMATS = ("markdown", "csv", "latex", "html")


def add_comparing_verbs(add: AddVerb) -> None:
    """Add every verb that compares.

    Args:
        add: What adds a verb that reads a case.
    """
    _add_verbs_on_pairs(add)
    _add_verbs_on_wholes(add)
    _add_verbs_on_choices(add)


def _add_verbs_on_pairs(add: AddVerb) -> None:
    """Verdicts, chains and loops."""
    compare = add("compare", _compare, "say what authors share and where they part")
    add_authors(compare)
    compare.add_argument(
        "--direct", action="store_true", help="compare direct claims only, not chains of claims"
    )
    ends = ("FROM", "TO")
    about = "who says what of this one pair of variables, directly and through chains"
    compare.add_argument("--on", nargs=2, metavar=ends, help=about)
    add_filters(compare)
    _add_tables(compare)

    chains = add("chains", _chains, "find the chains of claims between two variables")
    chains.add_argument("cause", metavar="FROM", help="the variable that they begin at")
    chains.add_argument("effect", metavar="TO", help="the variable that they end at")
    add_authors(chains)
    chains.add_argument(
        "--telling",
        default="pooled",
        metavar="HOW",
        help="within (one author), pooled (any mixture), or 'union of withins' "
        "(told whole by somebody); default: pooled",
    )
    _add_caps(chains, steps=6, limit=1000)
    add_filters(chains)
    _add_tables(chains)

    loops = add("loops", _loops, "find feedback loops, and who closes them")
    add_authors(loops)
    _add_caps(loops, steps=6, limit=500)
    add_filters(loops)
    _add_tables(loops)


def _add_verbs_on_wholes(add: AddVerb) -> None:
    """Theories, predictions and maps as wholes."""
    congruence = add("congruence", _congruence, "ask whether authors argue as theories say")
    add_authors(congruence)
    congruence.add_argument("--theories", nargs="+", metavar="ID", help="these theories only")
    add_filters(congruence)
    _add_tables(congruence)

    overlap = add("overlap", _overlap, "compare authors' maps as wholes")
    add_authors(overlap)
    about = "how many shuffles the null of a map distance is made of (default: 1000)"
    overlap.add_argument("--draws", type=int, default=1000, metavar="N", help=about)
    about = "where the shuffles begin (default: 0)"
    overlap.add_argument("--seed", type=int, default=0, metavar="N", help=about)
    add_filters(overlap)
    _add_tables(overlap)

    about = "measure which variables drive, which are driven, and what lies in between"
    centrality = add("centrality", _centrality, about)
    add_authors(centrality)
    add_filters(centrality)
    _add_tables(centrality)

    consensus = add("consensus", _consensus, "list what several authors assert alike")
    add_authors(consensus)
    about = "how many authors it takes (default: 2)"
    consensus.add_argument("--at-least", type=int, metavar="N", help=about)
    add_filters(consensus)
    _add_tables(consensus)


def _add_verbs_on_choices(add: AddVerb) -> None:
    """Concepts, cases and coders."""
    about = "say which verdicts change if concepts are drawn otherwise"
    sensitivity = add("sensitivity", _sensitivity, about)
    change = sensitivity.add_mutually_exclusive_group(required=True)
    about = "if the first variable is taken as the second"
    change.add_argument("--if-merged", nargs=2, metavar=("ID", "ID"), help=about)
    about = "if each author means something else by this variable"
    change.add_argument("--if-split", metavar="ID", help=about)
    add_authors(sensitivity)
    add_filters(sensitivity)
    _add_tables(sensitivity)

    across = add("across", _across, "ask which arrows hold in several cases")
    across.add_argument("others", nargs="+", metavar="OTHER", help="the other cases")
    add_filters(across)
    _add_tables(across)

    agreement = add("agreement", _agreement, "compare two codings of the same texts")
    agreement.add_argument("other", metavar="OTHER", help="the other coding's case folder")
    add_texts(agreement, "to match claims by their passages")
    about = "match claims that overlap equally by their order, not so that they agree most"
    agreement.add_argument("--ties-by-order", action="store_true", help=about)
    _add_tables(agreement)

    predictions = add("predictions", _predictions, "list what authors expected, and what came")
    add_authors(predictions)
    _add_tables(predictions)


def _add_caps(verb: argparse.ArgumentParser, *, steps: int, limit: int) -> None:
    for option, default, of_what in (
        ("--max-steps", steps, "how many claims long at most"),
        ("--limit", limit, "how many to give at most"),
    ):
        about = f"{of_what} (default: {default})"
        verb.add_argument(option, type=int, default=default, metavar="N", help=about)


def _add_tables(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--table", metavar="NAME", help="one of the tables alone")
    verb.add_argument(
        "--format",
        choices=_FORMATS,
        default="markdown",
        help="how to write the tables (default: markdown); csv holds one --table",
    )
    verb.add_argument("--json", action="store_true", help="print JSON, for another program")


def _print_result(result: "Result", options: argparse.Namespace) -> int:
    tables = list(result.tables)
    if options.table:
        tables = [table for table in tables if table.name == options.table]
    names = ", ".join(table.name for table in result.tables)
    if not tables:
        message = f"no table {options.table!r}; there is {names}"
        raise fpcase.FpcaseError(message)
    if options.json:
        print(tables[0].to_json() if options.table else result.to_json(), end="")
    elif options.format == "csv" and len(tables) > 1:
        message = f"csv holds one table; choose one with --table: {names}"
        raise fpcase.FpcaseError(message)
    elif options.format == "markdown" and not options.table:
        print(result.to_markdown(), end="")
    else:
        written = [table.written(options.format).rstrip("\n") for table in tables]
        print("\n\n".join(written))
    return DONE


def _compare(options: argparse.Namespace) -> int:
    if options.on:
        cause, effect = options.on
        found = fpcase.comparison.compare_on(looked_at(options), cause, effect)
        return _print_result(found, options)
    comparison = fpcase.compare(
        looked_at(options),
        through_chains=not options.direct,
    )
    if len(comparison.authors) < _AUTHORS_NEEDED:
        who = "".join(f"{author} alone" for author in comparison.authors) or "no authors"
        print(f"fpcase: {who}: a comparison takes two authors", file=sys.stderr)
    return _print_result(comparison, options)


def _chains(options: argparse.Namespace) -> int:
    found = fpcase.comparison.find_chains(
        looked_at(options),
        options.cause,
        options.effect,
        telling=options.telling,
        max_steps=options.max_steps,
        limit=options.limit,
    )
    return _print_result(found, options)


def _loops(options: argparse.Namespace) -> int:
    found = fpcase.comparison.find_loops(
        looked_at(options),
        max_steps=options.max_steps,
        limit=options.limit,
    )
    return _print_result(found, options)


def _congruence(options: argparse.Namespace) -> int:
    found = fpcase.comparison.congruence(looked_at(options), theories=options.theories)
    return _print_result(found, options)


def _predictions(options: argparse.Namespace) -> int:
    return _print_result(
        fpcase.comparison.prediction_ledger(View.of(loaded(options), options.authors)), options
    )


def _overlap(options: argparse.Namespace) -> int:
    found = fpcase.comparison.find_overlap(
        looked_at(options),
        draws=options.draws,
        seed=options.seed,
    )
    return _print_result(found, options)


def _agreement(options: argparse.Namespace) -> int:
    folder = needed_texts(options)
    other = fpcase.load_case(fpcase.casefiles.find_case(options.other))
    found = fpcase.comparison.coder_agreement(
        loaded(options), other, folder, ties_by_codes=not options.ties_by_order
    )
    return _print_result(found, options)


def _centrality(options: argparse.Namespace) -> int:
    found = fpcase.comparison.centralities(looked_at(options))
    return _print_result(found, options)


def _consensus(options: argparse.Namespace) -> int:
    found = fpcase.comparison.consensus(looked_at(options), at_least=options.at_least)
    return _print_result(found, options)


def _sensitivity(options: argparse.Namespace) -> int:
    view = looked_at(options)
    if options.if_split:
        found = fpcase.comparison.split_sensitivity(view, options.if_split)
    else:
        one, other = options.if_merged
        found = fpcase.comparison.merge_sensitivity(view, one, other)
    return _print_result(found, options)


def _across(options: argparse.Namespace) -> int:
    first = looked_at(options)
    others = [fpcase.load_case(fpcase.casefiles.find_case(other)) for other in options.others]
    views = [first, *(View.of(other, filters=first.filters) for other in others)]
    found = fpcase.comparison.compare_cases(views)
    return _print_result(found, options)
