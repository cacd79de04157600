"""What evidence tells between rival explanations, and what a reader must know of it."""

import json
import sys
from time import process_time
from typing import Any

import attrs
import pytest
from contests import RIVALS, case_of, chances, evidence, judged, not_yet, ratio, weighed
from synthetic import claim, record, synthetic_case

from fpcase import FpcaseError
from fpcase.inference import weigh
from fpcase.model import (
    Appraisal,
    DescriptiveClaim,
    Explanation,
    Locator,
    Search,
)


def test_a_screen_says_what_each_item_tells_and_what_would_turn_it() -> None:
    """The reader sees ranges, what they add up to, and how little would turn them."""
    found = weighed(
        [evidence("one"), evidence("two"), evidence("three")],
        [judged("one", -1, 1), judged("two", 2, 6), judged("three", -2, 0)],
    )
    assert found.text.splitlines() == [
        "doe-2001 (+) against roe-2002 (−)",
        "dB: 10 log10 of how many times likelier    low   mid  high",
        "two                                       +2.0  +4.0  +6.0",
        "three                                     −2.0  −1.0   0.0",
        "one                                       −1.0   0.0  +1.0",
        "all 3                                     −1.0  +3.0  +7.0  2.0 : 1",
        "strict 3                                  −1.0  +3.0  +7.0  2.0 : 1",
        "Undecided; the middle value favours doe-2001. That would change without two; or",
        "  if one judgement changed by 3.0 dB, or each by 1.0; or if each moved 75% of",
        "  the way to its less favourable end.",
        "A reader who began by thinking roe-2002 2.0 times as likely as doe-2001 would",
        "  end undecided.",
        "Likelihood scale: icd-203; kinds of tests are distinguished at a likelihood",
        "  ratio of 2 to 1.",
        "No probabilities: the rivals may both be true; no prior is stated.",
    ]


def test_the_screen_fits_the_terminal_however_much_was_judged() -> None:
    """Forty-five lines of eighty columns are what a terminal shows at once."""
    many = [evidence(f"observation-with-a-name-that-is-far-too-long-{n:03}") for n in range(60)]
    found = weighed(
        [*many, not_yet("letter")],
        [judged(one.id, -1, 2) for one in many]
        + [chances("letter", chances={"doe-2001": 0.5, "roe-2002": 0.1})],
    )
    lines = found.text.splitlines()
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 80
    assert any("more lines: --format markdown" in line for line in lines)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1, 3, "Every reading favours doe-2001."),
        (-1, 1, "The evidence is even between doe-2001 and roe-2002."),
        (-9, -7, "Every reading favours roe-2002."),
        (0, 2, "Undecided; the middle value favours doe-2001."),
    ],
)
def test_a_verdict_holds_of_every_reading_or_is_open(low: float, high: float, said: str) -> None:
    """A word such as strongly would be quoted without the range."""
    assert said in " ".join(weighed([evidence("one")], [judged("one", low, high)]).text.split())


def test_the_outcome_judged_as_evidence_gets_a_note_and_given_does_not_count() -> None:
    """An outcome that every rival explains is no evidence for any."""
    described = record(
        DescriptiveClaim, id="d1", variable="neutrality", value="yes", stance="asserts",
        evidence=["vote"], at=[],
    )  # fmt: skip
    case = case_of([evidence("vote"), evidence("one")], [judged("vote", 2, 5), judged("one", 1, 2)])
    doe = record(Explanation, id="doe-2001", source="doe-2001", explains=["neutrality"],
                 claims={}, descriptions={described.id: described})  # fmt: skip
    described_case = attrs.evolve(case, explanations={**case.explanations, doe.id: doe})
    flags = [
        "basis of the favoured rival",
        "may be the outcome itself: a description of the outcome cites this item",
    ]
    assert weigh(described_case, "why").to_records()[0]["flags"] == flags
    assert weigh(described_case, between=("doe-2001", "roe-2002")).to_records()[0]["flags"] == flags
    given = case_of(
        [evidence("vote"), evidence("one")],
        [judged("vote", 2, 5), judged("one", 1, 2)],
        given=["vote"],
    )
    assert "Taken as given: vote (judged, not counted)." in weigh(given, "why").text
    assert [row["evidence"] for row in weigh(given, "why").to_records()] == ["one"]


