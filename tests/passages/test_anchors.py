"""An anchor's first and last words are found again, and graded."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import fpcase
from fpcase.model import Anchor, Locator, SourceText
from fpcase.passages import Grade, IndexedText, find_anchor, index_text, read_texts

WORDS = ("oil", "gas", "naïve", "Moscow’s", "oﬃcial", "so-called", "vote", "1991", "the")

text_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30)


def index(text: str, *headings: str) -> IndexedText:
    """A text with some headings."""
    return index_text(text, SourceText(file="doe.txt", sha256="", headings=headings))


def locate(
    text: IndexedText,
    start: str,
    end: str,
    section: str | None = None,
    paragraph: int | None = None,
) -> tuple[str, str | None, str]:
    """Grade, the passage as it stands in the text, and the reason."""
    anchor = Anchor(start=start, end=end)
    match = find_anchor(Locator(section=section, paragraph=paragraph, anchor=anchor), text)
    passage = None if match.start is None else text.text[match.start : match.end]
    return match.grade.value, passage, match.reason


@st.composite
def passages(draw: st.DrawFn) -> tuple[list[str], int, int]:
    """A text of words, no two alike, and the first and last word of a passage of it."""
    words = [
        f"{draw(st.sampled_from(WORDS))}{number}x" for number in range(draw(st.integers(1, 40)))
    ]
    first = draw(st.integers(0, len(words) - 1))
    return words, first, draw(st.integers(first, len(words) - 1))


@given(passages(), st.sampled_from([" ", "  ", "\n", "\n\n", "\r\n", " \t"]), st.integers(1, 5))
def test_a_passage_is_found_by_its_first_and_last_words(
    passage: tuple[list[str], int, int], gap: str, count: int
) -> None:
    """The law that every arrow's way back rests on; white space never matters."""
    words, first, last = passage
    text = gap.join(words)
    start = " ".join(words[first : min(first + count, last + 1)])
    end = " ".join(words[max(last + 1 - count, first) : last + 1])
    begins = len(gap.join(words[:first])) + (len(gap) if first else 0)
    match = find_anchor(Locator(anchor=Anchor(start=start, end=end)), index(text))
    assert match.grade is Grade.EXACT
    assert match.start == begins
    assert text[match.start : match.end] == gap.join(words[first : last + 1])


