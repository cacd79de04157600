"""Small contests between made-up rivals, for tests of what evidence tells."""

from collections.abc import Mapping, Sequence
from typing import Any

from synthetic import record, synthetic_case

from fpcase import Case
from fpcase.inference import Weighing, weigh
from fpcase.model import (
    Appraisal,
    Contest,
    Decibels,
    Decision,
    DecisionKind,
    Evidence,
    EvidenceKind,
    LikelihoodRatio,
    Locator,
    Search,
)

RIVALS = {"doe-2001": "Doe is right.", "roe-2002": "Roe is right."}


def evidence(id_: str, **given: Any) -> Evidence:  # noqa: ANN401 - as the record's fields type them
    """An observation of 1 May 1900, given by a work of its own."""
    fields = {"date": "1900-05-01", "at": [record(Locator, source=f"on-{id_}")]} | given
    return record(Evidence, id=id_, description=id_, kind=EvidenceKind.EVENT, **fields)


def judged(id_: str, low: float, high: float, **given: Any) -> Appraisal:  # noqa: ANN401 - as above
    """A judgement for Doe against Roe, in decibels."""
    pair = {"explanation": "doe-2001", "rival": "roe-2002"} | given
    ends = Decibels(low=low, high=high)
    return record(Appraisal, evidence=id_, decibels=ends, because="So it seems.", **pair)


def chances(id_: str, **given: Any) -> Appraisal:  # noqa: ANN401 - as above
    """A judgement of the chances under each rival of the contest `why`."""
    fields = {"contest": "why", "because": "So it seems."} | given
    return record(Appraisal, evidence=id_, **fields)


def ratio(low: float, high: float) -> LikelihoodRatio:
    """A likelihood ratio."""
    return LikelihoodRatio(low=low, high=high)


def case_of(
    items: Sequence[Evidence],
    appraisals: Sequence[Appraisal],
    **contest: Any,  # noqa: ANN401 - as above
) -> Case:
    """A case with one contest over neutrality, decided on 1 June 1900.

    Doe explains neutrality by war and Roe by trade, unless `authors` says otherwise.
    """
    authors: Mapping[str, Sequence[Any]] = contest.pop(
        "authors", {"doe-2001": ["war + neutrality"], "roe-2002": ["trade + neutrality"]}
    )
    decision = record(
        Decision,
        id="stay-neutral",
        title="Neutrality",
        date=contest.pop("date", "1900-06-01"),
        actor="ruritania",
        kind=DecisionKind.STATEMENT,
    )
    fields = {"rivals": RIVALS, "outcome": "neutrality", "decision": "stay-neutral"} | contest
    return synthetic_case(
        authors,
        evidence={one.id: one for one in items},
        appraisals=appraisals,
        decisions={decision.id: decision},
        contests={"why": record(Contest, id="why", question="Why neutral?", **fields)},
    )


def weighed(
    items: Sequence[Evidence],
    appraisals: Sequence[Appraisal],
    **contest: Any,  # noqa: ANN401 - as above
) -> Weighing:
    """The contest `why` of a case, weighed."""
    return weigh(case_of(items, appraisals, **contest), "why")


def not_yet(id_: str, **given: Any) -> Evidence:  # noqa: ANN401 - as above
    """Evidence that nobody has sought."""
    return evidence(id_, search=Search.NOT_YET, **given)
