"""Chains and loops as results: what is asked, what is answered, what is said of it."""

import pytest
from synthetic import claim, record, synthetic_case

import fpcase
from fpcase.comparison import find_chains, find_loops
from fpcase.comparison.chains import Telling
from fpcase.model import Condition
from fpcase.statements import Filters, View

CASE = synthetic_case(
    {
        "doe-2001": ["a + b", "b - c", "reports c + d", "c + a"],
        "roe-2002": ["b - c", "c + z", "z - b"],
        "poe-2003": [],
    }
)


def test_a_pooled_chain_shows_its_stretches_seams_and_source_cut() -> None:
    """Worked by hand: doe leads to c, roe from there on; without either nothing is left."""
    found = find_chains(CASE, "a", "z")
    (row,) = found.tables[0].rows
    assert row[1:8] == (
        3,
        "a → b → c → z",
        "−",
        (),
        2,
        ("doe-2001 to c", "roe-2002 to z"),
        ("c",),
    )
    assert found.cut is not None
    assert len(found.cut) == 1
    caption = found.tables[0].caption
    assert "1 chain of at most 6 claims from a to z, pooled" in caption
    assert "0 stated in full; total effect over chains of any length: −" in caption
    assert "(source cut 1)" in caption
    assert [row[-1] for row in found.table("steps").rows] == [
        "doe-2001/c1",
        "doe-2001/c2",
        "roe-2002/c1",
        "roe-2002/c2",
    ]
    facts = found.facts()
    assert (facts["total_effect"], facts["total_effect_over"]) == (["−"], "chains")
    assert facts["over_walks"] == ["+", "−"]
    assert found.title == "Chains from a to z"


def test_within_needs_one_author_and_the_union_is_each_authors_own() -> None:
    """The three tellings answer different questions, and must be asked for by name."""
    assert find_chains(View.of(CASE, ["doe-2001"]), "a", "c", telling="within").chains[
        0
    ].claims == (
        "doe-2001/c1",
        "doe-2001/c2",
    )
    with pytest.raises(fpcase.FpcaseError, match="is for one author, found 3; name one"):
        find_chains(CASE, "a", "c", telling="within")
    with pytest.raises(
        fpcase.FpcaseError,
        match="telling: expected one of within, pooled, union of withins; found 'any'",
    ):
        find_chains(CASE, "a", "c", telling="any")
    union = find_chains(CASE, "a", "z", telling=Telling.UNION_OF_WITHINS)
    assert (union.chains, union.total) == ((), None)
    assert union.facts()["total_effect"] is None
    assert "union of withins: stated in full by at least one author" in union.tables[0].caption


def test_ends_must_be_two_known_variables_and_caps_above_zero() -> None:
    """A slip is answered with what to write instead."""
    with pytest.raises(fpcase.FpcaseError, match="no variable 'neutralty'"):
        find_chains(CASE, "a", "neutralty")
    with pytest.raises(fpcase.FpcaseError, match="found 'a' twice; 'loops' finds feedback loops"):
        find_chains(CASE, "a", "a")
    with pytest.raises(fpcase.FpcaseError, match="max_steps: expected a whole number above 0"):
        find_chains(CASE, "a", "z", max_steps=0)
    with pytest.raises(fpcase.FpcaseError, match=r"limit: .* above 0, found -1"):
        find_loops(CASE, limit=-1)


def test_reports_carry_chains_only_when_asked_for() -> None:
    """What doe passes on does not become doe's argument."""
    assert find_chains(CASE, "a", "d").chains == ()
    asked = find_chains(View.of(CASE, filters=Filters(include_reports=True)), "a", "d")
    assert asked.chains[0].told_whole_by == ("doe-2001",)


def test_a_cap_a_clash_and_walks_are_named_in_the_caption() -> None:
    """What the search left out, and what cannot hold together, must be seen in the table."""
    dense = synthetic_case({"doe-2001": [f"{m} + {n}" for m in "abcd" for n in "abcd" if m != n]})
    capped = find_chains(dense, "a", "d", limit=2)
    assert capped.truncated
    assert "the search ended at its limit of 2 chains" in capped.tables[0].caption
    from_caption = find_chains(CASE, "a", "z", max_steps=1)
    assert "source cut" in from_caption.tables[0].caption
    assert from_caption.chains == ()
    nothing = find_chains(CASE, "z", "d")
    assert "total effect over chains of any length: none" in nothing.tables[0].caption
    assert "source cut" not in nothing.tables[0].caption
    assert nothing.facts()["source_cut"] == []