def test_what_the_decider_did_on_the_day_may_be_the_outcome() -> None:
    """Words spoken with a vote may be the vote; what another did that day, or he later, is not."""
    own = {"actors": ["ruritania"]}
    found = weighed(
        [
            evidence("vote", date="1900-06-01", **own),
            evidence("rebuke", date="1900-06-01", actors=["doe"]),
            evidence("speech", date="1900-05", **own),
            evidence("undated", date=None, **own),
        ],
        [judged(one, 1, 2) for one in ("vote", "rebuke", "speech", "undated")],
    )
    flags = {row["evidence"]: row["flags"] for row in found.to_records()}
    assert flags.pop("vote") == ["may be the outcome itself: the same actor on the same day"]
    assert not any(flags.values())


def test_strict_leaves_out_what_tells_for_a_rival_that_was_made_from_it() -> None:
    """What an account was made from cannot be counted on to test it, unless it tells against it.

    What came after the outcome may report what moved it, as memoirs do: it is marked, and counts.
    """
    told = {"for": 3, "against": -2, "even": 0, "stated": -1, "theirs": 1, "late": 1}
    case = case_of(
        [evidence(one, date="1900-07" if one == "late" else "1900") for one in told],
        [
            chances(one, chances={"doe-2001": 0.1 * 10 ** (ends / 10), "habit": 0.1})
            for one, ends in told.items()
        ],
        authors={"doe-2001": [claim("war + neutrality", evidence=[*list(told)[:3], "unseen"])]},
        rivals={"doe-2001": "War.", "habit": "It always did."},
        built_on={"habit": ["stated", "theirs"]},
    )
    found = weigh(case, "why")
    assert {str(row["evidence"]): row["flags"] for row in found.to_records()} == {
        "for": ["basis of the favoured rival"], "against": [], "even": [], "theirs": [],
        "stated": ["basis of the favoured rival"],
        "late": ["after the decision"],
    }  # fmt: skip
    every, strict = found.table("totals").to_records()
    assert (every["middle"], strict["middle"]) == (pytest.approx(2), pytest.approx(0))
    assert found.notes == ("Evidence that doe-2001 uses but that nobody has judged: unseen.",)
    contest = attrs.evolve(next(iter(case.contests.values())), built_on={})
    (*_, note) = weigh(attrs.evolve(case, contests={contest.id: contest}), "why").notes[:1]
    assert note.startswith("Rivals without evidence named as their basis")
    assert note.endswith("'strict' leaves nothing out for them: habit.")


def test_a_lean_of_all_that_strict_does_not_share_is_no_lean_on_every_reading() -> None:
    """What an account was built on may carry it alone."""
    case = case_of(
        [evidence("own"), evidence("other")],
        [judged("own", 8, 8), judged("other", -3, -3)],
        authors={
            "doe-2001": [claim("war + neutrality", evidence=["own"])],
            "roe-2002": ["trade + neutrality"],
        },
    )
    found = weigh(case, "why")
    assert (
        "Every reading of all items (though not of the strict total) favours doe-2001."
        in " ".join(found.text.split())
    )
    assert "1 : 2.0" in found.text


def test_without_a_decision_or_a_last_day_nothing_is_late() -> None:
    """Only a dated outcome says what came after it; and what has no date did not."""
    items, judgements = [evidence("one", date="1901")], [judged("one", 1, 2)]
    for contest in ({"decision": None}, {"date": "1900/.."}):
        assert weighed(items, judgements, **contest).to_records()[0]["flags"] == []
    undated = weighed([evidence("one", date=None)], judgements)
    assert undated.to_records()[0]["flags"] == []


def test_nothing_left_is_said() -> None:
    """No strict total of nothing, which would be 0 and look like a finding."""
    assert weighed([], []).text.count("no item left") == 2


