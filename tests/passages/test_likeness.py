"""Words that were copied wrongly are found by their likeness, with a score."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fpcase.model import Anchor, Locator, SourceText
from fpcase.passages import Grade, IndexedText, Match, find_anchor, index_text
from fpcase.passages.anchors import REACH
from fpcase.passages.likeness import LEAST, closest_passages


def index(text: str) -> IndexedText:
    """A text with a heading or two."""
    headings = ["Theory", "Practice"]
    return index_text(text, SourceText(file="doe.txt", sha256="", headings=headings))


TEXT = index(
    "Theory\n\nThe neoclassical view of Moscow is old.\n\n"
    "It is well known that states balance against threats. Nothing else is known.\n\n"
    "Practice\n\nThe state balanced against a threat once, and the state balanced "
    "against a threat again.\n\nThe states balance against a thread."
)


def locate(start: str, end: str, section: str | None = None, text: IndexedText = TEXT) -> Match:
    """What becomes of an anchor."""
    return find_anchor(Locator(section=section, anchor=Anchor(start=start, end=end)), text)


@pytest.mark.parametrize(
    ("start", "end", "passage"),
    [
        ("The neoclasical view", "is old", "The neoclassical view of Moscow is old"),
        ("The neoclassical veiw", "Moscow was old", "The neoclassical view of Moscow is old"),
        (
            "It is well-knwon",
            "ballance against threats",
            "It is well known that states balance against threats",
        ),
    ],
)
def test_a_slip_of_the_pen_is_found_by_its_likeness(start: str, end: str, passage: str) -> None:
    """A letter left out must not cost the way back; but it is said that it is a likeness."""
    match = locate(start, end, "Theory")
    assert match.grade is Grade.FUZZY
    assert TEXT.text[match.start : match.end] == passage
    assert match.score is not None
    assert LEAST <= match.score < 1


def test_the_reason_shows_the_words_that_stand_there() -> None:
    """The coder can mend the anchor from the message alone."""
    assert locate("The neoclasical view", "is old", "Theory").reason == (
        "a similar passage is 'The neoclassical view' ... 'is old' (score 0.97); "
        "correct the anchor if this is the passage"
    )


def test_likenesses_in_several_places_are_ambiguous() -> None:
    """Of two places that are as like, neither is shown as the passage."""
    text = index("The first treshold stands here.\n\nThe first treshold stands there.")
    match = locate("The first threshold", "treshold stands", text=text)
    assert match.grade is Grade.AMBIGUOUS
    assert len(match.places) == 2
    assert match.reason.startswith("similar words occur in 2 places")


def test_likeness_is_sought_in_the_section_alone() -> None:
    """Likeness far away is chance."""
    assert locate("The neoclasical view", "is old", "Practice").grade is Grade.LOST


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("Nothing resembles this at all", "is old"),
        ("The neoclassical", "quite another ending"),
        ("Tho", "view"),
    ],
)
def test_words_that_resemble_nothing_are_lost(start: str, end: str) -> None:
    """A short word resembles too many; what is unlike is not the passage."""
    assert locate(start, end, "Theory").grade is Grade.LOST


def test_a_likeness_does_not_end_before_its_first_words_do() -> None:
    """An end that stands within the start is not the passage's end."""
    text = index("The balancing neighbours of Russia grow.")
    assert locate("The balancing neighbor of Russia", "balancing", text=text).grade is Grade.LOST
    assert (
        locate("The balancing neighbor of Russia", "balancng neighbours", text=text).grade
        is Grade.LOST
    )


def test_a_likeness_ends_within_reach_too() -> None:
    """The same rule as for words that stand there."""
    near, far = "word " * 290, "word " * 300
    assert locate("Beginning there", "finish", text=index(f"Begining there {near}finish")).score
    assert not locate("Beginning there", "finish", text=index(f"Begining there {far}finish")).score


WORDS = ("neutrality", "Moscow’s", "so-called", "alliance", "pressure", "naïve", "of", "the")


@given(
    st.lists(st.sampled_from(WORDS), min_size=8, max_size=20),
    st.integers(0, 7),
    st.sampled_from("qxz"),
)
def test_one_wrong_letter_does_not_lose_a_passage(
    words: list[str], place: int, letter: str
) -> None:
    """Whatever the words: an anchor of five with one wrong letter leads to some place, graded."""
    numbered = [f"{word}{chr(97 + number) * 4}" for number, word in enumerate(words)]
    start, end = " ".join(numbered[:4]), " ".join(numbered[-4:])
    wrong = start[:place] + letter + start[place + 1 :]
    match = locate(wrong, end, text=index(" ".join(numbered)))
    assert match.grade in {Grade.EXACT, Grade.NORMALISED, Grade.FUZZY}
    assert (match.start, match.end) == (0, len(" ".join(numbered)))


@given(st.text("ab c-\n", max_size=60), st.text("abc ", max_size=20), st.text("abc ", max_size=20))
def test_a_likeness_points_into_the_text_at_whole_words(text: str, start: str, end: str) -> None:
    """Offsets hold whatever the alignment does, and scores stay within their bounds."""
    assume(start.strip() and end.strip())
    indexed = index(text)
    everywhere = range(len(indexed.paragraphs))
    for likeness in closest_passages(Anchor(start=start, end=end), indexed, everywhere, REACH):
        assert LEAST <= likeness.score <= 1
        assert 0 <= likeness.start < likeness.end <= len(text)
        for first, last in likeness.parts:
            assert text[first].isalnum()
            assert text[last - 1].isalnum()
            assert likeness.start <= first < last <= likeness.end
