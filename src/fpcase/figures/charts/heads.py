"""One column for each author, with the name on top: level where it fits, upright elsewhere."""

from functools import partial

import attrs

from fpcase.figures.charts.lettering import LINE, Label, label, width_of
from fpcase.figures.labels import longest_word
from fpcase.figures.scene import PALE_INK, Item, Shape, polyline
from fpcase.model.errors import FpcaseError

_SHARE = 0.6
"""What the columns may take of the width."""
_UPRIGHT = 76.0
"""The height of upright names, unless a longer one needs more."""
_TWO_LINES = 2 * LINE - 1.0
"""The narrowest column that has room for two upright lines."""
NARROWEST = LINE + 1.0
"""The narrowest column that has room for one."""
_WIDEST = 96.0
"""A column needs no more."""


@attrs.frozen(kw_only=True)
class Heads:
    """Columns for authors.

    Attributes:
        labels: The names.
        left: Where the first column begins.
        pitch: From one column to the next.
        upright: Whether the names are read from the bottom to the top.
    """

    labels: tuple[Label, ...]
    left: float
    pitch: float
    upright: bool

    @property
    def middles(self) -> tuple[float, ...]:
        """The middle of each column."""
        return tuple(self.left + (number + 0.5) * self.pitch for number in range(len(self.labels)))

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + len(self.labels) * self.pitch

    @property
    def height(self) -> float:
        """Of the names, with the rule under them."""
        measures = [one.width if self.upright else one.height for one in self.labels]
        return max(measures) + 4.0

    def items(self) -> list[Item]:
        """The names, and a rule under them."""
        found: list[Item] = []
        for one, x in zip(self.labels, self.middles, strict=True):
            if self.upright:
                found += one.upright(x, self.height - 4.0)
            else:
                found += one.items(x, self.height - 4.0 - one.height, anchor="middle")
        rule = polyline([(0, self.height - 1.0), (self.right, self.height - 1.0)])
        return [*found, Shape(steps=rule, stroke=PALE_INK, width=0.5)]


def heads(names: list[str], wanted: float, width: float, *, upright: bool = False) -> Heads:
    """Columns for authors, at the right of what a row says.

    Args:
        names: The authors' short names, one at least.
        wanted: How wide what a row says would like to be.
        width: Of both together.
        upright: Whether names are to be upright even where there is room for them.

    Raises:
        FpcaseError: there are more authors than there is room for.
    """
    count = len(names)
    longest = max(longest_word(name, partial(width_of, bold=True)) for name in names)
    share = 1.0 if upright else _SHARE
    if not upright and wanted + count * (longest + 6.0) <= width:
        left = wanted
        pitch = min((width - left) / count, _WIDEST)
        labels = tuple(label(name, pitch - 4.0, bold=True) for name in names)
        return Heads(labels=labels, left=left, pitch=pitch, upright=False)
    two_lines = 2 * LINE + 2.0
    pitch = min(two_lines, share * width / count)
    if pitch < NARROWEST:
        most = int(share * width / NARROWEST)
        message = (
            f"{len(names)} authors side by side: expected at most {most} at this width; name "
            "fewer with `authors`, or fill more columns with `columns`"
        )
        raise FpcaseError(message)
    left = min(wanted, width - count * pitch)
    pitch = pitch if upright else min((width - left) / count, _WIDEST)
    lines = 2 if pitch >= _TWO_LINES else 1
    height = _UPRIGHT
    while any(len(label(name, height, bold=True).lines) > lines for name in names):
        height += LINE
    labels = tuple(label(name, height, bold=True) for name in names)
    return Heads(labels=labels, left=left, pitch=pitch, upright=True)
