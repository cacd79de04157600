"""What the essay on Kazakhstan and the README say in words, beside figures that are computed."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import fpcase
from fpcase.comparison import Comparison, Ground

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def comparison(kazakhstan: fpcase.Case) -> Comparison:
    """All that the essay rests on."""
    return fpcase.compare(kazakhstan)


@pytest.fixture(scope="module")
def figures() -> Iterator[dict[str, str]]:
    """What stands in the place of the essay's placeholders."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("essay").figures(fpcase.study("kazakhstan"))
    finally:
        sys.path.remove(str(DOCS))


def test_every_placeholder_of_the_essay_is_filled(figures: dict[str, str]) -> None:
    """An empty table would be read as: none."""
    text = (DOCS / "explanation" / "five-on-kazakhstan.md").read_text(encoding="utf-8")
    for name, said in figures.items():
        assert f"{{{{ {name} }}}}" in text, name
        assert said.strip() not in {"", "None."}, name


def test_three_authors_share_what_the_essay_calls_common_ground(kazakhstan: fpcase.Case) -> None:
    """Limited means keep to the middle; sanctions on Russia strain the economy."""
    agreed = fpcase.comparison.consensus(kazakhstan, at_least=3).to_records()
    assert {(row["cause"], row["effect"]) for row in agreed} >= {
        ("limited-national-capability", "neutrality-between-powers"),
        ("western-sanctions-on-russia", "economic-strain"),
    }


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        (("stakes-in-syria",), {"hananya-2019", "ramani-2016"}),
        (("order-among-states",), {"aitiev-2015", "cai-2022"}),
        (("perceived-russian-threat",), {"aitiev-2015", "hananya-2019"}),
        (("distancing-from-russia",), {"aitiev-2015", "hananya-2019"}),
        (("csto-weight-in-defence",), {"aitiev-2015", "chukubayev-2023"}),
        (
            ("commitment-to-sovereignty", "support-for-russia-on-syria"),
            {"hananya-2019", "ramani-2016"},
        ),
        (
            ("ukraine-crisis-2014", "perceived-russian-threat"),
            {"aitiev-2015", "hananya-2019", "chukubayev-2023"},
        ),
    ],
)
def test_the_essay_names_contradictions_that_are_on_record(
    comparison: Comparison, matter: tuple[str, ...], authors: set[str]
) -> None:
    """Stakes in Syria, the threat and distance, the CSTO, order, and the norm."""
    (point,) = (one for one in comparison.contradictions if one.matter == matter)
    assert set(point.authors) == authors
    assert point.ground is Ground.OWN_WORDS


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ("foreign-policy-autonomy", {"aitiev-2015", "hananya-2019"}),
        ("support-for-russia-on-syria", {"hananya-2019", "ramani-2016"}),
        ("position-on-crimea", {"aitiev-2015", "cai-2022", "hananya-2019"}),
        ("military-tie-to-russia", {"aitiev-2015", "cai-2022", "chukubayev-2023"}),
        ("rule-at-home-as-motive", {"aitiev-2015", "ramani-2016"}),
        *(
            (matter, {"aitiev-2015", "cai-2022", "chukubayev-2023", "hananya-2019"})
            for matter in ("constancy-of-course", "what-sanctions-bring", "what-the-crisis-brings")
        ),
    ],
)
def test_the_essay_names_where_authors_pull_apart(
    comparison: Comparison, matter: str, authors: set[str]
) -> None:
    """Neither excludes the other: a degree, a forecast or another side lies between them."""
    (point,) = (one for one in comparison.pulling_apart if one.matter == (matter,))
    assert set(point.authors) == authors


def test_only_one_work_has_a_price_of_the_turn_to_china(kazakhstan: fpcase.Case) -> None:
    """They alone say that the relation with China grew more unequal."""
    speaking = {
        author.source
        for author in kazakhstan.explanations.values()
        if "asymmetry-with-china" in {claim.effect for claim in author.claims.values()}
    }
    assert speaking == {"chukubayev-2023"}


def test_a_view_that_its_reporters_do_not_share_contradicts_another_author(
    comparison: Comparison,
) -> None:
    """The end of the multi-vector policy in January 2022, which Cai and others see strengthened."""
    (point,) = (p for p in comparison.contradictions if p.matter == ("multi-vector-policy",))
    assert point.ground is Ground.REPORTED
    assert set(point.claims) == {"cai-2022/d2", "chukubayev-2023/d6"}


def test_the_same_acts_have_the_causes_that_the_essay_tells(comparison: Comparison) -> None:
    """Refusal of a political union, and of recognition, by other authors for other reasons."""
    named = {
        str(one.term): {str(author): set(causes) for author, causes in one.named.items()}
        for one in comparison.same_effect
    }
    union = named["resistance-to-political-union"]
    assert union["aitiev-2015"] == {"customs-union-mismanagement"}
    assert union["chukubayev-2023"] == {"russian-push-for-political-union"}
    assert union["hananya-2019"] == {
        "perceived-russian-unreliability",
        "russian-economic-downturn",
        "russian-push-for-political-union",
    }
    refusal = named["non-recognition-of-separatists"]
    assert refusal["cai-2022"] == {"sovereignty-norm"}
    assert refusal["chukubayev-2023"] == {"neutrality-between-powers"}


def answers(case: fpcase.Case, theory: str) -> dict[tuple[str, str], str]:
    """What each author's diagram answers to each proposition of a theory."""
    found = fpcase.comparison.congruence(case, theories=[theory])
    return {(f.author, f.proposition): f.decided.answer.value for f in found.findings}


def test_one_author_s_question_has_the_answers_in_another_s_framework_that_the_essay_tells(
    kazakhstan: fpcase.Case,
) -> None:
    """The steps of the authors themselves are held against the texts in test_frameworks.py."""
    regime = answers(kazakhstan, "regime-bargaining-framework")
    assert regime["cai-2022", "alternatives-raise-bargaining-power"] == "met"
    ukraine = answers(kazakhstan, "self-help-and-next-ukraine")
    assert ukraine["chukubayev-2023", "defiance-brings-force"] == "met"
    assert ukraine["cai-2022", "defiance-brings-force"] == "not addressed"
    assert ukraine["cai-2022", "partners-relieve-pressure"] == "met"
    assert ukraine["hananya-2019", "partners-relieve-pressure"] == "not met"
    assert ukraine["ramani-2016", "partners-relieve-pressure"] == "not met"
    leader = answers(kazakhstan, "interests-and-leader-framework")
    assert leader["hananya-2019", "norms-of-the-leader-move-policy"] == "met"


def test_nobody_tells_half_of_the_chains_that_the_readme_prints(kazakhstan: fpcase.Case) -> None:
    """The README says of them: at least half are stated in full by no author."""
    found = fpcase.comparison.find_chains(
        kazakhstan, "annexation-of-crimea", "neutrality-between-powers", max_steps=6
    )
    whole = sum(bool(chain.told_whole_by) for chain in found.chains)
    assert 2 * whole <= len(found.chains)


def test_the_outcomes_of_predictions_leave_none_out(
    kazakhstan: fpcase.Case, figures: dict[str, str]
) -> None:
    """Readers add the numbers up."""
    kinds = ("borne_out", "partly", "not_borne_out", "not_tested", "open")
    made = sum(len(explanation.predictions) for explanation in kazakhstan.explanations.values())
    assert sum(int(figures[kind]) for kind in kinds) == made


def test_the_steps_that_are_not_taken_leave_out_those_that_are(figures: dict[str, str]) -> None:
    """A step that is met by one cause of one is met."""
    assert "| met" not in figures["other_answers"]
