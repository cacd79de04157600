"""The theories of the bundled cases: what they may ask, and where they are stated."""

from collections import Counter

import pytest

import fpcase

CASES = ("kazakhstan", "ukraine")


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> fpcase.Case:
    """A bundled case."""
    return fpcase.load_case(fpcase.bundled_case(request.param))


def test_no_two_propositions_share_a_pattern(case: fpcase.Case) -> None:
    """Two propositions that ask the same of a diagram cannot be told apart by its answer."""
    asked = Counter(
        repr(one.expects)
        for theory in case.theories.values()
        for one in theory.propositions
        if one.expects
    )
    assert [pattern for pattern, number in asked.items() if number > 1] == []


def test_tags_and_patterns_speak_of_the_same() -> None:
    """A tag that no theory asks for tells nothing; one that no variable bears finds nothing."""
    cases = [fpcase.load_case(fpcase.bundled_case(name)) for name in CASES]
    borne = {tag for case in cases for one in case.variables.values() for tag in one.tags}
    asked = {
        tag
        for case in cases
        for theory in case.theories.values()
        for one in theory.propositions
        if one.expects
        for selector in one.expects.selectors
        for tag in selector.tags
    }
    assert borne == asked


def test_each_step_of_an_author_s_framework_names_the_passage_that_states_it(
    case: fpcase.Case,
) -> None:
    """What an author sets out to do is a claim about a text, and leads back to it."""
    coded = {explanation.source for explanation in case.explanations.values()}
    steps = [
        (theory, one)
        for theory in case.theories.values()
        if coded & set(theory.key_works)
        for one in theory.propositions
    ]
    assert steps
    for theory, one in steps:
        assert one.at, one.id
        assert {locator.source for locator in one.at} <= set(theory.key_works), one.id
        assert all(locator.anchor for locator in one.at), one.id
