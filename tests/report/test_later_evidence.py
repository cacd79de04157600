"""Evidence that is later than what it is to explain is listed, and nothing else is."""

from typing import Any

import pytest
from synthetic import claim, record, synthetic_case

from fpcase import Case
from fpcase.model import Decision, Evidence, EvidenceKind, Locator
from fpcase.report.coding import later_evidence

HERE = [record(Locator, source="doe-2001", section="Argument", paragraph=1)]


def decided(date: str, name: str = "vote", **given: Any) -> Decision:  # noqa: ANN401 - as the fields type them
    """A vote for neutrality, told of in Doe's work."""
    fields: dict[str, Any] = {
        "id": name,
        "title": "A vote",
        "date": date,
        "actor": "ruritania",
        "kind": "vote",
        "outcomes": {"neutrality": "yes"},
        "at": HERE,
    }
    return record(Decision, **fields | given)


def case_of(
    arrow: str = "war + neutrality",
    date: str | None = "2014-05",
    *decisions: Decision,
) -> Case:
    """Doe rests one claim on a speech, and fear leads to neutrality as well."""
    speech = record(
        Evidence,
        id="speech",
        description="A speech.",
        kind=EvidenceKind.STATEMENT,
        date=date,
        at=HERE,
    )
    claims = [claim(arrow, evidence=["speech"]), claim("fear + neutrality"), claim("war + fear")]
    votes = decisions or (decided("2014-03-27"),)
    return synthetic_case(
        {"doe-2001": claims},
        explains={"doe-2001": ["neutrality"]},
        evidence={"speech": speech},
        decisions={vote.id: vote for vote in votes},
    )


def test_what_was_said_after_the_vote_is_listed_with_both_dates() -> None:
    """A reader sees at once which words cannot have moved the vote."""
    assert later_evidence(case_of()).rows == (
        ("doe-2001/c1", "speech", "2014-05", "neutrality", "2014-03-27", "decisions/vote"),
    )


def test_evidence_for_a_remote_cause_counts_as_well() -> None:
    """The words may stand at the far end of the author's chain."""
    assert [row[0] for row in later_evidence(case_of("war + fear")).rows] == ["doe-2001/c1"]


def test_evidence_for_what_leads_elsewhere_is_no_fault() -> None:
    """Consequences come later than the vote, and so does the evidence of them."""
    assert later_evidence(case_of("neutrality + trade")).rows == ()


@pytest.mark.parametrize("date", [None, "2014", "2014-03", "2013/2015", "../2015"])
def test_evidence_that_may_be_earlier_is_not_listed(date: str | None) -> None:
    """Unknown stays unknown: a year that holds both days accuses nobody."""
    assert later_evidence(case_of(date=date)).rows == ()


def test_the_last_of_several_decisions_counts() -> None:
    """Neutrality shown again a year later may have been moved by the words between."""
    table = later_evidence(
        case_of("war + neutrality", "2014-05", decided("2015", "second"), decided("2014-03"))
    )
    assert table.rows == ()


@pytest.mark.parametrize(
    "vote",
    [
        decided("2014/.."),
        decided("2014-03", outcomes={"neutrality": "no"}),
        decided("2014-03", outcomes={"trade": "yes"}),
        decided("2014-03", at=[record(Locator, source="roe-2002", section="Argument")]),
    ],
    ids=["still going on", "decided otherwise", "about something else", "in another work"],
)
def test_an_outcome_that_no_such_decision_dates_has_no_evidence_that_is_late(
    vote: Decision,
) -> None:
    """Without a date there is no before and after."""
    assert later_evidence(case_of("war + neutrality", "2020", vote)).rows == ()


def test_the_periods_of_the_authors_own_claims_date_the_outcome_too() -> None:
    """Most outcomes are no single decision; the author says when they took place."""
    case = case_of("denies war + neutrality", "2014-05")
    claims = [claim("war + neutrality", evidence=["speech"], period="2013/2014-04")]
    dated = synthetic_case(
        {"doe-2001": claims}, explains={"doe-2001": ["neutrality"]}, evidence=case.evidence
    )
    assert later_evidence(dated).rows == (
        ("doe-2001/c1", "speech", "2014-05", "neutrality", "2013/2014-04", "doe-2001/c1"),
    )


def test_an_outcome_that_goes_on_has_no_evidence_that_is_late() -> None:
    """Whoever explains what still lasts may point to what happened yesterday."""
    case = case_of()
    claims = [
        claim("war + neutrality", evidence=["speech"]),
        claim("fear + neutrality", period="2014/.."),
    ]
    lasting = synthetic_case(
        {"doe-2001": claims},
        explains={"doe-2001": ["neutrality"]},
        evidence=case.evidence,
        decisions=case.decisions,
    )
    assert later_evidence(lasting).rows == ()


def test_an_outcome_outside_the_diagram_is_led_to_by_itself_alone() -> None:
    """An author may only deny what moves the outcome; evidence for that is weighed too."""
    case = case_of()
    lone = synthetic_case(
        {"doe-2001": [claim("denies war + neutrality", evidence=["speech"])]},
        explains={"doe-2001": ["neutrality"]},
        evidence=case.evidence,
        decisions=case.decisions,
    )
    assert [row[0] for row in later_evidence(lone).rows] == ["doe-2001/c1"]
