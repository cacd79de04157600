"""The theories of the bundled cases: what they may ask, and where they are stated."""

from collections import Counter

import pytest

import fpcase
from fpcase.model import Selector
from fpcase.model.fields import records_in

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
        for selector, _ in records_in(theory, Selector)
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


FRAMEWORKS = {
    "hananya-2019": "elite-perception-framework",
    "chukubayev-2023": "small-state-framework",
    "aitiev-2015": "regime-bargaining-framework",
    "cai-2022": "self-help-and-next-ukraine",
}
OTHER_ANSWERS = {
    # "is also determined by its own national capabilities", whatever the elite perceives
    ("hananya-2019", "system-works-through-perception"): "in part",
    ("hananya-2019", "capability-works-through-perception"): "in part",
    # left out by the article's own word
    ("hananya-2019", "structural-dimension"): "not addressed",
    ("hananya-2019", "economic-dimension"): "not addressed",
    # in the chapter on theory alone
    ("chukubayev-2023", "leaders-define-interests"): "not addressed",
    ("chukubayev-2023", "apparatus-constrains"): "not addressed",
    ("aitiev-2015", "criteria-are-fulfilled"): "not addressed",
    ("aitiev-2015", "uncertainty-makes-bargaining-integrative"): "not addressed",
    ("aitiev-2015", "collapse-elsewhere-opens-the-regime"): "not addressed",
    # the veil of uncertainty makes the leadership look for benefits of its own
    ("aitiev-2015", "uncertainty-keeps-bargaining-from-own-gain"): "not met",
    ("aitiev-2015", "common-lobbies-join-interests"): "not addressed",
    ("aitiev-2015", "members-side-with-each-other"): "denied",
    ("aitiev-2015", "crises-break-the-regime"): "denied",
    # Mearsheimer and Zakaria are introduced, and not used
    ("cai-2022", "anarchy-breeds-the-pursuit-of-power"): "not addressed",
    ("cai-2022", "powers-clash"): "not addressed",
    ("cai-2022", "strong-governments-expand"): "not addressed",
    ("cai-2022", "states-balance-against-aggressors"): "not addressed",
    # the causes of the war are announced, and how the war began is told
    ("cai-2022", "realism-tells-the-causes-of-the-war"): "not addressed",
    # the partners shown are the European Union, China and Turkey
    ("cai-2022", "vectors-form-a-triangle"): "not addressed",
    # because of the Charter of the United Nations
    ("cai-2022", "morality-does-not-count"): "not met",
    # both countries are described side by side; only their likeness is said not to bring war
    ("cai-2022", "likeness-to-ukraine-brings-force"): "denied",
    ("cai-2022", "border-and-past-bring-force"): "not addressed",
    ("cai-2022", "russian-population-brings-force"): "not addressed",
    ("cai-2022", "defiance-brings-force"): "not addressed",
}


def test_authors_take_the_steps_that_the_texts_show_them_to_take(kazakhstan: fpcase.Case) -> None:
    """Read in the texts, step by step; all others that a diagram can decide are taken."""
    found = fpcase.comparison.congruence(kazakhstan)
    answers = {
        (finding.author, finding.proposition): finding.decided.answer.value
        for finding in found.findings
        if FRAMEWORKS.get(finding.author) == finding.theory
    }
    assert {step: answer for step, answer in answers.items() if answer != "met"} == OTHER_ANSWERS


def test_the_one_who_declares_no_theory_argues_by_each_of_his_grounds(
    kazakhstan: fpcase.Case,
) -> None:
    """Ramani announces two factors and argues by more; nothing marks them as declared."""
    found = fpcase.comparison.congruence(kazakhstan, theories=["interests-and-leader-framework"])
    own = [finding for finding in found.findings if finding.author == "ramani-2016"]
    assert {finding.decided.answer.value for finding in own} == {"met"}
    assert {finding.attitude for finding in own} == {""}
