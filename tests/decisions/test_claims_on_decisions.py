"""Authors' claims held against decisions."""

from typing import Any

import attrs
import pytest
from decisions_made_up import case_of, decision, read, variable
from synthetic import claim, record

import fpcase
from fpcase.decisions import ClaimTest, claim_tests, claims_on_decisions, decision_table
from fpcase.model import Broader, Condition, JointCause, Sign


def held(claims: Any, *decisions: Any, **variables: Any) -> list[ClaimTest]:  # noqa: ANN401 - arrows, records
    """Doe's claims held against decisions that Roe tells of."""
    return claim_tests(case_of(decisions, {"doe-2001": claims}, **variables))


def told(id_: str, y: str | None, date: str = "1900", **conditions: str | None) -> Any:  # noqa: ANN401 - a decision
    """A decision of which Roe tells."""
    values = {
        name: read(value, "roe-2002") if value else None for name, value in conditions.items()
    }
    return decision(id_, read(y, "roe-2002") if y else None, date, **values)


def test_decisions_agree_disagree_or_leave_it_open() -> None:
    """A positive claim expects the outcome where its cause is, and not elsewhere."""
    decisions = (
        told("one", "yes", a="yes"),
        told("two", "no", a="yes"),
        told("three", "no", a="no"),
        told("four", "no", a=None),
    )
    case = case_of(decisions, {"doe-2001": ["a + y"], "roe-2002": []})
    found, (one,) = claims_on_decisions(case), claim_tests(case)
    ways = {"one": "agrees", "two": "disagrees", "three": "both-absent", "four": "open"}
    assert one.standing == ways
    assert one.says == "a, moves: y"
    assert found.table("deviations").to_records() == [
        {
            "claim": "doe-2001/c1",
            "decision": "two",
            "date": "1900",
            "told-in": ["Roe 2002, paragraph 1"],
            "claims-on-it": ["doe-2001/c1"],
            "said-of-it": ["Roe: “a”: yes (paragraph 1)"],
        }
    ]
    assert found.text.splitlines()[-6:] == [
        "Doe 2001 (c1): “a” raises “y”",
        "  decisions: 1 agreeing, 1 with neither, 1 at odds, 1 open",
        "",
        "What authors say of the decisions that are at odds with a claim:",
        "Two (1900), at odds with c1",
        "  Roe: “a”: yes (paragraph 1)",
    ]
    bare = case_of([decision("two", "no", a="yes")])
    assert "  No author says anything more of it.\n" in claims_on_decisions(bare).text


def test_what_the_claim_s_own_work_tells_is_no_test() -> None:
    """An author's examples always agree with him."""
    (one,) = held(["a + y"], decision("one", read("yes"), a=read("yes")))
    assert one.standing == {"one": "own"}


def test_a_negative_sign_expects_the_outcome_s_absence() -> None:
    """More of the one is less of the other."""
    (one,) = held(["a - y"], told("one", "no", a="yes"))
    assert (one.says, one.standing) == ("a, moves: not y", {"one": "agrees"})


def test_joint_causes_count_together_each_with_its_sign() -> None:
    """War and little trade together, say, make for neutrality."""
    joint = claim("a & b + y")
    signed = claim(
        "a & b + y",
        causes=[record(JointCause, variable="a"),
                record(JointCause, variable="b", sign=Sign.NEGATIVE)],
    )  # fmt: skip
    one, other = held([joint, signed], told("one", "yes", a="yes", b="no"))
    assert {one.says: one.standing["one"], other.says: other.standing["one"]} == {  # type: ignore[index]
        "a and b, moves: y": "disagrees",
        "a and not b, moves: y": "agrees",
    }


@pytest.mark.parametrize(
    ("modality", "standing"),
    [
        ("sufficient", {"one": "agrees", "two": "outside", "three": "disagrees", "four": "open"}),
        ("necessary", {"one": "agrees", "two": "disagrees", "three": "outside", "four": "outside"}),
    ],
)
def test_a_modality_says_which_decisions_bear_on_it(
    modality: str, standing: dict[str, str]
) -> None:
    """A sufficient condition says nothing of decisions without it."""
    (one,) = held(
        [claim("a + y", modality=modality)],
        told("one", "yes", a="yes"),
        told("two", "yes", a="no"),
        told("three", "no", a="yes"),
        told("four", "no", a=None),
    )
    assert one.standing == standing


