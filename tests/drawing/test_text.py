"""Labels in boxes."""

from hypothesis import given
from hypothesis import strategies as st

from fpcase.drawing.text import longest_word, wrapped


def test_a_hyphenated_name_is_broken_only_where_that_saves_a_line() -> None:
    """``Russia-West rivalry`` reads better than ``Russia-`` over ``West rivalry``."""
    assert wrapped("Russia-West rivalry", 12, len) == ("Russia-West", "rivalry")
    assert wrapped("Kazakh-Russian relations", 9, len) == ("Kazakh-", "Russian", "relations")


def test_a_label_without_a_word_has_one_empty_line() -> None:
    """A box without a name is still a box."""
    assert wrapped(" \n ", 10, len) == ("",)
    assert longest_word("", len) == 0


@given(label=st.text(), width=st.integers(1, 30), even=st.booleans())
def test_wrapping_loses_no_character_and_no_line_is_too_wide(
    label: str, width: int, *, even: bool
) -> None:
    """A label is never cut, and never runs out of its box."""
    lines = wrapped(label, width, len, even=even)
    assert "".join("".join(lines).split()) == "".join(label.split())
    assert all(len(line) <= width for line in lines)
