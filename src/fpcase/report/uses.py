"""Where a case uses each of its records: what a page on the record lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from fpcase.model.cases import Case
from fpcase.model.claims import CausalClaim
from fpcase.model.explanations import Explanation
from fpcase.model.ids import ActorId, EvidenceId, SourceId, VariableId
from fpcase.model.sources import Locator

PARTS: Mapping[str, Callable[[CausalClaim], Iterable[VariableId]]] = {
    "Moved by": lambda claim: [claim.effect],
    "Moves": lambda claim: [cause for cause, _ in claim.signed_causes],
    "Works between": lambda claim: claim.intervening,
    "Condition of": lambda claim: [condition.variable for condition in claim.conditions],
}
"""The parts that a variable can play in a claim, with what a page calls each."""

Told = tuple[Explanation, CausalClaim]
"""A claim, with whose it is."""


@attrs.frozen(kw_only=True)
class Mention:
    """A place in a source on which a record rests.

    Attributes:
        kind: What kind of record it is, such as ``claim``.
        id: Its id, with its owner if it has one.
        locator: The place.
        source: The work, also where the locator leaves it out.
    """

    kind: str
    id: str
    locator: Locator
    source: SourceId


@attrs.frozen(kw_only=True)
class Uses:
    """Where a case uses its variables, actors, evidence and sources.

    Attributes:
        variables: Variable -> part that it plays -> claims.
        actors: Actor -> claims in which it acts.
        evidence: Piece of evidence -> claims that rest on it.
        mentions: Source -> what rests on a place in it.
        leaning: Source -> what rests on another work that leans on it.
    """

    variables: Mapping[VariableId, Mapping[str, list[Told]]]
    actors: Mapping[ActorId, list[Told]]
    evidence: Mapping[EvidenceId, list[Told]]
    mentions: Mapping[SourceId, list[Mention]]
    leaning: Mapping[SourceId, list[Mention]]


def find_uses(case: Case) -> Uses:
    """Where the case uses its records, each in the order of the files."""
    variables: dict[VariableId, dict[str, list[Told]]] = {}
    actors: dict[ActorId, list[Told]] = {}
    evidence: dict[EvidenceId, list[Told]] = {}
    for _, explanation, claim in case.claims():
        told = (explanation, claim)
        for part, play in PARTS.items():
            for variable in dict.fromkeys(play(claim)):
                variables.setdefault(variable, {}).setdefault(part, []).append(told)
        for actor in claim.actors:
            actors.setdefault(actor, []).append(told)
        for piece in claim.evidence:
            evidence.setdefault(piece, []).append(told)
    mentions: dict[SourceId, list[Mention]] = {}
    leaning: dict[SourceId, list[Mention]] = {}
    for mention in _mentions(case):
        mentions.setdefault(mention.source, []).append(mention)
        for cited in mention.locator.citing:
            leaning.setdefault(cited, []).append(mention)
    return Uses(
        variables=variables, actors=actors, evidence=evidence, mentions=mentions, leaning=leaning
    )


def _mentions(case: Case) -> Iterator[Mention]:
    """Every locator of the case, with the record that rests on it."""
    for explanation in case.explanations.values():
        yield from _author_mentions(explanation)
    for piece in case.evidence.values():
        yield from _at("evidence", piece.id, piece.at)
    for outcome in case.prediction_outcomes:
        yield from _at("prediction", outcome.prediction, outcome.at)
    for theory in case.theories.values():
        for proposition in theory.propositions:
            yield from _at("theory", theory.id, proposition.at)
    for decision in case.decisions.values():
        places = [*decision.at, *(at for *_, reading in decision.readings() for at in reading.at)]
        yield from _at("decision", decision.id, places)


def _author_mentions(explanation: Explanation) -> Iterator[Mention]:
    for claim in explanation.claims.values():
        yield from _at("claim", explanation.full_id(claim), claim.at, explanation)
    for described in explanation.descriptions.values():
        yield from _at("claim", explanation.full_id(described), described.at, explanation)
    for aside in explanation.sets_aside:
        yield from _at("author", explanation.id, aside.at, explanation)
    for rejection in explanation.rejects:
        yield from _at("author", explanation.id, rejection.at, explanation)
    for one in explanation.predictions:
        yield from _at("prediction", f"{explanation.id}/{one.id}", one.at, explanation)


def _at(
    kind: str, id_: str, at: Iterable[Locator], explanation: Explanation | None = None
) -> Iterator[Mention]:
    for locator in at:
        source = locator.source or (explanation.source if explanation else None)
        if source:
            yield Mention(kind=kind, id=id_, locator=locator, source=source)
