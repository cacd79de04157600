"""Records are frozen, equal by value, and say what a scholar wants to know first."""

import datetime as dt
from enum import Enum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpcase import Case
from fpcase.model import (
    Appraisal,
    Broader,
    Catalogue,
    CausalClaim,
    Chance,
    ChanceWord,
    DescriptiveClaim,
    Explanation,
    FpcaseError,
    JointCause,
    Locator,
    Prediction,
    Sign,
    Source,
    SourceKind,
    Stance,
    Variable,
    cases,
    ids,
    terms,
)
from fpcase.model.dates import span
from fpcase.model.ids import ClaimId, ExplanationId, PredictionId, SourceId, VariableId
from fpcase.model.wording import nearest

WAR, TRADE, PEACE = VariableId("war"), VariableId("trade"), VariableId("peace")


def claim(**given: object) -> CausalClaim:
    """A claim with the fields that every claim has."""
    fields = {"id": "c1", "effect": PEACE, "sign": Sign.POSITIVE, "stance": Stance.ASSERTS}
    return CausalClaim(**(fields | given))  # type: ignore[arg-type] # the tests give what fits


def test_a_claim_names_its_variables_once_and_its_causes_first() -> None:
    """Tables of variables are made from this."""
    joint = claim(causes=[JointCause(variable=WAR), JointCause(variable=TRADE, sign=Sign.NEGATIVE)])
    assert joint.signed_causes == ((WAR, Sign.POSITIVE), (TRADE, Sign.NEGATIVE))
    assert joint.variables == (WAR, TRADE, PEACE)
    assert joint.chain == (WAR, PEACE)
    assert claim(cause=WAR, intervening=[TRADE, WAR]).variables == (WAR, TRADE, PEACE)
    assert claim().chain == (PEACE,)


def test_a_record_cannot_be_changed_and_holds_no_list() -> None:
    """Two results from one case cannot disturb each other."""
    one = claim(cause=WAR, at=[Locator(page="3")])
    assert one.at == (Locator(page="3"),)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.cause = TRADE  # type: ignore[misc] # that is the point
    assert hash(one) == hash(claim(cause=WAR, at=(Locator(page="3"),)))


@pytest.mark.parametrize(
    ("locator", "place"),
    [
        (Locator(), "no place given"),
        (Locator(page="3"), "p. 3"),
        (Locator(page="p. 3"), "p. 3"),
        (Locator(page="69-70"), "pp. 69-70"),
        (Locator(page="xii f"), "p. xii f"),
        (Locator(page="pp. 69–70"), "pp. 69–70"),
        (Locator(section="End", paragraph=2, page="9"), "End, paragraph 2, p. 9"),
    ],
)
def test_a_locator_says_its_place_in_words(locator: Locator, place: str) -> None:
    """For tables and tooltips."""
    assert locator.place == place


@pytest.mark.parametrize(
    ("authors", "year", "short"),
    [
        (["Jane Doe"], 2001, "Doe 2001"),
        (["Jane Doe", "Rick Roe"], 2001, "Doe and Roe 2001"),
        (["A B", "C D", "E F"], None, "B et al. n.d."),
        (["Robert Smith Jr.", "Hans van der Berg"], 2001, "Smith and van der Berg 2001"),
        (["Ministry of Foreign Affairs"], 2001, "Ministry of Foreign Affairs 2001"),
        ([], 2001, "A title 2001"),
        ([], None, "A title"),
    ],
)
def test_a_source_has_a_short_name(authors: list[str], year: int | None, short: str) -> None:
    """A figure's label has room for no more."""
    source = Source(
        id=SourceId("x"), authors=authors, year=year, title="A title", kind=SourceKind.BOOK
    )
    assert source.short == short


def test_a_catalogue_finds_by_id_and_names_the_nearest() -> None:
    """A mistyped id costs a second, not a search."""
    found = Catalogue({"oil-price": 1, "war": 2})
    assert (list(found), len(found), "war" in found, "x" in found) == (
        ["oil-price", "war"],
        2,
        True,
        False,
    )
    with pytest.raises(KeyError, match="did you mean 'oil-price'"):
        found["oil-prise"]
    with pytest.raises(KeyError, match="there are 2 ids"):
        found["xyz"]
    with pytest.raises(KeyError, match="5 is not here"):
        found[5]  # type: ignore[index] # that is the point
    assert repr(found) == "<2: oil-price, war>"


def test_catalogues_are_equal_by_value_and_cannot_change() -> None:
    """They are part of frozen records."""
    items = {"a": 1}
    one = Catalogue(items)
    items["b"] = 2
    assert one == Catalogue({"a": 1})
    assert hash(one) == hash(Catalogue({"a": 1}))
    assert one != {"a": 1}
    assert Catalogue() == Catalogue({})


def test_the_nearest_word_is_found_or_none() -> None:
    """A far-fetched suggestion misleads."""
    assert nearest("postive", ["positive", "negative"]) == "positive"
    assert nearest("xyz", ["positive", "negative"]) is None


