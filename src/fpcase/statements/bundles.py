"""What carries chains in a diagram: its arrows, gathered in bundles."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise

import attrs

from fpcase.model.claims import CausalClaim
from fpcase.statements.signs import ARROWS, Position


@attrs.frozen(kw_only=True)
class Step:
    """One claim as a step from its cause to its effect.

    Attributes:
        key: The claim's full id.
        author: Whose claim it is.
        sign: What it says of the effect: +, − or ?.
        claim: The claim.
    """

    key: str
    author: str
    sign: Position
    claim: CausalClaim = attrs.field(repr=False)


Bundle = tuple[Step, ...]
"""All claims on one ordered pair of variables."""


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

    @cached_property
    def signs(self) -> Mapping[str, Mapping[str, frozenset[Position]]]:
        """Variable -> the variables that it moves -> the signs that are claimed."""
        return {
            node: {other: _signs(bundle) for other, bundle in nexts.items()}
            for node, nexts in self.after.items()
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
        >>> [[step.key for step in bundle] for bundle in web.along(way)]
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
        return gather(
            (node, other, step)
            for node, nexts in self.after.items()
            for other, bundle in nexts.items()
            for step in bundle
            if step.author == author
        )


_ALONE = {sign: frozenset({sign}) for sign in ARROWS}


def _signs(bundle: Bundle) -> frozenset[Position]:
    if len(bundle) == 1:
        return _ALONE[bundle[0].sign]
    return frozenset(step.sign for step in bundle)


def gather(steps: Iterable[tuple[str, str, Step]]) -> Bundles:
    """Gather steps (cause, effect, claim) in bundles; one claim counts once on a pair."""
    found: dict[str, dict[str, dict[str, Step]]] = {}
    for cause, effect, step in steps:
        found.setdefault(cause, {}).setdefault(effect, {}).setdefault(step.key, step)
    return Bundles(
        after={
            cause: {effect: tuple(nexts[effect].values()) for effect in sorted(nexts)}
            for cause, nexts in found.items()
        }
    )
