"""The parser of the command line, and what runs it."""

import argparse
import io
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from fpcase.cli.casefiles import add_casefile_verbs
from fpcase.cli.options import DONE, MISUSE
from fpcase.cli.terminal import for_terminals
from fpcase.model import FpcaseError
from fpcase.model.signatures import OptionError
from fpcase.model.wording import unknown

_EPILOG = """\
CASE is a case folder, or the name of a bundled case such as kazakhstan.
Exit status: 1 if 'check' finds errors (or, with --strict, warnings) or 'passages' finds a lost or
ambiguous passage; 2 if the command cannot be carried out; otherwise 0.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after ``fpcase``; those of the shell if left out.

    Returns:
        The exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    asked = next((word for word in words if not word.startswith("-")), "")
    parser = build_parser(asked)
    typed, strange = parser.parse_known_args(words)
    if strange:
        _refuse(parser, asked, strange[0])
    if isinstance(sys.stdout, io.TextIOWrapper):  # what the terminal cannot show is spelled out
        sys.stdout.reconfigure(errors="backslashreplace")
    wraps = asked not in FOR_PROGRAMS and not {"--json", "--format"}.intersection(words)
    with for_terminals(wraps=wraps):
        return _carried_out(typed, asked)


FOR_PROGRAMS = {"export", "schema", "sources", "import-sources"}
"""Commands that print what another program reads."""


def _carried_out(typed: argparse.Namespace, asked: str) -> int:
    """Run the command, and answer with its exit status."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", UserWarning)
            warnings.showwarning = _tell
            status = int(typed.run(typed))
        if sys.stdout:  # whoever closed it wants to read nothing
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (FpcaseError, OSError) as error:
        print(f"fpcase: {_reason(error, asked)}", file=sys.stderr)
        return MISUSE
    return status


def _tell(message: Warning | str, *_: object, **_named: object) -> None:
    print(f"fpcase: {message}", file=sys.stderr)


def _refuse(parser: argparse.ArgumentParser, asked: str, word: str) -> NoReturn:
    """Refuse a word that the command does not know."""
    command = _commands(parser)[asked]
    known = [flag for action in command._actions for flag in action.option_strings]  # noqa: SLF001 - argparse shows them nowhere else
    if word.startswith("-"):
        command.error(unknown("option", word.partition("=")[0], known))
    command.error(f"unexpected argument: {word!r}")


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    groups = parser._subparsers._group_actions if parser._subparsers else ()  # noqa: SLF001 - the same
    return {name: one for group in groups for name, one in dict(group.choices or {}).items()}


def _reason(error: Exception, asked: str) -> str:
    if isinstance(error, OptionError):
        from fpcase.cli.study_verbs import typed_as  # noqa: PLC0415 - as in `build_parser`

        return f"{typed_as(asked, error.option)}: {error.said}"
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


class _Version(argparse.Action):
    """Prints the version, which is looked up when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - slow to import, and seldom needed

        print(f"fpcase {version('fpcase')}")
        parser.exit()


def build_parser(only: str = "") -> argparse.ArgumentParser:
    """The parser; the documentation is made from it.

    Args:
        only: The command that is to be run: the others are listed without their options, whose
            rooms need not be imported then; beside one that works on files, verbs on a case are
            not listed at all.
    """
    parser = argparse.ArgumentParser(
        prog="fpcase",
        description="Compare how scholars explain a foreign-policy decision.",
        epilog=_EPILOG,
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(
        name: str,
        run: Callable[[argparse.Namespace], int],
        summary: str,
        *,
        reads_case: bool = True,
    ) -> argparse.ArgumentParser:
        verb = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=_EPILOG if reads_case else None,
            formatter_class=_Formatter,
            allow_abbrev=False,
        )
        if reads_case:
            verb.add_argument(
                "case", metavar="CASE", help="a case folder, or a bundled case's name"
            )
        verb.set_defaults(run=run)
        return verb

    add_casefile_verbs(add)
    if only in commands.choices:  # a verb on files, which needs no room of a study
        return parser
    from fpcase.cli.study_verbs import NO_COMMANDS, add_verb, one_line  # noqa: PLC0415 - its rooms
    from fpcase.verbs import verbs  # noqa: PLC0415 - the same

    for name, verb in verbs().items():
        command = name.replace("_", "-")
        if name not in NO_COMMANDS and only in {"", command}:
            add_verb(add, name, verb)
        elif name not in NO_COMMANDS:
            commands.add_parser(command, help=one_line(verb))
    return parser
