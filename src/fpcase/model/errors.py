"""The root of every error that fpcase raises on purpose."""

from importlib import import_module
from typing import Any


class FpcaseError(Exception):
    """Something in the input, not in the program, is wrong; the message says what to do."""


def import_extra(module: str, extra: str, purpose: str) -> Any:  # noqa: ANN401 - a module
    """A module of an optional package, imported when it is first used.

    Args:
        module: The module.
        extra: The extra of fpcase that installs it.
        purpose: What needs it, as a message begins.

    Raises:
        FpcaseError: it is not installed; the message says what to type.
    """
    try:
        return import_module(module)
    except ImportError:
        raise FpcaseError(
            f"{purpose} needs one more package: pip install 'fpcase[{extra}]'"
        ) from None
