"""Which variables a picture shows: the author's own argument, as much as there is room for.

First each outcome with one direct cause of it, the one through which most claims lead there. Then
direct causes until six of ten of the arrows into outcomes are told, those with most such arrows
first; and, for each outcome in turn, what it takes to tell two chains of two or more claims into
it. Then all other variables by how many claims lie on chains of at most three claims through
them into the outcomes; direct causes first where equal; causes of outcomes before their
consequences. What is equal then goes by the number of claims at the variable, by how many of
these another author makes too, and by the order of the text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

import attrs

from fpcase.diagrams import Diagram
from fpcase.model.terms import Stance

_LONGEST = 3
"""How many claims long the chains are that count."""
_TWO_CLAIMS = 3
"""The variables of a chain of two claims."""
_CHAINS = 2
"""How many chains into each outcome are told, where the author tells them."""

_TENTHS = 6
"""So many tenths of the arrows into outcomes are told before anything else."""
ENOUGH = 11
"""The number of the step with which an argument is told."""
STEPS = 24
"""How many steps there are: those after that tell a quarter more each."""

Pair = tuple[str, str]


@attrs.frozen(kw_only=True)
class Choice:
    """All variables of a diagram, those first that matter most to its argument.

    Attributes:
        order: The variables.
        steps: How many of them tell more and more of it: in four steps the outcomes with a direct
            cause of each; then each further tenth of the arrows into them, up to six; a chain into
            each, and two. From then on whatever matters most.
    """

    order: tuple[str, ...]
    steps: tuple[int, ...]

    @property
    def enough(self) -> int:
        """How many variables tell the argument."""
        return self.steps[ENOUGH]


def choice(diagram: Diagram) -> Choice:
    """The variables of a diagram in the order in which a picture takes them.

    Args:
        diagram: A causal diagram.

    >>> import networkx as nx
    >>> diagram = nx.MultiDiGraph()
    >>> diagram.add_node("neutrality", outcome=True)
    >>> for cause, effect in [("trade", "talks"), ("neutrality", "talks"), ("war", "neutrality")]:
    ...     _ = diagram.add_edge(cause, effect, key=f"a/{cause}", author="a")
    >>> choice(diagram).order, choice(diagram).enough
    (('neutrality', 'war', 'talks', 'trade'), 2)
    """
    return _Argument(diagram).choice()


def outcomes_of(diagram: Diagram) -> list[str]:
    """The outcomes; of a diagram that names none, the variables that move no other."""
    marked = [node for node, ends in diagram.nodes(data="outcome") if ends and diagram.degree(node)]
    named = [node for explained in diagram.graph.get("explains", {}).values() for node in explained]
    listed = [node for node in dict.fromkeys(named) if node in marked]
    if marked:
        return [*listed, *(node for node in marked if node not in listed)]
    return [
        node for node in diagram if diagram.degree(node) and not _others(diagram.succ[node], node)
    ]


def arrows_into_outcomes(
    diagram: Diagram, part: Iterable[str], *, denied: bool = False
) -> set[Pair]:
    """The asserted effects of other variables on outcomes, among some variables.

    Args:
        diagram: The diagram, which says what the outcomes are.
        part: The variables.
        denied: Whether those that are only denied are wanted instead.
    """
    nodes, outcomes = set(part), set(outcomes_of(diagram))
    asserted, others = set[Pair](), set[Pair]()
    for cause, effect, data in diagram.edges(data=True):
        if {cause, effect} <= nodes and effect in outcomes and cause != effect:
            said = others if data.get("stance") == Stance.DENIES.value else asserted
            said.add((cause, effect))
    return others - asserted if denied else asserted


def _others(neighbours: Iterable[str], node: str) -> set[str]:
    return set(neighbours) - {node}


class _Argument:
    """A diagram with the chains into its outcomes."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.outcomes = outcomes_of(diagram)
        self.claims: dict[Pair, set[str]] = defaultdict(set)
        self.also: dict[str, int] = defaultdict(int)
        self.place = {node: number for number, node in enumerate(diagram)}
        for cause, effect, key, data in diagram.edges(keys=True, data=True):
            if cause != effect:
                self.claims[cause, effect].add(key)
                for node in (cause, effect):
                    self.also[node] += len(data.get("also", ()))
        self.into = {
            node: sorted(_others(diagram.pred[node], node), key=self.place.__getitem__)
            for node in diagram
        }
        self.chains = {outcome: self._chains_into(outcome) for outcome in self.outcomes}
        through: dict[str, set[str]] = defaultdict(set)
        for chains in self.chains.values():
            for chain in chains:
                told = set().union(*(self.claims[pair] for pair in pairwise(chain)))
                for node in chain:
                    through[node] |= told
        self.score = {node: len(through[node]) for node in diagram}
        self.into_outcomes = arrows_into_outcomes(diagram, diagram)

    def _chains_into(self, outcome: str) -> list[tuple[str, ...]]:
        """Every chain of a few claims that ends in an outcome, the shortest first."""
        found: list[tuple[str, ...]] = []
        ends: list[tuple[str, ...]] = [(outcome,)]
        for _ in range(_LONGEST):
            ends = [
                (cause, *chain)
                for chain in ends
                for cause in self.into[chain[0]]
                if cause not in chain
            ]
            found += ends
        return found

    def rank(self, node: str) -> tuple[int, ...]:
        """What stands first has the least rank."""
        direct = any(node in self.into[outcome] for outcome in self.outcomes)
        return (
            -self.score[node],
            not direct,
            -self.diagram.degree(node),
            -self.also[node],
            self.place[node],
        )

    def choice(self) -> Choice:
        chosen: dict[str, None] = {}
        for outcome in self.outcomes:
            chosen[outcome] = None
            causes = self.into[outcome]
            if causes:
                best = min(causes, key=lambda cause: (cause in self.outcomes, self.rank(cause)))
                chosen[best] = None
        steps = [len(chosen) * quarter // 4 for quarter in range(1, 5)]
        for tenths in range(1, _TENTHS + 1):
            self._tell_most(tenths, chosen)
            steps.append(len(chosen))
        for _ in range(_CHAINS):
            for outcome in self.outcomes:
                self._tell_one_more(outcome, chosen)
            steps.append(len(chosen))
        steps += [len(chosen) * (4 + quarter) // 4 for quarter in range(1, STEPS - ENOUGH)]
        rest = sorted((node for node in self.diagram if node not in chosen), key=self.rank)
        order = (*chosen, *self._joined(chosen, rest))
        return Choice(order=order, steps=tuple(steps))

    def _tell_one_more(self, outcome: str, chosen: dict[str, None]) -> None:
        """Add the few variables that tell one more chain into an outcome, if it needs one.

        Chains of two claims are counted: every longer one ends in such a chain.
        """
        chains = [chain for chain in self.chains[outcome] if len(chain) == _TWO_CLAIMS]
        untold = [chain for chain in chains if not all(node in chosen for node in chain)]
        if not untold or len(chains) - len(untold) >= _CHAINS:
            return

        def cost(chain: Iterable[str]) -> tuple[int, int]:
            new = [node for node in chain if node not in chosen]
            return len(new), -sum(self.score[node] for node in new)

        chosen.update(dict.fromkeys(min(untold, key=cost)))

    def _tell_most(self, tenths: int, chosen: dict[str, None]) -> None:
        """Add direct causes until a share of the arrows is told, those with most such arrows first.

        The share is of the arrows into outcomes.
        """
        direct = Counter(cause for cause, _ in self.into_outcomes)
        waiting = sorted(direct, key=lambda node: (-direct[node], self.rank(node)))
        for node in waiting:
            if 10 * sum(direct[one] for one in chosen) >= tenths * direct.total():
                return
            chosen[node] = None

    def _joined(self, chosen: Iterable[str], rest: list[str]) -> list[str]:
        """The rest, each after one that a claim joins to it, where there is one."""
        near: set[str] = set()
        for node in chosen:
            near.update(self.diagram.pred[node], self.diagram.succ[node])
        found: list[str] = []
        waiting = dict.fromkeys(rest)
        while waiting:
            node = next((one for one in waiting if one in near), next(iter(waiting)))
            del waiting[node]
            found.append(node)
            near.update(self.diagram.pred[node], self.diagram.succ[node])
        return found
