"""Text becomes the type of its field, or a message: nothing is guessed, nothing is mended."""

import enum

import pytest

from fpcase.casefiles import to_record
from fpcase.casefiles.converter import structure
from fpcase.model import (
    Actor,
    Anchor,
    Appraisal,
    Broader,
    CausalClaim,
    ClaimId,
    Decision,
    DescriptiveClaim,
    Edtf,
    Evidence,
    Explanation,
    LikelihoodRatio,
    Locator,
    PredictionOutcome,
    Proposition,
    Reading,
    Selector,
    SetAside,
    SharePattern,
    Sign,
    Source,
    Theory,
    Variable,
    VariableId,
)
from fpcase.model.cases import CaseHead
from fpcase.model.fields import fields_of, phrase
from fpcase.model.terms import PHRASES, VOCABULARIES

CLAIM = {"id": "c1", "cause": "war", "effect": "trade", "sign": "negative", "stance": "asserts"}
SOURCE = {"id": "doe-2001", "authors": ["Jane Doe"], "title": "T", "kind": "book"}


def misfit(kind: type, tree: object) -> str:
    """What does not fit, as one text."""
    record, misfits = structure(tree, kind)
    assert record is None
    return "; ".join(
        f"{'.'.join(map(str, one.steps))}: {one.what} "
        f"expected {one.expected}, found {one.found}, {one.advice}"
        for one in misfits
    )


