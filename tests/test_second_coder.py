"""Descriptions and levels by a second coder, made without sight of the first, against the case.

`tests/data/second-descriptions.csv` holds what a coder wrote down who had two of the texts, the
rules and the list of described variables; `tests/data/second-levels.csv` the level of analysis that
the same coder gave each variable by its name and definition; `tests/data/second-cells.csv` the
outcomes and conditions of decisions as a coder filled them who had the texts, the rules and the
decisions' titles and dates. The codebook gives the figures.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest

import fpcase
from fpcase.comparison.agreement import Agreement
from fpcase.model import Anchor, Basis, DescriptiveClaim, Locator, Reading, Stance
from fpcase.model.dates import Edtf
from fpcase.model.fields import Catalogue
from fpcase.model.ids import ClaimId, ExplanationId, SourceId, VariableId

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = ROOT / "docs/explanation/codebook.md"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file of the second coder's."""
    with (ROOT / "tests/data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_described(row: dict[str, str], number: int) -> DescriptiveClaim:
    """A row as the record that it tells."""
    anchor = Anchor(start=row["start"], end=row["end"])
    return DescriptiveClaim(
        id=ClaimId(f"s{number}"),
        variable=VariableId(row["variable"]),
        value=tuple(row["value"].split("; ")),
        stance=Stance(row["stance"]),
        basis=Basis(row["basis"]),
        period=Edtf(row["period"]) if row["period"] else None,
        at=[Locator(section=row["section"], anchor=anchor)],
    )


@pytest.fixture(scope="module")
def readings() -> tuple[fpcase.Case, fpcase.Case]:
    """The two works as the case describes them, and as the second coder does."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    found: dict[ExplanationId, dict[ClaimId, DescriptiveClaim]] = {}
    for number, row in enumerate(rows_of("second-descriptions.csv"), start=1):
        one = as_described(row, number)
        found.setdefault(ExplanationId(row["author"]), {})[one.id] = one
    bare = {
        author: attrs.evolve(case.explanations[author], claims=Catalogue({})) for author in found
    }
    first = attrs.evolve(case, explanations=Catalogue(bare))
    second = {
        author: attrs.evolve(bare[author], descriptions=Catalogue(described))
        for author, described in found.items()
    }
    return first, attrs.evolve(case, explanations=Catalogue(second))


@pytest.fixture(scope="module")
def agreement(readings: tuple[fpcase.Case, fpcase.Case], texts_folder: Path) -> Agreement:
    """How far the two agree."""
    return fpcase.comparison.coder_agreement(*readings, texts_folder)


def table_of(heading: str) -> dict[str, str]:
    """The rows of two columns below a heading of the codebook."""
    _, _, section = CODEBOOK.read_text(encoding="utf-8").partition(heading)
    section = section.partition("\n## ")[0]
    return dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE))


def test_two_coders_agree_on_what_was_so(agreement: Agreement) -> None:
    """Krippendorff asks for 0.667 at least, on variable and on value."""
    assert min(agreement.alpha("variable") or 0, agreement.alpha("value") or 0) >= 0.667


def test_the_codebook_gives_the_figures_of_descriptions(
    readings: tuple[fpcase.Case, fpcase.Case], agreement: Agreement
) -> None:
    """Whoever changes a description changes the agreement, and the page must follow."""
    counts = [
        sum(len(one.descriptions) for one in reading.explanations.values()) for reading in readings
    ]
    alphas = [
        ", ".join(f"{agreement.alpha(code, with_absent=absent):z.2f}" for code in codes)
        for codes in [("variable", "value")]
        for absent in (False, True)
    ]
    matching = agreement.matching
    figures = {
        "descriptions of the two works in the case, by the second coder": "{}, {}".format(*counts),
        "matched by passage; F1": f"{len(matching.pairs)}; {matching.f1:.2f}",
        "alpha of variable and value, on matched descriptions": alphas[0],
        "the same, unmatched descriptions counted as absent": alphas[1],
    }
    told = table_of("## How far a second coder's descriptions and levels agree")
    assert {name: told.get(name) for name in figures} == figures


def test_the_codebook_gives_the_agreement_on_levels() -> None:
    """Cohen's kappa over all variables that both coders gave a level."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    pairs = []
    for row in rows_of("second-levels.csv"):
        variable = case.variables.get(VariableId(row["variable"]))
        level = variable and (case.levels.get(variable.id) or variable.level)
        if level:
            pairs.append((level.value, row["level"]))
    ours, theirs = (Counter(column) for column in zip(*pairs, strict=True))
    same = sum(one == other for one, other in pairs) / len(pairs)
    chance = sum(ours[level] * theirs[level] for level in ours) / len(pairs) ** 2
    kappa = (same - chance) / (1 - chance)
    assert kappa >= 0.75
    told = table_of("## How far a second coder's descriptions and levels agree")
    assert told["levels compared; same; kappa"] == f"{len(pairs)}; {same:.2f}; {kappa:.2f}"


@pytest.fixture(scope="module")
def cells(texts_folder: Path) -> dict[tuple[object, object], list[str]]:
    """By variable, and whether both coders tell: cells, the same, alpha and AC1."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    told = defaultdict[tuple[str, str], list[Reading]](list)
    for row in rows_of("second-cells.csv"):
        cell = told[row["decision"], row["variable"]]
        if row["value"]:
            anchor = Anchor(start=row["start"], end=row["end"])
            at = [Locator(source=SourceId(row["source"]), anchor=anchor)]
            cell.append(Reading(value=row["value"], at=at))

    def filled_in(decision: str, asked: Iterable[VariableId]) -> Catalogue[VariableId, object]:
        return Catalogue({one: told[decision, one] for one in asked if (decision, one) in told})

    filled = {
        one.id: attrs.evolve(
            one,
            outcomes=filled_in(one.id, one.outcomes),
            conditions=filled_in(one.id, one.conditions),
        )
        for one in case.decisions.values()
    }
    second = attrs.evolve(case, decisions=Catalogue(filled))
    found = fpcase.comparison.coder_agreement(case, second, texts_folder)
    return {
        (variable, both): [str(rest[0]), *(f"{share or 0:.2f}" for share in rest[1:])]
        for variable, both, *rest in found.table("cells").rows
    }


def test_two_coders_agree_on_decisions(cells: dict[tuple[object, object], list[str]]) -> None:
    """Krippendorff asks for 0.667 at least, silence as a code; the codebook has the figures."""
    told = table_of("## How far a second coder's decisions agree")
    for both, name in (
        (False, "cells; the same; alpha; AC1"),
        (True, "of these told by both coders; the same; alpha; AC1"),
    ):
        assert told[name] == "; ".join(cells["all", both])
    assert float(cells["all", False][2]) >= 0.667
