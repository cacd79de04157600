"""What the evidence on Kazakhstan settles, and what it leaves open."""

import pytest

import fpcase


@pytest.mark.parametrize("contest", ["why-abstain", "why-no-recognition"])
def test_the_contests_on_kazakhstan_stay_open(kazakhstan: fpcase.Case, contest: str) -> None:
    """The tutorial ends with what the evidence does not settle, so it must not settle it."""
    found = fpcase.study(kazakhstan).weigh(contest)
    assert "Undecided; the middle value favours" in found.text
    assert len(found.text.splitlines()) <= 45
    assert len(found.table("prospects").rows) >= 1
    assert found.table("totals").rows[0][-1] == ()  # no ties


def test_an_author_needs_variables_that_others_speak_of(kazakhstan: fpcase.Case) -> None:
    """Where to look for evidence of Hananya's account."""
    rows = fpcase.study(kazakhstan).needs("hananya-2019").to_records()
    assert all(row["causes"] for row in rows)
