"""The one record of what is said."""

from synthetic import claim, synthetic_case

from fpcase.model import Basis, Sign, Stance
from fpcase.statements import Position, Scope, Voice, said_in, scope_of


def test_a_joint_claim_makes_a_statement_for_each_cause() -> None:
    """Each cause meets what others say of it, with a sign of its own."""
    case = synthetic_case({"doe-2001": ["war & trade + neutrality"]})
    said = list(said_in(case))
    assert [one.matter for one in said] == [("war", "neutrality"), ("trade", "neutrality")]
    assert {(one.id, one.author) for one in said} == {("doe-2001/c1", "doe-2001")}
    assert all(one.position is Position.PLUS and one.carries_chain for one in said)


def test_a_report_is_another_s_word_unless_it_counts_as_the_author_s_own() -> None:
    """What an author reports of others is kept, and marked, and carries no chain."""
    case = synthetic_case({"doe-2001": ["reports war + neutrality"]})
    (reported,) = said_in(case)
    assert (reported.voice, reported.carries_chain) == (Voice.REPORTS, False)
    assert reported.position is Position.PLUS, "it leaves open what an assertion does"
    (own,) = said_in(case, include_reports=True)
    assert (own.voice, own.carries_chain) == (Voice.OWN, True)


def test_a_denial_and_an_absence_of_effect_carry_no_chain() -> None:
    """A chain passes only where the author says that there is an effect."""
    denied = claim("war + trade", sign=Sign.NO_EFFECT, stance=Stance.DENIES)
    case = synthetic_case({"doe-2001": ["denies war + neutrality", "trade 0 neutrality", denied]})
    assert [one.carries_chain for one in said_in(case)] == [False, False, False]
    assert [one.position.value for one in said_in(case)] == ["not +", "0", "?"]


def test_the_coder_s_own_readings_are_said_only_if_asked_for() -> None:
    """What the author says and what the coder infers are never mixed."""
    case = synthetic_case({"doe-2001": [claim("war + trade", basis=Basis.INFERRED)]})
    assert not list(said_in(case))
    assert len(list(said_in(case, include_inferred=True))) == 1


def test_a_statement_speaks_of_its_claim_s_period_and_knows_if_it_is_about_right() -> None:
    """A difference of time that rests on a rough date says so."""
    case = synthetic_case({"doe-2001": [claim("war + trade", period="2014~/2015")]})
    (said,) = said_in(case)
    assert said.scope == scope_of("2014~/2015")
    assert said.scope.approximate
    assert not scope_of("2014").approximate
    assert Scope().overlaps(said.scope)
