"""What is wrong is said once, in one line, with its place, and can be read by a program."""

import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpcase import CaseError
from fpcase.documents import Problem, Severity, count_problems, report_problems


def problem(**given: object) -> Problem:
    """A problem with some of its parts."""
    parts = {"rule": "value", "file": "variables.yaml", "line": 17, "column": 12}
    return Problem(**(parts | given))  # type: ignore[arg-type] # the tests give what fits


def test_a_problem_says_place_value_expectation_and_remedy() -> None:
    """As a compiler does, so that editors find the place."""
    assert (
        str(
            problem(
                what="w", expected="e", found="f", advice="a", where="x", severity=Severity.WARNING
            )
        )
        == "variables.yaml:17:12: warning: x: w; expected e, found f; a"
    )


def test_an_excerpt_points_at_the_place() -> None:
    """The eye finds the caret sooner than column 12."""
    assert (
        problem(source_line="    level: global").excerpt == "    level: global\n" + " " * 11 + "^"
    )
    assert problem(source_line="").excerpt == problem(source_line="   ").excerpt == ""


def test_an_excerpt_counts_columns_of_the_screen() -> None:
    """Chinese characters are two columns wide, accents none, and tabs become one space."""
    assert problem(source_line="中国:\tx", column=5).excerpt.endswith("\n" + " " * 6 + "^")
    assert problem(source_line="cafe\u0301: x", column=8).excerpt.endswith("\n" + " " * 6 + "^")


def test_an_excerpt_of_a_long_line_shows_what_is_near() -> None:
    """A paragraph in one line would hide its own fault."""
    line = "a" * 300 + "B" + "c" * 300
    shown, caret = problem(source_line=line, column=301).excerpt.splitlines()
    assert len(shown) < 120
    assert shown[caret.index("^")] == "B"
    assert shown.startswith("...")
    assert shown.endswith("...")


@given(st.text(max_size=300), st.integers(1, 400))
def test_no_line_of_a_file_can_move_the_cursor(line: str, column: int) -> None:
    """A file from a stranger is shown, not obeyed."""
    excerpt = problem(source_line=line, column=column).excerpt
    assert all(part.isprintable() for part in excerpt.split("\n"))


def test_a_report_gives_the_first_in_full_and_counts_the_rest() -> None:
    """Sixty thousand lines help nobody; that there are so many does."""
    problems = [problem(line=n, severity=Severity.WARNING) for n in range(1, 4)]
    problems += [problem(file="actors.yaml", line=n) for n in range(1, 4)]
    report = report_problems(problems, 2)
    assert report.splitlines() == [
        "actors.yaml:1:12: ",
        "actors.yaml:2:12: ",
        "... and 1 error, 3 warnings more: 1 in actors.yaml, 3 in variables.yaml",
    ]
    assert len(report_problems(problems, None).splitlines()) == 6
    assert report_problems([]) == ""


def test_problems_are_counted_in_words() -> None:
    """One error is not one errors."""
    assert count_problems([]) == "no errors, no warnings"
    assert count_problems([problem()]) == "1 error"
    assert count_problems([problem(severity=Severity.WARNING)] * 2) == "2 warnings"


def test_an_error_lists_its_problems_and_can_be_sent_to_another_process() -> None:
    """Worker processes report by pickling."""
    error = CaseError([problem(what="x")] * 30, "the case 'a'")
    says = str(error).splitlines()
    assert says[0] == "the case 'a' has 30 problems:"
    assert says[-1] == "  ... and 10 errors more: 10 in variables.yaml"
    assert str(CaseError([problem()])).startswith("the case has 1 problem:")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (again.problems, str(again)) == (error.problems, str(error))


@pytest.mark.parametrize("part", [field.name for field in attrs.fields(Problem)])
def test_every_part_of_a_problem_can_be_read_by_a_program(part: str) -> None:
    """Nobody has to take the message apart."""
    assert part in attrs.asdict(problem())
