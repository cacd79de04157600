"""What several verbs of the command line need: exit statuses, and the same ways to answer."""

import argparse
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from fpcase.model.wording import counted

DONE, FAULT, MISUSE = 0, 1, 2
"""The exit statuses: done, a fault was found, the command cannot be carried out."""


class AddVerb(Protocol):
    """Adds a verb to the command line."""

    def __call__(
        self,
        name: str,
        run: Callable[[argparse.Namespace], int],
        summary: str,
        *,
        reads_case: bool = True,
    ) -> argparse.ArgumentParser:
        """Add a verb: its name, what runs it, what it does in a line, whether it reads a case."""


JSON: Mapping[str, Mapping[str, Any]] = {
    "--json": {"action": "store_true", "help": "print JSON, for another program"}
}
"""What lets a command answer in JSON."""


def print_json(tree: object) -> None:
    """Answer in JSON."""
    print(json.dumps(tree, ensure_ascii=False, indent=2))


def count(number: int, noun: str) -> str:
    """A number and its noun, as in "no errors"."""
    return counted(number, noun) if number else f"no {noun}s"