CHANGES = {
    "case": str.swapcase,
    "accents": lambda text: text.replace("ï", "i\u0308"),
    "quotation marks": lambda text: text.replace("’", "'"),
    "dashes": lambda text: text.replace("-", "–"),
    "hyphens": lambda text: text.replace("-", "\u2011"),
    "ligatures": lambda text: text.replace("ffi", "ﬃ"),
    "broken words": lambda text: text.replace("-", "-\n"),
    "soft hyphens": lambda text: text.replace("o", "o\u00ad"),
    "punctuation": lambda text: text.replace(" ", ", "),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@given(passage=passages())
def test_a_passage_is_found_whatever_the_file_does_to_it(
    change: object, passage: tuple[list[str], int, int]
) -> None:
    """PDF readers change dashes, ligatures, accents and line ends; the passage stays the same."""
    assert callable(change)
    words, first, last = passage
    text = change(" ".join(words))
    match = find_anchor(Locator(anchor=Anchor(start=words[first], end=words[last])), index(text))
    assert match.grade in {Grade.EXACT, Grade.NORMALISED}
    found = "".join(c for c in text[match.start : match.end].casefold() if c.isalnum())
    wanted = "".join(c for c in change(" ".join(words[first : last + 1])).casefold() if c.isalnum())
    assert found == wanted


@given(text_words, text_words)
def test_an_offset_points_into_the_text_as_given(before: list[str], words: list[str]) -> None:
    """However grades fall, what is shown begins and ends with the anchor's words."""
    text = index(" ".join([*before, *words]))
    match = find_anchor(Locator(anchor=Anchor(start=words[0], end=words[-1])), text)
    places = match.places or [(match.start, match.end)]
    for start, end in places:
        assert text.text[start:end].startswith(words[0])
        assert text.text[start:end].endswith(words[-1])


TEXT = index(
    "Title\n\n1. Trade\n\nTrade with Moscow fell. Trade with Beijing grew fast.\n\n"
    "It grew again.\n\n2. War\n\nThe war went on. It went on and on.\n\n3. End\n\n"
    "3.1 Last\n\nOver.",
    "1. Trade",
    "2. War",
    "3. End",
    "3.1 Last",
    "4. Sources",
)


def test_an_anchor_is_sought_in_its_section_and_paragraph() -> None:
    """The same words may stand in other sections without making the passage ambiguous."""
    assert locate(TEXT, "It", "again.", "1. Trade", 2)[:2] == ("exact", "It grew again.")
    assert locate(TEXT, "IT", "again", "1 trade", 2)[:2] == ("normalised", "It grew again")


def test_the_end_is_the_first_match_after_the_start() -> None:
    """A short passage is meant, not the longest that would fit."""
    assert locate(TEXT, "The war", "on", "2. War")[1] == "The war went on"


def test_start_and_end_may_share_words_but_the_end_never_ends_before_the_start() -> None:
    """A passage of three words has start and end that overlap."""
    assert locate(TEXT, "Trade with Beijing", "with Beijing grew")[1] == "Trade with Beijing grew"
    assert locate(TEXT, "It went on and", "on")[1] == "It went on and on"


def test_words_in_several_places_are_ambiguous_and_the_places_listed() -> None:
    """Choosing the first of several in silence would send the reader to the wrong sentence."""
    locator = Locator(section="1. Trade", anchor=Anchor(start="Trade with", end="grew"))
    match = find_anchor(locator, TEXT)
    assert match.grade is Grade.AMBIGUOUS
    assert match.start is None
    assert [TEXT.text[start:end] for start, end in match.places] == [
        "Trade with Moscow fell. Trade with Beijing grew",
        "Trade with Beijing grew",
    ]
    assert match.reason == (
        "the words occur in 2 places (section '1. Trade', paragraph 1); choose others"
    )


def test_the_paragraphs_of_an_ambiguous_passage_are_named() -> None:
    """To name the paragraph helps only where there are several, and the coder must know which."""
    text = index("\n\n".join(["It grew again."] * 7))
    two = find_anchor(
        Locator(anchor=Anchor(start="It", end="again")), index("It grew again.\n\n" * 2)
    )
    seven = find_anchor(Locator(anchor=Anchor(start="It", end="again")), text)
    assert two.reason == (
        "the words occur in 2 places (before the first heading, paragraph 1; "
        "before the first heading, paragraph 2); choose others, or name the paragraph"
    )
    assert seven.reason.endswith("paragraph 5 and 2 more); choose others, or name the paragraph")


def test_a_locator_without_anchor_points_at_its_paragraph() -> None:
    """A paragraph is a place too; without section it may be one of several."""
    match = find_anchor(Locator(section="2. War", paragraph=1), TEXT)
    assert match.grade is Grade.EXACT
    assert TEXT.text[match.start : match.end] == "The war went on. It went on and on."
    several = find_anchor(Locator(paragraph=1), TEXT)
    assert several.grade is Grade.AMBIGUOUS
    assert several.reason == "4 sections have a paragraph 1; name the section"


@pytest.mark.parametrize(
    ("locator", "reason"),
    [
        (Locator(page="12"), "there is no anchor to look for; add one"),
        (
            Locator(section="1. Trad", paragraph=1),
            (
                "'1. Trad' is not among the headings listed for the text; did you mean '1. Trade'? "
                "If not, list it among the text's headings in sources.yaml"
            ),
        ),
        (
            Locator(section="Annex"),
            (
                "'Annex' is not among the headings listed for the text; correct the section, or "
                "list it among the text's headings in sources.yaml"
            ),
        ),
        (
            Locator(section="4. sources"),
            (
                "the heading '4. Sources' does not occur between blank lines in the text; "
                "correct it in sources.yaml, or correct the text"
            ),
        ),
        (
            Locator(section="3. End", paragraph=1),
            "there is no paragraph directly under '3. End'; name the heading that follows it",
        ),
        (
            Locator(section="1. Trade", paragraph=3),
            "'1. Trade' has 2 paragraphs, not 3; correct the paragraph's number",
        ),
        (
            Locator(section="2. War", paragraph=2),
            "'2. War' has 1 paragraph, not 2; correct the paragraph's number",
        ),
        (
            Locator(paragraph=9),
            "no section of the text has 9 paragraphs; correct the paragraph's number",
        ),
    ],
)
def test_a_place_that_does_not_exist_is_lost_and_the_reason_said(
    locator: Locator, reason: str
) -> None:
    """The coder must learn whether to mend the section, the number, the list or the text."""
    match = find_anchor(locator, TEXT)
    assert (match.grade, match.start, match.reason) == (Grade.LOST, None, reason)


@pytest.mark.parametrize("text", ["", " \n\n", "Results\n"])
def test_in_a_text_without_words_nothing_is_found_and_that_is_said(text: str) -> None:
    """An empty file is a slip of its own: no paragraph's number would mend it."""
    anchor = Anchor(start="Oil", end="fell.")
    match = find_anchor(Locator(anchor=anchor), index(text, "Results"))
    assert (match.grade, match.reason[:23]) == (Grade.LOST, "the text is empty; put ")


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (
            "The war",
            "on",
            (
                "the words occur elsewhere (section '2. War', paragraph 1); "
                "correct the section or the paragraph"
            ),
        ),
        (
            "title",
            "Title",
            (
                "the words occur elsewhere (before the first heading, paragraph 1); "
                "correct the section or the paragraph"
            ),
        ),
        ("Zebra", "fell", "the start 'Zebra' does not occur in the text; copy the words from it"),
        ("Trade", "zebra", "the end 'zebra' does not occur in the text; copy the words from it"),
        (
            "Zebra",
            "...",
            "the start 'Zebra' and the end '...' do not occur in the text; copy the words from it",
        ),
        (
            "Over",
            "Moscow",
            (
                "the end 'Moscow' does not occur within 1,500 characters of the start; "
                "choose words that are closer together"
            ),
        ),
    ],
)
def test_words_that_do_not_stand_there_are_lost_and_the_reason_said(
    start: str, end: str, reason: str
) -> None:
    """A wrong paragraph number and a wrong word need different corrections."""
    assert locate(TEXT, start, end, "1. Trade", 1) == ("lost", None, reason)


