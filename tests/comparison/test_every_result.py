"""What every result keeps to, whatever the case."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from synthetic import cases, synthetic_case

import fpcase
from fpcase import Case
from fpcase.comparison import Result
from fpcase.comparison.tables import FORMATS


def every_chain(case: Case) -> Result:
    """The chains between the first two variables, where there are two."""
    names = sorted(case.variables)
    if len(names) < 2:
        return fpcase.comparison.find_loops(case)
    return fpcase.comparison.find_chains(case, names[0], names[1])


def every_pair(case: Case) -> Result:
    """What is said of the first two variables, where there are two."""
    names = sorted(case.variables)
    return (
        fpcase.comparison.compare_on(case, *names[:2])
        if len(names) > 1
        else fpcase.comparison.find_loops(case)
    )


def every_split(case: Case) -> Result:
    """The first variable split by author, where there is one."""
    names = sorted(case.variables)
    return fpcase.comparison.split_sensitivity(case, names[0]) if names else fpcase.compare(case)


RESULTS: dict[str, Callable[[Case], Result]] = {
    "compare": fpcase.compare,
    "on": every_pair,
    "chains": every_chain,
    "loops": fpcase.comparison.find_loops,
    "congruence": fpcase.comparison.congruence,
    "predictions": fpcase.comparison.prediction_ledger,
    "overlap": lambda case: fpcase.comparison.find_overlap(case, draws=5),
    "centrality": fpcase.comparison.centralities,
    "consensus": lambda case: fpcase.comparison.consensus(case, at_least=1),
    "split": every_split,
    "across": lambda case: fpcase.comparison.compare_cases([case]),
}
HOSTILE = {
    "empty": synthetic_case({}),
    "an author without claims": synthetic_case({"doe-2001": []}),
    "one claim": synthetic_case({"doe-2001": ["a + b"]}),
    "self-loops alone": synthetic_case({"doe-2001": ["a + a", "a - a"], "roe-2002": ["a ? a"]}),
    "parallel claims": synthetic_case({"doe-2001": ["a + b"] * 4 + ["a - b"] * 3}),
    "denials alone": synthetic_case({"doe-2001": ["denies a + b", "a 0 b"], "roe-2002": ["b 0 a"]}),
    "reports alone": synthetic_case({"doe-2001": ["reports a + b"], "roe-2002": ["reports a - b"]}),
    "everything moves everything": synthetic_case(
        {
            author: [f"{m} {sign} {n}" for m in "abcdef" for n in "abcdef" if m != n]
            for author, sign in (("doe-2001", "+"), ("roe-2002", "-"))
        }
    ),
}


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE)
def test_every_result_answers_on_every_kind_of_map(
    make: Callable[[Case], Result], case: Case
) -> None:
    """A map may be empty, cyclic or lopsided; each question has an answer that can be written."""
    result = make(case)
    for table in result.tables:
        assert table.caption.endswith(".")
        assert f"Case {case.id}, version {case.version}" in table.caption
        for write in FORMATS.values():
            assert write(table)
    assert json.loads(result.to_json())["title"] == result.title


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
@settings(max_examples=8, deadline=None)
@given(case=cases())
def test_every_result_is_the_same_each_time(make: Callable[[Case], Result], case: Case) -> None:
    """The same input gives the same text, in the same order."""
    assert make(case).to_json() == make(case).to_json()


def test_a_result_that_rests_on_no_choice_says_nothing_of_it() -> None:
    """The end of a caption is for filters and authors; a question on one account has neither."""
    assert fpcase.study("kazakhstan").needs("hananya-2019").basis == ""
