"""Judgements as constraints: coherence, bounds, posteriors and removals, against brute force."""

from itertools import combinations, permutations, product
from math import fsum

import pytest
from contests import chances, evidence, not_yet, weighed
from hypothesis import given, settings
from hypothesis import strategies as st

from fpcase import FpcaseError
from fpcase.inference import Prospect
from fpcase.inference.bounds import CERTAINTY, Judgement, bounds, told
from fpcase.inference.searches import expectation, kind_of_test
from fpcase.inference.totals import Total
from fpcase.model import Search

RIVALS = ("a", "b", "c")
optimize = pytest.importorskip("scipy.optimize", reason="the oracle is in the extra 'analysis'")


@st.composite
def systems(draw: st.DrawFn) -> list[Judgement]:
    """A few judgements: ratios between rivals, and chances of single ones."""
    pairs = [*permutations(RIVALS, 2), *((rival, CERTAINTY) for rival in RIVALS)]
    found = []
    for number, (above, below) in enumerate(draw(st.lists(st.sampled_from(pairs), max_size=5))):
        low, high = sorted(draw(st.tuples(st.integers(-6, 6), st.integers(-6, 6))))
        found.append((above, below, float(low), float(high), f"j{number}"))
    return found


def greatest(system: list[Judgement], one: str, other: str) -> float | None:
    """The most that one lies above another, by a linear programme; None if there is no answer."""
    nodes = [*RIVALS, CERTAINTY]
    ends = [end for a, b, low, high, _ in system for end in ((a, b, high), (b, a, -low))]
    rows = [[(n == above) - (n == below) for n in nodes] for above, below, _ in ends]
    aim = [(node == other) - (node == one) for node in nodes]
    rows.append([0] * len(nodes))
    solved = optimize.linprog(
        aim, A_ub=rows, b_ub=[*(most for _, _, most in ends), 0], bounds=(None, None)
    )
    return None if solved.status == 2 else float("inf") if solved.status else -solved.fun


@settings(max_examples=20)
@given(system=systems())
def test_coherence_and_bounds_agree_with_a_linear_programme(system: list[Judgement]) -> None:
    """What shortest paths find, a solver that knows nothing of paths finds too."""
    if greatest(system, "a", "a") is None:
        with pytest.raises(FpcaseError, match=r"contradict one another: .*j"):
            bounds(RIVALS, system)
        return
    found = bounds(RIVALS, system)
    for pair in permutations(RIVALS, 2):
        assert found[pair] == pytest.approx(greatest(system, *pair))


@given(system=systems())
def test_middles_of_three_pairs_never_contradict_one_another(system: list[Judgement]) -> None:
    """From a to b and from b to c is from a to c."""
    try:
        found = bounds(RIVALS, system)
    except FpcaseError:
        return
    ends = [told(found, *pair) for pair in (("a", "b"), ("b", "c"), ("a", "c"))]
    middles = [one[1] for one in ends if one]
    assert len(middles) < 3 or middles[2] == pytest.approx(middles[0] + middles[1])


ENDS = st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)).map(sorted)


@settings(max_examples=40)
@given(items=st.lists(st.tuples(ENDS, ENDS, ENDS), min_size=1, max_size=3))
def test_posteriors_are_the_extremes_over_corners(items: list[tuple[list[float], ...]]) -> None:
    """Every reading of the ranges lies between them, and some reading attains them."""
    names = ("doe-2001", "roe-2002", "both")
    prior = {"doe-2001": 1, "roe-2002": 2, "both": 0.5}
    found = weighed(
        [evidence(f"e{n}") for n in range(len(items))],
        [
            chances(f"e{n}", chances=dict(zip(names, ranges, strict=True)))
            for n, ranges in enumerate(items)
        ],
        rivals=dict.fromkeys(names, "It is so."),
        exclusive=True,
        prior=prior,
    )
    readings = []
    for corner in product(*(ends for item in items for ends in item)):
        weight = dict(prior)
        for number in range(len(items)):
            for place, name in enumerate(names):
                weight[name] *= corner[3 * number + place]
        readings.append({name: weight[name] / sum(weight.values()) for name in names})
    for row in found.table("rivals").to_records():
        shares = [reading[str(row["rival"])] for reading in readings]
        assert row["least"] == pytest.approx(min(shares))
        assert row["greatest"] == pytest.approx(max(shares))


@given(
    told=st.lists(st.integers(-5, 8), min_size=1, max_size=6),
    prior=st.integers(-2, 5),
)
def test_the_fewest_bundles_that_turn_a_lean_equal_brute_force(told: list[int], prior: int) -> None:
    """No smaller choice of evidence would do."""
    total = Total(
        name="all",
        rival="roe-2002",
        items={f"e{n}": (value, value, value) for n, value in enumerate(told)},  # type: ignore[misc]
        bundles=tuple((f"e{n}",) for n in range(len(told))),  # type: ignore[misc]
        ties=(),
        prior=prior,
    )
    sizes = [
        size
        for size in range(len(told) + 1)
        for gone in combinations(told, size)
        if prior + fsum(told) - fsum(gone) <= 0
    ]
    assert (None if total.without is None else len(total.without)) == min(sizes, default=None)


