"""What several verbs of the command line need: the same options, the same ways to answer."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import fpcase
from fpcase.model.wording import counted
from fpcase.statements import Filters, View

if TYPE_CHECKING:
    from fpcase.model.ids import SourceId
    from fpcase.passages import IndexedText

TEXTS = "FPCASE_TEXTS"
"""The environment variable that names the folder of the sources' texts."""
DONE, FAULT, MISUSE = 0, 1, 2
"""The exit statuses: done, a fault was found, the command cannot be carried out."""


class AddVerb(Protocol):
    """Adds a verb: its name, what runs it, and what it does in a line."""

    def __call__(
        self,
        name: str,
        run: Callable[[argparse.Namespace], int],
        summary: str,
        *,
        reads_case: bool = True,
    ) -> argparse.ArgumentParser:
        """Add the verb, with CASE as its first word if it reads one."""


def loaded(options: argparse.Namespace) -> fpcase.Case:
    """The case that the command names: a folder, or a bundled case."""
    return fpcase.load_case(fpcase.casefiles.find_case(options.case))


def add_authors(verb: argparse.ArgumentParser) -> None:
    """Let a verb be asked of some authors only."""
    verb.add_argument(
        "--authors", nargs="+", metavar="ID", help="these authors only, such as hananya-2019"
    )


def add_filters(verb: argparse.ArgumentParser) -> None:
    """Let a verb be told what of a case to look at."""
    add = verb.add_argument_group("what to look at").add_argument
    add("--include-inferred", action="store_true", help="count the coder's own readings too")
    add("--include-reports", action="store_true", help="count what authors report of others too")
    add("--period", metavar="DATES", help="claims of these dates (1991/2014), and undated ones")
    add("--opposites", action="store_true", help="take a variable and its opposite as one")
    about = "roll variables up N steps to their broader terms"
    add("--zoom", type=int, default=0, metavar="N", help=about)
    about = "take the first variable as the second"
    ids = ("ID", "ID")
    add("--merge", nargs=2, action="append", default=[], metavar=ids, help=about)
    add("--levels", nargs="+", default=[], metavar="LEVEL", help="claims within these levels only")


def looked_at(options: argparse.Namespace) -> View:
    """The case that the command names, as its filters leave it."""
    filters = Filters(
        include_inferred=options.include_inferred,
        include_reports=options.include_reports,
        period=options.period,
        opposites=options.opposites,
        zoom=options.zoom,
        merges=[(one, other) for one, other in options.merge],
        levels=options.levels,
    )
    return View.of(loaded(options), getattr(options, "authors", None), filters)


def add_json(verb: argparse.ArgumentParser) -> None:
    """Let a verb answer in JSON."""
    verb.add_argument("--json", action="store_true", help="print JSON, for another program")


def add_texts(verb: argparse.ArgumentParser, purpose: str) -> None:
    """Let a verb be told where the sources' texts are."""
    verb.add_argument(
        "--texts",
        metavar="FOLDER",
        help=f"the folder of the sources' texts, {purpose} (default: the folder 'texts' in the "
        "case folder, or else the variable FPCASE_TEXTS)",
    )


def positive(text: str) -> int:
    """A number above nought, as typed."""
    if not text.isdecimal() or int(text) == 0:
        message = f"expected a number above 0, found {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def print_json(tree: object) -> None:
    """Answer in JSON."""
    print(json.dumps(tree, ensure_ascii=False, indent=2))


def count(number: int, noun: str) -> str:
    """A number and its noun, as in "no errors"."""
    return counted(number, noun) if number else f"no {noun}s"


def folder_of_texts(options: argparse.Namespace) -> Path | None:
    """The folder of texts: as named, or in the case folder, or else as the variable says."""
    if options.texts:
        return Path(options.texts)
    own = fpcase.casefiles.find_case(options.case) / "texts"
    if own.is_dir():
        return own
    return Path(os.environ[TEXTS]) if os.environ.get(TEXTS) else None


def needed_texts(options: argparse.Namespace) -> Path:
    """The folder of texts, for a verb that can do nothing without."""
    folder = folder_of_texts(options)
    if folder is None:
        message = (
            "there is no folder 'texts' in the case folder; "
            f"name the folder of texts with --texts, or in the variable {TEXTS}"
        )
        raise fpcase.FpcaseError(message)
    return folder


def texts_at_hand(options: argparse.Namespace, case: fpcase.Case) -> "dict[SourceId, IndexedText]":
    """The texts that there are, for a verb that says more with them."""
    folder = folder_of_texts(options)
    if folder is None:
        return {}
    try:
        return fpcase.passages.read_texts(case, folder)
    except fpcase.FpcaseError as error:
        if options.texts:
            raise
        print(f"fpcase: without passages: {error}", file=sys.stderr)  # nobody named that folder
        return {}