def test_an_explanation_of_something_else_is_no_rival() -> None:
    """Two accounts of two outcomes cannot be told apart by evidence on one."""
    other = {"doe-2001": ["war + neutrality"], "roe-2002": ["trade + tariffs"]}
    case = case_of([evidence("one")], [judged("one", 1, 2)], authors=other)
    assert weigh(case, "why").notes == (
        "Explanations that do not set out to explain the outcome: roe-2002.",
    )
    pair = weigh(case, between=("doe-2001", "roe-2002"))
    assert pair.notes == (
        "Explanations that do not set out to explain a common outcome: doe-2001, roe-2002.",
    )


def test_a_tie_forbids_a_total_and_names_the_line_to_add() -> None:
    """Two reports of one thing would count it twice."""
    tied = [evidence("one"), evidence("two", depends_on=["one"])]
    found = weighed(tied, [judged("one", 1, 2), judged("two", 1, 2)])
    said = " ".join(found.text.split())
    assert "all: no total: two and one share one; judge two anew" in said
    assert "once one is known, with 'knowing: [one]'" in said
    assert found.table("totals").to_records()[0]["middle"] is None
    assert found.to_records()[0]["all-without"] is None
    knowing = weighed(tied, [judged("one", 1, 2), judged("two", 1, 2, knowing=["one"])])
    assert knowing.table("totals").to_records()[0]["middle"] == pytest.approx(3)
    assert [row["all-without"] for row in knowing.to_records()] == [0, 0]  # they go together


def test_a_tie_through_a_third_item_holds_unless_both_know_it_or_all_do() -> None:
    """Two consequences of one event tell it twice, unless the event is known already."""
    third = [
        evidence("vote"),
        evidence("one", depends_on=["vote"]),
        evidence("two", depends_on=["vote"]),
    ]
    plain = [judged("one", 1, 2), judged("two", 1, 2)]
    assert "two and one share vote" in weighed(third, plain).text
    assert "share" not in weighed(third, plain, given=["vote"]).text
    know = [judged("one", 1, 2, knowing=["vote"]), judged("two", 1, 2, knowing=["vote"])]
    assert "share" not in weighed(third, know).text
    assert "share" in weighed(third, [plain[0], know[1]]).text


def test_what_lies_behind_something_known_ties_nothing() -> None:
    """If both judgements know the vote, the quarrel that led to the vote is in it."""
    chain = [
        evidence("quarrel"),
        evidence("vote", depends_on=["quarrel"]),
        evidence("one", depends_on=["vote"]),
        evidence("two", depends_on=["vote"]),
    ]
    know = [judged("one", 1, 2, knowing=["vote"]), judged("two", 1, 2, knowing=["vote"])]
    assert "share" not in weighed(chain, know).text


def test_items_that_cite_one_work_are_tied_and_a_chain_of_knowing_unties() -> None:
    """Two works that lean on one despatch are one witness."""
    at = [record(Locator, source="roe-2002", citing=["despatch"])]
    three = [evidence(one, at=at) for one in ("one", "two", "three")]
    plain = [judged(one, 1, 2) for one in ("one", "two", "three")]
    assert "(2 more pairs: --table totals)" in " ".join(weighed(three, plain).text.split())
    know = [
        judged("one", 1, 2),
        judged("two", 1, 2, knowing=["one"]),
        judged("three", 1, 2, knowing=["two"]),
    ]
    assert "share" not in weighed(three, know).text
    assert "without one (with three, two)" in " ".join(weighed(three, know).text.split())


def test_raters_are_taken_together_and_each_alone() -> None:
    """Where raters differ in sign, nobody may read the mean as agreement."""
    found = weighed(
        [evidence("one"), evidence("two")],
        [
            judged("one", 1, 3, rater="ab"),
            judged("one", -5, -1, rater="cd"),
            judged("two", -1, 6, rater="ab"),
            judged("two", 0, 9, rater="cd"),
        ],
    )
    one, two = found.to_records()
    assert (one["low"], one["middle"], one["high"]) == (-5, pytest.approx(-0.5), 3)
    assert (two["low"], two["high"]) == (-1, 9)  # both middles tell for Doe
    assert [one["flags"], two["flags"]] == [["raters differ"], []]
    totals = found.table("totals").to_records()
    assert [(row["raters"], row["total"]) for row in totals] == [
        ("all", "all"), ("all", "strict"), ("ab", "all"), ("ab", "strict"),
        ("cd", "all"), ("cd", "strict"),
    ]  # fmt: skip
    assert [row["middle"] for row in totals[2::2]] == [pytest.approx(4.5), pytest.approx(1.5)]


