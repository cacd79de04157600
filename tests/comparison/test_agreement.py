"""Agreement of coders: matching by passages, alpha, confusions."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import claim, synthetic_case

import fpcase
from fpcase import Case
from fpcase.comparison import coder_agreement, krippendorff_alpha
from fpcase.comparison.matching import codes_of, joined, span_overlap
from fpcase.model import (
    Anchor,
    CaseId,
    CausalClaim,
    DescriptiveClaim,
    Locator,
    Sign,
    Source,
    SourceId,
    SourceKind,
    SourceText,
)

SENTENCES = (
    "Oil prices fell in that year.",
    "Exports fell as oil did.",
    "The union grew stronger then.",
    "Leaders kept to the middle.",
    "Nobody asked the people there.",
)
TEXT = "Argument\n\n" + " ".join(SENTENCES) + "\n"


def at(sentence: int) -> list[Locator]:
    """Where a sentence stands."""
    words = SENTENCES[sentence].split()
    anchor = Anchor(start=" ".join(words[:3]), end=" ".join(words[-2:]))
    return [Locator(section="Argument", paragraph=1, anchor=anchor)]


def coding(id_: str, *claims: CausalClaim, source: str = "doe-2001", file: str = "doe.txt") -> Case:
    """A coding of one work."""
    work = Source(
        id=SourceId(source),
        authors=["A. Doe"],
        title="Work",
        kind=SourceKind.BOOK,
        text=SourceText(file=file, sha256=sha256(TEXT.encode()).hexdigest(), headings=["Argument"]),
    )
    return synthetic_case({source: claims}, id=CaseId(id_), sources={work.id: work})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the text of the one work."""
    (tmp_path / "doe.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


FIRST = (
    claim("oil + exports", at=at(0)),
    claim("oil - budget", at=at(1)),
    claim("union + power", at=at(2)),
    claim("leaders + middle", at=at(3)),
)


def test_agreement_worked_by_hand(folder: Path) -> None:
    """Three of four passages are coded by both, one with another sign and another stance."""
    second = (
        claim("oil + exports", at=at(0)),
        claim("oil + budget", at=at(1)),
        claim("denies union + power", at=at(2)),
        claim("people + anger", at=at(4)),
    )
    found = coder_agreement(coding("one", *FIRST), coding("two", *second), folder)
    assert [(a.id, b.id) for a, b in found.matching.pairs] == [
        (f"doe-2001/c{number}", f"doe-2001/c{number}") for number in (1, 2, 3)
    ]
    assert found.matching.f1 == pytest.approx(6 / 8)
    assert found.alpha("cause") == 1
    assert found.pairs("sign") == [
        ("positive", "positive"),
        ("negative", "positive"),
        ("positive", "positive"),
    ]
    assert found.alpha("sign") == pytest.approx(1 - 2 * 5 / (36 - 26))
    absent = found.pairs("stance", with_absent=True)
    assert absent[-2:] == [("asserts", "absent"), ("absent", "asserts")]
    confusion = {row[0]: row[1:] for row in found.table("confusion-stance").rows}
    assert found.table("confusion-stance").columns[1:] == ("asserts", "denies", "absent")
    assert confusion == {"asserts": (2, 1, 1), "denies": (0, 0, 0), "absent": (1, 0, 0)}
    assert [row[2:] for row in found.table("disagreements").rows] == [
        ("sign", "negative", "positive"),
        ("stance", "asserts", "denies"),
    ]
    assert found.table("unmatched").rows == (("left", "doe-2001/c4"), ("right", "doe-2001/c4"))
    assert found.facts()["matched"] == 3
    assert found.title == "Agreement of coders: one and two"
    assert found.table("alpha").rows[0][:4] == ("cause", 3, 1.0, 1.0)
    assert "largest first; 0 ties went to the pair whose codes" in found.table("alpha").caption


def test_a_code_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    """Names of codes are typed by hand."""
    found = coder_agreement(coding("one", *FIRST), coding("two", *FIRST), folder)
    with pytest.raises(fpcase.FpcaseError, match="no code 'signs'; there is cause, effect, sign"):
        found.alpha("signs")


def test_ties_go_to_the_pair_that_agrees_most_or_to_the_first(folder: Path) -> None:
    """Several claims rest on one passage; how ties are broken must be known."""
    one = coding("one", claim("a + b", at=at(0)), claim("c - d", at=at(0)))
    two = coding("two", claim("c - d", at=at(0)), claim("a + b", at=at(0)))
    upper = coder_agreement(one, two, folder)
    assert upper.alpha("cause") == 1
    assert upper.matching.ties == 2
    lower = coder_agreement(one, two, folder, ties_by_codes=False)
    assert lower.alpha("cause") == pytest.approx(-0.5)
    assert "ties went to the pair that is first" in lower.table("alpha").caption


def test_claims_without_a_passage_in_the_text_are_left_out_and_counted(folder: Path) -> None:
    """A locator that leads nowhere is neither agreement nor disagreement."""
    lost = claim("x + y", at=[Locator(section="Argument", anchor=Anchor(start="No", end="such"))])
    other_work = Locator(source=SourceId("elsewhere"), section="Argument", paragraph=1)
    one = coding("one", *FIRST, lost, claim("v + w", at=[other_work]))
    found = coder_agreement(one, coding("two", *FIRST), folder)
    assert found.left_lost == ("doe-2001/c5", "doe-2001/c6")
    assert found.right_lost == ()
    assert found.matching.f1 == 1
    assert "2 and 0 claims without a passage" in found.table("matching").caption


def test_only_claims_on_shared_works_are_compared(folder: Path) -> None:
    """A work that one coder did not read says nothing about the other."""
    one = coding("one", *FIRST)
    more = synthetic_case({"roe-2002": ["a + b"]})
    both = attrs.evolve(
        one,
        explanations={**one.explanations, **more.explanations},
        sources={**one.sources, **more.sources},
        variables={**one.variables, **more.variables},
    )
    found = coder_agreement(both, coding("two", *FIRST), folder)
    assert (found.sources, found.left_lost) == (("doe-2001",), ())
    with pytest.raises(fpcase.FpcaseError, match=r"share no work .* doe-2001, the other moe-1999"):
        coder_agreement(one, coding("two", *FIRST, source="moe-1999"), folder)
    (folder / "other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    with pytest.raises(fpcase.FpcaseError, match="of 'doe-2001' name different texts"):
        coder_agreement(one, coding("two", *FIRST, file="other.txt"), folder)


def test_two_empty_codings_agree_on_nothing(folder: Path) -> None:
    """No claim, no figure."""
    found = coder_agreement(coding("one"), coding("two"), folder)
    assert found.matching.f1 is None
    assert found.alpha("sign") is None
    assert found.table("alpha").rows[0] == ("cause", 0, None, None, 0, None)


def test_joint_causes_are_one_code() -> None:
    """Who codes two causes as joint, and who codes one of them alone, differ."""
    assert codes_of(claim("war & oil + budget"))["cause"] == "oil & war"
    assert codes_of(claim("oil + budget"))["cause"] == "oil"


def test_joint_causes_with_signs_of_their_own_have_them_in_their_code() -> None:
    """Two coders who part on one cause's sign do not agree on the sign."""
    alike = claim("war & oil + budget")
    war, oil = alike.causes
    parted = attrs.evolve(alike, causes=(attrs.evolve(war, sign=Sign.NEGATIVE), oil))
    assert codes_of(alike)["sign"] == "positive"
    assert codes_of(parted)["sign"] == "positive & negative"


def test_alpha_is_krippendorffs() -> None:
    """His own example of two coders and a binary code: alpha is 0.095."""
    meg, owen = "0100000010", "1110010000"
    pairs = list(zip(meg, owen, strict=True))
    assert krippendorff_alpha(pairs) == pytest.approx(0.095, abs=0.0005)
    assert krippendorff_alpha([("a", "a"), ("a", "a")]) is None
    assert krippendorff_alpha([]) is None


CODE = st.sampled_from("xyz")


@given(pairs=st.lists(st.tuples(CODE, CODE), min_size=1))
def test_alpha_is_symmetric_and_at_most_one(pairs: Sequence[tuple[str, str]]) -> None:
    """It is 1 exactly when the coders never differ, whoever is named first."""
    alpha = krippendorff_alpha(pairs)
    assert alpha == krippendorff_alpha([(b, a) for a, b in pairs])
    if alpha is not None:
        assert alpha <= 1
        assert (alpha == 1) is all(a == b for a, b in pairs)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4).map(
    lambda drawn: joined((start, start + length) for start, length in drawn)
)


@given(left=SPANS, right=SPANS)
def test_span_overlap_is_the_jaccard_of_characters(
    left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...]
) -> None:
    """Arithmetic on spans must give what counting characters gives."""
    ours, theirs = (
        {place for start, end in spans for place in range(start, end)} for spans in (left, right)
    )
    expected = len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
    assert span_overlap(left, right) == expected == span_overlap(right, left)


