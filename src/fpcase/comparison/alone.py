"""What one author alone says to follow from a thing that others discuss too."""

from collections.abc import Iterable, Mapping

import attrs

from fpcase.comparison.bearing import Bearing
from fpcase.model import ExplanationId, VariableId
from fpcase.statements import Statement

FEWEST = 3
"""So many authors must discuss a thing before what one alone says of it is worth a row."""


@attrs.frozen(kw_only=True)
class Alone:
    """What single authors say to follow from a thing that several discuss.

    Attributes:
        term: The thing.
        authors: Who discusses it.
        said: Author -> the claims on consequences of which no other author speaks.
    """

    term: VariableId
    authors: tuple[ExplanationId, ...]
    said: Mapping[ExplanationId, tuple[Statement, ...]]


def said_alone(
    statements: Iterable[Statement], bearing: Bearing, fewest: int = FEWEST
) -> tuple[Alone, ...]:
    """What single authors say to follow from what several discuss.

    No other author speaks of the consequence, of a kind of it, or of a term above it: the others
    are silent, which is no denial. More authors who discuss the thing come first, then policy.

    Args:
        statements: What authors say, in every voice.
        bearing: What terms have to do with policy, and the broader terms.
        fewest: How many authors must discuss a thing.
    """
    every = tuple(statements)
    discussing: dict[VariableId, dict[ExplanationId, None]] = {}
    below: dict[VariableId, set[ExplanationId]] = {}
    for one in every:
        for term in one.matter:
            discussing.setdefault(term, {})[one.author] = None
            for way in bearing.tree.line(term):
                below.setdefault(way.term, set()).add(one.author)

    def is_alone(author: ExplanationId, term: VariableId) -> bool:
        above = (discussing.get(way.term, {}) for way in bearing.tree.line(term))
        return below[term].union(*above) == {author}

    found: dict[VariableId, dict[ExplanationId, list[Statement]]] = {}
    for one in every:
        cause, effect = one.matter[0], one.matter[-1]
        if one.carries_chain and len(discussing[cause]) >= fewest and is_alone(one.author, effect):
            found.setdefault(cause, {}).setdefault(one.author, []).append(one)
    made = (
        Alone(
            term=term,
            authors=tuple(discussing[term]),
            said={author: tuple(claims) for author, claims in by_author.items()},
        )
        for term, by_author in found.items()
    )
    return tuple(
        sorted(made, key=lambda one: (-len(one.authors), not bearing.is_policy(one.term), one.term))
    )