def test_only_who_judged_what_counts_has_a_total_and_whoever_has_no_name_is_called_so() -> None:
    """Rows of nothing, and a row of nobody, would only puzzle."""
    found = weighed(
        [evidence("one"), evidence("vote")],
        [
            judged("one", 1, 3),
            judged("one", 2, 4, rater="ab"),
            judged("vote", 2, 4, rater="given-only"),
        ],
        given=["vote"],
    )
    raters = [row["raters"] for row in found.table("totals").to_records()]
    assert raters == ["all", "all", "unnamed", "unnamed", "ab", "ab"]


def test_a_pair_that_was_judged_in_a_contest_alone_is_sent_there() -> None:
    """Two empty totals would say that nobody judged."""
    told = [chances("one", chances={"doe-2001": 0.9, "roe-2002": 0.1})]
    case = case_of([evidence("one")], told)
    pair = weigh(case, between=("doe-2001", "roe-2002"))
    (note,) = pair.notes
    assert (
        note == "Explanations judged only within a contest (name the contest): doe-2001, roe-2002."
    )


def test_nothing_has_no_sign_in_a_table() -> None:
    """A judgement of 0 against one of 0 is no negative number."""
    found = weighed([evidence("one")], [judged("one", 0, 0)])
    assert "-0.00" not in found.table("items").to_markdown()


def test_chances_give_weights_tests_and_probabilities_among_the_rivals() -> None:
    """With exclusive rivals, odds before and every item judged, probabilities follow."""
    found = weighed(
        [evidence("hoop"), evidence("letter", search=Search.NOT_FOUND)],
        [
            chances("hoop", chances={"doe-2001": 0.9, "roe-2002": "roughly-even-chance"}),
            chances("letter", chances={"doe-2001": [0.5, 0.6], "roe-2002": 0.2}),
        ],
        exclusive=True,
        prior={"doe-2001": 1, "roe-2002": 1},
    )
    hoop, letter = found.to_records()
    assert hoop["test"] == "hoop for doe-2001"  # doubly decisive at .45 only
    assert letter["search"] == "not-found"
    assert letter["high"] == pytest.approx(-2.0412, abs=1e-4)  # 10 log10 (.5/.8)
    doe, roe = (dict[str, Any](row) for row in found.table("rivals").to_records())
    assert doe["middle"] == pytest.approx(1 - roe["middle"])
    assert doe["least"] == pytest.approx(1 - roe["greatest"])
    assert "Among these rivals: " in found.text
    assert "With the prior odds (0.0 dB), the weight is 0.0 dB (−0.9 to +1.0)." in found.text
    assert "A reader who held" not in found.text


@pytest.mark.parametrize(
    ("contest", "items", "why"),
    [
        ({"exclusive": False}, ["one"], "the rivals may both be true"),
        ({"prior": {}}, ["one"], "no prior is stated"),
        ({}, ["one", "two"], "items depend on one another"),
        (
            {"rivals": {**RIVALS, "both": "Both."}, "prior": dict.fromkeys([*RIVALS, "both"], 1)},
            ["one"],
            "not every item is judged",
        ),
    ],
)
def test_probabilities_are_withheld_with_the_reason(
    contest: dict[str, object], items: list[str], why: str
) -> None:
    """A probability from a default would be nobody's."""
    sound = {"exclusive": True, "prior": dict.fromkeys(RIVALS, 1)}
    found = weighed(
        [evidence(one, depends_on=["vote"]) for one in items] + [evidence("vote")],
        [judged(one, 1, 2) for one in items],
        **(sound | contest),
    )
    assert why in " ".join(found.text.split())
    assert found.table("rivals").to_records()[0]["middle"] is None


def test_several_rivals_are_ranked_and_what_nobody_judged_is_listed() -> None:
    """An item judged for some pairs is never taken as a ratio of 1."""
    rivals = {**RIVALS, "both": "Both hold."}
    found = weighed(
        [evidence("one"), evidence("two")],
        [
            judged("one", 1, 3, contest="why"),
            judged("two", 3, 3, explanation="both", rival="roe-2002", contest="why"),
        ],
        rivals=rivals,
    )
    assert [*found.order] == ["doe-2001", "roe-2002", "both"]
    assert "two                                             not judged" in found.text
    assert found.to_records()[1]["low"] is None
    assert "all 1 of 2 " in found.text


