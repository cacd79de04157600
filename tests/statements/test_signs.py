"""What a claim excludes, and what contradicts what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpcase.model import Sign
from fpcase.statements import Position
from fpcase.statements.signs import ARROWS, EFFECTS, contradict, named, position, turned

PLUS, MINUS, SOME, ZERO, NOT_PLUS, NOT_MINUS = Position

positions = st.sampled_from(Position)


@pytest.mark.parametrize(
    ("denied", "sign", "expected"),
    [
        (False, Sign.POSITIVE, PLUS),
        (False, Sign.NEGATIVE, MINUS),
        (False, Sign.UNSTATED, SOME),
        (False, Sign.NO_EFFECT, ZERO),
        (True, Sign.POSITIVE, NOT_PLUS),
        (True, Sign.NEGATIVE, NOT_MINUS),
        (True, Sign.UNSTATED, ZERO),
    ],
)
def test_what_is_asserted_or_denied_makes_a_position(
    sign: Sign, expected: Position, *, denied: bool
) -> None:
    """Denying any effect is asserting that there is none."""
    assert position(sign, denied=denied) is expected


def test_a_denied_absence_of_effect_leaves_every_effect_open() -> None:
    """A denial leaves open all that it does not deny."""
    assert position(Sign.NO_EFFECT, denied=True) is SOME


EXCLUDING = {
    frozenset({PLUS, MINUS}),
    frozenset({PLUS, ZERO}),
    frozenset({PLUS, NOT_PLUS}),
    frozenset({MINUS, ZERO}),
    frozenset({MINUS, NOT_MINUS}),
    frozenset({SOME, ZERO}),
}
"""Every two positions of which at most one can be right; the method's list, written out."""


@given(positions, positions)
def test_exactly_the_listed_positions_contradict(one: Position, other: Position) -> None:
    """A verdict of contradiction is a charge against an author; none may come by accident."""
    assert contradict(one, other) == (frozenset({one, other}) in EXCLUDING)


@given(positions, positions)
def test_contradiction_is_mutual(one: Position, other: Position) -> None:
    """Naming the other author first changes nothing."""
    assert contradict(one, other) == contradict(other, one)


@given(positions)
def test_no_position_contradicts_itself(one: Position) -> None:
    """Two equal positions agree, and so do two equal exclusions."""
    assert not contradict(one, one)


def flipped(one: Position) -> Position:
    """The position after one of the two variables is replaced by its opposite."""
    return named(turned(one.leaves_open))


@given(positions)
def test_flipping_twice_is_the_identity(one: Position) -> None:
    """The opposite of a variable's opposite is the variable."""
    assert flipped(flipped(one)) is one


@given(positions, positions)
def test_flipping_both_keeps_what_contradicts(one: Position, other: Position) -> None:
    """Whether authors disagree does not hang on which pole of a variable was coded."""
    assert contradict(flipped(one), flipped(other)) == contradict(one, other)


def test_flipping_turns_directions_round_and_leaves_the_rest() -> None:
    """An effect of unknown direction, or none, is the same on the opposite variable."""
    assert [flipped(one) for one in Position] == [MINUS, PLUS, SOME, ZERO, NOT_MINUS, NOT_PLUS]


def test_only_effects_carry_chains() -> None:
    """An exclusion says what an effect is not; nothing follows from it down a chain."""
    assert frozenset({PLUS, MINUS, SOME}) == ARROWS


@given(positions)
def test_a_position_is_the_name_of_what_it_leaves_open(one: Position) -> None:
    """There is one idea: names and sets of effects stand for each other."""
    assert named(one.leaves_open) is one
    assert set() < one.leaves_open < EFFECTS


@given(positions, positions)
def test_two_positions_contradict_exactly_when_they_leave_nothing_open_together(
    one: Position, other: Position
) -> None:
    """The list of contradictions follows from what each position leaves open."""
    assert contradict(one, other) == (not one.leaves_open & other.leaves_open)
