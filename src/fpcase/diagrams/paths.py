"""Chains of variables, shortest first, found without blind enumeration."""

from collections.abc import Iterator

from fpcase.statements import Bundles

BUDGET = 200_000
"""How many steps a search takes at most, unless it is told otherwise."""


class PathSearch:
    """The simple paths from one variable to another, by length, then by ids.

    For each length, a variable is entered only if a walk of exactly the steps that remain
    leads from it to the target. On a map without loops no step is in vain. With loops some
    are, so the search counts its steps and gives up at its budget: then `exhausted` is true.
    Where both ends are the same variable, the paths are the loops through it.

    Args:
        bundles: What carries chains.
        cause: Where the paths begin.
        effect: Where they end.
        max_steps: How many arrows a path may have; any number if left out.
        budget: How many steps the search may take.
        barred: Variables that the paths must not pass.
    """

    def __init__(  # noqa: PLR0913 - the ends of a path, and what bounds the search
        self,
        bundles: Bundles,
        cause: str,
        effect: str,
        *,
        max_steps: int | None = None,
        budget: int = BUDGET,
        barred: frozenset[str] = frozenset(),
    ) -> None:
        """Note what to look for; the search runs when it is iterated over."""
        self.bundles = bundles
        self.cause = cause
        self.effect = effect
        self.max_steps = max_steps
        self.budget = budget
        self.barred = barred
        self.spent = 0
        self._layers: list[set[str]] = [{effect}]

    @property
    def exhausted(self) -> bool:
        """Whether the search gave up before it had tried all paths."""
        return self.spent > self.budget

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Search, from the shortest path on."""
        self.spent = 0
        reached = self._reached()
        if self.effect not in reached:
            return
        length = 0
        longest = min(len(reached), self.max_steps or len(reached))
        while length < longest and not self.exhausted:
            length += 1
            if not self._has_layer(length - 1, reached):
                return
            yield from self._of_length(length)

    def _reached(self) -> set[str]:
        """Every variable that a walk from the cause reaches, in so many steps at most."""
        reached: set[str] = set()
        frontier = {self.cause}
        steps = self.max_steps
        while frontier and (steps is None or steps > 0):
            after = self.bundles.after
            fresh = set().union(*(after.get(node, ()) for node in frontier)) - reached - self.barred
            reached |= fresh
            frontier = fresh - {self.effect}
            steps = None if steps is None else steps - 1
        return reached

    def _has_layer(self, steps: int, reached: set[str]) -> bool:
        """Find the variables that are exactly so many steps before the target."""
        while len(self._layers) <= steps:
            before = self.bundles.before
            layer = set().union(*(before.get(node, ()) for node in self._layers[-1]))
            layer = (layer & reached) - {self.effect, self.cause}
            self.spent += len(layer) // 8
            self._layers.append(layer)
        return bool(self._layers[steps])

    def _of_length(self, length: int) -> Iterator[tuple[str, ...]]:
        after, layers = self.bundles.after, self._layers
        path = [self.cause]
        on_path = {self.cause}
        pending = [iter(after.get(self.cause, ()))]
        while pending:
            left = length - len(path)
            for node in pending[-1]:
                if node not in layers[left] or (node in on_path and left):
                    continue
                self.spent += 1
                if self.exhausted:
                    return
                if left:
                    path.append(node)
                    on_path.add(node)
                    pending.append(iter(after.get(node, ())))
                else:
                    yield (*path, node)
                    continue
                break
            else:
                pending.pop()
                on_path.discard(path.pop())


def shortest_path(
    bundles: Bundles, cause: str, effect: str, *, barred: frozenset[str] = frozenset()
) -> tuple[str, ...] | None:
    """A shortest path, the first by ids among equals; None if there is none.

    >>> from fpcase.statements.bundles import gather
    >>> shortest_path(gather([]), "oil-price", "budget") is None
    True
    """
    return next(iter(PathSearch(bundles, cause, effect, barred=barred)), None)
