"""Every bundled case loads, checks clean, draws and describes itself."""

from pathlib import Path

import pytest

import fpcase
from fpcase.model import Stance

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = sorted(head.parent for head in (ROOT / "cases").glob("*/case.yaml"))


OF_READINGS = {"one-value", "uncaused-condition"}
"""What is still to be read before decisions can be compared by their conditions."""


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: str(folder.name))
def folder(request: pytest.FixtureRequest) -> Path:
    """A folder of a bundled case."""
    return Path(request.param)


@pytest.fixture(scope="module")
def case(folder: Path) -> fpcase.Case:
    """The case in it."""
    return fpcase.load_case(folder)


def test_there_is_a_case() -> None:
    """Otherwise the tests below would pass on nothing."""
    assert FOLDERS


def test_the_case_has_no_errors_and_no_warnings_but_of_readings_to_come(folder: Path) -> None:
    """What is bundled is the model that scholars copy."""
    problems = [one for one in fpcase.check_case(folder) if one.rule not in OF_READINGS]
    assert [str(problem) for problem in problems] == []


def test_the_case_is_called_as_its_folder(folder: Path, case: fpcase.Case) -> None:
    """`fpcase show kazakhstan` must show the case kazakhstan."""
    assert case.id == folder.name
    assert fpcase.bundled_case(case.id).samefile(folder)


def test_each_author_has_a_diagram(case: fpcase.Case) -> None:
    """Adding an author needs no Python; the author's outcomes must still stand in a diagram."""
    for author, explanation in case.explanations.items():
        diagram = fpcase.causal_diagram(case, [author])
        assert set(explanation.explains) & set(diagram)
        everything = fpcase.causal_diagram(case, [author], stances=list(Stance))
        assert set(explanation.explains) <= set(everything)


def test_everything_in_the_case_can_be_described(case: fpcase.Case) -> None:
    """A reader may ask for any author, variable and claim, and gets what the record says.

    One variable and one claim of twenty are asked for here.
    """
    assert case.title in fpcase.report.describe(case)
    for author, explanation in case.explanations.items():
        said = " ".join(fpcase.report.describe(case, author).split())
        assert case.sources[explanation.source].title in said
        assert all(f" {author}/{claim}: " in said for claim in explanation.claims)
    for variable in list(case.variables.values())[::20]:
        assert fpcase.report.describe(case, variable.id).startswith(f"{variable.name} (variable ")
    for full_id, explanation, claim in list(case.claims())[::20]:
        said = fpcase.report.describe(case, full_id)
        assert said.startswith(f"{case.label(explanation.id)}, {claim.id} (claim {full_id})")
        said = " ".join(said.split())
        assert case.variables[claim.effect].name in said
        assert all(locator.place in said for locator in claim.at)


def test_every_locator_leads_to_its_passage(case: fpcase.Case, texts_folder: Path) -> None:
    """An arrow that does not lead back to its passage is worth nothing."""
    passages = fpcase.passages.find_passages(case, fpcase.passages.read_texts(case, texts_folder))
    assert passages
    lost = [p for p in passages if p.match.grade.value not in {"exact", "normalised"}]
    assert [(p.claim, p.match.reason) for p in lost] == []


def test_every_locator_names_a_heading_of_its_text(case: fpcase.Case) -> None:
    """A reader without the texts' folder can still look a passage up in the work."""
    for _, explanation, claim in case.claims():
        for locator in claim.at:
            text = case.sources[locator.source or explanation.source].text
            assert locator.section is not None
            assert text is None or locator.section in text.headings
