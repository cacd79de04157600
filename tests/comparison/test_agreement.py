"""Agreement of coders: matching by passages, alpha, confusions."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import claim, synthetic_case

import fpcase
from fpcase import Case
from fpcase.comparison import coder_agreement, gwet_ac1, krippendorff_alpha
from fpcase.comparison.coded_claims import CodedClaim, codes_of, joined, match_claims, span_overlap
from fpcase.model import (
    ActorId,
    Anchor,
    CaseId,
    CausalClaim,
    Decision,
    DecisionId,
    DecisionKind,
    DescriptiveClaim,
    Edtf,
    FullClaimId,
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
    assert found.codes("sign") == [
        ("positive", "positive"),
        ("negative", "positive"),
        ("positive", "positive"),
    ]
    assert found.alpha("sign") == pytest.approx(1 - 2 * 5 / (36 - 26))
    absent = found.codes("stance", with_absent=True)
    assert absent[-2:] == [("asserts", "absent"), ("absent", "asserts")]
    confusion = {row[0]: row[1:] for row in found.table("confusion-stance").rows}
    assert found.table("confusion-stance").columns[1:] == ("asserts", "denies", "absent")
    assert confusion == {"asserts": (2, 1, 1), "denies": (0, 0, 0), "absent": (1, 0, 0)}
    assert [row[4:] for row in found.table("disagreements").rows] == [
        ("sign", "negative", "positive"),
        ("stance", "asserts", "denies"),
    ]
    assert found.table("unmatched").rows == (("one", "doe-2001/c4"), ("two", "doe-2001/c4"))
    assert found.facts()["codings"] == ["one", "two"]
    assert found.title == "Agreement of coders: one and two"
    assert found.table("alpha").rows[0][:4] == ("cause", 3, 1.0, 1.0)
    assert "the one whose codes agree most is used" in found.table("alpha").caption
    assert found.table("matching").rows == (("one", "two", 3, 1, 1, 0, 0, 0, 0, 0, 0.75),)


def test_a_code_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    """Names of codes are typed by hand."""
    found = coder_agreement(coding("one", *FIRST), coding("two", *FIRST), folder)
    with pytest.raises(fpcase.FpcaseError, match="no code 'signs'; available: cause, effect, sign"):
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
    assert "the one that keeps the order of the claims is used" in lower.table("alpha").caption


def test_claims_without_a_passage_in_the_text_are_left_out_and_counted(folder: Path) -> None:
    """A locator that leads nowhere is neither agreement nor disagreement."""
    lost = claim("x + y", at=[Locator(section="Argument", anchor=Anchor(start="No", end="such"))])
    other_work = Locator(source=SourceId("elsewhere"), section="Argument", paragraph=1)
    one = coding("one", *FIRST, lost, claim("v + w", at=[other_work]))
    found = coder_agreement(one, coding("two", *FIRST), folder)
    assert [one.id for one in found.matching.left.lost] == ["doe-2001/c5", "doe-2001/c6"]
    assert found.matching.right.lost == ()
    assert found.matching.f1 == 1
    assert found.table("matching").rows[0][5:7] == (2, 0)


def lost(number: int) -> CausalClaim:
    """A claim whose anchor is mistyped, so that its passage is lost."""
    wrong = [Locator(section="Argument", anchor=Anchor(start="No", end="such"))]
    return attrs.evolve(FIRST[number], at=tuple(wrong))


@pytest.mark.parametrize("which", [{0}, {3}, {1, 2}, {0, 1, 2, 3}])
def test_a_lost_claim_is_no_disagreement(folder: Path, which: set[int]) -> None:
    """The other coder's claim with the same codes may be it, so that neither counts."""
    second = [lost(number) if number in which else FIRST[number] for number in range(4)]
    for one, other in ((FIRST, second), (second, FIRST)):
        found = coder_agreement(coding("two", *one), coding("two", *other), folder)
        assert found.alpha("sign", with_absent=True) in {1.0, None}
        assert found.alpha("cause", with_absent=True) == found.alpha("cause")
        assert found.table("unmatched").rows == ()
        assert found.matching.f1 == (1 if len(which) < 4 else None)
        assert found.table("matching").rows[0][7] == len(which)
    assert found.coders == ("two (1)", "two (2)")


def test_a_lost_claim_with_other_codes_excuses_nobody(folder: Path) -> None:
    """What is known to differ, differs; and one lost claim stands for one of the other's."""
    other = coding("two", *FIRST[1:], lost(2))
    found = coder_agreement(coding("one", *FIRST), other, folder)
    assert found.table("unmatched").rows == (("one", "doe-2001/c1"),)
    twice = coding("one", *FIRST, claim("oil + exports", at=at(4)))
    found = coder_agreement(twice, coding("two", *FIRST[1:], lost(0)), folder)
    assert found.table("unmatched").rows == (("one", "doe-2001/c5"),)


