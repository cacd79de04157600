"""What a walk over a file's events leaves behind."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs


@attrs.frozen(kw_only=True, eq=False)
class Walked:
    """A file's tree, and the marks from which the place of everything in it can be found.

    A node is a key or a value. Its number is its place in the order of the file, from 0.

    Attributes:
        data: The tree of dict, list, str and None.
        marks: The mark of each node.
        repeats: The number of each alias -> the number of what it repeats.
        gaps: Where nodes that are not in the tree begin -> where the tree goes on.
        incomplete: Whether a key at the top of the file is not in the tree.
    """

    data: Any
    marks: Sequence[Any] = ()
    repeats: Mapping[int, int] = attrs.field(factory=dict)
    gaps: Mapping[int, int] = attrs.field(factory=dict)
    incomplete: bool = False
