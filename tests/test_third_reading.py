"""A later reading of the five works, made without sight of the claims, against the case.

`tests/data/third-reading.csv` holds what a coder wrote down who had the texts, the codebook and the
list of variables, and had not seen a claim of the case. The codebook gives the figures.
"""

import csv
import re
from pathlib import Path

import attrs
import pytest

import fpcase
from fpcase.comparison.agreement import Agreement
from fpcase.model import Anchor, Basis, CausalClaim, Certainty, Locator, Sign, Stance
from fpcase.model.claims import JointCause
from fpcase.model.fields import Catalogue
from fpcase.model.ids import ClaimId, ExplanationId, VariableId

ROOT = Path(__file__).resolve().parents[1]
CODEBOOK = ROOT / "docs/explanation/codebook.md"
SPLIT = {
    "closeness-to-russia": (
        "alliance-with-russia",
        "interdependence-with-russia",
        "economic-cooperation-with-russia",
        "goodwill-with-russia",
        "priority-of-russia",
    ),
    "evolution-of-security-policy": ("foreign-policy-doctrine", "form-of-foreign-policy"),
    "non-recognition-of-separatists": (
        "non-recognition-of-abkhazia-and-south-ossetia",
        "non-recognition-of-crimea",
        "non-recognition-of-donbas-republics",
    ),
    "diplomatic-support-for-russia": (
        "understanding-for-russia-over-crimea",
        "understanding-for-russia-over-georgia",
        "support-for-russia-on-syria",
        "repayment-of-russian-help",
    ),
    "neutrality-between-powers": (
        "neutrality-between-russia-and-turkey",
        "refusal-of-countersanctions",
    ),
    "eurasian-integration": (
        "support-for-eurasian-integration",
        "eaeu-membership",
        "depth-of-eurasian-integration",
        "functioning-of-eaeu",
        "weight-of-eurasian-organisations",
    ),
    "kazakh-russian-regime": ("regime-norms", "regime-rules", "success-of-regime-bargaining"),
    "equity-in-bargaining": ("institutional-bargaining",),
    "kazakh-negotiating-power": ("unanimity-in-bargaining",),
    "regional-vulnerability": ("border-disputes",),
    "elite-perception-of-system": ("perceived-regional-insecurity",),
    "economic-strain": ("loss-of-competitiveness",),
    "russian-pressure": ("russian-economic-measures",),
    "kazakh-exports": ("exports-to-eu",),
    "regional-influence": ("regional-economic-weight",),
    "international-standing": ("image-abroad",),
    "shared-interests-with-russia": ("shared-interests-in-syria",),
    "ethnic-russian-population": ("share-of-ethnic-russians",),
    "russian-hegemon-capacity": ("strength-of-russia",),
    "cooperation-with-west": ("cooperation-with-united-states",),
    "dependence-on-russia": ("russian-impact-on-kazakhstan",),
}
"""A variable of the list that the coder had, and those that have been split off it since."""


