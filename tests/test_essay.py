"""What the essay on Kazakhstan and the README say in words, beside figures that are computed."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import fpcase
from fpcase.comparison import Comparison, Ground

DOCS = Path(__file__).parents[1] / "docs"
EUROPEAN_COAL = {"cai-2022/c50", "cai-2022/c43"}


@pytest.fixture(scope="module")
def comparison(kazakhstan: fpcase.Case) -> Comparison:
    """All that the essay rests on."""
    return fpcase.compare(kazakhstan)


@pytest.fixture(scope="module")
def figures() -> Iterator[dict[str, str]]:
    """What stands in the place of the essay's placeholders."""
    sys.path.insert(0, str(DOCS))
    try:
        yield import_module("essay").figures()
    finally:
        sys.path.remove(str(DOCS))


def test_every_placeholder_of_the_essay_is_filled(figures: dict[str, str]) -> None:
    """An empty table would be read as: none."""
    text = (DOCS / "explanation" / "five-on-kazakhstan.md").read_text(encoding="utf-8")
    for name, said in figures.items():
        assert f"{{{{ {name} }}}}" in text, name
        assert said.strip() not in {"", "None."}, name


def test_three_authors_share_what_the_essay_calls_common_ground(kazakhstan: fpcase.Case) -> None:
    """Limited means keep to the middle; sanctions and Russia's downturn strain the economy."""
    agreed = fpcase.comparison.consensus(kazakhstan, at_least=3).to_records()
    assert {(row["cause"], row["effect"]) for row in agreed} >= {
        ("limited-national-capability", "neutrality-between-powers"),
        ("western-sanctions-on-russia", "economic-strain"),
        ("russian-economic-downturn", "economic-strain"),
    }


def test_the_contradiction_at_the_heart_is_between_two_implicit_claims(
    kazakhstan: fpcase.Case, comparison: Comparison
) -> None:
    """Does supporting Russia cost the West? "Both sides are implicit, and say so"."""
    pair = ("diplomatic-support-for-russia", "cooperation-with-west")
    (point,) = (one for one in comparison.contradictions if one.matter == pair)
    claims = [kazakhstan.claim(claim) for claim in point.claims]
    assert {claim.basis.value for claim in claims} == {"implicit"}
    assert set(point.authors) == {"aitiev-2015", "hananya-2019"}


def test_several_contradictions_through_chains_come_of_european_coal(
    comparison: Comparison,
) -> None:
    """Who gains from sanctions?"""
    through = [one for one in comparison.contradictions if one.ground is Ground.BY_CHAIN]
    assert any(set(one.claims) & EUROPEAN_COAL for one in through)


def test_authors_break_the_propositions_that_the_essay_names(kazakhstan: fpcase.Case) -> None:
    """Of the theories that they declare themselves."""
    findings = fpcase.comparison.congruence(kazakhstan).table("findings").to_records()
    strayed = {
        (row["author"], row["proposition"], row["answer"])
        for row in findings
        if row["attitude"] == "declared" and row["answer"] in {"in part", "not met"}
    }
    assert strayed >= {
        ("hananya-2019", "perception-filters-the-system", "in part"),
        ("chukubayev-2023", "perception-filters-the-system", "in part"),
        ("cai-2022", "morality-does-not-count", "not met"),
    }


def test_nobody_tells_half_of_the_chains_that_the_readme_prints(kazakhstan: fpcase.Case) -> None:
    """The README says of them: at least half are told whole by nobody."""
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