def test_a_passage_ends_within_reach_of_its_start() -> None:
    """An end that stands pages later is a slip of the coder's, not a passage."""
    near, far = "word " * 290, "word " * 300
    assert locate(index(f"Begin {near}finish"), "Begin", "finish")[0] == "exact"
    assert locate(index(f"Begin {far}finish"), "Begin", "finish")[0] == "lost"


def test_a_passage_may_run_over_paragraphs_and_pages() -> None:
    """Page breaks cut paragraphs, and authors argue over several."""
    assert locate(TEXT, "grew fast", "It grew", "1. Trade", 1)[1] == "grew fast.\n\nIt grew"


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
@example(text="A:0", start="A0", end="A")
def test_any_words_and_any_text_get_a_grade(text: str, start: str, end: str) -> None:
    """Control characters, emoji and unpaired marks in a text are no reason to stop."""
    assume(start.strip() and end.strip())
    grade, passage, reason = locate(index(text), start, end)
    assert (passage is None) == (grade in {"lost", "ambiguous"})
    assert bool(reason) == (grade in {"lost", "ambiguous", "fuzzy"})


def quoted(quote: str, text: str, paragraph: int | None = None) -> tuple[str, str | None, str]:
    """Grade, the passage as it stands in the text, and the reason."""
    indexed = index(text)
    match = find_anchor(Locator(quote=quote, paragraph=paragraph), indexed)
    passage = None if match.start is None else text[match.start : match.end]
    return match.grade.value, passage, match.reason


SENTENCE = "The leaders feared Moscow’s reaction [12], and so, in the end, they abstained from it."