def test_the_first_two_are_in_the_order_of_what_was_judged_between_them() -> None:
    """A leader that the evidence tells against, pair for pair, is no leader."""
    rivals = {**RIVALS, "both": "Both hold."}
    found = weighed(
        [evidence("one"), evidence("two")],
        [
            judged("one", -1, -1, contest="why"),
            judged("two", 9, 9, explanation="doe-2001", rival="both", contest="why"),
        ],
        rivals=rivals,
    )
    assert [*found.order] == ["roe-2002", "doe-2001", "both"]


def test_a_lean_that_rests_on_the_prior_alone_turns_without_no_evidence() -> None:
    """Leaving out evidence does not help where the odds before decide."""
    found = weighed(
        [evidence("one")], [judged("one", 1, 1)], exclusive=True,
        prior={"doe-2001": 100, "roe-2002": 1},
    )  # fmt: skip
    assert "without" not in found.text
    assert "less favourable" not in found.text


def test_what_nobody_has_sought_is_ranked_by_what_it_may_teach() -> None:
    """Where to look next; without odds before the evidence no chance of finding it follows."""
    found = weighed(
        [not_yet("diary"), not_yet("gazette"), evidence("one")],
        [
            chances("gazette", chances={"doe-2001": 0.5, "roe-2002": 0.4}),
            chances("diary", chances={"doe-2001": 0.9, "roe-2002": [0.1, 0.2]}),
            judged("one", 1, 2),
        ],
    )
    rows = found.table("prospects").to_records()
    assert [row["evidence"] for row in rows] == ["diary", "gazette"]
    assert (rows[0]["chance"], rows[0]["learning"]) == (None, None)
    said = " ".join(found.text.split())
    assert "Still to be looked for: diary: +8.0 dB (+6.5 to +9.5) if found; −9.3 dB" in said
    assert "if not found, which would reverse it" in said
    assert "chance of" not in said


def test_what_would_turn_the_lean_is_sought_first_and_odds_give_its_chance() -> None:
    """A search that can change nothing may teach more, and yet waits."""
    found = weighed(
        [not_yet("broad"), not_yet("turning"), evidence("one")],
        [
            chances("broad", chances={"doe-2001": 0.99, "roe-2002": 0.6}),
            chances("turning", chances={"doe-2001": 0.02, "roe-2002": 0.2}),
            judged("one", 8, 8),
        ],
        exclusive=True,
        prior={"doe-2001": 6, "roe-2002": 1},
    )
    rows = found.table("prospects").to_records()
    assert [row["evidence"] for row in rows] == ["broad", "turning"]
    assert [row["turns"] for row in rows] == [["not found"], []]
    said = " ".join(found.text.split())
    assert "the chance of finding it is 98%; the search is expected to remove" in said


@pytest.mark.parametrize("search", [Search.FOUND, Search.NOT_FOUND])
def test_a_search_counts_later_what_was_forecast(search: Search) -> None:
    """A reader who plans by the forecast must meet it again."""
    items, told = [evidence("one")], [judged("one", 9, 12)]
    told.append(chances("diary", chances={"doe-2001": "likely", "roe-2002": [0.1, 0.3]}))
    forecast = weighed([*items, not_yet("diary")], told).prospects[0]
    later = weighed([*items, evidence("diary", search=search)], told).to_records()[1]
    counted = (later["low"], later["middle"], later["high"])
    assert counted == forecast.counts["found" if search is Search.FOUND else "not found"]


def test_a_tie_leaves_no_leader_to_a_forecast() -> None:
    """Where nothing may be added up, nobody leads."""
    found = weighed(
        [evidence("one"), evidence("two", depends_on=["one"]), not_yet("diary")],
        [
            judged("one", 1, 2),
            judged("two", 1, 2),
            chances("diary", chances={"doe-2001": 0.1, "roe-2002": 0.9}),
        ],
    )
    assert found.prospects[0].turns == ()
    assert "turns it" not in found.text


