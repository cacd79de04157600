"""The parser of the command line, and what runs it."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from typing import Any

import fpcase
from fpcase.cli.casefiles import add_casefile_verbs
from fpcase.cli.comparing import add_comparing_verbs
from fpcase.cli.drawing import add_drawing_verbs
from fpcase.cli.options import DONE, MISUSE
from fpcase.cli.reading import add_reading_verbs

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
        return DONE
    except (fpcase.FpcaseError, OSError) as error:
        print(f"fpcase: {_reason(error)}", file=sys.stderr)
        return MISUSE
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

    def add(
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
            verb.add_argument(
                "case", metavar="CASE", help="a case folder, or a bundled case's name"
            )
        verb.set_defaults(run=run)
        return verb

    add_reading_verbs(add)
    add_drawing_verbs(add)
    add_comparing_verbs(add)
    add_casefile_verbs(add)
    return parser