@pytest.mark.parametrize(
    ("quote", "grade"),
    [
        (SENTENCE, "exact"),
        (SENTENCE.replace(" ", "  \n"), "exact"),
        (f"“{SENTENCE}”", "exact"),
        ("The leaders feared [...] and so, [...] they abstained from it.", "exact"),
        ("... The leaders feared . . . and so, (...) they abstained from it.…", "exact"),
        ("The leaders [of K.] feared Moscow's reaction, […] they abstained from it", "normal"),
        ("[t]he leaders feared Moscow's reaction [sic] and so [they] abstained from it", "normal"),
        ("The leaders feared Moscow's [re]action and so, [...] they abstain[ed] from it", "normal"),
        ("The leaders feered Moscow reaktion [12], and so, in the end, they abstained", "fuzzy"),
    ],
)  # fmt: skip
def test_a_quotation_is_found_whatever_it_leaves_out(quote: str, grade: str) -> None:
    """Quotations come from other programs, with ellipses, brackets and other marks."""
    text = f"They met. {SENTENCE} Then they left, and the matter rested there."
    found, passage, _ = quoted(quote, text)
    assert found.startswith(grade)
    assert passage
    assert SENTENCE.startswith(passage) if grade == "fuzzy" else SENTENCE.rstrip(".") in passage
    assert quoted(quote, text, paragraph=1)[1] == passage


def test_what_is_wrong_with_a_quotation_is_said() -> None:
    """The first words that do not stand there, or that they stand in another order."""
    assert quoted("[...]", SENTENCE)[2].startswith("the quotation contains no words; quote some")
    reason = quoted("no word of this is there, " * 9, SENTENCE)[2]
    assert reason.startswith("'no word of this is there,")
    assert reason.endswith("...' does not occur in the text; copy the words from it")
    grade, _, reason = quoted("abstained [...] feared Moscow", SENTENCE)
    assert grade == "lost"
    assert reason.startswith("the parts of the quotation do not occur in sequence within 1,500")


@given(passages(), st.data())
def test_a_quotation_with_gaps_leads_back_to_its_passage(
    drawn: tuple[list[str], int, int], data: st.DataObject
) -> None:
    """Wherever words are left out."""
    words, first, last = drawn
    text = " ".join(words)
    kept = words[first : last + 1]
    for _ in range(data.draw(st.integers(0, 3))):
        if len(kept) > 2:
            kept[data.draw(st.integers(1, len(kept) - 2))] = "[...]"
    grade, passage, _ = quoted(" ".join(kept), text)
    assert (grade, passage) == ("exact", " ".join(words[first : last + 1]))


def test_words_are_found_as_locators_to_paste(tmp_path: Path) -> None:
    """The coder looks for a passage and pastes where it stands."""
    study = fpcase.study(fpcase.new_case(tmp_path / "demo"))
    assert study.find("example-2001", "bad [...] grain from") == (
        "at:\n  - section: Grain and the treaty\n    paragraph: 1\n"
        "    anchor: {start: bad harvest the country needs, end: the country needs grain from}"
    )
    several = study.find("example-2001", "grain")
    assert several.startswith("# the words occur in ")
    assert several.count("anchor:") > 1
    with pytest.raises(fpcase.FpcaseError, match="does not occur in the text"):
        study.find("example-2001", "no such words")
    with pytest.raises(fpcase.FpcaseError, match="did you mean 'example-2001'"):
        study.find("exmple-2001", "grain")


def test_a_hundred_quotations_from_the_sources_resolve(
    kazakhstan: fpcase.Case, texts_folder: Path
) -> None:
    """Verbatim, with words left out, respaced, with other quotation marks: at their place."""
    texts = read_texts(kazakhstan, texts_folder)
    drawn = random.Random(7)  # noqa: S311 - no secret
    resolved = wrong = 0
    for number in range(100):
        text = texts[drawn.choice(list(texts))]
        paragraph = drawn.choice([p for p in text.paragraphs if p.section != "References"])
        start, end = paragraph.spans[0][0], paragraph.spans[-1][1]
        spans = [word.span() for word in re.finditer(r"\S+", text.text[start:end])]
        first = drawn.randrange(max(1, len(spans) - 20))
        among = spans[first : first + 20]
        words = [text.text[start + one : start + other] for one, other in among]
        middle = len(words) // 2
        quote = (
            " ".join(words),
            " ".join([*words[:middle], "[...]", *words[middle + 1 :]]),
            "... " + " ".join([*words[:middle], ". . .", *words[middle + 1 :]]),
            "  ".join(words),
            "“" + " ".join(words).translate(str.maketrans("“”’", '""\'')) + "”",
        )[number % 5]
        match = find_anchor(Locator(quote=quote), text)
        resolved += match.start is not None
        wrong += match.start is not None and abs(match.start - start - among[0][0]) > 3
    assert resolved >= 95
    assert wrong == 0
