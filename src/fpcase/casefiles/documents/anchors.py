"""Anchors and aliases: what ``&`` names and ``*`` repeats, within a budget."""

from collections.abc import Callable, Sequence
from typing import Any

from fpcase.casefiles.documents import limits

Refuse = Callable[[str, int, str, str], None]
"""Notes a rule that is broken, the index of the character, what is wrong and what to do."""


class Anchors:
    """The anchors of one file.

    Attributes:
        unused: Anchors that nothing has repeated so far -> where they stand.
        repeats: The number of each alias -> the number of what it repeats.
    """

    def __init__(self, refuse: Refuse) -> None:
        """Begin a file; `refuse` notes what is wrong."""
        self.refuse = refuse
        self.named: dict[str, tuple[Any, int]] = {}
        self.unused: dict[str, int] = {}
        self.repeats: dict[int, int] = {}
        self._repeated = 0

    def name(self, anchor: str, value: Any, number: int, index: int) -> None:  # noqa: ANN401 - a tree
        """Note what an anchor names."""
        self.named[anchor] = (value, number)
        self.unused[anchor] = index

    def repeat(self, name: str, number: int, index: int, around: Sequence[Any]) -> Any:  # noqa: ANN401 - a tree
        """What an alias repeats; None where it is refused.

        Args:
            name: The alias.
            number: Its number among the nodes of the file.
            index: Where it stands.
            around: The lists and mappings that are open there.
        """
        self.unused.pop(name, None)
        if name not in self.named:
            what = f"there is no anchor '&{name}' above this, which '*{name}' could repeat"
            self.refuse(
                "alias", index, what, "put \"...\" around the text if the '*' belongs to it"
            )
            return None
        value, target = self.named[name]
        if any(value is one for one in around):
            what = f"the alias '*{name}' stands inside what it repeats"
            self.refuse("alias", index, what, "write it out")
            return None
        if not self._affordable(value, name, index, len(around) - 1):
            return None
        self.repeats[number] = target
        return value

    def _affordable(self, value: Any, name: str, index: int, depth: int) -> bool:  # noqa: ANN401 - a tree
        """Whether a value may be repeated once more; a refusal is noted once."""
        most = limits.MAX_ALIASED
        if self._repeated > most:
            return False
        nodes, height = _extent(value, most - self._repeated)
        self._repeated += nodes
        if self._repeated > most:
            what = f"aliases repeat more than {most} values in this file (a long text is several)"
            self.refuse("alias", index, what, "write the values out, or split the file")
        elif depth + height > limits.MAX_DEPTH:
            what = f"with the alias '*{name}' more than {limits.MAX_DEPTH} levels are nested"
            self.refuse("too-deep", index, what, "write a flatter structure")
        else:
            return True
        return False


_CHARACTERS = 100


def _extent(value: Any, budget: int) -> tuple[int, int]:  # noqa: ANN401 - a tree
    """How many values a tree has, counted until the budget is spent, and how deep it is.

    A long text counts as several, or a few short lines could repeat a text of megabytes.
    """
    nodes = depth = 0
    waiting = [(value, 0)]
    while waiting and nodes <= budget:
        node, level = waiting.pop()
        nodes += 1 + (len(node) // _CHARACTERS if isinstance(node, str) else 0)
        if isinstance(node, dict | list):
            depth = max(depth, level + 1)
            inside = node.values() if isinstance(node, dict) else node
            waiting.extend((one, level + 1) for one in inside)
    return nodes, depth