def test_passages_that_are_only_like_the_words_are_counted(folder: Path) -> None:
    """A reader must know on how much of a guess the figures rest."""
    near = Anchor(start="Oil prises fell in", end="in that year.")
    fuzzy = claim("oil + exports", at=[Locator(section="Argument", paragraph=1, anchor=near)])
    found = coder_agreement(coding("one", fuzzy), coding("two", FIRST[0]), folder)
    assert (found.matching.fuzzy, found.matching.f1) == (1, 1)


spans = st.builds(
    lambda start, size: ((start, start + size),), st.integers(0, 6), st.integers(1, 5)
)
codings = st.lists(st.tuples(spans, st.sampled_from("ab")), max_size=5)


def _coded(drawn: Sequence[tuple[tuple[tuple[int, int], ...], str]]) -> list[CodedClaim]:
    return [
        CodedClaim(
            id=FullClaimId(f"doe-2001/c{number}"),
            source=SourceId("doe-2001"),
            spans=span,
            codes={"variable": code},
        )
        for number, (span, code) in enumerate(drawn)
    ]


def _meet(one: CodedClaim, other: CodedClaim) -> bool:
    return span_overlap(one.spans, other.spans) >= 0.5


@given(codings, codings)
def test_no_other_matching_has_a_larger_overlap_or_more_equal_codes(
    one: list[tuple[tuple[tuple[int, int], ...], str]],
    other: list[tuple[tuple[tuple[int, int], ...], str]],
) -> None:
    """Agreement is called an upper bound: so it has to be one. All matchings are tried."""
    left, right = _coded(one), _coded(other)

    def worth(pairs: Sequence[tuple[CodedClaim, CodedClaim]]) -> tuple[float, int]:
        overlaps = [span_overlap(a.spans, b.spans) for a, b in pairs]
        alike = sum(a.codes == b.codes for a, b in pairs)
        return (round(sum(overlaps), 7), alike) if min(overlaps, default=1) >= 0.5 else (0, 0)

    smaller, larger = sorted((left, right), key=len)
    best = max(
        worth(
            [
                (a, b)
                for a, b in zip(smaller, chosen, strict=True)
                if span_overlap(a.spans, b.spans) >= 0.5
            ]
        )
        for chosen in permutations(larger, len(smaller))
    )
    assert worth(match_claims(left, right).pairs) == best


def test_three_coders_agree_on_units_that_all_may_have(folder: Path) -> None:
    """Matched pairs are joined; whom a unit lacks is absent, unless the claim may be lost."""
    changed = claim("denies oil + exports", at=at(0))
    three = (
        coding("one", *FIRST),
        coding("two", changed, *FIRST[1:]),
        coding("three", *FIRST[:2], lost(2)),
    )
    found = fpcase.comparison.coder_agreement(three[0], three[1], folder, more=three[2:])
    assert found.title == "Agreement of coders: one, two and three"
    assert found.codes("stance")[0] == ("asserts", "denies", "asserts")
    assert [len(codes) for codes in found.codes("cause")] == [3, 3, 2, 2]
    assert [len(codes) for codes in found.codes("cause", with_absent=True)] == [3, 3, 2, 3]
    assert found.codes("cause", with_absent=True)[3] == ("leaders", "leaders", "absent")
    assert [row[:3] for row in found.table("matching").rows] == [
        ("one", "two", 4),
        ("one", "three", 2),
        ("two", "three", 2),
    ]
    assert len(found.table("disagreements").rows) == 2
    alone = coding("three", claim("people + anger", at=at(4)))
    found = fpcase.comparison.coder_agreement(three[0], three[1], folder, more=[alone])
    assert found.table("unmatched").rows == (("three", "doe-2001/c1"),)
    assert found.table("confusion-sign").rows[-1][0] == "absent"
    assert found.table("confusion-sign").rows[-1][-1] == 0


def test_a_unit_has_no_coder_twice(folder: Path) -> None:
    """Two claims of one coder are two, even where a third coder's claim lies over both."""
    wide = [Locator(section="Argument", anchor=Anchor(start="Oil prices fell", end="oil did."))]
    both = [claim("oil + exports", at=at(0)), claim("oil + exports", at=at(1))]
    one, two = coding("one", claim("oil + exports", at=wide)), coding("two", *both)
    three = coding("three", both[0], claim("oil + exports", at=wide))
    found = fpcase.comparison.coder_agreement(one, two, folder, more=[three])
    assert all(len(set(unit)) == len(unit) for unit in found.units)
    assert sum(len(unit) for unit in found.units) == 5