@pytest.mark.parametrize("cut_off", [1.5, 2, 4])
@settings(max_examples=60)
@given(one=ENDS, other=ENDS)
def test_a_kind_of_test_is_what_every_reading_supports(
    cut_off: float, one: list[float], other: list[float]
) -> None:
    """A label that some reading of the ranges denies would be quoted and be wrong."""
    named = kind_of_test((one[0], one[1]), (other[0], other[1]), cut_off)
    steps = [k / 12 for k in range(13)]
    strong = set()
    for s, t in product(steps, steps):
        x, y = (one[0] + s * (one[1] - one[0]), other[0] + t * (other[1] - other[0]))
        strong.add(tuple(
            above >= cut_off * below for above, below in
            ((x, y), (y, x), (1 - y, 1 - x), (1 - x, 1 - y))
        ))  # fmt: skip
    always = [all(reading) for reading in zip(*strong, strict=True)]
    find, vain = any(always[:2]), any(always[2:])
    expected = {
        (True, True): "doubly-decisive", (True, False): "smoking-gun", (False, True): "hoop",
        (False, False): None if any(map(any, strong)) else "straw-in-the-wind",
    }[find, vain]  # fmt: skip
    assert (named.value if named else None) == expected


# --- worked examples ---------------------------------------------------------------------------


def test_the_medical_test_of_humphreys_and_jacobs() -> None:
    """Integrated Inferences (2023), ch. 5: one in a hundred ill, a test right 99 times in 100."""
    found = weighed(
        [evidence("test")],
        [chances("test", chances={"doe-2001": 0.99, "roe-2002": 0.01})],
        exclusive=True,
        prior={"doe-2001": 1, "roe-2002": 99},
    )
    assert "even between" in found.text
    rows = found.table("rivals").to_records()
    assert [row["middle"] for row in rows] == [pytest.approx(0.5), pytest.approx(0.5)]


@pytest.mark.parametrize(
    ("chance", "kind"),
    [
        ((0.6, 0.4), "straw-in-the-wind"),
        ((0.95, 0.6), "hoop"),
        ((0.4, 0.05), "smoking-gun"),
        ((0.95, 0.05), "doubly-decisive"),
    ],
)
def test_four_points_of_humphreys_and_jacobs(chance: tuple[float, float], kind: str) -> None:
    """Integrated Inferences (2023), ch. 5: a clue of each of Van Evera's kinds."""
    one, other = chance
    found = kind_of_test((one, one), (other, other), 2)
    assert found is not None
    assert found.value == kind


def clue(one: float, other: float, prior: dict[str, float]) -> Prospect:
    """A clue that nobody has sought, by the chance of finding it under either rival."""
    told = chances("clue", chances={"doe-2001": one, "roe-2002": other})
    found = weighed([not_yet("clue")], [told], exclusive=True, prior=prior)
    return found.prospects[0]


@pytest.mark.parametrize(
    ("chance", "found", "not_found", "learning"),
    [
        ((0.999, 0.333), 4.8, -28.2, None),  # .47 and 2.82 as logarithms to base 10
        ((0.4, 0.05), 9.0, None, None),  # .9
        ((0.95, 0.6), None, -9.0, None),
        ((0.99, 0.01), None, None, 0.9604),
        ((0.099, 0.001), None, None, 0.0505),
    ],
)
def test_probative_value_and_expected_learning_of_humphreys_and_jacobs(
    chance: tuple[float, float],
    found: float | None,
    not_found: float | None,
    learning: float | None,
) -> None:
    """Integrated Inferences (2023), ch. 5: what a clue tells is not what a search for it may."""
    told = clue(*chance, {"doe-2001": 1, "roe-2002": 1})
    counts = [told.counts[way][1] for way in ("found", "not found")]
    assert found is None or counts[0] == pytest.approx(found, abs=0.05)
    assert not_found is None or counts[1] == pytest.approx(not_found, abs=0.05)
    assert told.expected is not None
    assert learning is None or told.expected[1] == pytest.approx(learning, abs=0.0001)
    one, other = chance  # their closed form for even odds
    closed = (one - other) ** 2 / (2 * (one + other) - (one + other) ** 2)
    assert told.expected[1] == pytest.approx(closed)
    assert told.expected == expectation({"a": one, "b": other}, {"a": 0.5, "b": 0.5})


def test_a_failed_hoop_turns_three_to_one_round() -> None:
    """Their hoop (.95, .6), not found: 9.0 dB against, so that .74 becomes .26."""
    told = clue(0.95, 0.6, {"doe-2001": 0.74, "roe-2002": 0.26})
    assert told.turns == ("not found",)
    assert told.counts["not found"][1] == pytest.approx(-9.03, abs=0.005)
    missed = weighed(
        [evidence("clue", search=Search.NOT_FOUND)],
        [chances("clue", chances={"doe-2001": 0.95, "roe-2002": 0.6})],
        exclusive=True,
        prior={"doe-2001": 0.74, "roe-2002": 0.26},
    )
    assert missed.beliefs["doe-2001"] == pytest.approx((0.26, 0.26, 0.26), abs=0.005)


def test_three_hypotheses_of_jaynes() -> None:
    """Probability Theory (2003), ch. 4: a machine makes 1/3 or 1/6 bad; 99 in 100 comes third.

    From -10, +10 and about -60 decibels, a run of bad widgets first favours the machine that makes
    a third bad, and then the hypothesis that nobody had believed.
    """
    bad = {"third": 1 / 3, "sixth": 1 / 6, "nearly-all": 99 / 100}
    prior = {"third": 1 / 11, "sixth": 10 / 11, "nearly-all": 1e-6}

    def leader(run: int) -> object:
        found = weighed(
            [evidence(f"w{n}") for n in range(run)],
            [chances(f"w{n}", chances=bad) for n in range(run)],
            rivals=dict.fromkeys(bad, "So many are bad."),
            exclusive=True,
            prior=prior,
        )
        return found.table("rivals").to_records()[0]["rival"]

    assert [leader(run) for run in (3, 4, 10, 11)] == ["sixth", "third", "third", "nearly-all"]
