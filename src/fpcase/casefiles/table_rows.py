"""A case's records as flat rows of text, one table for each kind."""

from collections.abc import Iterable, Iterator

import attrs

from fpcase.model.actors import Actor
from fpcase.model.cases import Case
from fpcase.model.cells import cell
from fpcase.model.claims import CausalClaim, DescriptiveClaim
from fpcase.model.decisions import Decision, Reading
from fpcase.model.evidence import Appraisal, Contest, Evidence, PredictionOutcome
from fpcase.model.explanations import Explanation, Prediction
from fpcase.model.sources import Source
from fpcase.model.theories import Proposition, Theory
from fpcase.model.variables import Variable

Line = tuple[str, ...]

NOT_CODED = "not coded"
"""Stands where a decision does not list a condition that another one does."""


def flat_tables(case: Case) -> dict[str, list[Line]]:
    """Table -> its lines, the first of which names the columns; of what the case itself uses.

    Every field of a record is a column, under its own name.
    """
    case = case.in_use()
    return {
        "claims": list(_claims(case)),
        "descriptions": list(_told(case, DescriptiveClaim, case.descriptions())),
        "predictions": list(_told(case, Prediction, _predictions(case))),
        "prediction_outcomes": list(_records(PredictionOutcome, case.prediction_outcomes)),
        "explanations": list(_records(Explanation, case.explanations.values())),
        "sources": list(_records(Source, case.sources.values())),
        "theories": list(_records(Theory, case.theories.values())),
        "propositions": list(_propositions(case)),
        "variables": list(_records(Variable, case.variables.values())),
        "actors": list(_records(Actor, case.actors.values())),
        "decisions": list(_decisions(case)),
        "readings": list(_readings(case)),
        "evidence": list(_records(Evidence, case.evidence.values())),
        "contests": list(_records(Contest, case.contests.values())),
        "appraisals": list(_records(Appraisal, case.appraisals)),
    }


_OF_ARROW = ("id", "cause", "causes", "effect", "sign")
_TOLD = ("claims", "descriptions", "predictions", "propositions")
"""What has a table of its own."""


def _claims(case: Case) -> Iterator[Line]:
    rest = [f.name for f in attrs.fields(CausalClaim) if f.name not in _OF_ARROW]
    names = ("claim", "author", "work", "cause", "cause_name", "effect", "effect_name", "sign")
    yield (*names, "jointly_with", *rest)
    for full_id, explanation, claim in case.claims():
        causes = claim.signed_causes
        for cause, sign in causes:
            yield (
                full_id,
                explanation.id,
                case.label(explanation.id),
                cause,
                case.variables[cause].name,
                claim.effect,
                case.variables[claim.effect].name,
                sign.value,
                cell(tuple(other for other, _ in causes if other != cause)),
                *(cell(getattr(claim, name)) for name in rest),
            )


def _told(
    case: Case,
    kind: type,
    told: Iterable[tuple[str, Explanation, DescriptiveClaim | Prediction]],
) -> Iterator[Line]:
    rest = [f.name for f in attrs.fields(kind) if f.name not in {"id", "variable"}]
    yield ("claim", "author", "work", "variable", "variable_name", *rest)
    for full_id, explanation, claim in told:
        yield (
            full_id,
            explanation.id,
            case.label(explanation.id),
            claim.variable or "",
            case.variables[claim.variable].name if claim.variable else "",
            *(cell(getattr(claim, name)) for name in rest),
        )


def _predictions(case: Case) -> Iterator[tuple[str, Explanation, Prediction]]:
    for explanation in case.explanations.values():
        for one in explanation.predictions:
            yield f"{explanation.id}/{one.id}", explanation, one


def _records(kind: type, records: Iterable[object]) -> Iterator[Line]:
    names = [field.name for field in attrs.fields(kind) if field.name not in _TOLD]
    yield tuple(names)
    for record in records:
        yield tuple(cell(getattr(record, name)) for name in names)


def _propositions(case: Case) -> Iterator[Line]:
    names = [field.name for field in attrs.fields(Proposition)]
    yield ("theory", *names)
    for theory in case.theories.values():
        for one in theory.propositions:
            yield (theory.id, *(cell(getattr(one, name)) for name in names))


def _readings(case: Case) -> Iterator[Line]:
    names = [field.name for field in attrs.fields(Reading)]
    yield ("decision", "part", "variable", *names)
    for decision in case.decisions.values():
        for part, variable, _, reading in decision.readings():
            values = (cell(getattr(reading, name)) for name in names)
            yield (decision.id, part.removesuffix("s"), variable, *values)


def _decisions(case: Case) -> Iterator[Line]:
    spread = ("outcomes", "conditions")
    names = [f.name for f in attrs.fields(Decision) if f.name not in spread]
    listed = {
        part: list(dict.fromkeys(v for d in case.decisions.values() for v in getattr(d, part)))
        for part in spread
    }
    yield (*names, *(f"{part[:-1]}: {v}" for part in spread for v in listed[part]))
    for decision in case.decisions.values():
        yield (
            *(cell(getattr(decision, name)) for name in names),
            *(
                cell(getattr(decision, part)[v]) if v in getattr(decision, part) else NOT_CODED
                for part in spread
                for v in listed[part]
            ),
        )