def test_a_case_finds_a_claim_by_its_full_id_and_says_what_it_holds(kazakhstan: Case) -> None:
    """Every arrow leads back to a claim."""
    full_id, explanation, found = next(kazakhstan.claims())
    assert kazakhstan.claim(full_id) is found
    assert explanation.full_id(found) == full_id
    assert kazakhstan.label(ExplanationId("hananya-2019")) == "Hananya 2019"
    assert repr(kazakhstan).startswith("<Case kazakhstan 0")
    for wrong in ("hananya-2019/nope", "nobody/c1", "nobody"):
        with pytest.raises(KeyError, match="is not here"):
            kazakhstan.claim(wrong)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", (2014, 1, 1), (2014, 12, 31)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("2014-03-18~", (2014, 3, 18), (2014, 3, 18)),
        ("2008?/2014%", (2008, 1, 1), (2014, 12, 31)),
        ("../2014", None, (2014, 12, 31)),
        ("2014/..", (2014, 1, 1), None),
    ],
)
def test_a_date_covers_its_days(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    """A year is all its days; an open side has no end."""
    assert span(text) == (first and dt.date(*first), last and dt.date(*last))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("spring 2014", "is not a date like"),
        ("../..", "is not a date like"),
        ("2014/2015/2016", "is not a date like"),
        ("14-03-18", "is not a date like"),
        ("٢٠١٤", "is not a date like"),
        ("2014-02-30", "no such date as '2014-02-30'"),
        ("2014-13", "no such date"),
        ("0000", "no such date"),
        ("2015/2014", "ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused(text: str, says: str) -> None:
    """The thirtieth of February is a slip of the pen, not the second of March."""
    with pytest.raises(ValueError, match=says):
        span(text)


@given(st.dates(), st.dates())
def test_an_interval_covers_from_its_first_day_to_its_last(one: dt.date, two: dt.date) -> None:
    """Also in years before the year 1000, which have four digits too."""
    first, last = sorted((one, two))
    assert span(f"{first.isoformat()}/{last.isoformat()}") == (first, last)


def test_every_kind_of_id_is_listed() -> None:
    """The reader of case files has one strict hook for each."""
    kinds = {value for name, value in vars(ids).items() if name.endswith("Id")}
    assert kinds == {*ids.ID_KINDS, *ids.FULL_ID_KINDS}


def test_every_vocabulary_is_listed_and_its_words_are_plain() -> None:
    """Words are written in case files: small letters and hyphens."""
    found = {v for v in vars(terms).values() if isinstance(v, type) and issubclass(v, Enum)}
    assert found - {Enum} == set(terms.VOCABULARIES)
    for vocabulary in terms.VOCABULARIES:
        for member in vocabulary:
            assert ids.ID_PATTERN.fullmatch(member.value)
            assert member.name == member.value.replace("-", "_").upper()


def test_every_field_of_a_case_is_documented() -> None:
    """The reference page is made from the docstrings."""
    for kind in (cases.Case, cases.Vocabulary, CausalClaim, Source, Locator):
        for field in attrs.fields(kind):
            assert f"{field.name}:" in (kind.__doc__ or "")


def test_ids_are_told_apart_by_type_alone() -> None:
    """At run time an id is its text, so that it can be written and compared."""
    assert ClaimId("c1") == "c1"


def test_a_description_says_one_word_or_several() -> None:
    """One word is a list of one; whoever reads the value need not ask which it is."""
    one = DescriptiveClaim(id=ClaimId("d1"), variable=WAR, value="high")
    assert one.value == ("high",)
    assert one.variables == (WAR,)
    assert repr(one) == "<DescriptiveClaim d1: asserts war high>"
    page = one._repr_html_()
    assert "<caption>DescriptiveClaim d1</caption>" in page
    assert "<td>high</td>" in page


def test_an_explanation_shows_what_it_describes() -> None:
    """A work that only describes is not shown as empty."""
    said = DescriptiveClaim(id=ClaimId("d1"), variable=WAR, value="high")
    author = ExplanationId("doe-2001")
    explanation = Explanation(id=author, source=SourceId(author), descriptions={said.id: said})
    assert (
        repr(explanation) == "<Explanation doe-2001: 0 claims, 1 description, explains no outcome>"
    )
    assert "<summary>1 description</summary>" in explanation._repr_html_()
    assert explanation.full_id(said) == "doe-2001/d1"


def test_a_prediction_s_outlook_is_in_free_words_or_those_of_its_value() -> None:
    """A ledger shows one column, whichever the coder wrote."""
    name = PredictionId("p1")
    assert Prediction(id=name, text="x", value="no").outlook == "no"
    assert Prediction(id=name, text="x", value="no", expected="none of it").outlook == "none of it"
    assert Prediction(id=name, text="x").outlook == ""


def test_a_broader_term_s_id_alone_means_more_of_it() -> None:
    """What cases have written so far means what it meant."""
    narrow = Variable(id=WAR, name="War", definition="War.", broader=PEACE)
    assert narrow.broader == Broader(variable=PEACE)
    assert attrs.evolve(narrow, broader=None).broader is None


@pytest.mark.parametrize("given", ["likly", [0.1], [0.1, 0.2, 0.3], None, {"low": 1}])
def test_what_is_no_chance_is_refused_with_what_is(given: Any) -> None:  # noqa: ANN401 - anything
    """A script that weighs evidence learns which forms there are."""
    judged: Any = {"evidence": "vote", "because": "So."}
    with pytest.raises(
        FpcaseError, match=r"a chance between 0 and 1, a range \[lowest, highest\], or"
    ):
        Appraisal(**judged, chances={"doe": given})
    given = {"a": Chance(low=0.1, high=0.2), "b": [0.1, 0.2], "c": ChanceWord.LIKELY}
    chances: Any = Appraisal(**judged, chances=given).chances
    assert chances["a"] == chances["b"]
    assert chances["c"].word is ChanceWord.LIKELY
