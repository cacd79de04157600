"""Folding makes texts comparable, and keeps the way back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fpcase.passages.folding import fold, folded_words


def folded(text: str, *, normalise: bool = False) -> str:
    """The text, folded."""
    return folded_words(text, normalise=normalise)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("oil  prices\n\tfell", "oil prices fell"),
        ("the neo-\nclassical view", "the neoclassical view"),
        ("the neo-  \r\n  classical view", "the neoclassical view"),
        ("the neo\u00ad\nclassical view", "the neoclassical view"),
        ("the neo\u2010\nclassical view", "the neoclassical view"),
        ("the Trans-\nCaspian line", "the Trans- Caspian line"),
        ("a neo-classical view", "a neo-classical view"),
        ("a middle - course", "a middle - course"),
        ("- a middle course", "- a middle course"),
        ("the neo-\rclassical view", "the neoclassical view"),
        ("the neo-\u2028classical view", "the neoclassical view"),
        ("the neo-\fclassical view", "the neoclassical view"),
        ("in 1990-\nand later", "in 1990- and later"),
        ("neo-\n", "neo-"),
    ],
)
def test_exact_folding_closes_up_white_space_and_broken_words(
    given_text: str, expected: str
) -> None:
    """Line ends are the typesetter's; capitals after a hyphen begin a word of their own."""
    assert folded(given_text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moscow’s Proposal", "moscow's proposal"),
        ("coöperation", "cooperation"),
        ("coo\u0308peration", "coöperation"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("oﬃcial inﬂuence", "official influence"),
        ("Russia–Ukraine", "Russia-Ukraine"),
        ("Realism——A Comparison", "realism - a comparison"),
        ("well-\nknown", "well-known"),
        ("well known", "well-known"),
        ("vote² and", "vote and"),
        ("sover\u00adeignty", "sovereignty"),
        ("sover\u200beignty", "sovereignty"),
        ("\ufeffIntroduction", "Introduction"),
        ("\uff11\uff19\uff19\uff11", "1991"),
        ("œuvre of Østby, Łódź and Đurić", "oeuvre of Ostby, Lodz and Duric"),
        ("K\u0131rg\u0131z", "Kirgiz"),
        ("سنة ١٩٩١", "سنة 1991"),
        ("الـعـربـيـة", "العربية"),
        ("كِتَابٌ", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("“quoted”, he said", '"quoted" he said'),
    ],
)
def test_normalising_sets_aside_what_a_coder_cannot_be_asked_to_type(one: str, other: str) -> None:
    """Dashes, quotes, ligatures and accents depend on who made the file, not on the passage."""
    assert folded(one, normalise=True) == folded(other, normalise=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("विदेश नीति", "विदश नत"),
        ("ไม่", "ไม"),
        ("が", "か"),
        ("ភាសា", "ភសា"),
        ("1.5 billion", "15 billion"),
        ("2014-2015", "20142015"),
        ("3.1 Ukraine", "31 Ukraine"),
    ],
)
def test_normalising_keeps_numbers_and_other_words_apart(one: str, other: str) -> None:
    """A figure of 1.5 is not one of 15, and another vowel makes another word."""
    assert folded(one, normalise=True) != folded(other, normalise=True)


@given(st.text(max_size=60), st.booleans())
@example("oﬃce", True)  # noqa: FBT003 - an example
@example("neo-\nclassical", False)  # noqa: FBT003 - an example
def test_every_folded_character_leads_back_to_one_of_the_text(text: str, normalise: bool) -> None:  # noqa: FBT001 - drawn
    """A passage found in the folded text must be shown in the text as given."""
    whole = fold(text, [(0, len(text))], normalise=normalise)
    assert len(whole.text) == len(whole.origins) == len(whole.edges) - 1
    assert list(whole.origins) == sorted(whole.origins)
    for character, origin in zip(whole.text, whole.origins, strict=True):
        if normalise:
            assert character in fold(text[origin], [(0, 1)], normalise=True).text or (
                character == " "
            )
        else:
            assert character == text[origin] or (character == " " and text[origin].isspace())


@given(st.text(max_size=60), st.booleans())
def test_folding_twice_changes_nothing(text: str, normalise: bool) -> None:  # noqa: FBT001 - drawn
    """What is folded already is left as it is; otherwise an anchor could never match itself."""
    once = folded(text, normalise=normalise)
    assert folded(once, normalise=normalise) == once or "-" in once


def test_a_word_goes_on_in_the_next_span_if_furniture_lies_between() -> None:
    """A page header must not cut a word in two."""
    text = "a neo-\nPAGE 3\nclassical view"
    assert fold(text, [(0, 6), (14, 28)], normalise=False).text == "a neoclassical view"
    assert fold(text, [(0, 6), (7, 13)], normalise=False).text == "a neo- PAGE 3"
    assert fold(text, [(0, 6), (13, 14)], normalise=False).text == "a neo- "


def test_words_are_found_whole() -> None:
    """`oil` does not stand in `turmoil`."""
    text = fold("turmoil oil oils oil", [(0, 20)], normalise=False)
    assert text.find("oil", 0, 20) == [8, 17]
    assert text.find("oil", 9, 20) == [17]
    assert text.find("oil", 0, 8) == []
    assert text.find("", 0, 20) == []


@pytest.mark.parametrize("normalise", [False, True])
def test_scripts_without_spaces_need_no_word_edges(normalise: bool) -> None:  # noqa: FBT001 - drawn
    """Chinese, Japanese and Thai sources are read in political science too."""
    text = "哈萨克斯坦的外交政策"
    whole = fold(text, [(0, len(text))], normalise=normalise)
    assert whole.find("外交", 0, len(text)) == [6]


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("सरकारी नीति", "सरकार", []),
        ("विदेशी दबाव। विदेश नीति", "विदेश", [13]),
        ("เขาไม่สนใจ และ เขาไมสนใจมาก", "ไม", [18]),
        ("เขาเห็นว่า", "เ", []),
        ("サーバーを守る", "サ", []),
        ("政策を行って", "行", []),
        ("中国の政策", "政策", [3]),
        ("نمی\u200cخواهم نمی", "نمی", [10]),  # noqa: RUF001 - Persian
        ("co\u00adoperation co", "co", [13]),
    ],
)
def test_words_end_where_their_script_says(text: str, words: str, places: list[int]) -> None:
    """A vowel sign, a lengthening mark or a tone belongs to the letter before it."""
    assert fold(text, [(0, len(text))], normalise=False).find(words, 0, len(text)) == places