def read_claims() -> dict[ExplanationId, list[CausalClaim]]:
    """The claims of the later reading, by author."""
    found: dict[ExplanationId, list[CausalClaim]] = {}
    with (ROOT / "tests/data/third-reading.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            causes = [VariableId(cause) for cause in row["cause"].split("; ")]
            anchor = Anchor(start=row["start"], end=row["end"])
            claims = found.setdefault(ExplanationId(row["author"]), [])
            claims.append(
                CausalClaim(
                    id=ClaimId(f"t{len(claims) + 1}"),
                    cause=causes[0] if len(causes) == 1 else None,
                    causes=[JointCause(variable=one) for one in causes] if causes[1:] else (),
                    effect=VariableId(row["effect"]),
                    sign=Sign(row["sign"]),
                    stance=Stance(row["stance"]),
                    basis=Basis(row["basis"]),
                    certainty=Certainty(row["certainty"]),
                    at=[Locator(section=row["section"], anchor=anchor)],
                )
            )
    return found


@pytest.fixture(scope="module")
def case() -> fpcase.Case:
    """Kazakhstan as it is coded, in the vocabulary that the coder had."""
    case = fpcase.load_case(ROOT / "cases/kazakhstan")
    whole = {VariableId(part): VariableId(old) for old, parts in SPLIT.items() for part in parts}
    explanations = {
        author: attrs.evolve(
            one, claims=Catalogue({c.id: fold(c, whole) for c in one.claims.values()})
        )
        for author, one in case.explanations.items()
    }
    return attrs.evolve(case, explanations=Catalogue(explanations))


def fold(claim: CausalClaim, whole: dict[VariableId, VariableId]) -> CausalClaim:
    """The claim with each end that was split off another variable put back into it."""
    return attrs.evolve(
        claim,
        cause=claim.cause and whole.get(claim.cause, claim.cause),
        causes=[
            attrs.evolve(one, variable=whole.get(one.variable, one.variable))
            for one in claim.causes
        ],
        effect=whole.get(claim.effect, claim.effect),
    )


@pytest.fixture(scope="module")
def other(case: fpcase.Case) -> fpcase.Case:
    """Kazakhstan as the later reading has it."""
    explanations = {
        author: attrs.evolve(
            case.explanations[author],
            claims=Catalogue({claim.id: claim for claim in claims}),
            descriptions=Catalogue({}),
            rejects=(),
            predictions=(),
        )
        for author, claims in read_claims().items()
    }
    return attrs.evolve(
        case, explanations=Catalogue(explanations), prediction_outcomes=(), appraisals=()
    )


@pytest.fixture(scope="module")
def agreement(case: fpcase.Case, other: fpcase.Case, texts_folder: Path) -> Agreement:
    """How far the two readings agree; the later coder was asked for causal claims alone."""
    explanations = {
        author: attrs.evolve(one, descriptions=Catalogue({}))
        for author, one in case.explanations.items()
    }
    causal = attrs.evolve(case, explanations=Catalogue(explanations))
    return fpcase.comparison.coder_agreement(causal, other, texts_folder)


def test_the_later_reading_names_known_variables_and_works(
    case: fpcase.Case, other: fpcase.Case
) -> None:
    """Agreement on variables presupposes one vocabulary."""
    assert set(other.explanations) == set(case.explanations)
    used = {variable for _, _, claim in other.claims() for variable in claim.variables}
    assert used - set(case.variables) == set()


def test_every_passage_of_the_later_reading_is_found(
    other: fpcase.Case, texts_folder: Path
) -> None:
    """A claim without a passage could match nothing, and would count as disagreement."""
    texts = fpcase.passages.read_texts(other, texts_folder)
    claims = {str(full_id) for full_id, _, _ in other.claims()}
    lost = [
        passage.claim
        for passage in fpcase.passages.find_passages(other, texts)
        if passage.claim in claims and passage.match.grade.value not in {"exact", "normalised"}
    ]
    assert lost == []


def test_readers_agree_well_where_they_read_the_same_passage(agreement: Agreement) -> None:
    """Krippendorff asks for 0.667 at least; below that the codebook would not be reproducible.

    Signs that a text does not give are coded as unstated, where the third reading has one.
    """
    least = {"cause": 0.75, "effect": 0.75, "sign": 0.7, "stance": 0.75}
    assert all((agreement.alpha(code) or 0) > bound for code, bound in least.items())


def test_the_codebook_gives_the_figures_as_they_are(
    case: fpcase.Case, other: fpcase.Case, agreement: Agreement
) -> None:
    """Whoever changes a claim changes the agreement, and the page must follow."""
    matching = agreement.matching
    codes = ("cause", "effect", "sign", "stance")
    figures = {
        "claims in the case, in the third reading": "{}, {}".format(
            *(
                sum(len(one.claims) for one in which.explanations.values())
                for which in (case, other)
            )
        ),
        "matched by passage; F1": f"{len(matching.pairs)}; {matching.f1:.2f}",
        "alpha of cause, effect, sign, stance, on matched claims": ", ".join(
            f"{agreement.alpha(code):z.2f}" for code in codes
        ),
        "the same, unmatched claims counted as absent": ", ".join(
            f"{agreement.alpha(code, with_absent=True):z.2f}" for code in codes
        ),
    }
    page = CODEBOOK.read_text(encoding="utf-8")
    _, _, section = page.partition("## How far a third reading agrees")
    rows = dict(re.findall(r"^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$", section, re.MULTILINE))
    assert {name: rows.get(name) for name in figures} == figures