def test_conditions_and_a_period_leave_decisions_out() -> None:
    """A claim on one time says nothing of another."""
    scoped = claim(
        "a + y", period="1900", conditions=[record(Condition, variable="b", value="yes")]
    )
    (one,) = held(
        [scoped],
        told("one", "yes", a="yes", b="yes"),
        told("two", "yes", a="yes", b="no"),
        told("three", "yes", "1910", a="yes", b="yes"),
        told("four", "yes", a="yes", b=None),
    )
    assert one.standing == {"one": "agrees", "four": "open"}


def test_a_condition_that_no_decision_tells_leaves_it_open() -> None:
    """What was not coded may or may not have held."""
    scoped = claim("a + y", conditions=[record(Condition, variable="b", value="yes")])
    (one,) = held([scoped], told("one", "yes", a="yes"))
    assert one.standing == {"one": "open"}


def test_broader_terms_join_claims_to_decisions() -> None:
    """An author's cause may be a kind of the condition, and the effect a kind of the outcome."""
    kinds = {
        "pressure": variable("pressure", broader=record(Broader, variable="a")),
        "ease": variable("ease", broader=record(Broader, variable="a", sign=Sign.NEGATIVE)),
        "treaty": variable("treaty", broader=record(Broader, variable="y", sign=Sign.NEGATIVE)),
    }
    found = held(["pressure + y", "ease + treaty", "other + y", "a + arms"],
                 told("one", "yes", a="yes"), **kinds)  # fmt: skip
    assert {one.claim.effect: one.says for one in found} == {
        "y": "a, moves: y",
        "treaty": "not a, moves: not y",
    }


def test_denials_and_claims_without_a_sign_are_listed_only() -> None:
    """They expect nothing of a decision."""
    arrows = {"doe-2001": ["denies a + y", "a 0 y", "a ? y", "a + y"]}
    case = case_of([told("one", "yes", a="yes")], arrows)
    assert [len(one.standing) for one in claim_tests(case)] == [1, 0, 0, 0]
    assert (
        "1 claim can be tested; 3 cannot (denials, claims of no effect or without a"
        in claims_on_decisions(case).text
    )


def test_a_condition_without_a_yes_bears_on_no_claim() -> None:
    """Low, middle and high do not say whether there was more of it."""
    assert held(["m + y"], told("one", "yes", m="low")) == []


def test_kazakhstan_s_claims_are_held_against_its_decisions(kazakhstan: fpcase.Case) -> None:
    """What is read in wider terms is a lead, and each deviating decision names a passage.

    Below it stands what authors say there, on the outcome first, and what no text tells of it.
    """
    found = claims_on_decisions(decision_table(kazakhstan, "refusal-towards-russia"))
    assert "a lead, not a refutation" in found.text
    for row in found.table("deviations").rows:
        assert row[3]
        assert row[5]
    text = " ".join(found.text.split())
    assert "Crimea (2014-03), at odds with h86; no text mentions “Russian failure as" in text
    assert "(2014), at odds with h84; no text mentions “Russian request”" in text
    assert "Aitiev a11: “Annexation of Crimea” raises “Understanding for Russia over" in text
    assert "Aitiev d22: “Russian displeasure with Kazakhstan”: low (paragraph 15, “CSTO" in text


def test_claims_are_held_against_what_was_chosen() -> None:
    """Decisions and readings that were left out are no test, and the title says which."""
    case = case_of([told("one", "yes", a="yes"), told("two", "no", "1910", a="yes")])
    table = decision_table(case, "y", period="1905/..")
    found = claims_on_decisions(table)
    assert [one.standing for one in claim_tests(table)] == [{"two": "disagrees"}]
    assert found.title.endswith("; period: 1905/..")
    other = decision_table(case_of([decision("one", "yes", a="yes")]), "y", works="roe-2002")
    assert [one.standing for one in claim_tests(other)] == [{"one": "open"}]
    assert found.facts()["chosen"] == ["period: 1905/.."]


def test_claims_on_an_outcome_that_is_no_set_are_none() -> None:
    """A value of several is no yes."""
    words = variable("w", values=("partial", "full"))
    case = case_of([decision("one", "yes", a="yes")], {"doe-2001": ["a + w"]}, w=words)
    (one,) = case.decisions.values()
    full = attrs.evolve(case, decisions={"one": attrs.evolve(one, outcomes={"w": "full"})})
    assert claim_tests(full) == []
    assert claim_tests(decision_table(full, "w=full")) == []
