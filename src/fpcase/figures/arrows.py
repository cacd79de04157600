"""The arrows that a picture draws: one for each ordered pair of variables, whatever the claims."""

from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from itertools import combinations
from typing import Any

import attrs

from fpcase.diagrams import Diagram
from fpcase.model.claims import CausalClaim
from fpcase.model.terms import Sign, Stance
from fpcase.statements import Position, Scope, scope_of
from fpcase.statements.record import ANY
from fpcase.statements.signs import contradict, position

Pair = tuple[str, str]
"""A cause and an effect."""


class Kind(Enum):
    """What an arrow looks like: colour, dash, head and mark go together."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSTATED = "direction unstated"
    NO_EFFECT = "no effect"
    CONTESTED = "contested"
    VARYING = "sign depends on time or condition"


@attrs.frozen(kw_only=True)
class Arrow:
    """What the authors drawn say of one ordered pair of variables.

    Attributes:
        cause: The variable that it leaves.
        effect: The variable that it reaches.
        kind: Its sign; contested where claims exclude each other for one scope.
        denied: Whether a claim denies an effect, and no claim asserts one without contradiction.
        reported: Whether every claim only reports what others say.
        authors: Who claims it, in the order of the diagram.
        sayings: For each claim a line: its id, the author, how it works, and where it stands.
        claims: Their full ids.
        stances: What the claims do: asserts, denies, reports; each once.
        also: Others who claim the same, whom the diagram does not draw.
    """

    cause: str
    effect: str
    kind: Kind
    denied: bool
    reported: bool
    authors: tuple[str, ...]
    sayings: tuple[str, ...]
    claims: tuple[str, ...]
    stances: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def pair(self) -> Pair:
        """Cause and effect."""
        return self.cause, self.effect

    @property
    def others(self) -> int:
        """How many authors claim it beside the first."""
        return len(self.also) + len(self.authors) - 1


def arrows(diagram: Diagram, author: str | None = None) -> dict[Pair, Arrow]:
    """The arrows of one author, or of all authors pooled, in the order of their ids.

    Claims that leave different signs open but do not contradict each other make one arrow of
    the definite sign; claims that exclude each other for one time, under one condition, make a
    contested one.

    Args:
        diagram: A causal diagram.
        author: Whose claims to draw; everybody's if left out.
    """
    bundles: dict[Pair, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for cause, effect, key, data in diagram.edges(keys=True, data=True):
        if author is None or data["author"] == author:
            bundles[cause, effect].append((key, data))
    known = authors(diagram)
    return {pair: _arrow(diagram, pair, bundles[pair], known) for pair in sorted(bundles)}


def _arrow(
    diagram: Diagram, pair: Pair, bundle: list[tuple[str, dict[str, Any]]], known: tuple[str, ...]
) -> Arrow:
    said = [data for _, data in bundle]
    own = [data for data in said if data["stance"] != Stance.REPORTS.value]
    spoken = {(_position(data), _scope(data)) for data in own or said}
    positions = {one for one, _ in spoken}
    contested = any(
        contradict(one, other) and scope.overlaps(other_scope)
        for (one, scope), (other, other_scope) in combinations(spoken, 2)
    )
    denials = positions & _DENIALS
    claimants = {str(data["author"]) for _, data in bundle}
    also = dict.fromkeys(one for _, data in bundle for one in data.get("also", ()))
    return Arrow(
        cause=pair[0],
        effect=pair[1],
        kind=Kind.CONTESTED if contested else _kind(positions - denials or denials),
        denied=bool(denials) and (contested or positions == denials),
        reported=not own,
        authors=tuple(one for one in known if one in claimants),
        sayings=tuple(_saying(diagram, key, data) for key, data in bundle),
        claims=tuple(dict.fromkeys(key for key, _ in bundle)),
        stances=tuple(sorted({str(data["stance"]) for _, data in bundle})),
        also=tuple(one for one in also if one not in claimants),
    )


def _position(data: Mapping[str, Any]) -> Position:
    return position(Sign(data["sign"]), denied=data["stance"] == Stance.DENIES.value)


def _scope(data: Mapping[str, Any]) -> Scope:
    claim = data.get("claim")
    return scope_of(claim.period, claim.conditions) if isinstance(claim, CausalClaim) else ANY


_DENIALS = frozenset({Position.ZERO, Position.NOT_PLUS, Position.NOT_MINUS})


def _kind(positions: set[Position]) -> Kind:
    """The look of claims that do not exclude each other: a definite sign before an open one."""
    if Position.ZERO in positions:
        return Kind.NO_EFFECT
    if {Position.PLUS, Position.MINUS} <= positions:
        return Kind.VARYING
    rising, falling = bool(positions & _RISING), bool(positions & _FALLING)
    if rising == falling:
        return Kind.UNSTATED
    return Kind.POSITIVE if rising else Kind.NEGATIVE


_RISING = {Position.PLUS, Position.NOT_PLUS}
_FALLING = {Position.MINUS, Position.NOT_MINUS}


def _saying(diagram: Diagram, key: str, data: dict[str, Any]) -> str:
    claim = data.get("claim")
    places: list[str] = []
    told = ""
    if isinstance(claim, CausalClaim):
        places = [locator.place for locator in claim.at]
        told = f" {claim.mechanism}" if claim.mechanism else ""
    where = "; ".join(places) or "no place given"
    stance = "" if data["stance"] == Stance.ASSERTS.value else f"{data['stance']} "
    who = author_label(diagram, str(data["author"]))
    return f"{key} ({who}) {stance}{data['sign']}:{told} [{where}]"


def authors(diagram: Diagram) -> tuple[str, ...]:
    """Ids of the authors that a diagram draws, in its order."""
    listed = diagram.graph.get("authors", ())
    found = {str(data["author"]) for _, _, data in diagram.edges(data=True)}
    return (*listed, *sorted(found.difference(listed)))


def author_label(diagram: Diagram, author: str) -> str:
    """An author's short name, or the id where the diagram gives none."""
    return str(diagram.graph.get("labels", {}).get(author, author))
