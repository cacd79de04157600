"""What a signature takes, held against what is given, and said in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NewType, TypeVar

import pytest

from fpcase.model import FpcaseError, Stance
from fpcase.model.signatures import (
    checked,
    member,
    members,
    one_of,
    said_of,
    text,
    whole_number,
    words,
    yes_or_no,
)

Name = NewType("Name", str)
T = TypeVar("T")
FITTING: list[tuple[object, object]] = [
    (int, 3),
    (float, 3),
    (float, 0.5),
    (str | None, None),
    (Iterable[str], "one"),
    (Iterable[str], ["one", "two"]),
    (Iterable[str], iter([3])),
    (tuple[str, str], ("a", "b")),
    (tuple[str, ...], ("a", "b", "c")),
    (Literal["auto"], "auto"),
    (Mapping[str, int], {"a": 1}),
    (Stance, Stance.DENIES),
    (Name, "a"),
    (Name | None, None),
    (Callable[..., object], print),
    (Path | str, Path("a")),
    (Any, object()),
    (T, object()),
    ("Nowhere", object()),
]
WRONG: list[tuple[object, object, str]] = [
    (int, True, "a whole number"),
    (float, "a", "a number"),
    (bool, 1, "True or False"),
    (str | None, 3, "a text or None"),
    (Iterable[str], 3, "a list of texts"),
    (Iterable[str], ["a", 3], "a list of texts"),
    (Sequence[tuple[str, str]], [("a",)], "a list of pairs of texts"),
    (tuple[str, str], ("a", 3), "a pair of texts"),
    (int | Literal["auto"], "all", "a whole number or 'auto'"),
    (Mapping[str, int], [], "a mapping"),
    (Stance, "denies", "one of asserts, denies, reports"),
    (Name, 3, "a text"),
    (Path, 3, "a path"),
    (None, 3, "None"),
]


def takes(kind: object) -> Callable[[object], object]:
    """A function that takes a value of a type."""

    def function(value: object) -> object:
        return value

    function.__annotations__["value"] = kind
    return checked(function)


@pytest.mark.parametrize(("kind", "value"), FITTING)
def test_what_fits_is_passed_on(kind: object, value: object) -> None:
    """A list that can be read but once is not read to be judged."""
    assert takes(kind)(value) is value


@pytest.mark.parametrize(("kind", "value", "expected"), WRONG)
def test_what_does_not_fit_is_refused_in_words(kind: object, value: object, expected: str) -> None:
    """A scholar reads what to write, not what a type is called."""
    assert said_of(kind) == expected
    with pytest.raises(FpcaseError) as error:
        takes(kind)(value)
    assert str(error.value) == f"value: expected {expected}, found {value!r}"


def test_a_class_is_called_by_its_name() -> None:
    """Records have names that the documentation explains."""
    assert said_of(FpcaseError) == "a FpcaseError"


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (lambda: whole_number("n", "two"), "n: expected a whole number above 0, found 'two'"),
        (lambda: whole_number("n", -1, 0), "n: expected a whole number, 0 or more, found -1"),
        (lambda: yes_or_no("n", "yes"), "n: expected True or False, found 'yes'"),
        (lambda: text("n", 3), "n: expected a text, found 3"),
        (lambda: words("n", 3, "ids"), "n: expected ids, found 3"),
        (lambda: words("n", ["a", 3], "ids"), "n: expected ids, found 3"),
        (lambda: one_of("n", "a", []), "n: expected one of none; found 'a'"),
        (lambda: one_of("n", 3, ["a"]), "n: expected one of a; found 3"),
        (
            lambda: member("n", "denys", Stance),
            "n: expected one of asserts, denies, reports; found 'denys'; did you mean 'denies'?",
        ),
        (
            lambda: members("n", 3, Stance),
            "n: expected one or more of asserts, denies, reports, found 3",
        ),
    ],
)
def test_an_option_says_what_it_takes(read: Callable[[], object], expected: str) -> None:
    """The name of the option comes first, so that the command line can spell it."""
    with pytest.raises(FpcaseError) as error:
        read()
    assert str(error.value) == expected


def test_words_and_members_are_lists_of_one_if_they_stand_alone() -> None:
    """And each is kept once."""
    assert words("n", ["a", "b", "a"], "ids") == ("a", "b")
    assert members("n", Stance.DENIES, Stance) == (Stance.DENIES,)
    assert members("n", ["denies", Stance.DENIES], Stance) == (Stance.DENIES,)
