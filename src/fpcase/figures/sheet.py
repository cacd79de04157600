"""Several diagrams on one page, each as large as there is room for."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Literal

import attrs

from fpcase.diagrams import Diagram
from fpcase.diagrams.causal import restricted
from fpcase.drawing.layout import Graphviz
from fpcase.drawing.page import GAP, Panel, packed
from fpcase.figures.choice import ENOUGH, STEPS, Choice, choice
from fpcase.figures.panels import Laid, laid, laid_within
from fpcase.model.signatures import refuse

Core = int | Literal["auto"] | None
"""How many variables to draw; None for all, readable or not; "auto" for what a page holds."""

MOST_VARIABLES = 25
"""How many variables of a diagram a reader can take in at once."""


@attrs.frozen(kw_only=True)
class Sheet:
    """Several diagrams on one page.

    Attributes:
        diagrams: By author.
        heads: What stands over each: a heading and a note.
        graphviz: Who lays them out.
        width: Of the page, inside its margins.
        tried: What has been laid out.
    """

    diagrams: Mapping[str, Diagram]
    heads: Mapping[str, tuple[str, str]]
    graphviz: Graphviz
    width: float
    tried: dict[tuple[str, int, float], Laid | None] = attrs.field(factory=dict)

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """The order in which each author's variables are taken."""
        return {author: choice(one) for author, one in self.diagrams.items()}

    def needed(self) -> float:
        """How tall the page must be for what is enough of each argument."""
        return self._placed(self._sizes(ENOUGH))[1]

    def _size(self, author: str, step: int) -> int:
        return max(min(self.choices[author].steps[step], MOST_VARIABLES), _LEAST)

    def _sizes(self, step: int) -> dict[str, int]:
        """How many variables of each author a step takes."""
        return {author: self._size(author, step) for author in self.choices}

    def filled(self, height: float, core: Core) -> dict[str, Laid]:
        """Each author's diagram, as large as the page holds of all.

        All go the same steps, so that none tells more before each tells as much. Then those go
        on, until they tell enough, that stand beside a taller one.
        """
        if isinstance(core, int) and core < 1:
            refuse("core", "a number of variables above 0, 'auto' or None", core)
        if core is None:
            every = {author: laid(one, self.graphviz) for author, one in self.diagrams.items()}
            return self._in_rows(every)[0]
        if core != "auto":
            return self._placed(dict.fromkeys(self.choices, core))[0]

        def is_long(step: int) -> bool:
            return self._placed(self._sizes(step))[1] > height

        if is_long(ENOUGH):
            step = max(bisect_left(range(ENOUGH), x=True, key=is_long) - 1, 0)
        else:
            step = next((step for step in range(ENOUGH, STEPS - 1) if is_long(step + 1)), STEPS - 1)
        sizes = self._sizes(step)
        for author in sorted(sizes, key=lambda one: sizes[one] / self._size(one, ENOUGH)):
            for further in range(step + 1, ENOUGH + 1):
                more = sizes | {author: self._size(author, further)}
                if self._placed(more)[1] > height:
                    break
                sizes = more
        return self._placed(sizes)[0]

    @property
    def _half(self) -> float:
        """The width of a panel that has another beside it."""
        return (self.width - GAP) / 2

    def _placed(self, sizes: Mapping[str, int]) -> tuple[dict[str, Laid], float]:
        """So many variables of each author, on half the page where that holds them, else on all.

        The height is without end where one of them is wider than the page.
        """
        shown = {author: self.choices[author].order[:size] for author, size in sizes.items()}
        found: dict[str, Laid] = {}
        for author, nodes in shown.items():
            one = len(shown) > 1 and self._laid(author, nodes, self._half)
            found[author] = (
                one
                or self._laid(author, nodes, self.width)
                or laid(joined(self.diagrams[author], nodes), self.graphviz)
            )
        ways = [found]
        small = [author for author, one in found.items() if one.layout.width <= self._half]
        if len(small) % 2:  # one of them has no other beside it
            tallest = max(small, key=lambda author: found[author].layout.height)
            wider = self._laid(tallest, shown[tallest], self.width)
            ways.append(found | {tallest: wider or found[tallest]})
        return min(map(self._in_rows, ways), key=itemgetter(1))

    def is_enough(self, author: str, one: Laid) -> bool:
        """Whether a diagram tells what is enough of an author's argument."""
        enough = self.choices[author].order[: self.choices[author].enough]
        return set(one.part).issuperset(joined(self.diagrams[author], enough))

    def slot(self, one: Laid) -> float:
        """The width that a diagram and its heading have."""
        return self._half if one.layout.width <= self._half else max(self.width, one.layout.width)

    def _in_rows(self, found: Mapping[str, Laid]) -> tuple[dict[str, Laid], float]:
        """Diagrams in the order of their rows, and how tall all rows are."""
        chosen = dict(  # panels of like height stand side by side
            sorted(found.items(), key=lambda one: (-self.slot(one[1]), -one[1].layout.height))
        )
        panels = [
            Panel(width=self.slot(one), height=one.layout.height, heading=heading, note=note)
            for author, one in chosen.items()
            for heading, note in [self.heads[author]]
        ]
        is_wide = any(one.layout.width > self.width for one in chosen.values())
        return chosen, math.inf if is_wide else packed(panels, self.width)[1]

    def _laid(self, author: str, nodes: tuple[str, ...], width: float) -> Laid | None:
        key = (author, len(nodes), width)
        if key not in self.tried:
            part = joined(self.diagrams[author], nodes)
            self.tried[key] = laid_within(width, part, self.graphviz)
        return self.tried[key]


_LEAST = 3
"""A diagram is not made smaller than this: the page grows instead."""


def joined(diagram: Diagram, wanted: Iterable[str]) -> Diagram:
    """The diagram of some variables, without those that nothing joins to the others.

    An outcome that has causes is not shown without any.
    """
    part = restricted(diagram, wanted)
    while True:
        bare = [
            node
            for node, ends in part.nodes(data="outcome")
            if not part.degree(node)
            or (ends and set(diagram.pred[node]) - {node} and not set(part.pred[node]) - {node})
        ]
        if not bare or len(bare) == len(part):
            return part
        part.remove_nodes_from(bare)
