"""What a matrix shows: for every pair of variables, what each author says of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import attrs

from fpcase.diagrams import Diagram
from fpcase.diagrams.core import core_diagram
from fpcase.figures.arrows import Arrow, Pair, arrows, author_label, authors
from fpcase.model.catalogue import nearest
from fpcase.model.claims import CausalClaim
from fpcase.model.errors import FpcaseError
from fpcase.model.terms import Sign, Stance
from fpcase.statements.scopes import scopes_overlap
from fpcase.statements.signs import Position, contradict, position


@attrs.frozen(kw_only=True)
class Told:
    """What each author says of every pair of variables of which one of them speaks.

    Attributes:
        diagram: All claims shown.
        authors: Ids of the authors, in the order of their slots.
        cells: Pair -> author -> what the author says.
        contested: Pairs on which two authors exclude each other's claims for the same scope.
    """

    diagram: Diagram
    authors: tuple[str, ...]
    cells: Mapping[Pair, Mapping[str, Arrow]]
    contested: frozenset[Pair]

    @property
    def claims(self) -> int:
        """How many claims are shown."""
        return len({key for _, _, key in self.diagram.edges(keys=True)})

    @property
    def labels(self) -> tuple[str, ...]:
        """The authors' short names."""
        return tuple(author_label(self.diagram, author) for author in self.authors)

    def name(self, variable: str) -> str:
        """What a variable is called."""
        return str(self.diagram.nodes[variable].get("name") or variable)

    def is_outcome(self, variable: str) -> bool:
        """Whether one of the authors explains a variable."""
        return bool(self.diagram.nodes[variable].get("outcome"))

    def effects(self) -> list[str]:
        """Variables that are moved: outcomes first, each kind in alphabetical order."""
        found = {effect for _, effect in self.cells}
        return sorted(found, key=lambda v: (not self.is_outcome(v), self.name(v).casefold(), v))

    def causes(self, effects: Iterable[str]) -> list[str]:
        """Variables that move some effects: first those of which most authors speak."""
        wanted = set(effects)
        speaking: dict[str, set[str]] = defaultdict(set)
        for (cause, effect), said in self.cells.items():
            if effect in wanted:
                speaking[cause] |= set(said)
        return sorted(speaking, key=lambda v: (-len(speaking[v]), self.name(v).casefold(), v))


def told(diagram: Diagram) -> Told:
    """What each author of a diagram says of every pair."""
    who = authors(diagram)
    cells: dict[Pair, dict[str, Arrow]] = {}
    for author in who:
        for pair, arrow in arrows(diagram, author).items():
            cells.setdefault(pair, {})[author] = arrow
    return Told(
        diagram=diagram,
        authors=who,
        cells={pair: cells[pair] for pair in sorted(cells)},
        contested=_contested(diagram),
    )


_Said = tuple[str, Position, CausalClaim | None]


def _contested(diagram: Diagram) -> frozenset[Pair]:
    said: dict[Pair, list[_Said]] = defaultdict(list)
    for cause, effect, data in diagram.edges(data=True):
        taken = position(Sign(data["sign"]), Stance(data["stance"]))
        if taken is not None:
            said[cause, effect].append((data["author"], taken, data.get("claim")))
    return frozenset(
        pair
        for pair, positions in said.items()
        if any(_clash(one, other) for one, other in combinations(positions, 2))
    )


def _clash(one: _Said, other: _Said) -> bool:
    if one[0] == other[0] or not contradict(one[1], other[1]):
        return False
    return not (one[2] and other[2]) or scopes_overlap(one[2], other[2])


def narrowed(diagram: Diagram, effects: Sequence[str] | None, core: int | None) -> Diagram:
    """The part of a diagram that was asked for.

    Args:
        diagram: The whole.
        effects: Variables whose causes are wanted; all if None.
        core: How many variables are wanted; all if None.

    Raises:
        FpcaseError: a variable is not there, or the core is to have none.
    """
    if core is not None and core < 1:
        message = f"expected a core of at least one variable; found {core}"
        raise FpcaseError(message)
    if core is not None:
        diagram = core_diagram(diagram, core)
    if effects is None:
        return diagram
    wanted = [effects] if isinstance(effects, str) else list(effects)
    for variable in wanted:
        if variable not in diagram:
            near = nearest(variable, [str(node) for node in diagram])
            hint = f"; did you mean {near!r}?" if near else ""
            message = f"effects: no claim shown speaks of a variable {variable!r}{hint}"
            raise FpcaseError(message)
    part: Diagram = type(diagram)(**diagram.graph)
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        if effect in wanted:
            part.add_edge(cause, effect, key=key, **data)
    for node, data in part.nodes(data=True):
        data.update(diagram.nodes[node])
    return part
