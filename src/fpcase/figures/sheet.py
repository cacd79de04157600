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
        sizes = {}
        for author, one in self.choices.items():
            size = one.enough * measure // _WHOLE
            if _OUTCOMES <= measure <= _WHOLE:
                more = (one.enough - one.least) * (measure - _OUTCOMES)
                size = one.least + more // (_WHOLE - _OUTCOMES)
            elif measure < _OUTCOMES:
                size = one.least * measure // _OUTCOMES
            sizes[author] = max(min(size, MOST_VARIABLES), _LEAST)
        return sizes

    def filled(self, height: float, core: Core) -> dict[str, Laid]:
        """Each author's diagram, as large as the page holds of all.

        First each tells as much as is enough of the argument; where there is room for more, or
        not for this, all grow, or shrink, in the same measure. Then those grow that stand beside
        a taller one.
        """
        if core is None:
            every = {author: [laid(one, self.graphviz)] for author, one in self.diagrams.items()}
            return self._lowest(every)[0]
        if core != "auto":
            return self._placed(dict.fromkeys(self.choices, core))[0]
        low, high, step = _FEWEST, _MOST, _WHOLE
        heights = {low: 0.0, high: math.inf}
        while high - low > 1 and self._measured(low) != self._measured(high):
            heights[step] = self._placed(self._measured(step))[1]
            low, high = (step, high) if heights[step] <= height else (low, step)
            rise = (height - heights[low]) / max(heights[high] - heights[low], 1.0)
            guess = low + round((high - low) * (rise if math.isfinite(heights[high]) else 0.5))
            step = max(low + 1, min(guess, high - 1, 2 * max(low, _WHOLE)))
        sizes = self._measured(low)
        for author in sorted(sizes, key=lambda one: sizes[one] / max(self.choices[one].enough, 1)):
            while sizes[author] < min(self.choices[author].enough, MOST_VARIABLES):
                more = sizes | {author: sizes[author] + 1}
                if self._placed(more)[1] > max(height, self._placed(sizes)[1]):
                    break
                sizes = more
        return self._placed(sizes)[0]

    @property
    def _slots(self) -> tuple[float, float, float, float]:
        """The widths of panels: a third of the page, a half, two thirds, and all of it."""
        third = (self.width - 2 * GAP) / 3
        return third, (self.width - GAP) / 2, self.width - GAP - third, self.width

    def _placed(self, sizes: Mapping[str, int]) -> tuple[dict[str, Laid], float]:
        """So many variables of each author, in the rows that take least height.

        The height is without end where one of them is wider than the page.
        """
        shown = {author: self.choices[author].order[:size] for author, size in sizes.items()}
        third, half, two_thirds, whole = self._slots
        small = {
            author: one
            for author, nodes in shown.items()
            if len(sizes) > 1 and (one := self._laid(author, nodes, half))
        }
        tries = {author: [half] if author in small else [whole] for author in sizes}
        if len(small) % 2:  # one of them has no other beside it
            tallest, *_, least = sorted(small, key=lambda one: -small[one].area) * 2
            tries[tallest].append(whole)
            if large := [author for author in sizes if author not in small]:
                tries[least].append(third)
                fewest = min(large, key=lambda one: self.diagrams[one].number_of_edges())
                tries[fewest].append(two_thirds)
        options = {
            author: [one for width in widths if (one := self._laid(author, shown[author], width))]
            for author, widths in tries.items()
        }
        is_wide = not all(options.values())
        for author in (author for author in options if not options[author]):
            options[author] = [laid(joined(self.diagrams[author], shown[author]), self.graphviz)]
        placed, height = self._lowest(options)
        return placed, math.inf if is_wide else height

    def slot(self, one: Laid) -> float:
        """The width that a diagram and its heading have."""
        return next((slot for slot in self._slots if one.width <= slot), one.width)

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


_WHOLE = 60
"""What is enough of an argument, in the parts in which it grows and shrinks."""
_OUTCOMES = 20
"""In these parts, what shows each outcome with one cause."""
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