def test_a_chance_left_out_does_not_change_who_is_compared() -> None:
    """Whoever is judged on least is not promoted, and gets no figure that others lack."""
    rivals = {**RIVALS, "habit": "It always did."}
    found = weighed(
        [evidence("one"), evidence("two")],
        [
            chances("one", chances={"doe-2001": 0.9, "roe-2002": 0.1}),
            chances("two", chances={"doe-2001": 0.2, "roe-2002": 0.3, "habit": 0.9}),
        ],
        rivals=rivals,
        exclusive=True,
        prior=dict.fromkeys(rivals, 1),
    )
    assert [*found.order] == ["doe-2001", "roe-2002", "habit"]
    rows = found.table("totals").to_records()
    assert [(row["rival"], row["items"], row["unjudged"]) for row in rows] == [
        ("roe-2002", 2, 0), ("roe-2002", 2, 0), ("habit", 1, 1),
    ]  # fmt: skip
    assert "doe-2001 against habit: −6.5 dB (−6.5 to −6.5), by 1 of 2 items." in found.conclusions


def test_any_two_rivals_of_a_contest_can_be_compared() -> None:
    """Of three rivals the screen shows two, and a reader may want the others."""
    told = [chances("one", chances={"doe-2001": 0.9, "roe-2002": 0.3, "habit": 0.6})]
    case = case_of([evidence("one")], told, rivals={**RIVALS, "habit": "It always did."})
    found = weigh(case, "why", between=("roe-2002", "habit"))
    assert [*found.order] == ["habit", "roe-2002", "doe-2001"]
    assert found.title == "Why neutral?"


def test_without_a_dependence_the_later_of_two_is_judged_anew() -> None:
    """Two works on one despatch: the later one adds to the earlier, and undated ones come last."""
    at = [record(Locator, source="roe-2002", citing=["despatch"])]
    dated = {"early": "1900-01-01", "late": "1900-05-01", "undated": None}
    for first, second in (("late", "early"), ("early", "late"), ("undated", "early")):
        two = [evidence(one, at=at, date=dated[one]) for one in (first, second)]
        found = weighed(two, [judged(first, 1, 2), judged(second, 1, 2)])
        assert "'knowing: [early]'" in " ".join(found.text.split())


def test_a_line_added_without_a_new_judgement_is_noticed() -> None:
    """Who only writes 'knowing' counts twice what a tie forbade to add up."""
    tied = [evidence("one"), evidence("two", depends_on=["one"])]
    same = weighed(tied, [judged("one", 1, 2), judged("two", 1, 2, knowing=["one"])])
    assert same.to_records()[1]["flags"] == ["judged knowing one, but the judgement is the same"]
    anew = weighed(tied, [judged("one", 1, 2), judged("two", 0, 1, knowing=["one"])])
    assert anew.to_records()[1]["flags"] == ["judged knowing one"]


@pytest.mark.parametrize(
    ("doe", "roe", "kind"),
    [
        (0.5, 0.4, "straw-in-the-wind"),
        (0.05, 0.4, "smoking-gun for roe-2002"),
        ([0.3, 0.9], 0.2, "undecided"),
    ],
)
def test_an_item_makes_one_kind_of_test_or_none(doe: object, roe: object, kind: str) -> None:
    """A column of four labels says nothing, and the first of them would be quoted."""
    told = [chances("one", chances={"doe-2001": doe, "roe-2002": roe})]
    assert weighed([evidence("one")], told).to_records()[0]["test"] == kind


def test_what_was_looked_for_in_vain_is_marked_and_needs_no_date() -> None:
    """A letter that nobody found is no letter."""
    found = weighed(
        [evidence("letter", search=Search.NOT_FOUND, date=None)],
        [chances("letter", chances={"doe-2001": 0.1, "roe-2002": 0.6})],
    )
    assert found.to_records()[0]["flags"] == ["not found"]
    assert found.notes == ()