def test_a_guard_shows_in_the_table() -> None:
    """A chain whose claims exclude each other is shown with what excludes what."""
    case = synthetic_case(
        {"doe-2001": [claim("a + b", period="2014"), claim("b + c", period="1991")]}
    )
    (row,) = find_chains(case, "a", "c").tables[0].rows
    assert row[-1] == "effect dated before its cause: doe-2001/c1, doe-2001/c2"


def test_what_cannot_hold_together_is_no_loop_and_needs_no_cut() -> None:
    """What one verb calls impossible no other verb counts; in a loop no order binds."""
    apart = [
        claim("a + b", conditions=[record(Condition, variable="x", value="yes")]),
        claim("b + a", conditions=[record(Condition, variable="x", value="no")]),
    ]
    found = find_loops(synthetic_case({"doe-2001": apart}))
    assert (found.loops, found.clashing) == ((), 1)
    assert "left out: 1 loop whose conditions exclude each other" in found.tables[0].caption
    back = synthetic_case(
        {"doe-2001": [claim("a + b", period="2014"), claim("b + a", period="1991"), "b + c"]}
    )
    assert [loop.polarity.value for loop in find_loops(back).loops] == ["reinforcing"]
    clash = [claim("a + b", period="2014"), claim("b + c", period="1991")]
    chains = find_chains(synthetic_case({"doe-2001": clash}), "a", "c")
    assert chains.facts()["source_cut"] == []
    mixed = find_chains(synthetic_case({"doe-2001": [*clash, "a + c"]}), "a", "c")
    assert "(source cut 1), nor a chain that clashes" in mixed.tables[0].caption


def test_without_a_solver_there_is_no_cut_of_many_authors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unknown stays unknown: no number is made up where SciPy is needed."""

    def missing(*_: object, **__: object) -> None:
        message = "needs SciPy"
        raise fpcase.FpcaseError(message)

    monkeypatch.setattr("fpcase.comparison.chains.source_cut", missing)
    with pytest.raises(fpcase.FpcaseError, match="needs SciPy"):
        find_chains(CASE, "a", "z", with_cut=True)


def test_for_many_authors_the_cut_is_computed_only_when_asked_for() -> None:
    """It is exact, and so may take long; the caption says that it was not computed."""
    many = synthetic_case({f"author-{number}": ["a + z"] for number in range(51)})
    found = find_chains(many, "a", "z")
    assert found.cut is None
    assert "not computed (51 authors; ask for it by with_cut)" in found.tables[0].caption
    assert find_chains(CASE, "a", "z", with_cut=False).cut is None
    pytest.importorskip("scipy", reason="the solver is in the extra 'analysis'")
    asked = find_chains(many, "a", "z", with_cut=True).cut
    assert asked is not None
    assert len(asked) == 51


def test_loops_are_told_whole_or_closed_only_by_the_pool() -> None:
    """Worked by hand: doe closes a-b-c, roe b-c-z, and both differ in polarity."""
    found = find_loops(CASE)
    rows = found.table("loops").rows
    assert [row[:5] for row in rows] == [
        ("B1", "balancing", 3, "a → b → c → a", ("doe-2001",)),
        ("R1", "reinforcing", 3, "b → c → z → b", ("roe-2002",)),
    ]
    assert "2 feedback loops of at most 6 claims; 0 closed only by pooling" in (
        found.tables[0].caption
    )
    counts = {row[0]: row[1:] for row in found.table("counts").rows}
    assert counts["doe-2001"] == (0, 1, 0, 0)
    assert counts["pooled only"] == (0, 0, 0, 0)
    assert len(found.loops) == 2
    assert found.to_records()[0]["polarity"] == "balancing"
    assert found.title.startswith("Feedback loops: ")
    assert not found.facts()["truncated"]


def test_a_loop_closed_by_the_pool_and_a_cap_show() -> None:
    """Nobody argues it, and there may be more."""
    case = synthetic_case({"doe-2001": ["a + b", "x + x"], "roe-2002": ["b + a", "y + y"]})
    found = find_loops(case, limit=2)
    assert found.truncated
    assert "the search ended at its limit of 2 loops" in found.tables[0].caption
    whole = find_loops(case)
    counts = {row[0]: row[1] for row in whole.table("counts").rows}
    assert counts == {"doe-2001": 1, "roe-2002": 1, "pooled only": 1}


def test_an_empty_case_has_no_loops() -> None:
    """Nothing claimed, nothing closed."""
    assert find_loops(synthetic_case({})).loops == ()
