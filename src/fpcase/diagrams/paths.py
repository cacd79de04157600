"""Ways from one variable to another: the shortest first, and the fewest authors who carry them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from fpcase.model import FpcaseError
from fpcase.statements import Bundles, Statement

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


MOST_BY_HAND = 12
"""Up to so many authors, every set of them is tried, and no solver is needed."""


def source_cut(
    bundles: Bundles, authors: Sequence[str], cause: str, effect: str, *, solver: bool | None = None
) -> tuple[str, ...]:
    """The fewest authors to remove until no chain leads from one variable to another.

    Counting claims overstates how robust a connection is: ten claims by one author fall with
    that author. The minimum over authors is a hitting set, not a flow (so that it may be larger
    than the number of disjoint chains, which Menger 1927 has it equal); it is solved exactly.
    It lies between the number of authors who tell some chain whole and the maximum flow with
    claims as capacities.

    Args:
        bundles: What carries chains.
        authors: The authors in order.
        cause: Where the chains begin.
        effect: Where they end.
        solver: Whether to use `scipy.optimize.milp`; by default above 12 authors.

    Returns:
        Such authors; where several sets are smallest, one of them. None of them if there is no
        chain to begin with.

    Raises:
        FpcaseError: a solver is needed and SciPy is not installed; or the ends are the same.

    >>> import fpcase
    >>> from fpcase.diagrams import bundles
    >>> case = fpcase.load_case(fpcase.bundled_case("kazakhstan"))
    >>> diagram = fpcase.causal_diagram(case)
    >>> len(source_cut(bundles(diagram), diagram.graph["authors"], "annexation-of-crimea",
    ...                "distancing-from-russia"))
    1
    """
    if cause == effect:
        message = f"the source cut needs two different variables, found {cause!r} twice"
        raise FpcaseError(message)
    steps = _between(bundles, cause, effect)
    present = {step.author for _, _, step in steps}
    tellers = [author for author in authors if author in present]
    if solver is None:
        solver = len(tellers) > MOST_BY_HAND
    if not tellers:
        return ()
    return (_solved if solver else _tried)(steps, tellers, cause, effect)


_Arrow = tuple[str, str, Statement]
_Following = Mapping[str, Iterable[str]]


def _between(bundles: Bundles, cause: str, effect: str) -> list[_Arrow]:
    """Every claim that lies on some walk from the cause to the effect."""
    onward = _closure(bundles.after, cause)
    back = _closure(bundles.before, effect)
    kept = onward & back
    if effect not in onward:
        return []
    return [
        (node, other, step)
        for node in sorted(kept - {effect})
        for other, bundle in bundles.after.get(node, {}).items()
        if other in kept and other != cause
        for step in bundle
    ]


def _closure(following: _Following, start: str) -> set[str]:
    found = {start}
    waiting = [start]
    for node in waiting:
        for other in following.get(node, ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _tried(steps: list[_Arrow], authors: list[str], cause: str, effect: str) -> tuple[str, ...]:
    for size in range(1, len(authors)):
        for removed in combinations(authors, size):
            following: dict[str, list[str]] = {}
            for node, other, step in steps:
                if step.author not in removed:
                    following.setdefault(node, []).append(other)
            if effect not in _closure(following, cause):
                return removed
    return tuple(authors)


def _solved(steps: list[_Arrow], authors: list[str], cause: str, effect: str) -> tuple[str, ...]:
    """Minimise the authors removed, x_a, with a potential p that may fall only along them.

    p is 1 at the cause and 0 at the effect, and p_m - p_n <= x_a for every claim of author a
    from m to n.
    """
    try:
        import numpy as np  # noqa: PLC0415 - an optional package
        from scipy import optimize, sparse  # noqa: PLC0415 - an optional package
    except ImportError:
        message = (
            f"for more than {MOST_BY_HAND} authors, the source cut needs SciPy; install it with: "
            "pip install 'fpcase[analysis]'"
        )
        raise FpcaseError(message) from None
    nodes = sorted({end for node, other, _ in steps for end in (node, other)})
    place = {name: at for at, name in enumerate([*authors, *nodes])}
    drops = sorted({(step.author, node, other) for node, other, step in steps})
    rows = [row for row in range(len(drops)) for _ in range(3)]
    columns = [place[name] for drop in drops for name in (drop[1], drop[2], drop[0])]
    weights = [1.0, -1.0, -1.0] * len(drops)
    fall = sparse.csr_array((weights, (rows, columns)), shape=(len(drops), len(place)))
    lower, upper = np.zeros(len(place)), np.ones(len(place))
    lower[place[cause]], upper[place[effect]] = 1, 0
    is_author = np.arange(len(place)) < len(authors)
    answer = optimize.milp(
        is_author.astype(float),
        constraints=optimize.LinearConstraint(fall, -np.inf, 0),
        integrality=is_author.astype(int),
        bounds=optimize.Bounds(lower, upper),
    )
    chosen = dict(zip(place, np.asarray(answer.x), strict=True))
    return tuple(author for author in authors if chosen[author] > 1 / 2)