def test_the_prior_has_a_sentence_of_its_own_and_counts_only_between_exclusive_rivals() -> None:
    """What was believed before is no evidence."""
    prior = {"doe-2001": 1, "roe-2002": 4}
    found = weighed([evidence("one")], [judged("one", 9, 9)], exclusive=True, prior=prior)
    assert "all 1                                     +9.0  +9.0  +9.0" in found.text
    assert "With the prior odds (−6.0 dB), the weight is +3.0 dB (+3.0 to +3.0)." in found.text
    assert found.table("totals").to_records()[0]["middle"] == pytest.approx(9)
    may_hold = weighed([evidence("one")], [judged("one", 9, 9)], prior=prior)
    assert "prior" not in may_hold.text.replace("no prior is stated", "")


def test_one_work_that_alone_gives_the_evidence_is_named() -> None:
    """Four observations from one article are one witness's."""
    at = [record(Locator, source="doe-2001")]
    found = weighed(
        [evidence("one", at=at), evidence("two", at=at), evidence("three")],
        [judged(one, 1, 2) for one in ("one", "two", "three")],
    )
    assert found.notes == ("Items that rest on a single work: 2 of 3 on doe-2001.",)


def test_judgements_that_contradict_one_another_are_named() -> None:
    """A coder must see which of his judgements cannot stand together."""
    clash = [
        judged("one", 5, 6, contest="why", rater="ab"),
        chances("one", chances={"doe-2001": 0.2, "roe-2002": [0.3, 0.4]}, rater="ab"),
    ]
    with pytest.raises(FpcaseError) as raised:
        weighed([evidence("one")], clash).text  # noqa: B018 - it is the reading that fails
    assert str(raised.value) == (
        "appraisals of one, rater ab: these judgements contradict one another: "
        "doe-2001 against roe-2002, 5.0 to 6.0 dB, the chance under doe-2001, 0.2 to 0.2, "
        "the chance under roe-2002, 0.3 to 0.4; mend one of them"
    )


def test_ratios_and_decibels_say_the_same() -> None:
    """Two ways of writing one judgement."""
    as_ratio = record(
        Appraisal, evidence="one", explanation="doe-2001", rival="roe-2002",
        likelihood_ratio=ratio(0.1, 100), because="So it seems.",
    )  # fmt: skip
    one = weighed([evidence("one")], [as_ratio]).to_records()[0]
    assert (one["low"], one["high"]) == (pytest.approx(-10), pytest.approx(20))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "contest: expected a contest: why; found None"),
        ({"contest": "why", "between": ("doe-2001", "both")}, "expected two of doe-2001, roe-2002"),
        ({"contest": "whi"}, "did you mean 'why'"),
        ({"between": ("doe-2001", "dow-2001")}, "between: expected two of doe-2001, roe-2002"),
        ({"between": ("doe-2001",)}, "between: expected two of doe-2001, roe-2002"),
    ],
)
def test_a_wrong_question_is_answered_with_what_can_be_asked(
    asked: dict[str, Any], said: str
) -> None:
    """The message says what there is."""
    with pytest.raises(FpcaseError) as raised:
        weigh(case_of([], []), **asked)
    assert said in str(raised.value)


def test_a_case_without_contests_says_so() -> None:
    """Nothing to choose from is no list of nothing."""
    with pytest.raises(FpcaseError, match="the case has no contest of rivals"):
        weigh(synthetic_case({}))


def test_tables_say_in_words_what_the_screen_says() -> None:
    """A number without its code book, or a total without what would turn it, cannot be checked."""
    found = weighed([evidence("one")], [judged("one", 1, 2)])
    tree = json.loads(found.to_json())
    said = [row["note"] for row in tree["tables"]["notes"]["rows"]]
    assert said == [*found.conclusions, *found.notes]
    assert any(one.endswith("distinguished at a likelihood ratio of 2 to 1.") for one in said)


def test_a_thousand_items_are_weighed_within_a_fifth_of_a_second() -> None:
    """A long case is no reason to wait."""
    items = [evidence(f"e{number}") for number in range(1000)]
    case = case_of(items, [judged(one.id, -1, 2) for one in items])
    took = []
    for _ in range(3):
        begin = process_time()
        weigh(case, "why").tables  # noqa: B018 - it is the reading that takes time
        took.append(process_time() - begin)
    assert min(took) < (0.2 if sys.gettrace() is None else 2)  # a tracer slows every line
