"""What carries chains: statements that there is an effect, gathered by ordered pair."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

import attrs

from fpcase.model.signatures import checked
from fpcase.statements.record import ANY, Statement
from fpcase.statements.signs import ARROWS, Position

Bundle = tuple[Statement, ...]
"""All statements on one ordered pair of variables that say there is an effect."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Bundles:
    """The arrows that chains may use, gathered by ordered pair.

    Attributes:
        after: Variable -> the variables that it moves, in alphabetical order -> the claims.
    """

    after: Mapping[str, Mapping[str, Bundle]]

    @cached_property
    def before(self) -> Mapping[str, tuple[str, ...]]:
        """Variable -> the variables that move it."""
        found: dict[str, list[str]] = {}
        for node, nexts in self.after.items():
            for other in nexts:
                found.setdefault(other, []).append(node)
        return {node: tuple(causes) for node, causes in found.items()}

    @property
    def statements(self) -> Iterator[Statement]:
        """All that carries chains, pair by pair."""
        return (one for nexts in self.after.values() for bundle in nexts.values() for one in bundle)

    @property
    def arrows(self) -> Iterator[tuple[str, str]]:
        """The ordered pairs of variables with a claim."""
        return ((node, other) for node, nexts in self.after.items() for other in nexts)

    @cached_property
    def signs(self) -> Mapping[str, Mapping[str, frozenset[Position]]]:
        """Variable -> the variables that it moves -> the signs that are claimed."""
        return {
            node: {other: _signs(bundle) for other, bundle in nexts.items()}
            for node, nexts in self.after.items()
        }

    @cached_property
    def has_scopes(self) -> bool:
        """Whether some claim speaks of a period, or under conditions."""
        return any(one.scope != ANY for one in self.statements)

    @cached_property
    def sign_bits(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The same as `signs`, for searches: 1 for +, 2 for −, 4 for ?, and their sums."""
        return {
            node: tuple((other, sum(_BITS[sign] for sign in said)) for other, said in nexts.items())
            for node, nexts in self.signs.items()
        }

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The variables at an arrow, in alphabetical order."""
        return tuple(sorted({*self.after, *self.before}))

    def along(self, nodes: tuple[str, ...]) -> tuple[Bundle, ...]:
        """The bundles from each node to the next.

        Args:
            nodes: Variables, each with a claim that leads to the next.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> web = fpcase.statements.View.of(case).bundles
        >>> way = ("ukraine-western-turn", "russian-threat-perception")
        >>> [[step.id for step in bundle] for bundle in web.along(way)]
        [['chukubayev-2023/k2']]
        """
        return tuple(self.after[one][other] for one, other in pairwise(nodes))

    def of_author(self, author: str) -> "Bundles":
        """One author's claims alone.

        Args:
            author: The author's id.

        >>> import fpcase
        >>> case = fpcase.load_case(fpcase.bundled_case("ukraine"))
        >>> web = fpcase.statements.View.of(case).bundles
        >>> len(web.of_author("roe-2002").nodes)
        0
        """
        return gather(one for one in self.statements if one.author == author)


_BITS = {Position.PLUS: 1, Position.MINUS: 2, Position.UNSTATED: 4}
_ALONE = {sign: frozenset({sign}) for sign in ARROWS}


def _signs(bundle: Bundle) -> frozenset[Position]:
    if len(bundle) == 1:
        return _ALONE[bundle[0].position]
    return frozenset(step.position for step in bundle)


@checked
def gather(statements: Iterable[Statement]) -> Bundles:
    """Gather statements in bundles by their matter; one claim counts once on a pair.

    Those that carry no chain are left out.
    """
    found: dict[str, dict[str, dict[str, Statement]]] = {}
    for one in statements:
        if one.carries_chain:
            cause, effect = one.matter
            found.setdefault(cause, {}).setdefault(effect, {}).setdefault(one.id, one)
    return Bundles(
        after={
            cause: {effect: tuple(nexts[effect].values()) for effect in sorted(nexts)}
            for cause, nexts in found.items()
        }
    )
