"""What records say of themselves, for editors and newcomers."""

from enum import Enum

import attrs
import pytest

import fpcase
from fpcase.model import SourceText
from fpcase.model.cases import CaseHead
from fpcase.model.fields import fields_of, summary, word_meanings
from fpcase.model.terms import VOCABULARIES


@attrs.frozen(kw_only=True)
class _Undocumented:
    """Nothing more is said."""

    colour: str


class _Plain(Enum):
    """Words that mean what they say."""

    RED = "red"


def meanings(record: type) -> dict[str, str]:
    """What each field of a record means."""
    return {field.name: field.meaning for field in fields_of(record)}


def test_a_case_s_keys_are_documented_by_the_case() -> None:
    """The head of a case has no text of its own to drift."""
    assert summary(CaseHead) == summary(fpcase.Case)
    assert meanings(CaseHead)["country"] == "The country."


def test_a_meaning_over_several_lines_is_one_sentence() -> None:
    """Line ends of the source mean nothing to a reader; neither do its marks."""
    meaning = meanings(SourceText)["furniture"]
    assert meaning.startswith("What belongs to the page, not to the text: lines to ignore, ")
    assert "'#' standing for a number" in meaning


def test_a_record_without_a_section_says_nothing_of_its_fields() -> None:
    """Nothing is made up."""
    assert meanings(_Undocumented) == {"colour": ""}
    assert word_meanings(_Plain) == {}


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.__name__)
def test_a_vocabulary_explains_all_its_words_or_none(vocabulary: type[Enum]) -> None:
    """A word left out between explained ones would look like a slip."""
    meanings = word_meanings(vocabulary)
    assert not meanings or list(meanings) == [member.value for member in vocabulary]