def test_descriptions_are_matched_with_descriptions_and_agree_on_variable_and_value(
    folder: Path,
) -> None:
    """What was so and what moved what may rest on one passage, and are two codes."""

    def coded(name: str, value: list[str]) -> Case:
        case = coding(name, claim("oil + exports", at=at(0)))
        said = DescriptiveClaim(id="d1", variable="oil", value=value, at=at(0))  # type: ignore[arg-type] # ids are text
        (author,) = case.explanations.values()
        described = attrs.evolve(author, descriptions={said.id: said})
        return attrs.evolve(case, explanations={author.id: described})

    same = coder_agreement(
        coded("one", ["low", "decrease"]), coded("two", ["decrease", "low"]), folder
    )
    assert same.matching.f1 == 1
    assert same.pairs("value") == [("decrease or low", "decrease or low")]
    assert same.pairs("variable") == [("oil", "oil")]
    assert len(same.pairs("stance")) == 2
    assert len(same.pairs("effect")) == 1
    other = coder_agreement(coded("one", ["low"]), coded("two", ["high"]), folder)
    disagreements = other.table("disagreements").rows
    assert disagreements == (("doe-2001/d1", "doe-2001/d1", "value", "low", "high"),)
    nothing = coder_agreement(coded("one", ["low"]), coding("two", *FIRST), folder)
    assert nothing.pairs("value", with_absent=True) == [("low", "absent")]
    backwards = coder_agreement(coding("two", *FIRST), coded("one", ["low"]), folder)
    assert backwards.pairs("value", with_absent=True) == [("absent", "low")]