def test_a_study_names_the_other_codings(folder: Path) -> None:
    """One at least."""
    study = fpcase.study(coding("one", *FIRST))
    two, three = coding("two", *FIRST), coding("three", *FIRST)
    assert study.agreement(two, three, texts=folder).alpha("effect") == 1
    with pytest.raises(fpcase.FpcaseError, match="others: expected another coding"):
        study.agreement(texts=folder)


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
    assert (found.sources, found.matching.left.lost) == (("doe-2001",), ())
    with pytest.raises(fpcase.FpcaseError, match=r"share no work .* two codes moe-1999"):
        coder_agreement(one, coding("two", *FIRST, source="moe-1999"), folder)
    (folder / "other.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    with pytest.raises(fpcase.FpcaseError, match="name different texts for 'doe-2001'"):
        coder_agreement(one, coding("two", *FIRST, file="other.txt"), folder)


def test_two_empty_codings_agree_on_nothing(folder: Path) -> None:
    """No claim, no figure."""
    found = coder_agreement(coding("one"), coding("two"), folder)
    assert found.matching.f1 is None
    assert found.alpha("sign") is None
    assert found.table("alpha").rows[0] == ("cause", 0, None, None, None, 0, None, None)


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
    assert krippendorff_alpha([("a",), ("a", "b")]) == krippendorff_alpha([("a", "b")])


def test_alpha_and_ac1_of_more_coders_are_those_of_the_books() -> None:
    """Krippendorff (2018, ch. 12), with codes missing; Gwet's where one code prevails."""
    coders = ("1.2332142311..", "122332142235..", ".33324222311.3"[:14], "12233244235114"[:14])
    units = [
        [codes[unit] for codes in coders if codes[unit] != "."] for unit in range(len(coders[0]))
    ]
    assert krippendorff_alpha(units) == pytest.approx(_alpha_by_pairs(units))
    uneven = [("a", "a")] * 18 + [("a", "b"), ("b", "a")]
    assert krippendorff_alpha(uneven) == pytest.approx(-0.026, abs=0.001)
    assert gwet_ac1(uneven) == pytest.approx(0.890, abs=0.001)
    assert gwet_ac1([("a", "a")]) is None
    assert gwet_ac1([]) is None


def _alpha_by_pairs(units: Sequence[Sequence[str]]) -> float:
    """Alpha from the matrix of coincidences, as the book sets it out."""
    units = [unit for unit in units if len(unit) > 1]
    values = sorted({code for unit in units for code in unit})
    matrix = {
        (one, other): sum(
            sum(a == one and b == other for a, b in permutations(unit, 2)) / (len(unit) - 1)
            for unit in units
        )
        for one in values
        for other in values
    }
    totals = {one: sum(matrix[one, other] for other in values) for one in values}
    number = sum(totals.values())
    observed = sum(count for (one, other), count in matrix.items() if one != other)
    expected = sum(totals[a] * totals[b] for a, b in permutations(values, 2)) / (number - 1)
    return 1 - observed / expected


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
    assert same.codes("value") == [("decrease or low", "decrease or low")]
    assert same.codes("variable") == [("oil", "oil")]
    assert len(same.codes("stance")) == 2
    assert len(same.codes("effect")) == 1
    other = coder_agreement(coded("one", ["low"]), coded("two", ["high"]), folder)
    disagreements = other.table("disagreements").rows
    assert [row[4:] for row in disagreements] == [("value", "low", "high")]
    nothing = coder_agreement(coded("one", ["low"]), coding("two", *FIRST), folder)
    assert nothing.codes("value", with_absent=True) == [("low", "absent")]
    backwards = coder_agreement(coding("two", *FIRST), coded("one", ["low"]), folder)
    assert backwards.codes("value", with_absent=True) == [("absent", "low")]


def test_cells_of_decisions_agree_with_silence_and_without(folder: Path) -> None:
    """Two coders may differ on what a text says, or on whether it says anything."""

    def coded(**conditions: str | list[str] | None) -> Case:
        vote = Decision(
            id=DecisionId("vote"),
            title="A vote",
            date=Edtf("2014"),
            actor=ActorId("doe"),
            kind=DecisionKind.VOTE,
            outcomes={"aid": "yes"},
            conditions=conditions,
        )
        return attrs.evolve(
            coding("one", claim("oil + exports", at=at(0))), decisions={vote.id: vote}
        )

    one = coded(crisis="no", unrest=None, shock=["yes", "no"], hers="yes")
    found = coder_agreement(one, coded(crisis="yes", unrest="yes", shock=["no", "yes"]), folder)
    rows = {row[:2]: row[2:4] for row in found.table("cells").rows}
    assert rows["all", False] == (4, 0.5)
    assert rows["all", True] == (3, 2 / 3)
    assert rows["unrest", True] == (0, None)
    assert found.table("differing cells").rows == (
        ("vote", "crisis", "no", "yes"),
        ("vote", "unrest", "silent", "yes"),
    )