@pytest.mark.parametrize(
    ("kind", "tree", "says"),
    [
        (
            Source,
            SOURCE | {"authors": "Jane Doe"},
            "a list in which each item is text, found 'Jane Doe', put it in",
        ),
        (Source, SOURCE | {"authors": [None]}, "authors.0:  expected text, found nothing"),
        (Source, SOURCE | {"authors": None, "title": " "}, "found ' ', write the text, or leave"),
        (Source, SOURCE | {"title": {"a": "b"}}, "quote the text if the ':' belongs to it"),
        (Source, SOURCE | {"title": ["a"]}, "quote it if it begins with '[' or '-'"),
        (Source, SOURCE | {"title": 5}, "expected text, found '5', write it as a single text"),
        (Source, SOURCE | {"year": "2.5"}, "a whole number, found '2.5', write the number in"),
        (Source, SOURCE | {"year": "٢٠٠١"}, "a whole number"),
        (Source, SOURCE | {"year": "1" * 30}, "a whole number"),
        (Source, SOURCE | {"year": ["2001"]}, "found a list of 1"),
        (Source, SOURCE | {"kind": "boook"}, "did you mean 'book'?"),
        (Source, SOURCE | {"kind": ["book"]}, "use one of these words"),
        (Source, "doe", "a mapping with id, authors, title, kind, found 'doe'"),
        (
            Source,
            {},
            "the key 'authors' is missing expected authors: a list in which each item is text",
        ),
        (Source, SOURCE | {"id": "Doe 2001"}, "write 'doe-2001'"),
        (Source, SOURCE | {"id": "doé_2001"}, "write 'doe-2001'"),
        (Source, SOURCE | {"id": "oil\u200bprice"}, r"found 'oil\u200bprice', write 'oilprice'"),
        (Source, SOURCE | {"id": "доу"}, "write 'dou' in Latin letters ('д' is U+0434, CYR"),
        (Source, SOURCE | {"id": "油"}, "use lowercase letters a-z, digits and single hyphens"),
        (Source, SOURCE | {"id": "-x;"}, "write 'x'"),
        (Source, SOURCE | {"id": "x/y"}, "use lowercase letters a-z, digits and single hyphens"),
        (Source, SOURCE | {"id": ["x"]}, "found a list of 1, give one id here"),
        (CausalClaim, CLAIM | {"cause": ["x", "y"]}, "causes that work only together under 'caus"),
        (Source, SOURCE | {"kind": "article"}, "did you mean 'journal-article'?"),
        (CausalClaim, CLAIM | {"period": "2008\u20132014"}, "write '2008/2014' for the interval"),
        (CausalClaim, CLAIM | {"period": "1.3.2001"}, "write '2001-03-01'"),
        (CausalClaim, CLAIM | {"period": "2001-03-01T10:00Z"}, "write '2001-03-01', without the"),
        (CausalClaim, CLAIM | {"period": "2014/2008"}, "begins expected , found , correct it"),
        (Source, SOURCE | {"text": "x.txt"}, "write 'file: ...' and 'sha256: ...' on lines of th"),
        (Source, SOURCE | {"id": None}, "an id in kebab-case, such as oil-price, found nothing"),
        (Source, SOURCE | {"titel": "x", "zzz": "y"}, "unknown key 'zzz'"),
        (CausalClaim, CLAIM | {"period": "2014-13"}, "no such date as '2014-13'"),
        (CausalClaim, CLAIM | {"period": "2015/2014"}, "ends before it begins"),
        (CausalClaim, CLAIM | {"period": "2023-02-29"}, "no such date"),
        (CausalClaim, CLAIM | {"period": "spring"}, "'spring' is not a date like 2014"),
        (CausalClaim, CLAIM | {"period": ["2014"]}, "a date or an interval, such as 2014"),
        (CausalClaim, CLAIM | {"basis": None}, "a basis (explicit, implicit, inferred), found"),
        (CausalClaim, CLAIM | {"at": [{"paragraph": "two"}]}, "at.0.paragraph:  expected a whole"),
        (CausalClaim, CLAIM | {"at": [{"anchor": {"start": "x"}}]}, "the key 'end' is missing"),
        (CausalClaim, CLAIM | {"causes": [["war"]]}, "a mapping with variable, found a list of 1"),
        (
            Actor,
            {"id": "x", "name": "X", "kind": "state", "codes": "iso"},
            "write 'key: value' lines",
        ),
        (Actor, {"id": "x", "name": "X", "kind": "state", "codes": {"iso": ["KAZ"]}}, "codes.iso"),
        (Decision, {"outcomes": {"War": "x"}}, "outcomes.War:  expected an id in kebab-case"),
        (Decision, {"conditions": {"war": [["yes"]]}}, "a mapping with value, found a list of 1"),
        (Explanation, {"claims": {}}, "a list of records, found an empty mapping, begin each"),
        (Explanation, {"claims": [{}]}, "claims.0: the key 'id' is missing"),
        (SharePattern, {"level": ["state"], "at_least": "half"}, "a number, found 'half'"),
        (
            LikelihoodRatio,
            {"low": "1e999", "high": "nan"},
            "low:  expected a number, found '1e999'",
        ),
        (Selector, {"outcome": "yes"}, "true or false, found 'yes'"),
        (Selector, "outcomes", "a mapping, found 'outcomes'"),
        (PredictionOutcome, {"prediction": "p1"}, "an author's id and the record's own id"),
        (PredictionOutcome, {"prediction": "A/p1"}, "write 'a/p1'"),
        (
            Theory,
            {"propositions": [{"expects": {"loop": None, "some_path": {}}}]},
            "propositions.0.expects.some_path: the key 'cause' is missing expected cause: a map",
        ),
        (CaseHead, {"uses": "common"}, "a list in which each item is an id in kebab-case"),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(kind: type, tree: object, says: str) -> None:
    """The message shows the field's type in words, and a way out."""
    assert says in misfit(kind, tree)


def test_everything_that_does_not_fit_is_told_at_once() -> None:
    """One run, one list."""
    tree = {
        "id": "C1",
        "cause": "w a r",
        "sign": "+",
        "mechansim": "x",
        "at": [{"page": None, "x": "y"}],
    }
    _, misfits = structure(tree, CausalClaim)
    assert [misfit.steps for misfit in misfits] == [
        ("id",), ("cause",), (), ("sign",), (), ("at", 0, "x"), ("mechansim",),
    ]  # fmt: skip
    assert [misfit.of_key for misfit in misfits].count(True) == 2


def test_a_list_of_a_thousand_misfits_is_not_told_to_the_end() -> None:
    """It is no list of that kind; the message says that it stops."""
    _, misfits = structure(SOURCE | {"authors": [None] * 5000}, Source)
    assert len(misfits) == 1001
    assert misfits[-1].what == "1000 values in this list do not fit; the rest are not checked"


@pytest.mark.parametrize(
    "text", ["NO", "on", "1:30", "0123", "1e3", "1.10", "1962-10-16", "=", "true", "None", " x "]
)
def test_a_text_stays_as_it_is(text: str) -> None:
    """The type of the field decides, never the look of the text."""
    assert structure(SOURCE | {"title": text, "container": text}, Source)[0].container == text


def test_numbers_and_truth_values_are_read_where_a_field_wants_them() -> None:
    """And in no other writing than digits, true and false."""
    assert structure(SOURCE | {"year": "-431"}, Source)[0].year == -431
    ratio = structure({"low": ".5", "high": "1.5e2"}, LikelihoodRatio)[0]
    assert (ratio.low, ratio.high) == (0.5, 150)
    assert structure({"outcome": "false"}, Selector)[0] == Selector()


def test_what_is_left_blank_is_left_out() -> None:
    """Unknown is not the text None."""
    blank = {"period": None, "at": None, "mechanism": None, "conditions": None, "modality": None}
    assert structure(CLAIM | blank, CausalClaim)[0] == structure(CLAIM, CausalClaim)[0]
    actor = {"id": "x", "name": "X", "kind": "state", "codes": None}
    assert structure(actor, Actor)[0].codes == {} or not structure(actor, Actor)[0].codes
    assert structure({"id": "x", "source": "x", "claims": None}, Explanation)[0].claims is not None


def test_short_forms_are_read_and_written() -> None:
    """What a person writes often may be written short."""
    claim, _ = structure(
        CLAIM | {"cause": None, "causes": ["war", {"variable": "oil", "sign": "positive"}]},
        CausalClaim,
    )
    assert claim.signed_causes == (("war", Sign.NEGATIVE), ("oil", Sign.POSITIVE))
    assert to_record(claim)["causes"] == ["war", {"variable": "oil", "sign": "positive"}]
    tree = {
        "id": "p",
        "text": "t",
        "expects": {"some_path": {"cause": {"level": "system"}, "effect": "outcome"}},
    }
    proposition, _ = structure(tree, Proposition)
    assert proposition.expects.some_path.effect == Selector(outcome=True)
    assert to_record(proposition)["expects"]["some_path"] == {
        "cause": {"level": "system"},
        "effect": "outcome",
    }


@pytest.mark.parametrize(
    ("tree", "kind", "wanted"),
    [
        ("war", Broader, Broader(variable=VariableId("war"))),
        (
            {"variable": "war", "sign": "negative"},
            Broader,
            Broader(variable=VariableId("war"), sign=Sign.NEGATIVE),
        ),
        ("policy", Selector, Selector(policy=True)),
        ("no", Reading, Reading(value="no")),
        (
            {"id": "d1", "variable": "war", "value": "no"},
            DescriptiveClaim,
            DescriptiveClaim(id=ClaimId("d1"), variable=VariableId("war"), value=["no"]),
        ),
        (
            {"id": "d1", "variable": "war", "value": ["low", "steady"], "period": "2011~/2018~"},
            DescriptiveClaim,
            DescriptiveClaim(
                id=ClaimId("d1"),
                variable=VariableId("war"),
                value=["low", "steady"],
                period=Edtf("2011~/2018~"),
            ),
        ),
    ],
)
def test_a_word_alone_stands_for_what_it_means(tree: object, kind: type, wanted: object) -> None:
    """Short forms are read as what they stand for, and written short again."""
    assert structure(tree, kind) == (wanted, ())
    assert to_record(wanted) == tree


RECORDS = (
    Actor, Anchor, Appraisal, Broader, CaseHead, CausalClaim, Decision, DescriptiveClaim, Evidence,
    Explanation, LikelihoodRatio, Locator, PredictionOutcome, Proposition, Selector, SetAside,
    Source, Theory, Variable,
)  # fmt: skip


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_has_words_for_what_it_takes(kind: type) -> None:
    """A new field whose type has no words would crash the message about it."""
    for field in fields_of(kind):
        assert phrase(field.shape)


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_vocabulary_has_words_and_is_read_strictly(vocabulary: type[enum.Enum]) -> None:
    """No enumeration lets any text through."""
    assert vocabulary in PHRASES
    word = next(iter(vocabulary))
    assert structure(word.value, vocabulary) == (word, ())
    assert "expected" in misfit_of(vocabulary)


def misfit_of(vocabulary: type[enum.Enum]) -> str:
    """What is said of a word that no vocabulary has."""
    _, (only,) = structure("xyzzy", vocabulary)
    return f"expected {only.expected}"


def test_a_record_of_a_thousand_unknown_keys_is_not_listed_key_by_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is probably another record, or none."""
    monkeypatch.setattr("fpcase.casefiles.converter._MOST_MISFITS", 3)
    _, misfits = structure({**{f"k{n}": "x" for n in range(9)}, "id": "a"}, Source)
    says = [one.what for one in misfits if one.rule == "unknown-key"]
    assert says[:3] == ["unknown key 'k0'", "unknown key 'k1'", "unknown key 'k2'"]
    assert says[3:] == ["6 more unknown keys here are not listed"]
