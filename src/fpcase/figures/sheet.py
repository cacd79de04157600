"""Several diagrams on one page, each as large as there is room for."""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import Literal

import attrs

from fpcase.diagrams import Diagram
from fpcase.diagrams.causal import restricted
from fpcase.drawing.layout import Graphviz
from fpcase.drawing.page import GAP, Panel, packed
from fpcase.figures.choice import Choice, choice
from fpcase.figures.panels import Laid, Measures, laid, laid_within

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
        first: Variables that come before all others.
        tried: What has been laid out.
        measures: What was right for each author, at each width.
        too_many: How many variables of an author are too many for a width.
    """

    diagrams: Mapping[str, Diagram]
    heads: Mapping[str, tuple[str, str]]
    graphviz: Graphviz
    width: float
    first: tuple[str, ...] = ()
    tried: dict[tuple[str, int, float], Laid | None] = attrs.field(factory=dict)
    measures: dict[tuple[str, float], Measures] = attrs.field(factory=dict)
    too_many: dict[tuple[str, float], int] = attrs.field(factory=dict)

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """The order in which each author's variables are taken."""
        return {author: choice(one, self.first) for author, one in self.diagrams.items()}

    def needed(self) -> float:
        """How tall the page must be for what is enough of each argument."""
        return self._placed(self._measured(_WHOLE))[1]

    def _measured(self, measure: int) -> dict[str, int]:
        """How many variables of each author make a part of what is enough."""
        return {
            author: max(min(one.enough * measure // _WHOLE, MOST_VARIABLES), _LEAST)
            for author, one in self.choices.items()
        }

    def filled(self, height: float, core: Core) -> dict[str, Laid]:
        """Each author's diagram, as large as the page holds of all.

        First each tells as much as is enough of the argument; where there is room for more, or
        not for this, all grow, or shrink, in the same measure, and then one after the other.
        """
        if core is None:
            every = {author: [laid(one, self.graphviz)] for author, one in self.diagrams.items()}
            return self._lowest(every)[0]
        if core != "auto":
            return self._placed(dict.fromkeys(self.choices, core))[0]

        def fits(measure: int) -> bool:
            return self._placed(self._measured(measure))[1] <= height

        low, high = _FEWEST, _WHOLE
        if fits(_WHOLE):
            low, step = _WHOLE, 1
            while low < _MOST and fits(low + step):
                low, step = low + step, 2 * step
            high = low + step if low < _MOST else low
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if fits(middle) else (low, middle)
        sizes = self._measured(low)
        for author in sorted(sizes, key=lambda one: sizes[one] / max(self.choices[one].enough, 1)):
            while sizes[author] < min(self.choices[author].enough, MOST_VARIABLES):
                more = sizes | {author: sizes[author] + 1}
                if self._placed(more)[1] > height:
                    break
                sizes = more
        return self._placed(sizes)[0]

    @property
    def _half(self) -> float:
        """The width of a panel beside another."""
        return (self.width - GAP) / 2

    def _placed(self, sizes: Mapping[str, int]) -> tuple[dict[str, Laid], float]:
        """So many variables of each author, in the rows that take least height.

        The height is without end where one of them is wider than the page.
        """
        shown = {author: self.choices[author].order[:size] for author, size in sizes.items()}
        small = {
            author: one
            for author, nodes in shown.items()
            if len(sizes) > 1 and (one := self._laid(author, nodes, self._half))
        }
        options = {author: [one] for author, one in small.items()}
        is_wide = False
        for author, nodes in shown.items():
            if author in small and len(small) % 2 == 0:  # each has another beside it
                continue
            found = self._laid(author, nodes, self.width)
            options.setdefault(author, []).extend([found] if found else [])
            if not options[author]:
                is_wide = True
                options[author] = [laid(joined(self.diagrams[author], nodes), self.graphviz)]
        placed, height = self._lowest({author: options[author] for author in sizes})
        return placed, math.inf if is_wide else height

    def slot(self, one: Laid) -> float:
        """The width that a diagram and its heading have: half the page, or all of it."""
        return self._half if one.width <= self._half else max(self.width, one.width)

    def _lowest(self, options: Mapping[str, list[Laid]]) -> tuple[dict[str, Laid], float]:
        """One layout for each author, so that all rows together are lowest."""
        found: dict[str, Laid] = {}
        lowest = math.inf
        for ways in product(*options.values()):
            by_height = sorted(
                zip(options, ways, strict=True),
                key=lambda one: (-self.slot(one[1]), -one[1].height),
            )
            chosen = dict(by_height)  # panels of like height stand side by side
            panels = [
                Panel(width=self.slot(one), height=one.height, heading=heading, note=note)
                for author, one in chosen.items()
                for heading, note in [self.heads[author]]
            ]
            _, height = packed(panels, self.width)
            if height < lowest:
                found, lowest = chosen, height
        return found, lowest

    def _laid(self, author: str, nodes: tuple[str, ...], width: float) -> Laid | None:
        key = (author, len(nodes), width)
        if len(nodes) >= self.too_many.get((author, width), math.inf):
            return None
        if key not in self.tried:
            part = joined(self.diagrams[author], nodes)
            found = laid_within(width, part, self.graphviz, self.measures.get((author, width)))
            self.tried[key] = found
            if found:
                self.measures[author, width] = found.measures
            else:
                self.too_many[author, width] = len(nodes)
        return self.tried[key]


_WHOLE = 20
"""What is enough of an argument, in the parts in which it grows and shrinks."""
_FEWEST, _MOST = 4, 10 * _WHOLE
"""The least and the greatest measure of what is shown."""
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
